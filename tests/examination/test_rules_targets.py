"""Goals: two values for one, goals weaker than what is reached."""

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


def test_two_values_for_one_year(draft: Draft) -> None:
    found = draft(
        "到2023年底，建成加氢站1座，产值达到2亿元。", "到2023年底，累计建成加氢站2座，完成投资0.7亿元。", only="401"
    )
    assert [each.words for each in found] == ["累计建成加氢站2座"]
    assert found[0].others[0][1] == "建成加氢站1座"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("到2023年底，建成加氢站1座。", "到2025年底，建成加氢站4座。"),
        ("到2025年，人均体育场地面积达到2.6平方米。", "到2025年，人均体育场地面积达到2.6平方米。"),
        ("对A类企业，奖励比例达到100%。", "对B类企业，奖励比例达到90%。"),
    ],
)
def test_values_that_do_not_clash(draft: Draft, first: str, second: str) -> None:
    assert not draft(first, second, only="401")


def test_sentence_against_table(draft: Draft) -> None:
    table = "| 序号 | 主要指标 | 2020年 | 2025年 |\n|---|---|---|---|\n| 1 | 每千人口药师数（人） | 0.38 | 0.54 |"
    found = draft("到2025年，每千人口药师数达到0.25人。", table, only="401")
    assert ["0.54" in each.message for each in found] == [True]
    assert not draft("到2025年，每千人口药师数达到0.54人。", table, only="401")


def test_goal_below_the_present(draft: Draft) -> None:
    rows = ("甲院 | 100 | 120", "乙院 | 35 | 31", "丙院 | 60 | 70", "丁院 | 50 | 55", "戊院 | 20 | 30")
    head = "| 医院名称 | 2020年医师数 | 2025年医师数 |\n|---|---|---|\n"
    found = draft(head + "\n".join(f"| {row} |" for row in rows), only="405")
    assert ["35" in each.message for each in found] == [True]


def test_goal_wider_than_the_present(draft: Draft) -> None:
    head = "| 序号 | 指标内容 | 现状（2020年） | 目标（2025年） |\n|---|---|---|---|\n"
    assert draft(head + "| 1 | 火灾死亡率 | 0.10 | 小于0.19 |\n| 2 | 站点（座） | 38 | 63 |", only="405")
    assert not draft(head + "| 1 | 火灾死亡率 | 0.20 | 小于0.19 |\n| 2 | 站点（座） | 38 | 63 |", only="405")


@pytest.mark.parametrize(
    ("task", "limit", "wrong"),
    [
        ("2023年底前，至少建成1个儿童医院", "2025年12月", True),
        ("2021年底前完成规划，2025年底前建立体系", "2021年12月", True),
        ("2021年底前完成规划，2022年底前建立体系", "2022年12月", False),
        ("完善考核制度", "2022年12月", False),
        ("2023年底前建成", "持续推进", False),
    ],
)
def test_limit_of_a_row(draft: Draft, task: str, limit: str, wrong: bool) -> None:
    table = f"| 序号 | 具体措施 | 完成时限 |\n|---|---|---|\n| 1 | {task} | {limit} |\n| 2 | 别的任务 | 2022年12月 |"
    assert bool(draft(table, only="407")) is wrong
