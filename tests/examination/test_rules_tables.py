"""Rows of tables: numbers, rows that stand twice, odd cells, parts of indicators, shifted rows."""

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


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ("1 2 4", "序号2之后是4，缺号。"),
        ("1 2 2", "序号2连用两次。"),
        ("1 3 2", "序号1之后是3，缺号。"),
    ],
)
def test_numbers_out_of_order(draft: Draft, numbers: str, message: str) -> None:
    rows = [f"{number}|项目{at}|单位{at}" for at, number in enumerate(numbers.split())]
    assert message in [each.message for each in draft(table("序号|项目|单位", *rows), only="303")]


def test_row_without_number(draft: Draft) -> None:
    rows = ("序号|项目|单位|投资", "1|甲|子|5", "|乙|丑|6", "3|丙|寅|7")
    assert [each.message for each in draft(table(*rows), only="303")] == ["序号1之后是3，中间有一行没有序号。"]


def test_numbers_in_order_and_numbers_that_begin_anew(draft: Draft) -> None:
    assert not draft(table("序号|项目", "1|甲", "2|乙", "1|丙", "2|丁"), only="303")


def test_same_row_twice(draft: Draft) -> None:
    rows = ("序号|企业名称|乡镇", "1|甲食品有限公司|东镇", "2|乙机械有限公司|西镇", "3|甲食品有限公司|东镇")
    assert [each.message for each in draft(table(*rows), only="311")] == ["第3行与第1行除序号外完全相同。"]
    other = ("序号|企业名称|乡镇", "1|甲食品有限公司|东镇", "2|甲食品有限公司|西镇")
    assert not draft(table(*other), only="311")


def test_words_in_a_column_of_numbers(draft: Draft) -> None:
    rows = [f"{at}|镇{at}|{at * 3}" for at in range(1, 8)]
    assert [each.words for each in draft(table("序号|单位|数量", *rows, "8|镇8|若干"), only="312")] == ["若干"]
    assert not draft(table("序号|单位|数量", *rows, "8|镇8|—"), only="312")


def test_indicator_and_its_two_parts(draft: Draft) -> None:
    head = ("序号|主要指标|2020年|2025年", "1|医院|5.08|5.33", "2|公立医院|2.70|3.03")
    found = draft(table(*head, "3|非公立医院|2.29|2.30"), only="315")
    assert ["4.99" in each.message for each in found] == [True]
    assert not draft(table(*head, "3|非公立医院|2.38|2.30"), only="315")


def test_heading_at_the_end_of_a_page(draft: Draft) -> None:
    rows = (
        "| 序号 | 重点任务 | 具体措施 |\n|---|---|---|\n| 1 | 丰富文化供给 | 巡演 |\n| 2 | 加强文物保护 | 修缮文庙 |"
        "\n| 三、保护传承行动 | | |\n| 序号 | 重点任务 | 具体措施 |\n|---|---|---|\n| 3 | 弘扬传统文化 | 举办讲堂 |"
    )
    tail = ("附件：任务表", "附件", "任务表", rows)
    first, second = "（二）实施保护传承行动", "1.加强文物保护。修缮文庙。"
    late = draft("（一）丰富文化供给", first, second, *tail, only="316")
    assert [each.words for each in late] == ["三、保护传承行动"]
    assert not draft("（一）丰富文化供给", second, first, "2.弘扬传统文化。", *tail, only="316")
