"""Functions of contexts."""

from __future__ import annotations

from typing import Any

from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import as_list, equal, fail
from gongbao.feel.temporal import clock_fields, time_of
from gongbao.feel.values import kind


@builtin("context")
def context(entries: Any) -> Any:
    made: dict[str, Any] = {}
    for entry in as_list(entries) if entries is not None else [None]:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or "value" not in entry:
            return fail("context 的每一项要有 key 和 value")
        if entry["key"] in made:
            return fail(f"context 的 key 重复：{entry['key']}")
        made[entry["key"]] = entry["value"]
    return made


@builtin("get value")
def get_value(m: Any, key: Any) -> Any:
    if not isinstance(m, dict) or not isinstance(key, (str, list)):
        return wrong("get value", m, key)
    found: Any = m
    for one in as_list(key):
        if not isinstance(found, dict) or not isinstance(one, str):
            return fail("get value 找不到这一项")
        found = found.get(one)
    return found


@builtin("get entries")
def get_entries(m: Any) -> Any:
    if not isinstance(m, dict):
        return wrong("get entries", m)
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context put")
def context_put(context_: Any, key: Any, value: Any) -> Any:
    if not isinstance(context_, dict) or not isinstance(key, (str, list)):
        return wrong("context put", context_, key)
    if isinstance(key, str):
        return {**context_, key: value}
    if not key or not isinstance(key[0], str):
        return fail("context put 的 keys 应当是名称的列表")
    if len(key) == 1:
        return {**context_, key[0]: value}
    inner = context_put(context_.get(key[0]), key[1:], value)
    return None if inner is None else {**context_, key[0]: inner}


@builtin("context merge")
def context_merge(contexts: Any) -> Any:
    merged: dict[str, Any] = {}
    if contexts is None:
        return wrong("context merge", contexts)
    for one in as_list(contexts):
        if not isinstance(one, dict):
            return wrong("context merge", one)
        merged |= one
    return merged


@builtin("is")
def is_(value1: Any, value2: Any) -> Any:
    if kind(value1) != kind(value2):
        return False
    if kind(value1) in ("time", "date and time"):
        zones = [clock_fields(time_of(value))[4] for value in (value1, value2)]
        if (zones[0] is None) != (zones[1] is None):
            return False
    return equal(value1, value2) is True
