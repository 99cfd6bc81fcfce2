"""National laws and regulations: one document each, its articles in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongbao.reading import read_file
from gongbao.text import Document, Kind, parse, uncovered
from gongbao.text.numbering import mark

LAWS = os.environ.get("GONGBAO_LAWS")
pytestmark = pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")

# Texts of the collection that leave articles out themselves.
INCOMPLETE = {"农民专业合作社法(2017-12-27).md", "飞行基本规则(2007-10-18).md"}
COUNTS = {
    "立法法(2023-03-13).md": (120, 6, 7),
    "反外国制裁法(2021-06-10).md": (16, 0, 0),
    "人民陪审员法(2018-04-27).md": (32, 0, 0),
}
"""Articles, chapters and sections, counted by hand."""


@pytest.fixture(scope="module")
def laws() -> dict[str, Document]:
    found: dict[str, Document] = {}
    for path in sorted(Path(LAWS or "").rglob("*.md")):
        if path.name.startswith(("_", "README")):
            continue
        gazette = parse(read_file(path))
        assert not uncovered(gazette), path.name
        assert len(gazette.documents) == 1, path.name
        found[path.name] = gazette.documents[0]
    return found


def test_every_law_is_one_document_with_a_title_and_no_number(laws: dict[str, Document]) -> None:
    assert len(laws) > 1000
    for name, document in laws.items():
        assert document.title, name
        assert document.number is None, name


def test_the_articles_of_a_law_run_on_without_a_gap(laws: dict[str, Document]) -> None:
    broken = set()
    for name, document in laws.items():
        numbers = [mark(node.num or "") for node in document.walk() if node.kind == Kind.ARTICLE]
        whole = [number.ordinal for number in numbers if number and not number.suffix]
        if whole and whole != list(range(whole[0], whole[0] + len(whole))):
            broken.add(name)
    assert broken == INCOMPLETE


@pytest.mark.parametrize("name", COUNTS)
def test_articles_chapters_and_sections_are_as_many_as_printed(name: str, laws: dict[str, Document]) -> None:
    kinds = [node.kind for node in laws[name].walk()]
    assert (kinds.count(Kind.ARTICLE), kinds.count(Kind.CHAPTER), kinds.count(Kind.SECTION)) == COUNTS[name]
