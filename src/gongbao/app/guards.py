"""Around everything: limits before anything is read, security headers on every answer, no failure without a page."""

from __future__ import annotations

import logging
from collections.abc import Callable

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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        read = 0

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
            if read > LARGEST_BODY:
                raise TooLarge
            return message

        too_long = _refusal(scope)
        if too_long is not None:
            await too_long(scope, receive, guarded_send)
            return
        try:
            await self.app(scope, counted_receive, guarded_send)
        except Exception:
            log.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            answer = self.failed(Request(scope))
            await answer(scope, receive, guarded_send)


def _refusal(scope: Scope) -> Response | None:
    if len(scope.get("raw_path") or b"") > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
        return _say(414, "地址过长，请缩短搜索词或填写的内容后再试。")
    for name, value in scope["headers"]:
        if name == b"content-length" and not (value.isdigit() and len(value) < 10 and int(value) <= LARGEST_BODY):
            return _say(413, "内容过长，请缩短后再试。")
    return None


def _say(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence + "\n", status_code=status)
