"""Self-names, notices, orders, moved lines, timetables, counts of headings, limits, cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report
from gongbao.examination.spots import differing

Examine = Callable[..., Report]
NOTICE = (
    "某市人民政府办公室关于印发《某市文旅方案》的通知\n某政办〔2023〕6号\n2023年5月11日\n各乡镇人民政府：\n"
    "《某市文旅方案》已经市政府同意，现印发给你们，请认真组织实施。\n某市文旅方案\n"
)


def found(examine_draft: Examine, rule: str, text: str) -> list[str]:
    return [each.words for each in examine_draft(text, only=[rule]).findings]


def test_orders_in_chinese_numerals(examine_draft: Examine) -> None:
    text = "某市目录\n\n一、依据\n\n依据国务院令第343号、国务院令第673号、国务院令第564号、{}。\n"
    assert len(found(examine_draft, "132", text.format("国务院令第四零六号"))) == 1
    assert not found(examine_draft, "132", text.format("国务院令第406号"))
    assert not found(examine_draft, "132", "某市目录\n\n一、依据\n\n依据主席令第八号。\n")


def test_small_brackets(examine_draft: Examine) -> None:
    text = "某市解读\n\n一、背景\n\n印发了规划（某政办﹝2022﹞13号）。\n"
    assert len(found(examine_draft, "133", text)) == 1
    assert not found(examine_draft, "133", text.replace("﹝", "〔").replace("﹞", "〕"))


def test_called_two_ways(examine_draft: Examine) -> None:
    text = "某市卫生实施办法\n\n第一条 制定本实施办法。\n\n第二条 适用本实施办法。\n\n第三条 {}自印发之日起施行。\n"
    assert found(examine_draft, "134", text.format("本办法")) == ["本办法"]
    assert not found(examine_draft, "134", text.format("本实施办法"))


@pytest.mark.parametrize(
    ("old", "new", "times"),
    [
        ("》的通知", "》通知", 1),
        ("》已经", "》，已经", 1),
        ("请认真组织实施。", "请严格遵照执行。请认真贯彻执行。", 1),
        ("某市文旅方案", "某市文旅方案", 0),
    ],
)
def test_notice(examine_draft: Examine, old: str, new: str, times: int) -> None:
    text = NOTICE.replace(old, new, 1) + "一、任务\n推进建设。\n"
    assert len(found(examine_draft, "135", text)) == times


def test_timetable_begun_before_issue(examine_draft: Examine) -> None:
    text = (
        NOTICE + "一、任务\n推进建设。\n附件：2023年度进度安排表\n附件\n2023年度进度安排表\n"
        "| 序号 | 重点任务 | 进度安排 |\n|---|---|---|\n"
        "| 1 | 建设 | {}月，完成立项。 |\n| 2 | 招商 | 6月，召开会议。 |\n"
    )
    assert found(examine_draft, "231", text.format(3)) == ["3月，完成立项"]
    assert not found(examine_draft, "231", text.format(7))
    assert not found(examine_draft, "231", text.format(3).replace("2023年度", "2024年度"))


@pytest.mark.parametrize(("span", "times"), [("2022—2025年", 1), ("2021—2025年", 0)])
def test_span_of_a_plan(examine_draft: Examine, span: str, times: int) -> None:
    text = f"某市“十四五”应急规划\n\n制定本规划，规划期为{span}。\n\n一、背景\n\n形势平稳。\n"
    assert len(found(examine_draft, "232", text)) == times


def test_count_of_headings(examine_draft: Examine) -> None:
    works = "\n\n".join(f"（{number}）第{number}建设工程。\n\n加快建设。" for number in "一二三")
    text = "某市方案\n\n一、目标\n\n实施{}项重点工程，推动发展。\n\n二、任务\n\n" + works + "\n"
    assert found(examine_draft, "331", text.format(4)) == ["4项重点工程"]
    assert not found(examine_draft, "331", text.format(3))
    assert not found(examine_draft, "331", text.format(9))


def test_one_limit_on_both_sides(examine_draft: Examine) -> None:
    text = "某市办法\n\n第一条 达到60分以上的企业，可以申报。\n\n第二条 得分{}的，责令整改。\n"
    assert found(examine_draft, "431", text.format("60分以下")) == ["60分以下"]
    assert not found(examine_draft, "431", text.format("不满60分"))
    assert not found(
        examine_draft, "431", text.format("60分以下") + "\n第三条 本办法所称以上包括本数，以下不包括本数。\n"
    )


ROWS = [f"| {number} | 事项{number} | 部门{number} | 《依据{number}》第{number}条 |" for number in range(1, 41)]
TABLE = (
    "某市目录\n\n一、目录\n\n见附件。\n\n附件：目录\n\n附件\n\n目录\n\n"
    "| 序号 | 事项 | 部门 | 设定依据 |\n|---|---|---|---|\n"
)


def test_cells(examine_draft: Examine) -> None:
    assert found(examine_draft, "333", TABLE + "\n".join([*ROWS, "| 41 | 事项41 | 部门41 |  |"]) + "\n") == ["事项41"]
    assert not found(examine_draft, "333", TABLE + "\n".join(ROWS) + "\n")
    same = [row.replace("部门1 ", "审批局 ") for row in ROWS]
    shifted = [f"| {number} | 事项{number} | 行政审批局 | 第{number}条 |" for number in range(1, 30)]
    text = TABLE + "\n".join([*shifted, "| 30 | 行政审批局 | 市行政审批局 | 第30条 |"]) + "\n"
    assert found(examine_draft, "332", text) == ["行政审批局"]
    assert not found(examine_draft, "332", TABLE + "\n".join(same) + "\n")


def test_moved_lines(examine_draft: Examine) -> None:
    text = "某市清理意见\n\n第一条 制定本意见。\n\n第二条 每两年清理一次。\n\n{}\n"
    swapped = "起施行。\n\n第三条 本实施意见自印发之日"
    assert found(examine_draft, "136", text.format(swapped)) == ["起施行。"]
    assert not found(examine_draft, "136", text.format("第三条 本实施意见自印发之日起施行。"))


def test_differing() -> None:
    assert differing("科学性和时效性", "科学性和实效性") == ("时", "实", 4, 2)
    assert differing("相同", "相同") is None
    assert differing("督查", "督查考核") == ("", "考核", 2, 0)
