"""Printed totals of a table, reckoned again; its numbering, counted again.

A total is a row 合计, a column 合计, a heading that counts its names (三河市（14家）) or its points (安全生产（30分）),
or a caption that says how many there are. Percentages are never added up, nor is anything where a cell that should be
added cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongbao.text.grid.header import TOTAL_WORDS
from gongbao.text.grid.lists import COUNTED
from gongbao.text.grid.model import Column, Table
from gongbao.text.grid.rows import Row, RowKind
from gongbao.text.grid.values import NOTHING, ColumnType
from gongbao.text.structure.numbering import mark

_ADDED = (ColumnType.NUMBER, ColumnType.MONEY, ColumnType.COUNT)
_POINTS = re.compile(r"(.{0,20}?)[（(](\d{1,4}(?:\.\d)?)分[）)]")
_SCORE_HEADER = re.compile(r"分值|分数|满分|标准分|权重分|基本分")
_SCORE = re.compile(r"(\d{1,3}(?:\.\d)?)(?!\d|\.)(?:分)?")
_GIVEN = re.compile(r"[记得计]{1,2}(\d{1,3}(?:\.\d)?)分")
_RANGE = re.compile(r"\d(?:至|—|-|、)\d{0,3}(?:\.\d)?分|[记得计]\d{1,3}(?:\.\d)?(?:至|—|-|、)")
_ANNOUNCED = re.compile(r"(?:总共|合计|共计|总计|总|共)(\d{1,7})([家个人户项件种座所处名])")
_BRACKETS = re.compile(r"[（(][^（）()]{0,12}[）)]$")
_MOST_AGREE = Decimal("0.6")
_TOTALS = (RowKind.SUBTOTAL, RowKind.TOTAL)
_BARE = frozenset("一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Sum:
    """One printed total and what its addends make."""

    label: str  # 合计, 三河市（14家）
    column: str  # titles of the column; "" where rows are counted
    row: int | None  # index of the row that prints it; None: the caption does
    line: int  # of the file
    words: str  # as printed, normal
    printed: Decimal
    computed: Decimal
    addends: tuple[int, ...]  # indices of rows; of columns where `across`
    across: bool = False  # adds up cells of one row
    slack: Decimal = Decimal(0)  # what rounding can have done to the addends and the total

    @property
    def agrees(self) -> bool:
        """Whether both are the same, the computed one rounded to the printed one's places."""
        return self.rounded == self.printed

    @property
    def by_rounding(self) -> bool:
        """Whether a difference is no greater than rounding of the printed figures can make."""
        return 0 < abs(self.computed - self.printed) <= self.slack

    @property
    def rounded(self) -> Decimal:
        """The computed total with as many places as the printed one."""
        places = self.printed.as_tuple().exponent
        return self.computed.quantize(Decimal(1).scaleb(min(0, int(places))), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Counts:
    """How a table's rows are numbered."""

    items: int  # rows that are neither headings nor totals nor notes
    numbers: int  # different numbers, those of each heading's rows counted apart
    missing: tuple[int, ...]  # numbers left out
    repeated: tuple[int, ...]  # numbers printed for two different items
    unnumbered: int  # items without a number that is printed or merged


def sums(table: Table) -> tuple[Sum, ...]:
    """All printed totals of a table, reckoned again, in the order of their lines."""
    found = [*_down(table), *_across(table), *_counted(table), *_points(table), *_announced(table)]
    return tuple(sorted(found, key=lambda each: each.line))


def counts(table: Table) -> Counts:
    """The numbering of a table. A number printed again on the next page for the same item is no second one."""
    if table.numbering is None:
        return Counts(len(table.items), 0, (), (), 0)
    missing: list[int] = []
    repeated: list[int] = []
    numbers = unnumbered = 0
    before = 0
    seen: Counter[int] = Counter()
    last: Row | None = None
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            last = None
            continue
        if row.kind is not RowKind.ITEM:
            continue
        if row.number is None:
            unnumbered += 1
            continue
        if not row.cells[table.numbering].printed_here:
            continue
        if last is None and row.number == 1:  # numbers begin anew under each heading
            seen, before = Counter(), 0
        if last is not None and row.number == before and _same_item(table, last, row):
            continue
        if seen[row.number]:
            repeated.append(row.number)
        else:
            numbers += 1
            if before < row.number <= before + 1000:
                missing.extend(range(before + 1, row.number))
        seen[row.number] += 1
        before, last = row.number, row
    return Counts(len(table.items), numbers, tuple(missing), tuple(repeated), unnumbered)


def _same_item(table: Table, one: Row, other: Row) -> bool:
    """Whether a row goes on with the item of another: the cell beside the number is the same."""
    beside = (table.numbering or 0) + 1
    return beside < len(table.columns) and one.cells[beside].words == other.cells[beside].words


def _added(table: Table) -> list[Column]:
    """Columns whose figures can be added up."""
    return [column for column in table.columns if column.type in _ADDED and column.index != table.numbering]


def _figure(row: Row, column: Column) -> Decimal | None:
    """The figure of a cell; 0 for one that says nothing; None where it cannot be read."""
    cell = row.cells[column.index]
    if cell.merged is not None or cell.words.endswith(("%", "‰")):
        return None
    if isinstance(cell.value, Decimal):
        return cell.value
    return Decimal(0) if cell.words in NOTHING else None


def _down(table: Table) -> Iterator[Sum]:
    """Rows 小计 and 合计."""
    rows = table.rows
    addends = _addends(table)
    if not any(rows[index].kind in _TOTALS for index in range(len(rows))):
        return
    every = [index for index in range(len(rows)) if index in addends]
    sections: list[list[int]] = [[]]  # items between totals
    for index, row in enumerate(rows):
        if row.kind in _TOTALS:
            sections.append([])
        elif index in addends:
            sections[-1].append(index)
    labels = [_label(row) for row in rows if row.kind in _TOTALS]
    times = Counter(labels)
    first = not sections[0]  # totals stand above what they add up
    step = 0
    for index, row in enumerate(rows):
        if row.kind not in _TOTALS:
            continue
        section = sections[step + 1] if first else sections[step]
        alone = times[labels[step]] == 1
        step += 1
        if row.kind is RowKind.SUBTOTAL:
            yield from _row_sums(table, index, section)
            continue
        whole = list(_row_sums(table, index, every))
        if alone or all(each.agrees for each in whole):
            yield from whole
        else:  # the last of several totals of this name: each for its own rows
            yield from _row_sums(table, index, section)


def _label(row: Row) -> str:
    """The words before the figures: 合计, 甲市小计."""
    words = ""
    for cell in row.cells:
        if words and (isinstance(cell.value, Decimal) or cell.words in NOTHING):
            break
        if cell.merged is None:
            words += cell.words
    return words


def _addends(table: Table) -> frozenset[int]:
    """Rows that a total adds up: items, of the highest level alone where their numbers have several; none where a row
    其中… prints again what another holds."""
    items = [index for index, row in enumerate(table.rows) if row.kind is RowKind.ITEM]
    if any(_label(table.rows[index]).startswith("其中") for index in items):
        return frozenset()
    ranks: dict[int, list[int]] = {}
    for index in items:
        first = table.rows[index].cells[0].words
        found = mark(f"{first}、甲" if first in _BARE or first.isdecimal() else first) if first else None
        ranks.setdefault(found.rank if found else 0, []).append(index)
    if len(ranks) > 1 and 0 not in ranks:
        return frozenset(ranks[min(ranks)])
    return frozenset(items)


def _row_sums(table: Table, index: int, addends: Sequence[int]) -> Iterator[Sum]:
    row = table.rows[index]
    label = _label(row)
    for column in _added(table):
        cell = row.cells[column.index]
        if not isinstance(cell.value, Decimal) or not addends:
            continue
        figures = [_figure(table.rows[each], column) for each in addends]
        if any(figure is None for figure in figures):
            continue
        said = tuple(each for each in addends if isinstance(table.rows[each].cells[column.index].value, Decimal))
        total = sum((figure for figure in figures if figure is not None), Decimal(0))
        if said:
            slack = _slack([cell.value, *(figure for figure in figures if figure)])
            yield Sum(label, column.title, index, row.first_line, cell.words, cell.value, total, said, slack=slack)


def _slack(figures: Sequence[Decimal]) -> Decimal:
    """Half of the last printed place of each figure."""
    return sum((Decimal(5).scaleb(min(0, int(each.as_tuple().exponent)) - 1) for each in figures), Decimal(0))


def _across(table: Table) -> Iterator[Sum]:
    """Columns 合计 and 总数: the other columns under the same header, at the same place below it."""
    added = _added(table)
    for column in added:
        level = next((step for step, words in enumerate(column.path) if _is_total(words)), None)
        if level is None:
            continue
        others = [
            other
            for other in added
            if other.path[:level] == column.path[:level]
            and other.path[level + 1 :] == column.path[level + 1 :]
            and len(other.path) == len(column.path)
            and not _is_total(other.path[level])
            and other.unit == column.unit
        ]
        found = [each for index in range(len(table.rows)) if (each := _row_across(table, index, column, others))]
        agreeing = sum(1 for each in found if each.agrees)
        if len(others) >= 2 and agreeing >= _MOST_AGREE * len(found):
            yield from found


def _is_total(header: str) -> bool:
    """合计, 合计（万元）."""
    return _BRACKETS.sub("", header) in TOTAL_WORDS


def _row_across(table: Table, index: int, column: Column, others: Sequence[Column]) -> Sum | None:
    row = table.rows[index]
    cell = row.cells[column.index]
    if row.kind in (RowKind.GROUP, RowKind.NOTE) or not isinstance(cell.value, Decimal) or cell.merged is not None:
        return None
    figures = [_figure(row, other) for other in others]
    if not figures or any(figure is None for figure in figures):
        return None
    said = tuple(other.index for other in others if isinstance(row.cells[other.index].value, Decimal))
    total = sum((figure for figure in figures if figure is not None), Decimal(0))
    label = next((each.words for each in row.cells if each.words and not isinstance(each.value, Decimal)), "")
    slack = _slack([cell.value, *(figure for figure in figures if figure)])
    return Sum(label, column.title, index, row.first_line, cell.words, cell.value, total, said, True, slack)


def _counted(table: Table) -> Iterator[Sum]:
    """Headings that count what stands below them, of two depths."""
    rows = table.rows
    marks: list[tuple[int, Decimal]] = []
    for index, row in enumerate(rows):
        found = COUNTED.fullmatch(row.cells[0].words) if row.kind is RowKind.GROUP else None
        if found is not None and not found[4]:  # a dash behind the count: they are not listed
            marks.append((index, Decimal(found[2])))
    below: dict[int, list[int]] = {index: [] for index, _ in marks}
    for index, row in enumerate(rows):
        if row.kind is RowKind.ITEM:
            for heading in row.under:
                if heading in below:
                    below[heading].append(index)
    for index, value in marks:
        words = rows[index].cells[0].words
        if names := below[index]:
            count = Decimal(len(names))
            yield Sum(words, "", index, rows[index].first_line, words, value, count, tuple(names))


def _points(table: Table) -> Iterator[Sum]:
    """Groups that print their points, 安全生产（30分）, against the points of their items."""
    score = next((column for column in table.columns if _SCORE_HEADER.search("".join(column.path))), None)
    groups: dict[str, list[int]] = {}
    heading = ""
    for index, row in enumerate(table.rows):
        first = row.cells[0].words
        if row.kind is RowKind.GROUP:
            heading = first if _POINTS.fullmatch(first) else ""
        elif row.kind is RowKind.ITEM:
            label = first if _POINTS.fullmatch(first) else "" if first else heading
            if label:
                groups.setdefault(label, []).append(index)
    for label, addends in groups.items():
        figures = [_score(table.rows[each], score) for each in addends]
        found = _POINTS.fullmatch(label)
        if found is None or len(addends) < 2 or any(figure is None for figure in figures):
            continue
        total = sum((figure for figure in figures if figure is not None), Decimal(0))
        top = addends[0]
        column = score.title if score else ""
        line = table.rows[top].first_line
        yield Sum(label, column, top, line, label, Decimal(found[2]), total, tuple(addends))


def _score(row: Row, column: Column | None) -> Decimal | None:
    """The points of an item: in the column of points, or in its words where they give them once (的，记20分)."""
    if column is not None:
        found = _SCORE.match(row.cells[column.index].words)
        return Decimal(found[1]) if found else None
    for cell in row.cells[1:]:
        given = _GIVEN.findall(cell.words)
        if given and not _RANGE.search(cell.words) and len(given) == 1:
            return Decimal(given[0])
        if cell.words:
            return None
    return None


def _announced(table: Table) -> Iterator[Sum]:
    """A caption that says how many there are: …汇总表总1867家."""
    found = _ANNOUNCED.search("".join(table.caption.split()))
    if found is None:
        return
    value = Decimal(found[1])
    rows = tuple(index for index, row in enumerate(table.rows) if row.kind is RowKind.ITEM)
    totals = [
        (column, index)
        for column in _added(table)
        if any(_is_total(words) for words in column.path)
        for index, row in enumerate(table.rows)
        if row.kind is RowKind.TOTAL and isinstance(row.cells[column.index].value, Decimal)
    ]
    if totals:
        column, _ = totals[0]
        figures = [_figure(table.rows[index], column) for index in rows]
        if any(figure is None for figure in figures):
            return
        total = sum((figure for figure in figures if figure is not None), Decimal(0))
        yield Sum("标题", column.title, None, table.first_line, found[0], value, total, rows)
        return
    yield Sum("标题", "", None, table.first_line, found[0], value, Decimal(len(rows)), rows)
