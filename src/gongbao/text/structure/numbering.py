"""Numbers before provisions: 第六条, 一、, （二）, 1., （3）, ④, 1.2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from gongbao.reference import numerals

_HAN = "零〇○一二三四五六七八九十百千两"
_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FIRST = frozenset(
    "第（(⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    + _HAN
    + "0123456789０１２３４５６７８９"
    + "〔"
    + "".join(map(chr, (*range(0x2460, 0x2474), *range(0x2160, 0x216C))))
)


class Rank(IntEnum):
    """What a number counts; the smaller the higher in the tree."""

    BOOK = 1  # 编, 分编
    CHAPTER = 2
    SECTION = 3
    LEVEL1 = 4  # 一、
    ARTICLE = 5
    LEVEL2 = 6  # （一）; below an article a 项
    LEVEL3 = 7  # 1.; below an article a 目
    LEVEL4 = 8  # （1）, 1.1
    LEVEL5 = 9  # ①, 1.1.1


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the beginning of a line."""

    rank: Rank
    ordinal: int
    suffix: int  # 第八十条之一: 1
    length: int  # characters of the key that print it
    num: str  # as printed, without blanks
    decimal: tuple[int, ...] = ()  # 2.1 → (2, 1)


_MARK = re.compile(
    rf"第(?P<n>[{_HAN}]{{1,9}}|[0-9０-９]{{1,4}})(?P<unit>分?编|部分|[篇章节条])(?:之(?P<suffix>[一二三四五六七八九十]{{1,3}}))?"
    rf"|(?P<one>[一二三四五六七八九十百]{{1,5}})(?:、|[．.](?!\d))"
    rf"|[（(〔](?P<two>[一二三四五六七八九十百]{{1,5}})[）)〕](?P<loose>[、．.])?"
    rf"|(?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?![0-9.．%％])"
    rf"|(?P<three>[0-9０-９]{{1,3}})(?:[.．](?![0-9０-９]|$)|[.．](?=(?:19|20)\d\d|\d[，—－-])|、(?![0-9０-９]))"
    rf"|[（(](?P<four>[0-9０-９]{{1,3}})[）)]"
    rf"|(?P<half>[0-9０-９]{{1,2}})[）)](?![0-9０-９，。；、])"
    rf"|(?P<five>[①-⑳])"
    rf"|(?P<small>[⑴-⒇])"
    rf"|(?P<closed>[㈠-㈩])"
    rf"|(?P<roman>[Ⅰ-Ⅻ])[、．.]"
)
_COUNTED = re.compile(r"[一二三四五六七八九十][级季类期等档月个线、]")
_CITED = re.compile(r"的|规定|所[列规]|第[一二三四五六七八九十]|[和至、]第")
_AMENDED = re.compile(
    rf"(?:第[{_HAN}]{{1,4}}[款项]){{0,2}}(?:[^，。：；]{{0,12}}(?:修改为|改为)[：:“\"]|[中后前]?(?:增加|删去|删除)[一二两三第“\"])"
)  # 第九条修改为：“…” speaks of an article of another text
_HEADING_ONLY = frozenset(("编", "分编", "部分", "篇", "章", "节"))
_SENTENCE = re.compile(r"[。；]")
_SAID = ("，", "：", ":", "是")
_LONGEST_HEADING = 60  # characters of a heading of 编, 章 or 节
_UNIT_RANK = {
    "编": Rank.BOOK, "分编": Rank.BOOK, "部分": Rank.BOOK, "篇": Rank.BOOK, "章": Rank.CHAPTER, "节": Rank.SECTION,
    "条": Rank.ARTICLE,
}  # fmt: skip
_GROUP_RANK = {
    "one": Rank.LEVEL1, "two": Rank.LEVEL2, "three": Rank.LEVEL3, "four": Rank.LEVEL4, "half": Rank.LEVEL4,
}  # fmt: skip
_CIRCLED = {
    "five": (0x2460, Rank.LEVEL5),
    "small": (0x2474, Rank.LEVEL4),
    "closed": (0x3220, Rank.LEVEL2),
    "roman": (0x2160, Rank.LEVEL1),
}


@lru_cache(maxsize=4096)
def ordinal(text: str) -> int:
    """The number of 一百二十三, 12 or １２; 0 where it is none."""
    return numerals.ordinal(text) or 0


def _speaks(key: str, at: int) -> bool:
    """Whether a line speaks of a chapter or section, and is not its heading, which may end with a full stop."""
    if len(key) > _LONGEST_HEADING or key[at : at + 1] in _SAID:
        return True
    stop = _SENTENCE.search(key, at)
    return stop is not None and (stop.end() < len(key) or "，" in key)


def mark(key: str, *, apart: bool = False) -> Mark | None:
    """The number that a line begins with, or None.

    `key` is the line without blanks, not empty; `apart`: a blank stands behind the number, so that 第十七条 第一审…
    is an article, and a line that goes on from 依照本办法 with 第十条规定 is none. A sentence about a chapter (第一章
    总则，主要规定了…。) is none either.
    """
    if key[0] not in _FIRST:
        return None
    match = _MARK.match(key)
    if match is None:
        return None
    group = match.lastgroup or ""
    if match["n"] is not None:
        if not apart and _CITED.match(key, match.end()):
            return None
        unit = match["unit"]
        if unit == "条" and _AMENDED.match(key, match.end()):
            return None
        if unit in _HEADING_ONLY and _speaks(key, match.end()):
            return None  # 第一章总则，主要规定了…。
        suffix = ordinal(match["suffix"]) if match["suffix"] else 0
        return Mark(_UNIT_RANK[unit], ordinal(match["n"]), suffix, match.end(), match[0])
    if group == "decimal":
        steps = tuple(int(step) for step in match["decimal"].split("."))
        rank = (Rank.LEVEL4, Rank.LEVEL5, Rank.LEVEL5)[len(steps) - 2]
        return Mark(rank, steps[-1], 0, match.end(), match[0], steps)
    if group in _CIRCLED:
        first, rank = _CIRCLED[group]
        return Mark(rank, ord(match[0][0]) - first + 1, 0, match.end(), match[0])
    if group == "loose":
        group = "two"
    if group == "one" and _COUNTED.match(key, match.end()) and ordinal(key[match.end()]) == ordinal(match["one"]) + 1:
        return None  # 一、二级 …
    num = match[0][: -len(match["loose"])] if match["loose"] else match[0]
    return Mark(_GROUP_RANK[group], ordinal(match[group]), 0, match.end(), num)
