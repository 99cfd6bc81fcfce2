"""Reports and proofs on what the library holds, kept until the library or the day changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Generic, TypeVar

from gongbao.examination.examine import Report, examine
from gongbao.examination.model import Finding
from gongbao.examination.selfproof import GazetteProof, prove
from gongbao.library import Card, Library
from gongbao.text import parse

Result = TypeVar("Result")

_KEPT = 24
"""Results kept of each sort; one is a file's, with all its documents."""


class _Kept(Generic[Result]):
    """The last results by key. One thread works on a key, the others wait for its result."""

    def __init__(self) -> None:
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._lock = threading.Lock()
        self._busy: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result of a key; made where there is none. What fails is not kept."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
            turn = self._busy.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._results:
                    return self._results[key]
            try:
                result = make()
                with self._lock:
                    self._results[key] = result
                    while len(self._results) > _KEPT:
                        self._results.popitem(last=False)
            finally:
                with self._lock:
                    self._busy.pop(key, None)
        return result


class Examined:
    """Examines the files of a library when they are asked for. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._reports: _Kept[Report] = _Kept()
        self._proofs: _Kept[GazetteProof] = _Kept()

    def report(self, card: Card, on: date) -> Report:
        """The report on the whole file that a document stands in."""
        source = self._library.source(card)
        return self._reports.get(
            (self._library.revision, source.sha256, on),
            lambda: examine(parse(source, place=card.place or None), on=on, library=self._library),
        )

    def findings(self, card: Card, on: date) -> tuple[Finding, ...]:
        """The findings on one document."""
        return tuple(each for each in self.report(card, on).findings if each.document == card.key)

    def proof(self, card: Card) -> GazetteProof:
        """What the file that a document stands in prints and can be reckoned again."""
        source = self._library.source(card)
        return self._proofs.get(
            (self._library.revision, source.sha256), lambda: prove(parse(source, place=card.place or None))
        )

    def warm(self, on: date) -> None:
        """Examine and prove the newest issues of gazettes before somebody waits for them."""
        issues = {card.gazette: card for card in self._library.documents() if "公报" in card.gazette}
        for card in list(issues.values())[-_KEPT:]:
            self.proof(card)
            self.report(card, on)
