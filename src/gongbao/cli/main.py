"""The commands' list and the options before them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from gongbao import __version__
from gongbao.cli import libraries, office, packs, serving, texts
from gongbao.cli.printing import WRONG_USE, fail
from gongbao.cli.usage import in_chinese

app = typer.Typer(
    name="gongbao",
    help="政府公报里的制度，变成可运行的软件：每个结论都引出它所依据的原文。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"gongbao {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    library: Annotated[
        str | None,
        typer.Option(
            "--library",
            metavar="URL",
            envvar="GONGBAO_LIBRARY",
            help="文库所在的数据库（文件路径或 SQLAlchemy 地址）；默认为用户数据目录下的文件。",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    """退出状态：0 完成；1 核验发现问题；2 用法或输入有误。"""
    context.obj = {"library": library}


libraries.register(app)
texts.register(app)
office.register(app)
packs.register(app)
serving.register(app)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Chinese must print on a terminal set to C or POSIX
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; the exit status."""
    try:
        status = app(arguments, prog_name="gongbao", standalone_mode=False)
    except typer.Abort:
        return WRONG_USE
    except Exception as error:
        if not hasattr(error, "format_message"):  # what Typer raises for wrong use; it has no public name
            raise
        command = getattr(getattr(error, "ctx", None), "command_path", "gongbao")
        fail(f"{in_chinese(error.format_message())}。用法见：{command} --help")
        return WRONG_USE
    return status if isinstance(status, int) else 0
