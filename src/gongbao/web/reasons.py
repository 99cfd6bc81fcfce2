"""Reasons, a flat list joined by `uses`, as the tree that a page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongbao.decisions import Answer, Kind, Reason

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_REACHES = re.compile(r"[-+*/(]")
_LONG = 60
"""A quotation longer than this stands once."""


@dataclass(frozen=True, slots=True)
class Node:
    """One reason with what it rests on. `seen` marks one that stands in full further up."""

    reason: Reason
    kind: str  # as the page names it: the reason's own, or day
    below: tuple[Node, ...]
    seen: bool = False
    worked: str = ""  # the rule with its numbers put in
    same_words: bool = False  # the words are those of the reason just above, or long and quoted before


def tree_of(answer: Answer, assumed: str | None = None) -> Node | None:
    """The tree under the conclusion. `assumed`: the date fact for which the day asked for stood in."""
    if not answer.reasons:
        return None
    by_id = {reason.id: reason for reason in answer.reasons}
    seen: set[str] = set()
    above = ""
    told: set[str] = set()

    def node(reason: Reason) -> Node:
        nonlocal above
        again = reason.id in seen
        same = reason.words == above or (len(reason.words) > _LONG and reason.words in told)
        seen.add(reason.id)
        if not again:
            above = reason.words
            told.add(above)
        below = () if again else tuple(node(by_id[used]) for used in reason.uses if used in by_id)
        kind = "day" if reason.name == assumed else reason.kind.value
        worked = "" if again else with_numbers(reason, by_id)
        return Node(reason, kind, below, seen=again, worked=worked, same_words=same)

    return node(by_id[answer.reasons[0].id])


def with_numbers(reason: Reason, by_id: Mapping[str, Reason]) -> str:
    """A computed reason's rule with the numbers that it rests on in place of their names; "" where it has none.

    Thousands are not grouped: a comma divides the arguments of min and max.
    """
    if reason.kind is not Kind.DECISION or not reason.rule or not _REACHES.search(reason.rule):
        return ""
    numbers: dict[str, str] = {}
    for used in reason.uses:
        below = by_id.get(used)
        if below is None or not isinstance(below.value, str) or not _NUMBER.fullmatch(below.value):
            return ""
        percent = below.shown if below.shown.endswith("%") else ""
        numbers[used] = percent or below.value.removesuffix(".00")
    if not numbers:
        return ""
    # Whole names only: 年龄 is not replaced within 适用年龄, which stands in a branch that was not read.
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, numbers))})(?!\w)")
    return names.sub(lambda found: numbers[found[0]], reason.rule)
