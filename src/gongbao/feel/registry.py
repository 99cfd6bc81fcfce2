"""Built-in functions by name: where each module of them writes itself down, and how a call finds its function."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from gongbao.feel.runtime import fail
from gongbao.feel.signatures import SIGNATURES, SPREAD, arrange
from gongbao.feel.values import KIND_ZH, Function, kind

Implementation = Callable[..., Any]
_F = TypeVar("_F", bound=Implementation)
BUILTINS: dict[str, Implementation] = {}
VARIADIC = frozenset({"append", "concatenate", "union"})  # take several lists or items as they come


def builtin(name: str) -> Callable[[_F], _F]:
    """Registers the function of a signature. It gets its arguments by position and answers null where DMN does."""

    def register(function: _F) -> _F:
        BUILTINS[name] = function
        return function

    return register


def wrong(name: str, *values: Any) -> Any:
    """Null, noting which kinds the function was given."""
    return fail(f"函数 {name} 不接受{'、'.join(KIND_ZH[kind(value)] for value in values)}")


@cache
def fits(name: str, count: int) -> bool:
    """Whether a function can be called with so many arguments by position."""
    if name in VARIADIC:
        return count >= 1
    if name in SPREAD and count > 1:
        return True
    return any(sum(not p.endswith("?") for p in form) <= count <= len(form) for form in SIGNATURES[name])


def spread(name: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Several arguments of a list function as its one list."""
    if name in SPREAD and name not in VARIADIC and len(arguments) > 1:
        return (list(arguments),)
    return arguments


def call_builtin(name: str, arguments: tuple[Any, ...], names: tuple[str, ...] | None = None) -> Any:
    """A built-in function called by position or by name; null where the arguments do not fit."""
    load()
    if names is not None:
        forms = arrange(name, names)
        if not forms:
            return fail(f"函数 {name} 没有这样的参数名")
        if name == "context put" and ("keys" in names) != isinstance(arguments[names.index(_key_of(names))], list):
            return fail("context put 的 key 是一个名称，keys 是列表")
        order = forms[0]
        while order and order[-1] is None:
            order = order[:-1]
        arguments = tuple(None if place is None else arguments[place] for place in order)
    else:
        if not fits(name, len(arguments)):
            return fail(f"函数 {name} 不能有 {len(arguments)} 个参数")
        arguments = spread(name, arguments)
    try:
        return BUILTINS[name](*arguments)
    except (ArithmeticError, ValueError):
        return fail(f"函数 {name} 的结果超出范围")


def _key_of(names: tuple[str, ...]) -> str:
    return "keys" if "keys" in names else "key"


def builtin_value(name: str) -> Function:
    """A built-in function as a value, to be passed on."""
    return Function(("*",), lambda *arguments: call_builtin(name, arguments))


@lru_cache(maxsize=1)
def load() -> None:
    """Imports the modules that register the functions."""
    import gongbao.feel.builtins_context
    import gongbao.feel.builtins_lists
    import gongbao.feel.builtins_numbers
    import gongbao.feel.builtins_ranges
    import gongbao.feel.builtins_text
    import gongbao.feel.builtins_time  # noqa: F401
