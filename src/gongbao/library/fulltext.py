"""What the search is made of, as it is stored: one row for each document.

A row holds the searched form of the document's provisions, one a line, in reading order, with the id of each provision,
how many stand below it, and where words begin. It goes when its document goes. `index` makes of all rows what is
searched, in a fraction of a second. Nothing here is peculiar to one database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from gongbao.library.schema import document, provision, search_text
from gongbao.library.schema import state as library_state
from gongbao.library.tokens import alike, form_version, searchable, word_starts


class Indexed(NamedTuple):
    """What the index must know of a provision. Rows come in reading order, document by document."""

    id: int
    document_id: int
    parent_id: int | None
    printed: str


class StoredText(NamedTuple):
    """The searched text of one document."""

    document_id: int
    text: str  # a line for each provision
    provisions: bytes  # of each line: the provision's id, as little-endian 64-bit numbers
    below: bytes  # of each line: how many lines stand below it in the tree, as little-endian 32-bit numbers
    words: bytes  # a bit for each character of `text`: whether a word begins there
    odd: bytes  # where the text is shown otherwise than it is searched: pairs of place and character, 32 bits each


def ensure(connection: sa.Connection) -> bool:
    """Whether what is stored was missing or of another form, and has been made anew. Wants a writing transaction."""
    if is_current(connection):
        return False
    connection.execute(sa.delete(search_text))
    add(connection, _stored(connection))
    connection.execute(sa.delete(library_state).where(library_state.c.name == "index"))
    connection.execute(sa.insert(library_state).values(name="index", value=form_version()))
    return True


def is_current(connection: sa.Connection) -> bool:
    """Whether what is stored was made by this version of the searched form."""
    query = sa.select(library_state.c.value).where(library_state.c.name == "index")
    return bool(connection.scalar(query) == form_version())


def add(connection: sa.Connection, rows: Iterable[Indexed]) -> None:
    """Store the searched text of whole documents."""
    values = [stored_text(id_, list(group))._asdict() for id_, group in groupby(rows, lambda row: row.document_id)]
    if values:
        connection.execute(sa.insert(search_text), values)


def load(connection: sa.Connection) -> Iterator[StoredText]:
    """All that is stored, by document."""
    for row in connection.execute(sa.select(search_text).order_by(search_text.c.document_id)):
        yield StoredText(*row)


def stored_text(document_id: int, rows: Sequence[Indexed]) -> StoredText:
    """What is stored of a document."""
    shown = "\n".join(searchable(row.printed) for row in rows)
    text = alike(shown)
    starts = np.zeros(len(text) + 1, dtype=bool)
    starts[word_starts(text)] = True
    as_shown, as_searched = (np.frombuffer(each.encode("utf-32-le", "replace"), dtype="<u4") for each in (shown, text))
    odd = np.flatnonzero(as_shown != as_searched)
    return StoredText(
        document_id,
        text,
        np.array([row.id for row in rows], dtype="<i8").tobytes(),
        np.array(_below(rows), dtype="<i4").tobytes(),
        np.packbits(starts[: len(text)], bitorder="little").tobytes(),
        np.stack([odd.astype("<u4"), as_shown[odd]], axis=1).tobytes(),
    )


def _below(rows: Sequence[Indexed]) -> list[int]:
    """For each row how many of the following ones stand below it."""
    at = {row.id: place for place, row in enumerate(rows)}
    below = [0] * len(rows)
    for place in range(len(rows) - 1, -1, -1):
        parent = rows[place].parent_id
        if parent is not None:
            below[at[parent]] += below[place] + 1
    return below


def _stored(connection: sa.Connection) -> Iterator[Indexed]:
    query = (
        sa.select(provision.c.id, provision.c.document_id, provision.c.parent_id, provision.c.printed)
        .join(document, document.c.id == provision.c.document_id)
        .order_by(provision.c.document_id, provision.c.position)
    )
    rows: Iterable[Any] = connection.execute(query)
    return (Indexed(*row) for row in rows)
