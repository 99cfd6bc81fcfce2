"""Sources taken out, and issues that are ingested again in a corrected file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbao.library import Card, Library, LibraryError, Record

ISSUE = """定州市人民政府公报

2023年第7号

定州市人民政府办公室
关于印发《定州市养犬管理办法》的通知
定政办字〔2023〕27号

各乡镇人民政府：
《定州市养犬管理办法》已经市政府同意，现印发给你们。

定州市人民政府办公室
2023年5月6日

定州市养犬管理办法

第一条　为了规范养犬行为，制定本办法。

第二条　养犬应当登记。
"""


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def rules(library: Library) -> list[Card]:
    """The documents but for the covers of the issues."""
    return [card for card in library.documents() if card.kind == "办法"]


def test_a_corrected_file_of_an_issue_takes_the_place_of_the_older_one(library: Library, tmp_path: Path) -> None:
    library.ingest([write(tmp_path, "a.txt", ISSUE)])
    assert library.documents()[0].gazette.startswith("定州市人民政府公报")
    report = library.ingest([write(tmp_path, "b.txt", ISSUE.replace("应当登记", "应当依法登记"))])
    assert (report.files, len(report.corrected)) == (1, 1)
    assert "a.txt" in report.corrected[0]
    assert [card.gazette_file for card in rules(library)] == ["b.txt"]
    assert library.passage("定州市养犬管理办法", "第二条").words == "养犬应当依法登记。"


def test_both_stay_where_that_is_asked_for(library: Library, tmp_path: Path) -> None:
    library.ingest([write(tmp_path, "a.txt", ISSUE)])
    report = library.ingest([write(tmp_path, "b.txt", ISSUE + "\n第三条　另行规定。\n")], keep_both=True)
    assert report.corrected == ()
    assert len(rules(library)) == 2


def test_two_halves_of_one_issue_both_stay(library: Library, tmp_path: Path) -> None:
    library.ingest([write(tmp_path, "a.txt", ISSUE)])
    other = ISSUE.replace("养犬", "停车").replace("27号", "28号")
    assert library.ingest([write(tmp_path, "b.txt", other)]).corrected == ()
    assert len(rules(library)) == 2


def test_texts_without_a_masthead_never_replace_each_other(library: Library, tmp_path: Path) -> None:
    law = "中华人民共和国某法\n\n第一条　为了某事，制定本法。\n\n第二条　本法自公布之日起施行。\n"
    library.ingest([write(tmp_path, "a.txt", law), write(tmp_path, "b.txt", law.replace("某事", "另一事"))])
    assert len(library.documents()) == 2


def test_a_source_is_forgotten_by_name_or_hash_with_all_that_was_made_of_it(library: Library, tmp_path: Path) -> None:
    library.registry.enter([Record("定州市祭祀管理办法", "定政发〔2018〕85号", "定州市")])
    library.ingest([write(tmp_path, "a.txt", ISSUE)])
    gone = library.forget("a.txt")
    assert (gone.file, gone.documents[-1]) == ("a.txt", "定政办字〔2023〕27号《定州市养犬管理办法》")
    assert library.documents() == []
    assert library.search("养犬").total == 0
    assert len(library.registry.known()) == 1
    library.ingest([tmp_path / "a.txt"])
    assert library.forget(gone.sha256[:12]).sha256 == gone.sha256


def test_an_unknown_file_is_an_error_that_names_what_is_there(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"文库里没有文件“b\.txt”。文库是空的。"):
        library.forget("b.txt")
    library.ingest([write(tmp_path, "a.txt", ISSUE)])
    with pytest.raises(LibraryError, match=r"文库里有：a\.txt。"):
        library.forget("b.txt")
    with pytest.raises(LibraryError, match="文库里没有文件"):
        library.forget("%")
