"""1xx, last part: brackets and title marks that are not closed, or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_PAIRS = {"《": "》", "（": "）", "〔": "〕", "“": "”", "〈": "〉", "【": "】"}
_CLOSERS = {close: opened for opened, close in _PAIRS.items()}
_MARKS = re.compile("[" + "".join([*_PAIRS, *_CLOSERS]) + "]")
_ITEM = re.compile(r"(?:^|[。；：，、\s]|[^0-9])(?:[0-9]{1,2}|[a-zA-Z]|[①-⑳一二三四五六七八九十])$")
_NEAR = 3  # provisions; a sentence torn by a page goes on in the next one or two
_MOST = 20  # told of one provision
_LONG_QUOTE = 12  # provisions; “ may open a quotation of several paragraphs


class _Loose(NamedTuple):
    at: int
    mark: str


@rule(
    "121",
    "括号、引号、书名号不成对",
    Severity.ERROR,
    reason="只有一半的括号、引号、书名号，看不出引用、插说到哪里为止；多半是录入或者排版时丢了一半。",
    example="某某工作方案\n一、总体要求\n全面落实《河北省物业管理条例规定，加强管理。\n二、保障措施\n加强领导。",
)
def unpaired(subject: Subject) -> Iterator[Finding]:
    """《 without 》."""
    loose = [_loose(each.text) if each.kind not in (Kind.TABLE, Kind.NOTE) else () for each in subject.words]
    for index, (where, marks) in enumerate(zip(subject.words, loose, strict=True)):
        for each in marks[:_MOST]:
            if _continued(loose, subject.words, index, each) or _harmless(where.text, each):
                continue
            if each.mark == "“" and any(next_.text.startswith("“") for next_ in subject.words[index + 1 : index + 5]):
                continue  # each paragraph of a quotation opens with “, the last one closes it
            start = max(0, each.at - (0 if each.mark in _PAIRS else 20))
            words = where.text[start : each.at + (24 if each.mark in _PAIRS else 1)]
            half = "只有前一半" if each.mark in _PAIRS else "只有后一半"
            yield subject.finding(
                "121",
                Severity.ERROR,
                where,
                words,
                f"“{each.mark}”{half}，没有与它成对的“{_PAIRS.get(each.mark) or _CLOSERS[each.mark]}”。",
                "请核对原件，补上另一半或者删去这一半。",
                at=start,
            )


def _loose(text: str) -> tuple[_Loose, ...]:
    """Marks of a text that have no other half in it."""
    opened: list[_Loose] = []
    found: list[_Loose] = []
    for match in _MARKS.finditer(text):
        char = match[0]
        if char in _PAIRS:
            opened.append(_Loose(match.start(), char))
            continue
        wanted = _CLOSERS[char]
        at = next(
            (index for index in range(len(opened) - 1, max(-1, len(opened) - 9), -1) if opened[index].mark == wanted),
            None,
        )
        if at is None:
            found.append(_Loose(match.start(), char))
        else:
            found.extend(opened[at + 1 :])
            del opened[at:]
    return tuple(sorted([*found, *opened]))


def _continued(loose: Sequence[tuple[_Loose, ...]], words: Sequence[Words], index: int, each: _Loose) -> bool:
    """Whether the other half stands in a provision close by."""
    near = _LONG_QUOTE if each.mark in "“”" else _NEAR
    if each.mark in _PAIRS:
        others = loose[index + 1 : index + 1 + near]
        wanted = _PAIRS[each.mark]
    else:
        others = loose[max(0, index - near) : index]
        wanted = _CLOSERS[each.mark]
    return any(other.mark == wanted for marks in others for other in marks)


def _harmless(text: str, each: _Loose) -> bool:
    """1）, a）: numbers with half a bracket; “ that opens each paragraph of a long quotation."""
    if each.mark == "）":
        return _ITEM.search(text[max(0, each.at - 4) : each.at]) is not None
    return each.mark == "“" and each.at == 0


_NESTED = re.compile(r"《[^《》〈〉]{0,60}《[^《》]{1,80}》[^《》]{0,40}》?")
_ANGLE = re.compile(r"《[^《》<>]{0,60}<[^《》<>]{2,80}>[^《》<>]{0,40}》|(?<![《\w])<[\u4e00-\u9fff][^<>《》]{3,60}>")


@rule(
    "122",
    "书名号里面没有用单书名号",
    Severity.NOTE,
    reason="书名号里还要用书名号时，外面一层用双书名号，里面一层用单书名号；不能用“《》”套“《》”，也不能用“<>”代替。",
    example="依据《关于印发《河北省物业管理办法》的通知》，制定本办法。",
)
def nested_titles(subject: Subject) -> Iterator[Finding]:
    """《…《…》…》 and <…>."""
    for where in subject.words:
        if where.kind is Kind.NOTE:
            continue
        for pattern in (_NESTED, _ANGLE):
            for match in pattern.finditer(where.text):
                yield subject.finding(
                    "122",
                    Severity.NOTE,
                    where,
                    match[0],
                    "书名号里面一层没有用单书名号“〈〉”。",
                    "里面一层改用“〈〉”。",
                    basis="《标点符号用法》（GB/T 15834—2011）4.15.3",
                    at=match.start(),
                )
