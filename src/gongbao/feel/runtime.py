"""What expressions do, as functions over values: the evaluator and generated code both call these.

Anything that DMN leaves undefined gives null and a note (`collect_notes`), never an exception. Arithmetic runs in
FEEL's number context, which `evaluate` sets and callers of generated code must set (`number_context`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from gongbao.feel import temporal
from gongbao.feel.errors import FeelLimitError
from gongbao.feel.values import (
    KIND_ZH,
    Function,
    Range,
    Test,
    WideDate,
    WideDateTime,
    WideTime,
    YearMonthDuration,
    kind,
)

MAX_ITEMS = 100_000  # of one loop or list
_notes: ContextVar[list[str] | None] = ContextVar("feel_notes", default=None)

_DATES = (date, WideDate)  # a datetime is a date to Python: ask kind() where that matters
_DATE_TIMES = (datetime, WideDateTime)
_TIMES = (time, WideTime)
_DURATIONS = (timedelta, YearMonthDuration)
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@contextmanager
def collect_notes() -> Iterator[list[str]]:
    """Within it, why a null came out is written down, in Chinese."""
    notes: list[str] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def fail(note: str) -> Any:
    """Null, with the reason noted where somebody listens."""
    notes = _notes.get()
    if notes is not None and len(notes) < 100:
        notes.append(note)
    return None


def _refuse(what: str, *values: Any) -> Any:
    if _notes.get() is not None:
        fail(f"{what}用在了{'和'.join(KIND_ZH[kind(value)] for value in values)}上")
    return None


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
        _refuse("“=”", a, b)
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
        _refuse(f"“{op}”", a, b)
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


def add(a: Any, b: Any) -> Any:
    """a + b: numbers, texts, a time and a duration, two durations."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a + b
        if type(a) is str and type(b) is str:
            return a + b if len(a) + len(b) < 1_000_000 else fail("文字太长")
        if type(a) is type(b) and isinstance(a, timedelta):
            return a + b
        if isinstance(a, YearMonthDuration) and isinstance(b, YearMonthDuration):
            return YearMonthDuration(a.months + b.months)
        if isinstance(b, _DURATIONS):
            shifted = _shift(a, b)
        elif isinstance(a, _DURATIONS):
            shifted = _shift(b, a)
        else:
            shifted = None
        return shifted if shifted is not None else _refuse("“+”", a, b)
    except (ArithmeticError, ValueError):
        return fail("加法的结果超出范围")


def _shift(value: Any, duration: timedelta | YearMonthDuration) -> Any:
    """A date or time moved by a duration; None where it cannot be."""
    if isinstance(value, _DATE_TIMES):
        if isinstance(duration, timedelta):
            return temporal.shift(value, duration)
        day = temporal.plus_months(temporal.date_of(value), duration.months)
        return None if day is None else temporal.join(day, temporal.time_of(value))
    if isinstance(value, _DATES):
        if isinstance(duration, YearMonthDuration):
            return temporal.plus_months(value, duration.months)
        return temporal.plus_days(value, duration.days)
    if isinstance(value, _TIMES) and isinstance(duration, timedelta):
        return temporal.shift_time(value, duration)
    return None


def subtract(a: Any, b: Any) -> Any:
    """a - b: numbers, a time and a duration, two times, two durations."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a - b
        if isinstance(b, _DURATIONS):
            if isinstance(a, timedelta) and isinstance(b, timedelta):
                return a - b
            if isinstance(a, YearMonthDuration) and isinstance(b, YearMonthDuration):
                return YearMonthDuration(a.months - b.months)
            opposite = -b if isinstance(b, timedelta) else YearMonthDuration(-b.months)
            shifted = _shift(a, opposite)
            return shifted if shifted is not None else _refuse("“-”", a, b)
        if isinstance(a, (*_DATES, *_DATE_TIMES)) and isinstance(b, (*_DATES, *_DATE_TIMES)):
            return _between_days(a, b)
        if isinstance(a, _TIMES) and isinstance(b, _TIMES):
            zone_a, zone_b = temporal.offset_seconds(a), temporal.offset_seconds(b)
            if (zone_a is None) != (zone_b is None):
                return fail("一个时间有时区，另一个没有，不能相减")
            micro = temporal.clock_micros(a) - temporal.clock_micros(b)
            return temporal.micros(micro - ((zone_a or 0) - (zone_b or 0)) * 1_000_000)
        return _refuse("“-”", a, b)
    except (ArithmeticError, ValueError):
        return fail("减法的结果超出范围")


def _between_days(a: Any, b: Any) -> Any:
    """The time from b to a; a date is its midnight in UTC where the other has a zone."""
    zone_a = temporal.offset_seconds(a) if isinstance(a, _DATE_TIMES) else None
    zone_b = temporal.offset_seconds(b) if isinstance(b, _DATE_TIMES) else None
    if isinstance(a, _DATE_TIMES) and zone_a is None and zone_b is not None:
        return fail("一个时间有时区，另一个没有，不能相减")
    if isinstance(b, _DATE_TIMES) and zone_b is None and zone_a is not None:
        return fail("一个时间有时区，另一个没有，不能相减")
    if kind(a) != kind(b) and zone_a is None and zone_b is None:
        return fail("日期与没有时区的日期时间不能相减")
    micro_a, micro_b = (
        temporal.date_time_micros(v) if isinstance(v, _DATE_TIMES) else temporal.day_number(v) * 86_400_000_000
        for v in (a, b)
    )
    return temporal.micros(micro_a - micro_b - ((zone_a or 0) - (zone_b or 0)) * 1_000_000)


def multiply(a: Any, b: Any) -> Any:
    """a * b: numbers, a duration and a number."""
    try:
        if type(a) is Decimal and type(b) is Decimal:
            return a * b
        if type(a) is Decimal and isinstance(b, _DURATIONS):
            a, b = b, a
        if type(b) is Decimal and isinstance(a, timedelta):
            return temporal.micros(int(temporal.in_micros(a) * b))
        if type(b) is Decimal and isinstance(a, YearMonthDuration):
            return YearMonthDuration(int(a.months * b))
        return _refuse("“*”", a, b)
    except (ArithmeticError, ValueError):
        return fail("乘法的结果超出范围")


def divide(a: Any, b: Any) -> Any:
    """a / b: numbers, a duration and a number, two durations; by zero gives null."""
    try:
        if type(b) is Decimal:
            if not b:
                return fail("除数是零")
            if type(a) is Decimal:
                return a / b
            if isinstance(a, timedelta):
                return temporal.micros(int(temporal.in_micros(a) / b))
            if isinstance(a, YearMonthDuration):
                return YearMonthDuration(int(a.months / b))
        if type(a) is type(b) and isinstance(a, _DURATIONS):
            over, under = (v.months if isinstance(v, YearMonthDuration) else temporal.in_micros(v) for v in (a, b))
            return Decimal(over) / Decimal(under) if under else fail("除数是零")
        return _refuse("“/”", a, b)
    except (ArithmeticError, ValueError):
        return fail("除法的结果超出范围")


def power(a: Any, b: Any) -> Any:
    """a ** b for numbers."""
    if type(a) is not Decimal or type(b) is not Decimal:
        return _refuse("“**”", a, b)
    try:
        if not a and not b:
            return Decimal(1)
        return a**b
    except (ArithmeticError, ValueError):
        return fail("乘方的结果超出范围")


def negate(a: Any) -> Any:
    """-a for numbers and durations."""
    if type(a) is Decimal:
        return -a
    if isinstance(a, timedelta):
        return temporal.micros(-temporal.in_micros(a))
    if isinstance(a, YearMonthDuration):
        return YearMonthDuration(-a.months)
    return _refuse("负号", a)


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}


def make_range(start: Any, end: Any, start_included: bool, end_included: bool) -> Any:
    """A range value; null where the ends do not go together. An end that is null is unknown."""
    if start is not None and end is not None and (kind(start) != kind(end) or kind(start) not in _COMPARABLE):
        return _refuse("区间", start, end)
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
        if isinstance(source, _DURATIONS):
            return temporal.duration_property(source, name)
        if isinstance(source, (*_DATES, *_DATE_TIMES, *_TIMES)):
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
