"""The library's tables. Nothing here is peculiar to SQLite; the full-text index is in `fulltext`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
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
    Column("format", String(20), nullable=False, server_default="text"),  # text markdown html docx pdf
    Column("pages", Text, nullable=False, server_default="[]"),  # JSON: the page that each line begins on
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
    Column("moves", Text, nullable=False, server_default="[]"),  # JSON: [[first_line, last_line, to_line, evidence], …]
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

search_text = Table(
    "search_text",
    metadata,
    Column("document_id", Integer, _belongs_to("document"), primary_key=True),
    Column("text", Text, nullable=False),  # searched form, a line for each provision in reading order
    Column("provisions", LargeBinary, nullable=False),  # of each line: the provision's id, little-endian 64 bits
    Column("below", LargeBinary, nullable=False),  # of each line: how many lines stand below it, little-endian 32 bits
    Column("words", LargeBinary, nullable=False),  # a bit for each character: whether a word begins there
    Column("odd", LargeBinary, nullable=False),  # where it is shown otherwise: place and character, 32 bits each
)

citation = Table(
    "citation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, _belongs_to("document"), nullable=False, index=True),
    Column("place", Text, nullable=False),  # the provision whose words refer
    Column("start", Integer, nullable=False),  # characters of the provision's own words, normal text
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("kind", String(10), nullable=False),  # title, number, place, annex, relative
    Column("own", Boolean, nullable=False),  # refers to its own document
    Column("title", Text, nullable=False),  # the document that is named, as the text names it
    Column("title_form", Text, index=True),  # what the name is looked up by, so that a later document is found
    Column("number_form", Text, index=True),
    Column("target_place", Text, nullable=False),
    Column("target_last", Text, nullable=False),  # of a range
    Column("found", Boolean, nullable=False),  # of its own document: there is such a provision
    Column("exact", Boolean, nullable=False),
)

amendment = Table(
    "amendment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, _belongs_to("document"), nullable=False, index=True),  # the document that amends
    Column("title", Text, nullable=False),  # what it amends
    Column("title_form", Text, nullable=False, index=True),
    Column("since", Date),  # from when the new wording holds; NULL where the text does not say
)

fact = Table(
    "document_fact",
    metadata,
    Column("document_id", Integer, _belongs_to("document"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", String(20), nullable=False),  # 公布日期, 实施机关: the fields of public policy libraries
    Column("value", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("basis", Text),  # the rule, where the value is concluded and not printed
    Index("ix_document_fact_field", "field"),
)

relation = Table(
    "relation",
    metadata,
    Column("document_id", Integer, _belongs_to("document"), primary_key=True),  # of the document that says so
    Column("position", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("title", Text),  # of the other document, as printed
    Column("number", Text),
    Column("bodies", Text),
    Column("issued", Date),
    Column("place", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("extent", Text),  # NULL: the whole document
    Column("since", Text),  # ISO date, or 施行
    Column("list_row", Integer),
    Column("bundle", Integer),
    Column("implementer", Text),
)

record = Table(
    "known_record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("name", Text, nullable=False, unique=True),  # number and title in the form that is compared
    Column("place", String(40), nullable=False),
    Column("issuer", Text),
    Column("maker", Text),  # 制定机关
    Column("implementer", Text),  # 实施机关
    Column("issued", Date),
    Column("effective", Date),
    Column("expires", Date),  # last day, inclusive
    Column("period", Text),  # ISO: P5Y
    Column("normative", String(10)),  # 是 否 待认定
    Column("normative_reason", Text),
    Column("members", Text, nullable=False),  # JSON: titles of the documents of a bundle
    Column("outcome", String(20)),  # of the last clean-up: 继续有效 废止 失效 修改
    Column("outcome_day", Date),
    Column("outcome_by", Text),  # the paper that says so
    Column("note", Text),
    Column("source", Text, nullable=False),  # file, sheet and row it was entered from
    Column("entered_at", DateTime(timezone=True), nullable=False),
)
