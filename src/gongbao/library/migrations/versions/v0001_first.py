"""The first tables: source files, ingests, gazettes, documents, parts, provisions.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "library_state",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_library_state"),
    )
    op.create_table(
        "source_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(20), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source_file"),
        sa.UniqueConstraint("sha256", name="uq_source_file_sha256"),
    )
    op.create_table(
        "ingest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("parser_version", sa.String(40), nullable=False),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ingest"),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name="fk_ingest_source_file_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("source_file_id", "parser_version", name="uq_ingest_source_file_id_parser_version"),
    )
    op.create_table(
        "gazette",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ingest_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gazette"),
        sa.ForeignKeyConstraint(["ingest_id"], ["ingest.id"], name="fk_gazette_ingest_id", ondelete="CASCADE"),
    )
    op.create_index("ix_gazette_ingest_id", "gazette", ["ingest_id"])
    op.create_table(
        "parse_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gazette_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parse_warning"),
        sa.ForeignKeyConstraint(["gazette_id"], ["gazette.id"], name="fk_parse_warning_gazette_id", ondelete="CASCADE"),
    )
    op.create_index("ix_parse_warning_gazette_id", "parse_warning", ["gazette_id"])
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gazette_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("issuer", sa.Text()),
        sa.Column("issued", sa.Date()),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("effective_value", sa.Text()),
        sa.Column("effective_place", sa.Text()),
        sa.Column("effective_words", sa.Text()),
        sa.Column("period_value", sa.Text()),
        sa.Column("period_place", sa.Text()),
        sa.Column("period_words", sa.Text()),
        sa.Column("interprets", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.ForeignKeyConstraint(["gazette_id"], ["gazette.id"], name="fk_document_gazette_id", ondelete="CASCADE"),
    )
    op.create_index("ix_document_gazette_id", "document", ["gazette_id"])
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("num", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_part"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_part_document_id", ondelete="CASCADE"),
    )
    op.create_index("ix_part_document_id", "part", ["document_id"])
    op.create_table(
        "provision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("eid", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("num", sa.Text()),
        sa.Column("heading", sa.Text()),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("warning", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_provision"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_provision_document_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name="fk_provision_part_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["provision.id"], name="fk_provision_parent_id", ondelete="CASCADE"),
    )
    op.create_index("ix_provision_part_id", "provision", ["part_id"])
    op.create_index("ix_provision_parent_id", "provision", ["parent_id"])
    op.create_index("ix_provision_document_id_position", "provision", ["document_id", "position"])
