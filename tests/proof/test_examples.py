"""The examples of the pack of Langfang hold its rules: change one, and some example fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gongbao.library import Library
from gongbao.pack import CompiledPack, FactType, Pack, compile_pack, read_pack
from gongbao.proof.examples import example_problems


@pytest.fixture(scope="module")
def source(packs: Path) -> Pack:
    return read_pack(packs / "langfang" / "职工医保门诊共济-2021", [packs])


@pytest.fixture(scope="module")
def compiled(source: Pack, five: Library) -> CompiledPack:
    return compile_pack(source, five)


def fails(source: Pack, changed: CompiledPack) -> bool:
    """Whether some example of the source does not hold in the changed pack."""
    return next(example_problems(source, changed), None) is not None


def with_other_values(pack: CompiledPack) -> Iterator[tuple[str, CompiledPack]]:
    """The pack with each value of each parameter moved by a little."""
    for place, parameter in enumerate(pack.parameters):
        for at, value in enumerate(parameter.values):
            if parameter.type is FactType.DATE:
                day = date.fromisoformat(value.value)
                others = [(day + timedelta(days=step)).isoformat() for step in (-1, 1)]
            elif parameter.type is FactType.INTEGER:
                others = [str(int(value.value) + step) for step in (-1, 1)]
            else:
                others = [str(Decimal(value.value) * Decimal(factor)) for factor in ("0.99", "1.01")]
            for other in others:
                values = list(parameter.values)
                values[at] = value.model_copy(update={"value": other})
                parameters = list(pack.parameters)
                parameters[place] = parameter.model_copy(update={"values": tuple(values)})
                yield f"{parameter.name} = {other}", pack.model_copy(update={"parameters": tuple(parameters)})


def without_a_row(pack: CompiledPack) -> Iterator[tuple[str, CompiledPack]]:
    """The pack without each row of each table."""
    for place, decision in enumerate(pack.decisions):
        if decision.table is None:
            continue
        for row in decision.table.rules:
            rules = tuple(each for each in decision.table.rules if each is not row)
            table = decision.table.model_copy(update={"rules": rules})
            decisions = list(pack.decisions)
            decisions[place] = decision.model_copy(update={"table": table})
            yield row.id, pack.model_copy(update={"decisions": tuple(decisions)})


def test_every_example_holds(source: Pack, compiled: CompiledPack) -> None:
    assert [str(problem) for problem in example_problems(source, compiled)] == []


def test_every_example_states_its_date_and_reads_as_a_sentence(source: Pack) -> None:
    names = [str(example.name) for example in source.examples]
    assert all(example.on is not None for example in source.examples)
    assert len(names) == len(set(names))
    assert all("，" in name and not name.endswith("。") for name in names)


def test_every_constant_matters(source: Pack, compiled: CompiledPack) -> None:
    survivors = [what for what, changed in with_other_values(compiled) if not fails(source, changed)]
    assert survivors == []


def test_every_row_matters(source: Pack, compiled: CompiledPack) -> None:
    survivors = [what for what, changed in without_a_row(compiled) if not fails(source, changed)]
    assert survivors == []


def test_every_reading_taken_says_where_and_why(compiled: CompiledPack) -> None:
    for reading in compiled.interpretations:
        assert reading.because
        assert reading.applies_to
        assert reading.passage.words in reading.passage.text


def test_every_computable_system_of_the_document_is_run(compiled: CompiledPack) -> None:
    runs = {id for decision in compiled.decisions for id in decision.runs} | set(compiled.in_force.runs)
    assert runs == {f"lf-2021-4-16.{number}" for number in (1, 2, 3, 4, 5, 6, 8)}
