"""清理, 公报自证, 机关: what a legal office looks for across the whole library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongbao.library import Body, Card, Due, Known
from gongbao.library import address as library_address
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal, ShownValidity, shown_validity
from gongbao.web.tables import Total, total_of
from gongbao.web.wording import plain_date

MOST_ROWS = 200
MONTHS = (3, 6, 12)


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A document about which something is to be done."""

    due: Due
    valid: ShownValidity
    day: str
    left: int | None


@dataclass(frozen=True, slots=True)
class ShownKnown:
    """A document known by name only."""

    known: Known
    valid: ShownValidity
    named: Card | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of 公报自证."""

    title: str
    caption: str
    address: str
    place: str
    columns: int
    items: int
    missing: tuple[int, ...]
    repeated: tuple[int, ...]
    totals: tuple[Total, ...]


def cleanup_page(portal: Portal, frame: Frame, months: int) -> dict[str, Any]:
    """What expires, what is due for the clean-up, what no list names, what is known by name only."""
    registry = portal.library.registry
    known = registry.known()
    return {
        "title": frame.say("cleanup_title"),
        "months": months,
        "choices": MONTHS,
        "expiring": [_due(each, frame) for each in registry.expiring(frame.on, months)],
        "due": [_due(each, frame) for each in registry.due_for_cleanup(frame.on)][:MOST_ROWS],
        "unlisted": [_due(each, frame) for each in registry.in_no_list(frame.on)][:MOST_ROWS],
        "known": [_known(portal, frame, each) for each in _local(known)][:MOST_ROWS],
        "known_total": len(_local(known)),
    }


def _local(known: Sequence[Known]) -> list[Known]:
    """Those that a clean-up concerns: entered by the office, or named in a list of the clean-up."""
    return [each for each in known if each.record is not None or each.card.normative == "是"]


def _due(due: Due, frame: Frame) -> ShownDue:
    word = ShownValidity(due.state.value, "")
    left = (due.day - frame.on).days if due.day else None
    return ShownDue(due, word, plain_date(due.day, frame.language) if due.day else "", left)


def _known(portal: Portal, frame: Frame, known: Known) -> ShownKnown:
    validity = portal.library.validity(known.card, frame.on)
    return ShownKnown(known, shown_validity(validity, frame), known.named_at[0].document if known.named_at else None)


def proofs_page(portal: Portal, frame: Frame) -> dict[str, Any]:
    """All gazettes with their figures."""
    shown = []
    for name, cards in _issues(portal).items():
        proof = portal.examined.proof(cards[0])
        shown.append(
            {
                "name": name,
                "address": f"/自证/{quote(name, safe='')}",
                "documents": len(cards),
                "tables": len(proof.tables),
                "rows": proof.rows,
                "agreeing": proof.agreeing,
                "differing": proof.differing,
            }
        )
    return {"title": frame.say("proof_title"), "issues": shown}


def proof_page(portal: Portal, frame: Frame, name: str) -> dict[str, Any] | None:
    """One gazette: every table and every claim; None where there is none of this name."""
    cards = _issues(portal).get(name)
    if not cards:
        return None
    proof = portal.examined.proof(cards[0])
    by_line = {card.first_line: card for card in cards}
    tables = []
    for each in proof.tables:
        card = by_line[each.document.first_line]
        tables.append(
            ShownTable(
                card.title,
                each.table.caption,
                library_address(card.ref, each.table.place),
                each.table.place,
                len(each.table.columns),
                each.counts.items,
                each.counts.missing,
                each.counts.repeated,
                tuple(total_of(one) for one in each.sums),
            )
        )
    claims = []
    for document, claim in sorted(proof.claims, key=lambda pair: pair[1].agrees):
        card = by_line[document.first_line]
        others = [
            (
                by_line[other.first_line],
                other.place,
                library_address(by_line[other.first_line].ref, other.place or None),
            )
            for other in claim.others
            if other.first_line in by_line
        ]
        claims.append((card, claim, library_address(card.ref, claim.place), others))
    return {
        "title": frame.say("proof_of", title=name),
        "tables": tables,
        "claims": claims,
        "agreeing": proof.agreeing,
        "differing": proof.differing,
        "rows": proof.rows,
    }


def _issues(portal: Portal) -> dict[str, list[Card]]:
    """Gazettes with their documents; a law is a file of its own and has no issue."""
    found: dict[str, list[Card]] = {}
    for card in portal.library.documents():
        if "公报" in card.gazette:
            found.setdefault(card.gazette, []).append(card)
    return found


def bodies_page(portal: Portal, frame: Frame, place: str) -> dict[str, Any]:
    """The bodies of a place with their other names."""
    places = _places(portal)
    chosen = place if place in places else (places[0] if places else "")
    bodies = sorted(portal.library.bodies(chosen), key=lambda each: (-each.times, each.name)) if chosen else []
    return {
        "title": frame.say("bodies_title"),
        "places": places,
        "place": chosen,
        "bodies": [(each, _body_address(each)) for each in bodies],
    }


def _places(portal: Portal) -> list[str]:
    return sorted({card.place for card in portal.library.documents() if card.place})


def body_page(portal: Portal, frame: Frame, place: str, name: str) -> dict[str, Any] | None:
    """One body: names, reorganisations, where it is named; None where the place has none of this name."""
    body = portal.library.body(name, place) if place in _places(portal) else None
    if body is None:
        return None
    witnesses = portal.library.mentions(body)
    return {
        "title": body.name,
        "body": body,
        "place": place,
        "witnesses": [(each, library_address(each.document.ref, each.place or None)) for each in witnesses[:MOST_ROWS]],
        "total": len(witnesses),
    }


def _body_address(body: Body) -> str:
    return f"/机关/{body.place}/{quote(body.name, safe='')}"
