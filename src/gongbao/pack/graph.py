"""Who reads whom among inputs, parameters and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongbao.pack.compiled import Decision


@dataclass(frozen=True)
class Graph:
    """Direct reads. Inputs and decisions are told apart by the keys they stand under."""

    parameters: Mapping[str, str | None]
    """Parameter → the input or decision that it is tabulated by."""
    inputs: Mapping[str, str | None]
    """Input → the decision that derives it, in the pack's order."""
    decisions: Mapping[str, tuple[str, ...]]
    """Decision → names in its expressions."""

    def below(self, name: str, *, derivations: bool) -> tuple[str, ...]:
        """What one decision or input reads directly, parameters resolved to what they are tabulated by."""
        if name in self.inputs:
            derived = self.inputs[name]
            return (derived,) if derivations and derived else ()
        found: list[str] = []
        for each in self.decisions.get(name, ()):
            by = self.parameters.get(each, None) if each in self.parameters else each
            if by is not None:
                found.append(by)
        return tuple(dict.fromkeys(found))

    def reached(self, start: Iterable[str], *, derivations: bool) -> set[str]:
        """All inputs and decisions that can be read from some names on, those included."""
        seen: set[str] = set()
        waiting = list(start)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self.below(name, derivations=derivations)
        return seen

    def cycles(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each circle of reads once: the decision first met on it, and the circle from there back to it."""
        found: list[tuple[str, tuple[str, ...]]] = []
        done: set[str] = set()
        for root in self.decisions:
            path: list[str] = []
            stack: list[tuple[str, list[str]]] = [(root, list(self.below(root, derivations=True)))]
            path.append(root)
            while stack:
                name, waiting = stack[-1]
                if not waiting or name in done:
                    stack.pop()
                    path.pop()
                    done.add(name)
                    continue
                following = waiting.pop(0)
                if following in path:
                    circle = path[path.index(following) :]
                    first = next((each for each in circle if each in self.decisions), root)
                    turned = circle[circle.index(first) :] + circle[: circle.index(first)]
                    found.append((first, (*turned, first)))
                elif following not in done:
                    stack.append((following, list(self.below(following, derivations=True))))
                    path.append(following)
        return found


def reads(graph: Graph, decision: Decision) -> dict[str, tuple[str, ...]]:
    """`reads` and `derives_from` of a compiled decision."""
    direct = graph.reached([decision.name], derivations=False) & set(graph.inputs)
    everything = graph.reached([decision.name], derivations=True) & set(graph.inputs)
    return {
        "reads": tuple(name for name in graph.inputs if name in direct),
        "derives_from": tuple(name for name in graph.inputs if name in everything - direct),
    }
