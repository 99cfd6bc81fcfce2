"""Reading and parsing the shipped gazettes, and searching them."""

from __future__ import annotations

from bench.subject import GAZETTES
from bench.timing import Timed, in_turn
from gongbao.library import Library
from gongbao.reading import read_file
from gongbao.text import parse

QUERIES = ("人民政府", "起付标准", "供热", "政府质量奖 申报条件", "医保门诊共济")


def measure_reading(rounds: int) -> tuple[Timed, int]:
    """Seconds for all gazettes, and their characters."""
    paths = sorted(GAZETTES.glob("*.txt"))
    characters = sum(len(path.read_text(encoding="utf-8")) for path in paths)

    def run() -> None:
        for path in paths:
            parse(read_file(path))

    return in_turn({"reading + text": run}, rounds)["reading + text"], characters


def measure_search(library: Library, rounds: int) -> list[Timed]:
    """Seconds of each query."""
    queries = {query: (lambda query=query: library.search(query)) for query in QUERIES}
    return list(in_turn(queries, rounds).values())
