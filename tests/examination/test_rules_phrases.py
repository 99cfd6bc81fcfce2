"""Slips of one character and sentences of two halves; names explained by themselves; last characters twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Finding, Report

Draft = Callable[..., list[Finding]]


@pytest.fixture
def draft(examine_draft: Callable[..., Report]) -> Draft:
    """The findings of one rule in a text of these paragraphs, below a heading."""
    head = ("某市工作方案", "一、总体要求")
    return lambda *paragraphs, only: list(examine_draft("\n\n".join((*head, *paragraphs)) + "\n", only=[only]).findings)


@pytest.mark.parametrize(
    "text",
    [
        "推进紧密型医共建设，整合服务资源。",
        "各部门依据职责，各负其职，加强配合。",
        "坚决遏制重特重大事故，保持稳定。",
        "根据“谁投资，谁收益”的原则实施。",
        "再安排下一年度项目时，重点给予倾斜。",
        "依法打击各类违法违规行。完善制度。",
        "坚持目标为导向，提出主要任务。",
        "加大文庙、贡院等文物古迹保护利用，深入挖掘文化。",
        "企业技术中心、等创新平台建成后给予补助。",
        "本措施自发布之日起实行，有效期两年。",
        "以能源化、饲料、肥料化为主要途径。",
        "打造食品产业园，推进定州业品牌提档升级。",
        "市宣传部负责宣传，市财政局负责经费。",
        "由市财政局、市社、各乡镇负责。",
    ],
)
def test_slips(draft: Draft, text: str) -> None:
    assert len(draft(text, only="731")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "推进紧密型医共体建设，各司其职。",
        "遏制重大、特别重大事故。",
        "提供有力的保障，能够有力地推动发展。",
        "涉及企业的事项和涉企收费都要公开，梳理涉企业经营、民生保障的事项。",
        "坚持以目标为导向，坚持人民至上。",
        "加大文物保护利用力度，加大对宣传教育的投入。",
        "文化、教育、绿化工作由乡镇负责，消化、吸收、转化成果。",
        "市委宣传部负责，市宣传工作会议部署。",
        "城市社、区界线清楚，供销社、信用社参加。",
        "再次发生事故时，立即上报。",
        "每年等级评定、等候区设置按标准执行。",
    ],
)
def test_right_words(draft: Draft, text: str) -> None:
    assert not draft(text, only="731")


@pytest.mark.parametrize(
    "text",
    [
        "打造集商业、休闲、娱乐为一体的街区。",
        "不断加快农业生产标准化水平，增加产量。",
        "方案包括总体要求、重点任务、保障措施三个部分组成。",
        "推进单品种从生产、加工、流通、销售、消费的全产业链建设。",
        "对《应急预案》试行以来发现的问题，对二〇二〇年印发的预案的基础上进行修改。",
        "最低出租期限不少于五年。",
        "到年底，智能设备100%全覆盖。",
        "为深化文旅融合，让文化成为“硬核”力量。结合我市实际，制定本方案。",
        "切实加强协调，市委、市政府决策部署，抓实抓细各项工作。",
    ],
)
def test_mixed_sentences(draft: Draft, text: str) -> None:
    assert len(draft(text, only="734")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "打造集商业、休闲、娱乐于一体的街区，两者融为一体，产供销为一体化。",
        "加快提升标准化水平，加快转变方式。",
        "在现有预案的基础上进行修改，对于预案的基础上述工作照做。",
        "从生产到消费的全产业链。",
        "认真落实市委、市政府决策部署，抓实各项工作。",
    ],
)
def test_right_sentences(draft: Draft, text: str) -> None:
    assert not draft(text, only="734")


def test_explained_by_itself(draft: Draft) -> None:
    assert len(draft("重点实验室、工程研究中心（工程研究中心），拥有一项得2分。", only="732")) == 1
    assert len(draft("依托志愿服务信息系统志愿服务信息平台登记。", only="732")) == 1
    assert not draft("工程研究中心（国家级）、企业技术中心，拥有一项得2分。", only="732")


def test_last_character_twice(draft: Draft) -> None:
    words = "施工备案、招标备案、合同备案和竣工备案。"
    assert len(draft(words, "办理验收备案案。", only="737")) == 1
    assert not draft(words, "情况常常、事情样样，为了这个目的的。", only="737")
    assert not draft("办理验收备案案。", only="737")
