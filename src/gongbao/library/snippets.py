"""Snippets: a window of a text around what was found, as pieces that are marked or not; never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongbao.library.model import Segment
from gongbao.library.query import Term
from gongbao.library.tokens import alike

_BEFORE, _SNIPPET = 24, 110
_MOST_MARKS = 400


def snippet(text: str, terms: Sequence[Term]) -> tuple[Segment, ...]:
    """A window of a `searchable` text around the first hits; left-out text is shown as …."""
    return window(alike(text), terms, lambda start, end: text[start:end])


def window(form: str, terms: Sequence[Term], shown: Callable[[int, int], str]) -> tuple[Segment, ...]:
    """The same of a text in searched form; `shown` gives a part of it as it is shown."""
    hits = marks(form, terms)
    first = hits[0][0] if hits else 0
    start = 0 if first <= _BEFORE * 2 else first - _BEFORE
    end = min(len(form), start + _SNIPPET)
    text = shown(start, end)
    found = _segments(text, [(first - start, last - start) for first, last in hits])
    before = (Segment("…", False),) if start else ()
    behind = (Segment("…", False),) if end < len(form) else ()
    return (*before, *found, *behind)


def marked(text: str, terms: Sequence[Term]) -> tuple[Segment, ...]:
    """The whole of a text, a title."""
    return tuple(_segments(text, marks(alike(text), terms)))


def marks(form: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where terms stand in a text in searched form, in order, without overlap."""
    found = [place for term in terms for sought in term.forms for place in _places(form, sought, whole=term.whole)]
    if not found:
        found = [place for term in terms for part in term.parts for place in _places(form, part, whole=False)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _places(form: str, sought: str, *, whole: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = form.find(sought) if sought else -1
    while at >= 0 and len(found) < _MOST_MARKS:
        end = at + len(sought)
        if not whole or not (_goes_on(form, at, -1) or _goes_on(form, end - 1, 1)):
            found.append((at, end))
        at = form.find(sought, at + 1)
    return found


def _goes_on(form: str, edge: int, step: int) -> bool:
    """Whether the number or Latin word at `edge` goes on beyond it."""
    near, far = _char(form, edge + step), _char(form, edge + 2 * step)
    if form[edge].isascii() and form[edge].isdigit():
        return (near.isascii() and near.isdigit()) or (near == "." and far.isascii() and far.isdigit())
    return form[edge].isascii() and form[edge].isalpha() and near.isascii() and near.isalpha()


def _char(text: str, at: int) -> str:
    return text[at] if 0 <= at < len(text) else ""


def _segments(text: str, hits: Sequence[tuple[int, int]]) -> list[Segment]:
    found: list[Segment] = []
    at = 0
    for first, last in hits:
        if first >= len(text) or last <= 0:
            continue
        if first > at:
            found.append(Segment(text[at:first], False))
        found.append(Segment(text[max(first, at) : last], True))
        at = min(last, len(text))
    if at < len(text):
        found.append(Segment(text[at:], False))
    return found
