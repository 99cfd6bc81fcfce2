"""Generated code gives what the evaluator gives, with types and without, nulls included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.feel import (
    BOOLEAN,
    DATE,
    MISSING,
    NUMBER,
    STRING,
    Missing,
    MissingInput,
    compile_expression,
    compile_function,
    evaluate,
    infer,
    namespace,
    number_context,
    parse,
)

TYPES = {"number": NUMBER, "string": STRING, "boolean": BOOLEAN, "date": DATE}
PAID = ("限额", "已付", "费用", "起付", "比例")


@given(data=st.data())
@settings(max_examples=200)
def test_generated_code_says_what_the_evaluator_says(data: st.DataObject, cases: Any) -> None:
    text = data.draw(cases.expressions)
    expr = parse(text, cases.kinds)
    names = list(cases.kinds)
    types = {name: TYPES[kind].or_null(name in cases.nullable) for name, kind in cases.kinds.items()}
    typed, untyped = compile_function(expr, names, types), compile_function(expr, names)
    result = infer(expr, types, text)
    for row in cases.rows:
        if len(row) < len(names):
            continue
        alone = evaluate(expr, row)
        with number_context():
            assert typed(*(row[name] for name in names)) == alone, (text, row)
            assert untyped(*(row[name] for name in names)) == alone, (text, row)
        assert result.nullable or alone is not None, (text, row, result)


WHOLE_LANGUAGE = [
    "for 甲 in 清单, 乙 in 1..2 return 甲 * 乙",
    "for i in 1..5 return if i = 1 then 1 else i * partial[-1]",
    "some 甲 in 清单 satisfies 甲 > 2",
    "every 甲 in 清单 satisfies 甲 > 2",
    "清单[item > 2]",
    "清单[-1]",
    '记录[金额 > 100 and 类别 = "甲"].金额',
    "记录[item.金额 > 100]",
    "记录[1].类别",
    "sum(记录.金额)",
    "count(记录[金额 >= 甲数])",
    "{a: 1, b: a + 1, c: b * 2}.c",
    "{合 计: 3, 两倍: 合 计 * 2}.两倍",
    "(function(a, b) a + b)(1, 2)",
    "{加: function(a: number) a + 1, 得: 加(2)}.得",
    "{加: function(a: number) a + 1, 得: 加([2])}.得",
    "sort(清单, function(x, y) x > y)",
    "list replace(清单, function(旧, 新) 旧 < 新, 3)",
    "清单 instance of list<number>",
    "甲数 instance of string",
    "[1..10].start",
    "3 in (1, >= 3)",
    "甲数 in [1..5]",
    '"甲" in 名单',
    "甲数 ** 2",
    "甲数 / 0",
    '1 + "甲"',
    "abs(n: -3)",
    "abs(3, 4)",
    'date("2023-01-31") + duration("P1M")',
    '@"2023-05-07".year',
    'for 日 in @"2023-01-30"..@"2023-02-01" return 日.day',
    'string(甲数) + "元"',
    "{a: 1, a: 2}",
    "[][1]",
    "[][item > 1]",
    "不存在[名称 = 1]",
    "for count in [1, 2] return count([count])",
    "(< 5) = (< 5)",
    "round half up(10 / 3, 2)",
]


@pytest.mark.parametrize("text", WHOLE_LANGUAGE)
def test_the_whole_language_compiles(text: str) -> None:
    given = {
        "清单": [Decimal(3), Decimal(1), Decimal(2), Decimal(5)],
        "记录": [{"金额": Decimal(150), "类别": "甲"}, {"金额": Decimal(80), "类别": "甲"}, {"金额": Decimal(200)}],
        "甲数": Decimal(4),
        "名单": ["甲", "乙"],
        "不存在": None,
    }
    expr = parse(text, given)
    for types in (None, {"甲数": NUMBER}):
        with number_context():
            assert compile_function(expr, list(given), types)(*given.values()) == evaluate(expr, given)


def test_typed_numbers_compile_to_plain_operators() -> None:
    constants: dict[str, object] = {}
    source = compile_expression(
        parse("费用 * 0.6 - 已付 >= 100"), lambda name: name, dict.fromkeys(PAID, NUMBER), constants=constants
    )
    assert source == "((费用 * _k0) - 已付 >= _k1)" or source == "((费用 * _k0 - 已付) >= _k1)"
    assert constants == {"_k0": Decimal("0.6"), "_k1": Decimal(100)}


def test_a_missing_input_is_the_business_of_the_one_who_reads_it() -> None:
    def read(name: str) -> Any:
        raise MissingInput(name)

    source = compile_expression(parse("if 年龄 >= 45 then 1 else 0"), lambda name: f"read({name!r})")
    with pytest.raises(MissingInput) as caught, number_context():
        eval(source, {**namespace(), "read": read})
    assert caught.value.name == "年龄"


def test_the_path_that_is_not_taken_reads_nothing() -> None:
    source = compile_expression(parse("if true then 1 else 年龄"), lambda name: f"read({name!r})")
    with number_context():
        assert eval(source, {**namespace(), "read": None}) == 1


@pytest.mark.parametrize(
    ("text", "given", "missing"),
    [
        ("甲 + 乙", {"甲": MISSING, "乙": MISSING}, {"甲", "乙"}),
        ("甲 and 乙", {"甲": False, "乙": MISSING}, None),
        ("甲 and 乙", {"甲": MISSING, "乙": False}, None),
        ("甲 and 乙", {"甲": MISSING, "乙": True}, {"甲"}),
        ("甲 or 乙", {"甲": MISSING, "乙": True}, None),
        ("甲 or 乙", {"甲": None, "乙": MISSING}, {"乙"}),
        ("if 甲 then 乙 else 丙", {"甲": MISSING, "乙": MISSING, "丙": 1}, {"甲"}),
        ("if 甲 then 乙 else 丙", {"甲": True, "乙": MISSING, "丙": MISSING}, {"乙"}),
        ("if 甲 then 乙 else 丙", {"甲": False, "乙": MISSING, "丙": 1}, None),
        ("甲 = null", {"甲": MISSING}, {"甲"}),
        ("max(0, 甲)", {"甲": MISSING}, {"甲"}),
        ("some x in [1, 2] satisfies x > 甲 or x = 2", {"甲": MISSING}, None),
        ("some x in [1, 2] satisfies x > 甲", {"甲": MISSING}, {"甲"}),
        ("sort([2, 1], function(x, y) x < y + 甲)", {"甲": MISSING}, {"甲"}),
        ("[1, 2][item > 甲]", {"甲": MISSING}, {"甲"}),
        ("for x in 甲 return x", {"甲": MISSING}, {"甲"}),
        ("{a: 甲}.b", {"甲": MISSING}, {"甲"}),
    ],
)
def test_missing_is_not_null(text: str, given: dict[str, Any], missing: set[str] | None) -> None:
    value = evaluate(text, given)
    assert (set(value.names) if isinstance(value, Missing) else None) == missing


def test_sums_of_many_terms_and_long_conditions_compile() -> None:
    total = parse(" + ".join(f"a{i}" for i in range(70)))
    names = [f"a{i}" for i in range(70)]
    with number_context():
        assert compile_function(total, names, dict.fromkeys(names, NUMBER))(*[Decimal(1)] * 70) == 70
        flags = parse(" and ".join(names))
        assert compile_function(flags, names)(*[True] * 70) is True


def test_dates_of_the_standard_library_go_in_and_come_out() -> None:
    function = compile_function(parse('d + duration("P1M")'), ["d"], {"d": DATE})
    assert function(date(2023, 1, 31)) == date(2023, 2, 28)
