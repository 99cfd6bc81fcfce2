"""Tables and boxes that say nothing, or say it in several ways."""

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


_ROWS = (
    "| 1 | 甲大队 | 44 | 0 | 1098 |\n| 2 | 乙大队 | {} | {} | {} |\n| 3 | 丙大队 | 126 | 6 | 735 |\n| 4 | 丁大队 "
    "| 443 | 18 | 918 |\n| 5 | 戊大队 | 125 | 5 | 403 |\n"
)


def test_empty_rows(examine_draft: Callable[..., Report]) -> None:
    head = "某市消防规划\n\n附件\n\n水源表\n\n| 序号 | 单位 | 新建 | 水鹤 | 总量 |\n|---|---|---|---|---|\n"
    assert [each.words for each in examine_draft(head + _ROWS.format("", "", ""), only=["340"]).findings] == ["乙大队"]
    assert not examine_draft(head + _ROWS.format("0", "0", "13"), only=["340"]).findings
    assert not examine_draft(head + _ROWS.format("—", "—", "—"), only=["340"]).findings


def test_date_forms(examine_draft: Callable[..., Report]) -> None:
    head = "某县项目清单\n\n附件\n\n清单\n\n| 序号 | 项目 | 启动时间 |\n|---|---|---|\n"
    mixed = "| 1 | 客运站 | 2008年 |\n| 2 | 体育馆 | 2020.04 |\n| 3 | 规划馆 | 2020.2 |\n"
    assert len(examine_draft(head + mixed, only=["341"]).findings) == 1
    plain = mixed.replace("2008年", "2008.01").replace("2020.2 ", "2020.02 ")
    assert not examine_draft(head + plain, only=["341"]).findings


def test_bare_boxes(draft: Draft) -> None:
    after = "3.加强消防水源设施建设。市政给水管网与道路同步建设。"
    assert len(draft("专栏3：某市消防水源建设", "市政消火栓 消防水鹤", after, only="342")) == 1
    assert not draft("专栏3：某市消防水源建设", "新建市政消火栓600座，消防水鹤40座。", after, only="342")
