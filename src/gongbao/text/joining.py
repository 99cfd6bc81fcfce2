"""Broken lines joined: the lines that print one paragraph become one block, where the evidence is clear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongbao.text.heads import day, document_number, kind_end
from gongbao.text.lines import Line
from gongbao.text.model import Span
from gongbao.text.numbering import Mark, Rank

_END = "。；：！？.;:!?…”"
_CLAUSE = re.compile(r"[，。；、：,;]")
_CLOSED = re.compile(r"[。；：！？…;:!?][”’）)》]*$|[）)]$")
_FEWEST_LINES = 8
_WIDEST = 100  # cells: no page breaks its lines so late
_BROKEN = 13  # characters: a line that breaks off has at least so many
_QUOTED = "〕】》"
_HEADING = 48  # characters: the longest heading
_NARROW = range(28, 41)  # cells: a line of a page of two columns
_SENTENCE = re.compile(r"[，。；,;]|[：:]$")
_LEADER = re.compile(r"\.{3,}|…{2,}|·{3,}")


_OPENERS = frozenset("附《专表图")
_OPENS = re.compile(r"附[件表录](?![0-9一二三四五六七八九十]{0,3}[）)])|《.{2,80}解读$|[专表图]栏?\d{1,2}(?![.．、\d])")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its lines `at` to `end` (exclusive), its words without blanks, its characters."""

    at: int
    end: int
    key: str
    spans: tuple[Span, ...]
    mark: Mark | None
    moved: str | None = None  # the evidence, where lines were put into another order


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths, in cells, at which a hard-wrapped text breaks its lines; none where paragraphs keep their lines."""

    widths: tuple[int, ...] = ()

    def full(self, width: int) -> bool:
        """Whether a line of this width reaches the end of a column; a first line is indented by two characters."""
        return any(column - 7 <= width <= column + 4 for column in self.widths)

    def indented(self, width: int) -> bool:
        """Whether a full line of this width begins a paragraph."""
        return any(column - 7 <= width <= column - 3 for column in self.widths) and not any(
            column - 2 <= width <= column + 4 for column in self.widths
        )


def measure(lines: Iterable[Line]) -> Columns:
    """The columns of a text: widths at which many of its lines of prose end without ending a sentence."""
    counted: Counter[int] = Counter()
    open_lines = prose = wide = 0
    for line in lines:
        if line.tabs or line.width < 20 or not _CLAUSE.search(line.key):
            continue
        if line.width > _WIDEST:
            wide += 1
            continue
        prose += 1
        if not _CLOSED.search(line.key):
            open_lines += 1
            counted[line.width] += 1
    if open_lines < _FEWEST_LINES or open_lines * 3 < prose or wide * 10 > prose:
        return Columns()
    near = {width: counted[width - 1] + 2 * counted[width] + counted[width + 1] for width in counted}
    peaks: list[int] = []
    for width, count in sorted(near.items(), key=lambda each: (-each[1], -each[0])):
        if count * 25 >= open_lines and count >= 2 * _FEWEST_LINES and all(abs(width - peak) > 8 for peak in peaks):
            peaks.append(width)
    return Columns(tuple(peaks))


def join(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int, columns: Columns) -> list[Block]:
    """The paragraphs of lines `at` to `end` (exclusive), none of them a table or a title."""
    found: list[Block] = []
    while at < end:
        first, stop = at, at + 1
        while stop < end and _joins(lines, marks, first, stop, columns):
            stop += 1
        if stop == at + 1:
            line = lines[at]
            found.append(Block(at, stop, line.key, line.spans, marks[at]))
        else:
            key = "".join(lines[step].key for step in range(at, stop))
            spans = tuple(span for step in range(at, stop) for span in lines[step].spans)
            found.append(Block(at, stop, key, spans, marks[at]))
        at = stop
    return _restored(found, lines)


def _restored(blocks: list[Block], lines: Sequence[Line]) -> list[Block]:
    """The last words of a text, where a page of two columns printed them before the sentence that they end."""
    if len(blocks) < 3:
        return blocks
    before, torn, last = blocks[-3:]
    if torn.mark is not None or last.mark is None or len(torn.key) > 12 or torn.key[-1] != "。":
        return blocks
    if not _CLOSED.search(before.key[-4:]) or _CLOSED.search(last.key[-4:]) or len(last.key) < last.mark.length + 4:
        return blocks
    moved = f"第{lines[torn.at].number}行“{torn.key}”接在第{lines[last.end - 1].number}行之后：前一段已完，后一段未完"
    whole = Block(last.at, last.end, last.key + torn.key, last.spans + torn.spans, last.mark, moved)
    return [*blocks[:-2], whole]


def _joins(lines: Sequence[Line], marks: Sequence[Mark | None], first: int, at: int, columns: Columns) -> bool:
    """Whether line `at` continues the paragraph of the line before it, which began with line `first`."""
    line, before = lines[at], lines[at - 1]
    closed = _CLOSED.search(before.key[-4:]) is not None
    mark = marks[at]
    if mark is not None and (closed or not mark.decimal):  # 2.12 may be a figure within a sentence
        return False
    if line.heading or (line.key[0] in _OPENERS and _OPENS.match(line.key)):
        return False
    number = marks[first]
    if number is not None and number.rank <= Rank.SECTION and at - 1 == first and not columns.widths:
        return False
    if before.heading and not closed and before.key.find("。") > 0:
        return True  # 1. 优化预案。健全完善: more than a heading, and broken off
    if before.heading or _LEADER.search(before.key[-16:]) or before.item:
        return _CLAUSE.search(before.key[-2:]) is not None and before.key[-1] in "，、,"
    if day(line.key) or document_number(line.key) or day(before.key):
        return False
    if columns.widths and columns.full(before.width):
        if before.key.rfind("（") > before.key.rfind("）"):
            return True
        if closed and before.key[-1] not in "）)":
            return _goes_on(line, columns)
        if number is None and not (_CLAUSE.search(before.key) or _CLAUSE.search(line.key) or columns.full(line.width)):
            return False
        heading = (
            number is not None and number.rank != Rank.ARTICLE and not _CLAUSE.search(before.key[number.length : -1])
        )
        if heading and at - 1 == first and before.key[-1] not in "：、，":
            # an indented line that goes on begins a paragraph, so that the line above it is a heading
            return not columns.indented(line.width) or _CLOSED.search(line.key[-4:]) is not None
        return not (closed and columns.indented(line.width))
    if closed:
        return False
    if before.key[-1] in "，、,":
        return True
    if number is not None and number.rank == Rank.ARTICLE:
        return True
    sentence = _SENTENCE.search(line.key) is not None
    if number is not None and at - 1 == first:
        if before.key.find("。") > 0 or (number.rank >= Rank.LEVEL4 and len(before.key) >= _BROKEN and sentence):
            return True
        if "，" not in before.key and "," not in before.key:
            return _heading_goes_on(lines, marks, at)
        if _beside_headings(lines, marks, first):
            return False
    if columns.widths and before.width < 24:
        return False
    if len(before.key) < _BROKEN or not sentence:
        return False
    if _SENTENCE.search(before.key):
        return True
    narrow = before.width in _NARROW and number is None  # a column's width, words without a stop, and a sentence below
    return narrow and kind_end(before.key) is None and _CLOSED.search(line.key) is not None


def unfinished(key: str) -> bool:
    """Whether a paragraph of prose breaks off before the end of a sentence."""
    prose = len(key) >= _BROKEN and "，" in key and "。" in key
    return prose and key[-1] not in _QUOTED and not _CLOSED.search(key[-4:])


def _beside_headings(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether the numbered line before this one, else the one behind, is a heading, which tells what this one is."""
    own = marks[at]
    if len(lines[at].key) > _HEADING:
        return False
    for steps in (range(at - 1, max(at - 40, -1), -1), range(at + 1, min(at + 40, len(lines)))):
        for step in steps:
            other = marks[step]
            if own is None or other is None or other.rank > own.rank:
                continue
            if other.rank < own.rank:
                break
            key = lines[step].key
            return len(key) <= _HEADING and "。" not in key and not _CLOSED.search(key[-4:])
    return False


def _heading_goes_on(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether line `at` is the rest of a heading that did not fit into its column."""
    short = len(lines[at].key) <= 14 and lines[at - 1].width >= 26
    if not short or _CLAUSE.search(lines[at].key) or _CLAUSE.search(lines[at - 1].key[-1:]):
        return False
    return at + 1 < len(lines) and (marks[at + 1] is not None or _SENTENCE.search(lines[at + 1].key) is not None)


def _goes_on(line: Line, columns: Columns) -> bool:
    """Behind a full line that ends a sentence: whether the next line goes on with the paragraph."""
    if columns.full(line.width):
        return not columns.indented(line.width)
    return line.key[-1] in _END
