"""Merged cells are filled where the evidence is clear, and nowhere else."""

from __future__ import annotations

from gongbao.text import Kind, Provision, Span, Table, table


def _table(*rows: str) -> Table:
    text = "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def _columns(made: Table, *columns: int) -> list[tuple[str, ...]]:
    return [tuple(row.cells[column].words for column in columns) for row in made.rows]


def test_grouping_columns_are_filled_from_above_each_within_the_one_to_its_left() -> None:
    made = _table(
        "序号|目标|任务|措施|单位",
        "1|甲|子|一项|某局",
        "2|||二项|某局",
        "3||丑|三项|某局",
        "4|乙||四项|某局",
        "5|||五项|某局",
    )
    assert _columns(made, 1, 2) == [("甲", "子"), ("甲", "子"), ("甲", "丑"), ("乙", ""), ("乙", "")]
    assert made.rows[1].cells[2].merged == (0, 2)


def test_columns_behind_the_first_that_is_never_blank_are_left_as_they_are() -> None:
    made = _table("名称|备注|说明", "甲|有|子", "乙||", "丙||丑")
    assert _columns(made, 1, 2) == [("有", "子"), ("", ""), ("", "丑")]


def test_a_number_covers_the_rows_below_it_while_the_numbering_goes_on_by_one() -> None:
    made = _table("序号|主项|子项|单位", "1|甲|子|某", "||丑|某", "2|乙||某", "3|丙|寅|某", "|丙|卯|某", "4|丁||某")
    assert [row.number for row in made.rows] == [1, 1, 2, 3, 3, 4]
    assert _columns(made, 1)[1] == ("甲",)


def test_a_number_that_is_missing_in_the_row_and_in_the_numbering_is_lost_not_merged() -> None:
    rest = [f"|{number}|寅|某某|5" for number in range(5, 14)]
    made = _table("类别|序号|名称|内容|投资", "甲|1|子|某某|1", "|2|丑|某某|2", "|||某某|3", "乙|4|寅|某某|4", *rest)
    assert [row.number for row in made.rows[:4]] == [1, 2, None, 4]
    assert made.rows[2].words == ("甲", "", "", "某某", "3")


def test_a_heading_ends_what_is_merged() -> None:
    made = _table("序号|目标|措施", "一、甲||", "1|子|某", "二、乙||", "1||某", "2|丑|某")
    assert _columns(made, 1) == [("",), ("子",), ("",), ("",), ("丑",)]


def test_a_word_in_a_score_column_is_for_its_group_alone() -> None:
    made = _table(
        "项目|内容|分值|标准",
        "基本|甲|一票否决|某",
        "|乙||某",
        "安全|丙|5|某",
        "|丁|6|某",
        "环保|戊|4|某",
    )
    assert [row.cells[2].words for row in made.rows] == ["一票否决", "一票否决", "5", "6", "4"]
    assert made.rows[1].cells[2].merged == (0, 2)
    open_ = _table(
        "项目|内容|分值|标准", "基本|甲|一票否决|某", "|乙||某", "安全|丙|5|某", "|丁||某", "环保|戊|4|某", "|己|4|某"
    )
    assert [row.cells[2].words for row in open_.rows] == ["一票否决", "", "5", "", "4", "4"]
