"""The columns of a hard-wrapped text: at which widths its lines are broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongbao.text.structure.lines import Line

CLAUSE = re.compile(r"[，。；、：,;]")
"""What stands within or behind a clause."""

CLOSED = re.compile(r"[。；：！？…;:!?][”’）)》]*$|[）)]$")
"""The end of a line that ends a sentence, or an item, or introduces one."""

_FEWEST_LINES = 8
_WIDEST = 100  # cells: no page breaks its lines so late


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths, in cells, at which a hard-wrapped text breaks its lines; none where paragraphs keep their lines."""

    widths: tuple[int, ...] = ()

    def full(self, width: int) -> bool:
        """Whether a line of this width reaches the end of a column; a first line is indented by two characters."""
        return any(column - 7 <= width <= column + 4 for column in self.widths)

    def indented(self, width: int) -> bool:
        """Whether a full line of this width begins a paragraph."""
        return any(column - 7 <= width <= column - 3 for column in self.widths) and not any(
            column - 2 <= width <= column + 4 for column in self.widths
        )


def measure(lines: Iterable[Line]) -> Columns:
    """The columns of a text: widths at which many of its lines of prose end without ending a sentence."""
    counted: Counter[int] = Counter()
    open_lines = prose = wide = 0
    for line in lines:
        if line.tabs or line.width < 20 or not CLAUSE.search(line.key):
            continue
        if line.width > _WIDEST:
            wide += 1
            continue
        prose += 1
        if not CLOSED.search(line.key):
            open_lines += 1
            counted[line.width] += 1
    if open_lines < _FEWEST_LINES or open_lines * 3 < prose or wide * 10 > prose:
        return Columns()
    near = {width: counted[width - 1] + 2 * counted[width] + counted[width + 1] for width in counted}
    peaks: list[int] = []
    for width, count in sorted(near.items(), key=lambda each: (-each[1], -each[0])):
        if count * 25 >= open_lines and count >= 2 * _FEWEST_LINES and all(abs(width - peak) > 8 for peak in peaks):
            peaks.append(width)
    return Columns(tuple(peaks))
