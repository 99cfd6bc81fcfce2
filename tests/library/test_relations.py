"""Relations resolved, documents known by name only, and validity that rests on other documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from gongbao.library import Card, CitationError, Library, Record, State
from gongbao.library.schema import relation
from gongbao.text import RelationKind


def only(library: Library, name: str) -> Card:
    (card,) = library.resolve(name, known=True)
    return card


@pytest.fixture
def issue(library: Library, tmp_path: Path) -> Callable[[str, str, str, str], None]:
    """Ingests a notice with a text of articles."""

    def ingest(number: str, day: str, title: str, articles: str) -> None:
        year, month, of_month = (int(part) for part in day.split("-"))
        text = (
            f"定州市人民政府\n关于印发《{title}》的通知\n\n定政发〔{year}〕{number}号\n\n各乡镇人民政府：\n\n"
            f"《{title}》已经市政府同意，现印发给你们，请认真贯彻执行。\n\n定州市人民政府\n{year}年{month}月{of_month}日\n\n"
            f"{title}\n\n第一条　为了规范管理，制定本办法。\n\n{articles}\n"
        )
        file = tmp_path / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        report = library.ingest([file])
        assert report.files == 1, report

    return ingest


def test_two_series_of_one_office_are_two_documents(five: Library) -> None:
    assert [card.title for card in five.resolve("定政办〔2023〕3号")] == ["定州市行政执法社会监督员管理办法"]
    assert [card.title for card in five.resolve("定政办字〔2023〕3号")] == [
        "关于进一步优化营商环境降低市场主体制度性交易成本的若干措施"
    ]


def test_two_texts_of_one_number_have_each_their_own_validity(five: Library) -> None:
    cards = five.resolve("定政发〔2022〕22号")
    states = {card.title: five.validity(card, date(2024, 6, 1)).state for card in cards}
    assert states == {
        "定州市城乡建设用地增减挂钩工作实施办法": State.IN_FORCE,
        "定州市集体经营性建设用地入市管理办法（试行）": State.LAPSED,
    }


def test_a_quotation_of_a_document_known_by_name_says_so(five: Library) -> None:
    with pytest.raises(CitationError, match="文库只知名称，没有收录全文"):
        five.passage("定政办〔2018〕205号", "第一条")


def test_a_document_of_a_clean_up_list_is_known_by_name(five: Library) -> None:
    card = only(five, "定政办〔2018〕205号")
    assert (card.held, card.title, card.place) == (False, "定州市农村环境卫生管理办法", "定州市")
    known = five.registry.known_document(card)
    assert {each.document.number for each in known.named_at} == {"定政发〔2022〕18号", "定政办〔2022〕8号"}
    assert only(five, "定州市农村环境卫生管理办法") == card
    assert five.resolve("定州市农村环境卫生管理办法") == []


def test_a_bundle_says_how_many_documents_it_is(five: Library) -> None:
    known = five.registry.known_document(only(five, "定政发〔2022〕12号"))
    assert (known.bundle, known.card.title) == (12, "定州市农村宅基地管理暂行办法等12项制度文件")


def test_the_maker_of_a_known_document_follows_from_place_and_series_together(five: Library) -> None:
    known = five.registry.known_document(only(five, "定政办〔2018〕205号"))
    assert known.maker == "定州市人民政府办公室"
    assert known.maker_basis is not None
    assert known.maker_basis.startswith("按定州市“定政办”系列认定")
    facts = {str(fact.field): fact.value for fact in five.registry.metadata(known.card)}
    assert facts["制定机关"] == "定州市人民政府办公室"
    assert facts["是否规范性文件"] == "是"
    assert facts["废止日期"] == "2022-07-31"
    assert five.registry.known_document(only(five, "国办发〔2019〕41号")).maker_basis is None


def test_two_texts_of_one_name_are_told_apart_by_number_and_brackets(five: Library) -> None:
    revised, first = only(five, "定政办字〔2022〕9号"), only(five, "定政办字〔2020〕17号")
    assert revised.id != first.id
    day = date(2022, 8, 1)
    assert five.validity(revised, day).state is State.IN_FORCE
    assert five.validity(first, day).state is State.REPEALED


def test_a_document_repealed_twice_was_repealed_by_the_first(five: Library) -> None:
    card = only(five, "定政办〔2018〕205号")
    found = five.validity(card, date(2023, 1, 1))
    assert found.state is State.REPEALED
    assert found.last_day == date(2022, 7, 30)
    assert found.reasons[0].sentence.startswith("2022年7月31日定政发〔2022〕18号")
    assert found.reasons[0].words == "定州市农村环境卫生管理办法定政办〔2018〕205号"
    assert any("自2022年8月24日起由定政办〔2022〕8号" in each.sentence for each in found.reasons)
    assert five.validity(card, date(2021, 1, 1)).state is State.IN_FORCE
    assert five.validity(card, date(2017, 12, 31)).state is State.NOT_YET


def test_the_older_text_of_the_same_title_is_repealed_and_not_the_newer(five: Library) -> None:
    old = only(five, "廊政〔2016〕90号")
    assert (old.held, old.title, old.date) == (False, "廊坊市市级储备粮管理办法", date(2016, 10, 21))
    assert five.validity(old, date(2021, 12, 23)).state is State.IN_FORCE
    assert five.validity(old, date(2021, 12, 24)).state is State.REPEALED
    (new,) = five.resolve("廊政字〔2021〕20号")
    assert five.validity(new, date(2024, 1, 1)).state is State.IN_FORCE


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 12, 4), State.NOT_YET),
        (date(2018, 12, 5), State.IN_FORCE),
        (date(2021, 12, 9), State.IN_FORCE),
        (date(2021, 12, 10), State.AMENDED),
    ],
)
def test_the_property_rules_of_langfang_are_amended_from_the_day_of_the_decision(
    five: Library, day: date, state: State
) -> None:
    (card,) = five.resolve("廊坊市物业管理办法")
    found = five.validity(card, day)
    assert found.state is state
    assert any("收录的是2021年12月10日修改后的文本" in each.sentence for each in found.reasons)


def test_relations_are_told_from_both_sides(five: Library) -> None:
    (rules,) = five.resolve("定州市农村环境卫生管理实施办法")
    relations = five.document(rules).relations
    assert [each.target.number for each in relations.of(RelationKind.REPEALS)] == ["定政办〔2018〕205号"]
    assert [each.source.title for each in relations.by(RelationKind.IMPLEMENTS)] == [
        "定州市农村环境卫生作业督导检查考核办法"
    ]
    assert relations.counts()["implemented_by"] == 1
    assert relations.of(RelationKind.REPEALS)[0].address == "/d/《定州市农村环境卫生管理实施办法》/第三十三条第一款"


def test_the_chain_goes_up_through_what_is_known_by_name_and_down_to_the_explanation(five: Library) -> None:
    (rules,) = five.resolve("定政办〔2023〕5号")
    chain = five.registry.chain(rules)
    assert [step.card.number for step in chain.up] == ["冀政办字〔2021〕122号"]
    assert [step.card.kind for step in chain.down] == ["解读"]
    above = five.registry.chain(chain.up[0].card)
    assert rules.title in {step.card.title for step in above.down}
    explanation = five.registry.chain(chain.down[0].card)
    assert [(depth, step.card.number) for top in explanation.up for depth, step in top.walk()][:2] == [
        (0, "定政办〔2023〕5号"),
        (1, "冀政办字〔2021〕122号"),
    ]


def test_a_document_that_comes_later_resolves_what_named_it_before(
    library: Library, issue: Callable[[str, str, str, str], None]
) -> None:
    issue("9", "2022-05-01", "定州市车辆管理实施办法", "第二条　根据《定州市车辆条例办法》，制定本办法。")
    before = only(library, "定州市车辆条例办法")
    assert not before.held
    issue("3", "2020-01-01", "定州市车辆条例办法", "第二条　本办法自发布之日起施行。")
    after = only(library, "定州市车辆条例办法")
    assert after.held
    assert [each.source.title for each in library.registry.relations(after).by(RelationKind.IMPLEMENTS)] == [
        "定州市车辆管理实施办法"
    ]
    assert library.registry.known() == ()


def test_a_held_document_is_repealed_by_a_held_one(
    library: Library, issue: Callable[[str, str, str, str], None]
) -> None:
    issue("1", "2020-01-01", "定州市车辆管理暂行办法", "第二条　本办法自发布之日起施行，有效期五年。")
    issue(
        "2",
        "2022-03-01",
        "定州市车辆管理办法",
        "第二条　本办法自2022年4月1日起施行，有效期五年。《定州市车辆管理暂行办法》（定政发〔2020〕1号）同时废止。",
    )
    old = only(library, "定州市车辆管理暂行办法")
    assert library.validity(old, date(2022, 3, 31)).state is State.IN_FORCE
    found = library.validity(old, date(2022, 4, 1))
    assert (found.state, found.last_day) == (State.REPEALED, date(2022, 3, 31))
    assert found.reasons[0].document == "定政发〔2022〕2号"
    assert found.reasons[0].address == "/d/定政发〔2022〕2号/第二条第一款"
    assert [card.title for card in library.documents(on=date(2022, 4, 1))] == ["定州市车辆管理办法"]
    assert any(str(fact.field) == "废止日期" and fact.value == "2022-04-01" for fact in library.registry.metadata(old))


def test_what_the_office_entered_of_a_held_document_counts_where_the_text_is_silent(
    library: Library, issue: Callable[[str, str, str, str], None]
) -> None:
    issue("1", "2020-01-01", "定州市车辆管理办法", "第二条　本办法自发布之日起施行。")
    library.registry.enter(
        [
            Record(
                "定州市车辆管理办法", "定政发〔2020〕1号", "定州市", expires=date(2022, 12, 31), implementer="市公安局"
            )
        ]
    )
    card = only(library, "定州市车辆管理办法")
    assert library.validity(card, date(2023, 1, 1)).state is State.LAPSED
    assert any(fact.value == "市公安局" for fact in library.registry.metadata(card))
    assert library.registry.known() == ()


def test_records_survive_an_ingest_and_give_their_documents_a_validity(library: Library, gazettes: Path) -> None:
    record = Record(
        "定州市停车场管理办法（试行）",
        "定政办〔2022〕3号",
        "定州市",
        effective=date(2022, 2, 1),
        period="P2Y",
        normative="是",
    )
    assert library.registry.enter([record]) == (1, 0)
    library.ingest([gazettes / "dingzhou-2022-4.txt"])
    assert library.registry.enter([record]) == (0, 1)
    card = only(library, "定政办〔2022〕3号")
    assert library.validity(card, date(2022, 1, 31)).state is State.NOT_YET
    found = library.validity(card, date(2024, 2, 1))
    assert (found.state, found.last_day) == (State.LAPSED, date(2024, 1, 31))
    assert len(library.registry.known_document(card).named_at) == 1
    assert library.registry.strike([record]) == 1
    assert library.validity(only(library, "定政办〔2022〕3号"), date(2024, 2, 1)).state is State.IN_FORCE


def test_a_library_of_an_older_program_gets_its_relations_when_it_is_opened(
    library: Library, gazettes: Path, file: Path
) -> None:
    library.ingest([gazettes / "dingzhou-2022-4.txt"])
    count = sa.select(sa.func.count()).select_from(relation)
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        before = connection.execute(count).scalar_one()
        connection.exec_driver_sql("DELETE FROM relation")
        connection.exec_driver_sql("UPDATE library_state SET value = '0' WHERE name = 'relations'")
    with Library.open(str(file)) as again, engine.connect() as connection:
        assert connection.execute(count).scalar_one() == before > 40
        assert only(again, "定政办〔2018〕205号").held is False
    engine.dispose()


def test_every_name_of_a_known_document_leads_to_it_alone(five: Library) -> None:
    known = five.registry.known()
    assert len(known) > 300
    assert len({each.card.ref for each in known}) == len(known)
    for each in known:
        assert five.resolve(each.card.ref, known=True) == [each.card]
