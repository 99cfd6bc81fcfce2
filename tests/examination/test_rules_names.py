"""Names of offices: several for one, names that a reform has ended, levels in two scripts."""

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


def test_two_names_of_one_office(draft: Draft) -> None:
    found = draft("由市市场监督管理局、市财政局负责。", "市市场监督管理局牵头。", "市市场监管局通报。", only="605")
    assert [each.words for each in found] == ["市市场监管局"]
    assert "市场监督管理局”（2处）" in found[0].message


@pytest.mark.parametrize(
    "texts",
    [
        ("由市发展和改革局负责。", "报省发改委备案。"),
        ("由市发改局负责。", "依据《发展和改革局工作规则》办理。"),
        ("由市发改局负责。", "由市科技局负责。"),
        ("由市卫生健康局负责。", "报国家卫生健康委备案。"),
    ],
)
def test_names_of_different_offices(draft: Draft, texts: tuple[str, ...]) -> None:
    assert not draft(*texts, only="605")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("参加单位包括财政局、安监局。", True),
        ("监察局负责全程监督。", True),
        ("由市劳动保障监察局负责。", False),
        ("整合了市安全生产监督管理局等部门职责。", False),
        ("原市环保局印发的文件。", False),
        ("由市应急管理局负责。", False),
    ],
)
def test_names_that_have_ended(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="606")) is wrong


def test_body_named_with_and_without_a_word(draft: Draft) -> None:
    texts = ("到市不动产登记中心办理登记。", "由市不动产登记中心受理。")
    found = draft(*texts, "到市不动产登记交易中心办理抵押登记。", only="605")
    assert [each.words for each in found] == ["市不动产登记交易中心"]
    assert not draft(*texts, "在市公共资源交易中心进行交易。", "报市防汛抗旱指挥部备案。", only="605")


def test_levels_in_two_scripts(draft: Draft) -> None:
    assert [each.words for each in draft("分为Ⅰ级、Ⅱ级。", "启动II级响应。", only="609")] == ["II级"]
    assert not draft("分为Ⅰ级、Ⅱ级。", "启动Ⅱ级响应。", only="609")
