"""What the examination hands out. Frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "错误"  # cannot be right: an article that does not exist, a day that no calendar has
    WARNING = "疑点"  # most likely wrong, or two readings collide
    NOTE = "提示"  # allowed, but good drafting avoids it


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `words` stand at `place` as normal text; `others` are passages that it collides with."""

    rule: str  # code of the rule: 101
    severity: Severity
    document: str  # key of the document
    place: str
    eid: str
    line: int  # 1-based line of the file on which the words begin
    words: str
    message: str  # what is wrong, one sentence
    advice: str  # what to do, one sentence
    others: tuple[tuple[str, str], ...] = ()  # (place, words)
    basis: str | None = None  # the law or standard that is broken, where there is one
    suppressed: str | None = None  # the reason, where a person has answered the finding in the text

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "document": self.document,
            "place": self.place,
            "eid": self.eid,
            "line": self.line,
            "words": self.words,
            "message": self.message,
            "advice": self.advice,
            "others": [{"place": place, "words": words} for place, words in self.others],
            "basis": self.basis,
            "suppressed": self.suppressed,
        }
