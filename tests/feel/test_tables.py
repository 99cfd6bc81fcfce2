"""A table gives row by row what one case gives, to the last digit, missing inputs included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.feel import MISSING, Column, ColumnType, Missing, NotTabular, evaluate, number_column, parse, to_ibis

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
