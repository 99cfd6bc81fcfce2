"""Run the rules over a gazette or a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gongbao.examination.loose import with_document
from gongbao.examination.model import Finding
from gongbao.examination.registry import Rule, rules
from gongbao.examination.subject import Subject
from gongbao.examination.suppress import answered, answers
from gongbao.reading import Source
from gongbao.text import Gazette, parse

if TYPE_CHECKING:
    from gongbao.library import Library


class UnknownRule(ValueError):
    """A code that no rule has. `str()` is one sentence with the remedy."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = tuple(sorted(codes))
        super().__init__(f"没有编号为{'、'.join(self.codes)}的规则。请用 gongbao examine --rules 查看全部规则。")


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a gazette, in the order of its lines; those that a mark answers carry its reason."""

    gazette: Gazette
    on: date
    findings: tuple[Finding, ...]
    ran: tuple[str, ...] = ()  # codes of the rules that ran

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that no mark answers."""
        return tuple(each for each in self.findings if each.suppressed is None)

    @property
    def counts(self) -> dict[str, int]:
        """How many open findings each rule has, rules without one left out."""
        return dict(sorted(Counter(each.rule for each in self.open).items()))

    def of(self, key: str) -> tuple[Finding, ...]:
        """The findings of the document of a key."""
        return tuple(each for each in self.findings if each.document == key)

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "gazette": self.gazette.title,
            "file": self.gazette.source.name,
            "sha256": self.gazette.source.sha256,
            "on": self.on.isoformat(),
            "rules": list(self.ran),
            "counts": self.counts,
            "findings": [each.to_json() for each in self.findings],
        }


def examine(
    gazette: Gazette,
    *,
    on: date,
    library: Library | None = None,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> Report:
    """Examine every document of a gazette.

    Args:
        gazette: the parsed text.
        on: the day that counts as today.
        library: where laws and other documents are looked up; None: references outside are not judged.
        only: codes of the rules to run, or their first digits (1 for all of 1xx); None: all.
        without: codes, or first digits, of rules that are switched off.

    Raises:
        UnknownRule: a code in `only` or `without` that no rule has.
    """
    chosen = selected(only, without)
    gazette = with_document(gazette)
    found: list[Finding] = []
    for document in gazette.documents:
        subject = Subject(gazette, document, on, library)
        for each in chosen:
            found.extend(_of(each, finding) for finding in each.check(subject))
    found.sort(key=lambda each: (each.line, each.rule, each.words))
    listed = answered(dict.fromkeys(found), answers(gazette))
    return Report(gazette, on, tuple(listed), tuple(each.code for each in chosen))


def examine_text(
    source: Source,
    *,
    on: date,
    library: Library | None = None,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> Report:
    """Examine a draft or any other text: no 文号, date or masthead is needed. Arguments as for `examine`."""
    return examine(parse(source), on=on, library=library, only=only, without=without)


def selected(only: Collection[str] | None, without: Collection[str]) -> tuple[Rule, ...]:
    """The rules that run, in the order of their codes; `UnknownRule` for a code that none has."""
    known = rules()
    asked = {*(only or ()), *without}
    unknown = {code for code in asked if not code or not any(each.code.startswith(code) for each in known)}
    if unknown:
        raise UnknownRule(unknown)
    return tuple(
        each
        for each in known
        if (only is None or each.code.startswith(tuple(only))) and not each.code.startswith(tuple(without))
    )


def _of(rule: Rule, finding: Finding) -> Finding:
    """A finding carries the code of the rule that made it, whatever the check wrote."""
    return finding if finding.rule == rule.code else replace(finding, rule=rule.code)
