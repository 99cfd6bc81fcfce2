"""Each shape of extraction, as a small text with the outline beside it: see fixtures/shapes/README.md."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from gongbao.text import Gazette, outline, uncovered

SHAPES = Path(__file__).parent / "fixtures" / "shapes"


@pytest.mark.parametrize("name", sorted(path.stem for path in SHAPES.glob("*.txt")))
def test_a_text_of_this_shape_has_the_outline_beside_it(name: str, words: Callable[[str], Gazette]) -> None:
    gazette = words((SHAPES / f"{name}.txt").read_text("utf-8"))
    wanted = (SHAPES / f"{name}.outline").read_text("utf-8").splitlines()
    got = outline(gazette).splitlines()
    assert got == wanted, "\n" + "\n".join(unified_diff(wanted, got, f"{name}.outline", "parsed", lineterm=""))
    assert not uncovered(gazette)


def test_every_shape_has_its_outline() -> None:
    assert {path.stem for path in SHAPES.glob("*.txt")} == {path.stem for path in SHAPES.glob("*.outline")}
