"""What documents say of others: read by hand in the five gazettes, and in sentences of every usual form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reading import Source
from gongbao.text import Document, Gazette, Kind, normal, parse
from gongbao.text.metadata import metadata
from gongbao.text.relations import RelationKind, StatedRelation, stated_relations

READ: dict[str, dict[str, list[list[Any]]]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "facts-and-relations.yaml").read_text("utf-8")
)
FACTS = [(title, *fact) for title, said in READ.items() for fact in said.get("facts", ())]
RELATIONS = [(title, *relation) for title, said in READ.items() for relation in said.get("relations", ())]


@pytest.fixture(scope="module")
def documents(issues: dict[str, Gazette]) -> dict[str, tuple[Gazette, Document]]:
    return {document.title: (gazette, document) for gazette in issues.values() for document in gazette.documents}


def test_at_least_sixty_facts_and_relations_were_read_by_hand() -> None:
    assert len(FACTS) + len(RELATIONS) >= 60


@pytest.mark.parametrize("read", FACTS, ids=str)
def test_a_field_of_the_five_gazettes(read: tuple[Any, ...], documents: dict[str, tuple[Gazette, Document]]) -> None:
    title, field, value, *place = read
    found = {str(fact.field): fact for fact in metadata(*documents[title])}
    assert field in found
    assert found[field].value == str(value)
    if place:
        assert found[field].place == place[0]


@pytest.mark.parametrize("read", RELATIONS, ids=str)
def test_a_relation_of_the_five_gazettes(read: tuple[Any, ...], documents: dict[str, tuple[Gazette, Document]]) -> None:
    title, kind, target, number, place = read
    found = [
        each
        for each in stated_relations(*documents[title])
        if str(each.kind) == kind and (each.target.title, each.target.number) == (target, number)
    ]
    assert len(found) == 1, [str(each) for each in stated_relations(*documents[title]) if str(each.kind) == kind]
    if place:
        assert found[0].place == place


def test_the_words_of_every_fact_and_relation_stand_at_its_place(issues: dict[str, Gazette]) -> None:
    for gazette in issues.values():
        for document in gazette.documents:
            texts: dict[str, str] = {}
            for node in document.walk():
                texts[node.place] = texts.get(node.place, "") + normal(gazette.printed(node, deep=False))
            for each in stated_relations(gazette, document):
                if each.kind not in (RelationKind.INTERPRETS, RelationKind.ANNEX):
                    assert each.words in texts[each.place], each
            for fact in metadata(gazette, document):
                if fact.words:
                    assert fact.words in texts[fact.place], fact


def test_the_clean_up_of_2022_lists_23_in_force_6_repealed_and_12_lapsed(
    documents: dict[str, tuple[Gazette, Document]],
) -> None:
    found = stated_relations(*documents["关于公布规范性文件清理结果的公告"])
    counts = [sum(1 for each in found if each.kind is kind) for kind in LISTS]
    assert counts == [23, 6, 12]
    assert [each.bundle for each in found if each.bundle] == [3, 12]


LISTS = (RelationKind.KEEPS, RelationKind.REPEALS, RelationKind.LAPSES)


def said(words: str, title: str = "某市某某管理办法") -> tuple[StatedRelation, ...]:
    text = f"{title}\n\n第一条　为了某事，制定本办法。\n\n第二条　{words}\n\n第三条　另有规定的除外。\n"
    gazette = parse(Source("x", "0" * 64, text, "utf-8"))
    (document,) = gazette.documents
    return stated_relations(gazette, document)


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("本办法自2021年5月1日起施行，《甲市车辆管理办法》同时废止。", ["甲市车辆管理办法"]),
        ("本办法自2021年5月1日起施行。《甲市车辆管理办法》（甲政发〔2010〕5号）同时废止。", ["甲市车辆管理办法"]),
        (
            "本办法自2021年5月1日起施行，2001年1月1日甲市人民政府发布的《甲市车辆管理办法》、《甲市船舶管理办法》和"
            "《甲市道路管理规定》同时废止。",
            ["甲市车辆管理办法", "甲市船舶管理办法", "甲市道路管理规定"],
        ),
        ("《甲市车辆管理办法》自本办法施行之日起停止执行。", ["甲市车辆管理办法"]),
        ("废止《甲市车辆管理办法》。", ["甲市车辆管理办法"]),
        ("《甲市车辆管理办法》予以废止。", ["甲市车辆管理办法"]),
        ("违反本办法的，依照《甲市车辆管理办法》处罚；本办法自公布之日起施行。", []),
        ("依照《甲市车辆管理办法》作出的决定应当予以废止。", []),
        ("需要废止的，按照《甲市规章清理办法》办理。", []),
    ],
)
def test_what_a_sentence_repeals(words: str, targets: list[str]) -> None:
    found = [each.target.title for each in said(words) if each.kind is RelationKind.REPEALS]
    assert found == targets


def test_a_repeal_of_a_part_says_which() -> None:
    (found,) = [
        each for each in said("《甲市税收条例》中关于反倾销的规定同时废止。") if each.kind is RelationKind.REPEALS
    ]
    assert found.extent == "中关于反倾销的规定"


def test_a_repeal_carries_body_day_and_condition() -> None:
    words = "2016年10月21日甲市人民政府印发的《甲市车辆管理办法》（甲政〔2016〕9号）自本办法施行之日起同时废止。"
    (found,) = [each for each in said(words) if each.kind is RelationKind.REPEALS]
    assert (found.target.bodies, str(found.target.issued)) == ("甲市人民政府", "2016-10-21")
    assert (found.target.number, found.since) == ("甲政〔2016〕9号", "施行")


def test_a_list_below_a_lead_in_is_repealed() -> None:
    text = (
        "甲市人民政府\n关于废止部分规章的决定\n\n第一条　下列规章予以废止：\n"
        "（一）《甲市车辆管理办法》（甲市人民政府令第5号）；\n"
        "（二）《甲市船舶管理办法》。\n\n第二条　本决定自公布之日起施行，依照《甲市道路条例》执行。\n"
    )
    gazette = parse(Source("x", "0" * 64, text, "utf-8"))
    found = [each for document in gazette.documents for each in stated_relations(gazette, document)]
    repealed = [each.target.title for each in found if each.kind is RelationKind.REPEALS]
    assert repealed == ["甲市车辆管理办法", "甲市船舶管理办法"]


def test_a_penalty_rests_on_a_law_and_implements_none() -> None:
    (found,) = said("由公安机关依据《中华人民共和国治安管理处罚法》第七十五条第一款的规定处罚。")
    assert (found.kind, found.extent) == (RelationKind.CITES, "第七十五条第一款")


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("甲市人民政府关于修改《甲市车辆管理办法》的决定", "甲市车辆管理办法"),
        ("国务院关于修改《物业管理条例》和《旅馆业办法》的决定", "物业管理条例》和《旅馆业办法"),
        ("中华人民共和国刑法修正案（十二）", "中华人民共和国刑法"),
    ],
)
def test_a_title_that_amends(title: str, target: str) -> None:
    found = [each.target.title for each in said("改为：“甲”。", title) if each.kind is RelationKind.AMENDS]
    assert found[:1] == [target.split("》")[0]]


@given(
    st.text(
        alphabet="《》（）〔〕〈〉“”。；，、第一二三条款2021号令废止同时根据依据自本办法施行之日起修改为的印发",
        max_size=300,
    )
)
def test_no_text_is_an_error(words: str) -> None:
    for each in said(words or "。"):
        assert isinstance(each, StatedRelation)


def test_a_long_line_of_brackets_takes_no_time(words: Callable[[str], Gazette]) -> None:
    for hostile in (
        "《" * 20_000,
        "《甲" * 10_000 + "》" * 10_000,
        "根据" * 20_000 + "《",
        "〔2021〕" * 8_000 + "号",
        "根据《甲乙办法》" * 9_000,
    ):
        gazette = words(f"某市某某办法\n\n第一条　{hostile}同时废止。\n")
        for document in gazette.documents:
            stated_relations(gazette, document)
            metadata(gazette, document)
            assert any(node.kind is Kind.ARTICLE for node in document.walk())
