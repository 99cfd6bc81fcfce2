"""No text is refused, and each of its characters stands in exactly one place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.reading import Source
from gongbao.text import Gazette, Kind, locate, outline, parse, parse_place, uncovered

GAZETTES = Path(__file__).resolve().parents[2] / "gazettes"
REAL_LINES = [
    line
    for path in sorted(GAZETTES.glob("*.txt"))
    for line in path.read_text("utf-8").split("\n")[::7]
    if len(line) < 300
]
MARKS = (
    "第一二三十百条章节款项目（）()、.。，：；《》〈〉“”①⑴㈠附件号年月日令〔〕[]#*-|>\t\n \u3000\u200b\ufeff１0123Aa"
    "关于印发通知办法方案解读人民政府"
)


def _parsed(text: str) -> Gazette:
    return parse(Source("随机.txt", "0", text, "utf-8"))


def _holds(text: str) -> None:
    gazette = _parsed(text)
    assert not uncovered(gazette), uncovered(gazette)
    for document in gazette.documents:
        ids = [node.eid for node in document.walk()]
        assert len(ids) == len(set(ids))
        assert document.first_line <= document.last_line
    outline(gazette)


@given(st.lists(st.sampled_from(REAL_LINES), max_size=60), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_real_lines_in_any_order_are_parsed_without_loss(lines: list[str], between: str) -> None:
    _holds(between.join(lines))


@given(st.text(alphabet=MARKS, max_size=400))
def test_any_string_of_marks_is_parsed_without_loss(text: str) -> None:
    _holds(text)


@given(st.text(max_size=200))
def test_any_text_is_parsed_without_loss(text: str) -> None:
    _holds(text)


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(GAZETTES.glob("*.txt"))),
    st.integers(0, 60_000),
    st.integers(1, 4_000),
    st.text(alphabet=MARKS, max_size=20),
)
def test_a_gazette_torn_anywhere_is_parsed_without_loss(path: Path, start: int, length: int, inserted: str) -> None:
    text = path.read_text("utf-8")[start : start + length]
    _holds(text[: length // 2] + inserted + text[length // 2 :])


def test_the_five_gazettes_are_covered_to_the_last_character(issues: dict[str, Gazette]) -> None:
    for gazette in issues.values():
        assert not uncovered(gazette)
        assert all(piece.what in {"blank", "mark", "running head", "page number"} for piece in gazette.furniture)


def test_a_span_counted_twice_or_left_out_is_seen(words: Callable[[str], Gazette]) -> None:
    from dataclasses import replace

    gazette = words("某市某办法\n第一条　甲。\n\n第二条　乙。\n")
    assert not uncovered(gazette)
    assert uncovered(replace(gazette, furniture=()))
    assert uncovered(replace(gazette, documents=(*gazette.documents, gazette.documents[0])))


def test_every_provision_of_the_five_gazettes_is_found_again_at_its_place(issues: dict[str, Gazette]) -> None:
    for gazette in issues.values():
        for document in gazette.documents:
            for node in document.walk():
                assert locate(document, parse_place(node.place)) is node, (document.title, node.place)


HOSTILE = {
    "one line of five million characters": "第一条 " + "字，" * 2_500_000,
    "a line of nothing but marks of enumeration": "、" * 2_000_000,
    "bold marks without an end": "**a" * 300_000,
    "brackets without an end": "《" * 1_000_000,
    "sixty thousand times 第一条": "第一条\n" * 60_000,
    "annexes without a text": "附件\n" * 60_000,
    "half a head again and again": "某某市人民政府\n关于\n" * 30_000,
    "numbers that lead nowhere": "某办法\n1.标题\n" + "1.5abc\n" * 60_000,
    "all levels in turn": "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n1.1己\n" * 10_000,
    "titles that begin no text": "某办法\n" * 60_000,
    "torn tables": "某办法\n第一条 甲。\n" + "\ta\n\nb\n" * 40_000,
    "captions without a table": "某办法\n第一条 甲。\n" + "表1 某\nb\nc\n" * 20_000,
    "two million blank lines": "\n" * 2_000_000,
    "lists of persons without an end": "某方案\n一、甲\n" + "组长：张三　甲局局长\n" * 20_000,
    "almost a list of persons": "某方案\n一、甲\n" + "张三　甲局\n" * 20_000,
    "boxes in a row": "某方案\n一、甲\n" + "专栏1 乙\n1.丙丁\n" * 15_000,
    "contents again and again": "某办法\n第一条 甲\n" + "目录\n第一章 乙\n" * 15_000,
    "brackets closed on the next line": "某办法\n第一条 甲（乙\n" + "丙）丁（\n" * 30_000,
    "sentences torn by boxes": "某方案\n一、甲\n" + "完成任务，抓紧时间组织安排建设\n专栏1 乙\n1.丙丁。\n" * 10_000,
    "annexes named one after another": "某办法\n第一条 甲。\n" + "附件1：甲乙\n丙丁\n" * 20_000,
    "numbers that begin again": "某方案\n一、甲\n" + "丙丁\n（1）戊\n" * 15_000,
    "nothing but dates": "某方案\n" + "2021年1月1日\n" * 30_000,
    "notes that never end": "某法\n" + "2021年1月1日 第一届《\n" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_whole_without_a_deep_stack(name: str) -> None:
    # A pass that is not linear would take hours here; `make bench` has the speed.
    text = HOSTILE[name]
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        gazette = _parsed(text)
    finally:
        sys.setrecursionlimit(limit)
    assert not uncovered(gazette)


def test_a_text_without_any_document_is_set_aside_with_a_warning(words: Callable[[str], Gazette]) -> None:
    gazette = words("今天天气很好\n我们去散步\n")
    assert gazette.documents == ()
    assert [piece.what for piece in gazette.furniture] == ["outside"]
    assert gazette.warnings[0].line == 1
    assert gazette.warnings[0].what == "从第1行起有2行不属于任何文件"


def test_unknown_lines_become_paragraphs(words: Callable[[str], Gazette]) -> None:
    gazette = words("某市某办法\n第一条　甲。\n\n@@@@\n\n第二条　乙。\n")
    (document,) = gazette.documents
    article = next(node for node in document.walk() if node.kind == Kind.ARTICLE)
    assert [gazette.printed(child).strip() for child in article.children] == ["甲。", "@@@@"]
