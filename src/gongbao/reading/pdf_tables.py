"""Ruled tables of a PDF page: lines that cross make a grid, and cells without a line between them are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.reading.pdf_page import Glyph, Page, Rule
from gongbao.reading.pdf_rows import between, cluster, flowing, rows

_NEAR = 3.0  # points
_MOST_RULES = 1500
_MOST_CELLS = 20_000


@dataclass(frozen=True)
class RuledTable:
    """A table and its place. `cells` are rows of words; None where a merged cell reaches."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]  # where columns begin and the last one ends
    cells: tuple[tuple[str | None, ...], ...]
    unfinished: tuple[bool, ...] = ()  # for each cell of the last row whether its words fill their last line
    pages: tuple[int, ...] = ()  # the page of each row, from 1


def ruled_tables(page: Page) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables of a page from top to bottom, and the glyphs that stand in none of them."""
    across, down = _merged(page.across), _merged(page.down)
    glyphs = list(page.glyphs)
    found: list[RuledTable] = []
    if len(across) > _MOST_RULES or len(down) > _MOST_RULES:
        return found, glyphs
    for horizontal, vertical in _crossing(across, down):
        grid = _grid(horizontal, vertical)
        if grid is None:
            continue
        xs, ys = grid
        inside: dict[tuple[int, int], list[Glyph]] = {}
        outside: list[Glyph] = []
        for each in glyphs:
            column = between(xs, (each.left + each.right) / 2)
            row = between(ys, each.base - 0.35 * each.size)
            if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1:
                inside.setdefault((row, column), []).append(each)
            else:
                outside.append(each)
        if not inside:
            continue
        cells, unfinished = _cells(xs, ys, horizontal, vertical, inside)
        if sum(cell is not None for row_ in cells for cell in row_) < 2:
            continue  # a frame around text
        found.append(RuledTable(xs[0], ys[0], xs[-1], ys[-1], tuple(xs), cells, unfinished))
        glyphs = outside
    found.sort(key=lambda table: table.top)
    return found, glyphs


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that continue or repeat each other as one."""
    found: list[Rule] = []
    for each in sorted(rules, key=lambda rule: (round(rule.at / 1.5), rule.start)):
        last = found[-1] if found else None
        if last is not None and abs(each.at - last.at) <= 1.5 and each.start <= last.end + _NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, each.end))
        else:
            found.append(each)
    return found


def _crossing(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Sets of lines that hang together by crossings, horizontal and vertical ones apart."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for first, flat in enumerate(across):
        for second, upright in enumerate(down, len(across)):
            if (
                flat.start - _NEAR <= upright.at <= flat.end + _NEAR
                and upright.start - _NEAR <= flat.at <= upright.end + _NEAR
            ):
                parent[root(first)] = root(second)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(parent)):
        horizontal, vertical = sets.setdefault(root(at), ([], []))
        if at < len(across):
            horizontal.append(across[at])
        else:
            vertical.append(down[at - len(across)])
    return [each for each in sets.values() if each[0] and each[1]]


def _grid(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> tuple[list[float], list[float]] | None:
    """Where columns and rows begin, and the last ones end; sides that are not drawn are taken from the lines' ends."""
    xs = cluster((rule.at for rule in vertical), _NEAR)
    ys = cluster((rule.at for rule in horizontal), _NEAR)
    left, right = min(rule.start for rule in horizontal), max(rule.end for rule in horizontal)
    top, bottom = min(rule.start for rule in vertical), max(rule.end for rule in vertical)
    xs = [*([left] if left < xs[0] - 2 * _NEAR else []), *xs, *([right] if right > xs[-1] + 2 * _NEAR else [])]
    ys = [*([top] if top < ys[0] - 2 * _NEAR else []), *ys, *([bottom] if bottom > ys[-1] + 2 * _NEAR else [])]
    columns, lines = len(xs) - 1, len(ys) - 1
    return (xs, ys) if columns > 0 and lines > 0 and 1 < columns * lines <= _MOST_CELLS else None


def _cells(
    xs: Sequence[float],
    ys: Sequence[float],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    inside: dict[tuple[int, int], list[Glyph]],
) -> tuple[tuple[tuple[str | None, ...], ...], tuple[bool, ...]]:
    """The words of each cell at its first place; and which cells of the last row fill their last line."""
    columns, lines = len(xs) - 1, len(ys) - 1
    flat, upright = _by_mark(horizontal, ys), _by_mark(vertical, xs)
    owner = {(row, column): (row, column) for row in range(lines) for column in range(columns)}
    for row in range(lines):
        for column in range(columns):
            if column and not _drawn(upright[column], (ys[row] + ys[row + 1]) / 2):
                owner[row, column] = owner[row, column - 1]
            elif row and not _drawn(flat[row], (xs[column] + xs[column + 1]) / 2):
                owner[row, column] = owner[row - 1, column]
    words: dict[tuple[int, int], list[Glyph]] = {}
    edge: dict[tuple[int, int], float] = {}
    for place, own in owner.items():
        words.setdefault(own, []).extend(inside.get(place, ()))
        edge[own] = max(edge.get(own, 0.0), xs[place[1] + 1])
    printed = {own: rows(glyphs) for own, glyphs in words.items()}
    cells = tuple(
        tuple(
            flowing(printed[row, column], edge[row, column]) if owner[row, column] == (row, column) else None
            for column in range(columns)
        )
        for row in range(lines)
    )
    last = (printed[owner[lines - 1, column]] for column in range(columns))
    ends = [edge[owner[lines - 1, column]] for column in range(columns)]
    return cells, tuple(
        bool(line) and end - line[-1].right <= 2.6 * line[-1].size and line[-1].text[-1] not in "。；"
        for line, end in zip(last, ends, strict=True)
    )


def _by_mark(rules: Sequence[Rule], marks: Sequence[float]) -> list[list[Rule]]:
    found: list[list[Rule]] = [[] for _ in marks]
    for rule in rules:
        nearest = min(range(len(marks)), key=lambda at: abs(marks[at] - rule.at))
        found[nearest].append(rule)
    return found


def _drawn(rules: Sequence[Rule], at: float) -> bool:
    return any(rule.start - _NEAR <= at <= rule.end + _NEAR for rule in rules)
