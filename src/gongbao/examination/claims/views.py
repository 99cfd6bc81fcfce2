"""A gazette's documents as claims see them: each read once, its tables rebuilt once, though others point at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongbao.examination.subject import Subject, Words
from gongbao.text import Document, Gazette, Kind, Provision


class Views:
    """The documents of a gazette by themselves and for one another. Claims do not depend on the day."""

    def __init__(self, gazette: Gazette) -> None:
        self.gazette = gazette
        self._views = {id(each): Subject(gazette, each, date.min) for each in gazette.documents}

    def __iter__(self) -> Iterator[Subject]:
        return (self._views[id(each)] for each in self.gazette.documents)

    def of(self, document: Document) -> Subject:
        """The view of a document of this gazette."""
        return self._views[id(document)]

    def explained(self, view: Subject) -> Subject | None:
        """The document that an explanation explains, where the gazette holds it."""
        return self.of(view.explained) if view.explained is not None else None


def runs(view: Subject) -> Iterator[tuple[Words, Sequence[Provision], int]]:
    """Every provision but tables, with its brothers and its index among them."""
    for part in view.document.parts:
        stack: list[tuple[Sequence[Provision], int]] = [(part.provisions, at) for at in range(len(part.provisions))]
        stack.reverse()
        while stack:
            brothers, at = stack.pop()
            node = brothers[at]
            if node.kind is not Kind.TABLE:
                yield view.by_eid[node.eid], brothers, at
            stack.extend((node.children, below) for below in range(len(node.children) - 1, -1, -1))
