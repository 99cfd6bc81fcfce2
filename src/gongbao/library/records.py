"""What the office enters of documents: kept through every ingest, looked up by number and title."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from gongbao.library.identity import record_name
from gongbao.library.model import Record
from gongbao.library.schema import record

_PLAIN = (
    "title", "number", "place", "issuer", "maker", "implementer", "issued", "effective", "expires", "period",
    "normative", "normative_reason", "outcome", "outcome_day", "outcome_by", "note", "source",
)  # fmt: skip


def load_records(connection: sa.Connection) -> tuple[Record, ...]:
    """All records, in the order in which they were entered."""
    rows = connection.execute(sa.select(record).order_by(record.c.id)).mappings()
    return tuple(
        Record(**{name: row[name] for name in _PLAIN}, members=tuple(json.loads(row["members"]))) for row in rows
    )


def put(connection: sa.Connection, records: Iterable[Record]) -> tuple[int, int]:
    """Enter records; one of the same number and title is replaced. How many are new, and how many were replaced."""
    there = {row.name: row.id for row in connection.execute(sa.select(record.c.id, record.c.name))}
    new = replaced = 0
    for each in records:
        name = record_name(each.title, each.number, each.place)
        values = {field: getattr(each, field) for field in _PLAIN}
        values |= {
            "name": name,
            "members": json.dumps(each.members, ensure_ascii=False),
            "entered_at": datetime.now(UTC).replace(microsecond=0),
        }
        if name in there:
            connection.execute(sa.update(record).where(record.c.id == there[name]).values(**values))
            replaced += 1
        else:
            key = connection.execute(sa.insert(record).values(**values)).inserted_primary_key
            assert key is not None
            there[name] = int(key[0])
            new += 1
    return new, replaced


def remove(connection: sa.Connection, names: Iterable[tuple[str, str | None, str]]) -> int:
    """Take records out, by title, number and place; how many there were."""
    wanted = [record_name(*name) for name in names]
    return connection.execute(sa.delete(record).where(record.c.name.in_(wanted))).rowcount
