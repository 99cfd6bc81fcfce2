"""The rules: each a pure function over a subject, declared with its code, name, reason and example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from gongbao.examination.model import Finding, Severity
from gongbao.examination.subject import Subject

Check = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `example` is a text that breaks it, `reason` why that is a fault."""

    code: str
    name: str
    severity: Severity
    reason: str
    example: str
    check: Check

    def to_json(self) -> dict[str, str]:
        """As the command line and the API print it."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "reason": self.reason,
            "example": self.example,
        }


_RULES: dict[str, Rule] = {}


def rule(code: str, name: str, severity: Severity, *, reason: str, example: str) -> Callable[[Check], Check]:
    """Declare a rule. Codes are unique: 1xx references and numbering, 2xx dates and validity, 3xx sums and tables,
    4xx targets and levels, 5xx explanations and annexes, 6xx names and terms, 7xx damaged text.
    """

    def declare(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"rule {code} is declared twice")
        _RULES[code] = Rule(code, name, severity, reason, example, check)
        return check

    return declare


def rules() -> tuple[Rule, ...]:
    """All rules in the order of their codes."""
    import_module("gongbao.examination.rules")  # importing its modules declares the rules
    return tuple(_RULES[code] for code in sorted(_RULES))
