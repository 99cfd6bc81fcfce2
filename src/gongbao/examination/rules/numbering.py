"""1xx, third part: numbers before provisions and inside sentences: gaps, doubles, lists that do not begin, announced
counts that the list does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import numerals
from gongbao.text import Kind, Part, Provision

_RUNNING = (Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE)
_MOST = 400  # provisions that are looked through
_NUMBERED = (
    Kind.SECTION,
    Kind.LEVEL1,
    Kind.LEVEL2,
    Kind.LEVEL3,
    Kind.LEVEL4,
    Kind.LEVEL5,
    Kind.POINT,
    Kind.INDENT,
)


class _Slip(NamedTuple):
    node: Provision
    before: Provision | None
    what: str  # gap | double | start
    missing: str


def _ordinal(node: Provision) -> int:
    return (numerals.ordinal(node.num) or 0) if node.num and not re.search(r"之|\d\.\d", node.num) else 0


def _slips(part: Part) -> Iterator[_Slip]:
    """Numbers of the tree that do not follow the one before."""
    yield from _running(part)
    last: dict[Kind, Provision] = {}
    for parent in _parents(part):
        for kind, members in _groups(parent).items():
            before = last.get(kind)
            for index, node in enumerate(members):
                number = _ordinal(node)
                if index == 0:
                    goes_on = before is not None and number == _ordinal(before) + 1
                    if number > 1 and not goes_on:
                        yield _Slip(node, before, "start", _printed(node, 1))
                else:
                    yield from _compared(members[index - 1], node)
                last[kind] = node


def _compared(before: Provision, node: Provision) -> Iterator[_Slip]:
    number, previous = _ordinal(node), _ordinal(before)
    if number == previous:
        yield _Slip(node, before, "double", "")
    elif number > previous + 1:
        yield _Slip(node, before, "gap", _printed(node, previous + 1))


def _running(part: Part) -> Iterator[_Slip]:
    """Articles, chapters and books run through their document."""
    for kind in _RUNNING:
        nodes = [node for top in part.provisions for node in top.walk() if node.kind is kind and _ordinal(node)]
        for before, node in pairwise(nodes):
            number, previous = _ordinal(node), _ordinal(before)
            if kind is Kind.CHAPTER and number == 1:
                continue  # another 编
            yield from _compared(before, node) if number >= previous else ()


def _parents(part: Part) -> Iterator[Sequence[Provision]]:
    yield part.provisions
    for top in part.provisions:
        for node in top.walk():
            if node.children:
                yield node.children


def _groups(children: Sequence[Provision]) -> dict[Kind, list[Provision]]:
    found: dict[Kind, list[Provision]] = {}
    for node in children:
        if node.kind in _NUMBERED and _ordinal(node):
            found.setdefault(node.kind, []).append(node)
    return found


def _printed(node: Provision, number: int) -> str:
    """A number in the style of a node's own: （三） beside （二）."""
    num = node.num or ""
    style = re.sub(r"[0-9]+|[零〇一二三四五六七八九十百千]+", "{}", num, count=1)
    if "{}" not in style:
        return str(number)
    return style.replace("{}", str(number) if re.search(r"[0-9]", num) else numerals.to_chinese(number))


def _told(subject: Subject, what: str) -> Iterator[tuple[Words, _Slip]]:
    for slip in subject.once("slips", lambda: [each for part in subject.document.parts for each in _slips(part)]):
        where = subject.by_eid.get(slip.node.eid)
        if slip.what == what and where is not None and where.text and not _in_sentence(subject, where, slip):
            yield where, slip


def _in_sentence(subject: Subject, where: Words, slip: _Slip) -> bool:
    """Whether the number that is missed stands inside of a sentence shortly before: 1.…；2.… in one paragraph."""
    if slip.what == "double":
        return False
    wanted = slip.missing if slip.what == "gap" else _printed(slip.node, _ordinal(slip.node) - 1)
    last = subject.index.get(slip.node.eid, 0)
    first = subject.index.get(slip.before.eid, 0) if slip.before else 0
    return any(wanted in each.text for each in subject.words[max(first, last - _MOST, 0) : last])


def _head(where: Words) -> str:
    return where.text[:24]


def _other(subject: Subject, slip: _Slip) -> tuple[tuple[str, str], ...]:
    before = subject.by_eid.get(slip.before.eid) if slip.before else None
    return ((before.place, _head(before)),) if before is not None and before.text else ()


@rule(
    "111",
    "编号间断",
    Severity.ERROR,
    reason="同一层次的编号应当连续。断号可能是删去条款后没有重排，也可能是漏印了内容。",
    example="某某工作方案\n一、总体要求\n坚持稳中求进。\n二、主要任务\n（一）摸清底数。\n（三）建立台账。\n三、保障措施\n加强领导。",
)
def gaps(subject: Subject) -> Iterator[Finding]:
    """（一）, （三）."""
    for where, slip in _told(subject, "gap"):
        assert slip.before is not None
        yield subject.finding(
            "111",
            Severity.ERROR,
            where,
            _head(where),
            f"上一个编号是“{slip.before.num}”，这里是“{slip.node.num}”，缺“{slip.missing}”。",
            "请核对是否漏了内容；没有漏的，重新编号。",
            others=_other(subject, slip),
        )
    for inline in subject.once("inline", lambda: list(_inline(subject))):
        if inline.what == "gap":
            yield subject.finding(
                "111",
                Severity.ERROR,
                inline.where,
                inline.words,
                f"上一个是“{inline.before}”，这里是“{inline.printed}”，中间缺号。",
                "请核对是否漏了内容；没有漏的，重新编号。",
                at=inline.at,
            )


@rule(
    "112",
    "编号重复",
    Severity.ERROR,
    reason="同一层次出现两个相同的编号，引用时分不清是哪一个。",
    example="某某工作方案\n一、总体要求\n坚持稳中求进。\n二、主要任务\n做好工作。\n二、保障措施\n加强领导。",
)
def doubles(subject: Subject) -> Iterator[Finding]:
    """三、 twice."""
    for where, slip in _told(subject, "double"):
        yield subject.finding(
            "112",
            Severity.ERROR,
            where,
            _head(where),
            f"编号“{slip.node.num}”在同一层次出现了两次。",
            "请重新编号，并核对引用。",
            others=_other(subject, slip),
        )
    for inline in subject.once("inline", lambda: list(_inline(subject))):
        if inline.what == "double":
            yield subject.finding(
                "112",
                Severity.ERROR,
                inline.where,
                inline.words,
                f"“{inline.printed}”在同一处列举里出现了两次。",
                "请重新编号。",
                at=inline.at,
            )


@rule(
    "113",
    "编号没有从一开始",
    Severity.WARNING,
    reason="一组编号的第一个应当是一。从二、三开始，说明前面漏了编号或者漏了内容。",
    example="某某工作方案\n一、保障措施\n加强组织协调。二是强化督导。三是做好宣传。",
)
def no_first(subject: Subject) -> Iterator[Finding]:
    """A list that begins with 二是."""
    for where, slip in _told(subject, "start"):
        yield subject.finding(
            "113",
            Severity.WARNING,
            where,
            _head(where),
            f"这一组编号从“{slip.node.num}”开始，前面没有“{slip.missing}”。",
            "请核对前面是否漏了编号或者内容。",
            others=_other(subject, slip),
        )
    for inline in subject.once("inline", lambda: list(_inline(subject))):
        if inline.what == "start":
            yield subject.finding(
                "113",
                Severity.WARNING,
                inline.where,
                inline.words,
                f"前面没有“{inline.before}”，直接写了“{inline.printed}”。",
                "请核对前面是否漏了编号或者内容。",
                at=inline.at,
            )


# Numbers inside of sentences.


class _InlineSlip(NamedTuple):
    where: Words
    at: int
    words: str
    printed: str
    before: str
    what: str


_HAN = "一二三四五六七八九十"
_STYLES: dict[str, re.Pattern[str]] = {
    "是": re.compile(rf"(?:^|(?<=[。；：，、）”\d.]))(?P<n>[{_HAN}]{{1,3}})(?P<tail>是)(?![否])"),
    "（一）": re.compile(rf"(?:^|(?<=[。；：，、]))（(?P<n>[{_HAN}]{{1,3}})）(?![项目款、（和及至])"),
    "（1）": re.compile(r"(?:^|(?<=[。；：，、]))（(?P<n>\d{1,2})）(?![项目款、（])"),
    "1.": re.compile(r"(?:^|(?<=[。；：]))(?P<n>\d{1,2})[.、](?!\d)"),
    "1）": re.compile(r"(?:^|(?<=[。；：]))(?P<n>\d{1,2})）"),
    "①": re.compile(r"(?P<n>[①-⑳])"),
}
_NODE_STYLE = {
    Kind.POINT: "（一）",
    Kind.LEVEL2: "（一）",
    Kind.LEVEL4: "（1）",
    Kind.LEVEL3: "1.",
    Kind.INDENT: "1.",
    Kind.LEVEL5: "①",
}


_PART = re.compile(rf"第[{_HAN}]{{1,3}}(?:部分|方面|章|节|至|、)")


@dataclass
class _Flow:
    """The last number of each style, with what was printed, since the last heading."""

    last: dict[str, tuple[int, str]] = field(default_factory=dict)

    def reset(self) -> None:
        self.last.clear()


def _inline(subject: Subject) -> Iterator[_InlineSlip]:
    flow = _Flow()
    for where in subject.prose:
        if where.kind in (Kind.LEVEL1, Kind.ARTICLE, Kind.CHAPTER, Kind.SECTION, Kind.TITLE):
            flow.reset()
        if where.kind in (Kind.TITLE, Kind.NUMBER, Kind.DATE, Kind.SIGNATURE, Kind.ADDRESSEE):
            continue
        own = _NODE_STYLE.get(where.kind)
        body = 0
        if where.provision.num:
            body = len(where.provision.num) if where.text.startswith(where.provision.num) else 0
            if own:
                flow.last[own] = (_ordinal(where.provision), where.provision.num)
        if where.text.startswith("附件"):
            continue
        if _PART.match(where.text):
            flow.last.pop("是", None)
        for style, pattern in _STYLES.items():
            if style != "①" and style not in ("是",) and not body and own:
                continue
            yield from _one_style(where, style, pattern, flow, body)


def _one_style(where: Words, style: str, pattern: re.Pattern[str], flow: _Flow, body: int) -> Iterator[_InlineSlip]:
    for match in pattern.finditer(where.text):
        if match.start() < body or _quoted(where.text, match.start()):
            continue
        number = numerals.ordinal(match["n"]) or 0
        if not number:
            continue
        last, printed = flow.last.get(style, (0, ""))
        what = None
        if number not in (1, last + 1):
            if last == 0:
                what = "start" if number == 2 and style == "是" else None
            elif number == last:
                what = "double" if style in ("是", "①") else None
            elif number == last + 2 or number == last + 3:
                what = "gap"
        flow.last[style] = (number, match[0])
        if what:
            before = printed or match[0].replace(match["n"], "一")
            yield _InlineSlip(
                where, match.start(), where.text[match.start() : match.start() + 16], match[0], before, what
            )


def _quoted(text: str, at: int) -> bool:
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or text.rfind("《", 0, at) > text.rfind("》", 0, at)
