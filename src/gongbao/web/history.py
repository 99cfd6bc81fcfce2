"""沿革: the versions of a document on a line of time, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from gongbao.library import Card, Version
from gongbao.reference import parse_date
from gongbao.web.documents import because
from gongbao.web.frame import Frame
from gongbao.web.pairs import ShownPair, shown_pairs
from gongbao.web.portal import Portal, shown_validity
from gongbao.web.wording import plain_date
from gongbao.writing import Moment, Stretch, timeline


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version of the list. `day` is a day on which it holds, for addresses."""

    name: str
    period: str
    known: str
    day: str
    version: Version
    here: bool


def page(portal: Portal, frame: Frame, card: Card, asked: dict[str, str]) -> dict[str, Any]:
    """The values of the template. `asked` holds the two days, `a` and `b`, that are compared."""
    say = frame.say
    versions = portal.library.versions(card)
    shown = [_shown(version, versions, number, frame) for number, version in enumerate(versions)]
    days = [parse_date(each.day) for each in shown]
    first = parse_date(asked.get("a", "")) or (days[-2] if len(days) > 1 else None)
    second = parse_date(asked.get("b", "")) or (days[-1] if days else None)
    pairs: list[ShownPair] = []
    if len(versions) > 1 and first and second:
        pairs = shown_pairs(portal.library.difference(card, None, first, second), say)
    changed = [each for each in pairs if each.status != "same"]
    validity = portal.library.validity(card, frame.on)
    return {
        "title": say("history_of", title=card.title),
        "card": card,
        "valid": shown_validity(validity, frame),
        "grounds": [because(card, ground) for ground in validity.reasons],
        "versions": shown,
        "first": _option(shown, versions, first),
        "second": _option(shown, versions, second),
        "pairs": pairs if asked.get("all") else changed,
        "same": len(pairs) - len(changed),
        "all": bool(asked.get("all")),
        "line": Markup(_line(portal, frame, card, versions)),  # noqa: S704 - our own SVG, words escaped
    }


def _option(shown: Sequence[ShownVersion], versions: Sequence[Version], day: date | None) -> str:
    """The day that stands for the version in which a day falls."""
    if day is None or not shown:
        return ""
    begun = [each.day for each, version in zip(shown, versions, strict=True) if _holds(version, day)]
    return begun[-1] if begun else shown[0].day


def _shown(version: Version, versions: tuple[Version, ...], number: int, frame: Frame) -> ShownVersion:
    say = frame.say
    day = version.since or (version.until or frame.on)
    holds = (version.since is None or version.since <= frame.on) and (
        version.until is None or frame.on <= version.until
    )
    since = plain_date(version.since, frame.language) if version.since else say("day_unknown")
    until = plain_date(version.until, frame.language) if version.until else say("until_now")
    return ShownVersion(
        name=version.by_words or (say("version_first") if number == 0 else say("version_n", n=number + 1)),
        period=say("from_to", first=since, last=until) if version.until else say("version_since", first=since),
        known=say(f"known_{version.known}"),
        day=day.isoformat(),
        version=version,
        here=holds and (number == len(versions) - 1 or not _holds(versions[number + 1], frame.on)),
    )


def _holds(version: Version, on: date) -> bool:
    return version.since is not None and version.since <= on


def _line(portal: Portal, frame: Frame, card: Card, versions: tuple[Version, ...]) -> str:
    say = frame.say
    validity = portal.library.validity(card, frame.on)
    moments = [Moment(frame.on, say("line_today"), mark=True)]
    if card.date:
        moments.append(Moment(card.date, say("issued")))
    if validity.first_day and validity.first_day != card.date:
        moments.append(Moment(validity.first_day, say("effective")))
    moments += [Moment(each.since, say("line_amended")) for each in versions[1:] if each.since]
    if validity.last_day:
        moments.append(Moment(validity.last_day, say("line_last")))
    start = validity.first_day or (versions[0].since if versions else None)
    stretches = [Stretch(start, validity.last_day, "force")] if start else []
    return timeline(stretches, list({(each.day, each.label): each for each in moments}.values()), say("line_title"))
