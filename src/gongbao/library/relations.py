"""Relations between the documents of a library: stored as the texts state them, resolved anew whenever it grows.

What is stored is what a text prints: kind, title, number, place, words. Which document of the library that is, or which
one is known by name only, is found when the catalogue is made, so that a law that comes in later resolves the mentions
that were there before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import sqlalchemy as sa

from gongbao.library.identity import Identities, Named
from gongbao.library.model import Card, Known, NamedAt, Record, Related
from gongbao.library.names import number_form
from gongbao.library.schema import document, fact, relation
from gongbao.text.metadata import Fact, Field, metadata
from gongbao.text.model import Document, Gazette
from gongbao.text.relations import RelationKind, StatedRelation, Target, stated_relations

RELATIONS_VERSION = "1"
"""Raised with every change of what `metadata` or `stated_relations` give; stored rows are then made anew."""


class Row(NamedTuple):
    """A stored relation."""

    document_id: int
    kind: RelationKind
    title: str | None
    number: str | None
    bodies: str | None
    issued: date | None
    place: str
    words: str
    extent: str | None
    since: str | None
    row: int | None
    bundle: int | None
    implementer: str | None

    @property
    def named(self) -> str:
        """The other document as printed."""
        return Target(self.title, self.number).name


def rows_of(
    document_id: int, gazette: Gazette, found: Document
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of a document's facts and relations."""
    facts: list[dict[str, object]] = [
        {
            "document_id": document_id,
            "position": position,
            "field": str(each.field),
            "value": each.value,
            "place": each.place,
            "words": each.words,
            "basis": each.basis,
        }
        for position, each in enumerate(metadata(gazette, found))
    ]
    relations = [
        _relation_row(document_id, position, each) for position, each in enumerate(stated_relations(gazette, found))
    ]
    return facts, relations


def _relation_row(document_id: int, position: int, each: StatedRelation) -> dict[str, object]:
    return {
        "document_id": document_id,
        "position": position,
        "kind": str(each.kind),
        "title": each.target.title,
        "number": each.target.number,
        "bodies": each.target.bodies,
        "issued": each.target.issued,
        "place": each.place,
        "words": each.words,
        "extent": each.extent,
        "since": each.since,
        "list_row": each.row,
        "bundle": each.bundle,
        "implementer": each.implementer,
    }


def load_rows(connection: sa.Connection) -> tuple[Row, ...]:
    """All stored relations, by document and place."""
    columns = (
        relation.c.document_id, relation.c.kind, relation.c.title, relation.c.number, relation.c.bodies,
        relation.c.issued, relation.c.place, relation.c.words, relation.c.extent, relation.c.since,
        relation.c.list_row, relation.c.bundle, relation.c.implementer,
    )  # fmt: skip
    query = sa.select(*columns).order_by(relation.c.document_id, relation.c.position)
    return tuple(Row._make((row[0], RelationKind(row[1]), *row[2:])) for row in connection.execute(query))


def load_facts(connection: sa.Connection, document_id: int) -> tuple[Fact, ...]:
    """The facts of one document."""
    columns = (fact.c.field, fact.c.value, fact.c.place, fact.c.words, fact.c.basis)
    query = sa.select(*columns).where(fact.c.document_id == document_id).order_by(fact.c.position)
    return tuple(Fact(Field(row[0]), *row[1:]) for row in connection.execute(query))


def facts_of(connection: sa.Connection, field: Field) -> dict[int, Fact]:
    """One field of all documents, by document."""
    columns = (fact.c.document_id, fact.c.value, fact.c.place, fact.c.words, fact.c.basis)
    query = sa.select(*columns).join(document).where(fact.c.field == str(field))
    return {row[0]: Fact(field, *row[1:]) for row in connection.execute(query)}


@dataclass(frozen=True)
class Web:
    """All relations of a library, resolved; made once for each state of it."""

    cards: tuple[Card, ...]  # held documents
    rows: tuple[Row, ...]
    records: tuple[Record, ...]

    @cached_property
    def identities(self) -> Identities:
        """Which names mean which documents."""
        by_id = {card.id: card for card in self.cards}
        named = [
            Named(row.title, row.number, row.bodies, row.issued, by_id[row.document_id], row.kind, row.bundle)
            for row in self._outward
        ]
        return Identities(self.cards, named, self.records)

    @cached_property
    def _outward(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind not in (RelationKind.ANNEX, RelationKind.INTERPRETS))

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """All relations, each with both its documents."""
        by_id = {card.id: card for card in self.cards}
        found: list[Related] = []
        for row, targets in zip(self._outward, self.identities.targets, strict=True):
            source = by_id[row.document_id]
            found += [
                Related(row.kind, source, target, row.place, row.words, row.named, row.extent, row.since, row.row)
                for target in targets
            ]
        return tuple(found)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Documents known by name only: those entered, and those that the texts name; by title."""
        named_at: defaultdict[int, list[NamedAt]] = defaultdict(list)
        names: defaultdict[int, dict[str, None]] = defaultdict(dict)
        extra: dict[int, Row] = {}
        by_id = {card.id: card for card in self.cards}
        for row, targets in zip(self._outward, self.identities.targets, strict=True):
            for target in targets:
                if not target.held:
                    named_at[target.id].append(NamedAt(by_id[row.document_id], row.kind, row.place, row.words))
                    if row.title and row.title != target.title:
                        names[target.id][row.title] = None
                    if row.bundle or row.implementer or row.kind in _LISTS:
                        extra.setdefault(target.id, row)
        made: list[Known] = []
        for card, record in self.identities.known:
            maker, basis = (record.maker if record else None) or card.issuer, None
            if maker is None:
                maker, basis = self._maker_of(card)
            known = Known(
                card=card,
                record=record,
                named_at=tuple(named_at[card.id]),
                other_names=tuple(names[card.id]),
                bundle=extra[card.id].bundle if card.id in extra else None,
                implementer=(record.implementer if record else None)
                or (extra[card.id].implementer if card.id in extra else None),
                maker=maker,
                maker_basis=basis,
            )
            made.append(known)
        return tuple(made)

    @cached_property
    def _makers(self) -> dict[tuple[str, str], Counter[str]]:
        """Who issued the held documents of a series of numbers in a place."""
        found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for card in self.cards:
            if card.number and card.issuer and card.place:
                found[card.place, _series(card.number)][card.issuer] += 1
        return dict(found)

    def _maker_of(self, card: Card) -> tuple[str | None, str | None]:
        """The maker of a document by place and series together; none where the held ones of the series differ much."""
        issuers = self._makers.get((card.place, _series(card.number))) if card.number and card.place else None
        if not issuers:
            return None, None
        issuer, count = issuers.most_common(1)[0]
        total = issuers.total()
        if 3 * count < 2 * total:
            return None, None
        return issuer, f"按{card.place}“{_series(card.number or '')}”系列认定：文库收录的{total}件中{count}件由它发文"

    @cached_property
    def by_source(self) -> dict[int, tuple[Related, ...]]:
        """What each document says of others."""
        return _grouped(self.related, source=True)

    @cached_property
    def by_target(self) -> dict[int, tuple[Related, ...]]:
        """What is said of each document."""
        return _grouped(self.related, source=False)


_LISTS = (RelationKind.KEEPS, RelationKind.REPEALS, RelationKind.LAPSES, RelationKind.TO_AMEND)


def _series(number: str) -> str:
    return number_form(number).partition("|")[0]


def _grouped(related: Iterable[Related], *, source: bool) -> dict[int, tuple[Related, ...]]:
    found: defaultdict[int, list[Related]] = defaultdict(list)
    for each in related:
        found[each.source.id if source else each.target.id].append(each)
    return {id_: tuple(group) for id_, group in found.items()}
