"""Sheets of typed cells, from XLSX and CSV, as tables are imported from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from gongbao.reading.plain import decode
from gongbao.reading.source import PARSABLE_BYTES, ReadingError, digest

SheetValue = str | Decimal | bool | datetime | date | time | None
"""Text as it stands, ends stripped; a number; yes or no; a date or a time of day; None for an empty cell."""

MOST_CELLS = 2_000_000
_LONGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A merged cell: rows and columns from 0, ends exclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of values, all of one length; the first row of the file is row 0, whatever is in it."""

    name: str
    rows: tuple[tuple[SheetValue, ...], ...]
    merged: tuple[SheetCell, ...] = ()

    def filled(self) -> tuple[tuple[SheetValue, ...], ...]:
        """The rows, with a merged cell's value in each of its places."""
        rows = [list(row) for row in self.rows]
        area = 0  # merged cells do not lie upon each other but in a hostile file, which would fill them again and again
        for cell in self.merged:
            if cell.top >= len(rows) or cell.left >= len(rows[cell.top]):
                continue
            area += (cell.bottom - cell.top) * (cell.right - cell.left)
            if area > MOST_CELLS:
                break
            first = rows[cell.top][cell.left]
            for row in rows[cell.top : cell.bottom]:
                for column in range(cell.left, min(cell.right, len(row))):
                    row[column] = first
        return tuple(tuple(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets; a CSV file has one, named after the file."""

    name: str
    sha256: str
    format: str  # xlsx | csv
    encoding: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((each for each in self.sheets if each.name == name), None)


def shown(value: SheetValue) -> str:
    """A value as a person writes it: 2023-05-01, 12.5, 是."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def read_sheet(file: Path | bytes, name: str | None = None) -> Workbook:
    """Read an XLSX or a CSV file, told apart by its first bytes. Formulas give their last computed value.

    Args:
        file: a path, or the file's bytes.
        name: what the file is called in errors; the path where none is given.

    Raises:
        ReadingError: the file is missing, too large, damaged, encrypted, empty, or neither XLSX nor CSV.
    """
    called = name or (str(file) if isinstance(file, Path) else "表格")
    if isinstance(file, Path):
        try:
            size = file.stat().st_size
            data = file.read_bytes() if size <= PARSABLE_BYTES else b""
        except OSError as error:
            raise ReadingError(called, "找不到或打不开这个文件", "请核对路径和读取权限") from error
    else:
        data, size = file, len(file)
    if size > PARSABLE_BYTES:
        raise ReadingError(called, f"文件超过 {PARSABLE_BYTES // 1024 // 1024} MB 的上限", "请拆分后再导入")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from gongbao.reading.xlsx import read_xlsx

        return read_xlsx(data, called)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        what = "文件加了密码" if encrypted else "这是旧版电子表格（.xls、.et）"
        raise ReadingError(
            called, what, "请用办公软件去掉密码、另存为 XLSX 后再导入" if encrypted else "请另存为 XLSX 后再导入"
        )
    return _read_csv(data, called)


def _read_csv(data: bytes, name: str) -> Workbook:
    if not data.strip():
        raise ReadingError(name, "文件是空的", "请核对是否导出了内容")
    text, encoding = decode(data, name)
    first = text[:10_000].split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[tuple[SheetValue, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(tuple(each.strip() or None for each in row))
            cells += len(row)
            if cells > MOST_CELLS:
                raise too_many(name)
    except csv.Error as error:
        raise ReadingError(
            name, "表格的引号或分隔符有误", "请用办公软件打开核对，另存后再导入", reader.line_num
        ) from error
    return Workbook(name, digest(data), "csv", encoding, (Sheet(Path(name).stem, even(rows, name)),))


def even(rows: list[tuple[SheetValue, ...]], name: str) -> tuple[tuple[SheetValue, ...], ...]:
    """Rows of one length; empty rows at the end and empty columns on the right are left out.

    Raises:
        ReadingError: that would be too many cells.
    """
    width = last = 0
    for at, row in enumerate(rows):
        filled = max((column + 1 for column, value in enumerate(row) if value is not None), default=0)
        if filled:
            width, last = max(width, filled), at + 1
    if width * last > MOST_CELLS:
        raise too_many(name)
    return tuple((*row[:width], *[None] * (width - len(row))) for row in rows[:last])


def too_many(name: str) -> ReadingError:
    """The error for a sheet that is too large."""
    return ReadingError(name, f"表格超过 {MOST_CELLS // 10_000} 万格的上限", "请删去空行空列，或拆分后再导入")
