"""What each production of the grammar builds. Kept apart from parser.py, so that lark is imported only when used."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lark import Token, Transformer, v_args

from gongbao.feel.numbers import CONTEXT
from gongbao.feel.syntax import (
    Arithmetic,
    At,
    Between,
    Boolean,
    Call,
    Compare,
    ContextOf,
    Expr,
    Filter,
    For,
    FunctionOf,
    If,
    In,
    InstanceOf,
    Iteration,
    ListOf,
    Logic,
    Name,
    Negate,
    Null,
    Number,
    Path,
    Quantified,
    RangeOf,
    String,
    TestOf,
    TypeName,
)


def _at(token: Token) -> int:
    return int(token.start_pos or 0)


def _commas(parts: Sequence[Any]) -> tuple[Any, ...]:
    """Parts of a list without the commas between them."""
    return tuple(part for part in parts if not (isinstance(part, Token) and part.type == "COMMA"))


@v_args(inline=True)
class Building(Transformer[Token, Any]):
    """One method a production; tokens come in as lark gives them, nodes go out."""

    def expression(self, expr: Expr) -> Expr:
        return expr

    def any_value(self, dash: Token) -> tuple[None, bool, int]:
        return None, False, _at(dash)

    def none_of(self, word: Token, _open: Token, tests: tuple[Expr, ...], _close: Token) -> tuple[Any, bool, int]:
        return tests, True, _at(word)

    def one_of(self, tests: tuple[Expr, ...]) -> tuple[Any, bool, int]:
        return tests, False, tests[0].at

    def tests(self, *parts: Any) -> tuple[Expr, ...]:
        return _commas(parts)

    def test_of(self, op: Token, operand: Expr) -> Expr:
        return TestOf(_at(op), str(op), operand)

    def if_(self, word: Token, condition: Expr, _t: Token, then: Expr, _e: Token, otherwise: Expr) -> Expr:
        return If(_at(word), condition, then, otherwise)

    def for_(self, word: Token, iterations: tuple[Iteration, ...], _r: Token, body: Expr) -> Expr:
        return For(_at(word), iterations, body)

    def quantified(self, word: Token, iterations: tuple[Iteration, ...], _s: Token, condition: Expr) -> Expr:
        return Quantified(_at(word), str(word), iterations, condition)

    def function_of(self, word: Token, _o: Token, parameters: Any, _c: Token, body: Expr) -> Expr:
        given = parameters or ()
        return FunctionOf(_at(word), tuple(n for n, _ in given), tuple(t for _, t in given), body)

    def iterations(self, *parts: Any) -> tuple[Iteration, ...]:
        return _commas(parts)

    def iteration(self, name: Token, _in: Token, source: Expr, _dots: Token | None, high: Expr | None) -> Iteration:
        return Iteration(_at(name), str(name), source, high)

    def parameters(self, *parts: Any) -> tuple[Any, ...]:
        return _commas(parts)

    def parameter(self, name: Token, _colon: Token | None, type_: TypeName | None) -> tuple[str, TypeName | None]:
        return str(name), type_

    def logic(self, left: Expr, op: Token, right: Expr) -> Expr:
        if isinstance(left, Logic) and left.op == str(op):
            return Logic(left.at, left.op, (*left.operands, right))
        return Logic(_at(op), str(op), (left, right))

    def compare(self, left: Expr, op: Token, right: Expr) -> Expr:
        return Compare(_at(op), str(op), left, right)

    def between(self, value: Expr, word: Token, low: Expr, _and: Token, high: Expr) -> Expr:
        return Between(_at(word), value, low, high)

    def in_one(self, value: Expr, word: Token, test: Expr) -> Expr:
        return In(_at(word), value, (test,))

    def in_test(self, value: Expr, word: Token, op: Token, operand: Expr) -> Expr:
        return In(_at(word), value, (TestOf(_at(op), str(op), operand),))

    def in_tests(
        self, value: Expr, word: Token, _o: Token, first: Expr, _comma: Token, rest: tuple[Expr, ...], _c: Token
    ) -> Expr:
        return In(_at(word), value, (first, *rest))

    def arithmetic(self, left: Expr, op: Token, right: Expr) -> Expr:
        return Arithmetic(_at(op), str(op), left, right)

    def negate(self, op: Token, operand: Expr) -> Expr:
        if isinstance(operand, Number):
            return Number(_at(op), -operand.value if operand.value else operand.value)
        return Negate(_at(op), operand)

    def instance_of(self, value: Expr, word: Token, type_: TypeName) -> Expr:
        return InstanceOf(_at(word), value, type_)

    def path(self, source: Expr, _dot: Token, name: Token) -> Expr:
        return Path(_at(name), source, str(name))

    def filter_(self, source: Expr, bracket: Token, condition: Expr, _close: Token) -> Expr:
        return Filter(_at(bracket), source, condition)

    def call(self, function: Expr, _open: Token, arguments: Any, _close: Token) -> Expr:
        values, names = arguments or ((), None)
        return Call(function.at, function, values, names)

    def by_position(self, *parts: Any) -> tuple[tuple[Expr, ...], None]:
        return _commas(parts), None

    def by_name(self, *parts: Any) -> tuple[tuple[Expr, ...], tuple[str, ...]]:
        pairs = _commas(parts)
        return tuple(value for _, value in pairs), tuple(name for name, _ in pairs)

    def argument(self, name: Token, _colon: Token, value: Expr) -> tuple[str, Expr]:
        return str(name), value

    def number(self, token: Token) -> Expr:
        return Number(_at(token), CONTEXT.create_decimal(Decimal(str(token))))

    def string(self, token: Token) -> Expr:
        return String(_at(token), str(token))

    def at(self, token: Token) -> Expr:
        return At(_at(token), str(token))

    def true(self, token: Token) -> Expr:
        return Boolean(_at(token), True)

    def false(self, token: Token) -> Expr:
        return Boolean(_at(token), False)

    def null(self, token: Token) -> Expr:
        return Null(_at(token))

    def name(self, token: Token) -> Expr:
        return Name(_at(token), str(token))

    def group(self, _open: Token, expr: Expr, _close: Token) -> Expr:
        return expr

    def group_test(self, _open: Token, op: Token, operand: Expr, _close: Token) -> Expr:
        return TestOf(_at(op), str(op), operand)

    def range_of(self, opening: Token, start: Expr, _dots: Token, end: Expr, closing: Token) -> Expr:
        return RangeOf(_at(opening), start, end, opening.type == "LSQB", closing.type == "RSQB")

    def list_of(self, bracket: Token, items: tuple[Expr, ...] | None, _close: Token) -> Expr:
        return ListOf(_at(bracket), items or ())

    def list_items(self, *parts: Any) -> tuple[Expr, ...]:
        return _commas(parts)

    def context_of(self, brace: Token, entries: tuple[tuple[str, Expr], ...] | None, _close: Token) -> Expr:
        return ContextOf(_at(brace), entries or ())

    def entries(self, *parts: Any) -> tuple[tuple[str, Expr], ...]:
        return _commas(parts)

    def entry(self, key: Token, _colon: Token, value: Expr) -> tuple[str, Expr]:
        return str(key), value

    def type_name(self, token: Token) -> TypeName:
        return TypeName(_at(token), str(token))

    def generic(self, word: Token, arguments: Any, _end: Token, _arrow: Token | None, result: Any) -> TypeName:
        types, keys = arguments or ((), ())
        return TypeName(_at(word), str(word), types, keys, result)

    def type_list(self, *parts: Any) -> tuple[tuple[TypeName, ...], tuple[str, ...]]:
        return _commas(parts), ()

    def type_entries(self, *parts: Any) -> tuple[tuple[TypeName, ...], tuple[str, ...]]:
        pairs = _commas(parts)
        return tuple(type_ for _, type_ in pairs), tuple(key for key, _ in pairs)

    def type_entry(self, name: Token, _colon: Token, type_: TypeName) -> tuple[str, TypeName]:
        return str(name), type_
