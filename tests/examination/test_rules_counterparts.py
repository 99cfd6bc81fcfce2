"""Names of tasks in annexes and explanations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

_BODY = "某市放管服实施方案\n\n一、主要任务\n\n10.清除消费隐性壁垒。全面清理违规限制。\n\n11.便利新产品市场准入。积极"
        "培育领跑者。\n\n附件：任务分解表\n\n附件\n\n任务分解表\n\n| 序号 | 目标任务 | 牵头单位 |\n|---|---|---|\n| 1"
        " | {} | 市商务局 |\n| 2 | （十一）便利新产品市场准入。 | 市场监管局 |\n"


@pytest.mark.parametrize(
    ("cell", "count"),
    [("（十）消除消费隐性壁垒。", 1), ("（十）清除消费隐性壁垒。", 0), ("（十）推进通关便利化。", 0)],
)
def test_tasks(examine_draft: Callable[..., Report], cell: str, count: int) -> None:
    assert len(examine_draft(_BODY.format(cell), only=["540"]).findings) == count


_EXPLAINED = "某市供销社改革方案\n政字〔2021〕16号\n2021年12月15日\n各区人民政府：\n现印发给你们。\n某市供销社改革方"
             "案\n一、提升能力\n（一）完善农村产权交易体系。加强监管。\n（二）构建农产品现代化流通体系。改造网络。\n"
             "（三）稳妥开展信用合作服务。搭建平台。\n《某市供销社改革方案》政策解读\n为做好工作，市政府印发了《某市"
             "供销社改革方案》（以下简称《方案》）。\n一、主要内容\n提出了三项举措。一是完善农村产权交易体系，加强监"
             "管。二是{}，改造网络。三是稳妥开展信用合作服务，搭建平台。\n"


@pytest.mark.parametrize(
    ("name", "count"),
    [("健全农产品现代化流通体系", 1), ("构建农产品现代化流通体系", 0), ("培育冷链物流骨干企业", 0)],
)
def test_explained_tasks(examine_draft: Callable[..., Report], name: str, count: int) -> None:
    assert len(examine_draft(_EXPLAINED.format(name), only=["541"]).findings) == count
