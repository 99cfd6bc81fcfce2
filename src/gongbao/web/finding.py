"""文库: search and list with filters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request

from gongbao.library import Card, Segment, State, split_citation
from gongbao.library import address as library_address
from gongbao.reference import parse_date
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal, ShownValidity, shown_validity
from gongbao.web.wording import plain_date

PAGE = 20
QUERY = 200
"""Characters of a query that are read."""

DEEPEST = 10_000
MOST_OPTIONS = 60
"""Choices of a filter; the rarest beyond are reached by words."""

_NUMBERED = re.compile(r"\d{4}\D{0,3}\d{1,4}\s*号")
_NAMES = ("place", "year", "kind", "issuer", "gazette", "state")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter with the number of hits behind it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """One drop-down."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One hit, or one document of the list."""

    card: Card
    title: tuple[Segment, ...]
    address: str
    place: str
    snippet: tuple[Segment, ...]
    validity: ShownValidity
    date: str


def direct(portal: Portal, query: str) -> str | None:
    """The address that a query names outright: a 文号, with or without a place behind it."""
    if not _NUMBERED.search(query) or len(query) > QUERY:
        return None
    name, place = split_citation(query)
    cards = portal.library.resolve(name)
    if not cards:
        return None
    ref = cards[0].ref if len(cards) == 1 else name
    return library_address(ref, place)


def page(portal: Portal, frame: Frame, request: Request) -> dict[str, Any]:
    """The values of the template."""
    asked = _asked(request, frame)
    every = portal.library.documents()
    if asked.query:
        found = portal.library.search(
            asked.query,
            place=asked.chosen["place"] or None,
            year=asked.year,
            kind=asked.chosen["kind"] or None,
            issuer=asked.chosen["issuer"] or None,
            gazette=asked.chosen["gazette"] or None,
            state=asked.chosen["state"] or None,
            on=frame.on if asked.force else None,
            as_of=frame.on,
            first=asked.first,
            last=asked.last,
            titles_only=asked.titles,
            synonyms=not asked.exact,
            sort="date" if asked.by_date else "relevance",
            limit=PAGE,
            offset=asked.offset,
        )
        total, facets, also, notes = found.total, found.facets, found.also, found.notes
        rows = [_row(portal, frame, hit.card, hit.address, hit.place, hit.snippet) for hit in found.hits]
    else:
        also, notes = (), ()
        listed = [(card, portal.library.validity(card, frame.on).state) for card in every]
        cards = [card for card, state in listed if asked.fits(card, state)]
        if asked.by_date:
            cards.sort(key=lambda card: card.date or date.min, reverse=True)
        total, facets = len(cards), _facets(listed, asked)
        rows = [_row(portal, frame, card, card.address, "", ()) for card in cards[asked.offset : asked.offset + PAGE]]

    def at(where: int) -> str:
        return frame.link("/文库", **asked.keep(), **({"offset": str(where)} if where else {}))

    return {
        "title": frame.say("library_title"),
        "q": asked.query,
        "gazettes": len({card.gazette for card in every if "公报" in card.gazette}),
        "total_documents": len(every),
        "filters": tuple(_filter(name, asked.chosen[name], facets.get(name, {}), frame.say) for name in _NAMES),
        "filtered": asked.filtered,
        "asked": asked,
        "force": asked.force,
        "more_open": bool(asked.first or asked.last or asked.bad or asked.titles or asked.exact or asked.by_date),
        "also": also,
        "notes": notes,
        "as_typed": frame.link("/文库", **{**asked.keep(), "exact": "1"}),
        "rows": rows,
        "total": total,
        "first": asked.offset + 1,
        "last": asked.offset + len(rows),
        "previous": at(max(0, asked.offset - PAGE)) if asked.offset else None,
        "next": at(asked.offset + PAGE) if asked.offset + len(rows) < total else None,
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `bad` names the days that could not be read."""

    query: str
    chosen: Mapping[str, str]
    force: bool
    titles: bool
    exact: bool
    by_date: bool
    first: date | None
    last: date | None
    typed: Mapping[str, str]  # the two days as typed
    bad: tuple[str, ...]
    offset: int

    @property
    def year(self) -> int | None:
        """The year chosen; None for none, or what is no year."""
        return int(self.chosen["year"]) if re.fullmatch(r"\d{4}", self.chosen["year"]) else None

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return any(self.chosen.values()) or self.force or self.titles or bool(self.first or self.last)

    def fits(self, card: Card, state: State, but: str = "") -> bool:
        """Whether a document of the list passes all filters but one."""
        return (
            all(not value or name == but or _value(card, state, name) == value for name, value in self.chosen.items())
            and (not self.force or state.applies)
            and (self.first is None or (card.date is not None and card.date >= self.first))
            and (self.last is None or (card.date is not None and card.date <= self.last))
        )

    def keep(self) -> dict[str, str]:
        """The query of the address, for links to other pages of the list."""
        flags = {"in_force": self.force, "titles": self.titles, "exact": self.exact}
        kept = {"q": self.query, **self.chosen, **self.typed, **{name: "1" for name, set_ in flags.items() if set_}}
        if self.by_date:
            kept["sort"] = "date"
        return {name: value for name, value in kept.items() if value}


def _asked(request: Request, frame: Frame) -> Asked:
    query = request.query_params
    chosen = {name: query.get(name, "").strip()[:100] for name in _NAMES}
    if chosen["state"] not in {state.value for state in State}:
        chosen["state"] = ""
    typed = {name: query.get(name, "").strip()[:20] for name in ("from", "to")}
    days = {name: parse_date(text) if text else None for name, text in typed.items()}
    return Asked(
        query=query.get("q", "").strip()[:QUERY],
        chosen=chosen,
        force=query.get("in_force") == "1",
        titles=query.get("titles") == "1",
        exact=query.get("exact") == "1",
        by_date=query.get("sort") == "date",
        first=days["from"],
        last=days["to"],
        typed=typed,
        bad=tuple(text for name, text in typed.items() if text and days[name] is None),
        offset=_offset(query.get("offset", "0")),
    )


def _offset(text: str) -> int:
    return min(int(text), DEEPEST) if re.fullmatch(r"\d{1,5}", text) else 0


def _row(portal: Portal, frame: Frame, card: Card, address: str, place: str, snippet: tuple[Segment, ...]) -> Row:
    """A hit on the title itself shows its marks there and no snippet."""
    titled = not place and _is_title(card, snippet)
    return Row(
        card,
        snippet if titled else (Segment(card.title, False),),
        address,
        place,
        () if titled else snippet,
        shown_validity(portal.library.validity(card, frame.on), frame),
        plain_date(card.date, frame.language) if card.date else "",
    )


def _is_title(card: Card, snippet: tuple[Segment, ...]) -> bool:
    return "".join(segment.text for segment in snippet) == card.title


def _value(card: Card, state: State, name: str) -> str:
    if name == "year":
        return str(card.date.year) if card.date else ""
    if name == "state":
        return state.value
    return str(getattr(card, name) or "")


def _facets(cards: Sequence[tuple[Card, State]], asked: Asked) -> dict[str, dict[str, int]]:
    """For each filter, what it would leave if only it were changed."""
    return {
        name: dict(
            Counter(
                value
                for card, state in cards
                if asked.fits(card, state, but=name) and (value := _value(card, state, name))
            )
        )
        for name in _NAMES
    }


def _filter(name: str, value: str, counts: Mapping[str, int], say: Callable[..., str]) -> Filter:
    found = {str(key): count for key, count in counts.items() if key not in (None, "")}
    if value and value not in found:
        found[value] = 0
    order = sorted(found.items(), key=(lambda pair: pair[0]) if name == "year" else (lambda pair: (-pair[1], pair[0])))
    if len(order) > MOST_OPTIONS:
        order = [pair for at, pair in enumerate(order) if at < MOST_OPTIONS or pair[0] == value]
    return Filter(name, say(f"f_{name}"), value, tuple(Option(key, count) for key, count in order))
