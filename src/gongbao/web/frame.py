"""What stands around every page: language, the date it reckons with, navigation, the address of its JSON twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import Request

from gongbao.reference import parse_date
from gongbao.web.wording import Say, long_date, plain_date, speaker

ON_COOKIE = "on"
SECTIONS = (
    ("nav_library", "/文库"),
    ("nav_runs", "/p"),
    ("nav_cleanup", "/清理"),
    ("nav_examine", "/体检"),
    ("nav_proof", "/自证"),
)
_SAFE_PATH = "/〔〕《》（）()“”·，、：:;；'!*~@$+,="


@dataclass(frozen=True, slots=True)
class NavItem:
    """A section in the top line."""

    name: str
    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page for one reader."""

    language: str
    on: date
    is_today: bool
    day_text: str  # what stands in the field: the ISO date, or what was typed and could not be read
    day_error: str | None
    here: str  # path and query of this page
    twin: str | None
    nav: tuple[NavItem, ...]
    carried: tuple[tuple[str, str], ...]  # query parameters that every link keeps

    @property
    def say(self) -> Say:
        """Strings in the reader's language."""
        return speaker(self.language)

    @property
    def html_lang(self) -> str:
        """For `<html lang>`."""
        return "zh-Hans" if self.language == "zh" else "en"

    @property
    def long_day(self) -> str:
        """The date reckoned with, in words."""
        return long_date(self.on, self.language)

    @property
    def plain_day(self) -> str:
        """The same without the weekday."""
        return plain_date(self.on, self.language)

    @property
    def other_language(self) -> str:
        """This page in the other language."""
        parts = urlsplit(self.here)
        query = [(name, value) for name, value in parse_qsl(parts.query) if name != "lang"]
        if self.language == "zh":
            query.append(("lang", "en"))
        return parts.path + (f"?{urlencode(query)}" if query else "")

    def link(self, path: str, **query: str) -> str:
        """An address inside the portal that keeps the date and language asked for in the query."""
        address, _, fragment = path.partition("#")
        values = [(name, value) for name, value in query.items() if value != ""]
        values += [pair for pair in self.carried if pair[0] not in query]
        joined = f"{address}{'&' if '?' in address else '?'}{urlencode(values)}" if values else address
        return f"{joined}#{fragment}" if fragment else joined


def today() -> date:
    """The day by the server's clock."""
    return datetime.now().astimezone().date()


def readable(path: str) -> str:
    """A path as it stands in an href: Chinese as it is, the rest escaped."""
    return "".join(char if ord(char) > 127 else quote(char, safe=_SAFE_PATH) for char in path)


def frame_of(request: Request, *, twin: bool = True, clock: Callable[[], date] = today) -> Frame:
    """The frame for a request. `on` in the query goes before the cookie; a date that cannot be read is told."""
    now = clock()
    asked, kept = request.query_params.get("on", "").strip()[:40], request.cookies.get(ON_COOKIE, "")[:40]
    on, error = now, None
    if asked:
        read = parse_date(asked)
        on, error = (read, None) if read else (now, asked)
    elif kept:
        on = parse_date(kept) or now
    language = "en" if request.query_params.get("lang") == "en" else "zh"
    path = request.url.path
    raw = readable(request.scope["path"])
    carried = []
    if asked and not error:
        carried.append(("on", on.isoformat()))
    if language == "en":
        carried.append(("lang", "en"))
    say = speaker(language)
    decoded = request.scope["path"]
    query = request.url.query
    base = raw.removesuffix("/") or "/index"
    return Frame(
        language=language,
        on=on,
        is_today=on == now,
        day_text=error or on.isoformat(),
        day_error=error,
        here=path + (f"?{query}" if query else ""),
        twin=(f"{base}.json" + (f"?{query}" if query else "")) if twin else None,
        nav=tuple(NavItem(say(key), at, decoded == at or decoded.startswith(f"{at}/")) for key, at in SECTIONS),
        carried=tuple(carried),
    )
