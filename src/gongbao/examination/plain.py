"""A report as plain text, for the command line and for letters."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.examination.examine import Report
from gongbao.examination.model import Finding
from gongbao.examination.registry import rules

_QUOTED = 60


def plain(report: Report) -> str:
    """The findings document by document, each with place, line, rule, words, fault and advice; then the counts."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    names = {each.code: each.name for each in rules()}
    document = None
    for finding in report.findings:
        if finding.document != document:
            if document is not None:
                yield ""
            document = finding.document
            yield document
        yield from _finding(finding, names)
    if report.findings:
        yield ""
    answered = len(report.findings) - len(report.open)
    counts = "，".join(f"{code} {names.get(code, '')} {count}处" for code, count in report.counts.items())
    yield f"共发现{len(report.open)}处" + (f"，另有{answered}处已在文中说明理由" if answered else "") + "。"
    if counts:
        yield f"其中：{counts}。"


def _finding(finding: Finding, names: dict[str, str]) -> Iterator[str]:
    yield (
        f"  第{finding.line}行 {finding.place} [{finding.severity}] {finding.rule} {names.get(finding.rule, '')}"
        f"：“{_short(finding.words)}”"
    )
    yield f"    {finding.message}{finding.advice}"
    for place, words in finding.others:
        yield f"    对照：{place}“{_short(words)}”"
    if finding.basis:
        yield f"    依据：{finding.basis}"
    if finding.suppressed:
        yield f"    文中已说明不查，理由：{finding.suppressed}"


def _short(words: str) -> str:
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
