"""Alembic's way in. The connection is handed over by `gongbao.library.database`."""

from alembic import context

from gongbao.library.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the transaction is the opener's own
)
context.run_migrations()
