"""Routes of the examination: /体检 and what lies below it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from gongbao.examination import Report, findings_sheet, letter, opinion, sarif
from gongbao.web import documents, examination
from gongbao.web.answering import download, not_found, show
from gongbao.web.files import DOCX, XLSX
from gongbao.web.frame import Frame, frame_of
from gongbao.web.portal import Portal
from gongbao.writing import docx, xlsx

MOST_FIELDS = 4000
"""Fields of a form: an answer and a reason for each of 300 findings, the checklist, the remarks."""

LARGEST_FIELD = 4 * 1024 * 1024
"""Bytes of one field: 400,000 characters take 1.2 MB."""

SARIF = "application/sarif+json"


@dataclass(frozen=True, slots=True)
class Examining:
    """A draft with its report, and the rules that were switched off."""

    form: FormData
    without: Sequence[str]
    report: Report


def add_routes(routes: APIRouter, portal: Portal) -> None:
    """Put the examination's routes on the portal."""

    def around(request: Request, *, twin: bool = True) -> Frame:
        return frame_of(request, twin=twin, clock=portal.clock)

    async def draft_of(request: Request, frame: Frame) -> Examining | HTMLResponse:
        """The draft that a form brings, or the page that says why there is none, with all that was typed."""
        form = FormData()
        try:
            form = await _form(request)
            source = await examination.read_draft(form)
            without = examination.chosen_without(form)
            # Seconds for a thick draft: not on the loop that answers everybody else.
            report = await run_in_threadpool(examination.examined, portal, source, frame.on, without)
        except examination.DraftError as error:
            values = examination.start_page(portal, frame, error=str(error), form=form)
            return show("examine.html", frame, values, 422)
        return Examining(form, without, report)

    @routes.get("/体检")
    def start(request: Request) -> HTMLResponse:
        frame = around(request)
        return show("examine.html", frame, examination.start_page(portal, frame))

    @routes.post("/体检")
    async def draft(request: Request) -> HTMLResponse:
        frame = around(request, twin=False)
        read = await draft_of(request, frame)
        if isinstance(read, HTMLResponse):
            return read
        values = examination.draft_page(portal, frame, read.report, read.form, read.without)
        return show("examine_draft.html", frame, values)

    @routes.get("/体检/意见")
    def nothing(request: Request) -> HTMLResponse:
        """Somebody opened the address of the form by hand."""
        frame = around(request, twin=False)
        values = examination.start_page(portal, frame, error=frame.say("opinion_needs_draft"))
        return show("examine.html", frame, values)

    @routes.post("/体检/意见")
    async def written(request: Request) -> Response:
        frame = around(request, twin=False)
        read = await draft_of(request, frame)
        if isinstance(read, HTMLResponse):
            return read
        review, errors = examination.review_of(read.report, read.form, frame.on)
        if errors:
            errors[""] = frame.say("opinion_wants_reasons", n=len(errors))
            values = examination.draft_page(portal, frame, read.report, read.form, read.without, errors=errors)
            return show("examine_draft.html", frame, values, 422)
        return download(docx(opinion(review)), DOCX, f"合法性审核意见-{review.title[:60]}.docx")

    @routes.get("/体检/{path:path}")
    def held(request: Request, path: str) -> Response:
        frame = around(request)
        ref, _, rest = path.partition("/函/")
        ref, wanted = _format(ref)
        named = documents.named(portal, ref)
        if not named.cards:
            return not_found(frame, named.ref, documents.nearest(portal, frame, named.ref))
        if len(named.cards) > 1:
            return show("error.html", frame, documents.choices(portal, frame, named, under="/体检/"), 300)
        card = named.cards[0]
        if not card.held:
            return not_found(frame, card.title, documents.itself(frame, card), why=frame.say("text_not_held"))
        report = portal.examined.report(card, frame.on)
        if rest:
            shown = next((each for each in examination.shown_findings(report) if each.id == rest), None)
            if shown is None or shown.finding.document != card.key:
                return not_found(frame, rest, documents.itself(frame, card), why=frame.say("finding_gone"))
            paper = letter(
                shown.finding,
                title=card.title,
                number=card.number,
                issuer=card.issuer or card.place,
                sender=request.query_params.get("sender", "")[:60] or "（单位名称）",
                on=frame.on,
            )
            return download(docx(paper), DOCX, f"函-{card.title[:60]}-{shown.finding.place}.docx")
        only = replace(report, findings=report.of(card.key))
        if wanted == "sarif":
            body = json.dumps(sarif(only), ensure_ascii=False, indent=1).encode()
            return download(body, SARIF, f"体检-{card.title[:60]}.sarif")
        if wanted == "xlsx":
            return download(xlsx([findings_sheet(only)]), XLSX, f"体检-{card.title[:60]}.xlsx")
        return show("examine_held.html", frame, examination.held_page(portal, frame, card))


async def _form(request: Request) -> FormData:
    """The form of a request.

    Raises:
        DraftError: more fields or files than the page sends, or a body that is no form.
    """
    try:
        return await request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise examination.DraftError("提交的内容不完整，或者项目太多，没有读成。请在本页重新提交。") from None


def _format(ref: str) -> tuple[str, str]:
    for suffix in (".sarif", ".xlsx"):
        if ref.endswith(suffix):
            return ref.removesuffix(suffix), suffix[1:]
    return ref, ""
