"""What all tests share: hypothesis profiles, and the rule that continuous integration skips nothing."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from gongbao.library import Library

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2022, 6, 1)
"""The day that the doors' tests reckon with; the document of the pack ends on 2026-12-31."""

settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forbid-skips", action="store_true", help="a skipped test counts as failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.getoption("--forbid-skips") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"跳过了：{report.longrepr}"
    return report


@pytest.fixture(scope="session")
def gazettes() -> Path:
    """The folder of the five gazettes."""
    return ROOT / "gazettes"


@pytest.fixture(scope="session")
def packs() -> Path:
    """The folder of policy packs."""
    return ROOT / "packs"


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Path:
    """The five gazettes, ingested once for all tests of this process, which only read it."""
    from gongbao.library import Library

    file = tmp_path_factory.mktemp("five") / "library.db"
    with Library.open(str(file)) as library:
        report = library.ingest([gazettes])
    assert report.files == 5, report.failures
    return file


@pytest.fixture(scope="session")
def five(library_file: Path) -> Iterator[Library]:
    """The library of the five gazettes. Tests only read it."""
    from gongbao.library import Library

    with Library.open(str(library_file)) as opened:
        yield opened


@pytest.fixture(scope="session")
def application(library_file: Path, packs: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The whole application over the five gazettes, on 2022-06-01."""
    from gongbao.app import create_app

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("GONGBAO_PACKS", raising=False)
        return create_app(str(library_file), [packs], clock=lambda: TODAY)


@pytest.fixture(scope="session")
def client(application: FastAPI) -> Iterator[TestClient]:
    """A client of the application that follows no redirect."""
    from fastapi.testclient import TestClient

    with TestClient(application, follow_redirects=False) as made:
        yield made


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the library or the cache of the person who runs it."""
    home = tmp_path_factory.getbasetemp() / "home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.delenv("GONGBAO_LIBRARY", raising=False)
    monkeypatch.delenv("GONGBAO_PACKS", raising=False)
