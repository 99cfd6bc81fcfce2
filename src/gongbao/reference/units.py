"""Quantities with units, exactly: converted within one kind of thing, refused between two.

年, 月, 日, 工作日, 小时 and 分钟 are kept apart: how many days a month has depends on the month. 亩 is 10000/15 平方米,
no finite decimal, so 亩 stays its own base unit; conversions that come out exact are made, others refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongbao.reference.numerals import chinese_number, fold


class UnitError(ValueError):
    """Two units that do not go together, or a conversion that no decimal holds; the message is for users."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: `factor` of it make one of `base`'s unit of the same kind of thing."""

    name: str
    thing: str
    factor: Fraction  # in the thing's first unit
    base: str


# thing: unit [= factor of the first unit] [: other names]; `~` marks a base unit of its own beside the first.
_TABLE = """
金额: 元 : 块, 人民币元 | 角 = 0.1 : 毛 | 万元 = 10000 | 亿元 = 100000000
比例: ratio | % = 0.01 : ％, 个百分点 | ‰ = 0.001
面积: 平方米 : ㎡, m2, m², 平米 | 公顷 = 10000 | 平方公里 = 1000000 : 平方千米, km2 | ~亩 = 2000/3
长度: 米 : m | 公里 = 1000 : 千米, km | 厘米 = 0.01 : cm | 毫米 = 0.001 : mm
质量: 千克 : 公斤, kg | 吨 = 1000 : t | 斤 = 0.5 : 市斤 | 克 = 0.001 : g
体积: 立方米 : m3, m³, 方 | 升 = 0.001 : L
功率: 千瓦 : kW | 兆瓦 = 1000 : MW
电量: 千瓦时 : 度, kWh | 兆瓦时 = 1000
年龄: 岁 : 周岁
年: 年 : 周年
月: 月 : 个月
日: 日 : 天, 自然日, 个自然日, 日历日
工作日: 工作日 : 个工作日
周: 周 : 星期, 个星期
小时: 小时 : 时, 个小时
分钟: 分钟
秒: 秒 : 秒钟
人: 人 : 名, 位
户: 户
件: 件
床: 床 : 张床位, 张床, 床位
家: 家
次: 次
个: 个
分: 分
"""


def _read() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        thing, _, rest = line.partition(":")
        first = ""
        for entry in rest.split("|"):
            head, _, others = entry.partition(":")
            name, _, factor = (part.strip() for part in head.partition("="))
            own = name.startswith("~")
            name = name.lstrip("~")
            first = first or name
            unit = Unit(name, thing, Fraction(factor) if factor else Fraction(1), name if own else first)
            for alias in (name, *(other.strip() for other in others.split(",") if other.strip())):
                units[alias] = unit
    return units


UNITS = _read()
_NUMBER = re.compile(
    r"(百分之|千分之|万分之)?([+-]?[0-9][0-9,]*(?:\.[0-9]+)?\s*[十百千]?[万亿]*|[零〇○一二两三四五六七八九十百千万亿廿卅点壹贰叁肆伍陆柒捌玖拾佰仟]+)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a base unit: 元, ratio, 岁, 日 …; `1` where no unit is written."""

    value: Decimal
    unit: str

    def to(self, unit: str) -> Decimal:
        """The number in another unit of the same kind of thing, exactly; UnitError else."""
        return convert(self.value, self.unit, unit)


def unit_named(name: str) -> Unit | None:
    """The unit of a name or another name for it."""
    return UNITS.get(fold(name))


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """A number of one unit in another, exactly.

    Raises:
        UnitError: an unknown unit, two kinds of thing, or a result that no decimal holds.
    """
    units = []
    for name in (source, target):
        unit = unit_named(name)
        if unit is None:
            raise UnitError(f"没有“{name}”这个单位")
        units.append(unit)
    first, second = units
    if first.thing != second.thing:
        raise UnitError(f"“{source}”是{first.thing}，“{target}”是{second.thing}，不能互相换算")
    exact = Fraction(value) * first.factor / second.factor
    return _decimal(exact, f"{value}{source}换算成“{target}”除不尽，请改用原来的单位")


def _decimal(number: Fraction, refusal: str) -> Decimal:
    """A fraction as a decimal, if one holds it."""
    places, rest = 0, number.denominator
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest, times = rest // prime, times + 1
        places = max(places, times)
    if rest != 1 or places > 30:
        raise UnitError(refusal)
    digits = number.numerator * 10**places // number.denominator
    return Decimal(digits).scaleb(-places) if places else Decimal(digits)


def parse_quantity(text: str) -> Quantity | None:
    """100元, 2 万元, 60%, 百分之六十, 45岁, 3个月, 五人: number and base unit; None for any other text.

    Full-width digits are read; blanks between number and unit do not matter; a bare number has the unit `1`.
    """
    folded = fold(text)
    if len(folded) > 60:
        return None
    for found in _splits(folded):
        number = chinese_number(found[0])
        if number is None:
            continue
        value = Decimal(number)
        if found[0].startswith(("百分之", "千分之", "万分之")):
            return Quantity(value, "ratio") if not found[1] else None
        if not found[1]:
            return Quantity(value, "1")
        unit = UNITS.get(found[1])
        if unit is None:
            continue
        base = UNITS[unit.base]
        return Quantity(_decimal(Fraction(value) * unit.factor / base.factor, f"“{text}”除不尽"), unit.base)
    return None


def _splits(text: str) -> list[tuple[str, str]]:
    """Number and unit; the number as long as it goes, then shorter by the 万 or 亿 that may belong to the unit."""
    found = _NUMBER.match(text)
    if not found:
        return []
    number, unit = found[0].rstrip(), text[found.end() :].strip()
    splits = [(number, unit)]
    while number and number[-1] in "百千万亿":
        number, unit = number[:-1].rstrip(), number[-1] + unit
        splits.append((number, unit))
    return splits


def same_kind(first: Quantity, second: Quantity) -> None:
    """Nothing, if two quantities can be added or compared; UnitError else, saying why not."""
    if first.unit == second.unit:
        return
    one, other = unit_named(first.unit), unit_named(second.unit)
    if one is None or other is None or one.thing != other.thing:
        raise UnitError(f"“{first.unit}”和“{second.unit}”不是同一种量，不能相加或比较")
