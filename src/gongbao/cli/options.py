"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from gongbao.reference import parse_date

LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library", metavar="URL", help="文库所在的数据库；默认为 GONGBAO_LIBRARY，再默认为用户数据目录下的文件。"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]


def read_date(text: str) -> date:
    """2022-06-01 or 2022年6月1日; typer reports anything else as wrong use."""
    value = parse_date(text)
    if value is None:
        raise typer.BadParameter(f"“{text}”不是日期，请写成 2022-06-01 或 2022年6月1日")
    return value


OnOption = Annotated[
    date | None,
    typer.Option("--on", metavar="DATE", parser=read_date, help="以哪一天为准，如 2022-06-01；默认为今天。"),
]


def library_of(context: typer.Context, given: str | None) -> str | None:
    """The command's own `--library`, else the one given before the command's name."""
    return given or (context.obj or {}).get("library")


def today() -> date:
    """The day of the person who asks, by the machine's clock."""
    return datetime.now().astimezone().date()
