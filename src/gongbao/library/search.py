"""Search: what a person types becomes hits, best first.

Words separated by blanks must all be found; “…” is one phrase. A word stands in a provision's own text, or in the
document's title or what stands above the provision; at least one word stands in the text itself. Documents whose
文号 or title matches come first.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from gongbao.library import fulltext
from gongbao.library.catalogue import Catalogue
from gongbao.library.model import Card, SearchHit, SearchPage, Segment, State
from gongbao.library.names import NUMBER, address, number_form
from gongbao.library.schema import provision
from gongbao.library.tokens import BOUNDARY, characters, fold, pieces, searchable, words
from gongbao.library.validity import validity

QUERY_CHARACTERS = 200
"""Longer queries are cut."""

_TERMS = 12
_BEFORE, _SNIPPET = 24, 110
_SECONDARY = 0.7
"""An explanation or a list of contents repeats a document's words; matched about as well, the document comes first."""
_QUOTED = re.compile(r"[“\"「『](.+?)[”\"」』]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word, phrase or 文号 of a query."""

    text: str
    tokens: tuple[str, ...]
    number: str | None = None  # the compared form, of a 文号


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must fulfil; None is anything."""

    place: str | None = None
    year: int | None = None
    kind: str | None = None
    issuer: str | None = None
    on: date | None = None

    def fits(self, card: Card, *, but: str = "") -> bool:
        """Whether a card passes all filters, `but` left out."""
        return (
            (self.place is None or but == "place" or card.place == self.place)
            and (self.year is None or but == "year" or (card.date is not None and card.date.year == self.year))
            and (self.kind is None or but == "kind" or card.kind == self.kind)
            and (self.issuer is None or but == "issuer" or card.issuer == self.issuer)
            and (self.on is None or validity(card, self.on).state is State.IN_FORCE)
        )


def terms_of(query: str) -> list[Term]:
    """The terms of a query; text that holds nothing to search for gives none."""
    text = query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")[:QUERY_CHARACTERS]
    found: list[Term] = []

    def take(piece: str, number: str | None = None) -> str:
        tokens = characters(piece)
        while tokens and tokens[0] == BOUNDARY:
            del tokens[0]
        while tokens and tokens[-1] == BOUNDARY:
            del tokens[-1]
        term = Term(piece.strip(), tuple(tokens), number)
        if tokens and len(found) < _TERMS and term.tokens not in {each.tokens for each in found}:
            found.append(term)
        return " "

    def take_number(match: re.Match[str]) -> str:
        if not match["series"]:
            return match[0]
        return take(f"{match['series']}〔{match['year']}〕{int(match['n'])}号", number_form(match[0]))

    rest = _QUOTED.sub(lambda match: take(match[1]), text)
    rest = NUMBER.sub(take_number, fold(rest))
    for piece in rest.split():
        take(piece)
    return found


def expression(terms: Sequence[Term]) -> str:
    """The FTS5 expression of a query. Each term is quoted: nothing that is typed is read as syntax."""
    bodies = [fulltext.phrase(term.tokens) for term in terms]
    cut = [fulltext.phrase(words(term.text)) for term in terms]
    if len(terms) == 1:
        return f"body : {bodies[0]} OR words : {cut[0]}"
    each = " AND ".join(
        f"({{body context}} : {body} OR words : {word})" for body, word in zip(bodies, cut, strict=True)
    )
    return f"{each} AND ({' OR '.join(f'body : {body}' for body in bodies)})"


def search(
    connection: sa.Connection,
    catalogue: Catalogue,
    document_of: array[int],
    query: str,
    filters: Filters,
    *,
    limit: int,
    offset: int,
) -> SearchPage:
    """One page of hits; `document_of` gives the document of each provision by its id."""
    terms = terms_of(query)
    if not terms:
        return SearchPage(query, 0, offset, (), {name: {} for name in ("place", "year", "kind", "issuer")})
    matched = fulltext.match(connection, expression(terms))
    per_document = Counter([document_of[row] for row, _score in matched])
    named = _named(catalogue, terms)
    per_document.update(card.id for card in named)
    allowed = {id_ for id_ in per_document if filters.fits(catalogue.by_id[id_])}
    total = sum(per_document[id_] for id_ in allowed)

    documents = [card for card in named if card.id in allowed]
    hits = [_document_hit(card, terms) for card in documents[offset : offset + limit]]
    wanted = limit - len(hits)
    if wanted > 0:
        skip = max(0, offset - len(documents))
        if len(allowed) < len(per_document):
            matched = [pair for pair in matched if document_of[pair[0]] in allowed]
        secondary = {id_ for id_ in allowed if _is_secondary(catalogue.by_id[id_])}
        ranked = sorted(
            matched,
            key=lambda pair: (pair[1] * _SECONDARY if document_of[pair[0]] in secondary else pair[1], pair[0]),
        )[skip : skip + wanted]
        hits += _provision_hits(connection, catalogue, [row for row, _score in ranked], terms)
    return SearchPage(query, total, offset, tuple(hits), _facets(catalogue, per_document, filters))


def _is_secondary(card: Card) -> bool:
    return card.kind == "解读" or (card.kind == "目录" and card.number is None)


def load_documents_of_provisions(connection: sa.Connection) -> array[int]:
    """The document of each provision, by the provision's id; facets are counted with it."""
    rows = connection.execute(sa.select(provision.c.id, provision.c.document_id)).all()
    found = array("q", bytes(8 * (max((row[0] for row in rows), default=0) + 1)))
    for id_, document_id in rows:
        found[id_] = document_id
    return found


def _named(catalogue: Catalogue, terms: Sequence[Term]) -> list[Card]:
    """Documents whose 文号 is asked for or whose title holds all words, the closest first."""
    numbers = {term.number for term in terms if term.number}
    asked = [fold(term.text) for term in terms if not term.number]
    length = sum(map(len, asked))
    found: list[tuple[float, int, Card]] = []
    for at, (card, title, number) in enumerate(catalogue.forms):
        by_number = number in numbers
        if numbers and not by_number:
            continue
        in_title = all(word in title for word in asked)
        if in_title or by_number:
            found.append((-length / max(1, len(title)) if in_title else 1.0, at, card))
    return [card for _rank, _at, card in sorted(found, key=lambda entry: entry[:2])]


def _document_hit(card: Card, terms: Sequence[Term]) -> SearchHit:
    text = f"{card.number} {card.title}" if card.number else card.title
    return SearchHit(card, "", "", card.address, _segments(text, _hits(text, terms), 0, len(text)))


def _provision_hits(
    connection: sa.Connection, catalogue: Catalogue, ids: Sequence[int], terms: Sequence[Term]
) -> list[SearchHit]:
    columns = (provision.c.id, provision.c.document_id, provision.c.place, provision.c.eid, provision.c.printed)
    rows = {row.id: row for row in connection.execute(sa.select(*columns).where(provision.c.id.in_(ids)))}
    found = []
    for id_ in ids:
        row = rows[id_]
        card = catalogue.by_id[row.document_id]
        found.append(
            SearchHit(card, row.place, row.eid, address(card.ref, row.place), snippet(searchable(row.printed), terms))
        )
    return found


def snippet(text: str, terms: Sequence[Term]) -> tuple[Segment, ...]:
    """A window of the text around the first hits; left-out text is shown as …."""
    hits = _hits(text, terms)
    first = hits[0][0] if hits else 0
    start = 0 if first <= _BEFORE * 2 else first - _BEFORE
    end = min(len(text), start + _SNIPPET)
    return _segments(text, hits, start, end)


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    standing = pieces(text)
    tokens = [piece[0] for piece in standing]
    for term in terms:
        size = len(term.tokens)
        for at in range(len(tokens) - size + 1):
            if tokens[at] == term.tokens[0] and tuple(tokens[at : at + size]) == term.tokens:
                found.append((standing[at][1], standing[at + size - 1][2]))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _segments(text: str, hits: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Segment, ...]:
    found: list[Segment] = [Segment("…", False)] if start else []
    at = start
    for first, last in hits:
        if first >= end or last <= start:
            continue
        if first > at:
            found.append(Segment(text[at:first], False))
        found.append(Segment(text[max(first, at) : min(last, end)], True))
        at = min(last, end)
    if at < end:
        found.append(Segment(text[at:end], False))
    if end < len(text):
        found.append(Segment("…", False))
    return tuple(found)


def _facets(catalogue: Catalogue, per_document: Mapping[int, int], filters: Filters) -> dict[str, dict[str, int]]:
    facets: dict[str, dict[str, int]] = {}
    for name in ("place", "year", "kind", "issuer"):
        counted: Counter[str] = Counter()
        for id_, count in per_document.items():
            card = catalogue.by_id[id_]
            value = (card.date and str(card.date.year)) if name == "year" else getattr(card, name)
            if value and filters.fits(card, but=name):
                counted[value] += count
        facets[name] = dict(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))
    return facets
