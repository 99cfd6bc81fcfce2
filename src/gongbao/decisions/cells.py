"""Cells of a table as typed columns: the same reading as of one case, in the engine.

Plain cells are cast by the engine. Every other text (5,000, 0.5万, 2022年6月1日 …) is read once for all its rows by
`read_value`, the very function that reads one case, and joined back, so that both say the same to the word.
"""

# ruff: noqa: S608  (names of relations are our own)

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

import ibis

from gongbao.decisions.read_facts import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    Unreadable,
    above,
    below,
    read_value,
    too_far,
    too_fine,
    too_large,
)
from gongbao.decisions.sources import TableError
from gongbao.decisions.values import NUMERIC
from gongbao.feel import MISSING, ColumnType
from gongbao.pack.compiled import PLACES, WHOLE_DIGITS, FactType, Input

UNUSUAL = "写法不常见"
"""The rule of a cell that was not looked at closely; no answer shows it."""
MOST_ODD = 1_000_000
"""Different cells of one column that may be written in an unusual way."""


def column_type(declared: Input) -> ColumnType:
    """The type of a fact's column, with the bounds of its values."""
    if declared.type in NUMERIC:
        scale = PLACES[declared.type]
        most = Decimal(10**WHOLE_DIGITS) - Decimal(1).scaleb(-scale)
        low = -most if declared.minimum is None else Decimal(declared.minimum)
        high = most if declared.maximum is None else Decimal(declared.maximum)
        return ColumnType("number", scale, low, high)
    kinds = {FactType.DATE: "date", FactType.BOOLEAN: "boolean", FactType.LIST: "list"}
    return ColumnType(kinds.get(declared.type, "string"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A column as read: the typed value, null where missing or refused; and for each rule, which rows break it.

    A rule is a text, or a column of texts where the cells themselves have them.
    """

    value: Any
    broken: tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Odd:
    """What the unusual cells of a column mean: columns joined to the table, of value and rule."""

    relation: str

    @property
    def cell(self) -> str:
        """The column of cells."""
        return f"{self.relation}_cell"

    @property
    def value(self) -> str:
        """The column of values."""
        return f"{self.relation}_value"

    @property
    def rule(self) -> str:
        """The column of rules that cells break."""
        return f"{self.relation}_rule"


def joined_with_odd(
    backend: Any, table: Any, inputs: Mapping[str, Input], types: Mapping[str, str]
) -> tuple[Any, dict[str, Odd]]:
    """The table joined with what the unusual cells of its columns mean.

    Args:
        backend: the Ibis backend of the table.
        table: holds columns with the facts' names.
        inputs: the facts that have columns.
        types: DuckDB's types of the columns.

    Returns:
        The table, and by fact the joined columns where there are unusual cells.

    Raises:
        TableError: too many different ones.
    """
    found: dict[str, Odd] = {}
    for name, declared in inputs.items():
        if _is_text(declared, types[name]):
            column = table[name].cast("string")
            plain, _, engine_type = _plain(column, declared)
            odd = table.filter(column.notnull() & ~plain.fill_null(False)).select(cell=column).distinct()
            cells = backend.raw_sql(backend.compile(odd.limit(MOST_ODD + 1))).fetchall()
            if len(cells) > MOST_ODD:
                raise TableError(f"列“{name}”有超过 {MOST_ODD} 种读不出来的写法，请核对这一列")
            if cells:
                found[name] = Odd(f"gongbao_odd_{len(found)}")
                _keep(backend, found[name], engine_type, (_read(declared, str(cell[0])) for cell in cells))
    for name, odd in found.items():
        known = backend.table(odd.relation)
        table = table.left_join(known, table[name].cast("string") == known[odd.cell])
        table = table.select([column for column in table.columns if column != odd.cell])
    return table, found


def read_cell(table: Any, declared: Input, kind: str, odd: Odd | None, where: str, *, plain: bool) -> Cell:
    """A column of `table` read by the type of its fact.

    Args:
        table: holds a column with the fact's name, and what its unusual cells mean.
        declared: the fact.
        kind: the column's DuckDB type.
        odd: where the meaning of unusual cells stands.
        where: the file, for messages.
        plain: cells that are not written the plain way are refused unread.

    Raises:
        TableError: a column whose type cannot hold the fact.
    """
    column = table[declared.name]
    if not _is_text(declared, kind):
        native = _native(column, declared, kind)
        if native is None:
            wanted = "数" if declared.type in NUMERIC else "日期" if declared.type is FactType.DATE else "文字"
            raise TableError(f"{where}：列“{declared.name}”的类型是 {kind}，应当是{wanted}，请改成相应的类型或者文字")
        return native
    usual, value, _ = _plain(column.cast("string"), declared)
    if plain:
        return _ruled(value, [(column.notnull() & ~usual, UNUSUAL), *_bounds(value, declared)])
    if odd is None:
        return _ruled(value, list(_bounds(value, declared)))
    chosen = ibis.ifelse(usual.fill_null(False), value, table[odd.value])
    return _ruled(chosen, [(table[odd.rule].notnull(), table[odd.rule]), *_bounds(chosen, declared)])


def _is_text(declared: Input, kind: str) -> bool:
    """Whether a column is read by its text. The shortest text of a binary float is what somebody wrote; its own digits
    are not."""
    return (
        kind == "VARCHAR"
        or kind.startswith(("ENUM", "UUID"))
        or (kind in ("DOUBLE", "FLOAT") and declared.type in NUMERIC)
    )


def _native(column: Any, declared: Input, kind: str) -> Cell | None:
    if declared.type in NUMERIC and (
        kind.startswith("DECIMAL") or re.fullmatch(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?", kind)
    ):
        return _number(column, declared, kind)
    if declared.type is FactType.DATE and (kind == "DATE" or kind.startswith("TIMESTAMP")):
        day = column.cast("date")
        far = (day < date(FIRST_YEAR, 1, 1)) | (day > date(LAST_YEAR, 12, 31))
        return _ruled(day, [(far, too_far(declared)), *_bounds(day, declared)])
    if declared.type is FactType.BOOLEAN and kind == "BOOLEAN":
        return Cell(column, ())
    if declared.type is FactType.TEXT and (kind.endswith("INT") or kind in ("INTEGER", "UINTEGER")):
        return Cell(column.cast("string"), ())
    return None


_WHOLE_DIGITS = {"TINYINT": 3, "SMALLINT": 5, "INTEGER": 10, "BIGINT": 20, "HUGEINT": 39}


def _number(column: Any, declared: Input, kind: str) -> Cell:
    made = column_type(declared)
    found = re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind)
    whole, places = (
        (int(found[1]) - int(found[2]), int(found[2])) if found else (_WHOLE_DIGITS[kind.removeprefix("U")], 0)
    )
    rules: list[tuple[Any, str]] = []
    if whole > WHOLE_DIGITS:
        limit: Any = 10**WHOLE_DIGITS
        if found:
            limit = ibis.literal(Decimal(limit), f"decimal({WHOLE_DIGITS + 1}, 0)")
        rules.append(((column >= limit) | (column <= -limit), too_large(declared)))
    if places > made.scale:
        rules.append((column != column.round(made.scale), too_fine(declared)))
    rules += _bounds(column, declared, integral=not found)
    fits = whole <= made.digits and places <= made.scale
    # A value outside the range cannot be held by the narrow type; it becomes null and its rule tells why.
    return _ruled(column.cast(made.engine) if fits else column.try_cast(made.engine), rules)


def _bounds(column: Any, declared: Input, *, integral: bool = False) -> list[tuple[Any, str]]:
    found = []
    for bound, rule in ((declared.minimum, below), (declared.maximum, above)):
        if bound is None:
            continue
        literal: Any
        if declared.type not in NUMERIC:
            literal = ibis.literal(date.fromisoformat(bound))
        elif integral and Decimal(bound) == int(Decimal(bound)):
            literal = int(Decimal(bound))
        else:
            literal = _decimal(Decimal(bound))
        outside = column < literal if rule is below else column > literal
        found.append((outside, rule(declared)))
    return found


def _decimal(number: Decimal) -> Any:
    exponent = number.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    digits = max(len(f"{abs(number):f}".replace(".", "")), scale + 1)
    return ibis.literal(number, f"decimal({digits}, {scale})")


def _ruled(value: Any, rules: list[tuple[Any, Any]]) -> Cell:
    if not rules:
        return Cell(value, ())
    broken = reduce(or_, [condition for condition, _ in rules])
    return Cell(ibis.ifelse(broken, ibis.null(value.type()), value), tuple(rules))


def _plain(column: Any, declared: Input) -> tuple[Any, Any, str]:
    """Whether a cell is written the plain way, its value then, and the engine's type of the value."""
    if declared.type in NUMERIC:
        made = column_type(declared)
        precision, scale = made.precision, made.scale
        places = rf"(\.\d{{1,{scale}}})?" if scale else ""
        type_ = made.engine
        plain = column.re_search(rf"^-?\d{{1,{precision - scale}}}{places}$")
        return plain, column.try_cast(type_), type_
    if declared.type is FactType.DATE:
        day = column.try_cast("date")
        plain = column.re_search(r"^\d{4}-\d{2}-\d{2}$") & day.notnull()
        return plain & day.between(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)), day, "date"
    if declared.type is FactType.BOOLEAN:
        true, false = column.isin(["true", "是"]), column.isin(["false", "否"])
        return true | false, ibis.cases((true, True), (false, False), else_=ibis.null("boolean")), "boolean"
    if declared.type is FactType.CHOICE:
        return column.isin(list(declared.choices)), column, "string"
    return (
        column.re_search(r"^[^\s\x{85}\x{A0}\x{2000}-\x{200B}\x{3000}]+$") & (column.length() <= LONGEST),
        column,
        "string",
    )


def _read(declared: Input, cell: str) -> tuple[str, object, str | None]:
    try:
        value = read_value(declared, cell)
    except Unreadable as error:
        return cell, None, str(error)
    return cell, None if value is MISSING else value, None


def _keep(backend: Any, odd: Odd, type_: str, rows: Iterable[tuple[str, object, str | None]]) -> None:
    import pyarrow as pa

    found = list(rows)
    schema = ibis.schema({odd.cell: "string", odd.value: type_, odd.rule: "string"}).to_pyarrow()
    columns = [pa.array([row[place] for row in found], type=field.type) for place, field in enumerate(schema)]
    backend.con.register("gongbao_read", pa.Table.from_arrays(columns, schema=schema))
    backend.con.execute(f"create temp table {odd.relation} as select * from gongbao_read")
    backend.con.unregister("gongbao_read")
