"""What the parser is not sure of, it says, with the line."""

from __future__ import annotations

from collections.abc import Callable

from gongbao.text import Gazette, Kind

Words = Callable[[str], Gazette]


def _warned(gazette: Gazette) -> list[tuple[int, str]]:
    return [(each.line, each.what) for each in gazette.warnings]


def test_a_number_left_out_or_printed_twice_is_named(words: Words) -> None:
    gazette = words("甲办法\n第一条 甲。\n第三条 乙。\n第三条 丙。\n（一）丁；\n（三）戊。\n")
    assert _warned(gazette) == [
        (3, "第三条：编号不连续：上一个是1，这里是3"),
        (4, "第三条〔2〕：编号“第三条”重复"),
        (6, "第三条〔2〕第一款（三）：编号不连续：上一个是1，这里是3"),
    ]
    assert [node.eid for node in gazette.documents[0].walk() if node.kind == Kind.ARTICLE] == [
        "art_1",
        "art_3",
        "art_3_2",
    ]


def test_numbers_that_run_on_through_sections_are_in_order(words: Words) -> None:
    assert _warned(words("甲方案\n一、甲\n1.乙\n2.丙\n二、丁\n3.戊\n4.己\n")) == []


def test_a_paragraph_that_breaks_off_is_named(words: Words) -> None:
    gazette = words("甲办法\n第一条 为了加强管理，制定本办法。各有关部门应当按照职责\n第二条 乙。\n")
    assert _warned(gazette) == [(2, "第一条第一款：到“部门应当按照职责”没有写完一句，下文可能缺失或错位")]


def test_last_words_printed_before_their_sentence_are_moved_behind_it(words: Words) -> None:
    gazette = words("甲办法\n第一条 甲应当遵守规定。\n起施行。\n第二条 本办法自印发之日\n")
    assert _warned(gazette) == []
    (document,) = gazette.documents
    (move,) = document.moves
    assert (move.first_line, move.last_line, move.to_line) == (3, 3, 4)
    assert move.evidence == "第3行“起施行。”接在第4行之后：前一段已完，后一段未完"
    assert document.effective is not None
    assert document.effective.value == "印发之日"


def test_a_text_without_a_title_takes_its_first_line(words: Words) -> None:
    gazette = words("以下是内容\n第一条 甲。\n第二条 乙。\n")
    assert gazette.documents[0].title == "以下是内容"
    assert _warned(gazette) == [(1, "没有认出标题，以第一行代替")]
