"""文库: search and list with filters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from gongbao.library import Card, Segment, State, split_citation
from gongbao.library import address as library_address
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal, ShownValidity, shown_validity
from gongbao.web.wording import plain_date

PAGE = 20
QUERY = 200
"""Characters of a query that are read."""

DEEPEST = 10_000
_NUMBERED = re.compile(r"\d{4}\D{0,3}\d{1,4}\s*号")
_NAMES = ("place", "year", "kind", "issuer")


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
    asked = request.query_params
    query = asked.get("q", "").strip()[:QUERY]
    chosen = {name: asked.get(name, "").strip()[:100] for name in _NAMES}
    force = asked.get("in_force") == "1"
    offset = _offset(asked.get("offset", "0"))
    year = int(chosen["year"]) if re.fullmatch(r"\d{4}", chosen["year"]) else None
    on = frame.on if force else None
    every = portal.library.documents()
    if query:
        found = portal.library.search(
            query,
            place=chosen["place"] or None,
            year=year,
            kind=chosen["kind"] or None,
            issuer=chosen["issuer"] or None,
            on=on,
            limit=PAGE,
            offset=offset,
        )
        total, facets = found.total, found.facets
        rows = [_row(portal, frame, hit.card, hit.address, hit.place, hit.snippet) for hit in found.hits]
    else:
        cards = [
            card
            for card in every
            if _fits(card, chosen) and (not force or portal.library.validity(card, frame.on).state is State.IN_FORCE)
        ]
        total, facets = len(cards), _facets(every, chosen)
        rows = [_row(portal, frame, card, card.address, "", ()) for card in cards[offset : offset + PAGE]]
    keep = {name: value for name, value in (("q", query), *chosen.items(), ("in_force", "1" if force else "")) if value}

    def at(where: int) -> str:
        return frame.link("/文库", **keep, **({"offset": str(where)} if where else {}))

    return {
        "title": frame.say("library_title"),
        "q": query,
        "gazettes": len({card.gazette for card in every}),
        "total_documents": len(every),
        "filters": tuple(_filter(name, chosen[name], facets.get(name, {}), frame.say) for name in _NAMES),
        "filtered": any(chosen.values()) or force,
        "force": force,
        "rows": rows,
        "total": total,
        "first": offset + 1,
        "last": offset + len(rows),
        "previous": at(max(0, offset - PAGE)) if offset else None,
        "next": at(offset + PAGE) if offset + len(rows) < total else None,
    }


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


def _value(card: Card, name: str) -> str:
    if name == "year":
        return str(card.date.year) if card.date else ""
    return str(getattr(card, name) or "")


def _fits(card: Card, chosen: Mapping[str, str], but: str = "") -> bool:
    return all(not value or name == but or _value(card, name) == value for name, value in chosen.items())


def _facets(cards: list[Card], chosen: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """For each filter, what it would leave if only it were changed."""
    return {
        name: dict(Counter(value for card in cards if _fits(card, chosen, but=name) and (value := _value(card, name))))
        for name in _NAMES
    }


def _filter(name: str, value: str, counts: Mapping[str, int], say: Callable[..., str]) -> Filter:
    found = {str(key): count for key, count in counts.items() if key not in (None, "")}
    if value and value not in found:
        found[value] = 0
    order = sorted(found.items(), key=(lambda pair: pair[0]) if name == "year" else (lambda pair: (-pair[1], pair[0])))
    return Filter(name, say(f"f_{name}"), value, tuple(Option(key, count) for key, count in order))
