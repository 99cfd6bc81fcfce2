"""Deadlines that leave no time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("2021年底前，每个县至少建设1个康复医疗中心。2021年底前建成系统。", 1),
        ("12月底前，完成规划编制。", 1),
        ("2022年底前，全部建成。", 0),
        ("12月20日前已经完成。", 0),
    ],
)
def test_no_time(examine_draft: Callable[..., Report], words: str, count: int) -> None:
    text = f"某市推动公立医院发展的实施方案\n政办字〔2021〕83号\n2021年12月22日\n一、任务\n{words}\n"
    assert len(examine_draft(text, only=["240"]).findings) == count


def test_dashes(examine_draft: Callable[..., Report]) -> None:
    text = (
        "某县方案\n一、步骤\n（一）启动（2020年6月{}2020年12月）。启动。\n（二）推进（2021年1月—2022年6月）。推进。\n"
    )
    assert len(examine_draft(text.format("-"), only=["242"]).findings) == 1
    assert not examine_draft(text.format("—"), only=["242"]).findings
