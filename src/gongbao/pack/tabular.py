"""Why a decision cannot run over a table of cases, said at check time and not at run time.

Every expression is compiled to a column over columns of the pack's types, as a table would; what the engine refuses is
told with its reason. The engine is imported at the first compilation only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from gongbao.feel import NotTabular, parse, parse_unary
from gongbao.feel.syntax import Call, Expr, Name, Number
from gongbao.pack.compiled import PLACES, WHOLE_DIGITS, Decision, FactType, Input, Parameter, Rounding
from gongbao.pack.graph import Graph

if TYPE_CHECKING:
    from gongbao.feel import Column, ColumnType

_WIDEST = Decimal(10) ** WHOLE_DIGITS
_LIST = "结果是列表，不能作为表格的一列"


def table_refusals(
    decisions: Iterable[Decision], inputs: Iterable[Input], parameters: Iterable[Parameter], graph: Graph
) -> dict[str, str]:
    """Decision → the reason; decisions that can run over a table are absent."""
    made = {each.name: each for each in decisions}
    tables = _Tables(inputs, parameters, made)
    for name in _deepest_first(graph, made):
        tables.try_out(made[name], graph)
    return {name: tables.refused[name] for name in made if name in tables.refused}


def _deepest_first(graph: Graph, made: Mapping[str, Decision]) -> Iterator[str]:
    done: set[str] = set()
    for root in made:
        waiting = [root]
        while waiting:
            name = waiting[-1]
            before = [each for each in graph.below(name, derivations=False) if each in made and each not in done]
            if name in done or not before:
                waiting.pop()
                if name not in done:
                    done.add(name)
                    yield name
            else:
                waiting += before


class _Tables:
    """Columns of names, decisions among them as they are tried out."""

    def __init__(
        self, inputs: Iterable[Input], parameters: Iterable[Parameter], decisions: Mapping[str, Decision]
    ) -> None:
        self.refused: dict[str, str] = {}
        self.names = [*(each.name for each in inputs), *(each.name for each in parameters), *decisions]
        self.columns: dict[str, Column] = {}
        for each in inputs:
            self.columns[each.name] = _column(_type_of(each.type, each.minimum, each.maximum))
        for parameter in parameters:
            values = [value.value for value in parameter.values]
            self.columns[parameter.name] = _column(_type_of_values(parameter.type, values))

    def try_out(self, decision: Decision, graph: Graph) -> None:
        """Compile one decision; those it reads stand already."""
        for below in graph.below(decision.name, derivations=False):
            if below in self.refused:
                self.refused[decision.name] = f"要用到判定“{below}”：{self.refused[below].rpartition('：')[2]}"
                return
        if decision.type is FactType.LIST:
            self.refused[decision.name] = _LIST
            return
        try:
            self.columns[decision.name] = _column(self._type(decision))
        except NotTabular as fault:
            self.refused[decision.name] = fault.zh

    def _type(self, decision: Decision) -> ColumnType:
        from gongbao.feel import to_ibis
        from gongbao.feel.columns import united

        if decision.feel is not None:
            return to_ibis(_rounded(parse(decision.feel, self.names), decision.round), self.columns).type
        table = decision.table
        if table is None or not table.rules:
            raise NotTabular(0, "判定表没有规则行")
        heads = [to_ibis(parse(text, self.names), self.columns) for text in table.inputs]
        for rule in table.rules:
            for head, cell in zip(heads, rule.when, strict=True):
                if cell != "-":
                    to_ibis(parse_unary(cell, self.names), {**self.columns, "?": head})
        found: ColumnType | None = None
        for rule in table.rules:
            then = to_ibis(_rounded(parse(rule.then, self.names), decision.round), self.columns).type
            found = then if found is None else united(found, then)
        return found or heads[0].type


def _rounded(expr: Expr, declared: Rounding | None) -> Expr:
    if declared is None:
        return expr
    return Call(0, Name(0, f"round {declared.mode}"), (expr, Number(0, Decimal(declared.places))))


def _column(type_: ColumnType) -> Column:
    import ibis

    from gongbao.feel import Column

    return Column(ibis.table({"value": type_.engine}, name="facts")["value"], type_)


def _type_of(kind: FactType, minimum: str | None, maximum: str | None) -> ColumnType:
    from gongbao.feel.columns import DAY, TEXT, TEXTS, TRUTH, number_column

    if kind in PLACES:
        low = Decimal(minimum) if minimum else -_WIDEST
        return number_column(PLACES[kind], low, Decimal(maximum) if maximum else _WIDEST)
    return {FactType.DATE: DAY, FactType.BOOLEAN: TRUTH, FactType.LIST: TEXTS}.get(kind, TEXT)


def _type_of_values(kind: FactType, values: list[str]) -> ColumnType:
    from gongbao.feel.columns import of_number, united

    if kind not in PLACES:
        return _type_of(kind, None, None)
    found = of_number(Decimal(values[0]))
    for value in values[1:]:
        found = united(found, of_number(Decimal(value)))
    return found
