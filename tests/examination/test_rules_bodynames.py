"""Names of bodies, key terms, short names nobody has defined, labels of duties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

Examine = Callable[..., Report]


def found(examine_draft: Examine, rule: str, *paragraphs: str, title: str = "某市工作方案") -> list[str]:
    text = "\n\n".join((title, "一、任务", *paragraphs)) + "\n"
    return [each.words for each in examine_draft(text, only=[rule]).findings]


def test_a_name_less_a_character(examine_draft: Examine) -> None:
    listed = "包括市人民医院、市中医医院、市妇幼保健院、国网河北某市供电公司。"
    assert found(examine_draft, "631", listed, "以市中医院为龙头。") == ["市中医院"]
    assert found(examine_draft, "631", listed, "由国网某市供电公司负责。") == ["国网某市供电公司"]
    assert not found(examine_draft, "631", listed, "以市中医医院为龙头，含中医医院、设立分公司、设立公司。")


def test_the_term_of_the_title(examine_draft: Examine) -> None:
    whole = [f"第{number}条 行政执法社会监督员应当尽责。" for number in "一二三四"]
    short = "第五条 行政执法监督员应当妥善保管证件。"
    title = "某市行政执法社会监督员管理办法"
    text = "\n\n".join((title, *whole, short)) + "\n"
    assert [each.words for each in examine_draft(text, only=["632"]).findings] == ["行政执法监督员"]
    assert not examine_draft("\n\n".join((title, *whole)) + "\n", only=["632"]).findings


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("充分发挥质强办牵头作用。", 1),
        ("市交安办要适时开展督查。", 1),
        ("市道路交通安全委员会办公室（以下简称市交安办）负责。市交安办督查。", 0),
        ("市营商环境办公室（营商办）负责。市营商办督查。", 0),
        ("市政府办、市委编办、金融办负责，创新营商办法。", 0),
    ],
)
def test_offices_of_the_day(examine_draft: Examine, text: str, times: int) -> None:
    assert len(found(examine_draft, "633", text)) == times


def test_labels(examine_draft: Examine) -> None:
    one, other = "推广良种。（责任单位：市农业农村局）", "发展畜牧。（责任部门：市农业农村局）"
    assert found(examine_draft, "634", one, one, other) == ["责任部门："]
    assert not found(examine_draft, "634", one, one)
    both = "（牵头部门：市财政局；责任部门：市公安局；责任部门：各乡镇（街道））"
    assert [each[:5] for each in found(examine_draft, "635", "推进服务。" + both)] == ["责任部门："]
    assert not found(examine_draft, "635", "推进服务。" + both.replace("责任部门：市", "配合部门：市"))


def test_offices_before_the_reform(examine_draft: Examine) -> None:
    assert len(found(examine_draft, "637", "将税务、工商、环保、商检等相关部门纳入考核。")) == 1
    assert not found(examine_draft, "637", "将税务、公安、生态环境等相关部门纳入考核。")


def test_the_name_that_the_gazette_has(examine_draft: Examine) -> None:
    def document(number: int, words: str) -> str:
        return (
            f"某市人民政府办公室关于印发第{number}方案的通知\n某政办〔2022〕{number}号\n2022年1月4日\n各乡镇人民政府：\n"
            f"现印发给你们。\n第{number}方案\n一、分工\n{words}\n"
        )

    usual = "市文化广电和旅游局牵头，市文化广电和旅游局负责。"
    text = document(1, usual) + document(2, usual) + document(3, "市文化和旅游局负责景区。")
    assert [each.words for each in examine_draft(text, only=["636"]).findings] == ["市文化和旅游局"]
    assert not examine_draft(document(1, usual) + document(2, usual), only=["636"]).findings
