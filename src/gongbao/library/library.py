"""The library: the one object that other rooms hold."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Literal, TypeVar

import sqlalchemy as sa

from gongbao.library import deriving, fulltext, passages
from gongbao.library import search as searching
from gongbao.library.bodies import Body, Register, Row, Witness, read_rows
from gongbao.library.catalogue import Catalogue, load
from gongbao.library.citations import Citation, citations_of
from gongbao.library.cited import CitationFigures, Citing, cited_by, figures
from gongbao.library.database import open_engine, revision_of, writing
from gongbao.library.files import exported, tables_of
from gongbao.library.groups import Assigned, Group, assigned, group_of
from gongbao.library.ingest import Progress, ingest_paths, source_of
from gongbao.library.issuers import Issuer, issuer_of
from gongbao.library.links import Resolver
from gongbao.library.model import (
    Card,
    Forgotten,
    IngestReport,
    OutlineEntry,
    Passage,
    SearchPage,
    State,
    StoredDocument,
    Validity,
)
from gongbao.library.names import split_citation
from gongbao.library.registry import Registry
from gongbao.library.related import RelatedDocument, related
from gongbao.library.removal import forget
from gongbao.library.search import Corpus
from gongbao.library.shelf import Filters
from gongbao.library.stored import read_document, read_model, read_outline
from gongbao.library.targets import Targets, load_targets
from gongbao.library.versions import (
    History,
    TextOn,
    Version,
    amending_cards,
    decision,
    difference,
    history,
    text_on,
)
from gongbao.reading import Source
from gongbao.text import Finder, Gazette, Table
from gongbao.text.comparing import ArticlePair
from gongbao.text.model import Document
from gongbao.text.responsible import Role

_KEPT_DOCUMENTS = 64

_Kept = TypeVar("_Kept")
_Key = TypeVar("_Key", int, str, tuple[int, int])


class _Snapshot:
    """What is kept in memory of one state of the library; a later state gets a snapshot of its own."""

    def __init__(self, revision: int, catalogue: Catalogue) -> None:
        self.revision, self.catalogue = revision, catalogue
        self._lock = threading.RLock()
        self._corpus: Corpus | None = None
        self._registers: OrderedDict[str, Register] = OrderedDict()
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._related: OrderedDict[tuple[int, int], tuple[RelatedDocument, ...]] = OrderedDict()
        self._documents: OrderedDict[int, StoredDocument] = OrderedDict()
        self._models: OrderedDict[int, tuple[Document, str]] = OrderedDict()
        self._finders: OrderedDict[int, Finder] = OrderedDict()
        self._targets: Targets | None = None
        self._histories: OrderedDict[int, History] = OrderedDict()

    def corpus(self, connection: sa.Connection) -> Corpus:
        """What searches need."""
        with self._lock:
            if self._corpus is None:
                self._corpus = Corpus(connection, self.catalogue, self.catalogue.validity)
            return self._corpus

    def register(self, connection: sa.Connection, place: str) -> Register:
        """The bodies that the documents of a place name; of no place, national laws, those of the national list."""
        cards = [card for card in self.catalogue.cards if place and card.place == place]
        return self._keep(self._registers, place, lambda: Register(place, cards, read_rows(connection, cards)))

    def related(
        self, id_: int, count: int, make: Callable[[], tuple[RelatedDocument, ...]]
    ) -> tuple[RelatedDocument, ...]:
        """Related documents, computed once."""
        return self._keep(self._related, (id_, count), make)

    def rows(self, connection: sa.Connection, card: Card) -> tuple[Row, ...]:
        """A document's provisions as they are searched for lists of members."""
        return self._keep(self._rows, card.id, lambda: tuple(read_rows(connection, [card])))

    def model(self, connection: sa.Connection, card: Card) -> tuple[Document, str]:
        """A document's tree and the text of its file."""
        return self._keep(self._models, card.id, lambda: read_model(connection, card))

    def targets(self, connection: sa.Connection) -> Targets:
        """The names under which texts refer to the documents."""
        with self._lock:
            if self._targets is None:
                known = [each.card for each in self.catalogue.known]
                self._targets = load_targets(connection, self.catalogue.cards, known)
            return self._targets

    def finder(self, connection: sa.Connection, card: Card) -> Finder:
        """The places of a document."""
        return self._keep(self._finders, card.id, lambda: Finder(self.model(connection, card)[0]))

    def resolver(
        self, connection: sa.Connection, document: Document, card: Card | None, beside: Sequence[Document] = ()
    ) -> Resolver:
        """Leads the references of a document to their targets."""
        targets = self.targets(connection)
        return Resolver(document, card, targets, lambda other: self.finder(connection, other), beside=beside)

    def history(self, connection: sa.Connection, card: Card) -> History:
        """The versions of a document."""
        return self._keep(self._histories, card.id, lambda: self._history(connection, card))

    def _history(self, connection: sa.Connection, card: Card) -> History:
        decisions = []
        for other in amending_cards(connection, self.catalogue.by_id, self.targets(connection), card):
            made = decision(other, *self.model(connection, other), card)
            if made is not None:
                decisions.append(made)
        return history(card, *self.model(connection, card), decisions)

    def document(self, connection: sa.Connection, card: Card) -> StoredDocument:
        """A document for readers."""
        resolver_of = lambda model: self.resolver(connection, model, card)  # noqa: E731
        return self._keep(
            self._documents, card.id, lambda: read_document(connection, self.catalogue, card, resolver_of)
        )

    def _keep(self, kept: OrderedDict[_Key, _Kept], key: _Key, make: Callable[[], _Kept]) -> _Kept:
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
            current = fulltext.is_current(connection) and deriving.is_current(connection)
        if not current:
            with writing(engine) as connection:
                fulltext.ensure(connection)
                deriving.ensure(connection)
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

    def ingest(
        self,
        paths: Sequence[str | os.PathLike[str]],
        progress: Progress | None = None,
        *,
        keep_both: bool = False,
    ) -> IngestReport:
        """Read, parse and store files and folders, one transaction a file.

        A file stored before by the same parser is skipped; one stored by another version of the parser is replaced. A
        corrected file of an issue takes the place of the older one, unless `keep_both`. Files that cannot be read, or
        are named and hold no document, are failures of the report; what merely lies in a folder and holds none is
        ignored. The others are stored all the same.
        """
        return ingest_paths(self._engine, [Path(path) for path in paths], progress, keep_both=keep_both)

    def forget(self, file: str) -> Forgotten:
        """Take one file out, with all that was made of it; `file` is its name or its SHA-256 (or the beginning of it).

        Raises:
            LibraryError: no file of this name, or more than one.
        """
        return forget(self._engine, file)

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

    def resolve(self, ref: str, *, known: bool = False) -> list[Card]:
        """The documents that a name means: 文号 in any usual form, 《title》, title, key or ref; none, one or several.

        A place behind the name is ignored: 廊政办发〔2021〕6号 第六条 resolves to the document. With `known`, a name
        that no held document has is looked for among those known by name only; their cards say `held` False.
        """
        with self._engine.connect() as connection:
            return self._now(connection).catalogue.resolve(ref, known=known)

    @property
    def registry(self) -> Registry:
        """Facts, relations, documents known by name only, and the questions of a legal office."""
        return Registry(self._engine, self._catalogue)

    def _catalogue(self, connection: sa.Connection) -> Catalogue:
        return self._now(connection).catalogue

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

    def source(self, card: Card) -> Source:
        """The file that a held document stands in."""
        with self._engine.connect() as connection:
            return source_of(connection, card.id)

    def tables(self, card: Card) -> tuple[Table, ...]:
        """The tables of a held document, rebuilt, in the order of the file."""
        return tables_of(self.document(card), self.source(card))

    def export(self, card: Card, form: str, place: str | None = None) -> bytes | None:
        """A held document in a form that leaves: docx, akn, json, md; or its tables: xlsx, csv.

        Args:
            card: of the document.
            form: see above; of CSV only the first table, or that at `place`.
            place: of one table, or its eId.

        Returns:
            The file's bytes, or None: there is no such table.
        """
        return exported(card, self.document(card), self.source(card), form, place)

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
        gazette: str | None = None,
        theme: str | None = None,
        on: date | None = None,
        state: State | str | None = None,
        as_of: date | None = None,
        first: date | None = None,
        last: date | None = None,
        titles_only: bool = False,
        held_only: bool = False,
        synonyms: bool = True,
        sort: Literal["relevance", "date"] = "relevance",
        limit: int = 20,
        offset: int = 0,
    ) -> SearchPage:
        """Provisions and documents that hold all words of a query, best first. No query is an error.

        Args:
            query: words, “phrases”, 文号, dates (2022年4月, 2022-04-01), articles (养犬办法 第十五条).
            place: of the document; year, kind, issuer, gazette, theme (主题分类) likewise.
            on: only documents that apply on that day (现行有效, 已修改), unless `state` says otherwise.
            state: only documents of that state on the day `as_of` (or `on`).
            as_of: the day that states are reckoned for; with it there is a facet of states.
            first: only documents dated on or after that day.
            last: only documents dated on or before that day.
            titles_only: no provisions.
            held_only: no documents that are known by name only.
            synonyms: other names of a body are sought with the one typed; `SearchPage.also` names them.
            sort: best first, or newest first.
            limit: how many hits at most.
            offset: how many to leave out before them.

        Raises:
            ValueError: `state` is none, or is given without a day.
        """
        if state and on is None and as_of is None:
            raise ValueError("按效力状态筛选时，请写明按哪一天计算")
        filters = Filters(
            place=place,
            year=year,
            kind=kind,
            issuer=issuer,
            gazette=gazette,
            theme=theme,
            states=_states(state) if state or on is not None else None,
            on=on if on is not None else as_of,
            first=first,
            last=last,
            titles_only=titles_only,
            held_only=held_only,
            synonyms=synonyms,
        )
        with self._engine.connect() as connection:
            return searching.search(
                connection,
                self._now(connection).corpus(connection),
                query,
                filters,
                by_date=sort == "date",
                limit=max(0, limit),
                offset=max(0, offset),
            )

    def related(self, card: Card, count: int = 8) -> tuple[RelatedDocument, ...]:
        """The documents nearest in matter, each with its reasons; those known by name only among them."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            corpus = now.corpus(connection)
            return now.related(card.id, count, lambda: related(corpus, card, count))

    def bodies(self, place: str) -> tuple[Body, ...]:
        """The bodies (机关) that the documents of a place name, those named most first."""
        with self._engine.connect() as connection:
            return self._now(connection).register(connection, place).bodies

    def body(self, name: str, place: str) -> Body | None:
        """The body that a name means in documents of a place: 市发改局, 发改委; None where that is not one."""
        with self._engine.connect() as connection:
            return self._now(connection).register(connection, place).named(name)

    def mentions(self, body: Body, place: str | None = None) -> tuple[Witness, ...]:
        """The provisions that name a body, in the documents of a place; None: of its own."""
        with self._engine.connect() as connection:
            return self._now(connection).register(connection, place or body.place).witnesses(body)

    def responsible(self, text: str, card: Card, role: Role = Role.RESPONSIBLE) -> tuple[Assigned, ...]:
        """Who a cell or clause of a document makes responsible, with the bodies and groups that the names mean."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            register, rows = now.register(connection, card.place), now.rows(connection, card)
            return assigned(text, role, card, rows, register)

    def group(self, words: str, card: Card) -> Group:
        """Who is meant by 各成员单位 or 各县（市、区）政府 in a document; open (待明确) where no list says so."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            return group_of(words, card, now.rows(connection, card), now.register(connection, card.place))

    def issuer_of(self, card: Card) -> Issuer:
        """The body that issued a document, by masthead, place and 文号 together, with reasons and what conflicts."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            return issuer_of(card, now.catalogue.cards, now.register(connection, card.place))

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
                if named := now.catalogue.resolve(document_ref, known=True):
                    raise passages.known_by_name(document_ref, named[0])
                raise passages.unknown_document(document_ref, now.catalogue.suggestions(document_ref))
            if len(found) > 1:
                raise passages.ambiguous_document(document_ref, found)
            model, printed = now.model(connection, found[0])
        return passages.passage(found[0], model, printed, place or split_citation(document_ref)[1], words)

    def validity(self, card: Card, on: date) -> Validity:
        """Whether a document, held or known by name only, is in force on a day, with reasons."""
        with self._engine.connect() as connection:
            return self._now(connection).catalogue.validity(card, on)

    @contextmanager
    def resolving(self, document: Document, gazette: Gazette) -> Iterator[Resolver]:
        """What leads the references of a document to their targets; the document, a draft, need not be held.

        Use `resolve_references`, which goes through all provisions.
        """
        with self._engine.connect() as connection:
            now = self._now(connection)
            card = next((each for each in now.catalogue.cards if _same(each, document)), None)
            yield now.resolver(connection, document, card, gazette.documents)

    def citations(self, card: Card) -> tuple[Citation, ...]:
        """What a document refers to, in reading order, each with whether it is found."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            model, printed = now.model(connection, card)
            return citations_of(model, printed, now.resolver(connection, model, card))

    def cited_by(self, card: Card, place: str | None = None) -> tuple[Citing, ...]:
        """Where a document, or a provision of it and all below it, is referred to, its own references included."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            targets = now.targets(connection)
            finder = now.finder(connection, card) if targets.books(card) else None
            return cited_by(connection, now.catalogue.by_id, targets, card, place, finder)

    def history(self, card: Card) -> History:
        """The versions of a document with their wordings, oldest first."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            return now.history(connection, card)

    def versions(self, card: Card) -> tuple[Version, ...]:
        """Which wording held from when to when, by which document, and how much of it is known; oldest first."""
        return self.history(card).versions

    def text_on(self, card: Card, place: str, on: date) -> TextOn:
        """The words of an article, paragraph or point on a day, with its grounds and what is not known."""
        return text_on(self.history(card), place, on)

    def difference(self, card: Card, place: str | None, a: date, b: date) -> tuple[ArticlePair, ...]:
        """The articles on two days side by side, or one place of them, word by word; empty where one is not known."""
        return difference(self.history(card), place, a, b)

    def citation_figures(self, cards: Sequence[Card] | None = None) -> CitationFigures:
        """How many references of some documents, or of all, are resolved and how many not."""
        with self._engine.connect() as connection:
            now = self._now(connection)
            chosen = now.catalogue.cards if cards is None else cards
            finder_of = lambda other: now.finder(connection, other)  # noqa: E731
            return figures(connection, now.targets(connection), chosen, finder_of)

    def _now(self, connection: sa.Connection) -> _Snapshot:
        """What is kept of the state that this connection's transaction sees."""
        revision = revision_of(connection)
        with self._lock:
            if self._latest is None or self._latest.revision != revision:
                self._latest = _Snapshot(revision, load(connection))
            return self._latest


def _same(card: Card, document: Document) -> bool:
    """Whether a card is of this document of this gazette: two gazettes may print one text at other lines."""
    return card.key == document.key and card.place == document.place and card.first_line == document.first_line


def _states(wanted: State | str | None) -> frozenset[State]:
    """The states of documents that are wanted; None: those that apply."""
    return frozenset((State(wanted),)) if wanted else frozenset(each for each in State if each.applies)
