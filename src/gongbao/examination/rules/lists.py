"""1xx, fourth part: lists: the announced number of items, a lead-in without items, the style of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import numerals
from gongbao.text import Kind, Provision

_HAN = "一二三四五六七八九十"
_N = r"(?P<n>[两二三四五六七八九十]{1,3}|[1-9]\d?)"
_MEASURE = r"(?:个方面|个部分|方面|大类|大项|个|项|点|条|大|种|类|步|部分)"
_LEAD = re.compile(
    rf"(?<!第)(?:以下|下列|如下|包括|分为|分|坚持|遵循|按照|符合|具备|满足|做到|实现|明确|提出|重点|实施|开展|抓好|有){_N}{_MEASURE}"
    r"(?P<what>[^，。；：、0-9]{0,14})[：。，]?$"
)
_COUNT = re.compile(rf"{_N}{_MEASURE}")
_OWN = re.compile(
    rf"(?:以下|下列|如下){_N}{_MEASURE}[^，。；、]{{0,12}}：$|(?<![第\d一二三四五六七八九十]){_N}{_MEASURE}[^，。；、：]{{0,10}}如下：$".replace(
        "(?P<n>", "(?P<n2>", 1
    )
)
_ITEM = re.compile(rf"(?:^|(?<=[。；：，、）”.]))(?P<n>[{_HAN}]{{1,3}})是(?!否)")


@rule(
    "114",
    "说的项数与列出的项数不符",
    Severity.WARNING,
    reason="写明“以下五项”的，后面应当正好列五项。不符的，要么漏了一项，要么修改时忘了改数。",
    example="某某工作方案\n一、工作要求\n各单位要做到以下四点：一是加强领导。二是压实责任。三是强化督导。",
)
def announced_items(subject: Subject) -> Iterator[Finding]:
    """以下四点： with three items."""
    for index, where in enumerate(subject.prose):
        yield from _said(subject, where)
        yield from _below(subject, where, subject.prose[index + 1 : index + 2])


def _said(subject: Subject, where: Words) -> Iterator[Finding]:
    """Items in the same paragraph: 一是…二是…."""
    items = list(_ITEM.finditer(where.text))
    runs: list[list[re.Match[str]]] = []
    for match in items:
        number = numerals.ordinal(match["n"])
        if number == 1:
            runs.append([match])
        elif (runs and number == len(runs[-1]) + 1) or runs:
            runs[-1].append(match)
    for run in runs:
        if len(run) < 2 or numerals.ordinal(run[-1]["n"]) != len(run):
            continue
        before = where.text[max(0, run[0].start() - 40) : run[0].start()]
        lead = _LEAD.search(before)
        if lead is None:
            continue
        numbers = {_value(match["n"]) for match in _COUNT.finditer(before)}
        if len(run) not in numbers:
            yield subject.finding(
                "114",
                Severity.WARNING,
                where,
                lead[0].rstrip("：。，"),
                f"这里说{lead['n']}项，后面从“一是”列到“{run[-1][0]}”，共{len(run)}项。",
                "请核对项数，漏了的补上，或者改正项数。",
            )


def _below(subject: Subject, where: Words, following: tuple[Words, ...]) -> Iterator[Finding]:
    """Items that stand as provisions below the lead-in."""
    if not where.text.endswith("："):
        return
    lead = _OWN.search(where.text[-60:])
    if lead is None:
        return
    said = lead["n"] or lead["n2"]
    items = [node for node in where.provision.children if _numbered(node)]
    kinds = {node.kind for node in items}
    if len(items) < 2 or len(kinds) != 1 or len(items) != len(where.provision.children):
        return
    number = _value(said)
    if number != len(items):
        yield subject.finding(
            "114",
            Severity.WARNING,
            where,
            where.text[-40:],
            f"这里说{said}项，下面列出{len(items)}项。",
            "请核对项数，漏了的补上，或者改正项数。",
        )


def _numbered(node: Provision) -> bool:
    return node.num is not None and node.kind in (
        Kind.POINT,
        Kind.INDENT,
        Kind.LEVEL2,
        Kind.LEVEL3,
        Kind.LEVEL4,
        Kind.LEVEL5,
    )


def _value(words: str) -> int:
    return 2 if words == "两" else int(numerals.chinese_number(words) or 0)


_OPEN = re.compile(r"(?:下列|以下|如下)[^。；]{0,40}：$")
_HEADS = (Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.LEVEL1, Kind.TITLE, Kind.SIGNATURE, Kind.DATE)


@rule(
    "115",
    "引出列举而没有下文",
    Severity.ERROR,
    reason="“有下列情形之一的：”后面应当列出情形。没有下文的，条文不完整，无法执行。",
    example="第一条 为了规范管理，制定本办法。\n第二条 有下列情形之一的，不予登记：\n第三条 本办法自公布之日起施行。",
)
def nothing_follows(subject: Subject) -> Iterator[Finding]:
    """下列…： at the end of an article."""
    words = subject.words
    for index, where in enumerate(words[:-1]):
        if where.kind is Kind.TABLE or not where.text.endswith("："):
            continue
        match = _OPEN.search(where.text[-80:])
        following = words[index + 1]
        if match is None or following.kind not in _HEADS or where.provision.children:
            continue
        if numerals.ordinal(following.provision.num or "") == 1:
            continue  # the list is the text itself: 一、, 第一条
        if any(mark in match[0] for mark in "一1（") and re.search(r"一是|1\.|（一）|①", where.text):
            continue
        yield subject.finding(
            "115",
            Severity.ERROR,
            where,
            match[0],
            "这里引出列举，后面没有列出任何一项。",
            "请核对原件，补上列举的内容。",
        )


_STYLES = (
    (re.compile(rf"（[{_HAN}]{{1,3}}）[、．.]"), "“（一）”后面不加标点"),
    (re.compile(r"（\d{1,2}）[、．.](?!\d)"), "“（1）”后面不加标点"),
    (re.compile(r"\d{1,2}、(?!\d)"), "第三层用“1.”，后面用实心小圆点，不用顿号"),
    (re.compile(rf"[{_HAN}]{{1,3}}[．.](?!\d)"), "第一层用“一、”，后面用顿号"),
)


@rule(
    "116",
    "层次序号的写法不合标准",
    Severity.NOTE,
    reason="结构层次序数依次用“一、”“（一）”“1.”“（1）”标注，带括号的序号后面不加标点。同一文件里每种写法只提示一次。",
    example="某某工作方案\n一、总体要求\n坚持稳中求进。\n二、主要任务\n（一）、摸清底数。\n（二）、建立台账。",
)
def number_style(subject: Subject) -> Iterator[Finding]:
    """（一）、 and 1、."""
    told: set[str] = set()
    for where in subject.prose:
        if not where.provision.num or where.kind in (Kind.ARTICLE, Kind.CHAPTER, Kind.SECTION, Kind.BOOK):
            continue
        for pattern, advice in _STYLES:
            match = pattern.match(where.text)
            if match and advice not in told:
                told.add(advice)
                yield subject.finding(
                    "116",
                    Severity.NOTE,
                    where,
                    where.text[: max(12, match.end())],
                    f"序号写作“{match[0]}”。",
                    f"{advice}。",
                    basis="《党政机关公文格式》（GB/T 9704—2012）7.3.3；《标点符号用法》（GB/T 15834—2011）附录B",
                )
