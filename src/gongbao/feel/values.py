"""Values of FEEL that Python lacks, and the names of kinds.

Numbers are Decimal, texts str, truth bool, null None, lists list, contexts dict, dates and times the standard
library's where they fit (years 1 to 9999, microseconds) and `Wide…` where they do not; a duration of days and time is a
timedelta, one of years and months a YearMonthDuration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class YearMonthDuration:
    """Years and months, as months; negative runs backwards."""

    months: int


@dataclass(frozen=True, slots=True)
class WideDate:
    """A date in a year before 1 or after 9999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class WideTime:
    """A time of day finer than microseconds."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class WideDateTime:
    """A date and time of which one part is wide."""

    date: date | WideDate
    time: time | WideTime


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; an end that is None is unknown, as DMN has it."""

    start: Any
    end: Any
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison that lacks its left side, as a value: (< 10)."""

    __test__ = False  # not a test case, whatever pytest thinks of its name

    op: str
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value."""

    parameters: tuple[str, ...]
    call: Callable[..., Any]
    types: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Not known: some inputs are not given. It is not null: null is only what a text leaves empty."""

    names: frozenset[str]


class _MissingSentinel:
    """Stands for one input that is not given."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _MissingSentinel()

DATES = (date, WideDate)  # to Python a datetime is a date as well: ask kind() where that matters
DATE_TIMES = (datetime, WideDateTime)
TIMES = (time, WideTime)
DURATIONS = (timedelta, YearMonthDuration)

_KINDS: Mapping[type, str] = {
    Decimal: "number",
    bool: "boolean",
    str: "string",
    date: "date",
    WideDate: "date",
    datetime: "date and time",
    WideDateTime: "date and time",
    time: "time",
    WideTime: "time",
    timedelta: "days and time duration",
    YearMonthDuration: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
    Test: "range",
    Function: "function",
    type(None): "null",
}
KIND_ZH: Mapping[str, str] = {
    "number": "数",
    "boolean": "是非",
    "string": "文字",
    "date": "日期",
    "date and time": "日期时间",
    "time": "时间",
    "days and time duration": "时长（日、时、分）",
    "years and months duration": "时长（年、月）",
    "list": "列表",
    "context": "组合",
    "range": "区间",
    "function": "函数",
    "null": "空值",
    "any": "未定类型",
}


def kind(value: object) -> str:
    """The name of a value's type in FEEL."""
    found = _KINDS.get(type(value))
    if found is None:
        raise TypeError(f"not a FEEL value: {value!r}")
    return found


def to_feel(value: object) -> Any:
    """A Python value as FEEL has it: int and float become Decimal, tuple a list, inside lists and contexts too."""
    if type(value) in _KINDS:
        if type(value) is list:
            return [to_feel(item) for item in value]
        if type(value) is dict:
            return {str(key): to_feel(item) for key, item in value.items()}
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        number = Decimal(repr(value))
        return number if number.is_finite() else None
    if isinstance(value, (tuple, set, frozenset)):
        return [to_feel(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_feel(item) for key, item in value.items()}
    if isinstance(value, Missing) or value is MISSING:
        return value
    if callable(value):
        return Function(("*",), value)
    for base in (str, Decimal, datetime, date, time, timedelta):
        if isinstance(value, base):
            return value if base is not str else str(value)
    raise TypeError(f"not a FEEL value: {value!r}")
