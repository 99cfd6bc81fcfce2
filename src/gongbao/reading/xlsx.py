"""XLSX, cell by cell from the file's own XML: only the cells that are there cost time and memory."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from gongbao.reading.archive import Package, attribute, child, children, relations, tag
from gongbao.reading.sheets import MOST_CELLS, Sheet, SheetCell, SheetValue, Workbook, even, too_many
from gongbao.reading.source import ReadingError, digest

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_LONGEST_FORMAT = 255  # as the format's own limit; openpyxl's look at a code is not linear
_CHINESE_DATES = frozenset(range(27, 32)) | frozenset(range(50, 59))  # built-in formats that Chinese programs add


def read_xlsx(data: bytes, name: str) -> Workbook:
    """All sheets that are not hidden.

    Raises:
        ReadingError: the file is damaged, encrypted, no workbook, or larger than the limits.
    """
    package = Package(data, name)
    part = relations(package, "").get("officeDocument", "xl/workbook.xml")
    book = package.xml(part)
    if book is None or child(book, "sheets") is None:
        raise ReadingError(name, "这不是 XLSX 表格", "请用办公软件另存为 XLSX 或 CSV 后再导入")
    parts = relations(package, part)
    look = child(book, "workbookPr")
    epoch = CALENDAR_MAC_1904 if look is not None and look.get("date1904") in ("1", "true") else CALENDAR_WINDOWS_1900
    reader = _Reader(
        name,
        _shared(package.xml(parts.get("sharedStrings", "xl/sharedStrings.xml"))),
        _dates(package.xml(parts.get("styles", "xl/styles.xml"))),
        epoch,
    )
    sheets: list[Sheet] = []
    for each in children(book, "sheets"):
        root = package.xml(parts.get(attribute(each, "id") or "", ""))
        if root is not None and each.get("state") not in ("hidden", "veryHidden"):
            sheets.append(reader.sheet(each.get("name") or "", root))
    return Workbook(name, digest(data), "xlsx", "xlsx", tuple(sheets))


def _shared(root: etree._Element | None) -> list[str]:
    """The texts that cells point to."""
    return [_text(each) for each in root if tag(each) == "si"] if root is not None else []


def _text(element: etree._Element) -> str:
    """The words of a text, those of its phonetic guide left out."""
    words: list[str] = []
    for each in element:
        if tag(each) == "t":
            words.append(each.text or "")
        elif tag(each) == "r":
            words += [part.text or "" for part in each if tag(part) == "t"]
    return "".join(words)


def _dates(root: etree._Element | None) -> tuple[bool, ...]:
    """For each cell format whether it shows a number as a date."""
    own = {each.get("numFmtId"): each.get("formatCode") or "" for each in children(root, "numFmts")}
    found: list[bool] = []
    for each in children(root, "cellXfs"):
        number = each.get("numFmtId") or "0"
        known = int(number) if number.isdecimal() and len(number) < 7 else 0
        code = (own.get(number) or BUILTIN_FORMATS.get(known, ""))[:_LONGEST_FORMAT]
        found.append(bool(is_date_format(code)) or (known in _CHINESE_DATES and number not in own))
    return tuple(found)


def _column(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


class _Reader:
    """What all sheets of a workbook share."""

    def __init__(self, name: str, shared: list[str], dates: tuple[bool, ...], epoch: datetime) -> None:
        self.name, self.shared, self.dates, self.epoch = name, shared, dates, epoch
        self.cells = 0

    def sheet(self, name: str, root: etree._Element) -> Sheet:
        """The cells of one sheet."""
        rows: list[tuple[SheetValue, ...]] = []
        width = 0
        for row in children(root, "sheetData"):
            number = row.get("r") or ""
            at = int(number) - 1 if number.isdecimal() and len(number) < 8 else len(rows)
            cells = self._row(row)
            if not cells:
                continue
            self.cells += len(cells)
            width = max(width, max(cells) + 1)
            if self.cells > MOST_CELLS or (at + 1) * width > MOST_CELLS:
                raise too_many(self.name)
            while len(rows) < at:
                rows.append(())
            rows.append(tuple(cells.get(column) for column in range(max(cells) + 1)))
        made = even(rows, self.name)
        return Sheet(name, made, self._merged(root, len(made), len(made[0]) if made else 0))

    def _row(self, row: etree._Element) -> dict[int, SheetValue]:
        cells: dict[int, SheetValue] = {}
        column = -1
        for cell in row:
            if tag(cell) != "c":
                continue
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            found = self._value(cell)
            if found is not None and column < 16_384:
                cells[column] = found
        return cells

    def _value(self, cell: etree._Element) -> SheetValue:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return (_text(inline).strip() or None) if inline is not None else None
        stated = child(cell, "v")
        words = (stated.text or "").strip() if stated is not None else ""
        if not words or kind == "e":
            return words or None
        if kind == "s":
            at = int(words) if words.isdecimal() and len(words) < 10 else -1
            return (self.shared[at].strip() or None) if 0 <= at < len(self.shared) else None
        if kind == "b":
            return words == "1"
        if kind == "d":
            try:
                return datetime.fromisoformat(words)
            except ValueError:
                return words
        if kind == "str":
            return words
        return self._number(words, cell.get("s") or "0")

    def _number(self, words: str, style: str) -> SheetValue:
        try:
            number = Decimal(repr(float(words))) if "." in words or "e" in words.lower() else Decimal(words)
        except (InvalidOperation, ValueError, OverflowError):
            return words
        if not number.is_finite():
            return words
        if style.isdecimal() and len(style) < 7 and int(style) < len(self.dates) and self.dates[int(style)]:
            try:
                moment = from_excel(float(number), self.epoch)
            except (ValueError, OverflowError):
                return number
            if isinstance(moment, datetime):
                return moment.date() if moment.time() == time() else moment
            if isinstance(moment, (date, time)):
                return moment
            return Decimal(str(moment / timedelta(days=1))) if isinstance(moment, timedelta) else number
        return number if number != number.to_integral_value() else Decimal(int(number))

    def _merged(self, root: etree._Element, rows: int, columns: int) -> tuple[SheetCell, ...]:
        found: list[SheetCell] = []
        for each in children(root, "mergeCells"):
            place = _RANGE.fullmatch(each.get("ref") or "")
            if place is None:
                continue
            top, left = int(place[2]) - 1, _column(place[1])
            if top < rows and left < columns:
                found.append(SheetCell(top, left, min(int(place[4]), rows), min(_column(place[3]) + 1, columns)))
        return tuple(found)
