from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library import Card, Ground, State
from gongbao.library.validity import Effect, period_end, plan_end, validity
from gongbao.text.model import Dated
from gongbao.text.relations import RelationKind


def card(
    effective: str | None, period: str | None, issued: date | None = date(2021, 12, 29), kind: str = "办法"
) -> Card:
    return Card(
        id=1,
        ref="《某办法》",
        address="/d/《某办法》",
        key="《某办法》",
        title="某办法",
        number=None,
        issuer=None,
        date=issued,
        kind=kind,
        place="廊坊市",
        gazette="",
        gazette_id=1,
        gazette_file="",
        first_line=1,
        last_line=2,
        articles=0,
        interprets=None,
        effective=Dated(effective, "第三十一条", "自2022年1月1日起施行") if effective else None,
        period=Dated(period, "第三十二条", "有效期5年") if period else None,
    )


FIVE_YEARS = card("2022-01-01", "P5Y")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2021, 12, 31), State.NOT_YET),
        (date(2022, 1, 1), State.IN_FORCE),
        (date(2026, 12, 31), State.IN_FORCE),
        (date(2027, 1, 1), State.LAPSED),
    ],
)
def test_five_years_from_new_year_2022_end_with_the_last_day_of_2026(day: date, state: State) -> None:
    found = validity(FIVE_YEARS, day)
    assert found.state is state
    assert (found.first_day, found.last_day) == (date(2022, 1, 1), date(2026, 12, 31))


def test_reasons_cite_place_and_words() -> None:
    reasons = validity(FIVE_YEARS, date(2027, 1, 1)).reasons
    assert [(each.place, each.words) for each in reasons] == [
        ("第三十一条", "自2022年1月1日起施行"),
        ("第三十二条", "有效期5年"),
    ]
    assert reasons[1].sentence == "有效期自2022年1月1日起，至2026年12月31日届满"


@pytest.mark.parametrize("words", ["发布之日", "印发之日", "公布之日", "自发布之日起施行"])
def test_from_the_day_of_issue_is_reckoned_from_the_date_of_the_notice(words: str) -> None:
    found = validity(card(words, "P2Y", date(2023, 5, 7)), date(2025, 5, 6))
    assert (found.state, found.first_day, found.last_day) == (State.IN_FORCE, date(2023, 5, 7), date(2025, 5, 6))


def test_a_period_that_is_a_last_day_includes_it() -> None:
    until = card("2022-01-01", "2025-12-31")
    assert validity(until, date(2025, 12, 31)).state is State.IN_FORCE
    assert validity(until, date(2026, 1, 1)).state is State.LAPSED


def test_without_a_period_a_document_stays_in_force() -> None:
    found = validity(card("2022-01-01", None), date(2099, 1, 1))
    assert (found.state, found.last_day) == (State.IN_FORCE, None)
    assert "没有写明有效期" in found.reasons[1].sentence


@pytest.mark.parametrize(
    ("effective", "period", "issued", "reason"),
    [
        (None, None, None, "没有写明从哪一天起施行，也没有印出成文日期"),
        (None, "P5Y", None, "起算日不明"),
        ("发布之日", "P5Y", None, "没有印出成文日期"),
        ("春节后", None, date(2021, 1, 1), "换算不成某一天"),
        ("2023年2月30日", None, date(2023, 1, 1), "日历上没有这一天"),
        ("2022-01-01", "2025年6月31日", date(2021, 1, 1), "日历上没有这一天"),
        ("2022-01-01", "长期", date(2021, 1, 1), "换算不成最后一天"),
    ],
)
def test_what_the_text_does_not_say_is_undetermined_with_its_reason(
    effective: str | None, period: str | None, issued: date | None, reason: str
) -> None:
    found = validity(card(effective, period, issued), date(2024, 1, 1))
    assert found.state is State.UNDETERMINED
    assert any(reason in each.sentence for each in found.reasons)


def test_without_a_clause_a_dated_document_is_presumed_to_apply_from_its_date() -> None:
    found = validity(card(None, None, date(2023, 5, 7)), date(2023, 5, 7))
    assert (found.state, found.first_day) == (State.IN_FORCE, date(2023, 5, 7))
    assert "推定施行" in found.reasons[0].sentence
    assert found.reasons[0].words is None


def test_thirty_days_after_publication_leave_out_the_day_itself() -> None:
    found = validity(card("公布之日起30日后", None, date(2021, 1, 1)), date(2021, 2, 1))
    assert (found.state, found.first_day) == (State.IN_FORCE, date(2021, 2, 1))
    assert found.reasons[0].citation == "《中华人民共和国民法典》第二百零一条"


def test_a_day_before_the_date_of_the_document_is_told() -> None:
    found = validity(card("2022-05-01", "P2Y", date(2022, 8, 16)), date(2022, 9, 1))
    assert found.state is State.IN_FORCE
    assert "早于成文日期2022年8月16日" in found.reasons[1].sentence


def test_years_in_a_title_end_nothing_and_are_told() -> None:
    plan = replace(card(None, None, date(2023, 5, 7), "方案"), title="开放强市行动方案（2023—2027年）")
    found = validity(plan, date(2028, 6, 1))
    assert (found.state, found.last_day) == (State.IN_FORCE, None)
    assert "期满并不自动失效" in found.reasons[-1].sentence
    assert plan_end("“十四五”应急管理体系规划") == date(2025, 12, 31)
    assert plan_end("2021年重点龙头企业") is None


def effect(kind: RelationKind, day: date | None, *, whole: bool = True) -> Effect:
    return Effect(kind, day, whole, Ground(f"{kind}", "第九条", "同时废止", "《新办法》"))


@pytest.mark.parametrize(
    ("effects", "day", "state"),
    [
        ([effect(RelationKind.REPEALS, date(2024, 3, 1))], date(2024, 2, 29), State.IN_FORCE),
        ([effect(RelationKind.REPEALS, date(2024, 3, 1))], date(2024, 3, 1), State.REPEALED),
        ([effect(RelationKind.REPEALS, None)], date(2024, 3, 1), State.REPEALED),
        ([effect(RelationKind.REPEALS, date(2024, 3, 1), whole=False)], date(2024, 3, 1), State.IN_FORCE),
        ([effect(RelationKind.LAPSES, date(2024, 3, 1))], date(2024, 3, 1), State.LAPSED),
        ([effect(RelationKind.AMENDS, date(2024, 3, 1))], date(2024, 2, 29), State.IN_FORCE),
        ([effect(RelationKind.AMENDS, date(2024, 3, 1))], date(2024, 3, 1), State.AMENDED),
        ([effect(RelationKind.AMENDS, date(2024, 3, 1))], date(2027, 1, 1), State.LAPSED),
        ([effect(RelationKind.KEEPS, date(2024, 3, 1))], date(2027, 1, 1), State.LAPSED),
        ([effect(RelationKind.KEEPS, date(2027, 3, 1))], date(2027, 3, 1), State.IN_FORCE),
        (
            [effect(RelationKind.REPEALS, date(2023, 3, 1)), effect(RelationKind.KEEPS, date(2024, 3, 1))],
            date(2025, 1, 1),
            State.IN_FORCE,
        ),
    ],
)
def test_what_other_documents_do_counts_from_its_day(effects: list[Effect], day: date, state: State) -> None:
    found = validity(FIVE_YEARS, day, effects)
    assert found.state is state
    assert all(each.ground in found.reasons for each in effects)


def test_a_repeal_ends_the_last_day_and_comes_first_among_the_reasons() -> None:
    found = validity(FIVE_YEARS, date(2025, 1, 1), [effect(RelationKind.REPEALS, date(2024, 3, 1))])
    assert found.last_day == date(2024, 2, 29)
    assert (found.reasons[0].document, found.reasons[0].words) == ("《新办法》", "同时废止")


def test_a_period_is_reckoned_by_the_civil_code_and_links_to_it_where_it_is_held() -> None:
    found = validity(FIVE_YEARS, date(2025, 1, 1), (), {"第二百零四条": "/d/民法典/第二百零四条"})
    assert found.reasons[1].citation == "《中华人民共和国民法典》第二百零四条"
    assert found.reasons[1].citation_address == "/d/民法典/第二百零四条"


def test_nothing_is_in_force_before_it_was_written() -> None:
    assert validity(card(None, None, date(2023, 5, 7)), date(2023, 5, 6)).state is State.NOT_YET


def test_an_interpretation_neither_begins_nor_lapses() -> None:
    found = validity(card(None, None, None, kind="解读"), date(2024, 1, 1))
    assert found.state is State.UNDETERMINED
    assert found.reasons[0].sentence == "政策解读只作说明，本身不施行、不失效"


@pytest.mark.parametrize(
    ("first_day", "period", "last_day"),
    [
        (date(2024, 2, 29), "P5Y", date(2029, 2, 28)),  # no 29th in the month of the end: the month's last day
        (date(2024, 2, 29), "P4Y", date(2028, 2, 28)),
        (date(2024, 8, 31), "P6M", date(2025, 2, 28)),
        (date(2024, 1, 1), "P18M", date(2025, 6, 30)),
        (date(2024, 3, 1), "P1Y", date(2025, 2, 28)),
        (date(2024, 1, 1), "P90D", date(2024, 3, 30)),
        (date(2024, 1, 1), "P", None),
        (date(2024, 1, 1), "五年", None),
        (date(9990, 1, 1), "P99Y", None),
    ],
)
def test_the_last_day_of_a_period(first_day: date, period: str, last_day: date | None) -> None:
    assert period_end(first_day, period) == last_day


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 30), st.dates(date(1990, 1, 1), date(2130, 1, 1)))
def test_a_document_is_in_force_on_the_days_of_its_period_and_on_no_other(first: date, years: int, day: date) -> None:
    found = validity(card(first.isoformat(), f"P{years}Y"), day)
    assert found.first_day is not None
    assert found.last_day is not None
    assert (found.state is State.IN_FORCE) == (found.first_day <= day <= found.last_day)
