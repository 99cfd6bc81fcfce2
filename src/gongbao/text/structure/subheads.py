"""Headings without a number, known by the numbers below them: each begins to count from one again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongbao.text.model import Kind
from gongbao.text.normal import normal
from gongbao.text.structure.tree import Node

_COUNTING = frozenset((Kind.LEVEL1, Kind.LEVEL2, Kind.LEVEL3, Kind.LEVEL4, Kind.LEVEL5, Kind.POINT, Kind.INDENT))
_FEWEST = 3  # nodes in which two could begin to count
_LONGEST = 24  # characters of such a heading


def grouped(nodes: list[Node]) -> list[Node]:
    """The forest, in which what stands below 特别重大, 重大, 较大 … is put below these words.

    Short paragraphs become headings where the numbers behind two of them or more begin with one, at the same level.
    """
    stack = [nodes]
    while stack:
        siblings = stack.pop()
        stack.extend(node.children for node in siblings if node.children)
        if len(siblings) >= _FEWEST:
            _group(siblings)
    return nodes


def _group(siblings: list[Node]) -> None:
    firsts = [at for at in range(1, len(siblings)) if siblings[at].kind in _COUNTING and siblings[at].ordinal == 1]
    heads = [at for at in firsts if _above(siblings, at) is not None]
    kinds = Counter(siblings[at].kind for at in heads)
    if not kinds or kinds.most_common(1)[0][1] < 2:
        return
    made: list[Node] = []
    behind = len(siblings)
    for at in reversed(heads):
        node = _above(siblings, at)
        assert node is not None
        beside = siblings[at - 1] is node
        if not beside:
            siblings[at - 1].children.pop()
        end = next(
            (step for step in range(at, behind) if siblings[step].kind not in _COUNTING | {Kind.PARAGRAPH}), behind
        )
        node.kind, node.heading = Kind.HEADING, normal(node.key).rstrip("：")
        node.children = siblings[at:end]
        _recounted(node.children)
        made = [node, *siblings[end:behind], *made]
        behind = at - 1 if beside else at
    siblings[:] = [*siblings[:behind], *made]


def _above(siblings: Sequence[Node], at: int) -> Node | None:
    """The short paragraph above a number: beside it, or taken for the last paragraph of the number before."""
    before = siblings[at - 1]
    if _heads(before):
        return before
    last = before.children[-1] if before.kind in _COUNTING and before.children else None
    return last if last is not None and _heads(last) else None


def _heads(node: Node) -> bool:
    key = node.key
    return (
        node.kind == Kind.PARAGRAPH
        and not node.children
        and 2 <= len(key) <= _LONGEST
        and not any(stop in key for stop in "，。；？！“”")
    )


def _recounted(nodes: Sequence[Node]) -> None:
    """Warnings of numbers that begin again are void where they count below a heading of their own."""
    last = 0
    for node in nodes:
        if node.kind != nodes[0].kind:
            continue
        if node.ordinal == last + 1 and node.warning is not None and node.warning.startswith("编号"):
            node.warning = None
        last = node.ordinal
