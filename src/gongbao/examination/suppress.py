"""Answers to findings, written in the text itself: the finding stays listed, with the reason why it is none.

Two ways of writing, each with the codes of one or more rules and a reason; a rule is never switched off without one:

    <!-- 体检：不查 101 理由：引用的是旧办法 -->
    【体检不查101、103：引用的是旧办法】

A mark speaks of the provision that it stands in, and of the nearest one above it where it stands in a line of its
own. With 全文 before the codes (体检：全文不查 215 …; 【体检全文不查215：…】) it speaks of the whole document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongbao.examination.model import Finding
from gongbao.text import Document, Gazette

_CODES = r"(?P<codes>[0-9]{3}(?:[ \t\u3000]{0,4}[、,，和][ \t\u3000]{0,4}[0-9]{3}){0,20})"
_BLANK = r"[ \t\u3000]{0,8}"
MARK = re.compile(
    rf"<!--{_BLANK}体检{_BLANK}[：:]{_BLANK}(?P<all>全文)?{_BLANK}不查{_BLANK}{_CODES}{_BLANK}[，,；;]?{_BLANK}"
    rf"理由{_BLANK}[：:]{_BLANK}(?P<why>[^\n]{{1,200}}?){_BLANK}-->"
    rf"|【{_BLANK}体检{_BLANK}(?P<all2>全文)?{_BLANK}不查{_BLANK}{_CODES.replace('codes', 'codes2')}{_BLANK}[：:]"
    rf"{_BLANK}(?P<why2>[^】\n]{{1,200}})】"
)
NORMAL_MARK = re.compile(
    r"<!--体检[：:](?:全文)?不查[0-9]{3}[^\n<>]{0,300}?-->|【体检(?:全文)?不查[0-9]{3}[^】\n]{0,300}】"
)
"""A mark as it stands in normal text; rules do not see it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mark says: these rules do not count here, because of `reason`. Lines are 1-based and inclusive."""

    codes: frozenset[str]
    reason: str
    line: int  # where the mark stands
    first_line: int
    last_line: int


def answers(gazette: Gazette) -> tuple[Answer, ...]:
    """All marks of a text."""
    text = gazette.source.text
    if "体检" not in text:
        return ()
    ranges = {id(document): _ranges(gazette, document) for document in gazette.documents}
    found = []
    for match in MARK.finditer(text):
        at = match.start()
        line = gazette.source.line_of(at)
        document = _document(gazette.documents, line)
        if document is None:
            continue
        if match["all"] or match["all2"]:
            first, last = document.first_line, document.last_line
        else:
            first, last = _scope(gazette, ranges[id(document)], match, line)
        codes = frozenset(re.findall(r"[0-9]{3}", match["codes"] or match["codes2"]))
        found.append(Answer(codes, (match["why"] or match["why2"]).strip(), line, first, last))
    return tuple(found)


def answered(findings: Iterable[Finding], given: Sequence[Answer]) -> list[Finding]:
    """The findings, each with the reason of the mark that speaks of it."""
    if not given:
        return list(findings)
    made = []
    for each in findings:
        reason = next(
            (one.reason for one in given if each.rule in one.codes and one.first_line <= each.line <= one.last_line),
            None,
        )
        made.append(replace(each, suppressed=reason) if reason else each)
    return made


def _document(documents: Sequence[Document], line: int) -> Document | None:
    for each in documents:
        if each.first_line <= line <= each.last_line:
            return each
    # A mark above the title or below the last line belongs to the nearest document.
    return min(documents, key=lambda each: min(abs(each.first_line - line), abs(each.last_line - line)), default=None)


def _ranges(gazette: Gazette, document: Document) -> list[tuple[int, int]]:
    """First and last line of each provision's own words, in order, marks that stand alone left out."""
    found = []
    for node in document.walk():
        spans = [span for span in node.spans if span.end > span.start]
        words = "".join(gazette.source.text[span.start : span.end] for span in spans)
        if not MARK.sub("", words).strip():
            continue
        lines = [gazette.source.line_of(span.start) for span in spans]
        lines += [gazette.source.line_of(span.end - 1) for span in spans]
        found.append((min(lines), max(lines)))
    return sorted(found)


def _scope(gazette: Gazette, ranges: Sequence[tuple[int, int]], match: re.Match[str], line: int) -> tuple[int, int]:
    text = gazette.source.text
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    beside = MARK.sub("", text[start : end if end >= 0 else len(text)]).strip()
    at = bisect_right(ranges, (line, 1 << 60)) - 1
    if at < 0:
        return line, line
    first, last = ranges[at]
    if beside and not first <= line <= last:
        return line, line
    return first, max(last, line)
