"""Types of expressions before they run: what a pack's expression yields, whether null can come out, what cannot fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from gongbao.feel import temporal
from gongbao.feel.errors import FeelTypeError
from gongbao.feel.signatures import BUILTIN_NAMES
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
)
from gongbao.feel.values import KIND_ZH, kind


@dataclass(frozen=True, slots=True)
class FeelType:
    """A kind of FEEL value (`number`, `string`, `date` …; `any` where unknown). `item` is of a list's items or a
    range's ends; `nullable` says that null can come out."""

    kind: str
    nullable: bool = False
    item: FeelType | None = None
    entries: tuple[tuple[str, FeelType], ...] = ()

    def or_null(self, nullable: bool = True) -> FeelType:
        """The same type, null possible if `nullable`."""
        return self if self.nullable or not nullable else replace(self, nullable=True)

    @property
    def zh(self) -> str:
        """The type's name in messages."""
        return KIND_ZH[self.kind]


NUMBER = FeelType("number")
STRING = FeelType("string")
BOOLEAN = FeelType("boolean")
DATE = FeelType("date")
TIME = FeelType("time")
DATE_TIME = FeelType("date and time")
DAYS = FeelType("days and time duration")
MONTHS = FeelType("years and months duration")
NULL = FeelType("null", nullable=True)
ANY = FeelType("any", nullable=True)


def list_of(item: FeelType, nullable: bool = False) -> FeelType:
    """The type of a list of such items."""
    return FeelType("list", nullable, item)


_ORDERED = frozenset(t.kind for t in (NUMBER, STRING, DATE, TIME, DATE_TIME, DAYS, MONTHS))
_DURATIONS = frozenset((DAYS.kind, MONTHS.kind))
_MOMENTS = frozenset((DATE.kind, DATE_TIME.kind))
LITERALS: Mapping[str, Callable[[str], object]] = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_time,
    "duration": temporal.parse_duration,
}  # functions whose call with one text is a constant

# Results of built-in functions: kind, whether null can come out of good arguments, kinds of the parameters (`.` any).
_NUMERIC = ("number", "number")
_RESULTS: Mapping[str, tuple[str, bool, tuple[str, ...]]] = {
    **dict.fromkeys(("decimal", "floor", "ceiling", "round up", "round down"), ("number", False, _NUMERIC)),
    **dict.fromkeys(("round half up", "round half down", "round half even"), ("number", False, _NUMERIC)),
    **dict.fromkeys(("modulo", "sqrt", "log", "exp"), ("number", True, _NUMERIC)),
    **dict.fromkeys(("odd", "even"), ("boolean", False, ("number",))),
    **dict.fromkeys(("contains", "starts with", "ends with"), ("boolean", False, ("string", "string"))),
    **dict.fromkeys(("substring before", "substring after"), ("string", False, ("string", "string"))),
    **dict.fromkeys(("upper case", "lower case"), ("string", False, ("string",))),
    "string length": ("number", False, ("string",)),
    "substring": ("string", True, ("string", "number", "number")),
    "replace": ("string", True, ("string", "string", "string", "string")),
    "matches": ("boolean", True, ("string", "string", "string")),
    "split": ("list", True, ("string", "string")),
    "string join": ("string", True, (".", "string")),
    "string": ("string", False, (".",)),
    "number": ("number", True, ("string", "string", "string")),
    "not": ("boolean", False, ("boolean",)),
    "count": ("number", False, (".",)),
    "list contains": ("boolean", False, (".", ".")),
    "all": ("boolean", True, (".",)),
    "any": ("boolean", True, (".",)),
    "mean": ("number", True, (".",)),
    "median": ("number", True, (".",)),
    "stddev": ("number", True, (".",)),
    "product": ("number", True, (".",)),
    "index of": ("list", True, (".", ".")),
    "is": ("boolean", False, (".", ".")),
    "date": ("date", True, (".", "number", "number")),
    "time": ("time", True, (".", "number", "number", ".")),
    "date and time": ("date and time", True, (".", ".")),
    "years and months duration": ("years and months duration", False, (".", ".")),
    "day of year": ("number", False, (".",)),
    "day of week": ("string", False, (".",)),
    "month of year": ("string", False, (".",)),
    "week of year": ("number", False, (".",)),
    "today": ("date", False, ()),
    "now": ("date and time", False, ()),
    **dict.fromkeys(
        (
            *("before", "after", "meets", "coincides", "includes", "during", "starts", "finishes", "overlaps"),
            *("met by", "started by", "finished by", "overlaps before", "overlaps after"),
        ),
        ("boolean", True, (".", ".")),
    ),
}
_SAME_LIST = frozenset({"sublist", "append", "concatenate", "union", "reverse", "distinct values", "sort", "remove"})


class Inference:
    """Types of the nodes of one tree, each worked out once. With `strict`, what cannot fit raises FeelTypeError;
    else its type is unknown."""

    def __init__(self, types: Mapping[str, FeelType], text: str = "", *, strict: bool = True) -> None:
        self.types = types
        self.text = text
        self.strict = strict
        self.known: dict[int, FeelType] = {}
        self._kept: list[Expr] = []  # so that no id is used again

    def of(self, expr: Expr, scope: Mapping[str, FeelType] | None = None) -> FeelType:
        """The type of an expression; inside loops and functions, `scope` holds the types of their variables."""
        found = self.known.get(id(expr))
        if found is None:
            found = self._visit(expr, scope if scope is not None else {})
            self.known[id(expr)] = found
            self._kept.append(expr)
        return found

    def _fail(self, at: int, zh: str, en: str) -> FeelType:
        if self.strict:
            self._raise(at, zh, en)
        return ANY

    def _raise(self, at: int, zh: str, en: str) -> NoReturn:
        raise FeelTypeError(self.text, at, zh, en)

    def _want(self, expr: Expr, type_: FeelType, wanted: str, what: str) -> None:
        if type_.kind not in (wanted, "any", "null"):
            self._fail(
                expr.at,
                f"{what}应当是“{KIND_ZH[wanted]}”，这里是“{type_.zh}”",
                f"expected {wanted}, found {type_.kind}",
            )

    def _visit(self, expr: Expr, scope: Mapping[str, FeelType]) -> FeelType:
        match expr:
            case Number():
                return NUMBER
            case String():
                return STRING
            case Boolean():
                return BOOLEAN
            case Null():
                return NULL
            case At(text=text):
                value = temporal.parse_at(text)
                if value is None:
                    return self._fail(
                        expr.at, f"“{text}”不是日期、时间或时长", f"'{text}' is no date, time or duration"
                    )
                return FeelType(kind(value))
            case Name(name=name):
                if name in scope:
                    return scope[name]
                if name in self.types:
                    return self.types[name]
                return FeelType("function") if name in BUILTIN_NAMES else ANY
            case ListOf(items=items):
                return list_of(self._common([self.of(item, scope) for item in items]))
            case ContextOf(entries=entries):
                inner = dict(scope)
                for key, value in entries:
                    inner[key] = self.of(value, inner)
                return FeelType("context", len({k for k, _ in entries}) < len(entries))
            case RangeOf(start=start, end=end):
                ends = [self.of(start, scope), self.of(end, scope)]
                self._same(expr.at, ends[0], ends[1], "区间的两端")
                return FeelType("range", any(t.nullable for t in ends), self._common(ends))
            case TestOf(operand=operand):
                return FeelType("range", False, self.of(operand, scope))
            case Negate(operand=operand):
                type_ = self.of(operand, scope)
                if type_.kind in ("number", "any", *_DURATIONS):
                    return type_
                return self._fail(expr.at, f"负号不能用在{type_.zh}上", f"cannot negate {type_.kind}")
            case Arithmetic():
                return self._arithmetic(expr, self.of(expr.left, scope), self.of(expr.right, scope))
            case Compare():
                return self._compare(expr, self.of(expr.left, scope), self.of(expr.right, scope))
            case Between(value=value, low=low, high=high):
                parts = [self.of(part, scope) for part in (value, low, high)]
                self._same(expr.at, parts[0], parts[1], "between 的值和下限")
                self._same(expr.at, parts[0], parts[2], "between 的值和上限")
                return BOOLEAN.or_null(any(part.nullable for part in parts))
            case In():
                return self._in(expr, scope)
            case Logic(op=op, operands=operands):
                parts = [self.of(operand, scope) for operand in operands]
                for operand, part in zip(operands, parts, strict=True):
                    self._want(operand, part, "boolean", f"“{op}”两边")
                return BOOLEAN.or_null(any(part.nullable or part.kind != "boolean" for part in parts))
            case If():
                return self._if(expr, scope)
            case For(iterations=iterations, body=body):
                inner = self._bound(iterations, {**scope, "partial": list_of(ANY)})
                return list_of(self.of(body, inner), True)
            case Quantified(iterations=iterations, condition=condition):
                inner = self._bound(iterations, scope)
                self._want(condition, self.of(condition, inner), "boolean", "satisfies 后面")
                return BOOLEAN.or_null()
            case FunctionOf(parameters=parameters, body=body):
                self.of(body, {**scope, **dict.fromkeys(parameters, ANY)})
                return FeelType("function")
            case Filter(source=source, condition=condition):
                return self._filter(source, condition, scope)
            case Path(source=source, name=name):
                return self._path(expr, self.of(source, scope), name)
            case InstanceOf(value=value):
                self.of(value, scope)
                return BOOLEAN.or_null()
            case Call():
                return self._call(expr, scope)
        return ANY

    def _common(self, types: list[FeelType]) -> FeelType:
        """The one type that all have, null aside."""
        kinds = [type_ for type_ in types if type_.kind != "null"]
        nullable = any(type_.nullable for type_ in types)
        if not kinds or any(type_.kind != kinds[0].kind for type_ in kinds):
            return ANY
        return kinds[0].or_null(nullable)

    def _same(self, at: int, left: FeelType, right: FeelType, what: str) -> None:
        if left.kind != right.kind and not {left.kind, right.kind} & {"any", "null"}:
            self._fail(
                at,
                f"{what}类型不同：{left.zh}和{right.zh}",
                f"cannot compare {left.kind} with {right.kind}",
            )

    def _arithmetic(self, expr: Arithmetic, left: FeelType, right: FeelType) -> FeelType:
        op, kinds, nullable = expr.op, (left.kind, right.kind), left.nullable or right.nullable
        if "any" in kinds or "null" in kinds:
            return ANY
        result: FeelType | None = None
        if kinds == ("number", "number"):
            divides = op == "/" and not (isinstance(expr.right, Number) and expr.right.value)
            return NUMBER.or_null(nullable or divides or op == "**")
        match op:
            case "+" if kinds == ("string", "string"):
                result = STRING
            case "+" if kinds[1] in _DURATIONS and kinds[0] in _MOMENTS:
                result = left
            case "+" if kinds[0] in _DURATIONS and kinds[1] in _MOMENTS:
                result = right
            case "-" if kinds[1] in _DURATIONS and kinds[0] in _MOMENTS:
                result = left
            case "-" if kinds[0] in _MOMENTS and kinds[1] in _MOMENTS:
                result = DAYS.or_null(kinds[0] != kinds[1] or kinds[0] != "date")
            case "+" | "-" if kinds[0] == kinds[1] and kinds[0] in _DURATIONS:
                result = left.or_null(kinds[0] == DAYS.kind)
            case "+" | "-" if ("time" in kinds and DAYS.kind in kinds) or kinds == ("time", "time"):
                result = (DAYS if kinds == ("time", "time") else TIME).or_null()
            case "*" if "number" in kinds and (kinds[0] in _DURATIONS or kinds[1] in _DURATIONS):
                result = (right if kinds[0] == "number" else left).or_null()
            case "/" if kinds[0] in _DURATIONS and kinds[1] in ("number", kinds[0]):
                result = (left if kinds[1] == "number" else NUMBER).or_null()
        if result is None:
            return self._fail(
                expr.at,
                f"“{op}”不能用在{left.zh}和{right.zh}之间",
                f"cannot apply '{op}' to {left.kind} and {right.kind}",
            )
        return result.or_null(nullable)

    def _compare(self, expr: Compare, left: FeelType, right: FeelType) -> FeelType:
        self._same(expr.at, left, right, f"“{expr.op}”两边")
        if expr.op in ("=", "!="):
            plain = left.kind == right.kind and left.kind in (_ORDERED | {"boolean"})
            return BOOLEAN.or_null(not plain and "null" not in (left.kind, right.kind))
        for side in (left, right):
            if side.kind not in _ORDERED and side.kind not in ("any", "null"):
                return self._fail(expr.at, f"{side.zh}没有大小先后，不能用“{expr.op}”", f"{side.kind} has no order")
        return BOOLEAN.or_null(left.nullable or right.nullable or left.kind != right.kind)

    def _in(self, expr: In, scope: Mapping[str, FeelType]) -> FeelType:
        value = self.of(expr.value, scope)
        nullable = value.nullable
        for test in expr.tests:
            type_ = self.of(test, scope)
            against = type_.item if type_.kind in ("list", "range") and type_.item else type_
            if not (type_.kind == "list" and value.kind == "list") and against.kind not in ("list", "range"):
                self._same(test.at, value, against, "in 两边")
            nullable = nullable or type_.nullable or against.nullable
        return BOOLEAN.or_null(nullable)

    def _if(self, expr: If, scope: Mapping[str, FeelType]) -> FeelType:
        self._want(expr.condition, self.of(expr.condition, scope), "boolean", "if 后面的条件")
        then, otherwise = self.of(expr.then, scope), self.of(expr.otherwise, scope)
        if then.kind != otherwise.kind and not {then.kind, otherwise.kind} & {"any", "null"}:
            return self._fail(
                expr.otherwise.at,
                f"then 得{then.zh}，else 得{otherwise.zh}，两个结果类型应当相同",
                f"'then' gives {then.kind}, 'else' gives {otherwise.kind}",
            )
        if "any" in (then.kind, otherwise.kind):
            return ANY
        chosen = otherwise if then.kind == "null" else then
        return chosen.or_null(then.nullable or otherwise.nullable)

    def _bound(self, iterations: tuple[Iteration, ...], scope: Mapping[str, FeelType]) -> dict[str, FeelType]:
        inner = dict(scope)
        for step in iterations:
            source = self.of(step.source, inner)
            if step.high is not None:
                self.of(step.high, inner)
                inner[step.name] = FeelType(source.kind) if source.kind in ("number", "date") else ANY
            else:
                inner[step.name] = source.item if source.kind in ("list", "range") and source.item else ANY
        return inner

    def _filter(self, source: Expr, condition: Expr, scope: Mapping[str, FeelType]) -> FeelType:
        type_ = self.of(source, scope)
        item = type_.item if type_.kind == "list" and type_.item else ANY
        # A name in the condition may be a key of the item: nothing outside it is sure.
        hidden = ANY if item.kind in ("any", "context") else item
        inner = (
            {**scope, "item": item} if hidden is item else {**dict.fromkeys({*scope, *self.types}, ANY), "item": ANY}
        )
        outcome = self.of(condition, inner)
        if outcome.kind == "number":
            return item.or_null()
        return list_of(item) if outcome.kind == "boolean" else ANY

    def _path(self, expr: Path, source: FeelType, name: str) -> FeelType:
        if source.kind in ("date", "date and time") and name in ("year", "month", "day", "weekday"):
            return NUMBER.or_null(source.nullable)
        if source.kind in ("time", "date and time") and name in ("hour", "minute", "second"):
            return NUMBER.or_null(source.nullable)
        if source.kind == MONTHS.kind and name in ("years", "months"):
            return NUMBER.or_null(source.nullable)
        if source.kind == DAYS.kind and name in ("days", "hours", "minutes", "seconds"):
            return NUMBER.or_null(source.nullable)
        if source.kind in ("number", "string", "boolean", "date", *_DURATIONS):
            return self._fail(expr.at, f"{source.zh}没有“{name}”", f"{source.kind} has no property '{name}'")
        return dict(source.entries).get(name, ANY)

    def _call(self, expr: Call, scope: Mapping[str, FeelType]) -> FeelType:
        arguments = [self.of(argument, scope) for argument in expr.arguments]
        if not isinstance(expr.function, Name) or expr.function.name in scope:
            self.of(expr.function, scope)
            return ANY
        name = expr.function.name
        if name not in BUILTIN_NAMES:
            return ANY
        from gongbao.feel.registry import fits

        if expr.names is None and not fits(name, len(arguments)):
            return self._fail(
                expr.at, f"函数 {name} 不能有 {len(arguments)} 个参数", f"wrong number of arguments for {name}"
            )
        if name in LITERALS and len(expr.arguments) == 1 and isinstance(expr.arguments[0], String):
            value = LITERALS[name](expr.arguments[0].value)
            if value is None:
                return self._fail(
                    expr.arguments[0].at,
                    f"“{expr.arguments[0].value}”不能作 {name} 的值",
                    f"not a {name}: '{expr.arguments[0].value}'",
                )
            return FeelType(kind(value))
        nullable = any(argument.nullable for argument in arguments)
        if name == "abs":
            return arguments[0] if arguments else ANY
        if name in ("min", "max", "sum"):
            return self._extreme(expr, name, arguments, nullable)
        if name in _SAME_LIST:
            first = arguments[0] if arguments else ANY
            return list_of(ANY if name in ("append", "concatenate", "union") else first.item or ANY, True)
        if name not in _RESULTS:
            return ANY
        result, may_fail, kinds = _RESULTS[name]
        if expr.names is None:
            for argument, type_, wanted in zip(expr.arguments, arguments, kinds, strict=False):
                if wanted != ".":
                    self._want(argument, type_, wanted, f"函数 {name} 的参数")
        sure = all(t.kind == w for t, w in zip(arguments, kinds, strict=False) if w != ".")
        loose = expr.names is not None or not sure or (name in _LOOSE and any(t.kind == "any" for t in arguments))
        item = STRING if name == "split" else NUMBER if name == "index of" else None
        scaled = result == "number" and kinds == _NUMERIC and not self._scale_is_sure(expr)
        undated = name in _DATES_ONLY and any(t.kind not in _MOMENTS for t in arguments)
        return FeelType(result, may_fail or nullable or loose or scaled or undated, item)

    def _scale_is_sure(self, expr: Call) -> bool:
        """Whether the number of places is written out, so that it is in range."""
        if len(expr.arguments) < 2:
            return True
        scale = expr.arguments[1]
        return isinstance(scale, Number) and abs(scale.value) < 6000

    def _extreme(self, expr: Call, name: str, arguments: list[FeelType], nullable: bool) -> FeelType:
        if len(arguments) == 1 and arguments[0].kind == "list":
            item = arguments[0].item or ANY
            filled = isinstance(expr.arguments[0], ListOf) and bool(expr.arguments[0].items)
            return item.or_null(nullable or not filled)
        common = arguments[0] if arguments else ANY
        for argument, type_ in zip(expr.arguments, arguments, strict=True):
            self._same(argument.at, common, type_, f"函数 {name} 的参数")
        kinds = {type_.kind for type_ in arguments}
        if kinds != {common.kind} or common.kind not in _ORDERED:
            if common.kind in ("boolean", "context", "function"):
                return self._fail(expr.at, f"函数 {name} 不能用在{common.zh}上", f"{name} of {common.kind}")
            return ANY
        if name == "sum" and common.kind not in ("number", *_DURATIONS):
            return self._fail(expr.at, f"函数 sum 不能用在{common.zh}上", f"sum of {common.kind}")
        return common.or_null(nullable or (name == "sum" and common.kind != "number"))


_LOOSE = frozenset({"count", "list contains", "is", "string"})
_DATES_ONLY = frozenset(
    {"years and months duration", "day of year", "day of week", "month of year", "week of year"}
)  # any argument but a date gives null


def infer(expr: Expr, types: Mapping[str, FeelType], text: str = "") -> FeelType:
    """The type of an expression over names of these types; names not among them are of unknown type.

    Raises FeelTypeError at the operator or value that can never fit; `text` is the expression's text, for its place.
    """
    return Inference(types, text).of(expr)
