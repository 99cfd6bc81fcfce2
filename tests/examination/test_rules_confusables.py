"""Characters that look or sound alike, lost or added ones, two spellings of one word."""

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
        ("741", "加快归国人员融人我市经济社会发展大环境。"),
        ("741", "定期对活动开展情况讲行总结评估。"),
        ("741", "加快推进途径我市重点输气管线建设。"),
        ("741", "鼓励盈利性机构利用存量建设用地从事停车场建设。"),
        ("741", "优先满足战略新兴产业的需要。"),
        ("741", "结合我市市级，明确出台方案。"),
        ("741", "《方案》共分三部门，明确了主要任务。"),
        ("741", "争取一座铁路在本县设站。"),
        ("742", "确保业主住的舒心、安心、放心。"),
        ("742", "通过直接融资渠道最大程度的募集更多的资金。"),
        ("743", "负责其它相关工作。"),
    ],
)
def test_wrong(draft: Draft, rule: str, text: str) -> None:
    assert [each.rule for each in draft(text, only=rule)] == [rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("741", "深入人民群众，引导投资人依法投资，融合人才政策。"),
        ("741", "拓宽就业途径，我市群众受益；沿线途经我市三个县。"),
        ("741", "非营利性组织和营利性机构分类管理，形成战略性新兴产业集群。"),
        ("741", "共分三部分。各部门分工负责，县政府三部门联合检查。"),
        ("742", "群众住的房屋、用的设施；最大限度的优惠政策。"),
        ("743", "负责其他相关工作，明确通讯地址和通信方式。"),
    ],
)
def test_right(draft: Draft, rule: str, text: str) -> None:
    assert not draft(text, only=rule)


def test_one_word_in_two_spellings(draft: Draft) -> None:
    assert [each.words for each in draft("份内的事认真干。", "按照分内的事标准做好。", only="743")] == ["份内的事认真"]
    assert not draft("份内的事认真干。", only="743")
