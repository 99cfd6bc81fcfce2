"""The DMN Technology Compatibility Kit's literal expressions. The cases stay outside the repository."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongbao.feel import FeelSyntaxError, compile_function, evaluate, number_context, parse
from gongbao.feel.instances import coerce
from gongbao.feel.runtime import equal
from gongbao.feel.syntax import TypeName
from gongbao.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time

FAILING = Path(__file__).parent / "fixtures" / "tck_failing.txt"
READ = {
    "boolean": lambda text: text == "true",
    "decimal": Decimal,
    "string": str,
    "duration": parse_duration,
    "date": parse_date,
    "dateTime": parse_date_time,
    "time": parse_time,
}


def _expected(value: Any) -> Any:
    if isinstance(value, list):
        return [_expected(item) for item in value]
    if isinstance(value, dict):
        if "$" in value:
            return READ[value["$"].removeprefix("xsd:")](value["v"])
        return {key: _expected(item) for key, item in value.items()}
    return value


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(got, Decimal) and isinstance(wanted, Decimal):
        # The kit prints eight places of irrational results.
        return abs(got - wanted) <= Decimal("1e-8") * max(abs(got), abs(wanted))
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(_same, got, wanted))
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(_same(got[key], wanted[key]) for key in got)
    return type(got) is type(wanted) and (got == wanted or equal(got, wanted) is True)


def _passes(case: dict[str, Any]) -> bool:
    try:
        got = evaluate(parse(case["feel"], strict=True))
    except FeelSyntaxError:
        got = None
    if case["typeRef"] in ("number", "string", "boolean"):
        # The kit's decision has this type; DMN coerces its value to it, or to null.
        got = coerce(got, TypeName(0, case["typeRef"]))[1]
    return _same(got, _expected(case["expected"]))


def test_every_case_passes_but_those_that_are_listed() -> None:
    folder = os.environ.get("GONGBAO_TCK")
    if not folder:
        pytest.skip("GONGBAO_TCK 没有指向 TCK 用例所在的文件夹")
    lines = (Path(folder) / "literals.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    names = ["/".join((case["folder"], case["case"], case["decision"])) for case in cases]
    failing = {name for name, case in zip(names, cases, strict=True) if not _passes(case)}
    listed = {line.split()[0] for line in FAILING.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}
    assert sorted(failing - listed) == [], "these have stopped to pass"
    assert sorted(listed - failing) == [], f"these pass now: strike them off {FAILING.name}"
    assert len(cases) >= 2347


def test_generated_code_says_the_same_on_every_case() -> None:
    folder = os.environ.get("GONGBAO_TCK")
    if not folder:
        pytest.skip("GONGBAO_TCK 没有指向 TCK 用例所在的文件夹")
    for line in (Path(folder) / "literals.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["feel"]
        if "now(" in text:
            continue
        try:
            expr = parse(text, strict=True)
        except FeelSyntaxError:
            continue
        alone = evaluate(expr)
        with number_context():
            compiled = compile_function(expr, [])()
        assert compiled is alone or compiled == alone or _same(compiled, alone), text
