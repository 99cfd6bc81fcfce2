"""References inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import references


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《城市供水条例》和《河北省供水办法》", [("title", "城市供水条例"), ("title", "河北省供水办法")]),
        ("《关于修改〈物业办法〉的决定》", [("title", "关于修改〈物业办法〉的决定")]),
        ("《关于印发《甲办法》的通知》", [("title", "关于印发《甲办法》的通知")]),
        ("《甲办法》（冀政办字〔2021〕122 号）", [("title", "甲办法"), ("number", "冀政办字〔2021〕122号")]),
        ("依照本办法第十条第二款第（三）项、第五条", [("place", "第十条第二款第（三）项"), ("place", "第五条")]),
        ("本细则第八十条之一第一款（二）", [("place", "第八十条之一第一款（二）")]),
        ("第 六\n条第一款", [("place", "第六条第一款")]),
        ("没有引用", []),
    ],
)
def test_titles_numbers_and_places_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in references(text)] == found


@given(st.text(alphabet="《》〈〉第一二三条款项（）号〔〕2021 \n字政办甲", max_size=120))
def test_references_stand_where_they_say_and_titles_do_not_overlap(text: str) -> None:
    end = 0
    for each in references(text):
        words = "".join(text[each.start : each.end].split())
        assert each.text in words
        if each.kind == "title":
            assert each.start >= end
            end = each.end


def test_a_million_brackets_are_no_burden() -> None:
    assert references("《" * 500_000 + "》" * 10) == references("《" * 500_000 + "》" * 10)
