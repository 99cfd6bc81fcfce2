"""A table with merged cells, laid on a grid and printed as lines of a Markdown pipe table.

A merged cell's words stand in its first place, its other places are empty: so print reads, and so do tables that were
taken out of print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_PLACES = 2_000_000
_MOST_COLUMNS = 1000
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")


class TooLarge(ValueError):
    """A table has more places than can be printed."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a file states it: its words, and over how many columns and rows it reaches."""

    words: str
    columns: int = 1
    rows: int = 1


def lay(rows: Iterable[Sequence[GridCell]]) -> list[list[str | None]]:
    """Rows of cells as rows of words, all of one length; None where a merged cell reaches.

    Raises:
        TooLarge: more than `MOST_PLACES` places.
    """
    laid: list[list[str | None]] = []
    reaching: dict[int, int] = {}  # column → how many more rows a cell above reaches down
    places = 0
    for row in rows:
        line: list[str | None] = []
        below: dict[int, int] = {column: more - 1 for column, more in reaching.items() if more > 1}
        for cell in row:
            while len(line) in reaching:
                line.append(None)
            columns = min(max(cell.columns, 1), _MOST_COLUMNS)
            if cell.rows > 1:
                below.update(dict.fromkeys(range(len(line), len(line) + columns), cell.rows - 1))
            line += [one_line(cell.words), *[None] * (columns - 1)]
            if places + len(line) > MOST_PLACES:
                raise TooLarge
        while len(line) in reaching:
            line.append(None)
        places += len(line)
        reaching = below
        laid.append(line)
    width = max(map(len, laid), default=0)
    if width * len(laid) > MOST_PLACES:
        raise TooLarge
    return [line + [None] * (width - len(line)) for line in laid]


def pipe_lines(laid: Sequence[Sequence[str | None]]) -> list[str]:
    """Rows of words as lines of a Markdown table, the first row as its header.

    Columns in which no row has a cell of its own are left out.
    """
    width = len(laid[0]) if laid else 0
    kept = [column for column in range(width) if any(row[column] is not None for row in laid)]
    if not any(any(row) for row in laid):
        return []
    lines = [_line([row[column] or "" for column in kept]) for row in laid]
    return [lines[0], _line(["---"] * len(kept)), *lines[1:]]


def one_line(words: str) -> str:
    """Words without line breaks, and without the character that parts the cells."""
    return _BLANKS.sub(" ", words.replace("|", "｜")).strip(" \u3000")


def _line(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
