"""Names in a text led to documents of the library."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from gongbao.library import Card, Library
from gongbao.library.ingest import store
from gongbao.library.targets import Targets, days, law_form


@pytest.fixture
def cards(library: Library, engine: sa.Engine, build: Any) -> dict[str, Card]:
    """Cards of laws and rules by file and title."""
    laws = ["中华人民共和国刑法", "中华人民共和国民法典总则", "中华人民共和国民法典合同编", "城市供水条例"]
    store(engine, build(*({"title": title} for title in laws), name="法律.txt", place=""))
    rules = {"title": "定州市供水办法（试行）", "number": "定政办〔2023〕5号", "issued": date(2023, 5, 7)}
    store(engine, build(rules, name="定州.txt"))
    store(engine, build({"title": "廊坊市供水办法"}, {"title": "供水办法"}, name="廊坊.txt", place="廊坊市"))
    return {card.title: card for card in library.documents()}


@pytest.mark.parametrize(
    ("title", "beside", "found"),
    [
        ("刑法", None, ["中华人民共和国刑法"]),
        ("中华人民共和国刑法", None, ["中华人民共和国刑法"]),
        ("中华人民共和国民法典", None, ["中华人民共和国民法典总则", "中华人民共和国民法典合同编"]),
        ("中华人民共和国城市供水条例", None, ["城市供水条例"]),
        ("供水办法", "定州市供水办法（试行）", ["供水办法"]),
        ("定州市供水办法", None, ["定州市供水办法（试行）"]),
        ("没有的办法", None, []),
    ],
)
def test_a_title_is_known_in_the_forms_that_texts_use(
    title: str, beside: str | None, found: list[str], cards: dict[str, Card]
) -> None:
    targets = Targets(cards.values())
    assert [card.title for card in targets.titled(title, cards[beside] if beside else None)] == found


def test_a_number_begins_where_its_series_does(cards: dict[str, Card]) -> None:
    targets = Targets(cards.values())
    start, found = targets.number_at_end("请遵照定政办〔2023〕5号", "定州市")
    assert (start, [card.number for card in found]) == (3, ["定政办〔2023〕5号"])
    assert targets.number_at_end("定政办字〔2023〕5号", "定州市") == (0, [])
    assert targets.numbered("定政办〔2023〕5号", "廊坊市") == []


def test_the_longest_name_at_the_end_counts(cards: dict[str, Card]) -> None:
    targets = Targets(cards.values())
    start, found = targets.name_at_end("违反中华人民共和国刑法")
    assert (start, [card.title for card in found]) == (2, ["中华人民共和国刑法"])


def test_of_several_versions_the_latest_that_was_there_comes_first(cards: dict[str, Card]) -> None:
    one, other = cards["中华人民共和国刑法"], cards["城市供水条例"]
    targets = Targets([one, other], {one.id: date(2015, 3, 15), other.id: date(2023, 3, 13)})
    assert targets.version([one, other], date(2020, 1, 1)) == [one, other]
    assert targets.version([one, other], date(2024, 1, 1)) == [other, one]
    assert targets.version([one, other], date(2000, 1, 1)) == [one, other]
    assert targets.version([one, other], None) == [other, one]


def test_the_books_of_a_code_belong_together(cards: dict[str, Card]) -> None:
    targets = Targets(cards.values())
    assert [card.title for card in targets.books(cards["中华人民共和国民法典总则"])] == ["中华人民共和国民法典合同编"]
    assert targets.books(cards["中华人民共和国刑法"]) == []


def test_days_that_no_calendar_has_are_left_out() -> None:
    assert days("2021年10月14日公布，2021年2月30日修正") == [date(2021, 10, 14)]


def test_forms_of_a_law() -> None:
    assert law_form("中华人民共和国刑法") == law_form("刑法") == law_form("《刑法》")
