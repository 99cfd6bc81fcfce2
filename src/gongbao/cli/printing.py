"""What the command line prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

WRONG_USE = 2
FOUND_WANTING = 1


def print_json(value: Any) -> None:
    """One JSON document on standard output, Chinese as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def console() -> Console:
    """For standard output; plain when it is not a terminal."""
    return Console(highlight=False, soft_wrap=True)


def print_table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; cells are never read as markup."""
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def fail(message: str) -> typer.Exit:
    """Say what is wrong on standard error; the caller raises the result."""
    sys.stderr.write(message.rstrip() + "\n")
    return typer.Exit(WRONG_USE)


def clear_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Bad input ends in one message and status 2, not in a traceback; anything else is a fault of ours and shows
    itself. The errors' modules are imported only once something went wrong: small commands start fast."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            from gongbao.cli.errors import INPUT_ERRORS

            if not isinstance(error, INPUT_ERRORS):
                raise
            raise fail(str(error)) from error

    return run
