"""Random expressions as texts, and rows to run them over. Texts, because a person can read one that fails."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

NUMBERS = ("费用", "比例", "年龄", "余额")
TEXTS = ("类别", "等级")
TRUTHS = ("住院", "特困")
DAYS = ("就诊日", "参保日")
LITERALS = ("0", "1", "2", "3", "100", "0.5", "0.0375", "0.0005", "12.34", "-7")


ROUNDINGS = "round half up|round half down|round half even|round up|round down|floor|ceiling"
FORMS = {
    # kind of the result: texts with the kinds of their parts in braces, and words to choose from in « »
    "number": (
        "({number} «+|-|*» {number})",
        "({number} «+|-|*» {number})",
        "({number} / «2|4|0.8|100»)",
        "-({number})",
        "«min|max|sum»({number}, {number})",
        "max(0, min({number}, {number}))",
        "abs({number})",
        "(if {boolean} then {number} else {number})",
        f"«{ROUNDINGS}»({{number}}, «-2|-1|0|1|2|3»)",
        f"«{ROUNDINGS}»({{number}} / {{number}}, «0|1|2»)",
        "«就诊日|参保日».«year|month|day»",
        "years and months duration({date}, {date}).«years|months»",
    ),
    "boolean": (
        "({number} «=|!=|<|<=|>|>=» {number})",
        "({string} «=|!=» {string})",
        "({date} «=|!=|<|<=|>|>=» {date})",
        "({number} = null)",
        "({string} = null)",
        "({boolean} = {boolean})",
        "({boolean} and {boolean})",
        "({boolean} or {boolean} or {boolean})",
        "not({boolean})",
        "({number} between {number} and {number})",
        "({number} in [{number}..{number}))",
        "({number} in ({number}, > {number}))",
        "({string} in [{string}, {string}])",
        '(«类别|等级» in ("甲", "丙"))',
        "(if {boolean} then {boolean} else {boolean})",
        '({date} - {date} >= duration("P30D"))',
        '(years and months duration({date}, {date}) < duration("P1Y"))',
    ),
    "string": ("(if {boolean} then {string} else {string})", "«min|max»({string}, {string})"),
    "date": (
        '({date} + duration("«P1M|P1Y|P10D|-P1M»"))',
        '({date} - duration("«P1M|P30D»"))',
        "(if {boolean} then {date} else {date})",
        "«min|max»({date}, {date})",
    ),
}
LEAVES = {
    "number": NUMBERS + NUMBERS + LITERALS,
    "string": (*TEXTS, *TEXTS, '"甲"', '"乙"'),
    "boolean": (*TRUTHS, *TRUTHS, "true", "false"),
    "date": (*DAYS, *DAYS, 'date("2023-01-31")', '@"2024-02-29"'),
}
_PART = re.compile(r"\{(\w+)\}|«([^»]+)»")


@st.composite
def expression_texts(draw: st.DrawFn, kind: str, depth: int) -> str:
    """An expression of a kind, nested at most so deep, in the part of FEEL that tables run."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(LEAVES[kind]))
    form = draw(st.sampled_from(FORMS[kind]))
    return _PART.sub(
        lambda part: (
            draw(expression_texts(part[1], depth - 1)) if part[1] else draw(st.sampled_from(part[2].split("|")))
        ),
        form,
    )


@dataclass(frozen=True)
class Cases:
    """Names by kind, random expression texts, and rows in which values are given, null or missing."""

    kinds: Mapping[str, str]
    nullable: frozenset[str]
    rows: tuple[Mapping[str, Any], ...] = field(repr=False)  # name → value; a name that is not there is missing
    expressions: st.SearchStrategy[str] = field(repr=False)


@pytest.fixture(scope="session")
def cases() -> Cases:
    """One set of names and rows for all property tests. 余额, 等级 and 特困 may be null."""
    kinds = {
        **dict.fromkeys(NUMBERS, "number"),
        **dict.fromkeys(TEXTS, "string"),
        **dict.fromkeys(TRUTHS, "boolean"),
        **dict.fromkeys(DAYS, "date"),
    }
    nullable = frozenset(("余额", "等级", "特困"))
    chance = random.Random(20230507)
    gaps = (0, 1, 33, 62, 64, 428)
    edges = [Decimal(text) for text in ("0", "1", "0.5", "-0.5", "2.5", "12.34", "999.99", "-999.99", "0.05")]
    make: Mapping[str, Callable[[], Any]] = {
        "number": lambda: (
            chance.choice(edges) if chance.random() < 0.5 else Decimal(chance.randint(-99999, 99999)) / 100
        ),
        "string": lambda: chance.choice(("甲", "乙", "丙")),
        "boolean": lambda: chance.random() < 0.5,
        "date": lambda: date(2022, 12, 28) + timedelta(days=chance.choice((*gaps, chance.randint(0, 900)))),
    }
    rows = []
    for _ in range(80):
        row = {}
        for name, kind in kinds.items():
            if name in nullable and chance.random() < 0.2:
                row[name] = None
            elif chance.random() < 0.85:
                row[name] = make[kind]()
        rows.append(row)
    kinds_drawn = st.sampled_from(("number", "number", "boolean", "boolean", "string", "date"))
    texts = kinds_drawn.flatmap(lambda kind: expression_texts(kind, 3))
    return Cases(kinds, nullable, tuple(rows), texts)
