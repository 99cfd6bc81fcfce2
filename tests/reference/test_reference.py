"""Numerals, quantities, words of comparison, dates and places, by the lines of the fixtures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reference import (
    PLACES,
    Quantity,
    UnitError,
    add_months,
    add_years,
    chinese_date,
    chinese_number,
    comparison_at,
    convert,
    is_inclusive,
    ordinal,
    parse_date,
    parse_quantity,
    place_in,
    same_kind,
    to_chinese,
)


def _lines(name: str) -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "fixtures" / name).read_text(encoding="utf-8")
    pairs = (line.partition(" =") for line in text.splitlines() if line and line[0] != "#")
    return [(left, right.strip()) for left, _, right in pairs]


@pytest.mark.parametrize(("text", "number"), _lines("numerals.txt"))
def test_a_numeral_is_read_or_refused(text: str, number: str) -> None:
    assert chinese_number(text) == (Decimal(number) if number else None)


@pytest.mark.parametrize(("text", "quantity"), _lines("quantities.txt"))
def test_a_quantity_is_read_in_its_base_unit(text: str, quantity: str) -> None:
    number, _, unit = quantity.partition(" ")
    assert parse_quantity(text) == (Quantity(Decimal(number), unit) if quantity else None)


@pytest.mark.parametrize(("words", "operator"), _lines("comparisons.txt"))
def test_words_say_whether_the_number_belongs(words: str, operator: str) -> None:
    start, end = words.index("「"), words.index("」") - 1
    assert comparison_at(re.sub("[「」]", "", words), start, end) == (operator or None)


@given(st.integers(0, 10**16 - 1))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert chinese_number(to_chinese(number)) == number
    assert ordinal(to_chinese(number)) == number
    assert ordinal(f"第{to_chinese(number)}条") == number
    assert ordinal(f"（{to_chinese(number)}）") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第十二条", 12),
        ("第一百零三条", 103),
        ("第12条", 12),
        ("第三章", 3),
        ("（三）", 3),
        ("(4)", 4),
        ("一、", 1),
        ("2.", 2),
        ("①", 1),
        ("⑳", 20),
        ("㈢", 3),
        ("十五", 15),
        ("附件", None),
        ("第条", None),
        ("3.5", None),
        ("", None),
    ],
)
def test_an_ordinal_is_read(text: str, number: int | None) -> None:
    assert ordinal(text) == number


@pytest.mark.parametrize(("number", "text"), [(0, "零"), (10, "十"), (110, "一百一十"), (10015, "一万零一十五")])
def test_numbers_are_written_as_people_write_them(number: int, text: str) -> None:
    assert to_chinese(number) == text


def test_a_number_too_large_to_write_is_refused() -> None:
    with pytest.raises(ValueError, match="9999 万亿"):
        to_chinese(10**16)


@given(st.text(alphabet="零一二三十百千万亿点百分之第条1.,%元亩岁 （）以上", max_size=12))
def test_no_text_breaks_the_readers(text: str) -> None:
    ordinal(text)
    number, quantity = chinese_number(text), parse_quantity(text)
    assert number is None or number >= 0
    assert quantity is None or quantity.unit
    comparison_at(text, len(text) // 2, len(text) // 2)


def test_units_convert_exactly() -> None:
    assert convert(Decimal("1.5"), "公顷", "平方米") == 15000
    assert convert(Decimal(1), "公顷", "亩") == 15
    assert convert(Decimal(3), "亩", "平方米") == 2000
    assert convert(Decimal("0.1"), "亿元", "万元") == 1000
    assert convert(Decimal("60"), "%", "ratio") == Decimal("0.6")
    assert Quantity(Decimal(20000), "元").to("万元") == 2


@given(
    st.decimals(0, 10**9, places=4),
    st.sampled_from([("元", "万元"), ("千克", "斤"), ("米", "毫米"), ("公顷", "平方米")]),
)
def test_a_conversion_goes_back(value: Decimal, units: tuple[str, str]) -> None:
    assert convert(convert(value, *units), *reversed(units)) == value


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("元", "亩", "“元”是金额，“亩”是面积，不能互相换算"),
        ("日", "工作日", "“日”是日，“工作日”是工作日，不能互相换算"),
        ("月", "日", "“月”是月，“日”是日，不能互相换算"),
        ("元", "两", "没有“两”这个单位"),
        ("亩", "平方米", "1亩换算成“平方米”除不尽，请改用原来的单位"),
    ],
)
def test_units_that_do_not_go_together_are_refused(source: str, target: str, message: str) -> None:
    with pytest.raises(UnitError) as caught:
        convert(Decimal(1), source, target)
    assert str(caught.value) == message


def test_two_kinds_of_quantity_are_not_compared() -> None:
    same_kind(Quantity(Decimal(1), "亩"), Quantity(Decimal(1), "平方米"))
    with pytest.raises(UnitError, match="“元”和“岁”不是同一种量，不能相加或比较"):
        same_kind(Quantity(Decimal(1), "元"), Quantity(Decimal(1), "岁"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年5月7日", date(2023, 5, 7)),
        ("二〇二三年五月七日", date(2023, 5, 7)),
        ("二○一一年十二月三十一日", date(2011, 12, 31)),
        ("２０２３年５月７日", date(2023, 5, 7)),
        ("2023-05-07", date(2023, 5, 7)),
        ("2023.5.7", date(2023, 5, 7)),
        ("2023 年 5 月 7 日", date(2023, 5, 7)),
        ("2023年2月30日", None),
        ("2023年5月", None),
        ("5月7日", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_refused(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@given(st.dates())
def test_a_date_written_reads_back(day: date) -> None:
    if day.year >= 1000:
        assert parse_date(chinese_date(day)) == day
        assert parse_date(day.isoformat()) == day


def test_months_end_where_the_month_ends() -> None:
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2023, 3, 31), -1) == date(2023, 2, 28)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    with pytest.raises(ValueError, match="日期超出范围"):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("word", "inclusive"), [("以上", True), ("不满", False), ("以外", False), ("届满", True), ("的", None)]
)
def test_the_civil_code_says_which_words_include_the_number(word: str, inclusive: bool | None) -> None:
    assert is_inclusive(word) is inclusive


def test_a_place_is_found_with_what_stands_above_it() -> None:
    assert place_in("宁晋县人民政府公报") == "宁晋县"
    assert place_in("廊坊市人民政府办公室") == "廊坊市"
    assert place_in("定州市人民政府公报 2023年第2号") == "定州市"
    assert place_in("某地人民政府") is None
    assert (PLACES["宁晋县"].city, PLACES["宁晋县"].province, PLACES["宁晋县"].stem) == ("邢台市", "河北省", "宁晋")
