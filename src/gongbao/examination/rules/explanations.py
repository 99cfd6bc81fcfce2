"""5xx, second part: an explanation (解读) that says otherwise than the document that it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.series import NUMBERED, plain_number, year_of
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare, difference, likeness, without_years
from gongbao.reference import PLACES, chinese_date
from gongbao.text import Document, PartKind, normal

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){4,120})》")
_NEAR = 0.82
_ABOVE = re.compile(r"省|国务院|中共|国家|部门?$|自治区")


def _place_of(title: str) -> str:
    """The place that a title begins with."""
    return next((name for name in PLACES if title.startswith(name)), "")


def _same_level(title: str, explained: Document) -> bool:
    """Whether a title may be meant for the explained document: no other place's, no higher body's."""
    stated, own = _place_of(title), _place_of(explained.title)
    if stated and stated not in (own, explained.place):
        return False
    return not re.match(r"国务院|中共|全国|国家|河北省|省|中华人民共和国|[\u4e00-\u9fff]{2,3}省", title)


@rule(
    "521",
    "解读写的标题与文件不符",
    Severity.WARNING,
    reason="解读应当用文件的原题。题目写错，读者会以为是另一份文件，检索也找不到。",
    example=(
        "某某市人民政府办公室关于印发《某某市化工重点监控点认定管理办法》的通知\n定政办〔2023〕5号\n2023年5月7日\n"
        "各乡镇人民政府：\n现印发给你们。\n某某市化工重点监控点认定管理办法\n第一条 为了规范认定，制定本办法。\n"
        "第二条 本办法自印发之日起施行。\n《某某市化工重点监控点认定管理办法》解读\n"
        "一、为什么要出台《某某市重点化工监控点认定管理办法》？\n为了规范化工行业管理。"
    ),
)
def other_title(subject: Subject) -> Iterator[Finding]:
    """《…重点化工监控点…》 for 《…化工重点监控点…》."""
    explained = subject.explained
    if explained is None:
        return
    own = {bare(explained.title), *(bare(part.title or "") for part in explained.parts)}
    found: dict[str, list[tuple[Words, re.Match[str]]]] = {}
    for where in subject.words:
        if "《" not in where.text:
            continue
        for match in _TITLE.finditer(where.text):
            title = match[1]
            form = bare(title)
            if form in own or not _same_level(title, explained) or _of_other(where.text, match, explained):
                continue
            if likeness(title, explained.title) < _NEAR or _is_notice(title, explained):
                continue
            if bare(explained.title).endswith(form) or _kind(title) != _kind(explained.title):
                continue  # a short form; another paper on the same matter
            if bare(without_years(title)) == bare(without_years(explained.title)) and not _years(title):
                continue
            found.setdefault(form, []).append((where, match))
    for places in found.values():
        where, match = places[0]
        times = f"，共{len(places)}处" if len(places) > 1 else ""
        yield subject.finding(
            "521",
            Severity.WARNING,
            where,
            match[0],
            f"所解读文件的标题是《{explained.title}》（{difference(match[1], explained.title)}）{times}。",
            "请改用文件的原题。",
            others=((explained.key, explained.title), *((each.place, other[0]) for each, other in places[1:])),
            at=match.start(),
        )


def _kind(title: str) -> str:
    """The kind of paper: 方案, 措施, what stands last without （试行）."""
    return re.sub(r"（[^（）]*）$", "", normal(title))[-2:]


def _years(title: str) -> bool:
    return without_years(title) != normal(title)


def _of_other(text: str, match: re.Match[str], explained: Document) -> bool:
    """Whether the title is of an earlier or another paper: 2014年印发的《…》, 原《…》, 省政府印发《…》."""
    before = text[max(0, match.start() - 16) : match.start()]
    if re.search(r"原$|(?:19|20)\d{2}年(?:[^，。；]{0,10}的)?$|(?:省|国务院|厅)[^，。；]{0,10}$", before):
        return True
    number = re.match(r"(?:的通知)?（([\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\])）]\d{1,5}号)", text[match.end() :])
    wanted = plain_number(explained.number or "")
    return number is not None and wanted.split("〔")[-1] != plain_number(number[1]).split("〔")[-1]


def _is_notice(title: str, explained: Document) -> bool:
    """Whether the title is the notice's own: 关于印发…的通知."""
    return "印发" in title and any(
        part.kind is PartKind.NOTICE and part.title and bare(part.title).endswith(bare(title)[-12:])
        for part in explained.parts
    )


@rule(
    "522",
    "解读写的文号与文件不符",
    Severity.ERROR,
    reason="解读引用所解读文件的文号应当与文件一致。",
    example=(
        "某某市人民政府办公室关于印发《某某市电子证照若干措施》的通知\n定政办字〔2022〕73号\n2022年8月3日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市电子证照若干措施\n一、总体要求\n推进应用。\n二、保障措施\n加强领导。\n"
        "《某某市电子证照若干措施》解读\n一、出台背景\n市政府办公室印发了《某某市电子证照若干措施》（定政办〔2022〕73号）。"
    ),
)
def other_number(subject: Subject) -> Iterator[Finding]:
    """定政办〔2022〕73号 for 定政办字〔2022〕73号."""
    explained = subject.explained
    if explained is None or not explained.number:
        return
    wanted = plain_number(explained.number)
    for where in subject.prose:
        for match in NUMBERED.finditer(where.text):
            if not _same_level(match["title"], explained) or plain_number(match["number"]) == wanted:
                continue
            if bare(match["title"]) != bare(explained.title) and year_of(match["number"]) != year_of(wanted):
                continue  # the text that it replaces
            if likeness(match["title"], explained.title) < _NEAR and not _is_notice(match["title"], explained):
                continue
            if wanted[:1] != plain_number(match["number"])[:1]:
                continue  # a paper of another government: 冀政办字 beside 定政办字
            yield subject.finding(
                "522",
                Severity.ERROR,
                where,
                match["number"],
                f"所解读文件的文号是“{normal(explained.number)}”。",
                "请改正文号。",
                others=((explained.key, normal(explained.number)),),
                at=match.start("number"),
            )


_ISSUED = re.compile(
    r"(?:(?P<y>20\d{2})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<between>[^。；]{0,50}?)(?:印发|出台|发布实施|公布)"
)


@rule(
    "523",
    "解读写的印发日期与文件不符",
    Severity.WARNING,
    reason="解读写的印发日期应当与文件的成文日期一致；不一致的，读者无法判断文件从哪天起有效。",
    example=(
        "某某市人民政府办公室关于印发《某某市电子证照若干措施》的通知\n定政办字〔2022〕73号\n2022年8月3日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市电子证照若干措施\n一、总体要求\n推进应用。\n二、保障措施\n加强领导。\n"
        "《某某市电子证照若干措施》解读\n一、出台背景\n2022年8月13日，市政府办公室印发了《某某市电子证照若干措施》。"
    ),
)
def other_day(subject: Subject) -> Iterator[Finding]:
    """12月7日…印发 for a paper of 30 November."""
    explained = subject.explained
    if explained is None or explained.issued is None:
        return
    short = _short_names(subject)
    for where in subject.prose:
        for match in _ISSUED.finditer(where.text):
            issued = explained.issued
            try:
                day = date(int(match["y"] or issued.year), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if day == issued or abs((day - issued).days) > 200 or not _own_act(where.text, match, explained, short):
                continue
            words = where.text[match.start() : match.start("between")]
            yield subject.finding(
                "523",
                Severity.WARNING,
                where,
                words,
                f"解读说{chinese_date(day)}印发，文件的成文日期是{chinese_date(issued)}。",
                "请核对印发日期。",
                others=((explained.key, chinese_date(issued)),),
                at=match.start(),
            )


def _short_names(subject: Subject) -> set[str]:
    """《实施意见》, 《方案》: how the explanation calls the document for short."""
    found = set()
    for where in subject.prose:
        found.update(re.findall(r"以下简称[“：:]?《([^《》]{2,12})》", where.text))
    return found


def _own_act(text: str, match: re.Match[str], explained: Document, short: set[str]) -> bool:
    """Whether the sentence tells of the making of the explained document, by its own government."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    end = min((at for at in (text.find(mark, match.end()) for mark in "。；") if at >= 0), default=len(text))
    sentence = text[start:end]
    by = match["between"] + text[max(start, match.start() - 20) : match.start()]
    if re.search(r"省|国务院|中共|国家|部印发|厅|自治区", by):
        return False
    titles = _TITLE.findall(sentence)
    named = any(
        title in short or (likeness(title, explained.title) >= _NEAR and _same_level(title, explained))
        for title in titles
    )
    return named or (not titles and re.search(r"(?:市|县|区)(?:人民)?政府", by) is not None)


_ANNEX = re.compile(r"附件[^。]{0,12}(?:分别是|分别为|包括|为|是)(?P<list>[^。]{4,200})")


@rule(
    "525",
    "解读写的附件名称与文件不符",
    Severity.NOTE,
    reason="解读列出的附件名称应当与文件的附件一致。",
    example=(
        "某某市食品安全事故应急预案\n定政办字〔2022〕97号\n2022年11月3日\n一、总则\n分级标准见附件1。\n二、附则\n自发布之日起施行。\n"
        "附件：1.食品安全事故分级标准\n2.市指挥部工作组分组及职责\n附件1\n食品安全事故分级标准\n略\n附件2\n市指挥部工作组分组及职责\n略\n"
        "《某某市食品安全事故应急预案》解读\n一、主要内容\n附件分别是《食品安全事故分级标准》《市级指挥部工作组分组及职责》。"
    ),
)
def other_annexes(subject: Subject) -> Iterator[Finding]:
    """《市级指挥部工作组分组及职责》 for 《市指挥部工作组分组及职责》."""
    explained = subject.explained
    if explained is None:
        return
    titles = [normal(part.title) for part in explained.parts if part.kind is PartKind.ANNEX and part.title]
    if not titles:
        return
    forms = {bare(title) for title in titles}
    for where in subject.prose:
        for match in _ANNEX.finditer(where.text):
            for title in _TITLE.findall(match["list"]):
                other = max(titles, key=lambda each: likeness(title, each))
                if bare(title) in forms or likeness(title, other) < 0.6:
                    continue
                yield subject.finding(
                    "525",
                    Severity.NOTE,
                    where,
                    f"《{title}》",
                    f"附件的标题是“{other}”（{difference(title, other)}）。",
                    "请改用附件的原题。",
                    others=((explained.key, other),),
                )


_BY = re.compile(r"由(?P<by>(?:市|县|区)(?:人民)?政府(?:办公室|办)?|[\u4e00-\u9fff]{2,5}人民政府(?:办公室)?)印发")


@rule(
    "526",
    "解读写的发文机关与文件不符",
    Severity.WARNING,
    reason="政府印发和政府办公室印发是两回事，解读应当写明实际的发文机关。",
    example=(
        "某某市人民政府办公室关于印发《某某市政府质量奖评选管理办法》的通知\n定政办〔2023〕12号\n2023年6月2日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市政府质量奖评选管理办法\n第一条 制定本办法。\n第二条 本办法自发布之日起施行。\n"
        "《某某市政府质量奖评选管理办法》解读\n《某某市政府质量奖评选管理办法》于2023年6月2日由市政府印发。\n一、背景\n为了评选。"
    ),
)
def other_issuer(subject: Subject) -> Iterator[Finding]:
    """由市政府印发 for a paper of the government's office."""
    explained = subject.explained
    if explained is None:
        return
    notice = next((part for part in explained.parts if part.kind is PartKind.NOTICE and part.title), None)
    head = (
        re.match(r"[\u4e00-\u9fff]{2,8}?人民政府(?P<office>办公室)?(?=关于|印发|转发)", normal(notice.title or ""))
        if notice
        else None
    )
    if head is None:
        return
    for where in subject.prose:
        for match in _BY.finditer(where.text):
            if bool(head["office"]) == ("办" in match["by"]):
                continue
            yield subject.finding(
                "526",
                Severity.WARNING,
                where,
                match[0],
                f"印发通知的发文机关是“{head[0]}”。",
                "请核对发文机关。",
                others=((explained.key, normal(notice.title or "") if notice else ""),),
                at=match.start(),
            )
