"""Pages are asked for faster than a person asks."""

from __future__ import annotations

import pytest

from gongbao.app import guards


@pytest.fixture(autouse=True)
def as_many_files_as_the_tests_send(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests are one client; the limit itself is tested in tests/app."""
    monkeypatch.setattr(guards, "FILES_A_MINUTE", 100_000)
