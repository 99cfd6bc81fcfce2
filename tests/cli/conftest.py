"""The command line over the five gazettes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from gongbao.cli.main import app

Run = Callable[..., Result]


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
