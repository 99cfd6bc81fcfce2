"""Body against tables: one sentence in two wordings, two lists of offices."""

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


def annex(row: str, head: str = "具体措施") -> tuple[str, ...]:
    return "附件：任务分解表", "附件", "任务分解表", f"| 序号 | {head} |\n|---|---|\n| 1 | {row} |"


@pytest.mark.parametrize(
    ("body", "row", "spot"),
    [
        ("组织召开缂丝、金牛眼药等项目交流研讨会。", "组织召开缂丝、金牛眼镜等项目交流研讨会。", "写“药”，附表写“镜”"),
        ("建成市、县、乡三级院前急救服务体系。", "建成市、县、乡两级院前急救服务体系。", "写“三”，附表写“两”"),
        ("编制定州文物安消防指挥调度中心设计方案。", "编制定州文物安消防指调度中心设计方案。", "有“挥”字，附表没有"),
        ("推出文化漫步者、潮流畅玩玩家精品线路。", "推出文化漫步者、潮流畅玩家精品线路。", "有“玩”字，附表没有"),
        ("推出文化漫步者、潮流畅玩家精品线路。", "推出文化漫步者、潮流畅玩玩家精品线路。", "附表多“玩”字"),
    ],
)
def test_one_spot_differs(draft: Draft, body: str, row: str, spot: str) -> None:
    found = draft(body, *annex(row), only="607")
    assert [spot in each.message for each in found] == [True]


@pytest.mark.parametrize(
    ("body", "row"),
    [
        ("组织召开缂丝、金牛眼药等项目交流研讨会。", "组织召开缂丝、金牛眼药等项目交流研讨会。"),
        ("围绕京津冀重点客源市场开展营销。", "针对京津冀重点客源市场开展营销。"),
        ("近三年没有发生较大及以上生产安全事故。", "近三年未发生较大及以上生产安全事故。"),
        ("对列入A类的企业优先安排用能指标。", "另一件毫不相干而且很长的事情。"),
    ],
)
def test_sentences_that_agree_or_are_others(draft: Draft, body: str, row: str) -> None:
    assert not draft(body, *annex(row), only="607")


@pytest.mark.parametrize(
    ("body", "row", "wrong"),
    [
        ("拓宽渠道，创新承办方式，效果明显的，记1分。", "拓宽渠道，创新承办方式，效果明显的，记1.5分", True),
        ("拓宽渠道，创新承办方式，效果明显的，记1分。", "拓宽渠道，创新承办方式，效果明显的，记1分", False),
        ("创新承办方式效果明显的记1分。创新承办方式效果明显的记2分。", "创新承办方式效果明显的记3分", False),
    ],
)
def test_same_sentence_with_another_number(draft: Draft, body: str, row: str, wrong: bool) -> None:
    assert bool(draft(body, *annex(row), only="406")) is wrong


def test_project_named_otherwise(draft: Draft) -> None:
    table = "| 序号 | 项目名称 |\n|---|---|\n| 1 | 全民健身中心 |\n| 2 | 文化艺术中心 |"
    found = draft("建设以球类馆为主的全民建设中心。", *annex("x")[:3], table, only="608")
    assert [each.words for each in found] == ["全民健身中心"]
    assert not draft("建设以球类馆为主的全民健身中心。", *annex("x")[:3], table, only="608")


def test_offices_of_body_and_table(draft: Draft) -> None:
    body = ("1.推进文旅重点项目建设。", "加快园区建设。（责任单位：市文旅局、市发改局、市住建局）")
    head, wrong = "重点任务 | 责任单位", "推进文旅重点项目建设 | 市文旅局、市发改局、市农业农村局"
    lines = f"| 序号 | {head} |\n|---|---|---|\n| 1 | {{}} |"
    found = draft(*body, *annex("x")[:3], lines.format(wrong), only="408")
    assert ["正文多住建局；附表多农业农村局" in each.message for each in found] == [True]
    right = "推进文旅重点项目建设 | 市发改局、市文旅局、住建局"
    assert not draft(*body, *annex("x")[:3], lines.format(right), only="408")
