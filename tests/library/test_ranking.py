"""The known items of the queries that are measured: the document meant is among the first three hits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbao.library import Library

QUERIES = Path(__file__).resolve().parents[2] / "bench" / "queries.txt"
LAWS = os.environ.get("GONGBAO_LAWS")


def known_items() -> list[tuple[str, str, str]]:
    """Query, title and place of each known item."""
    found = []
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        query, tab, meant = line.partition("\t")
        if tab and not line.startswith("#"):
            title, _, place = meant.partition("#")
            found.append((query, title, place))
    return found


def missed(library: Library, items: list[tuple[str, str, str]]) -> list[str]:
    found = []
    for query, title, place in items:
        hits = library.search(query, limit=3).hits
        if not any(hit.card.title == title and hit.place.startswith(place) for hit in hits):
            found.append(f"{query}：要《{title}》{place}，得到{[(hit.card.title, hit.place) for hit in hits]}")
    return found


def test_there_are_two_hundred_queries_twenty_of_one_character_and_sixty_known_items() -> None:
    queries = [line.split("\t")[0] for line in QUERIES.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert len(queries) == len(set(queries)) == 200
    assert sum(len(query) == 1 for query in queries) >= 20
    assert len(known_items()) >= 60


def test_in_the_five_gazettes_the_document_meant_is_among_the_first_three(five: Library) -> None:
    held = {card.title for card in five.documents()}
    items = [item for item in known_items() if item[1] in held]
    assert len(items) >= 40
    assert missed(five, items) == []


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Iterator[Library]:
    with Library.open(str(tmp_path_factory.mktemp("laws") / "library.db")) as library:
        library.ingest([gazettes, Path(LAWS or "")])
        yield library


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
def test_among_a_thousand_laws_the_document_meant_is_among_the_first_three(laws: Library) -> None:
    assert missed(laws, known_items()) == []
