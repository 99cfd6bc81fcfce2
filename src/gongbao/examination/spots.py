"""Where two texts differ. A pure function over normal text."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """The middles in which two texts differ, and how many characters agree before and after them."""

    first: str
    second: str
    head: int
    tail: int


def differing(first: str, second: str) -> Spot | None:
    """The one stretch between the common beginning and the common end; None where the texts are the same."""
    if first == second:
        return None
    shorter = min(len(first), len(second))
    head = next((at for at in range(shorter) if first[at] != second[at]), shorter)
    tail = 0
    while tail < shorter - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return Spot(first[head : len(first) - tail], second[head : len(second) - tail], head, tail)
