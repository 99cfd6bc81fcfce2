"""Counts in sentences: parts and wholes, lists and their number, annexes and their rows."""

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


def test_parts_that_fall_short(draft: Draft) -> None:
    found = draft("床位6959张，其中医院4959张、基层机构1397张、专业机构600张。", only="304")
    assert [each.message for each in found] == ["总数是6959张，其中各项相加得6956张，相差3张。"]


@pytest.mark.parametrize(
    "text",
    [
        "机构984个，其中医院35个、基层机构944个、专业机构5个。",
        "企业700余家，其中规模以上12家、骨干5家。",
        "新增100人，其中市本级40人、各县60人。",
        "全市有企业300家，其中规模以上12家。",
        "比例达到60%，其中甲县40%、乙县30%。",
    ],
)
def test_parts_that_fit_or_cannot_be_added(draft: Draft, text: str) -> None:
    assert not draft(text, only="304")


def test_more_names_than_said(draft: Draft) -> None:
    found = draft("重点对东镇、西镇、南镇、北镇、中镇等4个乡镇改造农田。", only="305")
    assert [each.message for each in found] == ["列出了5个，却称“等4个”。"]


@pytest.mark.parametrize(
    "text",
    [
        "重点对东镇、西镇、南镇等8个乡镇改造农田。",
        "重点对东镇、西镇、南镇、北镇等4个乡镇改造农田。",
        "推荐“谷粮”“雪面”“抬羊”等3个品牌。",
        "包括甲（子、丑、寅）、乙、丙等3个方面。",
    ],
)
def test_lists_that_fit_their_count(draft: Draft, text: str) -> None:
    assert not draft(text, only="305")


def test_count_against_annex(draft: Draft) -> None:
    annex = ("附件：废止文件目录", "附件", "废止文件目录", "| 序号 | 名称 |\n|---|---|\n| 1 | 甲办法 |\n| 2 | 乙办法 |")
    assert [each.words for each in draft("决定废止文件3件。", *annex, only="310")] == ["决定废止文件3件"]
    assert not draft("决定废止文件2件。", *annex, only="310")
