"""Facts and relations made anew for documents that an older program stored."""

from __future__ import annotations

import sqlalchemy as sa

from gongbao.library.catalogue import load
from gongbao.library.ingest import source_of
from gongbao.library.relations import RELATIONS_VERSION, rows_of
from gongbao.library.schema import fact, relation
from gongbao.library.schema import state as library_state
from gongbao.library.stored import read_model
from gongbao.text.model import Gazette


def is_current(connection: sa.Connection) -> bool:
    """Whether facts and relations stand as this version finds them; an empty library is current."""
    found = connection.scalar(sa.select(library_state.c.value).where(library_state.c.name == "relations"))
    return bool(found == RELATIONS_VERSION)


def ensure(connection: sa.Connection) -> None:
    """Make facts and relations of all stored documents anew where another version made them. Wants a writing
    transaction."""
    if is_current(connection):
        return
    connection.execute(sa.delete(fact))
    connection.execute(sa.delete(relation))
    for card in load(connection).cards:
        model, _ = read_model(connection, card)
        gazette = Gazette(source_of(connection, card.id), card.gazette, card.place, (model,), ())
        for table, rows in zip((fact, relation), rows_of(card.id, gazette, model), strict=True):
            if rows:
                connection.execute(sa.insert(table), rows)
    connection.execute(sa.delete(library_state).where(library_state.c.name == "relations"))
    connection.execute(sa.insert(library_state).values(name="relations", value=RELATIONS_VERSION))
