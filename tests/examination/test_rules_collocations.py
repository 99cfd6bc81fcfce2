"""Words that do not go together, say a thing twice or lack their other half."""

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
        ("744", "加强农村产权交易市场监管力度，防范交易风险。"),
        ("744", "加强数理化等基础学科科研水平。"),
        ("744", "提高政务服务环境，优化服务质量。"),
        ("744", "为攻坚战提高气象保障。"),
        ("745", "至少主导过3个以上股权投资的成功案例。"),
        ("745", "有效期自认定之日起两年内有效。"),
        ("745", "到2022年底前基本实现全覆盖。"),
        ("745", "可以大大减轻了个人经济负担。"),
        ("745", "年底前实现应上事项100%全流程网办，年底前实现100%。"),
        ("746", "实现对公园、湿地等区域的负氧离子进行监测。"),
        ("746", "但是对照建队标准，首都政治定位，能力水平要求相比还存在一定差距。"),
        ("746", "一是引导村民可以选择通用设计图。"),
        (
            "746",
            "为深入贯彻重要指示精神，积极落实办好供销合作社的政治责任，开创事业新局面。根据省政府方案，制定本方案。",
        ),
    ],
)
def test_wrong(draft: Draft, rule: str, text: str) -> None:
    assert [each.rule for each in draft(text, only=rule)] == [rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("744", "加大监管力度，加强监管，加大政策支持力度。"),
        ("744", "加强基础学科建设，提高科研水平，优化营商环境，改善服务质量和水平。"),
        ("745", "至少有3名具备5年以上工作经验的人员，必要时可以赴实地调研了解。"),
        ("745", "2022年底前完成；到2025年，建成体系；在有效期限内继续有效。"),
        ("746", "对直达资金进行全过程监控，实现对公园的监测。"),
        ("746", "为进一步规范建房，提高质量，根据《条例》，制定本办法。"),
        ("746", "发挥行业协会的作用，发挥追溯数据在产品召回中的作用。"),
    ],
)
def test_right(draft: Draft, rule: str, text: str) -> None:
    assert not draft(text, only=rule)
