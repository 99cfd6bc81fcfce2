"""FEEL's numbers: decimals of 34 digits (IEEE 754 decimal128), half even; nothing is ever a binary float."""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)

CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
PLACES = range(-6111, 6177)  # of a rounding


def number_context() -> AbstractContextManager[Context]:
    """The arithmetic in which compiled expressions must run: `with number_context(): …`."""
    return localcontext(CONTEXT)


def plain(value: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros beyond those that it has."""
    text = format(value, "f")
    return "0" if text in ("-0", "0") else text


__all__ = ["CONTEXT", "PLACES", "number_context", "plain"]
