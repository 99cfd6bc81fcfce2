"""Cells that are printed blank because they are merged with another: filled only where the evidence is clear.

Evidence: the column leads the table (grouping columns and the numbering stand before the first column that is never
blank), and the numbering goes on by one behind the blank rows; or a score column says 一票否决 and is blank below it,
in one group alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongbao.text.grid.cells import Cell
from gongbao.text.grid.rows import Draft, RowKind, row_number
from gongbao.text.grid.values import number

_NEVER_BLANK = 0.9
_LONGEST_WORD = 12  # characters of a word that stands for a whole group in a column of figures

Origin = tuple[int, int]
"""Row and column where the words of a merged cell are printed."""


def merged(drafts: Sequence[Draft], numbering: int | None) -> list[Draft]:
    """Rows with their merged cells filled; each says whose words it has."""
    rows = [_own_row(draft, index) for index, draft in enumerate(drafts)]
    for index, draft in enumerate(drafts):
        for column, stated in enumerate(draft.origins):
            if stated is not None and index >= stated[0]:
                row, origin = index - stated[0], stated[1]
                source = rows[row].cells[origin].merged or (row, origin)
                if source != (index, column) and not rows[index].cells[column].words:
                    _take(rows, index, column, source)
    items = [index for index, draft in enumerate(rows) if draft.kind is RowKind.ITEM]
    if not items:
        return rows
    leading = _leading(rows, items, numbering)
    grouping = [column for column in leading if column != numbering]
    lost: set[int] = set()
    upward: dict[int, int] = {}
    if numbering is not None and numbering in leading:
        lost, upward, followers = _owners(rows, items, numbering, grouping)
        for index, owner in followers.items():
            _take(rows, index, numbering, (owner, numbering))
    sources: dict[int, Origin] = {}
    for index, draft in enumerate(rows):
        if draft.kind in (RowKind.GROUP, RowKind.TOTAL):
            sources = {}
        if draft.kind is RowKind.SUBTOTAL and draft.cells[0].words and len(grouping) > 0 and grouping[0] == 0:
            sources = {0: (index, 0)}  # 甲市 小计: the group begins with its total
        if draft.kind is not RowKind.ITEM:
            continue
        for step, column in enumerate(grouping):
            cell = draft.cells[column]
            of_item = numbering is not None and column > numbering
            if cell.words:
                sources[column] = cell.merged or (index, column)
                for later in grouping[step + 1 :]:
                    sources.pop(later, None)
            elif of_item and index in upward and rows[upward[index]].cells[column].words:
                _take(rows, index, column, (upward[index], column))
            elif of_item and index in lost:
                sources.pop(column, None)
            elif column in sources and not (of_item and index in upward):
                _take(rows, index, column, sources[column])
    _fill_vetoes(rows, items, grouping)
    return rows


def _own_row(draft: Draft, index: int) -> Draft:
    """A cell that another of its row covers learns which row that is."""
    if not any(cell.merged for cell in draft.cells):
        return draft
    cells = (replace(cell, merged=(index, cell.merged[1])) if cell.merged else cell for cell in draft.cells)
    return replace(draft, cells=tuple(cells))


def _take(rows: list[Draft], index: int, column: int, origin: Origin) -> None:
    """A blank cell takes the words of the cell at `origin`."""
    source = rows[origin[0]].cells[origin[1]]
    cells = list(rows[index].cells)
    cells[column] = Cell(cells[column].spans, source.shown, source.words, source.value, origin)
    rows[index] = replace(rows[index], cells=tuple(cells))


def _leading(rows: Sequence[Draft], items: Sequence[int], numbering: int | None) -> list[int]:
    """Columns before the first that is never blank; the numbering is one of them."""
    width = len(rows[0].cells)
    leading: list[int] = []
    for column in range(width):
        if column != numbering:
            filled = sum(1 for index in items if rows[index].cells[column].words)
            if not filled and any(draft.cells[column].words for draft in rows if draft.kind is RowKind.SUBTOTAL):
                leading.append(column)  # 甲市 小计: each group is named beside its total
                continue
            if filled >= _NEVER_BLANK * len(items):
                break
            figures = sum(1 for index in items if number(rows[index].cells[column].words) is not None)
            if not filled or figures * 2 > filled:
                break
        leading.append(column)
    else:
        return []
    return leading


def _owners(
    rows: Sequence[Draft], items: Sequence[int], numbering: int, grouping: Sequence[int]
) -> tuple[set[int], dict[int, int], dict[int, int]]:
    """For rows without a number: whose number was lost in extraction, which belong to the next numbered row, and the
    row whose number covers each of the others."""
    lost: set[int] = set()
    upward: dict[int, int] = {}
    followers: dict[int, int] = {}
    waiting: list[int] = []
    owner: int | None = None
    known = ""  # the name that stands beside the last number, or above it
    names = next((column for column in grouping if column > numbering), None)
    for index in (*items, None):
        here = rows[index].cells[numbering].words if index is not None else ""
        if index is not None and not here:
            waiting.append(index)
            continue
        if waiting:
            before = row_number(rows[owner].cells[numbering].words) if owner is not None else 0
            after = row_number(here)
            if before is not None and after is not None and after - before - 1 == len(waiting) > 0:
                lost.update(waiting)
            elif owner is not None:
                while waiting and index is not None and _said_again(rows[waiting[-1]], rows[index]):
                    upward[waiting[-1]] = followers[waiting.pop()] = index
                for each in waiting:
                    name = rows[each].cells[names].words if names is not None else ""
                    if name and name != known:
                        break
                    followers[each] = owner
            waiting = []
        owner = index
        if names is not None and index is not None:
            known = rows[index].cells[names].words or known
    return lost, upward, followers


def _said_again(blank: Draft, numbered: Draft) -> bool:
    """Whether the numbered row below prints the words of a row without a number again, with more."""
    column = next((step for step, cell in enumerate(blank.cells) if cell.words), None)
    if column is None:
        return False
    words, again = blank.cells[column].words, numbered.cells[column].words
    return len(words) >= 4 and len(again) > len(words) and words in again


def _fill_vetoes(rows: list[Draft], items: Sequence[int], grouping: Sequence[int]) -> None:
    """A score column that is a word (一票否决) for a whole group: blank below it, and never blank in another group."""
    if not grouping:
        return
    lead = grouping[-1]
    width = len(rows[0].cells)
    for column in range(lead + 1, width):
        blanks = [index for index in items if not rows[index].cells[column].words]
        said = [index for index in items if rows[index].cells[column].words]
        figures = sum(1 for index in said if rows[index].cells[column].words[0].isdecimal())
        if not blanks or figures * 2 <= len(said):
            continue
        word: Origin | None = None
        group = ""
        found: dict[int, Origin] = {}
        for index in items:
            cells = rows[index].cells
            words = cells[column].words
            if cells[lead].words != group:
                group, word = cells[lead].words, None
            if words:
                word = (index, column) if len(words) <= _LONGEST_WORD and not words[0].isdecimal() else None
            elif word is not None:
                found[index] = word
        if len(found) == len(blanks):
            for index, origin in found.items():
                _take(rows, index, column, origin)
