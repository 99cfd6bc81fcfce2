"""The passes in order: lines, furniture, tables, numbers, documents, paragraphs, trees, ids, facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gongbao.reading import Source
from gongbao.text.grid.detecting import find_tables
from gongbao.text.model import Document, Furniture, Gazette, Span, Warning
from gongbao.text.normal import normal
from gongbao.text.readings import interpreted
from gongbao.text.structure.assembly import Assembly, Looked
from gongbao.text.structure.drafts import Draft, kind_of
from gongbao.text.structure.furniture import furniture, recurring
from gongbao.text.structure.lines import Line, read_lines
from gongbao.text.structure.numbering import Mark, Rank, mark
from gongbao.text.structure.plans import with_bare_numbers
from gongbao.text.structure.sites import site_lines, site_number, site_title
from gongbao.text.structure.splitting import split
from gongbao.text.structure.unfolding import unfolded

PARSER_VERSION = "3"
"""Raised with every change of what `parse` gives for a text."""

_DOT_AND_BLANK = re.compile(r"[ \t\u3000]{0,40}(\d{1,3})[.．][ \t\u3000]")
_ARTICLE_AND_BLANK = re.compile(r"[ \t\u3000]{0,40}第[ \t\u3000\w]{1,20}[条章节编篇][ \t\u3000]")


def parse(source: Source, *, place: str | None = None) -> Gazette:
    """Parse a text. Total: no text is refused, and no character is lost.

    Args:
        source: the text.
        place: the place of all its documents (定州市); None: read from the masthead.
    """
    text = _look(source)
    found = split(
        text.lines, text.marks, text.tables, [line.key for line, what in text.aside if what == "running head"]
    )
    _from_card(text, found.drafts)
    documents: list[Document] = []
    warnings: list[Warning] = []
    provided: list[Span] = []
    known: dict[int, date | None] = {}
    where = place if place is not None else found.place
    for draft in found.drafts:
        document = Assembly(text, found.lists, draft, where, known, warnings).document()
        documents.append(document)
        for part in document.parts:
            for provision in part.provisions:
                provided.extend(provision.all_spans())
    pieces = _furniture(text, found.before, provided)
    if found.before and (found.drafts or found.before):
        first = text.lines[0].number
        warnings.append(Warning(first, f"从第{first}行起有{found.before}行不属于任何文件"))
    warnings.sort(key=lambda each: each.line)
    name = found.title or (documents[0].title if documents else source.name)
    return Gazette(source, name, where, interpreted(documents), pieces, tuple(warnings))


def _from_card(text: Looked, drafts: Sequence[Draft]) -> None:
    """The 文号 and title that a website prints above a text go to the first document, where it prints none itself."""
    card = [line for line, what in text.aside if what == "site"]
    if not card or not drafts:
        return
    first = drafts[0]
    first.number = first.number or site_number(card)
    if first.warning and (title := site_title(card)):
        first.title, first.kind, first.warning = normal(title), kind_of(title), None


def _look(source: Source) -> Looked:
    lines: list[Line] = []
    aside: list[tuple[Line, str]] = []
    printed = unfolded(source.text, read_lines(source.text))
    again = {**recurring(printed), **dict.fromkeys(site_lines(printed), "site")}
    turned = False  # a page has come to its end
    for index, line in enumerate(printed):
        what = again.get(index) or furniture(line)
        if what is None:
            lines.append(replace(line, page=True) if turned and not line.page else line)
            turned = False
        else:
            turned = turned or what in ("page number", "running head")
            aside.append((line, what))
    marks = with_bare_numbers(lines, [_number(source.text, line) for line in lines])
    return Looked(source, lines, marks, dict(find_tables(lines)), aside)


def _number(text: str, line: Line) -> Mark | None:
    """The number of a line, blanks heeded: 13. 6个 is number 13, though its key reads 13.6个."""
    number = mark(line.key)
    if number is None and line.key[0] == "第" and _ARTICLE_AND_BLANK.match(text, line.spans[0].start):
        return mark(line.key, apart=True)
    if number is None or not number.decimal or (dotted := _DOT_AND_BLANK.match(text, line.spans[0].start)) is None:
        return number
    num = dotted[1] + "."
    return Mark(Rank.LEVEL3, int(dotted[1]), 0, len(num), num)


def _furniture(text: Looked, before: int, provided: Sequence[Span]) -> tuple[Furniture, ...]:
    """Everything that no provision holds."""
    kinds: dict[str, list[Span]] = {}
    for line, what in text.aside:
        kinds.setdefault(what, []).append(Span(line.start, line.stop))
    for line in text.lines[:before]:
        kinds.setdefault("outside", []).append(Span(line.start, line.stop))
    taken = sorted((*provided, *(span for spans in kinds.values() for span in spans)))
    at = 0
    for start, end in (*taken, Span(len(text.source.text), len(text.source.text))):
        if start > at:
            what = "blank" if not text.source.text[at:start].strip() else "mark"
            kinds.setdefault(what, []).append(Span(at, start))
        at = max(at, end)
    return tuple(Furniture(what, tuple(spans)) for what, spans in kinds.items())
