"""Lists of contents: of an issue, behind its cover, and of a text that has chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_LEADER = re.compile(r"(?:\.{3,}|…{2,}|·{3,}|．{3,})[（(]?\d{0,4}[）)]?$|[（(]\d{1,4}[）)]$")
_SECTION = re.compile(r"[●■◆▲★※○◇□【].{1,20}|[^《》]{2,10}(?:文件|解读|任免|动态|纪事|选登|公告|目录)")
_FEWEST_CHAPTERS = 2
_MOST_LINES = 6  # of one entry
_LONGEST = 400  # entries of a text's own list of contents
_LONGEST_ENTRY = 80  # characters


def entries(lines: Sequence[Line], tables: Mapping[int, int], at: int, end: int) -> dict[int, int]:
    """The entries of an issue's contents that run over several lines: first index → index behind the last."""
    first = next((step for step in range(at, end) if lines[step].key in ("目录", "目次")), None)
    if first is None:
        return {}
    found: dict[int, int] = {}
    start = first + 1
    for step in range(first + 1, end):
        key = lines[step].key
        if step in tables or (step == start and _SECTION.fullmatch(key)):
            start = tables[step] if step in tables else step + 1
            continue
        if step < start:
            continue
        if _LEADER.search(key):
            if 1 < step + 1 - start <= _MOST_LINES:
                found[start] = step + 1
            start = step + 1
        elif step + 1 - start > _MOST_LINES:
            start = step + 1
    return found


def contents_end(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int) -> int:
    """The index behind a text's list of contents that begins on line `at` with 目录; 0 where none does.

    It is one where its first entry comes back as the heading of a chapter behind it.
    """
    if at + 2 >= end:
        return 0
    first = _bare(lines[at + 1].key)
    for step in range(at + 2, min(at + 2 + _LONGEST, end)):
        if _bare(lines[step].key) == first:
            return step
        mark = marks[step]
        if len(lines[step].key) > _LONGEST_ENTRY or (mark is not None and mark.rank == Rank.ARTICLE):
            return 0
    return 0


def unnamed_end(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int) -> int:
    """The index behind a list of chapters without the word 目录 that begins on line `at`; 0 where none does.

    It is one where headings of chapters follow each other, counting on, and the first of them comes back behind.
    """
    first = marks[at]
    if first is None or first.ordinal != 1 or first.rank not in (Rank.BOOK, Rank.CHAPTER):
        return 0
    step = at
    while step < min(at + _LONGEST, end):
        mark = marks[step]
        if mark is None or mark.rank not in (Rank.BOOK, Rank.CHAPTER, Rank.SECTION):
            break
        step += 1
        if step - at > 1 and lines[step - 1].key == lines[at].key:
            return step - 1 if step - 1 - at >= _FEWEST_CHAPTERS else 0
    return 0


def _bare(key: str) -> str:
    """An entry without its leader and page."""
    return _LEADER.sub("", key).rstrip("0123456789（）().…·")
