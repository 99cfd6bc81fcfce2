"""The library: the one object that other rooms hold."""

from __future__ import annotations

import os
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import sqlalchemy as sa

from gongbao.library import fulltext, passages
from gongbao.library import search as searching
from gongbao.library.catalogue import Catalogue, load
from gongbao.library.database import open_engine, revision_of, writing
from gongbao.library.ingest import Progress, ingest_paths
from gongbao.library.model import Card, IngestReport, OutlineEntry, Passage, SearchPage, StoredDocument, Validity
from gongbao.library.names import split_citation
from gongbao.library.stored import read_document, read_model, read_outline
from gongbao.library.validity import validity
from gongbao.text.model import Document

_KEPT_DOCUMENTS = 64

_Kept = TypeVar("_Kept")


class _Snapshot:
    """What is kept in memory of one state of the library; a later state gets a snapshot of its own."""

    def __init__(self, revision: int, catalogue: Catalogue) -> None:
        self.revision, self.catalogue = revision, catalogue
        self._lock = threading.RLock()
        self._document_of: array[int] | None = None
        self._documents: OrderedDict[int, StoredDocument] = OrderedDict()
        self._models: OrderedDict[int, tuple[Document, str]] = OrderedDict()

    def document_of(self, connection: sa.Connection) -> array[int]:
        """The document of each provision, by the provision's id."""
        with self._lock:
            if self._document_of is None:
                self._document_of = searching.load_documents_of_provisions(connection)
            return self._document_of

    def model(self, connection: sa.Connection, card: Card) -> tuple[Document, str]:
        """A document's tree and the text of its file."""
        return self._keep(self._models, card.id, lambda: read_model(connection, card))

    def document(self, connection: sa.Connection, card: Card) -> StoredDocument:
        """A document for readers."""
        model_of = lambda other: self.model(connection, other)[0]  # noqa: E731
        return self._keep(self._documents, card.id, lambda: read_document(connection, self.catalogue, card, model_of))

    def _keep(self, kept: OrderedDict[int, _Kept], key: int, make: Callable[[], _Kept]) -> _Kept:
        with self._lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
            made = kept[key] = make()
            while len(kept) > _KEPT_DOCUMENTS:
                kept.popitem(last=False)
            return made


class Library:
    """Documents kept. One object may serve many threads; another process may write meanwhile."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._latest: _Snapshot | None = None

    @classmethod
    def open(cls, url: str | None = None) -> Library:
        """Open a library, and make it where there is none.

        Args:
            url: a file path or an SQLAlchemy URL of SQLite; None: GONGBAO_LIBRARY, else the user's data folder.

        Raises:
            LibraryError: folder not writable, not a database, or made by a newer program.
        """
        engine = open_engine(url)
        with engine.connect() as connection:
            current = fulltext.is_current(connection)
        if not current:
            with writing(engine) as connection:
                fulltext.ensure(connection)
        return cls(engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where the library is: a file's path, or :memory:."""
        return self._engine.url.database or ":memory:"

    @property
    def revision(self) -> int:
        """Raised by every write; what was computed from the library is good while it stays the same."""
        with self._engine.connect() as connection:
            return revision_of(connection)

    def ingest(self, paths: Sequence[str | os.PathLike[str]], progress: Progress | None = None) -> IngestReport:
        """Read, parse and store files and folders (.txt, .md), one transaction a file.

        A file stored before by the same parser is skipped; one stored by another version of the parser is replaced.
        Files that cannot be read, or hold no document, are listed in the report; the others are stored all the same.
        """
        return ingest_paths(self._engine, [Path(path) for path in paths], progress)

    def documents(
        self,
        on: date | None = None,
        place: str | None = None,
        kind: str | None = None,
        year: int | None = None,
        issuer: str | None = None,
    ) -> list[Card]:
        """Documents in the order of their gazettes. With `on`, those that are shown to be in force on that day."""
        with self._engine.connect() as connection:
            return self._now(connection).catalogue.documents(on=on, place=place, kind=kind, year=year, issuer=issuer)

    def resolve(self, ref: str) -> list[Card]:
        """The documents that a name means: 文号 in any usual form, 《title》, title, key or ref; none, one or several.

        A place behind the name is ignored: 廊政办发〔2021〕6号 第六条 resolves to the document.
        """
        with self._engine.connect() as connection:
            return self._now(connection).catalogue.resolve(ref)

    def suggestions(self, ref: str, count: int = 3) -> list[Card]:
        """The documents whose name is nearest, for a message that one is unknown."""
        with self._engine.connect() as connection:
            return self._now(connection).catalogue.suggestions(ref, count)

    def document(self, card: Card | int) -> StoredDocument:
        """A document with its tree, display text, links and relations.

        Raises:
            KeyError: there is no document of this id.
        """
        id_ = card if isinstance(card, int) else card.id
        with self._engine.connect() as connection:
            now = self._now(connection)
            return now.document(connection, now.catalogue.by_id[id_])

    def outline(self, card: Card) -> tuple[OutlineEntry, ...]:
        """A document's provisions as a flat list in reading order, without links."""
        with self._engine.connect() as connection:
            return read_outline(connection, card)

    def search(
        self,
        query: str,
        *,
        place: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        issuer: str | None = None,
        on: date | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> SearchPage:
        """Provisions and documents that hold all words of a query, best first. No query is an error."""
        filters = searching.Filters(place=place, year=year, kind=kind, issuer=issuer, on=on)
        with self._engine.connect() as connection:
            now = self._now(connection)
            return searching.search(
                connection,
                now.catalogue,
                now.document_of(connection),
                query,
                filters,
                limit=max(0, limit),
                offset=max(0, offset),
            )

    def passage(self, document_ref: str, place: str | None = None, words: str | None = None) -> Passage:
        """The words at a place of a document.

        Args:
            document_ref: any name that `resolve` knows and that means one document.
            place: 第六条第二款（四）; None for the whole document. A place at the end of `document_ref` counts as well.
            words: the quotation; None for the whole text of the provision.

        Raises:
            CitationError: document unknown or ambiguous, no such place, no such words; with what is nearest.
        """
        with self._engine.connect() as connection:
            now = self._now(connection)
            found = now.catalogue.resolve(document_ref)
            if not found:
                raise passages.unknown_document(document_ref, now.catalogue.suggestions(document_ref))
            if len(found) > 1:
                raise passages.ambiguous_document(document_ref, found)
            model, printed = now.model(connection, found[0])
        return passages.passage(found[0], model, printed, place or split_citation(document_ref)[1], words)

    def validity(self, card: Card, on: date) -> Validity:
        """Whether a document is in force on a day, with reasons."""
        return validity(card, on)

    def _now(self, connection: sa.Connection) -> _Snapshot:
        """What is kept of the state that this connection's transaction sees."""
        revision = revision_of(connection)
        with self._lock:
            if self._latest is None or self._latest.revision != revision:
                self._latest = _Snapshot(revision, load(connection))
            return self._latest
