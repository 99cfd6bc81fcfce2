"""Numbers, dates and periods in the words of a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongbao.pack import FactType
from gongbao.proof.period import stated_period
from gongbao.proof.words import dates, quantities, stands

ISSUED = date(2021, 12, 29)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("本实施细则自2022年1月1日起施行，有效期5年", date(2022, 1, 1), date(2026, 12, 31)),
        ("本办法自2022年2月1日起施行，有效期为二年", date(2022, 2, 1), date(2024, 1, 31)),
        ("本办法自2020年3月1日起施行", date(2020, 3, 1), None),
        ("本办法自印发之日起施行，有效期5年", ISSUED, date(2026, 12, 28)),
        ("本通知自发布之日起实施，有效期至2023年12月31日", ISSUED, date(2023, 12, 31)),
        ("自2020年2月29日起施行，有效期1年", date(2020, 2, 29), date(2021, 2, 27)),
        ("第三十一条本实施细则由市医疗保障局负责解释", None, None),
        ("2019年5月1日发布的办法同时废止", None, None),
    ],
)
def test_a_period_is_reckoned_from_its_words(words: str, first: date | None, last: date | None) -> None:
    assert stated_period(words, ISSUED) == (first, last)


@pytest.mark.parametrize(
    ("value", "kind", "unit", "words"),
    [
        ("100", FactType.MONEY, "元", "门诊统筹年度起付标准为100元"),
        ("20000", FactType.MONEY, "元", "一次性奖励2万元"),
        ("20000", FactType.MONEY, "元", "一次性奖励二万元"),
        ("0.6", FactType.RATIO, None, "统筹基金支付比例为60%"),
        ("0.6", FactType.RATIO, None, "统筹基金支付比例为百分之六十"),
        ("45", FactType.INTEGER, "岁", "45岁(含)以上参保人员"),
        ("3", FactType.INTEGER, "日", "因手术住院前3天"),
        ("3", FactType.INTEGER, None, "不少于3家"),
        ("2022-01-01", FactType.DATE, None, "从2022年1月1日起"),
    ],
)
def test_a_value_is_found_in_its_words(value: str, kind: FactType, unit: str | None, words: str) -> None:
    assert stands(value, kind, unit, words)


@pytest.mark.parametrize(
    ("value", "kind", "unit", "words"),
    [
        ("10", FactType.MONEY, "元", "门诊统筹年度起付标准为100元"),
        ("100", FactType.MONEY, "元", "满100岁的"),
        ("100", FactType.MONEY, "元", "起付标准为100万元"),
        ("0.6", FactType.RATIO, None, "支付60元"),
        ("60", FactType.INTEGER, "岁", "支付比例为60%"),
        ("5", FactType.INTEGER, "年", "45年"),
        ("2022-01-01", FactType.DATE, None, "从2022年1月11日起"),
    ],
)
def test_a_value_that_is_not_in_the_words_is_not_found(
    value: str, kind: FactType, unit: str | None, words: str
) -> None:
    assert not stands(value, kind, unit, words)


def test_quantities_have_their_places() -> None:
    words = "起付100元，比例60%"
    assert [(words[each.start : each.end], each.value, each.unit) for each in quantities(words)] == [
        ("100元", Decimal(100), "元"),
        ("60%", Decimal("0.6"), ""),
    ]


def test_dates_have_their_places() -> None:
    assert dates("自2022年1月1日起") == [(1, 10, date(2022, 1, 1))]
