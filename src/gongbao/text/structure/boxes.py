"""专栏: a box with a caption, set apart from the text around it, which may tear a sentence in two."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from gongbao.text.structure.columns import CLAUSE, CLOSED
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_CAPTION = re.compile(r"专栏(\d{1,3}|[一二三四五六七八九十]{1,3})(?![.．、\d])[：:]?(.{0,60})")
_WRAPPED = 8  # characters of a caption's second line
_NARROWEST = 24  # cells: a caption that fills its line


def caption(key: str) -> re.Match[str] | None:
    """The caption of a box: number (1) and heading (2)."""
    return _CAPTION.fullmatch(key) if key.startswith("专栏") and "。" not in key else None


def caption_end(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int) -> int:
    """The index behind the lines of a caption that begins on line `at`."""
    if at + 2 >= end or marks[at + 1] is not None or lines[at + 1].tabs or lines[at].width < _NARROWEST:
        return at + 1
    rest = lines[at + 1]
    whole = rest.width == 2 * len(rest.key)  # Chinese characters without a blank between: no row of a table
    short = len(rest.key) <= _WRAPPED and whole and rest.width < lines[at].width and not CLAUSE.search(rest.key)
    return at + 2 if short else at + 1


def box_end(
    lines: Sequence[Line],
    marks: Sequence[Mark | None],
    tables: Mapping[int, int],
    others: Container[int],
    at: int,
    end: int,
) -> int:
    """The index behind the last line of a box whose caption ends before line `at`.

    Args:
        lines: all lines.
        marks: their numbers.
        tables: first index → index behind the last, of each table.
        others: indices at which something else begins: a list, an annex, a signature.
        at: the line behind the caption.
        end: the end of the part.
    """
    if at in tables:
        return min(tables[at], end)
    numbered = False
    last: Mark | None = None
    for step in range(at, end):
        line, mark = lines[step], marks[step]
        if step in others or step in tables or caption(line.key):
            return step
        if mark is not None:
            if mark.rank <= Rank.LEVEL2 or (not numbered and mark.ordinal != 1):
                return step
            if numbered and last is not None and mark.rank == last.rank and mark.ordinal not in (1, last.ordinal + 1):
                return step  # the numbers of the text around the box go on
            numbered, last = True, mark
            continue
        if step > at and CLOSED.search(lines[step - 1].key[-4:]) and (line.page or numbered):
            return step
    return end
