"""Decisions as columns: the same graph as of one case, in Ibis, one stage a decision.

Each stage is a view over the one before, so that a decision that is read twice stands once in the SQL. A value comes
with the conditions under which each fact is missing for it; they are kept apart from null throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

import ibis
from ibis.expr.operations import Field, IsNull

from gongbao.decisions.cells import Odd, column_type, joined_with_odd, read_cell
from gongbao.decisions.hits import alike, merged, rounding, table_column, united
from gongbao.decisions.plan import CELL, Plan, Plans, Table, names_of
from gongbao.decisions.sources import SOURCE, Source, TableError
from gongbao.decisions.types import Types
from gongbao.decisions.values import from_canonical
from gongbao.feel import Column, ColumnType, NotTabular, to_ibis
from gongbao.feel.syntax import At, Boolean, Compare, Expr, If, Name, Null, Number, String
from gongbao.pack.compiled import Input

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A value that stands in the current view: its column, its type, and what is missing for it."""

    value: str
    type: ColumnType
    missing: Mapping[str, Lack]


@dataclass(frozen=True, slots=True)
class Lack:
    """Where a fact is missing: where a column is null, or where a column says so."""

    column: str
    null: bool

    def over(self, table: Any) -> Any:
        """The condition over a view."""
        return table[self.column].isnull() if self.null else table[self.column]


@dataclass
class Stages:
    """Views one over the other. `table` is the last; `known` says where inputs and decisions stand in it."""

    backend: Any
    plans: Plans
    table: Any
    prefix: str
    known: dict[Key, Stored] = field(default_factory=dict)
    joined: bool = False
    count: int = 0
    statements: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.types = Types(self.plans)

    def add(self, columns: Mapping[str, Any]) -> None:
        """A view with further columns."""
        self.count += 1
        name = f"{self.prefix}_{self.count}"
        made = self.table.mutate(**columns) if columns else self.table
        statement = f"create or replace temp view {name} as {self.backend.compile(made)}"
        self.backend.con.execute(statement)
        self.statements.append(statement)
        # What Ibis knows of the view's types is exact, and asking the engine again costs more than making it.
        self.table = ibis.table(made.schema(), name=name)

    def keep(self, key: Key, column: Column) -> None:
        """A view in which a value has its columns."""
        name = f"{self.prefix}_{self.count}_value"
        added = {name: column.expr}
        missing = {}
        for place, (fact, lost) in enumerate(column.missing.items()):
            operation = lost.op()
            if isinstance(operation, IsNull) and isinstance(operation.arg, Field):
                missing[fact] = Lack(operation.arg.name, True)
            elif isinstance(operation, Field):
                missing[fact] = Lack(operation.name, False)
            else:
                missing[fact] = Lack(f"{self.prefix}_{self.count}_lacks_{place}", False)
                added[missing[fact].column] = lost
        self.add(added)
        self.known[key] = Stored(name, column.type, missing)

    def column(self, stored: Stored) -> Column:
        """A kept value over the current view."""
        missing = {fact: lack.over(self.table) for fact, lack in stored.missing.items()}
        return Column(self.table[stored.value], stored.type, missing)

    def need(self, name: str, epoch: int) -> None:
        """Make a decision, and all that it reads, stand in the current view.

        Raises:
            TableError: it cannot run over a table.
        """
        waiting = [(name, epoch)]
        while waiting:
            key = waiting[-1]
            if key in self.known:
                waiting.pop()
                continue
            before = [each for each in self._before(*key) if each not in self.known]
            if before:
                waiting += before
                continue
            waiting.pop()
            self._make(*key)

    def _before(self, name: str, epoch: int) -> list[Key]:
        plans = self.plans
        if name in plans.inputs:
            derived = plans.inputs[name].derived
            return [(derived, epoch)] if derived else []
        plan = plans.decisions[name]
        found: list[Key] = []
        for read in names_of(plan):
            by = plans.parameters[read].by if read in plans.parameters else read
            if by is None:
                continue
            if by in plans.decisions and plans.crosses(plan, by):
                found += [(by, each) for each in range(plans.epochs)]
                found.append((str(plans.decisions[by].decision.date), epoch))
            else:
                found.append((by, epoch))
        return found

    def _make(self, name: str, epoch: int) -> None:
        plans = self.plans
        if name in plans.inputs:
            self._make_input(name, epoch)
            return
        plan = plans.decisions[name]
        try:
            context = {read: self.read(plan, read, epoch) for read in names_of(plan)}
            if isinstance(plan.body, Table):
                made = table_column(plan, plan.body, context, plans, epoch)
            else:
                made = to_ibis(rounding(plan.body, plan.decision.round), context)
            if not self.types.name(name, epoch).nullable:
                made = replace(made, type=replace(made.type, nullable=False))
        except NotTabular as fault:
            raise TableError(f"判定“{name}”不能对整张表计算：{fault.zh}") from fault
        self.keep((name, epoch), made)

    def _make_input(self, name: str, epoch: int) -> None:
        """An input that has no column: its default, or what derives it."""
        declared = self.plans.inputs[name]
        for other in range(self.plans.epochs):
            if (name, other) in self.known:  # A column of the table holds in every epoch.
                self.known[name, epoch] = self.known[name, other]
                return
        if declared.default is not None:
            self.keep((name, epoch), constant(from_canonical(declared.default, declared.type)))
        elif declared.derived is not None:
            source = self.column(self.known[declared.derived, epoch])
            lost = list(source.missing.values())
            self.keep((name, epoch), replace(source, missing={name: reduce(or_, lost)} if lost else {}))
        else:
            raise TableError(f"缺少列“{name}”")

    def read(self, reader: Plan, name: str, epoch: int) -> Column:
        """A name as a decision reads it."""
        plans = self.plans
        if name in plans.parameters:
            entry = plans.constants[epoch][name]
            if entry.by is None:
                return constant(entry.value)
            choice = self.column(self.known[entry.by, epoch])
            return tabulated(choice, entry.values, sure=not self.types.name(name, epoch).nullable)
        if name in plans.decisions and plans.crosses(reader, name):
            day = self.column(self.known[str(plans.decisions[name].decision.date), epoch])
            return by_epoch(plans, day, [self.column(self.known[name, each]) for each in range(plans.epochs)])
        return self.column(self.known[name, epoch])


def written(value: object) -> Expr:
    """A value as a literal of FEEL."""
    if isinstance(value, bool):
        return Boolean(0, value)
    if isinstance(value, Decimal):
        return Number(0, value)
    if isinstance(value, date):
        return At(0, value.isoformat())
    return Null(0) if value is None else String(0, str(value))


def constant(value: object) -> Column:
    """A column of one value."""
    return Column(None, ColumnType("null", nullable=True)) if value is None else to_ibis(written(value), {})


def tabulated(choice: Column, values: Mapping[str, object], *, sure: bool) -> Column:
    """A parameter by the choice of each row. Where it is `sure`, the choice is one of those that have a value."""
    found = list(values.items())
    expr: Expr = written(found.pop()[1]) if sure else Null(0)
    for when, value in reversed(found):
        expr = If(0, Compare(0, "=", Name(0, CELL), String(0, when)), written(value), expr)
    made = to_ibis(expr, {CELL: choice})
    if not made.missing and choice.missing:  # One value for all choices still needs the choice.
        lost = reduce(or_, choice.missing.values())
        made = replace(made, expr=ibis.ifelse(lost, ibis.null(made.expr.type()), made.expr), missing=choice.missing)
    return made


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a fact: the column that says which rows break it, and its text or the column of texts."""

    broken: str
    text: str
    is_column: bool

    def told(self, table: Any) -> Any:
        """The text where the rule is broken, else null."""
        text = table[self.text] if self.is_column else ibis.literal(self.text)
        return ibis.ifelse(table[self.broken], text, ibis.null("string"))


def over_cells(
    backend: Any, plans: Plans, inputs: Mapping[str, Input], source: Source, *, plain: bool
) -> tuple[Stages, dict[str, list[Rule]]]:
    """The opened table with its facts read by type: stages over it, and the rules that rows may break, by fact.

    With `plain`, no cell is expected to be written in an unusual way, and one that is counts as refused.

    Raises:
        TableError: a column whose type cannot hold its fact.
    """
    present = {name: declared for name, declared in inputs.items() if name in source.types}
    table = backend.table(SOURCE)
    odd: dict[str, Odd] = {}
    if not plain:
        table, odd = joined_with_odd(backend, table, present, source.types)
    stages = Stages(backend, plans, table, "gongbao_stage", joined=bool(odd))
    if odd:
        stages.add({})
    table, where = stages.table, str(source.path)
    cells = {
        name: read_cell(table, declared, source.types[name], odd.get(name), where, plain=plain)
        for name, declared in present.items()
    }
    read: dict[str, Any] = {}
    rules: dict[str, list[Rule]] = {}
    known: dict[Key, Stored] = {}
    for place, (name, cell) in enumerate(cells.items()):
        value = f"gongbao_value_{place}"
        read[value] = cell.value
        stored = Stored(value, column_type(inputs[name]), {name: Lack(value, True)})
        known.update({(name, epoch): stored for epoch in range(plans.epochs)})
        for number, (broken, text) in enumerate(cell.broken):
            flag = f"gongbao_broken_{place}_{number}"
            read[flag] = broken.fill_null(False)
            is_column = not isinstance(text, str)
            rules.setdefault(name, []).append(Rule(flag, text.get_name() if is_column else text, is_column))
    stages.add(read)
    stages.known.update(known)
    return stages, rules


def by_epoch(plans: Plans, day: Column, columns: list[Column]) -> Column:
    """Of one decision in every epoch, the column of each row's day; a day that is missing is missing."""
    if len(columns) == 1:
        return columns[0]
    type_ = united(columns)
    values = alike(columns, type_)
    conditions = [day.expr < start for start in plans.starts]
    expr = ibis.cases(*zip(conditions, values, strict=False), else_=values[-1])
    missing: dict[str, Any] = {}
    for name in dict.fromkeys(name for each in columns for name in each.missing):
        flags = [each.missing.get(name, ibis.literal(False)) for each in columns]
        missing[name] = ibis.cases(*zip(conditions, flags, strict=False), else_=flags[-1])
    if day.missing:
        expr = ibis.ifelse(reduce(or_, day.missing.values()), ibis.null(type_.engine), expr)
    return Column(expr, type_, merged([day.missing, missing]))
