"""The shared vocabulary of facts, `packs/facts.yaml`: what packs may ask, each asked in one way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongbao.pack.compiled import FactType
from gongbao.pack.entry import Named, read_as
from gongbao.pack.sections import FactEntry
from gongbao.pack.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. Bounds are as written, read by its type when a pack is compiled."""

    name: str
    subject: str
    type: FactType
    question: str
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    help: str | None = None
    source: str | None = None


Facts = dict[str, Fact]


def fact_from(name: str, entry: FactEntry) -> Fact:
    """A fact from its source entry."""

    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return Fact(
        name,
        str(entry.subject),
        entry.type,
        str(entry.question),
        text(entry.unit),
        tuple(str(choice) for choice in entry.choices),
        text(entry.minimum),
        text(entry.maximum),
        text(entry.help),
        text(entry.source),
    )


def load_facts(path: Path) -> Facts:
    """The vocabulary of one file.

    Raises:
        PackError: the file is not YAML, or an entry is not a fact.
    """
    read: dict[str, FactEntry] = read_as(Named[FactEntry], read_yaml(path, _called(path)))
    return {name: fact_from(name, entry) for name, entry in read.items()}


def facts_of(folders: Iterable[Path]) -> Facts:
    """The vocabularies of several content folders; a later folder adds names, an earlier one wins."""
    known: Facts = {}
    for folder in folders:
        path = folder / "facts.yaml"
        if path.is_file():
            for name, fact in load_facts(path).items():
                known.setdefault(name, fact)
    return known


def _called(path: Path) -> str:
    return "/".join(path.parts[-2:])
