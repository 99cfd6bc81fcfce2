"""What stands on a page and belongs to no document is set aside, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette
from gongbao.text.structure.furniture import furniture, recurring
from gongbao.text.structure.lines import read_lines

Words = Callable[[str], Gazette]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("— 12 —", "page number"),
        ("- 3 -", "page number"),
        ("·7·", "page number"),
        ("第 3 页 共 10 页", "page number"),
        ("————", "rule"),
        ("<!-- INFO END -->", "comment"),
        ("《甲市人民政府公报》2023年第2号", "running head"),
        ("您的位置：首页 > 规章", "site"),
        ("作者：政务网 时间：2022-05-01", "site"),
        ("第三条 甲", None),
        ("3", None),
        ("- 甲", None),
        ("分别负责", None),
        ("关闭窗口的规定由市政府制定", None),
        ("作者应当署名", None),
    ],
)
def test_a_line_is_furniture_by_its_words(line: str, what: str | None) -> None:
    assert furniture(read_lines(line)[0]) == what


def test_bare_numbers_are_page_numbers_where_they_count_on_a_page_apart() -> None:
    page = "甲乙丙丁，戊己庚辛。\n" * 20
    lines = read_lines(f"{page}1\n{page}2\n{page}3\n{page}")
    assert [lines[at].key for at, what in recurring(lines).items() if what == "page number"] == ["1", "2", "3"]
    near = read_lines("1\n甲\n2\n乙\n3\n丙\n4\n丁\n")
    assert recurring(near) == {}


def test_the_name_of_the_gazette_over_every_page_is_a_running_head() -> None:
    page = "甲乙丙丁，戊己庚辛。\n" * 20
    lines = read_lines("".join(f"丙市人民政府公报 2024年第1期\n{page}" for _ in range(4)))
    assert list(recurring(lines).values()) == ["running head"] * 3  # the first is the masthead


def test_a_paragraph_goes_on_behind_the_foot_of_a_page(words: Words) -> None:
    gazette = words(
        "甲办法\n第一条　为了加强管理，再创\n丙市人民政府公报 2024年第1期\n- 2 -\n佳绩，制定本办法。\n第二条　乙。\n"
    )
    first = next(node for node in gazette.documents[0].walk() if node.eid.endswith("art_1__para_1"))
    assert gazette.printed(first).replace("\n", "") == "为了加强管理，再创佳绩，制定本办法。"
    assert {piece.what for piece in gazette.furniture} >= {"page number", "running head"}


def test_notes_on_software_are_no_documents(words: Words) -> None:
    text = "# 项目说明\n\n一、安装\n\n```\npip install 甲\n```\n\n二、使用\n\n见[文档](https://example.org/a.md)。\n"
    assert words(text).documents == ()
