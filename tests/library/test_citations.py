"""What documents refer to, what refers to them, and what cannot be right."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library import Library
from gongbao.library.citations import check_references, resolve_references
from gongbao.reading import Source, read_file
from gongbao.text import Gazette, normal, parse

LAWS = os.environ.get("GONGBAO_LAWS")
LAW = """中华人民共和国动物防疫法

1997年7月3日 会议通过

2021年1月22日 会议修订

第一章 总则

第一条 为了防疫，制定本法。

第二条 违反本法的，依照下列规定处罚：

（一）警告；

（二）罚款。

第三条 本法自2021年5月1日起施行。
"""
RULE = """定州市人民政府办公室
关于印发《定州市养犬管理办法》的通知
定政办字〔2023〕27号
2023年5月7日

各乡镇人民政府：

现将《定州市养犬管理办法》印发给你们，请认真贯彻执行。

定州市养犬管理办法

第一条　根据《中华人民共和国动物防疫法》（以下简称防疫法），制定本办法。

第二条　依照防疫法第二条第一款第（二）项和本办法第一条执行。

第三条　依照《中华人民共和国动物防疫法》第二条第九款、《不在文库的规定》第五条执行。

第四条　依照第四条执行。

第五条　本办法自2023年6月1日起施行。
"""


def parsed(text: str, name: str = "手写.txt") -> Gazette:
    return parse(Source(name, hashlib.sha256(text.encode()).hexdigest(), text, "utf-8"))


@pytest.fixture
def held(library: Library, tmp_path: Path) -> Library:
    """A law and a rule that cites it, the law stored last."""
    for name, text in (("规章.txt", RULE), ("法律.md", LAW)):
        (tmp_path / name).write_text(text, "utf-8")
        report = library.ingest([tmp_path / name])
        assert report.documents == 1, report.failures
    return library


def test_each_reference_tells_where_it_leads(held: Library) -> None:
    rule = held.resolve("定政办字〔2023〕27号")[0]
    found = [(each.place, each.words, each.what, each.target_place, each.found) for each in held.citations(rule)]
    assert found == [
        ("第一条第一款", "《中华人民共和国动物防疫法》", "法律法规", "", True),
        ("第二条第一款", "第二条第一款第（二）项", "法律法规", "第二条第一款（二）", True),
        ("第二条第一款", "第一条", "本文条款", "第一条", True),
        ("第三条第一款", "第二条第九款", "法律法规", "第二条第九款", False),
        ("第三条第一款", "第五条", "仅知名称", "第五条", False),
        ("第四条第一款", "第四条", "本文条款", "第四条", True),
    ]


def test_an_article_of_a_law_opens(held: Library) -> None:
    rule = held.resolve("定政办字〔2023〕27号")[0]
    found = {each.words: each.address for each in held.citations(rule)}
    assert found["第二条第一款第（二）项"] == "/d/《中华人民共和国动物防疫法》/第二条第一款（二）"
    assert found["第二条第九款"] is None


def test_a_law_stored_later_is_known_to_be_cited(held: Library) -> None:
    law = held.resolve("中华人民共和国动物防疫法")[0]
    found = [(each.card.title, each.place, each.target_place) for each in held.cited_by(law)]
    assert found == [
        ("定州市养犬管理办法", "第一条第一款", ""),
        ("定州市养犬管理办法", "第二条第一款", "第二条第一款（二）"),
        ("定州市养犬管理办法", "第三条第一款", "第二条第九款"),
    ]


def test_what_cites_a_place_is_what_cites_it_below_it_or_around_it(held: Library) -> None:
    law = held.resolve("中华人民共和国动物防疫法")[0]

    def citing(place: str) -> list[tuple[str, bool]]:
        return [(each.words, each.exact) for each in held.cited_by(law, place)]

    assert citing("第二条") == [("第二条第一款第（二）项", True), ("第二条第九款", True)]
    assert citing("第二条第一款（二）") == [("第二条第一款第（二）项", True)]
    assert citing("第一条") == []


def test_own_references_are_part_of_what_cites_a_place(held: Library) -> None:
    rule = held.resolve("定政办字〔2023〕27号")[0]
    assert [each.place for each in held.cited_by(rule, "第一条")] == ["第二条第一款"]


def test_figures_count_each_reference_once(held: Library) -> None:
    figures = held.citation_figures()
    assert (figures.own, figures.held, figures.law_articles) == (2, 1, 1)
    assert (figures.own_missing, figures.missing, figures.not_held) == (0, 1, 1)
    assert (figures.resolved, figures.unresolved) == (4, 2)


def test_what_cannot_be_right_says_why(held: Library) -> None:
    gazette = parsed(RULE, "规章.txt")
    found = check_references(gazette, gazette.documents[0], held)
    assert [(each.provision.place, each.words, each.problem) for each in found] == [
        ("第三条第一款", "第二条第九款", "有第二条，没有第二条第九款"),
        ("第四条第一款", "第四条", "第四条指向它自己所在的第四条"),
    ]


def test_without_a_library_nothing_is_said_of_other_documents() -> None:
    gazette = parsed(RULE)
    found = check_references(gazette, gazette.documents[0])
    assert [(each.words, each.target) for each in found] == [("第四条", "own")]


def test_a_law_of_a_later_day_shows_nothing_wrong(library: Library, tmp_path: Path) -> None:
    (tmp_path / "法律.md").write_text(LAW.replace("2021年1月22日", "2024年1月22日"), "utf-8")
    library.ingest([tmp_path])
    gazette = parsed(RULE)
    found = check_references(gazette, gazette.documents[0], library)
    assert [each.words for each in found] == ["第四条"]


def test_the_version_of_the_day_is_meant(library: Library, tmp_path: Path) -> None:
    later = LAW.replace("2021年1月22日", "2025年1月22日").replace("（二）罚款。", "（二）罚款；\n\n（三）关停。")
    (tmp_path / "旧.md").write_text(LAW, "utf-8")
    (tmp_path / "新.md").write_text(later, "utf-8")
    (tmp_path / "规章.txt").write_text(RULE, "utf-8")
    library.ingest([tmp_path])
    rule = library.resolve("定政办字〔2023〕27号")[0]
    cards = {each.card.gazette_file for each in library.citations(rule) if each.card and each.target == "law"}
    assert cards == {"旧.md"}


def test_places_in_an_explanation_are_those_of_what_it_explains() -> None:
    gazette = parsed(
        RULE + "\n\n《定州市养犬管理办法》解读\n\n一、出台背景\n\n为了规范养犬。\n\n二、主要内容\n\n"
        "其中，第一条明确了目的。第九条明确了处罚。\n"
    )
    reading = gazette.documents[-1]
    assert reading.interprets
    found = [(each.words, each.title, each.found) for each in resolve_references(gazette, reading) if each.place]
    assert found == [("第一条", "定州市养犬管理办法", True), ("第九条", "定州市养犬管理办法", False)]


def test_the_dog_rule_of_dingzhou_refers_to_its_own_article(five: Library, gazettes: Path) -> None:
    gazette = parse(read_file(gazettes / "dingzhou-2023-2.txt"))
    found = [
        (document.title, each.provision.place, each.words)
        for document in gazette.documents
        for each in check_references(gazette, document)
    ]
    assert ("定州市养犬管理办法", "第十五条第二款", "第十五条") in found


def test_words_stand_where_a_reference_says(gazettes: Path) -> None:
    gazette = parse(read_file(gazettes / "langfang-2021-4.txt"))
    count = 0
    for document in gazette.documents:
        for each in resolve_references(gazette, document):
            text = normal(gazette.printed(each.provision, deep=False))
            assert text[each.start : each.end] == each.words
            count += 1
    assert count > 400


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
def test_the_public_security_law_opens_at_its_article(library: Library, gazettes: Path) -> None:
    library.ingest([next(Path(LAWS or "").rglob("治安管理处罚法*.md")), gazettes / "dingzhou-2023-2.txt"])
    rule = next(card for card in library.documents() if card.title == "定州市养犬管理办法")
    found = {(each.place, each.words): each.address for each in library.citations(rule)}
    assert found["第三十五条第一款", "第七十五条"] == "/d/《中华人民共和国治安管理处罚法》/第七十五条"
    law = next(card for card in library.documents() if card.title.endswith("治安管理处罚法"))
    assert [(each.card.id, each.place) for each in library.cited_by(law, "第七十五条") if each.card.id == rule.id] == [
        (rule.id, "第三十五条第一款")
    ]


@given(st.text(alphabet="第一二三条款项章（）《》甲法本办前附件、和至 \n《定州市养犬管理办法》解读通知", max_size=150))
def test_any_text_is_resolved_without_error(text: str) -> None:
    gazette = parsed("定州市养犬管理办法\n\n第一条　" + text + "\n\n第二条　甲。\n")
    for document in gazette.documents:
        resolve_references(gazette, document)


def test_a_stored_reference_goes_with_its_document(held: Library, engine: Any) -> None:
    import sqlalchemy as sa

    from gongbao.library.schema import citation, ingest

    with engine.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(citation))
        connection.execute(sa.delete(ingest))
        assert connection.scalar(sa.select(sa.func.count()).select_from(citation)) == 0
