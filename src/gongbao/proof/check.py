"""A pack against its text: all proofs, one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from gongbao.pack import (
    CompiledPack,
    Pack,
    PackError,
    PackProblem,
    Passages,
    artefact_of,
    compile_pack,
    content_folders,
    drop_artefact,
    read_pack,
    write_artefact,
)
from gongbao.proof.catalogue import catalogue_problems
from gongbao.proof.comparisons import Comparisons
from gongbao.proof.examples import example_problems
from gongbao.proof.period import period_problems
from gongbao.proof.report import CheckReport, Finding
from gongbao.proof.unused import unused_problems
from gongbao.proof.words import text_problems, value_problems


def check(folder: Path, passages: Passages, *, folders: list[Path] | None = None) -> CheckReport:
    """Prove one pack.

    Args:
        folder: the pack's folder.
        passages: what resolves citations, usually a `Library`.
        folders: content folders, for the vocabulary and the catalogue; None: `content_folders()`.

    Returns:
        The report. A pack that passes is kept compiled; of one that does not, what was kept is dropped, so that no
        answer rests on words that are gone. Faults of form end the proof early, since nothing can be proved of what
        cannot be read.
    """
    try:
        pack = read_pack(folder, folders)
    except PackError as error:
        return CheckReport(folder.name, folder.name, _findings(error.problems, "写法"), {})
    try:
        compiled = compile_pack(pack, passages)
    except PackError as error:
        drop_artefact(artefact_of(pack))
        return CheckReport(pack.name, pack.address, _findings(error.problems, "编译"), {})
    comparisons = Comparisons(pack, compiled)
    proofs: tuple[tuple[str, Callable[[], Iterable[PackProblem]]], ...] = (
        ("数值", lambda: value_problems(pack, compiled)),
        ("文字", lambda: text_problems(pack, compiled)),
        ("比较", comparisons.problems),
        ("期间", lambda: period_problems(pack, compiled, passages)),
        ("目录", lambda: _catalogue(pack, compiled, folders)),
        ("多余", lambda: unused_problems(pack, compiled)),
        ("例子", lambda: example_problems(pack, compiled)),
    )
    findings = tuple(finding for rule, proof in proofs for finding in _findings(proof(), rule))
    if findings:
        drop_artefact(artefact_of(pack))
    else:
        write_artefact(compiled, artefact_of(pack))
    counts = {
        "依据": _citations(compiled),
        "数值": sum(len(each.values) for each in compiled.parameters),
        "比较": comparisons.agreed,
        "判定": len(compiled.decisions),
        "例子": len(pack.examples),
    }
    return CheckReport(pack.name, pack.address, findings, counts)


def _findings(problems: Iterable[PackProblem], rule: str) -> tuple[Finding, ...]:
    return tuple(Finding.of(problem, rule) for problem in sorted(set(problems)))


def _catalogue(pack: Pack, compiled: CompiledPack, folders: list[Path] | None) -> Iterable[PackProblem]:
    passage = next((each for each in compiled.in_force.passages), None)
    for root in content_folders() if folders is None else folders:
        path = root / "systems.yaml"
        if path.is_file() and passage is not None:
            return catalogue_problems(pack, path, passage.number, passage.title)
    return ()


def _citations(compiled: CompiledPack) -> int:
    entries = [
        compiled.in_force.passages,
        *(value.passages for each in compiled.parameters for value in each.values),
        *(each.passages for each in compiled.inputs),
        *(each.passages for each in compiled.decisions),
        *(rule.passages for each in compiled.decisions if each.table for rule in each.table.rules),
        *((each.passage, *each.others) for each in compiled.interpretations),
    ]
    return sum(len(passages) for passages in entries)
