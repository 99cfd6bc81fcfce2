"""In force, or not, on a day: computed from what the text says, with the words it rests on.

A text that takes effect from a day is in force from the beginning of that day; a period of five years from
2022-01-01 ends with 2026-12-31. Where the month of the end has no such day, the period ends with the month (Civil
Code art. 202). The shift of art. 203 for days of rest is for acts to be done in time, not for the force of rules.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongbao.library.model import Card, Ground, State, Validity
from gongbao.reference import add_months, chinese_date
from gongbao.text.model import Dated

_PERIOD = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?")
_FROM_ISSUE = re.compile(r"自?(?:本\w{1,4})?(?:发布|公布|印发|颁布|下发|发文)(?:之日|日)?起?(?:施行|实施|执行|生效)?")


def validity(card: Card, on: date) -> Validity:
    """The state of a document on a day, with reasons."""
    first_day, reasons = _first_day(card)
    last_day, more = _last_day(card, first_day)
    reasons = (*reasons, *more)
    if first_day is None and card.date and on < card.date:
        ground = Ground(f"成文于{chinese_date(card.date)}，{chinese_date(on)}尚未成文")
        return Validity(State.NOT_YET, on, (ground, *reasons), first_day, last_day)
    if last_day is not None and on > last_day:
        return Validity(State.LAPSED, on, reasons, first_day, last_day)
    if first_day is not None and on < first_day:
        return Validity(State.NOT_YET, on, reasons, first_day, last_day)
    if first_day is None or (card.period is not None and last_day is None):
        return Validity(State.UNDETERMINED, on, reasons, first_day, last_day)
    return Validity(State.IN_FORCE, on, reasons, first_day, last_day)


def period_end(first_day: date, period: str) -> date | None:
    """The last day, inclusive, of an ISO period (P5Y, P18M, P90D) that begins with `first_day`; None where unreadable
    or beyond the calendar."""
    match = _PERIOD.fullmatch(period)
    if not match or not any(match.groups()):
        return None
    years, months, days = (int(group or 0) for group in match.groups())
    try:
        same_day = add_months(first_day, years * 12 + months)
        if same_day.day != first_day.day:
            return same_day + timedelta(days=days)
        return same_day + timedelta(days=days - 1)
    except (ValueError, OverflowError):
        return None


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _stated(dated: Dated, sentence: str) -> Ground:
    return Ground(sentence, dated.place, dated.words)


def _first_day(card: Card) -> tuple[date | None, tuple[Ground, ...]]:
    effective = card.effective
    if card.kind == "解读":
        return None, (Ground("政策解读只作说明，本身不施行、不失效"),)
    if effective is None:
        return None, (Ground("文中没有写明从哪一天起施行"),)
    day = _iso(effective.value)
    if day:
        return day, (_stated(effective, f"自{chinese_date(day)}起施行"),)
    if _FROM_ISSUE.fullmatch(effective.value):
        if card.date is None:
            return None, (_stated(effective, f"自{effective.value}起施行，但没有印出成文日期"),)
        sentence = f"自{effective.value}起施行，按成文日期{chinese_date(card.date)}计算"
        return card.date, (_stated(effective, sentence),)
    return None, (_stated(effective, f"施行日期写作“{effective.value}”，换算不成某一天"),)


def _last_day(card: Card, first_day: date | None) -> tuple[date | None, tuple[Ground, ...]]:
    period = card.period
    if card.kind == "解读":
        return None, ()
    if period is None:
        return None, (Ground("文中没有写明有效期"),)
    day = _iso(period.value)
    if day:
        return day, (_stated(period, f"有效期至{chinese_date(day)}"),)
    if first_day is None:
        return None, (_stated(period, "写明了有效期，但起算日不明"),)
    day = period_end(first_day, period.value)
    if day is None:
        return None, (_stated(period, f"有效期写作“{period.value}”，换算不成最后一天"),)
    return day, (_stated(period, f"有效期自{chinese_date(first_day)}起，至{chinese_date(day)}届满"),)
