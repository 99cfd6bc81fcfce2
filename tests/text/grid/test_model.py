"""A table as readers get it: exchange form, display, the same table from the pipes that other readers make of it."""

from __future__ import annotations

import pytest

from gongbao.text import Gazette, Kind, Provision, RowKind, Span, Table, display, table, tables, to_rows
from gongbao.text.grid.model import one_line


def _table(text: str) -> Table:
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ("加快药品\n\n监管法治\n\n体系建设", "加快药品监管法治体系建设"),
        (
            "市发改委\n\n市卫生健康委\n\n临空经济区（廊坊）\n\n管委会",
            "市发改委\n市卫生健康委\n临空经济区（廊坊）管委会",
        ),
        ("各县（市、区）政府、\n\n廊坊开发区管委会", "各县（市、区）政府、廊坊开发区管委会"),
        (" work \n order ", "work order"),
        ("", ""),
    ],
)
def test_broken_lines_of_a_cell_are_joined_but_bodies_stay_apart(shown: str, line: str) -> None:
    assert one_line(shown) == line


def test_the_exchange_form_has_one_header_line_and_merged_words_where_wanted() -> None:
    made = _table("序号\t目标\t任务\n1\t甲\t子\n2\t\t丑\n")
    assert to_rows(made) == [["序号", "目标", "任务"], ["1", "甲", "子"], ["2", "甲", "丑"]]
    assert to_rows(made, merged_too=False)[2] == ["2", "", "丑"]
    assert to_rows(_table("组长：\t王某\n成员：\t李某\n")) == [["组长：", "王某"], ["成员：", "李某"]]


def test_what_is_printed_comes_back_with_caption_form_and_headings() -> None:
    made = _table("\t专栏1：指标\n\n\t序号\n\t指标\n\t数值\n\n\t一、城区\n\n\t1\n\t甲\n\t2\n")
    assert [[cell.words for cell in row] for row in made.printed] == [
        ["专栏1：指标"],
        ["序号", "指标", "数值"],
        ["一、城区"],
        ["1", "甲", "2"],
    ]
    assert (made.caption, made.num) == ("专栏1：指标", "专栏1")


def test_rows_and_columns_are_looked_up_by_words() -> None:
    made = _table("序号\t事项\t2021年目标\n1\t甲事\t3\n3\t三号事项\t1\n")
    assert made.row("3") == 1  # its number, not the figure of the first row
    assert made.row("三号") == 1
    assert made.row("没有") is None
    assert made.row("") is None
    assert made.row_numbered(2) is None
    assert made.row_at(2) == 1
    assert made.row_at(0) is None
    assert made.column("目标") == 2
    assert made.column("没有") is None
    assert made.column("") is None


def test_a_table_is_displayed_row_by_row(issues: dict[str, Gazette]) -> None:
    gazette = issues["ningjin-2020-2"]
    node = next(
        node
        for document in gazette.documents
        for node in document.walk()
        if node.kind is Kind.TABLE and node.place == "附件2表1"
    )
    lines = display(gazette, node).split("\n")
    assert lines[0] == "序号\t乡镇\t总数\tA类\tB类\tC类\tD类\t备注"
    assert lines[-1] == "合计\t\t1867\t26\t212\t923\t706\t"


def _as_pipes(made: Table) -> str:
    """The table as a reader of other files prints it: merged cells have their words in their first place."""
    lines: list[list[str]] = []
    for level in range(max(len(column.path) for column in made.columns)):
        line: list[str] = []
        before: tuple[str, ...] = ()
        for column in made.columns:
            path = column.path[: level + 1] if level < len(column.path) else ()
            covered = path == before and level < len(column.path) - 1
            line.append(path[-1] if path and not covered else "")
            before = path
        lines.append(line)
    lines += [[cell.words if cell.printed_here else "" for cell in row.cells] for row in made.rows]
    rule = "|" + "---|" * len(made.columns)
    printed = ["| " + " | ".join(cell.replace("|", "｜") for cell in line) + " |" for line in lines]
    return "\n".join([printed[0], rule, *printed[1:]]) + "\n"


@pytest.mark.parametrize("name", ["dingzhou-2022-4", "dingzhou-2023-1", "langfang-2021-4", "ningjin-2020-2"])
def test_a_table_printed_with_pipes_is_the_same_table(name: str, issues: dict[str, Gazette]) -> None:
    for made in tables(issues[name]):
        if len(made.columns) < 2 or not any(column.path for column in made.columns):
            continue
        again = _table(_as_pipes(made))
        assert [(each.path, each.type) for each in again.columns] == [(each.path, each.type) for each in made.columns]
        assert [row.kind for row in again.rows] == [row.kind for row in made.rows]
        for one, other in zip(made.rows, again.rows, strict=True):
            across = [cell.merged is not None and made.rows[cell.merged[0]] is one for cell in one.cells]
            kept = [index for index, covered in enumerate(across) if not covered]  # only print can tell these
            assert [one.words[index] for index in kept] == [other.words[index] for index in kept]
            if one.kind is RowKind.ITEM:
                assert one.number == other.number
