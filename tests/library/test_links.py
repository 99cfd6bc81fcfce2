from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from gongbao.library import Library
from gongbao.library.ingest import store


@pytest.fixture
def links(library: Library, engine: sa.Engine, build: Any) -> Any:
    """The links of an article as (words, address), in a library of two rules that know each other."""

    def links_of(article: str) -> list[tuple[str, str]]:
        parsed = build(
            {
                "title": "定州市养犬管理办法",
                "number": "定政办字〔2023〕27号",
                "articles": (article, "第二条　养犬应当登记。"),
            },
            {
                "title": "定州市登记规定",
                "number": "定政办〔2023〕5号",
                "issued": date(2023, 5, 7),
                "articles": ("第一条　为了登记，制定本规定。", "第二条　登记免费。"),
            },
        )
        store(engine, parsed)
        stored = library.document(library.resolve("定政办字〔2023〕27号")[0])
        first = next(stored.walk())
        return [(first.text[link.start : link.end], link.address) for link in first.links]

    return links_of


def test_a_title_leads_to_its_document(links: Any) -> None:
    assert links("第一条　按照《定州市登记规定》办理。") == [("《定州市登记规定》", "/d/定政办〔2023〕5号")]


def test_a_number_leads_to_its_document_and_the_link_begins_with_its_series(links: Any) -> None:
    assert links("第一条　按照定政办〔2023〕5号办理。") == [("定政办〔2023〕5号", "/d/定政办〔2023〕5号")]


def test_an_article_behind_a_title_is_an_article_of_that_document(links: Any) -> None:
    assert links("第一条　按照《定州市登记规定》（定政办〔2023〕5号）第二条办理。") == [
        ("《定州市登记规定》", "/d/定政办〔2023〕5号"),
        ("定政办〔2023〕5号", "/d/定政办〔2023〕5号"),
        ("第二条", "/d/定政办〔2023〕5号/第二条"),
    ]


def test_an_article_by_itself_is_one_of_the_same_document(links: Any) -> None:
    assert links("第一条　本办法第二条另有规定的除外。") == [("第二条", "/d/定政办字〔2023〕27号/第二条")]


@pytest.mark.parametrize(
    "article",
    [
        "第一条　按照民法典第二条办理。",
        "第一条　按照第九十九条办理。",
        "第一条　本条所称《定州市养犬管理办法》是指本办法。",
    ],
)
def test_what_is_not_in_the_library_or_is_the_document_itself_is_no_link(links: Any, article: str) -> None:
    assert links(article) == []


@pytest.mark.parametrize("name", ["《中华人民共和国动物防疫法》", "冀政办〔2020〕5号"])
def test_what_is_known_by_name_only_leads_to_its_page(name: str, links: Any) -> None:
    assert links(f"第一条　按照{name}第二条办理。") == [(name, f"/d/{name}")]


def test_articles_in_a_row_behind_a_title_are_all_of_that_document(links: Any) -> None:
    assert links("第一条　按照《定州市登记规定》第一条、第二条办理。")[1:] == [
        ("第一条", "/d/定政办〔2023〕5号/第一条"),
        ("第二条", "/d/定政办〔2023〕5号/第二条"),
    ]
