"""The reader: one document, one place in it, or the choices where a name means several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongbao.library import Card, Ground, StoredDocument, split_citation
from gongbao.library import address as library_address
from gongbao.text import find, parse_place
from gongbao.web.answering import Choice
from gongbao.web.frame import Frame
from gongbao.web.home import document_systems, gazette_address
from gongbao.web.portal import Portal, shown_validity
from gongbao.web.reader import contents_of, sections_of
from gongbao.web.wording import plain_date

LONGEST_REF = 300


@dataclass(frozen=True, slots=True)
class Named:
    """What an address names: documents (none, one, several) and a place."""

    ref: str
    place: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """A reason of a state with the address of its words."""

    sentence: str
    place: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Documents that belong to this one."""

    title: str
    cards: tuple[Card, ...]


def named(portal: Portal, path: str) -> Named:
    """Read `ref` or `ref/place` from the path below /d/."""
    path = path.strip("/")[:LONGEST_REF]
    cards = portal.library.resolve(path)
    if cards:
        ref, place = split_citation(path)
        inside = place if place and portal.library.resolve(ref) == cards else None
        return Named(ref if inside else path, inside, tuple(cards))
    ref, slash, place = path.rpartition("/")
    if slash and (cards := portal.library.resolve(ref)):
        return Named(ref, place, tuple(cards))
    return Named(path, None, ())


def choices(portal: Portal, frame: Frame, name: Named) -> dict[str, Any]:
    """The page of choices."""
    say = frame.say
    return {
        "title": say("choices_title", ref=name.ref),
        "sentences": [say("choices_lead", n=len(name.cards))],
        "choices_title": say("fig_documents"),
        "choices": [_choice(card, name.place, frame) for card in name.cards],
    }


def nearest(portal: Portal, frame: Frame, ref: str) -> list[Choice]:
    """The documents whose name is most like a ref that is unknown."""
    return [_choice(card, None, frame) for card in portal.library.suggestions(ref)]


def _choice(card: Card, place: str | None, frame: Frame) -> Choice:
    note = "　".join(
        piece
        for piece in (card.number, plain_date(card.date, frame.language) if card.date else "", card.gazette)
        if piece
    )
    return Choice(card.title, library_address(card.ref, place), note)


def page(portal: Portal, frame: Frame, card: Card, place: str | None) -> dict[str, Any]:
    """The values of the template."""
    say = frame.say
    document = portal.library.document(card)
    mark, here = _marked(document, place)
    sections = sections_of(document, mark)
    validity = portal.library.validity(card, frame.on)
    title = f"{card.title} {here}" if here else card.title
    return {
        "title": title,
        "description": f"{card.number or ''} {card.title}".strip(),
        "card": card,
        "valid": shown_validity(validity, frame),
        "grounds": [_because(card, ground) for ground in validity.reasons],
        "issued": plain_date(card.date, frame.language) if card.date else "",
        "effective": _iso_day(card, frame),
        "note": say("place_unknown", place=place) if place and not here else "",
        "here_place": here,
        "sections": sections,
        "notice_open": any(line.here for section in sections if section.kind == "notice" for line in section.lines),
        "contents": contents_of(document),
        "systems": document_systems(portal, card, say),
        "related": _related(document, frame),
        "gazette_address": gazette_address(card.gazette),
    }


def _marked(document: StoredDocument, place: str | None) -> tuple[str | None, str | None]:
    """The eId and the full place of what is asked for, by place or by eId."""
    if not place:
        return None, None
    for provision in document.walk():
        if provision.eid == place or provision.place == place:
            return provision.eid, provision.place
    try:
        found = find(document.model, parse_place(place))
    except ValueError:
        return None, None
    return (found.eid, found.place) if found else (None, None)


def _because(card: Card, ground: Ground) -> Because:
    return Because(ground.sentence, ground.place, library_address(card.ref, ground.place) if ground.place else None)


def _iso_day(card: Card, frame: Frame) -> str | None:
    if card.effective is None:
        return None
    try:
        return plain_date(date.fromisoformat(card.effective.value), frame.language)
    except ValueError:
        return None


def _related(document: StoredDocument, frame: Frame) -> list[Related]:
    say, relations = frame.say, document.relations
    groups = [
        Related(say("interprets"), (relations.interprets,) if relations.interprets else ()),
        Related(say("interpretations_of"), relations.interpreted_by),
        Related(say("same_number"), relations.same_number),
        Related(say("previous"), (relations.previous,) if relations.previous else ()),
        Related(say("next"), (relations.next,) if relations.next else ()),
    ]
    return [group for group in groups if group.cards]
