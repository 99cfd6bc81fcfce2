"""How a 解读 tells its document again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

Examine = Callable[..., Report]

DOCUMENT = """\
某某市人民政府办公室关于印发《某某市防汛抗旱应急预案》的通知
某政办〔2023〕8号
2023年5月31日
各乡镇人民政府：
现印发给你们。
某某市防汛抗旱应急预案
一、组织指挥体系与职责
依托共享平台，提高疫情防控工作的科学性和时效性。
二、预防和预警机制
做好准备。
三、着力规范应急响应
分为四级。
四、强化督查考核
加强督查。
《某某市防汛抗旱应急预案》解读
一、主要内容
"""


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("532", "第二部分为预报和预警机制。", "预报和预警机制"),
        ("532", "第三部分，规范应急响应。", "规范应急响应"),
        ("532", "四是强化督导考核。", "强化督导考核"),
        ("533", "依托共享平台，提高疫情防控工作的科学性和实效性。", "提高疫情防控工作的科学性和实效性"),
        ("534", "预案共六章，规定了职责。", "共六章"),
        (
            "534",
            "预案包括预防和预警机制、着力规范应急响应和强化督查考核三个部分。",
            "包括预防和预警机制、着力规范应急响应和强化督查考核三个部分",
        ),
    ],
)
def test_told_otherwise(examine_draft: Examine, rule: str, text: str, words: str) -> None:
    assert [each.words for each in examine_draft(DOCUMENT + text + "\n", only=[rule]).findings] == [words]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("532", "第二部分为预防和预警机制。四是强化督查考核。"),
        ("532", "二是明确预防和预警机制事项，三是提出加强演练的要求。"),
        ("533", "依托共享平台，提高疫情防控工作的科学性和时效性。"),
        ("533", "依托数据平台，做好疫情防控工作。"),
        ("534", "预案包括组织指挥体系与职责、预防和预警机制、着力规范应急响应和强化督查考核四个部分。"),
    ],
)
def test_told_as_it_is(examine_draft: Examine, rule: str, text: str) -> None:
    assert not examine_draft(DOCUMENT + text + "\n", only=[rule]).findings
