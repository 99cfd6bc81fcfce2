"""Cells of task tables; the words are those of the gazettes."""

import pytest

from gongbao.text import MentionKind, Role, responsible


def read(text: str, role: Role = Role.RESPONSIBLE) -> list[tuple[str, str]]:
    return [(each.words, str(each.role)) for each in responsible(text, role)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "市发改局、市财政局，各县（市、区）政府",
            [("市发改局", "责任"), ("市财政局", "责任"), ("各县（市、区）政府", "责任")],
        ),
        (
            "牵头单位：市发改局；配合单位：市财政局、市住建局",
            [("市发改局", "牵头"), ("市财政局", "配合"), ("市住建局", "配合")],
        ),
        (
            "由市发改局牵头，市财政局、市住建局配合",
            [("市发改局", "牵头"), ("市财政局", "配合"), ("市住建局", "配合")],
        ),
        ("市发改局（牵头）、市财政局", [("市发改局", "牵头"), ("市财政局", "责任")]),
        ("市公安局配合省级部门工作开展", [("市公安局", "配合")]),
        ("自然资源和规划局等单位", [("自然资源和规划局", "责任")]),
        (
            "市卫生健康委市财政局\n市医疗保障\n局",
            [("市卫生健康委", "责任"), ("市财政局", "责任"), ("市医疗保障局", "责任")],
        ),
        ("市水利局\n宁纺集团", [("市水利局", "责任"), ("宁纺集团", "责任")]),
        ("", []),
    ],
)
def test_a_cell_is_read_into_bodies_and_roles(cell: str, expected: list[tuple[str, str]]) -> None:
    assert read(cell) == expected


def test_the_role_of_the_heading_holds_where_the_cell_gives_none() -> None:
    assert read("市教育局、市民政局", Role.HELPS) == [("市教育局", "配合"), ("市民政局", "配合")]


def test_words_that_are_no_body_are_kept_and_said_to_be_none() -> None:
    found = responsible("市发改局、2021年底前")
    assert [(each.words, each.mention is None) for each in found] == [("市发改局", False), ("2021年底前", True)]


def test_groups_are_groups() -> None:
    found = responsible("各乡镇（街道）、市直有关部门、乡镇")
    assert [each.mention.kind if each.mention else None for each in found] == [MentionKind.GROUP] * 3


def test_a_place_as_a_unit_is_its_government() -> None:
    found = responsible("三河市、宁北街道、廊坊开发区、临空经济区（廊坊）、石榴园")
    assert [(each.mention.place, each.mention.function) if each.mention else None for each in found] == [
        ("三河市", "政府"),
        ("宁北街道", "街道办事处"),
        ("廊坊开发区", "管委会"),
        ("临空经济区（廊坊）", "管委会"),
        None,
    ]
