"""Printed rows and cells, in each of the shapes in which tables come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, Span, Table, table
from gongbao.text.grid.cells import printed

SHAPES = {
    "pipes": "| 序号 | 任务 | 单位 |\n|---|---|---|\n| 1 | 降低 | 甲局、乙局 |\n| 2 | | 丙局 |\n\n"
    "| 序号 | 任务 | 单位 |\n|--|--|--|\n| 3 | 补 | 丁局 |\n",
    "a row in a line": "序号\t任务\t单位\n1\t降低\t甲局、乙局\n2\t\t丙局\n\n序号\t任务\t单位\n3\t补\t丁局\n",
    "a cell in a line": "\t序号\n\t任务\n\t单位\n\n\t1\n\t降低\n\t甲局、\n\n乙局\n\n"
    "\t2\n\t\n\t丙局\n\n\t序号\n\t任务\n\t单位\n\n\t3\n\t补\n\t丁局\n",
}  # fmt: skip


def only(gazette: Gazette) -> Table:
    """The one table of a text."""
    (node,) = [each for document in gazette.documents for each in document.walk() if each.kind == Kind.TABLE]
    return table(gazette.source.text, node)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_has_the_same_cells_in_every_shape(shape: str, words: Callable[[str], Gazette]) -> None:
    gazette = words("甲办法\n\n第一条 如下：\n\n" + SHAPES[shape] + "\n\n\n第二条 完。\n")
    made = only(gazette)
    assert [column.words for column in made.columns] == ["序号", "任务", "单位"]
    assert [row.words for row in made.rows] == [
        ("1", "降低", "甲局、乙局"),
        ("2", "降低", "丙局"),
        ("3", "补", "丁局"),
    ]
    assert [row.cells[1].merged for row in made.rows] == [None, (0, 1), None]
    text = gazette.source.text
    assert all(
        "".join("".join(text[slice(*span)].split()) for span in cell.spans) == cell.words
        for row in made.rows
        for cell in row.cells
        if cell.printed_here
    )


def test_an_empty_table_has_no_rows(words: Callable[[str], Gazette]) -> None:
    assert only(words("甲办法\n第一条 如下：\n| | |\n|---|---|\n")).rows == ()


@pytest.mark.parametrize(
    ("text", "shape", "rows"),
    [
        ("| 甲 | 乙\\|丙 |\n|:-:|-|\n| <p>一</p> | **二** |\n", "pipes", [("甲", "乙|丙"), ("一", "二")]),
        ("名称\t数量\n甲\t1\n乙\t2\n", "rows", [("名称", "数量"), ("甲", "1"), ("乙", "2")]),
        ("\t名称\n\t数量\n\n\t甲\n\t1\n", "cells", [("名称", "数量"), ("甲", "1")]),
        ("\t甲\n丙\t乙\n\n\t丁\n", "cells", [("甲丙", "乙"), ("丁",)]),
        ("甲 1 2\n乙 3 4\n", "plain", []),
    ],
)
def test_what_is_printed_is_cut_at_its_marks(text: str, shape: str, rows: list[tuple[str, ...]]) -> None:
    made = printed(text, [Span(0, len(text))])
    assert made.shape == shape
    assert [row.said for row in made.rows] == rows


def test_words_behind_a_page_break_are_no_part_of_the_cell_before_it() -> None:
    text = "\t项目\n\t考核记分\n\n\n（10分）\n\n\t\n\t领导重视\n"
    rows = printed(text, [Span(0, len(text))]).rows
    assert [row.said for row in rows] == [("项目", "考核记分"), ("（10分）",), ("", "领导重视")]
    assert [row.loose for row in rows] == [False, True, False]


def test_a_cell_that_a_running_head_divides_has_two_spans() -> None:
    text = "\t1\n\t甲\n《某公报》第1期\n乙\n"
    head = text.index("《")
    rows = printed(text, [Span(0, head), Span(text.index("乙"), len(text))]).rows
    assert [row.said for row in rows] == [("1", "甲乙")]
    assert len(rows[0].cells[1].spans) == 2
