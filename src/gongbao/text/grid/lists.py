"""Lists of names under headings that count them: 三河市（14家）, 监测合格企业13家, and a name in each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.text.grid.cells import Cell, Piece, cell_of
from gongbao.text.model import Span
from gongbao.text.normal import normal

_UNITS = "家个人名户所座处项件种"
COUNTED = re.compile(rf"([^，。；：0-9]{{2,24}}?)[（(]?(\d{{1,5}})([{_UNITS}])[）)]?([—–-]{{0,2}})")
"""A heading that counts what stands below it."""

_SCRAP = re.compile(rf"\d{{1,6}}|[{_UNITS}]|[—–-]{{1,2}}|[\u4e00-\u9fff]|[\u4e00-\u9fff]{{1,2}}[）)]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a heading of depth 1 or 2, or a name (0)."""

    cell: Cell
    depth: int
    count: int | None = None  # of a heading


def is_counted(key: str) -> bool:
    """Whether a line is a heading that counts what stands below it."""
    return len(key) <= 32 and COUNTED.fullmatch(key) is not None


def list_entries(text: str, lines: Sequence[Piece]) -> list[Entry]:
    """Lines of a list, broken names joined. A heading directly over another is above it in depth."""
    spans: list[list[Span]] = []
    whole: list[str] = []
    for start, stop in lines:
        words = normal(text[start:stop])
        if not words:
            continue
        if whole and _torn(whole[-1], words):
            spans[-1].append(Span(start, stop))
            whole[-1] += words
        else:
            spans.append([Span(start, stop)])
            whole.append(words)
    found = [COUNTED.fullmatch(words) for words in whole]
    entries: list[Entry] = []
    left = 0  # names that the open heading of depth 1 still counts
    for index, match in enumerate(found):
        cell = cell_of(text, tuple(spans[index]))
        over = index + 1 < len(found) and found[index + 1] is not None
        if match is None:
            left -= 1
            entries.append(Entry(cell, 2 if over and index == 0 else 0))  # words before the first heading that counts
        elif match[4]:
            entries.append(Entry(cell, 2, int(match[2])))
        else:
            outer = over or left <= 0
            left = int(match[2]) if outer else left
            entries.append(Entry(cell, 1 if outer else 2, int(match[2])))
    return entries


def _torn(before: str, words: str) -> bool:
    """Whether a line goes on with the one before: an open bracket, or a scrap such as 室, 个, 376, ——."""
    if before.count("（") > before.count("）"):
        return True
    whole = COUNTED.fullmatch(before) is not None
    return len(before) > 2 and _SCRAP.fullmatch(words) is not None and (not whole or words[0] in "—–-")
