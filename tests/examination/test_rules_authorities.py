"""Names of authorities."""

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


_HEAD = "定州市农村建房若干措施\n定政办〔2021〕9号\n2021年12月14日\n各乡镇人民政府：\n现印发给你们。\n一、管理\n{}\n"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("经县土地行政主管部门审查后收回。", 1),
        ("与环保部门联网传输的，视为合格。", 1),
        ("给予行政处分；构成犯罪的，依法追究刑事责任。", 1),
        ("经自然资源主管部门审查后收回，依法给予处分。", 0),
        ("依据《国土资源部门规章》执行。", 0),
    ],
)
def test_past_authority(examine_draft: Callable[..., Report], words: str, count: int) -> None:
    assert len(examine_draft(_HEAD.format(words), only=["644"]).findings) == count


def test_two_names(draft: Draft) -> None:
    first = "承储企业应当向当地粮食行政管理部门报告，粮食行政管理部门应当核实。"
    assert [each.words for each in draft(first, "粮食行政主管部门负责检查。", only="645")] == ["粮食行政主管部门"]
    assert not draft(first, "住房和城乡建设主管部门负责检查。", only="645")
    platform = "建立全市统一的排污权储备和交易管理信息平台。"
    assert len(draft(platform, "录入市排污权储备和出让管理信息平台。", only="645")) == 1


def test_ours(draft: Draft) -> None:
    assert len(draft("及时做好我省贯彻落实工作，更好发挥政策效应。", only="646")) == 1
    assert not draft("落实我省限制商品过度包装相关政策，争创全省一流。", only="646")


def test_branches(draft: Draft) -> None:
    assert len(draft("自然资源和规划局牵头。", "自然资源和规划分局参与。", only="647")) == 1
    assert not draft("自然资源和规划局牵头，生态环境分局参与。", only="647")
