"""The reading order of PDF pages: running heads set aside, columns in turn, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from gongbao.reading.grid import one_line, pipe_lines
from gongbao.reading.pdf_columns import Gutter, agreed, bands, gutter
from gongbao.reading.pdf_page import Page
from gongbao.reading.pdf_rows import Row, cluster, rows
from gongbao.reading.pdf_tables import RuledTable, ruled_tables

_EDGE_ROWS = 2
_EDGE = 0.13  # of the page's height: running heads stand no further in
_PAGE_NUMBER = re.compile(
    r"[-—–·•.~\s]{0,6}(?:#|第#页(?:[，,/]?共#页)?|#/#|[ivxlc]{1,6})[-—–·•.~\s]{0,6}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+|[０-９]+")
_CLOSED = "。；：！？…;:!?"
_TABULAR = 1.6  # of the size: a gap between cells
_FEWEST_TABULAR = 3
_SET_IN = 0.1  # of a column's lines begin paragraphs that are set in
_LONGEST_BRACKET = 300  # characters
_OPENS = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,8}[条章节编]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text and the page that it begins on, from 1."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in its column."""

    row: Row
    page: int
    column: tuple[object, ...]  # what it shares its margins with
    text: str
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class _Margins:
    """The edges of a column."""

    left: float
    right: float
    pitch: float  # between base lines
    indents: bool  # paragraphs begin set in


@dataclass(frozen=True)
class _Sheet:
    """A page after the passes that look at it alone."""

    number: int
    page: Page
    rows: list[Row]
    tables: list[RuledTable]


def printed(pages: Sequence[Page]) -> list[Printed]:
    """The lines of a document in reading order: a paragraph a line, a table as the lines of a pipe table."""
    sheets: list[_Sheet] = []
    for number, page in enumerate(pages, 1):
        tables, glyphs = ruled_tables(page)
        sheets.append(_Sheet(number, page, rows(glyphs), tables))
    sheets = _without_furniture(sheets)
    gutters = agreed([(sheet.page.width, sheet.page.height, gutter(sheet.rows)) for sheet in sheets])
    flow = [each for sheet, found in zip(sheets, gutters, strict=True) for each in _ordered(sheet, found)]
    return list(_paragraphs(_with_tabs(flow)))


def _without_furniture(sheets: list[_Sheet]) -> list[_Sheet]:
    """Leave out what is printed at the same height of many pages, figures aside; and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[dict[int, tuple[str, int]]] = []
    for sheet in sheets:
        own: dict[int, tuple[str, int]] = {}
        height = sheet.page.height
        count = len(sheet.rows)
        for at in {*range(min(_EDGE_ROWS, count)), *range(max(count - _EDGE_ROWS, 0), count)}:
            row = sheet.rows[at]
            if _EDGE * height < row.base < (1 - _EDGE) * height:
                continue
            own[at] = _DIGITS.sub("#", "".join(row.text.split())), round(row.base / 4)
        edges.append(own)
        seen.update(set(own.values()))
    few = max(3, len(sheets) // 8)
    kept: list[_Sheet] = []
    for sheet, own in zip(sheets, edges, strict=True):
        gone = {at for at, (words, height) in own.items() if _recurs(seen, words, height, few, len(sheets))}
        kept.append(
            _Sheet(sheet.number, sheet.page, [row for at, row in enumerate(sheet.rows) if at not in gone], sheet.tables)
        )
    return kept


def _recurs(seen: Counter[tuple[str, int]], words: str, height: int, few: int, pages: int) -> bool:
    times = sum(seen[words, near] for near in (height - 1, height, height + 1))
    if _PAGE_NUMBER.fullmatch(words):
        bare = words == "#" or words.isalpha()  # so are cells of tables, but not at one height of so many pages
        return times >= (max(few, pages // 3) if bare else min(2, pages))
    return times >= few


def _ordered(sheet: _Sheet, found: Gutter | None) -> Iterator[_Line | RuledTable]:
    """Rows and tables of a page in reading order."""
    for column, items in bands(sheet.rows, sheet.tables, found):
        key = (round(sheet.page.width), round(sheet.page.height), sheet.number % 2, column)
        for item in items:
            if isinstance(item, RuledTable):
                yield replace(item, pages=(sheet.number,) * len(item.cells))
            else:
                yield _Line(item, sheet.number, key, item.text)


def _with_tabs(flow: Sequence[_Line | RuledTable]) -> list[_Line | RuledTable]:
    """Lines whose cells stand below each other get tabs between their cells."""
    found = list(flow)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _row_of_cells(found[end], found[at]):
            end += 1
        group = [each for each in found[at:end] if isinstance(each, _Line)]
        if len(group) >= _FEWEST_TABULAR and (lines := _tabbed(group)):
            found[at:end] = lines
        at = max(end, at + 1)
    return found


def _cells(row: Row) -> list[tuple[float, str]]:
    """The cells of a row, told by wide gaps: where each begins, and its words."""
    cells: list[tuple[float, str]] = []
    last = None
    for piece in row.pieces:
        if last is not None and piece.left - last.right <= _TABULAR * piece.size:
            cells[-1] = cells[-1][0], f"{cells[-1][1]}\u3000{piece.text}"
        else:
            cells.append((piece.left, piece.text))
        last = piece
    return cells


def _row_of_cells(line: _Line | RuledTable, first: _Line | RuledTable) -> bool:
    return (
        isinstance(line, _Line)
        and isinstance(first, _Line)
        and line.column == first.column
        and line.page == first.page
        and len(_cells(line.row)) > 1
    )


def _tabbed(group: Sequence[_Line]) -> list[_Line] | None:
    """Lines with tabs, where most cells stand below others of their column."""
    cells = [_cells(line.row) for line in group]
    near = 0.8 * median(line.row.size for line in group)
    starts = cluster((left for row in cells for left, _ in row), near)
    if not 2 <= len(starts) <= 20:
        return None
    counted = Counter(_nearest(starts, left) for row in cells for left, _ in row)
    shared = sum(times for times in counted.values() if times > 1)
    if shared < 0.8 * sum(counted.values()) or sum(times > 1 for times in counted.values()) < 2:
        return None
    lines: list[_Line] = []
    for line, row in zip(group, cells, strict=True):
        places: dict[int, str] = {}
        for left, words in row:
            at = _nearest(starts, left)
            places[at] = f"{places[at]}\u3000{words}" if at in places else words
        text = "\t".join(places.get(at, "") for at in range(max(places) + 1))
        lines.append(_Line(line.row, line.page, line.column, text, True))
    return lines


def _nearest(starts: Sequence[float], left: float) -> int:
    return min(range(len(starts)), key=lambda at: abs(starts[at] - left))


def _margins(flow: Sequence[_Line | RuledTable]) -> dict[tuple[object, ...], _Margins]:
    """Where the lines of each column begin and end: the outermost places that several lines share."""
    columns: dict[tuple[object, ...], list[_Line]] = {}
    for each in flow:
        if isinstance(each, _Line):
            columns.setdefault(each.column, []).append(each)
    found: dict[tuple[object, ...], _Margins] = {}
    for key, lines in columns.items():
        lefts = sorted(line.row.left for line in lines)
        rights = sorted((line.row.right for line in lines), reverse=True)
        left = next((each for each, after in pairwise(lefts) if after - each <= 2), lefts[0])
        right = next((each for each, after in pairwise(rights) if each - after <= 4), rights[0])
        pitches = [
            after.row.base - before.row.base
            for before, after in pairwise(lines)
            if before.page == after.page and after.row.base > before.row.base
        ]
        set_in = sum(1.2 <= (line.row.left - left) / line.row.size <= 3 for line in lines)
        found[key] = _Margins(left, right, median(pitches) if pitches else 0.0, set_in >= _SET_IN * len(lines))
    return found


def _paragraphs(flow: Sequence[_Line | RuledTable]) -> Iterator[Printed]:
    margins = _margins(flow)
    words, page = "", 0
    before: _Line | None = None
    goes_on = False  # the line before continued a paragraph
    for each in _whole_tables(flow):
        if isinstance(each, RuledTable):
            if words:
                yield Printed(words, page)
            words, before = "", None
            lines = pipe_lines([[None if cell is None else one_line(cell) for cell in row] for row in each.cells])
            pages = (each.pages[0], *each.pages) if lines else ()  # the header's rule is a line too
            yield from map(Printed, lines, pages)
            continue
        if before is not None and _continues(
            before, each, margins[before.column], margins[each.column], goes_on, words
        ):
            latin = words[-1].isascii() and words[-1].isalnum() and each.text[0].isascii() and each.text[0].isalnum()
            words += (" " if latin else "") + each.text
            goes_on = True
        else:
            if words:
                yield Printed(words, page)
            words, page, goes_on = each.text, each.page, False
        before = each
    if words:
        yield Printed(words, page)


def _whole_tables(flow: Sequence[_Line | RuledTable]) -> Iterator[_Line | RuledTable]:
    """Tables that go on over several pages become one, and so do rows that a page's end tears."""
    open_: RuledTable | None = None
    for each in flow:
        if isinstance(each, RuledTable) and open_ is not None and _same_columns(open_, each):
            upper, lower = list(open_.cells), list(each.cells)
            if _torn(upper[-1], lower[0], open_.unfinished):
                row = zip(upper.pop(), lower.pop(0), strict=True)
                upper.append(tuple(None if one is None else one + (other or "") for one, other in row))
            pages = open_.pages + each.pages[len(each.cells) - len(lower) :]
            open_ = replace(open_, cells=(*upper, *lower), unfinished=each.unfinished, pages=pages)
            continue
        if open_ is not None:
            yield open_
            open_ = None
        if isinstance(each, RuledTable):
            open_ = each
        else:
            yield each
    if open_ is not None:
        yield open_


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < 6 for a, b in zip(one.columns, other.columns, strict=True)
    )


def _torn(upper: Sequence[str | None], lower: Sequence[str | None], unfinished: Sequence[bool]) -> bool:
    """Whether a page's first row ends the last one of the page before: all its words go on with unfinished cells."""
    filled = [at for at, words in enumerate(lower) if words]
    return bool(filled) and all(upper[at] and unfinished[at] for at in filled)


def _continues(before: _Line, line: _Line, there: _Margins, here: _Margins, goes_on: bool, words: str) -> bool:
    """Whether a line goes on with the paragraph of the line before it, which is `words` so far."""
    if before.tabular or line.tabular or (before.column[-1] == 0) != (line.column[-1] == 0):
        return False  # a column's words never go on over the whole width
    size = before.row.size
    if abs(line.row.size - size) > 0.12 * size:
        return False
    same_place = before.page == line.page and before.column == line.column
    if same_place and there.pitch and line.row.base - before.row.base > 1.9 * max(there.pitch, size):
        return False
    left_over = there.right - before.row.right
    closed = before.text[-1] in _CLOSED
    if left_over > (1.2 if closed else 2.6) * size:
        return False
    indent = line.row.left - here.left
    if indent <= 0.7 * size:
        return here.indents or not (closed and _OPENS.match(line.text))
    if len(words) < _LONGEST_BRACKET and words.count("（") > words.count("）") and not _OPENS.match(line.text):
        return True  # lines set in the middle of the page
    # a paragraph that is set in as a whole: both lines begin at one place, and the sentence is not over
    set_in = goes_on and abs(indent - (before.row.left - there.left)) <= 0.3 * size
    return set_in and not closed and not _OPENS.match(line.text)
