"""Every example of docs/feel.md is run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gongbao.feel import Expr, compile_function, evaluate, number_context, parse, parse_unary
from gongbao.feel.runtime import equal
from gongbao.feel.signatures import BUILTIN_NAMES

PAGE = Path(__file__).parents[2] / "docs" / "feel.md"


def _examples() -> list[tuple[str, str, str]]:
    """Facts, expression, result of each example; of cells, the value stands before the cell."""
    facts, inside, found = "", "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            facts = ""
        elif line.startswith("给定 "):
            facts = line.removeprefix("给定 ")
        elif line.startswith("```"):
            inside = line.removeprefix("```")
        elif inside == "feel" and line:
            expression, _, result = line.rpartition(" → ")
            found.append((facts, expression, result))
        elif inside == "unary" and line:
            cell, _, result = line.rpartition(" → ")
            value, _, test = cell.partition(": ")
            found.append((f"? = {value}", f"unary {test}", result))
    return found


def _given(facts: str) -> dict[str, Any]:
    pairs = re.split(r"，(?=[^，=]+ = )", facts) if facts else []
    return {name: evaluate(text) for name, _, text in (pair.partition(" = ") for pair in pairs)}


@pytest.mark.parametrize(("facts", "text", "result"), _examples(), ids=[example[1] for example in _examples()])
def test_an_example_of_the_page_gives_what_it_says(facts: str, text: str, result: str) -> None:
    given = _given(facts)
    expr: Expr
    if text.startswith("unary "):
        expr = parse_unary(text.removeprefix("unary "), given, closed=True)
    else:
        expr = parse(text, given, closed=True)
    wanted = evaluate(result)
    with number_context():
        compiled = compile_function(expr, list(given))(*given.values())
    for got in (evaluate(expr, given), compiled):
        assert got is wanted if wanted is None else equal(got, wanted) is True, (got, wanted)


def test_the_page_has_examples_enough() -> None:
    assert len(_examples()) > 100


def test_the_page_shows_the_functions_that_tables_run() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rounding = {name for name in BUILTIN_NAMES if name.startswith("round ")}
    for name in sorted(rounding | {"floor", "ceiling", "abs", "min", "max", "sum", "contains", "list contains", "not"}):
        assert f"{name}(" in page, name
