"""References inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import references
from gongbao.text.references import short_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《城市供水条例》和《河北省供水办法》", [("title", "城市供水条例"), ("title", "河北省供水办法")]),
        ("《关于修改〈物业办法〉的决定》", [("title", "关于修改〈物业办法〉的决定")]),
        ("《关于印发《甲办法》的通知》", [("title", "关于印发《甲办法》的通知")]),
        ("《没有写完的《甲办法》和", [("title", "甲办法")]),
        ("《甲办法》（冀政办字〔2021〕122 号）", [("title", "甲办法"), ("number", "冀政办字〔2021〕122号")]),
        ("第 六\n条第一款", [("place", "第六条第一款")]),
        ("依照本办法执行", [("self", "本办法")]),
        ("目前条件基本款项、前项目和设备附件", []),
        ("第一条件、第二项目、第三章程、第一节课", []),
        ("没有引用", []),
    ],
)
def test_titles_numbers_and_places_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in references(text)] == found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("依照第十条第二款第（三）项、第五条", ["第十条第二款（三）", "第五条"]),
        ("第八十条之一第一款（二）", ["第八十条之一第一款（二）"]),
        ("第七十五条第一款和第二款", ["第七十五条第一款", "第七十五条第二款"]),
        ("第三条、第五条第一款和第七条", ["第三条", "第五条第一款", "第七条"]),
        ("第三条至第五条、第七条", ["第三条至第五条", "第七条"]),
        ("第十六、十七条", ["第十六条", "第十七条"]),
        ("第二章第五、七条", ["第二章第五条", "第七条"]),
        ("第十二条第（一）、（三）项", ["第十二条（一）", "第十二条（三）"]),
        ("第十二条第一项至第三项规定的财产或者第五项规定的", ["第十二条（一）至第十二条（三）", "第十二条（五）"]),
        ("不受前款（二）（三）（四）项限制", ["前款（二）", "前款（三）", "前款（四）"]),
        ("违反本条第一款、前两款和前条规定", ["本条第一款", "前两款", "前条"]),
        ("依照上述规定", ["上述规定"]),
        ("第三编第六章第三节", ["第三编第六章第三节"]),
        ("（见附件2）和附件1、3、附件4-6", ["附件2", "附件1", "附件3", "附件4至附件6"]),
        ("按照附件4第二条", ["附件4第二条"]),
        ("按照本方案三（二）1.执行", ["三（二）1."]),
        ("按照本预案4.2.1规定", ["4.2.1"]),
        ("第二部分所列", ["第二部分"]),
    ],
)
def test_what_a_place_leaves_out_is_filled_in(text: str, places: list[str]) -> None:
    found = [each for each in references(text) if each.place]
    assert [each.place + (f"至{each.last}" if each.last else "") for each in found] == places


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("依照《甲法》第七十五条、第七十六条和本办法第三条", ["《甲法》", "《甲法》", "本办法"]),
        ("《甲办法》（冀政办字〔2021〕122号）第三条", ["《甲办法》"]),
        ("《甲条例》（国务院令(1997)第228号）的第三条", ["《甲条例》"]),
        ("依照民法典第二百条、第二百零一条", ["民法典", "民法典"]),
        ("依照土地管理法第六十三条", ["土地管理法"]),
        ("冀政办字〔2021〕122号第三条", ["冀政办字〔2021〕122号"]),
        ("违反第三条规定", [None]),
        ("按照有关规定第三条", [None]),
        ("根据《甲法》，违反第三条的", [None]),
    ],
)
def test_a_place_belongs_to_what_is_named_before_it(text: str, owners: list[str | None]) -> None:
    found = references(text)
    named = {each.start: text[each.start : each.end] for each in found if each.kind != "place"}
    assert [named[each.of] if each.of is not None else None for each in found if each.kind == "place"] == owners


def test_short_names_are_known_from_where_they_are_given() -> None:
    text = (
        "根据《国务院意见》（国发〔2020〕5号，以下简称《意见》）、《中华人民共和国土地管理法》（以下简称土地管理法）"
        "和《三年行动方案》以下简称《方案》，由市质评委（以下简称质评委）负责"
    )
    assert short_names(text) == {
        "意见": "国务院意见",
        "土地管理法": "中华人民共和国土地管理法",
        "方案": "三年行动方案",
    }


@given(st.text(alphabet="《》〈〉第一二三条款项目章（）号〔〕2021 \n字政办甲本前法附件、和至", max_size=120))
def test_references_stand_where_they_say_and_titles_do_not_overlap(text: str) -> None:
    end = 0
    for each in references(text):
        words = "".join(text[each.start : each.end].split())
        assert each.text in words
        assert each.start < each.end <= len(text)
        if each.kind == "title":
            assert each.start >= end
            end = each.end


@pytest.mark.parametrize(
    "unit", ["《", "第一条、", "前款", "附件1、", "本办法", "第（一）项和", "（一）", "甲法第一条"]
)
def test_a_million_characters_of_one_kind_are_no_burden(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "》" * 10
    assert references(text) == references(text)
