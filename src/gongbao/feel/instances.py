"""Whether a value is of a type as written, and what coercion makes of it."""

from __future__ import annotations

from typing import Any

from gongbao.feel.signatures import TYPE_NAMES
from gongbao.feel.syntax import TypeName
from gongbao.feel.values import Function, Range, Test, kind


def instance_of(value: Any, type_: TypeName) -> bool | None:
    """value instance of type; null is an instance of nothing but Null. An unknown type gives null."""
    if type_.name not in TYPE_NAMES:
        from gongbao.feel.runtime import fail

        fail(f"没有名为“{type_.name}”的类型")
        return None
    if value is None:
        return type_.name == "Null"
    if type_.name == "Any":
        return True
    if kind(value) != type_.name:
        return False
    if type_.name == "list" and type_.arguments:
        return all(_fits(item, type_.arguments[0]) for item in value)
    if type_.name == "context":
        entries = zip(type_.keys, type_.arguments, strict=True)
        return all(key in value and _fits(value[key], inner) for key, inner in entries)
    if type_.name == "range" and type_.arguments:
        ends = (value.start, value.end) if isinstance(value, Range) else (value.value,)
        return all(_fits(end, type_.arguments[0]) for end in ends)
    if type_.name == "function" and isinstance(value, Function):
        return not type_.arguments or value.parameters == ("*",) or len(value.parameters) == len(type_.arguments)
    return True


def _fits(value: Any, type_: TypeName) -> bool:
    return value is None or instance_of(value, type_) is True


def coerce(value: Any, type_: Any) -> tuple[bool, Any]:
    """Whether the value fits a parameter's type, and the value as it then is: a list of one may stand for its item."""
    if type_ is None or _fits(value, type_):
        return True, value
    if isinstance(value, list) and len(value) == 1 and _fits(value[0], type_):
        return True, value[0]
    if type_.name == "list" and not isinstance(value, (list, Test)) and _fits([value], type_):
        return True, [value]
    return False, None
