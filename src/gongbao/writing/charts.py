"""Charts as SVG: a graph in columns, a line of time. Drawn for ink on paper; every mark carries its word.

No style stands in the SVG itself, which the portal's policy forbids: classes are left to the style sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

_WIDE, _HIGH, _GAP, _ACROSS = 232, 52, 12, 88
_PER_LINE = 26  # half-width characters that fit a box's line


@dataclass(frozen=True, slots=True)
class Node:
    """A box. `address` makes it a link; `note` is the small line below its name; `quiet` draws it dashed."""

    key: str
    name: str
    note: str = ""
    address: str | None = None
    quiet: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one box to another with its word."""

    start: str
    end: str
    label: str


def graph(columns: Sequence[Sequence[Node]], edges: Sequence[Edge], title: str) -> str:
    """Boxes in columns from left to right, arrows between them. `title` is read out in place of the picture."""
    tallest = max((len(column) for column in columns), default=0)
    height = max(1, tallest) * (_HIGH + _GAP) + _GAP
    width = len(columns) * _WIDE + max(0, len(columns) - 1) * _ACROSS + 2
    at: dict[str, tuple[float, float]] = {}
    boxes = []
    for number, column in enumerate(columns):
        top = (height - len(column) * (_HIGH + _GAP) + _GAP) / 2
        for row, node in enumerate(column):
            x, y = 1 + number * (_WIDE + _ACROSS), top + row * (_HIGH + _GAP)
            at[node.key] = (x, y)
            boxes.append(_box(node, x, y))
    lines = [_arrow(edge, at) for edge in edges if edge.start in at and edge.end in at]
    return (
        f'<svg class="graph" role="img" viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label={quoteattr(title)}>'
        f'<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>{"".join(lines)}{"".join(boxes)}</svg>'
    )


def _box(node: Node, x: float, y: float) -> str:
    kind = "box" + (" quiet" if node.quiet else "") + (" here" if node.here else "")
    name, more = _fitted(node.name)
    texts = [f'<text x="{x + 10:g}" y="{y + 20:g}">{escape(name)}</text>']
    second = more or node.note
    if second:
        size = "" if more else ' class="note"'
        texts.append(f'<text x="{x + 10:g}" y="{y + 40:g}"{size}>{escape(_cut(second, _PER_LINE))}</text>')
    full = f"{node.name} {node.note}".strip()
    drawn = (
        f'<g class="{kind}"><title>{escape(full)}</title>'
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDE}" height="{_HIGH}"/>{"".join(texts)}</g>'
    )
    return f"<a href={quoteattr(node.address)}>{drawn}</a>" if node.address else drawn


def _arrow(edge: Edge, at: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[edge.start], at[edge.end]
    if x1 < x2:
        start, end = x1 + _WIDE, x2
    else:
        start, end = x1, x2 + _WIDE
    y1, y2 = y1 + _HIGH / 2, y2 + _HIGH / 2
    middle = (start + end) / 2
    path = f"M{start:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {end:g} {y2:g}"
    return (
        f'<path class="edge" d="{path}" marker-end="url(#tip)"/>'
        f'<text class="label" x="{middle:g}" y="{(y1 + y2) / 2 - 4:g}" text-anchor="middle">{escape(edge.label)}</text>'
    )


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def _cut(words: str, room: int) -> str:
    if _width(words) <= room:
        return words
    kept, used = "", 0
    for char in words:
        used += _width(char)
        if used > room - 2:
            break
        kept += char
    return kept + "…"


def _fitted(name: str) -> tuple[str, str]:
    """A name over two lines."""
    if _width(name) <= _PER_LINE:
        return name, ""
    first, used = "", 0
    for char in name:
        used += _width(char)
        if used > _PER_LINE:
            break
        first += char
    return first, name[len(first) :]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on the line with its word."""

    day: date
    label: str
    mark: bool = False  # the day that is reckoned with


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both inclusive; None is open."""

    first: date | None
    last: date | None
    kind: str  # a class: force, ended, amended


def timeline(stretches: Sequence[Stretch], moments: Sequence[Moment], title: str, *, width: int = 720) -> str:
    """A line of time with stretches as bars and days as strokes; labels stand where there is room for them."""
    days = [moment.day for moment in moments]
    days += [day for stretch in stretches for day in (stretch.first, stretch.last) if day]
    if not days:
        return ""
    first, last = min(days), max(days)
    room = max(30, (last - first).days // 12)
    first, last = _shifted(first, -room), _shifted(last, room)
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return round(40 + (day - first).days / span * (width - 80), 1)

    bars = []
    for stretch in stretches:
        start, end = x(stretch.first or first), x(stretch.last or last)
        bars.append(
            f'<rect class="bar {stretch.kind}" x="{start:g}" y="52" width="{max(2, end - start):g}" height="12"/>'
        )
    taken: dict[int, list[tuple[float, float]]] = {row: [] for row in _ROWS}
    marks = []
    for moment in sorted(_by_day(moments), key=lambda each: (not each.mark, each.day)):
        at = x(moment.day)
        half = max(_width(moment.label), 10) * 3.4 + 4
        left = at if at < 80 else at - 2 * half if at > width - 80 else at - half
        row = next((row for row in _ROWS if _is_free(taken[row], left, left + 2 * half)), None)
        if row is not None:
            taken[row].append((left, left + 2 * half))
        marks.append(_stroke(moment, at, row, width))
    top = 38 - 40 * max(1, *(row for row in _ROWS if taken[row]))
    height = 82 + 40 * max(0, *(-row for row in _ROWS if taken[row])) - top
    return (
        f'<svg class="timeline" role="img" viewBox="0 {top} {width} {height}" width="{width}" '
        f'height="{height}" xmlns="http://www.w3.org/2000/svg" aria-label={quoteattr(title)}>'
        f'<line class="axis" x1="20" y1="58" x2="{width - 20}" y2="58"/>{"".join(bars)}{"".join(marks)}</svg>'
    )


_ROWS = (1, -1, 2, -2)
"""Rows of labels in the order in which they are filled: above the bar, below it, further above, further below."""


def _by_day(moments: Sequence[Moment]) -> list[Moment]:
    """One moment for each day, its words together."""
    days: dict[date, Moment] = {}
    for each in moments:
        known = days.get(each.day)
        label = f"{known.label}、{each.label}" if known and each.label not in known.label else each.label
        days[each.day] = Moment(each.day, label, each.mark or (known is not None and known.mark))
    return list(days.values())


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right < start or end < left for start, end in taken)


def _stroke(moment: Moment, at: float, row: int | None, width: int) -> str:
    """The stroke of a day with its label; where no row has room for it, the label is told on pointing at the stroke."""
    kind = "moment here" if moment.mark else "moment"
    told = f"<title>{escape(moment.label)} {moment.day.isoformat()}</title>"
    if row is None:
        return f'<g class="{kind}">{told}<line x1="{at:g}" y1="46" x2="{at:g}" y2="70"/></g>'
    y1, y2 = (68 - 40 * row, 64) if row > 0 else (52, 48 - 40 * row)
    label, day = (y1 - 16, y1 - 4) if row > 0 else (y2 + 28, y2 + 14)
    anchor = "start" if at < 80 else "end" if at > width - 80 else "middle"
    return (
        f'<g class="{kind}">{told}<line x1="{at:g}" y1="{y1}" x2="{at:g}" y2="{y2}"/>'
        f'<text x="{at:g}" y="{label}" text-anchor="{anchor}">{escape(moment.label)}</text>'
        f'<text class="day" x="{at:g}" y="{day}" text-anchor="{anchor}">{moment.day.isoformat()}</text></g>'
    )


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
