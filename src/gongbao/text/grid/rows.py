"""Printed rows become rows of one width: short ones set to their columns, kinds told, merged cells filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gongbao.text.grid.cells import Cell, Origin, RawRow
from gongbao.text.grid.values import number
from gongbao.text.structure.numbering import ordinal

_TOTAL = re.compile(
    r"(?:全[市县区省国州盟旗乡镇]|总)?(?:合计|总计|共计|总分|总和|累计|总得分)(?:[（(][^（）()]{0,12}[）)])?[：:]?"
)
_SUBTOTAL = re.compile(r"小计(?:[（(][^（）()]{0,12}[）)])?[：:]?|[^，。；]{1,12}(?:小计|合计)")
_NOTE = re.compile(r"(?:备?注|说明|填表说明|填表人|审核人|附注)[：:]")
_NUMBERING = frozenset(("序号", "编号", "项次", "序", "序列"))
_HAN = frozenset("一二三四五六七八九十百")
_MANY_COLUMNS = 64


class RowKind(StrEnum):
    """What a row of a table is."""

    ITEM = "item"
    GROUP = "group"  # a heading over the rows below it
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` has one for each column."""

    cells: tuple[Cell, ...]
    kind: RowKind
    first_line: int  # lines of the file, 1-based, both included
    last_line: int
    number: int | None = None  # printed in the numbering column
    under: tuple[int, ...] = ()  # indices of the headings over it, outermost first
    warning: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Normal words of all cells."""
        return tuple(cell.words for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row on its way: `turned` where it is the first on a page that repeats the header."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.ITEM
    turned: bool = False
    depth: int = 1  # of a heading: a deeper one stands below
    warning: str | None = None
    origins: tuple[Origin | None, ...] = ()  # of covered cells, as the print states them


BLANK = Cell((), "", "")


def headings(drafts: Sequence[Draft]) -> list[tuple[int, ...]]:
    """For each row the indices of the headings over it, outermost first."""
    open_: list[tuple[int, int]] = []  # depth and index
    found: list[tuple[int, ...]] = []
    for index, draft in enumerate(drafts):
        if draft.kind is RowKind.GROUP:
            open_ = [each for each in open_ if each[0] < draft.depth]
        elif draft.kind is RowKind.TOTAL:
            open_ = []
        found.append(tuple(each for _, each in open_))
        if draft.kind is RowKind.GROUP:
            open_.append((draft.depth, index))
    return found


def aligned(rows: Sequence[RawRow], width: int) -> list[Draft]:
    """Rows set to `width` columns."""
    scores = _Scores.of(rows, width)
    usual: dict[int, int] = {}  # for each number of cells, which one covers several columns
    for row in rows:
        short = 1 < len(row.cells) < width <= _MANY_COLUMNS and scores.full > 0
        if short and len(best := scores.best(row.cells)) == 1:
            usual.setdefault(len(row.cells), best[0])
    drafts: list[Draft] = []
    for row in rows:
        cells = row.cells
        if len(cells) == width and not row.loose:
            drafts.append(Draft(cells, origins=row.origins))
        elif len(cells) == 1:
            words = cells[0].words
            warning = f"“{words[:20]}”在换页处，前面的文字可能缺失" if row.loose else None
            kind = RowKind.NOTE if _NOTE.match(words) else RowKind.GROUP
            drafts.append(Draft((*cells, *[BLANK] * (width - 1)), kind, warning=warning))
        elif len(cells) < width:
            drafts.append(_stretched(cells, width, scores, usual))
        else:
            kept = cells[: width - 1]
            rest = cells[width - 1 :]
            last = replace(
                rest[0],
                spans=tuple(span for cell in rest for span in cell.spans),
                shown="\t".join(cell.shown for cell in rest),
                words="".join(cell.words for cell in rest),
            )
            drafts.append(Draft((*kept, last), warning=f"这一行有{len(cells)}格，多于{width}栏，多出的并入末栏"))
    return drafts


@dataclass(slots=True)
class _Column:
    """What the full rows say in one column."""

    said: set[str] = field(default_factory=set)
    filled: int = 0  # cells
    figures: int = 0
    length: int = 0  # of all its words

    @property
    def mean(self) -> float:
        """Characters of a cell."""
        return self.length / max(1, self.filled)


@dataclass(frozen=True, slots=True)
class _Scores:
    """How well the cells of a short row fit the columns."""

    columns: Sequence[_Column]
    full: int  # rows

    @classmethod
    def of(cls, rows: Sequence[RawRow], width: int) -> _Scores:
        """From the rows that have all cells."""
        columns = [_Column() for _ in range(width)]
        full = 0
        for row in rows:
            if len(row.cells) == width and not row.loose:
                full += 1
                for column, words in zip(columns, row.said, strict=True):
                    if words:
                        column.said.add(words)
                        column.filled += 1
                        column.figures += number(words) is not None
                        column.length += len(words)
        return cls(columns, full)

    def best(self, cells: Sequence[Cell]) -> list[int]:
        """Which cells of a short row can be the one that covers several columns, all equally likely."""
        missing = len(self.columns) - len(cells)
        points = [self._fit(cells, wide, missing) for wide in range(len(cells))]
        return [wide for wide, each in enumerate(points) if each == max(points)]

    def _fit(self, cells: Sequence[Cell], wide: int, missing: int) -> int:
        points = 0
        for index, cell in enumerate(cells):
            column = self.columns[index if index <= wide else index + missing]
            words = cell.words
            if not words:
                points += column.filled < self.full
                continue
            points += 3 if words in column.said else 0
            points += _alike(len(words), column.mean)
            points += (column.figures * 2 > self.full) == (number(words) is not None)
        if not cells[wide].words:
            return points - 3
        covered = self.columns[wide : wide + missing + 1]
        return points + all(_alike(covered[0].mean, other.mean) for other in covered[1:])


def _alike(one: float, other: float) -> bool:
    """Lengths of the same order."""
    return one <= 3 * other and other <= 3 * one


def _stretched(cells: tuple[Cell, ...], width: int, scores: _Scores, usual: Mapping[int, int]) -> Draft:
    """A row with fewer cells than columns: one of its cells covers several. Which one, the other rows say."""
    missing = width - len(cells)
    if width > _MANY_COLUMNS or not scores.full:
        return Draft((*cells, *[BLANK] * missing), warning=f"这一行只有{len(cells)}格，按从左到右放入")
    if (total := _total_kind(cells)) is not None and cells[0].words:
        # 合计 covers the columns of words before the figures
        return Draft((cells[0], *_copies(cells[0], 0, missing), *cells[1:]), total)
    best = scores.best(cells)
    wide = best[-1] if len(best) == 1 or usual.get(len(cells)) not in best else usual[len(cells)]
    sure = len(best) == 1 or usual.get(len(cells)) == wide
    made = (*cells[: wide + 1], *_copies(cells[wide], wide, missing), *cells[wide + 1 :])
    return Draft(made, warning=None if sure else f"这一行只有{len(cells)}格，哪一格跨栏没有明确依据")


def _copies(cell: Cell, column: int, times: int) -> list[Cell]:
    """Cells that the one to their left covers; the row is set later (-1)."""
    return [replace(cell, spans=(), merged=(-1, column)) for _ in range(times)]


def _total_kind(cells: Sequence[Cell]) -> RowKind | None:
    said = [cell.words for cell in cells[:3] if cell.words and cell.merged is None]
    if said and _TOTAL.fullmatch(said[0]):
        return RowKind.TOTAL
    return RowKind.SUBTOTAL if any(_SUBTOTAL.fullmatch(each) or _TOTAL.fullmatch(each) for each in said) else None


def with_kinds(drafts: Sequence[Draft], headed: bool) -> list[Draft]:
    """The kind of each row. A 合计 with a later one below it that adds up more is a sub-total."""
    made: list[Draft] = []
    for draft in drafts:
        if draft.kind is not RowKind.ITEM:
            made.append(draft)
            continue
        cells = draft.cells
        kind = _total_kind(cells) or RowKind.ITEM
        filled = sum(1 for cell in cells if cell.words and cell.merged is None)
        first = cells[0].words
        if kind is RowKind.ITEM and _NOTE.match(first):
            kind = RowKind.NOTE
        elif kind is RowKind.ITEM and headed and filled == 1 and len(cells) > 2 and first and number(first) is None:
            kind = RowKind.GROUP
        made.append(draft if kind is draft.kind else replace(draft, kind=kind))
    for index in range(2, len(made)):
        heading = made[index - 1]
        if made[index].turned and heading.kind is RowKind.GROUP and made[index - 2].kind is RowKind.ITEM:
            warning = "小标题印在一页之末，它上面的一行可能属于它"
            made[index - 1] = replace(heading, warning=heading.warning or warning)
    totals = [index for index, draft in enumerate(made) if draft.kind is RowKind.TOTAL]
    for index in totals[:-1]:
        if index > 0:
            made[index] = replace(made[index], kind=RowKind.SUBTOTAL)
    return made


def numbering_column(paths: Sequence[tuple[str, ...]], drafts: Sequence[Draft]) -> int | None:
    """The column that numbers the rows: 序号, or a first column without a header that says 1, 2, 3."""
    for index, path in enumerate(paths):
        if path and path[-1] in _NUMBERING:
            return index
    if not drafts or not drafts[0].cells:
        return None
    said = [draft.cells[0].words for draft in drafts if draft.kind is RowKind.ITEM and draft.cells[0].words]
    if len(said) >= 3 and said[:3] == ["1", "2", "3"] and not (paths and paths[0]):
        return 0
    return None


def row_number(words: str) -> int | None:
    """The number in a numbering column: 12, 12., （三）, 三."""
    bare = words.strip("（）().．、")
    if not bare or len(bare) > 9:
        return None
    if bare.isdecimal() and bare.isascii():
        return int(bare)
    return (ordinal(bare) or None) if all(char in _HAN for char in bare) else None


def continued(drafts: Sequence[Draft]) -> list[Draft]:
    """A cell that a page divides is joined to its first half, which stands in the last row of the page before."""
    made: list[Draft] = []
    for draft in drafts:
        filled = [index for index, cell in enumerate(draft.cells) if cell.words]
        if draft.turned and made and made[-1].kind is RowKind.ITEM and len(filled) == 1 and filled[0] > 0:
            index = filled[0]
            before, more = made[-1].cells[index], draft.cells[index]
            if before.words and before.merged is None and len(draft.cells) > 2:
                cells = list(made[-1].cells)
                cells[index] = Cell(before.spans + more.spans, before.shown + more.shown, before.words + more.words)
                made[-1] = replace(made[-1], cells=tuple(cells))
                continue
        made.append(draft)
    return made


def shifted(drafts: Sequence[Draft]) -> list[Draft]:
    """A figure of a 合计 row that stands one column too far left, in a column of words, is set right.

    Evidence: the column where it stands holds words in the items, the next one holds figures and is blank here.
    """
    made: list[Draft] = []
    items = [draft.cells for draft in drafts if draft.kind is RowKind.ITEM]
    for draft in drafts:
        if draft.kind not in (RowKind.TOTAL, RowKind.SUBTOTAL):
            made.append(draft)
            continue
        cells, warning = list(draft.cells), draft.warning
        for index in range(1, len(cells) - 1):
            here, after = cells[index], cells[index + 1]
            if number(here.words) is None or after.words or not items:
                continue
            words = sum(1 for row in items if row[index].words and number(row[index].words) is None)
            figures = sum(1 for row in items if number(row[index + 1].words) is not None)
            if words * 2 > len(items) and figures * 2 > len(items):
                cells[index], cells[index + 1] = after, here
                warning = f"“{here.words}”印在前一栏，按各行的内容放到后一栏"
        made.append(replace(draft, cells=tuple(cells), warning=warning))
    return made
