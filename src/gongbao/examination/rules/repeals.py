"""2xx, third part: repeals and clean-up lists; the year of a 文号 and the day of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import chinese_date
from gongbao.text import Document, Kind, PartKind, normal

_TAIL = 12  # characters of a title before its number


class _Listed(NamedTuple):
    document: Document  # the announcement
    state: str  # 废止 | 失效
    text: str  # of the list, normal


_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}〔\d{4}〕(?:第)?\d{1,5}号")
_REPEAL = re.compile(r"同时废止|即行废止|予以废止|自行废止|停止执行")


@rule(
    "209",
    "废止已经废止、失效的文件",
    Severity.ERROR,
    reason="同一份文件只能废止一次；清理结果已经宣布废止或者失效的，再次废止说明起草时没有核对效力。",
    example=(
        "某某市人民政府关于公布规范性文件清理结果的公告\n定政发〔2022〕18号\n2022年7月31日\n现将废止的文件予以公布：\n"
        "《定州市农村环境卫生管理办法》（定政办〔2018〕205号）废止。\n"
        "某某市人民政府办公室关于印发《某某市农村环境卫生管理实施办法》的通知\n定政办〔2022〕8号\n2022年8月24日\n"
        "某某市农村环境卫生管理实施办法\n第一条 本办法自印发之日起施行，定政办〔2018〕205号文件同时废止。"
    ),
)
def repealed_again(subject: Subject) -> Iterator[Finding]:
    """A repeal of what an earlier clean-up announcement of the gazette repealed."""
    issued = subject.document.issued
    listed = _listed(subject) if issued else []
    if not listed:
        return
    for where, number, _ in _repealed(subject):
        for each in listed:
            row = each.text.find(number)
            day = each.document.issued
            if row < 0 or each.document is subject.document or day is None or issued is None or day > issued:
                continue
            yield subject.finding(
                "209",
                Severity.ERROR,
                where,
                number,
                f"这份文件已经由{each.document.number or each.document.title}于{chinese_date(day)}宣布{each.state}。",
                "请删去这一句，或者核对要废止的是哪份文件。",
                others=((each.document.key, each.text[max(0, row - 30) : row + len(number)]),),
            )
            break


@rule(
    "210",
    "废止文件只写了文号",
    Severity.NOTE,
    reason="废止文件应当写明标题和文号，便于查找和清理；只写文号的，读者不知道废止了什么。",
    example=(
        "某某市农村环境卫生管理实施办法\n第一条 为了加强管理，制定本办法。\n"
        "第二条 本办法自印发之日起施行，定政办〔2018〕205号文件同时废止。"
    ),
)
def repealed_by_number(subject: Subject) -> Iterator[Finding]:
    """定政办〔2018〕205号文件同时废止."""
    if subject.is_explanation:
        return
    for where, number, titled in _repealed(subject):
        if not titled:
            yield subject.finding(
                "210", Severity.NOTE, where, number, "废止的文件只写了文号，没有标题。", "写成《标题》（文号）。"
            )


def _repealed(subject: Subject) -> Iterator[tuple[Words, str, bool]]:
    """文号 of what the text repeals, and whether a title stands with it."""
    for where in subject.prose:
        for sentence in re.split(r"[。；]", where.text):
            if not _REPEAL.search(sentence):
                continue
            for match in _NUMBER.finditer(sentence):
                yield where, match[0], "》" in sentence[: match.start() + 8]


def _listed(subject: Subject) -> list[_Listed]:
    """Lists of what clean-up announcements of the gazette repeal or declare lapsed."""
    found: list[_Listed] = []
    for document in subject.gazette.documents:
        if not re.search(r"清理|废止|失效", document.title):
            continue
        for part in document.parts:
            text = "".join(normal(subject.gazette.printed(node)) for node in part.provisions)
            title = part.title or ""
            state = next((word for word in ("废止", "失效") if word in title), None)
            if state is None and "现行有效" not in title:
                state = next(
                    (word for word in ("废止", "失效") if f"予以{word}" in text or f"{word}的文件" in text), None
                )
            if state is not None:
                found.append(_Listed(document, state, text))
    return found


@rule(
    "211",
    "文号年份与成文日期不符",
    Severity.WARNING,
    reason="发文字号的年份是成文的年份；两者不同的，文号或者日期有一个写错。",
    example="某某市人民政府关于做好某项工作的通知\n定政发〔2021〕3号\n2022年3月1日\n各乡镇人民政府：\n请认真贯彻落实。",
)
def year_of_number(subject: Subject) -> Iterator[Finding]:
    """〔2021〕 in a paper of 2022."""
    document = subject.document
    match = re.search(r"〔(\d{4})〕", normal(document.number or ""))
    if match is None or document.issued is None or int(match[1]) == document.issued.year:
        return
    where = next((each for each in subject.words if each.kind is Kind.NUMBER), None)
    if where is None or not where.text:
        return
    yield subject.finding(
        "211",
        Severity.WARNING,
        where,
        where.text,
        f"文号的年份是{match[1]}年，成文日期是{chinese_date(document.issued)}。",
        "请核对文号和成文日期。",
    )


_FULL_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@rule(
    "212",
    "成文日期前后不同",
    Severity.WARNING,
    reason="题头、落款和公布令里的成文日期应当一致。",
    example=(
        "某某市人民政府关于做好某项工作的通知\n定政发〔2022〕3号\n2022年3月1日\n各乡镇人民政府：\n请认真贯彻落实。\n"
        "某某市人民政府\n2022年3月11日"
    ),
)
def two_days(subject: Subject) -> Iterator[Finding]:
    """Two different dates of issue in one paper."""
    days: list[tuple[Words, date]] = []
    for each in subject.words:
        if each.kind is Kind.DATE and each.part is not PartKind.ANNEX and (match := _FULL_DAY.search(each.text)):
            try:
                days.append((each, date(*map(int, match.groups()))))
            except ValueError:
                continue
    for where, day in days[1:]:
        first, known = days[0]
        if day != known and where.part is first.part:
            yield subject.finding(
                "212",
                Severity.WARNING,
                where,
                where.text,
                f"前面写的是{chinese_date(known)}，这里是{chinese_date(day)}。",
                "请核对成文日期。",
                others=((first.place, first.text),),
            )


@rule(
    "215",
    "再次列入清理目录",
    Severity.ERROR,
    reason="一份文件不能同时列入现行有效目录和废止、失效目录，也不能在同一目录里出现两次。",
    example=(
        "某某市人民政府关于公布规范性文件清理结果的公告\n定政发〔2022〕18号\n2022年7月31日\n各乡镇人民政府：\n"
        "现将清理结果公布。\n附件：1.现行有效规范性文件目录\n2.废止规范性文件目录\n"
        "附件1\n现行有效规范性文件目录\n《定州市停车场管理办法》（定政办〔2022〕3号）\n"
        "附件2\n废止规范性文件目录\n《定州市停车场管理办法》（定政办〔2022〕3号）"
    ),
)
def listed_twice(subject: Subject) -> Iterator[Finding]:
    """One number in two lists of one clean-up announcement."""
    if not re.search(r"清理", subject.document.title):
        return
    seen: dict[str, tuple[Words, int]] = {}
    for where in subject.words:
        if where.part is not PartKind.ANNEX:
            continue
        for match in _NUMBER.finditer(where.text):
            bracket = where.text.index("〔", match.start())
            key = where.text[max(0, bracket - _TAIL) : match.end()]
            number = where.text[max(match.start(), bracket - 4) : match.end()]
            first = seen.setdefault(key, (where, match.start()))
            if first != (where, match.start()):
                yield subject.finding(
                    "215",
                    Severity.ERROR,
                    where,
                    number,
                    "这份文件在清理目录里出现了两次。",
                    "请核对它应当列入哪个目录。",
                    others=((first[0].place, number),),
                    at=match.start(),
                )


@rule(
    "218",
    "没有成文日期",
    Severity.WARNING,
    reason="成文日期是公文生效和计算期限的起点；有文号而没有成文日期的，多半是排版时漏了落款。",
    example=(
        "某某市人民政府办公室关于印发《某某市基础研究措施》的通知\n廊政办字〔2021〕79号\n各县（市、区）人民政府：\n现印发给你们。\n"
        "某某市基础研究措施\n一、总体要求\n加强基础研究。\n二、保障措施\n加强领导。"
    ),
)
def no_day(subject: Subject) -> Iterator[Finding]:
    """A numbered paper without a date."""
    document = subject.document
    if document.number is None or document.issued is not None or subject.is_explanation or subject.is_contents:
        return
    where = next((each for each in subject.words if each.kind is Kind.NUMBER and each.text), None)
    if where is not None:
        yield subject.finding(
            "218",
            Severity.WARNING,
            where,
            where.text,
            "全文没有印出成文日期。",
            "请核对原件，补上落款和成文日期。",
            basis="《党政机关公文格式》（GB/T 9704—2012）7.3.5",
        )


@rule(
    "219",
    "发文字号缺代字",
    Severity.ERROR,
    reason="发文字号由发文机关代字、年份、顺序号组成；没有代字，同一年的几份文件分不开，也无法查找。",
    example="某某市人民政府关于做好征地公告工作的通知\n〔2021〕8号\n2021年11月19日\n各区人民政府：\n请认真贯彻落实。",
)
def number_without_series(subject: Subject) -> Iterator[Finding]:
    """〔2021〕8号 below the title."""
    order = any("令" in each.text for each in subject.words if each.kind is Kind.TITLE)
    for where in subject.words:
        if where.kind is Kind.NUMBER and not order and re.fullmatch(r"〔\d{4}〕(?:第)?\d{1,5}号", where.text):
            yield subject.finding(
                "219",
                Severity.ERROR,
                where,
                where.text,
                "发文字号没有发文机关代字。",
                "请核对原件，补上代字。",
                basis="《党政机关公文格式》（GB/T 9704—2012）7.2.5",
            )


_SEVERAL = 3


@rule(
    "220",
    "没有发文字号",
    Severity.NOTE,
    reason="公报刊登的通知都应当印出发文字号，否则无法引用、清理和查找。草案和单独一份文件不查。",
    example="".join(
        f"某某市人民政府办公室关于做好第{n}项工作的通知\n{number}2021年11月{day}日\n各区人民政府：\n请认真贯彻落实第{n}项工作。\n"
        for n, number, day in (
            ("一", "廊政办字〔2021〕70号\n", 1),
            ("二", "廊政办字〔2021〕71号\n", 2),
            ("三", "廊政办字〔2021〕72号\n", 3),
            ("四", "", 4),
        )
    ),
)
def no_number(subject: Subject) -> Iterator[Finding]:
    """A notice without number among others that have one."""
    document = subject.document
    if document.number is not None or subject.is_explanation or subject.is_contents:
        return
    if sum(each.number is not None for each in subject.gazette.documents) < _SEVERAL:
        return
    if not any(each.kind is Kind.ADDRESSEE for each in subject.words):
        return
    where = next((each for each in subject.words if each.kind is Kind.TITLE and each.text), None)
    if where is not None:
        yield subject.finding(
            "220",
            Severity.NOTE,
            where,
            where.text[:60],
            "标题下没有发文字号。",
            "请核对原件，补上发文字号。",
            basis="《党政机关公文格式》（GB/T 9704—2012）7.2.5",
        )
