"""Lists of persons: an entry for each, its post whole, though a narrow column broke it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, Provision, normal

Words = Callable[[str], Gazette]
Issues = dict[str, Gazette]


def _lists(gazette: Gazette) -> list[Provision]:
    return [node for document in gazette.documents for node in document.walk() if node.kind == Kind.LIST]


# Counted by hand: first line and members of each list of the five gazettes.
COUNTED = {
    "dingzhou-2022-4": [],
    "dingzhou-2023-1": [],
    "dingzhou-2023-2": [(1371, 17), (1795, 3), (1810, 3), (1817, 18), (1858, 3), (1868, 9), (1888, 19)],
    "langfang-2021-4": [(1312, 14), (1436, 18), (7380, 23), (8461, 38), (8786, 23), (8850, 31), (9276, 32)],
    "ningjin-2020-2": [(397, 24), (621, 56)],
}


@pytest.mark.parametrize("name", COUNTED)
def test_the_lists_of_a_gazette_have_as_many_members_as_are_printed(name: str, issues: Issues) -> None:
    gazette = issues[name]
    found = [(gazette.source.line_of(node.all_spans()[0].start), len(node.children)) for node in _lists(gazette)]
    assert found == COUNTED[name]


def test_a_post_that_was_broken_is_whole(issues: Issues) -> None:
    gazette = issues["dingzhou-2023-2"]
    first = _lists(gazette)[0]
    printed = [normal(gazette.printed(entry)) for entry in first.children]
    assert printed[0] == "组长：张二文市政府党组副书记、高新区党工委副书记、管委会常务副主任"
    assert printed[13] == "王晓杰市高新技术产业开发区企业服务二局局长"
    assert printed[-1] == "王伟市邮政公司副总经理"


def test_what_follows_a_list_is_no_member(issues: Issues) -> None:
    gazette = issues["langfang-2021-4"]
    ends = [normal(gazette.printed(node.children[-1])) for node in _lists(gazette)]
    assert ends[3] == "吕伟大城县县委常委、常务副县长"
    assert all("。" not in words for words in ends)


def test_a_second_leader_begins_another_list(words: Words) -> None:
    gazette = words(
        "甲方案\n一、分组\n组长：张一一　甲局局长\n成员：张二二　甲局科长\n"
        "组长：张三三　乙局局长\n成员：张四四　乙局科长\n"
    )
    assert [len(node.children) for node in _lists(gazette)] == [2, 2]
    assert [node.place for node in _lists(gazette)] == ["一名单", "一名单2"]


@pytest.mark.parametrize(
    "line",
    [
        "有关部门　应当加强管理。",
        "第一名　市水利局，第二名　市气象局",
        "申请人：　　　　　年　月　日",
        "廊坊开发区　临空经济区",
    ],
)
def test_other_lines_with_blanks_are_no_list(line: str, words: Words) -> None:
    assert not _lists(words(f"甲办法\n第一条　乙。\n{line}\n{line}\n第二条　丙。\n"))
