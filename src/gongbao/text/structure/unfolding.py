"""Texts that extraction ran together: chapters and articles that follow each other within one line get lines back.

A line is divided where it goes on, behind the end of a sentence, with the article that is next to come (第三条 behind
第二条), or with a chapter right above it. Words within quotation marks stay, for they are of another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbao.text.structure.heads import kind_end
from gongbao.text.structure.lines import Line, advance, cut
from gongbao.text.structure.numbering import Rank, mark, ordinal

_HAN = "零〇○一二三四五六七八九十百千"
_NUMBER = re.compile(rf"第([{_HAN}]{{1,7}})(分?编|[章节条])(之[一二三四五六七八九十]{{1,3}})?")
_POINT = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")
_LOOKED_AT = 40  # characters of an article
_ENDS = frozenset("。；：！？”)）")
_CONTENTS = ("目录", "目次")
_GAP = 3  # articles that may be missing where a blank stands behind the number
_HEADING = 40  # characters of a heading between 第一章 and its first article
_LONGEST_TITLE = 80
_STOPS = re.compile(r"[。；，：]")
_DIVISIONS = (Rank.BOOK, Rank.CHAPTER, Rank.SECTION, Rank.ARTICLE)
_OPEN, _CLOSE = "“「『", "”」』"


def unfolded(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those divided that hold several articles."""
    found: list[Line] = []
    article = 0  # the last one
    for line in lines:
        places: list[int] = []
        if "条" in line.key and not line.tabs and line.key[0] != "|":
            places, article = _places(text, line, article)
        found += _divided(text, line, places) if places else [line]
    return found


def _places(text: str, line: Line, article: int) -> tuple[list[int], int]:
    """Where a line is to be divided, and the number of its last article. `article`: the last one above."""
    key = line.key
    numbers = list(_unquoted(key))
    blank = _blanks(text, line, numbers)
    places: list[int] = []
    above_all = mark(key[:_LOOKED_AT])
    told = above_all is not None and above_all.rank not in _DIVISIONS  # （三）共十条：第一条… only tells of articles
    inside = False  # an article begins within the line
    for index, match in enumerate(numbers):
        if match[2] != "条":
            continue
        number, at = ordinal(match[1]), match.start()
        again = match[3] is not None and number == article  # 第十七条之一
        if number not in (1, article + 1) and not again and not (match.end() in blank and 0 < number - article <= _GAP):
            continue
        if told and (number == 1 or article == 0):
            continue
        if mark(key[at : at + _LOOKED_AT], apart=match.end() in blank) is None:
            continue
        above = _divisions(key, numbers, index)
        begins = above[-1] if above else at
        if begins > 0 and key[begins - 1] not in _ENDS and (article > 0 or begins > _LONGEST_TITLE):
            continue
        if begins > 0 and not above and article == 0 and key[begins - 1] not in _ENDS and not kind_end(key[:begins]):
            continue
        article = number
        inside = inside or at > 0
        places += above
        places.append(at)
        if above and key[begins - 2 : begins] in _CONTENTS:
            places.append(begins - 2)
    if not inside:
        return [], article
    places += _points(key, min(places))
    return sorted(set(places) - {0}), article


def _blanks(text: str, line: Line, numbers: Sequence[re.Match[str]]) -> frozenset[int]:
    """The ends of those numbers that a blank follows in the text."""
    found: set[int] = set()
    spans, done = line.spans, 0
    for match in numbers:
        offset = advance(text, spans, match.end() - done)
        spans, done = cut(spans, offset)[1], match.end()
        if offset > 0 and text[offset - 1].isspace():
            found.add(done)
    return frozenset(found)


def _unquoted(key: str) -> Iterator[re.Match[str]]:
    """The numbers of chapters, sections and articles that stand within no quotation."""
    depth = at = 0
    for match in _NUMBER.finditer(key):
        for each in key[at : match.start()]:
            depth += (each in _OPEN) - (each in _CLOSE)
        at = match.start()
        if depth <= 0:
            yield match


def _divisions(key: str, numbers: Sequence[re.Match[str]], index: int) -> list[int]:
    """Where the headings of chapters and sections begin that stand right before an article, the nearest first.

    A list of contents is such a row too: 目录 第一章 总则 第二章 … 第一章 总则 第一条.
    """
    found: list[int] = []
    below = numbers[index].start()
    for match in reversed(numbers[:index]):
        gap = below - match.end()
        if match[2] == "条" or not 1 <= gap <= _HEADING or _STOPS.search(key, match.end(), below):
            break
        found.append(match.start())
        below = match.start()
    return found


def _points(key: str, first: int) -> Iterator[int]:
    """Where the points （一）, （二） of the articles stand, behind the end of a clause, counting on."""
    last = 0
    for match in _POINT.finditer(key, first):
        number = ordinal(match[1])
        before = key[match.start() - 1 : match.start()]
        if (before in "：:" and number == 1) or (before in "；。;" and number == last + 1):
            yield match.start()
            last = number


def _divided(text: str, line: Line, places: Sequence[int]) -> Iterator[Line]:
    spans, done, gap = line.spans, 0, line.gap
    for place in (*places, len(line.key)):
        offset = line.stop if place == len(line.key) else advance(text, spans, place - done)
        before, spans = cut(spans, offset)
        key = line.key[done:place]
        if before:
            yield replace(
                line, start=before[0].start, stop=before[-1].end, key=key, gap=gap, body=before, width=2 * len(key),
                heading=line.heading if done == 0 else 0, page=line.page and done == 0,
            )  # fmt: skip
        done, gap = place, 0
