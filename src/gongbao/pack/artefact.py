"""Compiled packs on disk: one JSON file each, named by the pack's hash, read without the library."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from gongbao import __version__
from gongbao.pack.compile import compile_pack
from gongbao.pack.compiled import CompiledPack
from gongbao.pack.content import find_packs, root_of, vocabulary
from gongbao.pack.load import Pack, load
from gongbao.pack.passages import Passages
from gongbao.text import PARSER_VERSION


def default_cache() -> Path:
    """The folder of compiled packs in the user's cache, one for each version of the compiler and the parser."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "gongbao" / "packs" / f"{__version__}-{PARSER_VERSION}"


def artefact_of(pack: Pack, cache: Path | None = None) -> Path:
    """Where a pack's compiled file stands."""
    return (default_cache() if cache is None else cache) / f"{pack.hash}.json"


def open_pack(
    name: str | Path,
    passages: Passages | Callable[[], Passages],
    folders: list[Path] | None = None,
    cache: Path | None = None,
) -> CompiledPack:
    """One pack, ready to run; from the cache where its hash is there, else compiled now.

    Args:
        name: the pack's name, address or folder.
        passages: what resolves citations, usually a `Library`, or a function that opens it; used only to compile.
        folders: content folders; None: `content_folders()`.
        cache: the folder of compiled packs; None: `default_cache()`.

    Raises:
        PackError: no such pack, or its source is faulty.
    """
    folder = name if isinstance(name, Path) else find_packs([name], folders)[0]
    pack = read_pack(folder, folders)
    at = artefact_of(pack, cache)
    kept = read_artefact(at, pack)
    if kept is not None:
        return kept
    compiled = compile_pack(pack, passages() if callable(passages) else passages)
    write_artefact(compiled, at)
    return compiled


def open_packs(
    passages: Passages | Callable[[], Passages], folders: list[Path] | None = None, cache: Path | None = None
) -> list[CompiledPack]:
    """All packs, ready to run. Errors as in `open_pack`."""
    return [open_pack(folder, passages, folders, cache) for folder in find_packs(None, folders)]


def read_pack(folder: Path, folders: list[Path] | None = None) -> Pack:
    """A folder's source model with the vocabulary that belongs to it. Errors as in `load`."""
    return load(folder, vocabulary(folder, folders), root_of(folder, folders))


def read_artefact(at: Path, pack: Pack) -> CompiledPack | None:
    """A compiled pack from the cache; None where it is absent, damaged or of another pack."""
    try:
        compiled = CompiledPack.model_validate_json(at.read_bytes())
    except (OSError, ValidationError):
        return None
    return compiled if compiled.hash == pack.hash and compiled.folder == pack.address else None


def write_artefact(compiled: CompiledPack, at: Path) -> None:
    """Write one whole file or none. A cache that cannot be written is no error: the pack is compiled anew next time."""
    half: Path | None = None
    try:
        at.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=at.parent, delete=False) as file:
            half = Path(file.name)
            file.write(compiled.model_dump_json())
        half.replace(at)
    except OSError:
        if half is not None:
            half.unlink(missing_ok=True)


def drop_artefact(at: Path) -> None:
    """Forget a compiled pack whose source or text no longer passes; nothing is decided by it any more."""
    with suppress(OSError):
        at.unlink(missing_ok=True)
