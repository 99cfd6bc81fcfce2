"""What an examination promises: any text is examined, rules can be chosen, the same text gives the same findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongbao.examination import Report, Severity, UnknownRule, examine, plain
from gongbao.library import Library
from gongbao.reading import Source, read_file
from gongbao.text import normal, parse

Examine = Callable[..., Report]

DRAFT = """某某市停车场管理办法
第一条 为了规范停车，制定本办法。
第二条 违反本办法第九条规定的，责令改正。
第三条 停车场应当于6月31日前备案。
第四条 本规定自2023年1月1日起施行，有效期两年。
"""


def codes(report: Report) -> list[str]:
    return [each.rule for each in report.findings]


def test_a_draft_without_number_and_date_is_examined(examine_draft: Examine) -> None:
    report = examine_draft(DRAFT, only=["101", "106", "201"])
    assert codes(report) == ["101", "201", "106"]
    missing, day, itself = report.findings
    assert (missing.place, missing.line, missing.words) == ("第二条第一款", 3, "本办法第九条")
    assert missing.severity is Severity.ERROR
    assert missing.message == "本文件共有4条，没有第九条。"
    assert (day.line, day.words, day.message) == (4, "6月31日", "6月最后一天是30日。")
    assert (itself.words, itself.advice) == ("本规定", "改为“本办法”。")


def test_words_in_which_no_document_is_recognised_are_examined_line_by_line(examine_draft: Examine) -> None:
    report = examine_draft("请于6月31日前反馈。\n\n谢谢。\n")
    assert [(each.rule, each.place, each.line) for each in report.findings] == [("201", "正文第1段", 1)]


@pytest.mark.parametrize("text", ["", "\n\n", "　"])
def test_an_empty_text_has_no_findings(text: str) -> None:
    assert examine(parse(Source("empty", "", text, "utf-8")), on=date(2026, 1, 1)).findings == ()


def test_only_and_without_take_codes_and_families(examine_draft: Examine) -> None:
    assert set(codes(examine_draft(DRAFT, only=["1"]))) == {"101", "106"}
    assert set(examine_draft(DRAFT, only=["201"]).ran) == {"201"}
    report = examine(
        parse(Source("d", "", DRAFT, "utf-8")), on=date(2026, 1, 1), only=["1", "2"], without=["10", "206"]
    )
    assert set(codes(report)) == {"201"}


def test_an_unknown_rule_is_named(examine_draft: Examine) -> None:
    with pytest.raises(UnknownRule) as told:
        examine_draft(DRAFT, only=["101", "999"])
    assert str(told.value) == "没有编号为999的规则。请用 gongbao examine --rules 查看全部规则。"


def test_the_same_text_gives_the_same_findings_in_the_order_of_lines(gazettes: Path) -> None:
    gazette = parse(read_file(gazettes / "ningjin-2020-2.txt"))
    first, second = (examine(gazette, on=date(2026, 1, 1)) for _ in range(2))
    assert first.findings == second.findings
    assert [each.line for each in first.findings] == sorted(each.line for each in first.findings)


def test_findings_quote_words_that_stand_at_their_place(gazettes: Path) -> None:
    for path in sorted(gazettes.glob("*.txt")):
        gazette = parse(read_file(path))
        places = {
            (document.key, node.eid): normal(gazette.printed(node, deep=False))
            for document in gazette.documents
            for node in document.walk()
        }
        lines = gazette.source.text.count("\n") + 1
        for each in examine(gazette, on=date(2026, 1, 1)).findings:
            assert each.words in places[each.document, each.eid], each
            assert 1 <= each.line <= lines
            assert each.message.endswith("。"), each
            assert each.advice.endswith("。"), each


def test_without_a_library_nothing_is_said_of_outside_laws(examine_draft: Examine, laws: Library) -> None:
    text = "由公安机关依据《中华人民共和国治安管理处罚法》第五百条之规定处罚。"
    assert examine_draft(text, only=["104"]).findings == ()
    held = examine_draft(text, only=["104"], library=laws).findings
    assert [each.message for each in held] == ["资料库所收《中华人民共和国治安管理处罚法》共有6条，没有第五百条。"]


def test_a_paragraph_cited_where_the_law_has_an_item_is_told_so(examine_draft: Examine, laws: Library) -> None:
    text = "依据《中华人民共和国治安管理处罚法》第三条第二款处罚。\n依据《中华人民共和国治安管理处罚法》第三条处罚。"
    found = examine_draft(text, only=["104"], library=laws).findings
    assert [each.words for each in found] == ["《中华人民共和国治安管理处罚法》第三条第二款"]
    assert found[0].advice == "该条有第（二）项，请核对“款”是否应为“项”。"


def test_the_report_counts_and_prints(examine_draft: Examine) -> None:
    report = examine_draft(DRAFT, only=["101", "106", "201"])
    assert report.counts == {"101": 1, "106": 1, "201": 1}
    assert report.to_json()["findings"][0]["words"] == "本办法第九条"
    assert plain(report).splitlines()[:3] == [
        "《某某市停车场管理办法》",
        "  第3行 第二条第一款 [错误] 101 引用的条款不存在：“本办法第九条”",
        "    本文件共有4条，没有第九条。请核对应当引用哪一条，改正条号。",
    ]
    assert plain(report).splitlines()[-2] == "共发现3处。"
