"""The five gazettes in a library that is only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbao.library import Library


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Iterator[Library]:
    """The five gazettes."""
    with Library.open(str(tmp_path_factory.mktemp("five") / "library.db")) as opened:
        opened.ingest([gazettes])
        yield opened
