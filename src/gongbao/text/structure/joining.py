"""Broken lines joined: the lines that print one paragraph become one block, where the evidence is clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.text.model import Span
from gongbao.text.structure.columns import CLAUSE, CLOSED, Columns
from gongbao.text.structure.heads import day, document_number, kind_end
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_END = "。；：！？.;:!?…”"
_BROKEN = 13  # characters: a line that breaks off has at least so many
_QUOTED = "〕】》"
_HEADING = 48  # characters: the longest heading
_ARTICLE_HEADING = 24  # the longest heading of an article
_LONG = 26  # characters: a line of prose without a stop
_REST = 12  # characters of the rest of a sentence, at most
_NEAR = 40  # lines looked at for a sibling
_CUT = 24  # cells: a line that a column may have cut off
_MOST_LINES = 60  # of a paragraph, when its brackets are counted
_NARROW = range(28, 41)  # cells: a line of a page of two columns
_SENTENCE = re.compile(r"[，。；,;]|[：:]$")
_SHORT = 30  # characters: a heading with a number
_UNITS = frozenset("亿万千百元个倍年月日公吨米亩户人项%％")
_VERB = re.compile(r"[是将已为由对应须可]")
_LEADER = re.compile(r"\.{3,}|…{2,}|·{3,}")
_BRACKETS = re.compile(r"[（(）)“”《》]")
_OPENERS = frozenset("附《专表图")
_OPENS = re.compile(r"附[件表录](?![0-9一二三四五六七八九十]{0,3}[）)])|《.{2,80}解读$|[专表图]栏?\d{1,2}(?![.．、\d])")
_CLASS = re.compile(r"第[一二三四五六七八九十]{1,3}(?:类|级|组|批|部分)[：:]?")
_CLOSERS = {"）": "（", ")": "(", "”": "“", "》": "《"}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its lines `at` to `end` (exclusive), its words without blanks, its characters."""

    at: int
    end: int
    key: str
    spans: tuple[Span, ...]
    mark: Mark | None
    titled: bool = False  # an article's own line is its heading


def join(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int, columns: Columns) -> list[Block]:
    """The paragraphs of lines `at` to `end` (exclusive), none of them a table or a title."""
    found: list[Block] = []
    while at < end:
        first, stop = at, at + 1
        while stop < end and (_joins(lines, marks, first, stop, columns) or _bracketed(lines, marks, first, stop)):
            stop += 1
        titled = stop == at + 1 and _article_heading(lines, marks, at, columns)
        found.append(block(lines, marks, at, stop, titled=titled))
        at = stop
    return found


def block(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int, *, titled: bool = False) -> Block:
    """Lines `at` to `end` (exclusive) as one paragraph."""
    if end == at + 1:
        return Block(at, end, lines[at].key, lines[at].spans, marks[at], titled)
    key = "".join(lines[step].key for step in range(at, end))
    spans = tuple(span for step in range(at, end) for span in lines[step].spans)
    return Block(at, end, key, spans, marks[at], titled)


def _below_heading(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether 1.1编制目的 stands below a heading with a number of its own, 1总则, or 1.1 below such a one."""
    above, own, key = marks[at - 1], marks[at], lines[at].key
    if above is None or own is None or len(lines[at - 1].key) > _SHORT or key[own.length : own.length + 1] in _UNITS:
        return False
    return not CLAUSE.search(lines[at - 1].key, above.length)


def _joins(lines: Sequence[Line], marks: Sequence[Mark | None], first: int, at: int, columns: Columns) -> bool:
    """Whether line `at` continues the paragraph of the line before it, which began with line `first`."""
    line, before = lines[at], lines[at - 1]
    closed = CLOSED.search(before.key[-4:]) is not None
    mark = marks[at]
    # 2.12 may be a figure within a sentence
    if mark is not None and (closed or not mark.decimal or _below_heading(lines, marks, at)):
        return False
    if line.heading or (line.key[0] in _OPENERS and _OPENS.match(line.key)):
        return False
    if line.key[0] == "第" and _CLASS.fullmatch(line.key):
        return False
    number = marks[first]
    if number is not None and number.rank <= Rank.SECTION and at - 1 == first and not columns.widths:
        return not closed and _division_goes_on(lines, marks, at)
    if before.heading and not closed and before.key.find("。") > 0:
        return True  # 1. 优化预案。健全完善: more than a heading, and broken off
    if before.heading or _LEADER.search(before.key[-16:]) or before.item:
        return CLAUSE.search(before.key[-2:]) is not None and before.key[-1] in "，、,"
    if day(line.key) or document_number(line.key) or day(before.key):
        return False
    if columns.widths and columns.full(before.width):
        return _joins_in_column(lines, marks, first, at, columns, closed=closed)
    if closed:
        return _rest(before, line)
    if before.key[-1] in "，、,":
        return True
    if number is not None and number.rank == Rank.ARTICLE:
        return not _article_heading(lines, marks, first, columns) if at - 1 == first else True
    sentence = _SENTENCE.search(line.key) is not None
    if number is not None and at - 1 == first:
        return _joins_numbered(lines, marks, at, sentence=sentence)
    if columns.widths and before.width < _CUT:
        return sentence and at - 1 > first and _SENTENCE.search(lines[at - 2].key) is not None
    if len(before.key) < _BROKEN or not sentence:
        return False
    if _SENTENCE.search(before.key):
        return True
    if len(before.key) >= _LONG and _VERB.search(before.key) and CLOSED.search(line.key[-4:]):
        return True  # a clause, not a heading
    narrow = before.width in _NARROW and number is None  # a column's width, words without a stop, and a sentence below
    return narrow and kind_end(before.key) is None and CLOSED.search(line.key) is not None


def _joins_in_column(
    lines: Sequence[Line], marks: Sequence[Mark | None], first: int, at: int, columns: Columns, *, closed: bool
) -> bool:
    """The same, where the line before reaches the end of its column."""
    line, before, number = lines[at], lines[at - 1], marks[first]
    if before.key.rfind("（") > before.key.rfind("）"):
        return True
    if closed and before.key[-1] not in "）)":
        return _goes_on(line, columns)
    if number is None and not (CLAUSE.search(before.key) or CLAUSE.search(line.key) or columns.full(line.width)):
        return False
    heading = number is not None and number.rank != Rank.ARTICLE and not CLAUSE.search(before.key[number.length : -1])
    if heading and at - 1 == first and before.key[-1] not in "：、，":
        # an indented line that goes on begins a paragraph, so that the line above it is a heading
        return not columns.indented(line.width) or CLOSED.search(line.key[-4:]) is not None
    return not (closed and columns.indented(line.width))


def _joins_numbered(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, *, sentence: bool) -> bool:
    """Whether line `at` continues the numbered line before it, which does not end a sentence."""
    before, line, number = lines[at - 1], lines[at], marks[at - 1]
    assert number is not None
    if before.key.find("。") > 0 or (number.rank >= Rank.LEVEL4 and len(before.key) >= _BROKEN and sentence):
        return True
    if line.key[-1] in "；;" and number.rank >= Rank.LEVEL2:
        return True  # an item of an enumeration ends there
    if not _SENTENCE.search(before.key, number.length) and "：" not in before.key:
        return _heading_goes_on(lines, marks, at) or (
            sentence and before.width >= _CUT and line.key[0] not in "—-" and _beside_sentences(lines, marks, at - 1)
        )
    if _beside_headings(lines, marks, at - 1):
        return False
    return len(before.key) >= _BROKEN and sentence


def unfinished(key: str) -> bool:
    """Whether a paragraph of prose breaks off before the end of a sentence."""
    prose = len(key) >= _BROKEN and "，" in key and "。" in key
    return prose and key[-1] not in _QUOTED and not CLOSED.search(key[-4:])


def unclosed(key: str) -> bool:
    """Whether a bracket that opens in the last words of a paragraph of prose is not closed in it."""
    tail = key[-200:].replace("(", "（").replace(")", "）")
    if not ("。" in key or "，" in key) or tail.rfind("（") < 0 or tail[-1] in "。；":
        return False
    return tail.count("（") > tail.count("）") and tail.rfind("（") > tail.rfind("）")


def fragment(key: str) -> bool:
    """Whether a paragraph without a number is no sentence: words cut off before and behind."""
    return (
        len(key) >= _BROKEN
        and "，" in key
        and not any(stop in key for stop in "。；：:？！")
        and key[0] not in "（(《“"
        and not CLOSED.search(key.rstrip("）)")[-4:])
    )


def _bracketed(lines: Sequence[Line], marks: Sequence[Mark | None], first: int, at: int) -> bool:
    """Whether line `at` closes a bracket or quotation that the paragraph opened: （完成时限： 2022年底前完成）."""
    line = lines[at]
    closing = _BRACKETS.search(line.key)
    if closing is None or closing[0] not in _CLOSERS or marks[at] is not None or line.heading or line.tabs:
        return False
    opener = _CLOSERS[closing[0]]
    if lines[at - 1].key[-1] in "。；" or at - first > _MOST_LINES or lines[at - 1].heading:
        return False
    opened = 0
    for step in range(first, at):
        key = lines[step].key
        if len(key) > 4000:
            return False
        if opener == "（" or opener == "(":
            opened += key.count("（") + key.count("(") - key.count("）") - key.count(")")
        else:
            opened += key.count(opener) - key.count(closing[0])
    return opened > 0


def _rest(before: Line, line: Line) -> bool:
    """Whether a line is the last words of a sentence that was broken behind a bracket: （…〔2020〕1号） 同时废止。"""
    return (
        before.key[-1] in "）)"
        and len(line.key) <= _REST
        and line.key[-1] == "。"
        and before.width >= 30
        and before.key[-2] not in "。；）)"
        and ("，" in before.key or "。" in before.key)
    )


def _article_heading(lines: Sequence[Line], marks: Sequence[Mark | None], at: int, columns: Columns) -> bool:
    """Whether an article's line is its heading alone: so short, without a stop, and articles near it are the same."""
    own = marks[at]
    if own is None or own.rank != Rank.ARTICLE or columns.widths or not _titled(lines[at], own):
        return False
    for steps in (range(at - 1, max(at - _NEAR, -1), -1), range(at + 1, min(at + _NEAR, len(lines)))):
        for step in steps:
            other = marks[step]
            if other is not None and other.rank == Rank.ARTICLE:
                if _titled(lines[step], other):
                    return True
                break
    return False


def _titled(line: Line, mark: Mark) -> bool:
    words = line.key[mark.length :]
    return (
        2 <= len(words) <= _ARTICLE_HEADING and not CLAUSE.search(words.replace("、", "")) and words[-1] not in "）)”"
    )


def _siblings(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> list[int]:
    """The nearest lines before and behind of the same rank, within one parent."""
    own = marks[at]
    found: list[int] = []
    for steps in (range(at - 1, max(at - _NEAR, -1), -1), range(at + 1, min(at + _NEAR, len(lines)))):
        for step in steps:
            other = marks[step]
            if own is None or other is None or other.rank > own.rank:
                continue
            if other.rank == own.rank:
                found.append(step)
            break
    return found


def _beside_headings(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether the numbered line before this one, else the one behind, is a heading, which tells what this one is."""
    if len(lines[at].key) > _HEADING:
        return False
    for step in _siblings(lines, marks, at)[:1]:
        key = lines[step].key
        return len(key) <= _HEADING and "。" not in key and not CLOSED.search(key[-4:])
    return False


def _beside_sentences(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether the numbered lines around this one are whole sentences, so that this one, cut off, goes on."""
    near = _siblings(lines, marks, at)
    return bool(near) and all(
        lines[step].key[-1] in "。；;" and len(lines[step].key) > _BROKEN and not lines[step].heading for step in near
    )


def _heading_goes_on(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether line `at` is the rest of a heading that did not fit into its column."""
    short = len(lines[at].key) <= 14 and lines[at - 1].width >= 26
    if not short or CLAUSE.search(lines[at].key) or CLAUSE.search(lines[at - 1].key[-1:]):
        return False
    return at + 1 < len(lines) and (marks[at + 1] is not None or _SENTENCE.search(lines[at + 1].key) is not None)


def _division_goes_on(lines: Sequence[Line], marks: Sequence[Mark | None], at: int) -> bool:
    """Whether line `at` is the rest of the heading of a chapter: its articles follow."""
    key = lines[at].key
    behind = marks[at + 1] if at + 1 < len(lines) else None
    plain = len(key) <= _HEADING and "。" not in key and "；" not in key and key[-1] not in "：，"
    return plain and behind is not None and behind.rank in (Rank.SECTION, Rank.ARTICLE) and behind.ordinal > 0


def _goes_on(line: Line, columns: Columns) -> bool:
    """Behind a full line that ends a sentence: whether the next line goes on with the paragraph."""
    if columns.full(line.width):
        return not columns.indented(line.width)
    return line.key[-1] in _END
