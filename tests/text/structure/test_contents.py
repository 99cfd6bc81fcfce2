"""Lists of contents: an entry is one provision; chapters named in it are not counted again."""

from __future__ import annotations

from collections.abc import Callable

from gongbao.text import Gazette, Kind, normal

Words = Callable[[str], Gazette]


def test_an_entry_of_the_contents_is_one_provision(issues: dict[str, Gazette]) -> None:
    gazette = issues["ningjin-2020-2"]
    cover = gazette.documents[0]
    entries = [normal(gazette.printed(node)) for node in cover.walk() if "..." in gazette.printed(node)]
    assert len(entries) == 9  # nine documents are named
    assert all("关于" in words for words in entries)


def test_chapters_of_the_contents_are_no_chapters(words: Words) -> None:
    gazette = words(
        "甲规定\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　乙。\n第二章　附则\n第二条　丙。\n"
    )
    (document,) = gazette.documents
    kinds = [node.kind for node in document.walk()]
    assert kinds.count(Kind.CHAPTER) == 2
    assert kinds.count(Kind.CONTENTS) == 1
    assert not gazette.warnings


def test_a_line_that_says_contents_and_nothing_more_stays_in_the_text(words: Words) -> None:
    gazette = words("甲规定\n第一条　本规定包括：\n目录\n清单\n第二条　丙。\n")
    assert Kind.CONTENTS not in [node.kind for node in gazette.documents[0].walk()]
