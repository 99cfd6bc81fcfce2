"""2xx, first part: days that no calendar has, ranges that run backwards, deadlines before the text was made."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_DAY = re.compile(r"(?<!\d)(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月")
_LEAP = 2000  # a year in which 2月29日 exists
_BC = re.compile(r"(?:农历|阴历|正月|腊月)$")


@rule(
    "201",
    "日期不存在",
    Severity.ERROR,
    reason="历法上没有这一天（如6月31日、平年的2月29日）或者没有这个月，期限无从计算。",
    example="摸底情况及布局建设方案于6月31日前反馈市发展和改革委员会。",
)
def no_such_day(subject: Subject) -> Iterator[Finding]:
    """6月31日."""
    for where in subject.words:
        if "月" not in where.text:
            continue
        for match in _DAY.finditer(where.text):
            year = int(match["y"]) if match["y"] else _LEAP
            if _exists(year, int(match["m"]), int(match["d"])) or _BC.search(where.text[: match.start()][-3:]):
                continue
            if where.kind is Kind.TABLE and not match["y"] and int(match["m"]) > 12:
                continue  # two cells run together
            last = calendar.monthrange(year, int(match["m"]))[1] if 1 <= int(match["m"]) <= 12 else 0
            message = f"{match['m']}月最后一天是{last}日。" if last else f"没有{match['m']}月。"
            if last == 28 and match["d"] == "29":
                message = f"{year}年是平年，2月没有29日。"
            yield subject.finding(
                "201", Severity.ERROR, where, match[0], message, "请核对原件，改正日期。", at=match.start()
            )
        for match in _MONTH.finditer(where.text):
            if not 1 <= int(match["m"]) <= 12 and not _DAY.match(where.text, match.start()):
                yield subject.finding(
                    "201",
                    Severity.ERROR,
                    where,
                    match[0],
                    f"没有{match['m']}月。",
                    "请核对原件，改正日期。",
                    at=match.start(),
                )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_RANGE = re.compile(
    r"(?<![\d.])(?P<a>(?:19|20)\d{2})年?(?:度)?\s?(?:[-—–~～‒]{1,2}|至|到)(?P<b>(?:19|20)\d{2})(?=年|）|度|届)"
)
_DAYS = re.compile(
    r"(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日)?(?:起)?(?:[-—–~～‒]{1,2}|至|到)"
    r"(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d{1,2})月)?(?:(?P<d2>\d{1,2})日)?"
)


@rule(
    "202",
    "起止时间颠倒",
    Severity.ERROR,
    reason="起始时间应当早于终止时间；颠倒的，多半是年份或者月份写错。",
    example="某某市物流业行动方案\n一、实施阶段\n集中整治（2023年9月1日至2023年6月30日）。",
)
def backwards(subject: Subject) -> Iterator[Finding]:
    """2025年—2021年; 9月1日至6月30日 of one year."""
    for where in subject.words:
        for match in _RANGE.finditer(where.text):
            if int(match["b"]) < int(match["a"]):
                yield _reversed(subject, where, match)
        for match in _DAYS.finditer(where.text):
            span = _span(match)
            if span and span[1] < span[0]:
                yield _reversed(subject, where, match)


def _reversed(subject: Subject, where: Words, match: re.Match[str]) -> Finding:
    return subject.finding(
        "202",
        Severity.ERROR,
        where,
        match[0],
        "终止时间早于起始时间。",
        "请核对原件，改正起止时间。",
        at=match.start(),
    )


def _span(match: re.Match[str], year: int | None = None) -> tuple[date, date] | None:
    """First and last day of a range; None where it cannot be told: months without a year may run into the next."""
    if not match["m2"] and not match["d2"]:
        return None
    first_year = int(match["y1"]) if match["y1"] else year
    last_year = int(match["y2"]) if match["y2"] else first_year
    if first_year is None or last_year is None:
        return None
    if not match["y1"] and match["y2"]:
        return None
    month = int(match["m1"])
    last_month = int(match["m2"]) if match["m2"] else month
    try:
        first = date(first_year, month, int(match["d1"] or 1))
        day = int(match["d2"]) if match["d2"] else calendar.monthrange(last_year, last_month)[1]
        return first, date(last_year, last_month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


class _Stage(NamedTuple):
    where: Words
    words: str
    at: int
    first: date
    last: date


@rule(
    "203",
    "阶段时间重叠",
    Severity.WARNING,
    reason="一件工作分阶段推进，后一阶段应当在前一阶段结束之后开始；重叠的，多半是月份写错。",
    example=(
        "某某创建活动实施方案\n一、实施步骤\n（一）自查自纠（5月15日—6月15日）\n各股室查找问题。\n"
        "（二）整改提升（6月6日—11月19日）\n各股室落实整改。"
    ),
)
def stages_overlap(subject: Subject) -> Iterator[Finding]:
    """（三）…（5月15日—6月15日）, （四）…（6月6日—11月19日）."""
    for first, second in _neighbours(subject):
        if second.first <= first.last < second.last and first.first < second.first:
            yield subject.finding(
                "203",
                Severity.WARNING,
                second.where,
                second.words,
                f"前一阶段是“{first.words}”，这一阶段在它结束之前就开始。",
                "请核对两个阶段的起止时间。",
                others=((first.where.place, first.words),),
                at=second.at,
            )


def _neighbours(subject: Subject) -> Iterator[tuple[_Stage, _Stage]]:
    """Stages that follow each other as numbered siblings."""
    year = subject.document.issued.year if subject.document.issued else _LEAP
    before: _Stage | None = None
    for where in subject.prose:
        if not where.provision.num or where.kind in (Kind.ARTICLE, Kind.CHAPTER):
            continue
        match = _DAYS.search(where.text[:60])
        span = _span(match, year) if match else None
        if match is None or span is None:
            before = None if where.kind is (before.where.kind if before else None) else before
            continue
        stage = _Stage(where, match[0], match.start(), *span)
        if before is not None and before.where.kind is where.kind:
            yield before, stage
        before = stage


_DUE = re.compile(
    r"(?<![\d年至—到-])(?:(?P<y>20\d{2})年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|(?P<end>底|末|份)|(?P<part>[上中下]旬|初))?"
    r"(?P<before>之?前|以前)(?:[，、]|全部|全面|基本|要|应|完成|实现|报|将|须|需|建成|启动|制定|出台|上报|落实|关闭|反馈|印发|投入|达到|开工|竣工)"
)
_YEAR_DUE = re.compile(
    r"(?<![\d至—到-])(?P<y>20\d{2})年(?:底|末)前(?:[，、]|全部|全面|完成|实现|建成|出台|制定|要|应|将)"
)
_PAST = re.compile(r"已|曾|截至|截止|过去|以来|期间|每年|次年|当年|翌年|上年|历年|建成通车|取得|发生|注册|登记的")
_MADE_BY = re.compile(r"(?:要|应|须|需|确保|务必|责任|完成时限|牵头)")


@rule(
    "204",
    "期限早于成文日期",
    Severity.WARNING,
    reason="要求完成的期限在文件成文之前就已届满，无法执行；多半是照抄上级文件或者往年文件的时间。",
    example=(
        "某某县2020年土壤污染防治工作实施方案\n办字〔2020〕25号\n2020年6月27日\n"
        "一、重点任务\n5月10日前，完成辖区受污染耕地安全利用方案制定。"
    ),
)
def already_over(subject: Subject) -> Iterator[Finding]:
    """5月10日前，完成… in a paper of 27 June."""
    issued = subject.document.issued
    if issued is None or subject.is_explanation or subject.is_contents:
        return
    for where in subject.prose:
        if "前" not in where.text:
            continue
        for match in (*_DUE.finditer(where.text), *_YEAR_DUE.finditer(where.text)):
            due = _due(match, issued, where.text)
            if due is None or due >= issued or _narrated(where.text, match):
                continue
            yield subject.finding(
                "204",
                Severity.WARNING,
                where,
                match[0].rstrip("，、"),
                f"期限届满于{due.year}年{due.month}月{due.day}日，本文件成文于{issued.year}年{issued.month}月{issued.day}日。",
                "请核对期限；已经过去的，改为可以执行的期限。",
                at=match.start(),
            )


def _due(match: re.Match[str], issued: date, text: str) -> date | None:
    groups = match.groupdict()
    year = int(groups["y"]) if groups["y"] else issued.year
    if not groups["y"] and re.search(r"20\d{2}年", text[max(0, match.start() - 40) : match.start()]):
        return None  # the year is that of the sentence
    if "m" not in groups:
        return date(year, 12, 31)
    month = int(groups["m"])
    if not 1 <= month <= 12:
        return None
    if groups["d"]:
        day = int(groups["d"])
    elif groups["part"]:
        day = {"上旬": 10, "中旬": 20, "初": 10}.get(groups["part"], calendar.monthrange(year, month)[1])
    elif groups["end"]:
        day = calendar.monthrange(year, month)[1]
    else:
        day = 1
    return date(year, month, day) if _exists(year, month, day) else None


def _narrated(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence tells what was, or what recurs each year."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    end = min((at for at in (text.find(mark, match.end()) for mark in "。；") if at >= 0), default=len(text))
    return _PAST.search(text[start:end]) is not None
