"""Arithmetic over values of any kind: what has no result is null, with a note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from gongbao.feel import temporal
from gongbao.feel.notes import fail, refuse
from gongbao.feel.values import DATE_TIMES, DATES, DURATIONS, TIMES, YearMonthDuration, kind


def add(a: Any, b: Any) -> Any:
    """a + b: numbers, texts, a time and a duration, two durations."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a + b
        if type(a) is str and type(b) is str:
            return a + b if len(a) + len(b) < 1_000_000 else fail("文字太长")
        if type(a) is type(b) and isinstance(a, timedelta):
            return a + b
        if isinstance(a, YearMonthDuration) and isinstance(b, YearMonthDuration):
            return YearMonthDuration(a.months + b.months)
        if isinstance(b, DURATIONS):
            shifted = _shift(a, b)
        elif isinstance(a, DURATIONS):
            shifted = _shift(b, a)
        else:
            shifted = None
        return shifted if shifted is not None else refuse("“+”", a, b)
    except (ArithmeticError, ValueError):
        return fail("加法的结果超出范围")


def _shift(value: Any, duration: timedelta | YearMonthDuration) -> Any:
    """A date or time moved by a duration; None where it cannot be."""
    if isinstance(value, DATE_TIMES):
        if isinstance(duration, timedelta):
            return temporal.shift(value, duration)
        day = temporal.plus_months(temporal.date_of(value), duration.months)
        return None if day is None else temporal.join(day, temporal.time_of(value))
    if isinstance(value, DATES):
        if isinstance(duration, YearMonthDuration):
            return temporal.plus_months(value, duration.months)
        return temporal.plus_days(value, duration.days)
    if isinstance(value, TIMES) and isinstance(duration, timedelta):
        return temporal.shift_time(value, duration)
    return None


def subtract(a: Any, b: Any) -> Any:
    """a - b: numbers, a time and a duration, two times, two durations."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a - b
        if isinstance(b, DURATIONS):
            if isinstance(a, timedelta) and isinstance(b, timedelta):
                return a - b
            if isinstance(a, YearMonthDuration) and isinstance(b, YearMonthDuration):
                return YearMonthDuration(a.months - b.months)
            opposite = -b if isinstance(b, timedelta) else YearMonthDuration(-b.months)
            shifted = _shift(a, opposite)
            return shifted if shifted is not None else refuse("“-”", a, b)
        if isinstance(a, (*DATES, *DATE_TIMES)) and isinstance(b, (*DATES, *DATE_TIMES)):
            return _between_days(a, b)
        if isinstance(a, TIMES) and isinstance(b, TIMES):
            zone_a, zone_b = temporal.offset_seconds(a), temporal.offset_seconds(b)
            if (zone_a is None) != (zone_b is None):
                return fail("一个时间有时区，另一个没有，不能相减")
            micro = temporal.clock_micros(a) - temporal.clock_micros(b)
            return temporal.micros(micro - ((zone_a or 0) - (zone_b or 0)) * 1_000_000)
        return refuse("“-”", a, b)
    except (ArithmeticError, ValueError):
        return fail("减法的结果超出范围")


def _between_days(a: Any, b: Any) -> Any:
    """The time from b to a; a date is its midnight in UTC where the other has a zone."""
    zone_a = temporal.offset_seconds(a) if isinstance(a, DATE_TIMES) else None
    zone_b = temporal.offset_seconds(b) if isinstance(b, DATE_TIMES) else None
    if isinstance(a, DATE_TIMES) and zone_a is None and zone_b is not None:
        return fail("一个时间有时区，另一个没有，不能相减")
    if isinstance(b, DATE_TIMES) and zone_b is None and zone_a is not None:
        return fail("一个时间有时区，另一个没有，不能相减")
    if kind(a) != kind(b) and zone_a is None and zone_b is None:
        return fail("日期与没有时区的日期时间不能相减")
    micro_a, micro_b = (
        temporal.date_time_micros(v) if isinstance(v, DATE_TIMES) else temporal.day_number(v) * 86_400_000_000
        for v in (a, b)
    )
    return temporal.micros(micro_a - micro_b - ((zone_a or 0) - (zone_b or 0)) * 1_000_000)


def multiply(a: Any, b: Any) -> Any:
    """a * b: numbers, a duration and a number."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a * b
        if type(a) is Decimal and isinstance(b, DURATIONS):
            a, b = b, a
        if type(b) is Decimal and isinstance(a, timedelta):
            return temporal.micros(int(temporal.in_micros(a) * b))
        if type(b) is Decimal and isinstance(a, YearMonthDuration):
            return YearMonthDuration(int(a.months * b))
        return refuse("“*”", a, b)
    except (ArithmeticError, ValueError):
        return fail("乘法的结果超出范围")


def divide(a: Any, b: Any) -> Any:
    """a / b: numbers, a duration and a number, two durations; by zero gives null."""
    try:
        if type(b) is Decimal:
            if not b:
                return fail("除数是零")
            if type(a) is Decimal:
                return a / b
            if isinstance(a, timedelta):
                return temporal.micros(int(temporal.in_micros(a) / b))
            if isinstance(a, YearMonthDuration):
                return YearMonthDuration(int(a.months / b))
        if type(a) is type(b) and isinstance(a, DURATIONS):
            over, under = (v.months if isinstance(v, YearMonthDuration) else temporal.in_micros(v) for v in (a, b))
            return Decimal(over) / Decimal(under) if under else fail("除数是零")
        return refuse("“/”", a, b)
    except (ArithmeticError, ValueError):
        return fail("除法的结果超出范围")


def power(a: Any, b: Any) -> Any:
    """a ** b for numbers."""
    if type(a) is not Decimal or type(b) is not Decimal:
        return refuse("“**”", a, b)
    try:
        if not a and not b:
            return Decimal(1)
        return a**b
    except (ArithmeticError, ValueError):
        return fail("乘方的结果超出范围")


def negate(a: Any) -> Any:
    """-a for numbers and durations."""
    if type(a) is Decimal:
        return -a
    if isinstance(a, timedelta):
        return temporal.micros(-temporal.in_micros(a))
    if isinstance(a, YearMonthDuration):
        return YearMonthDuration(-a.months)
    return refuse("负号", a)


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
