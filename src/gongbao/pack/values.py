"""Values as a pack writes them (100 元, 60%, 45 岁) as canonical text in the base unit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from gongbao.pack.compiled import FactType, Rounding
from gongbao.pack.problems import PackError, listed, suggest
from gongbao.pack.yaml import Scalar
from gongbao.reference import UnitError, convert, parse_date, parse_quantity, unit_named

_NUMBERS = frozenset({FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO})
_PLACES = {"分": 2, "角": 1, "元": 0, "十元": -1, "百元": -2, "千元": -3, "万元": -4}
_MODES = ("up", "down", "half up", "half down", "half even")
_ROUND = re.compile(r"\s*(\S+?)\s*(?:[,，]\s*(\S[\S ]*?))?\s*")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


def quantity(text: str) -> tuple[Decimal, str] | None:
    """A number with its unit, in the base unit (元, 岁, 天 …; "" for ratios and bare numbers); None for other text."""
    try:
        found = parse_quantity(text)
    except UnitError:
        return None
    return None if found is None else (found.value, "" if found.unit in ("ratio", "1") else found.unit)


def unit_name(unit: str) -> str:
    """One name for a unit that has several: 日 for 天 and 自然日."""
    known = unit_named(unit)
    return known.name if known else unit


def plain(number: Decimal) -> str:
    """Decimal notation without superfluous zeros."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def infer(value: Scalar, kind: FactType | None, unit: str | None) -> tuple[FactType, str | None]:
    """Type and unit of a value, where the author left them open."""
    found = None if value.quoted else quantity(value.text)
    if kind is not None:
        if kind in _NUMBERS and unit is None and found and found[1]:
            unit = found[1]
        return kind, unit_name(unit) if unit else None
    if value.text in ("true", "false", "是", "否") and not value.quoted:
        return FactType.BOOLEAN, unit
    if not value.quoted and parse_date(value.text) is not None:
        return FactType.DATE, unit
    if found is None:
        return FactType.TEXT, unit
    number, own = found
    if own == "元" and unit in (None, "元"):
        return FactType.MONEY, "元"
    if value.text.strip().endswith(("%", "％")) or value.text.startswith("百分之"):
        return FactType.RATIO, unit
    whole = number == number.to_integral_value()
    return FactType.INTEGER if whole else FactType.NUMBER, unit_name(unit) if unit else own or None


def canonical(value: Scalar, kind: FactType, unit: str | None) -> str:
    """The value's canonical text by its type.

    Raises:
        PackError: the text is no value of this type and unit.
    """
    text = value.text.strip()
    if kind in _NUMBERS:
        return _number(value, kind, unit)
    if kind is FactType.DATE:
        day = _day(text)
        if day is None:
            raise PackError.at(value.mark, f"“{text}”不是日期", "请写成 2022-01-01 或 2022年1月1日")
        return day.isoformat()
    if kind is FactType.BOOLEAN:
        if text not in ("true", "false", "是", "否"):
            raise PackError.at(value.mark, f"“{text}”不是“是”或“否”", "请写“是”或“否”")
        return "true" if text in ("true", "是") else "false"
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_date(text)


def _number(value: Scalar, kind: FactType, unit: str | None) -> str:
    text = value.text.strip()
    found = (Decimal(text), "") if _PLAIN.fullmatch(text) else quantity(text)
    if found is None:
        raise PackError.at(value.mark, f"“{text}”不是数", "请写成数和单位，例如 100 元、60%、45 岁")
    number, own = found
    wanted = "元" if kind is FactType.MONEY else "" if kind is FactType.RATIO else unit or ""
    if own:
        try:
            number = convert(number, own, wanted)
        except UnitError as error:
            needed = f"“{wanted}”" if wanted else "不带单位的数"
            raise PackError.at(value.mark, f"“{text}”的单位是“{own}”，这里要{needed}", "请核对单位") from error
    if kind is FactType.INTEGER and number != number.to_integral_value():
        raise PackError.at(value.mark, f"“{text}”不是整数", "请核对数值，或者把类型改成 number")
    return plain(number)


def rounding(value: Scalar, kind: FactType) -> Rounding:
    """How a result is rounded: “分, half up”, “元, down”, “2位, half even”.

    Raises:
        PackError: the words are not understood, or the type has nothing to round.
    """
    if kind not in _NUMBERS:
        raise PackError.at(value.mark, "这个类型的结果没有尾数", "请删去 round")
    found = _ROUND.fullmatch(value.text)
    step = found[1] if found else ""
    mode = (found[2] if found else None) or "half up"
    digits = re.fullmatch(r"(\d{1,2})位", step)
    places = int(digits[1]) if digits else _PLACES.get(step)
    if places is None or (step in _PLACES and kind is not FactType.MONEY):
        raise PackError.at(value.mark, f"“{value.text}”不是尾数的写法", "请写成“分, half up”或“2位, half up”")
    if mode not in _MODES:
        raise PackError.at(value.mark, f"没有“{mode}”这种取舍方法", suggest(mode, _MODES, f"可以写：{listed(_MODES)}"))
    return Rounding(places=places, mode=mode)
