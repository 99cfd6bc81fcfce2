"""Whole gazettes as DOCX, HTML and PDF: the same documents come out of each as out of the text."""

from __future__ import annotations

from collections.abc import Callable
from difflib import ndiff
from functools import cache
from pathlib import Path

import pytest

from gongbao.reading import Source, read_file
from gongbao.text import normal, parse
from gongbao.text.model import Document, Gazette, Kind

NAMES = ("dingzhou-2022-4", "dingzhou-2023-1", "dingzhou-2023-2", "langfang-2021-4", "ningjin-2020-2")
KINDS = ("docx", "html", "pdf")
MARKS = str.maketrans("", "", "|-#*")


Read = Callable[[str, str], Gazette]


@pytest.fixture(scope="session")
def of_file(papers: Callable[[str], dict[str, Path]]) -> Read:
    """The gazette that a file of a kind gives, by its name; read once."""
    return cache(lambda name, kind: parse(read_file(papers(kind)[name])))


@pytest.fixture(scope="session")
def plain(gazettes: Path) -> dict[str, Gazette]:
    return {name: parse(read_file(gazettes / f"{name}.txt")) for name in NAMES}


def facts(gazette: Gazette) -> list[tuple[object, ...]]:
    return [
        (each.title, each.number, each.issued, each.kind, sum(one.kind is Kind.ARTICLE for one in each.walk()))
        for each in gazette.documents
    ]


def letters(source: Source) -> str:
    """All words in order, without blanks and the marks of Markdown."""
    return normal(source.text).translate(MARKS)


def outlines(gazette: Gazette) -> dict[str, list[str]]:
    return {
        each.key: [f"{one.kind} {one.place} {one.heading or ''}" for one in each.walk()] for each in gazette.documents
    }


def cells_in_lines(gazette: Gazette, document: Document) -> bool:
    """Whether the gazette's text prints a table of the document one cell a line: no file of another kind does that."""
    lines = gazette.source.text.split("\n")[document.first_line - 1 : document.last_line]
    return any(line.startswith("\t") for line in lines)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_words_and_documents_come_out_of_each_kind_of_file(
    name: str, kind: str, of_file: Read, plain: dict[str, Gazette]
) -> None:
    found = of_file(name, kind)
    assert found.source.format == kind
    assert letters(found.source) == letters(plain[name].source)
    assert facts(found) == facts(plain[name])


DIFFERENT = {
    # its annexes are tables with one and the same header, in the text of two shapes, elsewhere of one
    "加快推进电子证照扩大应用领域并与全国互通互认的若干措施",
    # two sentences that a box (专栏) interrupts are joined in the text and stay broken elsewhere
    "定州市“十四五”医疗卫生服务体系规划",
}
"""Documents whose outlines differ by no more than `FEW` lines, and why."""
FEW = 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_the_outline_is_the_same(name: str, kind: str, of_file: Read, plain: dict[str, Gazette]) -> None:
    expected, found = outlines(plain[name]), outlines(of_file(name, kind))
    torn = {each.key for each in plain[name].documents if kind != "docx" and cells_in_lines(plain[name], each)}
    different = {key for key in expected if expected[key] != found[key]} - torn
    assert {key.partition("《")[2].rstrip("》") for key in different} <= DIFFERENT
    for key in different:
        lines = [line for line in ndiff(expected[key], found[key]) if line[0] in "+-"]
        assert len(lines) <= FEW, lines


@pytest.mark.parametrize("name", ["dingzhou-2023-1", "dingzhou-2023-2", "ningjin-2020-2"])
def test_two_columns_are_read_one_after_the_other(
    name: str, two_column_papers: dict[str, Path], plain: dict[str, Gazette]
) -> None:
    source = read_file(two_column_papers[name])
    assert letters(source) == letters(plain[name].source)
    assert facts(parse(source)) == facts(plain[name])


def test_a_line_of_a_pdf_knows_its_page(of_file: Read) -> None:
    source = of_file("ningjin-2020-2", "pdf").source
    pages = [source.page_of(line) for line in range(1, source.text.count("\n") + 1)]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert None not in pages
    assert source.page_of(len(pages) + 1) is None
    at = source.text.index("宁晋县农村饮水安全保障应急预案\n")
    assert source.page_of(source.line_of(at)) > 10  # type: ignore[operator]


def test_running_heads_and_page_numbers_are_left_out(of_file: Read) -> None:
    for kind in KINDS:
        text = of_file("ningjin-2020-2", kind).source.text
        assert "某某市" not in text
        assert "— 2 —" not in text
