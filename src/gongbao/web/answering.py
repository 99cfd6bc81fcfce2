"""How a page is answered: a template inside its frame, a file to keep, a page for what does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from fastapi.responses import HTMLResponse, Response

from gongbao.web.environment import render
from gongbao.web.frame import Frame


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose where an address does not name one thing."""

    name: str
    address: str
    note: str


def show(template: str, frame: Frame, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """One page inside its frame."""
    text = render(template, frame=frame, t=frame.say, link=frame.link, **values)
    return HTMLResponse(
        text, status_code=status, headers={"Cache-Control": "private, no-cache", "Vary": "Accept, Cookie"}
    )


def not_found(frame: Frame, what: str, nearest: Sequence[Choice] = (), *, why: str = "") -> HTMLResponse:
    """The page for what does not exist, with what is nearest; `why` is said in place of the search's advice."""
    say = frame.say
    values = {
        "title": say("error_title"),
        "sentences": [why] if why else [say("error_404", what=what[:100]), say("error_404_next")],
        "choices_title": say("error_nearest"),
        "choices": nearest,
    }
    return show("error.html", replace(frame, twin=None), values, 404)


def download(body: bytes, media_type: str, name: str) -> Response:
    """A file that the browser keeps under a name, Chinese names as RFC 6266 has them."""
    return Response(
        body,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "Cache-Control": "private, no-cache",
        },
    )


def encoded(address: str) -> str:
    """An address for a Location header, which is ASCII."""
    return "".join(char if ord(char) < 128 else "".join(f"%{byte:02X}" for byte in char.encode()) for char in address)
