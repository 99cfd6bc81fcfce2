"""What was put back into its place, and the format and pages of a file.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("moves", sa.Text, nullable=False, server_default="[]"))
    op.add_column("source_file", sa.Column("format", sa.String(20), nullable=False, server_default="text"))
    op.add_column("source_file", sa.Column("pages", sa.Text, nullable=False, server_default="[]"))
