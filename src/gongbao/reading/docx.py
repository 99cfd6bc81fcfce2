"""DOCX: what is printed between headers and footers, read from the document's own XML; macros are never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongbao.reading.archive import Package, attribute, child, relations, tag, value
from gongbao.reading.docx_numbering import Numbering, numbering
from gongbao.reading.grid import GridCell, TooLarge, lay, pipe_lines
from gongbao.reading.source import ReadingError, Source, digest

_DEEPEST = 60
_LONGEST_HEADING = 200
_INTO = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
_SYMBOLS = {"F0A8": "□", "F06F": "□", "F0A3": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F050": "√", "F0D8": "➢"}


def read_docx(data: bytes, name: str) -> Source:
    """Read a DOCX file.

    A paragraph is a line, an empty paragraph an empty line, a heading by style a Markdown heading, a table a pipe
    table. Automatic numbers stand printed; insertions are taken and deletions not; text boxes follow the paragraph
    that holds them, footnotes (`[^1]: …`) the paragraph that refers to them.

    Raises:
        ReadingError: the file is damaged, encrypted, too large when unpacked, or without words.
    """
    package = Package(data, name)
    part = relations(package, "").get("officeDocument", "word/document.xml")
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        raise ReadingError(name, "这不是 DOCX 文件，里面没有正文", "请用办公软件另存为 DOCX 后再收录")
    parts = relations(package, part)
    styles = package.xml(parts.get("styles", "word/styles.xml"))
    reader = _Reader(
        name,
        numbering(package.xml(parts.get("numbering", "word/numbering.xml")), styles),
        _headings(styles),
        _default_style(styles),
        {kind: _notes(package, parts.get(kind)) for kind in ("footnotes", "endnotes")},
    )
    try:
        lines = reader.blocks(body)
    except TooLarge as error:
        raise ReadingError(name, "有一张表格过大", "请拆分后再收录") from error
    text = "\n".join(lines).strip("\n") + "\n"
    if not text.strip():
        raise ReadingError(name, "文件里没有文字", "如果是扫描图像，请先做文字识别（OCR）再收录")
    return Source(name, digest(data), text, "docx", "docx")


def _headings(styles: etree._Element | None) -> dict[str, int | str]:
    """For each style of a heading its level from 1 to 6; "toc" for those of a table of contents."""
    stated: dict[str, tuple[int | str | None, str | None]] = {}
    for style in styles if styles is not None else ():
        key = attribute(style, "styleId")
        if tag(style) != "style" or not key:
            continue
        called = value(style, "name") or ""
        look: int | str | None = None
        if found := _HEADING.fullmatch(called):
            look = int(found[1])
        elif _CONTENTS.match(called):
            look = "toc"
        else:
            look = _outline(child(style, "pPr"))
        stated[key] = look, value(style, "basedOn")
    found_: dict[str, int | str] = {}
    for key in stated:
        at: str | None = key
        for _ in range(20):
            if at is None or at not in stated:
                break
            look, based_on = stated[at]
            if look is not None:
                found_[key] = look
                break
            at = based_on
    return found_


def _outline(properties: etree._Element | None) -> int | None:
    """The heading level that an outline level stands for; 0 for the outline level of body text."""
    level = value(properties, "outlineLvl")
    if level is None or not level.isdecimal():
        return None
    return int(level) + 1 if len(level) < 3 and int(level) < 6 else 0


def _default_style(styles: etree._Element | None) -> str | None:
    for style in styles if styles is not None else ():
        if (
            tag(style) == "style"
            and attribute(style, "type") == "paragraph"
            and attribute(style, "default") in ("1", "true")
        ):
            return attribute(style, "styleId")
    return None


def _notes(package: Package, part: str | None) -> dict[str, etree._Element]:
    """The footnotes of a document by their ids, those that only draw a line left out."""
    root = package.xml(part) if part else None
    return {
        attribute(note, "id") or "": note
        for note in (root if root is not None else ())
        if tag(note) in ("footnote", "endnote") and attribute(note, "type") in (None, "normal")
    }


@dataclass
class _Paragraph:
    """Words of a paragraph as they are collected, and what is printed after it."""

    words: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Reader:
    """Walks through a body in reading order."""

    def __init__(
        self,
        name: str,
        numbers: Numbering,
        headings: dict[str, int | str],
        default_style: str | None,
        notes: dict[str, dict[str, etree._Element]],
    ) -> None:
        self.name, self.numbers, self.headings, self.default_style, self.notes = (
            name, numbers, headings, default_style, notes,
        )  # fmt: skip
        self.marks: dict[tuple[str, str], str] = {}

    def blocks(self, parent: etree._Element, depth: int = 0) -> list[str]:
        """The lines of all paragraphs and tables below an element."""
        if depth > _DEEPEST:
            raise ReadingError(self.name, "文件的层次过深，读不下去", "请用办公软件打开核对，另存后再收录")
        lines: list[str] = []
        open_ = ""  # words of a paragraph whose end is deleted: the next goes on with it
        for block in _flat(parent):
            kind = tag(block)
            if kind == "p":
                found, goes_on = self._paragraph(block, depth, open_)
                open_ = found.pop() if goes_on and found else ""
                lines += found
            elif kind == "tbl":
                lines += self._table(block, depth)
        return [*lines, open_] if open_ else lines

    def _paragraph(self, element: etree._Element, depth: int, before: str) -> tuple[list[str], bool]:
        """Its lines, and whether its end is deleted."""
        properties = child(element, "pPr")
        style = value(properties, "pStyle") or self.default_style
        paragraph = _Paragraph([before] if before else [])
        self._runs(element, paragraph, depth)
        goes_on = child(properties, "rPr", "del") is not None
        words = "".join(paragraph.words)
        look = _outline(properties)
        level = look if look is not None else self.headings.get(style or "")
        label = "" if before or not words.strip() else self.numbers.label(properties, style)
        if level == "toc":
            words = words.replace("\t", "......")
        lines = [line.strip(" \u3000\xa0\r") for line in (label + words).split("\n")]
        if isinstance(level, int) and level and lines and 0 < sum(map(len, lines)) <= _LONGEST_HEADING:
            lines = [f"{'#' * level} {line}" if line else line for line in lines]
        for box in paragraph.boxes:
            lines += self.blocks(box, depth + 1)
        return lines + paragraph.notes, goes_on

    def _runs(self, parent: etree._Element, paragraph: _Paragraph, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for each in parent:
            kind = tag(each)
            if kind == "r":
                if child(each, "rPr", "vanish") is None or value(each, "rPr", "vanish") in ("0", "false"):
                    self._run(each, paragraph, depth)
            elif kind in _INTO:
                self._runs(each, paragraph, depth + 1)
            elif kind == "oMath" or kind == "oMathPara":
                paragraph.words += [part.text or "" for part in each.iter() if tag(part) == "t"]

    def _run(self, run: etree._Element, paragraph: _Paragraph, depth: int) -> None:
        for each in run:
            kind = tag(each)
            if kind == "t":
                paragraph.words.append((each.text or "").replace("\n", " "))
            elif kind in ("tab", "ptab"):
                paragraph.words.append("\t")
            elif kind == "br":
                if attribute(each, "type") in (None, "textWrapping"):
                    paragraph.words.append("\n")
            elif kind == "cr":
                paragraph.words.append("\n")
            elif kind == "noBreakHyphen":
                paragraph.words.append("-")
            elif kind == "sym":
                paragraph.words.append(_SYMBOLS.get((attribute(each, "char") or "").upper(), ""))
            elif kind == "ruby":
                base = child(each, "rubyBase")
                if base is not None:
                    self._runs(base, paragraph, depth + 1)
            elif kind in ("footnoteReference", "endnoteReference"):
                self._note(each, paragraph, depth)
            elif kind in ("AlternateContent", "drawing", "pict", "object"):
                paragraph.boxes += _boxes(each)

    def _note(self, reference: etree._Element, paragraph: _Paragraph, depth: int) -> None:
        key = tag(reference).replace("Reference", "s"), attribute(reference, "id") or ""
        note = self.notes[key[0]].get(key[1])
        if note is None:
            return
        if key in self.marks:  # printed once, however often it is pointed at: by itself and other notes, too
            paragraph.words.append(self.marks[key])
            return
        mark = self.marks[key] = f"[^{len(self.marks) + 1}]"
        words = " ".join(line for line in self.blocks(note, depth + 1) if line)
        paragraph.words.append(mark)
        paragraph.notes.append(f"{mark}: {words}")

    def _table(self, table: etree._Element, depth: int) -> list[str]:
        """A table as a pipe table; one of a single cell, a frame around text, as the text in it."""
        rows: list[list[tuple[etree._Element, int, str | None]]] = []
        for row in _flat(table):
            properties = child(row, "trPr")
            if tag(row) != "tr" or child(properties, "del") is not None:
                continue
            skipped = value(properties, "gridBefore")
            cells: list[tuple[etree._Element, int, str | None]] = []
            if skipped is not None and skipped.isdecimal() and len(skipped) < 3 and int(skipped):
                cells.append((etree.Element("none"), int(skipped), None))
            for cell in _flat(row):
                look = child(cell, "tcPr")
                if tag(cell) != "tc" or child(look, "cellDel") is not None:
                    continue
                span = value(look, "gridSpan")
                columns = int(span) if span is not None and span.isdecimal() and len(span) < 5 else 1
                merge = child(look, "vMerge")
                down = None if merge is None else attribute(merge, "val") or "continue"
                cells.append((cell, columns, down))
            if cells:
                rows.append(cells)
        if len(rows) == 1 and len(rows[0]) == 1:
            return self.blocks(rows[0][0][0], depth + 1)
        notes: list[str] = []
        grid: list[list[GridCell]] = []
        for cells in rows:
            line: list[GridCell] = []
            for cell, columns, down in cells:
                printed = [] if down == "continue" else self.blocks(cell, depth + 1)
                notes += [each for each in printed if each.startswith("[^")]
                words = [_cell_words(each) for each in printed if not each.startswith(("[^", "| ---"))]
                line.append(GridCell(" ".join(filter(None, words)), columns))
            grid.append(line)
        return [*pipe_lines(lay(grid)), *notes]


def _cell_words(line: str) -> str:
    """A line within a cell: a heading's mark and a nested table's bars are no words of it."""
    line = line.lstrip("#").lstrip() if line.startswith("#") else line
    return line.strip("| ").replace(" | ", " ") if line.startswith("| ") else line


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, with those of the wrappers among them in their places; what is deleted left out."""
    stack = [iter(parent)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif tag(each) in _INTO and len(stack) < _DEEPEST:
            stack.append(iter(each))
        elif tag(each) == "AlternateContent":
            chosen = child(each, "Choice")
            chosen = chosen if chosen is not None else child(each, "Fallback")
            if chosen is not None and len(stack) < _DEEPEST:
                stack.append(iter(chosen))
        else:
            yield each


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing; of two forms of one drawing, the newer."""
    if tag(drawing) == "AlternateContent":
        for form in drawing:
            if found := _boxes(form):
                return found
        return []
    boxes: list[etree._Element] = []
    stack = list(reversed(drawing))
    while stack:
        each = stack.pop()
        if tag(each) == "txbxContent":
            boxes.append(each)
        elif tag(each) == "AlternateContent":
            boxes += _boxes(each)
        else:
            stack.extend(reversed(each))
    return boxes
