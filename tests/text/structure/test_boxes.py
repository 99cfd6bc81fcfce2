"""专栏: a box has its caption and its items, and the text around it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, locate, parse_place

Words = Callable[[str], Gazette]
Issues = dict[str, Gazette]

# Read by eye: first line, heading, and how many numbered items or tables stand in it.
BOXES = {
    "dingzhou-2023-1": [
        (1621, "构建强大公共卫生体系工程", 2),
        (1746, "公立医院高质量发展项目", 4),
        (1773, "基层医疗卫生服务能力提升工程", 3),
        (2133, "妇幼保健项目工程", 0),
    ],
    "langfang-2021-4": [
        (7009, "市级公立医院建设项目", 3),
        (7026, "县级公立医院建设项目", 4),
        (7043, "中医药传承创新工程", 3),
        (7523, "廊坊市“十四五”消防事业发展主要指标", 1),
        (7623, "廊坊市“十四五”消防救援站规划建设详情表", 1),
        (7931, "廊坊市消防“十四五”消防水源建设", 0),
        (7948, "廊坊市“十四五”消防专职队员和文员发展规划", 0),
        (7963, "重点工程1-廊坊市消防综合训练基地建设工程", 0),
        (7972, "重点工程2-廊坊市支队级指挥中心升级改造工程", 0),
    ],
}


@pytest.mark.parametrize("name", BOXES)
def test_the_boxes_of_a_gazette_are_found_whole(name: str, issues: Issues) -> None:
    gazette = issues[name]
    found = [
        (
            gazette.source.line_of(node.all_spans()[0].start),
            node.heading,
            sum(child.kind != Kind.PARAGRAPH for child in node.children),
        )
        for document in gazette.documents
        for node in document.walk()
        if node.kind == Kind.BOX
    ]
    assert found == BOXES[name]


def test_a_box_is_found_at_its_place(words: Words) -> None:
    gazette = words("甲规划\n一、乙\n丙，丁。\n专栏1 重点工程\n1.修建水库。\n2.修建堤防。\n（一）戊\n己。\n")
    (document,) = gazette.documents
    box = locate(document, parse_place("专栏1"))
    assert getattr(box, "heading", None) == "重点工程"
    item = locate(document, parse_place("专栏1之2."))
    assert getattr(item, "num", None) == "2."


def test_the_numbers_of_the_text_go_on_behind_a_box(words: Words) -> None:
    gazette = words("甲规划\n一、乙\n1.丙。丁。\n专栏2 工程\n戊己庚。\n2.辛。壬。\n二、癸\n")
    (document,) = gazette.documents
    assert [node.place for node in document.walk() if node.num == "2."] == ["一2."]
    assert not gazette.warnings
