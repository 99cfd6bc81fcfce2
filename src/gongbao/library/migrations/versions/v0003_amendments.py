"""amendments and citations.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_form", sa.Text()),
        sa.Column("number_form", sa.Text()),
        sa.Column("target_place", sa.Text(), nullable=False),
        sa.Column("target_last", sa.Text(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_citation"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_citation_document_id", ondelete="CASCADE"),
    )
    op.create_index("ix_citation_document_id", "citation", ["document_id"])
    op.create_index("ix_citation_title_form", "citation", ["title_form"])
    op.create_index("ix_citation_number_form", "citation", ["number_form"])
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_form", sa.Text(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_amendment"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_amendment_document_id", ondelete="CASCADE"),
    )
    op.create_index("ix_amendment_document_id", "amendment", ["document_id"])
    op.create_index("ix_amendment_title_form", "amendment", ["title_form"])
