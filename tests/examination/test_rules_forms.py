"""The outer form of a paper."""

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


def test_addressee(examine_draft: Callable[..., Report]) -> None:
    text = (
        "某某县人民政府办公室关于开展活动的通知\n政办〔2020〕1号\n2020年4月17日\n各乡镇人民政府、街道办，县政府各"
        "部门{}\n按照要求，通知如下。\n"
    )
    assert len(examine_draft(text.format(""), only=["140"]).findings) == 1
    assert not examine_draft(text.format("："), only=["140"]).findings


def test_makes_itself(examine_draft: Callable[..., Report]) -> None:
    text = "某县绿色金融改革实施方案\n一、实施步骤\n（一）启动阶段。制定《{}》，落实责任单位。\n"
    assert len(examine_draft(text.format("某县绿色金融改革实施方案"), only=["141"]).findings) == 1
    assert not examine_draft(text.format("某县绿色金融指标体系"), only=["141"]).findings


def test_second_without_first(draft: Draft) -> None:
    assert len(draft("此次评议分两部分进行，其中政府部门28个。第二部分为垂直管理部门。", only="142")) == 1
    assert not draft("第一部分是总体要求。", "第二部分是主要任务。", only="142")


def test_items_of_articles(examine_draft: Callable[..., Report]) -> None:
    text = (
        "某市基金管理实施细则\n第一条 为规范管理，制定本细则。\n第二条 市政府负责：\n{}决定设立；\n{}批准预算。\n"
        "第三条 本细则自印发之日起实施。\n"
    )
    assert len(examine_draft(text.format("（1）", "（2）"), only=["143"]).findings) == 1
    assert not examine_draft(text.format("（一）", "（二）"), only=["143"]).findings


def test_kind_outside(draft: Draft) -> None:
    assert len(draft("按照《关于在全市开展提效能活动》的通知要求，开展活动。", only="144")) == 1
    assert not draft("按照《关于在全市开展提效能活动的通知》要求，印发《关于加强管理的意见》的通知。", only="144")


def test_chapters_without_articles(examine_draft: Callable[..., Report]) -> None:
    text = (
        "某市排污权管理暂行办法\n第一章 总则\n{}制定目的\n为规范管理，制定本办法。\n第二章 储备管理\n{}储备来源\n"
        "来源为指标。\n"
    )
    assert len(examine_draft(text.format("一、", "二、"), only=["145"]).findings) == 1
    assert not examine_draft(text.format("第一条 ", "第二条 "), only=["145"]).findings


@pytest.mark.parametrize(
    ("title", "words", "count"),
    [
        ("某市消防事业发展“十四五”规划", "加强《某市消防事业发展“十四五”规划（2021—2025年）》的协调。", 1),
        ("某市消防事业发展“十四五”规划", "加强《某市消防事业发展“十四五”规划》的协调。", 0),
        ("关于聘请社会监督员的工作方案", "运用社会力量监督，制定本实施方案。", 1),
        ("关于聘请社会监督员的工作方案", "运用社会力量监督，制定本工作方案。", 0),
    ],
)
def test_own_title(examine_draft: Callable[..., Report], title: str, words: str, count: int) -> None:
    assert len(examine_draft(f"{title}\n一、总体要求\n{words}\n", only=["146"]).findings) == count
