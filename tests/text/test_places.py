"""The grammar of places, written as people write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import PlaceError, parse_place, parse_places
from gongbao.text.places import StepKind


@pytest.mark.parametrize(
    ("text", "kinds", "ordinals"),
    [
        ("第六条第二款（四）", ["条", "款", "（一）"], [6, 2, 4]),
        ("第十四条（三）", ["条", "（一）"], [14, 3]),
        ("第六条第一款第（四）项", ["条", "款", "（一）"], [6, 1, 4]),
        ("第八十条之一", ["条"], [80]),
        ("第６条", ["条"], [6]),
        ("四（二）1.（4）", ["一、", "（一）", "1.", "（1）"], [4, 2, 1, 4]),
        ("四、（二）1．④", ["一、", "（一）", "1.", "①"], [4, 2, 1, 4]),
        ("二6", ["一、", "1."], [2, 6]),
        ("三第二条", ["一、", "条"], [3, 2]),
        ("正文第3段", ["正文", "段"], [0, 3]),
        ("印发通知第1段", ["印发通知", "段"], [0, 1]),
        ("附件1第2段", ["附件", "段"], [1, 2]),
        ("附件1一（二）", ["附件", "一、", "（一）"], [1, 1, 2]),
        ("附件2之14", ["附件", "1."], [2, 14]),
        ("附件3 1.2", ["附件", "1.1"], [3, 2]),
        ("附件2（1）〔3〕", ["附件", "（1）"], [2, 1]),
        ("附件4 表1 行“本质安全” 列“评分标准”", ["附件", "表", "行", "列"], [4, 1, 0, 0]),
        ("第二章第一节第九条", ["章", "节", "条"], [2, 1, 9]),
        ("三末段", ["一、", "段"], [3, -1]),
        ("全文", ["全文"], [0]),
        ("保障措施（二）", ["小标题", "（一）"], [0, 2]),
    ],
)
def test_a_place_is_read_step_by_step(text: str, kinds: list[str], ordinals: list[int]) -> None:
    steps = parse_place(text).steps
    assert [step.kind.value for step in steps] == kinds
    assert [step.ordinal for step in steps] == ordinals


def test_quoted_words_of_a_row_are_kept_in_normal_form() -> None:
    row = parse_place("附件4 表1 行“ 本质 安全(30分) ”").steps[-1]
    assert row.kind == StepKind.ROW
    assert row.name == "本质安全（30分）"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第五条至第八条、第十条", ["第五条至第八条", "第十条"]),
        ("第六条第一款、第三款", ["第六条第一款", "第六条第三款"]),
        ("二（二）1、（三）1—2", ["二（二）1", "二（三）1至二（三）2"]),
        ("第二十条（一）、第二十一条（三）（四）", ["第二十条（一）", "第二十一条（三）", "第二十一条（四）"]),
        ("四（四）；附件2第五条至第八条", ["四（四）", "附件2第五条至附件2第八条"]),
        ("附件1—3", ["附件1至附件3"]),
        ("一（二）；二至六各项；附件1", ["一（二）", "二至六", "附件1"]),
        ("三（三）表5、表6", ["三（三）表5", "三（三）表6"]),
        ("三（一）1、3；（二）4", ["三（一）1", "三（一）3", "三（二）4"]),
    ],
)
def test_a_list_of_places_fills_in_what_later_ones_leave_out(text: str, places: list[str]) -> None:
    assert [str(each) for each in parse_places(text)] == places


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "位置“”“”看不懂。"),
        (
            "第六条%",
            "位置“第六条%”读到“第六条”为止，“%”看不懂。",
        ),
        (
            "第六条（甲）",
            "位置“第六条（甲）”读到“第六条”为止，“（甲）”看不懂。",
        ),
    ],
)
def test_what_is_no_place_is_answered_with_how_far_it_was_read(text: str, message: str) -> None:
    with pytest.raises(PlaceError) as error:
        parse_place(text)
    assert str(error.value) == f"{message}请写成“第六条第二款（四）”“四（二）1.”“附件1表2”“正文第3段”这样的形式。"


@given(st.text(max_size=300))
def test_any_text_is_a_place_or_a_place_error(text: str) -> None:
    for read in (parse_place, parse_places):
        with suppress(PlaceError):
            read(text)


@given(st.text(alphabet="第一二三十条款项（）()、；至—12.①附件表行列“”正文段末〔〕之", max_size=40))
def test_any_string_of_marks_of_places_is_a_place_or_a_place_error(text: str) -> None:
    for read in (parse_place, parse_places):
        with suppress(PlaceError):
            read(text)
