"""All cards with the values that searches filter and count by, as arrays: a count over any hits is one addition."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from gongbao.library.index import Flags, Numbers
from gongbao.library.model import Card, State, Validity

FACETS = ("place", "year", "kind", "issuer", "theme", "state")
_KEPT_DAYS = 16

ValidityOf = Callable[[Card, date], Validity]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must fulfil; None is anything. States are reckoned for the day `on`."""

    place: str | None = None
    year: int | None = None
    kind: str | None = None
    issuer: str | None = None
    gazette: str | None = None
    theme: str | None = None  # 主题分类, of documents that print one
    states: frozenset[State] | None = None  # 现行有效 and 已修改 where what is in force is wanted
    on: date | None = None
    first: date | None = None  # 成文日期 from … to, both included
    last: date | None = None
    titles_only: bool = False
    held_only: bool = False  # none that is known by name only
    synonyms: bool = True  # other names of a body are sought as well


@dataclass(frozen=True, slots=True)
class _Column:
    """The values of one facet: a number for each card, -1 where it has none."""

    values: tuple[str, ...]
    codes: Numbers


class Shelf:
    """The cards of one state of the library, in the order of the index."""

    def __init__(self, cards: Sequence[Card], validity_of: ValidityOf, themes: Mapping[int, str]) -> None:
        self.cards = tuple(cards)
        self._validity_of = validity_of
        self._columns: dict[str, _Column] = {
            "place": _column([card.place or None for card in cards]),
            "year": _column([str(card.date.year) if card.date else None for card in cards]),
            "kind": _column([card.kind or None for card in cards]),
            "issuer": _column([card.issuer or None for card in cards]),
            "gazette": _column([card.gazette or None for card in cards]),
            "theme": _column([themes.get(card.id) for card in cards]),
        }
        self.days: Numbers = np.array([card.date.toordinal() if card.date else 0 for card in cards], dtype=np.int32)
        self.held: Flags = np.array([card.held for card in cards], dtype=bool)
        self.secondary: Flags = np.array(
            [card.kind == "解读" or (card.kind == "目录" and card.number is None) for card in cards], dtype=bool
        )
        self._lock = threading.Lock()
        self._states: OrderedDict[date, _Column] = OrderedDict()

    def allowed(self, filters: Filters, but: str = "") -> Flags:
        """The cards that pass all filters, the one named `but` left out."""
        passing = np.ones(len(self.cards), dtype=bool)
        asked = {
            "place": filters.place,
            "year": str(filters.year) if filters.year is not None else None,
            "kind": filters.kind,
            "issuer": filters.issuer,
            "gazette": filters.gazette,
            "theme": filters.theme,
        }
        for name, value in asked.items():
            if value is not None and name != but:
                passing &= self._holds(name, filters, (value,))
        if filters.states is not None and filters.on is not None and but != "state":
            passing &= self._holds("state", filters, tuple(map(str, filters.states)))
        if filters.held_only:
            passing &= self.held
        if filters.first is not None:
            passing &= self.days >= filters.first.toordinal()
        if filters.last is not None:
            passing &= (self.days > 0) & (self.days <= filters.last.toordinal())
        return passing

    def facets(self, per_card: npt.NDArray[np.int64], filters: Filters) -> dict[str, dict[str, int]]:
        """How many hits each value has, most first; each facet counts with all filters but its own."""
        everywhere = self.allowed(filters)
        narrowed = {name for name in FACETS if name != "state" and getattr(filters, name) is not None}
        if filters.states is not None:
            narrowed.add("state")
        found: dict[str, dict[str, int]] = {}
        for name in FACETS:
            if name == "state" and filters.on is None:
                continue
            passing = self.allowed(filters, but=name) if name in narrowed else everywhere
            counted = _counted(self._column(name, filters), np.where(passing, per_card, 0))
            if counted or name != "theme":
                found[name] = counted
        return found

    def _holds(self, name: str, filters: Filters, values: tuple[str, ...]) -> Flags:
        column = self._column(name, filters)
        codes = [code for code, value in enumerate(column.values) if value in values]
        flags: Flags = np.isin(column.codes, codes)
        return flags

    def _column(self, name: str, filters: Filters) -> _Column:
        if name != "state":
            return self._columns[name]
        assert filters.on is not None
        with self._lock:
            if filters.on in self._states:
                self._states.move_to_end(filters.on)
                return self._states[filters.on]
        made = _column([str(self._validity_of(card, filters.on).state) for card in self.cards])
        with self._lock:
            self._states[filters.on] = made
            while len(self._states) > _KEPT_DAYS:
                self._states.popitem(last=False)
        return made


def _column(values: Sequence[str | None]) -> _Column:
    known = tuple(dict.fromkeys(value for value in values if value is not None))
    code = {value: at for at, value in enumerate(known)}
    return _Column(known, np.array([-1 if value is None else code[value] for value in values], dtype=np.int32))


def _counted(column: _Column, per_card: npt.NDArray[np.int64]) -> dict[str, int]:
    counts = np.bincount(column.codes + 1, weights=per_card, minlength=len(column.values) + 1)[1:]
    pairs = [(value, int(count)) for value, count in zip(column.values, counts, strict=True) if count]
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
