"""The syntax tree: plain frozen data. `at` is the offset in the text of the operator, bracket or first character."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from gongbao.feel.signatures import BUILTIN_NAMES


@dataclass(frozen=True, slots=True)
class Expr:
    """Any expression."""

    at: int


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """A decimal number, at most 34 digits."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class String(Expr):
    """A text in quotes, escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Expr):
    """true or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Null(Expr):
    """null."""


@dataclass(frozen=True, slots=True)
class At(Expr):
    """A date, time or duration literal: @"2023-05-07"."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """A variable, input, parameter or built-in function."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf(Expr):
    """[a, b]."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Expr):
    """{key: value}; later entries see earlier ones."""

    entries: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Expr):
    """[a..b], (a..b], ]a..b[."""

    start: Expr
    end: Expr
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class TestOf(Expr):
    """A comparison that lacks its left side: < 5. Stands in parentheses, after `in` and in unary tests."""

    op: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class Negate(Expr):
    """-a."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Arithmetic(Expr):
    """a op b; op is one of + - * / **."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Compare(Expr):
    """a op b; op is one of = != < <= > >=."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Between(Expr):
    """a between low and high, both included."""

    value: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class In(Expr):
    """a in test, a in (test, test)."""

    value: Expr
    tests: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Logic(Expr):
    """a and b and c; a or b or c: flat, so that long lists of conditions do not nest."""

    op: str
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class If(Expr):
    """if a then b else c."""

    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class Iteration(Expr):
    """name in list, or name in low..high."""

    name: str
    source: Expr
    high: Expr | None


@dataclass(frozen=True, slots=True)
class For(Expr):
    """for x in xs return body."""

    iterations: tuple[Iteration, ...]
    body: Expr


@dataclass(frozen=True, slots=True)
class Quantified(Expr):
    """some | every x in xs satisfies condition."""

    kind: str
    iterations: tuple[Iteration, ...]
    condition: Expr


@dataclass(frozen=True, slots=True)
class TypeName(Expr):
    """A type as written: number, list<string>, context<a: number>, function<number>->string."""

    name: str
    arguments: tuple[TypeName, ...] = ()
    keys: tuple[str, ...] = ()
    result: TypeName | None = None


@dataclass(frozen=True, slots=True)
class FunctionOf(Expr):
    """function(a, b) body."""

    parameters: tuple[str, ...]
    types: tuple[TypeName | None, ...]
    body: Expr


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """f(a, b), or by name f(x: a, y: b): then `names` goes with `arguments`."""

    function: Expr
    arguments: tuple[Expr, ...]
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Path(Expr):
    """a.b."""

    source: Expr
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Expr):
    """a[condition], a[1]; inside, `item` and the item's own keys are names."""

    source: Expr
    condition: Expr


@dataclass(frozen=True, slots=True)
class InstanceOf(Expr):
    """a instance of type."""

    value: Expr
    type: TypeName


def _nodes(value: object) -> Iterator[Expr]:
    if isinstance(value, Expr):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


_FIELDS: dict[type[Expr], tuple[str, ...]] = {}


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly below, in the order of the text."""
    kind = type(expr)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(field.name for field in fields(kind))
    found: list[Expr] = []
    for name in names:
        value = getattr(expr, name)
        if isinstance(value, Expr):
            found.append(value)
        elif type(value) is tuple:
            found.extend(_nodes(value))
    return tuple(found)


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and everything below it."""
    pending = [expr]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def depth(expr: Expr) -> int:
    """Levels of nesting, without recursion."""
    deepest, level = 0, [expr]
    while level:
        deepest += 1
        level = [child for node in level for child in children(node)]
    return deepest


def names_in_order(expr: Expr, bound: Collection[str] = (), *, filters: bool = True) -> Iterator[Name]:
    """Names that the expression does not bind itself, with their places; built-in functions that are called are not
    among them. With `filters` false, conditions of filters are left out, since their names may be keys of the item."""
    match expr:
        case Name(name=name):
            if name not in bound:
                yield expr
        case ContextOf(entries=entries):
            inner = set(bound)
            for key, value in entries:
                yield from names_in_order(value, inner, filters=filters)
                inner.add(key)
        case For(iterations=iterations, body=body) | Quantified(iterations=iterations, condition=body):
            inner = {*bound, "partial"} if isinstance(expr, For) else set(bound)
            for step in iterations:
                yield from names_in_order(step.source, inner, filters=filters)
                if step.high is not None:
                    yield from names_in_order(step.high, inner, filters=filters)
                inner.add(step.name)
            yield from names_in_order(body, inner, filters=filters)
        case FunctionOf(parameters=parameters, body=body):
            yield from names_in_order(body, {*bound, *parameters}, filters=filters)
        case Filter(source=source, condition=condition):
            yield from names_in_order(source, bound, filters=filters)
            if filters:
                yield from names_in_order(condition, {*bound, "item"}, filters=filters)
        case Call(function=Name(name=called), arguments=arguments):
            if called not in bound and called not in BUILTIN_NAMES:
                yield expr.function  # type: ignore[misc]
            for argument in arguments:
                yield from names_in_order(argument, bound, filters=filters)
        case TypeName():
            return
        case _:
            for child in children(expr):
                yield from names_in_order(child, bound, filters=filters)


def free_names(expr: Expr) -> frozenset[str]:
    """Names that must be given from outside, `?` among them; called built-in functions are not."""
    return frozenset(name.name for name in names_in_order(expr))
