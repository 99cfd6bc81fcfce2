"""Tables of a document as grids of the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Kind, Provision, Span, Table, table
from gongbao.web.tables import grid_of


def rows(*lines: list[str]) -> Table:
    text = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def test_a_regular_table_becomes_head_and_rows_and_knows_its_columns_of_figures() -> None:
    grid = grid_of(rows(["事项", "金额"], ["甲", "1,000"], ["乙", "20.5"], ["丙", "—"]))
    assert grid is not None
    assert [[cell.text for cell in level] for level in grid.head] == [["事项", "金额"]]
    assert [box.text for box in grid.rows[0].boxes] == ["甲", "1,000"]
    assert [box.numeric for box in grid.rows[0].boxes] == [False, True]
    assert grid.items == 3


def test_levels_of_a_header_span_their_columns_and_totals_stand_beside_the_sums() -> None:
    grid = grid_of(
        rows(
            ["县别", "2022年", ""],
            ["", "面积", "节水量"],
            ["甲县", "3", "40"],
            ["乙县", "4", "50"],
            ["合计", "7", "91"],
        )
    )
    assert grid is not None
    assert [(cell.text, cell.across, cell.down) for cell in grid.head[0]] == [("县别", 1, 2), ("2022年", 2, 1)]
    assert grid.rows[-1].kind == "total"
    assert [(total.printed, total.computed, total.agrees) for total in grid.totals] == [
        ("7", "7", True),
        ("91", "90", False),
    ]


def test_a_table_without_a_header_is_no_grid() -> None:
    assert grid_of(rows(["组长：", "王某"], ["成员：", "李某"])) is None


def test_one_column_or_a_header_alone_is_no_grid() -> None:
    assert grid_of(rows(["甲"], ["一"])) is None
    assert grid_of(rows(["甲", "乙"])) is None
    assert grid_of(rows()) is None


@given(st.lists(st.lists(st.sampled_from(["甲", "1", "", "2,000", "—"]), max_size=4), max_size=6))
def test_whatever_stands_there_every_place_of_a_grid_is_covered_once(lines: list[list[str]]) -> None:
    grid = grid_of(rows(*lines))
    if grid is None:
        return
    width = sum(cell.across for cell in grid.head[0])
    covered = [0] * (len(grid.rows) * width)
    for index, row in enumerate(grid.rows):
        at = 0
        for box in row.boxes:
            while covered[index * width + at]:
                at += 1
            for down in range(box.down):
                for across in range(box.across):
                    covered[(index + down) * width + at + across] += 1
    assert set(covered) == {1}
