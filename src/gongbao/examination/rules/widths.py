"""7xx: marks and digits of the wrong width, questions without a mark, one number written in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import chinese_number
from gongbao.text import Kind, NormalText

_NARROW = re.compile(r"(?<=[一-龥”》）)])[,;:?!](?= ?[一-龥“《（])")
_WIDE = re.compile(r"[０-９]{1,6}|％")
_ASCII = re.compile(r"[0-9]|%")
_MOST = 3  # provisions of a document; more are told once


def _printed(subject: Subject, where: Words) -> NormalText:
    spans = where.provision.spans
    return NormalText("".join(subject.gazette.source.text[span.start : span.end] for span in spans))


def _told(
    subject: Subject, code: str, found: list[tuple[Words, str]], message: str, advice: str, basis: str | None
) -> Iterator[Finding]:
    if len(found) > _MOST:
        (where, words), rest = found[0], found[1:6]
        others = tuple((each.place, text) for each, text in rest)
        yield subject.finding(
            code, Severity.NOTE, where, words, f"{message}，全文共{len(found)}段。", advice, others=others, basis=basis
        )
        return
    for where, words in found:
        yield subject.finding(code, Severity.NOTE, where, words, f"{message}。", advice, basis=basis)


@rule(
    "749",
    "中文句子里用了半角标点",
    Severity.NOTE,
    reason="中文句子用全角标点；同一文件里半角、全角混用，多半是转换时留下的。多于三段的只提示一次。",
    example="某市方案政策解读\n\n一、内容\n\n认真落实党中央、国务院的决策部署,按照市委、市政府工作安排，加快转变政府"
    "职能。\n",
)
def narrow(subject: Subject) -> Iterator[Finding]:
    """部署,按照 in a document that has full-width commas."""
    found: list[tuple[Words, str]] = []
    wide = False
    for each in subject.words:
        printed = _printed(subject, each)
        wide = wide or "，" in printed.printed
        match = _NARROW.search(printed.printed)
        if match is not None:
            at = sum(1 for offset in printed.offsets if offset < match.start())
            found.append((each, each.text[max(0, at - 6) : at + 6]))
    if wide:
        yield from _told(
            subject, "749", found, "中文句子里用了半角标点", "改为全角标点。", "《标点符号用法》（GB/T 15834—2011）"
        )


@rule(
    "740",
    "夹用全角数字",
    Severity.NOTE,
    reason="同一文件里阿拉伯数字有的全角、有的半角，检索、统计时会漏掉。",
    example="某市企业方案\n\n一、目标\n\n到2025年，市级拥有１家销售收入1亿元以上的龙头企业。\n",
)
def wide_digits(subject: Subject) -> Iterator[Finding]:
    """１家 beside 1亿元."""
    found: list[tuple[Words, str]] = []
    narrow_seen = False
    for each in subject.words:
        printed = _printed(subject, each)
        narrow_seen = narrow_seen or _ASCII.search(printed.printed) is not None
        match = _WIDE.search(printed.printed)
        if match is not None:
            at = sum(1 for offset in printed.offsets if offset < match.start())
            found.append((each, each.text[max(0, at - 4) : at + 4]))
    if narrow_seen:
        yield from _told(subject, "740", found, "夹用了全角数字", "统一用半角数字。", None)


_QUESTION = re.compile(
    r"(?:是什么|有哪些|哪些[一-龥]{1,8}|如何[一-龥《》“”、]{2,30}|怎么[一-龥]{2,12}|为什么[一-龥]{2,20})$"
)


@rule(
    "648",
    "问句标题没有问号",
    Severity.NOTE,
    reason="同一文件的问句标题，有的用问号，有的不用，前后不一。",
    example=(
        "《某市措施》政策解读\n\n一、出台的主要背景是什么\n\n为了规范建房。\n\n二、管理责任是如何划分的？\n\n建房村民"
        "负总责。\n"
    ),
)
def questions(subject: Subject) -> Iterator[Finding]:
    """是什么 without a mark where other headings have one."""
    heads = [each for each in subject.prose if each.kind in (Kind.LEVEL1, Kind.LEVEL2, Kind.HEADING)]
    if not any((each.provision.heading or each.text).rstrip().endswith("？") for each in heads):
        return
    for each in heads:
        words = each.provision.heading or each.text
        match = _QUESTION.search(words) or re.search(r"哪些[一-龥]{1,8}$", words)
        if match is not None and words in each.text:
            yield subject.finding(
                "648", Severity.NOTE, each, words, "问句标题没有问号，其他标题有。", "补上问号，或者全部不用。"
            )


_COUNT = re.compile(r"([后前近每第两满])([一二三四五六七八九十两]|\d{1,2})([名年个次层位])(?![一-龥]?[五个]年规划)")
_LEVELS = re.compile(r"(?<![一-龥\d])?([一二三四五六七八九十两]|\d{1,2})(层)(?=（含|以[上下]|及以[上下])")


@rule(
    "649",
    "同一数目有的用汉字、有的用数字",
    Severity.NOTE,
    reason="同一说法在一份文件里应当用同一种数字，“后三名”又写“后3名”，不合出版物数字用法。",
    example="某县评议方案\n\n一、奖惩\n\n对评议结果后三名的负责人进行岗位调整；对评议结果后3名的部门进行反馈。\n",
)
def two_numerals(subject: Subject) -> Iterator[Finding]:
    """后三名 and 后3名."""
    places: dict[tuple[str, int, str], dict[bool, tuple[Words, str]]] = defaultdict(dict)
    counts: Counter[tuple[tuple[str, int, str], bool]] = Counter()
    for each in subject.prose:
        spots = [(match[1], match[2], match[3], match) for match in _COUNT.finditer(each.text)]
        spots += [("", match[1], match[2], match) for match in _LEVELS.finditer(each.text)]
        for before, printed, unit, match in spots:
            value = int(printed) if printed.isdecimal() else 2 if printed == "两" else chinese_number(printed)
            if value is None or (before == "第" and unit != "次"):
                continue
            key = (before, int(value), unit)
            counts[key, printed.isdecimal()] += 1
            places[key].setdefault(printed.isdecimal(), (each, match.group()))
    for key, forms in places.items():
        if len(forms) < 2:
            continue
        rare = counts[key, True] < counts[key, False]
        (where, words), (other, usual) = forms[rare], forms[not rare]
        yield subject.finding(
            "649",
            Severity.NOTE,
            where,
            words,
            f"这里写“{words}”，{other.place}写“{usual}”。",
            "全文统一用一种数字。",
            others=((other.place, usual),),
            basis="《出版物上数字用法》（GB/T 15835—2011）",
        )
