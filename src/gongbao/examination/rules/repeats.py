"""73x: a word said again one word later, a name explained by itself, a last character twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words

_ITSELF = re.compile(r"(?:(?<![一-龥])|(?<=、))([一-龥]{4,14})（\1）")
_TWO_THINGS = re.compile(r"([一-龥]{4,8})(?:系统|平台)\1(?:平台|系统)")
_BACK = re.compile(r"(?:互动交流互动|交流互动交流|检查专项检查|学习交流学习)")


@rule(
    "732",
    "名称用自己解释自己，词语隔一词重复",
    Severity.WARNING,
    reason="“工程研究中心（工程研究中心）”一类，括号内外是同一个名称，必有一处抄错；“互动交流互动”一类，同一个词隔一个词又写一遍。",
    example="某市创新平台标准\n\n一、平台\n\n建有省级重点实验室、工程研究中心（工程研究中心）的，得2分。\n",
)
def again(subject: Subject) -> Iterator[Finding]:
    """工程研究中心（工程研究中心）; 互动交流互动."""
    for each in subject.words:
        for pattern in (_ITSELF, _TWO_THINGS, _BACK):
            for match in pattern.finditer(each.text):
                word = match[1] if pattern.groups else match.group()[:2]
                yield subject.finding(
                    "732",
                    Severity.WARNING,
                    each,
                    match.group(),
                    f"“{word}”重复。",
                    "对照原稿删去多余的，或者改为应写的词。",
                    at=match.start(),
                )


_TAIL = re.compile(r"([一-龥])([一-龥])\2(?=[，。；、]|$)")
_DOUBLED = frozenset(
    "的区常刚仅渐人家天年月日时处事样种个条步层级代世往慢好快多少大小高远深满紧牢稳爸妈宝星娃点滴谢哥弟姐妹"
)


@rule(
    "737",
    "词尾的字重复",
    Severity.WARNING,
    reason="词的最后一个字打了两遍，如“验收备案案”。",
    example=(
        "某市备案事项目录\n\n一、范围\n\n包括施工备案、招标备案、合同备案等。\n\n二、项目\n\n开展竣工验收备案案。\n"
    ),
)
def tails(subject: Subject) -> Iterator[Finding]:
    """备案案, in a document that otherwise writes 备案."""
    found = [(each, text, match) for each, text in _texts(subject) for match in _TAIL.finditer(text)]
    for each, text, match in found:
        word = match[1] + match[2]
        if match[2] in _DOUBLED or sum(other.text.count(word) for other in subject.words) < 4:
            continue
        start = max(0, match.start() - 6)
        yield subject.finding(
            "737",
            Severity.WARNING,
            each,
            text[start : match.end()],
            f"“{match[2]}”重复，全文其他地方写作“{word}”。",
            f"改为“{word}”。",
        )


def _texts(subject: Subject) -> Iterator[tuple[Words, str]]:
    """The provisions' texts, of a table each cell by itself."""
    for each in subject.prose:
        yield each, each.text
    for sheet in sheets(subject):
        for row in sheet.rows:
            yield from ((sheet.where, cell) for cell in row)
