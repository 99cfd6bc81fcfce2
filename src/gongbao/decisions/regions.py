"""What the cells of a table accept, seen from their text: whether rows exclude each other, whether none is left out.

Where it is proven that two rows cannot be true at once, a table of unique hits needs no second look after the first
hit; where every combination of values has its row, no null can come out. What is not proven is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise, product

from gongbao.decisions.plan import CELL, Constant, Row
from gongbao.feel.syntax import Boolean, Compare, Expr, In, Logic, Name, Number, RangeOf, String, TestOf

Point = Decimal | date | str | bool

MOST_CASES = 10_000
"""Combinations of values that are looked at before completeness counts as not proven."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values from `low` to `high`; None is unbounded."""

    low: Point | None
    low_included: bool
    high: Point | None
    high_included: bool


Region = tuple[Stretch, ...]


def all_disjoint(rows: Sequence[Row], constants: Mapping[str, Constant]) -> bool:
    """Whether no two rows can be true at once."""
    regions = [tuple(region(cell, constants) for cell in row.cells) for row in rows]
    return all(
        any(
            one is not None and other is not None and _apart(one, other)
            for one, other in zip(first, second, strict=True)
        )
        for first, second in combinations(regions, 2)
    )


def all_covered(
    rows: Sequence[Row], constants: Mapping[str, Constant], choices: Sequence[Sequence[Point] | None]
) -> bool:
    """Whether every combination of values, none of them null, makes some row true.

    Args:
        rows: of the table.
        constants: parameters of the epoch.
        choices: for each column all values it can have; None for numbers and dates, which can have any.
    """
    if not rows:
        return False
    regions: list[tuple[Region | None, ...]] = []
    for row in rows:
        accepted = tuple(None if cell is None else region(cell, constants) for cell in row.cells)
        if any(cell is not None and known is None for cell, known in zip(row.cells, accepted, strict=True)):
            continue  # A row that is not understood is not counted on.
        regions.append(accepted)
    values: list[list[Stretch]] = []
    cases = 1
    for place, options in enumerate(choices):
        found = _values([cells[place] for cells in regions], options)
        if found is None:
            return False
        values.append(found)
        cases *= len(found)
    if cases > MOST_CASES:
        return False
    return all(
        any(all(cell is None or _holds(cell, at) for cell, at in zip(cells, point, strict=True)) for cells in regions)
        for point in product(*values)
    )


def region(cell: Expr | None, constants: Mapping[str, Constant]) -> Region | None:
    """What a cell accepts as stretches; None where that is not plain to see."""
    match cell:
        case In(value=Name(name=name), tests=tests) if name == CELL:
            found = [_stretch(test, constants) for test in tests]
        case Compare(op=op, left=Name(name=name), right=operand) if name == CELL:
            found = [_compared(op, operand, constants)]
        case Logic(op="or", operands=operands):
            parts = [region(operand, constants) for operand in operands]
            found = [stretch for part in parts for stretch in (part if part is not None else (None,))]
        case _:
            return None
    known = tuple(stretch for stretch in found if stretch is not None)
    return known if len(known) == len(found) else None


def _stretch(test: Expr, constants: Mapping[str, Constant]) -> Stretch | None:
    match test:
        case TestOf(op=op, operand=operand):
            return _compared(op, operand, constants)
        case RangeOf(start=start, end=end, start_included=start_included, end_included=end_included):
            low, high = _point(start, constants), _point(end, constants)
            return None if low is None or high is None else Stretch(low, start_included, high, end_included)
        case _:
            return _compared("=", test, constants)


def _compared(op: str, operand: Expr, constants: Mapping[str, Constant]) -> Stretch | None:
    point = _point(operand, constants)
    if point is None:
        return None
    return {
        "<": Stretch(None, False, point, False),
        "<=": Stretch(None, False, point, True),
        ">": Stretch(point, False, None, False),
        ">=": Stretch(point, True, None, False),
        "=": Stretch(point, True, point, True),
    }.get(op)


def _point(expr: Expr, constants: Mapping[str, Constant]) -> Point | None:
    match expr:
        case Number(value=number):
            return number
        case String(value=text):
            return text
        case Boolean(value=truth):
            return truth
        case Name(name=name) if name in constants and constants[name].by is None:
            value = constants[name].value
            return value if isinstance(value, Decimal | date | str | bool) else None
        case _:
            return None


def _apart(one: Region, other: Region) -> bool:
    return all(_ends_before(a, b) or _ends_before(b, a) or _unlike(a, b) for a, b in product(one, other))


def _ends_before(a: Stretch, b: Stretch) -> bool:
    if a.high is None or b.low is None or type(a.high) is not type(b.low):
        return False
    if a.high == b.low:
        return not (a.high_included and b.low_included)
    return a.high < b.low  # type: ignore[operator]


def _unlike(a: Stretch, b: Stretch) -> bool:
    """Two single points that differ."""
    points = (a.low, a.high, b.low, b.high)
    return None not in points and a.low == a.high and b.low == b.high and a.low != b.low


def _values(cells: list[Region | None], options: Sequence[Point] | None) -> list[Stretch] | None:
    """The values of a column that rows can tell apart: its choices, or the ends that cells name and the gaps."""
    if options is not None:
        return [Stretch(option, True, option, True) for option in options]
    ends = {end for cell in cells if cell is not None for stretch in cell for end in (stretch.low, stretch.high)}
    kinds = {type(end) for end in ends if end is not None}
    if len(kinds) > 1 or not kinds <= {Decimal, date}:
        return None
    points: list[Point] = sorted(end for end in ends if end is not None)
    between = [None, *points, None]
    gaps = [Stretch(low, False, high, False) for low, high in pairwise(between)]
    return [*gaps, *(Stretch(point, True, point, True) for point in points)]


def _holds(cell: Region, at: Stretch) -> bool:
    """Whether a cell accepts a value or a gap between neighbouring ends as a whole."""
    return any(_reaches_down(stretch, at) and _reaches_up(stretch, at) for stretch in cell)


def _reaches_down(stretch: Stretch, at: Stretch) -> bool:
    if stretch.low is None:
        return True
    if at.low is None or type(at.low) is not type(stretch.low):
        return False
    return stretch.low < at.low or (stretch.low == at.low and (stretch.low_included or not at.low_included))  # type: ignore[operator]


def _reaches_up(stretch: Stretch, at: Stretch) -> bool:
    if stretch.high is None:
        return True
    if at.high is None or type(at.high) is not type(stretch.high):
        return False
    return at.high < stretch.high or (stretch.high == at.high and (stretch.high_included or not at.high_included))  # type: ignore[operator]
