"""Words out of place: swapped lists, items named twice, names one stroke apart."""

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
    "text",
    [
        "遭到毁坏的通信、电力、通信设施要尽快修复。",
        "由市发改局、市交通局、市财政局、市交通局负责。",
        "分别资助10万元、10万元、10万元。",
    ],
)
def test_item_named_twice(draft: Draft, text: str) -> None:
    assert [each.rule for each in draft(text, only="713")] == ["713"]


@pytest.mark.parametrize(
    "text",
    [
        "重点区域内有关省、自治区、直辖市建设可能对相邻省、自治区、直辖市有影响的项目。",
        "瞒报、谎报、迟报或者授意他人瞒报、谎报、迟报。",
        "由市发改局、市交通局、市财政局负责。",
        "第5、6、7、8条",
    ],
)
def test_lists_without_repeats(draft: Draft, text: str) -> None:
    assert not draft(text, only="713")


def test_names_one_stroke_apart(draft: Draft) -> None:
    right, wrong = "组长：康玉民市农业农村局副局长", "成员：康玉明市农业农村局副局长"
    found = draft(right, wrong, right.replace("组长", "成员"), only="610")
    assert [each.words for each in found] == ["康玉明市农业农村局副局长"]
    assert not draft(right, "成员：康玉明市财政局副局长", only="610")
    assert not draft(right, "成员：李树新市农业农村局副局长", only="610")


def test_office_that_consults_itself(draft: Draft) -> None:
    text = "轮换计划由市发展改革部门根据品质提出建议，与市{}部门、市财政部门协商一致后下达。"
    assert draft(text.format("发展改革"), only="714")
    assert not draft(text.format("粮食"), only="714")


def test_two_lists_run_together(draft: Draft) -> None:
    group = ("1.制度组", "由市农业农村局分管领导任组长。")
    first = ("成员名单：", "组长：张彦峰 市自然资源和规划局局长", "副组长：李硕 市政府办副主任")
    second = ("成员名单：", "组长：康玉民 市农业农村局副局长", "成员：闫淑静 市农业农村局科长")
    assert [each.words for each in draft(*group, *first, *second, only="712")] == ["成员名单："]
    assert not draft(*group, *first, only="712")
