"""Write the parts of docs/ that are made from the code: `make docs`. With --check, say which are out of date.

docs/cli.md from the commands' help, docs/rules.md from the examination's rules, docs/pack.schema.json from the pack's
models, docs/coverage.md from the catalogue, the packs and the gazettes that ship.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def command_reference() -> str:
    """docs/cli.md: what each command prints for --help."""
    from gongbao.cli.main import app

    names = [command.name for command in app.registered_commands if command.name]
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        names += [f"{group.name} {command.name}" for command in inner]
    parts = [
        "# 命令参考",
        "",
        "本页由 `make docs` 从 `--help` 生成。每个命令都接受 `--json`；"
        "退出状态 0 完成，1 核验或体检发现问题，2 用法或输入有误。",
    ]
    for name in ["", *sorted(names)]:
        shown = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="gongbao", env={"COLUMNS": "110"})
        assert shown.exit_code == 0, shown.output
        parts += ["", f"## {name or 'gongbao'}", "", "```text", shown.stdout.strip(), "```"]
    return "\n".join(line.rstrip() for line in "\n".join(parts).splitlines()) + "\n"


def pack_schema() -> str:
    """docs/pack.schema.json: what an editor needs to check pack.yaml while it is written."""
    from gongbao.pack import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def examination_rules() -> str:
    """docs/rules.md: each rule with its reason and an example."""
    from gongbao.examination import rules_page

    return rules_page()


def coverage_list() -> str:
    """docs/coverage.md: each system of the catalogue with its state."""
    from gongbao.guidance import coverage, coverage_markdown, load_systems
    from gongbao.library import Library
    from gongbao.pack import open_packs

    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(str(Path(folder) / "library.db"))
        library.ingest([ROOT / "gazettes"])
        text = coverage_markdown(coverage(load_systems(), open_packs(library), library))
        library.close()
    return text


PAGES = {
    "cli.md": command_reference,
    "rules.md": examination_rules,
    "pack.schema.json": pack_schema,
    "coverage.md": coverage_list,
}


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
