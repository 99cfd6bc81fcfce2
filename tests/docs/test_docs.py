"""The docs say what the code does: every command, setting and pack key has its section, generated pages are current."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from gongbao.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def _source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))


def test_pages_made_from_the_code_are_current() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "generated_docs.py"), "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_environment_variable_that_the_code_reads_has_its_section_in_settings() -> None:
    settings = (DOCS / "settings.md").read_text(encoding="utf-8")
    read = set(re.findall(r"GONGBAO_[A-Z]+", _source()))
    told = set(re.findall(r"^## (GONGBAO_[A-Z]+)$", settings, re.MULTILINE))
    assert read <= told, f"docs/settings.md 缺少：{sorted(read - told)}"


def test_every_make_target_that_contributing_and_readme_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for words in re.findall(r"(?:^    |`)make ([a-z -]+?)(?:`|  |$)", text, re.MULTILINE):
            assert set(words.split()) <= targets, f"{name} 提到的 make {words} 不存在"


def test_every_link_between_the_docs_leads_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("/") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert broken == []


def test_every_room_opens_with_what_comes_in_what_goes_out_and_what_it_promises() -> None:
    for face in sorted((ROOT / "src" / "gongbao").glob("*/__init__.py")):
        text = face.read_text(encoding="utf-8")
        for phrase in ("Comes in:", "Goes out:", "Promises:", "Never:"):
            assert phrase in text, f"{face.parent.name} 的门面没有写明 {phrase}"


def test_every_command_and_option_that_the_docs_write_exists() -> None:
    help_pages: dict[tuple[str, ...], str] = {}

    def help_of(*names: str) -> str:
        if names not in help_pages:
            result = CliRunner().invoke(app, [*names, "--help"], env={"COLUMNS": "200"})
            help_pages[names] = result.stdout if result.exit_code == 0 else ""
        return help_pages[names]

    wrong = []
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for line in re.findall(r"^    gongbao (.+?)(?:\s+#.*)?$", page.read_text(encoding="utf-8"), re.MULTILINE):
            words = shlex.split(line.rstrip("\\"))
            names = words[:2] if words[0] == "records" else words[:1]
            told = help_of(*names)
            options = [word.partition("=")[0] for word in words if word.startswith("--")]
            wrong += [f"{page.name}：gongbao {line}" for option in ["", *options] if option not in told or not told]
    assert wrong == []


def test_every_picture_of_the_docs_is_taken_by_the_screenshots_and_every_one_taken_is_shown() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *DOCS.glob("*.md")])
    shown = set(re.findall(r"\]\((?:docs/)?pictures/(\w+)\.png\)", text))
    source = (ROOT / "tools" / "screenshots.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'^    \("(\w+)", ', source, re.MULTILINE))
    assert shown == taken
