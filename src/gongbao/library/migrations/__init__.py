"""Alembic's migrations of the library, run by `gongbao.library.database` when a library is opened."""
