"""A library that holds the one gazette that the packs of these tests cite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbao.library import Library


@pytest.fixture(scope="session")
def langfang(gazettes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library with the gazette of Langfang."""
    with Library.open(f"sqlite:///{tmp_path_factory.mktemp('library') / 'library.db'}") as library:
        library.ingest([gazettes / "langfang-2021-4.txt"])
        yield library
