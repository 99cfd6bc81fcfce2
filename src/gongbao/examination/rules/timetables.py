"""23x: timetables that begin before the document, and the span of a five-year plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.text import Kind, normal

_STEP = re.compile(r"(?:^|(?<=[|>。；]))(1[0-2]|[1-9])月(?:底|份)?，[^，。；|<]{2,40}")
_YEAR = re.compile(r"(20\d\d)年(?:度)?[^，。]{0,40}(?:进度|安排|计划|任务|台账)")


@rule(
    "231",
    "进度安排早于成文日期",
    Severity.WARNING,
    reason="进度表里的工作在文件印发以前就应当完成，印发时已经无法照办；是旧表没有改，或者印发迟了。",
    example=(
        "某市人民政府办公室关于印发文旅方案的通知\n某政办〔2023〕6号\n2023年5月11日\n各乡镇人民政府：\n现印发给你们。\n"
        "文旅方案\n一、任务\n推进项目建设。\n附件：2023年度进度安排表\n附件\n2023年度进度安排表\n"
        "| 序号 | 重点任务 | 进度安排 |\n|---|---|---|\n| 1 | 项目建设 | 3月，完成立项计划书申报。 |\n| 2 |"
        " 招商 | 6月，召开推介会。 |\n"
    ),
)
def begun(subject: Subject) -> Iterator[Finding]:
    """3月，… in the timetable of a year whose document was issued in May; told once for each table."""
    issued = subject.document.issued
    if issued is None:
        return
    year = _year(subject)
    if year != issued.year:
        return
    for each in subject.words:
        if each.kind is not Kind.TABLE or "进度" not in each.text:
            continue
        early = [match for match in _STEP.finditer(each.text) if int(match[1]) < issued.month]
        if early:
            months = sorted({int(match[1]) for match in early})
            yield subject.finding(
                "231",
                Severity.WARNING,
                each,
                early[0].group(),
                f"文件{issued.year}年{issued.month}月{issued.day}日成文，表中还有{'、'.join(map(str, months))}月的工作"
                f"{len(early)}项。",
                "删去已过的安排，或者改写为已经完成的情况。",
                at=early[0].start(),
            )


def _year(subject: Subject) -> int | None:
    """The year that the titles of the annexes name."""
    titles = [part.title or "" for part in subject.document.parts if part.num is not None or part.title]
    titles += [each.text for each in subject.prose if each.kind in (Kind.TITLE, Kind.ANNEXES)]
    found = [match for title in titles if (match := _YEAR.search(normal(title)))]
    return int(found[0][1]) if found else None


_PERIODS = {"十三": (2016, 2020), "十四": (2021, 2025), "十五": (2026, 2030)}
_SPAN = re.compile(r"规划期(?:限)?(?:为|是|：)?(20\d\d)(?:年)?[—\-－–至到]{1,2}(20\d\d)年")


@rule(
    "232",
    "规划期与五年规划不符",
    Severity.WARNING,
    reason="“十四五”规划的规划期是2021—2025年；起止年份不同，指标的基期和考核期对不上。",
    example=(
        "某市“十四五”应急管理体系规划\n\n根据有关规定制定本规划，规划期为2022—2025年。\n\n一、"
        "规划背景\n\n形势总体平稳。\n"
    ),
)
def plan_span(subject: Subject) -> Iterator[Finding]:
    """规划期为2022—2025年 in a plan of the 十四五."""
    named = re.search("“(十[三四五])五”", subject.document.title)
    if named is None:
        return
    first, last = _PERIODS[named[1]]
    for each in subject.prose:
        for match in _SPAN.finditer(each.text):
            if (int(match[1]), int(match[2])) != (first, last):
                yield subject.finding(
                    "232",
                    Severity.WARNING,
                    each,
                    match.group(),
                    f"“{named[1]}五”是{first}—{last}年。",
                    f"改为{first}—{last}年，或者说明为什么不同。",
                    at=match.start(),
                )
