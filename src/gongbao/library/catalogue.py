"""All cards of the library in memory: filters, names, relations, validity. A library has some thousand documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import sqlalchemy as sa

from gongbao.library.effects import effects_of, effects_of_record, newer_versions, own_amendments
from gongbao.library.identity import core, with_record
from gongbao.library.model import Card, Known, Record, Related, Relations, Validity
from gongbao.library.names import (
    address,
    likeness,
    loose_title_form,
    number_form,
    split_citation,
    title_form,
)
from gongbao.library.records import load_records
from gongbao.library.relations import Web, facts_of, load_rows
from gongbao.library.schema import document, gazette, ingest, provision, source_file
from gongbao.library.tokens import fold
from gongbao.library.validity import CIVIL_CODE, Effect, Life, iso_day, life, state_of
from gongbao.text import Dated, quoted
from gongbao.text.metadata import Fact, Field
from gongbao.text.relations import RelationKind

_ALIKE = 0.88
"""Titles less alike than this are not taken for the same document; the 解读 of the five gazettes lie above."""


@dataclass(frozen=True)
class Catalogue:
    """Cards in the order of gazettes and documents, with the indexes over their names."""

    cards: tuple[Card, ...]
    by_id: dict[int, Card]
    forms: tuple[tuple[Card, str, str | None], ...]  # each card with its title folded and its number's compared form
    _by_name: dict[str, tuple[Card, ...]]
    _by_number: dict[str, tuple[Card, ...]]
    _by_title: dict[str, tuple[Card, ...]]
    _by_loose_title: dict[str, tuple[Card, ...]]
    _by_local_title: dict[str, tuple[Card, ...]]  # without the name of the place, or of the state
    _position: dict[int, int]
    web: Web  # relations, and the documents known by name only
    laws: dict[str, str]  # addresses of the articles of the Civil Code that are held

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Documents known by name only, by their cards' ids from -1 down."""
        return self.web.known

    @cached_property
    def known_by_id(self) -> dict[int, Known]:
        """The same by id."""
        return {each.card.id: each for each in self.known}

    @cached_property
    def known_forms(self) -> tuple[tuple[Card, str, str | None], ...]:
        """Each document known by name with its title folded and its number's compared form, as `forms` has the held."""
        return tuple(
            (each.card, fold(each.card.title), number_form(each.card.number) if each.card.number else None)
            for each in self.known
        )

    @cached_property
    def _known_names(self) -> tuple[dict[str, tuple[Card, ...]], ...]:
        cards = [each.card for each in self.known]
        other = {each.card.id: each.other_names for each in self.known}
        titles = [
            _index(cards, lambda card: title_form(card.ref), lambda card: title_form(card.key)),
            _index(cards, lambda card: number_form(card.number) if card.number else None),
            _index(cards, lambda card: title_form(card.title)),
            _index(cards, lambda card: core(card.title)),
        ]
        further: defaultdict[str, dict[int, Card]] = defaultdict(dict)
        for card in cards:
            for name in other[card.id]:
                further[title_form(name)][card.id] = card
        return (*titles, {name: tuple(group.values()) for name, group in further.items()})

    @cached_property
    def _newer(self) -> dict[int, Effect]:
        changed = {
            id_: max(days)
            for id_, related in self._own_changes.items()
            if (days := [day for each in related if (day := iso_day(each.since or ""))])
        }
        return newer_versions(self.cards, changed)

    @cached_property
    def _own_changes(self) -> dict[int, tuple[Related, ...]]:
        found: defaultdict[int, list[Related]] = defaultdict(list)
        for row in self.web.rows:
            if row.kind is RelationKind.AMENDED_BY:
                card = self.by_id[row.document_id]
                found[card.id].append(Related(row.kind, card, card, row.place, row.words, row.named, None, row.since))
        return {id_: tuple(group) for id_, group in found.items()}

    @cached_property
    def _lives(self) -> dict[int, Life]:
        return {}

    def life(self, card: Card) -> Life:
        """The days of a document with all that ends or changes it; reckoned once."""
        found = self._lives.get(card.id)
        if found is None:
            record = self.record_of(card)
            effects = effects_of(self.web.by_target.get(card.id, ()), lambda other: life(other))
            effects += own_amendments(self._own_changes.get(card.id, ()), card)
            if record:
                effects += effects_of_record(record)
                card = with_record(card, record) if card.held else card
            if card.id in self._newer:
                effects += (self._newer[card.id],)
            found = self._lives[card.id] = life(card, effects, self.laws)
        return found

    def validity(self, card: Card, on: date) -> Validity:
        """The state of a document on a day, with reasons from its own words and from what other documents say."""
        return state_of(self.life(card), on)

    def record_of(self, card: Card) -> Record | None:
        """What the office entered of a document, held or known by name."""
        if card.held:
            return self.web.identities.attached.get(card.id)
        known = self.known_by_id.get(card.id)
        return known.record if known else None

    def documents(
        self,
        *,
        on: date | None = None,
        place: str | None = None,
        kind: str | None = None,
        year: int | None = None,
        issuer: str | None = None,
    ) -> list[Card]:
        """Cards that pass all filters given."""
        return [
            card
            for card in self.cards
            if (place is None or card.place == place or card.place[:-1] == place)
            and (kind is None or card.kind == kind)
            and (year is None or (card.date is not None and card.date.year == year))
            and (issuer is None or card.issuer == issuer)
            and (on is None or self.validity(card, on).state.applies)
        ]

    def resolve(self, ref: str, *, known: bool = False) -> list[Card]:
        """The documents that a name may mean: ref, key, 文号, title, in any usual form, a place behind it ignored.

        With `known`, those known by name only as well; held ones go before them.
        """
        form = title_form(ref)
        if known and form not in self._by_name and (exact := self._known_names[0].get(form)):
            return list(exact)
        found = self._named(ref)
        name, place = split_citation(ref)
        if not found and place is not None:
            found = self._named(name)
        if known and not found:
            found = self._named_only(ref) or (self._named_only(name) if place is not None else ())
        return list(found)

    def _named_only(self, name: str) -> tuple[Card, ...]:
        by_name, by_number, by_title, by_core, further = self._known_names
        form = title_form(name)
        return (
            by_name.get(form)
            or by_number.get(number_form(name))
            or by_title.get(form)
            or further.get(form)
            or by_core.get(core(name))
            or ()
        )

    def titled(self, title: str, *, beside: Card | None = None) -> list[Card]:
        """Documents of a title: exactly, else as a 解读 shortens it, else the one that is most alike.

        `beside` prefers documents of the same gazette, then of the same place, and is itself left out.
        """
        for found in (
            self._by_title.get(title_form(title), ()),
            self._by_loose_title.get(loose_title_form(title), ()),
        ):
            near = _nearest(found, beside)
            if near:
                return near
        return []

    def numbered(self, number: str, *, place: str) -> tuple[Card, ...]:
        """Documents of a 文号 within a place."""
        return tuple(card for card in self._by_number.get(number_form(number), ()) if card.place == place)

    def alike(self, title: str, *, beside: Card) -> list[Card]:
        """The one document of the same gazette, no 解读, whose title is most like the given one; or none."""
        form = loose_title_form(title)
        ranked = sorted(
            ((likeness(form, loose_title_form(card.title)), card) for card in self.in_gazette(beside)),
            key=lambda pair: -pair[0],
        )
        ranked = [pair for pair in ranked if pair[1].id != beside.id and pair[1].kind != "解读"]
        return [ranked[0][1]] if ranked and ranked[0][0] >= _ALIKE else []

    def in_gazette(self, card: Card) -> list[Card]:
        """All documents of the card's gazette in order."""
        return [other for other in self.cards if other.gazette_id == card.gazette_id]

    def relations(self, card: Card) -> Relations:
        """What belongs to a document."""
        at = self._position[card.id]
        previous = self.cards[at - 1] if at > 0 else None
        following = self.cards[at + 1] if at + 1 < len(self.cards) else None
        same = self._by_number.get(number_form(card.number), ()) if card.number else ()
        return Relations(
            interprets=self._interpreted.get(card.id),
            interpreted_by=tuple(
                self.by_id[other] for other, target in self._interpreted.items() if target.id == card.id
            ),
            same_number=tuple(other for other in same if other.id != card.id and other.place == card.place),
            previous=previous if previous and previous.gazette_id == card.gazette_id else None,
            next=following if following and following.gazette_id == card.gazette_id else None,
            stated=self.web.by_source.get(card.id, ()),
            said_of_it=self.web.by_target.get(card.id, ()),
        )

    @cached_property
    def _interpreted(self) -> dict[int, Card]:
        """For each 解读 the document that it explains, where exactly one is found."""
        found = {}
        for card in self.cards:
            if card.interprets:
                targets = self.titled(card.interprets, beside=card) or self.alike(card.interprets, beside=card)
                if len(targets) == 1:
                    found[card.id] = targets[0]
        return found

    def suggestions(self, name: str, count: int = 3) -> list[Card]:
        """The documents whose number or title is most like `name`."""
        number, title = number_form(name), loose_title_form(name)

        def closeness(card: Card) -> float:
            by_number = likeness(number, number_form(card.number)) if card.number and "|" in number else 0.0
            return max(by_number, likeness(title, loose_title_form(card.title)))

        return sorted(self.cards, key=closeness, reverse=True)[:count]

    def _named(self, name: str) -> tuple[Card, ...]:
        return (
            self._by_name.get(title_form(name))
            or self._by_number.get(number_form(name))
            or self._by_title.get(title_form(name))
            or self._by_number_and_title(name)
            or self._by_loose_title.get(loose_title_form(name))
            or self._by_local_title.get(title_form(name))
            or ()
        )

    def _by_number_and_title(self, name: str) -> tuple[Card, ...]:
        number, mark, title = name.partition("《")
        if not mark or not number.strip():
            return ()
        numbered = self._by_number.get(number_form(number), ())
        return tuple(card for card in numbered if title_form(card.title) == title_form(title))


def load(connection: sa.Connection) -> Catalogue:
    """Read all cards."""
    rows = connection.execute(
        sa.select(document, gazette.c.title.label("gazette"), source_file.c.name.label("file"))
        .join(gazette, gazette.c.id == document.c.gazette_id)
        .join(ingest, ingest.c.id == gazette.c.ingest_id)
        .join(source_file, source_file.c.id == ingest.c.source_file_id)
        .order_by(source_file.c.id, document.c.position)
    ).all()
    published, normative = facts_of(connection, Field.PUBLISHED), facts_of(connection, Field.NORMATIVE)
    cards = _with_refs([_card(row, published, normative) for row in rows])
    return Catalogue(
        cards=tuple(cards),
        by_id={card.id: card for card in cards},
        forms=tuple((card, fold(card.title), number_form(card.number) if card.number else None) for card in cards),
        _by_name=_index(cards, lambda card: title_form(card.ref), lambda card: title_form(card.key)),
        _by_number=_index(cards, lambda card: number_form(card.number) if card.number else None),
        _by_title=_index(cards, lambda card: title_form(card.title)),
        _by_loose_title=_index(cards, lambda card: loose_title_form(card.title)),
        _by_local_title=_index(cards, lambda card: title_form(card.title).removeprefix(card.place or "中华人民共和国")),
        _position={card.id: at for at, card in enumerate(cards)},
        web=Web(tuple(cards), load_rows(connection), load_records(connection)),
        laws=_articles(connection, cards),
    )


def _articles(connection: sa.Connection, cards: Iterable[Card]) -> dict[str, str]:
    """Addresses of the articles by which days are reckoned, where the Civil Code is held."""
    refs = {card.id: card.ref for card in cards if card.title.startswith(CIVIL_CODE) and not card.place}
    if not refs:
        return {}
    query = sa.select(provision.c.document_id, provision.c.place).where(
        provision.c.document_id.in_(refs), provision.c.place.in_(_RECKONING)
    )
    return {place: address(refs[id_], place) for id_, place in connection.execute(query)}


_RECKONING = ("第二百条", "第二百零一条", "第二百零二条", "第二百零三条", "第二百零四条", "第一千二百五十九条")


def _card(row: sa.Row[tuple[object, ...]], published: dict[int, Fact], normative: dict[int, Fact]) -> Card:
    value = row._mapping
    made_public, is_normative = published.get(value["id"]), normative.get(value["id"])
    return Card(
        id=value["id"],
        ref="",
        address="",
        key=value["key"],
        title=value["title"],
        number=value["number"],
        issuer=value["issuer"],
        date=value["issued"],
        kind=value["kind"],
        place=value["place"],
        gazette=value["gazette"],
        gazette_id=value["gazette_id"],
        gazette_file=value["file"],
        first_line=value["first_line"],
        last_line=value["last_line"],
        articles=value["articles"],
        interprets=value["interprets"],
        effective=_dated(value["effective_value"], value["effective_place"], value["effective_words"]),
        period=_dated(value["period_value"], value["period_place"], value["period_words"]),
        published=Dated(made_public.value, made_public.place, made_public.words) if made_public else None,
        normative=is_normative.value if is_normative else None,
    )


def _dated(value: str | None, place: str | None, words: str | None) -> Dated | None:
    return None if value is None else Dated(value, place or "", words or "")


def _with_refs(cards: list[Card]) -> list[Card]:
    numbers = Counter(number_form(card.number) for card in cards if card.number)
    titles = Counter(title_form(card.title) for card in cards)
    keys = Counter(title_form(card.key) for card in cards)

    def ref(card: Card) -> str:
        if card.number and numbers[number_form(card.number)] == 1:
            return card.number
        if titles[title_form(card.title)] == 1:
            return quoted(card.title)
        if keys[title_form(card.key)] == 1:
            return card.key
        return f"{card.key}@{card.gazette_file}:{card.first_line}"

    return [replace(card, ref=ref(card), address=address(ref(card))) for card in cards]


def _index(cards: Iterable[Card], *forms: Callable[[Card], str | None]) -> dict[str, tuple[Card, ...]]:
    found: defaultdict[str, dict[int, Card]] = defaultdict(dict)
    for card in cards:
        for form in forms:
            name = form(card)
            if name:
                found[name][card.id] = card
    return {name: tuple(group.values()) for name, group in found.items()}


def _nearest(found: Iterable[Card], beside: Card | None) -> list[Card]:
    if beside is None:
        return list(found)
    others = [card for card in found if card.id != beside.id]
    for same in (
        [card for card in others if card.gazette_id == beside.gazette_id],
        [card for card in others if card.place == beside.place],
    ):
        if same:
            return same
    return others
