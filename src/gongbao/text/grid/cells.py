"""The printed rows and cells of a table, before anything is made of them, in the shapes that extraction leaves.

Pipe tables (| a | b |), a row in a line with tabs, a cell in a line (each begins with a tab and may run over several
lines; a blank line ends a row). Tables without any mark of cells are read in `grids_plain` and `grids_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongbao.text.model import Span
from gongbao.text.normal import normal

_RULE = re.compile(r"\|?[\s:|\-]*-{2,}[\s:|\-]*\|?")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,400}?)\*\*")
_RULE_CELL = re.compile(r":?-+:?")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `spans` are its own printed characters. A cell that is printed blank because it is merged with another has the words
    and the value of that one, whose row and column (from 0) `merged` names.
    """

    spans: tuple[Span, ...]
    shown: str  # as printed, tags left out
    words: str  # normal text
    value: Decimal | date | None = None  # where the column's type allows; None for blank, — and /
    merged: tuple[int, int] | None = None

    @property
    def printed_here(self) -> bool:
        """Whether the words stand in this cell and not in one that it is merged with."""
        return self.merged is None


Origin = tuple[int, int]
"""Where the words of a covered cell stand: how many rows up, and in which column."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One printed row."""

    cells: tuple[Cell, ...]
    loose: bool = False  # words behind a page break that belong to no cell for certain
    origins: tuple[Origin | None, ...] = ()  # for cells that the print states to be covered by another: which one

    @property
    def said(self) -> tuple[str, ...]:
        """The words of all cells."""
        return tuple(cell.words for cell in self.cells)

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(1 for cell in self.cells if cell.words)


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed rows of a table. `ruled`: a Markdown rule stands below its first row; `rules`: such lines."""

    shape: str  # pipes | rows | cells | markup | plain
    rows: tuple[RawRow, ...]
    ruled: bool = False
    rules: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


Piece = tuple[int, int]
"""A line, or what a span holds of it: start, and stop before its line feed."""


def cell_of(text: str, spans: Sequence[Span]) -> Cell:
    """A cell of some characters; words that Markdown struck with a backslash keep it in `spans` alone."""
    printed = "".join(text[start:end] for start, end in spans)
    if "<" in printed:
        printed = _TAGS.sub("", _BREAK.sub("\n", printed))
    if "**" in printed:
        printed = _BOLD.sub(r"\1", printed)
    if "\\|" in printed:
        printed = printed.replace("\\|", "|")
    return Cell(tuple(spans), printed, normal(printed))


def pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """The lines of some spans, blank ones included."""
    for span in spans:
        start = span.start
        while start < span.end:
            stop = text.find("\n", start, span.end)
            stop = span.end if stop < 0 else stop
            yield start, stop
            start = stop + 1


def printed(text: str, spans: Sequence[Span]) -> Printed:
    """The printed rows of a table whose cells are marked by pipes or tabs; none (shape `plain`) where they are not."""
    lines = list(pieces(text, spans))
    first = next((text[start:stop] for start, stop in lines if text[start:stop].strip()), "")
    if first.lstrip().startswith("|"):
        return _pipes(text, lines)
    marked = [(start, text.find("\t", start, stop), stop) for start, stop in lines]
    marked = [each for each in marked if each[1] >= 0]
    rows = sum(1 for start, at, stop in marked if text[start:at].strip() or text.find("\t", at + 1, stop) >= 0)
    if marked and rows * 2 > len(marked):
        return Printed("rows", tuple(_split(text, line, "\t") for line in lines if text[slice(*line)].strip()))
    if marked:
        return Printed("cells", tuple(_cell_lines(text, lines)))
    return Printed("plain", ())


def _pipes(text: str, lines: Sequence[Piece]) -> Printed:
    rows: list[RawRow] = []
    rules: list[Span] = []
    ruled = False
    for start, stop in lines:
        line = text[start:stop]
        words = line.strip()
        if not words:
            continue
        if "-" in words and (_RULE.fullmatch(words) or (len(rows) == 1 and not ruled and _is_rule(words))):
            rules.append(Span(start, stop))
            ruled = ruled or len(rows) == 1
            continue
        if "|" not in words:
            rows.append(RawRow((cell_of(text, (Span(start, stop),)),)))
            continue
        end = start + len(line.rstrip())
        at = start + len(line) - len(line.lstrip())
        at += text[at] == "|"
        end -= end > at and text[end - 1] == "|"
        row = _split(text, (at, end), "|")
        if row.filled or not rows:
            rows.append(row)
        else:
            rules.append(Span(start, stop))
    if rows and not rows[0].filled:  # a header that says nothing
        blank = rows.pop(0)
        rules.extend(span for cell in blank.cells for span in cell.spans)
        ruled = False
    return Printed("pipes", tuple(rows), ruled, tuple(sorted(rules)))


def _is_rule(words: str) -> bool:
    """A rule of single dashes, as Markdown allows it below the header: |:-:|-|."""
    return all(_RULE_CELL.fullmatch(cell.strip()) for cell in words.strip("|").split("|"))


def _split(text: str, line: Piece, by: str) -> RawRow:
    start, stop = line
    cells: list[Cell] = []
    if by == "|":
        ends = [match.start() for match in _BAR.finditer(text, start, stop)]
    else:
        ends = [at for at in range(start, stop) if text[at] == by]
    for end in (*ends, stop):
        cells.append(cell_of(text, (Span(start, end),)))
        start = end + 1
    return RawRow(tuple(cells))


def _cell_lines(text: str, lines: Sequence[Piece]) -> Iterator[RawRow]:
    """A cell begins with a tab and runs over the lines that have none; a blank line before a tab ends a row."""
    row: list[list[Span]] = []
    blank = 0
    for start, stop in lines:
        line = text[start:stop]
        at = line.find("\t")
        if at < 0 and not line.strip():
            blank += 1
            continue
        if at < 0:
            if blank > 1 and row:  # behind a page break, words without a tab belong to no cell for certain
                yield _row(text, row)
                yield RawRow((cell_of(text, (Span(start, stop),)),), loose=True)
                row = []
            elif row:
                row[-1] = _extended(text, row[-1], start, stop)
            else:
                row.append([Span(start, stop)])
            blank = 0
            continue
        if blank and row:
            yield _row(text, row)
            row = []
        blank = 0
        if row and line[:at].strip():  # words before a tab still belong to the cell above
            row[-1] = _extended(text, row[-1], start, start + at)
        elif line[:at].strip():
            row.append([Span(start, start + at)])
        row.append([Span(start + at + 1, stop)])
    if row:
        yield _row(text, row)


def _extended(text: str, cell: list[Span], start: int, stop: int) -> list[Span]:
    """A cell that goes on in a later line: one span, unless a page's head or number stands between."""
    last = cell[-1]
    if text[last.end : start].strip():
        return [*cell, Span(start, stop)]
    return [*cell[:-1], Span(last.start, stop)]


def _row(text: str, row: list[list[Span]]) -> RawRow:
    return RawRow(tuple(cell_of(text, spans) for spans in row))
