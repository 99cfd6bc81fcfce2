"""Phrases of a fixed form, sessions, numbers of standards and orders."""

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
        ("747", "增强“四个意识”，坚定了“四个自信”。"),
        ("747", "更好服务群众。中央、国务院今年出台的一号文件指出。"),
        ("747", "构建以“双随机一公开”为基本手段的监管模式。"),
        ("747", "为深入贯彻河北省政府办公室通知，制定本方案。"),
        ("747", "主动对接全省气象事业发展十四五规划。"),
        ("748", "认真落实《农村住宅设计标准》（DB13（J）T8328—2019）的要求。"),
        ("748", "根据《提案工作规定》（河北省人民政府第125号令）有关要求。"),
    ],
)
def test_wrong(draft: Draft, rule: str, text: str) -> None:
    assert [each.rule for each in draft(text, only=rule)] == [rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("747", "坚定“四个自信”，落实党中央、国务院和中共中央、国务院部署，省人民政府办公厅印发。"),
        ("747", "贯彻习近平总书记重要指示批示精神，践行重要指示批示的具体行动，编制“十四五”规划。"),
        ("748", "执行GB/T 15834—2011和DB13(J)/T 8328—2019，依据国务院令第590号。"),
    ],
)
def test_right(draft: Draft, rule: str, text: str) -> None:
    assert not draft(text, only=rule)


_HEAD = (
    "某市人民政府办公室关于印发规划的通知\n政办〔2021〕78号\n{}\n各区人民政府：\n现印发给你们。\n规划\n一、总体要"
    "求\n{}\n"
)


@pytest.mark.parametrize(
    ("issued", "sessions", "count"),
    [
        ("2021年12月7日", "深入贯彻党的十九大和十九届二中、三中、四中、五中全会精神。", 1),
        ("2021年12月7日", "深入贯彻党的十九大和十九届二中、三中、四中、五中、六中全会精神。", 0),
        ("2021年10月12日", "深入贯彻党的十九大和十九届二中、三中、四中、五中全会精神。", 0),
        ("2021年11月15日", "深入贯彻党的十九大和十九届二中、三中、四中、五中全会精神。", 0),
        ("2022年12月7日", "深入贯彻党的十九大和十九届二中、三中、四中、五中、六中全会精神。", 1),
    ],
)
def test_last_session(examine_draft: Callable[..., Report], issued: str, sessions: str, count: int) -> None:
    assert len(examine_draft(_HEAD.format(issued, sessions), only=["241"]).findings) == count
