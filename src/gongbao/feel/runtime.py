"""What expressions do, as functions over values: the evaluator and generated code both call these.

Anything that DMN leaves undefined gives null and a note (`collect_notes`), never an exception. Arithmetic runs in
FEEL's number context, which `evaluate` sets and callers of generated code must set (`number_context`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from gongbao.feel import temporal
from gongbao.feel.arithmetic import ARITHMETIC, add, divide, multiply, negate, power, subtract
from gongbao.feel.errors import FeelLimitError
from gongbao.feel.notes import collect_notes, fail, refuse
from gongbao.feel.values import DATE_TIMES, DATES, DURATIONS, KIND_ZH, TIMES, Function, Range, Test, kind

MAX_ITEMS = 100_000  # of one loop or list

_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _key(value: Any, name: str) -> Any:
    """What values of a kind are ordered by."""
    if name in ("time", "date and time"):
        return temporal.seconds_key(value)
    if name == "date":
        return temporal.day_number(value)
    return value


_COMPARABLE = frozenset(
    {"number", "string", "date", "time", "date and time", "days and time duration", "years and months duration"}
)


def equal(a: Any, b: Any) -> bool | None:
    """a = b. Null equals only null; values of two kinds cannot be compared and give null."""
    if type(a) is type(b) and type(a) in (Decimal, str, bool):
        return bool(a == b)
    if a is None or b is None:
        return a is b
    name = kind(a)
    if name != kind(b):
        refuse("“=”", a, b)
        return None
    if name == "list":
        if len(a) != len(b):
            return False
        return conjunction(equal(x, y) for x, y in zip(a, b, strict=True))
    if name == "context":
        if a.keys() != b.keys():
            return False
        return conjunction(equal(a[key], b[key]) for key in a)
    if name == "function":
        return a is b
    if name == "range":
        if type(a) is not type(b):
            return False
        if isinstance(a, Test):
            return a.op == b.op and equal(a.value, b.value) is True
        same = a.start_included == b.start_included and a.end_included == b.end_included
        return same and equal(a.start, b.start) is True and equal(a.end, b.end) is True
    return bool(_key(a, name) == _key(b, name))


def not_equal(a: Any, b: Any) -> bool | None:
    """a != b."""
    same = equal(a, b)
    return None if same is None else not same


def compare(op: str, a: Any, b: Any) -> bool | None:
    """a op b for any of the six operators."""
    if op == "=":
        return equal(a, b)
    if op == "!=":
        return not_equal(a, b)
    if type(a) is Decimal and type(b) is Decimal:
        return _ORDERED[op](a, b)
    name = kind(a)
    if name not in _COMPARABLE or name != kind(b):
        refuse(f"“{op}”", a, b)
        return None
    return _ORDERED[op](_key(a, name), _key(b, name))


def less(a: Any, b: Any) -> bool | None:
    """a < b."""
    return compare("<", a, b)


def less_equal(a: Any, b: Any) -> bool | None:
    """a <= b."""
    return compare("<=", a, b)


def greater(a: Any, b: Any) -> bool | None:
    """a > b."""
    return compare(">", a, b)


def greater_equal(a: Any, b: Any) -> bool | None:
    """a >= b."""
    return compare(">=", a, b)


def conjunction(values: Iterable[Any]) -> bool | None:
    """Three-valued and: false where any is false; what is not true or false counts as null."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is not True:
            result = None
    return result


def disjunction(values: Iterable[Any]) -> bool | None:
    """Three-valued or: true where any is true; what is not true or false counts as null."""
    result: bool | None = False
    for value in values:
        if value is True:
            return True
        if value is not False:
            result = None
    return result


def lazy_and(*parts: Callable[[], Any]) -> bool | None:
    """Three-valued and that stops at the first false."""
    return conjunction(part() for part in parts)


def lazy_or(*parts: Callable[[], Any]) -> bool | None:
    """Three-valued or that stops at the first true."""
    return disjunction(part() for part in parts)


def between(value: Any, low: Any, high: Any) -> bool | None:
    """value between low and high, both included."""
    return conjunction((compare(">=", value, low), compare("<=", value, high)))


def meets_test(value: Any, test: Any) -> bool | None:
    """value in test: a range, a comparison, a list, or a value to be equal to."""
    if isinstance(test, Test):
        return compare(test.op, value, test.value)
    if isinstance(test, Range):
        if value is None:
            fail("空值不能与区间比较")
            return None
        low = compare(">=" if test.start_included else ">", value, test.start)
        high = compare("<=" if test.end_included else "<", value, test.end)
        return conjunction((low, high))
    if isinstance(test, list):
        if isinstance(value, list) and equal(value, test) is True:
            return True
        for item in test:
            found = meets_test(value, item) if isinstance(item, (Range, Test)) else equal(value, item)
            if found is True:
                return True
        return False
    if test is None and value is not None:
        fail("要比较的是空值")
        return None
    return equal(value, test)


def meets_any(value: Any, tests: Iterable[Any]) -> bool | None:
    """value in (test, test)."""
    return disjunction(meets_test(value, test) for test in tests)


def make_range(start: Any, end: Any, start_included: bool, end_included: bool) -> Any:
    """A range value; null where the ends do not go together. An end that is null is unknown."""
    if start is not None and end is not None and (kind(start) != kind(end) or kind(start) not in _COMPARABLE):
        return refuse("区间", start, end)
    return Range(start, end, start_included, end_included)


def steps(low: Any, high: Any) -> Any:
    """What `for x in low..high` runs over: whole steps up or down, numbers or dates."""
    if type(low) is Decimal and type(high) is Decimal:
        if low != low.to_integral_value() or high != high.to_integral_value():
            return fail("循环的两端应当是整数")
        return [Decimal(number) for number in _span(int(low), int(high))]
    if low is not None and high is not None and kind(low) == kind(high) == "date":
        numbers = _span(temporal.day_number(low), temporal.day_number(high))
        return [temporal.day_of_number(number) for number in numbers]
    return fail("循环的两端应当都是整数或都是日期")


def _span(low: int, high: int) -> range:
    if abs(high - low) >= MAX_ITEMS:
        raise FeelLimitError(f"循环太长（超过 {MAX_ITEMS} 次）")
    return range(low, high + 1) if low <= high else range(low, high - 1, -1)


def items_of(source: Any) -> Any:
    """What `for x in source` runs over: a list's items, a range's steps, or the one value itself."""
    if isinstance(source, list):
        return source
    if source is None:
        return fail("循环的对象是空值")
    if isinstance(source, Range):
        if type(source.start) is Decimal or kind(source.start) == "date":
            if compare(">", source.start, source.end) is not False:
                return fail("区间的起点大于终点")
            run = steps(source.start, source.end)
            if run is not None and not source.start_included:
                run = run[1:]
            if run and not source.end_included:
                run = run[:-1]
            return run
        return fail("这种区间不能逐个取值")
    if isinstance(source, Test):
        return fail("这种区间不能逐个取值")
    return [source]


def as_list(value: Any) -> list[Any]:
    """A list as it is, null as an empty one, anything else alone in a list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def loop(sources: tuple[Callable[..., Any], ...], body: Callable[..., Any]) -> list[Any] | None:
    """for: sources and body are functions of the loop variables so far; the body's last argument is `partial`."""
    results: list[Any] = []

    def run(index: int, bound: tuple[Any, ...]) -> bool:
        if index == len(sources):
            if len(results) >= MAX_ITEMS:
                raise FeelLimitError(f"循环太长（超过 {MAX_ITEMS} 次）")
            results.append(body(*bound, results))
            return True
        found = items_of(sources[index](*bound))
        return found is not None and all(run(index + 1, (*bound, item)) for item in found)

    return results if run(0, ()) else None


def quantified(kind_: str, sources: tuple[Callable[..., Any], ...], condition: Callable[..., Any]) -> bool | None:
    """some, every: three-valued; stops at the first that decides."""
    broken = False

    def outcomes(index: int, bound: tuple[Any, ...]) -> Iterator[Any]:
        nonlocal broken
        if index == len(sources):
            yield condition(*bound)
            return
        found = items_of(sources[index](*bound))
        if found is None:
            broken = True
            return
        for item in found:
            yield from outcomes(index + 1, (*bound, item))

    result = disjunction(outcomes(0, ())) if kind_ == "some" else conjunction(outcomes(0, ()))
    return None if broken and result is not (kind_ == "some") else result


def select(source: Any, condition: Callable[[Any], Any]) -> Any:
    """source[condition]: by position where the condition is a number, else the items for which it is true."""
    items = as_list(source)
    chosen: list[Any] = []
    for index, item in enumerate(items):
        outcome = condition(item)
        if index == 0 and type(outcome) is Decimal:
            return at_position(items, outcome)
        if outcome is True:
            chosen.append(item)
    return chosen


def at_position(items: list[Any], position: Any) -> Any:
    """The item at a position from 1, or from the end where negative."""
    if type(position) is not Decimal:
        return fail("位置应当是数")
    index = int(position)
    if index == 0 or abs(index) > len(items):
        return fail(f"列表没有第 {index} 项")
    return items[index - 1 if index > 0 else index]


def item_at(source: Any, position: Any) -> Any:
    """source[position]."""
    return at_position(as_list(source), position)


def scoped(item: Any, name: str, outside: Callable[[], Any]) -> Any:
    """A name in a filter's condition: a key of the item where it has one, else what the name means outside."""
    if type(item) is dict and name in item:
        return item[name]
    return outside()


def path(source: Any, name: str) -> Any:
    """source.name."""
    if type(source) is dict:
        return source[name] if name in source else fail(f"没有名为“{name}”的项")
    if type(source) is list:
        return [path(item, name) for item in source]
    try:
        if isinstance(source, DURATIONS):
            return temporal.duration_property(source, name)
        if isinstance(source, (*DATES, *DATE_TIMES, *TIMES)):
            return temporal.date_property(source, name)
    except KeyError:
        return fail(f"{KIND_ZH[kind(source)]}没有“{name}”")
    if isinstance(source, Range):
        if name in ("start", "end"):
            return source.start if name == "start" else source.end
        if name in ("start included", "end included"):
            return source.start_included if name == "start included" else source.end_included
    if isinstance(source, Test):
        return _test_property(source, name)
    return None if source is None else fail(f"{KIND_ZH[kind(source)]}没有“{name}”")


def _test_property(test: Test, name: str) -> Any:
    upper, lower = test.op in ("<", "<=", "="), test.op in (">", ">=", "=")
    match name:
        case "start":
            return test.value if lower else None
        case "end":
            return test.value if upper else None
        case "start included":
            return lower and test.op != ">"
        case "end included":
            return upper and test.op != "<"
    return fail(f"区间没有“{name}”")


def call(function: Any, arguments: tuple[Any, ...], names: tuple[str, ...] | None = None) -> Any:
    """A function value called, by position or by name."""
    if not isinstance(function, Function):
        return fail("这里调用的不是函数")
    if names is not None:
        if set(names) != set(function.parameters) or len(names) != len(function.parameters):
            return fail("调用函数时的参数名不对")
        arguments = tuple(arguments[names.index(parameter)] for parameter in function.parameters)
    elif function.parameters != ("*",) and len(arguments) != len(function.parameters):
        return fail("调用函数时的参数个数不对")
    if function.types:
        from gongbao.feel.instances import coerce

        coerced = []
        for argument, type_ in zip(arguments, function.types, strict=False):
            fits, value = coerce(argument, type_)
            if not fits:
                return fail("调用函数时的参数类型不对")
            coerced.append(value)
        arguments = tuple(coerced)
    try:
        return function.call(*arguments)
    except RecursionError:
        raise FeelLimitError("函数调用太深，可能在不断调用自己") from None


def call_named(function: Any, name: str, arguments: tuple[Any, ...], names: tuple[str, ...] | None = None) -> Any:
    """A local name called: the function that it holds, else the built-in of that name."""
    from gongbao.feel.registry import call_builtin
    from gongbao.feel.signatures import BUILTIN_NAMES

    if not isinstance(function, Function) and name in BUILTIN_NAMES:
        return call_builtin(name, arguments, names)
    return call(function, arguments, names)


__all__ = [
    "ARITHMETIC",
    "add",
    "as_list",
    "at_position",
    "between",
    "call",
    "call_named",
    "collect_notes",
    "compare",
    "conjunction",
    "disjunction",
    "divide",
    "equal",
    "fail",
    "greater",
    "greater_equal",
    "item_at",
    "items_of",
    "lazy_and",
    "lazy_or",
    "less",
    "less_equal",
    "loop",
    "make_range",
    "meets_any",
    "meets_test",
    "multiply",
    "negate",
    "not_equal",
    "path",
    "power",
    "quantified",
    "scoped",
    "select",
    "steps",
    "subtract",
]
