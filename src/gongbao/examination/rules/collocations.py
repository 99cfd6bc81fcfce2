"""7xx: words that do not go together, say a thing twice or leave the sentence without its other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject

_FORCE = (
    r"(?<!持续)(?:加强|强化)(?!了)(?![^，。；、：|]{0,24}(?:加大|加强|提高|提升))[^，。；：|]{0,20}力度(?=[，。；]|$)"
)
_UNFIT: tuple[tuple[str, str, str], ...] = (
    (_FORCE, "“加强”“强化”不与“力度”搭配", "改为“加大……力度”，或者删去“力度”"),
    (r"加强[^，。；、：|和及与]{2,12}水平(?=[，。；])", "“加强”不与“水平”搭配", "改为“提高……水平”"),
    (r"提高[^，。；、|]{0,8}环境(?=[，。；])", "“提高”不与“环境”搭配", "改为“优化……环境”"),
    (r"筑牢[^，。；、]{0,6}思维", "“筑牢”不与“思维”搭配", "改为“强化……思维”"),
    (r"(?<!保障)改善(?![^，。；]{0,10}质量和)[^，。；、|]{2,12}(?:服务|管理|"
     r"技术)水平(?=[，。；、])", "“改善”不与“水平”搭配", "改为“提高……水平”"),
    (r"提高[^，。；、]{0,4}保障(?=[，。；])(?<!水平)", "“提高”不与“保障”搭配", "改为“提供……保障”"),
    (r"壮大[一-龥]{2,8}发展(?=[，。；])", "“壮大”不与“发展”搭配", "改为“推动……发展”"),
    (r"全面提升[^，。；]{4,24}等方面(?=[，。；])", "“提升”后面没有提升的内容", "写明提升哪些方面的什么"),
    (r"开展(?:[一-龥]{2,6})(?:振兴|强市|强国|发展|驱动)战略", "“开展”不与“战略”搭配", "改为“实施……战略”"),
)  # fmt: skip
_UNFIT_PATTERNS = tuple((re.compile(pattern), wrong, advice) for pattern, wrong, advice in _UNFIT)


@rule(
    "744",
    "词语搭配不当",
    Severity.NOTE,
    reason="动词和宾语不能搭配，如“加强……力度”“提高……环境”，要求做什么说不清楚。",
    example="某市供销社方案\n\n一、监管\n\n加强农村产权交易市场监管力度，防范交易风险。\n",
)
def unfit(subject: Subject) -> Iterator[Finding]:
    """加强监管力度, 提高环境."""
    for each in subject.words:
        for pattern, wrong, advice in _UNFIT_PATTERNS:
            for match in pattern.finditer(each.text):
                yield subject.finding(
                    "744",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"{wrong}。",
                    f"{advice}。",
                    at=match.start(),
                )


_TWICE: tuple[tuple[str, str, str], ...] = (
    (r"至少[^，。；、\d]{1,6}\d+[个家名项次人件所座]以上(?!（)", "“至少”和“以上”重复", "删去其中一个"),
    (r"有效期自[^，。；]{2,14}[年月]内有效(?!期)", "“有效期”和“有效”重复", "改为“有效期自……之日起……年”"),
    (r"到20\d\d年(?:年?底|\d{1,2}月底?|末)之?前", "“到……前”重复", "删去“到”或者“前”"),
    (r"[一-龥”]等[^，。；、等]{2,8}等(?=行为|问题|情况|工作|方面)", "“等”字重复", "删去其中一个“等”"),
    (r"可以(?:大大|有效|进一步|明显|极大)[一-龥]{2,4}了", "“可以”说的是将来，“了”说的是已经", "删去“了”或者“可以”"),
    (r"(?:扎实)?推进开展|推动推进|实施开展", "两个动词意思重复", "删去其中一个"),
    (
        r"(\d{1,3}(?:\.\d{1,2})?%)[^，。；%]{0,12}，[^，。；\d]{0,5}(?:实现|达到)\1(?=[。；，])",
        "同一个百分比连写两次",
        "删去一处，或者核对第二处应写的内容",
    ),
    (r"现状基础情况|基础现状情况", "“现状”“基础情况”重复", "删去其中一个"),
    (r"资金来源由(?:(?!资金来源)[^。；]){4,40}统筹资金来源", "“资金来源”重复", "改为“资金由……统筹安排”"),
    (r"按照(?:(?!按照)[^。；]){6,60}(?:要求|"
     r"精神)，结合各自职责，按照[^，。；]{4,40}要求", "“按照……要求”重复", "合并为一个“按照”"),
    (r"(?<=成员)由[^，。；]{4,80}等派员组成", "“成员由……派员组成”句式杂糅", "改为“由……派员参加”"),
)  # fmt: skip
_TWICE_PATTERNS = tuple((re.compile(pattern), wrong, advice) for pattern, wrong, advice in _TWICE)


@rule(
    "745",
    "前后意思重复或者矛盾的用词",
    Severity.NOTE,
    reason="“至少三个以上”“有效期……内有效”“可以……了”一类，前后两个词重复或者打架。",
    example="某市基金细则\n\n一、条件\n\n管理团队稳定，至少主导过3个以上股权投资的成功案例。\n",
)
def redundant(subject: Subject) -> Iterator[Finding]:
    """至少3个以上, 有效期两年内有效."""
    for each in subject.words:
        for pattern, wrong, advice in _TWICE_PATTERNS:
            for match in pattern.finditer(each.text):
                yield subject.finding(
                    "745",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"{wrong}。",
                    f"{advice}。",
                    at=match.start(),
                )


_HALF: tuple[tuple[str, str, str], ...] = (
    (
        r"(?:^|(?<=。))为(?!了?民|期|止|主|此)(?:深入|全面|进一步|切实|认真)[^。]{30,240}。(?=(?:根据|按照|"
        r"依据)[^。]{4,240}制定)",
        "“为……”只说了目的，句子没有写完就用了句号",
        "把句号改为逗号，与后面的“根据……制定……”连成一句",
    ),
    (r"对照[^。；]{4,80}要求相比", "“对照……相比”句式杂糅", "改为“与……要求相比”或者“对照……要求”"),
    (r"实现对[^。；，]{4,60}进行(?:监测|监管|监控|管理|"
     r"监督)", "“实现对……进行”句式杂糅", "改为“实现对……的监测”或者“对……进行监测”"),
    (r"(?:引导|指导)[一-龥]{2,4}可以", "“引导……可以”句式杂糅", "删去“可以”"),
    (r"发挥[^，。；]{2,16}在[^，。；中]{4,40}(?:管理|管控|防控|处置|监管|监督|评估|治理|"
     r"预防)的作用(?=[，。；])", "“在……的作用”缺“中”字", "改为“在……中的作用”"),
    (r"构建(?:“[^”]{1,4}”)+“[^”]{2,20}”为(?:架构|主体|支撑|核心)", "“构建……为……”缺“以”字", "改为“构建以……为……的”"),
    (r"积极认证认可(?!工作)", "缺少动词", "改为“积极开展认证认可”"),
    (r"建立[^，。；]{2,12}，[^，。；]{2,20}体系方面内容", "“建立……方面内容”句式杂糅", "删去“方面内容”"),
    (r"加快[^，。；]{2,14}网络。", "“加快”后面没有动作", "改为“加快……网络建设”"),
    (r"支付[一-龥]{2,6}人员定点(?:医疗|医药)", "“参保人员”与“定点”之间缺“在”字", "改为“参保人员在定点……发生的”"),
    (r"确需对[^，。；]{2,16}威胁的", "“对……威胁的”缺“受”字", "改为“受……威胁的”"),
    (r"(?:^|(?<=[，。；]))(?:[一-龥]、){2,}[一-龥]四级[一-龥]{2,6}机制，", "缺少动词", "改为“建立……机制”"),
)  # fmt: skip
_HALF_PATTERNS = tuple((re.compile(pattern), wrong, advice) for pattern, wrong, advice in _HALF)


@rule(
    "746",
    "句子成分残缺或者句式杂糅",
    Severity.NOTE,
    reason="缺动词、缺介词，或者把两种句式揉在一起，读不出谁做什么。",
    example="某市气象规划\n\n一、任务\n\n建设地面生态气象观测网，实现对公园、湿地等区域的负氧离子进行监测。\n",
)
def halves(subject: Subject) -> Iterator[Finding]:
    """实现对…进行监测, 对照…相比."""
    for each in subject.words:
        for pattern, wrong, advice in _HALF_PATTERNS:
            for match in pattern.finditer(each.text):
                words = match.group()
                yield subject.finding(
                    "746",
                    Severity.NOTE,
                    each,
                    words if len(words) <= 60 else words[-40:],
                    f"{wrong}。",
                    f"{advice}。",
                    at=match.start() if len(words) <= 60 else match.end() - 40,
                )
