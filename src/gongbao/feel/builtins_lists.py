"""Functions of lists. Most also take their items as several arguments; null is not an empty list."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from gongbao.feel.numbers import CONTEXT
from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import (
    add,
    as_list,
    call,
    compare,
    conjunction,
    disjunction,
    equal,
    fail,
)
from gongbao.feel.values import Function


def _numbers(name: str, list_: Any) -> Any:
    """The list, if it holds numbers and is not empty."""
    items = as_list(list_)
    if not items or any(type(item) is not Decimal for item in items):
        return fail(f"函数 {name} 需要至少一个数，且都是数")
    return items


@builtin("count")
def count(list_: Any) -> Any:
    return wrong("count", list_) if list_ is None else Decimal(len(as_list(list_)))


def _extreme(name: str, op: str, list_: Any) -> Any:
    items = as_list(list_)
    if not items:
        return fail(f"函数 {name} 需要至少一个值")
    best = items[0]
    if compare(op, best, best) is None and len(items) == 1 and not isinstance(best, (str, Decimal)):
        return None
    for item in items[1:]:
        better = compare(op, item, best)
        if better is None:
            return None
        if better:
            best = item
    return best


@builtin("min")
def minimum(list_: Any) -> Any:
    return _extreme("min", "<", list_)


@builtin("max")
def maximum(list_: Any) -> Any:
    return _extreme("max", ">", list_)


@builtin("sum")
def total(list_: Any) -> Any:
    items = as_list(list_)
    if not items or any(item is None for item in items):
        return fail("函数 sum 需要至少一个值，且不能有空值")
    result = items[0]
    if type(result) is str or isinstance(result, (list, dict, bool)):
        return wrong("sum", result)
    for item in items[1:]:
        result = add(result, item)
    return result


@builtin("mean")
def mean(list_: Any) -> Any:
    items = _numbers("mean", list_)
    return None if items is None else sum(items, Decimal(0)) / Decimal(len(items))


@builtin("median")
def median(list_: Any) -> Any:
    items = _numbers("median", list_)
    if items is None:
        return None
    ordered, middle = sorted(items), len(items) // 2
    return ordered[middle] if len(items) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@builtin("stddev")
def standard_deviation(list_: Any) -> Any:
    items = _numbers("stddev", list_)
    if items is None or len(items) < 2:
        return fail("函数 stddev 需要至少两个数")
    middle = sum(items, Decimal(0)) / len(items)
    return (sum(((item - middle) ** 2 for item in items), Decimal(0)) / (len(items) - 1)).sqrt(CONTEXT)


@builtin("mode")
def mode(list_: Any) -> Any:
    if list_ == []:
        return []
    items = _numbers("mode", list_)
    if items is None:
        return None
    most = max(items.count(item) for item in items)
    return sorted({item for item in items if items.count(item) == most})


@builtin("product")
def product(list_: Any) -> Any:
    items = _numbers("product", list_)
    if items is None:
        return None
    result = Decimal(1)
    for item in items:
        result *= item
    return result


def _truth(name: str, list_: Any, fold: Callable[[list[Any]], bool | None]) -> Any:
    if list_ is None:
        return wrong(name, list_)
    items = as_list(list_)
    if any(item is not None and not isinstance(item, bool) for item in items):
        return fail(f"函数 {name} 需要是非值")
    return fold(items)


@builtin("all")
def every(list_: Any) -> Any:
    return _truth("all", list_, conjunction)


@builtin("any")
def some(list_: Any) -> Any:
    return _truth("any", list_, disjunction)


@builtin("not")
def negation(negand: Any) -> Any:
    if negand is None:
        return None
    return not negand if isinstance(negand, bool) else wrong("not", negand)


@builtin("list contains")
def list_contains(list_: Any, element: Any) -> Any:
    if list_ is None:
        return wrong("list contains", list_)
    return any(equal(item, element) is True for item in as_list(list_))


@builtin("sublist")
def sublist(list_: Any, start: Any, length: Any = None) -> Any:
    if list_ is None or type(start) is not Decimal or not (length is None or type(length) is Decimal):
        return wrong("sublist", list_, start, length)
    items, begin = as_list(list_), int(start)
    if begin == 0 or abs(begin) > len(items):
        return fail("sublist 的起点超出列表")
    begin = begin - 1 if begin > 0 else len(items) + begin
    if length is None:
        return items[begin:]
    return items[begin : begin + int(length)] if length >= 1 and begin + length <= len(items) else fail("sublist 太长")


@builtin("append")
def append(list_: Any, *items: Any) -> Any:
    return wrong("append", list_) if list_ is None else [*as_list(list_), *items]


@builtin("concatenate")
def concatenate(*lists: Any) -> Any:
    if any(one is None for one in lists):
        return wrong("concatenate", None)
    return [item for one in lists for item in as_list(one)]


@builtin("union")
def union(*lists: Any) -> Any:
    joined = concatenate(*lists)
    return None if joined is None else distinct_values(joined)


@builtin("insert before")
def insert_before(list_: Any, position: Any, item: Any) -> Any:
    place = _place("insert before", list_, position, 0)
    return None if place is None else [*as_list(list_)[:place], item, *as_list(list_)[place:]]


@builtin("remove")
def remove(list_: Any, position: Any) -> Any:
    place = _place("remove", list_, position, 0)
    return None if place is None else [*as_list(list_)[:place], *as_list(list_)[place + 1 :]]


def _place(name: str, list_: Any, position: Any, beyond: int) -> Any:
    """An index from 0 for a position from 1, or from the end where negative."""
    if list_ is None or type(position) is not Decimal:
        return wrong(name, list_, position)
    items, index = as_list(list_), int(position)
    if index == 0 or abs(index) > len(items) + beyond:
        return fail(f"函数 {name} 的位置超出列表")
    return index - 1 if index > 0 else len(items) + index


@builtin("list replace")
def list_replace(list_: Any, where: Any, item: Any) -> Any:
    if list_ is None:
        return wrong("list replace", list_)
    items = as_list(list_)
    if isinstance(where, Function):
        if len(where.parameters) != 2:
            return fail("list replace 的函数要有两个参数")
        matches = [call(where, (old, item)) for old in items]
        if any(not isinstance(match, bool) for match in matches):
            return fail("list replace 的函数要得出是或非")
        return [item if match else old for old, match in zip(items, matches, strict=True)]
    place = _place("list replace", list_, where, 0)
    return None if place is None else [*items[:place], item, *items[place + 1 :]]


@builtin("reverse")
def reverse(list_: Any) -> Any:
    return wrong("reverse", list_) if list_ is None else as_list(list_)[::-1]


@builtin("index of")
def index_of(list_: Any, match: Any) -> Any:
    if list_ is None:
        return wrong("index of", list_)
    return [Decimal(place) for place, item in enumerate(as_list(list_), 1) if equal(item, match) is True]


@builtin("distinct values")
def distinct_values(list_: Any) -> Any:
    if list_ is None:
        return wrong("distinct values", list_)
    found: list[Any] = []
    for item in as_list(list_):
        if not any(equal(item, other) is True for other in found):
            found.append(item)
    return found


@builtin("flatten")
def flatten(list_: Any) -> Any:
    if list_ is None:
        return wrong("flatten", list_)
    flat: list[Any] = []
    for item in as_list(list_):
        flat.extend(flatten(item)) if isinstance(item, list) else flat.append(item)
    return flat


@builtin("sort")
def sort(list_: Any, precedes: Any = None) -> Any:
    if list_ is None or not (precedes is None or isinstance(precedes, Function)):
        return wrong("sort", list_, precedes)

    def order(a: Any, b: Any) -> int:
        before = compare("<", a, b) if precedes is None else call(precedes, (a, b))
        if before is True:
            return -1
        after = compare("<", b, a) if precedes is None else call(precedes, (b, a))
        return 1 if after is True else 0

    return sorted(as_list(list_), key=cmp_to_key(order))
