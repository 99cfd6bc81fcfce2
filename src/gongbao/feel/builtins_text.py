"""Functions of texts, and texts made from any value."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from gongbao.feel import temporal
from gongbao.feel.numbers import CONTEXT, plain
from gongbao.feel.registry import builtin, wrong
from gongbao.feel.runtime import as_list, fail
from gongbao.feel.values import Range, Test, WideDate, WideDateTime, WideTime, kind

MAX_PATTERN = 1_000
MAX_SEARCHED = 100_000
_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?: \w+)*")


def text_of(value: Any, nested: bool = False) -> str | None:
    """A value as string() writes it."""
    match value:
        case None:
            return "null" if nested else None
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"' if nested else value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case datetime() | WideDateTime():
            return temporal.date_time_text(value)
        case date() | WideDate():
            return temporal.date_text(value)
        case time() | WideTime():
            return temporal.time_text(value)
        case list():
            return f"[{', '.join(str(text_of(item, True)) for item in value)}]"
        case dict():
            entries = (f"{_key_text(key)}: {text_of(item, True)}" for key, item in value.items())
            return f"{{{', '.join(entries)}}}"
        case Range():
            opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
            return f"{opening}{text_of(value.start, True)}..{text_of(value.end, True)}{closing}"
        case Test():
            return f"({value.op} {text_of(value.value, True)})"
    if kind(value) in ("days and time duration", "years and months duration"):
        return temporal.duration_text(value)
    return "function"


def _key_text(key: str) -> str:
    return key if _PLAIN_NAME.fullmatch(key) else str(text_of(key, True))


@builtin("string")
def string(from_: Any) -> Any:
    return text_of(from_)


def _number(text: str) -> Any:
    if len(text) > 100 or not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", text, re.ASCII):
        return fail(f"“{text[:20]}”不是数")
    return CONTEXT.create_decimal(text)


@builtin("number")
def number(from_: Any, grouping: Any = None, point: Any = None) -> Any:
    if not isinstance(from_, str):
        return wrong("number", from_)
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping and grouping == point):
        return fail("number 的分隔符应当是空格、逗号或句点，并且两者不同")
    text = from_.replace(grouping, "") if grouping else from_
    if point == ",":
        if "." in text:
            return fail(f"“{from_[:20]}”不是数")
        text = text.replace(",", ".")
    return _number(text)


def _texts(name: str, *values: Any) -> bool:
    if all(isinstance(value, str) for value in values):
        return True
    wrong(name, *values)
    return False


@builtin("substring")
def substring(text: Any, start: Any, length: Any = None) -> Any:
    if not isinstance(text, str) or type(start) is not Decimal or not (length is None or type(length) is Decimal):
        return wrong("substring", text, start, length)
    begin = int(start)
    if begin == 0 or abs(begin) > len(text):
        return fail("substring 的起点超出文字")
    begin = begin - 1 if begin > 0 else len(text) + begin
    if length is None:
        return text[begin:]
    return text[begin : begin + int(length)] if length >= 1 else fail("substring 的长度应当是正数")


@builtin("string length")
def string_length(text: Any) -> Any:
    return Decimal(len(text)) if _texts("string length", text) else None


@builtin("upper case")
def upper_case(text: Any) -> Any:
    return text.upper() if _texts("upper case", text) else None


@builtin("lower case")
def lower_case(text: Any) -> Any:
    return text.lower() if _texts("lower case", text) else None


@builtin("substring before")
def substring_before(text: Any, match: Any) -> Any:
    if not _texts("substring before", text, match):
        return None
    return text[: text.find(match)] if match in text else ""


@builtin("substring after")
def substring_after(text: Any, match: Any) -> Any:
    if not _texts("substring after", text, match):
        return None
    return text[text.find(match) + len(match) :] if match in text else ""


@builtin("contains")
def contains(text: Any, match: Any) -> Any:
    return match in text if _texts("contains", text, match) else None


@builtin("starts with")
def starts_with(text: Any, match: Any) -> Any:
    return text.startswith(match) if _texts("starts with", text, match) else None


@builtin("ends with")
def ends_with(text: Any, match: Any) -> Any:
    return text.endswith(match) if _texts("ends with", text, match) else None


def _pattern(name: str, text: Any, pattern: Any, flags: Any) -> Any:
    if not _texts(name, text, pattern) or not (flags is None or _texts(name, flags)):
        return None
    if len(pattern) > MAX_PATTERN or len(text) > MAX_SEARCHED:
        return fail(f"函数 {name} 的文字太长")
    letters = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": re.VERBOSE}
    mode = 0
    for flag in flags or "":
        if flag not in letters:
            return fail(f"函数 {name} 没有选项“{flag}”")
        mode |= letters[flag]
    if flags and "x" in flags:
        pattern, mode = re.sub(r"\s+", "", pattern), mode & ~re.VERBOSE
    try:
        return re.compile(pattern, mode)
    except (re.error, OverflowError, RecursionError):
        return fail(f"函数 {name} 的模式写法不对")


@builtin("matches")
def matches(text: Any, pattern: Any, flags: Any = None) -> Any:
    compiled = _pattern("matches", text, pattern, flags)
    return None if compiled is None else compiled.search(text) is not None


@builtin("replace")
def replace(text: Any, pattern: Any, replacement: Any, flags: Any = None) -> Any:
    if not _texts("replace", replacement):
        return None
    compiled = _pattern("replace", text, pattern, flags)
    if compiled is None:
        return None

    def fill(found: re.Match[str]) -> str:
        def group(reference: re.Match[str]) -> str:
            if reference[0][0] == "\\":
                return reference[0][1]
            digits = reference[1]
            while digits and int(digits) > (compiled.groups if compiled else 0):
                digits = digits[:-1]
            return (found[int(digits)] or "") + reference[1][len(digits) :] if digits else reference[1]

        return re.sub(r"\\.|\$(\d+)", group, replacement)

    return compiled.sub(fill, text)


@builtin("split")
def split(text: Any, delimiter: Any) -> Any:
    compiled = _pattern("split", text, delimiter, None)
    return None if compiled is None else [part or "" for part in compiled.split(text)]


@builtin("string join")
def string_join(list_: Any, delimiter: Any = None) -> Any:
    if list_ is None or not (delimiter is None or isinstance(delimiter, str)):
        return wrong("string join", list_, delimiter)
    parts = [item for item in as_list(list_) if item is not None]
    return (delimiter or "").join(parts) if _texts("string join", *parts) else None
