"""The reader: one document, one place in it, or the choices where a name means several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongbao.library import Card, Ground, StoredDocument, split_citation
from gongbao.library import address as library_address
from gongbao.text import find, parse_place
from gongbao.web.answering import Choice
from gongbao.web.files import FORMS
from gongbao.web.frame import Frame
from gongbao.web.home import document_systems, gazette_address
from gongbao.web.portal import Portal, shown_validity
from gongbao.web.reader import contents_of, sections_of
from gongbao.web.relations import Group, groups_of, shown_facts
from gongbao.web.wording import plain_date

LONGEST_REF = 300
MOST_CITING = 20
_SHORT = 6
_IN_HEAD = frozenset(("标题", "文号", "发文机关", "成文日期", "施行日期", "有效期"))


@dataclass(frozen=True, slots=True)
class Named:
    """What an address names: documents (none, one, several) and a place."""

    ref: str
    place: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """A reason of a state with the address of its words, and the law that says how days are counted."""

    sentence: str
    place: str | None
    address: str | None
    words: str = ""
    citation: str = ""
    citation_address: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Documents that belong to this one."""

    title: str
    cards: tuple[Card, ...]


def named(portal: Portal, path: str) -> Named:
    """Read `ref` or `ref/place` from the path below /d/."""
    path = path.strip("/")[:LONGEST_REF]
    cards = portal.library.resolve(path, known=True)
    if cards:
        ref, place = split_citation(path)
        inside = place if place and portal.library.resolve(ref, known=True) == cards else None
        return Named(ref if inside else path, inside, tuple(cards))
    ref, slash, place = path.rpartition("/")
    if slash and (cards := portal.library.resolve(ref, known=True)):
        return Named(ref, place, tuple(cards))
    return Named(path, None, ())


def choices(portal: Portal, frame: Frame, name: Named, *, under: str = "/d/") -> dict[str, Any]:
    """The page of choices; `under` is the area that asked, and that the choices lead back to."""
    say = frame.say
    return {
        "title": say("choices_title", ref=name.ref),
        "sentences": [say("choices_lead", n=len(name.cards))],
        "choices_title": say("fig_documents"),
        "choices": [_choice(card, name.place, frame, under) for card in name.cards],
    }


def nearest(portal: Portal, frame: Frame, ref: str) -> list[Choice]:
    """The documents whose name is most like a ref that is unknown."""
    return [_choice(card, None, frame) for card in portal.library.suggestions(ref)]


def itself(frame: Frame, card: Card) -> list[Choice]:
    """The document's own page, as the way back."""
    return [_choice(card, None, frame)]


def _choice(card: Card, place: str | None, frame: Frame, under: str = "/d/") -> Choice:
    note = "　".join(
        piece
        for piece in (card.number, plain_date(card.date, frame.language) if card.date else "", card.gazette)
        if piece
    )
    address = library_address(card.ref, place)
    return Choice(card.title, address.replace("/d/", under, 1), note)


def page(portal: Portal, frame: Frame, card: Card, place: str | None) -> dict[str, Any]:
    """The values of the template."""
    say = frame.say
    document = portal.library.document(card)
    mark, here = _marked(document, place)
    sections = sections_of(document, mark)
    validity = portal.library.validity(card, frame.on)
    versions = portal.library.versions(card)
    title = f"{card.title} {here}" if here else card.title
    return {
        "title": title,
        "description": f"{card.number or ''} {card.title}".strip(),
        "card": card,
        "valid": shown_validity(validity, frame),
        "grounds": [because(card, ground) for ground in validity.reasons],
        "issued": plain_date(card.date, frame.language) if card.date else "",
        "effective": _iso_day(card, frame),
        "note": say("place_unknown", place=place) if place and not here else "",
        "here_place": here,
        "sections": sections,
        "notice_open": any(line.here for section in sections if section.kind == "notice" for line in section.lines),
        "contents": contents_of(document),
        "systems": document_systems(portal, card, say),
        "related": _related(document, frame),
        "groups": [_shortened(group) for group in groups_of(portal, frame, card) if group.title != say("rel_cites")],
        "cited_here": _citing(portal, card, here) if here else (),
        "older": len(versions) > 1 and versions[-1].since is not None and frame.on < versions[-1].since,
        "versions": len(versions),
        "facts": [
            fact for fact in shown_facts(portal.library.registry.metadata(card), frame) if fact.name not in _IN_HEAD
        ],
        "forms": FORMS,
        "moves": document.model.moves,
        "has_tables": any(line.tag == "table" for section in sections for line in section.lines),
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


def because(card: Card, ground: Ground) -> Because:
    """A reason with the page of its words: of the document itself, or of another one that says so."""
    address = ground.address or (library_address(card.ref, ground.place) if ground.place else None)
    return Because(
        ground.sentence,
        ground.place,
        address,
        ground.words or "",
        ground.citation or "",
        ground.citation_address or "",
    )


def _iso_day(card: Card, frame: Frame) -> str | None:
    if card.effective is None:
        return None
    try:
        return plain_date(date.fromisoformat(card.effective.value), frame.language)
    except ValueError:
        return None


def _citing(portal: Portal, card: Card, place: str) -> list[Choice]:
    """Who refers to a provision."""
    found = portal.library.cited_by(card, place)[:MOST_CITING]
    return [
        Choice(f"{each.card.title} {each.place}", library_address(each.card.ref, each.place or None), each.words)
        for each in found
    ]


def _shortened(group: Group) -> Group:
    """The first few; the rest stand on the page of relations."""
    return Group(group.title, group.rows[:_SHORT])


def _related(document: StoredDocument, frame: Frame) -> list[Related]:
    say, relations = frame.say, document.relations
    groups = [
        Related(say("same_number"), relations.same_number),
        Related(say("previous"), (relations.previous,) if relations.previous else ()),
        Related(say("next"), (relations.next,) if relations.next else ()),
    ]
    return [group for group in groups if group.cards]
