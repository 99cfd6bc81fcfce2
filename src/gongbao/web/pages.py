"""The portal's routes. Each answers with a page; what is wrong becomes a page with a sentence and a next step."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from gongbao.decisions import Program
from gongbao.reference import parse_date
from gongbao.web import (
    calculator,
    comparing,
    document_routes,
    endpoints,
    examination_routes,
    finding,
    home,
    office_routes,
    packs,
)
from gongbao.web.answering import encoded, not_found, show
from gongbao.web.environment import static_files
from gongbao.web.frame import ON_COOKIE, Frame, frame_of, readable
from gongbao.web.portal import Portal

_YEAR = 365 * 24 * 3600
_ETERNAL = f"public, max-age={_YEAR}, immutable"


def router(portal: Portal) -> APIRouter:
    """All routes of the portal's pages over these rooms."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def frame(request: Request, *, twin: bool = True) -> Frame:
        return frame_of(request, twin=twin, clock=portal.clock)

    @routes.get("/")
    def first(request: Request) -> HTMLResponse:
        around = frame(request)
        return show("home.html", around, home.page(portal, around))

    @routes.get("/g/{title:path}")
    def gazette(request: Request, title: str) -> HTMLResponse:
        around = frame(request)
        values = home.gazette_page(portal, around, title)
        return show("gazette.html", around, values) if values else not_found(around, title)

    @routes.get("/library")
    @routes.get("/文库")
    def library(request: Request) -> Response:
        around = frame(request)
        asked = request.query_params.get("q", "").strip()
        where = finding.direct(portal, asked) if asked else None
        if where is not None:
            return RedirectResponse(encoded(around.link(where)), status_code=303)
        return show("library.html", around, finding.page(portal, around, request))

    @routes.get("/p")
    def runs(request: Request) -> HTMLResponse:
        around = frame(request)
        return show("runs.html", around, packs.runs_page(portal, around))

    @routes.get("/p/{name}")
    def pack(request: Request, name: str) -> HTMLResponse:
        around = frame(request)
        program = portal.programs.get(name)
        if program is None:
            return not_found(around, name)
        return show("pack.html", around, packs.pack_page(portal, around, program.pack))

    @routes.get("/p/{name}/{decision}")
    def calculate(request: Request, name: str, decision: str) -> HTMLResponse:
        around = frame(request)
        program = portal.programs.get(name)
        found = _decision(program, decision)
        if program is None or found is None:
            return not_found(around, f"{name}/{decision}")
        return show("calculator.html", around, calculator.page(around, program, found, request.query_params))

    @routes.get("/api")
    def endpoints_list(request: Request) -> HTMLResponse:
        around = frame(request)
        return show("api.html", around, endpoints.page(around, request.app.openapi()))

    @routes.get("/on")
    def set_day(request: Request) -> RedirectResponse:
        return _set_day(request)

    @routes.get("/static/{name}")
    def static(name: str, request: Request) -> Response:
        file = static_files().get(name)
        if file is None:
            return not_found(frame(request, twin=False), name)
        return Response(file.body, media_type=file.media_type, headers={"Cache-Control": _ETERNAL})

    for area in (comparing, document_routes, examination_routes, office_routes):
        area.add_routes(routes, portal)
    return routes


def error_page(request: Request, portal: Portal, status: int, detail: str = "") -> HTMLResponse:
    """The page for an error that no route answers itself."""
    around = frame_of(request, twin=False, clock=portal.clock)
    say = around.say
    if status == 404:
        return not_found(around, readable(request.scope["path"]))
    if status >= 500:
        title, sentences = say("error_500_title"), [say("error_500")]
    elif status == 405:
        title, sentences = say("error_422_title"), [say("error_405")]
    elif status in (413, 414):
        title, sentences = say("error_422_title"), [say("error_413")]
    else:
        title, sentences = say("error_422_title"), [*([detail] if detail else []), say("error_422_next")]
    return show("error.html", around, {"title": title, "sentences": sentences, "choices": []}, status)


def _decision(program: Program | None, name: str) -> Any:
    if program is None:
        return None
    return next((one for one in program.pack.decisions if one.name == name and one.public), None)


def _set_day(request: Request) -> RedirectResponse:
    """Keep the date in a cookie and go back to the page; only to a path of this portal."""
    back = request.query_params.get("back", "/")
    parts = urlsplit(back)
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    parts = parts if inside else urlsplit("/")
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "on"]
    typed = request.query_params.get("date", "").strip()[:20]
    reset = request.query_params.get("reset") == "1" or not typed
    day = None if reset else parse_date(typed)
    if day is None and not reset:
        query.append(("on", typed))
    address = parts.path + (f"?{urlencode(query)}" if query else "")
    answer = RedirectResponse(encoded(address), status_code=303)
    if reset:
        answer.delete_cookie(ON_COOKIE)
    elif day is not None:
        answer.set_cookie(ON_COOKIE, day.isoformat(), max_age=_YEAR, httponly=True, samesite="lax")
    return answer
