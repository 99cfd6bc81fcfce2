"""Rules over short names and defined terms: never used, used before, defined twice, used without a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_DEFINED = re.compile(
    r"(?:以下)?(?:统称|简称)(?:为|作|：)?(?:“([^”]{1,20})”|《([^》]{1,20})》|([^，。；（）“”《》、]{2,16})(?=[）)，"
    r"。]))"
)
_SHORT = re.compile(r"《((?:[一-龥]{0,4})(?:办法|方案|规划|意见|措施|预案|细则|目录|通知|决定|规定|清单|合同))》")
_NUMBERED = re.compile(r"（[^（）]{0,24}\d")


@dataclass(frozen=True, slots=True)
class _Term:
    """A short name, where it is defined, from and to which character of that provision."""

    name: str
    index: int
    where: Words
    start: int
    end: int
    words: str


def _terms(subject: Subject) -> list[_Term]:
    found: list[_Term] = []
    for index, each in enumerate(subject.words):
        if "称" not in each.text:
            continue
        for match in _DEFINED.finditer(each.text):
            name = match[1] or match[2] or match[3]
            if "统称" in match.group() and "、" in name:
                continue
            found.append(_Term(name, index, each, match.start(), match.end(), match.group()))
    return found


@rule(
    "601",
    "简称定义后没有使用",
    Severity.NOTE,
    reason="定义了简称而全文不用，或者是漏改，或者是后文用了另一个名称。",
    example="某市储备粮管理办法\n\n第一条 市级储备粮实施主体（以下简称实施主体）负责轮换。\n\n第二条 承储企业应当"
    "建立台账。\n",
)
def unused(subject: Subject) -> Iterator[Finding]:
    """A short name that stands nowhere else in the document."""
    terms = _terms(subject)
    if not terms:
        return
    whole = "\n".join(each.text for each in subject.words)
    for term in {each.name: each for each in reversed(terms)}.values():
        inside = term.words.count(term.name)
        before = term.where.text[max(0, term.start - 40) : term.start]
        if whole.count(term.name) - inside <= before.count(term.name):
            yield subject.finding(
                "601",
                Severity.NOTE,
                term.where,
                term.words,
                f"定义了简称“{term.name}”，全文没有再使用。",
                "后文使用这一简称，或者删去定义。",
            )


@rule(
    "602",
    "简称在定义之前使用",
    Severity.NOTE,
    reason="简称应当在第一次出现时定义，读到未定义的简称不知所指。",
    example="某县创建活动管理办法\n\n第一条 各单位应当向创建办报送计划。\n\n"
    "第二条 活动领导小组下设办公室（以下简称创建办），负责日常工作。\n\n第三条 创建办每年召开会议。\n",
)
def early(subject: Subject) -> Iterator[Finding]:
    """A short name in the main text above the provision that defines it."""
    defined: set[str] = set()
    for term in _terms(subject):
        if term.name in defined:
            continue
        defined.add(term.name)
        full = term.where.text[max(0, term.start - 60) : term.start]
        if (
            len(term.name) < 3 or term.name in full or "前款" in full
        ):  # a name cut from the full one is an ordinary word of the text
            continue
        for each in subject.words[: term.index]:
            if each.kind in (Kind.TITLE, Kind.TABLE) or each.part is not term.where.part:
                continue
            at = each.text.find(term.name)
            if (
                at < 0
                or re.search(r"[国省院]", each.text[max(0, at - 1) : at])
                or (each.provision.heading and term.name in each.provision.heading)
            ):
                continue
            yield subject.finding(
                "602",
                Severity.NOTE,
                each,
                each.text[max(0, at - 6) : at + len(term.name)],
                f"“{term.name}”在{term.where.place}才定义，这里已经使用。",
                "把定义移到第一次出现的地方。",
                others=((term.where.place, term.words),),
            )
            break


@rule(
    "604",
    "同一简称定义两次",
    Severity.NOTE,
    reason="一个简称只能指一个对象，定义两次会使后文所指不明。",
    example="某市工作方案\n\n一、总体要求\n\n成立领导小组办公室（以下简称创建办），负责日常工作。\n\n二、组织领导\n\n"
    "设立创建工作办公室（以下简称创建办），创建办每月调度。\n",
)
def defined_twice(subject: Subject) -> Iterator[Finding]:
    """Two definitions of one short name."""
    first: dict[str, _Term] = {}
    for term in _terms(subject):
        before = first.setdefault(term.name, term)
        if before is not term:
            yield subject.finding(
                "604",
                Severity.NOTE,
                term.where,
                term.words,
                f"“{term.name}”在{before.where.place}已经定义过。",
                "保留一处定义；确指两个对象的，改用不同的简称。",
                others=((before.where.place, before.words),),
            )


@rule(
    "603",
    "使用没有定义的文件简称",
    Severity.NOTE,
    reason="书名号里的简称没有交代全称，读者不知是哪一个文件。",
    example="某市关于推进养老服务的通知\n\n一、总体要求\n\n各部门要认真落实《实施方案》，细化措施。\n",
)
def undefined(subject: Subject) -> Iterator[Finding]:
    """《方案》 in a text that has not said which one: no 以下简称《方案》 before."""
    known = {term.name for term in _terms(subject)}
    told: set[str] = set()
    for each in subject.words:
        if "《" not in each.text or each.kind is Kind.TABLE:
            continue
        for match in _SHORT.finditer(each.text):
            name = match[1]
            if len(name) > 4 or name in known or name in told or _NUMBERED.match(each.text[match.end() :]):
                continue
            told.add(name)
            also = next((other for other in known if other.endswith(name)), None)
            hint = f"，前文定义的是《{also}》" if also else ""
            yield subject.finding(
                "603",
                Severity.NOTE,
                each,
                match.group(),
                f"《{name}》没有定义过{hint}。",
                f"第一次出现时写全称并注明“以下简称《{name}》”，或者统一使用已定义的简称。",
            )


_GROUP = re.compile(r"(?:^|(?<=[向由报经在对，。；、（：及和了]))([市县区](?:领导小组|指挥部|联席会议|工作专班))")


@rule(
    "611",
    "机构简称没有定义",
    Severity.NOTE,
    reason="“市领导小组”“市指挥部”有许多个，没有交代全称，不知由哪一个负责。",
    example="某市增减挂钩办法\n\n一、申报\n\n乡镇应当向市领导小组申请开展工作，由市自然资源和规划局办理。\n",
)
def groups(subject: Subject) -> Iterator[Finding]:
    """市领导小组, where no 以下简称市领导小组 has said which; told once for each name."""
    told = {term.name for term in _terms(subject)}
    for each in subject.prose:
        for match in _GROUP.finditer(each.text):
            name = match[1]
            if name in told:
                continue
            told.add(name)
            yield subject.finding(
                "611",
                Severity.NOTE,
                each,
                each.text[max(0, match.start() - 4) : match.end() + 4],
                f"“{name}”没有定义过。",
                f"第一次出现时写全称，注明“以下简称{name}”。",
            )


_CALLED = re.compile(
    r"(?:本|上述|前款)[一-龥]{1,6}所称的?“?([^，。；：、“”（）]{2,24})”?(?:（[^（）]{1,40}）)?，?(?:是)?指"
)
_GLOSSED = re.compile(r"^(?:\d{1,2}[.．、])?([^，。；：]{2,40})：(?:是)?指")
_GLOSSARY = re.compile(r"名词解释|术语解释|名词术语")
_INNER = re.compile(r"“([^“”]{2,20})”")
_SINGLE = str.maketrans("“”", "‘’")


@rule(
    "612",
    "解释的名词没有使用",
    Severity.NOTE,
    reason="名词解释应当解释文件里用到的词；解释了而全文不用，或者是正文改了说法，或者是照抄了别的文件。",
    example="某市应急规划\n\n一、成效\n\n调整优化6个协调机构的职责。\n\n二、名词解释\n\n1.6个议事协调机构：指减灾委员会等"
    "六个机构。\n",
)
def explained_in_vain(subject: Subject) -> Iterator[Finding]:
    """A term that a glossary or 本办法所称 explains and that stands nowhere else, in whole or in its quoted part."""
    whole: str | None = None
    glossary = False
    for each in subject.words:
        glossary = glossary or (len(each.text) < 14 and _GLOSSARY.search(each.text) is not None)
        found = [match[1] for match in _CALLED.finditer(each.text)] if "所称" in each.text else []
        if glossary and (match := _GLOSSED.match(each.text)):
            found.append(match[1])
        for written in found:
            term = written.rstrip("是的")
            whole = whole or "\n".join(other.text for other in subject.words)
            if len(term) < 2 or any(whole.count(part) > 1 for part in (term, *_INNER.findall(term))):
                continue
            yield subject.finding(
                "612",
                Severity.NOTE,
                each,
                term,
                f"解释了“{term.translate(_SINGLE)}”，全文没有使用这个词。",
                "与正文的说法统一，或者删去这一条解释。",
            )
