"""A compiled pack with its expressions parsed: what every evaluator starts from.

An epoch is a stretch of days in which no parameter changes. Epoch 0 is before the first dated value, epoch k begins on
`starts[k - 1]`. A day that is not known counts as the newest epoch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from gongbao.decisions.values import Value, from_canonical
from gongbao.feel import free_names, parse, parse_unary
from gongbao.feel.syntax import Boolean, Compare, Expr, In, Logic, Number, String, TestOf
from gongbao.pack.compiled import CompiledPack, Decision, FactType, HitPolicy, Input, Parameter, ParameterValue, Rule

CELL = "?"
"""The name under which a cell of a table reads its column."""


class DecisionError(Exception):
    """A decision that cannot be made as the pack writes it; the message is Chinese and names the place."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule of a table; a cell that accepts anything is None."""

    rule: Rule
    cells: tuple[Expr | None, ...]
    then: Expr


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    columns: tuple[Expr, ...]
    hit: HitPolicy
    rows: tuple[Row, ...]

    def reads(self, row: Row) -> tuple[str, ...]:
        """The names that make a row true: its columns and cells, its result not."""
        found: dict[str, None] = {}
        for column, cell in zip(self.columns, row.cells, strict=True):
            if cell is not None:
                found.update(dict.fromkeys(sorted(free_names(column))))
                found.update(dict.fromkeys(sorted(free_names(cell) - {CELL})))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Plan:
    """A decision by expression or by table."""

    decision: Decision
    body: Expr | Table


@dataclass(frozen=True, slots=True)
class Constant:
    """A parameter in one epoch: one value, or one for each choice of `by`."""

    parameter: Parameter
    value: Value
    by: str | None
    values: Mapping[str, Value]
    entries: Mapping[str | None, ParameterValue]


@dataclass(frozen=True)
class Plans:
    """All of a pack by name."""

    pack: CompiledPack
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    decisions: Mapping[str, Plan]
    starts: tuple[date, ...]

    @property
    def epochs(self) -> int:
        """How many epochs there are, at least one."""
        return len(self.starts) + 1

    def epoch(self, day: date | None) -> int:
        """The epoch of a day."""
        return len(self.starts) if day is None else bisect_right(self.starts, day)

    @cached_property
    def constants(self) -> tuple[Mapping[str, Constant], ...]:
        """The parameters of every epoch."""
        return tuple(
            {name: _constant(each, self.starts[epoch - 1] if epoch else None) for name, each in self.parameters.items()}
            for epoch in range(self.epochs)
        )

    def crosses(self, reader: Plan, name: str) -> bool:
        """Whether a sub-decision reckons with a date of its own, so that its epoch is found when it is read."""
        own = self.decisions[name].decision.date
        return self.epochs > 1 and own is not None and own != reader.decision.date

    def below(self, name: str) -> tuple[str, ...]:
        """The decisions that a decision or a derived input reads directly, parameters' and inputs' included."""
        if name in self.inputs:
            derived = self.inputs[name].derived
            return (derived,) if derived else ()
        if name in self.parameters:
            by = self.parameters[name].by
            return (by,) if by else ()
        return names_of(self.decisions[name])


@lru_cache(maxsize=4096)
def names_of(plan: Plan) -> tuple[str, ...]:
    """All names that a decision's own text reads, sorted."""
    if isinstance(plan.body, Table):
        names = {name for column in plan.body.columns for name in free_names(column)}
        for row in plan.body.rows:
            names |= free_names(row.then)
            for cell in row.cells:
                if cell is not None:
                    names |= free_names(cell)
        return tuple(sorted(names - {CELL}))
    return tuple(sorted(free_names(plan.body)))


def plans_of(pack: CompiledPack) -> Plans:
    """Parse a pack.

    Raises:
        DecisionError: names that nothing declares, or a circle of reads.
        FeelError: an expression that is not FEEL.
    """
    inputs = {each.name: each for each in pack.inputs}
    parameters = {each.name: each for each in pack.parameters}
    names = frozenset(inputs) | frozenset(parameters) | frozenset(each.name for each in pack.decisions)
    decisions = {each.name: Plan(each, _body(each, names)) for each in pack.decisions}
    starts = {value.start for each in pack.parameters for value in each.values if value.start is not None}
    plans = Plans(pack, inputs, parameters, decisions, tuple(sorted(starts)))
    for plan in decisions.values():
        unknown = [name for name in names_of(plan) if name not in names]
        if unknown:
            raise DecisionError(f"判定“{plan.decision.name}”用了没有声明的名字“{unknown[0]}”")
    _refuse_circles(plans)
    return plans


def plain(cell: Expr) -> Expr:
    """A cell of simple comparisons as such: `? in (< 5)` is `? < 5`, which runs without making a test first."""
    match cell:
        case In(at=at, value=value, tests=(TestOf(op=op, operand=operand),)):
            return Compare(at, op, value, operand)
        case In(at=at, value=value, tests=(Number() | String() | Boolean() as constant,)):
            return Compare(at, "=", value, constant)
        case In(at=at, value=value, tests=tests) if len(tests) > 1:
            return Logic(at, "or", tuple(plain(In(test.at, value, (test,))) for test in tests))
        case _:
            return cell


def _body(decision: Decision, names: frozenset[str]) -> Expr | Table:
    if decision.table is None:
        return parse(decision.feel or "null", names)
    table = decision.table
    rows = tuple(
        Row(
            rule,
            tuple(None if cell.strip() == "-" else plain(parse_unary(cell, names)) for cell in rule.when),
            parse(rule.then, names),
        )
        for rule in table.rules
    )
    return Table(tuple(parse(column, names) for column in table.inputs), table.hit, rows)


def _constant(parameter: Parameter, day: date | None) -> Constant:
    entries: dict[str | None, ParameterValue] = {}
    for value in sorted(parameter.values, key=lambda each: each.start or date.min):
        if value.start is None or (day is not None and value.start <= day):
            entries[value.when] = value
    kind = FactType(parameter.type)
    values = {str(when): from_canonical(entry.value, kind) for when, entry in entries.items()}
    if parameter.by is None:
        return Constant(parameter, values.get("None"), None, {}, entries)
    return Constant(parameter, None, parameter.by, values, entries)


def _refuse_circles(plans: Plans) -> None:
    done: set[str] = set()
    for root in plans.decisions:
        path: dict[str, list[str]] = {}
        stack = [root]
        while stack:
            name = stack[-1]
            if name not in path:
                path[name] = [] if name in done else list(plans.below(name))
            if not path[name]:
                done.add(name)
                del path[name]
                stack.pop()
                continue
            following = path[name].pop()
            if following in path:
                raise DecisionError(
                    f"判定互相引用，绕成一圈：{' → '.join([*stack[stack.index(following) :], following])}"
                )
            if following not in done:
                stack.append(following)
