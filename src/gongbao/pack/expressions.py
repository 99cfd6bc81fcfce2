"""FEEL in a pack: parsed with the pack's names, numbers kept out, choices written bare read as texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from gongbao import feel
from gongbao.feel import FeelError, syntax
from gongbao.pack.compiled import Decision, FactType
from gongbao.pack.problems import PackError, listed, suggest
from gongbao.pack.shapes import TRUTH, Shape, ShapeFault, agree, shape, shape_of_type
from gongbao.pack.values import canonical
from gongbao.pack.yaml import Scalar

T = TypeVar("T")

_READERS_OF_TEXT = frozenset({"date", "duration", "number", "time", "date and time"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name of the pack."""

    kind: Literal["parameter", "input", "decision"]
    type: FactType
    unit: str | None = None
    choices: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True)
class Scope:
    """All names of a pack."""

    symbols: Mapping[str, Symbol]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names."""
        return tuple(self.symbols)

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """Their types."""
        return {name: shape_of_type(each.type, each.unit, each.choices) for name, each in self.symbols.items()}


def is_name(text: str) -> bool:
    """Whether a text can be a name in FEEL; blanks may stand inside."""
    joined = text.replace(" ", "_")
    try:
        return feel.parse(joined) == syntax.Name(0, joined) and text not in syntax_names()
    except FeelError:
        return False


def syntax_names() -> frozenset[str]:
    """Names that FEEL uses itself."""
    return frozenset({"item", "partial", "true", "false", "null"})


def expression(source: Scalar, scope: Scope, target: Symbol) -> str:
    """The text of an expression, checked.

    Raises:
        PackError: not FEEL, an unknown name, a number other than 0 and 1, types or units that do not agree.
    """
    expr = _parsed(source, scope, unary=False)
    _check(source, lambda: agree(0, shape(expr, scope.shapes), _wanted(target)))
    return source.text.strip()


def column(source: Scalar, scope: Scope) -> tuple[str, Symbol]:
    """The expression of a table's input, and what its cells are compared with. Errors as in `expression`."""
    expr = _parsed(source, scope, unary=False)
    text = source.text.strip()
    if isinstance(expr, syntax.Name) and expr.name in scope.symbols:
        return text, scope.symbols[expr.name]
    found = _check(source, lambda: shape(expr, scope.shapes))
    kinds = {
        "number": FactType.NUMBER,
        "boolean": FactType.BOOLEAN,
        "date": FactType.DATE,
        "list": FactType.LIST,
    }
    return text, Symbol("decision", kinds.get(found.kind, FactType.TEXT), found.unit or None)


def unary(source: Scalar, scope: Scope, subject: Symbol) -> str:
    """A cell of a table. Bare choices become texts, 是 and 否 booleans. Errors as in `expression`."""
    text = source.text.strip()
    if text == "-":
        return text
    if subject.type is FactType.BOOLEAN and text in ("是", "否"):
        return "true" if text == "是" else "false"
    if subject.choices and not any(character in text for character in '"(（='):
        words = [word.strip() for word in text.replace("，", ",").split(",")]
        for word in words:
            if word not in subject.choices:
                raise _no_choice(source, word, subject.choices)
        return ", ".join(quoted(word) for word in words)
    condition = _parsed(source, scope, unary=True)
    wanted = shape_of_type(subject.type, subject.unit, subject.choices)
    _check(source, lambda: agree(0, shape(condition, {**scope.shapes, "?": wanted}), TRUTH))
    return text


def output(source: Scalar, scope: Scope, target: Symbol) -> str:
    """A result cell. A bare choice becomes a text. Errors as in `expression`."""
    text = source.text.strip()
    if text in target.choices:
        return quoted(text)
    if target.type is FactType.BOOLEAN and text in ("是", "否"):
        return "true" if text == "是" else "false"
    element = Symbol(target.kind, FactType.TEXT) if target.type is FactType.LIST else target
    if target.choices and text not in scope.symbols and not any(character in text for character in '"(（ .'):
        raise _no_choice(source, text, target.choices)
    return expression(source, scope, element)


def literal(value: Scalar, target: Symbol) -> str:
    """A value that stands in a cell, as FEEL writes it. Errors as in `canonical`."""
    text = canonical(value, target.type, target.unit)
    if target.choices and text not in target.choices:
        raise _no_choice(value, text, target.choices)
    if target.type is FactType.DATE:
        return f"date({quoted(text)})"
    return quoted(text) if target.type in (FactType.TEXT, FactType.CHOICE, FactType.LIST) else text


def _no_choice(source: Scalar, word: str, choices: tuple[str, ...]) -> PackError:
    return PackError.at(source.mark, f"“{word}”不在选项里", suggest(word, choices, f"选项有：{listed(choices)}"))


def quoted(text: str) -> str:
    """A FEEL string literal."""
    return json.dumps(text, ensure_ascii=False)


def names_read(decision: Decision, scope: Scope) -> tuple[str, ...]:
    """Names in a decision's expressions, in order of the text."""
    texts: list[tuple[str, bool]] = []
    if decision.feel is not None:
        texts.append((decision.feel, False))
    if decision.table is not None:
        texts += [(text, False) for text in decision.table.inputs]
        for rule in decision.table.rules:
            texts += [(text, True) for text in rule.when if text != "-"]
            texts.append((rule.then, False))
    found: list[str] = []
    for text, is_test in texts:
        expr = feel.parse_unary(text, scope.names) if is_test else feel.parse(text, scope.names)
        found += sorted(name for name in feel.free_names(expr) if name in scope.symbols)
    return tuple(dict.fromkeys(found))


def _wanted(target: Symbol) -> Shape:
    return shape_of_type(target.type, target.unit, target.choices)


def _parsed(source: Scalar, scope: Scope, *, unary: bool) -> syntax.Expr:
    try:
        expr = feel.parse_unary(source.text, scope.names) if unary else feel.parse(source.text, scope.names)
    except FeelError as error:
        mark = source.mark_at(error.line, error.column)
        raise PackError.at(mark, f"表达式写错了：{error.message_zh}", "请改正表达式") from error
    for node in feel.walk(expr):
        if isinstance(node, syntax.Number) and node.value not in (0, 1):
            raise _at(source, node.at, f"表达式里直接写了数 {node.value}", "请在 parameters 里写成参数并引出原文")
        if isinstance(node, syntax.At):
            raise _at(source, node.at, "表达式里直接写了日期或时长", "请在 parameters 里写成参数并引出原文")
        if (
            isinstance(node, syntax.Call)
            and isinstance(node.function, syntax.Name)
            and node.function.name in _READERS_OF_TEXT
            and any(isinstance(argument, syntax.String) for argument in node.arguments)
        ):
            raise _at(source, node.at, "表达式里直接写了日期、时长或数", "请在 parameters 里写成参数并引出原文")
    for name in sorted(feel.free_names(expr) - set(scope.names) - {"?"}):
        at = next((node.at for node in feel.walk(expr) if isinstance(node, syntax.Name) and node.name == name), 0)
        raise _at(
            source, at, f"没有叫“{name}”的输入、参数或判定", suggest(name, scope.names, "请核对名字，或者先声明它")
        )
    return expr


def _check(source: Scalar, make: Callable[[], T]) -> T:
    try:
        return make()
    except ShapeFault as fault:
        raise _at(source, fault.at, fault.what, fault.remedy) from fault


def _at(source: Scalar, at: int, what: str, remedy: str) -> PackError:
    line = source.text.count("\n", 0, at) + 1
    column = at - (source.text.rfind("\n", 0, at) + 1) + 1
    return PackError.at(source.mark_at(line, column), what, remedy)
