"""Routes below /d/: the reader, its further pages, its files."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from gongbao.web import documents, files, history, relations
from gongbao.web.answering import not_found, show
from gongbao.web.frame import Frame, frame_of, readable
from gongbao.web.portal import Portal

HISTORY, RELATIONS = "/沿革", "/关系"


def add_routes(routes: APIRouter, portal: Portal) -> None:
    """Put the routes of documents on the portal."""

    @routes.get("/d/{path:path}")
    def document(request: Request, path: str) -> Response:
        frame = frame_of(request, clock=portal.clock)
        path, form = files.asked(path)
        page = next((each for each in (HISTORY, RELATIONS) if path.endswith(each)), "")
        named = documents.named(portal, path.removesuffix(page))
        if not named.cards:
            return not_found(frame, named.ref, documents.nearest(portal, frame, named.ref))
        if len(named.cards) > 1:
            return show("error.html", frame, documents.choices(portal, frame, named), 300)
        card = named.cards[0]
        if not card.held and (form or page == HISTORY):
            return not_found(frame, card.title, documents.itself(frame, card), why=frame.say("text_not_held"))
        if not card.held and page != RELATIONS:
            around = replace(frame, twin=readable(f"/api/v1/known/{card.ref}"))
            return show("known.html", around, relations.known_page(portal, frame, card))
        if form:
            made = files.file_of(portal, card, named.place, form)
            return made if made is not None else _no_table(frame)
        if page == HISTORY:
            asked = {name: request.query_params.get(name, "")[:20] for name in ("a", "b", "all")}
            return show("history.html", frame, history.page(portal, frame, card, asked))
        if page == RELATIONS:
            return show("relations.html", frame, relations.page(portal, frame, card))
        return show("document.html", frame, documents.page(portal, frame, card, named.place))


def _no_table(frame: Frame) -> Response:
    return show(
        "error.html",
        frame,
        {"title": frame.say("error_title"), "sentences": [frame.say("no_table")], "choices": []},
        404,
    )
