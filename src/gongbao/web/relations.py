"""关系: what a document says of others and they of it, each with its words; the policy chain as a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gongbao.library import Card, Chain, Known, Related, Step
from gongbao.library import address as library_address
from gongbao.reference import parse_date
from gongbao.text import Fact, RelationKind
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal, shown_validity
from gongbao.web.wording import plain_date
from gongbao.writing import Edge, Node, graph

MOST_NODES = 10
"""Boxes of a column; what is beyond stands in the lists below."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_PERIOD = re.compile(r"P([0-9]{1,3})([YMD])")

_OUT = (
    RelationKind.IMPLEMENTS,
    RelationKind.FORWARDS,
    RelationKind.REPEALS,
    RelationKind.LAPSES,
    RelationKind.KEEPS,
    RelationKind.TO_AMEND,
    RelationKind.AMENDS,
    RelationKind.AMENDED_BY,
    RelationKind.CITES,
)


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """The other document with the words that name it."""

    other: Card
    address: str
    words: str
    place: str
    words_address: str
    extent: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A field of a document's description, with what it rests on."""

    name: str
    value: str
    basis: str
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one kind in one direction."""

    title: str
    rows: tuple[ShownRelation, ...]


def groups_of(portal: Portal, frame: Frame, card: Card) -> tuple[Group, ...]:
    """All relations, what the document says first; a document that is named several times stands once."""
    say = frame.say
    relations = portal.library.registry.relations(card)
    groups = []
    for kind in _OUT:
        rows = _once((each, each.target) for each in relations.of(kind))
        if rows:
            groups.append(Group(say(f"rel_{kind.name.lower()}"), rows))
    if relations.interprets:
        groups.append(Group(say("interprets"), (_plain(relations.interprets),)))
    for kind in _OUT:
        rows = _once((each, each.source) for each in relations.by(kind))
        if rows:
            groups.append(Group(say(f"rel_by_{kind.name.lower()}"), rows))
    if relations.interpreted_by:
        groups.append(Group(say("interpretations_of"), tuple(map(_plain, relations.interpreted_by))))
    return tuple(groups)


def shown_facts(facts: Sequence[Fact], frame: Frame) -> list[ShownFact]:
    """Fields as people write them: a day stands as 2021年12月10日."""
    return [ShownFact(each.field.value, _written(each.value, frame), each.basis or "", each.place) for each in facts]


def _written(value: str, frame: Frame) -> str:
    day = parse_date(value) if _ISO_DAY.fullmatch(value) else None
    if day is not None:
        return plain_date(day, frame.language)
    period = _ISO_PERIOD.fullmatch(value)
    return frame.say(f"period_{period[2].lower()}", n=int(period[1])) if period else value


def page(portal: Portal, frame: Frame, card: Card) -> dict[str, Any]:
    """The values of the template."""
    say = frame.say
    chain = portal.library.registry.chain(card)
    up, down = _flat(chain.up), _flat(chain.down)
    deep = any(depth > 1 for depth, _ in (*up, *down))  # one step only: the groups below list it with its words
    return {
        "title": say("relations_of", title=card.title),
        "card": card,
        "groups": groups_of(portal, frame, card),
        "chain": Markup(_graph(chain, frame)) if chain.up or chain.down else "",  # noqa: S704 - our own SVG
        "up": up if deep else (),
        "down": down if deep else (),
        "related": portal.library.related(card) if card.held else (),
    }


def known_page(portal: Portal, frame: Frame, card: Card) -> dict[str, Any]:
    """A document known by name only: what is known of it, from where, and how to complete it."""
    known = portal.library.registry.known_document(card)
    validity = portal.library.validity(card, frame.on)
    groups = groups_of(portal, frame, card)
    return {
        "title": card.title,
        "card": card,
        "known": known,
        "valid": shown_validity(validity, frame),
        "grounds": validity.reasons,
        "facts": shown_facts(portal.library.registry.metadata(card), frame),
        "groups": groups,
        "named": _named(known, groups),
        "issued": plain_date(card.date, frame.language) if card.date else "",
    }


def _named(known: Known, groups: Sequence[Group]) -> list[tuple[Card, str, str, str]]:
    """Where it is named, but for the documents that a group lists with their words."""
    listed = {row.other.id for group in groups for row in group.rows}
    return [
        (each.document, each.place, each.words, library_address(each.document.ref, each.place or None))
        for each in known.named_at
        if each.document.id not in listed
    ]


def _once(pairs: Iterable[tuple[Related, Card]]) -> tuple[ShownRelation, ...]:
    rows: dict[int, ShownRelation] = {}
    for related, other in pairs:
        known = rows.get(other.id)
        if known is None:
            rows[other.id] = ShownRelation(
                other, other.address, related.words, related.place, related.address, related.extent or ""
            )
        else:
            rows[other.id] = ShownRelation(
                known.other,
                known.address,
                known.words,
                known.place,
                known.words_address,
                known.extent,
                known.times + 1,
            )
    return tuple(rows.values())


def _plain(card: Card) -> ShownRelation:
    return ShownRelation(card, card.address, "", "", "", "")


def _flat(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    return [pair for step in steps for pair in step.walk()]


def _graph(chain: Chain, frame: Frame) -> str:
    """What it implements at the left, what implements it at the right, two steps each way."""
    columns: dict[int, list[Node]] = {0: [_node(chain.card, frame, here=True)]}
    edges: list[Edge] = []
    seen = {chain.card.id}

    def take(steps: Sequence[Step], before: Card, side: int, depth: int) -> None:
        for step in steps:
            column = columns.setdefault(side * depth, [])
            if step.card.id in seen or len(column) >= MOST_NODES:
                continue
            seen.add(step.card.id)
            column.append(_node(step.card, frame))
            label = frame.say(f"edge_{step.kind.name.lower()}")
            start, end = (before, step.card) if side < 0 else (step.card, before)
            edges.append(Edge(str(start.id), str(end.id), label))
            if depth < 2:
                take(step.further, step.card, side, depth + 1)

    take(chain.up, chain.card, -1, 1)
    take(chain.down, chain.card, 1, 1)
    return graph(
        [columns[number] for number in sorted(columns)], edges, frame.say("chain_title", title=chain.card.title)
    )


def _node(card: Card, frame: Frame, *, here: bool = False) -> Node:
    note = card.number or ("" if card.held else frame.say("name_only"))
    return Node(str(card.id), card.title, note, None if here else frame.link(card.address), not card.held, here)
