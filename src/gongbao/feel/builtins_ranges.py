"""Functions that compare points and ranges (Allen's relations). A point is read as the range from it to itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import compare, equal
from gongbao.feel.values import Range, Test, kind


class _Undefined(Exception):
    """Two ends that cannot be compared."""


def _lt(a: Any, b: Any) -> bool:
    outcome = compare("<", a, b)
    if outcome is None:
        raise _Undefined
    return outcome


def _eq(a: Any, b: Any) -> bool:
    outcome = equal(a, b)
    if outcome is None or a is None:
        raise _Undefined
    return outcome


def _as_range(value: Any) -> Range:
    if isinstance(value, Range):
        return value
    if isinstance(value, Test) and value.op == "=":
        return Range(value.value, value.value, True, True)
    if value is None or isinstance(value, Test) or kind(value) in ("list", "context", "function", "boolean"):
        raise _Undefined
    return Range(value, value, True, True)


def _relation(name: str, *, first: str = "any", second: str = "any") -> Callable[[Callable[..., bool]], None]:
    """Registers a relation; `first` and `second` say whether a point, a range or any may stand there."""

    def allowed(value: Any, what: str) -> bool:
        return what == "any" or isinstance(value, (Range, Test)) == (what == "range")

    def register(relation: Callable[..., bool]) -> None:
        def function(a: Any, b: Any) -> Any:
            if not allowed(a, first) or not allowed(b, second):
                return wrong(name, a, b)
            try:
                return relation(_as_range(a), _as_range(b))
            except _Undefined:
                return wrong(name, a, b)

        builtin(name)(function)

    return register


def _before(a: Range, b: Range) -> bool:
    return _lt(a.end, b.start) or (_eq(a.end, b.start) and not (a.end_included and b.start_included))


def _meets(a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and _eq(a.end, b.start)


def _touch(a: Range, b: Range) -> bool:
    """a's end reaches b's start."""
    return _lt(b.start, a.end) or (_eq(a.end, b.start) and a.end_included and b.start_included)


def _starts_earlier(a: Range, b: Range) -> bool:
    return _lt(a.start, b.start) or (_eq(a.start, b.start) and a.start_included and not b.start_included)


def _ends_no_later(a: Range, b: Range) -> bool:
    return _lt(a.end, b.end) or (_eq(a.end, b.end) and (not a.end_included or b.end_included))


def _starts_no_earlier(a: Range, b: Range) -> bool:
    return _lt(b.start, a.start) or (_eq(a.start, b.start) and (not a.start_included or b.start_included))


def _overlaps_before(a: Range, b: Range) -> bool:
    return _starts_earlier(a, b) and _touch(a, b) and _ends_no_later(a, b)


def _includes(a: Range, b: Range) -> bool:
    return _starts_no_earlier(b, a) and _ends_no_later(b, a)


def _finishes(a: Range, b: Range) -> bool:
    return _eq(a.end, b.end) and a.end_included == b.end_included and _starts_no_earlier(a, b)


def _starts(a: Range, b: Range) -> bool:
    return _eq(a.start, b.start) and a.start_included == b.start_included and _ends_no_later(a, b)


def _coincides(a: Range, b: Range) -> bool:
    same = a.start_included == b.start_included and a.end_included == b.end_included
    return same and _eq(a.start, b.start) and _eq(a.end, b.end)


_relation("before")(_before)
_relation("after")(lambda a, b: _before(b, a))
_relation("meets", first="range", second="range")(_meets)
_relation("met by", first="range", second="range")(lambda a, b: _meets(b, a))
_relation("overlaps", first="range", second="range")(lambda a, b: _touch(a, b) and _touch(b, a))
_relation("overlaps before", first="range", second="range")(_overlaps_before)
_relation("overlaps after", first="range", second="range")(lambda a, b: _overlaps_before(b, a))
_relation("finishes", second="range")(_finishes)
_relation("finished by", first="range")(lambda a, b: _finishes(b, a))
_relation("includes", first="range")(_includes)
_relation("during", second="range")(lambda a, b: _includes(b, a))
_relation("starts", second="range")(_starts)
_relation("started by", first="range")(lambda a, b: _starts(b, a))
_relation("coincides")(_coincides)


@builtin("range")
def range_(from_: Any) -> Any:
    if not isinstance(from_, str):
        return wrong("range", from_)
    from gongbao.feel.errors import FeelSyntaxError
    from gongbao.feel.evaluator import evaluate
    from gongbao.feel.parser import parse
    from gongbao.feel.syntax import At, Call, Number, RangeOf, String

    try:
        expr = parse(from_, strict=True)
    except FeelSyntaxError:
        return wrong("range", from_)
    ends = (expr.start, expr.end) if isinstance(expr, RangeOf) else ()
    if not ends or not all(isinstance(end, (At, Call, Number, String)) for end in ends):
        return wrong("range", from_)
    return evaluate(expr, {})
