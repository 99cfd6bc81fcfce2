"""Dates, times and durations: reading, writing, fields, arithmetic. Nothing here reads a clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from gongbao.feel.values import WideDate, WideDateTime, WideTime, YearMonthDuration

AnyDate = date | WideDate
AnyTime = time | WideTime
AnyDateTime = datetime | WideDateTime

MAX_YEAR = 999_999_999
_DATE = r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([A-Za-z0-9_+\-/]+))?"
_DATE_RE = re.compile(_DATE, re.ASCII)
_TIME_RE = re.compile(_TIME, re.ASCII)
_DATE_TIME_RE = re.compile(f"{_DATE}T{_TIME}", re.ASCII)
_YEARS_RE = re.compile(r"(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)
_DAYS_RE = re.compile(r"(-?)P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?", re.ASCII)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """28 to 31, by the Gregorian rule carried on in both directions."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def make_date(year: int, month: int, day: int) -> AnyDate | None:
    """The date, or None where there is no such day."""
    if not (1 <= month <= 12 and -MAX_YEAR <= year <= MAX_YEAR and 1 <= day <= days_in_month(year, month)):
        return None
    return date(year, month, day) if 1 <= year <= 9999 else WideDate(year, month, day)


def make_time(hour: int, minute: int, second: int, nanosecond: int, zone: tzinfo | None) -> AnyTime | None:
    """The time of day, or None where there is none such."""
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59):
        return None
    if nanosecond % 1000:
        return WideTime(hour, minute, second, nanosecond, zone)
    return time(hour, minute, second, nanosecond // 1000, zone)


def join(day: AnyDate, clock: AnyTime) -> AnyDateTime:
    """A date and a time of day together."""
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(day, clock)
    return WideDateTime(day, clock)


def date_of(value: AnyDate | AnyDateTime) -> AnyDate:
    """The date of a date and time."""
    if isinstance(value, datetime):
        return value.date()
    return value.date if isinstance(value, WideDateTime) else value


def time_of(value: AnyDateTime | AnyTime) -> AnyTime:
    """The time of day with its zone."""
    if isinstance(value, datetime):
        return value.timetz()
    return value.time if isinstance(value, WideDateTime) else value


def clock_fields(value: AnyTime) -> tuple[int, int, int, int, tzinfo | None]:
    """Hour, minute, second, nanosecond, zone."""
    if isinstance(value, time):
        return value.hour, value.minute, value.second, value.microsecond * 1000, value.tzinfo
    return value.hour, value.minute, value.second, value.nanosecond, value.zone


@lru_cache(maxsize=256)
def zone_named(name: str) -> tzinfo | None:
    """A zone of the IANA database, or None."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def fixed_zone(seconds: int) -> tzinfo | None:
    """A zone of fixed offset, at most 18 hours."""
    if abs(seconds) > 18 * 3600:
        return None
    return UTC if seconds == 0 else timezone(timedelta(seconds=seconds))


def _clock(groups: tuple[str | None, ...]) -> tuple[AnyTime, bool] | None:
    """Time from the groups of _TIME, and whether it was 24:00:00, the end of the day."""
    hour, minute, second, fraction, zulu, sign, zone_h, zone_m, zone_s, name = groups
    zone: tzinfo | None = None
    if zulu:
        zone = UTC
    elif sign:
        seconds = int(zone_h or 0) * 3600 + int(zone_m or 0) * 60 + int(zone_s or 0)
        if int(zone_m or 0) > 59:
            return None
        zone = fixed_zone(-seconds if sign == "-" else seconds)
        if zone is None:
            return None
    elif name:
        zone = zone_named(name)
        if zone is None:
            return None
    nanosecond = int((fraction or "0").ljust(9, "0")[:9])
    midnight = (hour, minute, second) == ("24", "00", "00") and nanosecond == 0
    clock = make_time(0 if midnight else int(hour or 0), int(minute or 0), int(second or 0), nanosecond, zone)
    return None if clock is None else (clock, midnight)


def parse_date(text: str) -> AnyDate | None:
    """2023-05-07, or None."""
    found = _DATE_RE.fullmatch(text)
    return make_date(int(found[1]), int(found[2]), int(found[3])) if found else None


def parse_time(text: str) -> AnyTime | None:
    """10:30:00, with fraction and zone where given, or None."""
    found = _TIME_RE.fullmatch(text)
    clock = _clock(found.groups()) if found else None
    return clock[0] if clock else None


def parse_date_time(text: str) -> AnyDateTime | None:
    """2023-05-07T10:30:00, or a date alone, its midnight; or None."""
    found = _DATE_TIME_RE.fullmatch(text)
    if not found:
        day = parse_date(text)
        return None if day is None else join(day, time())
    day = make_date(int(found[1]), int(found[2]), int(found[3]))
    clock = _clock(found.groups()[3:])
    if day is None or clock is None:
        return None
    if clock[1]:
        day = plus_days(day, 1)
    return None if day is None else join(day, clock[0])


def parse_duration(text: str) -> timedelta | YearMonthDuration | None:
    """P1Y2M or P1DT2H3M4.5S, or None."""
    if len(text) > 60:
        return None
    found = _YEARS_RE.fullmatch(text)
    if found:
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return YearMonthDuration(-months if found[1] else months)
    found = _DAYS_RE.fullmatch(text)
    if not found:
        return None
    seconds = int(found[2] or 0) * 86400 + int(found[3] or 0) * 3600 + int(found[4] or 0) * 60 + int(found[5] or 0)
    micro = seconds * 1_000_000 + int((found[6] or "0").ljust(6, "0")[:6])
    return micros(-micro if found[1] else micro)


def parse_at(text: str) -> Any:
    """The value of @"…", or None."""
    if "P" in text[:2]:
        return parse_duration(text)
    if ":" not in text:
        return parse_date(text)
    return parse_date_time(text) if "T" in text else parse_time(text)


def micros(value: int) -> timedelta | None:
    """A duration of so many microseconds, or None beyond what a timedelta holds."""
    try:
        return timedelta(microseconds=value)
    except OverflowError:
        return None


def in_micros(value: timedelta) -> int:
    """A duration in microseconds, exactly."""
    return (value.days * 86400 + value.seconds) * 1_000_000 + value.microseconds


def day_number(value: AnyDate) -> int:
    """Days since 0000-03-01 plus a constant: any year, proleptic Gregorian; Rata Die for years 1 to 9999."""
    if isinstance(value, date):
        return value.toordinal()
    year = value.year - (value.month <= 2)
    era, of_era = divmod(year, 400)
    of_year = (153 * ((value.month + 9) % 12) + 2) // 5 + value.day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def day_of_number(number: int) -> AnyDate | None:
    """The date of a day number."""
    if 1 <= number <= date.max.toordinal():
        return date.fromordinal(number)
    era, of_era = divmod(number + 305, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return make_date(year_of_era + era * 400 + (month <= 2), month, day)


def plus_days(value: AnyDate, days: int) -> AnyDate | None:
    """The date so many days later."""
    return day_of_number(day_number(value) + days)


def plus_months(value: AnyDate, months: int) -> AnyDate | None:
    """The date so many months later; a day that the month lacks becomes its last day."""
    total = value.year * 12 + value.month - 1 + months
    year, month = divmod(total, 12)
    if not -MAX_YEAR <= year <= MAX_YEAR:
        return None
    return make_date(year, month + 1, min(value.day, days_in_month(year, month + 1)))


def offset_seconds(value: AnyDateTime | AnyTime) -> int | None:
    """The zone's offset from UTC at that time; None where no zone is given."""
    *_, zone = clock_fields(time_of(value))
    if zone is None:
        return None
    if isinstance(value, (datetime, WideDateTime)):
        day = date_of(value)
        hour, minute, second, _, _ = clock_fields(time_of(value))
        year = min(max(day.year, 2), 9998)
        near = datetime(year, day.month, min(day.day, 28), hour, minute, second, tzinfo=zone)
        if isinstance(value, datetime):
            near = value
        offset = near.utcoffset()
    else:
        offset = zone.utcoffset(None)
        if offset is None:
            offset = zone.utcoffset(datetime(1970, 1, 1))  # noqa: DTZ001  (a bare time has no day of its own)
    return 0 if offset is None else int(offset.total_seconds())


def clock_micros(value: AnyTime) -> int:
    """Microseconds since midnight, zone not counted."""
    hour, minute, second, nanosecond, _ = clock_fields(value)
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + nanosecond // 1000


def date_time_micros(value: AnyDateTime) -> int:
    """Microseconds on the line of days, zone not counted."""
    return day_number(date_of(value)) * 86_400_000_000 + clock_micros(time_of(value))


def seconds_key(value: AnyTime | AnyDateTime) -> int:
    """What two times are compared by: whole seconds, in UTC where a zone is given."""
    if isinstance(value, (datetime, WideDateTime)):
        local = date_time_micros(value) // 1_000_000
    else:
        local = clock_micros(value) // 1_000_000
    return local - (offset_seconds(value) or 0)


def shift(value: AnyDateTime, duration: timedelta) -> AnyDateTime | None:
    """The date and time so much later, on the wall clock."""
    if isinstance(value, datetime):
        try:
            return value + duration
        except OverflowError:
            pass
    hour, minute, second, nanosecond, zone = clock_fields(time_of(value))
    total = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond + in_micros(duration) * 1000
    days, rest = divmod(total, 86_400_000_000_000)
    day = plus_days(date_of(value), days)
    clock = _clock_of(rest, zone)
    return None if day is None or clock is None else join(day, clock)


def _clock_of(nanoseconds: int, zone: tzinfo | None) -> AnyTime | None:
    seconds, nanosecond = divmod(nanoseconds, 1_000_000_000)
    return make_time(seconds // 3600, seconds // 60 % 60, seconds % 60, nanosecond, zone)


def shift_time(value: AnyTime, duration: timedelta) -> AnyTime | None:
    """The time of day so much later, round the clock."""
    hour, minute, second, nanosecond, zone = clock_fields(value)
    total = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond + in_micros(duration) * 1000
    return _clock_of(total % 86_400_000_000_000, zone)


def months_between(start: AnyDate | AnyDateTime, end: AnyDate | AnyDateTime) -> int:
    """Whole months from start to end, towards zero, counted by the dates alone."""
    first, last = date_of(start), date_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        return months - 1
    if months < 0 and last.day > first.day:
        return months + 1
    return months


def _zone_text(value: AnyTime | AnyDateTime) -> str:
    *_, zone = clock_fields(time_of(value))
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    seconds = offset_seconds(value) or 0
    if seconds == 0:
        return "Z"
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    tail = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{tail}"


def date_text(value: AnyDate) -> str:
    """2023-05-07."""
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def time_text(value: AnyTime, zone: str | None = None) -> str:
    """10:30:00 with as much of a fraction as there is."""
    hour, minute, second, nanosecond, _ = clock_fields(value)
    fraction = f".{nanosecond:09}".rstrip("0") if nanosecond else ""
    return f"{hour:02}:{minute:02}:{second:02}{fraction}{_zone_text(value) if zone is None else zone}"


def date_time_text(value: AnyDateTime) -> str:
    """2023-05-07T10:30:00."""
    return f"{date_text(date_of(value))}T{time_text(time_of(value), _zone_text(value))}"


def duration_text(value: timedelta | YearMonthDuration) -> str:
    """P1Y2M, P1DT2H; nothing is P0M or PT0S."""
    if isinstance(value, YearMonthDuration):
        sign = "-" if value.months < 0 else ""
        years, months = divmod(abs(value.months), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{sign}P{body or '0M'}"
    micro = in_micros(value)
    sign, micro = ("-", -micro) if micro < 0 else ("", micro)
    seconds, micro = divmod(micro, 1_000_000)
    days, seconds = divmod(seconds, 86400)
    hours, minutes, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    fraction = f".{micro:06}".rstrip("0") if micro else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{second}{fraction}S" if second or fraction else ""
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def date_property(value: AnyDate | AnyDateTime | AnyTime, name: str) -> Any:
    """A field of a date or time; KeyError where it has none of that name."""
    if not isinstance(value, (time, WideTime)):
        day = date_of(value)
        if name in ("year", "month", "day"):
            return Decimal(getattr(day, name))
        if name == "weekday":
            return Decimal((day_number(day) - 1) % 7 + 1)
        if not isinstance(value, (datetime, WideDateTime)):
            raise KeyError(name)
    hour, minute, second, _, zone = clock_fields(time_of(value))
    if name == "time offset":
        seconds = offset_seconds(value)
        return None if seconds is None else timedelta(seconds=seconds)
    if name == "timezone":
        return zone.key if isinstance(zone, ZoneInfo) else None
    return Decimal({"hour": hour, "minute": minute, "second": second}[name])


def duration_property(value: timedelta | YearMonthDuration, name: str) -> Any:
    """A field of a duration, with the duration's sign; KeyError where it has none of that name."""
    if isinstance(value, YearMonthDuration):
        years, months = divmod(abs(value.months), 12)
        found = {"years": years, "months": months}[name]
        return Decimal(-found if value.months < 0 else found)
    micro = in_micros(value)
    seconds, rest = divmod(abs(micro), 1_000_000)
    fields = {
        "days": Decimal(seconds // 86400),
        "hours": Decimal(seconds // 3600 % 24),
        "minutes": Decimal(seconds // 60 % 60),
        "seconds": Decimal(seconds % 60) + Decimal(rest) / 1_000_000,
    }
    return -fields[name] if micro < 0 else fields[name]
