"""Rows and cells, in each of the shapes in which tables come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, table_rows

SHAPES = {
    "pipes": "| 序号 | 任务 | 单位 |\n|---|---|---|\n| 1 | 降低 | 甲局、乙局 |\n| 2 | | 丙局 |\n\n"
    "| 序号 | 任务 | 单位 |\n|--|--|--|\n| 3 | 补 | 丁局 |\n",
    "a row in a line": "序号\t任务\t单位\n1\t降低\t甲局、乙局\n2\t\t丙局\n\n序号\t任务\t单位\n3\t补\t丁局\n",
    "a cell in a line": "\t序号\n\t任务\n\t单位\n\n\t1\n\t降低\n\t甲局、\n\n乙局\n\n"
    "\t2\n\t\n\t丙局\n\n\t序号\n\t任务\n\t单位\n\n\t3\n\t补\n\t丁局\n",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_has_the_same_cells_in_every_shape(shape: str, words: Callable[[str], Gazette]) -> None:
    gazette = words("甲办法\n\n第一条 如下：\n\n" + SHAPES[shape] + "\n\n\n第二条 完。\n")
    tables = [node for node in gazette.documents[0].walk() if node.kind == Kind.TABLE]
    assert len(tables) == 1
    rows = table_rows(gazette.source.text, tables[0])
    assert [cell.words for cell in rows.header] == ["序号", "任务", "单位"]
    assert [[cell.words for cell in row] for row in rows.rows] == [
        ["1", "降低", "甲局、乙局"],
        ["2", "", "丙局"],
        ["3", "补", "丁局"],
    ]
    text = gazette.source.text
    assert all("".join(text[slice(*cell.span)].split()) == cell.words for row in rows.rows for cell in row)


def test_an_empty_table_has_no_rows(words: Callable[[str], Gazette]) -> None:
    gazette = words("甲办法\n第一条 如下：\n| | |\n|---|---|\n")
    table = next(node for node in gazette.documents[0].walk() if node.kind == Kind.TABLE)
    assert table_rows(gazette.source.text, table).rows == ()
