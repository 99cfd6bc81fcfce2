"""A stored document for readers: its tree, its display text, its links."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from gongbao.library.catalogue import Catalogue
from gongbao.library.ingest import source_of
from gongbao.library.links import Resolver
from gongbao.library.model import Card, OutlineEntry, StoredDocument, StoredPart, StoredProvision
from gongbao.library.names import address
from gongbao.library.schema import document, part, provision
from gongbao.text.model import Document, Kind, Move, Part, PartKind, Provision, Span

_BLANKS = " \t\r\n\f\v\u3000\u00a0"
_HEADING_MARK = re.compile(r"^#{1,6}\s+")


def read_model(connection: sa.Connection, card: Card) -> tuple[Document, str]:
    """The parser's tree of a document, rebuilt from the tables, and the text of the file its spans point into."""
    rows = _provision_rows(connection, card.id)
    below = _by_parent(rows)

    def build(row: Any) -> Provision:
        return Provision(
            kind=Kind(row.kind),
            eid=row.eid,
            place=row.place,
            num=row.num,
            heading=row.heading,
            spans=tuple(Span(start, end) for start, end in json.loads(row.spans)),
            children=tuple(build(child) for child in below[row.part_id, row.id]),
            warning=row.warning,
        )

    parts = tuple(
        Part(PartKind(each.kind), each.title, each.num, tuple(build(row) for row in below[each.id, None]))
        for each in _part_rows(connection, card.id)
    )
    model = Document(
        title=card.title,
        kind=card.kind,
        place=card.place,
        first_line=card.first_line,
        last_line=card.last_line,
        parts=parts,
        number=card.number,
        issuer=card.issuer,
        issued=card.date,
        effective=card.effective,
        period=card.period,
        interprets=card.interprets,
        moves=tuple(Move(*each) for each in json.loads(_moves(connection, card.id))),
    )
    return model, source_of(connection, card.id).text


def _moves(connection: sa.Connection, document_id: int) -> str:
    found = connection.scalar(sa.select(document.c.moves).where(document.c.id == document_id))
    return str(found or "[]")


def read_document(
    connection: sa.Connection,
    catalogue: Catalogue,
    card: Card,
    resolver_of: Callable[[Document], Resolver],
) -> StoredDocument:
    """The whole document; `resolver_of` gives what leads its references to their targets."""
    model, printed = read_model(connection, card)
    rows = _provision_rows(connection, card.id)
    below = _by_parent(rows)
    resolver = resolver_of(model)

    def build(row: Any) -> StoredProvision:
        kind = Kind(row.kind)
        text = display(row.printed, lines=kind is Kind.TABLE)
        return StoredProvision(
            id=row.id,
            kind=kind,
            eid=row.eid,
            place=row.place,
            num=row.num,
            heading=row.heading,
            text=text,
            body_start=_after_number(text, row.num),
            address=address(card.ref, row.place or None),
            first_line=row.first_line,
            last_line=row.last_line,
            warning=row.warning,
            links=resolver.links(text, row.place),
            children=tuple(build(child) for child in below[row.part_id, row.id]),
        )

    parts = tuple(
        StoredPart(PartKind(each.kind), each.title, each.num, tuple(build(row) for row in below[each.id, None]))
        for each in _part_rows(connection, card.id)
    )
    return StoredDocument(card, parts, catalogue.relations(card), model, printed)


def read_outline(connection: sa.Connection, card: Card) -> tuple[OutlineEntry, ...]:
    """All provisions of a document in reading order."""
    return tuple(
        OutlineEntry(
            id=row.id,
            kind=Kind(row.kind),
            eid=row.eid,
            place=row.place,
            num=row.num,
            heading=row.heading,
            text=row.normal,
            address=address(card.ref, row.place or None),
            first_line=row.first_line,
            last_line=row.last_line,
        )
        for row in _provision_rows(connection, card.id)
    )


def display(printed: str, *, lines: bool = False) -> str:
    """Printed words for the screen: broken lines joined, blanks at their ends and marks of Markdown headings dropped.

    With `lines` the line breaks stay, as tables need them.
    """
    kept = [_HEADING_MARK.sub("", line.strip(_BLANKS)) for line in printed.splitlines()]
    kept = [line for line in kept if line]
    if lines:
        return "\n".join(kept)
    text = ""
    for line in kept:
        blank = text and text[-1].isascii() and line[0].isascii() and text[-1].isalnum() and line[0].isalnum()
        text += f" {line}" if blank else line
    return text


def _after_number(text: str, num: str | None) -> int:
    at = 0
    for char in num or "":
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if at >= len(text) or text[at] != char:
            return 0
        at += 1
    while num and at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _provision_rows(connection: sa.Connection, document_id: int) -> Sequence[Any]:
    query = sa.select(provision).where(provision.c.document_id == document_id).order_by(provision.c.position)
    return connection.execute(query).all()


def _part_rows(connection: sa.Connection, document_id: int) -> Sequence[Any]:
    return connection.execute(sa.select(part).where(part.c.document_id == document_id).order_by(part.c.position)).all()


def _by_parent(rows: Sequence[Any]) -> defaultdict[tuple[int, int | None], list[Any]]:
    found: defaultdict[tuple[int, int | None], list[Any]] = defaultdict(list)
    for row in rows:
        found[row.part_id, row.parent_id].append(row)
    return found
