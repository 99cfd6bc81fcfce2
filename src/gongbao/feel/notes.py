"""Why a null came out, written down where somebody listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from gongbao.feel.values import KIND_ZH, kind

_notes: ContextVar[list[str] | None] = ContextVar("feel_notes", default=None)


@contextmanager
def collect_notes() -> Iterator[list[str]]:
    """Within it, why a null came out is written down, in Chinese."""
    notes: list[str] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def fail(note: str) -> Any:
    """Null, with the reason noted where somebody listens."""
    notes = _notes.get()
    if notes is not None and len(notes) < 100:
        notes.append(note)
    return None


def refuse(what: str, *values: Any) -> Any:
    """Null, noting which operator met which kinds."""
    if _notes.get() is not None:
        fail(f"{what}用在了{'和'.join(KIND_ZH[kind(value)] for value in values)}上")
    return None
