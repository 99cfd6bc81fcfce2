"""Messages are what an author of packs reads most, so they are held word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.feel import (
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    FeelError,
    FeelLimitError,
    FeelSyntaxError,
    FeelTypeError,
    evaluate,
    infer,
    list_of,
    parse,
    parse_unary,
)

NAMES = ("费用", "起付", "类别", "年度支付限额", "本年度已支付")
BLOCKS = (Path(__file__).parent / "fixtures" / "mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]


@pytest.mark.parametrize("block", BLOCKS, ids=[block.splitlines()[0] for block in BLOCKS])
def test_a_mistake_is_told_at_its_character_in_two_languages(block: str) -> None:
    text, told, english = block.splitlines()
    place, _, message = told.partition(" ")
    strict, closed = text.startswith("strict "), text.startswith("closed ")
    text = text.removeprefix("strict ").removeprefix("closed ").replace("空", "")
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text, NAMES, strict, closed=closed)
    error = caught.value
    assert (f"{error.line}:{error.column}", error.message_zh, error.message_en) == (place, message, english)
    assert str(error) == f"第{error.line}行第{error.column}列：{message}"


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ('费用 + "元"', 3, "“+”不能用在数和文字之间"),
        ("类别 > 3", 3, "“>”两边类型不同：文字和数"),
        ("if 费用 then 1 else 2", 3, "if 后面的条件应当是“是非”，这里是“数”"),
        ('if 住院 then 1 else "无"', 18, "then 得数，else 得文字，两个结果类型应当相同"),
        ("max(费用, 类别)", 8, "函数 max 的参数类型不同：数和文字"),
        ("费用 and 住院", 0, "“and”两边应当是“是非”，这里是“数”"),
        ("就诊日 + 3", 4, "“+”不能用在日期和数之间"),
        ("就诊日.hour", 4, "日期没有“hour”"),
        ('date("2023-13-01")', 5, "“2023-13-01”不能作 date 的值"),
        ("round half up(费用)", 0, "函数 round half up 不能有 1 个参数"),
        ('费用 in ["a".."b"]', 6, "in 两边类型不同：数和文字"),
        ("-类别", 0, "负号不能用在文字上"),
    ],
)
def test_a_type_that_cannot_fit_is_told_with_its_place(text: str, at: int, message: str) -> None:
    types = {"费用": NUMBER, "类别": STRING, "住院": BOOLEAN, "就诊日": DATE}
    with pytest.raises(FeelTypeError) as caught:
        infer(parse(text), types, text)
    assert (caught.value.at, caught.value.message_zh) == (at, message)


@pytest.mark.parametrize(
    ("text", "kind", "nullable"),
    [
        ("max(0, 费用 - 1)", "number", False),
        ("费用 / 2", "number", False),
        ("费用 / 年龄", "number", True),
        ("if 住院 then 费用 else null", "number", True),
        ("类别 = null", "boolean", False),
        ("名单[1]", "string", True),
        ("就诊日 - 就诊日", "days and time duration", False),
        ("count(名单) > 1", "boolean", False),
        ("sum(for x in 名单 return string length(x))", "number", True),
        ("round half up(费用 * 0.6, 2)", "number", False),
    ],
)
def test_types_are_inferred(text: str, kind: str, nullable: bool) -> None:
    types = {"费用": NUMBER, "年龄": NUMBER, "类别": STRING, "住院": BOOLEAN, "就诊日": DATE, "名单": list_of(STRING)}
    found = infer(parse(text), types, text)
    assert (found.kind, found.nullable) == (kind, nullable)


def test_the_place_is_a_line_and_a_column() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse("if 费用 > 0\nthen 费用 == 1\nelse 0")
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert caught.value.excerpt == "then 费用 == 1\n" + " " * 5 + "　　" + " " + "^"
    assert caught.value.english == "line 2, column 9: equality is written '=', not '=='"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "[" * 150 + "]" * 150,
        "-" * 500 + "费用",
        "1 + " * 500 + "1",
        "not(" * 100 + "true" + ")" * 100,
        "x" * 30_000,
        "1e99999",
        "9" * 7_000,
        '"\\ud83d"',
        '"\\U110000"',
    ],
)
def test_hostile_texts_end_in_a_message(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..999999999 return i",
        "for a in 1..1000, b in 1..1000 return 1",
        "{f: function(x) f(x), y: f(1)}.y",
        "for a in 1..90000 return for b in 1..90000 return 1",
    ],
)
def test_loops_without_end_are_stopped(text: str) -> None:
    with pytest.raises(FeelLimitError):
        evaluate(text)


def test_numbers_beyond_all_bounds_are_null() -> None:
    assert evaluate("(10 ** 6000) * (10 ** 6000)") is None
    assert evaluate("9 ** (9 ** (9 ** 9))") is None


def _place(read: Any, text: str, *more: Any) -> int:
    """Offset of the tree or of the error."""
    try:
        return int(read(text, *more).at)
    except FeelError as error:
        return error.at if error.message_zh and error.message_en else -1


@given(st.text(max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    for read in (parse, parse_unary):
        assert 0 <= _place(read, text) <= len(text)
        assert 0 <= _place(read, text, (), True) <= len(text)


TOKENS = """( ) [ ] { } , .. . : + - * / ** < <= = != 1 费用 "甲" if then else for in return and not( @"P1D" function"""


@given(st.lists(st.sampled_from(TOKENS.split()), max_size=12))
def test_any_row_of_tokens_is_parsed_or_refused(tokens: list[str]) -> None:
    for read in (parse, parse_unary):
        assert 0 <= _place(read, " ".join(tokens)) <= len(" ".join(tokens))
