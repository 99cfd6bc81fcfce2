import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa

from gongbao.library import IngestProgress, Library, LibraryError, fulltext
from gongbao.library.ingest import store
from gongbao.library.schema import ingest, metadata
from gongbao.text import PARSER_VERSION

GAZETTE = """定州市人民政府办公室
关于印发《定州市养犬管理办法》的通知
定政办字〔2023〕27号

各乡镇人民政府，市政府各部门：
《定州市养犬管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。

定州市人民政府办公室
2023年5月6日

定州市养犬管理办法

第一条　为了规范养犬行为，制定本办法。

第二条　养犬应当登记。
"""


def rows(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name != "library_state"
        }


def sound(engine: sa.Engine) -> bool:
    """The file is whole, every reference leads somewhere, and each provision is indexed once."""
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        texts = list(fulltext.load(connection))
        stored = connection.exec_driver_sql("SELECT id FROM provision ORDER BY document_id, position").scalars().all()
    indexed = [id_ for text in texts for id_ in np.frombuffer(text.provisions, dtype="<i8").tolist()]
    return indexed == stored and all(text.text.count("\n") * 8 == len(text.provisions) - 8 for text in texts)


def test_the_five_gazettes_are_stored_whole(five: Library) -> None:
    assert len({card.gazette_file for card in five.documents()}) == 5
    engine = sa.create_engine(f"sqlite:///{five.url}")
    assert sound(engine)
    engine.dispose()


def test_a_second_ingest_stores_nothing_twice(library: Library, engine: sa.Engine, gazettes: Path) -> None:
    file = gazettes / "ningjin-2020-2.txt"
    first = library.ingest([file])
    before = rows(engine)
    second = library.ingest([file])
    assert (first.files, first.skipped) == (1, 0)
    assert (second.files, second.skipped, second.documents) == (0, 1, 0)
    assert rows(engine) == before
    assert first.documents == before["document"] == len(library.documents())
    assert first.provisions == before["provision"]
    assert first.characters == len(file.read_text(encoding="utf-8"))


def test_the_same_file_under_another_name_is_skipped(library: Library, gazettes: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((gazettes / "ningjin-2020-2.txt").read_bytes())
    library.ingest([gazettes / "ningjin-2020-2.txt"])
    assert library.ingest([copy]).skipped == 1


def test_a_newer_parser_replaces_what_an_older_one_made(
    library: Library, engine: sa.Engine, build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = build({"title": "定州市养犬管理办法", "articles": ("第一条　养犬应当登记。", "第二条　登记免费。")})
    assert store(engine, parsed, "1") is False
    before = rows(engine)
    card = library.documents()[0]
    assert store(engine, parsed, "2") is True
    assert rows(engine) == before
    assert sound(engine)
    assert [each.title for each in library.documents()] == [card.title]
    assert library.search("登记").total == 2
    assert store(engine, parsed, "2") is None


def test_an_error_in_the_middle_leaves_nothing(
    library: Library, engine: sa.Engine, build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, build({"title": "甲办法"}, name="a.txt"))
    before = rows(engine)

    def fail(*_arguments: object) -> None:
        raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(fulltext, "add", fail)
    with pytest.raises(LibraryError, match="磁盘已满"):
        store(engine, build({"title": "乙办法", "articles": ("第一条　新的办法。",)}, name="b.txt"))
    assert rows(engine) == before
    assert sound(engine)


def test_a_write_that_fails_is_reported_and_the_next_file_is_stored(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(GAZETTE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GAZETTE.replace("27号", "28号"), encoding="utf-8")
    add, calls = fulltext.add, []

    def fail_once(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))
        add(*arguments)

    monkeypatch.setattr(fulltext, "add", fail_once)
    report = library.ingest([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (report.files, len(report.failures)) == (1, 1)
    assert "磁盘已满" in report.failures[0].message


def test_bad_files_are_named_and_do_not_stop_the_good_one(library: Library, engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").write_bytes(b"")
    (tmp_path / "b-binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "d-gb.txt").write_bytes(GAZETTE.encode("gb18030"))
    report = library.ingest([tmp_path, tmp_path / "missing.txt"])
    assert report.files == 1
    messages = [failure.message for failure in report.failures]
    assert messages[0] == f"{tmp_path / 'a-empty.txt'}：文件是空的。请核对是否导出了正文。"
    assert str(tmp_path / "b-binary.txt") in messages[1]
    assert "找不到或打不开这个文件" in messages[2]
    assert rows(engine)["source_file"] == 1


def test_a_file_without_documents_is_a_failure_where_it_is_named_and_ignored_in_a_folder(
    library: Library, tmp_path: Path
) -> None:
    noise = tmp_path / "noise.txt"
    noise.write_text("苹果 香蕉\n\n1 2 3\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GAZETTE, encoding="utf-8")
    report = library.ingest([tmp_path])
    assert (report.files, report.failures) == (1, ())
    assert [each.message.split("：")[1][:10] for each in report.ignored] == ["没有认出任何文件。请"]
    assert library.ingest([noise]).failures[0].message.startswith(f"{noise}：没有认出任何文件。")


def test_a_folder_without_files_that_can_be_read_is_reported(library: Library, tmp_path: Path) -> None:
    report = library.ingest([tmp_path])
    assert report.failures[0].message.startswith(f"{tmp_path}：目录里没有能读的文件（")


def test_progress_counts_files_and_bytes_to_the_end(library: Library, tmp_path: Path) -> None:
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(GAZETTE + name, encoding="utf-8")
    told: list[IngestProgress] = []
    library.ingest([tmp_path], told.append)
    assert [(each.file, each.done_files, each.files) for each in told] == [("a.txt", 0, 2), ("b.md", 1, 2), ("", 2, 2)]
    assert told[0].done_bytes == 0
    assert told[-1].done_bytes == told[-1].bytes > 0


KILLED = """
    import sys, time
    from gongbao.library import Library, fulltext
    add = fulltext.add
    def add_and_wait(*arguments):
        add(*arguments)
        print("written", flush=True)
        time.sleep(60)
    fulltext.add = add_and_wait
    Library.open(sys.argv[1]).ingest([sys.argv[2]])
"""

INGEST = "import sys; from gongbao.library import Library; print(Library.open(sys.argv[1]).ingest(sys.argv[2:]))"


def test_a_program_killed_in_the_middle_of_a_write_leaves_a_sound_library(
    library: Library, engine: sa.Engine, gazettes: Path, build: Any
) -> None:
    store(engine, build({"title": "甲办法"}))
    before = rows(engine)
    file = gazettes / "ningjin-2020-2.txt"
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), library.url, str(file)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"written"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert rows(engine) == before
    assert sound(engine)
    assert library.ingest([file]).files == 1


def test_two_programs_that_ingest_the_same_files_store_them_once(
    library: Library, engine: sa.Engine, gazettes: Path
) -> None:
    files = [str(gazettes / "ningjin-2020-2.txt"), str(gazettes / "dingzhou-2022-4.txt")]
    children = [
        subprocess.Popen([sys.executable, "-c", INGEST, library.url, *names], stdout=subprocess.PIPE)
        for names in (files, files[::-1])
    ]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    outputs = [child.communicate()[0].decode() for child in children]
    assert all("failures=()" in output for output in outputs), outputs
    counts = rows(engine)
    assert (counts["source_file"], counts["ingest"], counts["gazette"]) == (2, 2, 2)
    assert sound(engine)


def test_two_programs_may_make_the_library_at_the_same_time(tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    code = "import sys; from gongbao.library import Library; Library.open(sys.argv[1])"
    children = [subprocess.Popen([sys.executable, "-c", code, file]) for _ in range(3)]
    assert [child.wait(timeout=60) for child in children] == [0, 0, 0]


def test_the_ingest_names_the_parser(library: Library, engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GAZETTE, encoding="utf-8")
    library.ingest([tmp_path])
    with engine.connect() as connection:
        assert connection.execute(sa.select(ingest.c.parser_version)).scalar_one() == PARSER_VERSION
