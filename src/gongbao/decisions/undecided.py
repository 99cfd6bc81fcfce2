"""The slow path: decisions with inputs missing, by the tree-walking evaluator, which unites the missing names.

It says the same as the generated functions wherever those reach a value, and further decides where a missing input
makes no difference (false and missing is false).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongbao.decisions.generated import combined, exclusive, rounded
from gongbao.decisions.plan import CELL, Plan, Plans, Row, Table, names_of
from gongbao.decisions.values import from_canonical
from gongbao.feel import MISSING, Missing, evaluate, free_names
from gongbao.feel.syntax import Expr
from gongbao.pack.compiled import FactType, HitPolicy

Trace = tuple[list[str], list[int]]


class Walk:
    """One case. `value` gives a FEEL value, or `Missing` with the names that are wanting."""

    def __init__(self, plans: Plans, facts: Mapping[str, object]) -> None:
        self.plans = plans
        self.facts = facts
        self.known: dict[tuple[str, int], object] = {}
        self.traces: dict[tuple[str, int], Trace] = {}

    def trace(self, name: str, epoch: int) -> Trace:
        """What a decision read and hit."""
        return self.traces.get((name, epoch), ([], []))

    def value(self, name: str, epoch: int) -> object:
        """An input's, parameter's or decision's value in an epoch."""
        key = (name, epoch)
        if key not in self.known:
            self.known[key] = self._found(name, epoch)
        return self.known[key]

    def _found(self, name: str, epoch: int) -> object:
        if name in self.plans.inputs:
            return self._input(name, epoch)
        if name in self.plans.parameters:
            constant = self.plans.constants[epoch][name]
            if constant.by is None:
                return constant.value
            choice = self.value(constant.by, epoch)
            return choice if isinstance(choice, Missing) else constant.values.get(str(choice))
        return self._decision(self.plans.decisions[name], epoch)

    def _input(self, name: str, epoch: int) -> object:
        declared = self.plans.inputs[name]
        if name in self.facts:
            given = self.facts[name]
            return Missing(frozenset({name})) if given is MISSING or given is None else given
        if declared.default is not None:
            return from_canonical(declared.default, FactType(declared.type))
        if declared.derived is not None:
            derived = self.value(declared.derived, epoch)
            if not isinstance(derived, Missing):
                return derived
        return Missing(frozenset({name}))

    def read(self, reader: Plan, name: str, epoch: int) -> object:
        """A name as a decision reads it: a sub-decision with a date of its own in that date's epoch."""
        if name in self.plans.decisions and self.plans.crosses(reader, name):
            day = self.value(str(self.plans.decisions[name].decision.date), epoch)
            if isinstance(day, Missing):
                return day
            epoch = self.plans.epoch(day if isinstance(day, date) else None)
        return self.value(name, epoch)

    def _decision(self, plan: Plan, epoch: int) -> object:
        context = {name: self.read(plan, name, epoch) for name in names_of(plan)}
        hits: list[int] = []
        if isinstance(plan.body, Table):
            value = self._table(plan, plan.body, context, epoch, hits)
            rows = [plan.body.rows[hit] for hit in hits]
            reads = [name for row in rows for name in (*plan.body.reads(row), *sorted(free_names(row.then)))]
        else:
            value = evaluate(plan.body, context)
            reads = list(context)
        if plan.decision.round is not None:
            value = rounded(value, plan.decision.round)
        given = [name for name in dict.fromkeys(reads) if not isinstance(context[name], Missing)]
        self.traces[plan.decision.name, epoch] = (given, hits)
        return value

    def _table(self, plan: Plan, table: Table, context: Mapping[str, object], epoch: int, hits: list[int]) -> object:
        columns = [evaluate(column, context) for column in table.columns]
        first_settles = exclusive(table, self.plans, epoch)
        wanting: frozenset[str] = frozenset()
        for number, row in enumerate(table.rows):
            truth = _truth(row, columns, context)
            if isinstance(truth, Missing):
                if table.hit is HitPolicy.FIRST:
                    return truth
                wanting |= truth.names
            elif truth:
                hits.append(number)
                if first_settles:
                    break
        if wanting and not (first_settles and hits):
            hits.clear()
            return Missing(wanting)
        outputs = [(table.rows[hit].rule.id, evaluate(table.rows[hit].then, context)) for hit in hits]
        lacking = [output.names for _, output in outputs if isinstance(output, Missing)]
        if lacking:
            return Missing(frozenset().union(*lacking))
        return combined(plan.decision, table.hit, outputs)


def _truth(row: Row, columns: list[object], context: Mapping[str, object]) -> bool | Missing:
    wanting: frozenset[str] = frozenset()
    for column, cell in zip(columns, row.cells, strict=True):
        if cell is None:
            continue
        truth = _test(cell, column, context)
        if isinstance(truth, Missing):
            wanting |= truth.names
        elif truth is not True:
            return False
    return Missing(wanting) if wanting else True


def _test(cell: Expr, column: object, context: Mapping[str, object]) -> object:
    return evaluate(cell, {**context, CELL: column})
