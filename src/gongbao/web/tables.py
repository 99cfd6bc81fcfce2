"""A table's rows as the page shows them, where they are regular enough to be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.text import Rows

MOST_CELLS = 20_000
_FIGURE = re.compile(r"^[-+−]?[\d,，]+(?:\.\d+)?[%％]?$")
_EMPTY = ("", "-", "—", "/")


@dataclass(frozen=True, slots=True)
class Grid:
    """A regular table. `numeric` says for each column whether its cells are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


def grid_of(table: Rows) -> Grid | None:
    """The table as a grid; None where rows differ in length, or there is but one column or no row."""
    head = tuple(cell.shown.strip() for cell in table.header)
    rows = tuple(tuple(cell.shown.strip() for cell in row) for row in table.rows)
    width = len(head)
    if width < 2 or not rows or any(len(row) != width for row in rows) or width * len(rows) > MOST_CELLS:
        return None
    return Grid(head, rows, tuple(_numeric([row[index] for row in rows]) for index in range(width)))


def _numeric(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell not in _EMPTY]
    return bool(said) and all(_FIGURE.match(cell) for cell in said)
