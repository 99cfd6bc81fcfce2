"""Marks and digits of the wrong width, questions without a mark, one number in two ways."""

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


def test_narrow_marks(draft: Draft) -> None:
    assert [each.words for each in draft("落实决策部署,按照工作安排，抓好落实。", only="749")] == [
        "落实决策部署，按照工作安"
    ]
    assert not draft("全市GDP为1,867亿元，比例为1:2，见http://a.b/c?d。", only="749")
    assert len(draft(*["落实部署,按照安排，抓好落实。"] * 4, only="749")) == 1  # told once where it is everywhere


def test_wide_digits(draft: Draft) -> None:
    assert [each.words for each in draft("市级拥有１家销售收入1亿元的企业。", only="740")] == ["市级拥有1家销售"]
    assert not draft("市级拥有1家销售收入1亿元的企业。", only="740")


def test_questions(examine_draft: Callable[..., Report]) -> None:
    text = "《某市措施》政策解读\n\n一、出台的主要背景是什么\n\n为了规范。\n\n二、责任是如何划分的{}\n\n村民负责。\n"
    assert len(examine_draft(text.format("？"), only=["648"]).findings) == 1
    assert not examine_draft(text.format(""), only=["648"]).findings


def test_two_numerals(draft: Draft) -> None:
    assert len(draft("对后三名进行调整；对后3名的部门反馈；后3名重新评议。", only="649")) == 1
    assert not draft("对后三名进行调整；对前3名给予奖励，每年一次，近五年有效。", only="649")
