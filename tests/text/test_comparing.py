"""Texts compared word by word, documents provision by provision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text.comparing import Item, PairStatus, Piece, compare, compare_documents, compare_items

from .conftest import Words


def marked(pieces: tuple[Piece, ...]) -> str:
    signs = {"same": "", "removed": "-", "added": "+"}
    return "".join(piece.text if piece.op == "same" else f"[{signs[piece.op]}{piece.text}]" for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("公园免费开放。", "公园免费开放。", "公园免费开放。"),
        ("", "新增一条。", "[+新增一条。]"),
        ("删去一条。", "", "[-删去一条。]"),
        ("处以2000元以下罚款", "处以2500元以下罚款", "处以[-2000][+2500]元以下罚款"),
        ("补贴1.5万元", "补贴1.8万元", "补贴[-1.5][+1.8]万元"),
        ("不低于60%", "不低于65%", "不低于[-60%][+65%]"),
        ("根据《物权法》等规定", "根据《民法典》等规定", "根据[-《物权法》][+《民法典》]等规定"),
        ("依照第十五条第二款处罚", "依照第十六条第二款处罚", "依照[-第十五条][+第十六条]第二款处罚"),
        (
            "二次供水设施竣工验收，应当邀请供水单位参加。未经验收的，不得使用。",
            "二次供水设施建设完成后，应当按照规定组织竣工验收。未经验收的，不得使用。",
            "二次供水设施[+建设完成后，应当按照规定组织]竣工验收[-，应当邀请供水单位参加]。未经验收的，不得使用。",
        ),
    ],
)
def test_no_number_title_or_word_is_torn(old: str, new: str, expected: str) -> None:
    assert marked(compare(old, new)) == expected


@given(
    st.text(alphabet="第一二条款公园免费开放罚款12.5%，。；《》\n", max_size=80),
    st.text(alphabet="第一二条款公园免费开放罚款12.5%，。；《》\n", max_size=80),
)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "added") == old
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new


@pytest.mark.parametrize("unit", ["的", "公园，", "甲乙丙。", "\n"])
def test_long_and_dull_texts_are_compared_all_the_same(unit: str) -> None:
    old, new = unit * 60_000, unit * 30_000 + "不同" + unit * 30_000
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "added") == old
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new


def statuses(old: list[str], new: list[str]) -> list[tuple[str | None, str | None, str]]:
    def listed(texts: list[str]) -> list[Item]:
        return [Item(f"第{number}条", text) for number, text in zip("一二三四五六", texts, strict=False)]

    return [(pair.old_place, pair.new_place, str(pair.status)) for pair in compare_items(listed(old), listed(new))]


PARK, DOGS, TREES, FINES = "公园免费向公众开放。", "禁止携带犬只入园。", "树木由管理单位养护。", "违者处二百元罚款。"


def test_an_article_put_between_others_moves_none_of_them() -> None:
    assert statuses([PARK, TREES], [PARK, DOGS, TREES]) == [
        ("第一条", "第一条", "未变"),
        (None, "第二条", "新增"),
        ("第二条", "第三条", "未变"),
    ]


def test_an_article_that_goes_stands_where_it_stood() -> None:
    assert statuses([PARK, DOGS, TREES], [PARK, TREES]) == [
        ("第一条", "第一条", "未变"),
        ("第二条", None, "删除"),
        ("第三条", "第二条", "未变"),
    ]


def test_an_article_that_changes_its_place_has_moved() -> None:
    assert statuses([PARK, DOGS, TREES, FINES], [FINES, PARK, DOGS, TREES]) == [
        ("第四条", "第一条", "移位"),
        ("第一条", "第二条", "未变"),
        ("第二条", "第三条", "未变"),
        ("第三条", "第四条", "未变"),
    ]


def test_a_changed_article_is_known_again_under_another_number() -> None:
    changed = FINES.replace("二百", "五百")
    assert statuses([PARK, TREES, FINES], [PARK, DOGS, TREES, changed])[-1] == ("第三条", "第四条", "修改")


def test_nothing_in_common_is_one_gone_and_one_new() -> None:
    assert statuses([PARK], ["本办法由市住建局负责解释，自印发之日起施行。"]) == [
        (None, "第一条", "新增"),
        ("第一条", None, "删除"),
    ]


def test_two_drafts_of_a_rule(words: Words) -> None:
    old = words(
        "某市公园管理办法\n\n第一条　公园免费开放。\n\n第二条　禁止下列行为：\n\n（一）踩踏草坪；\n\n（二）乱扔垃圾。\n"
    )
    new = words(
        "某市公园管理办法\n\n第一条　公园免费开放。\n\n第二条　禁止下列行为：\n\n（一）踩踏草坪；\n\n（二）野炊。\n"
    )
    pairs = compare_documents(old.documents[0], old.source.text, new.documents[0], new.source.text)
    assert [(pair.new_place, pair.status) for pair in pairs] == [
        ("标题", PairStatus.SAME),
        ("第一条", PairStatus.SAME),
        ("第二条", PairStatus.CHANGED),
    ]
    assert marked(pairs[2].pieces) == "禁止下列行为：\n（一）踩踏草坪；\n（二）[-乱扔垃圾][+野炊]。"


def test_two_drafts_of_a_plan(words: Words) -> None:
    old = words(
        "某市绿化方案\n\n一、总体要求\n\n到2025年，新建公园10个。\n\n二、主要任务\n\n（一）规划。编制绿地规划。\n"
    )
    new = words(
        "某市绿化方案\n\n一、总体要求\n\n到2025年，新建公园12个。\n\n二、主要任务\n\n（一）规划。编制绿地规划。\n"
    )
    pairs = compare_documents(old.documents[0], old.source.text, new.documents[0], new.source.text)
    changed = [(pair.new_place, marked(pair.pieces)) for pair in pairs if pair.status is not PairStatus.SAME]
    assert changed == [("一", "总体要求\n到2025年，新建公园[-10][+12]个。")]
