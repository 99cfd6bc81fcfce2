"""Accumulated inputs of a table: from the pack's accumulations to columns that hold what earlier rows came to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import ibis

from gongbao.decisions import accumulate
from gongbao.decisions.accumulate import GROUP, OUTSIDE, RANK, SPOILT, STATES, STEP, Running, Summand
from gongbao.decisions.cells import column_type
from gongbao.decisions.columns import Lack, Stages, Stored, by_epoch
from gongbao.decisions.program import Program
from gongbao.decisions.sources import ROW, Progress, TableError
from gongbao.pack.compiled import Accumulation


def accumulated(
    program: Program,
    stages: Stages,
    accumulations: Sequence[Accumulation],
    adding_nothing: Any,
    progress: Progress | None,
) -> Stages:
    """Stages over the same rows in which the accumulated inputs have their columns.

    Args:
        program: the prepared pack.
        stages: the facts read, with `SPOILT` for refused rows.
        accumulations: over the same groups in the same order.
        adding_nothing: condition of rows that leave the sums as they are.
        progress: told the rows done.

    Raises:
        TableError: the accumulations do not go together, or sum what has more places than their input.
    """
    plans, backend = program.plans, stages.backend
    first = accumulations[0]
    if any((each.over, each.order) != (first.over, first.order) for each in accumulations):
        names = "、".join(each.input for each in accumulations)
        raise TableError(f"{names}的累计口径不同，不能对同一张表计算，请在表里写上这些列")
    groups = {f"gongbao_over_{place}": _group(stages, over) for place, over in enumerate(first.over)}
    order = "gongbao_order"
    day = stages.column(stages.known[first.order, 0]).expr
    stages.add({**groups, order: day, "gongbao_adds_nothing": adding_nothing})
    facts = {name: stored.value for (name, epoch), stored in stages.known.items() if epoch == 0}
    carried = [f"gongbao_adds_nothing as {OUTSIDE}", SPOILT, *dict.fromkeys(facts.values())]
    accumulate.ranked(backend.con, stages.table.get_name(), list(groups), order, carried)
    running = []
    for place, each in enumerate(accumulations):
        type_ = column_type(plans.inputs[each.input])
        running.append(Running(each, type_.precision, type_.scale, f"gongbao_sum_{place}"))
    accumulate.first_step(backend.con, running)
    view, summands = _summands(program, stages, running)
    accumulate.run(program, backend.con, running, view, summands, facts, progress)
    table = stages.table.drop(*groups, order, "gongbao_adds_nothing")
    states = backend.table(STATES).rename(gongbao_of=ROW)
    table = table.join(states, table[ROW] == states.gongbao_of).drop("gongbao_of")
    return Stages(backend, plans, table, "gongbao_after_sums", {**stages.known, **_sums(program, running)}, joined=True)


def _sums(program: Program, running: Sequence[Running]) -> dict[tuple[str, int], Stored]:
    return {
        (each.accumulation.input, epoch): Stored(
            each.value,
            column_type(program.plans.inputs[each.accumulation.input]),
            {each.accumulation.input: Lack(each.value, True)},
        )
        for each in running
        for epoch in range(program.plans.epochs)
    }


def _group(stages: Stages, over: str) -> Any:
    if over.startswith("年("):
        fact = over.removeprefix("年(").removesuffix(")")
        return stages.column(stages.known[fact, 0]).expr.year()
    return stages.column(stages.known[over, 0]).expr


def _summands(program: Program, stages: Stages, running: Sequence[Running]) -> tuple[str, dict[str, Summand]]:
    """A view over `STEP` that decides what each row adds."""
    plans = program.plans
    known = {**stages.known, **_sums(program, running)}
    step = Stages(stages.backend, plans, stages.backend.table(STEP), "gongbao_summand", known)
    columns: dict[str, Any] = {}
    summands: dict[str, Summand] = {}
    for each in running:
        for epoch in range(plans.epochs):
            step.need(each.accumulation.of, epoch)
    for place, each in enumerate(running):
        decision = plans.decisions[each.accumulation.of].decision
        made = [step.column(step.known[decision.name, epoch]) for epoch in range(plans.epochs)]
        if decision.date is None and len(made) > 1:
            raise TableError(f"判定“{decision.name}”没有自己的日期，不能累计")
        found = made[0] if len(made) == 1 else by_epoch(plans, step.column(step.known[str(decision.date), 0]), made)
        if found.type.scale > each.scale:
            raise TableError(f"判定“{decision.name}”没有约定取舍到几位，不能累计到“{each.accumulation.input}”")
        lost = reduce(or_, found.missing.values()) if found.missing else ibis.literal(False)
        summand = summands[each.accumulation.input] = Summand(f"gongbao_adds_{place}", f"gongbao_lost_{place}")
        columns.update({summand.amount: found.expr, summand.missing: lost})
    step.add(columns)
    return step.table.get_name(), summands


__all__ = ["GROUP", "RANK", "accumulated"]
