"""Catalogue ids: each one that a pack runs is in `systems.yaml` and belongs to the pack's document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gongbao.pack import Mapping, Node, Pack, PackProblem, Scalar, Sequence, read_yaml, suggest
from gongbao.text import normal


@lru_cache(maxsize=8)
def _systems(path: Path, changed: int) -> dict[str, tuple[str, str]]:
    """Catalogue id → number and title of its document."""
    found: dict[str, tuple[str, str]] = {}
    for gazette in _list(_get(read_yaml(path, path.name), "gazettes")):
        for document in _list(_get(gazette, "documents")):
            about = (_text(_get(document, "number")), _text(_get(document, "title")))
            for system in _list(_get(document, "systems")):
                found[_text(_get(system, "id"))] = about
    return found


def _get(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _list(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def systems(path: Path) -> dict[str, tuple[str, str]]:
    """Catalogue id → (文号, 标题) of the document that sets the system up. Read once for each state of the file."""
    return _systems(path, path.stat().st_mtime_ns)


def catalogue_problems(pack: Pack, path: Path, number: str | None, title: str) -> Iterator[PackProblem]:
    """Ids that the catalogue lacks or that belong to another document."""
    known = systems(path)
    ours = [id for id, about in known.items() if _same(about, number, title)]
    named = [*pack.in_force.runs, *(each for entry in pack.decisions.values() for each in entry.runs)]
    for id in named:
        if str(id) not in known:
            yield PackProblem.at(
                id.mark, f"目录里没有编号“{id}”", suggest(str(id), ours or known, "请核对 packs/systems.yaml")
            )
        elif str(id) not in ours:
            of_number, of_title = known[str(id)]
            yield PackProblem.at(
                id.mark,
                f"目录编号“{id}”属于{of_number}《{of_title}》，不是本文件",
                f"请写本文件的编号：{'、'.join(ours)}" if ours else "请核对 packs/systems.yaml",
            )


def _same(about: tuple[str, str], number: str | None, title: str) -> bool:
    of_number, of_title = about
    return normal(of_title) == normal(title) and (not number or normal(of_number) == normal(number))
