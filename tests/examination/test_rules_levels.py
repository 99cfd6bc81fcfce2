"""Levels and grades: shared bounds, gaps, one condition for two levels, reversed ranges."""

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


def test_bounds_of_grades_that_two_share(draft: Draft) -> None:
    found = draft("成绩在950分以上为优秀，900—950分为良好，800—900分为合格，800分以下为不合格。", only="402")
    assert {each.message.split("同时")[0] for each in found} == {"950分", "900分", "800分"}
    assert {each.basis for each in found} == {"民法典第一千二百五十九条"}


@pytest.mark.parametrize(
    "text",
    [
        "成绩在90分以上为优秀，80分以上不足90分为良好。",
        "5亿元以下的费率为1%，超过5亿元部分的费率为0.5%。",
        "处二百元以上五百元以下罚款；处五百元以上一千元以下罚款。",
        "贷款50万元（含）—300万元部分较大，300万元（含）—500万元部分重大。",
    ],
)
def test_bounds_that_meet(draft: Draft, text: str) -> None:
    assert not draft(text, only="402")


def test_gap_between_two_grades(draft: Draft) -> None:
    found = draft("投资不足10万元的为一般，投资超过10万元的为重大。", only="402")
    assert ["不属于相邻两级" in each.message for each in found] == [True]


def test_text_that_settles_the_bounds(draft: Draft) -> None:
    said = "本预案所称“以上”包括本数，“以下”不包括本数。"
    assert not draft("死亡10人以上30人以下的为重大，死亡3人以上10人以下的为较大。", said, only="402")


def test_same_condition_for_two_levels(draft: Draft) -> None:
    words = "（1）上游水库可能发生漫坝或者垮坝，严重威胁下游人员安全；"
    assert draft("二、Ⅱ级应急响应", words, "三、Ⅰ级应急响应", words, only="403")
    assert not draft("二、Ⅱ级应急响应", "（1）成立指挥部，组织抢险救援工作；", "三、Ⅰ级应急响应", words, only="403")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一次性奖励100—10万元。", True),
        ("一次性奖励10—100万元。", False),
        ("选取5～3个开发区。", True),
        ("2021—2020年任务", False),
        ("编号0310-8833个", False),
        ("国办发〔2021〕18-3号", False),
    ],
)
def test_ranges(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="404")) is wrong
