"""A document as a paper in the official layout (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.text.display import joined
from gongbao.text.grid.building import table
from gongbao.text.interchange.blocks import blocks
from gongbao.text.model import Document, Kind, Part, PartKind, Provision
from gongbao.writing import Grid, Paper, Paragraph, Role, Run

_ROLES = {
    Kind.TITLE: Role.TITLE,
    Kind.NUMBER: Role.NUMBER,
    Kind.DATE: Role.DATE,
    Kind.ADDRESSEE: Role.ADDRESSEE,
    Kind.SIGNATURE: Role.SIGNATURE,
    Kind.NOTE: Role.NOTE,
    Kind.BOOK: Role.CHAPTER,
    Kind.CHAPTER: Role.CHAPTER,
    Kind.SECTION: Role.CHAPTER,
    Kind.LEVEL1: Role.LEVEL1,
    Kind.LEVEL2: Role.LEVEL2,
}
_LONGEST_HEADING = 60


def paper(document: Document, text: str) -> Paper:
    """The document as a paper. `text` is the whole file that the document's spans point into."""
    made: list[Paragraph | Grid] = []
    if document.issuer and document.number and document.kind != "解读":
        made.append(Paragraph(Role.MASTHEAD, f"{document.issuer}文件"))
        made.append(Paragraph(Role.NUMBER, document.number))
    for part in document.parts:
        head = bool(made) and part is document.parts[0]
        for block in blocks(part.provisions, text):
            if head and block.node.kind is Kind.NUMBER:
                continue  # it stands below the masthead
            if block.node.kind is Kind.TABLE:
                made.extend(_grid(block.node, text))
            else:
                made.append(_paragraph(block.node, part, block.words))
    return Paper(document.title, made)


def _grid(node: Provision, text: str) -> Iterator[Grid]:
    found = table(text, node)
    rows = [[joined(cell.shown) for cell in row] for row in found.printed]
    heads = len(found.above) + len(found.header)
    if rows:
        yield Grid(rows[:heads], rows[heads:])


def _paragraph(node: Provision, part: Part, words: str) -> Paragraph:
    role = _ROLES.get(node.kind, Role.BODY)
    if part.kind is PartKind.ANNEX and role is Role.TITLE:
        role = Role.ANNEX_TITLE
    if role in (Role.LEVEL1, Role.LEVEL2, Role.CHAPTER) and len(words) > _LONGEST_HEADING:
        role = Role.BODY
    if node.kind is Kind.ARTICLE and node.num and words.startswith(node.num):
        return Paragraph(role, runs=(Run(node.num, bold=True), Run("　" + words[len(node.num) :].lstrip("　 "))))
    return Paragraph(role, words)
