"""What expressions give, by the lines of fixtures/values.txt."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from gongbao.feel import evaluate, free_names, parse, parse_unary
from gongbao.feel.runtime import collect_notes, equal

LINES = [
    line
    for line in (Path(__file__).parent / "fixtures" / "values.txt").read_text(encoding="utf-8").splitlines()
    if " => " in line
]
CONTEXT = {"甲": 4, "乙": None, "项 目": 7}


@pytest.mark.parametrize("line", LINES)
def test_an_expression_gives_its_value(line: str) -> None:
    text, _, result = line.rpartition(" => ")
    got, wanted = evaluate(text, CONTEXT), evaluate(result)
    assert got is None if wanted is None else equal(got, wanted) is True, (got, wanted)


@pytest.mark.parametrize(
    ("cell", "value", "holds"),
    [
        ("-", None, True),
        ("在职", "在职", True),
        ("在职, 退休", "退休", True),
        ('not("在职")', "在职", False),
        ("not(< 5, > 9)", 7, True),
        ("< 限额", 9, True),
        ("限额", 10, True),
        ("[1..限额)", 10, False),
        ("(2..5), > 8", 9, True),
        ("? = 9 or ? = 10", 10, True),
        ("null", None, True),
        ("true", True, True),
        ('date("2023-05-07")', None, False),
        ("not(住院) and ? > 1", 2, True),
        ("《 5", 3, None),
    ],
)
def test_a_cell_is_a_condition_on_its_input(cell: str, value: object, holds: bool | None) -> None:
    if holds is None:
        with pytest.raises(ValueError, match="不认识的字符“《”"):
            parse_unary(cell)
        return
    expr = parse_unary(cell, ("限额", "住院"), choices=("在职", "退休"))
    assert evaluate(expr, {"?": value, "限额": 10, "住院": False}) is holds


def test_free_names_are_those_that_must_be_given() -> None:
    expr = parse("for x in 清单 return x * 比例 + max(甲, {a: 1, b: a}.b)")
    assert free_names(expr) == {"清单", "比例", "甲"}
    assert free_names(parse_unary("< 限额")) == {"?", "限额"}
    assert free_names(parse("(function(x) x + y)(1)")) == {"y"}


def test_python_values_go_in_as_they_are() -> None:
    assert evaluate("a + b", {"a": 1, "b": Decimal("0.5")}) == Decimal("1.5")
    assert evaluate("count(x)", {"x": (1, 2, 3)}) == 3


def test_a_null_tells_its_reason_to_those_who_listen() -> None:
    with collect_notes() as notes:
        assert evaluate("1 / 0") is None
        assert evaluate('1 + "元"') is None
    assert notes == ["除数是零", "“+”用在了数和文字上"]


def test_offsets_point_into_the_text_as_written() -> None:
    text = "max（０，年龄 － ４５）"
    expr = parse(text)
    assert text[expr.arguments[1].at] == "－"  # type: ignore[attr-defined]


def test_importing_the_face_loads_no_engine_and_no_grammar() -> None:
    code = "import gongbao.feel, sys; print([m for m in ('ibis', 'duckdb', 'lark', 'sqlglot') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
