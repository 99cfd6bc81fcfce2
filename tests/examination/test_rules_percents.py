"""Percentages: weights, rates beyond the whole, growth, pairs of figures in one proportion."""

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


def test_weights_that_miss_the_hundred(draft: Draft) -> None:
    assert draft("按照亩均税收权重60%、增加值权重20%、研发权重10%进行评价。", only="307")
    assert not draft("按照亩均税收权重60%、增加值权重20%、研发权重20%进行评价。", only="307")
    assert draft("规定了安全生产（30分）、环境保护（30分）、绿色发展（15分）、创新发展（15分）四个方面。", only="307")


@pytest.mark.parametrize("text", ["隐患整改完成率达100%以上。", "农村饮水安全覆盖率达到105%。", "检测合格率超过100%。"])
def test_rates_beyond_the_whole(draft: Draft, text: str) -> None:
    assert draft(text, only="308")


@pytest.mark.parametrize("text", ["隐患整改完成率达100%。", "保值增值率达到100%以上。", "合格率达到98%以上。"])
def test_rates_within_the_whole(draft: Draft, text: str) -> None:
    assert not draft(text, only="308")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("新建市政消火栓1752座，总数达到4860座，较“十二五”末增长56.37%。", False),
        ("新建市政消火栓1752座，总数达到4860座，较“十二五”末增长66.37%。", True),
        ("补助标准由40元提高到50元，增长25%。", False),
        ("补助标准由40元提高到50元，增长20%。", True),
        ("全市共有企业20家，其中规模以上企业12家，占60%。", False),
        ("全市共有企业20家，其中规模以上企业12家，占66%。", True),
    ],
)
def test_rates_that_follow_from_the_figures(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="309")) is wrong


def test_one_pair_out_of_proportion(draft: Draft) -> None:
    pairs = "10万亩，压减600万立方米；5万亩，压减300万立方米；2万亩，压减120万立方米；41.5万亩，压减{}万立方米。"
    assert ["2490万立方米" in each.message for each in draft(pairs.format(2940), only="313")] == [True]
    assert not draft(pairs.format(2490), only="313")
