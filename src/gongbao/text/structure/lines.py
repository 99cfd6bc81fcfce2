"""The first pass: a file becomes its lines that carry words, each with its place in the file and its key.

A line's `key` is its words without blanks and without Markdown's marks; all later passes look at keys and cut by
offsets. Blank lines are not kept: whatever no line covers is blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongbao.text.model import Span

_MARK = re.compile(r"[ \t\u3000]*(?:(#{1,6})[ \t\u3000]*(?=[^#\s])|[-*>][ \t\u3000]+(?=\S))?")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,400}?)\*\*")
_INDENTS = frozenset(" \t\u3000")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words in it."""

    number: int  # 1-based
    start: int  # offset of its first character
    stop: int  # offset behind its line feed
    key: str  # words without blanks and marks
    gap: int  # blank lines before it
    tabs: int  # tab characters in it
    width: int  # cells from its first to its last word: two for a Chinese character, one for a Latin one
    heading: int = 0  # Markdown's level of heading, 0 for none
    body: tuple[Span, ...] = ()  # its characters without Markdown's marks; () for all of them
    item: bool = False  # it is an item of a Markdown list
    page: bool = False  # a page begins here: a form feed, or the blank that extraction leaves of one
    row: bool = False  # words stand before its first tab: it is a row of cells, not one cell

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its characters without Markdown's marks."""
        return self.body or (Span(self.start, self.stop),)


def read_lines(text: str) -> list[Line]:
    """All lines of a text that carry words, in order."""
    zero_width = any(chr(code) in text for code in _ZERO_WIDTH)
    found: list[Line] = []
    start = gap = number = 0
    cells_from = -1  # where empty cells before the next line begin
    size = len(text)
    for raw in text.split("\n"):
        number += 1
        stop = min(start + len(raw) + 1, size)
        words = raw.split()
        if zero_width:
            words = [each for each in (word.translate(_ZERO_WIDTH) for word in words) if each]
        if not words and "\t" in raw and stop > start:  # an empty cell belongs to the table around it
            if gap == 0 and found and found[-1].tabs:
                found[-1] = replace(found[-1], stop=stop)
            elif cells_from < 0:
                cells_from = start
            start = stop
            continue
        if words:
            key = words[0] if len(words) == 1 else "".join(words)
            heading, item = 0, False
            body: tuple[Span, ...] = ()
            if key[0] in "#-*>" or "**" in key:
                heading, body, key, item = _without_marks(raw, start, stop)
            if key:
                width = len(raw.strip().encode("gbk", "replace"))
                tabs = raw.count("\t") if "\t" in raw else 0
                first = cells_from if tabs and cells_from >= 0 else start
                page = raw[0] == "\f" or (raw[0] == " " and gap == 0 < start and raw[1:2] not in _INDENTS)
                row = tabs > 0 and raw[: raw.index("\t")].strip() != ""
                found.append(Line(number, first, stop, key, gap, tabs, width, heading, body, item, page, row))
                gap, cells_from = -1, -1
        gap += 1
        start = stop
    return found


def _without_marks(raw: str, start: int, stop: int) -> tuple[int, tuple[Span, ...], str, bool]:
    """Heading level, spans without marks, key, and whether the line is an item of a list."""
    mark = _MARK.match(raw)
    at = mark.end() if mark and mark.end() > len(raw) - len(raw.lstrip()) else 0
    heading = len(mark[1]) if mark and mark[1] else 0
    item = at > 0 and not heading
    spans: list[Span] = []
    for bold in _BOLD.finditer(raw, at):
        if bold.start() > at:
            spans.append(Span(start + at, start + bold.start()))
        spans.append(Span(start + bold.start(1), start + bold.end(1)))
        at = bold.end()
    spans.append(Span(start + at, stop))
    body = tuple(span for span in spans if span.end > span.start)
    words = "".join(raw[span.start - start : span.end - start] for span in body).translate(_ZERO_WIDTH)
    return heading, body, "".join(words.split()), item


def cut(spans: tuple[Span, ...], at: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans before and from an offset of the file. The spans ascend."""
    before: list[Span] = []
    for index, (start, end) in enumerate(spans):
        if end <= at:
            before.append(spans[index])
        elif start >= at:
            return tuple(before), spans[index:]
        else:
            return (*before, Span(start, at)), (Span(at, end), *spans[index + 1 :])
    return tuple(before), ()


def advance(text: str, spans: tuple[Span, ...], words: int) -> int:
    """The offset behind the first `words` characters of spans that are not blank, and behind the blanks that follow."""
    for start, end in spans:
        for offset in range(start, end):
            if not (text[offset].isspace() or ord(text[offset]) in _ZERO_WIDTH):
                if not words:
                    return offset
                words -= 1
    return spans[-1].end
