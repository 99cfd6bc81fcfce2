"""Tables of hard-wrapped text, whose cells nothing but blanks divides: 名称 2020年 2025年 / 甲院 80 100.

Read where most rows end in the same number of figures; anything else is left as printed lines (see `grids_lists`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.text.grid.cells import Cell, Piece, Printed, RawRow, cell_of
from gongbao.text.model import Span
from gongbao.text.normal import normal

_TOKEN = re.compile(r"[^ \t\u3000\xa0]+")
_FIGURE = re.compile(
    r"[<>≤≥＜＞]?[+\-−]?\d[\d,]{0,12}(?:\.\d{1,8})?[%％‰]?|\d{1,4}[:：]\d{1,4}(?:\.\d{1,4})?|[—–-]{1,2}"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年.{0,20})?")
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    stop: int
    words: str

    @property
    def figure(self) -> bool:
        return _FIGURE.fullmatch(self.words) is not None


@dataclass(slots=True)
class _Row:
    """Words that wait for their figures."""

    number: list[Span] = field(default_factory=list)
    name: list[Span] = field(default_factory=list)


def plain_rows(text: str, lines: Sequence[Piece]) -> Printed | None:
    """The rows of a table without marks of cells, caption left out; None where no reading holds for most rows."""
    tokens = [_tokens(text, line) for line in lines]
    tokens = [line for line in tokens if line]
    endings = Counter(line[-1].words for line in tokens if not line[-1].figure and len(line) > 1)
    recurring = {words for words, times in endings.items() if times >= _FEWEST_ROWS and len(words) <= 6}
    tails = [_tail(line, recurring) for line in tokens]
    counted = Counter(size for size in tails if size)
    if not counted:
        return None
    width, rows = max(counted.items(), key=lambda each: (each[1], each[0]))
    if width < 2 or rows < _FEWEST_ROWS or rows * 2 < sum(counted.values()):
        return None
    worded = sum(1 for line, size in zip(tokens, tails, strict=True) if size == width and not line[-1].figure)
    if worded * 2 > rows:
        tails = [size or _worded_tail(line, width) for line, size in zip(tokens, tails, strict=True)]
    first = next(index for index, size in enumerate(tails) if size >= width)
    start = _first_row(tokens, tails, first, width)
    body = _body(text, tokens[start:], tails[start:], width)
    if body is None:
        return None
    numbered, made, rest = body
    header, warning = _header(text, [token for line in tokens[:start] for token in _years(line)], width + 1 + numbered)
    warnings = tuple(each for each in (warning, rest) if each)
    return Printed("plain", ((header, *made) if header else made), warnings=warnings)


def _tokens(text: str, line: Piece) -> list[_Token]:
    start, stop = line
    return [_Token(found.start(), found.end(), normal(found[0])) for found in _TOKEN.finditer(text, start, stop)]


def _tail(line: Sequence[_Token], recurring: set[str]) -> int:
    """How many cells of figures, or of a word that ends many rows, a line ends in."""
    size = 0
    while size < len(line) and (line[-1 - size].figure or (size == 0 and line[-1].words in recurring)):
        size += 1
    return size if size > 1 or (size and line[-1].figure) else 0


def _worded_tail(line: Sequence[_Token], width: int) -> int:
    """The cells that a row ends in where its last word stands in no other row."""
    figures = len(line) > width and all(token.figure for token in line[-width:-1])
    return width if figures and len(line[-1].words) <= 6 and not line[-1].figure else 0


def _first_row(tokens: Sequence[list[_Token]], tails: Sequence[int], first: int, width: int) -> int:
    """Where the header ends: at the line with number 1, at a word down the page, or at a name that begins as the
    names of other rows do; else at the first line with figures."""
    names = [line[0].words for line, size in zip(tokens, tails, strict=True) if size == width and len(line) > width]
    starts = Counter(name[:2] for name in names if len(name) > 2)
    common = {start for start, times in starts.items() if times * 2 > len(names)}
    for index in range(first):
        line = tokens[index]
        if line[0].words[:2] in common or (line[0].words == "1" and len(line) == 1):
            return index
        if index + 2 < len(tokens) and all(_down(tokens[index + step]) for step in range(3)):
            return index
    return first


def _down(line: Sequence[_Token]) -> bool:
    """One character of a word that is printed down the page."""
    return len(line) == 1 and len(line[0].words) == 1 and not line[0].figure


def _body(
    text: str, tokens: Sequence[list[_Token]], tails: Sequence[int], width: int
) -> tuple[bool, tuple[RawRow, ...], str | None] | None:
    """Whether rows are numbered, the rows, and what is left over."""
    numbered = sum(1 for line in tokens if line[0].words.isdecimal() and len(line) != width) >= _FEWEST_ROWS
    rows: list[RawRow] = []
    waiting = _Row()
    index = 0
    while index < len(tokens):
        line = tokens[index]
        if _down(line) and not waiting.name:
            stop = index
            while stop < len(tokens) and _down(tokens[stop]):
                stop += 1
            if stop - index >= _FEWEST_ROWS:
                down = tuple(Span(token.start, token.stop) for each in tokens[index:stop] for token in each)
                rows.append(RawRow((cell_of(text, down),)))
                index = stop
                continue
        head = line[: len(line) - width] if tails[index] >= width else line
        if head and numbered and not waiting.name and not waiting.number and head[0].words.isdecimal():
            waiting.number.append(Span(head[0].start, head[0].stop))
            head = head[1:]
        if head:
            waiting.name.append(Span(head[0].start, head[-1].stop))
        if tails[index] >= width:
            if not waiting.name:
                return None
            cells = [cell_of(text, waiting.name)]
            if numbered:
                cells.insert(0, cell_of(text, waiting.number))
            cells.extend(cell_of(text, (Span(token.start, token.stop),)) for token in line[len(line) - width :])
            rows.append(RawRow(tuple(cells)))
            waiting = _Row()
        index += 1
    left = [*waiting.number, *waiting.name]
    if left:
        rows.append(RawRow((cell_of(text, left),)))
    note = bool(left) and rows[-1].cells[0].words.startswith(("注", "备注", "说明"))
    return numbered, tuple(rows), "表末有文字没有归入任何一行" if left and not note else None


def _years(line: list[_Token]) -> list[_Token]:
    """2020 年 is one word, though a blank stands in it."""
    made: list[_Token] = []
    for token in line:
        if made and token.words.startswith("年") and made[-1].words.isdecimal():
            made[-1] = _Token(made[-1].start, token.stop, made[-1].words + token.words)
        else:
            made.append(token)
    return made


def _header(text: str, pieces: Sequence[_Token], width: int) -> tuple[RawRow | None, str | None]:
    """The header's words, broken over lines, set over `width` columns."""
    if not pieces:
        return None, "没有表头"
    starts = [index for index, piece in enumerate(pieces) if index == 0 or _YEAR.fullmatch(piece.words)]
    line = text.find("\n", pieces[0].start)
    for index in range(1, len(pieces)):  # words beside each other on the first line stand over columns of their own
        if pieces[index].start < line or line < 0:
            starts.append(index)
    starts = sorted(set(starts))
    if len(pieces) < width or len(starts) > width:
        return None, "表头与各行的格数对不上"
    warning = None
    if len(starts) < width:
        chosen = _even(len(pieces), starts, width)
        if chosen is None:
            return None, "表头断行，不能确定各栏的名称"
        starts, warning = chosen, "表头断行，各栏名称按断行多少分开"
    cells: list[Cell] = []
    for first, last in zip(starts, [*starts[1:], len(pieces)], strict=True):
        cells.append(cell_of(text, tuple(Span(piece.start, piece.stop) for piece in pieces[first:last])))
    return RawRow(tuple(cells)), warning


def _even(count: int, starts: Sequence[int], width: int) -> list[int] | None:
    """One start more, where that makes the longest header shortest, and no other start does as well."""
    if width - len(starts) != 1:
        return None
    longest: list[tuple[int, int]] = []
    for extra in range(1, count):
        if extra not in starts:
            cuts = sorted((*starts, extra))
            longest.append((max(b - a for a, b in zip(cuts, [*cuts[1:], count], strict=True)), extra))
    longest.sort()
    if not longest or (len(longest) > 1 and longest[0][0] == longest[1][0]):
        return None
    return sorted((*starts, longest[0][1]))
