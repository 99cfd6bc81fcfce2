"""63x: names of bodies other than offices, names within the whole gazette, and short names nobody has defined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Gazette, normal

_ENDS = "医院|学院|公司|卫生院|管理处|车站|火车站|联席会议|委宣传部|委组织部|委统战部|支行|分行"
_NAME = re.compile(rf"(?:^|(?<=[、，。；：（）|“”《》]))([一-龥]{{3,16}}?(?:{_ENDS}))(?=[、，。；：（）|”》]|$)")
_NOT_NAMES = re.compile(
    r"^(?:以|由|和|与|对|在|为|依托|推进|建设|加强|支持|鼓励|指导|各|等|本|该|其他|有关|二级|三级|公立|公办|优先|含|设立|依照|依法|成立|组建)"
)
_MOST = 80


@rule(
    "631",
    "单位名称前后少一个字、多一个字",
    Severity.NOTE,
    reason="单位名称是专有名称，前后差一两个字，查不出是不是同一个单位。",
    example=(
        "某市卫生规划\n\n一、机构\n\n包括市人民医院、市中医医院、市妇幼保健院。\n\n二、"
        "服务\n\n以市中医院为龙头，完善服务体系。\n"
    ),
)
def names(subject: Subject) -> Iterator[Finding]:
    """市中医院 in a document that lists 市中医医院; 国网定州市供电公司 beside 国网河北定州市供电公司."""
    known: dict[str, Words] = {}
    for each in subject.words:
        for match in _NAME.finditer(each.text):
            if not _NOT_NAMES.match(match[1]):
                known.setdefault(match[1], each)
    told: set[str] = set()
    for name, first in list(known.items())[:_MOST]:
        for short in _shorter(name):
            if short in told or len(short) < 4:
                continue
            for each in subject.words:
                at = _alone(each.text, short)
                if at is None:
                    continue
                told.add(short)
                yield subject.finding(
                    "631",
                    Severity.NOTE,
                    each,
                    short,
                    f"文中又称“{name}”，这里称“{short}”。",
                    "统一用单位的全称。",
                    others=((first.place, name),),
                    at=at,
                )
                break


def _shorter(name: str) -> Iterator[str]:
    """The name less one character, or less two side by side, from within; 会议 less 议."""
    for less in (1, 2):
        for at in range(1, len(name) - less - 1):
            yield name[:at] + name[at + less :]
    if name.endswith("联席会议"):
        yield name[:-1]


def _alone(text: str, short: str) -> int | None:
    at = text.find(short)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(short) : at + len(short) + 1]
        free = not re.match("[一-龥]", before) or before in "以由和与对在为及的托按"
        if free and not (short.endswith("联席会") and after == "议"):
            return at
        at = text.find(short, at + 1)
    return None


_SUBJECT = re.compile(
    r"^(?:[一-龥]{1,4}?[省市县区])?([一-龥]{6,14}?)(?:管理)?(?:实施)?(?:办法|规定|细则)(?:（试行）)?$"
)


@rule(
    "632",
    "标题中的名称在正文里少了字",
    Severity.NOTE,
    reason="办法标题里的对象是全文的关键概念，正文里少几个字就成了另一个概念，适用对象不清楚。",
    example=(
        "某市行政执法社会监督员管理办法\n\n第一条 行政执法社会监督员由市司法局聘任。"
        "\n\n第二条 行政执法社会监督员履行下列职责。\n\n"
        "第三条 行政执法社会监督员应当回避。\n\n第四条 行政执法监督员应当妥善保管证件。\n"
    ),
)
def key_term(subject: Subject) -> Iterator[Finding]:
    """行政执法监督员 in the rules on 行政执法社会监督员."""
    match = _SUBJECT.match(normal(subject.document.title))
    if match is None:
        return
    term = match[1]
    if re.search("适用|使用|办理|实施", term):
        return
    usual = sum(each.text.count(term) for each in subject.prose)
    if usual < 3:
        return
    for at in range(2, len(term) - 3):
        short = term[:at] + term[at + 2 :]
        found = [each for each in subject.prose if short in each.text]
        if found and len(found) * 3 <= usual:
            for each in found:
                yield subject.finding(
                    "632",
                    Severity.NOTE,
                    each,
                    short,
                    f"标题和其他地方写“{term}”（{usual}处），这里写“{short}”。",
                    f"指同一对象的，改为“{term}”。",
                )


_AD_HOC = re.compile(
    r"(?:^|(?<=[^一-龥])|(?<=[报由向请令和的经照挥听送]))[省市县区乡]?级?"
    r"(?:交安|食安|质强|质安|评委|创城|创卫|双创|大气|气|环|河长|林长|营商|减灾|森防|扫黑|农安|劝导|清欠|清理)办(?!法|理|公|学|案|事)"
    r"|[乡镇]级?防指(?!挥|导)"
)


@rule(
    "633",
    "临时机构的简称没有定义",
    Severity.NOTE,
    reason="“市交安办”“质强办”一类领导小组办公室的简称，本单位以外的人看不懂，第一次用时应当写全称并注明简称。",
    example="某市质量强市方案\n\n一、机制\n\n强化工作机制，充分发挥质强办牵头作用，定期调度。\n",
)
def ad_hoc(subject: Subject) -> Iterator[Finding]:
    """质强办 without 以下简称."""
    whole = "".join(each.text for each in subject.prose)
    told: set[str] = set()
    for each in subject.words:
        for match in _AD_HOC.finditer(each.text):
            name = match.group()
            if name in told or re.search(rf"简称(?:为)?[“《]?[省市县]?{name.lstrip('省市县')}", whole):
                continue
            if f"（{name}）" in whole or f"（{name.lstrip('省市县区乡')}）" in whole:
                continue
            told.add(name)
            yield subject.finding(
                "633",
                Severity.NOTE,
                each,
                each.text[max(0, match.start() - 4) : match.end() + 4].strip("，。；、：|"),
                f"“{name}”没有定义过。",
                "第一次出现时写全称，注明简称。",
                at=max(0, match.start() - 4),
            )


_OFFICE = re.compile(r"市(?:自然资源|文化|人力资源|住房|城市管理|科学|市场|卫生|生态|农业|交通|发展)[一-龥]{0,10}?局")


@rule(
    "636",
    "机关名称与本公报其他文件不同",
    Severity.NOTE,
    reason="同一期公报里同一机关的名称应当一致；只有这一份文件少了字，多半是写错。",
    example=(
        "某市人民政府办公室关于印发甲方案的通知\n某政办〔2022〕1号\n2022年1月4日\n各乡镇人民政府：\n现印发给你们。\n甲方案\n"
        "一、分工\n市文化广电和旅游局牵头，市文化广电和旅游局负责；市文化广电和旅游局、市文化广电和旅游局督办。\n"
        "某市人民政府办公室关于印发乙预案的通知\n某政办〔2022〕2号\n2022年1月5日\n各乡镇人民政府：\n现印发给你们。\n乙预案\n"
        "一、分工\n市文化和旅游局负责景区安全。\n"
    ),
)
def in_the_gazette(subject: Subject) -> Iterator[Finding]:
    """市文化和旅游局, where the other documents of the gazette write 市文化广电和旅游局."""
    counts = _offices(subject.gazette)
    own: Counter[str] = Counter()
    places: dict[str, Words] = {}
    for each in subject.words:
        for match in _OFFICE.finditer(each.text):
            own[match.group()] += 1
            places.setdefault(match.group(), each)
    for name, where in places.items():
        if counts[name] != own[name]:
            continue  # another document says it too
        longer = [
            other
            for other in counts
            if len(other) > len(name) and counts[other] >= 4 and not own[other] and _less(other, name)
        ]
        if len(longer) == 1:
            yield subject.finding(
                "636",
                Severity.NOTE,
                where,
                name,
                f"本公报其他文件都写作“{longer[0]}”（{counts[longer[0]]}处）。",
                "核对机关的法定名称后改正。",
            )


_KEPT: dict[int, tuple[Gazette, Counter[str]]] = {}


def _offices(gazette: Gazette) -> Counter[str]:
    """How often each name of an office stands in the gazette; kept for the gazette in hand."""
    kept = _KEPT.get(id(gazette))
    if kept is None or kept[0] is not gazette:
        _KEPT.clear()
        counts = Counter(match.group() for match in _OFFICE.finditer(normal(gazette.source.text)))
        kept = _KEPT[id(gazette)] = (gazette, counts)
    return kept[1]


def _less(longer: str, name: str) -> bool:
    less = len(longer) - len(name)
    return less <= 2 and any(name == longer[:at] + longer[at + less :] for at in range(3, len(longer) - less))


_FORMER = re.compile(
    r"(?<=[、，])(?:工商|质监|环保|国土|卫计|商检|食药监)(?=、(?:[一-龥]{2,4}、){0,4}[一-龥]{2,4}等(?:有关|相关)?部门)"
)
_REFORMED = date(2019, 6, 1)


@rule(
    "637",
    "使用机构改革前的部门简称",
    Severity.WARNING,
    reason="工商、质监、环保等部门在2018年以后已经并入其他机关，再用旧称，任务没有承担的机关。",
    example="某市开放方案\n\n一、考核\n\n将税务、工商、环保、商检等相关部门纳入考核。\n",
)
def former(subject: Subject) -> Iterator[Finding]:
    """工商、环保、商检等相关部门."""
    if subject.document.issued is not None and subject.document.issued < _REFORMED:
        return
    for each in subject.words:
        match = _FORMER.search(each.text)
        if match is not None and "原" not in each.text[max(0, match.start() - 2) : match.start()]:
            start = max(0, match.start() - 4)
            yield subject.finding(
                "637",
                Severity.WARNING,
                each,
                each.text[start : match.end() + 4].strip("，。；、"),
                f"“{match.group()}”部门在2018年以来的机构改革后已不存在。",
                "改为现在承担该职责的机关。",
                at=start,
            )
