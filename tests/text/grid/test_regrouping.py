"""Cells that nothing divides into rows."""

from __future__ import annotations

import pytest

from gongbao.text import Kind, Provision, RowKind, Span, Table, table


def _table(cells: str, between: str) -> Table:
    text = between.join("\t" + cell for cell in cells.split("|")) + "\n"
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_numbering_tells_where_rows_begin(between: str) -> None:
    made = _table("序号|名称|数量|一、城区|1|甲|5|2|乙|6|二、乡镇|1|丙|7|合计||18", between)
    assert [column.words for column in made.columns] == ["序号", "名称", "数量"]
    group, item = RowKind.GROUP, RowKind.ITEM
    assert [row.kind for row in made.rows] == [group, item, item, group, item, RowKind.TOTAL]
    assert made.rows[2].words == ("2", "乙", "6")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_so_does_a_header_that_comes_again(between: str) -> None:
    made = _table("名称|数量|甲|5|乙|6|名称|数量|丙|7", between)
    assert [row.words for row in made.rows] == [("甲", "5"), ("乙", "6"), ("丙", "7")]


@pytest.mark.parametrize("cells", ["名称|数量|甲|5|乙|6|丙|7", "序号|名称|1|甲|3|乙|4|丙|5|丁", "甲|乙"])
def test_without_either_the_cells_stay_as_they_are_printed(cells: str) -> None:
    made = _table(cells, "\n\n")
    assert len(made.columns) == 1
    assert [row.words[0] for row in made.rows] == cells.split("|")
