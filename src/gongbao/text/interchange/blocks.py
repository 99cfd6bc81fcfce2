"""A part as blocks in reading order: one a printed paragraph. A number stands in one block with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongbao.text.display import joined
from gongbao.text.model import Kind, Provision


@dataclass(frozen=True, slots=True)
class Block:
    """A printed paragraph, or a table, whose words are left to its node."""

    node: Provision
    words: str
    lines: tuple[str, ...] = ()  # as printed


def blocks(provisions: Iterable[Provision], text: str) -> Iterator[Block]:
    """The blocks of some provisions and all below them; `text` is the whole file."""
    for node in provisions:
        if node.kind is Kind.TABLE:
            yield Block(node, "")
            continue
        printed, children = _printed(node, text), node.children
        if children and _runs_on(node, children[0], printed):
            printed += _printed(children[0], text)
            children = (*children[0].children, *children[1:])
        lines = tuple(line.strip().lstrip("# ") for line in printed.splitlines() if line.strip())
        if lines:
            yield Block(node, joined("\n".join(lines)), lines)
        yield from blocks(children, text)


def _printed(node: Provision, text: str) -> str:
    return "".join(text[span.start : span.end] for span in node.spans)


def _runs_on(node: Provision, child: Provision, printed: str) -> bool:
    """Whether the words of a node's first paragraph go on in the line that begins with its number."""
    return (
        child.kind is Kind.PARAGRAPH
        and bool(node.spans)
        and bool(child.spans)
        and child.spans[0].start == node.spans[-1].end
        and not printed.endswith("\n")
    )
