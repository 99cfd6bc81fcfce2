"""Types of a pack's names for FEEL: what is surely a number is computed by Python's and the engine's operators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gongbao.decisions.plan import Plan, Plans, Table, names_of
from gongbao.decisions.regions import Point, all_covered
from gongbao.decisions.values import NUMERIC
from gongbao.feel import ANY, BOOLEAN, DATE, NUMBER, STRING, Expr, FeelError, FeelType, infer, list_of
from gongbao.feel.syntax import Name
from gongbao.pack.compiled import FactType, HitPolicy

_LISTS = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER})
_SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST})


def feel_type(kind: FactType) -> FeelType:
    """The FEEL type of a fact type, never null."""
    if kind in NUMERIC:
        return NUMBER
    if kind is FactType.LIST:
        return list_of(STRING)
    return {FactType.DATE: DATE, FactType.BOOLEAN: BOOLEAN}.get(kind, STRING)


class Types:
    """Types by name and epoch, each worked out once."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.name = lru_cache(maxsize=None)(self._name)

    def of(self, plan: Plan, epoch: int) -> Mapping[str, FeelType]:
        """The types of all names that a decision reads."""
        return {name: self.name(name, epoch) for name in names_of(plan)}

    def column(self, plan: Plan, column: Expr, epoch: int) -> FeelType:
        """The type of a table's column, which its cells test as `?`."""
        try:
            return infer(column, self.of(plan, epoch))
        except FeelError:
            return ANY

    def _name(self, name: str, epoch: int) -> FeelType:
        plans = self.plans
        if name in plans.inputs:
            declared = plans.inputs[name]
            nullable = declared.derived is not None and self.name(declared.derived, epoch).nullable
            return feel_type(declared.type).or_null(nullable)
        if name in plans.parameters:
            constant = plans.constants[epoch][name]
            kind = feel_type(constant.parameter.type)
            if constant.by is None:
                return kind.or_null(constant.value is None)
            known = self.choices(constant.by)
            sure = (
                known is not None and set(known) <= set(constant.values) and not self.name(constant.by, epoch).nullable
            )
            return kind.or_null(not sure)
        plan = plans.decisions[name]
        declared_type = feel_type(plan.decision.type)
        if plans.epochs > 1 and plan.decision.date is not None:
            return declared_type.or_null()  # It may be read in another epoch than its reader's.
        if isinstance(plan.body, Table):
            return declared_type.or_null(self._table_nullable(plan, plan.body, epoch))
        return declared_type.or_null(self._expression(plan, plan.body, epoch).nullable)

    def _expression(self, plan: Plan, expr: Expr, epoch: int) -> FeelType:
        try:
            return infer(expr, self.of(plan, epoch))
        except FeelError:
            return feel_type(plan.decision.type).or_null()

    def _table_nullable(self, plan: Plan, table: Table, epoch: int) -> bool:
        if table.hit in _LISTS or table.hit is HitPolicy.COLLECT_COUNT:
            return False
        if table.hit not in _SINGLE:
            return True
        columns = []
        for column in table.columns:
            if not isinstance(column, Name) or self.name(column.name, epoch).nullable:
                return True
            columns.append(self.choices(column.name))
        if any(self._expression(plan, row.then, epoch).nullable for row in table.rows):
            return True
        return not all_covered(table.rows, self.plans.constants[epoch], columns)

    def choices(self, name: str) -> tuple[Point, ...] | None:
        """All values that a name can have besides null; None where they are not a few."""
        plans = self.plans
        if name in plans.inputs:
            declared, kind = plans.inputs[name].choices, plans.inputs[name].type
        elif name in plans.decisions:
            declared, kind = plans.decisions[name].decision.choices, plans.decisions[name].decision.type
        else:
            return None
        return (True, False) if kind is FactType.BOOLEAN else tuple(declared) or None
