"""What can be seen from the cells of a table without running it."""

from __future__ import annotations

import pytest

from gongbao.decisions.plan import Row, plain
from gongbao.decisions.regions import all_covered, all_disjoint
from gongbao.feel import parse, parse_unary
from gongbao.pack.compiled import Rule


def rows(*lines: str) -> tuple[Row, ...]:
    """Rows from their cells, separated by `|`."""
    made = []
    for line in lines:
        cells = tuple(cell.strip() for cell in line.split("|"))
        rule = Rule(id=line, when=cells, then="1", passages=())
        parsed = tuple(None if cell == "-" else plain(parse_unary(cell)) for cell in cells)
        made.append(Row(rule, parsed, parse("1")))
    return tuple(made)


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        (('"a" | < 5', '"a" | >= 5', '"b" | -'), True),
        (('"a" | <= 5', '"a" | >= 5'), False),
        (('"a" | [1..5)', '"a" | [5..9]'), True),
        (('"a" | [1..5]', '"a" | [5..9]'), False),
        (('"a", "b" | -', '"c", "d" | -'), True),
        (('"a", "b" | -', '"b", "c" | -'), False),
        (("true | -", "false | -"), True),
        (("- | -", "- | -"), False),
        (('not("a") | -', '"a" | -'), False),
        (("= 5 | -", "> 5 | -", "< 5 | -"), True),
    ],
)
def test_rows_are_apart_where_a_column_keeps_them_apart(lines: tuple[str, ...], apart: bool) -> None:
    assert all_disjoint(rows(*lines), {}) is apart


@pytest.mark.parametrize(
    ("lines", "covered"),
    [
        (('"a" | < 5', '"a" | >= 5', '"b" | -'), True),
        (('"a" | < 5', '"a" | > 5', '"b" | -'), False),
        (('"a" | < 5', '"a" | >= 5'), False),
        (('"a" | [0..5)', '"a" | >= 5', '"b" | -'), False),
        (("- | -",), True),
        (('not("a") | -', '"a" | -'), False),
        ((), False),
    ],
)
def test_rows_cover_every_value_or_are_not_counted_on(lines: tuple[str, ...], covered: bool) -> None:
    assert all_covered(rows(*lines), {}, [("a", "b"), None]) is covered
