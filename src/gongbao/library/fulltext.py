"""The full-text index: the one module that is SQLite's own (FTS5).

Three columns stand for each provision: `body`, its own words character by character; `context`, the same of the
document's title and number and of what stands above the provision; `words`, its own words as rjieba cuts them.
The index keeps no copy of the text. FTS5 then wants the indexed values back when a row is to be removed; they are
computed again from the tables, which is safe because an index made by another version of the tokens is built anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from gongbao.library.schema import document, provision
from gongbao.library.tokens import characters, searchable, tokens_version, words

_ABOVE_CHARACTERS = 120
"""So many characters of each provision above are context: the lead-in of a list, not a whole section."""

_CREATE = (
    "CREATE VIRTUAL TABLE provision_index USING fts5("
    "body, context, words, content='', tokenize=\"ascii tokenchars '._'\")"
)


class Indexed(NamedTuple):
    """What the index must know of a provision. Rows come in reading order, document by document."""

    id: int
    document_id: int
    parent_id: int | None
    printed: str
    heading: str | None


def ensure(connection: sa.Connection) -> bool:
    """Whether the index was missing or made by other tokens, and has been built anew. Wants a writing transaction."""
    if is_current(connection):
        return False
    connection.exec_driver_sql("DROP TABLE IF EXISTS provision_index")
    connection.exec_driver_sql(_CREATE)
    add(connection, _stored(connection, None), _titles(connection, None))
    connection.exec_driver_sql("DELETE FROM library_state WHERE name = 'index'")
    connection.exec_driver_sql("INSERT INTO library_state (name, value) VALUES ('index', ?)", (tokens_version(),))
    return True


def is_current(connection: sa.Connection) -> bool:
    """Whether the index stands and was made by this version of the tokens."""
    found = connection.exec_driver_sql("SELECT value FROM library_state WHERE name = 'index'").scalar()
    return bool(found == tokens_version())


def add(connection: sa.Connection, rows: Iterable[Indexed], titles: dict[int, str]) -> None:
    """Index provisions. `titles` gives each document's number and title."""
    values = list(_values(rows, titles))
    if values:
        connection.exec_driver_sql(
            "INSERT INTO provision_index (rowid, body, context, words) VALUES (?, ?, ?, ?)", values
        )


def remove(connection: sa.Connection, documents: Sequence[int]) -> None:
    """Take the provisions of documents out of the index; call before they are deleted."""
    values = list(_values(_stored(connection, documents), _titles(connection, documents)))
    if values:
        connection.exec_driver_sql(
            "INSERT INTO provision_index (provision_index, rowid, body, context, words) VALUES ('delete', ?, ?, ?, ?)",
            values,
        )


def match(connection: sa.Connection, expression: str) -> list[tuple[int, float]]:
    """Provisions that match an FTS5 expression, with bm25's score: the lower the better."""
    found = connection.exec_driver_sql(
        "SELECT rowid, bm25(provision_index, 1.0, 0.3, 2.0) FROM provision_index WHERE provision_index MATCH ?",
        (expression,),
    )
    return found.all()  # type: ignore[return-value]


def phrase(tokens: Sequence[str]) -> str:
    """An FTS5 string: quoted, so that nothing in it is syntax."""
    return '"' + " ".join(tokens).replace('"', '""') + '"'


def _values(rows: Iterable[Indexed], titles: dict[int, str]) -> Iterator[tuple[int, str, str, str]]:
    lent: dict[int, str] = {}  # by provision: the context of those below it
    title_of: dict[int, str] = {}
    for row in rows:
        title = title_of.get(row.document_id)
        if title is None:
            title = title_of[row.document_id] = " ".join(characters(titles[row.document_id]))
        text = searchable(row.printed)
        above = lent.get(row.parent_id, title) if row.parent_id else title
        own_words = (row.heading or text)[:_ABOVE_CHARACTERS]
        lent[row.id] = f"{above} _ {' '.join(characters(own_words))}"
        yield row.id, " ".join(characters(text)), above, " ".join(words(text))


def _stored(connection: sa.Connection, documents: Sequence[int] | None) -> list[Indexed]:
    query = sa.select(
        provision.c.id, provision.c.document_id, provision.c.parent_id, provision.c.printed, provision.c.heading
    ).order_by(provision.c.document_id, provision.c.position)
    if documents is not None:
        query = query.where(provision.c.document_id.in_(documents))
    return [Indexed(*row) for row in connection.execute(query)]


def _titles(connection: sa.Connection, documents: Sequence[int] | None) -> dict[int, str]:
    query = sa.select(document.c.id, document.c.number, document.c.title)
    if documents is not None:
        query = query.where(document.c.id.in_(documents))
    return {id_: title_words(number, title) for id_, number, title in connection.execute(query)}


def title_words(number: str | None, title: str) -> str:
    """A document's number and title as the index has them."""
    return f"{number or ''} {title}"
