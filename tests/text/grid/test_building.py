"""Tables rebuilt: whatever is printed comes back cell by cell, and no character is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import (
    ColumnType,
    Document,
    Gazette,
    Kind,
    Provision,
    RowKind,
    Span,
    Table,
    find,
    locate,
    parse_place,
    table,
    tables,
    to_rows,
)

HEADERS = ("序号", "任务名称", "责任单位", "完成时限", "工作措施", "备注", "金额（万元）")
CELL = st.text(alphabet="甲乙丙丁局办一二和、（）《》0123456789.%—万元ab", max_size=12)


def as_table(text: str) -> Table:
    """A text that is nothing but a table."""
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def lost(text: str, made: Table) -> str:
    """Characters of the table that stand in no cell and are no separators."""
    kept = set[int]()
    rows = (*made.above, *made.header, *(row.cells for row in made.rows))
    for start, end in (
        *(span for row in rows for cell in row for span in cell.spans),
        *(span for piece in made.aside for span in piece.spans),
    ):
        kept.update(range(start, end))
    return "".join(char for at, char in enumerate(text) if at not in kept and not (char.isspace() or char in "|-:"))


@st.composite
def printed_tables(draw: st.DrawFn) -> tuple[list[list[str]], list[bool]]:
    """Rows with a header and a numbering, and before which of them the page turns."""
    width = draw(st.integers(2, 6))
    header = list(HEADERS[:width])
    rows = draw(st.lists(st.lists(CELL, min_size=width - 1, max_size=width - 1), min_size=1, max_size=9))
    turns = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    return [header, *([str(index + 1), *row] for index, row in enumerate(rows))], [False, *turns]


def _rendered(shape: str, rows: list[list[str]], turns: list[bool]) -> str:
    lines: list[str] = []
    for row, turned in zip(rows, turns, strict=True):
        for each in (rows[0], row) if turned else (row,):
            if turned and each is rows[0]:
                lines.append("")
            if shape == "pipes":
                lines.append("| " + " | ".join(each) + " |")
                if each is rows[0]:
                    lines.append("|" + "---|" * len(each))
            elif shape == "rows":
                lines.append("\t".join(each))
            else:
                lines.extend("\t" + re.sub("、(?=.)", "、\n\n", cell) for cell in each)
                lines.append("")
    return "\n".join(lines) + "\n"


@given(printed_tables(), st.sampled_from(["pipes", "rows", "cells"]))
def test_a_table_of_any_shape_gives_its_cells_again(made: tuple[list[list[str]], list[bool]], shape: str) -> None:
    rows, turns = made
    text = _rendered(shape, rows, turns)
    rebuilt = as_table(text)
    assert [[_bare(cell) for cell in row] for row in to_rows(rebuilt, merged_too=False)] == [
        [_bare(cell) for cell in row] for row in rows
    ]
    assert not lost(text, rebuilt)
    assert rebuilt.numbering == 0
    assert [row.number for row in rebuilt.rows if row.kind is RowKind.ITEM] == [
        int(row[0]) for row, kept in zip(rows[1:], rebuilt.rows, strict=True) if kept.kind is RowKind.ITEM
    ]


def _bare(cell: str) -> str:
    return "".join(cell.split())


@given(st.text(alphabet="甲乙序号合计小名称（）1234.|-\t\n 家：", max_size=200))
def test_no_text_is_refused_and_no_character_of_it_is_lost(text: str) -> None:
    made = as_table(text)
    assert not lost(text, made)
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
    for row in made.rows:
        for cell in row.cells:
            if cell.merged is not None:
                source = made.rows[cell.merged[0]].cells[cell.merged[1]]
                assert source.words == cell.words
                assert source.printed_here


@pytest.mark.parametrize(
    "name", ["dingzhou-2022-4", "dingzhou-2023-1", "dingzhou-2023-2", "langfang-2021-4", "ningjin-2020-2"]
)
def test_no_character_of_a_table_of_the_gazettes_is_lost(name: str, issues: dict[str, Gazette]) -> None:
    gazette = issues[name]
    text = gazette.source.text
    by_place = {(made.first_line, made.eid): made for made in tables(gazette)}
    for document in gazette.documents:
        for node in document.walk():
            if node.kind is Kind.TABLE:
                made = by_place[text.count("\n", 0, node.spans[0].start) + 1, node.eid]
                kept = sorted(
                    span
                    for row in (*made.above, *made.header, *(row.cells for row in made.rows))
                    for cell in row
                    for span in cell.spans
                )
                kept += [span for piece in made.aside for span in piece.spans]
                inside = {at for start, end in kept for at in range(start, end)}
                left = (text[at] for start, end in node.spans for at in range(start, end) if at not in inside)
                assert not "".join(left).replace("|", "").strip()


def test_all_tables_of_a_gazette_come_in_the_order_of_the_file(issues: dict[str, Gazette]) -> None:
    made = tables(issues["ningjin-2020-2"])
    assert [each.first_line for each in made] == [209, 240, 746]
    one = table(
        issues["ningjin-2020-2"].source.text,
        next(node for each in issues["ningjin-2020-2"].documents for node in each.walk() if node.kind is Kind.TABLE),
    )
    assert one.rows == made[0].rows


def test_a_total_that_slipped_by_a_column_is_set_right_and_says_so(issues: dict[str, Gazette]) -> None:
    made = tables(issues["ningjin-2020-2"])[1]
    total = made.rows[-1]
    assert total.kind is RowKind.TOTAL
    assert [cell.value for cell in total.cells[1:7]] == [None, *map(Decimal, ("1867", "26", "212", "923", "706"))]
    assert total.warning == "“1867”印在前一栏，按各行的内容放到后一栏"
    assert made.caption.endswith("汇总表总1867家")
    assert {column.words for column in made.columns if column.type is ColumnType.COUNT} >= {"总数", "A类", "D类"}


def test_a_number_that_extraction_lost_is_not_made_up(issues: dict[str, Gazette]) -> None:
    made = tables(issues["ningjin-2020-2"])[2]
    row = next(row for row in made.rows if row.first_line == 764)
    assert (row.number, row.cells[1].words, row.cells[2].words) == (None, "", "")
    assert row.cells[0].merged is not None
    assert row.cells[0].words == "商业综合体"


def test_cells_that_a_page_divides_are_joined(issues: dict[str, Gazette]) -> None:
    made = next(each for each in tables(issues["dingzhou-2022-4"]) if len(each.columns) == 6)
    assert len(made.rows) == 241
    row = next(row for row in made.rows if row.number == 141)
    assert row.cells[2].words.endswith("不再分装的包装种子的备案")
    assert len(row.cells[2].spans) == 2
    bidding = next(row for row in made.rows if row.number == 105)
    assert "3.《河北省实施" in bidding.cells[5].words


def test_rows_above_the_number_that_they_belong_to_are_given_it_where_its_row_repeats_them(
    issues: dict[str, Gazette],
) -> None:
    made = next(each for each in tables(issues["dingzhou-2022-4"]) if len(each.columns) == 6)
    early = [row for row in made.rows if row.first_line in (2044, 2045)]
    assert [row.number for row in early] == [199, 199]
    assert all(row.cells[1].words == "基本医疗保险参保人员异地就医备案" for row in early)
    assert next(row for row in made.rows if row.first_line == 2043).number == 198


def test_a_veto_holds_for_the_whole_group(issues: dict[str, Gazette]) -> None:
    made = next(each for each in tables(issues["dingzhou-2023-2"]) if len(each.columns) == 7)
    vetoes = [row for row in made.rows if row.cells[2].words == "一票否决"]
    assert len(vetoes) == 7
    assert [row.cells[2].printed_here for row in vetoes] == [True, False, False, False, False, True, False]
    assert made.columns[2].type is ColumnType.NUMBER
    assert made.rows[7].cells[2].value == Decimal(8)  # 8 (如不涉及,直接加分)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("附件4 表1 行“本质安全” 列“分值”", ["8 (如不涉及,直接加分)"]),
        ("附件4 表1 行“产业政策” 列“分值”", ["一票否决"]),
        ("附件4表1行3列“内容”", ["3. 安全距离"]),
        ("附件4表1第28行列“内容”", ["4.行业地位"]),
    ],
)
def test_a_cell_is_found_by_words_or_number(
    place: str, words: list[str], numbered: Callable[[str], tuple[Gazette, Document]]
) -> None:
    gazette, document = numbered("定政办〔2023〕5号")
    text = gazette.source.text
    cell = find(document, parse_place(place), text)
    assert cell is not None
    assert [text[start:end].strip() for start, end in cell.spans] == words


def test_a_number_of_a_row_is_the_printed_one_and_第_n_行_is_its_place(
    numbered: Callable[[str], tuple[Gazette, Document]],
) -> None:
    gazette, document = numbered("廊政办发〔2021〕5号")
    text = gazette.source.text
    by_number = find(document, parse_place("附件表1行15列“牵头单位”"), text)
    by_place = find(document, parse_place("附件表1第17行列“牵头单位”"), text)  # two headings stand above
    assert by_number is not None
    assert by_place is not None
    assert by_number.spans == by_place.spans
    assert by_number.eid.endswith("__row_17__col_4")
    assert str(locate(document, parse_place("附件表1第99行"), text)) == "有附件表1，没有附件表1第99行"


def test_units_above_a_table_go_to_its_columns_in_their_order(issues: dict[str, Gazette]) -> None:
    made = next(each for each in tables(issues["langfang-2021-4"]) if each.units)
    assert made.units == ("万亩", "万立方米")
    assert [column.unit for column in made.columns] == [None, *["万亩", "万立方米"] * 6]
    assert made.columns[5].title == "2022年新增／高效节水灌溉面积"
    assert made.column("2025年新增节水量") == 12
    assert made.caption == "2021—2025年全市农业高效节水灌溉任务分解汇总表"


def test_what_cannot_be_read_stays_as_it_is_printed() -> None:
    text = "表3 甲\n乙 丙\n丁戊\n己\n"
    made = as_table(text)
    assert made.num == "表3"
    assert [row.words for row in made.rows] == [("乙丙",), ("丁戊",), ("己",)]
    assert made.warnings == ("各格之间没有分隔，按原样逐行列出",)


def test_marks_of_a_next_page_are_set_aside() -> None:
    text = "| 序号 | 名称 |\n|--|--|\n| 1 | 甲 |\n\n续表\n\n| 序号 | 名称 |\n|--|--|\n| 2 | 乙 |\n"
    made = as_table(text)
    assert [row.number for row in made.rows] == [1, 2]
    assert [piece.what for piece in made.aside].count("repeated header") == 2


def test_headings_know_what_stands_below_them(issues: dict[str, Gazette]) -> None:
    names = next(each for each in tables(issues["langfang-2021-4"]) if len(each.items) == 246)
    first = names.items[0]
    assert [names.rows[index].words[0] for index in first.under] == ["三河市（14家）", "监测合格企业13家"]
