"""Rows and cells of a table provision, in the shapes in which extraction leaves tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.text.model import Provision, Span
from gongbao.text.normal import normal

_RULE = re.compile(r"\|?[\s:|\-]*-{2,}[\s:|\-]*\|?")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its characters in the file, its words without tags, and these in normal form."""

    span: Span
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its header and the rows below it; headers that pages repeat are left out."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def row(self, words: str) -> tuple[Cell, ...] | None:
        """The first row with a cell of these words; else the first with a cell that holds them."""
        sought = normal(words)
        for same in (str.__eq__, str.__contains__):
            for row in self.rows:
                if any(same(cell.words, sought) for cell in row):
                    return row
        return None

    def column(self, words: str) -> int | None:
        """The index of the column whose header has these words, or holds them."""
        sought = normal(words)
        for same in (str.__eq__, str.__contains__):
            for index, cell in enumerate(self.header):
                if same(cell.words, sought):
                    return index
        return None


def table_rows(text: str, table: Provision) -> Rows:
    """The rows of a table provision of a text; a table without cells that can be told apart gives its lines."""
    lines = [line for span in table.spans for line in _lines(text, span)]
    first = next((text[start:stop] for start, stop in lines if text[start:stop].strip()), "")
    if first.lstrip().startswith("|"):
        rows = [_split(text, start, stop, "|") for start, stop in lines if "|" in text[start:stop]]
        rows = [row for row in rows if row]
    elif any(text.count("\t", start, stop) > 1 for start, stop in lines):
        rows = [_split(text, start, stop, "\t") for start, stop in lines if text[start:stop].strip()]
    else:
        rows = _cell_lines(text, lines)
    if not rows:
        return Rows((), ())
    header = rows[0]
    names = [cell.words for cell in header]
    return Rows(header, tuple(row for row in rows[1:] if [cell.words for cell in row] != names))


def _lines(text: str, span: Span) -> list[tuple[int, int]]:
    found, start = [], span.start
    while start < span.end:
        stop = text.find("\n", start, span.end)
        stop = span.end if stop < 0 else stop
        found.append((start, stop))
        start = stop + 1
    return found


def _cell(text: str, start: int, stop: int) -> Cell:
    shown = _TAGS.sub("", text[start:stop])
    return Cell(Span(start, stop), shown, normal(shown))


def _split(text: str, start: int, stop: int, by: str) -> tuple[Cell, ...]:
    line = text[start:stop]
    if by == "|":
        if _RULE.fullmatch(line.strip()) or not line.replace("|", "").strip():
            return ()
        stop = start + len(line.rstrip())
        start += len(line) - len(line.lstrip())
        start += text[start] == "|"
        stop -= text[stop - 1] == "|" and stop > start
    cells: list[Cell] = []
    at = start
    while at <= stop:
        end = text.find(by, at, stop)
        end = stop if end < 0 else end
        cells.append(_cell(text, at, end))
        at = end + 1
    return tuple(cells)


def _cell_lines(text: str, lines: list[tuple[int, int]]) -> list[tuple[Cell, ...]]:
    """A cell begins with a tab and runs over the lines that have none; a blank line before a tab ends a row."""
    rows: list[tuple[Cell, ...]] = []
    row: list[tuple[int, int]] = []
    blank = False
    for start, stop in lines:
        line = text[start:stop]
        if "\t" in line:
            if blank and row:
                rows.append(tuple(_cell(text, *each) for each in row))
                row = []
            row.append((start + line.index("\t") + 1, stop))
            blank = False
        elif line.strip():
            row = [*row[:-1], (row[-1][0], stop)] if row else [(start, stop)]
            blank = False
        else:
            blank = True
    if row:
        rows.append(tuple(_cell(text, *each) for each in row))
    return rows
