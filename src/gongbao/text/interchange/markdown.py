"""A document as Markdown: headings for parts, chapters and levels, tables with pipes, one paragraph a line.

What is written is read again by `parse` into the same provisions.
"""

from __future__ import annotations

import re

from gongbao.text.display import joined
from gongbao.text.grid.building import table
from gongbao.text.interchange.blocks import Block, blocks
from gongbao.text.model import Document, Kind, PartKind, Provision

_HEADINGS = {Kind.BOOK: "##", Kind.CHAPTER: "##", Kind.SECTION: "###", Kind.TITLE: "#"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_ANNEX_MARK = re.compile(r"附[件表录][ \t]{0,4}[0-9０-９一二三四五六七八九十]{0,3}[：:]?(?=\u3000|$)")
_ANNEX_LIST = re.compile(r"附[件表录][：:][ \t]{0,4}1[.．]")


def markdown(document: Document, text: str) -> str:
    """The document as Markdown, lines ended by LF. `text` is the whole file that the document's spans point into."""
    lines = []
    for part in document.parts:
        for block in blocks(part.provisions, text):
            annex = part.kind is PartKind.ANNEX
            table_ = block.node.kind is Kind.TABLE
            lines.append(_table(block.node, text) if table_ else _line(block, annex=annex))
    return "\n\n".join(line for line in lines if line) + "\n"


def _line(block: Block, *, annex: bool) -> str:
    node, words = block.node, _escaped(block.words)
    if _ANNEX_LIST.match(words):
        return "\n".join(_escaped(line) for line in block.lines)  # each annex is named in a line of its own
    mark = _HEADINGS.get(node.kind)
    if mark is None:
        return words
    if node.kind is Kind.TITLE and annex:
        number = _ANNEX_MARK.match(words)
        if number and number[0].strip() != words:
            return f"## {number[0].strip()}\n\n## {words[number.end() :].strip()}"
        return f"## {words}"
    return f"{mark} {words}"


def _table(node: Provision, text: str) -> str:
    rows = [[_cell(cell.shown) for cell in row] for row in table(text, node).printed]
    if not rows:
        return ""
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)


def _cell(words: str) -> str:
    return _escaped(joined(words)).replace("\n", "<br>")


def _escaped(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)
