"""The tables of the five gazettes, read by eye against the text, stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from gongbao.text import Gazette, Row, Table, counts, sums, tables

GOLDEN = Path(__file__).parent / "golden-tables"


def described(gazette: Gazette) -> str:
    """All tables of a gazette: columns, number of rows, first and last two rows, sums."""
    lines = [gazette.title]
    for document in gazette.documents:
        for made in tables(gazette, document):
            lines += ["", f"{document.title}  {made.place}", *_described(made)]
    return "\n".join(lines) + "\n"


def _described(made: Table) -> Iterator[str]:
    yield f"  {made.first_line}-{made.last_line}  {made.num or '—'}  {made.caption}"
    for column in made.columns:
        yield f"  栏{column.index + 1} {column.title or '—'} {column.type.value} {column.unit or ''}".rstrip()
    yield from (f"  注意 {warning}" for warning in made.warnings)
    rows = list(made.rows)
    shown = rows if len(rows) <= 4 else [*rows[:2], *rows[-2:]]
    yield from (_row(row) for row in shown)
    yield from (f"  第{row.first_line}行 {row.warning}" for row in rows if row.warning)
    kinds = {kind: sum(1 for row in rows if row.kind is kind) for kind in {row.kind for row in rows}}
    counted = counts(made)
    merged = sum(1 for row in rows for cell in row.cells if not cell.printed_here)
    yield f"  行数 {len(rows)} {' '.join(f'{kind.value}{kinds[kind]}' for kind in sorted(kinds))} 合并{merged}"
    if made.numbering is not None:
        yield f"  序号 {counted.numbers} 缺{list(counted.missing)} 重{list(counted.repeated)} 无号{counted.unnumbered}"
    found = sums(made)
    if found:
        yield f"  合计 {len(found)}处 相符{sum(1 for each in found if each.agrees)}处"
        for each in found:
            if not each.agrees:
                yield f"    不符 {each.line} {each.label} {each.column} 印{each.printed} 算{each.computed}"


def _row(row: Row) -> str:
    cells = (
        "^" * (not cell.printed_here) + (cell.words if len(cell.words) <= 16 else cell.words[:15] + "…")
        for cell in row.cells
    )
    return f"  {row.first_line} {row.kind.value} | " + " | ".join(cells)


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_the_tables_of_a_gazette_are_the_reviewed_ones(name: str, issues: dict[str, Gazette]) -> None:
    wanted = (GOLDEN / f"{name}.txt").read_text("utf-8").splitlines()
    got = described(issues[name]).splitlines()
    assert got == wanted, "\n" + "\n".join(unified_diff(wanted, got, "golden", "parsed", lineterm="", n=1))


def test_all_five_gazettes_have_their_tables(issues: dict[str, Gazette]) -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(issues)
