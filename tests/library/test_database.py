import os
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from gongbao.library import Library, LibraryError, database, default_file
from gongbao.library.database import REVISIONS, open_engine
from gongbao.library.schema import metadata


def test_without_an_address_the_library_is_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Library.open() as library:
        assert library.url == str(tmp_path / "data" / "gongbao" / "library.db") == str(default_file())


def test_the_environment_names_the_library_and_the_argument_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGBAO_LIBRARY", str(tmp_path / "one.db"))
    with Library.open() as library:
        assert library.url.endswith("one.db")
    with Library.open(f"sqlite:///{tmp_path / 'two.db'}") as library:
        assert library.url.endswith("two.db")


def test_the_migrations_make_the_tables_of_the_schema_and_no_other(file: Path) -> None:
    engine = open_engine(str(file))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_program_knows_every_migration(file: Path) -> None:
    scripts = ScriptDirectory(str(Path(database.__file__).parent / "migrations"))
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_the_file_is_in_wal_mode_and_checks_foreign_keys(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_file_that_is_no_database_is_named(file: Path) -> None:
    file.write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        Library.open(str(file))
    assert str(caught.value) == f"{file} 不是数据库文件，或者已经损坏。请用 --library 指明另一个文件；原件请先另存。"


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(LibraryError) as caught:
        Library.open(str(file))
    assert str(caught.value) == f"{file} 是数据库，但不是文库。请用 --library 指明另一个文件。"
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("accounts",)]


def test_a_library_of_a_newer_program_is_named_with_its_version(file: Path) -> None:
    Library.open(str(file)).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryError) as caught:
        Library.open(str(file))
    assert str(caught.value) == f"文库 {file} 由更新的版本建立（9999），这一版程序只认到 {REVISIONS[-1]}。请升级程序。"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError) as caught:
        Library.open(str(tmp_path / "file" / "library.db"))
    assert str(caught.value) == f"建不了文库所在的目录 {tmp_path / 'file'}。请换一个可写的目录，用 --library 指明。"


def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    with pytest.raises(LibraryError) as caught:
        Library.open(str(tmp_path / "library.db"))
    assert str(caught.value) == f"没有写入 {tmp_path} 的权限。请换一个可写的位置，用 --library 指明。"


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="是目录，不是文库文件"):
        Library.open(str(tmp_path))


@pytest.mark.parametrize("url", ["postgresql://host/library", "nonsense://", "://"])
def test_an_address_that_is_not_sqlite_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(LibraryError, match="文库地址"):
        Library.open(url)


def test_a_searched_text_of_another_form_is_made_anew(
    library: Library, engine: sa.Engine, file: Path, build: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongbao.library import fulltext
    from gongbao.library.ingest import store

    store(engine, build({"title": "定州市养犬管理办法", "articles": ("第一条　养犬应当登记。",)}))  # type: ignore[operator]
    monkeypatch.setattr(fulltext, "form_version", lambda: "next")
    with Library.open(str(file)) as opened:
        assert opened.search("登记").total == 1
        with engine.connect() as connection:
            assert fulltext.is_current(connection)
