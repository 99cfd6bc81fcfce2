"""Tables found among the lines of a text, whole, in the shapes in which extraction leaves them.

Pipe tables (| a | b |), tab tables with a row in a line, tab tables with a cell in a line (each cell begins with a tab
and may run over several lines), lists of names under headings that count them, and, in hard-wrapped text, a caption
表1 … with the cells that follow it. What their cells say is read in `grids`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.text.grid.lists import COUNTED
from gongbao.text.grid.markup import opens_markup
from gongbao.text.structure.heads import is_annex_mark, opens_document
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Rank, mark

_CAPTION = re.compile(r"表\d{1,3}(?![.．、\d])[^。；]{0,60}")
_BOX = re.compile(r"[专表图]栏?\d{1,3}(?![.．、\d])[：:]?")
_LONGEST_CELL_RUN = 12
_LONGEST_TAIL = 24  # characters of a line that ends the last cell of a table
_LONGEST_NAME = 40
_LONGEST_MARKUP = 5000  # lines
_FEWEST_NAMES = 6
_PIPE_RULE = re.compile(r"\|[|:\-]{2,400}")
_PROSE = re.compile(r"[，。；]")
_SENTENCE = re.compile(r"[。；！？]")
_NO_NAME = re.compile(r"[，。；：:！？]")


def find_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Index ranges (from, to) of the tables among lines, in order, without overlap."""
    found: list[tuple[int, int]] = []
    at, size = 0, len(lines)
    looked = 0  # lists were looked for up to here
    while at < size:
        line = lines[at]
        if line.tabs:
            end = _tab_table(lines, at)
            if _one_column(lines, at, end):
                at = end
                continue
        elif line.key[0] == "|" and len(line.key) > 1:
            end = _pipe_table(lines, at)
        elif line.key[0] == "<" and opens_markup(line.key):
            end = _markup(lines, at)
        elif line.key[0] == "表" and len(line.key) < 64 and _CAPTION.fullmatch(line.key):
            end = _captioned(lines, at)
        elif at >= looked and _counted(line):
            end, looked = _counted_list(lines, at)
        else:
            at += 1
            continue
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _markup(lines: Sequence[Line], at: int) -> int:
    """A table in HTML's marks, up to the mark that closes it; `at` where none does before another table opens."""
    for end in range(at, min(at + _LONGEST_MARKUP, len(lines))):
        if end > at and opens_markup(lines[end].key):
            break
        if "</table>" in lines[end].key.lower():
            return end + 1
    return at


def _pipe_table(lines: Sequence[Line], at: int) -> int:
    header, end = lines[at].key, at + 1
    while end < len(lines):
        if lines[end].key[0] == "|":
            if lines[end].gap and _other_header(lines, header, end):
                break
            end += 1
            continue
        # a row that fell out between two pages: the same header follows within two lines
        again = next((step for step in range(end + 1, min(end + 3, len(lines))) if lines[step].key[0] == "|"), None)
        if again is None or lines[again].key != header or _titles(lines, at, end):
            break
        end = again + 1
    return end


def _other_header(lines: Sequence[Line], header: str, at: int) -> bool:
    """Whether a line behind a blank one is the header of another table: a rule below it, and most of its cells new."""
    if at + 1 >= len(lines) or not _PIPE_RULE.fullmatch(lines[at + 1].key):
        return False
    old, new = header.strip("|").split("|"), lines[at].key.strip("|").split("|")
    return len(old) != len(new) or sum(map(str.__eq__, old, new)) * 2 < len(old)


def _titles(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a line between two tables is the title of the second: its number follows that of the line above the first
    (一、现行有效, 二、废止), or it is an annex's mark."""
    if is_annex_mark(lines[end].key) or lines[end].heading or at == 0:
        return is_annex_mark(lines[end].key) or lines[end].heading > 0
    here, above = mark(lines[end].key), mark(lines[at - 1].key)
    return here is not None and above is not None and here.rank == above.rank and here.ordinal == above.ordinal + 1


def _tab_table(lines: Sequence[Line], at: int) -> int:
    """A row in a line: ends where tabs end. A cell in a line: runs over the lines that continue a cell."""
    cells = not lines[at].key or _one_cell(lines[at])
    end = at + 1
    while end < len(lines):
        if lines[end].tabs:
            if not cells and lines[end].gap and lines[end].tabs != lines[at].tabs:
                break  # a table of other columns
            end += 1
            continue
        more = _cell_lines(lines, end) if cells else _heading_between(lines, at, end)
        if more == end:
            break
        end = more
    return end


def _heading_between(lines: Sequence[Line], at: int, end: int) -> int:
    """A heading that fell out between rows: a short line, and behind it rows of as many cells, or the header again."""
    line = lines[end]
    if end + 1 >= len(lines) or not 0 < lines[end + 1].tabs == lines[end - 1].tabs:
        return end
    number = mark(line.key)
    short = len(line.key) <= _LONGEST_NAME and not _SENTENCE.search(line.key) and line.gap <= 1
    if not short or _titles(lines, at, end) or _BOX.match(line.key) or opens_document(lines, end):
        return end
    goes_on = lines[end + 1].gap <= 1 and lines[end + 1].key != lines[at].key
    return end + 1 if goes_on or (number is not None and number.rank <= Rank.LEVEL2) else end


def _one_cell(line: Line) -> bool:
    return line.tabs == 1 and not line.row


def _one_column(lines: Sequence[Line], at: int, end: int) -> bool:
    """A box of prose, each paragraph behind a tab: no table, for it has rows of one cell only."""
    if not _one_cell(lines[at]):
        return False
    return all(lines[step].gap > 0 or not lines[step].tabs for step in range(at + 1, end)) and any(
        _SENTENCE.search(lines[step].key) for step in range(at, end)
    )


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
        if (number or _BOX.match(line.key)) and not goes_on and not _cell_ahead(lines, end):
            return end
        end += 1
    return end


def _cell_ahead(lines: Sequence[Line], at: int) -> bool:
    """Whether the table goes on within a few lines of the same page."""
    for step in range(at + 1, min(at + _LONGEST_CELL_RUN, len(lines))):
        if lines[step].gap > 1:
            return False
        if lines[step].tabs:
            return True
    return False


def _counted(line: Line) -> bool:
    """A heading that counts the names below it: 三河市（14家）. A numbered one belongs to the text's own levels."""
    key = line.key
    return len(key) <= 32 and not line.heading and COUNTED.fullmatch(key) is not None and mark(key) is None


def _counted_list(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """The end of a list of names under headings that count them (`at` where it is none), and how far was looked."""
    headings = right = names = 0
    wanted = seen = 0
    inner = False
    end = step = at
    while step < len(lines):
        line = lines[step]
        if _counted(line):
            if inner:
                right += seen == wanted
            found = COUNTED.fullmatch(line.key)
            assert found is not None
            inner = not (step + 1 < len(lines) and _counted(lines[step + 1]))
            headings += inner
            wanted, seen = int(found[2]), 0
            end = step = step + 1
            continue
        number = mark(line.key)
        plain = not line.tabs and not line.heading and len(line.key) <= _LONGEST_NAME and not _NO_NAME.search(line.key)
        if not plain or number is not None or seen >= wanted or line.gap > 2:
            break
        seen += 1
        names += 1
        end = step = step + 1
    if inner:
        right += seen == wanted
    good = headings >= 2 and names >= _FEWEST_NAMES and right * 5 >= headings * 4
    return (end if good else at), step


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
