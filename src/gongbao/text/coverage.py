"""The proof that nothing is lost: each character of a text stands in exactly one place."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.text.model import Gazette, Span


def uncovered(gazette: Gazette) -> tuple[Span, ...]:
    """Pieces of the text that stand nowhere, or in more than one place; () where the parse is lossless."""
    at = 0
    wrong: list[Span] = []
    for start, end in sorted(_spans(gazette)):
        if start != at:
            wrong.append(Span(min(start, at), max(start, at)))
        at = max(at, end)
    if at != len(gazette.source.text):
        wrong.append(Span(at, len(gazette.source.text)))
    return tuple(wrong)


def _spans(gazette: Gazette) -> Iterator[Span]:
    for document in gazette.documents:
        for provision in document.walk():
            yield from (span for span in provision.spans if span.end > span.start)
    for piece in gazette.furniture:
        yield from (span for span in piece.spans if span.end > span.start)
