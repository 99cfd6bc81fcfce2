"""What a pack declares and nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.feel import free_names, parse, parse_unary
from gongbao.pack import CompiledPack, Pack, PackProblem


def unused_problems(pack: Pack, compiled: CompiledPack) -> Iterator[PackProblem]:
    """Parameters and inputs that no expression, date or accumulation uses."""
    used = _used(compiled)
    for name, parameter in pack.parameters.items():
        if name not in used:
            yield PackProblem.at(parameter.where, f"参数“{name}”没有被用到", "请删去它，或者在判定里用上")
    for name, entry in pack.inputs.items():
        if name not in used:
            yield PackProblem.at(entry.where, f"输入“{name}”没有被用到", "请删去它，或者在判定里用上")


def _used(compiled: CompiledPack) -> set[str]:
    names = [each.name for group in (compiled.parameters, compiled.inputs, compiled.decisions) for each in group]
    used = {each.by for each in compiled.parameters if each.by}
    for decision in compiled.decisions:
        used |= {decision.date} if decision.date else set()
        texts = [decision.feel] if decision.feel else []
        if decision.table:
            texts += [*decision.table.inputs, *(rule.then for rule in decision.table.rules)]
            for rule in decision.table.rules:
                for cell in rule.when:
                    used |= free_names(parse_unary(cell, names))
        for text in texts:
            used |= free_names(parse(text, names))
    for each in compiled.accumulations:
        used |= {each.input, each.order, *(name.removeprefix("年(").removesuffix(")") for name in each.over)}
    return used
