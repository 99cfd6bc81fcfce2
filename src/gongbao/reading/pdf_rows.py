"""Glyphs become pieces, words that stand close together, and pieces on one base line a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from gongbao.reading.pdf_page import Glyph

_SAME_LINE = 0.4  # of the size: base lines no further apart are one
_BLANK, _WIDE_BLANK, _APART = 0.18, 0.75, 0.9  # of the size: a blank, a full-width blank, another piece
_MIXED_BLANK = 0.5  # typesetting sets Chinese a quarter apart from Latin, where no blank is written


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand close together on one base line. Points."""

    left: float
    right: float
    base: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces on one base line, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where its last piece ends."""
        return self.pieces[-1].right

    @property
    def base(self) -> float:
        """Its base line."""
        return self.pieces[0].base

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its words, a full-width blank between pieces."""
        return "\u3000".join(piece.text for piece in self.pieces)


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom."""
    printed = sorted(glyphs, key=lambda each: each.base)
    bands: list[list[Glyph]] = []
    low = 0.0
    for each in printed:
        if bands and each.base - low <= _SAME_LINE * max(each.size, bands[-1][0].size):
            bands[-1].append(each)
        else:
            bands.append([each])
            low = each.base
    return [Row(tuple(pieces)) for band in bands if (pieces := _pieces(band))]


def _pieces(band: list[Glyph]) -> list[Piece]:
    band.sort(key=lambda each: (round(each.left, 1), each.order))
    groups: list[list[Glyph]] = []
    words: list[str] = []
    blank = ""  # written in the file since the last letter
    for each in band:
        if each.text.isspace():
            blank = "\u3000" if "\u3000" in (each.text, blank) else " "
            continue
        last = groups[-1][-1] if groups else None
        if last is None or each.left - last.right > _APART * max(each.size, last.size):
            groups.append([each])
            words.append(each.text)
        elif not _printed_twice(last, each):
            groups[-1].append(each)
            words[-1] += (_blank(last, each) or blank) + each.text
        blank = ""
    return [
        Piece(
            group[0].left,
            max(each.right for each in group),
            median(each.base for each in group),
            median(each.size for each in group),
            text,
        )
        for group, text in zip(groups, words, strict=True)
    ]


def _blank(before: Glyph, each: Glyph) -> str:
    """What a gap between two letters comes to, where the file writes no blank."""
    gap = (each.left - before.right) / max(each.size, 1.0)
    if gap > _WIDE_BLANK:
        return "\u3000"
    return " " if gap > (_BLANK if before.text.isascii() and each.text.isascii() else _MIXED_BLANK) else ""


def _printed_twice(last: Glyph, each: Glyph) -> bool:
    """Whether a letter is printed over itself, as bold may be. The letters of one sign (—— ff) follow in the file."""
    return each.text == last.text and each.left - last.left <= 0.25 * each.size and abs(each.order - last.order) > 1


def merged(found: Iterable[Row]) -> list[Row]:
    """Rows of pieces that were told apart, those on one base line put together again."""
    pieces = sorted((piece for row in found for piece in row.pieces), key=lambda piece: piece.base)
    bands: list[list[Piece]] = []
    for each in pieces:
        if bands and each.base - bands[-1][0].base <= _SAME_LINE * max(each.size, bands[-1][0].size):
            bands[-1].append(each)
        else:
            bands.append([each])
    return [Row(tuple(sorted(band, key=lambda piece: piece.left))) for band in bands]


def flowing(lines: Sequence[Row], right: float) -> str:
    """The words of the lines of one cell: a line that reaches its right edge goes on without a blank."""
    words = ""
    for at, line in enumerate(lines):
        if at:
            before = lines[at - 1]
            full = right - before.right <= 1.6 * before.size
            latin = words[-1:].isascii() and line.text[:1].isascii()
            words += "" if full and not latin else " "
        words += line.text
    return words


def cluster(values: Iterable[float], near: float) -> list[float]:
    """Values that lie near each other as one, their mean; ascending."""
    found: list[list[float]] = []
    for each in sorted(values):
        if found and each - found[-1][-1] <= near:
            found[-1].append(each)
        else:
            found.append([each])
    return [sum(group) / len(group) for group in found]


def between(marks: Sequence[float], value: float) -> int:
    """Index of the interval of ascending marks that holds a value; -1 before the first, len - 1 behind the last."""
    return bisect_right(marks, value) - 1
