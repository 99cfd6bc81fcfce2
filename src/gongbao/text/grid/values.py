"""What the cells of a column say: numbers, money, percentages, counts, dates; their units; or just words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongbao.reference import parse_date, unit_named


class ColumnType(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"  # days, months or years; only a whole day has a value
    COUNT = "count"  # whole numbers of persons, households, places …


NOTHING = frozenset(("", "-", "—", "——", "–", "/", "\\", "－", "无"))
"""What a cell prints where there is nothing to say."""

_NUMBER = re.compile(r"([+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([%％‰])?(?:[（(][^（）()]{1,30}[）)])?")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_MONTH = re.compile(r"(?:19|20)\d\d(?:[.\-/]\d{1,2}|年\d{1,2}月)")
_DATE_HEADER = re.compile(r"时间|日期|时限|年度|年份|期限|年月")
_COUNT_HEADER = re.compile(r"数量?$|[A-Z]类$|总数|个数|人数|家数|户数")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{1,12})[）)]")
_COUNTED = frozenset("个座起人名家户张辆台套件处所次项只头支部株本份位村乡间棵条栋具")
_MONEY = frozenset(("元", "万元", "亿元", "千元", "角", "分钱"))
_MANY = re.compile(
    r"[千万亿](?:亩|立方米|平方米|人|户|吨|斤|头|只|株|套|个|辆|张|台|件|千瓦时?|公里|人次|家|元)|吨标准煤|人次|倍"
)
_ENOUGH = 0.75


def number(words: str) -> tuple[Decimal, str] | None:
    """The number that is the whole of a cell, and % or ‰ behind it; a remark in brackets may follow: 8（如不涉及）."""
    if not words or len(words) > 64 or words[0] not in "+-−0123456789":
        return None
    found = _NUMBER.fullmatch(words)
    if found is None:
        return None
    return Decimal(found[1].replace(",", "").replace("−", "-")), (found[2] or "").replace("％", "%")


def dated(words: str) -> bool:
    """Whether a cell is a year, a month or a day."""
    return bool(_YEAR.fullmatch(words) or _MONTH.fullmatch(words)) or parse_date(words) is not None


def is_unit(words: str) -> bool:
    """Whether some words are a unit of measure or of counting."""
    return words in _COUNTED or _MANY.fullmatch(words) is not None or words in _MONEY or unit_named(words) is not None


def unit_in(header: str) -> str | None:
    """The unit that a header names in brackets: 总投资（万元）."""
    for found in reversed(_IN_BRACKETS.findall(header)):
        if is_unit(found):
            return str(found).replace("％", "%")
    return None


def units_of_line(words: str) -> tuple[str, ...]:
    """The units of a line above a table: 单位：万亩、万立方米; () where it is no such line."""
    found = re.fullmatch(r"[（(]?(?:计量|金额)?单位[：:]([^（）()：:。]{1,40})[）)]?", words)
    return tuple(each for each in re.split(r"[、，,/]", found[1]) if each) if found else ()


def type_of(cells: Sequence[str], header: str, unit: str | None) -> tuple[ColumnType, str | None]:
    """The type of a column, and its unit where the cells print one (15%).

    Args:
        cells: normal words of the cells of its items, blank ones included.
        header: words of the column's header.
        unit: the unit that the header names.
    """
    said = [words for words in cells if words not in NOTHING]
    if not said:
        return ColumnType.TEXT, unit
    enough = _ENOUGH * len(said)
    if _DATE_HEADER.search(header) and sum(1 for words in said if dated(words)) >= enough:
        return ColumnType.DATE, unit
    read = [found for found in (number(words) for words in said) if found is not None]
    if len(read) < enough:
        return (ColumnType.DATE if sum(1 for words in said if parse_date(words)) >= enough else ColumnType.TEXT), unit
    if unit is None:
        marks = Counter(mark for _, mark in read)
        mark, count = marks.most_common(1)[0]
        if mark and count * 2 > len(read):
            unit = mark
    if unit in ("%", "‰"):
        return ColumnType.PERCENT, unit
    if unit in _MONEY:
        return ColumnType.MONEY, unit
    whole = all(value == value.to_integral_value() for value, _ in read)
    if whole and (unit in _COUNTED or (unit is None and _COUNT_HEADER.search(header))):
        return ColumnType.COUNT, unit
    return ColumnType.NUMBER, unit


def value_of(words: str, kind: ColumnType) -> Decimal | date | None:
    """The value of a cell in a column of a type; None for blank, — and whatever the type does not allow."""
    if kind is ColumnType.TEXT or words in NOTHING:
        return None
    if kind is ColumnType.DATE:
        return parse_date(words)
    found = number(words)
    return found[0] if found else None
