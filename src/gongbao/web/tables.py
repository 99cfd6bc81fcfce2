"""A rebuilt table as the page shows it: header levels, headings across, merged cells, totals beside the sums."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.text import ColumnType, RowKind, Sum, Table, sums

MOST_CELLS = 20_000
"""A larger table is shown as printed; it can still be downloaded whole."""

_FIGURES = (ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.COUNT)


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the header."""

    text: str
    across: int
    down: int
    numeric: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the body; `across` and `down` for what is merged."""

    text: str
    numeric: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the body: item, group, subtotal, total or note."""

    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total beside what its addends make."""

    label: str
    column: str
    printed: str
    computed: str
    agrees: bool
    rounding: bool
    addends: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the page. `place` is where it stands, for its downloads."""

    caption: str
    place: str
    units: str
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[Shown, ...]
    items: int
    totals: tuple[Total, ...]
    warnings: tuple[str, ...]


def grid_of(table: Table) -> Grid | None:
    """The table as a grid; None where it has but one column, no header or no row, or is too large for a page."""
    width = len(table.columns)
    headed = any(column.path for column in table.columns)
    if width < 2 or not table.rows or not headed or width * len(table.rows) > MOST_CELLS:
        return None
    return Grid(
        caption=table.caption,
        place=table.place,
        units="、".join(table.units),
        head=_head(table),
        rows=_rows(table),
        items=len(table.items),
        totals=tuple(total_of(each) for each in sums(table)),
        warnings=table.warnings,
    )


def total_of(found: Sum) -> Total:
    """A sum as pages show it."""
    return Total(
        found.label,
        found.column,
        f"{found.printed:,f}",
        f"{found.rounded:,f}",
        found.agrees,
        not found.agrees and found.by_rounding,
        len(found.addends),
    )


def _head(table: Table) -> tuple[tuple[Head, ...], ...]:
    """Header cells level by level; a column with fewer levels reaches down to the last."""
    paths = [column.path or ("",) for column in table.columns]
    numeric = [column.type in _FIGURES for column in table.columns]
    depth = max(map(len, paths))
    levels = []
    for level in range(depth):
        cells, at = [], 0
        while at < len(paths):
            path = paths[at]
            if len(path) <= level:
                at += 1
                continue
            last = level == len(path) - 1
            end = at + 1
            while not last and end < len(paths) and paths[end][: level + 1] == path[: level + 1]:
                end += 1
            cells.append(Head(path[level], end - at, depth - level if last else 1, last and numeric[at]))
            at = end
        levels.append(tuple(cells))
    return tuple(levels)


def _rows(table: Table) -> tuple[Shown, ...]:
    numeric = [column.type in _FIGURES for column in table.columns]
    down = _reach(table)
    shown = []
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.GROUP:
            words = next((cell.shown for cell in row.cells if cell.shown.strip()), "")
            shown.append(Shown(row.kind.value, (Box(_said(words), across=len(table.columns)),)))
            continue
        boxes = []
        for at, cell in enumerate(row.cells):
            if (index, at) in down:
                boxes.append(Box(_said(cell.shown), numeric[at], down=down[index, at]))
        shown.append(Shown(row.kind.value, tuple(boxes)))
    return tuple(shown)


def _reach(table: Table) -> dict[tuple[int, int], int]:
    """For each cell that is drawn, how many rows it reaches down; a cell merged with the one above is not drawn."""
    drawn: dict[tuple[int, int], int] = {}
    open_: list[int] = [-1] * len(table.columns)  # for each column the row of the cell that may reach on
    for index, row in enumerate(table.rows):
        for at, cell in enumerate(row.cells):
            origin = cell.merged
            if origin is not None and origin[1] == at and 0 <= open_[at] == origin[0] and row.kind is RowKind.ITEM:
                drawn[open_[at], at] += 1
                continue
            drawn[index, at] = 1
            open_[at] = index if row.kind is RowKind.ITEM else -1
        if row.kind is RowKind.GROUP:
            open_ = [-1] * len(table.columns)
    return drawn


def _said(words: str) -> str:
    return "\n".join(line.strip() for line in words.strip().splitlines() if line.strip())
