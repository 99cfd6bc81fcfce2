"""The header of a table and its levels."""

from __future__ import annotations

import pytest

from gongbao.text import Span
from gongbao.text.grid.cells import printed
from gongbao.text.grid.header import find_header


def _cells(*rows: str) -> str:
    return "\n\n".join("\n".join("\t" + cell for cell in row.split("|")) for row in rows) + "\n"


@pytest.mark.parametrize(
    ("text", "at", "titles"),
    [
        (  # each header over two
            _cells("县别|2021年|2022年", "|面积|水量|面积|水量", "甲县|1|2|3|4"),
            0,
            ["县别", "2021年／面积", "2021年／水量", "2022年／面积", "2022年／水量"],
        ),
        (  # one header over three, the others over one
            _cells("一级|目标值|依据", "|符号|值|单位|", "产出|≧|5|个|办法"),
            0,
            ["一级", "目标值／符号", "目标值／值", "目标值／单位", "依据"],
        ),
        (  # three levels; 合计 can only begin the second year: it would add up one column behind 小麦
            _cells("|2021年|2022年", "县别|小麦|合计|小麦|果树", "|面积|面积|面积|面积", "甲县|1|2|1|1"),
            0,
            ["县别", "2021年／小麦／面积", "2022年／合计／面积", "2022年／小麦／面积", "2022年／果树／面积"],
        ),
        (  # a form above the header
            _cells("承办单位|", "项目|考核内容", "质量|按期"),
            1,
            ["项目", "考核内容"],
        ),
        (_cells("专栏1：指标", "序号|指标", "1|甲"), 1, ["序号", "指标"]),
        ("指标|目标值|\n".replace("|", "\t") + "\t下限\t上限\n甲\t1\t2\n", 0, ["指标", "目标值／下限", "目标值／上限"]),
        (  # three levels of one length, as a table of a word processor leaves them
            "|  | 2021年 |  | 2022年 |  |\n|---|---|---|---|---|\n| 县别 | 小麦 |  | 小麦 | 果树 |\n"
            "|  | 面积 | 水量 | 面积 | 面积 |\n| 甲县 | 1 | 2 | 3 | 4 |\n",
            0,
            ["县别", "2021年／小麦／面积", "2021年／小麦／水量", "2022年／小麦／面积", "2022年／果树／面积"],
        ),
        (  # a form above the header, under Markdown's rule
            "| 承办单位 |  | 建议 |  |\n|---|---|---|---|\n|  |  | 提案 |  |\n"
            "| 项目 | 内容 | 标准 | 记分 |\n| 甲 | 乙 | | |\n",
            2,
            ["项目", "内容", "标准", "记分"],
        ),
        ("| 姓名 | 单位 | |\n|---|---|---|\n| 张三 | 某局 | 局长 |\n", 0, ["姓名", "单位", ""]),
        ("组长：\t王某\t县长\n成员：\t李某\t局长\n", 0, []),
        ("| | |\n|---|---|\n| 《甲》 | 1 |\n", 0, []),
        ("甲\t乙\n1\t2\n3\t4\n", 0, ["甲", "乙"]),  # figures below words
    ],
)
def test_headers_stand_over_their_columns(text: str, at: int, titles: list[str]) -> None:
    header = find_header(printed(text, [Span(0, len(text))]))
    assert header.at == at
    assert ["／".join(path) for path in header.paths] == titles
    assert header.warning is None


def test_an_even_split_without_evidence_is_said() -> None:
    text = _cells("名称|上年|本年", "|甲|乙|丙|丁", "某|1|2|3|4")
    header = find_header(printed(text, [Span(0, len(text))]))
    assert [path[0] for path in header.paths] == ["名称", "上年", "上年", "本年", "本年"]
    assert header.warning == "上层表头各管几列没有明确依据，按平均分列"


def test_levels_that_do_not_fit_leave_the_lowest() -> None:
    text = _cells("名称|上年|本年|合计", "|甲|乙|丙|丁|戊|己|庚", "某|1|2|3|4|5|6|7")
    header = find_header(printed(text, [Span(0, len(text))]))
    assert [path[-1] if path else "" for path in header.paths] == ["", "甲", "乙", "丙", "丁", "戊", "己", "庚"]
    assert header.warning == "表头各层对不上，只取最下一层"
