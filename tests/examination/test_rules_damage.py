"""Damaged text: lost numbers, doubled words, broken sentences, empty brackets, stops side by side."""

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
    ("text", "wrong"),
    [
        ("每年推动家企业完成股份制改造。", True),
        ("每年推动3家企业完成股份制改造。", False),
        ("支持国家企业技术中心建设。", False),
        ("支持各家企业、多家单位参与。", False),
        ("建设个体工商户服务平台，培育个性品牌。", False),
        ("合格率达到以上。", True),
        ("降低万元收入能耗支出。", False),
        ("自年月日起施行。", True),
        ("到2023年，培育上市企业，“小巨人”企业达到1家以上。", True),
        ("每年在集群内培育创建绿色工厂，以标杆引领转型。", True),
        ("每年培育一批绿色工厂，每年引进人才5名，推动转型。", False),
        ("到2023年，培育上市企业1家，“小巨人”企业达到1家以上。", False),
    ],
)
def test_lost_numbers(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="701")) is wrong


@pytest.mark.parametrize(
    "text",
    [
        "优化营商环境的的决策部署。",
        "按照市委按照市委、市政府要求。",
        "行政执法改革改革任务要求。",
        "将应应急响应行动分为四级。",
        "指挥部部将情况上报。",
        "高标准建设设众春园。",
    ],
)
def test_doubled_words(draft: Draft, text: str) -> None:
    assert [each.rule for each in draft(text, only="702")] == ["702"]


@pytest.mark.parametrize(
    "text",
    [
        "由市市场监管局负责。",
        "加快建设设施农业。",
        "保险标的的价值。",
        "以营利为目的的活动。",
        "一项一项抓好落实，逐步推进。",
        "应急预案由执勤大队大队长签署。",
        "对对口帮扶单位予以支持，将将士优待政策落到实处。",
        "制定相应应急措施。",
        "特别行政区行政区域界线。",
        "在定州市市区办理。",
        "提炼医院院训。",
    ],
)
def test_words_that_may_double(draft: Draft, text: str) -> None:
    assert not draft(text, only="702")


def test_broken_sentence(draft: Draft) -> None:
    torn = "推进紧密型医共体建设，提高服务能力。整合县、乡、村三级资源，优化布局，组建"
    assert [each.words[-2:] for each in draft(torn, "二、保障", "加强领导。", only="703")] == ["组建"]
    assert not draft(torn + "医疗集团。", "二、保障", "加强领导。", only="703")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("各部门要认真学习贯彻落实《》精神，明确分工。", True),
        ("各部门要认真学习。（责任单位：；配合单位：市财政局）", True),
        ("各部门要认真学习《意见》精神。", False),
        ("日期：（）", False),
    ],
)
def test_empty_brackets(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="704")) is wrong


def test_stops_side_by_side(draft: Draft) -> None:
    assert draft("推进秸秆饲料化；；推进能源化。", only="705")
    assert draft("突破关键共性技术、核心技术、和系统集成技术。", only="705")
    assert not draft("坚持科学、及时、和谐的原则，或者另作规定。", only="705")
    assert not draft("推进秸秆饲料化……推进能源化。”", only="705")
