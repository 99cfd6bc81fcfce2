"""Tables, in the three shapes in which extraction leaves them, found and kept whole.

Pipe tables (| a | b |), tab tables with a row in a line, tab tables with a cell in a line (each cell begins with a tab
and may run over several lines), and, in hard-wrapped text, a caption 表1 … with the cells that follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.text.heads import is_annex_mark, opens_document
from gongbao.text.lines import Line
from gongbao.text.numbering import Rank, mark

_CAPTION = re.compile(r"表\d{1,3}(?![.．、\d])[^。；]{0,60}")
_LONGEST_CELL_RUN = 12
_PROSE = re.compile(r"[，。；]")


def find_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Index ranges (from, to) of the tables among lines, in order, without overlap."""
    found: list[tuple[int, int]] = []
    at, size = 0, len(lines)
    while at < size:
        line = lines[at]
        if line.tabs:
            end = _tab_table(lines, at)
        elif line.key[0] == "|" and len(line.key) > 1:
            end = _pipe_table(lines, at)
        elif line.key[0] == "表" and len(line.key) < 64 and _CAPTION.fullmatch(line.key):
            end = _captioned(lines, at)
        else:
            at += 1
            continue
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _pipe_table(lines: Sequence[Line], at: int) -> int:
    header, end = lines[at].key, at + 1
    while end < len(lines):
        if lines[end].key[0] == "|":
            end += 1
            continue
        # a row that fell out between two pages: the same header follows within two lines
        again = next((step for step in range(end + 1, min(end + 3, len(lines))) if lines[step].key[0] == "|"), None)
        if again is None or lines[again].key != header:
            break
        end = again + 1
    return end


def _tab_table(lines: Sequence[Line], at: int) -> int:
    """A row in a line: ends where tabs end. A cell in a line: runs over the lines that continue a cell."""
    cells = not lines[at].key or _one_cell(lines[at])
    end = at + 1
    while end < len(lines):
        if lines[end].tabs:
            end += 1
            continue
        if not cells:
            break
        more = _cell_lines(lines, end)
        if more == end:
            break
        end = more
    return end


def _one_cell(line: Line) -> bool:
    return line.tabs == 1


def _cell_lines(lines: Sequence[Line], at: int) -> int:
    """The end of the lines from `at` that continue a cell; `at` where the table is over."""
    end = at
    while end < len(lines) and not lines[end].tabs:
        line = lines[end]
        torn = line.gap > 1  # two blank lines: the page is over, and mostly the table too
        if end - at >= _LONGEST_CELL_RUN or is_annex_mark(line.key) or opens_document(lines, end):
            return end
        goes_on = end + 1 < len(lines) and lines[end + 1].tabs == 1
        if torn and not (goes_on and len(line.key) <= 10):
            return end
        number = mark(line.key)
        if number and number.rank <= Rank.LEVEL2 and not goes_on and len(line.key) > 12:
            return end
        end += 1
    return end


def _captioned(lines: Sequence[Line], at: int) -> int:
    """A caption with cells below: ends at a heading, another caption, or prose. `at` where no cells follow."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if line.tabs or line.key[0] == "|":
            return at if end == at + 1 else end
        number = mark(line.key)
        if number and number.rank <= Rank.LEVEL2:
            break
        if is_annex_mark(line.key) or opens_document(lines, end) or _CAPTION.fullmatch(line.key[:64]):
            break
        if _PROSE.search(line.key) and end + 1 < len(lines) and _PROSE.search(lines[end + 1].key):
            break
        end += 1
    return end if end > at + 2 else at
