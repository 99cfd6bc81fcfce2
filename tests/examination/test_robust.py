"""Hostile and mutilated texts: no rule raises, and what findings quote stands where they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.examination import examine
from gongbao.reading import Source, read_file
from gongbao.text import normal, parse

ON = date(2026, 1, 1)
PIECES = [
    "第一条 ", "第十十条", "第三条第五款第（九）项", "本办法第二条", "前款", "前项", "一、", "（一）", "（三）", "1.",
    "2、", "①", "一是", "三是", "《", "》", "（", "）", "“", "”", "〔2022〕", "定政办〔2022〕8号", "（2007）3号",
    "令2018号", "6月31日", "2023年13月", "2022年8月24日", "自印发之日起施行", "有效期5年", "同时废止",
    "附件：1.甲2.乙", "附件1", "见附件3", "以下三项：", "有下列情形之一的：", "某某市人民政府办公室",
    "关于印发《甲办法》的通知", "《甲办法》解读", "共三章九条", "目录", ".....（3）", "|", "\t", "\n", "\n\n", "合计",
    "100%", "万元", "。", "；", "：", "体检", "【体检不查101：理】", "<!-- 体检：不查 1", "第", "条", "号", "\u3000",
    "\U00020000", "\ufeff", "𝟙", "９９９９９年９９月９９日",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join)


def sound(text: str) -> None:
    gazette = parse(Source("hostile", "", text, "utf-8"))
    report = examine(gazette, on=ON)
    places = {
        (document.key, node.eid): normal(report.gazette.printed(node, deep=False))
        for document in report.gazette.documents
        for node in document.walk()
    }
    for each in report.findings:
        if "体检" not in text:
            assert each.words in places[each.document, each.eid]
        assert 1 <= each.line <= text.count("\n") + 1


@given(TEXTS)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    sound(text)


@pytest.fixture(scope="module")
def printed(gazettes: Path) -> list[str]:
    return [read_file(path).text for path in sorted(gazettes.glob("*.txt"))]


@given(data=st.data())
def test_a_mutilated_gazette_is_examined(printed: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(printed))
    start = data.draw(st.integers(0, len(text) - 1))
    lines = text[start : start + 4000].split("\n")
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(("drop", "double", "cut", "join", "swap")))
        if how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[at])
        elif how == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, max(1, len(lines[at]))))]
        elif how == "join":
            lines[at] = lines[at] + lines.pop(min(at + 1, len(lines) - 1)) if at + 1 < len(lines) else lines[at]
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    sound("\n".join(lines))
