"""Cells printed one a line whose rows nothing divides: cut into rows by the numbering, or by a header that comes again.

No other evidence is taken: a table without either keeps its cells as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongbao.text.grid.cells import Cell, Printed, RawRow

_NUMBERING = frozenset(("序号", "编号", "项次"))
_TOTAL = re.compile(r"合计|总计|小计|共计")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、.{1,60}|[（(][一二三四五六七八九十]{1,3}[）)].{1,60}")
_FEWEST_CELLS = 6
_WIDEST = 20


def regrouped(read: Printed) -> Printed:
    """The table with its rows; unchanged where they are divided, or nothing tells where they end."""
    if read.shape != "cells" or not read.rows or any(row.loose for row in read.rows):
        return read
    sizes = {len(row.cells) for row in read.rows}
    undivided = sizes == {1} or (len(read.rows) == 1 and len(read.rows[0].cells) >= _FEWEST_CELLS)
    cells = [cell for row in read.rows for cell in row.cells]
    if not undivided or len(cells) < _FEWEST_CELLS:
        return read
    rows = _by_numbers(cells) or _by_header(cells)
    return replace(read, rows=tuple(RawRow(tuple(row)) for row in rows)) if rows else read


def _by_numbers(cells: Sequence[Cell]) -> list[list[Cell]] | None:
    """Rows that begin with 1, 2, 3 …; headings and totals stand between them."""
    begins = (
        index for index, cell in enumerate(cells[: _WIDEST + 1]) if cell.words == "1" or _HEADING.match(cell.words)
    )
    width = next(begins, 0)
    if width < 2 or cells[0].words not in _NUMBERING:
        return None
    rows = [list(cells[:width])]
    at, number, counted = width, 0, 0
    while at < len(cells):
        words = cells[at].words
        if words in (str(number + 1), "1"):
            number, counted = int(words), counted + 1
            size = width
        elif _TOTAL.fullmatch(words):
            size = min(width, len(cells) - at)
        elif _HEADING.fullmatch(words) and at + 1 < len(cells) and cells[at + 1].words in (str(number + 1), "1"):
            size = 1
        elif [cell.words for cell in cells[at : at + width]] == [cell.words for cell in rows[0]]:
            size = width
        else:
            return None
        rows.append(list(cells[at : at + size]))
        at += size
    return rows if counted > 1 else None


def _by_header(cells: Sequence[Cell]) -> list[list[Cell]] | None:
    """Rows as wide as the header that comes again, where all cells fill such rows."""
    first = cells[0].words
    for width in range(2, min(_WIDEST, len(cells) // 2) + 1):
        if cells[width - 1].words == "" or len(cells) % width or first == "":
            continue
        again = range(width, len(cells), width)
        header = [cell.words for cell in cells[:width]]
        if any([cell.words for cell in cells[at : at + width]] == header for at in again):
            return [list(cells[at : at + width]) for at in range(0, len(cells), width)]
    return None
