"""Tables of a document as grids of the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Kind, Provision, Rows, Span, table_rows
from gongbao.web.tables import grid_of


def rows(*lines: list[str]) -> Rows:
    text = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return table_rows(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def test_a_regular_table_becomes_head_and_rows_and_knows_its_columns_of_figures() -> None:
    grid = grid_of(rows(["事项", "金额"], ["甲", "1,000"], ["乙", "20.5"], ["丙", "—"]))
    assert grid is not None
    assert grid.head == ("事项", "金额")
    assert grid.rows[0] == ("甲", "1,000")
    assert grid.numeric == (False, True)


def test_a_table_whose_rows_differ_in_length_is_no_grid() -> None:
    assert grid_of(rows(["甲", "乙"], ["一", "二", "三"])) is None


def test_one_column_or_a_header_alone_is_no_grid() -> None:
    assert grid_of(rows(["甲"], ["一"])) is None
    assert grid_of(rows(["甲", "乙"])) is None
    assert grid_of(rows()) is None


@given(st.lists(st.lists(st.sampled_from(["甲", "1", "", "2,000", "—"]), max_size=4), max_size=6))
def test_whatever_stands_there_a_grid_is_rectangular_or_absent(lines: list[list[str]]) -> None:
    grid = grid_of(rows(*lines))
    if grid is not None:
        assert {len(row) for row in grid.rows} == {len(grid.head)} == {len(grid.numeric)}
