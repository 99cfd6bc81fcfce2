"""5xx: names of tasks that an annex gives otherwise than the headings of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words
from gongbao.reference import chinese_number
from gongbao.text import Kind, PartKind

_NUMBERED = re.compile(
    r"^(?:（(?P<a>[一二三四五六七八九十]{1,4})）|(?P<b>[一二三四五六七八九十]{1,3})、|"
    r"(?P<c>\d{1,2})[.．])(?P<name>.{4,30})$"
)
_TASKS = ("目标任务", "重点任务", "主要任务", "工作任务", "任务名称", "重点工作")
_ALIKE_NUMBERED, _ALIKE = 0.6, 0.72


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    value = chinese_number(text)
    return int(value) if value is not None else None


def _plain(heading: str) -> str:
    return re.sub(r"[。，、：；“”《》（）\s]", "", heading)


def _headings(subject: Subject) -> list[tuple[int | None, str, Words]]:
    """The numbered headings of the main text: value, words, place."""
    found = []
    for each in subject.prose:
        heading, num = each.provision.heading, each.provision.num
        if each.part is PartKind.MAIN and heading and num and 4 <= len(heading) <= 40 and each.kind is not Kind.TITLE:
            found.append((_value(re.sub(r"[（）、.．\s]", "", num)), heading.strip("。 "), each))
    return found


def _closest(name: str, value: int | None, headings: list[tuple[int | None, str, Words]]) -> tuple[str, Words] | None:
    """The heading that a name means but does not repeat; None where one repeats it or none is near."""
    plain = _plain(name)
    best: tuple[float, str, Words] | None = None
    for other, heading, where in headings:
        own = _plain(heading)
        if own == plain:
            return None
        ratio = SequenceMatcher(None, own, plain, autojunk=False).ratio()
        least = _ALIKE_NUMBERED if value is not None and other == value else _ALIKE
        if ratio >= least and (best is None or ratio > best[0]):
            best = (ratio, heading, where)
    return (best[1], best[2]) if best is not None else None


@rule(
    "540",
    "附表的任务名称与正文标题不同",
    Severity.WARNING,
    reason="任务分解表照录正文的标题，名称不同，督查时对不上是哪一项任务。",
    example=(
        "某市放管服实施方案\n\n一、主要任务\n\n10.清除消费隐性壁垒。全面清理违规限制。\n\n11.便利新产品市场准入。积极"
        "培育领跑者。\n\n"
        "附件：任务分解表\n\n附件\n\n任务分解表\n\n| 序号 | 目标任务 | 牵头单位 |\n|---|---|---|\n| 1 | （十）消除消"
        "费隐性壁垒。 | 市商务局 |\n"
        "| 2 | （十一）便利新产品市场准入。 | 市市场监管局 |\n"
    ),
)
def tasks(subject: Subject) -> Iterator[Finding]:
    """（十）消除消费隐性壁垒 in the annex, 10.清除消费隐性壁垒 in the body."""
    headings = _headings(subject)
    if len(headings) < 2:
        return
    told: set[str] = set()
    for sheet in sheets(subject):
        cells = [(cell, column in _columns(sheet.header)) for row in sheet.rows for column, cell in enumerate(row)]
        names = [
            (match["name"], _value(match["a"] or match["b"] or match["c"]), cell)
            for cell, _ in cells
            if (match := _NUMBERED.match(cell))
        ]
        names += [
            (cell, None, cell) for cell, task in cells if task and 6 <= len(cell) <= 30 and not _NUMBERED.match(cell)
        ]
        exact = {_plain(heading) for _, heading, _ in headings}
        if sum(_plain(name) in exact for name, _, _ in names) < 1:
            continue  # a table of other things
        for name, value, cell in names:
            if cell in told or cell not in sheet.where.text:
                continue
            told.add(cell)
            found = _closest(name, value, headings)
            if found is not None and not _cut(name, found[0]):
                yield subject.finding(
                    "540",
                    Severity.WARNING,
                    sheet.where,
                    cell,
                    f"正文{found[1].place}的标题是“{found[0]}”。",
                    "核对原稿，把两处改为一致。",
                    others=((found[1].place, found[0]),),
                )


def _columns(header: tuple[str, ...]) -> set[int]:
    return {index for index, words in enumerate(header) if words.split("／")[-1] in _TASKS}


def _cut(name: str, heading: str) -> bool:
    """Whether one is only the first clause of the other."""
    one, two = _plain(name), _plain(heading)
    first = re.split(r"[，、：]", heading)[0]
    return _plain(first) == one or (len(one) >= 10 and two.startswith(one) and "，" in heading) or one.startswith(two)
