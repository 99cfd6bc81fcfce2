"""`make install` on a machine that lacks something says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _install(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements.lock", "pyproject.toml"):
        (folder / name).touch()
    stand_in = folder / "python"
    stand_in.write_text(python, encoding="utf-8")
    stand_in.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "install", f"PYTHON={stand_in}"], cwd=folder, capture_output=True, text=True, env=environment
    )


def test_a_python_without_ensurepip_is_answered_with_the_debian_package(tmp_path: Path) -> None:
    done = _install(tmp_path, f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n')
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert done.returncode != 0
    assert f"apt install python{version}-venv" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    done = _install(tmp_path, '#!/bin/sh\ncase "$*" in -V) echo "Python 3.9.2";; *) exit 1;; esac\n')
    assert done.returncode != 0
    assert "需要 Python 3.11 或更新版本" in done.stdout
    assert "Python 3.9.2" in done.stdout
