"""Plans that count 1, 1.1, 1.2 and print no stop behind their first numbers: 1总则 above 1.1编制目的."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_BARE = re.compile(r"(\d{1,2})(?=[\u4e00-\u9fff])")
_NO_CLAUSE = re.compile(r"[^，。；：、,;:]{1,24}")
_UNITS = frozenset("年月日时分秒个项名人次家万亿元户亩吨米公千百十余多号版类级期件处所条款倍")
_FEWEST = 2  # headings with 1.1 below them that tell such a plan


def with_bare_numbers(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """The marks, those of headings added that print a bare number: 1总则, where 1.1 stands right below.

    Where two headings or more are so told, those without 1.1 below them follow by their number: 7附则.
    """
    found = list(marks)
    told = [
        at
        for at in range(len(lines) - 1)
        if marks[at] is None
        and (below := marks[at + 1]) is not None
        and below.decimal[1:] == (1,)
        and _number(lines[at]) == below.decimal[0]
    ]
    if len(told) < _FEWEST:
        return found
    known = set(told)
    last = 0
    for at in range(told[0], len(lines)):
        number = _number(lines[at]) if marks[at] is None else 0
        if not number or not (at in known or number == last + 1):
            continue
        last = number
        found[at] = Mark(Rank.LEVEL3, number, 0, len(str(number)), str(number))
    return found


def _number(line: Line) -> int:
    """The bare number before a short heading; 0 where the line is none."""
    key = line.key
    match = _BARE.match(key) if key[0] in "123456789" and not line.tabs else None
    if match is None or key[match.end()] in _UNITS or _NO_CLAUSE.fullmatch(key, match.end()) is None:
        return 0
    return int(match[1])
