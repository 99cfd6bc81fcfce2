"""Who does what."""

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


def test_same_duty(draft: Draft) -> None:
    first = "市侨联：负责会展期间涉外事宜；负责其他相关工作。"
    assert len(draft(first, "市外办：负责会展期间涉外事宜；负责其他相关工作。", only="440")) == 1
    assert not draft(first, "市外办：负责参展手续审批；负责其他相关工作。", only="440")
    shared = "参与重要工程和重大险情抢险工作；负责消防车辆保障。"
    assert not draft("市消防大队：" + shared, "市武警中队：参与重要工程和重大险情抢险工作。", only="440")


_MEMBERS = (
    "成立指挥部，县长任指挥长，县水务局、县应急管理局、县财政局、县公安局、县卫健局、县民政局{}等有关部门主要"
    "负责人为成员。"
)
_DUTIES = (
    "县水务局：负责供水工程的建设和管理。",
    "县财政局：保证应急抢险经费及时下拨。",
    "县公安局：负责维护现场秩序和交通。",
    "县发改局：负责应急工程的规划和项目审批。",
)


def test_no_member(draft: Draft) -> None:
    assert [each.words for each in draft(_MEMBERS.format(""), *_DUTIES, only="441")] == ["县发改局"]
    assert not draft(_MEMBERS.format("、县发展和改革局"), *_DUTIES, only="441")


def test_principles(draft: Draft) -> None:
    one = "引导基金按照“政府引导、市场运作、滚动使用”的原则设立。"
    assert len(draft(one, "引导基金按照“政府引导、聚合资本、防范风险”的原则运作。", only="442")) == 1
    assert not draft(one, "引导基金按照“市场运作、政府引导、滚动使用”的原则运作。", only="442")
    assert not draft(one, "引导基金按照“利益共享、风险共担”的原则分配收益。", only="442")


def test_two_paces(draft: Draft) -> None:
    assert len(draft("基础研究投入稳定增长，项目增加。基础研究投入大幅增长。", only="443")) == 1
    assert not draft("基础研究投入稳定增长，企业研发投入大幅增长。", only="443")
    assert not draft("基础研究投入稳定增长。", "基础研究投入大幅增长。", only="443")
