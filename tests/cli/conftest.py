"""A library of the five gazettes, and the command line over it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from gongbao.cli.main import app
from gongbao.library import Library

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, gazettes: Path) -> Path:
    """The five gazettes, ingested once."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    with Library.open(str(file)) as library:
        library.ingest([gazettes])
    return file


@pytest.fixture
def run(library_file: Path) -> Run:
    """Run `gongbao …` over the five gazettes."""

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--library", str(library_file), *arguments])

    return call


@pytest.fixture
def read(run: Run) -> Callable[..., Any]:
    """Run `gongbao … --json` and read what it prints."""

    def call(*arguments: str) -> Any:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return call
