"""The library's tables. Nothing here is peculiar to SQLite; the full-text index is in `fulltext`."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _belongs_to(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


state = Table(
    "library_state",
    metadata,
    Column("name", String(40), primary_key=True),  # revision: raised by every write; index: version of the tokens
    Column("value", String(200), nullable=False),
)

source_file = Table(
    "source_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),  # as given at the first ingest, without its folders
    Column("encoding", String(20), nullable=False),
    Column("characters", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

ingest = Table(
    "ingest",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_file_id", Integer, _belongs_to("source_file"), nullable=False),
    Column("parser_version", String(40), nullable=False),
    Column("ingested_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("source_file_id", "parser_version"),
)

gazette = Table(
    "gazette",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ingest_id", Integer, _belongs_to("ingest"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("place", String(40), nullable=False),
)

warning = Table(
    "parse_warning",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gazette_id", Integer, _belongs_to("gazette"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("what", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gazette_id", Integer, _belongs_to("gazette"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("issuer", Text),
    Column("issued", Date),
    Column("kind", String(40), nullable=False),
    Column("place", String(40), nullable=False),
    Column("first_line", Integer, nullable=False),
    Column("last_line", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("effective_value", Text),
    Column("effective_place", Text),
    Column("effective_words", Text),
    Column("period_value", Text),
    Column("period_place", Text),
    Column("period_words", Text),
    Column("interprets", Text),
)

part = Table(
    "part",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, _belongs_to("document"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Text),
    Column("num", Text),
)

provision = Table(
    "provision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, _belongs_to("document"), nullable=False),
    Column("part_id", Integer, _belongs_to("part"), nullable=False, index=True),
    Column("parent_id", Integer, _belongs_to("provision"), index=True),
    Column("position", Integer, nullable=False),  # reading order in the document
    Column("kind", String(20), nullable=False),
    Column("eid", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("num", Text),
    Column("heading", Text),
    Column("spans", Text, nullable=False),  # JSON: [[start, end], …]
    Column("printed", Text, nullable=False),  # own words only, as printed
    Column("normal", Text, nullable=False),  # own words only, normal text
    Column("first_line", Integer, nullable=False),
    Column("last_line", Integer, nullable=False),
    Column("warning", Text),
    Index("ix_provision_document_id_position", "document_id", "position"),
)
