"""33x: rows of a table whose words stand in another column, or are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject

_ROWS = 20
_OFTEN = 5
_FULL = 0.95


@rule(
    "332",
    "单元格内容属于另一栏",
    Severity.WARNING,
    reason="一格的内容在别的行都出现在另一栏，只有这一行出现在这一栏，是填错了栏或者转换时错位。",
    example=(
        "某市备案目录\n\n一、目录\n\n见附件。\n\n附件：目录\n\n附件\n\n目录\n\n| 序号 | 事项 | 子项 | 部门 |\n|"
        "---|---|---|---|\n"
        + "".join(f"| {n} | 事项{n} | 子项{n} | 行政审批局 |\n" for n in range(1, 24))
        + "| 24 | 事项24 | 行政审批局 | 市行政审批局 |\n"
    ),
)
def misplaced(subject: Subject) -> Iterator[Finding]:
    """行政审批局 in the column of matters."""
    for sheet in sheets(subject):
        rows = sheet.rows
        if len(rows) < _ROWS:
            continue
        columns: list[Counter[str]] = [Counter() for _ in sheet.header]
        for row in rows:
            for index, cell in enumerate(row[: len(columns)]):
                columns[index][cell] += 1
        for row in rows:
            for index, cell in enumerate(row[: len(columns)]):
                if len(cell) < 4 or cell.isdigit() or columns[index][cell] > 1 or cell not in sheet.where.text:
                    continue
                home = next((at for at, other in enumerate(columns) if at != index and other[cell] >= _OFTEN), None)
                if home is not None:
                    yield subject.finding(
                        "332",
                        Severity.WARNING,
                        sheet.where,
                        cell,
                        f"“{cell}”在其他{columns[home][cell]}行都在“{sheet.header[home]}”栏，第{row[0]}行却在"
                        f"“{sheet.header[index]}”栏。",
                        "对照原件改正这一行。",
                    )


_EMPTY_ALLOWED = ("备注", "子项", "附注", "说明", "配合")


@rule(
    "333",
    "表中一行缺内容",
    Severity.WARNING,
    reason="其他行都填写的一栏，只有这一行是空的，是漏填，或者内容错到了上一行。",
    example=(
        "某市备案目录\n\n一、目录\n\n见附件。\n\n附件：目录\n\n附件\n\n目录\n\n| 序号 | 事项 | 部门 | 设定依据 |"
        "\n|---|---|---|---|\n"
        + "".join(f"| {n} | 事项{n} | 部门{n} | 《依据{n}》第{n}条 |\n" for n in range(1, 41))
        + "| 41 | 事项41 | 部门41 |  |\n"
    ),
)
def blank(subject: Subject) -> Iterator[Finding]:
    """A numbered row without a basis, where 95 of 100 rows have one."""
    for sheet in sheets(subject):
        items = [
            row for row in sheet.table.rows if row.cells and row.cells[0].words.isdigit() and row.cells[0].printed_here
        ]
        if len(items) < _ROWS:
            continue
        for column in sheet.table.columns[1:]:
            if any(word in column.title for word in _EMPTY_ALLOWED):
                continue
            filled = [row for row in items if column.index < len(row.cells) and row.cells[column.index].words]
            if not _FULL * len(items) <= len(filled) < len(items):
                continue
            if sum(row.cells[column.index].words[:1].isdigit() for row in filled) > len(filled) // 2:
                continue
            for row in items:
                if row in filled or column.index >= len(row.cells):
                    continue
                name = next((cell.words for cell in row.cells[1:] if cell.words in sheet.where.text and cell.words), "")
                yield subject.finding(
                    "333",
                    Severity.WARNING,
                    sheet.where,
                    name or row.cells[0].words,
                    f"第{row.cells[0].words}行“{column.title}”栏是空的，其他{len(filled)}行都有内容。",
                    "对照原件补上；看看上一行有没有多出的内容。",
                )
