"""The header of a table: which of its first rows it is, and what stands over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.text.grid.cells import Cell, Printed, RawRow
from gongbao.text.grid.values import NOTHING, number

TOTAL_WORDS = frozenset(("合计", "总计", "小计", "共计", "总数", "总和", "合计数"))
_HEADER_WORDS = re.compile(
    r"序号|编号|项次|名称|项目|内容|类别|类型|单位|部门|指标|标准|备注|说明|时限|时间|日期|任务|措施|年度|地址|县别|乡镇|"
    r"区域|合计|数量|金额|分值|得分|依据|姓名|职务|职称|电话|等级|级别|面积|品种|事项|要求|目标|责任|^年份$|县（市"
)
_LONGEST = 40
_FORM_ROWS = 3
_MOST_LEVELS = 4
_LOOKED_AT = 100  # rows and columns, to tell whether a column holds figures


@dataclass(frozen=True, slots=True)
class Header:
    """The rows over a table.

    `at` to `end` (exclusive) are the header's rows among the printed ones; what stands before `at` is caption or form.
    `paths` holds for each column the words over it from top to bottom; () where the table has no header.
    """

    at: int
    end: int
    paths: tuple[tuple[str, ...], ...]
    warning: str | None = None


def find_header(printed: Printed) -> Header:
    """The header of a table."""
    rows = printed.rows
    at = 0
    if printed.shape != "plain":
        while at + 1 < len(rows) and at < _FORM_ROWS and is_caption_row(rows[at]) and len(rows[at + 1].cells) > 1:
            at += 1
    for start in range(at, min(at + _FORM_ROWS, len(rows))):
        if _is_header(printed, start):
            return _with_levels(printed, start)
        if not _form_row(rows[start]):
            break
    if printed.ruled and at == 0 and rows[0].filled > 1:  # Markdown's rule stands below it, though a column has no name
        return Header(0, 1, tuple((words,) if words else () for words in rows[0].said))
    return Header(at, at, ())


def is_caption_row(row: RawRow) -> bool:
    """A row that holds one cell of words alone; two cells, one of them blank, are a field of a form."""
    return row.filled == 1 and bool(row.cells[0].words) and number(row.cells[0].words) is None and len(row.cells) != 2


def _form_row(row: RawRow) -> bool:
    """承办单位 | （blank）: to be filled in by hand, above the header."""
    said = row.said
    return row.filled < len(said) and not said[-1]


def _headlike(words: str) -> bool:
    return len(words) <= _LONGEST and words[-1] not in "。；：，;,:" and words not in NOTHING and number(words) is None


def _is_header(printed: Printed, at: int) -> bool:
    row = printed.rows[at]
    said = row.said
    first = next((index for index, words in enumerate(said) if words), len(said))
    if len(said) < 2 or first == len(said):
        return False
    ruled = printed.ruled and at == 0 and all(said[first:])
    if not ruled and not all(words and _headlike(words) for words in said[first:]):
        end = _stacked(printed.rows, at)
        return end > at + 1 and any(_HEADER_WORDS.search(words) for row in printed.rows[at:end] for words in row.said)
    if ruled or printed.shape == "plain":
        return True
    if any(_HEADER_WORDS.search(words) for words in said):
        return True
    below = printed.rows[at + 1 :]
    if below and _goes_deeper(row, below[0]):
        return True
    if any(other.said == said for other in below):
        return True
    for index in range(first, min(len(said), _LOOKED_AT)):
        cells = [other.cells[index].words for other in below[:_LOOKED_AT] if index < len(other.cells)]
        numbers = sum(1 for words in cells if number(words) is not None)
        if cells and numbers * 2 > len(cells):
            return True
    return False


def _with_levels(printed: Printed, at: int) -> Header:
    """The header from row `at` on, with the rows that divide its cells."""
    rows = printed.rows
    end = _stacked(rows, at)
    if end > at + 1:
        return Header(at, end, _stacked_paths([row.said for row in rows[at:end]]))
    while end < len(rows) and _goes_deeper(rows[end - 1], rows[end], again=end > at + 1):
        end += 1
    if end == at + 1:
        return Header(at, end, tuple((words,) if words else () for words in rows[at].said))
    return _levels(rows, at, end)


def _stacked(rows: Sequence[RawRow], at: int) -> int:
    """Where a header of rows of one length ends: at the row that leaves no column without words of its own.

    `at + 1` where the rows below do not divide it. A blank cell is merged with the one above it, or with the one to
    its left where nothing stands above.
    """
    upper = rows[at].said
    open_ = {column for column, words in enumerate(upper) if not words}
    end = at + 1
    while open_ and end < min(len(rows), at + _MOST_LEVELS):
        lower = rows[end].said
        if len(lower) != len(upper) or not all(_headlike(words) for words in lower if words):
            return at + 1
        if not _divides(rows[end - 1].said, lower):
            return at + 1
        open_ -= {column for column, words in enumerate(lower) if words}
        end += 1
    return end if not open_ else at + 1


def _divides(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row divides cells of the one above: it has two below one, and one only where that begins."""
    starts = [column for column, words in enumerate(upper) if words]
    if len(starts) < 2:
        return False
    divided = not (starts and starts[0] == 0)
    for first, last in zip(starts, [*starts[1:], len(upper)], strict=True):
        below = [words for words in lower[first:last] if words]
        if last - first > 1 and len(below) == 1 and not lower[first]:
            return False
        divided = divided or len(below) > 1
    full = all(lower)
    return divided and (not full or any(_HEADER_WORDS.search(words) for words in lower) or len(set(lower)) < len(lower))


def _stacked_paths(levels: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    paths: list[tuple[str, ...]] = []
    for column in range(len(levels[0])):
        path: list[str] = []
        for level, row in enumerate(levels):
            words = row[column]
            if not words and not any(upper[column] for upper in levels[:level]):
                words = next((each for each in reversed(row[:column]) if each), "")
            if words:
                path.append(words)
        paths.append(tuple(path))
    return tuple(paths)


def _goes_deeper(upper: RawRow, lower: RawRow, *, again: bool = False) -> bool:
    """Whether a row divides the cells of the one above: more cells, no figures, blank where nothing is divided.

    Behind a level that divides another (`again`), one that has a cell below each will do.
    """
    if again and len(lower.cells) == len(upper.cells) and upper.filled == len(upper.cells) and not lower.cells[0].words:
        return lower.filled > 0 and all(_headlike(words) for words in lower.said if words)
    if len(lower.cells) <= len(upper.cells) or not (upper.cells[0].words == "" or lower.cells[0].words == ""):
        return False
    return all(_headlike(words) for words in lower.said if words) and lower.filled > 0


def _levels(rows: Sequence[RawRow], at: int, end: int) -> Header:
    """Cells of each level spread over the columns, from the lowest level up."""
    lowest = rows[end - 1].said
    paths: list[list[str]] = [[words] if words else [] for words in lowest]
    cover = [(index, index + 1) for index in range(len(lowest))]  # the columns that each cell of a level covers
    below: Sequence[str] = lowest
    warning: str | None = None
    for level in range(end - 2, at - 1, -1):
        upper = rows[level].said
        allotted = _allot(upper, below)
        if allotted is None:
            return Header(at, end, tuple(tuple(path) for path in paths), "表头各层对不上，只取最下一层")
        shares, sure = allotted
        if not sure:
            warning = "上层表头各管几列没有明确依据，按平均分列"
        covered: list[tuple[int, int]] = []
        for words, (first, last) in zip(upper, shares, strict=True):
            start, stop = cover[first][0], cover[last - 1][1]
            covered.append((start, stop))
            if words:
                for column in range(start, stop):
                    paths[column].insert(0, words)
        # a blank upper cell stands over words of its own column: what it says is what stands below
        below = [words or below[first] for words, (first, _) in zip(upper, shares, strict=True)]
        cover = covered
    return Header(at, end, tuple(tuple(path) for path in paths), warning)


def _allot(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[tuple[int, int]], bool] | None:
    """For each upper cell the range of lower cells below it, and whether that is sure; None where it cannot be told."""
    runs: list[tuple[int, int]] = []  # ranges of lower cells: one blank, or words in a row
    index = 0
    leading = next((step for step, words in enumerate(upper) if words), len(upper))
    for _ in range(leading):  # a blank above words: the lower cell reaches up
        if index >= len(lower):
            return None
        runs.append((index, index + 1))
        index += 1
    while index < len(lower):
        stop = index + 1
        if lower[index]:
            while stop < len(lower) and lower[stop]:
                stop += 1
        runs.append((index, stop))
        index = stop
    wide = [step for step, (first, last) in enumerate(runs) if step >= leading and lower[first]]
    rest = len(upper) - (len(runs) - len(wide))  # upper cells left for the runs of words
    if rest < len(wide) or (rest and not wide):
        return None
    if len(wide) == rest:
        return runs, True
    if len(wide) != 1:
        return None
    first, last = runs[wide[0]]
    split = _split_run(lower[first:last], rest)
    if split is None:
        return None
    sizes, sure = split
    shares: list[tuple[int, int]] = []
    for step, run in enumerate(runs):
        if step != wide[0]:
            shares.append(run)
            continue
        for size in sizes:
            shares.append((first, first + size))
            first += size
    return shares, sure


def _split_run(words: Sequence[str], groups: int) -> tuple[list[int], bool] | None:
    """How many of some headers belong to each of `groups` headers above, and whether that is sure."""
    size, left = divmod(len(words), groups)
    if not left and _recurs(words, size):
        return [size] * groups, True
    if groups == 2:
        fits = [
            cut
            for cut in range(1, len(words))
            if len(set(words[:cut])) == cut and len(set(words[cut:])) == len(words) - cut
        ]
        repeated = len(set(words)) < len(words)
        # a total behind a single column would add up nothing: it begins the next group
        told = [cut for cut in fits if words[cut - 1] not in TOTAL_WORDS or cut > 2]
        if repeated and len(told) == 1:
            return [told[0], len(words) - told[0]], True
    return ([size] * groups, False) if not left else None


def _recurs(words: Sequence[str], size: int) -> bool:
    """Whether headers come again after `size`: 面积 节水量 面积 节水量; 新建消火栓 新建水鹤 消火栓 水鹤."""
    return size > 0 and all(
        words[index] in words[index % size] or words[index % size] in words[index] for index in range(size, len(words))
    )


def header_cells(rows: Sequence[RawRow], header: Header) -> tuple[tuple[Cell, ...], ...]:
    """The header's rows as printed."""
    return tuple(row.cells for row in rows[header.at : header.end])
