"""Tables in HTML's marks: merged cells are stated, and taken as they are stated."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Kind, Provision, RowKind, Span, Table, sums, table


def _table(text: str) -> Table:
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def test_rows_columns_and_levels_of_the_header_are_as_stated() -> None:
    made = _table(
        "<table><caption>分配表</caption>\n"
        '<tr><th rowspan="2">序号</th><th rowspan="2">县</th><th colspan="2">资金（万元）</th></tr>\n'
        "<tr><th>中央</th><th>省级</th></tr>\n"
        "<tr><td>1</td><td rowspan=2>甲县</td><td>100</td><td>5</td></tr>\n"
        "<tr><td>2</td><td>30</td><td>6</td></tr>\n"
        '<tr><td colspan="2">合计</td><td>130</td><td>11</td></tr></table>\n'
    )
    assert made.caption == "分配表"
    assert [column.title for column in made.columns] == ["序号", "县", "资金（万元）／中央", "资金（万元）／省级"]
    assert [row.words for row in made.rows] == [
        ("1", "甲县", "100", "5"),
        ("2", "甲县", "30", "6"),
        ("合计", "合计", "130", "11"),
    ]
    assert made.rows[1].cells[1].merged == (0, 1)
    assert made.rows[2].kind is RowKind.TOTAL
    assert [each.computed for each in sums(made)] == [Decimal(130), Decimal(11)]


def test_a_merged_cell_behind_the_leading_columns_is_taken_too() -> None:
    made = _table(
        "<table><tr><td>名称</td><td>标准</td></tr>"
        "<tr><td>甲</td><td rowspan=2>不记分</td></tr><tr><td>乙</td></tr></table>"
    )
    assert [row.words for row in made.rows] == [("甲", "不记分"), ("乙", "不记分")]


def test_cells_that_claim_to_cover_everything_are_taken_as_single_ones() -> None:
    rows = (f"<tr><td colspan=1000 rowspan=1000>{at}</td><td>乙</td></tr>" for at in range(40))
    made = _table(f"<table>{''.join(rows)}</table>")
    assert len(made.columns) == 2
    assert len(made.rows) == 40


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "</tr>",
                "<td>",
                "<td rowspan=2>",
                "<td colspan='3'>",
                "</td>",
                "</table>",
                "甲",
                "1",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_no_marks_are_refused_and_no_words_are_lost(marks: list[str]) -> None:
    text = "<table>" + "".join(marks)
    made = _table(text)
    cells = [cell for row in (*made.above, *made.header, *(row.cells for row in made.rows)) for cell in row]
    kept = sorted(span for cell in cells for span in cell.spans)
    kept = sorted([*kept, *(span for piece in made.aside for span in piece.spans)])
    assert all(before.end <= after.start for before, after in pairwise(kept))
    inside = {at for start, end in kept for at in range(start, end)}
    assert not "".join(char for at, char in enumerate(text) if at not in inside).strip()
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
