"""Comparisons against their words: 以上 includes the number, 超过 does not (Civil Code art. 1259)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongbao.feel import Expr, parse, parse_unary
from gongbao.feel.syntax import Compare, Name, walk
from gongbao.pack import CompiledPack, Decision, FactType, Pack, PackProblem, Parameter, Passage, listed
from gongbao.pack.yaml import Scalar
from gongbao.proof.words import interpreted, quantities
from gongbao.reference import comparison_at

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_REST = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""What is left where a comparison does not hold: a row for those below rests as well on words about those above."""
_SAID = {"<": "小于 {}（不含）", "<=": "小于等于 {}（含）", ">": "大于 {}（不含）", ">=": "大于等于 {}（含）"}


@dataclass
class Comparisons:
    """All comparisons of a pack with a parameter; `agreed` counts those whose words say the same."""

    pack: Pack
    compiled: CompiledPack
    agreed: int = field(default=0)

    def problems(self) -> Iterator[PackProblem]:
        """Comparisons whose words say otherwise, unless an interpretation names the decision or the parameter."""
        names = [
            each.name
            for group in (self.compiled.parameters, self.compiled.inputs, self.compiled.decisions)
            for each in group
        ]
        for decision in self.compiled.decisions:
            source = self.pack.decisions[decision.name]
            if decision.feel is not None and source.feel is not None:
                expr = parse(decision.feel, names)
                yield from self._compared(decision, expr, decision.passages, source.feel)
            if decision.table is None or source.table is None:
                continue
            for rule, entry in zip(decision.table.rules, source.table.rules, strict=True):
                for text, cell in zip(rule.when, entry.when, strict=True):
                    mark = cell if isinstance(cell, Scalar) else cell.value
                    yield from self._compared(decision, parse_unary(text, names), rule.passages, mark)

    def _compared(
        self, decision: Decision, expr: Expr, passages: tuple[Passage, ...], source: Scalar
    ) -> Iterator[PackProblem]:
        parameters = {each.name: each for each in self.compiled.parameters}
        for node in walk(expr):
            if not isinstance(node, Compare) or node.op not in _FLIPPED:
                continue
            for side, op in ((node.right, node.op), (node.left, _FLIPPED[node.op])):
                if isinstance(side, Name) and side.name in parameters:
                    yield from self._against(decision, parameters[side.name], op, passages, source)

    def _against(
        self, decision: Decision, parameter: Parameter, op: str, passages: tuple[Passage, ...], source: Scalar
    ) -> Iterator[PackProblem]:
        for value in parameter.values:
            here = [(passage, op) for passage in passages for op in _said(passage.words, parameter, value.value)]
            there = {op for passage in value.passages for op in _said(passage.words, parameter, value.value)}
            said = {op for _, op in here} or there
            if op in said or _REST[op] in said:
                self.agreed += 1
            elif said and not interpreted(self.compiled, decision.name, parameter.name):
                words = here[0][0].words if here else value.passages[0].words
                yield PackProblem.at(
                    source.mark,
                    f"表达式写的是{_SAID[op].format(value.printed)}，"
                    f"原文“{words}”说的是{listed(_SAID[each].format(value.printed) for each in sorted(said))}",
                    "请按原文改正比较号，或者写一条采用解释说明为什么这样读",
                )


def _said(words: str, parameter: Parameter, value: str) -> Iterator[str]:
    """The comparisons that words make with a value, as operators."""
    if parameter.type in (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO):
        for each in quantities(words):
            if each.value == Decimal(value):
                found = comparison_at(words, each.start, each.end)
                if found is not None:
                    yield found
