"""体检: a held document beside its findings, a draft with its findings and their answers, the opinion as a file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.datastructures import FormData, UploadFile

from gongbao.examination import (
    Answer,
    Answered,
    Checked,
    Finding,
    Remark,
    Report,
    Review,
    Severity,
    all_rules,
    checklist,
    examine_text,
)
from gongbao.library import Card
from gongbao.library import address as library_address
from gongbao.reading import ReadingError, Source, read_bytes
from gongbao.text import Document, normal
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal
from gongbao.web.reader import Line, Section, sections_of

LONGEST_TEXT = 400_000
"""Characters of a draft: a thick issue of a gazette has 250,000."""

MOST_FINDINGS = 300
MOST_REMARKS = 5
SHAPES = {Severity.ERROR: "error", Severity.WARNING: "doubt", Severity.NOTE: "note"}
REMARK_FIELDS = ("place", "words", "problem", "basis", "advice")
_EMPTY = Remark("", "", "", "", "")
_CONTEXT = 60


class DraftError(ValueError):
    """A draft cannot be examined. `str()` is the sentence for the page."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as the page shows it. `id` names it in the form."""

    id: str
    finding: Finding
    name: str
    shape: str
    before: str
    after: str
    others: tuple[tuple[str, str], ...]
    answer: str = ""
    reason: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the text with the findings that stand in it."""

    line: Line
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """A part of the document with its lines."""

    section: Section
    lines: tuple[Marked, ...]


def start_page(portal: Portal, frame: Frame, *, error: str = "", form: FormData | None = None) -> dict[str, Any]:
    """What the examination is, a field for a draft with what was typed into it, and the rules."""
    typed = form.get("text") if form else None
    return {
        "title": frame.say("examine_title"),
        "error": error,
        "text": typed if isinstance(typed, str) else "",
        "without": chosen_without(form) if form else (),
        "rules": all_rules(),
        "families": _families(frame),
        "shapes": SHAPES,
    }


def _families(frame: Frame) -> dict[str, str]:
    return {digit: frame.say(f"rule_family_{digit}") for digit in "1234567"}


async def read_draft(form: FormData) -> Source:
    """The draft of a form: a file, or pasted text.

    Raises:
        DraftError: neither, too long, or a file that cannot be read.
    """
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        try:
            source = read_bytes(await upload.read(), upload.filename[:200])
        except ReadingError as error:
            raise DraftError(str(error)) from None
    else:
        pasted = form.get("text")
        words = pasted.replace("\r\n", "\n") if isinstance(pasted, str) else ""
        if not words.strip():
            raise DraftError("没有收到文稿。请粘贴文字，或者选择一个文件。")
        name = form.get("name")
        data = words.encode("utf-8", "replace")
        source = Source(
            name if isinstance(name, str) and name else "文稿", hashlib.sha256(data).hexdigest(), words, "utf-8"
        )
    if len(source.text) > LONGEST_TEXT:
        raise DraftError(f"文稿有 {len(source.text):,} 个字，超过 {LONGEST_TEXT:,} 个字。请分成几份文件后再体检。")
    return source


def examined(portal: Portal, source: Source, on: date, without: Sequence[str]) -> Report:
    """The report on a draft.

    Raises:
        DraftError: nothing in it can be recognised as a document.
    """
    report = examine_text(source, on=on, library=portal.library, without=without)
    if not report.gazette.documents:
        raise DraftError("没有认出文件：请核对是不是正文，标题是否单独成行。")
    return report


def chosen_without(form: FormData) -> tuple[str, ...]:
    """Codes of the rules that the form switches off; unknown ones are left out."""
    known = {each.code for each in all_rules()}
    return tuple(value for value in form.getlist("without") if isinstance(value, str) and value in known)


def draft_page(
    portal: Portal,
    frame: Frame,
    report: Report,
    form: FormData,
    without: Sequence[str],
    *,
    errors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The draft's findings with a person's answers, and the rest of the opinion's form."""
    shown = [_answered(each, form, errors or {}) for each in shown_findings(report)]
    titles = [document.title for document in report.gazette.documents]
    return {
        "title": frame.say("examine_of", title=titles[0]),
        "source_name": report.gazette.source.name,
        "text": report.gazette.source.text,
        "documents": titles,
        "review_title": _field(form, "review_title") or titles[0],
        "body": _field(form, "body"),
        "reviewer": _field(form, "reviewer"),
        "findings": shown[:MOST_FINDINGS],
        "hidden": max(0, len(shown) - MOST_FINDINGS),
        "counts": _counts(report.open),
        "without": without,
        "off": [each for each in all_rules() if each.code in without],
        "rules": all_rules(),
        "groups": checklist(),
        "checks": {
            each.key: (_field(form, f"check-{each.key}"), _field(form, f"note-{each.key}")) for each in _items()
        },
        "sources": {each.source for each in _items() if portal.library.resolve(f"《{each.source}》", known=True)},
        "same_matter": same_matter(portal, frame.on, titles[0]),
        "remarks": (*_remarks(form), _EMPTY)[:MOST_REMARKS],
        "error": (errors or {}).get("", ""),
        "first_error": next((each.id for each in shown if each.error), ""),
    }


def same_matter(portal: Portal, on: date, title: str, count: int = 3) -> list[Card]:
    """Held documents that apply on a day whose titles are nearest to a draft's."""
    near = portal.library.suggestions(title, 12)
    return [
        card
        for card in near
        if card.held and card.kind not in ("解读", "目录") and portal.library.validity(card, on).state.applies
    ][:count]


def review_of(report: Report, form: FormData, on: date) -> tuple[Review, dict[str, str]]:
    """What the form says of a report, and what is wrong with it, by the finding's id."""
    errors: dict[str, str] = {}
    answered = []
    for each in shown_findings(report):
        if each.finding.suppressed is not None:
            continue
        filled = _answered(each, form, {})
        answer = Answer(filled.answer) if filled.answer in {one.value for one in Answer} else Answer.OPEN
        if answer is Answer.REJECTED and not filled.reason.strip():
            errors[each.id] = "不采纳的，请写明理由。"
        answered.append(Answered(each.finding, answer, filled.reason.strip()))
    checks = [Checked(each, _field(form, f"check-{each.key}"), _field(form, f"note-{each.key}")) for each in _items()]
    title = _field(form, "review_title") or report.gazette.documents[0].title
    review = Review(
        title,
        _field(form, "body"),
        _field(form, "reviewer"),
        on,
        answered,
        _remarks(form),
        tuple(each for each in checks if each.answer or each.note),
    )
    return review, errors


def held_page(portal: Portal, frame: Frame, card: Card) -> dict[str, Any]:
    """A held document with its findings beside the lines they stand in."""
    report = portal.examined.report(card, frame.on)
    shown = [each for each in shown_findings(report) if each.finding.document == card.key]
    sections = sections_of(portal.library.document(card))
    return {
        "title": frame.say("examine_of", title=card.title),
        "card": card,
        "sections": _beside(sections, shown),
        "findings": shown,
        "counts": _counts(each.finding for each in shown if each.finding.suppressed is None),
    }


def shown_findings(report: Report) -> list[ShownFinding]:
    """Findings with their rule's name, an id that stays, and the words around them."""
    names = {each.code: each.name for each in all_rules()}
    texts = {
        (document.key, provision.place): normal(report.gazette.printed(provision, deep=False))
        for document in report.gazette.documents
        for provision in document.walk()
    }
    seen: Counter[str] = Counter()
    shown = []
    for each in report.findings:
        said = f"{each.rule}\0{each.document}\0{each.place}\0{each.words}"
        seen[said] += 1
        id_ = hashlib.sha256(f"{said}\0{seen[said]}".encode()).hexdigest()[:12]
        before, after = _around(texts.get((each.document, each.place), ""), each.words)
        shown.append(
            ShownFinding(id_, each, names.get(each.rule, each.rule), SHAPES[each.severity], before, after, each.others)
        )
    return shown


def _around(text: str, words: str) -> tuple[str, str]:
    at = text.find(words)
    if at < 0:
        return "", ""
    before, after = text[:at], text[at + len(words) :]
    return (
        f"…{before[-_CONTEXT:]}" if len(before) > _CONTEXT else before,
        f"{after[:_CONTEXT]}…" if len(after) > _CONTEXT else after,
    )


def _beside(sections: Sequence[Section], shown: Sequence[ShownFinding]) -> tuple[MarkedSection, ...]:
    """Each finding at its line; where a line carries another id, at the nearest that stands above it in the tree."""
    places = {line.eid for section in sections for line in section.lines}
    at: dict[str, list[ShownFinding]] = {}
    for each in shown:
        eid = each.finding.eid
        while eid and eid not in places:
            eid = eid.rpartition("__")[0]
        at.setdefault(eid or next(iter(places), ""), []).append(each)
    return tuple(
        MarkedSection(section, tuple(Marked(line, tuple(at.get(line.eid, ()))) for line in section.lines))
        for section in sections
    )


def finding_address(card: Card, finding: Finding) -> str:
    """Where the words of a finding stand in the reader."""
    return library_address(card.ref, finding.place)


def document_of(report: Report, key: str) -> Document:
    """The document of a key."""
    return next(each for each in report.gazette.documents if each.key == key)


def _counts(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """How many of each severity, under the name of its shape."""
    counted = Counter(each.severity for each in findings)
    return [(SHAPES[severity], counted[severity]) for severity in Severity]


def _answered(shown: ShownFinding, form: FormData, errors: Mapping[str, str]) -> ShownFinding:
    return replace(
        shown,
        answer=_field(form, f"answer-{shown.id}"),
        reason=_field(form, f"reason-{shown.id}"),
        error=errors.get(shown.id, ""),
    )


def _remarks(form: FormData) -> tuple[Remark, ...]:
    """Faults that a person added."""
    rows = (
        Remark(*(_field(form, f"remark-{number}-{name}") for name in REMARK_FIELDS))
        for number in range(1, MOST_REMARKS + 1)
    )
    return tuple(row for row in rows if row != _EMPTY)


def _items() -> list[Any]:
    return [each for group in checklist() for each in group.items]


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[:2000] if isinstance(value, str) else ""
