"""Intervals in words: 900—950分, 5至10年, 100人（含）以上, 不足10万元, with which of their ends belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongbao.examination.figures import NUMBER

_BEFORE = "不超过|不低于|不少于|不高于|不小于|不大于|超过|高于|大于|不足|低于|不满|未满|小于"
_UNIT = (
    r"(?:年一遇|万元|亿元|元|万人|人|分|%|‰|年|个月|天|小时|分钟|毫米|厘米|公里|平方米|亩|吨|级|个|家|户|起|例|份|"
    r"岁|米|公斤|万亩|度)"
)
_SELF = r"（(?:不?含)(?:本数|\d{1,6}[^）]{0,4})?）"
INTERVAL = re.compile(
    rf"(?<![\d.第〔])({_BEFORE})?({NUMBER})({_UNIT})?({_SELF})?"
    rf"(?:(?:—{{1,2}}|–|-|~|～|至|到|以上、?(?={NUMBER}))({NUMBER}))?"
    rf"({_UNIT})?({_SELF})?(以上|以下|以内)?({_SELF})?"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, None where it has no end; `at` to `to` (exclusive) of the text it was read from."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool
    unit: str
    at: int
    to: int

    @property
    def single(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


def intervals(text: str) -> Iterator[Interval]:
    """All intervals and single quantities of a text, in order."""
    for match in INTERVAL.finditer(text):
        before, first, unit1, self1, second, unit2, self2, after, self3 = match.groups()
        unit = unit2 or unit1 or ""
        if not unit or (unit1 and unit2 and unit1 != unit2):
            continue
        low = Decimal(first.replace(",", ""))
        marks = "".join(each for each in (self1, self2, self3) if each)
        without = "不含" in marks
        if second:
            high = Decimal(second.replace(",", ""))
            # where one end is marked 含, the other is not included
            low_in = not (self1 and "不含" in self1) and not (self2 and "不含" not in self2 and not self1)
            high_in = not (self2 and "不含" in self2) and not (self1 and "不含" not in self1 and not self2)
            yield Interval(low, low_in, high, high_in, unit, match.start(), match.end())
        elif before in ("超过", "高于", "大于"):
            yield Interval(low, False, None, False, unit, match.start(), match.end())
        elif before in ("不足", "低于", "不满", "未满", "小于"):
            yield Interval(None, False, low, False, unit, match.start(), match.end())
        elif before in ("不低于", "不少于", "不小于") or (after == "以上" and not before):
            yield Interval(low, not without, None, False, unit, match.start(), match.end())
        elif before in ("不超过", "不高于", "不大于") or (after in ("以下", "以内") and not before):
            yield Interval(None, False, low, not without, unit, match.start(), match.end())
        elif not before:
            yield Interval(low, True, low, True, unit, match.start(), match.end())


def meeting(lower: Interval, upper: Interval) -> str | None:
    """How two neighbours meet: "重叠" where a number belongs to both, "空档" where one belongs to none; else None."""
    if lower.high is None or upper.low is None or lower.high != upper.low:
        return None
    if lower.high_in and upper.low_in:
        return "重叠"
    return None if lower.high_in or upper.low_in else "空档"
