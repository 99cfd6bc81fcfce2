"""Facts and relations of documents, and documents known by name only.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_fact",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text()),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_document_fact"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_fact_document_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_document_fact_field", "document_fact", ["field"])
    op.create_table(
        "relation",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("bodies", sa.Text()),
        sa.Column("issued", sa.Date()),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("extent", sa.Text()),
        sa.Column("since", sa.Text()),
        sa.Column("list_row", sa.Integer()),
        sa.Column("bundle", sa.Integer()),
        sa.Column("implementer", sa.Text()),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_relation"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_relation_document_id", ondelete="CASCADE"),
    )
    op.create_table(
        "known_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("issuer", sa.Text()),
        sa.Column("maker", sa.Text()),
        sa.Column("implementer", sa.Text()),
        sa.Column("issued", sa.Date()),
        sa.Column("effective", sa.Date()),
        sa.Column("expires", sa.Date()),
        sa.Column("period", sa.Text()),
        sa.Column("normative", sa.String(10)),
        sa.Column("normative_reason", sa.Text()),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(20)),
        sa.Column("outcome_day", sa.Date()),
        sa.Column("outcome_by", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_record"),
        sa.UniqueConstraint("name", name="uq_known_record_name"),
    )
