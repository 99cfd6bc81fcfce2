"""A folder becomes a `Pack`: the source model, all sections read, nothing resolved yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as MappingOf
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from gongbao.pack.compiled import CompiledPack
from gongbao.pack.entry import read_as
from gongbao.pack.facts import Fact, Facts, fact_from
from gongbao.pack.problems import Mark, PackError, PackProblem, listed, suggest
from gongbao.pack.sections import (
    SECTIONS,
    AccumulationEntry,
    DecisionEntry,
    ExampleEntry,
    InForceEntry,
    InputEntry,
    InterpretationEntry,
    ParameterEntry,
    unknown_section,
)
from gongbao.pack.yaml import Mapping, Node, Scalar, read_yaml

MAIN = "pack.yaml"
LARGEST_PACK_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Pack:
    """A pack as its author wrote it, with the facts it uses."""

    folder: Path
    name: str
    """职工医保门诊共济-2021, the folder's own name."""
    address: str
    """langfang/职工医保门诊共济-2021, the place in its content folder."""
    sections: MappingOf[str, Any]
    marks: MappingOf[str, Mark]
    """Where each section stands."""
    facts: MappingOf[str, Fact]
    """The facts of the inputs, from the vocabulary or declared here, in the pack's order."""
    hash: str

    @property
    def document(self) -> Scalar:
        """The document that the pack implements, as cited."""
        return cast(Scalar, self.sections["document"])

    @property
    def title(self) -> str | None:
        """A title of the author's choice."""
        title = self.sections.get("title")
        return None if title is None else str(title)

    @property
    def in_force(self) -> InForceEntry:
        """The document's own period."""
        return cast(InForceEntry, self.sections["in force"])

    @property
    def parameters(self) -> MappingOf[str, ParameterEntry]:
        """Constants by name."""
        return cast("dict[str, ParameterEntry]", self.sections.get("parameters", {}))

    @property
    def inputs(self) -> MappingOf[str, InputEntry]:
        """Inputs by name."""
        return cast("dict[str, InputEntry]", self.sections["inputs"])

    @property
    def decisions(self) -> MappingOf[str, DecisionEntry]:
        """Decisions by name."""
        return cast("dict[str, DecisionEntry]", self.sections["decisions"])

    @property
    def accumulations(self) -> MappingOf[str, AccumulationEntry]:
        """Accumulations by input."""
        return cast("dict[str, AccumulationEntry]", self.sections.get("accumulations", {}))

    @property
    def interpretations(self) -> tuple[InterpretationEntry, ...]:
        """Readings taken."""
        return cast("tuple[InterpretationEntry, ...]", self.sections.get("interpretations", ()))

    @property
    def examples(self) -> tuple[ExampleEntry, ...]:
        """Cases worked by hand."""
        return cast("tuple[ExampleEntry, ...]", self.sections.get("examples", ()))


def find_packs(folders: list[Path]) -> list[Path]:
    """All pack folders below the content folders, in order of address; an address in two folders counts once."""
    found: dict[str, Path] = {}
    for root in folders:
        for main in sorted(root.glob(f"**/{MAIN}")):
            found.setdefault(main.parent.relative_to(root).as_posix(), main.parent)
    return [found[address] for address in sorted(found)]


def load(folder: Path, facts: Facts, root: Path | None = None) -> Pack:
    """Read a pack's folder.

    Args:
        folder: the folder that holds `pack.yaml`.
        facts: the shared vocabulary.
        root: the content folder; the pack's address and the paths in messages start there. None: two levels up.

    Raises:
        PackError: with every fault of form, each with file, line, column and remedy.
    """
    folder = folder.resolve()
    root = folder.parent.parent if root is None else root.resolve()
    address = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
    main = folder / MAIN
    if not main.is_file():
        raise PackError.at(Mark(f"{address}/{MAIN}", 1, 1), f"文件夹里没有 {MAIN}", "请核对规则包的文件夹")
    nodes, marks = _section_nodes(folder, address)
    sections: dict[str, Any] = {}
    problems: list[PackProblem] = []
    for name, node in nodes.items():
        try:
            sections[name] = read_as(SECTIONS[name].shape, node)
        except PackError as error:
            problems += error.problems
    for section in SECTIONS.values():
        if section.required and section.name not in nodes:
            problems.append(
                PackProblem(f"{address}/{MAIN}", 1, 1, f"缺“{section.name}”一节", "请对照 docs/packs.md 补上")
            )
    if problems:
        raise PackError(sorted(problems))
    used = _facts_used(cast("dict[str, InputEntry]", sections["inputs"]), facts)
    return Pack(folder, folder.name, address, sections, marks, used, pack_hash(folder, used))


def _section_nodes(folder: Path, address: str) -> tuple[dict[str, Node], dict[str, Mark]]:
    top = read_yaml(folder / MAIN, f"{address}/{MAIN}")
    if not isinstance(top, Mapping):
        raise PackError.at(top.mark, "规则包要写成“节: 内容”的形式", f"可以写的节有：{listed(SECTIONS)}")
    nodes: dict[str, Node] = {}
    marks: dict[str, Mark] = {}
    for key, node in top:
        if key.text not in SECTIONS:
            raise unknown_section(key, SECTIONS)
        nodes[key.text], marks[key.text] = node, key.mark
    for path in _files(folder):
        if path.suffix not in (".yaml", ".yml") or path == folder / MAIN:
            continue
        called = f"{address}/{path.relative_to(folder).as_posix()}"
        name = path.stem
        if name not in SECTIONS:
            raise PackError.at(
                Mark(called, 1, 1),
                f"“{name}”不是规则包的一节",
                suggest(name, SECTIONS, f"单独成文件的节以节名命名：{listed(SECTIONS)}"),
            )
        if name in nodes:
            raise PackError.at(marks[name], f"“{name}”一节在 {MAIN} 和 {path.name} 里各写了一份", "请只留一份")
        nodes[name], marks[name] = read_yaml(path, called), Mark(called, 1, 1)
    return nodes, marks


def _facts_used(inputs: MappingOf[str, InputEntry], facts: Facts) -> dict[str, Fact]:
    used: dict[str, Fact] = {}
    problems: list[PackProblem] = []
    for name, entry in inputs.items():
        if entry.fact is not None:
            if entry.because is None:
                problems.append(
                    PackProblem.at(entry.mark("declare"), f"输入“{name}”在本包声明，没有写理由", "请补上 because")
                )
            if name in facts:
                problems.append(
                    PackProblem.at(
                        entry.mark("declare"), f"“{name}”已在 packs/facts.yaml 里", "请删去 declare，直接使用"
                    )
                )
            used[name] = fact_from(name, entry.fact)
        elif name in facts:
            used[name] = facts[name]
        else:
            problems.append(
                PackProblem.at(
                    entry.where,
                    f"packs/facts.yaml 里没有事实“{name}”",
                    suggest(name, facts, "请先登记这个事实，或者在本包用 declare 声明并写明理由"),
                )
            )
    if problems:
        raise PackError(problems)
    return used


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def pack_hash(folder: Path, facts: MappingOf[str, Fact]) -> str:
    """SHA-256 over the pack's files, their names, the facts it uses and the format of the artefact.

    Raises:
        PackError: the folder holds more than `LARGEST_PACK_BYTES`.
    """
    digest = hashlib.sha256()

    def add(name: str, content: bytes) -> None:
        for piece in (name.encode(), content):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)

    size = 0
    for path in _files(folder):
        size += path.stat().st_size
        if size > LARGEST_PACK_BYTES:
            raise PackError.at(
                Mark(f"{folder.name}/{path.name}", 1, 1),
                f"规则包超过 {LARGEST_PACK_BYTES // 1024 // 1024} MB 的上限",
                "请把数据文件移出规则包",
            )
        add(path.relative_to(folder).as_posix(), path.read_bytes())
    add("facts", json.dumps([asdict(fact) for fact in facts.values()], ensure_ascii=False).encode())
    add("format", str(CompiledPack.model_fields["format"].default).encode())
    return digest.hexdigest()
