"""Dates as documents write them, and months added to them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from gongbao.reference.numerals import chinese_number, fold

_ARABIC = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_CHINESE = re.compile(
    r"([零〇○Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日"
)


def parse_date(text: str) -> date | None:
    """The date of 2023年5月7日, 二〇二三年五月七日, 2023-05-07, 2023.5.7 or full-width digits; None else."""
    folded = fold(text)
    if len(folded) > 30:
        return None
    found = _ARABIC.fullmatch(folded) or _CHINESE.fullmatch(folded)
    if not found:
        return None
    numbers = [chinese_number(part) for part in found.groups()]
    year, month, day = (number if isinstance(number, int) else 0 for number in numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def chinese_date(day: date) -> str:
    """2023年5月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def add_months(day: date, months: int) -> date:
    """The same day so many months later or earlier; where that month lacks it, its last day (31 January → 28 February).

    Raises:
        ValueError: the year is not between 1 and 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"日期超出范围：{chinese_date(day)}加 {months} 个月")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 where the year has none."""
    return add_months(day, years * 12)
