"""Findings as a sheet to keep."""

from __future__ import annotations

from gongbao.examination.examine import Report
from gongbao.examination.registry import rules
from gongbao.writing import Cell, Column, Sheet

_COLUMNS = (
    Column("文件", 40),
    Column("条款", 16),
    Column("行", 8),
    Column("程度", 8),
    Column("规则", 8),
    Column("规则名称", 28),
    Column("原文", 40),
    Column("问题", 48),
    Column("建议", 40),
    Column("依据", 28),
    Column("其他位置", 40),
    Column("文中注明的理由", 28),
)


def findings_sheet(report: Report) -> Sheet:
    """All findings of a report, one a row, in the order of their lines."""
    names = {each.code: each.name for each in rules()}
    titles = {each.key: each.title for each in report.gazette.documents}
    rows: list[list[Cell]] = [
        [
            titles.get(each.document, each.document),
            each.place,
            each.line,
            each.severity.value,
            each.rule,
            names.get(each.rule, ""),
            each.words,
            each.message,
            each.advice,
            each.basis,
            "；".join(f"{place}：{words}" for place, words in each.others) or None,
            each.suppressed,
        ]
        for each in report.findings
    ]
    return Sheet("体检", _COLUMNS, rows)
