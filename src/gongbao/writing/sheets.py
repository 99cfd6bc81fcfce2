"""Sheets: columns and rows become XLSX or CSV. What a cell says is never run as a formula.

A spreadsheet takes a text that begins with =, +, - or @ for a formula, and a CSV file cannot say otherwise: there such
a text gets an apostrophe before it, as the OWASP guidance on CSV injection advises. XLSX cells carry their type, so
the text stays as it is.
"""

from __future__ import annotations

import csv as csv_module
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | Decimal | date | datetime | bool | None

MOST_ROWS = 1_048_575
"""Rows below the header that one XLSX sheet can hold."""

_LONGEST = 32_767
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` in characters of the body font; None: from the header."""

    name: str
    width: int | None = None
    format: str | None = None  # an Excel number format: 0.00, yyyy-mm-dd; None: by the value's type


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that leaves. Every row has as many cells as there are columns."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """An Excel workbook with one worksheet a sheet, header frozen and filtered.

    Raises:
        ValueError: no sheet; a row of another length than the columns; more rows than a worksheet holds.
    """
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _worksheet(book.create_sheet(_free_name(sheet.name, taken)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(sheet: Sheet) -> bytes:
    """The sheet as CSV: UTF-8 with byte order mark, as Excel wants it, lines ended by CR LF.

    Raises:
        ValueError: a row of another length than the columns.
    """
    out = io.StringIO(newline="")
    writer = csv_module.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(column.name) for column in sheet.columns])
    for number, row in enumerate(sheet.rows, 1):
        _same_length(sheet, number, row)
        writer.writerow([_in_csv(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _worksheet(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    last = get_column_letter(max(1, len(sheet.columns)))
    for index, column in enumerate(sheet.columns, 1):
        width = column.width or min(40, max(8, 2 * len(column.name) + 2))
        page.column_dimensions[get_column_letter(index)].width = width
    page.append([_header(page, column.name) for column in sheet.columns])
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        if count > MOST_ROWS:
            raise ValueError(f"sheet {sheet.name}: more than {MOST_ROWS} rows")
        _same_length(sheet, count, row)
        page.append([_typed(page, cell, column) for cell, column in zip(row, sheet.columns, strict=True)])
    page.auto_filter.ref = f"A1:{last}{count + 1}"


def _same_length(sheet: Sheet, number: int, row: Sequence[Cell]) -> None:
    if len(row) != len(sheet.columns):
        raise ValueError(f"sheet {sheet.name}, row {number}: {len(row)} cells for {len(sheet.columns)} columns")


def _header(page: WriteOnlyWorksheet, name: str) -> BookCell:
    cell = _text(page, name)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="EFEDE6")
    return cell


def _typed(page: WriteOnlyWorksheet, value: Cell, column: Column) -> BookCell | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return _text(page, "是" if value else "否")
    if isinstance(value, str):
        return _text(page, value)
    cell = WriteOnlyCell(page)  # a Decimal is written with all its digits; Excel itself keeps fifteen
    cell.value = value
    if column.format:
        cell.number_format = column.format
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _text(page: WriteOnlyWorksheet, words: str) -> BookCell:
    cell = WriteOnlyCell(page, value=_CONTROL.sub("", words)[:_LONGEST])
    cell.data_type = "s"  # = at the beginning would make it a formula
    if words.startswith(_DANGEROUS):
        cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _in_csv(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, str):
        return _harmless(value)
    return str(value)


def _harmless(words: str) -> str:
    words = _CONTROL.sub("", words)
    return f"'{words}" if words.lstrip(" \u3000").startswith(_DANGEROUS) else words


def _free_name(name: str, taken: set[str]) -> str:
    """A worksheet's name: at most 31 characters, none that Excel forbids, not used yet in this workbook."""
    base = _NOT_IN_NAMES.sub("·", _CONTROL.sub("", name)).strip("' ") or "表"
    number, free = 1, base[:31]
    while free.casefold() in taken:
        number += 1
        tail = f" ({number})"
        free = base[: 31 - len(tail)] + tail
    taken.add(free.casefold())
    return free
