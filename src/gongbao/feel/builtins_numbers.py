"""Functions of numbers. Every rounding says its mode; nothing is a binary float."""

from __future__ import annotations

from datetime import timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Any

from gongbao.feel.numbers import CONTEXT, PLACES
from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import fail, negate
from gongbao.feel.values import YearMonthDuration

_WIDE = Context(prec=80, Emin=-9999, Emax=9999)
ROUNDINGS = {
    "decimal": ROUND_HALF_EVEN,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
    "round half even": ROUND_HALF_EVEN,
}


def rounded(value: Decimal, places: int, mode: str) -> Decimal:
    """A number rounded to so many places after the point, `mode` one of decimal's; negative places round to tens."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= places:
        return value
    return value.quantize(Decimal((0, (1,), -places)), rounding=mode, context=_WIDE)


def _round(name: str, n: Any, scale: Any) -> Any:
    if type(n) is not Decimal or type(scale) is not Decimal:
        return wrong(name, n, scale)
    places = int(scale)
    if places not in PLACES:
        return fail(f"函数 {name} 的位数超出范围")
    return rounded(n, places, ROUNDINGS[name])


@builtin("decimal")
def decimal(n: Any, scale: Any) -> Any:
    return _round("decimal", n, scale)


@builtin("floor")
def floor(n: Any, scale: Any = Decimal(0)) -> Any:
    return _round("floor", n, scale)


@builtin("ceiling")
def ceiling(n: Any, scale: Any = Decimal(0)) -> Any:
    return _round("ceiling", n, scale)


@builtin("round up")
def round_up(n: Any, scale: Any) -> Any:
    return _round("round up", n, scale)


@builtin("round down")
def round_down(n: Any, scale: Any) -> Any:
    return _round("round down", n, scale)


@builtin("round half up")
def round_half_up(n: Any, scale: Any) -> Any:
    return _round("round half up", n, scale)


@builtin("round half down")
def round_half_down(n: Any, scale: Any) -> Any:
    return _round("round half down", n, scale)


@builtin("round half even")
def round_half_even(n: Any, scale: Any) -> Any:
    return _round("round half even", n, scale)


@builtin("abs")
def absolute(n: Any) -> Any:
    if type(n) is Decimal:
        return abs(n)
    if isinstance(n, YearMonthDuration):
        return YearMonthDuration(abs(n.months))
    if isinstance(n, timedelta):
        return negate(n) if n < timedelta(0) else n
    return wrong("abs", n)


@builtin("modulo")
def modulo(dividend: Any, divisor: Any) -> Any:
    if type(dividend) is not Decimal or type(divisor) is not Decimal:
        return wrong("modulo", dividend, divisor)
    if not divisor:
        return fail("除数是零")
    rest = dividend % divisor
    return rest + divisor if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt")
def square_root(number: Any) -> Any:
    if type(number) is not Decimal:
        return wrong("sqrt", number)
    return fail("负数没有平方根") if number < 0 else number.sqrt(CONTEXT)


@builtin("log")
def logarithm(number: Any) -> Any:
    if type(number) is not Decimal:
        return wrong("log", number)
    return number.ln(CONTEXT) if number > 0 else fail("只有正数有对数")


@builtin("exp")
def exponential(number: Any) -> Any:
    if type(number) is not Decimal:
        return wrong("exp", number)
    return number.exp(CONTEXT)


def _parity(name: str, number: Any, rest: int) -> Any:
    if type(number) is not Decimal:
        return wrong(name, number)
    if number != number.to_integral_value():
        return False
    return int(number) % 2 == rest if number.adjusted() < 100 else rest == 0


@builtin("odd")
def odd(number: Any) -> Any:
    return _parity("odd", number, 1)


@builtin("even")
def even(number: Any) -> Any:
    return _parity("even", number, 0)
