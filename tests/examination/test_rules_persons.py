"""Persons in lists of members."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

_LIST = (
    "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n{}\n高宁波　县水务局局长\n王"
    "灵珍　县审计局局长\n"
)
_ONE = (
    "宁晋县人民政府关于开展改革的意见\n政字〔2020〕14号\n2020年5月28日\n各乡镇人民政府：\n现提出如下意见。\n附件："
    "领导小组\n附件\n领导小组\n" + _LIST
)
_TWO = (
    "宁晋县人民政府办公室关于开展活动的通知\n政办〔2020〕15号\n2020年4月2日\n各乡镇人民政府：\n现通知如下。\n附件"
    "：成员名单\n附件\n成员名单\n" + _LIST
)


@pytest.mark.parametrize(
    ("rule", "first", "second", "count"),
    [
        ("640", "杨振锋　县商务局局长", "杨振峰　县商务局局长", 1),
        ("640", "杨振锋　县商务局局长", "杨振锋　县商务局局长", 0),
        ("640", "杨振锋　县商务局局长", "刘国强　县商务局局长", 0),
        ("641", "杨振锋　县商务局局长", "宋嫦娟　县水业集团", 1),
        ("641", "杨振锋　县商务局局长", "宋嫦娟　县水业集团\n副经理", 0),
        ("642", "陈瑞生　县水业集团经理", "陈瑞生　县水业集团总经理", 1),
        ("642", "陈瑞生　县政府办公室副主任", "陈瑞生　县政府办副主任", 0),
        ("642", "陈瑞生　县水业集团经理", "陈瑞生　县商务局局长", 0),
    ],
)
def test_lists(examine_draft: Callable[..., Report], rule: str, first: str, second: str, count: int) -> None:
    assert len(examine_draft(_ONE.format(first) + _TWO.format(second), only=[rule]).findings) == count


def test_unknown_person(examine_draft: Callable[..., Report]) -> None:
    names = _LIST.format("杨振锋　县商务局局长")
    text = f"某市调整领导小组的通知\n一、名单\n{names}办公室主任由曹建生同志担任{{}}。\n"
    assert len(examine_draft(text.format("，副主任由邵乃岩同志担任"), only=["643"]).findings) == 1
    assert not examine_draft(text.format(""), only=["643"]).findings
