"""73x, 13x: marks between the members of a list, in a group of headings, around an abbreviation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_OFFICES = re.compile(r"[（〔](?:责任|牵头|配合|主管|参与)(?:单位|部门)：[^（）〔〕]{4,300}")
_COMMA = re.compile(r"[局委办部会](，)(?!各|有关|相关|以及)[市县省]?[一-龥]{2,14}[局委办部会社]")
_MEMBERS = re.compile(
    r"[一-龥]{2,8}(?:、[一-龥]{2,8}){1,6}(，)[一-龥]{2,8}等(?:重点|主要|各类)?[一-龥]{2,6}(?=[，。；、一-龥])"
)
_TRAITS = re.compile(
    r"[一-龥]{2,6}[高强大好优]、[一-龥]{2,6}[高强大好优]，[一-龥]{2,6}[高强大好优]，[一-龥]{2,6}[高强大好优]的"
)
_VERBS = re.compile(
    "的|了|要|应|可|将|并|对|在|按|为|以|使|由|经|据|及时|严格|加强|推进|开展|落实|做好|打击|强化|建立|完善|实行|推出|追回|收回|举办|"
    "提供|组织|创新|建设|发现|构建|实施|确保|提高|促进|保障|加快|完成|形成|打造|培育|优化|深化|规范|参与|开放|引导|鼓励|支持|保护|"
    "防止|减少|增加|提升|占用|损坏|发挥|搭建|利用|采用|引进|充分"
)


@rule(
    "735",
    "并列的名称之间顿号、逗号混用",
    Severity.NOTE,
    reason="并列的名称之间用顿号；中间一处用了逗号，读者会以为句子到这里换了话题，责任单位也会看漏。",
    example="某市文旅方案\n\n一、任务\n\n建设书房二十处。（责任单位：市财政局、市人社局，市市场监管局、市城管局）\n",
)
def commas(subject: Subject) -> Iterator[Finding]:
    """市人社局，市市场监管局 within a list that otherwise has 、."""
    for each in subject.words:
        for found in _OFFICES.finditer(each.text):
            if "、" not in found.group():
                continue
            for match in _COMMA.finditer(found.group()):
                yield _comma(subject, each, match.group(), found.start() + match.start())
        for pattern in (_MEMBERS, _TRAITS):
            for match in pattern.finditer(each.text):
                members = re.split("[、，]", match.group().rpartition("等")[0])
                if pattern is _TRAITS or not any(_VERBS.search(member) for member in members[1:]):
                    yield _comma(subject, each, *_from_the_list(match))


def _from_the_list(match: re.Match[str]) -> tuple[str, int]:
    """The words of the list without the verb in front of it, and where they begin."""
    words = match.group()
    cut = max(words.split("、")[0].rfind(char) for char in "对将把以") + 1
    return words[cut:].rpartition("等")[0] + "等" if "等" in words else words[cut:], match.start() + cut


def _comma(subject: Subject, where: Words, words: str, at: int) -> Finding:
    return subject.finding(
        "735",
        Severity.NOTE,
        where,
        words,
        "并列的各项，有的用顿号、有的用逗号。",
        "统一用顿号。",
        basis="《标点符号用法》（GB/T 15834—2011）4.5",
        at=at,
    )


_HEAD = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).、]?)?([一-龥]{4,6})([，、])([一-龥]{4,6})。")


@rule(
    "736",
    "同一组小标题的标点不一致",
    Severity.NOTE,
    reason="同一组并列的小标题用同样的标点；其中一个不同，看上去像正文的一句。",
    example=(
        "某市卫生规划\n\n一、原则\n\n1.人民至上、健康优先。放在首位。\n\n2.预防为主、平急结合。关口前移。\n\n"
        "3.政府主导、社会参与。坚持公益。\n\n4.改革创新，系统整合。深化改革。\n"
    ),
)
def heads(subject: Subject) -> Iterator[Finding]:
    """规划引导，规模控制 thrice, and then 以城带乡、以工促农."""
    groups: dict[str, list[Words]] = defaultdict(list)
    for each in subject.prose:
        if each.provision.num:
            groups[each.provision.eid.rpartition("__")[0] + str(each.kind)].append(each)
    for group in groups.values():
        found = [(each, match[2], match.group()) for each in group if (match := _HEAD.match(each.text))]
        if len(found) < 4 or len(found) < len(group) - 1:
            continue
        kinds = [mark for _, mark, _ in found]
        for each, mark, words in found:
            others = [other for other in kinds if other != mark]
            if kinds.count(mark) <= 2 and len(set(others)) == 1 and len(others) > kinds.count(mark):
                yield subject.finding(
                    "736",
                    Severity.NOTE,
                    each,
                    words,
                    f"这一组小标题多用“{others[0]}”，这里用“{mark}”。",
                    f"改为“{others[0]}”。",
                )


_LOOSE_NAME = re.compile(r"》(?:（[^（）]{2,30}）)?，?以下(?:统一)?简称(?:为)?[《“]?[一-龥]{2,12}[》”]?")


@rule(
    "131",
    "“以下简称”没有用括号括起",
    Severity.NOTE,
    reason="交代简称的话是插说，应当放在括号里；不加括号，它前后的话连不成句。",
    example="某市扶持措施解读\n\n一、背景\n\n我市制定了《某市农业扶持措施》，以下简称《扶持措施》。\n",
)
def unbracketed(subject: Subject) -> Iterator[Finding]:
    """制定了《…》，以下简称《…》。"""
    for each in subject.words:
        for match in _LOOSE_NAME.finditer(each.text):
            before = each.text[: match.start() + 1]
            if before.count("（") > before.count("）"):
                continue
            start = max(0, match.start() - 12)
            yield subject.finding(
                "131",
                Severity.NOTE,
                each,
                each.text[start : match.end()],
                "“以下简称”没有放在括号里。",
                "改为“（以下简称……）”。",
                at=start,
            )
