"""A table gives row by row what one case gives, to the last digit, missing inputs included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.feel import MISSING, Column, ColumnType, Missing, NotTabular, evaluate, number_column, parse, to_ibis
from gongbao.feel.exact import forced

TYPES = {
    "number": number_column(2, "-999.99", "999.99"),
    "string": ColumnType("string"),
    "boolean": ColumnType("boolean"),
    "date": ColumnType("date"),
}
ENGINE = {"number": "decimal(5,2)", "string": "varchar", "boolean": "boolean", "date": "date"}


@pytest.fixture(scope="module")
def backend() -> Iterator[Any]:
    """One DuckDB for the module."""
    connection = ibis.duckdb.connect()
    connection.raw_sql("create table one as select 1 as one")
    yield connection
    connection.disconnect()


@pytest.fixture(scope="module")
def columns(backend: Any, cases: Any) -> dict[str, Column]:
    """The rows of `cases` as columns; of each name a flag says whether it is missing."""
    names = list(cases.kinds)
    fields = ", ".join(f'"{name}" {ENGINE[cases.kinds[name]]}, "没有{name}" boolean' for name in names)
    backend.raw_sql(f"create table cases (row integer, {fields})")
    marks = ", ".join("?" * (1 + 2 * len(names)))
    for number, row in enumerate(cases.rows):
        flat = [part for name in names for part in (row.get(name), name not in row)]
        backend.con.execute(f"insert into cases values ({marks})", [number, *flat])
    table = backend.table("cases")
    return {
        name: Column(table[name], TYPES[kind].or_null(name in cases.nullable), {name: table[f"没有{name}"]})
        for name, kind in cases.kinds.items()
    }


def _run(backend: Any, column: Column) -> list[tuple[Any, ...]]:
    table = backend.table("cases")
    shown = table.select(row=table.row, value=column.expr, **{f"m_{n}": lost for n, lost in column.missing.items()})
    return sorted(backend.raw_sql(backend.compile(shown)).fetchall())


@given(data=st.data())
@settings(max_examples=250)
def test_a_table_says_what_one_case_says(data: st.DataObject, backend: Any, columns: Any, cases: Any) -> None:
    text = data.draw(cases.expressions)
    expr = parse(text, cases.kinds)
    try:
        column = to_ibis(expr, columns)
    except NotTabular:
        return
    for number, value, *flags in _run(backend, column):
        row = cases.rows[number]
        alone = evaluate(expr, {name: row.get(name, MISSING) for name in cases.kinds})
        lost = frozenset(name for name, flag in zip(column.missing, flags, strict=True) if flag)
        if isinstance(alone, Missing):
            assert lost == alone.names, (text, row)
            assert value is None, (text, row)
        else:
            assert not lost, (text, row, alone)
            assert value == alone, (text, row)
            assert column.type.nullable or value is not None, (text, row)


def _one(backend: Any, text: str, **given: tuple[str, ColumnType, Any]) -> tuple[Any, str]:
    """Value and engine type of an expression over one row; of each name its engine type, column type and value."""
    row = backend.table("one")
    columns = {name: Column(ibis.literal(value, type_), kind) for name, (type_, kind, value) in given.items()}
    column = to_ibis(parse(text, columns), columns)
    shown = row.select(value=column.expr)
    ((value,),) = backend.raw_sql(backend.compile(shown)).fetchall()
    return value, str(column.expr.type())


MONEY = ("decimal(12, 2)", number_column(2, 0, "9999999999.99"), Decimal("100000.00"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("费用 * 0.0375", Decimal("3750")),
        ("费用 * 0.00049", Decimal("49")),
        ("费用 * 0.0005 * 0.0005", Decimal("0.025")),
        ("费用 * 0.0000001234567891", Decimal("0.01234567891")),
        ("费用 < 1e12", True),
        ("费用 / 8", Decimal("12500")),
        ("round half up(费用 / 3, 2)", Decimal("33333.33")),
        ("round half up(1 / 3, 2)", Decimal("0.33")),
        ("round half up(费用 / 7, 4)", Decimal("14285.7143")),
        ("round half even(2.5, 0) + round half even(3.5, 0)", Decimal(6)),
        ("round half up(-2.5, 0)", Decimal(-3)),
        ("min(费用, 1)", Decimal(1)),
        ("sum(费用, 0.01)", Decimal("100000.01")),
        ("费用 in [0.0375..100000]", True),
        ("0.0375 >= 0.0375", True),
        ("0.1 + 0.2 = 0.3", True),
        ("费用 * 费用 = 10000000000", True),
    ],
)
def test_decimals_are_exact_where_engines_and_ibis_are_not(backend: Any, text: str, value: Any) -> None:
    assert _one(backend, text, 费用=MONEY)[0] == value


MODES = {
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
    "round half even": ROUND_HALF_EVEN,
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("value", ["2.5", "-2.5", "3.5", "-3.5", "2.49", "2.51", "-2.51", "0", "0.5", "-0.5", "-0.01"])
def test_every_rounding_rounds_as_it_says(backend: Any, mode: str, value: str) -> None:
    number = Decimal(value)
    kind = ("decimal(12, 2)", number_column(2, -99, 99), number)
    wanted = number.quantize(Decimal(1), MODES[mode])
    assert _one(backend, f"{mode}(数, 0)", 数=kind)[0] == wanted
    assert (
        _one(backend, f"{mode}(数 * 3 / 三, 0)", 数=kind, 三=("decimal(3, 0)", number_column(0, 1, 9), Decimal(3)))[0]
        == wanted
    )


def test_precision_is_as_narrow_as_the_bounds_allow(backend: Any) -> None:
    rate = ("decimal(5, 4)", number_column(4, 0, 1), Decimal("0.6"))
    fee = ("decimal(10, 2)", number_column(2, 0, "99999999.99"), Decimal("5000"))
    assert _one(backend, "费用 * 比例", 费用=fee, 比例=rate) == (Decimal("3000"), "decimal(14, 6)")
    assert _one(backend, "max(0, min(2000, 费用 * 比例))", 费用=fee, 比例=rate) == (Decimal("2000"), "decimal(10, 6)")
    assert _one(backend, "费用 > 100", 费用=fee, 比例=rate) == (True, "boolean")


@pytest.mark.parametrize("digits", [9, 14, 17, 18, 19, 26])
def test_large_numbers_neither_overflow_nor_lose_a_digit(backend: Any, digits: int) -> None:
    largest = Decimal(10**digits - 1) / 100
    with_two = ("decimal(38, 2)", number_column(2, -largest, largest), largest)
    small = ("decimal(5, 4)", number_column(4, 0, 1), Decimal("0.9999"))
    for text in (
        "大 + 大",
        "大 - 小",
        "大 + 小 * 小",
        "大 * 小",
        "-大 - 大",
        "round half even(大 * 小, 1)",
        "max(大, 小 * 大)",
    ):
        wanted = evaluate(text, {"大": largest, "小": Decimal("0.9999")})
        assert _one(backend, text, 大=with_two, 小=small)[0] == wanted, text


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("费用 / 年龄", 3, "除法除不尽时表格不能保证精确"),
        ("费用 / 3", 3, "除法除不尽时表格不能保证精确"),
        ("费用 ** 2", 3, "表格不支持乘方"),
        ("费用 * 费用 * 费用", 8, "位数字，超过表格能精确保存的 34 位"),
        ("for x in [1] return x", 0, "表格不支持 for 循环"),
        ("费用 + 未知", 5, "表格里没有“未知”这一列"),
        ("string length(类别) + 1", 0, "表格不支持函数 string length 这样用"),
        ("类别 = 1", 3, "两边类型不同：文字和数"),
        ("就诊日 + (就诊日 - 就诊日)", 4, "表格里日期只能加减写明的时长"),
        ("round half up(费用, 年龄)", 18, "表格里取舍的位数要写明"),
        ("if 费用 then 1 else 2", 3, "这里应当是“是非”，却是“数”"),
        ("null", 0, "结果总是空值"),
        ("abs(n: 费用)", 0, "表格里的函数请按位置写参数"),
        ("round half up(费用 / 细数, 6)", 17, "表格不能保证精确"),
    ],
)
def test_what_cannot_be_exact_is_refused_with_its_place(text: str, at: int, words: str) -> None:
    columns = {
        "费用": Column(ibis.literal(Decimal(1), "decimal(12, 2)"), number_column(2, 0, "9999999999.99")),
        "年龄": Column(ibis.literal(Decimal(1), "decimal(3, 0)"), number_column(0, 0, 150)),
        "细数": Column(ibis.literal(Decimal(1), "decimal(12, 10)"), number_column(10, 0, 1)),
        "类别": Column(ibis.literal("甲"), ColumnType("string")),
        "就诊日": Column(ibis.date("2023-05-07"), ColumnType("date")),
    }
    with pytest.raises(NotTabular) as caught:
        to_ibis(parse(text, columns), columns)
    assert caught.value.at == at
    assert words in caught.value.zh


SMOKE = [
    # Each Ibis call that the compiler uses, on DuckDB: the value and the type that it must have. A whole number written
    # out is INTEGER whatever Ibis thinks; the compiler only puts it beside BIGINT.
    (lambda: ibis.literal(Decimal("0.0375"), "decimal(4, 4)"), Decimal("0.0375"), "DECIMAL(4,4)"),
    (lambda: ibis.literal(Decimal("-1.25"), "decimal(3, 2)").cast("decimal(3, 1)"), Decimal("-1.3"), "DECIMAL(3,1)"),
    (lambda: ibis.literal(Decimal("1.5"), "decimal(9, 1)").cast("int64"), 2, "BIGINT"),
    (lambda: -ibis.literal(Decimal("1.5"), "decimal(2, 1)"), Decimal("-1.5"), "DECIMAL(2,1)"),
    (lambda: ibis.literal(Decimal("-1.5"), "decimal(2, 1)").abs(), Decimal("1.5"), "DECIMAL(2,1)"),
    (lambda: ibis.least(ibis.literal(3, "int64"), ibis.literal(2, "int64")), 2, "INTEGER"),
    (lambda: ibis.greatest(ibis.literal("甲"), ibis.literal("乙")), "甲", "VARCHAR"),
    (lambda: ibis.ifelse(ibis.null("boolean"), 1, 2), 2, "INTEGER"),
    (lambda: ibis.null("decimal(9, 2)"), None, "DECIMAL(9,2)"),
    (lambda: ibis.literal(-7, "int64") % ibis.literal(2, "int64"), -1, "INTEGER"),
    (lambda: ((ibis.literal(7, "int64") - 1) / ibis.literal(2, "int64")).round().cast("int64"), 3, "BIGINT"),
    (lambda: ibis.literal(7, "int64") // 12, 0, "BIGINT"),
    (lambda: ibis.literal(0, "int64").nullif(ibis.literal(0, "int64")), None, "INTEGER"),
    (lambda: ibis.null("boolean").fill_null(True), True, "BOOLEAN"),
    (lambda: ibis.literal("甲").isin(["甲", "乙"]), True, "BOOLEAN"),
    (lambda: ibis.literal("公报").contains("报"), True, "BOOLEAN"),
    (lambda: ibis.literal("公报").startswith("公"), True, "BOOLEAN"),
    (lambda: ibis.literal("公报").endswith("公"), False, "BOOLEAN"),
    (lambda: ibis.literal(["甲"], "array<string>").contains("甲"), True, "BOOLEAN"),
    (lambda: ibis.date("2024-02-29"), date(2024, 2, 29), "DATE"),
    (lambda: ibis.date("2024-02-29").year().cast("decimal(4, 0)"), Decimal(2024), "DECIMAL(4,0)"),
    (lambda: forced(ibis.date("2024-01-31") + ibis.interval(months=1), "date"), date(2024, 2, 29), "DATE"),
    (lambda: ibis.date("2024-03-01").delta(ibis.date("2024-02-01"), unit="day"), 29, "BIGINT"),
    (lambda: ibis.cases((ibis.literal(False), 1), (ibis.literal(True), 2), else_=3), 2, "INTEGER"),
]


@pytest.mark.parametrize(("make", "value", "type_"), SMOKE)
def test_a_call_of_ibis_does_on_duckdb_what_the_compiler_counts_on(
    backend: Any, make: Any, value: Any, type_: str
) -> None:
    sql = backend.compile(backend.table("one").select(value=make()))
    ((got, kind),) = backend.raw_sql(f"select value, typeof(value) from ({sql})").fetchall()
    assert (got, kind) == (value, type_)


def test_lists_hold_texts(backend: Any) -> None:
    names = ("array<string>", ColumnType("list"), ["甲", "乙"])
    text = ("string", ColumnType("string"), "乙")
    assert _one(backend, "类别 in 名单", 类别=text, 名单=names)[0] is True
    assert _one(backend, 'list contains(名单, "丙")', 类别=text, 名单=names)[0] is False


def test_a_missing_input_decides_nothing(backend: Any) -> None:
    # LEAST(1, NULL) is 1 on every engine, and would pay a claim.
    column = Column(ibis.null("decimal(9, 2)"), number_column(2, 0, 9999), {"限额": ibis.literal(True)})
    made = to_ibis(parse("min(限额, 100)"), {"限额": column})
    shown = backend.table("one").select(value=made.expr, lost=made.missing["限额"])
    assert backend.raw_sql(backend.compile(shown)).fetchall() == [(None, True)]
