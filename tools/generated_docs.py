"""Write the parts of docs/ that are made from the code: `make docs`. With --check, say which are out of date.

docs/cli.md from the commands' help, docs/pack.schema.json from the pack's models, docs/coverage.md from the
catalogue, the packs and the gazettes that ship.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import typer

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def command_reference() -> str:
    """docs/cli.md: each command with its help, arguments and options."""
    from gongbao.cli.main import app

    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    context = click.Context(group, info_name="gongbao")
    parts = [
        "# 命令参考",
        "",
        "本页由 `make docs` 从 `--help` 生成。每个命令都接受 `--json`；退出状态 0 完成，1 核验发现问题，2 用法或输入有误。",
        "",
        "## gongbao",
        "",
        *_options(group, context),
    ]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["gongbao", name, *command.collect_usage_pieces(inner)])
        parts += [f"## {name}", "", (command.help or "").strip(), "", f"    {usage}", "", *_options(command, inner)]
    return "\n".join(parts).rstrip() + "\n"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "| 参数 | 含义 |"
    yield "|---|---|"
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            if parameter.name == "help":
                continue
            names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
            metavar = "" if parameter.is_flag else f" {parameter.make_metavar(context)}"
            yield f"| {names}{metavar} | {parameter.help or ''} |".replace("|metavar", "")
        else:
            yield f"| {parameter.make_metavar(context)} | {getattr(parameter, 'help', '') or ''} |"
    yield ""


def pack_schema() -> str:
    """docs/pack.schema.json: what an editor needs to check pack.yaml while it is written."""
    from gongbao.pack import schema_text

    return schema_text()


def coverage_list() -> str:
    """docs/coverage.md: each system of the catalogue with its state."""
    from gongbao.guidance import coverage, coverage_markdown
    from gongbao.library import Library
    from gongbao.pack import open_packs

    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(str(Path(folder) / "library.db"))
        library.ingest([ROOT / "gazettes"])
        text = coverage_markdown(coverage(library, open_packs(library)))
        library.close()
    return text


PAGES = {"cli.md": command_reference, "pack.schema.json": pack_schema, "coverage.md": coverage_list}


def main() -> int:
    """Write the pages, or with --check compare them; 1 if any is out of date."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        sys.stdout.write(f"docs/{name} {'与代码不符，请运行 make docs' if check else '已重写'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
