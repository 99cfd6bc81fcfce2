"""Every decision of the shipped packs that runs over a table says there what it says one by one."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongbao.decisions import Program, TableError, decide_table, prepare
from gongbao.library import Library
from gongbao.pack import open_packs
from gongbao.pack.compiled import Decision, FactType, Input

TYPES = {
    FactType.MONEY: pa.decimal128(14, 2),
    FactType.NUMBER: pa.decimal128(14, 4),
    FactType.RATIO: pa.decimal128(8, 4),
    FactType.INTEGER: pa.int32(),
    FactType.DATE: pa.date32(),
    FactType.BOOLEAN: pa.bool_(),
    FactType.CHOICE: pa.string(),
    FactType.TEXT: pa.string(),
}
ROWS = 150


@pytest.fixture(scope="module")
def programs(five: Library, packs: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Program]:
    return [prepare(pack) for pack in open_packs(five, [packs], cache=tmp_path_factory.mktemp("packs"))]


def value(chosen: random.Random, fact: Input, program: Program) -> Any:
    """A likely value of a fact, now and then none, near the numbers that the text names."""
    if chosen.random() < 0.12:
        return None
    named = (
        [Decimal(each.value) for p in program.plans.parameters.values() if p.type is fact.type for each in p.values]
        if fact.type in (FactType.MONEY, FactType.INTEGER)
        else []
    )
    match fact.type:
        case FactType.MONEY:
            return (
                chosen.choice(named or [Decimal(1)])
                if chosen.random() < 0.3
                else Decimal(chosen.randint(0, 900_000)) / 100
            )
        case FactType.INTEGER:
            near = int(chosen.choice(named or [Decimal(1)])) + chosen.choice([-1, 0, 1])
            return max(0, near) if chosen.random() < 0.5 else chosen.randint(0, 120)
        case FactType.NUMBER | FactType.RATIO:
            return Decimal(chosen.randint(0, 10_000)) / 10_000
        case FactType.DATE:
            first = program.first_day or date(2022, 1, 1)
            return first + timedelta(days=chosen.randint(-400, 2200))
        case FactType.BOOLEAN:
            return chosen.random() < 0.4
        case FactType.CHOICE:
            return chosen.choice(fact.choices)
        case _:
            return chosen.choice("甲乙丙")


def differing(program: Program, decision: Decision, facts: list[Input], folder: Path) -> list[object]:
    """Rows for which table and case differ."""
    chosen = random.Random(decision.name)
    rows = [{fact.name: value(chosen, fact, program) for fact in facts} for _ in range(ROWS)]
    columns = {fact.name: pa.array([row[fact.name] for row in rows], TYPES[fact.type]) for fact in facts}
    pq.write_table(pa.table(columns), folder / "in.parquet")
    on = program.last_day or date(2022, 6, 1)
    decide_table(program, decision.name, folder / "in.parquet", folder / "out.parquet", on=on)
    unlike: list[object] = []
    for row, got in zip(rows, pq.read_table(folder / "out.parquet").to_pylist(), strict=True):
        answer = program.decide(decision.name, row, on, reasons=False)
        found = got["结果"]
        said = str(found).lower() if isinstance(found, bool) else found
        if isinstance(found, Decimal):
            equal = answer.value is not None and found == Decimal(str(answer.value))
        else:
            equal = (None if said is None else str(said)) == answer.value
        if not equal or got["状态"] != answer.status or got["缺少"] != "、".join(answer.missing):
            unlike.append((row, got, answer.to_json()))
    return unlike


def test_tables_agree_with_cases_for_every_decision(programs: list[Program], tmp_path: Path) -> None:
    checked = 0
    for program in programs:
        for decision in program.pack.decisions:
            if decision.table_refusal is not None:
                with pytest.raises(TableError):
                    decide_table(program, decision.name, tmp_path / "none.parquet", tmp_path / "out.parquet")
                continue
            wanted = {*decision.reads, *decision.derives_from, decision.date}
            every = [fact for fact in program.pack.inputs if fact.name in wanted]
            given = [fact for fact in every if fact.derived is None and fact.default is None]
            for facts in [every, given] if every != given and given else [every]:
                if facts:
                    assert differing(program, decision, facts, tmp_path) == []
                    checked += 1
    assert checked > 20
