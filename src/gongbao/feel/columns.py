"""Types of table columns with exact bounds, so that every DECIMAL node gets a width that nothing can overflow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from gongbao.feel.errors import NotTabular
from gongbao.feel.values import KIND_ZH

INT64_DIGITS = 18
MAX_DIGITS = 34
"""FEEL rounds to 34 digits; a table that went on to 38 would say something else."""
_EXACT = Context(prec=200, Emin=-9999, Emax=9999)


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What a column holds.

    `kind` is number, string, boolean, date, `years and months duration` (whole months as int64), `days and time
    duration` (whole days as int64) or list (of texts). A number has `scale` places after the point and lies between
    `low` and `high`, both included; where they are equal, it is a constant. `nullable`: NULL can mean FEEL's null,
    besides a missing input.
    """

    kind: str
    scale: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    nullable: bool = False

    @property
    def digits(self) -> int:
        """Digits before the point."""
        widest = max(abs(self.low), abs(self.high))
        return max(widest.adjusted() + 1, 0) if widest else 0

    @property
    def precision(self) -> int:
        """All digits, at least one."""
        return max(self.digits + self.scale, 1)

    @property
    def constant(self) -> Decimal | None:
        """The one number that it can be."""
        return self.low if self.kind == "number" and self.low == self.high and not self.nullable else None

    @property
    def engine(self) -> str:
        """The Ibis type: numbers as narrow as their bounds allow."""
        return {
            "number": f"decimal({max(self.precision, self.scale)}, {self.scale})",
            "years and months duration": "int64",
            "days and time duration": "int64",
            "list": "array<string>",
        }.get(self.kind, self.kind)

    @property
    def zh(self) -> str:
        """The name in messages."""
        return KIND_ZH[self.kind]

    def or_null(self, nullable: bool = True) -> ColumnType:
        """The same type, null possible if `nullable`."""
        return self if self.nullable or not nullable else replace(self, nullable=True)


TEXT = ColumnType("string")
TRUTH = ColumnType("boolean")
DAY = ColumnType("date")
WHOLE_MONTHS = ColumnType("years and months duration")
WHOLE_DAYS = ColumnType("days and time duration")
TEXTS = ColumnType("list")


def number_column(
    scale: int, low: Decimal | int | str, high: Decimal | int | str, nullable: bool = False
) -> ColumnType:
    """The type of a number with so many places after the point, from `low` to `high`."""
    return ColumnType("number", scale, Decimal(low), Decimal(high), nullable)


def checked(type_: ColumnType, at: int) -> ColumnType:
    """The type, if a decimal can hold it exactly.

    Raises:
        NotTabular: more than 34 digits.
    """
    if type_.precision > MAX_DIGITS:
        raise NotTabular(
            at,
            f"结果可能有 {type_.precision} 位数字，超过表格能精确保存的 {MAX_DIGITS} 位；"
            "请缩小事实的取值范围，或先四舍五入",
        )
    return type_


def _exact(value: Decimal) -> Decimal:
    return value.normalize(_EXACT) if value else Decimal(0)


def of_number(value: Decimal) -> ColumnType:
    """The type of a number written out."""
    plain = _exact(value)
    exponent = plain.as_tuple().exponent
    return number_column(max(0, -exponent) if isinstance(exponent, int) else 0, plain, plain)


def added(a: ColumnType, b: ColumnType, sign: int) -> ColumnType:
    """a + b, or a - b with sign -1."""
    low, high = (b.low, b.high) if sign > 0 else (-b.high, -b.low)
    return ColumnType(
        "number",
        max(a.scale, b.scale),
        _EXACT.add(a.low, low),
        _EXACT.add(a.high, high),
        a.nullable or b.nullable,
    )


def multiplied(a: ColumnType, b: ColumnType) -> ColumnType:
    """a * b."""
    corners = [_EXACT.multiply(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return ColumnType("number", a.scale + b.scale, min(corners), max(corners), a.nullable or b.nullable)


def negated(a: ColumnType) -> ColumnType:
    """-a."""
    return replace(a, low=-a.high, high=-a.low)


def united(a: ColumnType, b: ColumnType) -> ColumnType:
    """Either a or b."""
    if a.kind != "number":
        return a.or_null(b.nullable)
    return ColumnType("number", max(a.scale, b.scale), min(a.low, b.low), max(a.high, b.high), a.nullable or b.nullable)


def least(a: ColumnType, b: ColumnType) -> ColumnType:
    """min(a, b)."""
    return replace(united(a, b), high=min(a.high, b.high)) if a.kind == "number" else united(a, b)


def greatest(a: ColumnType, b: ColumnType) -> ColumnType:
    """max(a, b)."""
    return replace(united(a, b), low=max(a.low, b.low)) if a.kind == "number" else united(a, b)


def absolute(a: ColumnType) -> ColumnType:
    """abs(a)."""
    widest = max(abs(a.low), abs(a.high))
    least_ = Decimal(0) if a.low <= 0 <= a.high else min(abs(a.low), abs(a.high))
    return replace(a, low=least_, high=widest)


def rounded_to(low: Decimal, high: Decimal, places: int, nullable: bool) -> ColumnType:
    """Any rounding of a number between low and high to so many places; negative places round to tens."""
    unit = Decimal((0, (1,), -places))
    return ColumnType(
        "number",
        max(places, 0),
        low.quantize(unit, ROUND_FLOOR, _EXACT),
        high.quantize(unit, ROUND_CEILING, _EXACT),
        nullable,
    )


def reciprocal(value: Decimal) -> Decimal | None:
    """1 / value where a decimal of at most 18 places holds it, else None."""
    sign, digits, exponent = value.as_tuple()
    number = int("".join(map(str, digits)))
    rest, twos, fives = number, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or not isinstance(exponent, int) or places + exponent > INT64_DIGITS:
        return None
    found = Decimal(10**places // number).scaleb(-places - exponent, _EXACT)
    return -found if sign else found
