"""Who issued a document: by what is printed at its head, its place and its 文号 together, never by the 文号 alone.

惠府 is 惠州市 in one gazette and 无锡市惠山区 in another; a series says something only within a place, where documents
that print their issuer carry it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.library.bodies import Body, Register
from gongbao.library.model import Card, Ground
from gongbao.library.names import number_form
from gongbao.reference.places import PLACES

_MOST = 4
"""A series belongs to whom all but one in four of its documents name."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issued a document, with reasons; None where they do not suffice."""

    body: Body | None
    reasons: tuple[Ground, ...]
    conflicts: tuple[str, ...] = ()  # what does not fit together, in sentences
    other_places: tuple[str, ...] = ()  # places in the library whose documents carry the same series


def issuer_of(card: Card, cards: Sequence[Card], register: Register) -> Issuer:
    """Who issued a document.

    Args:
        card: the document.
        cards: all documents of the library, to learn from them who uses which series.
        register: the bodies of the document's place.
    """
    series = series_of(card)
    here, elsewhere = _users(series, card, cards)
    reasons: list[Ground] = []
    conflicts: list[str] = []
    body = register.named(card.issuer) if card.issuer else None
    if card.issuer:
        reasons.append(Ground(f"印出的发文机关是{card.issuer}"))
        if body and card.place and body.place != card.place:
            conflicts.append(f"发文机关属{body.place}，所在公报属{card.place}")
            body = None
    if card.place:
        reasons.append(Ground(f"刊登在{card.place}的公报里"))
    if series and here:
        usual, count = here.most_common(1)[0]
        told = f"{card.place}的文号“{series}”在文库里由{usual}使用（{count}件）"
        settled = count * _MOST >= sum(here.values()) * (_MOST - 1)
        if not settled:
            conflicts.append(f"{card.place}的文号“{series}”由{'、'.join(sorted(here))}共用")
        elif card.issuer and card.issuer != usual:
            conflicts.append(f"{told}，这一件却署{card.issuer}")
        else:
            reasons.append(Ground(told))
            if body is None and not card.issuer and card.place in PLACES:
                body = register.named(usual)
    elif series and body is None:
        reasons.append(Ground(f"文号“{series}”单独不足以认定发文机关"))
    return Issuer(body, tuple(reasons), tuple(conflicts), tuple(sorted(elsewhere)))


def series_of(card: Card) -> str:
    """The letters of a 文号: 定政办字; "" where it has none."""
    form = number_form(card.number) if card.number else ""
    return form.split("|")[0] if form.count("|") == 2 else ""


def _users(series: str, card: Card, cards: Sequence[Card]) -> tuple[Counter[str], set[str]]:
    """Who uses a series within the card's place, the card itself left out, and the other places that use it."""
    here: Counter[str] = Counter()
    elsewhere: set[str] = set()
    if series:
        for other in cards:
            if other.id == card.id or series_of(other) != series:
                continue
            if other.place == card.place:
                if other.issuer:
                    here[other.issuer] += 1
            elif other.place:
                elsewhere.add(other.place)
    return here, elsewhere
