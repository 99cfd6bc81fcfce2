"""Versions of a document, and its text on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongbao.library import Card, Library
from gongbao.library.versions import failed

WATER, PROPERTY = "廊坊市城镇二次供水管理办法", "廊坊市物业管理办法"


def card_of(library: Library, title: str) -> Card:
    return next(card for card in library.documents() if card.title == title)


def test_the_water_rule_has_two_versions(five: Library) -> None:
    found = five.versions(card_of(five, WATER))
    assert [(each.since, each.until, each.known, each.by and each.by.number) for each in found] == [
        (date(2020, 6, 1), date(2021, 11, 30), "partly", None),
        (date(2021, 12, 1), None, "whole", "廊坊市人民政府令〔2021〕第1号"),
    ]
    assert found[0].by_words == "2020年4月28日廊坊市人民政府令〔2020〕第1号公布"
    assert "第十五条修改前的文字，决定没有印出" in [each.sentence for each in found[0].grounds]


def test_the_property_rule_has_three_versions_and_the_first_is_not_known(five: Library) -> None:
    found = five.versions(card_of(five, PROPERTY))
    assert [(each.since, each.until, each.known) for each in found] == [
        (date(2018, 12, 5), date(2019, 12, 30), "none"),
        (date(2019, 12, 31), date(2021, 12, 9), "partly"),
        (date(2021, 12, 10), None, "whole"),
    ]


@pytest.mark.parametrize(
    ("title", "place", "on", "begins", "known"),
    [
        (WATER, "第十四条", date(2021, 11, 30), "第十四条二次供水设施竣工验收，应当邀请", True),
        (WATER, "第十四条", date(2021, 12, 1), "第十四条二次供水设施建设完成后，应当按照规定组织竣工验收。", True),
        (WATER, "第十四条第一款", date(2021, 11, 30), "二次供水设施竣工验收，应当邀请", True),
        (WATER, "第十九条（一）", date(2021, 11, 30), "（一）", True),
        (WATER, "第十五条", date(2021, 11, 30), "第十五条〔旧文未刊〕", False),
        (WATER, "第十五条", date(2021, 12, 1), "第十五条二次供水设施投入使用前，建设单位应当", True),
        (PROPERTY, "第一条", date(2021, 1, 1), "第一条为了规范物业管理活动，", True),
        (PROPERTY, "第十八条", date(2021, 1, 1), "第十八条业主大会会议分为定期会议和临时会议。\n〔旧文未刊〕", False),
    ],
)
def test_the_text_of_a_provision_on_a_day(
    title: str, place: str, on: date, begins: str, known: bool, five: Library
) -> None:
    found = five.text_on(card_of(five, title), place, on)
    assert found.words is not None
    assert found.words.startswith(begins)
    assert found.known is known
    assert found.grounds


def test_a_text_that_is_not_held_has_no_words_and_says_why(five: Library) -> None:
    found = five.text_on(card_of(five, PROPERTY), "第一条", date(2019, 1, 1))
    assert (found.words, found.known) == (None, False)
    assert found.grounds[-1].sentence == "这一时期的文字未收录"
    missing = five.text_on(card_of(five, WATER), "第九十九条", date(2022, 1, 1))
    assert missing.words is None
    assert missing.grounds[-1].sentence == "这一时期的文本中没有第九十九条"


def test_the_difference_between_two_days_is_what_the_decision_changed(five: Library) -> None:
    card = card_of(five, WATER)
    found = five.difference(card, None, date(2021, 1, 1), date(2022, 1, 1))
    changed = [pair for pair in found if pair.status != "未变"]
    assert len(found) == 28
    assert [(pair.new_place, pair.note) for pair in changed] == [
        ("第十四条", None),
        ("第十五条", "第十五条修改前的文字，决定没有印出"),
    ]
    one = five.difference(card, "第十四条", date(2021, 1, 1), date(2022, 1, 1))
    removed = "".join(piece.text for piece in one[0].pieces if piece.op == "removed")
    assert "应当邀请城镇供水、卫生健康等行政主管部门以及城镇公共供水单位参加" in removed
    assert five.difference(card_of(five, PROPERTY), None, date(2019, 1, 1), date(2022, 1, 1)) == ()


def test_a_document_that_nothing_amends_has_one_version(five: Library) -> None:
    found = five.versions(card_of(five, "定州市养犬管理办法"))
    assert [(each.since, each.until, each.known) for each in found] == [(date(2023, 6, 1), None, "whole")]


def test_every_instruction_of_the_gazettes_fits_its_text(five: Library) -> None:
    assert [failed(five.history(card)) for card in five.documents()] == [()] * len(five.documents())


def test_what_an_earlier_decision_printed_fills_the_gap_of_a_later_one(library: Library, tmp_path: Path) -> None:
    last = "二、本修正案自公布之日起施行。\n"
    texts = {
        "法.md": "某法\n\n2000年1月1日 会议通过\n\n2010年1月1日 会议通过的《某法修正案》\n\n"
        "2020年1月1日 会议通过的《某法修正案（二）》\n\n第一条 甲。\n\n第二条 丙。\n\n"
        "第三条 本法自2000年1月1日起施行。\n",
        "一.md": f"某法修正案\n\n2010年1月1日 会议通过\n\n一、将某法第二条修改为：“乙。”\n\n{last}",
        "二.md": f"某法修正案（二）\n\n2020年1月1日 会议通过\n\n一、将某法第二条修改为：“丙。”\n\n{last}",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    library.ingest([tmp_path])
    law = card_of(library, "某法")

    def second(year: int) -> tuple[str | None, bool]:
        found = library.text_on(law, "第二条", date(year, 6, 1))
        return found.words, found.known

    assert second(2005) == ("第二条〔旧文未刊〕", False)
    assert second(2015) == ("第二条乙。", True)
    assert second(2021) == ("第二条丙。", True)
