"""A document, or its tables, in the forms that leave the library."""

from __future__ import annotations

from collections.abc import Callable

from gongbao.library.model import Card, StoredDocument
from gongbao.reading import Source
from gongbao.reference.places import PLACES
from gongbao.text import Gazette, Table, tables
from gongbao.text.interchange import akoma_ntoso, markdown, paper, sheet, to_json
from gongbao.writing import csv, docx, xlsx

DOCUMENT_FORMS = ("docx", "akn", "json", "md")
TABLE_FORMS = ("xlsx", "csv")


def exported(card: Card, document: StoredDocument, source: Source, form: str, place: str | None) -> bytes | None:
    """A document or its tables as bytes; None where there is no such table.

    Args:
        card: of the document.
        document: held.
        source: the file it stands in.
        form: one of DOCUMENT_FORMS or TABLE_FORMS.
        place: of one table, or its eId; None: all tables (CSV holds but the first).

    Raises:
        KeyError: no such form.
    """
    if form in TABLE_FORMS:
        return _tables(document, source, card, form, place)
    model, text = document.model, document.printed
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx(paper(model, text)),
        "akn": lambda: akoma_ntoso(model, text, places=_code),
        "md": lambda: markdown(model, text).encode(),
        "json": lambda: to_json(model, text, name=card.gazette_file, sha256=source.sha256),
    }
    return makers[form]()


def tables_of(document: StoredDocument, source: Source) -> tuple[Table, ...]:
    """The tables of a document, rebuilt."""
    return tables(Gazette(source, "", document.card.place, (document.model,), ()), document.model)


def _tables(document: StoredDocument, source: Source, card: Card, form: str, place: str | None) -> bytes | None:
    found = tables_of(document, source)
    if place:
        found = tuple(each for each in found if place in (each.place, each.eid))
    if not found:
        return None
    if form == "csv":
        return csv(sheet(found[0]))
    return xlsx([sheet(each) for each in found])


def _code(place: str) -> str | None:
    locality = PLACES.get(place)
    return (locality.code or None) if locality else None
