"""Exact decimals on a database engine through Ibis: its own operators cannot mix scales and guess wider types.

Each function here works out the type that DuckDB gives the result, so that a cast is written exactly where one is
needed. Operands of at most 18 digits stay 64-bit integers as long as the result has at most 18.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
from ibis.common.annotations import attribute

from gongbao.feel.columns import INT64_DIGITS, ColumnType, of_number

MAX_WIDTH = 38


def _width(wanted: int, widest: int, scale: int) -> int:
    """DuckDB keeps two 64-bit operands 64-bit and checks for overflow, which the bounds exclude."""
    if wanted > INT64_DIGITS >= widest and scale < INT64_DIGITS:
        return INT64_DIGITS
    return min(wanted, MAX_WIDTH)


class Multiply(ops.Multiply):  # type: ignore[misc]
    """A product of two decimals of any scales. Ibis finds the translation by the class's name."""

    @attribute  # type: ignore[untyped-decorator]
    def dtype(self) -> Any:
        left, right = self.left.dtype, self.right.dtype
        scale = left.scale + right.scale
        return dt.Decimal(_width(left.precision + right.precision, max(left.precision, right.precision), scale), scale)


class _Sum:
    left: Any
    right: Any

    def result(self) -> Any:
        left, right = self.left.dtype, self.right.dtype
        scale = max(left.scale, right.scale)
        wanted = max(left.precision - left.scale, right.precision - right.scale) + scale + 1
        return dt.Decimal(_width(wanted, max(left.precision, right.precision), scale), scale)


class Add(_Sum, ops.Add):  # type: ignore[misc]
    """A sum of two decimals of any scales."""

    @attribute  # type: ignore[untyped-decorator]
    def dtype(self) -> Any:
        return self.result()


class Subtract(_Sum, ops.Subtract):  # type: ignore[misc]
    """A difference of two decimals of any scales."""

    @attribute  # type: ignore[untyped-decorator]
    def dtype(self) -> Any:
        return self.result()


def forced(expr: Any, type_: str) -> Any:
    """A cast that is written even where Ibis believes that the type is so already."""
    return ops.Cast(expr.op(), dt.dtype(type_)).to_expr()


def literal(value: Decimal) -> Any:
    """A number as a literal of its own DECIMAL type."""
    type_ = of_number(value).engine
    if "E" in str(value):  # would be written 1E-7, which an engine reads as a binary float
        return ibis.literal(format(value, "f"), "string").cast(type_)
    return ibis.literal(value, type_)


def widened(expr: Any, digits: int) -> Any:
    """The decimal in a type of at least so many digits, its scale kept."""
    type_ = expr.type()
    return expr if type_.precision >= digits else expr.cast(f"decimal({digits}, {type_.scale})")


def _narrowed(expr: Any, precision: int) -> Any:
    """Back to 64 bits where the bounds allow."""
    type_ = expr.type()
    if type_.precision > INT64_DIGITS >= precision:
        return forced(expr, f"decimal({INT64_DIGITS}, {type_.scale})")
    return expr


def combined(op: str, left: Any, right: Any, operands: tuple[ColumnType, ColumnType], result: ColumnType) -> Any:
    """left + right, left - right or left * right, wide enough for the result's bounds."""
    needed = result.precision
    if op != "*":
        needed = max(needed, *(type_.digits + result.scale for type_ in operands))
    if needed > INT64_DIGITS or result.scale >= INT64_DIGITS:
        left = widened(left, INT64_DIGITS + 1)
    operation: Any = {"+": Add, "-": Subtract, "*": Multiply}[op]
    made = operation(left.op(), right.op()).to_expr()
    return _narrowed(made, needed)


def half_up(expr: Any, result: ColumnType) -> Any:
    """Rounded half away from zero to the result's scale: what a cast between decimals does on every engine."""
    return expr.cast(f"decimal({max(result.precision, result.scale + 1)}, {result.scale})")


def scaled_integer(expr: Any, scale: int) -> Any:
    """The decimal times ten to its scale, as int64; the bounds make sure that it fits."""
    if scale == 0:
        return expr.cast("int64")
    wide = expr.cast(f"decimal({MAX_WIDTH}, {scale})")
    return (
        Multiply(wide.op(), ibis.literal(Decimal(10**scale), f"decimal({scale + 1}, 0)").op()).to_expr().cast("int64")
    )


def from_integer(expr: Any, places: int, result: ColumnType) -> Any:
    """An int64 counted in units of ten to minus `places`, as the result's decimal."""
    whole = expr.cast(f"decimal({INT64_DIGITS}, 0)")
    if places > 0:
        unit = ibis.literal(Decimal(1).scaleb(-places), f"decimal({places + 1}, {places})")
        whole = Multiply(whole.op(), unit.op()).to_expr()
    elif places < 0:
        unit = ibis.literal(Decimal(10**-places), f"decimal({1 - places}, 0)")
        whole = Multiply(whole.op(), unit.op()).to_expr()
    return forced(whole, result.engine)
