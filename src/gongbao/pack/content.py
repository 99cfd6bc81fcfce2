"""Where packs are: the wheel's or the checkout's own, and the folders that a city adds."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from gongbao.pack.facts import Facts, facts_of
from gongbao.pack.load import MAIN
from gongbao.pack.problems import Mark, PackError, listed, suggest


def content_folders() -> list[Path]:
    """The content folders: what ships with gongbao first, then those of `GONGBAO_PACKS` (separated as in PATH)."""
    package = Path(str(files("gongbao")))
    shipped = [package / "_content" / "packs", package.parent.parent / "packs"]
    added = [Path(each) for each in os.environ.get("GONGBAO_PACKS", "").split(os.pathsep) if each]
    return [folder for folder in [*shipped[: 1 if shipped[0].is_dir() else 2], *added] if folder.is_dir()]


def find_packs(names: list[str] | None = None, folders: list[Path] | None = None) -> list[Path]:
    """Pack folders, in order of address; of two with the same address the one in the later content folder.

    Args:
        names: names (职工医保门诊共济-2021), addresses (langfang/职工医保门诊共济-2021), folders or files; None: all.
        folders: content folders; None: `content_folders()`.

    Raises:
        PackError: a name means no pack, or several.
    """
    roots = content_folders() if folders is None else folders
    found = {folder.relative_to(root).as_posix(): folder for root in roots for folder in _packs_in(root)}
    if names is None:
        return [found[address] for address in sorted(found)]
    return list(dict.fromkeys(folder for name in names for folder in _named(name, found)))


def _packs_in(root: Path) -> list[Path]:
    return [main.parent for main in root.glob(f"**/{MAIN}")]


def _named(name: str, found: dict[str, Path]) -> list[Path]:
    path = Path(name)
    if path.name == MAIN and path.is_file():
        return [path.resolve().parent]
    if path.is_dir() and (inside := _packs_in(path)):
        return sorted(folder.resolve() for folder in inside)
    tail = name.strip("/")
    matching = [address for address in found if address == tail or address.endswith(f"/{tail}")]
    if len(matching) == 1:
        return [found[matching[0]]]
    if matching:
        raise PackError.at(
            Mark(name, 0, 0), f"有 {len(matching)} 个规则包叫“{name}”", f"请写明其中一个：{listed(sorted(matching))}"
        )
    names = [Path(address).name for address in sorted(found)]
    raise PackError.at(
        Mark(name, 0, 0),
        f"没有叫“{name}”的规则包",
        suggest(
            name, names, f"现有的规则包有：{listed(names)}" if names else "请用 GONGBAO_PACKS 指定存放规则包的文件夹"
        ),
    )


def root_of(folder: Path, folders: list[Path] | None = None) -> Path:
    """The content folder that a pack's folder stands in; two levels up where it stands in none."""
    for root in content_folders() if folders is None else folders:
        if folder.resolve().is_relative_to(root.resolve()):
            return root
    return folder.parent.parent


def vocabulary(folder: Path, folders: list[Path] | None = None) -> Facts:
    """The facts a pack may use: those of its own content folder and of all content folders."""
    roots = content_folders() if folders is None else folders
    return facts_of(dict.fromkeys([*roots, root_of(folder, folders)]))
