"""The versions of a document: which wording held from when to when, as far as decisions and republished text tell.

The latest wording is the text that is held. Each earlier one is made from the next by carrying the decision between
them out backwards; what that decision replaced without quoting it is filled from the decision before, where that one
printed it, and stays a gap otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from gongbao.library.model import Card, Ground
from gongbao.library.names import number_form
from gongbao.library.schema import amendment
from gongbao.library.targets import Targets, law_form
from gongbao.reference import chinese_date
from gongbao.text.amending.apply import backwards, forwards
from gongbao.text.amending.instructions import Amendment, read_amendments
from gongbao.text.amending.model import Applied, Outcome
from gongbao.text.amending.wording import Unit, Wording, wording
from gongbao.text.comparing import ArticlePair, Item, compare_items
from gongbao.text.model import Document, Kind, quoted
from gongbao.text.normal import normal
from gongbao.text.places import PlaceError, parse_place

Known = Literal["whole", "partly", "none"]

_DAY = r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
_EVENT = re.compile(rf"{_DAY}(?P<words>(?:(?!\d{{4}}年\d{{1,2}}月\d{{1,2}}日)[^）]){{0,160}})")
_WHOLE = re.compile(r"修订(?!》)")
_PLACE_STEP = re.compile(r"第(?P<n>[一二三四五六七八九十百千零〇\d]{1,9})款|（(?P<p>[一二三四五六七八九十]{1,3})）")


@dataclass(frozen=True, slots=True)
class Version:
    """A wording of a document. Days are inclusive; None is unknown, or open."""

    since: date | None
    until: date | None
    by: Card | None  # the document that made it; None where that is not held, or for the first wording
    by_words: str  # how the text names what made it: 2021年10月14日廊坊市人民政府令〔2021〕第1号修正
    known: Known
    grounds: tuple[Ground, ...]  # why, and what is not known
    applied: tuple[Applied, ...] = ()  # the instructions that made it from the one before


@dataclass(frozen=True, slots=True)
class TextOn:
    """The words of a provision on a day."""

    place: str
    on: date
    version: Version
    words: str | None  # None: not known, or not there
    known: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one document, oldest first, and their wordings where anything of them is known."""

    card: Card
    versions: tuple[Version, ...]
    wordings: tuple[Wording | None, ...]

    def on(self, day: date) -> int:
        """Which version holds on a day; the first one for days before it."""
        at = 0
        for index, version in enumerate(self.versions):
            if version.since is not None and version.since <= day:
                at = index
        return at


@dataclass(frozen=True, slots=True)
class Decision:
    """A held document that amends, with what it orders."""

    card: Card
    amendment: Amendment


@dataclass(frozen=True, slots=True)
class _Event:
    """A change as the note below the title tells it."""

    day: date
    words: str
    whole: bool  # 修订: the text was made anew


def amendment_rows(document: Document, text: str, document_id: int) -> list[dict[str, Any]]:
    """What a document amends, for the table; `text`: what its spans point into."""
    return [
        {"document_id": document_id, "title": each.title, "title_form": law_form(each.title), "since": each.since}
        for each in read_amendments(document, text)
    ]


def amending_cards(connection: sa.Connection, cards: dict[int, Card], targets: Targets, card: Card) -> list[Card]:
    """The documents held that amend a document."""
    titles, _ = targets.names_of(card)
    query = sa.select(amendment).where(amendment.c.title_form.in_(titles)).order_by(amendment.c.document_id)
    found = []
    for row in connection.execute(query):
        other = cards.get(row.document_id)
        if other is None or other.id == card.id:
            continue
        if any(each.id == card.id for each in targets.titled(row.title, other)):
            found.append(other)
    return found


def decision(card: Card, model: Document, text: str, about: Card) -> Decision | None:
    """What a document orders for another."""
    wanted = law_form(about.title)
    for each in read_amendments(model, text):
        form = law_form(each.title)
        if form == wanted or wanted.endswith(form):
            return Decision(card, each)
    return None


def history(card: Card, model: Document, text: str, decisions: Sequence[Decision]) -> History:
    """The versions of a document.

    Args:
        card: the document.
        model: its tree.
        text: what the spans of `model` point into.
        decisions: the documents held that amend it.
    """
    events = _events(model, text)
    ordered = sorted(decisions, key=lambda each: each.amendment.since or date.max)
    steps = _steps(events[1:], ordered)
    latest = wording(model, text)
    wordings: list[Wording | None] = [latest]
    applied: list[tuple[Applied, ...]] = []
    current: Wording | None = latest
    for event, made in reversed(steps):
        if made is None or (event is not None and event.whole) or current is None:
            current = None
            applied.append(())
        else:
            run = backwards(current, made.amendment.instructions)
            applied.append(run.applied)
            current = run.wording
        wordings.append(current)
    wordings.reverse()
    applied.reverse()
    for at, (_, made) in enumerate(steps):
        # What a decision printed and a later one replaced without quoting fills the gap that the later one left.
        before, after = wordings[at], wordings[at + 1]
        if before is not None and after is not None and made is not None:
            wordings[at + 1] = _filled(after, forwards(before, made.amendment.instructions).wording)
    return History(card, _versions(card, events, steps, wordings, applied), tuple(wordings))


def _steps(events: Sequence[_Event], decisions: Sequence[Decision]) -> list[tuple[_Event | None, Decision | None]]:
    """The changes in order, each with the decision that is held for it, if any."""
    left = list(decisions)
    found: list[tuple[date, _Event | None, Decision | None]] = []
    for event in events:
        made = next((each for each in left if _is_of(each, event)), None)
        if made is not None:
            left.remove(made)
        found.append((event.day, event, made))
    found += [(each.amendment.since or each.card.date or date.max, None, each) for each in left if not events]
    # a decision that the note does not tell of came after the text that is held: it is not in it
    return [(event, made) for _, event, made in sorted(found, key=lambda each: each[0])]


def _is_of(made: Decision, event: _Event) -> bool:
    number, issued, since = made.card.number, made.card.date, made.amendment.since
    if number and number_form(number) in number_form(event.words):
        return True
    if law_form(made.card.title) in law_form(event.words):
        return True
    return event.day in (issued, since) and "修" in event.words


def _events(model: Document, text: str) -> list[_Event]:
    """The first issue and the changes, as notes below the title tell them, in order of their days."""
    found: list[_Event] = []
    for node in model.walk():
        if node.kind != Kind.NOTE:
            continue
        for match in _EVENT.finditer(normal("".join(text[start:end] for start, end in node.spans))):
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            words = match["words"].removesuffix("根据").strip("，；。）")
            if re.search(r"通过|公布|发布|修[正订改]|批准", words):
                found.append(_Event(day, match[0].removesuffix("根据").strip("，；。）"), bool(_WHOLE.search(words))))
    return sorted(found, key=lambda each: each.day)


def _versions(
    card: Card,
    events: Sequence[_Event],
    steps: Sequence[tuple[_Event | None, Decision | None]],
    wordings: Sequence[Wording | None],
    applied: Sequence[tuple[Applied, ...]],
) -> tuple[Version, ...]:
    first = _first_day(card, events, changed=bool(steps))
    found: list[Version] = []
    starts = [first, *(_since(card, event, made) for event, made in steps)]
    for at, words in enumerate(wordings):
        event, made = steps[at - 1] if at else (None, None)
        following = starts[at + 1] if at + 1 < len(starts) else None
        known = _known(words)
        grounds = _grounds(event, made, steps[at] if at < len(steps) else None, words)
        found.append(
            Version(
                since=starts[at],
                until=following - timedelta(days=1) if following is not None else None,
                by=made.card if made else None,
                by_words=event.words if event else made.card.title if made else events[0].words if events else "",
                known=known,
                grounds=grounds,
                applied=applied[at - 1] if at else (),
            )
        )
    return tuple(found)


def _since(card: Card, event: _Event | None, made: Decision | None) -> date | None:
    if event is not None and event.whole and (day := _effective(card)) is not None and day >= event.day:
        return day  # 施行 is of the text as it was made anew
    if made is not None and made.amendment.since is not None:
        return made.amendment.since
    return event.day if event else None


def _first_day(card: Card, events: Sequence[_Event], *, changed: bool) -> date | None:
    """When the first wording began: as 施行 says, unless the text was made anew since."""
    effective = _effective(card)
    if not events:
        return effective or card.date
    anew = any(event.whole for event in events[1:])
    if effective is not None and not anew and (not changed or effective >= events[0].day):
        return effective
    return events[0].day


def _effective(card: Card) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(card.effective.value) if card.effective is not None else None
    return None


def _grounds(
    event: _Event | None,
    made: Decision | None,
    following: tuple[_Event | None, Decision | None] | None,
    words: Wording | None,
) -> tuple[Ground, ...]:
    found: list[Ground] = []
    if made is not None and made.amendment.since is not None:
        day = chinese_date(made.amendment.since)
        found.append(Ground(f"按{quoted(made.card.title)}修改，自{day}起适用", None, made.amendment.since_words))
    elif event is not None:
        found.append(Ground(f"题注：{event.words}。修改决定未收录，起始日按题注所记日期"))
    if words is None:
        found.append(Ground("以后的修改决定没有收录，或者文本经全面修订，这一时期的文字无从推出"))
    elif following is not None and following[1] is not None:
        found.append(Ground(f"由现有文本按{quoted(following[1].card.title)}倒推得出"))
        found += [Ground(why) for why in _gaps(words)]
    return tuple(found)


def _gaps(words: Wording) -> list[str]:
    return list(dict.fromkeys(one.why for unit in words.articles for one in unit.walk() if one.why))


def _known(words: Wording | None) -> Known:
    if words is None:
        return "none"
    return "whole" if all(unit.known for unit in words.articles) else "partly"


def _filled(current: Wording, redone: Wording) -> Wording:
    """Articles with gaps take the words that the decision before printed for them."""
    made = {unit.num: unit for unit in redone.articles}
    filled = []
    for unit in current.articles:
        other = made.get(unit.num)
        if unit.known or other is None:
            filled.append(unit)
        elif other.known or sum(one.words is None for one in other.walk()) < sum(
            one.words is None for one in unit.walk()
        ):
            filled.append(other.copy())
        else:
            filled.append(unit)
    return Wording(filled)


def text_on(found: History, place: str, on: date) -> TextOn:
    """The words of a provision on a day, with what is not known of them."""
    at = found.on(on)
    version, words = found.versions[at], found.wordings[at]
    grounds = list(version.grounds[:1])
    if version.since is not None and on < version.since:
        grounds.append(Ground(f"{chinese_date(on)}尚未施行，列出的是最早的文本"))
    unit = _unit(words, place) if words is not None else None
    if unit is None:
        why = "这一时期的文字未收录" if words is None else f"这一时期的文本中没有{place}"
        return TextOn(place, on, version, None, words is not None, (*grounds, Ground(why)))
    gaps = list(dict.fromkeys(one.why for one in unit.walk() if one.why))
    return TextOn(place, on, version, unit.text(), unit.known, (*grounds, *(Ground(why) for why in gaps)))


def _unit(words: Wording, place: str) -> Unit | None:
    try:
        steps = parse_place(place).steps
    except PlaceError:
        return None
    article = next((step for step in steps if step.kind == "条"), None)
    if article is None:
        return None
    unit = words.article(article.words)
    for match in _PLACE_STEP.finditer(place[place.find(article.words) + len(article.words) :]):
        if unit is None:
            return None
        unit = _below(unit, match)
    return unit


def _below(unit: Unit, match: re.Match[str]) -> Unit | None:
    from gongbao.text.structure.numbering import ordinal

    if match["n"]:
        paragraphs = [each for each in unit.below if each.kind == Kind.PARAGRAPH]
        at = ordinal(match["n"])
        return paragraphs[at - 1] if 0 < at <= len(paragraphs) else None
    wanted = f"（{match['p']}）"
    return next((each for each in unit.walk() if each.num == wanted), None)


def difference(found: History, place: str | None, a: date, b: date) -> tuple[ArticlePair, ...]:
    """The provisions that differ between two days, word by word; all of them with `place` None, else that one."""
    old, new = found.wordings[found.on(a)], found.wordings[found.on(b)]
    if old is None or new is None:
        return ()
    if place is not None:
        one, other = _unit(old, place), _unit(new, place)
        return compare_items(_items([one] if one else [], place), _items([other] if other else [], place))
    return compare_items(_items(old.articles), _items(new.articles))


def _items(units: Sequence[Unit], place: str | None = None) -> list[Item]:
    return [
        Item(
            place or unit.num,
            unit.text().removeprefix(unit.num),
            "；".join(dict.fromkeys(one.why for one in unit.walk() if one.why)) or None,
        )
        for unit in units
    ]


def failed(found: History) -> tuple[Applied, ...]:
    """Instructions that do not fit the text that is held: decision and republished text do not agree."""
    return tuple(each for version in found.versions for each in version.applied if each.outcome is Outcome.FAILED)
