"""What cells say, and the types and units of columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongbao.text.grid.values import ColumnType, number, type_of, unit_in, units_of_line, value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,867", (Decimal(1867), "")),
        ("15%", (Decimal(15), "%")),
        ("0.06‰", (Decimal("0.06"), "‰")),
        ("8（如不涉及，直接加分）", (Decimal(8), "")),
        ("-3.5", (Decimal("-3.5"), "")),
        ("1,86", None),
        ("下降15%", None),
        ("2021年", None),
        ("", None),
    ],
)
def test_numbers(words: str, value: tuple[Decimal, str] | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("cells", "header", "unit", "kind", "found"),
    [
        (["1", "2", "—", ""], "火灾（起）", "起", ColumnType.COUNT, "起"),
        (["1.5", "2"], "总投资（万元）", "万元", ColumnType.MONEY, "万元"),
        (["15%", "20%", "—"], "比例", None, ColumnType.PERCENT, "%"),
        (["2021", "2025"], "建设时间", None, ColumnType.DATE, None),
        (["2021.3", "2020.02.13", "2008年"], "启动时间", None, ColumnType.DATE, None),
        (["455", "40"], "A类", None, ColumnType.COUNT, None),
        (["1.5", "2"], "面积", "万亩", ColumnType.NUMBER, "万亩"),
        (["5", "是/否", "甲"], "值", None, ColumnType.TEXT, None),
        (["", "—"], "备注", None, ColumnType.TEXT, None),
    ],
)
def test_types_of_columns(cells: list[str], header: str, unit: str | None, kind: ColumnType, found: str | None) -> None:
    assert type_of(cells, header, unit) == (kind, found)


def test_only_a_whole_day_is_a_date() -> None:
    assert value_of("2020.02.13", ColumnType.DATE) == date(2020, 2, 13)
    assert value_of("2020.02", ColumnType.DATE) is None
    assert value_of("—", ColumnType.NUMBER) is None
    assert value_of("12", ColumnType.TEXT) is None


def test_units() -> None:
    assert unit_in("占地面积（平方米）") == "平方米"
    assert unit_in("设置门诊的比例（%）") == "%"
    assert unit_in("消防站（队）名称") is None
    assert unit_in("规划目标（2025年）") is None
    assert units_of_line("单位：万亩、万立方米") == ("万亩", "万立方米")
    assert units_of_line("（单位：万元）") == ("万元",)
    assert units_of_line("责任单位：甲局") == ()
