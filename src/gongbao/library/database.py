"""Where the library is, and how it is opened: location, engine, migrations, errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""All revisions that this program knows, oldest first; a test holds them to the migrations folder."""

BUSY_MILLISECONDS = 30_000


class LibraryError(ValueError):
    """The library cannot be opened or written. `str()` is one sentence with place and remedy."""


def default_file() -> Path:
    """The library in the user's data folder: $XDG_DATA_HOME or ~/.local/share, then gongbao/library.db."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "gongbao" / "library.db"


def locate(url: str | None) -> sa.URL:
    """The database that `url` names: an SQLAlchemy URL, a file path, or None for GONGBAO_LIBRARY or the default.

    Raises:
        LibraryError: the URL cannot be read or names a database other than SQLite.
    """
    text = url or os.environ.get("GONGBAO_LIBRARY") or ""
    if not text:
        return sa.URL.create("sqlite", database=str(default_file()))
    if "://" not in text:
        return sa.URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        found = sa.engine.make_url(text)
    except sa.exc.ArgumentError as error:
        raise LibraryError(f"看不懂文库地址“{text}”。请写成文件路径，或 sqlite:////完整路径/library.db。") from error
    if found.get_backend_name() != "sqlite":
        raise LibraryError(
            f"文库地址“{found.render_as_string()}”不是 SQLite。这一版的文库只用 SQLite，请改用文件路径。"
        )
    return found


def open_engine(url: str | None) -> sa.Engine:
    """An engine on a library whose tables are up to date; makes file and folder where they are missing.

    Raises:
        LibraryError: folder not writable, not a database, not a library, or one made by a newer program.
    """
    located = locate(url)
    where = located.database or ":memory:"
    in_memory = where == ":memory:"
    if not in_memory:
        _make_folder(Path(where))
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = sa.create_engine(located, connect_args={"check_same_thread": False}, **options)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    try:
        _migrate(engine, where)
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise LibraryError(_explain(error, where)) from error
    except LibraryError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that takes the write lock at once: it is stored whole or not at all.

    A deferred transaction that turns writer half-way fails when another wrote meanwhile; an immediate one waits.

    Raises:
        LibraryError: the lock is not to be had, the disk is full, or the file is not writable.
    """
    where = engine.url.database or ":memory:"
    try:
        with engine.connect().execution_options(immediate=True) as connection, connection.begin():
            yield connection
    except sa.exc.OperationalError as error:
        raise LibraryError(_explain(error, where)) from error


def raise_revision(connection: sa.Connection) -> None:
    """Tell every reader that what it keeps in memory is old. Part of each writing transaction."""
    connection.exec_driver_sql(
        "UPDATE library_state SET value = CAST(CAST(value AS INTEGER) + 1 AS VARCHAR) WHERE name = 'revision'"
    )


def revision_of(connection: sa.Connection) -> int:
    """Which state of the library this is."""
    found = connection.exec_driver_sql("SELECT value FROM library_state WHERE name = 'revision'").scalar_one()
    return int(found)


def _make_folder(file: Path) -> None:
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"建不了文库所在的目录 {folder}。请换一个可写的目录，用 --library 指明。") from error
    if file.is_dir():
        raise LibraryError(f"{file} 是目录，不是文库文件。请写明文件名，如 {file / 'library.db'}。")
    target = file if file.exists() else folder
    if not os.access(target, os.W_OK):
        raise LibraryError(f"没有写入 {target} 的权限。请换一个可写的位置，用 --library 指明。")


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are opened by `_begin`, with the lock that is wanted
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.execute("PRAGMA mmap_size = 268435456")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _version(connection: sa.Connection) -> str | None:
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all()}
    if "alembic_version" in tables:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
    return "foreign" if tables else None


def _migrate(engine: sa.Engine, where: str) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version == REVISIONS[-1]:
        return
    with writing(engine) as connection:
        version = _version(connection)  # another program may have been faster
        if version == REVISIONS[-1]:
            return
        if version == "foreign":
            raise LibraryError(f"{where} 是数据库，但不是文库。请用 --library 指明另一个文件。")
        if version and version not in REVISIONS:
            raise LibraryError(
                f"文库 {where} 由更新的版本建立（{version}），这一版程序只认到 {REVISIONS[-1]}。请升级程序。"
            )
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if version is None:
            connection.exec_driver_sql("INSERT INTO library_state (name, value) VALUES ('revision', '1')")


def _explain(error: sa.exc.DatabaseError, where: str) -> str:
    text = str(error.orig).lower()
    if "not a database" in text or "malformed" in text:
        return f"{where} 不是数据库文件，或者已经损坏。请用 --library 指明另一个文件；原件请先另存。"
    if "locked" in text:
        return f"文库 {where} 正被另一个程序写入，等了 {BUSY_MILLISECONDS // 1000} 秒仍未轮到。请稍后再试。"
    if "readonly" in text or "unable to open" in text:
        return f"没有写入 {where} 的权限。请换一个可写的位置，用 --library 指明。"
    if "full" in text:
        return f"写文库 {where} 时磁盘已满。请腾出空间后再试；文库仍是写入前的样子。"
    return f"文库 {where} 出错：{error.orig}。"
