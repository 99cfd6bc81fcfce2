"""The portal over the five gazettes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gongbao.app import create_app
from gongbao.library import Library

TODAY = date(2022, 6, 1)
"""The day that these tests reckon with; the document of the pack ends on 2026-12-31."""


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Path:
    """The five gazettes, ingested once for all doors of this process."""
    file = tmp_path_factory.getbasetemp() / "doors.db"
    if not file.exists():
        with Library.open(str(file)) as library:
            library.ingest([gazettes])
    return file


@pytest.fixture(scope="session")
def client(library_file: Path, packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The whole application, on 2022-06-01."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.getbasetemp() / "doors"
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))  # packs compiled against another library stay apart
        patch.delenv("GONGBAO_PACKS", raising=False)
        app = create_app(str(library_file), [packs], clock=lambda: TODAY)
    with TestClient(app, follow_redirects=False) as made:
        yield made
