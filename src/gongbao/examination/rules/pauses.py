"""1xx: marks between clauses and names: 、 for ，, ， for 、, 、 between quotations, a missing ，."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.text import Kind

_MARKS = "《标点符号用法》（GB/T 15834—2011）"
_SINCE = date(2012, 6, 1)
_WRONG: tuple[tuple[str, str, str], ...] = (
    (r"(?<=[局委办])，(?=[市县]?[一-龥]{2,10}(?:局|中心)[、；）])", "并列的单位之间用了逗号", "改为顿号"),
    (
        r"(?<=[一-龥])(?<![一二三四五六七八九十])、(?=(?:围绕|着力)[^，。；、]{4,30})",
        "顿号前后是两个分句",
        "改为逗号",
    ),
    (r"(?<=履行工作职责)、(?=严格|切实|认真)|(?<=履行职责)、(?=严格|切实|认真)", "顿号前后是两个分句", "改为逗号"),
    (
        r"(?<=[、])(?:绿色|节能|生态|新)?[一-龥]{2,4}，(?=[一-龥]{2,6}(?:、[一-龥]{2,10}){1,6}等(?:产业|领域)(?:及|"
        r"和|，|。))",
        "并列的词语之间用了逗号",
        "改为顿号",
    ),
    (r"(?<=宪法和法律)、(?=有|具有|品行)", "顿号前后是两个分句", "改为逗号"),
    (r"(?<=乡镇人民政府)，(?=街道(?:办|办事处)[，、])", "并列的机关之间用了逗号", "改为顿号"),
    (r"(?<=[策制]措施)、(?=推进[一-龥]{2,6}、)", "顿号前后是两个分句", "改为逗号"),
    (r"(?<=安全第一)，(?=预防为主，综合治理的)", "“安全第一、预防为主、综合治理”中间用了逗号", "改为顿号"),
    (r"(?<=(?:纲要|条例|办法|意见|规定)》)(?=制定本)(?<=》)", "“根据……”与“制定……”之间没有逗号", "补上逗号"),
    (r"(?<=[，。；]\d月底)，(?=完成|实现|建成)|(?<=[，。；]\d\d月底)，(?=完成|实现|"
     r"建成)", "期限缺“前”字", "改为“……月底前”"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), wrong, advice) for pattern, wrong, advice in _WRONG)


@rule(
    "147",
    "逗号、顿号误用",
    Severity.NOTE,
    reason="并列的词语之间用顿号，分句之间用逗号；用错了，哪些是并列的任务、哪些是并列的单位分不清。",
    example="某县工程方案\n\n一、保障\n\n各单位要各司其职、各负其责、着力构建分工明确、推进有力的工作格局。\n",
)
def pauses(subject: Subject) -> Iterator[Finding]:
    """各负其责、着力构建; of offices in a cell 市金融监管局，市税务局."""
    yield from _run_together(subject)
    for each in subject.words:
        if each.kind is Kind.TITLE:
            continue
        for pattern, wrong, advice in _PATTERNS if each.kind is Kind.TABLE else _PATTERNS[1:]:
            for match in pattern.finditer(each.text):
                start = max(0, match.start() - 8)
                yield subject.finding(
                    "147",
                    Severity.NOTE,
                    each,
                    each.text[start : match.end() + 8],
                    f"{wrong}。",
                    f"{advice}。",
                    basis=_MARKS,
                    at=start,
                )


_OFTEN = 3


def _run_together(subject: Subject) -> Iterator[Finding]:
    """人大代表建议政协提案 in a paper that writes 人大代表建议、政协提案 again and again."""
    counts: Counter[str] = Counter()
    for each in subject.prose:
        for at in (match.start() for match in re.finditer("、", each.text)):
            pair = each.text[max(0, at - 4) : at + 5]
            if re.fullmatch("[一-龥]{3}[^府局委办厅院门、]、[一-龥]{4}", pair):  # 政府、部门 is another thing
                counts[pair] += 1
    told = {pair.replace("、", ""): pair for pair, times in counts.items() if times >= _OFTEN}
    if not told:
        return
    for each in subject.prose:
        for joined, pair in told.items():
            if joined in each.text:
                yield subject.finding(
                    "147",
                    Severity.NOTE,
                    each,
                    joined,
                    f"别处写作“{pair}”，这里中间没有顿号。",
                    "补上顿号。",
                    basis=_MARKS,
                )


@rule(
    "148",
    "并列的引号之间用了顿号",
    Severity.NOTE,
    reason="标有引号的并列成分之间通常不用顿号（中间有插入成分的除外）。每份文件只提示一次。",
    example="定州市人民政府办公室关于印发安全规划的通知\n定政办〔2022〕5号\n2022年5月1日\n各乡镇人民政府：\n现印发给"
    "你们。\n安全规划\n一、宣传\n持续开展“安全发展示范城市”、“全国综合减灾示范社区”创建。",
)
def quotations(subject: Subject) -> Iterator[Finding]:
    """“三必上”、“五必上”, told once."""
    issued = subject.document.issued
    if issued is None or issued < _SINCE or not (subject.document.place or subject.document.number):
        return
    found = [
        (each, match) for each in subject.prose for match in re.finditer("“[^“”]{1,20}”、“[^“”]{1,20}”", each.text)
    ]
    if found:
        where, match = found[0]
        yield subject.finding(
            "148",
            Severity.NOTE,
            where,
            match.group(),
            f"引号之间用了顿号，全文共{len(found)}处。",
            "删去引号之间的顿号。",
            others=tuple((each.place, other.group()) for each, other in found[1:6]),
            basis=f"{_MARKS}4.5.3.5",
            at=match.start(),
        )


_BODILESS = re.compile(r"(?:经济)?开发区(?=[，、：])|临空经济区(?:（[^）]{1,8}）)?(?=[，、：])|(?<=示范)区(?=[，、：])")


@rule(
    "149",
    "主送机关只写了区域",
    Severity.NOTE,
    reason="开发区是区域，不是机关；主送和分工应当写到管委会。",
    example=(
        "某市人民政府办公室关于印发养老实施方案的通知\n政办字〔2021〕70号\n2021年10月13日\n"
        "各县（市、区）人民政府，廊坊开发区，市政府有关部门：\n现印发给你们。"
    ),
)
def places(subject: Subject) -> Iterator[Finding]:
    """廊坊开发区 among governments, without 管委会."""
    for each in subject.prose:
        duty = re.match(r"(?:（[一二三四五六七八九十]{1,4}）)?各县（市、区）[^：]{2,40}：", each.text)
        text = each.text if each.kind is Kind.ADDRESSEE else duty.group() if duty else ""
        for match in _BODILESS.finditer(text):
            start = max(0, match.start() - 4)
            yield subject.finding(
                "149",
                Severity.NOTE,
                each,
                each.text[start : match.end()],
                f"“{match.group()}”后面没有“管委会”。",
                "写作“……管委会”。",
                at=start,
            )
