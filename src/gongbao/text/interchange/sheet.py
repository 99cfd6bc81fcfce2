"""A rebuilt table as a sheet to keep: one header line, figures and dates typed, merged cells filled in."""

from __future__ import annotations

from gongbao.text.grid.model import Table, one_line
from gongbao.writing import Cell, Column, Sheet


def sheet(table: Table, name: str = "") -> Sheet:
    """The table as a sheet; a cell that is no number or day of its column stays the text that is printed."""
    columns = [Column(_titled(column.title, column.unit, column.index)) for column in table.columns]
    rows: list[list[Cell]] = [
        [cell.value if cell.value is not None else one_line(cell.shown) or None for cell in row.cells]
        for row in table.rows
    ]
    return Sheet(name or table.caption or table.place, columns, rows)


def _titled(title: str, unit: str | None, index: int) -> str:
    name = title or f"第{index + 1}栏"
    return f"{name}（{unit}）" if unit and unit not in name else name
