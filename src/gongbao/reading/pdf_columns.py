"""Two columns: the gutter between them is found, and a page is read band by band, in each the left column first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from gongbao.reading.pdf_rows import Piece, Row, merged
from gongbao.reading.pdf_tables import RuledTable

_STEP = 2.0  # points
_FEWEST = 5
_FULL = 0.4  # of the lines of a column of prose reach its right edge
_COLUMN = 0.2  # of the page's width: a line of prose in a column is mostly wider


@dataclass(frozen=True, slots=True)
class Gutter:
    """The blank between two columns, and where the columns begin and end."""

    at: float
    left: float
    right: float
    width: float


def gutter(rows: Sequence[Row]) -> Gutter | None:
    """The gutter of a page, where long lines stand on both sides of a blank and few run across it."""
    pieces = [piece for row in rows for piece in _joined(row)]
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = right - left
    best: list[float] = []
    most = 0.0
    long = [piece for piece in pieces if piece.right - piece.left >= _COLUMN * width]
    for step in range(int(0.3 * width / _STEP), int(0.7 * width / _STEP)):
        at = left + step * _STEP
        before, behind = sum(piece.right <= at for piece in long), sum(piece.left >= at for piece in long)
        across = sum(piece.left < at < piece.right for piece in pieces)
        score = min(before, behind) - 0.5 * across
        if min(before, behind) < _FEWEST or score <= 0 or score < most:
            continue
        best = [at] if score > most else [*best, at]
        most = score
    if not best:
        return None
    at = best[len(best) // 2]
    ends = sorted(piece.right for piece in pieces if piece.right <= at)
    starts = sorted(piece.left for piece in pieces if piece.left >= at)
    if not _side_by_side(pieces, at):
        return None
    return Gutter(at, left, right, starts[1] - ends[-2])


def _joined(row: Row, width: float = math.inf) -> Iterator[Piece]:
    """The pieces of a row; those with no more than a full-width blank between them, less than a gutter, as one."""
    at = row.pieces[0]
    for piece in row.pieces[1:]:
        if piece.left - at.right <= min(1.1 * piece.size, 0.7 * width):
            at = Piece(at.left, piece.right, at.base, at.size, at.text + piece.text)
        else:
            yield at
            at = piece
    yield at


def _side_by_side(pieces: Sequence[Piece], at: float) -> bool:
    """Whether lines of prose stand on both sides at the same heights: most reach the right edge of their column."""
    sides = [piece for piece in pieces if piece.right <= at], [piece for piece in pieces if piece.left >= at]
    low = max(min(piece.base for piece in side) for side in sides)
    high = min(max(piece.base for piece in side) for side in sides)
    for side in sides:
        edge = sorted(piece.right for piece in side)[-2]
        full = sum(edge - piece.right <= 1.6 * piece.size for piece in side)
        if full < _FULL * len(side) or sum(low <= piece.base <= high for piece in side) < 3:
            return False
    return True


def agreed(found: Sequence[tuple[float, float, Gutter | None]]) -> list[Gutter | None]:
    """For each page (width, height, its gutter) its own gutter, else the one of most pages of its size and side."""
    sides: dict[tuple[int, int, int], list[Gutter]] = {}
    for number, (width, height, own) in enumerate(found):
        if own is not None:
            sides.setdefault((round(width), round(height), number % 2), []).append(own)
    made: list[Gutter | None] = []
    pages = Counter((round(width), round(height), number % 2) for number, (width, height, _) in enumerate(found))
    for number, (width, height, own) in enumerate(found):
        key = (round(width), round(height), number % 2)
        others = sides.get(key, [])
        if own is None and 2 * len(others) >= pages[key]:
            own = Gutter(*(median(getattr(each, side) for each in others) for side in ("at", "left", "right", "width")))
        made.append(own)
    return made


def bands(
    rows: Sequence[Row], tables: Sequence[RuledTable], found: Gutter | None
) -> Iterator[tuple[int, list[Row | RuledTable]]]:
    """What a page holds in reading order, column by column: 0 for the whole width, 1 for the left, 2 for the right."""
    if found is None:
        yield 0, _by_height(rows, tables)
        return
    across: list[Row | RuledTable] = [table for table in tables if table.left < found.at < table.right]
    sided: list[tuple[int, Row | RuledTable]] = [
        (1 if table.right <= found.at else 2, table) for table in tables if not table.left < found.at < table.right
    ]
    for row in rows:
        if any(piece.left < found.at < piece.right for piece in _joined(row, found.width)) or _even(row, found):
            across.append(row)
            continue
        for column, pieces in (
            (1, [piece for piece in row.pieces if piece.right <= found.at]),
            (2, [piece for piece in row.pieces if piece.left >= found.at]),
        ):
            if pieces:
                sided.append((column, Row(tuple(pieces))))
    across.sort(key=_height)
    sided.sort(key=lambda each: _height(each[1]))
    at = 0
    for wide in [*across, None]:
        end = at
        while end < len(sided) and (wide is None or _height(sided[end][1]) < _height(wide)):
            end += 1
        yield from _band(sided[at:end])
        at = end
        if wide is not None:
            yield 0, [wide]


def _even(row: Row, found: Gutter) -> bool:
    """Whether a row of two pieces is a line set apart in the middle of the page (目　录), not one of each column."""
    return (
        len(row.pieces) == 2
        and row.left - found.left > 0.2 * (found.right - found.left)
        and found.right - row.right > 0.2 * (found.right - found.left)
        and abs(row.left + row.right - found.left - found.right) < 2 * row.size
    )


def _band(sided: Sequence[tuple[int, Row | RuledTable]]) -> Iterator[tuple[int, list[Row | RuledTable]]]:
    for column in (1, 2):
        items = [item for side, item in sided if side == column]
        if items:
            yield (
                column,
                _by_height(
                    [item for item in items if isinstance(item, Row)],
                    [item for item in items if isinstance(item, RuledTable)],
                ),
            )


def _by_height(rows: Iterable[Row], tables: Iterable[RuledTable]) -> list[Row | RuledTable]:
    return sorted([*merged(rows), *tables], key=_height)


def _height(item: Row | RuledTable) -> float:
    return item.top if isinstance(item, RuledTable) else item.base
