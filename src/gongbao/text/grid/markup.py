"""Tables in HTML's marks, as some extraction leaves them: <table><tr><td rowspan=2>. Merged cells are stated there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongbao.text.grid.cells import Cell, Origin, Printed, RawRow, cell_of
from gongbao.text.model import Span

_MARK = re.compile(r"<(/?)(table|tr|td|th|caption)\b([^<>]{0,200})>", re.IGNORECASE)
_SPAN = re.compile(r"(row|col)span\s{0,4}=\s{0,4}[\"']?(\d{1,4})", re.IGNORECASE)
_MOST_PLACES = 40  # for each cell: what merged cells may cover together
BLANK = Cell((), "", "")


@dataclass(slots=True)
class _Stated:
    """A cell as its mark states it."""

    spans: list[Span]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Laid:
    """A row on the grid, and where the words of its covered cells stand: rows up, column."""

    cells: list[Cell] = field(default_factory=list)
    origins: list[Origin | None] = field(default_factory=list)

    def add(self, cell: Cell, origin: Origin | None) -> None:
        self.cells.append(cell)
        self.origins.append(origin)


def opens_markup(words: str) -> bool:
    """Whether a line begins a table in HTML's marks."""
    return words[:6].lower() == "<table"


def marked_up(text: str, spans: Sequence[Span]) -> Printed:
    """The rows of such a table; what stands between its cells, a caption say, is a row of its own."""
    stated = list(_rows(text, spans))
    cells = sum(len(row) for row in stated)
    covered = sum(min(cell.columns, 1000) * min(cell.rows, 1000) for row in stated for cell in row)
    if covered > _MOST_PLACES * (cells + 1):
        for row in stated:
            for cell in row:
                cell.columns = cell.rows = 1
    laid = _lay(text, stated)
    width = max((len(row.cells) for row in laid), default=0)
    if width * len(laid) > _MOST_PLACES * (cells + 1):
        width = 0
    rows: list[RawRow] = []
    for line in laid:
        more = max(0, width - len(line.cells)) if len(line.cells) > 1 else 0
        rows.append(RawRow((*line.cells, *[BLANK] * more), origins=(*line.origins, *[None] * more)))
    return Printed("markup", tuple(rows), rules=tuple(_marks(text, spans)))


def _marks(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        yield from (Span(*found.span()) for found in _MARK.finditer(text, start, end))


def _rows(text: str, spans: Sequence[Span]) -> Iterator[list[_Stated]]:
    row: list[_Stated] = []
    cell: _Stated | None = None
    for start, end in spans:
        at = start
        for found in _MARK.finditer(text, start, end):
            cell = _words(text, at, found.start(), row, cell)
            at = found.end()
            name = found[2].lower()
            if name in ("td", "th", "caption"):
                cell = None
                if not found[1]:
                    if name == "caption" and row:
                        yield row
                        row = []
                    cell = _Stated([])
                    for axis, number in _SPAN.findall(found[3]):
                        reach = max(1, int(number))
                        cell.columns, cell.rows = (cell.columns, reach) if axis.lower() == "row" else (reach, cell.rows)
                    row.append(cell)
            if name in ("tr", "table") or (name == "caption" and found[1]):
                cell = None
                if row:
                    yield row
                    row = []
        cell = _words(text, at, end, row, cell)
    if row:
        yield row


def _words(text: str, start: int, end: int, row: list[_Stated], cell: _Stated | None) -> _Stated | None:
    """Words between two marks belong to the open cell; without one they make a cell."""
    if text[start:end].strip():
        if cell is None:
            cell = _Stated([])
            row.append(cell)
        cell.spans.append(Span(start, end))
    return cell


def _lay(text: str, stated: Sequence[Sequence[_Stated]]) -> list[_Laid]:
    laid: list[_Laid] = []
    reaching: dict[int, tuple[int, int, int]] = {}  # column → rows still covered, rows up to the words, their column
    for row in stated:
        line = _Laid()
        below: dict[int, tuple[int, int, int]] = {}
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or len(line.cells) in reaching:
            column = len(line.cells)
            if column in reaching:
                left, up, origin = reaching[column]
                line.add(BLANK, (up, origin))
                if left > 1:
                    below[column] = (left - 1, up + 1, origin)
                continue
            assert cell is not None
            for step in range(cell.columns):
                line.add(cell_of(text, cell.spans) if step == 0 else BLANK, (0, column) if step else None)
                if cell.rows > 1:
                    below[column + step] = (cell.rows - 1, 1, column)
            cell = next(cells, None)
        laid.append(line)
        reaching = below
    return laid
