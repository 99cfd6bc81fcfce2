"""A person answers a finding in the text itself; it stays listed, with the reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report, plain

Examine = Callable[..., Report]

HEAD = "某某市停车场管理办法\n第一条 为了规范停车，制定本办法。\n"
FAULT = "第二条 违反本办法第九条规定的，责令改正。"
TAIL = "\n第三条 停车场应当于6月31日前备案。\n"


@pytest.mark.parametrize(
    "mark",
    [
        "【体检不查101：引用的是旧办法】",
        "【体检不查101、201：引用的是旧办法】",
        "<!-- 体检：不查 101 理由：引用的是旧办法 -->",
        "<!-- 体检：不查 101、103，理由：引用的是旧办法 -->",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_mark_in_the_provision_or_on_the_line_below_answers_the_finding(
    examine_draft: Examine, mark: str, between: str
) -> None:
    report = examine_draft(HEAD + FAULT + between + mark + TAIL, only=["101", "201"])
    answered = [(each.rule, each.suppressed) for each in report.findings]
    assert answered == [("101", "引用的是旧办法"), ("201", None)]
    assert [each.rule for each in report.open] == ["201"]
    assert report.counts == {"201": 1}


def test_a_mark_for_the_whole_text_answers_all(examine_draft: Examine) -> None:
    text = HEAD + FAULT + TAIL + "<!-- 体检：全文不查 201 理由：历法另定 -->\n"
    report = examine_draft(text, only=["101", "201"])
    assert [(each.rule, each.suppressed) for each in report.findings] == [("101", None), ("201", "历法另定")]


@pytest.mark.parametrize(
    "mark",
    [
        "【体检不查101】",
        "【体检不查101：】",
        "<!-- 体检：不查 101 -->",
        "【体检不查：引用的是旧办法】",
        "（不查101：旧办法）",
    ],
)
def test_a_mark_without_code_or_reason_is_none(examine_draft: Examine, mark: str) -> None:
    report = examine_draft(HEAD + FAULT + mark + TAIL, only=["101"])
    assert [each.suppressed for each in report.findings] == [None]


def test_a_mark_does_not_reach_the_next_provision(examine_draft: Examine) -> None:
    text = HEAD + "第二条 停车应当有序。【体检不查101：引用的是旧办法】\n" + FAULT.replace("第二条", "第三条") + "\n"
    report = examine_draft(text, only=["101"])
    assert [each.suppressed for each in report.findings] == [None]


def test_the_words_of_a_mark_are_not_examined(examine_draft: Examine) -> None:
    text = HEAD + "第二条 停车应当有序。【体检不查101：第九条已删，见6月31日的说明】\n"
    assert examine_draft(text, only=["101", "201"]).findings == ()


def test_the_printed_report_says_how_many_were_answered(examine_draft: Examine) -> None:
    report = examine_draft(HEAD + FAULT + "【体检不查101：引用的是旧办法】" + TAIL, only=["101", "201"])
    assert "    文中已说明不查，理由：引用的是旧办法" in plain(report)
    assert "共发现1处，另有1处已在文中说明理由。" in plain(report)
