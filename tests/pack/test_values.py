"""Values as packs write them."""

from __future__ import annotations

import pytest

from gongbao.pack import FactType, Mark, PackError, Scalar
from gongbao.pack.values import canonical, infer, rounding

M, N, INT, R = FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO


def scalar(text: str, style: str = "") -> Scalar:
    return Scalar(text, Mark("f", 1, 1), style)


@pytest.mark.parametrize(
    ("written", "kind", "unit", "value"),
    [
        ("100 元", M, "元", "100"),
        ("100元", M, "元", "100"),
        ("2 万元", M, "元", "20000"),
        ("1.5万元", M, "元", "15000"),
        ("60%", R, None, "0.6"),
        ("3.75%", R, None, "0.0375"),
        ("45 岁", INT, "岁", "45"),
        ("3 天", INT, "日", "3"),
        ("5", INT, None, "5"),
        ("2022年1月1日", FactType.DATE, None, "2022-01-01"),
        ("2022-01-01", FactType.DATE, None, "2022-01-01"),
        ("是", FactType.BOOLEAN, None, "true"),
        ("甲级", FactType.TEXT, None, "甲级"),
    ],
)
def test_type_unit_and_value_are_read_from_the_words(
    written: str, kind: FactType, unit: str | None, value: str
) -> None:
    text = scalar(written)
    assert infer(text, None, None) == (kind, unit)
    assert canonical(text, kind, unit) == value


def test_a_quoted_text_is_a_text() -> None:
    assert infer(scalar("2022-01-01", "'"), None, None) == (FactType.TEXT, None)


def test_a_declared_type_and_unit_win() -> None:
    assert infer(scalar("3 天"), N, None) == (N, "日")
    assert infer(scalar("5"), N, "分") == (N, "分")


@pytest.mark.parametrize(
    ("written", "kind", "unit", "message"),
    [
        ("很多", M, "元", "“很多”不是数"),
        ("45 岁", M, "元", "“45 岁”的单位是“岁”，这里要“元”"),
        ("45.5 岁", INT, "岁", "“45.5 岁”不是整数"),
        ("昨天", FactType.DATE, None, "“昨天”不是日期"),
        ("2022年2月30日", FactType.DATE, None, "“2022年2月30日”不是日期"),
        ("也许", FactType.BOOLEAN, None, "“也许”不是“是”或“否”"),
    ],
)
def test_a_value_that_is_none_of_its_type_is_refused(
    written: str, kind: FactType, unit: str | None, message: str
) -> None:
    with pytest.raises(PackError) as caught:
        canonical(scalar(written), kind, unit)
    assert caught.value.what == message


@pytest.mark.parametrize(
    ("written", "kind", "places", "mode"),
    [
        ("分, half up", M, 2, "half up"),
        ("分", M, 2, "half up"),
        ("元，down", M, 0, "down"),
        ("万元, up", M, -4, "up"),
        ("2位, half even", N, 2, "half even"),
    ],
)
def test_rounding_is_read(written: str, kind: FactType, places: int, mode: str) -> None:
    read = rounding(scalar(written), kind)
    assert (read.places, read.mode) == (places, mode)


@pytest.mark.parametrize(
    ("written", "kind", "message"),
    [
        ("分, half upp", M, "没有“half upp”这种取舍方法"),
        ("分", N, "“分”不是尾数的写法"),
        ("大概", M, "“大概”不是尾数的写法"),
        ("分", FactType.TEXT, "这个类型的结果没有尾数"),
    ],
)
def test_rounding_that_makes_no_sense_is_refused(written: str, kind: FactType, message: str) -> None:
    with pytest.raises(PackError) as caught:
        rounding(scalar(written), kind)
    assert caught.value.what == message
