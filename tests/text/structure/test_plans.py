"""Headings of plans that print a bare number: 1总则 above 1.1编制目的."""

from __future__ import annotations

from gongbao.text.structure.lines import read_lines
from gongbao.text.structure.numbering import mark
from gongbao.text.structure.plans import with_bare_numbers


def _nums(text: str) -> list[str | None]:
    lines = read_lines(text)
    found = with_bare_numbers(lines, [mark(line.key) for line in lines])
    return [each.num if each else None for each in found]


def test_bare_numbers_with_their_first_section_below_are_headings() -> None:
    assert _nums("1总则\n1.1目的\n正文。\n2机构\n2.1职责\n正文。\n3附则\n正文。") == [
        "1", "1.1", None, "2", "2.1", None, "3", None,
    ]  # fmt: skip


def test_one_alone_is_none_and_counts_are_none() -> None:
    assert _nums("1总则\n1.1目的\n2个工作日") == [None, "1.1", None]
    assert _nums("1总则\n1.1目的\n2机构\n2.1职责\n3年规划") == ["1", "1.1", "2", "2.1", None]
