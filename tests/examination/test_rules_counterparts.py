"""Names of tasks in annexes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

_BODY = (
    "某市放管服实施方案\n\n一、主要任务\n\n10.清除消费隐性壁垒。全面清理违规限制。\n\n11.便利新产品市场准入。积极"
    "培育领跑者。\n\n附件：任务分解表\n\n附件\n\n任务分解表\n\n| 序号 | 目标任务 | 牵头单位 |\n|---|---|---|\n| 1"
    " | {} | 市商务局 |\n| 2 | （十一）便利新产品市场准入。 | 市场监管局 |\n"
)


@pytest.mark.parametrize(
    ("cell", "count"),
    [("（十）消除消费隐性壁垒。", 1), ("（十）清除消费隐性壁垒。", 0), ("（十）推进通关便利化。", 0)],
)
def test_tasks(examine_draft: Callable[..., Report], cell: str, count: int) -> None:
    assert len(examine_draft(_BODY.format(cell), only=["540"]).findings) == count
