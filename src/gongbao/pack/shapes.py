"""Types and units of FEEL expressions over a pack's names, and the faults that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongbao.feel import syntax as feel
from gongbao.pack.compiled import FactType, HitPolicy
from gongbao.pack.problems import listed, suggest
from gongbao.pack.values import unit_name

WILD = None
"""The unit of 0, 1 and parts of dates: agrees with every unit."""

_CALLS: Mapping[str, str] = {
    "count": "number",
    "string length": "number",
    "day of year": "number",
    "week of year": "number",
    "number": "number",
    "not": "boolean",
    "all": "boolean",
    "any": "boolean",
    "list contains": "boolean",
    "contains": "boolean",
    "starts with": "boolean",
    "ends with": "boolean",
    "matches": "boolean",
    "before": "boolean",
    "after": "boolean",
    "is": "boolean",
    "date": "date",
    "duration": "duration",
    "years and months duration": "duration",
    "string": "text",
    "string join": "text",
    "substring": "text",
    "append": "list",
    "concatenate": "list",
    "distinct values": "list",
    "flatten": "list",
    "sort": "list",
    "reverse": "list",
    "union": "list",
}
_SAME_AS_ARGUMENTS = frozenset({"min", "max", "sum", "mean", "median"})
_SAME_AS_FIRST = frozenset(
    {"abs", "floor", "ceiling", "decimal", "round up", "round down", "round half up", "round half down"}
    | {"round half even", "modulo"}
)
_NUMBERS = (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO)
_RESULTS = {
    HitPolicy.COLLECT: (FactType.LIST,),
    HitPolicy.RULE_ORDER: (FactType.LIST,),
    HitPolicy.COLLECT_COUNT: (FactType.INTEGER, FactType.NUMBER),
    HitPolicy.COLLECT_SUM: _NUMBERS,
    HitPolicy.COLLECT_MIN: _NUMBERS,
    HitPolicy.COLLECT_MAX: _NUMBERS,
}
_WORDS = {
    "number": "数",
    "text": "文字",
    "boolean": "是否",
    "date": "日期",
    "duration": "时长",
    "list": "列表",
    "any": "任意值",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What an expression gives: a kind, the unit of a number, the choices of a text where they are known."""

    kind: str
    unit: str | None = ""
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{_WORDS[self.kind]}（{self.unit}）" if self.kind == "number" and self.unit else _WORDS[self.kind]


ANY = Shape("any", WILD)
TRUTH = Shape("boolean")


class ShapeFault(Exception):
    """Types or units that do not agree; `at` is the offset in the expression."""

    def __init__(self, at: int, what: str, remedy: str) -> None:
        self.at, self.what, self.remedy = at, what, remedy
        super().__init__(what)


def shape_of_type(kind: FactType, unit: str | None, choices: tuple[str, ...] = ()) -> Shape:
    """The shape of a fact, parameter or result."""
    match kind:
        case FactType.MONEY:
            return Shape("number", unit or "元")
        case FactType.RATIO:
            return Shape("number", "")
        case FactType.NUMBER | FactType.INTEGER:
            return Shape("number", unit_name(unit) if unit else "")
        case FactType.DATE:
            return Shape("date")
        case FactType.BOOLEAN:
            return TRUTH
        case FactType.LIST:
            return Shape("list")
        case _:
            return Shape("text", "", choices)


def shape(expr: feel.Expr, names: Mapping[str, Shape]) -> Shape:
    """The shape of an expression.

    Raises:
        ShapeFault: kinds or units that do not agree, or a text that is no choice of what it is compared with.
    """
    match expr:
        case feel.Number():
            return Shape("number", WILD)
        case feel.String(value=value):
            return Shape("text", "", (value,))
        case feel.Boolean():
            return TRUTH
        case feel.Name(name=name):
            return names.get(name, ANY)
        case feel.ListOf(items=items):
            for item in items:
                shape(item, names)
            return Shape("list")
        case feel.Negate(operand=operand):
            return _number(operand, names)
        case feel.Arithmetic():
            return _arithmetic(expr, names)
        case feel.Compare(op=op, left=left, right=right):
            _comparable(expr.at, op, shape(left, names), shape(right, names))
            return TRUTH
        case feel.Between(value=value, low=low, high=high):
            subject = shape(value, names)
            _comparable(expr.at, "<", subject, shape(low, names))
            _comparable(expr.at, "<", subject, shape(high, names))
            return TRUTH
        case feel.In(value=value, tests=tests):
            subject = shape(value, names)
            for test in tests:
                _test(test, subject, names)
            return TRUTH
        case feel.Logic(operands=operands):
            for operand in operands:
                _truth(operand, names)
            return TRUTH
        case feel.If(condition=condition, then=then, otherwise=otherwise):
            _truth(condition, names)
            return _joined(expr.at, shape(then, names), shape(otherwise, names))
        case feel.Path(source=source, name=name):
            return _part(expr, shape(source, names), name)
        case feel.Call(function=feel.Name(name=name), arguments=arguments):
            return _call(expr.at, name, arguments, names)
        case _:
            return ANY


def _test(test: feel.Expr, subject: Shape, names: Mapping[str, Shape]) -> None:
    """A unary test against what it tests. Errors as in `shape`."""
    match test:
        case feel.TestOf(op=op, operand=operand):
            _comparable(test.at, op, subject, shape(operand, names))
        case feel.RangeOf(start=start, end=end):
            for bound in (start, end):
                if not isinstance(bound, feel.Null):
                    _comparable(test.at, "<", subject, shape(bound, names))
        case feel.ListOf(items=items):
            for item in items:
                _test(item, subject, names)
        case _:
            given = shape(test, {**names, "?": subject})
            mentions = any(isinstance(node, feel.Name) and node.name == "?" for node in feel.walk(test))
            if given.kind != "list" and not (given.kind == "boolean" and (mentions or subject.kind == "any")):
                _comparable(test.at, "=", subject, given)


def agree(at: int, given: Shape, wanted: Shape) -> None:
    """What an expression gives against what is declared. Errors as in `shape`."""
    if given.kind == "any":
        return
    if given.kind != wanted.kind or (given.kind == "number" and not _units_agree(given.unit, wanted.unit)):
        raise ShapeFault(at, f"算出来的是{given}，声明的是{wanted}", "请核对 type、unit 或者表达式")
    strange = [choice for choice in given.choices if wanted.choices and choice not in wanted.choices]
    if strange:
        raise ShapeFault(
            at,
            f"“{strange[0]}”不在选项里",
            suggest(strange[0], wanted.choices, f"选项有：{listed(wanted.choices)}"),
        )


def _units_agree(one: str | None, other: str | None) -> bool:
    return one is WILD or other is WILD or one == other


def _comparable(at: int, op: str, left: Shape, right: Shape) -> None:
    if "any" in (left.kind, right.kind):
        return
    if left.kind != right.kind:
        raise ShapeFault(at, f"{left}不能和{right}比较", "请让两边是同一类型")
    if left.kind == "number" and not _units_agree(left.unit, right.unit):
        raise ShapeFault(at, f"{left}不能和{right}比较", "请换算成同一单位")
    if op not in ("=", "!=") and left.kind in ("boolean", "list"):
        raise ShapeFault(at, f"{left}不分大小", "请用 = 或 != 比较")
    for known, said in ((left, right), (right, left)):
        if len(known.choices) > 1 and len(said.choices) == 1 and said.choices[0] not in known.choices:
            word = said.choices[0]
            raise ShapeFault(
                at, f"“{word}”不在选项里", suggest(word, known.choices, f"选项有：{listed(known.choices)}")
            )


def _number(expr: feel.Expr, names: Mapping[str, Shape]) -> Shape:
    found = shape(expr, names)
    if found.kind not in ("number", "any"):
        raise ShapeFault(expr.at, f"{found}不能参加计算", "请核对表达式")
    return found


def _truth(expr: feel.Expr, names: Mapping[str, Shape]) -> None:
    found = shape(expr, names)
    if found.kind not in ("boolean", "any"):
        raise ShapeFault(expr.at, f"条件要的是“是否”，这里是{found}", "请写成比较式")


def _arithmetic(expr: feel.Arithmetic, names: Mapping[str, Shape]) -> Shape:
    left, right = shape(expr.left, names), shape(expr.right, names)
    kinds = {left.kind, right.kind}
    if "any" in kinds:
        return ANY
    if kinds & {"date", "duration"} and expr.op in "+-":
        if left.kind == right.kind == "date" and expr.op == "-":
            return Shape("duration")
        if kinds == {"date", "duration"}:
            return Shape("date")
        if kinds == {"duration"}:
            return left
    if kinds == {"text"} and expr.op == "+":
        return Shape("text")
    if kinds != {"number"}:
        raise ShapeFault(expr.at, f"{left}和{right}不能用“{expr.op}”计算", "请核对表达式")
    if expr.op in "+-":
        if not _units_agree(left.unit, right.unit):
            raise ShapeFault(expr.at, f"{left}和{right}不能相加减", "请换算成同一单位")
        return left if right.unit is WILD else right
    if expr.op == "*":
        if left.unit and right.unit:
            raise ShapeFault(expr.at, f"{left}和{right}不能相乘", "请核对表达式")
        return left if left.unit or right.unit is WILD else right
    if expr.op == "/":
        if left.unit and left.unit == right.unit:
            return Shape("number", "")
        if right.unit:
            raise ShapeFault(expr.at, f"{left}不能除以{right}", "请核对表达式")
    return left


def _joined(at: int, one: Shape, other: Shape, unlike: str = "各支的结果不是同一类型、同一单位") -> Shape:
    if "any" in (one.kind, other.kind):
        return ANY
    if one.kind != other.kind or (one.kind == "number" and not _units_agree(one.unit, other.unit)):
        raise ShapeFault(at, f"{unlike}：{one}和{other}", "请改成同一类型、同一单位")
    wider = one if other.unit is WILD else other
    return replace(wider, choices=tuple(dict.fromkeys((*one.choices, *other.choices))))


def _part(expr: feel.Path, source: Shape, name: str) -> Shape:
    if source.kind == "date" and name in ("year", "month", "day", "weekday"):
        return Shape("number", WILD)
    if source.kind == "duration":
        units = {"days": "日", "hours": "小时", "minutes": "分钟", "months": "月", "years": "年", "seconds": "秒"}
        if name in units:
            return Shape("number", units[name])
    if source.kind == "any":
        return ANY
    raise ShapeFault(expr.at, f"{source}没有“{name}”这一部分", "日期有 year、month、day，时长有 days、hours、minutes")


def _call(at: int, name: str, arguments: tuple[feel.Expr, ...], names: Mapping[str, Shape]) -> Shape:
    shapes = [shape(argument, names) for argument in arguments]
    if name in _CALLS:
        return Shape(_CALLS[name], "")
    if name in _SAME_AS_FIRST and shapes:
        return shapes[0]
    if name in _SAME_AS_ARGUMENTS and shapes:
        if len(shapes) == 1:
            listing = arguments[0]
            if not isinstance(listing, feel.ListOf):
                return ANY
            shapes = [shape(item, names) for item in listing.items]
        found = shapes[0]
        for each in shapes[1:]:
            found = _joined(at, found, each, f"{name} 里的值不是同一类型、同一单位")
        return found
    return ANY


def unfit_for(hit: HitPolicy, kind: FactType, choices: tuple[str, ...]) -> tuple[str, str] | None:
    """Why a table with this hit policy cannot give this type, and what to do; None where it can."""
    wanted = _RESULTS.get(hit)
    if wanted and kind not in wanted:
        kinds = "或".join(each.value for each in wanted)
        return f"命中规则是 {hit.value} 的，结果类型要是 {kinds}", "请核对 hit 和 type"
    if hit in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER) and not choices:
        return f"命中规则是 {hit.value} 的，要有 choices 排先后", "请补上 choices"
    return None
