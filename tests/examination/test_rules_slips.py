"""Single characters and marks: foreign words, markup, amounts without unit, odd forms, slips, repeats."""

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
        ("706", "便利企业and群众办事。"),
        ("707", "得分=总和/数量\\*30%+整体得分。"),
        ("708", "投资175万对住房开展保险。"),
        ("708", "固定资产投资额达1000万的，奖补5万元。"),
        ("709", "加强种子监管，检査生产经营主体备案情况。"),
        ("710", "企业己经通过审核。"),
        ("710", "截止2020年底，全市有企业三百家。"),
        ("710", "为更好的发挥社区职能，制定本方案。"),
        ("710", "二是加完善农村产权交易体系。"),
        ("710", "依据二0三五年远景目标纲要制定。"),
        ("710", "秸秆综合利率巩固在98%以上。"),
        ("710", "更好的服务于企业发展。"),
    ],
)
def test_slips(draft: Draft, rule: str, text: str) -> None:
    assert [each.rule for each in draft(text, only=rule)] == [rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("706", "通过ISO9001认证，推广ERP、and等软件。"),
        ("708", "投资175万元开展保险，补助20万人次。"),
        ("708", "投资1000万美元。"),
        ("709", "加强種業監管，檢查經營主體備案，實施標準規劃，發展農業經濟。"),
        ("710", "报名截止日期为6月1日。"),
        ("710", "要求自己经手的事项。"),
        ("710", "贷款综合利率由双方商定，依据二〇三五年远景目标纲要制定。"),
        ("710", "提供更好的服务，更加完善制度。"),
    ],
)
def test_right_words(draft: Draft, rule: str, text: str) -> None:
    assert not draft(text, only=rule)


def test_sentence_twice(draft: Draft) -> None:
    words = "根据医疗机构类别和功能实行分类管理制度。"
    assert len(draft(f"{words}传染病床位不低于100张。{words}", only="711")) == 1
    assert not draft(words, "传染病床位不低于100张。", words, only="711")
    assert len(draft(words + "加强管理。", words + "加强管理。", only="711")) == 1
