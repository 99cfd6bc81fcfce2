"""Roundings of exact decimals and of quotients, in all of DMN's modes, without a binary float deciding anything."""

from __future__ import annotations

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

import ibis

from gongbao.feel import exact
from gongbao.feel.columns import INT64_DIGITS, ColumnType, checked, number_column, rounded_to
from gongbao.feel.errors import NotTabular

_QUOTIENT_DIGITS = 15  # a double holds every whole number up to here
_WIDE = Context(prec=60, Emin=-9999, Emax=9999)


def rounded(mode: str, expr: Any, type_: ColumnType, places: int, at: int) -> tuple[Any, ColumnType]:
    """A decimal rounded to so many places, and its type."""
    if places >= type_.scale:
        return expr, type_
    if places < 0:
        shift = of_power(places)
        small_type = ColumnType("number", type_.scale - places, type_.low.scaleb(places), type_.high.scaleb(places))
        small = exact.combined("*", expr, exact.literal(shift), (type_, small_type), checked(small_type, at))
        whole, whole_type = rounded(mode, small, small_type, 0, at)
        result = checked(rounded_to(type_.low, type_.high, places, type_.nullable), at)
        back = of_power(-places)
        return exact.combined("*", whole, exact.literal(back), (whole_type, result), result), result
    result = checked(rounded_to(type_.low, type_.high, places, type_.nullable), at)
    near = exact.half_up(expr, result)
    if mode == ROUND_HALF_UP:
        return near, result
    unit = of_power(-places)
    # The nearest number and the original side by side, in one type, to see which way the cast went.
    both = number_column(type_.scale, min(type_.low, result.low), max(type_.high, result.high))
    wide = checked(both, at).engine
    a, b = near.cast(wide), expr.cast(wide)
    step = exact.literal(unit)
    up = exact.combined("+", near, step, (result, result), _stretched(result, unit))
    down = exact.combined("-", near, step, (result, result), _stretched(result, unit))
    up, down = up.cast(result.engine), down.cast(result.engine)
    near = near.cast(result.engine)
    zero = ibis.literal(Decimal(0), wide)
    match mode:
        case _ if mode == ROUND_FLOOR:
            return ibis.ifelse(a > b, down, near), result
        case _ if mode == ROUND_CEILING:
            return ibis.ifelse(a < b, up, near), result
        case _ if mode == ROUND_DOWN:
            return ibis.cases(((b >= zero) & (a > b), down), ((b < zero) & (a < b), up), else_=near), result
        case _ if mode == ROUND_UP:
            return ibis.cases(((b >= zero) & (a < b), up), ((b < zero) & (a > b), down), else_=near), result
    gap_type = number_column(type_.scale, -unit, unit)
    gap = exact.combined("-", a, b, (both, both), both).cast(gap_type.engine).abs()
    tie = gap == ibis.literal(unit / 2, gap_type.engine) if type_.scale > places else ibis.literal(False)
    if mode == ROUND_HALF_DOWN:
        moved = tie
    else:
        half_type = number_column(places + 1, result.low / 2, result.high / 2)
        half = exact.combined("*", near, exact.literal(Decimal("0.5")), (result, result), half_type)
        whole = half.cast(result.engine).cast(half_type.engine)
        moved = tie & (whole != half.cast(half_type.engine))
    return ibis.cases((moved & (b >= zero), down), (moved, up), else_=near), result


def _stretched(type_: ColumnType, unit: Decimal) -> ColumnType:
    return number_column(type_.scale, type_.low - unit, type_.high + unit)


def of_power(exponent: int) -> Decimal:
    """Ten to a power, exactly."""
    return Decimal(10**exponent) if exponent >= 0 else Decimal(1).scaleb(exponent, _WIDE)


def quotient(
    mode: str, left: Any, left_type: ColumnType, right: Any, right_type: ColumnType, places: int, at: int
) -> tuple[Any, ColumnType]:
    """left / right rounded to so many places; NULL where right is zero.

    Both are made integers, so that remainder and comparison decide the rounding exactly.
    """
    shift = places + right_type.scale - left_type.scale
    over = left_type.precision + max(shift, 0)
    under = right_type.precision + max(-shift, 0)
    if over > INT64_DIGITS - 1 or under > INT64_DIGITS - 1:
        raise NotTabular(at, "这个除法的位数太多，表格不能保证精确；请缩小事实的取值范围")
    widest = max(abs(left_type.low), abs(left_type.high))
    smallest = _smallest(right_type)
    bound = _WIDE.divide(widest, smallest)
    if _WIDE.scaleb(bound, places).adjusted() >= _QUOTIENT_DIGITS:
        raise NotTabular(at, "这个除法的商可能太大，表格不能保证精确；请缩小事实的取值范围")
    n = exact.scaled_integer(left, left_type.scale) * ibis.literal(10 ** max(shift, 0), "int64")
    d = exact.scaled_integer(right, right_type.scale) * ibis.literal(10 ** max(-shift, 0), "int64")
    d = d.nullif(ibis.literal(0, "int64"))
    negative = (n < 0) != (d < 0)
    size, by = n.abs(), d.abs()
    rest = size % by
    # Without its remainder the dividend divides evenly, so the double is off by less than half and rounds right.
    whole = ((size - rest) / by).round().cast("int64")
    more = {
        ROUND_DOWN: ibis.literal(False),
        ROUND_UP: rest > 0,
        ROUND_FLOOR: (rest > 0) & negative,
        ROUND_CEILING: (rest > 0) & (negative == ibis.literal(False)),
        ROUND_HALF_UP: rest * 2 >= by,
        ROUND_HALF_DOWN: rest * 2 > by,
        ROUND_HALF_EVEN: (rest * 2 > by) | ((rest * 2 == by) & (whole % 2 == 1)),
    }[mode]
    whole = whole + more.cast("int64")
    signed = ibis.ifelse(negative, -whole, whole)
    low, high = (Decimal(0) if left_type.low >= 0 and right_type.low >= 0 else -bound), bound
    nullable = left_type.nullable or right_type.nullable or right_type.low <= 0 <= right_type.high
    result = checked(rounded_to(low, high, places, nullable), at)
    return exact.from_integer(signed, places, result), result


def _smallest(type_: ColumnType) -> Decimal:
    """The least size of a divisor that is not zero."""
    if type_.low > 0:
        return type_.low
    return -type_.high if type_.high < 0 else of_power(-type_.scale)
