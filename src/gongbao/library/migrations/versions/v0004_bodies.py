"""bodies and search.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column(
            "document_id",
            sa.Integer,
            sa.ForeignKey("document.id", ondelete="CASCADE", name="fk_search_text_document_id"),
            nullable=False,
        ),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("provisions", sa.LargeBinary, nullable=False),
        sa.Column("below", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("odd", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_search_text"),
    )
    # The former index, of SQLite's own; its text is stored anew when the library is next opened.
    op.execute("DROP TABLE IF EXISTS provision_index")
    op.execute("DELETE FROM library_state WHERE name = 'index'")
