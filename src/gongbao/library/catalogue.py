"""All cards of the library in memory: filters, names, relations. A library has some thousand documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import sqlalchemy as sa

from gongbao.library.model import Card, Relations, State
from gongbao.library.names import (
    address,
    likeness,
    loose_title_form,
    number_form,
    split_citation,
    title_form,
)
from gongbao.library.schema import document, gazette, ingest, source_file
from gongbao.library.tokens import fold
from gongbao.library.validity import validity
from gongbao.text import Dated, quoted

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
    _by_local_title: dict[str, tuple[Card, ...]]  # without the name of the place
    _position: dict[int, int]

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
            and (on is None or validity(card, on).state is State.IN_FORCE)
        ]

    def resolve(self, ref: str) -> list[Card]:
        """The documents that a name may mean: ref, key, 文号, title, in any usual form, a place behind it ignored."""
        found = self._named(ref)
        if not found:
            name, place = split_citation(ref)
            if place is not None:
                found = self._named(name)
        return list(found)

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
    cards = _with_refs([_card(row) for row in rows])
    return Catalogue(
        cards=tuple(cards),
        by_id={card.id: card for card in cards},
        forms=tuple((card, fold(card.title), number_form(card.number) if card.number else None) for card in cards),
        _by_name=_index(cards, lambda card: title_form(card.ref), lambda card: title_form(card.key)),
        _by_number=_index(cards, lambda card: number_form(card.number) if card.number else None),
        _by_title=_index(cards, lambda card: title_form(card.title)),
        _by_loose_title=_index(cards, lambda card: loose_title_form(card.title)),
        _by_local_title=_index(cards, lambda card: title_form(card.title).removeprefix(card.place)),
        _position={card.id: at for at, card in enumerate(cards)},
    )


def _card(row: sa.Row[tuple[object, ...]]) -> Card:
    value = row._mapping
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
