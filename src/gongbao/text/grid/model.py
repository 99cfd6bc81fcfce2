"""A table as readers get it: typed columns, rows with their kinds and lines, cells that know whose words they have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.text.grid.cells import Cell
from gongbao.text.grid.rows import Row, RowKind
from gongbao.text.grid.values import ColumnType
from gongbao.text.model import Span
from gongbao.text.normal import normal

_BODY = re.compile(r"^[^，。；：]{2,30}(?:[委局院府厅]|办公室|办|管委会|支行|分局|人行)$")
_SHORTEST_BODY = 3  # 管委会 alone is the rest of a broken name


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    index: int  # from 0
    words: str  # the lowest header over it, normal; "" where there is none
    path: tuple[str, ...]  # headers from top to bottom
    type: ColumnType = ColumnType.TEXT
    unit: str | None = None

    @property
    def title(self) -> str:
        """All headers over it: 2022年新增／节水量."""
        return "／".join(self.path)


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters of a table that stand in no cell of it: repeated header | rule."""

    what: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document."""

    caption: str
    num: str | None  # as printed: 表1, 专栏2
    eid: str
    place: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    above: tuple[tuple[Cell, ...], ...] = ()  # rows printed over the header: a caption, fields of a form
    header: tuple[tuple[Cell, ...], ...] = ()  # its rows as printed
    numbering: int | None = None  # index of the column that numbers the rows
    units: tuple[str, ...] = ()  # of the line 单位：… above it
    aside: tuple[Aside, ...] = ()
    first_line: int = 0  # lines of the file, 1-based, both included
    last_line: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows as printed, from the caption within it to the last: merged cells blank, headings alone in theirs."""
        rows = tuple(
            row.cells[:1]
            if row.kind is RowKind.GROUP
            else tuple(cell if cell.printed_here else Cell(cell.spans, "", "") for cell in row.cells)
            for row in self.rows
        )
        return (*self.above, *self.header, *rows)

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows that are neither headings nor totals nor notes."""
        return tuple(row for row in self.rows if row.kind is RowKind.ITEM)

    def row(self, words: str) -> int | None:
        """The index of the first row with a printed cell of these words; else with one that holds them.

        A number is looked for in the numbering column first.
        """
        sought = normal(words)
        if not sought:
            return None
        if self.numbering is not None and sought.isdecimal() and (found := self.row_numbered(int(sought))) is not None:
            return found
        for same in (str.__eq__, str.__contains__):
            for index, row in enumerate(self.rows):
                if any(same(cell.words, sought) for cell in row.cells if cell.printed_here):
                    return index
        return None

    def row_numbered(self, number: int) -> int | None:
        """The index of the first row that prints this number; without a numbering, of the row in this place."""
        if self.numbering is None:
            return self.row_at(number)
        for index, row in enumerate(self.rows):
            if row.number == number and row.cells[self.numbering].printed_here:
                return index
        return None

    def row_at(self, place: int) -> int | None:
        """The index of the row in this place, counted from 1, headings and totals included."""
        return place - 1 if 0 < place <= len(self.rows) else None

    def column(self, words: str) -> int | None:
        """The index of the first column whose headers are these words; else hold them."""
        sought = normal(words).replace("/", "").replace("／", "")
        if not sought:
            return None
        tests = (
            lambda column: "".join(column.path) == sought,
            lambda column: column.words == sought,
            lambda column: sought in "".join(column.path),
        )
        for test in tests:
            for column in self.columns:
                if test(column):
                    return column.index
        return None

    def spans(self, row: int, column: int) -> tuple[Span, ...]:
        """The characters of a cell; of a merged one, those of the cell that prints its words."""
        cell = self.rows[row].cells[column]
        while cell.merged is not None:
            cell = self.rows[cell.merged[0]].cells[cell.merged[1]]
        return cell.spans


def to_rows(made: Table, *, merged_too: bool = True) -> list[list[str]]:
    """The table as lines of cells for exchange: headers first, one line, levels divided by ／; then all rows.

    Args:
        made: the table.
        merged_too: with the words of merged cells in each of them; without, they are left blank as printed.
    """
    lines = [[column.title for column in made.columns]] if any(column.path for column in made.columns) else []
    for row in made.rows:
        lines.append([one_line(cell.shown) if merged_too or cell.printed_here else "" for cell in row.cells])
    return lines


def one_line(shown: str) -> str:
    """The words of a cell with its broken lines joined; a blank stays between Latin words.

    Where each of two lines names a body (市财政局, 市发改委), the break that divides them stays.
    """
    lines = [line for line in (piece.strip(" \t\r\u3000\xa0") for piece in shown.split("\n")) if line]
    made = lines[0] if lines else ""
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        if _BODY.search(before) and len(line) > _SHORTEST_BODY and _names_body(lines, at):
            made += "\n"
        elif before[-1:].isascii() and line[0].isascii() and before[-1:].isalpha() and line[0].isalpha():
            made += " "
        made += line
    return made


def _names_body(lines: list[str], at: int) -> bool:
    """Whether a line is the name of a body, or a first half of one."""
    return _BODY.search(lines[at]) is not None or _BODY.search("".join(lines[at : at + 2])) is not None
