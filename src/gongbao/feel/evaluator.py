"""The evaluator that walks the tree. It knows what generated code does not: which inputs are missing for an answer.

A context value `Missing(names)` makes every strict operation over it Missing with the union of names. `if` needs its
condition and the branch taken; `and` is false where one side is false, `or` true where one side is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gongbao.feel import runtime, temporal
from gongbao.feel.errors import FeelLimitError
from gongbao.feel.instances import instance_of
from gongbao.feel.numbers import number_context
from gongbao.feel.parser import parse
from gongbao.feel.registry import builtin_value, call_builtin
from gongbao.feel.signatures import BUILTIN_NAMES
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
)
from gongbao.feel.values import MISSING, Function, Missing, Test, to_feel

MAX_STEPS = 1_000_000  # nodes of loops evaluated for one expression


class _MissingInside(Exception):
    """A function's body came upon a missing input while a built-in function ran it."""

    def __init__(self, missing: Missing) -> None:
        self.missing = missing


class _Scope:
    """Names in sight. `steps` is shared by all scopes of one evaluation."""

    __slots__ = ("names", "outer", "steps")

    def __init__(self, names: Mapping[str, Any], outer: _Scope | None, steps: list[int]) -> None:
        self.names = names
        self.outer = outer
        self.steps = steps

    def within(self, names: Mapping[str, Any]) -> _Scope:
        self.steps[0] += 1
        if self.steps[0] > MAX_STEPS:
            raise FeelLimitError(f"计算步骤太多（超过 {MAX_STEPS} 步）")
        return _Scope(names, self, self.steps)

    def find(self, name: str) -> Any:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        if name in BUILTIN_NAMES:
            return builtin_value(name)
        return runtime.fail(f"没有名为“{name}”的值")

    def held(self, name: str) -> Any:
        """What a name holds, or None, without a note."""
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None


def evaluate(expr: Expr | str, context: Mapping[str, object] | None = None) -> Any:
    """The value of an expression over a context: Decimal, str, bool, None, date and so on, or Missing.

    A context value may be `Missing`, or MISSING for the name itself. What DMN leaves undefined is None; see
    `runtime.collect_notes` for why. Raises FeelSyntaxError for a text that is no expression, FeelLimitError for a loop
    without end.
    """
    given = {
        name: Missing(frozenset((name,))) if value is MISSING else to_feel(value)
        for name, value in (context or {}).items()
    }
    tree = parse(expr, given) if isinstance(expr, str) else expr
    with number_context():
        return _value(tree, _Scope(given, None, [0]))


def _value(expr: Expr, scope: _Scope) -> Any:
    return _EVALUATE[type(expr)](expr, scope)


def _missing(values: Iterable[Any]) -> Missing | None:
    """The union of what is missing among the values."""
    names: frozenset[str] = frozenset()
    found = False
    for value in values:
        if type(value) is Missing:
            names |= value.names
            found = True
    return Missing(names) if found else None


def _strict(function: Callable[..., Any], *values: Any) -> Any:
    return _missing(values) or function(*values)


def _at(expr: At, scope: _Scope) -> Any:
    value = temporal.parse_at(expr.text)
    return value if value is not None else runtime.fail(f"“{expr.text[:20]}”不是日期、时间或时长")


def _list(expr: ListOf, scope: _Scope) -> Any:
    items = [_value(item, scope) for item in expr.items]
    return _missing(items) or items


def _context(expr: ContextOf, scope: _Scope) -> Any:
    made: dict[str, Any] = {}
    inner = scope.within(made)
    for key, value in expr.entries:
        if key in made:
            return runtime.fail(f"组合里的“{key}”写了两次")
        made[key] = _value(value, inner)
    return _missing(made.values()) or made


def _range(expr: RangeOf, scope: _Scope) -> Any:
    start, end = _value(expr.start, scope), _value(expr.end, scope)
    return _missing((start, end)) or runtime.make_range(start, end, expr.start_included, expr.end_included)


def _test(expr: TestOf, scope: _Scope) -> Any:
    return _strict(lambda value: Test(expr.op, value), _value(expr.operand, scope))


def _arithmetic(expr: Arithmetic, scope: _Scope) -> Any:
    left, right = _value(expr.left, scope), _value(expr.right, scope)
    if type(left) is Missing or type(right) is Missing:
        return _missing((left, right))
    return runtime.ARITHMETIC[expr.op](left, right)


def _compare(expr: Compare, scope: _Scope) -> Any:
    left, right = _value(expr.left, scope), _value(expr.right, scope)
    if type(left) is Missing or type(right) is Missing:
        return _missing((left, right))
    return runtime.compare(expr.op, left, right)


def _in(expr: In, scope: _Scope) -> Any:
    value = _value(expr.value, scope)
    tests = [_value(test, scope) for test in expr.tests]
    return _missing((value, *tests)) or runtime.meets_any(value, tests)


def _between(expr: Between, scope: _Scope) -> Any:
    return _strict(runtime.between, *(_value(part, scope) for part in (expr.value, expr.low, expr.high)))


def _logic(expr: Logic, scope: _Scope) -> Any:
    deciding = expr.op == "or"
    result: bool | None = not deciding
    missing = []
    for operand in expr.operands:
        value = _value(operand, scope)
        if value is deciding:
            return deciding
        if type(value) is Missing:
            missing.append(value)
        elif value is not (not deciding):
            result = None
    return _missing(missing) if missing else result


def _if(expr: If, scope: _Scope) -> Any:
    condition = _value(expr.condition, scope)
    if type(condition) is Missing:
        return condition
    return _value(expr.then if condition is True else expr.otherwise, scope)


def _sources(iterations: tuple[Iteration, ...], scope: _Scope, lost: list[Missing]) -> tuple[Callable[..., Any], ...]:
    """The loops' sources as functions of the variables bound so far."""

    def source(index: int) -> Callable[..., Any]:
        step = iterations[index]
        names = [earlier.name for earlier in iterations[:index]]

        def run(*bound: Any) -> Any:
            inner = scope.within(dict(zip(names, bound, strict=True))) if names else scope
            values = [_value(step.source, inner)]
            if step.high is not None:
                values.append(_value(step.high, inner))
            missing = _missing(values)
            if missing:
                lost.append(missing)
                return []
            return values[0] if step.high is None else runtime.steps(*values)

        return run

    return tuple(source(index) for index in range(len(iterations)))


def _for(expr: For, scope: _Scope) -> Any:
    names = [*(step.name for step in expr.iterations), "partial"]
    lost: list[Missing] = []
    result = runtime.loop(
        _sources(expr.iterations, scope, lost),
        lambda *bound: _value(expr.body, scope.within(dict(zip(names, bound, strict=True)))),
    )
    return _missing([*lost, *(result or ())]) or result


def _quantified(expr: Quantified, scope: _Scope) -> Any:
    names = [step.name for step in expr.iterations]
    lost: list[Missing] = []

    def condition(*bound: Any) -> Any:
        value = _value(expr.condition, scope.within(dict(zip(names, bound, strict=True))))
        if type(value) is Missing:
            lost.append(value)
        return value

    result = runtime.quantified(expr.kind, _sources(expr.iterations, scope, lost), condition)
    return result if result is (expr.kind == "some") else _missing(lost) or result


def _filter(expr: Filter, scope: _Scope) -> Any:
    source = _value(expr.source, scope)
    if type(source) is Missing:
        return source
    if isinstance(expr.condition, Number):
        return runtime.item_at(source, expr.condition.value)
    lost: list[Missing] = []

    def condition(item: Any) -> Any:
        names = {"item": item}
        if isinstance(item, dict):
            names = {"item": item, **item}
        value = _value(expr.condition, scope.within(names))
        if type(value) is Missing:
            lost.append(value)
        return value

    result = runtime.select(source, condition)
    return _missing(lost) or result


def _function(expr: FunctionOf, scope: _Scope) -> Any:
    def run(*arguments: Any) -> Any:
        value = _value(expr.body, scope.within(dict(zip(expr.parameters, arguments, strict=True))))
        if type(value) is Missing:
            raise _MissingInside(value)
        return value

    return Function(expr.parameters, run, expr.types if any(expr.types) else ())


def _call(expr: Call, scope: _Scope) -> Any:
    arguments = tuple([_value(argument, scope) for argument in expr.arguments])
    missing = _missing(arguments)
    try:
        if isinstance(expr.function, Name):
            name = expr.function.name
            if name in BUILTIN_NAMES and not isinstance(scope.held(name), Function):
                return missing or call_builtin(name, arguments, expr.names)
        function = _value(expr.function, scope)
        return _missing((function, *arguments)) or runtime.call(function, arguments, expr.names)
    except _MissingInside as inside:
        return _missing((inside.missing, *arguments))


def _path(expr: Path, scope: _Scope) -> Any:
    source = _value(expr.source, scope)
    return source if type(source) is Missing else runtime.path(source, expr.name)


_EVALUATE: dict[type, Callable[[Any, _Scope], Any]] = {
    Number: lambda expr, scope: expr.value,
    String: lambda expr, scope: expr.value,
    Boolean: lambda expr, scope: expr.value,
    Null: lambda expr, scope: None,
    Name: lambda expr, scope: scope.find(expr.name),
    Negate: lambda expr, scope: _strict(runtime.negate, _value(expr.operand, scope)),
    InstanceOf: lambda expr, scope: _strict(lambda value: instance_of(value, expr.type), _value(expr.value, scope)),
    At: _at,
    ListOf: _list,
    ContextOf: _context,
    RangeOf: _range,
    TestOf: _test,
    Arithmetic: _arithmetic,
    Compare: _compare,
    In: _in,
    Between: _between,
    Logic: _logic,
    If: _if,
    For: _for,
    Quantified: _quantified,
    Filter: _filter,
    FunctionOf: _function,
    Call: _call,
    Path: _path,
}
