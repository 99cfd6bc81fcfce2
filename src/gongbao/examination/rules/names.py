"""Rules over the names of offices: one office under several names, names that a reform has ended."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from gongbao.examination.model import Finding, Severity
from gongbao.examination.offices import ENDED, FAMILY, OFFICE
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_REFORMED = date(2019, 6, 1)
"""By then the reform of 2018 and 2019 was done in towns and counties."""
_QUOTED = re.compile(r"《[^《》]{1,80}》|〔[^〔〕]{1,12}〕|（原[^（）]{1,60}）|\(原[^()]{1,60}\)")
_PAST = re.compile(r"(?:原|整合了?|撤销|不再保留|将)[^，。；]{0,24}$")


def _masked(text: str) -> str:
    return _QUOTED.sub(lambda match: "○" * len(match.group()), text)


@rule(
    "605",
    "同一机关前后名称不一",
    Severity.NOTE,
    reason="同一文件里一个机关应当只用一个名称；名称不一，责任单位难以统计，也容易误认为两个机关。",
    example="某市质量强市行动方案\n\n一、任务\n\n推进标准化建设。（市市场监督管理局、市财政局负责）\n\n二、保障\n"
    "\n市市场监管局每年通报。\n",
)
def variants(subject: Subject) -> Iterator[Finding]:
    """The less usual name of an office, quoted where it first stands, once for each name."""
    places: dict[tuple[str, ...], dict[str, tuple[Words, str]]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for each in subject.words:
        if each.kind in (Kind.TITLE, Kind.TABLE) and len(each.text) > 12_000:
            continue  # a catalogue quotes its sources by their own names
        text = _masked(each.text)
        for match in OFFICE.finditer(text):
            name = match.group()
            if name not in FAMILY or name in ENDED:
                continue
            counts[name] += 1
            before = text[max(0, match.start() - 1) : match.start()]
            words = before + name if before in ("市", "县", "区") else name
            places[FAMILY[name]].setdefault(name, (each, words))
    yield from _bodies(subject)
    for names in places.values():
        if len(names) < 2:
            continue
        usual = max(names, key=lambda name: (counts[name], len(name)))
        for name, (where, words) in names.items():
            if name == usual:
                continue
            yield subject.finding(
                "605",
                Severity.NOTE,
                where,
                words,
                f"文中又称“{usual}”（{counts[usual]}处），这里称“{name}”（{counts[name]}处）。",
                "统一为机构改革方案确定的名称或者规范化简称。",
                others=((names[usual][0].place, names[usual][1]),),
            )


_BODY = re.compile(r"[市县](?:[一-龥]{3,16}?)(?:中心|指挥部|领导小组|联席会议)")
_SPOKEN = re.compile(r"[和及与向由]|下设")


def _bodies(subject: Subject) -> Iterator[Finding]:
    """市不动产登记交易中心 and 市不动产登记中心: a body named once with a word that is left out elsewhere."""
    places: dict[str, Words] = {}
    counts: Counter[str] = Counter()
    for each in subject.words:
        if each.kind in (Kind.TITLE, Kind.TABLE):
            continue
        for match in _BODY.finditer(_masked(each.text)):
            if not _SPOKEN.search(match.group()):
                counts[match.group()] += 1
                places.setdefault(match.group(), each)
    ends: dict[str, list[str]] = defaultdict(list)
    for name in places:
        ends[name[:3] + name[-2:]].append(name)
    for names in ends.values():
        for long, short in combinations(sorted(names, key=len, reverse=True)[:40], 2):
            if len(short) < 7 or not _cut(long, short):
                continue
            rare, usual = sorted((long, short), key=lambda name: (counts[name], len(name)))
            yield subject.finding(
                "605",
                Severity.NOTE,
                places[rare],
                rare,
                f"文中又称“{usual}”（{counts[usual]}处），这里称“{rare}”（{counts[rare]}处）。",
                "统一用成立文件确定的名称。",
                others=((places[usual].place, usual),),
            )


def _cut(long: str, short: str) -> bool:
    """Whether the short name is the long one less two to four characters of its middle."""
    less = len(long) - len(short)
    return 2 <= less <= 4 and any(short == long[:at] + long[at + less :] for at in range(3, len(short) - 1))


@rule(
    "606",
    "使用机构改革前的机关名称",
    Severity.WARNING,
    reason="机构改革后该机关已经不存在，职责落不到现在的机关。",
    example="某县创建活动方案\n\n一、对象\n\n参加单位包括财政局预算股、安监局综合股。\n",
)
def ended(subject: Subject) -> Iterator[Finding]:
    """安监局, 环保局 in a text of after the reform, outside titles of documents and accounts of the past."""
    if subject.document.issued is not None and subject.document.issued < _REFORMED:
        return
    told: set[str] = set()
    for each in subject.words:
        if each.kind is Kind.TABLE and len(each.text) > 12_000:
            continue
        text = _masked(each.text)
        for match in OFFICE.finditer(text):
            name = match.group()
            if name not in ENDED or name in told or _PAST.search(text[max(0, match.start() - 30) : match.start()]):
                continue
            told.add(name)
            yield subject.finding(
                "606",
                Severity.WARNING,
                each,
                name,
                f"“{name}”在2018年至2019年机构改革后已不存在。",
                f"改为现在承担该职责的机关：{ENDED[name]}；写历史情况的，加“原”字。",
            )


_ROMAN = re.compile(r"[ⅠⅡⅢⅣⅤ]级")
_LETTERS = re.compile(r"(?<![A-Za-zⅠⅡⅢⅣⅤ])(?:I{1,3}V?|IV|V)级")


@rule(
    "609",
    "同一等级的写法不一",
    Severity.NOTE,
    reason="“Ⅱ级”用罗马数字，“II级”用两个英文字母，字形相近而编码不同，检索和统计时会漏掉一半。",
    example="某市应急预案\n\n一、分级\n\n应急响应分为Ⅰ级、Ⅱ级两级。\n\n二、响应\n\n出现下列情况的，启动II级响应。\n",
)
def numerals(subject: Subject) -> Iterator[Finding]:
    """Levels in Roman numerals and in Latin letters in one document, told once."""
    roman = letters = None
    for each in subject.words:
        roman = roman or (each if _ROMAN.search(each.text) else None)
        letters = letters or (each if _LETTERS.search(each.text) else None)
    if roman is None or letters is None:
        return
    one, two = _ROMAN.search(roman.text), _LETTERS.search(letters.text)
    if one is not None and two is not None:
        yield subject.finding(
            "609",
            Severity.NOTE,
            letters,
            two.group(),
            f"等级在{roman.place}用罗马数字“{one.group()}”，这里用英文字母“{two.group()}”。",
            "全文统一用罗马数字。",
            others=((roman.place, one.group()),),
        )
