"""Running contenders in turn, so that a busy machine slows all of them alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of each run of one contender."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.seconds)

    def rate(self, count: int) -> str:
        """Things a second: median (slowest to fastest)."""
        return f"{spell(count / self.median)}（{spell(count / max(self.seconds))}～{spell(count / min(self.seconds))}）"


def spell(number: float) -> str:
    """A rate in the unit a reader expects."""
    if number >= 1e6:
        return f"{number / 1e4:,.0f} 万"
    return f"{number / 1e4:.1f} 万" if number >= 1e4 else f"{number:,.0f}"


def in_turn(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timed]:
    """Each contender once to warm up, then all of them in turn, round by round."""
    for run in contenders.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return {name: Timed(name, tuple(found)) for name, found in seconds.items()}


def ratio(one: Timed, other: Timed) -> str:
    """How many times as long `one` takes as `other`, by medians."""
    return f"{one.median / other.median:.2f}"
