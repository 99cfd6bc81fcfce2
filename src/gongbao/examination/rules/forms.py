"""1xx: the outer form of a paper: an addressee without a colon, a plan told to make itself, a second part without a
first, items of an article numbered as those of a plan, chapters without articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.examination.titles import bare
from gongbao.text import Kind, PartKind


@rule(
    "140",
    "主送机关后面没有冒号",
    Severity.NOTE,
    reason="主送机关后面用全角冒号，没有冒号，主送机关和正文分不开。",
    example=(
        "某某县人民政府办公室关于开展作风活动的通知\n政办〔2020〕1号\n2020年4月17日\n各乡镇人民政府、街道办，县政府各"
        "部门\n"
        "按照市政府要求，现就开展活动通知如下。"
    ),
)
def addressee(subject: Subject) -> Iterator[Finding]:
    """各乡镇人民政府、县政府各部门 without ：."""
    for each in subject.words:
        if each.kind is Kind.ADDRESSEE and each.text and each.text[-1] not in "：:":
            yield subject.finding(
                "140",
                Severity.NOTE,
                each,
                each.text[-20:],
                "主送机关后面没有冒号。",
                "补上冒号。",
                basis="《党政机关公文格式》（GB/T 9704—2012）7.3.2",
            )


_MAKES = re.compile(r"(?:研究)?(?:制定|编制|拟定|起草|出台|印发)(?:并印发)?《([^《》]{4,60})》")


@rule(
    "141",
    "文件要求制定它自己",
    Severity.ERROR,
    reason="方案的任务里写“制定《本方案》”，是把起草时的工作写进了成文，读者无从执行。",
    example=(
        "某县绿色金融改革创新实施方案\n一、实施步骤\n（一）全面启动阶段。制定《某县绿色金融改革创新实施方案》，落实责"
        "任单位。"
    ),
)
def makes_itself(subject: Subject) -> Iterator[Finding]:
    """制定《…实施方案》 within that very 方案."""
    if subject.is_explanation or subject.is_contents:
        return
    own = {bare(part.title) for part in subject.document.parts if part.kind is PartKind.MAIN and part.title}
    own.add(bare(subject.document.title))
    for each in subject.prose:
        if each.part is PartKind.NOTICE or each.kind is Kind.TITLE:
            continue
        for match in _MAKES.finditer(each.text):
            before = each.text[max(0, match.start() - 16) : match.start()]
            if bare(match[1]) in own and not re.search(r"已|曾|，$|作了|结合", before[-4:]):
                yield subject.finding(
                    "141",
                    Severity.ERROR,
                    each,
                    match.group(),
                    "这份文件的任务里要求制定它自己。",
                    "删去，或者改为“印发实施本方案”。",
                    at=match.start(),
                )


_SECOND = re.compile(r"第二(部分|类|阶段|种情形|步)(?=[为是：:，、])")


@rule(
    "142",
    "有“第二”没有“第一”",
    Severity.WARNING,
    reason="写了“第二部分”，前面没有“第一部分”，分几部分、第一部分是什么读不出来。",
    example="某县评议方案\n\n一、范围\n\n此次评议分两部分进行，其中政府部门28个单位。第二部分为垂直管理部门，共24个股"
    "室。\n",
)
def second_without_first(subject: Subject) -> Iterator[Finding]:
    """第二部分为 without 第一部分 anywhere before."""
    before = ""
    for each in subject.prose:
        for match in _SECOND.finditer(each.text):
            seen = before + each.text[: match.start()]
            if f"第一{match[1]}" not in seen and "其一" not in seen[-400:]:
                yield subject.finding(
                    "142",
                    Severity.WARNING,
                    each,
                    each.text[match.start() : match.end() + 8],
                    f"前面没有“第一{match[1]}”。",
                    f"补写“第一{match[1]}”。",
                    at=match.start(),
                )
        before += each.text


@rule(
    "143",
    "条下面的项没有用“（一）”",
    Severity.NOTE,
    reason="条文下面的项用“（一）（二）”编号，项下面的目用“1.2.”；直接用“（1）”，引用时项、款容易混淆。每份文件只提示"
    "一次。",
    example=(
        "某市引导基金管理实施细则\n第一条 为规范基金管理，制定本细则。\n第二条 市政府主要负责：\n（1）决定基金的设立"
        "；\n"
        "（2）批准年度预算。\n第三条 本细则自印发之日起实施。"
    ),
)
def items_of_articles(subject: Subject) -> Iterator[Finding]:
    """（1） directly below 第六条."""
    if not re.search(r"(?:办法|规定|细则|制度)(?:（[^）]{1,8}）)?$", subject.document.title):
        return
    places = [each for each in subject.prose if re.match(r"（1）", each.text)]
    for each in places:
        at = subject.index[each.provision.eid]
        before = subject.words[at - 1] if at else None
        if before is None or "art_" not in before.provision.eid:
            continue
        if re.match(r"（[一二三四五六七八九十]）|\d{1,2}[.．、]", before.text) or not before.text.endswith(("：", ":")):
            continue
        yield subject.finding(
            "143",
            Severity.NOTE,
            each,
            each.text[:20],
            f"{before.place}下面的项用“（1）”编号，全文共{len(places)}处。",
            "改为“（一）（二）（三）”。",
            basis="《规章制定程序条例》第八条；《立法技术规范（试行）（一）》",
        )
        return


@rule(
    "144",
    "书名号没有包住文件的全名",
    Severity.NOTE,
    reason="“《关于……活动》的通知”把文种留在书名号外面，标题不完整，检索不到。",
    example="某县活动通知\n\n一、要求\n\n按照市政府办公室《关于在全市开展转作风、提效能活动》的通知要求，开展活动。\n",
)
def kind_outside(subject: Subject) -> Iterator[Finding]:
    """《关于…》的通知要求."""
    pattern = re.compile(
        r"(?<!印发)(?<!转发)(?<!发布)《关于[^《》]{4,60}》的(?:通知|意见|决定|批复|公告)(?=要求|精神|（|，|规定)"
    )
    for each in subject.prose:
        for match in pattern.finditer(each.text):
            yield subject.finding(
                "144",
                Severity.NOTE,
                each,
                match.group(),
                "文种在书名号外面。",
                "把“的通知”移到书名号里面。",
                at=match.start(),
            )


@rule(
    "145",
    "办法、细则分了章却没有条",
    Severity.NOTE,
    reason="办法、规定、细则分章的，章下面是条；用“一、二、三、”代替条，引用时说不出第几条。",
    example=(
        "某市排污权储备和出让管理暂行办法\n第一章 总则\n一、制定目的\n为规范管理，制定本办法。\n第二章 储备管理\n二、"
        "储备来源\n"
        "来源为破产关停企业的指标。"
    ),
)
def chapters_without_articles(subject: Subject) -> Iterator[Finding]:
    """第一章 with 一、 instead of 第一条."""
    if not re.search(r"(?:办法|规定|细则|条例)(?:（[^）]{1,8}）)?$", subject.document.title):
        return
    for part in subject.document.parts:
        tops = [subject.by_eid[node.eid] for top in part.provisions for node in top.walk()]
        kinds = {each.kind for each in tops}
        if Kind.CHAPTER in kinds and Kind.ARTICLE not in kinds and Kind.LEVEL1 in kinds:
            where = next(each for each in tops if each.kind is Kind.LEVEL1)
            yield subject.finding(
                "145",
                Severity.NOTE,
                where,
                where.text[:20],
                "各章下面用“一、二、三、”编号，没有条。",
                "改用“第一条、第二条”。",
            )
            return


_OWN = re.compile(r"《([^《》]{6,60})》")


@rule(
    "146",
    "文件提到自己时标题写错",
    Severity.NOTE,
    reason="文件里提到自己，标题多字少字，读者以为是另一份文件。",
    example=(
        "某市消防事业发展“十四五”规划\n一、保障措施\n加强《某市消防事业发展“十四五”规划（2021—2025年）》实施的组织协"
        "调。"
    ),
)
def own_title(subject: Subject) -> Iterator[Finding]:
    """《…规划（2021—2025年）》 within …规划."""
    title = subject.document.title
    if subject.is_explanation or subject.is_contents or len(title) < 8:
        return
    yield from _otherwise_modified(subject)
    for each in subject.prose:
        if each.part is not PartKind.MAIN or each.kind in (Kind.TITLE, Kind.NOTE):
            continue
        for match in _OWN.finditer(each.text):
            name = match[1]
            more = name.removeprefix(title)
            if more != name and re.fullmatch(r"（[^（）]{2,12}）", more) and "征求" not in more and "试行" not in more:
                yield subject.finding(
                    "146",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"本文件的标题是《{title}》，这里多“{more}”。",
                    "改为与标题一致，或者写“本规划”。",
                    at=match.start(),
                )


_MODIFIED = re.compile(r"本(实施|工作|行动)(方案|意见)")


def _otherwise_modified(subject: Subject) -> Iterator[Finding]:
    """本实施方案 in a 工作方案."""
    title = next(
        (part.title for part in subject.document.parts if part.kind is PartKind.MAIN and part.title),
        subject.document.title,
    )
    kind = re.search(r"(实施|工作|行动)(方案|意见)$", title)
    if kind is None:
        return
    for each in subject.prose:
        for match in _MODIFIED.finditer(each.text):
            if match[2] == kind[2] and match[1] != kind[1] and match[1] + match[2] not in title:
                yield subject.finding(
                    "146",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"本文件是“{kind.group()}”，这里自称“{match.group()}”。",
                    f"改为“本{kind.group()}”。",
                    at=match.start(),
                )
