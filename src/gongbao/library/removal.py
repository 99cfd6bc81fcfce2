"""Taking sources out of the library: a file that is to be forgotten, an issue of which a corrected file came in."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa

from gongbao.library.database import LibraryError, raise_revision, writing
from gongbao.library.model import Forgotten
from gongbao.library.names import number_form, title_form
from gongbao.library.schema import document, gazette, ingest, source_file
from gongbao.text.model import Gazette

_ISSUE = re.compile(r"公报.{0,12}第?\s?\d{1,4}\s?[号期]")
_SHORTEST_HASH = 8


def older_issues(connection: sa.Connection, parsed: Gazette) -> list[tuple[int, str]]:
    """Files of the same issue, by its masthead, that hold for the most part the same documents; ids and names.

    Two halves of an issue that came as two files bear one masthead and share hardly a document: both stay.
    """
    if not _ISSUE.search(parsed.title):
        return []
    query = (
        sa.select(source_file.c.id, source_file.c.name, gazette.c.id.label("gazette"))
        .join(ingest, ingest.c.source_file_id == source_file.c.id)
        .join(gazette, gazette.c.ingest_id == ingest.c.id)
        .where(
            gazette.c.title == parsed.title,
            gazette.c.place == parsed.place,
            source_file.c.sha256 != parsed.source.sha256,
        )
    )
    ours = {_name(each.number, each.title) for each in parsed.documents}
    found: list[tuple[int, str]] = []
    for row in connection.execute(query):
        names = sa.select(document.c.number, document.c.title).where(document.c.gazette_id == row.gazette)
        theirs = {_name(number, title) for number, title in connection.execute(names)}
        if 2 * len(ours & theirs) > min(len(ours), len(theirs)):
            found.append((row.id, row.name))
    return found


def _name(number: str | None, title: str) -> str:
    return f"{number_form(number) if number else ''}{title_form(title)}"


def remove_sources(connection: sa.Connection, ids: Iterable[int]) -> None:
    """Take files out with all that was made of them."""
    connection.execute(sa.delete(source_file).where(source_file.c.id.in_(list(ids))))


def forget(engine: sa.Engine, file: str) -> Forgotten:
    """Take one file out of the library with its documents, facts and relations; what the office entered stays.

    Args:
        engine: the library.
        file: its name as given at the ingest, or its SHA-256, or at least the first eight characters of that.

    Raises:
        LibraryError: no file of this name or hash, or more than one.
    """
    with writing(engine) as connection:
        rows = connection.execute(
            sa.select(source_file.c.id, source_file.c.name, source_file.c.sha256).where(
                sa.or_(source_file.c.name == file, source_file.c.sha256.startswith(file, autoescape=True))
                if len(file) >= _SHORTEST_HASH
                else source_file.c.name == file
            )
        ).all()
        if not rows:
            names = list(connection.scalars(sa.select(source_file.c.name).order_by(source_file.c.name).limit(5)))
            shown = f"文库里有：{'、'.join(names)}。" if names else "文库是空的。"
            raise LibraryError(f"文库里没有文件“{file}”。{shown}请写文件名，或者文件的 SHA-256。")
        if len(rows) > 1:
            hashes = "、".join(row.sha256[:12] for row in rows)
            raise LibraryError(f"“{file}”对应 {len(rows)} 个文件，请写明 SHA-256：{hashes}。")
        row = rows[0]
        made = connection.execute(
            sa.select(gazette.c.title, document.c.key)
            .join(document, document.c.gazette_id == gazette.c.id)
            .join(ingest, ingest.c.id == gazette.c.ingest_id)
            .where(ingest.c.source_file_id == row.id)
            .order_by(document.c.position)
        ).all()
        remove_sources(connection, [row.id])
        raise_revision(connection)
    title = made[0].title if made else row.name
    return Forgotten(row.name, row.sha256, title, tuple(each.key for each in made))
