"""The outlines of the five gazettes, read by eye against the text, stay as they are."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from gongbao.text import Gazette, outline

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.outline")))
def test_the_outline_of_a_gazette_is_the_reviewed_one(name: str, issues: dict[str, Gazette]) -> None:
    wanted = (GOLDEN / f"{name}.outline").read_text("utf-8").splitlines()
    got = outline(issues[name]).splitlines()
    assert got == wanted, "\n" + "\n".join(unified_diff(wanted, got, "golden", "parsed", lineterm="", n=1))


def test_all_five_gazettes_have_an_outline(issues: dict[str, Gazette]) -> None:
    assert {path.stem for path in GOLDEN.glob("*.outline")} == set(issues)
