"""Rules over goals: two values for one goal, goals that fall back, goals weaker than what is already reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gongbao.examination.figures import number, plain
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import Sheet, sheets, stands
from gongbao.examination.statements import Statement, stated
from gongbao.examination.subject import Subject
from gongbao.text import Kind

_MOST = 60  # statements of one indicator that are compared


@rule(
    "401",
    "同一指标两个数值",
    Severity.WARNING,
    reason="同一指标同一年份在一份文件里有两个数值，考核时不知以哪个为准。",
    example="某市氢能产业行动方案\n\n一、目标\n\n到2023年底，建成加氢站1座，产值达到2亿元。\n\n二、任务\n\n到2023"
    "年底，累计建成加氢站2座，完成投资0.7亿元。\n",
)
def two_values(subject: Subject) -> Iterator[Finding]:
    """The same indicator in the same unit for the same year with two values."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for each in stated(subject):
        groups[each.name, each.unit].append(each)
    for every in groups.values():
        group = list({(each.value, each.year, each.where.place): each for each in every}.values())[:_MOST]
        told: set[tuple[Decimal, Decimal]] = set()
        for index, each in enumerate(group):
            for other in group[:index]:
                if _clash(each, other) and (each.value, other.value) not in told:
                    told |= {(each.value, other.value), (other.value, each.value)}
                    first, second = (other, each) if each.where.kind is not Kind.TABLE else (each, other)
                    yield subject.finding(
                        "401",
                        Severity.WARNING,
                        second.where,
                        second.words,
                        f"{f'{second.year}年' if second.year else ''}“{second.name}”这里是{plain(second.value)}"
                        f"{second.unit}，"
                        f"{first.where.place}是{plain(first.value)}{first.unit}。",
                        "请核对指标口径和数值，全文改为一致；口径不同的，写明区别。",
                        others=((first.where.place, first.words),),
                    )
                    break


def _clash(each: Statement, other: Statement) -> bool:
    if each.value == other.value or each.where.place == other.where.place:
        return False
    if each.year != other.year and (each.year is not None and other.year is not None):
        return False
    if each.year is None and other.year is None and len(each.name) < 6:
        return False
    if (each.year is None) != (other.year is None) and len(each.name) < 7:
        return False
    return not (each.now or other.now)


@rule(
    "405",
    "目标低于现状",
    Severity.WARNING,
    reason="规划目标比现状还低，或者允许比现状更差，多半是数字错位；确实压减的，应当说明。",
    example="某市卫生规划\n\n一、指标\n\n| 医院名称 | 2020年医师数 | 2025年医师数 |\n|---|---|---|\n| 甲医院 | 100 "
    "| 120 |\n| 乙医院 | 35 | 31 |\n"
    "| 丙医院 | 60 | 70 |\n| 丁医院 | 50 | 55 |\n| 戊医院 | 20 | 30 |\n",
)
def falling(subject: Subject) -> Iterator[Finding]:
    """A row whose goal lies below its present value where all others rise; 小于0.19 for what is 0.10 now."""
    for sheet in sheets(subject):
        years = {found[1] for column in sheet.table.columns if (found := re.search(r"(20\d\d)年?", column.title))}
        timed = [
            (
                column.index,
                int(found[1]),
                re.sub(r"20\d\d年?|现状|实际|目标|规划|标准|编制|开放|（|）", "", column.title),
            )
            for column in sheet.table.columns
            if (found := re.search(r"(20\d\d)年?", column.title))
        ]
        for here, year, name in timed:
            for there, later, same in timed:
                if later <= year or len(years) != 2 or (name != same and len(timed) != 2):
                    continue
                yield from _fallen(subject, sheet, here, there)


def _fallen(subject: Subject, sheet: Sheet, here: int, there: int) -> Iterator[Finding]:
    rose = 0
    fell: list[tuple[str, str, str]] = []
    for row in sheet.table.items:
        now, goal = row.cells[here], row.cells[there]
        label = next((cell.words for cell in row.cells if cell.words and number(cell.words) is None), "")
        limit = re.fullmatch(r"(?:小于|低于|不超过|不高于|<|≤|≦)(\d{1,6}(?:\.\d{1,4})?)([%‰]?)", goal.words)
        if limit and now.words.rstrip("%‰") and number(now.words.rstrip("%‰")) is not None:
            if Decimal(limit[1]) > Decimal(now.words.rstrip("%‰").replace(",", "")) and now.words.endswith(limit[2]):
                words = stands(
                    sheet.where, f"{label}|{now.words}|{goal.words}", f"{label}{now.words}{goal.words}", goal.words
                )
                if words is not None:
                    yield _finding(
                        subject, sheet, words, f"“{label}”现状已是{now.words}，目标写“{goal.words}”，比现状宽。"
                    )
            continue
        if not isinstance(now.value, Decimal) or not isinstance(goal.value, Decimal):
            continue
        if goal.value > now.value:
            rose += 1
        elif goal.value < now.value:
            fell.append((label, now.words, goal.words))
    if len(fell) == 1 and rose >= 4:
        label, before, after = fell[0]
        words = stands(sheet.where, f"{label}|{before}|{after}", label, after)
        if words is not None:
            yield _finding(
                subject, sheet, words, f"“{label}”现状是{before}，目标是{after}，低于现状；其余{rose}行都是增加。"
            )


def _finding(subject: Subject, sheet: Sheet, words: str, message: str) -> Finding:
    return subject.finding(
        "405", Severity.WARNING, sheet.where, words, message, "请核对现状和目标两个数字；确实压减的，注明原因。"
    )


_BEFORE = re.compile(r"(20\d\d)年(?:(\d{1,2})月)?(?:底|末)?前")
_LIMIT = re.compile(r"(20\d\d)年(?:(\d{1,2})月)?")


@rule(
    "407",
    "同一行的完成时限与任务内容不符",
    Severity.WARNING,
    reason="任务内容写了一个时限，“完成时限”栏是另一年，考核时不知以哪个为准。",
    example="某市医院发展方案\n\n一、任务\n\n| 序号 | 具体措施 | 完成时限 |\n|---|---|---|\n| 1 | 2023年底前，至少"
    "建成1个儿童医院 | 2025年12月 |\n"
    "| 2 | 完善考核制度 | 2022年12月 |\n",
)
def limits(subject: Subject) -> Iterator[Finding]:
    """The last 20XX年底前 of a row's words against its column 完成时限, by years."""
    for sheet in sheets(subject):
        column = sheet.column("完成时限", "完成时间", "办理时限", "时限")
        if column is None:
            continue
        for row in sheet.table.items:
            limit = _LIMIT.match(row.cells[column].words)
            said = [
                (int(match[1]), cell.words, match)
                for cell in row.cells
                if cell.printed_here and cell.words != row.cells[column].words
                for match in _BEFORE.finditer(cell.words)
            ]
            if limit is None or not said or max(said, key=lambda each: each[0])[0] == int(limit[1]):
                continue
            _, cell, match = max(said, key=lambda each: each[0])
            words = stands(sheet.where, cell[match.start() : match.end() + 16], match.group())
            if words is not None:
                yield subject.finding(
                    "407",
                    Severity.WARNING,
                    sheet.where,
                    words,
                    f"任务内容写“{match.group()}”，完成时限栏是“{row.cells[column].words}”。",
                    "请核对两处时限，改为一致；分期完成的，在完成时限栏写明各期。",
                )
