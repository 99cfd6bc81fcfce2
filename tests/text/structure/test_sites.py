"""The card that a website prints above a text."""

from __future__ import annotations

from gongbao.text.structure.lines import read_lines
from gongbao.text.structure.sites import site_lines, site_number, site_title

CARD = "首页 > 政务公开\n索引号：01/2024\n发文字号：\n庚政办发〔2024〕7号\n文件名称：渡口管理办法\n渡口管理办法\n正文。"


def test_labels_with_their_values_and_the_path_belong_to_the_card() -> None:
    assert site_lines(read_lines(CARD)) == {0, 1, 2, 3, 4}


def test_the_card_tells_number_and_title() -> None:
    lines = read_lines(CARD)
    assert site_number(lines) == "庚政办发〔2024〕7号"
    assert site_title(lines) == "渡口管理办法"


def test_one_label_makes_no_card() -> None:
    assert site_lines(read_lines("来源：本局。\n渡口管理办法\n名称要规范。")) == set()
