"""Numbers that stand within a paragraph are provisions where the lines around show that they count on."""

from __future__ import annotations

from collections.abc import Callable

from gongbao.text import Gazette, Kind, uncovered

Words = Callable[[str], Gazette]


def _numbers(gazette: Gazette) -> list[str]:
    return [node.num or "" for document in gazette.documents for node in document.walk() if node.kind == Kind.LEVEL3]


def test_the_first_numbers_of_an_enumeration_may_stand_within_its_introduction(words: Words) -> None:
    gazette = words(
        "甲预案\n一、修订\n有下列情形的，应当修订：1.乙发生变化；2.丙发生变化；\n3.丁发生变化。\n二、戊\n己。\n"
    )
    assert _numbers(gazette) == ["1.", "2.", "3."]
    assert not uncovered(gazette)
    assert not gazette.warnings


def test_later_numbers_may_stand_within_an_item(words: Words) -> None:
    gazette = words("甲方案\n一、措施\n1.推进乙。2.督导丙。3.严控丁。\n二、戊\n己。\n")
    assert _numbers(gazette) == ["1.", "2.", "3."]


def test_numbers_within_a_paragraph_alone_stay_in_it(words: Words) -> None:
    assert _numbers(words("甲方案\n一、措施\n做好三件事：1.推进乙；2.督导丙。\n二、戊\n己。\n")) == []
    assert _numbers(words("甲方案\n一、措施\n1.推进乙。增长2.5个百分点。\n2.丙。\n")) == ["1.", "2."]


def test_an_enumeration_with_a_number_missing_is_left_as_it_is(words: Words) -> None:
    gazette = words("甲预案\n一、修订\n有下列情形的：1.乙变化；\n3.丁变化。\n")
    assert _numbers(gazette) == ["3."]
    assert [each.line for each in gazette.warnings] == [4]
