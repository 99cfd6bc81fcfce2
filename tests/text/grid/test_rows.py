"""Kinds of rows, short rows, numbering."""

from __future__ import annotations

import pytest

from gongbao.text import Kind, Provision, RowKind, Span, Table, table
from gongbao.text.grid.rows import row_number


def _table(*rows: str, tab: str = "|") -> Table:
    if tab == "|":
        text = "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    else:
        text = "\n\n".join("\n".join("\t" + cell for cell in row.split("|")) for row in rows) + "\n"
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def test_kinds_of_rows() -> None:
    made = _table(
        "序号|名称|数量", "一、城区||", "1|甲|2", "小计||2", "二、乡镇||", "1|乙|3", "小计||3", "合计||5", "注：另计||"
    )
    kinds = [RowKind.GROUP, RowKind.ITEM, RowKind.SUBTOTAL, RowKind.GROUP, RowKind.ITEM, RowKind.SUBTOTAL]
    assert [row.kind for row in made.rows] == [*kinds, RowKind.TOTAL, RowKind.NOTE]
    assert [row.under for row in made.rows[:3]] == [(), (0,), (0,)]


def test_a_heading_at_the_end_of_a_page_may_stand_below_its_first_row() -> None:
    made = _table("序号|事项|单位", "9|甲|某", "序号|事项|单位", "10|乙|某", "四、文物||", "序号|事项|单位", "11|丙|某")
    assert [row.warning for row in made.rows] == [None, None, "小标题印在一页之末，它上面的一行可能属于它", None]


def test_of_several_totals_only_the_last_is_the_grand_one() -> None:
    made = _table("名称|数量", "甲|1", "合计|1", "乙|2", "总计|3")
    assert [row.kind for row in made.rows] == [RowKind.ITEM, RowKind.SUBTOTAL, RowKind.ITEM, RowKind.TOTAL]


def test_a_row_with_fewer_cells_is_set_to_its_columns_by_what_they_hold_elsewhere() -> None:
    made = _table(
        "序号|措施|牵头单位|责任单位|时限",
        "1|落实有关要求并加强宣传引导培训|甲局|乙局|长期",
        "2|完善制度并建立健全协调工作机制|甲局、丙局|乙局|年底前",
        "3|推动改革并及时总结推广典型经验|各有关部门|年底前",
        tab="cells",
    )
    row = made.rows[2]
    assert row.words == ("3", "推动改革并及时总结推广典型经验", "各有关部门", "各有关部门", "年底前")
    assert row.cells[3].merged == (2, 2)
    assert row.warning is None


def test_a_total_covers_the_columns_of_words() -> None:
    made = _table("序号|单位|座|个", "1|甲队|2|3", "2|乙队|4|5", "总计|6|8", tab="cells")
    assert made.rows[-1].words == ("总计", "总计", "6", "8")
    assert made.rows[-1].kind is RowKind.TOTAL


def test_where_nothing_tells_which_cell_is_wide_it_is_said() -> None:
    made = _table("名称|甲单位|乙单位", "某|子丑|寅卯", "别|辰巳|午未", "他|申酉", tab="cells")
    assert made.rows[-1].warning == "这一行只有2格，哪一格跨栏没有明确依据"


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("3.", 3), ("（四）", 4), ("十二", 12), ("", None), ("甲", None), ("第一批", None)],
)
def test_numbers_of_rows(words: str, number: int | None) -> None:
    assert row_number(words) == number
