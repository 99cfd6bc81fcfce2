"""Templates, their filters, and static files with the hash of their content in the address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongbao.web.wording import grouped, number_glued, plain_rule, without_place

HERE = Path(__file__).parent
STATIC = HERE / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent: its bytes never change under the same address."""

    address: str
    body: bytes
    media_type: str


@lru_cache(maxsize=1)
def static_files() -> dict[str, StaticFile]:
    """Static files by the name that stands in their address: gongbao.1f2e3d4c5b6a.css.

    The style sheets of `static/css` leave as one file, in the order of their names, and so do the scripts.
    """
    files = {}
    for stem, suffix, body in (
        ("gongbao", ".css", _joined("css")),
        ("gongbao", ".js", _joined("js")),
        *((path.stem, path.suffix, path.read_bytes()) for path in sorted(STATIC.iterdir()) if path.suffix in TYPES),
    ):
        name = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}{suffix}"
        files[name] = StaticFile(f"/static/{name}", body, TYPES[suffix])
    return files


def _joined(folder: str) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted((STATIC / folder).iterdir()) if path.suffix in TYPES)


def static_address(name: str) -> str:
    """The address of a static file named without its hash."""
    stem, suffix = name.rsplit(".", 1)
    for hashed, file in static_files().items():
        if hashed.startswith(f"{stem}.") and hashed.endswith(f".{suffix}"):
            return file.address
    raise KeyError(name)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja environment. Autoescape is on for every template; an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["grouped"] = grouped
    made.filters["glued"] = number_glued
    made.filters["without"] = without_place
    made.filters["plain"] = plain_rule
    made.globals["static"] = static_address
    return made


def render(name: str, **values: Any) -> str:
    """One template as text."""
    return environment().get_template(name).render(**values)
