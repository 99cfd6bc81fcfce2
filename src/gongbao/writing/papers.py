"""Papers in the layout of official documents: GB/T 9704-2012 党政机关公文格式, as DOCX.

A4; 37 mm above and 28 mm left of a type area of 156 × 225 mm; 22 lines of 28 characters, size 3 (16 pt). Fonts are
named, not embedded: a machine without them shows its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from docx import Document as new_docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_SIZE_2, _SIZE_3, _SIZE_4 = Pt(22), Pt(16), Pt(14)
_TABLE_SIZE = Pt(10.5)
_LINE = Pt(28.95)  # 225 mm by 22 lines
_SONG, _FANGSONG, _KAI, _HEI, _BODY_SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
_RED = RGBColor(0xE6, 0x00, 0x12)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Role(StrEnum):
    """What a paragraph is, in the terms of GB/T 9704."""

    MASTHEAD = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "标题"
    NOTE = "题注"
    ADDRESSEE = "主送机关"
    CHAPTER = "章"
    LEVEL1 = "一级标题"
    LEVEL2 = "二级标题"
    BODY = "正文"
    ANNEX_NOTE = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    ANNEX = "附件"
    ANNEX_TITLE = "附件标题"
    CAPTION = "表题"
    SMALL = "说明"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a paragraph; `mark` shows what a comparison added or took away."""

    text: str
    bold: bool = False
    mark: str | None = None  # insert | delete


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Runs, or a plain text."""

    role: Role
    text: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header rows and body rows, cells as text; `widths` are shares of the line."""

    head: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str | Sequence[Run]]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper. `wide` turns the sheet for broad tables."""

    title: str
    blocks: Sequence[Paragraph | Grid] = field(default=())
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    font: str = _FANGSONG
    size: Any = _SIZE_3
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 2  # characters, first line
    right: int = 0  # characters kept free at the right
    before: bool = False  # a blank line above
    colour: RGBColor | None = None
    bold: bool = False
    page_before: bool = False


_LEFT, _MIDDLE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_LOOKS = {
    Role.MASTHEAD: _Look(_SONG, Pt(40), _MIDDLE, 0, colour=_RED),
    Role.NUMBER: _Look(align=_MIDDLE, indent=0),
    Role.TITLE: _Look(_SONG, _SIZE_2, _MIDDLE, 0, before=True),
    Role.NOTE: _Look(_KAI, align=_MIDDLE, indent=0),
    Role.ADDRESSEE: _Look(align=_LEFT, indent=0, before=True),
    Role.CHAPTER: _Look(_HEI, align=_MIDDLE, indent=0, before=True),
    Role.LEVEL1: _Look(_HEI),
    Role.LEVEL2: _Look(_KAI),
    Role.BODY: _Look(),
    Role.ANNEX_NOTE: _Look(before=True, align=_LEFT),
    Role.SIGNATURE: _Look(align=_RIGHT, indent=0, right=2, before=True),
    Role.DATE: _Look(align=_RIGHT, indent=0, right=4),
    Role.ANNEX: _Look(_HEI, align=_LEFT, indent=0, page_before=True),
    Role.ANNEX_TITLE: _Look(_SONG, _SIZE_2, _MIDDLE, 0, before=True),
    Role.CAPTION: _Look(_HEI, _SIZE_4, _MIDDLE, 0),
    Role.SMALL: _Look(_KAI, _SIZE_4, _LEFT, 0),
}


def docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    file = new_docx()
    file.core_properties.author = "gongbao"
    file.core_properties.title = _clean(paper.title)[:250]
    file.core_properties.comments = ""
    file.core_properties.created = file.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    _page(file, wide=paper.wide)
    _base_style(file)
    for block in paper.blocks:
        if isinstance(block, Grid):
            _grid(file, block)
        else:
            _paragraph(file, block)
            if block.role is Role.NUMBER and any(
                isinstance(each, Paragraph) and each.role is Role.MASTHEAD for each in paper.blocks
            ):
                _rule(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _page(file: Any, *, wide: bool) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.footer_distance = Mm(28)
    file.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, _RIGHT)
    _page_number(section.even_page_footer, _LEFT)


def _page_number(footer: Any, align: Any) -> None:
    """— 1 —, outside of the page, one character from the edge of the type area."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    if align is _RIGHT:
        paragraph.paragraph_format.right_indent = _SIZE_4
    else:
        paragraph.paragraph_format.left_indent = _SIZE_4
    _styled(paragraph.add_run("— "), _BODY_SONG, _SIZE_4)
    run = paragraph.add_run()
    _styled(run, _BODY_SONG, _SIZE_4)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    _styled(paragraph.add_run(" —"), _BODY_SONG, _SIZE_4)


def _base_style(file: Any) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = _FANGSONG, _SIZE_3
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FANGSONG)


def _paragraph(file: Any, block: Paragraph) -> None:
    look = _LOOKS[block.role]
    if look.before:
        _spaced(file.add_paragraph(), _LINE)
    paragraph = file.add_paragraph()
    _spaced(paragraph, _LINE if look.size <= _SIZE_2 else None)
    paragraph.alignment = look.align
    shape = paragraph.paragraph_format
    if look.indent:
        shape.first_line_indent = Pt(look.size.pt * look.indent)
    if look.right:
        shape.right_indent = Pt(look.size.pt * look.right)
    if look.page_before:
        shape.page_break_before = True
    for run in block.runs or (Run(block.text),):
        _run(paragraph, run, look.font, look.size, look.colour, bold=look.bold or run.bold)


def _run(paragraph: Any, run: Run, font: str, size: Any, colour: RGBColor | None = None, *, bold: bool = False) -> None:
    made = paragraph.add_run(_clean(run.text))
    _styled(made, font, size)
    made.bold = bold
    if colour is not None:
        made.font.color.rgb = colour
    if run.mark == "insert":
        made.underline = True
        made.bold = True
    elif run.mark == "delete":
        made.font.strike = True


def _styled(run: Any, font: str, size: Any) -> None:
    run.font.name, run.font.size = font, size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _spaced(paragraph: Any, line: Any) -> None:
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    if line is not None:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, line


def _rule(file: Any) -> None:
    """The red line below the number, as wide as the type area."""
    paragraph = file.add_paragraph()
    _spaced(paragraph, Pt(6))
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", "E60012")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _grid(file: Any, grid: Grid) -> None:
    columns = max((len(row) for row in (*grid.head, *grid.rows)), default=0)
    if not columns:
        return
    table = file.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    section = file.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    shares = list(grid.widths) or [1.0] * columns
    widths = [int(width * share / sum(shares)) for share in shares]
    for head, rows in ((True, grid.head), (False, grid.rows)):
        for row in rows:
            cells = table.add_row().cells
            for index, words in enumerate(row):
                _cell(cells[index], words, widths[index], head=head)
            if head:
                _repeated(table.rows[-1])
    _spaced(file.add_paragraph(), Pt(6))


def _cell(cell: Any, words: str | Sequence[Run], width: int, *, head: bool) -> None:
    cell.width = width
    lines = _lines(words)
    for number, runs in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = _MIDDLE if head else _LEFT
        _spaced(paragraph, None)
        for run in runs:
            _run(paragraph, run, _HEI if head else _FANGSONG, _TABLE_SIZE, bold=run.bold)


def _lines(words: str | Sequence[Run]) -> list[list[Run]]:
    runs = [Run(words)] if isinstance(words, str) else list(words)
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.bold, run.mark))
    return lines


def _repeated(row: Any) -> None:
    """The header row stands again on each page."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
