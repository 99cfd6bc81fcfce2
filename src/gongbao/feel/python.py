"""Expressions as Python source: no tree is walked when they run.

Where types are given, numbers are added, multiplied and compared by Python's own operators and null is only looked for
where it can occur. Names and texts of the expression reach the source only through `repr` and `name_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongbao.feel import instances, registry, runtime, temporal
from gongbao.feel.builtins_numbers import ROUNDINGS, rounded
from gongbao.feel.signatures import BUILTIN_NAMES, SPREAD
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
from gongbao.feel.types import LITERALS, FeelType, Inference
from gongbao.feel.values import Function, Test

# Global names of generated code. `_f_…` are added for each built-in function by `namespace`.
_NAMESPACE: dict[str, object] = {
    "_D": Decimal,
    "_0": Decimal(0),
    "_1": Decimal(1),
    "_at": temporal.parse_at,
    "_add": runtime.add,
    "_subtract": runtime.subtract,
    "_multiply": runtime.multiply,
    "_divide": runtime.divide,
    "_power": runtime.power,
    "_negate": runtime.negate,
    "_equal": runtime.equal,
    "_not_equal": runtime.not_equal,
    "_less": runtime.less,
    "_less_equal": runtime.less_equal,
    "_greater": runtime.greater,
    "_greater_equal": runtime.greater_equal,
    "_between": runtime.between,
    "_in": runtime.meets_any,
    "_and": runtime.lazy_and,
    "_or": runtime.lazy_or,
    "_range": runtime.make_range,
    "_test": Test,
    "_steps": runtime.steps,
    "_loop": runtime.loop,
    "_quantified": runtime.quantified,
    "_select": runtime.select,
    "_item_at": runtime.item_at,
    "_scoped": runtime.scoped,
    "_path": runtime.path,
    "_call": runtime.call,
    "_call_named": runtime.call_named,
    "_call_builtin": registry.call_builtin,
    "_builtin": registry.builtin_value,
    "_instance_of": instances.instance_of,
    "_rounded": rounded,
    "_literal": lambda name, text: LITERALS[name](text),
    "Function": Function,
    "TypeName": TypeName,
}
_ARITHMETIC = {"+": "_add", "-": "_subtract", "*": "_multiply", "/": "_divide", "**": "_power"}
_COMPARE = {
    "=": ("==", "_equal"),
    "!=": ("!=", "_not_equal"),
    "<": ("<", "_less"),
    "<=": ("<=", "_less_equal"),
    ">": (">", "_greater"),
    ">=": (">=", "_greater_equal"),
}
_SCALARS = frozenset({"number", "string", "boolean"})


def _guarded(name: str) -> Callable[..., Any]:
    function = registry.BUILTINS[name]

    def guarded(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except (ArithmeticError, ValueError):
            return runtime.fail(f"函数 {name} 的结果超出范围")

    return guarded


def _function_name(name: str) -> str:
    return "_f_" + name.replace(" ", "_")


def namespace() -> dict[str, object]:
    """A fresh dictionary of the global names that generated code uses."""
    if "_f_abs" not in _NAMESPACE:
        registry.load()
        for name in registry.BUILTINS:
            _NAMESPACE[_function_name(name)] = _guarded(name)
    return dict(_NAMESPACE)


@dataclass(frozen=True)
class _Scope:
    """FEEL's bound names as Python's; or, with `item`, the inside of a filter, where any name may be a key."""

    names: Mapping[str, str]
    outer: _Scope | None
    item: str | None = None


class _Compiler:
    """One expression."""

    def __init__(
        self,
        name_of: Callable[[str], str],
        inference: Inference,
        constants: dict[str, object] | None,
        temporaries: str,
    ) -> None:
        self.name_of = name_of
        self.inference = inference
        self.constants = constants
        self.temporaries = temporaries
        self.count = 0

    def fresh(self) -> str:
        self.count += 1
        return f"{self.temporaries}{self.count}"

    def constant(self, value: object, source: str) -> str:
        """A constant kept by name where the caller takes constants, else made in place."""
        if self.constants is None:
            return source
        for name, kept in self.constants.items():
            if type(kept) is type(value) and repr(kept) == repr(value):
                return name
        name = f"_k{len(self.constants)}"
        self.constants[name] = value
        return name

    def sure(self, *exprs: Expr, kind: str = "number") -> bool:
        """Whether all are surely of a kind, never null."""
        return all((t := self.inference.of(expr)).kind == kind and not t.nullable for expr in exprs)

    def source(self, expr: Expr, scope: _Scope | None) -> str:
        match expr:
            case Number(value=value):
                if value in (0, 1) and value.as_tuple().exponent == 0 and not value.is_signed():
                    return f"_{value}"
                return self.constant(value, f"_D({str(value)!r})")
            case String(value=value) | Boolean(value=value):
                return repr(value)
            case Null():
                return "None"
            case At(text=text):
                return self.constant(temporal.parse_at(text), f"_at({text!r})")
            case Name(name=name):
                return self.name(name, scope)
            case ListOf(items=items):
                return f"[{', '.join(self.source(item, scope) for item in items)}]"
            case ContextOf(entries=entries):
                return self.context(entries, scope)
            case RangeOf(start=start, end=end, start_included=low, end_included=high):
                return f"_range({self.source(start, scope)}, {self.source(end, scope)}, {low}, {high})"
            case TestOf(op=op, operand=operand):
                return f"_test({op!r}, {self.source(operand, scope)})"
            case Negate(operand=operand):
                inner = self.source(operand, scope)
                return f"(-{inner})" if self.sure(operand) else f"_negate({inner})"
            case Arithmetic():
                return self.arithmetic(expr, scope)
            case Compare():
                return self.compare(expr, scope)
            case Between(value=value, low=low, high=high):
                middle, least, most = (self.source(part, scope) for part in (value, low, high))
                if self.sure(value, low, high):
                    return f"({least} <= {middle} <= {most})"
                return f"_between({middle}, {least}, {most})"
            case In():
                return self.membership(expr, scope)
            case Logic():
                return self.logic(expr, scope)
            case If(condition=condition, then=then, otherwise=otherwise):
                test = self.source(condition, scope)
                if not self.sure(condition, kind="boolean"):
                    test = f"{test} is True"
                return f"({self.source(then, scope)} if {test} else {self.source(otherwise, scope)})"
            case For(iterations=iterations, body=body):
                sources, bound = self.loops(iterations, scope)
                partial = self.fresh()
                return f"_loop({sources}, {self.over(bound, partial, body)})"
            case Quantified(kind=kind, iterations=iterations, condition=condition):
                sources, bound = self.loops(iterations, scope)
                return f"_quantified({kind!r}, {sources}, {self.over(bound, None, condition)})"
            case FunctionOf(parameters=parameters, types=types, body=body):
                names = {parameter: self.fresh() for parameter in parameters}
                code = f"lambda {', '.join(names.values())}: {self.source(body, _Scope(names, scope))}"
                kept = types if any(types) else ()
                return f"Function({parameters!r}, {code}, {self.constant(kept, repr(kept))})"
            case Filter():
                return self.filter(expr, scope)
            case Path(source=source, name=name):
                inner = self.source(source, scope)
                if name in ("year", "month", "day") and self.sure(source, kind="date"):
                    return f"_D({inner}.{name})"
                return f"_path({inner}, {name!r})"
            case InstanceOf(value=value, type=type_):
                return f"_instance_of({self.source(value, scope)}, {self.constant(type_, repr(type_))})"
            case Call():
                return self.call(expr, scope)
        raise TypeError(f"no such expression: {expr!r}")

    def name(self, name: str, scope: _Scope | None, in_filter: bool = False) -> str:
        if scope is None:
            if name in BUILTIN_NAMES and name not in self.inference.types:
                return f"_builtin({name!r})"
            try:
                return self.name_of(name)
            except KeyError:
                if in_filter:  # only ever a key of the items
                    return "None"
                raise
        if scope.item is not None:
            outside = scope.item if name == "item" else self.name(name, scope.outer, True)
            return f"_scoped({scope.item}, {name!r}, lambda: {outside})"
        return scope.names[name] if name in scope.names else self.name(name, scope.outer, in_filter)

    def context(self, entries: tuple[tuple[str, Expr], ...], scope: _Scope | None) -> str:
        if len({key for key, _ in entries}) < len(entries):
            return "None"
        names: dict[str, str] = {}
        parts = []
        for key, value in entries:
            source = self.source(value, _Scope(dict(names), scope))
            names[key] = self.fresh()
            parts.append(f"{key!r}: ({names[key]} := {source})")
        return f"{{{', '.join(parts)}}}"

    def arithmetic(self, expr: Arithmetic, scope: _Scope | None) -> str:
        left, right = self.source(expr.left, scope), self.source(expr.right, scope)
        if expr.op == "**" or not self.sure(expr, expr.left, expr.right):
            return f"{_ARITHMETIC[expr.op]}({left}, {right})"
        if isinstance(expr.left, Arithmetic) and (expr.op in "+-" or expr.op == expr.left.op == "*"):
            left = left[1:-1]  # long sums would nest more brackets than Python reads
        return f"({left} {expr.op} {right})"

    def compare(self, expr: Compare, scope: _Scope | None) -> str:
        left, right = self.source(expr.left, scope), self.source(expr.right, scope)
        plain, named = _COMPARE[expr.op]
        types = [self.inference.of(side) for side in (expr.left, expr.right)]
        if types[0].kind == types[1].kind:
            surely = not any(type_.nullable for type_ in types)
            dates = types[0].kind == "date" and all(_plain_date(side) for side in (expr.left, expr.right))
            if expr.op in ("=", "!=") and (types[0].kind in _SCALARS or dates):
                return f"({left} {plain} {right})"  # None equals None and nothing else, as in FEEL
            if surely and (types[0].kind in ("number", "string") or dates):
                return f"({left} {plain} {right})"
        return f"{named}({left}, {right})"

    def membership(self, expr: In, scope: _Scope | None) -> str:
        value = self.source(expr.value, scope)
        test = expr.tests[0]
        if len(expr.tests) == 1 and isinstance(test, RangeOf) and self.sure(expr.value, test.start, test.end):
            low, high = self.source(test.start, scope), self.source(test.end, scope)
            below, above = "<=" if test.start_included else "<", "<=" if test.end_included else "<"
            return f"({low} {below} {value} {above} {high})"
        return f"_in({value}, ({''.join(f'{self.source(test, scope)}, ' for test in expr.tests)}))"

    def logic(self, expr: Logic, scope: _Scope | None) -> str:
        parts = [self.source(operand, scope) for operand in expr.operands]
        if self.sure(*expr.operands, kind="boolean"):
            return f"({f' {expr.op} '.join(parts)})"
        return f"_{expr.op}({', '.join(f'lambda: {part}' for part in parts)})"

    def loops(self, iterations: tuple[Iteration, ...], scope: _Scope | None) -> tuple[str, _Scope]:
        """The sources of a loop as a tuple of lambdas, and the scope of its body."""
        names: dict[str, str] = {}
        inner, lambdas = _Scope({}, scope), []
        parameters: list[str] = []
        for step in iterations:
            source = self.source(step.source, inner)
            if step.high is not None:
                source = f"_steps({source}, {self.source(step.high, inner)})"
            lambdas.append(f"lambda {', '.join(parameters)}: {source}, ")
            variable = self.fresh()
            parameters.append(variable)
            names = {**names, step.name: variable}
            inner = _Scope(names, scope)
        return f"({''.join(lambdas)})", inner

    def over(self, inner: _Scope, partial: str | None, body: Expr) -> str:
        """The body of a loop as a lambda over all its variables."""
        parameters = list(inner.names.values())
        if partial is not None:
            parameters.append(partial)
            inner = _Scope({**inner.names, "partial": partial}, inner.outer)
        return f"lambda {', '.join(parameters)}: {self.source(body, inner)}"

    def filter(self, expr: Filter, scope: _Scope | None) -> str:
        source = self.source(expr.source, scope)
        if isinstance(expr.condition, Number):
            return f"_item_at({source}, {self.source(expr.condition, scope)})"
        item = self.fresh()
        type_ = self.inference.of(expr.source)
        known = type_.kind == "list" and type_.item is not None and type_.item.kind not in ("any", "context")
        inner = _Scope({"item": item}, scope) if known else _Scope({}, scope, item)
        return f"_select({source}, lambda {item}: {self.source(expr.condition, inner)})"

    def call(self, expr: Call, scope: _Scope | None) -> str:
        parts = [self.source(argument, scope) for argument in expr.arguments]
        given = f"({''.join(f'{part}, ' for part in parts)})"
        if not isinstance(expr.function, Name):
            return f"_call({self.source(expr.function, scope)}, {given}, {expr.names!r})"
        name = expr.function.name
        if _is_bound(name, scope) or (name in self.inference.types and name in BUILTIN_NAMES):
            return f"_call_named({self.name(name, scope)}, {name!r}, {given}, {expr.names!r})"
        if name not in BUILTIN_NAMES:
            return f"_call({self.name(name, scope)}, {given}, {expr.names!r})"
        if expr.names is not None or not registry.fits(name, len(parts)):
            return f"_call_builtin({name!r}, {given}, {expr.names!r})"
        return self.builtin(name, expr.arguments, parts)

    def builtin(self, name: str, arguments: tuple[Expr, ...], parts: list[str]) -> str:
        first = arguments[0] if arguments else None
        if name in LITERALS and len(arguments) == 1 and isinstance(first, String):
            value = LITERALS[name](first.value)
            if value is not None:
                return self.constant(value, f"_literal({name!r}, {first.value!r})")
        if name == "not" and self.sure(*arguments, kind="boolean"):
            return f"(not {parts[0]})"
        if arguments and self.sure(*arguments):
            if name == "abs":
                return f"abs({parts[0]})"
            if name in ("min", "max") and len(parts) > 1:
                best = parts[0]
                for part in parts[1:]:
                    best = self.pick("<=" if name == "min" else ">=", best, part)
                return best
            if name in ROUNDINGS:
                scale = arguments[1] if len(arguments) > 1 else Number(0, Decimal(0))
                if isinstance(scale, Number) and abs(scale.value) < 6000:
                    return f"_rounded({parts[0]}, {int(scale.value)}, {ROUNDINGS[name]!r})"
        if name in SPREAD and name not in registry.VARIADIC and len(parts) > 1:
            return f"{_function_name(name)}([{', '.join(parts)}])"
        return f"{_function_name(name)}({', '.join(parts)})"

    def pick(self, op: str, left: str, right: str) -> str:
        """The lesser or greater of two, each worked out once."""
        kept = []
        tested = []
        for part in (left, right):
            if part.isidentifier():
                kept.append(part)
                tested.append(part)
            else:
                kept.append(self.fresh())
                tested.append(f"({kept[-1]} := {part})")
        return f"({kept[0]} if {tested[0]} {op} {tested[1]} else {kept[1]})"


def _is_bound(name: str, scope: _Scope | None) -> bool:
    while scope is not None:
        if scope.item is None and name in scope.names:
            return True
        scope = scope.outer
    return False


def _plain_date(expr: Expr) -> bool:
    """Whether a date is surely of the standard library: a given one or a literal."""
    return isinstance(expr, (Name, At)) or (
        isinstance(expr, Call) and len(expr.arguments) == 1 and isinstance(expr.arguments[0], String)
    )


def compile_expression(
    expr: Expr,
    name_of: Callable[[str], str],
    types: Mapping[str, FeelType] | None = None,
    *,
    constants: dict[str, object] | None = None,
    temporaries: str = "_t",
) -> str:
    """Python source of an expression.

    `name_of` gives the source that reads a FEEL name; looking for missing inputs is its business. `types` speed up
    what they make sure. Numbers and dates written in the expression are put into `constants` under new names where a
    dictionary is given, else made on each run. `temporaries` begins the names that the source assigns: sources put
    into one function need different ones. The source runs over the globals of `namespace()` and `constants`, inside
    `number_context()`.
    """
    inference = Inference(types or {}, strict=False)
    inference.of(expr)
    return _Compiler(name_of, inference, constants, temporaries).source(expr, None)


def compile_function(
    expr: Expr, parameters: Iterable[str], types: Mapping[str, FeelType] | None = None
) -> Callable[..., Any]:
    """A Python function of an expression, its arguments in the order of `parameters`. Call it in `number_context()`."""
    names = {name: f"_a{index}" for index, name in enumerate(parameters)}
    constants: dict[str, object] = {}
    source = compile_expression(expr, lambda name: names[name], types, constants=constants)
    variables = {**namespace(), **constants}
    code = compile(f"lambda {', '.join(names.values())}: {source}", "<feel>", "eval")
    function: Callable[..., Any] = eval(code, variables)  # noqa: S307  (the source comes from the tree alone)
    return function
