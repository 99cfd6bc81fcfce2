"""Functions of dates, times and durations."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from gongbao.feel import temporal
from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import fail
from gongbao.feel.values import WideDate, WideDateTime, WideTime, YearMonthDuration

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _whole(a: Any, b: Any, c: Any) -> tuple[int, int, int] | None:
    if all(type(value) is Decimal and abs(value) < 10**10 for value in (a, b, c)):
        return int(a), int(b), int(c)
    return None


def _date(name: str, value: Any) -> Any:
    if isinstance(value, (date, WideDate, WideDateTime)):
        return temporal.date_of(value)
    return wrong(name, value)


@builtin("date")
def date_(*arguments: Any) -> Any:
    if len(arguments) == 1:
        (from_,) = arguments
        if isinstance(from_, str):
            found = temporal.parse_date(from_)
            return found if found is not None else fail(f"“{from_[:20]}”不是日期，日期写成 2023-05-07")
        return _date("date", from_)
    numbers = _whole(arguments[0], arguments[1], arguments[2])
    if numbers is None:
        return wrong("date", *arguments)
    return temporal.make_date(*numbers) or fail("没有这样的日期")


@builtin("time")
def time_(*arguments: Any) -> Any:
    if len(arguments) == 1:
        (from_,) = arguments
        if isinstance(from_, str):
            found = temporal.parse_time(from_)
            return found if found is not None else fail(f"“{from_[:20]}”不是时间，时间写成 10:30:00")
        if isinstance(from_, (datetime, WideDateTime, time, WideTime)):
            return temporal.time_of(from_)
        if isinstance(from_, (date, WideDate)):
            return time(tzinfo=UTC)
        return wrong("time", from_)
    hour, minute, second, *rest = arguments
    offset = rest[0] if rest else None
    return _make_time(hour, minute, second, offset)


def _make_time(hour: Any, minute: Any, second: Any, offset: Any) -> Any:
    numbers = _whole(hour, minute, second)
    if numbers is None or not (offset is None or isinstance(offset, timedelta)):
        return wrong("time", hour, minute, second, offset)
    zone = None if offset is None else temporal.fixed_zone(int(offset.total_seconds()))
    if offset is not None and zone is None:
        return fail("时区超出范围")
    fraction = int((second - int(second)) * 1_000_000_000)
    hour, minute, second = numbers
    return temporal.make_time(hour, minute, second, fraction, zone) or fail("没有这样的时间")


@builtin("date and time")
def date_and_time(*arguments: Any) -> Any:
    if len(arguments) == 1:
        (from_,) = arguments
        if isinstance(from_, str):
            found = temporal.parse_date_time(from_)
            return found if found is not None else fail(f"“{from_[:20]}”不是日期时间，写成 2023-05-07T10:30:00")
        if isinstance(from_, (datetime, WideDateTime)):
            return from_
        return wrong("date and time", from_)
    if len(arguments) == 2:
        day, clock = arguments
        if isinstance(day, (date, WideDate, WideDateTime)) and isinstance(clock, (time, WideTime)):
            return temporal.join(temporal.date_of(day), clock)
        return wrong("date and time", day, clock)
    numbers = _whole(arguments[0], arguments[1], arguments[2])
    day = temporal.make_date(*numbers) if numbers else None
    zone = arguments[6] if len(arguments) > 6 else None
    if isinstance(zone, str):
        named = temporal.zone_named(zone)
        clock = _make_time(arguments[3], arguments[4], arguments[5], None)
        if named is None or clock is None:
            return fail("没有这样的时区")
        clock = temporal.make_time(*temporal.clock_fields(clock)[:4], named)
    else:
        clock = _make_time(arguments[3], arguments[4], arguments[5], zone)
    return temporal.join(day, clock) if day is not None and clock is not None else fail("没有这样的日期时间")


@builtin("duration")
def duration(from_: Any) -> Any:
    if isinstance(from_, (timedelta, YearMonthDuration)):
        return from_
    if not isinstance(from_, str):
        return wrong("duration", from_)
    found = temporal.parse_duration(from_)
    return found if found is not None else fail(f"“{from_[:20]}”不是时长，时长写成 P1Y2M 或 P3DT2H")


@builtin("years and months duration")
def years_and_months_duration(from_: Any, to: Any) -> Any:
    kinds = (date, WideDate, WideDateTime)
    if not isinstance(from_, kinds) or not isinstance(to, kinds):
        return wrong("years and months duration", from_, to)
    return YearMonthDuration(temporal.months_between(from_, to))


@builtin("day of year")
def day_of_year(value: Any) -> Any:
    day = _date("day of year", value)
    if day is None:
        return None
    first = temporal.make_date(day.year, 1, 1)
    return None if first is None else Decimal(temporal.day_number(day) - temporal.day_number(first) + 1)


@builtin("day of week")
def day_of_week(value: Any) -> Any:
    day = _date("day of week", value)
    return None if day is None else _DAYS[(temporal.day_number(day) - 1) % 7]


@builtin("month of year")
def month_of_year(value: Any) -> Any:
    day = _date("month of year", value)
    return None if day is None else _MONTHS[day.month - 1]


@builtin("week of year")
def week_of_year(value: Any) -> Any:
    day = _date("week of year", value)
    if day is None:
        return None
    number = temporal.day_number(day)
    thursday = temporal.day_of_number(number - (number - 1) % 7 + 3)
    first = None if thursday is None else temporal.make_date(thursday.year, 1, 1)
    if thursday is None or first is None:
        return None
    return Decimal((temporal.day_number(thursday) - temporal.day_number(first)) // 7 + 1)


@builtin("now")
def now() -> Any:
    return datetime.now(UTC).astimezone()


@builtin("today")
def today() -> Any:
    return datetime.now(UTC).astimezone().date()
