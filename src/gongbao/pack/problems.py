"""Where something stands in a pack, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file of a pack. Lines and columns count from 1; line 0 is no place in a file."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class PackProblem:
    """One fault: where it stands, what is wrong, what to do next."""

    path: str
    line: int
    column: int
    what: str
    remedy: str

    @classmethod
    def at(cls, mark: Mark, what: str, remedy: str) -> PackProblem:
        """A fault at a mark."""
        return cls(mark.path, mark.line, mark.column, what, remedy)

    def __str__(self) -> str:
        place = f"{self.path} 第{self.line}行第{self.column}列：" if self.line else ""
        return f"{place}{self.what}。{self.remedy}。"


class PackError(ValueError):
    """A pack cannot be read or compiled. `str()` has one line for each problem; the attributes are the first one's."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        self.path, self.line, self.column = first.path, first.line, first.column
        self.what, self.remedy = first.what, first.remedy
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, mark: Mark, what: str, remedy: str) -> PackError:
        """One fault at a mark."""
        return cls([PackProblem.at(mark, what, remedy)])


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    """“您是不是要写…”, where a known word is near; else what `otherwise` says."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"您是不是要写“{near[0]}”" if near else otherwise


def listed(words: Iterable[str]) -> str:
    """Words as an enumeration: 甲、乙、丙."""
    return "、".join(words)
