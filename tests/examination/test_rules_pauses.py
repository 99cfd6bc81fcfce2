"""Marks between clauses, names and quotations."""

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


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("147", "| 序号 | 单位 |\n|---|---|\n| 1 | 市发改委、市金融监管局，市税务局、市财政局 |\n| 2 | 市住建局 |"),
        ("147", "各单位要各司其职、各负其责、着力构建分工明确的工作格局。"),
        ("147", "坚持安全第一，预防为主，综合治理的方针。"),
        ("147", "根据《消防法》和《远景目标纲要》制定本规划。"),
        ("147", "投向新材料、绿色环保，航空航天、大数据等产业及其上下游项目。"),
    ],
)
def test_wrong(draft: Draft, rule: str, text: str) -> None:
    assert [each.rule for each in draft(text, only=rule)] == [rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("147", "（责任单位：市发改局、市财政局，各乡镇（街道））"),
        ("147", "四、着力优化消费环境，坚持安全第一、预防为主、综合治理的方针。"),
        ("147", "根据《消防法》，制定本规划；10月底前，完成划定工作。"),
        ("147", "按照保护环境、节约资源的要求，统筹推进建设、管护等工作。"),
    ],
)
def test_right(draft: Draft, rule: str, text: str) -> None:
    assert not draft(text, only=rule)


_HEAD = (
    "定州市人民政府办公室关于印发某规划的通知\n定政办〔2022〕5号\n2022年5月1日\n各乡镇人民政府{}：\n现印发给你们"
    "。\n某规划\n一、宣传\n{}\n"
)


def test_quotations(examine_draft: Callable[..., Report]) -> None:
    twice = _HEAD.format("", "实施“三必上”、“五必上”改造，建设“雪亮工程”、“天网工程”。")
    assert len(examine_draft(twice, only=["148"]).findings) == 1
    assert not examine_draft(_HEAD.format("", "实施“三必上”“五必上”改造。"), only=["148"]).findings


def test_places(examine_draft: Callable[..., Report]) -> None:
    assert len(examine_draft(_HEAD.format("，经济开发区，市政府有关部门", "加强宣传。"), only=["149"]).findings) == 1
    assert not examine_draft(_HEAD.format("，经济开发区管委会", "加强宣传。"), only=["149"]).findings


def test_run_together(examine_draft: Callable[..., Report]) -> None:
    often = "办理人大代表建议、政协提案工作。" * 3
    assert len(examine_draft(_HEAD.format("", often + "办理人大代表建议政协提案。"), only=["147"]).findings) == 1
    assert not examine_draft(_HEAD.format("", often), only=["147"]).findings
