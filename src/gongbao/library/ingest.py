"""Ingest: files become rows, one transaction a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from gongbao.library import fulltext
from gongbao.library.cited import citation_rows
from gongbao.library.database import LibraryError, raise_revision, writing
from gongbao.library.fulltext import Indexed
from gongbao.library.model import Failure, IngestProgress, IngestReport
from gongbao.library.relations import rows_of
from gongbao.library.removal import older_issues, remove_sources
from gongbao.library.schema import (
    amendment,
    citation,
    document,
    fact,
    gazette,
    ingest,
    part,
    provision,
    relation,
    source_file,
    warning,
)
from gongbao.library.versions import amendment_rows
from gongbao.reading import SUFFIXES, ReadingError, Source, read_file
from gongbao.text import PARSER_VERSION, normal, parse
from gongbao.text.model import Document, Gazette, Kind, Provision

Progress = Callable[[IngestProgress], None]


def ingest_paths(
    engine: sa.Engine, paths: Sequence[Path], progress: Progress | None = None, *, keep_both: bool = False
) -> IngestReport:
    """Store files, and those files of folders that a reader reads. One bad file does not stop the others.

    A file that was named and holds no document is a failure; one that merely lies in a folder is ignored, and told.
    A corrected file of an issue takes the older one's place; with `keep_both` the older one stays.
    """
    report = IngestReport()
    files: list[tuple[Path, bool]] = []
    for path in paths:
        found = list(_files(path))
        files += found
        if not found:
            message = f"{path}：目录里没有能读的文件（{'、'.join(SUFFIXES)}）。请核对路径。"
            report = replace(report, failures=(*report.failures, Failure(str(path), message)))
    sizes = [_size(file) for file, _ in files]
    done = 0
    for at, ((file, named), size) in enumerate(zip(files, sizes, strict=True)):
        if progress:
            progress(IngestProgress(file.name, at, len(files), done, sum(sizes)))
        report = _ingest_file(engine, file, report, named=named, keep_both=keep_both)
        done += size
    if progress:
        progress(IngestProgress("", len(files), len(files), done, sum(sizes)))
    return report


def store(
    engine: sa.Engine,
    parsed: Gazette,
    parser_version: str = PARSER_VERSION,
    *,
    keep_both: bool = False,
    corrected: list[str] | None = None,
) -> bool | None:
    """Store a parsed gazette whole. None: it was there already; True: it took the place of another version's.

    Args:
        engine: the library.
        parsed: the gazette.
        parser_version: of what made it.
        keep_both: leave an older file of the same issue where it is.
        corrected: gets the names of the older files of the same issue that were taken out.

    Raises:
        LibraryError: the library cannot be written; nothing of the gazette is then in it.
    """
    with writing(engine) as connection:
        if _is_stored(connection, parsed.source.sha256, parser_version):
            return None
        replaced = _forget_older(connection, parsed.source.sha256)
        older = [] if keep_both else older_issues(connection, parsed)
        if older:
            remove_sources(connection, [id_ for id_, _ in older])
            if corrected is not None:
                corrected += [name for _, name in older]
        _insert(connection, parsed, parser_version)
        raise_revision(connection)
    return replaced


def _files(path: Path) -> Iterator[tuple[Path, bool]]:
    """Files, each with whether it was named itself and did not merely lie in a folder."""
    if not path.is_dir():
        yield path, True
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file() and not file.name.startswith("."):
            yield file, False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _ingest_file(engine: sa.Engine, file: Path, report: IngestReport, *, named: bool, keep_both: bool) -> IngestReport:
    corrected: list[str] = []
    try:
        source = read_file(file)
        with engine.connect() as connection:
            if _is_stored(connection, source.sha256, PARSER_VERSION):
                return replace(report, skipped=report.skipped + 1)
        parsed = parse(replace(source, name=file.name))
        if not parsed.documents:
            message = f"{file}：没有认出任何文件。请核对这是不是公报或政策文件的正文，标题、文号是否单独成行。"
            if named:
                return replace(report, failures=(*report.failures, Failure(str(file), message)))
            return replace(report, ignored=(*report.ignored, Failure(str(file), message)))
        replaced = store(engine, parsed, keep_both=keep_both, corrected=corrected)
    except (ReadingError, LibraryError) as error:
        return replace(report, failures=(*report.failures, Failure(str(file), str(error))))
    if replaced is None:
        return replace(report, skipped=report.skipped + 1)
    return replace(
        report,
        files=report.files + 1,
        replaced=report.replaced + replaced,
        corrected=(*report.corrected, *(f"{parsed.title}（原文件 {name}）" for name in corrected)),
        documents=report.documents + len(parsed.documents),
        provisions=report.provisions + sum(1 for found in parsed.documents for _ in found.walk()),
        characters=report.characters + len(source.text),
        warnings=report.warnings + len(parsed.warnings),
    )


def _is_stored(connection: sa.Connection, sha256: str, parser_version: str) -> bool:
    query = (
        sa.select(ingest.c.id)
        .join(source_file, source_file.c.id == ingest.c.source_file_id)
        .where(source_file.c.sha256 == sha256, ingest.c.parser_version == parser_version)
    )
    return connection.execute(query).first() is not None


def _forget_older(connection: sa.Connection, sha256: str) -> bool:
    """Take out what another version of the parser made of the same file."""
    ids = sa.select(ingest.c.id).join(source_file).where(source_file.c.sha256 == sha256)
    ingests = list(connection.scalars(ids))
    if not ingests:
        return False
    connection.execute(sa.delete(ingest).where(ingest.c.id.in_(ingests)))
    return True


def _insert(connection: sa.Connection, parsed: Gazette, parser_version: str) -> None:
    source = parsed.source
    file_id = connection.scalar(sa.select(source_file.c.id).where(source_file.c.sha256 == source.sha256))
    if file_id is None:
        file_id = _insert_one(
            connection,
            source_file,
            sha256=source.sha256,
            name=source.name,
            encoding=source.encoding,
            characters=len(source.text),
            text=source.text,
            format=source.format,
            pages=json.dumps(source.pages),
        )
    ingest_id = _insert_one(
        connection,
        ingest,
        source_file_id=file_id,
        parser_version=parser_version,
        ingested_at=datetime.now(UTC).replace(microsecond=0),
    )
    gazette_id = _insert_one(connection, gazette, ingest_id=ingest_id, title=parsed.title, place=parsed.place)
    warnings = [{"gazette_id": gazette_id, "line": each.line, "what": each.what} for each in parsed.warnings]
    if warnings:
        connection.execute(sa.insert(warning), warnings)
    rows = _Rows(parsed, *(_next_id(connection, table) for table in (document, part, provision)))
    for position, found in enumerate(parsed.documents):
        rows.add_document(gazette_id, position, found)
    made = (
        (document, rows.documents),
        (part, rows.parts),
        (provision, rows.provisions),
        (citation, rows.citations),
        (amendment, rows.amendments),
        (fact, rows.facts),
        (relation, rows.relations),
    )
    for table, values in made:
        if values:
            connection.execute(sa.insert(table), values)
    fulltext.add(connection, rows.indexed)


def _insert_one(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _next_id(connection: sa.Connection, table: sa.Table) -> int:
    """Ids are given here so that whole tables go in by one statement; the write lock keeps them ours."""
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))) or 0) + 1


class _Rows:
    """Collects the rows of one gazette."""

    def __init__(self, parsed: Gazette, document_id: int, part_id: int, provision_id: int) -> None:
        self._gazette = parsed
        self._text, self._source = parsed.source.text, parsed.source
        self._document, self._part, self._provision = document_id, part_id, provision_id
        self._position = 0
        self.documents: list[dict[str, Any]] = []
        self.parts: list[dict[str, Any]] = []
        self.provisions: list[dict[str, Any]] = []
        self.citations: list[dict[str, Any]] = []
        self.amendments: list[dict[str, Any]] = []
        self.facts: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []
        self.indexed: list[Indexed] = []

    def add_document(self, gazette_id: int, position: int, found: Document) -> None:
        self.documents.append(_document_row(self._document, gazette_id, position, found))
        self._position = 0
        for at, each in enumerate(found.parts):
            self.parts.append(
                {
                    "id": self._part,
                    "document_id": self._document,
                    "position": at,
                    "kind": str(each.kind),
                    "title": each.title,
                    "num": each.num,
                }
            )
            self._add_provisions(each.provisions, None, found.first_line)
            self._part += 1
        self.citations += citation_rows(found, self._text, self._document)
        self.amendments += amendment_rows(found, self._text, self._document)
        facts, relations = rows_of(self._document, self._gazette, found)
        self.facts += facts
        self.relations += relations
        self._document += 1

    def _add_provisions(self, provisions: Iterable[Provision], parent: int | None, line: int) -> None:
        for each in provisions:
            line = self._add_provision(each, parent, line)

    def _add_provision(self, each: Provision, parent: int | None, line: int) -> int:
        printed = "".join(self._text[span.start : span.end] for span in each.spans)
        first = min((self._source.line_of(span.start) for span in each.spans), default=line)
        last = max((self._source.line_of(_last_character(self._text, span)) for span in each.spans), default=first)
        id_ = self._provision
        self.provisions.append(
            {
                "id": id_,
                "document_id": self._document,
                "part_id": self._part,
                "parent_id": parent,
                "position": self._position,
                "kind": str(each.kind),
                "eid": each.eid,
                "place": each.place,
                "num": each.num,
                "heading": each.heading,
                "spans": json.dumps(each.spans, separators=(",", ":")),
                "printed": printed,
                "normal": normal(printed),
                "first_line": first,
                "last_line": last,
                "warning": each.warning,
            }
        )
        self.indexed.append(Indexed(id_, self._document, parent, printed))
        self._provision += 1
        self._position += 1
        self._add_provisions(each.children, id_, last)
        return last


def _last_character(text: str, span: tuple[int, int]) -> int:
    """Offset of the last character of a span that is not the line's end."""
    start, end = span
    while end > start + 1 and text[end - 1] in "\r\n":
        end -= 1
    return max(start, end - 1)


def _document_row(id_: int, gazette_id: int, position: int, found: Document) -> dict[str, Any]:
    effective, period = found.effective, found.period
    return {
        "id": id_,
        "gazette_id": gazette_id,
        "position": position,
        "key": found.key,
        "title": found.title,
        "number": found.number,
        "issuer": found.issuer,
        "issued": found.issued,
        "kind": found.kind,
        "place": found.place,
        "first_line": found.first_line,
        "last_line": found.last_line,
        "articles": sum(1 for each in found.walk() if each.kind is Kind.ARTICLE),
        "effective_value": effective.value if effective else None,
        "effective_place": effective.place if effective else None,
        "effective_words": effective.words if effective else None,
        "period_value": period.value if period else None,
        "period_place": period.place if period else None,
        "period_words": period.words if period else None,
        "interprets": found.interprets,
        "moves": json.dumps(
            [[each.first_line, each.last_line, each.to_line, each.evidence] for each in found.moves], ensure_ascii=False
        ),
    }


def source_of(connection: sa.Connection, document_id: int) -> Source:
    """The file that a stored document is from."""
    row = connection.execute(
        sa.select(
            source_file.c.name,
            source_file.c.sha256,
            source_file.c.text,
            source_file.c.encoding,
            source_file.c.format,
            source_file.c.pages,
        )
        .join(ingest, ingest.c.source_file_id == source_file.c.id)
        .join(gazette, gazette.c.ingest_id == ingest.c.id)
        .join(document, document.c.gazette_id == gazette.c.id)
        .where(document.c.id == document_id)
    ).one()
    name, sha256, text, encoding, format_, pages = row
    return Source(name, sha256, text, encoding, format_, tuple(json.loads(pages)))
