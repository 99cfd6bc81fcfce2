"""In force, or not, on a day: computed from what the text says and what other texts say of it, with the words.

A text that takes effect from a day is in force from the beginning of that day; a period of five years from
2022-01-01 ends with 2026-12-31, because the words 自…起 count the first day (Civil Code art. 204 lets them; art. 201
would leave it out). Where the month of the end has no such day, the period ends with the month (art. 202). The shift
of art. 203 for days of rest is for acts to be done in time, not for the force of rules.

Where no day is printed, a document that is signed and dated is taken to apply from its date: that is how official
documents are carried out. The reason says that this is presumed. Nothing is presumed without a date: 未定.

What ends a document: a later one that repeals it, from the day that its words name, else from its own first day; a
clean-up list that names it as repealed or lapsed, from the day of the list; the end of its period, unless a later
list keeps it in force. A repeal of some articles leaves the document in force and is told. An explanation (解读) has
no force of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongbao.library.model import Card, Ground, State, Validity
from gongbao.reference import add_months, chinese_date
from gongbao.reference.numerals import chinese_number
from gongbao.text.model import Dated
from gongbao.text.relations import RelationKind

CIVIL_CODE = "中华人民共和国民法典"

_PERIOD = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?")
_FROM_ISSUE = re.compile(
    r"自?(?:本\w{1,4})?(?:发布|公布|印发|颁布|下发|发文|签发)(?:之日|日)?起?(?:施行|实施|执行|生效)?"
)
_LATER = re.compile(
    r"(?:发布|公布|印发|颁布|下发|发文|签发)之?日起(?:满)?(\d{1,3}|[一二三四五六七八九十百]{1,4})日?(?:后|之后)?"
)
_YEARS_IN_TITLE = re.compile(r"(?<!\d)(20\d\d)年?\s?[-—–－‒―~～至]{1,2}\s?(20\d\d)年?")
_FIVE_YEAR_PLAN = re.compile(r"“?十([三四五])五”?")
_PLAN_STARTS = {"三": 2016, "四": 2021, "五": 2026}
_A_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NUMBER_YEAR = re.compile(r"[〔\[［【（(]((?:19|20)\d\d)[〕\]］】）)]")


@dataclass(frozen=True, slots=True)
class Effect:
    """What another document does to one, from a day; None: its day is not known."""

    kind: RelationKind
    day: date | None
    whole: bool  # False: of some articles only
    ground: Ground


@dataclass(frozen=True, slots=True)
class Life:
    """The days of a document, with the reasons for them. Both days are inclusive."""

    card: Card
    first_day: date | None
    last_day: date | None  # of its period; repeals and lists are in `effects`
    undetermined: bool  # the period cannot be reckoned
    reasons: tuple[Ground, ...]
    effects: tuple[Effect, ...] = ()  # by day
    oldest: date | None = None  # no document of this number is older


def validity(card: Card, on: date, effects: Sequence[Effect] = (), laws: Mapping[str, str] | None = None) -> Validity:
    """The state of a document on a day, with reasons.

    Args:
        card: the document.
        on: the day.
        effects: what other documents do to it.
        laws: addresses of the articles of the Civil Code that are held, by 第二百零二条.
    """
    return state_of(life(card, effects, laws), on)


def life(card: Card, effects: Sequence[Effect] = (), laws: Mapping[str, str] | None = None) -> Life:
    """The days of a document, from its own words; `effects` are kept for `state_of`."""
    cite = _Cite(laws or {})
    if not has_force(card):
        return Life(card, None, None, False, (Ground(_NO_FORCE[card.kind == "解读"]),))
    first_day, reasons = _first_day(card, cite)
    last_day, more = _last_day(card, first_day, cite)
    if first_day and last_day and last_day < first_day:
        more = (*more, Ground(f"有效期的最后一天{chinese_date(last_day)}早于施行日期{chinese_date(first_day)}"))
    ordered = tuple(sorted(effects, key=lambda each: each.day or date.min))
    match = _NUMBER_YEAR.search(card.number or "")
    oldest = card.date or (date(int(match[1]), 1, 1) if match else None)
    return Life(
        card,
        first_day,
        last_day,
        card.period is not None and last_day is None,
        (*reasons, *more, *_plan(card)),
        ordered,
        oldest,
    )


def has_force(card: Card) -> bool:
    """Whether a document is one that can be in force: an explanation or a list of contents is none."""
    return card.kind != "解读" and not (card.kind == "目录" and card.number is None and card.held)


_NO_FORCE = {True: "政策解读只作说明，本身不施行、不失效", False: "公报的封面和目录本身不施行、不失效"}


def state_of(of: Life, on: date) -> Validity:
    """The state on a day. The reason that decides comes first where another document decides."""
    card = of.card
    if not has_force(card):
        return Validity(State.UNDETERMINED, on, of.reasons, None, None)
    ends = [each for each in of.effects if each.kind in _ENDS and each.whole]
    last_day = _last(of, ends)
    ended = [each for each in ends if each.day is None or each.day <= on]
    told = tuple(each.ground for each in of.effects)
    kept = [each for each in of.effects if each.kind is RelationKind.KEEPS and each.day and each.day <= on]
    if ended and not (kept and ended[-1].day and kept[-1].day and kept[-1].day > ended[-1].day):
        first = ended[0]
        state = State.REPEALED if first.kind is RelationKind.REPEALS else State.LAPSED
        rest = tuple(ground for ground in told if ground is not first.ground)
        return Validity(state, on, (first.ground, *rest, *of.reasons), of.first_day, last_day)
    if of.oldest and on < of.oldest and (of.first_day is None or on < of.first_day):
        ground = _not_written(card, of.oldest, on)
        return Validity(State.NOT_YET, on, (ground, *of.reasons, *told), of.first_day, last_day)
    if of.last_day is not None and on > of.last_day and not any(each.day > of.last_day for each in kept if each.day):
        return Validity(State.LAPSED, on, (*of.reasons, *told), of.first_day, last_day)
    if of.first_day is not None and on < of.first_day:
        return Validity(State.NOT_YET, on, (*of.reasons, *told), of.first_day, last_day)
    if kept:
        state = State.AMENDED if _changed(of, on) else State.IN_FORCE
        return Validity(state, on, (kept[-1].ground, *of.reasons, *_but(told, kept)), of.first_day, last_day)
    if of.first_day is None and (before := _until_repealed(of, ends, on)):
        return Validity(State.IN_FORCE, on, (before, *told, *of.reasons), None, last_day)
    if of.first_day is None or of.undetermined:
        return Validity(State.UNDETERMINED, on, (*of.reasons, *told), of.first_day, last_day)
    if changed := _changed(of, on):
        rest = tuple(ground for ground in told if ground is not changed.ground)
        return Validity(State.AMENDED, on, (changed.ground, *of.reasons, *rest), of.first_day, last_day)
    return Validity(State.IN_FORCE, on, (*of.reasons, *told), of.first_day, last_day)


_ENDS = (RelationKind.REPEALS, RelationKind.LAPSES)


def _last(of: Life, ends: Sequence[Effect]) -> date | None:
    days = [of.last_day, *(each.day - timedelta(days=1) for each in ends if each.day and each.day > date.min)]
    return min((day for day in days if day), default=None)


def _changed(of: Life, on: date) -> Effect | None:
    """The last amendment up to a day."""
    changes = [each for each in of.effects if each.kind is RelationKind.AMENDS and (each.day is None or each.day <= on)]
    return changes[-1] if changes else None


def _but(told: tuple[Ground, ...], kept: Sequence[Effect]) -> tuple[Ground, ...]:
    return tuple(ground for ground in told if ground is not kept[-1].ground)


def _until_repealed(of: Life, ends: Sequence[Effect], on: date) -> Ground | None:
    """A document known by its number only was in force before it was repealed; from the year after its number on."""
    repeal = next((each for each in ends if each.kind is RelationKind.REPEALS and each.day), None)
    if repeal is None or repeal.day is None or of.oldest is None or on < date(of.oldest.year + 1, 1, 1):
        return None
    return Ground(f"文号是{of.oldest.year}年的，{chinese_date(repeal.day)}才废止，其间推定有效")


def _not_written(card: Card, oldest: date, on: date) -> Ground:
    if card.date:
        return Ground(f"成文于{chinese_date(card.date)}，{chinese_date(on)}尚未成文")
    return Ground(f"文号是{oldest.year}年的，{chinese_date(on)}尚未成文")


class _Cite:
    """Grounds that rest on the Civil Code, with the page of the article where it is held."""

    def __init__(self, laws: Mapping[str, str]) -> None:
        self._laws = laws

    def __call__(self, ground: Ground, article: str) -> Ground:
        return Ground(
            ground.sentence,
            ground.place,
            ground.words,
            ground.document,
            ground.address,
            f"《{CIVIL_CODE}》{article}",
            self._laws.get(article),
        )


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


def iso_day(value: str) -> date | None:
    """The day of an ISO date; None where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _stated(dated: Dated, sentence: str) -> Ground:
    return Ground(sentence, dated.place or None, dated.words or None)


def _issue_day(card: Card) -> tuple[date | None, str]:
    """The day on which a document went out, and what it is called."""
    published = iso_day(card.published.value) if card.published else None
    if published:
        return published, f"公布日期{chinese_date(published)}"
    return card.date, f"成文日期{chinese_date(card.date)}" if card.date else ""


def _first_day(card: Card, cite: _Cite) -> tuple[date | None, tuple[Ground, ...]]:
    effective = card.effective
    issued, name = _issue_day(card)
    if effective is None:
        if not card.held and card.date is None:
            return None, (Ground("只知文件名称，没有施行日期"),)
        if card.date is None:
            return None, (Ground("文中没有写明从哪一天起施行，也没有印出成文日期"),)
        silent = "文中没有写明从哪一天起施行" if card.held else "没有登记施行日期"
        sentence = f"{silent}，按公文自印发之日起执行的惯例，从成文日期{chinese_date(card.date)}起推定施行"
        return card.date, (Ground(sentence),)
    day = iso_day(effective.value)
    if day:
        grounds = [_stated(effective, f"自{chinese_date(day)}起施行")]
        if issued and day < issued and (card.date is None or day < card.date):
            sentence = f"施行日期{chinese_date(day)}早于{name}，施行在先，行文在后，请核对是否溯及既往"
            grounds.append(_stated(effective, sentence))
        return day, tuple(grounds)
    if _FROM_ISSUE.fullmatch(effective.value):
        if issued is None:
            return None, (_stated(effective, f"自{effective.value}起施行，但没有印出成文日期"),)
        return issued, (_stated(effective, f"自{effective.value}起施行，按{name}计算"),)
    later = _LATER.fullmatch(effective.value)
    days = chinese_number(later[1]) if later else None
    if isinstance(days, int):
        if issued is None:
            return None, (_stated(effective, f"自{effective.value}施行，但没有印出成文日期"),)
        first = issued + timedelta(days=days + 1)
        ground = _stated(effective, f"自{effective.value}施行：{name}当日不计入，满{days}日后为{chinese_date(first)}")
        return first, (cite(ground, "第二百零一条"),)
    why = "日历上没有这一天" if _A_DAY.fullmatch(effective.value) else "换算不成某一天"
    return None, (_stated(effective, f"施行日期写作“{effective.value}”，{why}"),)


def _last_day(card: Card, first_day: date | None, cite: _Cite) -> tuple[date | None, tuple[Ground, ...]]:
    period = card.period
    if period is None:
        return None, (Ground("文中没有写明有效期" if card.held else "没有登记有效期"),)
    day = iso_day(period.value)
    if day:
        return day, (cite(_stated(period, f"有效期至{chinese_date(day)}，当日仍有效"), "第一千二百五十九条"),)
    if first_day is None:
        return None, (_stated(period, "写明了有效期，但起算日不明"),)
    day = period_end(first_day, period.value)
    if day is None:
        why = "日历上没有这一天" if _A_DAY.fullmatch(period.value) else "换算不成最后一天"
        return None, (_stated(period, f"有效期写作“{period.value}”，{why}"),)
    sentence = f"有效期自{chinese_date(first_day)}起，至{chinese_date(day)}届满"
    article = "第二百零四条" if day.day + 1 == first_day.day or first_day.day == 1 else "第二百零二条"
    return day, (cite(_stated(period, sentence), article),)


def plan_end(title: str) -> date | None:
    """The last day of the years that a title names: （2023—2027年）, “十四五”."""
    match = _YEARS_IN_TITLE.search(title)
    if match and int(match[1]) <= int(match[2]):
        return date(int(match[2]), 12, 31)
    plan = _FIVE_YEAR_PLAN.search(title)
    return date(_PLAN_STARTS[plan[1]] + 4, 12, 31) if plan else None


def _plan(card: Card) -> tuple[Ground, ...]:
    """The years of a title end no document by themselves: one whose time is over is to be declared lapsed."""
    end = plan_end(card.title)
    if end is None or card.period is not None:
        return ()
    return (Ground(f"标题所示期间至{chinese_date(end)}为止；期满并不自动失效，应当在清理时宣布"),)
