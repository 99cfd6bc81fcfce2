"""Reasons, a flat list joined by `uses`, as the tree that a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.decisions import Answer, Reason

_LONG = 60
"""A quotation longer than this stands once."""


@dataclass(frozen=True, slots=True)
class Node:
    """One reason with what it rests on. `seen` marks one that stands in full further up."""

    reason: Reason
    kind: str  # as the page names it: the reason's own, or day
    below: tuple[Node, ...]
    seen: bool = False
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
        return Node(reason, kind, below, seen=again, same_words=same)

    return node(by_id[answer.reasons[0].id])
