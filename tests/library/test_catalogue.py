import json
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from gongbao.library import Library
from gongbao.library.ingest import store
from gongbao.text.model import Dated


@pytest.fixture
def stored(library: Library, engine: sa.Engine, build: Any) -> Library:
    """Two gazettes: a number of two documents, a number in two places, an interpretation, one title twice."""
    store(
        engine,
        build(
            {
                "title": "定州市养犬管理办法",
                "number": "定政办字〔2023〕27号",
                "issuer": "定州市人民政府办公室",
                "issued": date(2023, 5, 6),
                "effective": Dated("2023-06-01", "第四十条", "自2023年6月1日起施行"),
                "period": Dated("P2Y", "第四十条", "有效期2年"),
            },
            {
                "title": "稳妥推进用地入市实施方案",
                "number": "定政办字〔2023〕28号",
                "kind": "方案",
                "issued": date(2023, 5, 9),
            },
            {
                "title": "健全农民增收机制实施方案",
                "number": "定政办字〔2023〕28号",
                "kind": "方案",
                "issued": date(2023, 5, 9),
            },
            {"title": "《定州市养犬管理办法》解读", "kind": "解读", "interprets": "定州市养犬管理办法"},
            {"title": "值班制度", "number": "〔2021〕8号"},
            {"title": "关于领导分工的通知"},
            name="dz.txt",
        ),
    )
    store(
        engine,
        build(
            {"title": "值班制度", "number": "〔2021〕8号"},
            {"title": "关于领导分工的通知", "articles": ("第一条　另一份。",)},
            name="lf.txt",
            place="廊坊市",
        ),
    )
    return library


def titles(library: Library, ref: str) -> list[str]:
    return [card.title for card in library.resolve(ref)]


def test_the_name_that_addresses_carry_is_the_shortest_that_is_unique(stored: Library) -> None:
    assert [card.ref for card in stored.documents()] == [
        "定政办字〔2023〕27号",
        "《稳妥推进用地入市实施方案》",
        "《健全农民增收机制实施方案》",
        "《定州市养犬管理办法》解读",
        "〔2021〕8号《值班制度》@dz.txt:5",
        "《关于领导分工的通知》@dz.txt:6",
        "〔2021〕8号《值班制度》@lf.txt:1",
        "《关于领导分工的通知》@lf.txt:2",
    ]
    assert stored.documents()[0].address == "/d/定政办字〔2023〕27号"


def test_every_ref_leads_back_to_its_document_alone(stored: Library) -> None:
    for card in stored.documents():
        assert stored.resolve(card.ref) == [card]


@pytest.mark.parametrize(
    "ref",
    [
        "定政办字〔2023〕27号",
        "定政办字[2023]27号",
        "定政办字 2023 27号",
        "定政办字（２０２３）２７号",
        "《定州市养犬管理办法》",
        "定州市养犬管理办法",
        "养犬管理办法",
        "定政办字〔2023〕27号《定州市养犬管理办法》",
        "定政办字〔2023〕27号 第一条",
        "《定州市养犬管理办法》第一条",
    ],
)
def test_a_document_is_found_by_any_form_of_its_names(stored: Library, ref: str) -> None:
    assert titles(stored, ref) == ["定州市养犬管理办法"]


def test_an_ambiguous_number_gives_all_its_documents(stored: Library) -> None:
    assert titles(stored, "定政办字〔2023〕28号") == ["稳妥推进用地入市实施方案", "健全农民增收机制实施方案"]
    assert titles(stored, "定政办字〔2023〕28号《健全农民增收机制实施方案》") == ["健全农民增收机制实施方案"]
    assert [card.place for card in stored.resolve("值班制度")] == ["定州市", "廊坊市"]


def test_an_unknown_name_gives_none(stored: Library) -> None:
    assert stored.resolve("定政办字〔2023〕99号") == []
    assert stored.resolve("") == []


def test_filters_by_place_kind_year_issuer_and_date(stored: Library) -> None:
    assert {card.place for card in stored.documents(place="廊坊市")} == {"廊坊市"}
    assert len(stored.documents(place="定州")) == 6
    assert len(stored.documents(kind="方案", year=2023)) == 2
    assert stored.documents(year=1999) == []
    assert [card.title for card in stored.documents(issuer="定州市人民政府办公室")] == ["定州市养犬管理办法"]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2023, 5, 8), 0),
        (date(2023, 5, 9), 2),  # two plans without a clause, presumed from their date
        (date(2023, 5, 31), 2),
        (date(2023, 6, 1), 3),
        (date(2025, 5, 31), 3),
        (date(2025, 6, 1), 2),
    ],
)
def test_in_force_on_a_day_includes_the_first_day_and_the_last(stored: Library, day: date, count: int) -> None:
    assert len(stored.documents(on=day)) == count


def test_relations_between_documents(stored: Library) -> None:
    cards = stored.documents()
    rules = stored.document(cards[0]).relations
    assert [card.title for card in rules.interpreted_by] == ["《定州市养犬管理办法》解读"]
    assert (rules.previous, rules.next) == (None, cards[1])
    assert stored.document(cards[3]).relations.interprets == cards[0]
    assert stored.document(cards[1]).relations.same_number == (cards[2],)
    assert stored.document(cards[4]).relations.same_number == ()  # the same number of another place is another number
    assert stored.document(cards[5]).relations.next is None


def test_what_another_program_stores_is_seen_at_once(stored: Library, engine: sa.Engine, build: Any) -> None:
    before, revision = len(stored.documents()), stored.revision
    store(engine, build({"title": "新的办法", "articles": ("第一条　新的。",)}, name="new.txt"))
    assert len(stored.documents()) == before + 1
    assert stored.revision > revision


def test_suggestions_are_the_nearest_names(stored: Library) -> None:
    assert stored.suggestions("定州市养狗管理办法")[0].title == "定州市养犬管理办法"
    assert stored.suggestions("定政办字〔2023〕26号")[0].number in {"定政办字〔2023〕27号", "定政办字〔2023〕28号"}


def test_a_card_prints_as_json_with_the_promised_keys(stored: Library) -> None:
    printed = json.loads(json.dumps(stored.documents()[0].to_json()))
    promised = ["title", "number", "issuer", "date", "kind", "place", "gazette", "first_line", "last_line", "articles"]
    assert list(printed)[: len(promised)] == promised
    assert (printed["date"], printed["period"]["value"]) == ("2023-05-06", "P2Y")


def test_each_interpretation_of_the_five_gazettes_finds_its_document(five: Library) -> None:
    interpretations = five.documents(kind="解读")
    lost = [card.title for card in interpretations if five.document(card).relations.interprets is None]
    assert len(interpretations) == 42
    assert lost == []


def test_the_four_documents_of_one_number_are_told_apart(five: Library) -> None:
    cards = five.resolve("定政办字〔2023〕28号")
    assert [card.title for card in cards] == [
        "河北省城乡融合发展综合试点定州市实施方案",
        "建立农民农村财产权益自愿有偿转让退出制度实施方案",
        "稳妥推进农村集体经营性建设用地入市实施方案",
        "健全农民持续增收体制机制实施方案",
    ]
    assert len({card.address for card in cards}) == 4


def test_refs_of_the_five_gazettes_are_unique(five: Library) -> None:
    cards = five.documents()
    assert len({card.ref for card in cards}) == len(cards)
    for card in cards:
        assert five.resolve(card.ref) == [card]
