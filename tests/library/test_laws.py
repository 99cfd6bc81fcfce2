"""Relations and validity with the national laws held."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gongbao.library import Library, State
from gongbao.text import RelationKind

LAWS = os.environ.get("GONGBAO_LAWS")
pytestmark = pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")

WANTED = (
    "民法典/总则.md",
    "社会法/慈善法(2016-03-16).md",
    "行政法/治安管理处罚法*.md",
    "经济法/印花税法*.md",
    "行政法规/印花税暂行条例*.md",
    "行政法规/军人抚恤优待条例*.md",
    "行政法规/物业管理条例*.md",
    "行政法规/娱乐场所管理条例*.md",
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Iterator[Library]:
    """The gazettes first, then some laws: what named them before is to lead to them."""
    folder = Path(LAWS or "")
    with Library.open(str(tmp_path_factory.mktemp("laws") / "library.db")) as library:
        library.ingest([gazettes / "dingzhou-2023-2.txt", gazettes / "langfang-2021-4.txt"])
        files = [file for pattern in WANTED for file in sorted(folder.glob(pattern))]
        report = library.ingest(files)
        assert report.files == len(files) >= len(WANTED)
        yield library


def test_a_law_that_comes_later_is_what_the_dog_rules_implement(held: Library) -> None:
    (rules,) = held.resolve("定州市养犬管理办法")
    implemented = held.document(rules).relations.of(RelationKind.IMPLEMENTS)
    targets = {each.target.title: each.target.held for each in implemented}
    assert targets["中华人民共和国治安管理处罚法"] is True
    assert targets["河北省文明行为促进条例"] is False


def test_a_law_is_found_without_the_name_of_the_state_and_a_code_by_its_books(held: Library) -> None:
    assert [card.title for card in held.resolve("治安管理处罚法")] == ["中华人民共和国治安管理处罚法"]
    (rules,) = held.resolve("廊坊市物业管理办法")
    targets = {
        each.target.title: each.target.held for each in held.document(rules).relations.of(RelationKind.IMPLEMENTS)
    }
    assert targets == {"中华人民共和国民法典总则": True, "物业管理条例": True}


def test_a_period_links_to_the_article_of_the_civil_code(held: Library) -> None:
    (rules,) = held.resolve("定州市养犬管理办法")
    ground = next(each for each in held.validity(rules, date(2024, 1, 1)).reasons if each.citation)
    assert ground.citation == "《中华人民共和国民法典》第二百零四条"
    assert ground.citation_address is not None
    assert ground.citation_address.endswith("/第二百零四条")


def test_a_law_repeals_the_regulation_before_it_from_its_first_day(held: Library) -> None:
    (old,) = held.resolve("中华人民共和国印花税暂行条例")
    assert held.validity(old, date(2022, 6, 30)).state is State.IN_FORCE
    found = held.validity(old, date(2022, 7, 1))
    assert found.state is State.REPEALED
    assert found.reasons[0].words == "1988年8月6日国务院发布的《中华人民共和国印花税暂行条例》同时废止"


def test_a_regulation_that_repeals_the_one_of_its_own_name_does_not_repeal_itself(held: Library) -> None:
    (rules,) = held.resolve("娱乐场所管理条例")
    assert held.validity(rules, date(2024, 1, 1)).state is State.IN_FORCE


def test_the_older_of_two_texts_of_one_regulation_is_changed_when_the_newer_applies(held: Library) -> None:
    texts = sorted(held.resolve("军人抚恤优待条例"), key=lambda card: card.gazette_file)
    assert len(texts) == 2
    older, newer = texts
    assert held.validity(older, date(2024, 9, 30)).state is State.IN_FORCE
    assert held.validity(older, date(2024, 10, 1)).state is State.AMENDED
    assert held.validity(newer, date(2024, 9, 30)).state is State.NOT_YET
    assert held.validity(newer, date(2024, 10, 1)).state is State.IN_FORCE
