"""Around everything: limits before anything is read, security headers on every answer, no failure without a page."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("gongbao.app")

LONGEST_PATH = 4 * 1024
"""Bytes of the path, percent-encoded: three hundred Chinese characters take 2,700."""

LONGEST_QUERY = 8 * 1024
"""Bytes of the query string."""

LARGEST_BODY = 256 * 1024
"""Bytes of a request's body."""

LARGEST_FILE = 24 * 1024 * 1024
"""Bytes of a body that carries a file: a draft to be examined, a list to be imported."""

FILE_PATHS = ("/体检", "/对照", "/清理", "/api/v1/examination", "/api/v1/comparison", "/api/v1/records")
"""Paths, with all below them, that take a file."""

FILES_A_MINUTE = 60
"""So many files one client may send within a minute: each is read and examined."""

_TOO_LARGE = {
    LARGEST_BODY: "内容过长，请缩短后再试。",
    LARGEST_FILE: f"文件过大，最多 {LARGEST_FILE // 1024 // 1024} MB。请拆分，或者去掉图片后再提交。",
}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class TooLarge(HTTPException):
    """A body grew beyond the limit while it was read; answered like any other refusal."""

    def __init__(self) -> None:
        super().__init__(413)


class Guards:
    """The outermost layer. `failed` makes the answer where the application raised."""

    def __init__(self, app: ASGIApp, failed: Callable[[Request], Response]) -> None:
        self.app = app
        self.failed = failed
        self._posts: deque[tuple[float, str]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        read = 0
        largest = LARGEST_FILE if scope["path"].startswith(FILE_PATHS) else LARGEST_BODY

        async def guarded_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        async def counted_receive() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:
                raise TooLarge
            return message

        refusal = _refusal(scope, largest) or self._too_many(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded_send)
            return
        try:
            await self.app(scope, counted_receive, guarded_send)
        except Exception:
            log.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            answer = self.failed(Request(scope))
            await answer(scope, receive, guarded_send)

    def _too_many(self, scope: Scope) -> Response | None:
        """A refusal where a client sends files faster than a person can."""
        if scope["method"] in ("GET", "HEAD", "OPTIONS") or not scope["path"].startswith(FILE_PATHS):
            return None
        now, client = monotonic(), (scope.get("client") or ("", 0))[0]
        while self._posts and now - self._posts[0][0] > 60:
            self._posts.popleft()
        if sum(1 for _, other in self._posts if other == client) >= FILES_A_MINUTE:
            return _say(429, "提交过于频繁，请过一分钟再试。", {"Retry-After": "60"})
        self._posts.append((now, client))
        return None


def _refusal(scope: Scope, largest: int) -> Response | None:
    if len(scope.get("raw_path") or b"") > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
        return _say(414, "地址过长，请缩短搜索词或填写的内容后再试。")
    for name, value in scope["headers"]:
        if name == b"content-length" and not (value.isdigit() and len(value) < 10 and int(value) <= largest):
            return _say(413, _TOO_LARGE[largest])
    if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not scope["path"].startswith("/api/"):
        return _foreign(scope)
    return None


def _foreign(scope: Scope) -> Response | None:
    """A refusal where a form of another site posts to this one. A client that is no browser names no site."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin")
    if headers.get(b"sec-fetch-site", "none") in ("cross-site", "same-site") or (
        origin is not None and urlsplit(origin).netloc != headers.get(b"host")
    ):
        return _say(403, "这个请求来自别的网站，没有处理。请在本站的页面上重新提交。")
    return None


def _say(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence + "\n", status_code=status, headers=headers)
