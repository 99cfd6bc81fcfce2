"""Python source of a pack's decisions for one epoch: a function for each input and decision.

Every function takes the slots of one case. A slot is filled when its name is first read and never twice, so inputs are
read on the needed path alone and sub-decisions run at most once. Nothing is looked up in models while a case runs.
Two forms say besides how a value came about. `TRACED` keeps, in a slot for each decision, the names it read and the
rows it hit. `LOGGED` only writes down which turns were taken, in one list: cases of the same log take the same path, so
that the reasons of a path are put together once and filled with each case's values.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from enum import IntEnum
from typing import Any

from gongbao.decisions.plan import CELL, DecisionError, Plan, Plans, Table
from gongbao.decisions.regions import all_disjoint
from gongbao.decisions.types import Types
from gongbao.decisions.values import from_canonical
from gongbao.feel import MISSING, MissingInput, compile_expression, namespace
from gongbao.feel.syntax import Between, Expr, Filter, For, FunctionOf, If, In, Logic, Quantified, walk
from gongbao.pack.compiled import Decision, FactType, HitPolicy, Rounding

Slots = list[Any]
Node = Callable[[Slots], Any]

GET = 0
"""The slot of the case's `get`."""
LOG = 1
"""The slot of the list of turns."""
FIRST = 2


class Form(IntEnum):
    """What generated functions do besides."""

    PLAIN = 0
    LOGGED = 1
    TRACED = 2


_TURNS = (If, Logic, In, Between, For, Quantified, Filter, FunctionOf)
"""Where an expression may leave a part unread."""

MODES = {
    "up": ROUND_UP,
    "down": ROUND_DOWN,
    "half up": ROUND_HALF_UP,
    "half down": ROUND_HALF_DOWN,
    "half even": ROUND_HALF_EVEN,
}
DIGITS = Context(prec=34)


class Unset:
    """What an unfilled slot holds."""


UNSET = Unset()


class ConflictError(DecisionError):
    """Rows that exclude each other are true at once."""

    def __init__(self, decision: str, rows: Iterable[str]) -> None:
        self.rows = tuple(rows)
        super().__init__(f"判定“{decision}”的规则行 {'、'.join(self.rows)} 同时符合，规则包要写明取哪一行")


@dataclass(frozen=True)
class Layout:
    """Which slot holds what. Decisions have a slot for each epoch, and as many again for their traces."""

    inputs: dict[str, int]
    decisions: dict[str, int]
    epochs: int

    @property
    def traces(self) -> int:
        """The first slot of traces."""
        return FIRST + len(self.inputs) + len(self.decisions) * self.epochs

    def slot(self, name: str, epoch: int) -> int:
        """The slot of an input's or decision's value."""
        if name in self.inputs:
            return FIRST + self.inputs[name]
        return FIRST + len(self.inputs) + epoch * len(self.decisions) + self.decisions[name]

    def trace(self, name: str, epoch: int) -> int:
        """The slot of a decision's trace."""
        return self.traces + epoch * len(self.decisions) + self.decisions[name]

    def empty(self, form: Form) -> Slots:
        """Unfilled slots for one case."""
        count = len(self.decisions) * self.epochs if form is Form.TRACED else 0
        return [UNSET] * (self.traces + count)


def layout_of(plans: Plans) -> Layout:
    """The layout of a pack."""
    return Layout(
        {name: place for place, name in enumerate(plans.inputs)},
        {name: place for place, name in enumerate(plans.decisions)},
        plans.epochs,
    )


def turn(log: list[object], code: object, value: object) -> object:
    """Write down a turn and pass its value on."""
    log.append(code)
    return value


def pick(log: list[object], values: Mapping[str, object], choice: object) -> object:
    """The value of a parameter for a choice, which is written down."""
    log.append(choice)
    return values.get(choice)  # type: ignore[call-overload]


def note(reads: list[str], name: str, value: object) -> object:
    """Record that a name was read and pass its value on."""
    reads.append(name)
    return value


def rounded(value: object, rounding: Rounding) -> object:
    """A number rounded as the decision declares; other values as they are."""
    if not isinstance(value, Decimal):
        return value
    return value.quantize(Decimal(1).scaleb(-rounding.places), MODES[rounding.mode], DIGITS)


def ranked(outputs: list[Any], choices: tuple[str, ...]) -> list[Any]:
    """Outputs in the order of priority of the decision's choices."""
    return sorted(outputs, key=lambda output: choices.index(output) if output in choices else len(choices))


def combined(decision: Decision, hit: HitPolicy, hits: list[tuple[str, Any]]) -> Any:
    """The value of a table from its hits (row id and output), by hit policy.

    Raises:
        ConflictError: more rows than the policy allows.
    """
    outputs = [output for _, output in hits]
    match hit:
        case HitPolicy.UNIQUE | HitPolicy.ANY:
            if len(hits) > 1 and (hit is HitPolicy.UNIQUE or any(output != outputs[0] for output in outputs)):
                raise ConflictError(decision.name, (row for row, _ in hits))
            return outputs[0] if outputs else None
        case HitPolicy.FIRST:
            return outputs[0] if outputs else None
        case HitPolicy.PRIORITY:
            return ranked(outputs, decision.choices)[0] if outputs else None
        case HitPolicy.COLLECT | HitPolicy.RULE_ORDER:
            return outputs
        case HitPolicy.OUTPUT_ORDER:
            return ranked(outputs, decision.choices)
        case HitPolicy.COLLECT_COUNT:
            return Decimal(len(outputs))
    numbers = [output for output in outputs if isinstance(output, Decimal)]
    if not numbers or len(numbers) < len(outputs):
        return None
    if hit is HitPolicy.COLLECT_MIN:
        return min(numbers)
    if hit is HitPolicy.COLLECT_MAX:
        return max(numbers)
    total = Decimal(0)
    for number in numbers:
        total = DIGITS.add(total, number)
    return total


def exclusive(table: Table, plans: Plans, epoch: int) -> bool:
    """Whether the first row that is true settles the table."""
    return table.hit is HitPolicy.FIRST or (
        table.hit is HitPolicy.UNIQUE and all_disjoint(table.rows, plans.constants[epoch])
    )


class Generation:
    """Source and globals of one epoch; `across` finds the function of a decision that reckons with another date."""

    def __init__(
        self, plans: Plans, layout: Layout, epoch: int, across: Callable[[str, Slots], Any], form: Form
    ) -> None:
        self.plans = plans
        self.layout = layout
        self.epoch = epoch
        self.form = form
        self.types = Types(plans)
        self.constants: dict[str, object] = {}
        self.lines: list[str] = []
        self.scope: dict[str, Any] = {
            "U": UNSET,
            "M": MISSING,
            "MissingInput": MissingInput,
            "note": note,
            "turn": turn,
            "pick": pick,
            "combined": combined,
            "across": across,
            "DIGITS": DIGITS,
            "Decimal": Decimal,
            **namespace(),
        }
        self.fresh = itertools.count()

    def run(self) -> dict[str, Node]:
        """Compile everything; functions by name of input and decision."""
        for name in self.plans.inputs:
            self.input(name)
        for plan in self.plans.decisions.values():
            self.decision(plan)
        source = "\n".join(self.lines)
        self.scope.update(self.constants)
        # The source is made of slot numbers, constants held as globals and what feel.compile_expression writes.
        exec(compile(source, f"<{self.plans.pack.name}>", "exec"), self.scope)  # noqa: S102
        return {name: self.scope[self.function(name)] for name in (*self.plans.inputs, *self.plans.decisions)}

    def function(self, name: str) -> str:
        """The function of an input or decision."""
        if name in self.layout.inputs:
            return f"i{self.layout.inputs[name]}"
        return f"d{self.layout.decisions[name]}"

    def constant(self, value: object) -> str:
        """A global that holds a value."""
        name = f"k{next(self.fresh)}"
        self.scope[name] = value
        return name

    def input(self, name: str) -> None:
        declared = self.plans.inputs[name]
        slot, key = self.layout.slot(name, self.epoch), self.constant(name)
        missing = f"raise MissingInput({key})"
        absent = missing
        if declared.default is not None:
            absent = f"v = {self.constant(from_canonical(declared.default, FactType(declared.type)))}"
        elif declared.derived is not None:
            absent = f"v = {self.function(declared.derived)}(s)"
        self.lines += [
            f"def {self.function(name)}(s):",
            f"    v = s[{slot}]",
            "    if v is U:",
            f"        v = s[{GET}]({key}, U)",
            "        if v is U:",
            f"            {absent}",
            f"        elif v is M or v is None: {missing}",
            f"        s[{slot}] = v",
            "    return v",
        ]

    def read(self, reader: Plan, name: str) -> str:
        """Source that reads a name."""
        if name in self.plans.parameters:
            constant = self.plans.constants[self.epoch][name]
            if constant.by is None:
                return self.constant(constant.value)
            values, choice = self.constant(constant.values), self.read(reader, constant.by)
            return f"pick(s[{LOG}], {values}, {choice})" if self.form is Form.LOGGED else f"{values}.get({choice})"
        if name in self.plans.decisions and self.plans.crosses(reader, name):
            return f"across({self.constant(name)}, s)"
        slot = self.layout.slot(name, self.epoch)
        return f"(s[{slot}] if s[{slot}] is not U else {self.function(name)}(s))"

    def noted(self, reader: Plan, name: str) -> str:
        """Source that reads a name and, when traced, records it."""
        source = self.read(reader, name)
        return f"note(u, {self.constant(name)}, {source})" if self.form is Form.TRACED else source

    def expression(self, plan: Plan, expr: Expr, column: Expr | None = None, *, noted: bool = True) -> str:
        """Source of an expression; in a cell, `column` is what it tests."""
        tested = "" if column is None else self.expression(plan, column, noted=False)

        turns = noted and self.form is Form.LOGGED and any(isinstance(node, _TURNS) for node in walk(expr))

        def source(name: str) -> str:
            if name == CELL:
                return tested
            read = self.noted(plan, name) if noted else self.read(plan, name)
            return f"turn(s[{LOG}], {next(self.fresh)}, {read})" if turns else read

        types = dict(self.types.of(plan, self.epoch))
        if column is not None:
            types[CELL] = self.types.column(plan, column, self.epoch)
        made = compile_expression(expr, source, types, constants=self.constants, temporaries=f"t{next(self.fresh)}_")
        return f"({made})"

    def decision(self, plan: Plan) -> None:
        name, slot = plan.decision.name, self.layout.slot(plan.decision.name, self.epoch)
        self.lines += [f"def {self.function(name)}(s):", f"    v = s[{slot}]", "    if v is not U: return v"]
        if self.form is Form.TRACED:
            self.lines += ["    u = []; h = []"]
        if isinstance(plan.body, Table):
            self.table(plan, plan.body)
        else:
            self.lines += [f"    v = {self.expression(plan, plan.body)}"]
        if plan.decision.round is not None:
            places = self.constant(Decimal(1).scaleb(-plan.decision.round.places))
            self.lines += [
                f"    if type(v) is Decimal: v = v.quantize({places}, {MODES[plan.decision.round.mode]!r}, DIGITS)"
            ]
        self.lines += [f"    s[{slot}] = v"]
        if self.form is Form.TRACED:
            self.lines += [f"    s[{self.layout.trace(name, self.epoch)}] = (u, h)"]
        self.lines += ["    return v"]

    def table(self, plan: Plan, table: Table) -> None:
        first_settles = exclusive(table, self.plans, self.epoch)
        keyword = "if"
        if not first_settles:
            self.lines += ["    r = []"]
        for number, row in enumerate(table.rows):
            tests = [
                f"{self.expression(plan, cell, column, noted=False)} is True"
                for column, cell in zip(table.columns, row.cells, strict=True)
                if cell is not None
            ]
            self.lines += [f"    {keyword} {' and '.join(tests) or 'True'}:"]
            if self.form is Form.LOGGED:
                self.lines += [f"        s[{LOG}].append({next(self.fresh)})"]
            if self.form is Form.TRACED:
                self.lines += [f"        h.append({number}); u += {self.constant(table.reads(row))}"]
            then = self.expression(plan, row.then)
            if first_settles:
                self.lines += [f"        v = {then}"]
                keyword = "elif"
            else:
                self.lines += [f"        r.append(({self.constant(row.rule.id)}, {then}))"]
        if first_settles:
            self.lines += ["    else: v = None"] if table.rows else ["    v = None"]
        else:
            self.lines += [f"    v = combined({self.constant(plan.decision)}, {self.constant(table.hit)}, r)"]
