"""A document, or its tables, as files to keep."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from gongbao.library import Card
from gongbao.web.answering import download
from gongbao.web.portal import Portal

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a document or its tables: the ending of its address, and what it is called."""

    form: str
    suffix: str
    media_type: str
    name: str


FORMS = (
    Form("docx", ".docx", DOCX, "DOCX"),
    Form("akn", ".xml", "application/akn+xml", "Akoma Ntoso"),
    Form("md", ".md", "text/markdown; charset=utf-8", "Markdown"),
    Form("json", ".whole.json", "application/json", "JSON"),
)
TABLE_FORMS = (Form("xlsx", ".xlsx", XLSX, "XLSX"), Form("csv", ".csv", "text/csv; charset=utf-8", "CSV"))


def asked(path: str) -> tuple[str, Form | None]:
    """The path without the ending of a form, and the form; None where it asks for a page."""
    for form in (*FORMS, *TABLE_FORMS):
        if path.endswith(form.suffix):
            return path.removesuffix(form.suffix), form
    return path, None


def file_of(portal: Portal, card: Card, place: str | None, form: Form) -> Response | None:
    """The file, or None: there is no such table."""
    body = portal.library.export(card, form.form, place)
    if body is None:
        return None
    of = f"-{place[:40]}" if place and form in TABLE_FORMS else ""  # a document leaves whole
    name = f"{card.title[:80]}{of}{form.suffix}"
    return download(body, form.media_type, name)
