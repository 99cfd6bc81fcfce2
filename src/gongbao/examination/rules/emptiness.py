"""3xx: tables that say nothing where they should, or say it in several ways: empty rows, dates in mixed form, bare
boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject
from gongbao.text import Kind

_NUMBER = re.compile(r"^[\d.,%]{1,14}$")
_FEWEST = 4  # rows and columns of figures


@rule(
    "340",
    "表中一行没有数据",
    Severity.WARNING,
    reason="别的单位各栏都有数，这一行全空，不知道是零、没有统计，还是数字丢失。",
    example=(
        "某市消防规划\n\n附件\n\n水源表\n\n| 序号 | 单位 | 新建 | 水鹤 | 总量 |\n|---|---|---|---|---|\n| 1 | 甲大队 "
        "| 44 | 0 | 1098 |\n"
        "| 2 | 乙大队 |  |  |  |\n| 3 | 丙大队 | 126 | 6 | 735 |\n| 4 | 丁大队 | 443 | 18 | 918 |\n| 5 | 戊大队 | 125"
        " | 5 | 403 |\n"
    ),
)
def empty_rows(subject: Subject) -> Iterator[Finding]:
    """A row that has a name and nothing in its columns of figures."""
    for sheet in sheets(subject):
        rows = [tuple(cell.words for cell in row.cells) for row in sheet.table.rows]
        rows = [row for row in rows if any(row)]
        if len(rows) < _FEWEST:
            continue
        width = max(len(row) for row in rows)
        columns = [
            at
            for at in range(2, width)
            if sum(at < len(row) and bool(_NUMBER.match(row[at])) for row in rows) >= 0.7 * len(rows)
        ]
        if len(columns) < 3:
            continue
        for row in rows:
            names = [cell for cell in row[:2] if re.search("[一-龥]{3}", cell)]
            if names and not any(at < len(row) and row[at] for at in range(2, width)) and names[-1] in sheet.where.text:
                yield subject.finding(
                    "340",
                    Severity.WARNING,
                    sheet.where,
                    names[-1],
                    "这一行各栏都没有数据。",
                    "补出数据，没有的写“0”或者“—”。",
                )


_FORMS = (
    ("2020年", re.compile(r"^20\d\d年?$")),
    ("2020.4", re.compile(r"^20\d\d\.[1-9](?:\.\d{1,2})?$")),
    ("2020.04", re.compile(r"^20\d\d\.(?:0[1-9]|1[0-2])(?:\.\d{1,2})?$")),
    ("2020年4月", re.compile(r"^20\d\d年\d{1,2}月(?:\d{1,2}日)?$")),
    ("2020-04", re.compile(r"^20\d\d[-/]\d{1,2}$")),
)


@rule(
    "341",
    "同一栏的时间写法不一",
    Severity.NOTE,
    reason="同一栏有的写“2020.6”、有的写“2020.04”、有的写“2008年”，“2018.1”还是“2018.10”分不清，统计排序会出错。",
    example=(
        "某县项目清单\n\n附件\n\n清单\n\n| 序号 | 项目 | 启动时间 |\n|---|---|---|\n| 1 | 客运站 | 2008年 |\n| 2 | 体"
        "育馆 | 2020.04 |\n"
        "| 3 | 规划馆 | 2020.2 |\n| 4 | 酒店 | 2019.8 |\n"
    ),
)
def date_forms(subject: Subject) -> Iterator[Finding]:
    """2008年, 2020.04 and 2020.2 in one column."""
    for sheet in sheets(subject):
        for at, header in enumerate(sheet.header):
            if "时间" not in header and "时限" not in header and "日期" not in header:
                continue
            seen: dict[str, str] = {}
            for row in sheet.rows:
                cell = row[at] if at < len(row) else ""
                for form, pattern in _FORMS:
                    if pattern.match(cell):
                        seen.setdefault(form, cell)
            if {"2020.4", "2020.04"} <= set(seen) and len(seen) >= 3:
                words = next((cell for cell in seen.values() if cell in sheet.where.text), None)
                if words is not None:
                    yield subject.finding(
                        "341",
                        Severity.NOTE,
                        sheet.where,
                        words,
                        f"“{header}”一栏有{'、'.join(f'“{cell}”' for cell in seen.values())}等写法。",
                        "统一为一种写法。",
                    )


_BOX = re.compile(r"^专栏\d{1,2}(?:[：:]|　)?")


@rule(
    "342",
    "专栏只有标题",
    Severity.WARNING,
    reason="专栏有标题，没有内容，多半是图表在转换时丢失。",
    example="某市消防规划\n\n三、任务\n\n专栏3：某市消防“十四五”消防水源建设\n\n市政消火栓 消防水鹤\n\n3.加强消防水源"
    "设施建设。市政给水管网与道路同步建设。\n",
)
def bare_boxes(subject: Subject) -> Iterator[Finding]:
    """专栏3 with its legend and no figures."""
    words = subject.words
    for at, each in enumerate(words):
        if not _BOX.match(each.text) or len(each.text) > 60 or re.search("[，。；|]", each.text):
            continue
        children = each.provision.children
        below = words[at + 1] if at + 1 < len(words) else None
        if children and any(child.kind is Kind.TABLE for child in children):
            continue
        if below is None or below.kind in (Kind.TABLE, Kind.BOX):
            continue
        after = words[at + 2] if at + 2 < len(words) else None
        legend = len(below.text) <= 16 and not re.search(r"[\d，。；：]", below.text) and below.kind is Kind.PARAGRAPH
        numbered = bool(below.provision.num) and not re.match(r"1[.．]|（一）|一、", below.text)
        if (legend and (after is None or after.kind is not Kind.TABLE)) or numbered:
            yield subject.finding(
                "342", Severity.WARNING, each, each.text, "专栏只有标题，没有内容。", "对照原件补出专栏的图表。"
            )
