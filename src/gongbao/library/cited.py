"""References stored by the name they give, so that a document that comes later is found by what cited it before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from gongbao.library.citations import Citation, citations_of
from gongbao.library.links import Resolver
from gongbao.library.model import Card
from gongbao.library.names import number_form
from gongbao.library.schema import citation
from gongbao.library.targets import Targets, law_form
from gongbao.text.finding import Finder
from gongbao.text.model import Document, Provision
from gongbao.text.places import PlaceError, parse_place
from gongbao.text.structure.numbering import ordinal

_ARTICLE = re.compile(r"^(.*?第)([零〇一二三四五六七八九十百千\d]+)(条(?:之[一二三四五六七八九十]+)?)")


@dataclass(frozen=True, slots=True)
class Citing:
    """A place where a document is referred to."""

    card: Card  # the document that refers
    place: str  # the provision of it whose words refer
    words: str
    target_place: str  # what is referred to; empty: the document as a whole
    exact: bool  # False: the reference is to something that holds the place asked for


@dataclass(frozen=True, slots=True)
class CitationFigures:
    """Counts of references, each to one target."""

    own: int = 0  # to the document's own provisions, found
    own_missing: int = 0
    held: int = 0  # to documents held, as a whole
    law_articles: int = 0  # to provisions of documents held, found
    missing: int = 0  # to a provision that the held document does not have
    not_held: int = 0  # to documents that are known by name only, or not at all

    @property
    def resolved(self) -> int:
        """Those that lead somewhere."""
        return self.own + self.held + self.law_articles

    @property
    def unresolved(self) -> int:
        """Those that do not."""
        return self.own_missing + self.missing + self.not_held


def citation_rows(document: Document, text: str, document_id: int) -> Iterator[dict[str, Any]]:
    """The references of a document for the table; `text`: what the document's spans point into."""
    for each in citations_of(document, text, Resolver(document)):
        own = each.target == "own"
        name = each.title or ""
        yield {
            "document_id": document_id,
            "place": each.place,
            "start": each.start,
            "end": each.end,
            "words": each.words,
            "kind": each.kind,
            "own": own,
            "title": name,
            "title_form": law_form(name) if name and not own else None,
            "number_form": number_form(each.number) if each.number and not own else None,
            "target_place": each.target_place,
            "target_last": each.target_last,
            "found": each.found,
            "exact": each.exact,
        }


def cited_by(
    connection: sa.Connection,
    cards: Mapping[int, Card],
    targets: Targets,
    card: Card,
    place: str | None,
    finder: Finder | None = None,
) -> tuple[Citing, ...]:
    """Where a document or a place of it is referred to, in the order of the documents that refer.

    `finder`: the document's places, where it is one of several books of a code: what it does not have is not its own.
    """
    titles, numbers = targets.names_of(card)
    named = sa.or_(
        sa.and_(citation.c.own, citation.c.document_id == card.id),
        citation.c.title_form.in_(titles),
        citation.c.number_form.in_(numbers),
    )
    query = sa.select(citation).where(named).order_by(citation.c.document_id, citation.c.id)
    meant: dict[tuple[str, str | None, str, int], bool] = {}
    found: list[Citing] = []
    for row in connection.execute(query):
        source = cards.get(row.document_id)
        if source is None or (row.own and not row.target_place):
            continue
        fits = _fits(place, row.target_place, row.target_last)
        if fits is None:
            continue
        if not row.own:
            key = (row.title, row.number_form, source.place, source.gazette_id)
            if key not in meant:
                meant[key] = _means(targets, row, source, card)
            if not meant[key] or source.id == card.id:
                continue
            if row.target_place and finder is not None and not _has(finder, row.target_place):
                continue  # another book of the code, or another version of the law
        found.append(Citing(source, row.place, row.words, row.target_place, fits and row.exact))
    return tuple(found)


def _means(targets: Targets, row: Any, source: Card, card: Card) -> bool:
    """Whether a name, beside the document that gives it, may mean this card."""
    if not card.held:  # known by name only: what names it names nothing that is held
        return not targets.titled(row.title, source) if row.title else True
    if row.title:
        named = targets.titled(row.title, source)
        if named:
            return any(each.id == card.id for each in named)
    if row.number_form:
        place, number = source.place, row.number_form
        return place == card.place and card.number is not None and number_form(card.number) == number
    return False


def _fits(asked: str | None, place: str, last: str) -> bool | None:
    """True: the place itself or below it; False: what holds it; None: neither."""
    if not asked:
        return True
    if place == asked or _below(place, asked):
        return True
    if last and _in_range(asked, place, last):
        return True
    return False if place and _below(asked, place) else None


def _below(place: str, above: str) -> bool:
    return place.startswith(above) and place[len(above) : len(above) + 1] not in ("之", "")


def _in_range(asked: str, first: str, last: str) -> bool:
    numbers = []
    for place in (first, asked, last):
        match = _ARTICLE.match(place)
        if match is None:
            return False
        numbers.append(ordinal(match[2]))
    return numbers[0] <= numbers[1] <= numbers[2]


def figures(
    connection: sa.Connection,
    targets: Targets,
    cards: Sequence[Card],
    finder_of: Callable[[Card], Finder],
) -> CitationFigures:
    """Counts over some documents: each document that is referred to is looked into once."""
    chosen = {card.id: card for card in cards}
    own = own_missing = held = not_held = 0
    wanted: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    candidates: dict[tuple[str, int], list[Card]] = {}
    for row in connection.execute(sa.select(citation)):
        source = chosen.get(row.document_id)
        if source is None:
            continue
        if row.own:
            own, own_missing = own + row.found, own_missing + (not row.found)
            continue
        if not row.title and row.number_form is None:
            not_held += 1
            continue
        named = targets.titled(row.title, source) if row.title else []
        if not named and row.number_form is not None:
            named = targets.by_number_form(row.number_form, source.place)
        if not named:
            not_held += 1
        elif not row.target_place:
            held += 1
        else:
            key = (row.target_place, row.id)
            candidates[key] = targets.version(named, source.date)
            wanted[candidates[key][0].id].append(key)
    law_articles = missing = 0
    for keys in wanted.values():
        for place, id_ in keys:
            if any(_has(finder_of(card), place) for card in candidates[place, id_]):
                law_articles += 1
            else:
                missing += 1
    return CitationFigures(own, own_missing, held, law_articles, missing, not_held)


def _has(finder: Finder, place: str) -> bool:
    try:
        return isinstance(finder.locate(parse_place(place)), Provision)
    except PlaceError:
        return False


__all__ = ["Citation", "CitationFigures", "Citing", "citation_rows", "cited_by", "figures"]
