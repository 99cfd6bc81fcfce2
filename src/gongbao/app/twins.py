"""Every page has a JSON twin: the page's address with `.json`, or the same address asked for as application/json."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from gongbao.web import ON_COOKIE

SUFFIX = ".json"
_FILE = ".whole.json"
"""A whole document as a file to keep, not the twin of a page."""

# A named group becomes a parameter of the query, the others stand in the path.
_PAGES = (
    (re.compile(r"/(?:index)?"), "/api/v1/coverage"),
    (re.compile(r"/d/(.+)/沿革"), "/api/v1/history/{}"),
    (re.compile(r"/d/(.+)/关系"), "/api/v1/relations/{}"),
    (re.compile(r"/d/(.+)"), "/api/v1/documents/{}"),
    (re.compile(r"/体检/(.+)"), "/api/v1/examination/{}"),
    (re.compile(r"/体检"), "/api/v1/rules"),
    (re.compile(r"/清理"), "/api/v1/cleanup"),
    (re.compile(r"/自证"), "/api/v1/proofs"),
    (re.compile(r"/自证/(?P<gazette>.+)"), "/api/v1/proofs"),
    (re.compile(r"/机关"), "/api/v1/bodies"),
    (re.compile(r"/机关/(?P<place>[^/]+)"), "/api/v1/bodies"),
    (re.compile(r"/机关/(?P<place>[^/]+)/(?P<name>.+)"), "/api/v1/bodies"),
    (re.compile(r"/g/(.+)"), "/api/v1/gazettes/{}"),
    (re.compile(r"/p"), "/api/v1/packs"),
    (re.compile(r"/p/([^/]+)"), "/api/v1/packs/{}"),
    (re.compile(r"/p/([^/]+)/([^/]+)"), "/api/v1/packs/{}/decisions/{}"),
    (re.compile(r"/api"), "/api/openapi.json"),
)
_LISTS = ("/文库", "/library")


class Twins:
    """Leads a request for a page's twin to the API; asks for the same day as the page would show."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. HEAD is answered as GET; the server leaves the body out."""
        if scope["type"] == "http":
            if scope["method"] == "HEAD":
                scope = {**scope, "method": "GET"}
            twin = twin_of(scope)
            if twin is not None:
                path, query = twin
                scope = {**scope, "path": path, "raw_path": path.encode(), "query_string": query.encode("ascii")}
        await self.app(scope, receive, send)


def twin_of(scope: Scope) -> tuple[str, str] | None:
    """Path and query in the API, where the request asks for a page's twin."""
    path: str = scope["path"]
    if scope["method"] != "GET" or path.startswith(("/api/", "/static/")):
        return None
    if path.endswith(_FILE):
        return None
    if path.endswith(SUFFIX):
        path = path.removesuffix(SUFFIX)
    elif not _wants_json(scope):
        return None
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=False, max_num_fields=200))
    if "on" not in query and (kept := _header(scope, b"cookie")):
        cookies = cookie_parser(kept)
        if ON_COOKIE in cookies:
            query["on"] = cookies[ON_COOKIE][:20]
    query.pop("lang", None)
    if path in _LISTS:
        return "/api/v1/search" if query.get("q") else "/api/v1/documents", urlencode(query)
    for pattern, target in _PAGES:
        match = pattern.fullmatch(path)
        if match:
            return target.format(*match.groups()), urlencode({**query, **match.groupdict()})
    return None


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _wants_json(scope: Scope) -> bool:
    accept = _header(scope, b"accept")
    return "application/json" in accept and "text/html" not in accept
