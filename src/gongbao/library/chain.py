"""The policy chain: up from a document to what it implements, down to what implements or explains it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gongbao.library.catalogue import Catalogue
from gongbao.library.model import Card, Related
from gongbao.text.relations import RelationKind

_UP = (RelationKind.IMPLEMENTS, RelationKind.FORWARDS)
_DEEPEST = 8
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Step:
    """A document of a chain, by what it hangs on the one before, and what goes on from it."""

    card: Card
    by: Related | None  # None: an explanation, which belongs to its document by its title
    kind: RelationKind
    further: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "document": self.card.ref,
            "title": self.card.title,
            "held": self.card.held,
            "kind": str(self.kind),
            "words": self.by.words if self.by else None,
            "further": [each.to_json() for each in self.further],
        }

    def walk(self) -> Iterator[tuple[int, Step]]:
        """This step and all further ones, with their depth from 0."""
        yield 0, self
        for step in self.further:
            for depth, each in step.walk():
                yield depth + 1, each


@dataclass(frozen=True, slots=True)
class Chain:
    """What a document implements, and what implements it. Each document stands once, by its shortest way."""

    card: Card
    up: tuple[Step, ...]
    down: tuple[Step, ...]


_Edge = tuple[Card, Related | None, RelationKind]
_Next = Callable[[Card], Iterator[_Edge]]


def chain(catalogue: Catalogue, card: Card) -> Chain:
    """The chain of a document, held or known by name only, at most eight steps and two thousand documents each way."""
    return Chain(
        card, _steps(card, lambda each: _above(catalogue, each)), _steps(card, lambda each: _below(catalogue, each))
    )


def _steps(card: Card, following: _Next) -> tuple[Step, ...]:
    """All that follows from a document, breadth first."""
    seen = {card.id}
    edges: defaultdict[int, list[_Edge]] = defaultdict(list)
    queue = deque([(card, 0)])
    while queue:
        at, depth = queue.popleft()
        for edge in following(at) if depth < _DEEPEST else ():
            if edge[0].id not in seen and len(seen) < _MOST:
                seen.add(edge[0].id)
                edges[at.id].append(edge)
                queue.append((edge[0], depth + 1))

    def made(id_: int) -> tuple[Step, ...]:
        return tuple(Step(other, by, kind, made(other.id)) for other, by, kind in edges[id_])

    return made(card.id)


def _above(catalogue: Catalogue, card: Card) -> Iterator[_Edge]:
    if card.held and card.kind == "解读" and (target := catalogue.relations(card).interprets):
        yield target, None, RelationKind.INTERPRETS
    for each in catalogue.web.by_source.get(card.id, ()):
        if each.kind in _UP:
            yield each.target, each, each.kind


def _below(catalogue: Catalogue, card: Card) -> Iterator[_Edge]:
    for each in catalogue.web.by_target.get(card.id, ()):
        if each.kind in _UP:
            yield each.source, each, each.kind
    if card.held:
        for other in catalogue.relations(card).interpreted_by:
            yield other, None, RelationKind.INTERPRETS
