"""Decision tables as columns: which rows are true, and what a hit policy makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
from ibis.expr.operations import And

from gongbao.decisions.generated import exclusive
from gongbao.decisions.plan import CELL, Plan, Plans, Table
from gongbao.decisions.sources import CONFLICT
from gongbao.feel import Column, ColumnType, NotTabular, to_ibis
from gongbao.feel.syntax import Call, Expr, If, Name, Number
from gongbao.pack.compiled import HitPolicy, Rounding

Missing = Mapping[str, Any]
"""For each fact, the condition under which it is missing."""


def rounding(expr: Expr, declared: Rounding | None) -> Expr:
    """An expression rounded as a decision declares, in FEEL."""
    if declared is None:
        return expr
    return Call(0, Name(0, f"round {declared.mode}"), (expr, Number(0, Decimal(declared.places))))


def united(columns: list[Column]) -> ColumnType:
    """The type that holds the values of all columns."""
    bare = [replace(column, missing={}) for column in columns]
    found = bare[0]
    for other in bare[1:]:
        context = {"a": found, "b": other, "c": Column(ibis.literal(True), ColumnType("boolean"))}
        found = to_ibis(If(0, Name(0, "c"), Name(0, "a"), Name(0, "b")), context)
    return found.type


def alike(columns: list[Column], type_: ColumnType) -> list[Any]:
    """The values of all columns in one engine type."""
    return [
        ibis.null(type_.engine) if column.type.kind == "null" else column.expr.cast(type_.engine) for column in columns
    ]


def merged(parts: Iterable[Missing]) -> dict[str, Any]:
    """For each fact, missing in any part."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        for name, lost in part.items():
            found.setdefault(name, []).append(lost)
    return {name: reduce(or_, _absorbed(conditions)) for name, conditions in found.items()}


def _absorbed(conditions: list[Any]) -> list[Any]:
    """The conditions of an or, without those that imply another: a or (a and b) is a."""
    distinct = {condition.op(): condition for condition in conditions}
    kept = []
    for operation, condition in distinct.items():
        narrower, implied = operation, False
        while isinstance(narrower, And):
            implied = implied or narrower.right in distinct
            narrower = narrower.left
            implied = implied or narrower in distinct
        if not implied:
            kept.append(condition)
    return kept


@dataclass(frozen=True, slots=True)
class Truth:
    """A row: whether it is true, and for each fact whether the row is neither true nor false for want of it."""

    true: Any
    missing: Missing


def table_column(plan: Plan, table: Table, context: Mapping[str, Column], plans: Plans, epoch: int) -> Column:
    """The column of a decision by table, rounded as declared. Raises `NotTabular` where the engine has no equal."""
    columns = [to_ibis(column, context) for column in table.columns]
    truths = []
    for row in table.rows:
        cells = zip(columns, row.cells, strict=True)
        truths.append(_truth([to_ibis(cell, {**context, CELL: column}) for column, cell in cells if cell is not None]))
    outputs = [
        context[row.then.name] if isinstance(row.then, Name) else to_ibis(row.then, context) for row in table.rows
    ]
    if not truths:
        raise NotTabular(0, "判定表没有规则行")
    if table.hit is HitPolicy.FIRST:
        made = _first(truths, outputs)
    else:
        made = _combined(plan, table, truths, outputs, settles=exclusive(table, plans, epoch))
    if plan.decision.round is None:
        return made
    return to_ibis(rounding(Name(0, CELL), plan.decision.round), {CELL: made})


def _truth(cells: list[Column]) -> Truth:
    if not cells:
        return Truth(ibis.literal(True), {})
    # A cell that lacks an input is null. The row wants that input unless another cell is false.
    wanting: list[dict[str, Any]] = []
    for place, cell in enumerate(cells):
        others = [_surely(other) for number, other in enumerate(cells) if number != place]
        wanting.append({name: reduce(and_, [lost, *others]) for name, lost in cell.missing.items()})
    return Truth(reduce(and_, [cell.expr for cell in cells]), merged(wanting))


def _surely(cell: Column) -> Any:
    """True or missing: a cell that is null of itself is not met."""
    if not cell.type.nullable:
        return cell.expr.fill_null(True) if cell.missing else cell.expr
    lost = reduce(or_, cell.missing.values()) if cell.missing else ibis.literal(False)
    return cell.expr.fill_null(False) | lost


def _combined(plan: Plan, table: Table, rows: list[Truth], outputs: list[Column], *, settles: bool) -> Column:
    """The value of a table by hit policy, of all policies but FIRST."""
    hit, type_ = table.hit, united(outputs)
    values = alike(outputs, type_)
    null = ibis.null(type_.engine)
    wanting = merged(row.missing for row in rows)
    lacking = merged(
        {name: row.true.fill_null(False) & lost for name, lost in out.missing.items()}
        for row, out in zip(rows, outputs, strict=True)
    )
    first = ibis.cases(*((row.true, value) for row, value in zip(rows, values, strict=True)), else_=null)
    if settles:
        # Rows exclude each other: where one is true, every other is false, whatever else is missing.
        return Column(first, type_.or_null(), merged([wanting, lacking]))
    undecided = reduce(or_, wanting.values()) if wanting else ibis.literal(False)
    rows = [Truth(row.true.fill_null(False), row.missing) for row in rows]
    hits = reduce(lambda a, b: a + b, [row.true.cast("int32") for row in rows])
    match hit:
        case HitPolicy.UNIQUE | HitPolicy.ANY:
            clash = hits > 1
            if hit is HitPolicy.ANY:
                unlike = [row.true & (value != first) for row, value in zip(rows, values, strict=True)]
                clash = reduce(or_, unlike).fill_null(False)
            made = ibis.ifelse(clash & ~undecided, _collision(plan, table, rows).cast(type_.engine), first)
        case HitPolicy.PRIORITY:
            pairs = list(zip(rows, values, strict=True))
            ranked = [
                (reduce(or_, [row.true & (value == choice) for row, value in pairs]), ibis.literal(choice))
                for choice in plan.decision.choices
            ]
            made = ibis.cases(*ranked, else_=null)
        case HitPolicy.COLLECT_COUNT:
            made, type_ = hits, ColumnType("number", 0, Decimal(0), Decimal(len(rows)))
        case HitPolicy.COLLECT_MIN | HitPolicy.COLLECT_MAX:
            taken = [ibis.ifelse(row.true, value, null) for row, value in zip(rows, values, strict=True)]
            made = ibis.least(*taken) if hit is HitPolicy.COLLECT_MIN else ibis.greatest(*taken)
        case HitPolicy.COLLECT_SUM:
            count = len(rows)
            type_ = replace(type_, low=min(type_.low * count, Decimal(0)), high=max(type_.high * count, Decimal(0)))
            zero = ibis.literal(Decimal(0), type_.engine)
            taken = [
                ibis.ifelse(row.true, value.cast(type_.engine), zero) for row, value in zip(rows, values, strict=True)
            ]
            made = ibis.ifelse(hits > 0, _added(taken, type_), ibis.null(type_.engine))
        case _:
            raise NotTabular(0, "结果是列表，不能作为表格的一列")
    value = (
        ibis.ifelse(undecided, ibis.null(type_.engine), made.cast(type_.engine)) if wanting else made.cast(type_.engine)
    )
    return Column(value, type_.or_null(hit is not HitPolicy.COLLECT_COUNT), merged([wanting, lacking]))


def _added(values: list[Any], type_: ColumnType) -> Any:
    return reduce(lambda a, b: (a + b).cast(type_.engine), values)


def _first(rows: list[Truth], outputs: list[Column]) -> Column:
    """The first row that is true; one that is neither true nor false before it leaves the table undecided."""
    type_ = united(outputs)
    null, no = ibis.null(type_.engine), ibis.literal(False)
    parts = [*(row.missing for row in rows), *(output.missing for output in outputs)]
    names = list(dict.fromkeys(name for part in parts for name in part))
    branches: list[tuple[Any, Any]] = []
    flags: dict[str, list[tuple[Any, Any]]] = {name: [] for name in names}
    for row, output, value in zip(rows, outputs, alike(outputs, type_), strict=True):
        branches.append((row.true, value))
        for name in names:
            flags[name].append((row.true, output.missing.get(name, no)))
        if row.missing:
            open_ = reduce(or_, row.missing.values())
            branches.append((open_, null))
            for name in names:
                flags[name].append((open_, row.missing.get(name, no)))
    missing = {name: ibis.cases(*found, else_=no) for name, found in flags.items()}
    return Column(ibis.cases(*branches, else_=null), type_.or_null(), missing)


def _collision(plan: Plan, table: Table, rows: list[Truth]) -> Any:
    """Stops the query with the ids of the rows that are true."""
    ids = [ibis.ifelse(row.true, each.rule.id, ibis.null("string")) for row, each in zip(rows, table.rows, strict=True)]
    said = ibis.literal("、").join(ids)
    return _raised(ibis.literal(f"{CONFLICT}{plan.decision.name}:") + said)


@ibis.udf.scalar.builtin(name="error")  # type: ignore[untyped-decorator]
def _raised(message: str) -> str:  # type: ignore[empty-body]
    """DuckDB's error(): stops the query where it is reached."""
