"""Provisions of two texts side by side, as the pages of versions and of comparison show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongbao.text import ArticlePair, PairStatus
from gongbao.web.wording import Say

_STATUS = {
    PairStatus.ADDED: "added",
    PairStatus.REMOVED: "removed",
    PairStatus.CHANGED: "changed",
    PairStatus.MOVED: "moved",
    PairStatus.SAME: "same",
}


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A provision in both texts; `status` is a class of the style sheet, `word` what a person reads."""

    pair: ArticlePair
    status: str
    word: str


def shown_pairs(pairs: Iterable[ArticlePair], say: Say) -> list[ShownPair]:
    """The pairs with the words for what became of them."""
    return [ShownPair(pair, _STATUS[pair.status], say(f"pair_{_STATUS[pair.status]}")) for pair in pairs]
