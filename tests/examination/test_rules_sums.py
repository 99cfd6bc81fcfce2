"""Totals of tables: what is printed against what the cells make."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Finding, Report

Draft = Callable[..., list[Finding]]


@pytest.fixture
def draft(examine_draft: Callable[..., Report]) -> Draft:
    """The findings of one rule in a text of these paragraphs, below a heading."""
    head = ("某市人民政府办公室关于印发某方案的通知", "一、总体要求")
    return lambda *paragraphs, only: list(examine_draft("\n\n".join((*head, *paragraphs)) + "\n", only=[only]).findings)


def table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    lines = [f"| {row.replace('|', ' | ')} |" for row in rows]
    return "\n".join((lines[0], "|" + "---|" * width, *lines[1:]))


def test_total_that_is_no_sum(draft: Draft) -> None:
    found = draft(table("县别|面积", "甲县|3", "乙县|4", "丙县|5", "合计|13"), only="301")
    assert [each.words for each in found] == ["合计|13"]
    assert "各行相加得12，相差1" in found[0].message
    assert found[0].severity == "错误"


def test_total_of_rounded_measures_is_a_note(draft: Draft) -> None:
    found = draft(table("县别|面积", "甲县|1.3", "乙县|0.9", "丙县|2.7", "合计|5.0"), only="301")
    assert [(each.severity, "四舍五入" in each.message) for each in found] == [("提示", True)]


def test_totals_that_hold_are_silent(draft: Draft) -> None:
    assert not draft(table("县别|面积", "甲县|3", "乙县|4", "合计|7"), only="301")
    assert not draft(table("县别|面积", "甲县|—", "乙县|4", "丙县|2", "合计|6"), only="301")


def test_row_that_is_no_sum(draft: Draft) -> None:
    rows = ("乡镇|总数|A类|B类", "甲镇|5|2|3", "乙镇|11|4|6", "丙镇|6|2|4", "丁镇|7|3|4")
    found = draft(table(*rows), only="302")
    assert ["乙镇" in each.words and "相加得10" in each.message for each in found] == [True]


def test_columns_that_are_no_parts_are_not_added(draft: Draft) -> None:
    rows = ("乡镇|总数|人口|面积", "甲镇|5|200|31", "乙镇|11|400|64", "丙镇|6|210|47")
    assert not draft(table(*rows), only="302")


def test_points_of_a_group(draft: Draft) -> None:
    rows = ("项目|内容|分值", "安全（30分）|甲|10", "|乙|10", "|丙|15", "环保（20分）|丁|12", "|戊|8")
    assert [each.words for each in draft(table(*rows), only="314")] == ["安全（30分）"]


def test_names_behind_a_count(draft: Draft) -> None:
    found = draft("确定的4家企业：东方食品公司、西山机械公司、南湖纺织公司、北岭化工公司、中原建材公司。", only="306")
    assert [each.message for each in found] == ["标明4个，名单列出5个。"]
    assert not draft("确定的4家企业：东方食品公司、西山机械公司、南湖纺织公司、北岭化工公司。", only="306")


@pytest.mark.parametrize(
    "text",
    ["确定100名评议代表：离退休干部、外来投资者、外地客商占50%，农民、市民占50%。", "共3项：甲。"],
)
def test_kinds_behind_a_count_are_no_names(draft: Draft, text: str) -> None:
    assert not draft(text, only="306")
