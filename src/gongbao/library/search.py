"""Search: what a person types becomes hits, best first.

Words separated by blanks must all be found; “…” is a phrase exactly as it stands. A word stands in a provision's own
text, or in the document's title or what stands above the provision; at least one stands in the text itself. Documents
whose 文号, date or title is meant come first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from gongbao.library import fulltext
from gongbao.library.catalogue import Catalogue
from gongbao.library.index import Flags, Index, Numbers
from gongbao.library.model import Card, SearchHit, SearchPage
from gongbao.library.names import address
from gongbao.library.query import Term, as_one_phrase, loosened, terms_of
from gongbao.library.schema import fact, provision
from gongbao.library.shelf import FACETS, Filters, Shelf, ValidityOf
from gongbao.library.snippets import marked, window
from gongbao.library.tokens import search_form

_SECONDARY = 0.7
"""An explanation or a list of contents repeats a document's words; matched about as well, the document comes first. So
does one whose text is held before one known by name only."""

_WORD, _ABOVE, _TITLE, _ARTICLE = 2.0, 0.3, 1.5, 50.0
"""What counts beside a phrase's own weight: that it is made of whole words; that it stands above, in the title; that
the provision is the article asked for."""

_SATURATION, _LENGTH = 1.2, 0.4  # of bm25
_ABOVE_CHARACTERS = 120
"""So many characters of each provision above are context: the lead-in of a list, not a whole section."""

Scores = npt.NDArray[np.float32]


class Corpus:
    """All that searches need of one state of the library."""

    def __init__(self, connection: sa.Connection, catalogue: Catalogue, validity_of: ValidityOf) -> None:
        forms = (*catalogue.forms, *catalogue.known_forms)
        cards = [card for card, _title, _number in forms]
        self.shelf = Shelf(cards, validity_of, _themes(connection))
        self.titles = [_title_form(card) for card in cards]
        self._all_titles = "".join(f"{title}\n" for title in self.titles)
        self._title_ends = list(accumulate(len(title) + 1 for title in self.titles))
        self.title_lengths = [max(1, len(card.title)) for card in cards]
        self.numbers = [number for _card, _title, number in forms]
        titles = [(card.id, title) for card, title in zip(cards, self.titles, strict=True)]
        self.index = Index(titles, fulltext.load(connection))

    def titles_with(self, form: str) -> Iterator[int]:
        """The places of the titles that hold a form, once for each time they do."""
        at = self._all_titles.find(form) if form else -1
        while at >= 0:
            yield bisect_right(self._title_ends, at)
            at = self._all_titles.find(form, at + len(form))

    def texts(self, at: int) -> list[str]:
        """The provisions of a document in searched form; `at` is its place on the shelf."""
        title = int(self.index.title_rows[at])
        return [self.index.text(row) for row in range(title + 1, title + 1 + int(self.index.below[title]))]

    @cached_property
    def length_weight(self) -> Scores:
        """bm25's share of a row's length."""
        lengths = self.index.lengths.astype(np.float32)
        weight: Scores = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(1.0, float(lengths.mean() or 1.0)))
        return weight.astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where one term stands."""

    rows: Numbers  # provisions and titles that hold it, ascending
    scores: Scores  # of each of `rows`
    above: Numbers  # rows whose first words hold it: context of what stands below
    titles: Flags  # by card: title, 文号 or date is meant
    closeness: Scores  # by card: how much of the title it is


def search(
    connection: sa.Connection, corpus: Corpus, query: str, filters: Filters, *, by_date: bool, limit: int, offset: int
) -> SearchPage:
    """One page of hits."""
    terms = terms_of(query, synonyms=filters.synonyms)
    whole = as_one_phrase(query)
    notes: tuple[str, ...] = ()
    if not terms and whole is None:
        return SearchPage(query, 0, offset, (), {name: {} for name in FACETS})
    matched = None
    if whole is not None:
        matched = _match(corpus, [whole])
        if matched.total:
            terms = [whole]
    if matched is None or not matched.total:
        matched = _match(corpus, terms)
    if not matched.total:
        apart = loosened(terms)
        if [term.forms for term in apart] != [term.forms for term in terms]:
            loose = _match(corpus, apart)
            if loose.total:
                matched, terms = loose, apart
                notes = ("没有连在一起的原词，已按“" + " ".join(term.text for term in apart) + "”分开查找",)
    return _page(connection, corpus, query, terms, matched, filters, by_date, limit, offset, notes)


@dataclass(frozen=True, slots=True)
class _Matched:
    """What a query finds, before filters."""

    cards: Numbers  # found by title, the closest first
    rows: Numbers  # provisions
    scores: Scores

    @property
    def total(self) -> int:
        return len(self.cards) + len(self.rows)


def _match(corpus: Corpus, terms: Sequence[Term]) -> _Matched:
    index = corpus.index
    found = [_find(corpus, term) for term in terms]
    cards = _named(corpus, terms, found)
    if len(found) == 1:
        only = found[0]
        texts = ~index.is_title[only.rows]
        return _Matched(cards, only.rows[texts], only.scores[texts])
    rows = _candidates(index, found)
    held: Flags = np.ones(len(rows), dtype=bool)
    scores: Scores = np.zeros(len(rows), dtype=np.float32)
    for each in found:
        weight = _rarity(index, len(each.rows))
        own, standing = _own(each, rows)
        leads: Flags = np.zeros(index.rows, dtype=bool)
        leads[each.above] = True
        below = index.beneath(rows, leads)
        cards_of = index.document_of[rows]
        held &= standing | below | each.titles[cards_of]
        scores += own + np.float32(weight * _ABOVE) * below
        scores += (each.closeness * np.float32(weight * _TITLE))[cards_of]
    return _Matched(cards, rows[held], scores[held])


def _candidates(index: Index, found: Sequence[_Found]) -> Numbers:
    """The provisions that hold one of the terms, of documents that hold all."""
    cards: Flags = np.ones(len(index.documents), dtype=bool)
    some: Flags = np.zeros(index.rows, dtype=bool)
    for each in found:
        holding = each.titles.copy()
        holding[index.document_of[each.rows]] = True
        cards &= holding
        some[each.rows] = True
    rows = np.flatnonzero(some).astype(np.int32)
    kept: Numbers = rows[cards[index.document_of[rows]] & ~index.is_title[rows]]
    return kept


def _own(found: _Found, rows: Numbers) -> tuple[Scores, Flags]:
    """The scores of rows by a term, and whether they hold it; both lists are ascending."""
    if not len(found.rows):
        return np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=bool)
    at = np.minimum(np.searchsorted(found.rows, rows), len(found.rows) - 1)
    standing = found.rows[at] == rows
    return np.where(standing, found.scores[at], np.float32(0)), standing


def _find(corpus: Corpus, term: Term) -> _Found:
    index = corpus.index
    places = [index.positions(form, whole=term.whole) for form in term.forms]
    sizes = [len(form) for form in term.forms]
    kept = [(at, size) for at, size in zip(places, sizes, strict=True) if len(at)]
    titles, closeness = _titles(corpus, term)
    if not kept:
        nothing = np.zeros(0, dtype=np.int32)
        return _Found(nothing, nothing.astype(np.float32), nothing, titles, closeness)
    positions = np.concatenate([at for at, _size in kept]) if len(kept) > 1 else kept[0][0]
    words = [index.words_at(at, size) for at, size in kept]
    if len(kept) > 1:
        order = np.argsort(positions, kind="stable")
        positions, word = positions[order], np.concatenate(words)[order]
    else:
        word = words[0]
    row_of = index.row_of[positions]
    begins = np.flatnonzero(np.diff(row_of, prepend=np.int32(-1)))
    rows = row_of[begins]
    counts = np.diff(np.append(begins, len(row_of))).astype(np.float32)
    whole_words = np.add.reduceat(word.astype(np.float32), begins)
    length = corpus.length_weight[rows]
    weight = np.float32(_rarity(index, len(rows)) * (_SATURATION + 1))
    scores = weight * (counts / (counts + length) + np.float32(_WORD) * whole_words / (whole_words + length))
    if term.article:
        scores = scores + np.where(positions[begins] == index.starts[rows], np.float32(_ARTICLE), np.float32(0))
    near = positions[begins] - index.starts[rows] < _ABOVE_CHARACTERS
    return _Found(rows, scores.astype(np.float32), rows[near], titles | _cards(index, rows), closeness)


def _cards(index: Index, rows: Numbers) -> Flags:
    """The cards whose title rows are among `rows`."""
    flags = np.zeros(len(index.documents), dtype=bool)
    flags[index.document_of[rows[index.is_title[rows]]]] = True
    return flags


def _rarity(index: Index, holding: int) -> float:
    """bm25's idf: how much it tells that a row holds a term."""
    return float(np.log1p((index.rows - holding + 0.5) / (holding + 0.5)))


def _titles(corpus: Corpus, term: Term) -> tuple[Flags, Scores]:
    """The cards that a term means by 文号, date or words of the title, and how close the title is to it."""
    size = len(corpus.titles)
    meant = np.zeros(size, dtype=bool)
    closeness = np.zeros(size, dtype=np.float32)
    if term.number is not None:
        numbered = [place for place, number in enumerate(corpus.numbers) if number == term.number]
        meant[numbered], closeness[numbered] = True, 1.0
    if term.days is not None:
        first, last = term.days
        meant |= (corpus.shelf.days >= first.toordinal()) & (corpus.shelf.days <= last.toordinal())
    if term.article or term.number is not None or term.days is not None:
        return meant, closeness
    lengths = corpus.title_lengths
    if term.parts:
        for place in set(corpus.titles_with(max(term.parts, key=len))):
            if _in_order(term.parts, corpus.titles[place]):
                meant[place], closeness[place] = True, 0.6 * len(term.forms[0]) / lengths[place]
    for form in reversed(term.forms):
        for place in corpus.titles_with(form):
            ends = len(form) > 1 and corpus.titles[place].endswith(form)
            closeness[place] = max(closeness[place], len(form) / lengths[place] + (0.1 if ends else 0))
    return meant, closeness


def _in_order(parts: Sequence[str], title: str) -> bool:
    """Whether a title holds all words one behind the other: 养犬 办法 in 养犬管理办法."""
    at = 0
    for part in parts:
        found = title.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _named(corpus: Corpus, terms: Sequence[Term], found: Sequence[_Found]) -> Numbers:
    """The cards that all terms mean, the closest first, explanations and lists of contents behind."""
    meant = np.ones(len(corpus.titles), dtype=bool)
    closeness = np.zeros(len(corpus.titles), dtype=np.float32)
    for each in found:
        meant &= each.titles
        closeness += each.closeness
    numbers = {term.number for term in terms if term.number is not None}
    if numbers and len(terms) == len(numbers):
        meant |= np.array([number in numbers for number in corpus.numbers], dtype=bool)
    at = np.flatnonzero(meant)
    closeness = np.where(corpus.shelf.secondary | ~corpus.shelf.held, closeness * _SECONDARY, closeness)
    return at[np.lexsort((at, -closeness[at]))].astype(np.int32)


def _page(
    connection: sa.Connection,
    corpus: Corpus,
    query: str,
    terms: Sequence[Term],
    matched: _Matched,
    filters: Filters,
    by_date: bool,
    limit: int,
    offset: int,
    notes: tuple[str, ...],
) -> SearchPage:
    index, shelf = corpus.index, corpus.shelf
    rows, scores = (matched.rows[:0], matched.scores[:0]) if filters.titles_only else (matched.rows, matched.scores)
    card_of = index.document_of[rows]
    per_card = np.bincount(card_of, minlength=len(shelf.cards)).astype(np.int64)
    per_card[matched.cards] += 1
    allowed = shelf.allowed(filters)
    total = int(per_card[allowed].sum())
    cards = matched.cards[allowed[matched.cards]]
    if not allowed.all():
        keep = allowed[card_of]
        rows, scores, card_of = rows[keep], scores[keep], card_of[keep]
    if by_date:
        page = _by_date(corpus, cards, rows, limit, offset)
    else:
        scores = np.where(shelf.secondary[card_of], scores * np.float32(_SECONDARY), scores)
        skip = max(0, offset - len(cards))
        wanted = max(0, limit - max(0, len(cards) - offset))
        ranked = rows[_best(scores, skip + wanted)[skip:]]
        page = np.concatenate([index.title_rows[cards[offset : offset + limit]], ranked])
    return SearchPage(
        query,
        total,
        offset,
        tuple(_hits(connection, corpus, page.tolist(), terms)),
        shelf.facets(per_card, filters),
        titles=len(cards),
        also=tuple(dict.fromkeys(name for term in terms for name in term.also)),
        notes=notes,
    )


def _best(scores: Scores, count: int) -> Numbers:
    """The places of the `count` highest scores in order; of equal ones the first in reading order."""
    if count <= 0 or not len(scores):
        return np.zeros(0, dtype=np.int32)
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        places = np.flatnonzero(scores >= least)
    else:
        places = np.arange(len(scores))
    order = np.lexsort((places, -scores[places]))
    return places[order][:count].astype(np.int32)


def _by_date(corpus: Corpus, cards: Numbers, rows: Numbers, limit: int, offset: int) -> Numbers:
    """Newest document first, undated ones last; within a document its title, then reading order."""
    index, days = corpus.index, corpus.shelf.days
    both = np.concatenate([index.title_rows[cards], rows])
    order = np.lexsort((both, -days[index.document_of[both]]))[offset : offset + limit]
    page: Numbers = both[order]
    return page


def _hits(connection: sa.Connection, corpus: Corpus, rows: Sequence[int], terms: Sequence[Term]) -> list[SearchHit]:
    index, cards = corpus.index, corpus.shelf.cards
    ids = [int(index.provision_of[row]) for row in rows if not index.is_title[row]]
    named = {}
    for start in range(0, len(ids), 500):
        query = sa.select(provision.c.id, provision.c.place, provision.c.eid)
        query = query.where(provision.c.id.in_(ids[start : start + 500]))
        named.update({row[0]: (row[1], row[2]) for row in connection.execute(query)})
    found = []
    for row in rows:
        card = cards[int(index.document_of[row])]
        if index.is_title[row]:
            text = f"{card.number} {card.title}" if card.number else card.title
            found.append(SearchHit(card, "", "", card.address, marked(text, terms)))
            continue
        place, eid = named[int(index.provision_of[row])]
        shown = window(index.text(row), terms, partial(_shown, index, int(index.starts[row])))
        found.append(SearchHit(card, place, eid, address(card.ref, place), shown))
    return found


def _shown(index: Index, begin: int, start: int, end: int) -> str:
    return index.shown(begin + start, begin + end)


def _themes(connection: sa.Connection) -> dict[int, str]:
    """The 主题分类 of the documents that print one."""
    query = sa.select(fact.c.document_id, fact.c.value).where(fact.c.field == "主题分类")
    return {row[0]: row[1] for row in connection.execute(query)}


def _title_form(card: Card) -> str:
    """Number and title, as words are looked for in them. The number of a document known by name only is left out: a
    body's name in it would put hundreds of orders (国家发展和改革委员会令…) before the provisions that name it."""
    title = search_form(card.title)
    if not card.held:
        return title
    return f"{search_form(card.number)} {title}" if card.number else title
