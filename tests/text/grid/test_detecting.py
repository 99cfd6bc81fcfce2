"""Tables are found whole, and nothing but the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, tables
from gongbao.text.grid.detecting import find_tables
from gongbao.text.structure.lines import read_lines

Words = Callable[[str], Gazette]


def _found(text: str) -> list[tuple[int, int]]:
    lines = read_lines(text)
    return [(lines[at].number, lines[end - 1].number) for at, end in find_tables(lines)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("前文。\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n后文。\n", [(2, 4)]),
        ("| 序 | 事 |\n|--|--|\n| 1 | 甲 |\n\n三、某行动\n\n| 序 | 事 |\n|--|--|\n| 2 | 乙 |\n", [(1, 9)]),
        ("| 序 | 事 |\n|--|--|\n| 1 | 甲 |\n\n| 险 | 表 |\n|--|--|\n| 2 | 乙 |\n", [(1, 3), (5, 7)]),
        ("| 序 | 事 |\n|--|--|\n| 1 | 甲 |\n\n| 序 | 事 |\n|--|--|\n| 2 | 乙 |\n", [(1, 7)]),
        ("甲\t乙\t丙\n1\t2\t3\n\n丁\t戊\n4\t5\n", [(1, 2), (4, 5)]),
        ("一、有效\n序\t事\t号\n1\t甲\t3\n二、废止\n序\t事\t号\n1\t乙\t4\n", [(2, 3), (5, 6)]),
        ("前文。\n<table border=1>\n<tr><td>甲</td></tr>\n</table>\n后文。\n", [(2, 4)]),
        ("<table>\n<tr><td>甲\n\n<table><tr><td>乙</td></tr></table>\n", [(4, 4)]),  # the first is never closed
        ("甲\t乙\n1\t2\n后文很长，不是表格。\n", [(1, 2)]),
        ("序号\t名称\t数量\n1\t甲\t2\n二、乡镇\n2\t乙\t3\n后文。\n", [(1, 4)]),  # a heading without tabs
        ("序号\t名称\t数量\n1\t甲\t2\n附件2\n序号\t名称\t数量\n1\t乙\t3\n", [(1, 2), (4, 5)]),
        ("\t序号\n\t名称\n\n\t1\n\t甲局\n\n乙局\n\n\n某市人民政府\n", [(1, 7)]),
        ("\t序号\n\t时间\n\n\t1\n\t2022\n专栏3：水源建设\n消火栓 水鹤\n3.加强水源建设。\n", [(1, 5)]),
        ("专栏1：项目\n\n\t1.迁建工程：某院。\n\n2.扩建工程：某院。\n\n\n二、其他\n", []),  # a box of prose
        ("三河市（2家）\n\n甲\n\n乙\n\n大厂县（4家）\n\n丙\n\n丁\n\n戊\n\n己\n\n某市人民政府\n", [(1, 15)]),
        ("一、国家级（2家）\n甲\n乙\n二、省级（4家）\n丙\n丁\n戊\n己\n", []),  # levels of the text
        ("共有企业（2家）\n\n甲\n\n乙\n\n后文。\n", []),  # one heading is no list
        (
            "三河市（2家）\n\n甲\n\n大厂县（4家）\n\n丙\n\n香河县（9家）\n\n丁\n戊\n己\n庚\n",
            [],
        ),  # counts that do not hold
    ],
)
def test_tables_are_found_from_their_first_to_their_last_line(text: str, found: list[tuple[int, int]]) -> None:
    assert _found(text) == found


LINES = {
    "dingzhou-2022-4": [(85, 108), (114, 120), (126, 138), (304, 316), (1620, 1664), (1670, 1722), (1746, 2067)],
    "dingzhou-2023-1": [(375, 471), (761, 878), (942, 961), (963, 1025), (1078, 1114), (1116, 1228)],
    "dingzhou-2023-2": [(49, 61), (493, 505), (577, 618), (732, 787)],
    "langfang-2021-4": [
        (703, 1258), (1922, 2496), (2783, 2917), (3180, 3694), (3999, 4110), (4464, 4638), (4644, 4797), (4805, 4929),
        (4935, 5059), (5067, 5191), (5536, 5788), (6129, 6994), (7057, 7275), (7523, 7585), (7623, 7930), (8033, 8075),
        (8086, 8287), (8294, 8320), (8327, 8447), (9043, 9088), (9097, 9207),
    ],
    "ningjin-2020-2": [(209, 232), (240, 261), (746, 777)],
}  # fmt: skip
"""First and last lines of the tables of the five gazettes, read by eye."""


@pytest.mark.parametrize("name", LINES)
def test_the_tables_of_the_gazettes_are_whole(name: str, issues: dict[str, Gazette]) -> None:
    assert [(made.first_line, made.last_line) for made in tables(issues[name])] == LINES[name]


def test_a_box_of_prose_is_read_as_provisions(words: Words) -> None:
    gazette = words(
        "甲规划\n\n一、建设\n\n专栏1：项目\n\n\t1.迁建：某院。\n\n2.扩建：某院。\n\n\n二、保障\n\n落实经费。\n"
    )
    assert all(node.kind is not Kind.TABLE for document in gazette.documents for node in document.walk())
