"""Expressions as Ibis columns: one rule over a whole table, with the same answer as one by one.

Beside its value each node carries, for each input, the condition under which a row needs it and has not got it. What
cannot be proved exact, or has no equal on a database engine, is refused with its place (`NotTabular`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

import ibis

from gongbao.feel import columns, exact, temporal
from gongbao.feel.columns import (
    DAY,
    INT64_DIGITS,
    TEXT,
    TRUTH,
    WHOLE_DAYS,
    WHOLE_MONTHS,
    ColumnType,
    checked,
    of_number,
)
from gongbao.feel.errors import NotTabular
from gongbao.feel.rounding import quotient, rounded
from gongbao.feel.signatures import BUILTIN_NAMES
from gongbao.feel.syntax import (
    Arithmetic,
    At,
    Between,
    Boolean,
    Call,
    Compare,
    Expr,
    If,
    In,
    ListOf,
    Logic,
    Name,
    Negate,
    Null,
    Number,
    Path,
    RangeOf,
    String,
    TestOf,
)
from gongbao.feel.types import LITERALS
from gongbao.feel.values import YearMonthDuration

Missing = Mapping[str, Any]
_NOTHING: Missing = {}
_ORDERED = frozenset({"number", "string", "date", "years and months duration", "days and time duration"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an Ibis expression, its type, and for each input the boolean expression of the rows that lack it.

    The value is NULL in those rows. `fixed` holds a date or duration that is written out.
    """

    expr: Any
    type: ColumnType
    missing: Missing = field(default_factory=dict)
    masks: bool = False  # the value may be other than NULL where an input is missing
    fixed: object = None


def to_ibis(expr: Expr, columns: Mapping[str, Column]) -> Column:
    """The column of an expression over these columns.

    Numbers come out as DECIMAL as narrow as their bounds allow.

    Raises:
        NotTabular: with the offset of the part that a table cannot compute exactly, and why.
    """
    column = _settled(_Tables(columns).of(expr))
    if column.type.kind == "null":
        raise NotTabular(expr.at, "结果总是空值")
    if column.type.kind == "number":
        return replace(column, expr=column.expr.cast(column.type.engine))
    return column


def _any(conditions: Iterable[Any]) -> Any:
    return reduce(lambda a, b: a | b, conditions)


def _union(*maps: Missing) -> Missing:
    """For each input, missing in any."""
    names = dict.fromkeys(name for one in maps for name in one)
    return {name: _any(_distinct(one[name] for one in maps if name in one)) for name in names}


def _distinct(conditions: Iterable[Any]) -> list[Any]:
    """The conditions without repetitions: a column read twice is missing once."""
    return list({condition.op(): condition for condition in conditions}.values())


def _settled(column: Column) -> Column:
    """NULL where an input is missing."""
    if not column.masks or not column.missing:
        return replace(column, masks=False)
    lost = _any(column.missing.values())
    value = ibis.ifelse(lost, ibis.null(column.expr.type()), column.expr)
    return replace(column, expr=value, masks=False)


def _not(value: Any) -> Any:
    """not value. (NOT comes out of Ibis without brackets, and binds less than what may stand around it.)"""
    return value == ibis.literal(False)


def _identical(a: Any, b: Any) -> Any:
    """a = b where null equals null and nothing else. (IS NOT DISTINCT FROM comes out of Ibis without brackets.)"""
    return ibis.ifelse(a.isnull() | b.isnull(), a.isnull() & b.isnull(), a == b)


def _boolean(value: bool) -> Column:
    return Column(ibis.literal(value), TRUTH)


class _Tables:
    """One expression over one set of columns."""

    def __init__(self, columns_: Mapping[str, Column]) -> None:
        self.columns = columns_

    def of(self, expr: Expr) -> Column:
        match expr:
            case Number(value=value):
                return Column(exact.literal(value), checked(of_number(value), expr.at))
            case String(value=value):
                return Column(ibis.literal(value, "string"), TEXT)
            case Boolean(value=value):
                return _boolean(value)
            case Null():
                return Column(None, ColumnType("null", nullable=True))
            case At(text=text):
                return self.moment(expr, temporal.parse_at(text))
            case Name(name=name):
                return self.name(expr, name)
            case Negate(operand=operand):
                inner = self.number(operand)
                return replace(inner, expr=-inner.expr, type=columns.negated(inner.type))
            case Arithmetic():
                return self.arithmetic(expr)
            case Compare(op=op, left=left, right=right):
                return self.compare(expr.at, op, self.of(left), self.of(right))
            case Between(value=value, low=low, high=high):
                middle, least, most = self.of(value), self.of(low), self.of(high)
                parts = [self.compare(low.at, ">=", middle, least), self.compare(high.at, "<=", middle, most)]
                return self.all_needed("and", parts)
            case In():
                return self.membership(expr)
            case Logic(op=op, operands=operands):
                return self.logic(op, [self.truth(operand) for operand in operands])
            case If():
                return self.choice(expr)
            case Call():
                return self.call(expr)
            case Path(source=source, name=name):
                return self.path(expr, self.of(source), name)
        raise NotTabular(expr.at, _REFUSED.get(type(expr).__name__, "表格不支持这种写法"))

    def name(self, expr: Name, name: str) -> Column:
        column = self.columns.get(name)
        if column is None:
            raise NotTabular(expr.at, f"表格里没有“{name}”这一列")
        if column.type.kind == "number":
            return replace(column, expr=column.expr.cast(checked(column.type, expr.at).engine))
        return column

    def moment(self, expr: Expr, value: object) -> Column:
        """A date or duration written out."""
        if isinstance(value, date):
            return Column(ibis.date(value.isoformat()), DAY, fixed=value)
        if isinstance(value, YearMonthDuration):
            return Column(ibis.literal(value.months, "int64"), WHOLE_MONTHS, fixed=value)
        if isinstance(value, timedelta) and value == timedelta(days=value.days):
            return Column(ibis.literal(value.days, "int64"), WHOLE_DAYS, fixed=value)
        raise NotTabular(expr.at, "表格只支持日期、整年整月和整日的时长")

    def number(self, expr: Expr) -> Column:
        column = self.of(expr)
        if column.type.kind != "number":
            raise NotTabular(expr.at, f"这里应当是“数”，却是“{column.type.zh}”")
        return column

    def truth(self, expr: Expr) -> Column:
        column = self.of(expr)
        if column.type.kind == "null":
            return Column(ibis.null("boolean"), TRUTH.or_null())
        if column.type.kind != "boolean":
            raise NotTabular(expr.at, f"这里应当是“是非”，却是“{column.type.zh}”")
        return column

    def arithmetic(self, expr: Arithmetic) -> Column:
        if expr.op == "/":
            return self.division(expr)
        left, right = self.of(expr.left), self.of(expr.right)
        if expr.op == "**":
            raise NotTabular(expr.at, "表格不支持乘方，请写成连乘")
        kinds = (left.type.kind, right.type.kind)
        if kinds == ("number", "number"):
            return self.exactly(expr.at, expr.op, left, right)
        if kinds == ("date", "date") and expr.op == "-":
            days = left.expr.delta(right.expr, unit="day")
            return self.joined(days, WHOLE_DAYS, left, right)
        if expr.op in "+-" and kinds[0] == "date":
            return self.shifted(expr, left, right, 1 if expr.op == "+" else -1)
        if expr.op == "+" and kinds[1] == "date":
            return self.shifted(expr, right, left, 1)
        if kinds[0] == kinds[1] in ("years and months duration", "days and time duration") and expr.op in "+-":
            made = left.expr + right.expr if expr.op == "+" else left.expr - right.expr
            return self.joined(made, left.type, left, right)
        raise NotTabular(expr.at, f"表格不支持“{expr.op}”用在{left.type.zh}和{right.type.zh}之间")

    def exactly(self, at: int, op: str, left: Column, right: Column) -> Column:
        """A sum, difference or product of numbers."""
        if op == "*":
            type_ = columns.multiplied(left.type, right.type)
        else:
            type_ = columns.added(left.type, right.type, 1 if op == "+" else -1)
        made = exact.combined(op, left.expr, right.expr, (left.type, right.type), checked(type_, at))
        return self.joined(made, type_, left, right)

    def joined(self, expr: Any, type_: ColumnType, *operands: Column, masks: bool = False) -> Column:
        """The result of an operation that needs all its operands."""
        missing = _union(*(operand.missing for operand in operands))
        nullable = any(operand.type.nullable for operand in operands)
        return Column(
            expr, type_.or_null(nullable), missing, bool(missing) and (masks or any(o.masks for o in operands))
        )

    def shifted(self, expr: Arithmetic, day: Column, duration: Column, sign: int) -> Column:
        """A date moved by a duration that is written out; a day that the month lacks becomes its last."""
        value = duration.fixed
        if isinstance(value, YearMonthDuration):
            step = ibis.interval(months=sign * value.months)
        elif isinstance(value, timedelta):
            step = ibis.interval(days=sign * value.days)
        else:
            raise NotTabular(expr.at, "表格里日期只能加减写明的时长")
        return self.joined(exact.forced(day.expr + step, "date"), DAY, day, duration)

    def division(self, expr: Arithmetic) -> Column:
        """By a constant whose reciprocal is a finite decimal; any other quotient needs a rounding around it."""
        left, right = self.number(expr.left), self.number(expr.right)
        constant = right.type.constant
        inverse = columns.reciprocal(constant) if constant else None
        if inverse is None:
            raise NotTabular(
                expr.at,
                "除法除不尽时表格不能保证精确；请在外面写明取舍，例如 round half up(甲 / 乙, 2)",
            )
        by = Column(exact.literal(inverse), of_number(inverse), right.missing)
        return self.exactly(expr.at, "*", left, by)

    def common(self, at: int, left: Column, right: Column) -> tuple[Column, Column]:
        """Two columns of one kind in one engine type."""
        kinds = {left.type.kind, right.type.kind} - {"null"}
        if len(kinds) > 1:
            raise NotTabular(at, f"两边类型不同：{left.type.zh}和{right.type.zh}")
        if not kinds:
            raise NotTabular(at, "两边都是空值")
        if left.type.kind == "null":
            left = Column(ibis.null(right.expr.type()), replace(right.type, nullable=True))
        if right.type.kind == "null":
            right = Column(ibis.null(left.expr.type()), replace(left.type, nullable=True))
        if left.type.kind == "number":
            type_ = checked(columns.united(left.type, right.type), at).engine
            return replace(left, expr=left.expr.cast(type_)), replace(right, expr=right.expr.cast(type_))
        return left, right

    def compare(self, at: int, op: str, left: Column, right: Column) -> Column:
        one, other = self.common(at, left, right)
        if one.type.kind == "list" or (op not in ("=", "!=") and one.type.kind not in _ORDERED):
            raise NotTabular(at, f"表格不能用“{op}”比较{one.type.zh}")
        if op in ("=", "!=") and (one.type.nullable or other.type.nullable):
            # null equals null and nothing else; the engine's = would say neither true nor false
            same = _identical(one.expr, other.expr)
            column = self.joined(same if op == "=" else _not(same), TRUTH, one, other, masks=True)
            return replace(column, type=TRUTH)
        return self.joined(_OPERATORS[op](one.expr, other.expr), TRUTH, one, other)

    def all_needed(self, op: str, parts: list[Column]) -> Column:
        """and, or over parts that are all looked at: `in` and `between` need all that stands in them."""
        if len(parts) == 1:
            return parts[0]
        value = reduce((lambda a, b: a & b) if op == "and" else (lambda a, b: a | b), [part.expr for part in parts])
        return self.joined(value, TRUTH, *parts, masks=True)

    def membership(self, expr: In) -> Column:
        value = self.of(expr.value)
        texts = [test.value for test in expr.tests if isinstance(test, String)]
        if len(texts) == len(expr.tests) > 1 and value.type == TEXT:
            return replace(value, expr=value.expr.isin(texts), type=TRUTH)
        parts = [self.test(value, test) for test in expr.tests]
        return self.all_needed("or", parts)

    def test(self, value: Column, test: Expr) -> Column:
        """value in test."""
        match test:
            case TestOf(op=op, operand=operand):
                return self.compare(test.at, op, value, self.of(operand))
            case RangeOf():
                return self.interval(value, test)
            case ListOf(items=()):
                return replace(self.joined(ibis.literal(False), TRUTH, value, masks=True), type=TRUTH)
            case ListOf(items=items):
                parts = [
                    self.test(value, item)
                    if isinstance(item, (RangeOf, TestOf))
                    else self.compare(item.at, "=", value, self.of(item))
                    for item in items
                ]
                found = self.all_needed("or", parts)
                if not found.type.nullable:
                    return found
                return replace(found, expr=found.expr.fill_null(False), type=TRUTH, masks=bool(found.missing))
        other = self.of(test)
        if other.type.kind == "list":
            return self.contained(test.at, other, value)
        if other.type.nullable:
            # a value that is null only belongs to null; beside a known value, an unknown test says nothing
            one, two = self.common(test.at, value, other)
            known = ibis.ifelse(
                two.expr.isnull() & one.expr.notnull(), ibis.null("boolean"), _identical(one.expr, two.expr)
            )
            return self.joined(known, TRUTH.or_null(), one, two, masks=True)
        return self.compare(test.at, "=", value, other)

    def interval(self, value: Column, test: RangeOf) -> Column:
        """value in [start..end]."""
        low, high = ">=" if test.start_included else ">", "<=" if test.end_included else "<"
        parts = [self.compare(test.at, low, value, self.of(test.start))]
        parts.append(self.compare(test.at, high, value, self.of(test.end)))
        return self.all_needed("and", parts)

    def contained(self, at: int, list_: Column, element: Column) -> Column:
        """Whether a list holds an element."""
        if element.type.kind != "string" or element.type.nullable or list_.type.nullable:
            raise NotTabular(at, "表格里的列表只能查文字，且不能是空值")
        return self.joined(list_.expr.contains(element.expr), TRUTH, list_, element)

    def logic(self, op: str, operands: list[Column]) -> Column:
        """and, or: three-valued; an operand that decides makes what the others lack unneeded."""
        parts = [_settled(operand) for operand in operands]
        value = reduce((lambda a, b: a & b) if op == "and" else (lambda a, b: a | b), [part.expr for part in parts])
        open_ = value.fill_null(True) if op == "and" else _not(value.fill_null(False))
        missing = {name: lost & open_ for name, lost in _union(*(part.missing for part in parts)).items()}
        return Column(value, TRUTH.or_null(any(part.type.nullable for part in parts)), missing)

    def choice(self, expr: If) -> Column:
        condition = _settled(self.truth(expr.condition))
        then, otherwise = self.of(expr.then), self.of(expr.otherwise)
        type_ = columns.united(*(c.type for c in self.common(expr.at, then, otherwise)))
        one, other = self.common(expr.at, then, otherwise)
        taken = condition.expr
        missing: dict[str, Any] = dict(condition.missing)
        if then.missing or otherwise.missing:
            first = taken.fill_null(False) if condition.missing or condition.type.nullable else taken
            second = _not(first)
            if condition.missing:
                second = second & _not(_any(condition.missing.values()))
            branches = _union(
                {name: lost & first for name, lost in then.missing.items()},
                {name: lost & second for name, lost in otherwise.missing.items()},
            )
            missing = dict(_union(missing, branches))
        value = ibis.ifelse(taken, one.expr, other.expr)
        masks = bool(missing) and (bool(condition.missing) or one.masks or other.masks)
        return Column(value, checked(type_, expr.at), missing, masks)

    def path(self, expr: Path, source: Column, name: str) -> Column:
        kind = source.type.kind
        bounds = {"year": (1, 9999), "month": (1, 12), "day": (1, 31)}
        if kind == "date" and name in bounds:
            part = getattr(source.expr, name)()
            type_ = columns.number_column(0, *bounds[name])
            return self.joined(part.cast(type_.engine), type_, source)
        if kind == "years and months duration" and name in ("years", "months"):
            size = source.expr.abs()
            part = size // 12 if name == "years" else size % 12
            bound = 20_000 if name == "years" else 11
            type_ = columns.number_column(0, -bound, bound)
            return self.joined(ibis.ifelse(source.expr < 0, -part, part).cast(type_.engine), type_, source)
        if kind == "days and time duration" and name == "days":
            type_ = columns.number_column(0, -8_000_000, 8_000_000)
            return self.joined(source.expr.cast(type_.engine), type_, source)
        raise NotTabular(expr.at, f"表格不支持取{source.type.zh}的“{name}”")

    def call(self, expr: Call) -> Column:
        function = expr.function
        if not isinstance(function, Name) or function.name not in BUILTIN_NAMES or function.name in self.columns:
            raise NotTabular(expr.at, "表格只支持内置函数")
        name, arguments = function.name, expr.arguments
        if expr.names is not None:
            raise NotTabular(expr.at, "表格里的函数请按位置写参数")
        if name in LITERALS and len(arguments) == 1 and isinstance(arguments[0], String):
            value = LITERALS[name](arguments[0].value)
            if value is None:
                raise NotTabular(arguments[0].at, f"“{arguments[0].value}”不能作 {name} 的值")
            return self.moment(expr, value)
        if name in ("min", "max", "sum"):
            items = arguments[0].items if len(arguments) == 1 and isinstance(arguments[0], ListOf) else arguments
            if items and not (len(items) == 1 and items is arguments and not isinstance(items[0], Number)):
                return self.folded(expr, name, items)
            column = self.of(items[0]) if items else None
            if (
                column is not None
                and column.type.kind in _ORDERED
                and not (name == "sum" and column.type.kind != "number")
            ):
                return column
        if name in exact_roundings() and 1 <= len(arguments) <= 2:
            return self.rounding(expr, name)
        if name == "not" and len(arguments) == 1:
            operand = self.truth(arguments[0])
            return replace(operand, expr=_not(operand.expr))
        if name == "abs" and len(arguments) == 1:
            operand = self.number(arguments[0])
            return replace(operand, expr=operand.expr.abs(), type=columns.absolute(operand.type))
        if name == "years and months duration" and len(arguments) == 2:
            return self.months_between(expr)
        if name == "list contains" and len(arguments) == 2:
            list_, element = self.of(arguments[0]), self.of(arguments[1])
            if list_.type.kind == "list":
                return self.contained(expr.at, list_, element)
        if name in _TEXT_TESTS and len(arguments) == 2:
            text, match = self.of(arguments[0]), self.of(arguments[1])
            if text.type.kind == match.type.kind == "string":
                return self.joined(_TEXT_TESTS[name](text.expr, match.expr), TRUTH, text, match)
        raise NotTabular(expr.at, f"表格不支持函数 {name} 这样用")

    def folded(self, expr: Call, name: str, items: tuple[Expr, ...]) -> Column:
        """min, max, sum of values written one by one; null in any makes null, where the engine would pass it over."""
        found = self.of(items[0])
        for item in items[1:]:
            other = self.of(item)
            if name == "sum":
                if {found.type.kind, other.type.kind} != {"number"}:
                    raise NotTabular(item.at, "表格里 sum 只能用在数上")
                found = self.exactly(item.at, "+", found, other)
                continue
            if found.type.kind not in _ORDERED or other.type.kind not in _ORDERED:
                raise NotTabular(item.at, f"表格里 {name} 只能用在数、文字和日期上")
            type_ = (columns.least if name == "min" else columns.greatest)(found.type, other.type)
            one, two = self.common(item.at, found, other)
            value = (ibis.least if name == "min" else ibis.greatest)(one.expr, two.expr)
            if one.type.nullable or two.type.nullable:
                value = ibis.ifelse(one.expr.isnull() | two.expr.isnull(), ibis.null(value.type()), value)
            found = self.joined(value, checked(type_, item.at), one, two, masks=True)
        if found.type.kind not in _ORDERED:
            raise NotTabular(expr.at, f"表格里 {name} 不能用在{found.type.zh}上")
        return found

    def rounding(self, expr: Call, name: str) -> Column:
        scale = expr.arguments[1] if len(expr.arguments) == 2 else Number(expr.at, Decimal(0))
        places = self.number(scale).type.constant
        if places is None or abs(places) > INT64_DIGITS:
            raise NotTabular(scale.at, "表格里取舍的位数要写明")
        inner = expr.arguments[0]
        if isinstance(inner, Arithmetic) and inner.op == "/":
            left, right = self.number(inner.left), self.number(inner.right)
            constant = right.type.constant
            if constant is None or not constant or columns.reciprocal(constant) is None:
                value, type_ = quotient(
                    exact_roundings()[name], left.expr, left.type, right.expr, right.type, int(places), inner.at
                )
                return self.joined(value, type_, left, right)
        column = self.number(inner)
        value, type_ = rounded(exact_roundings()[name], column.expr, column.type, int(places), expr.at)
        return self.joined(value, type_, column)

    def months_between(self, expr: Call) -> Column:
        start, end = (self.of(argument) for argument in expr.arguments)
        if start.type.kind != "date" or end.type.kind != "date":
            raise NotTabular(expr.at, "years and months duration 需要两个日期")
        years = end.expr.year().cast("int64") - start.expr.year().cast("int64")
        months = years * 12 + end.expr.month().cast("int64") - start.expr.month().cast("int64")
        early, late = end.expr.day() < start.expr.day(), end.expr.day() > start.expr.day()
        whole = ibis.cases(((months > 0) & early, months - 1), ((months < 0) & late, months + 1), else_=months)
        missing = bool(start.missing or end.missing)
        return self.joined(whole, WHOLE_MONTHS, start, end, masks=missing)


def exact_roundings() -> Mapping[str, str]:
    """Names of rounding functions with decimal's names of their modes."""
    from gongbao.feel.builtins_numbers import ROUNDINGS

    return ROUNDINGS


_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_TEXT_TESTS: Mapping[str, Callable[[Any, Any], Any]] = {
    "contains": lambda text, match: text.contains(match),
    "starts with": lambda text, match: text.startswith(match),
    "ends with": lambda text, match: text.endswith(match),
}
_REFUSED = {
    "For": "表格不支持 for 循环",
    "Quantified": "表格不支持 some 和 every",
    "Filter": "表格不支持列表筛选",
    "ContextOf": "表格不支持组合",
    "ListOf": "表格里列表只能写在 in 后面或 min、max、sum 里",
    "RangeOf": "表格里区间只能写在 in 后面",
    "TestOf": "表格里比较式只能写在 in 后面",
    "FunctionOf": "表格不支持自定义函数",
    "InstanceOf": "表格不支持 instance of",
}
