"""Clean-up lists in the forms in which governments print them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette
from gongbao.text.cleanup import Listed, bundle_of, listed, outcome_of

HEAD = (
    "甲市人民政府\n关于公布规范性文件清理结果的公告\n甲政发〔2024〕3号\n\n各区人民政府：\n\n"
    "现将清理结果公布。\n\n甲市人民政府\n2024年5月6日\n\n"
)


def rows(gazette: Gazette) -> list[Listed]:
    return [row for document in gazette.documents for row in listed(gazette, document)]


def test_a_table_with_a_column_of_results(words: Callable[[str], Gazette]) -> None:
    table = (
        "附件\n\n甲市规范性文件清理结果目录\n\n序号\t文件名称\t文号\t实施机关\t清理结果\n"
        "1\t甲市祭祀管理办法\t甲政发〔2018〕85号\t市民政局\t继续有效\n"
        "2\t甲市犬只管理办法\t甲政办〔2018〕216号\t市公安局\t宣布失效\n"
        "3\t甲市停车管理办法\t甲政办〔2019〕3号\t市城管局\t予以废止\n"
        "4\t甲市物业管理办法\t甲政办〔2019〕9号\t市住建局\t拟修改\n"
    )
    found = rows(words(HEAD + table))
    assert [(str(row.outcome), row.number, row.implementer, row.row) for row in found] == [
        ("继续有效", "甲政发〔2018〕85号", "市民政局", 1),
        ("失效", "甲政办〔2018〕216号", "市公安局", 2),
        ("废止", "甲政办〔2019〕3号", "市城管局", 3),
        ("修改", "甲政办〔2019〕9号", "市住建局", 4),
    ]


def test_a_list_in_lines_under_the_title_of_its_annex(words: Callable[[str], Gazette]) -> None:
    lines = (
        "附件1\n\n废止的规范性文件目录\n\n1.《甲市祭祀管理办法》（甲政发〔2018〕85号）\n"
        "2.关于做好某项工作的通知（甲政办〔2018〕216号）\n\n附件2\n\n宣布失效的规范性文件目录\n\n1.《甲市停车管理办法》（甲政办〔2019〕3号）\n"
    )
    found = rows(words(HEAD + lines))
    assert [(str(row.outcome), row.title, row.number) for row in found] == [
        ("废止", "甲市祭祀管理办法", "甲政发〔2018〕85号"),
        ("废止", "关于做好某项工作的通知", "甲政办〔2018〕216号"),
        ("失效", "甲市停车管理办法", "甲政办〔2019〕3号"),
    ]


def test_a_decision_with_its_lists_under_headings(words: Callable[[str], Gazette]) -> None:
    text = (
        "甲市人民政府\n关于废止和宣布失效部分行政规范性文件的决定\n甲政发〔2024〕9号\n\n各区人民政府：\n\n"
        "经研究，决定对下列行政规范性文件予以废止和宣布失效，现予公布。\n\n"
        "一、决定废止的行政规范性文件（2件）\n\n1.关于做好某项工作的通知（甲政发〔2010〕1号）\n\n"
        "2.甲市犬只管理办法（甲政发〔2011〕2号）\n\n"
        "二、宣布失效的行政规范性文件（1件）\n\n1.关于另一项工作的意见（甲政办〔2012〕3号）\n\n"
        "甲市人民政府\n2024年5月6日\n"
    )
    assert [(str(row.outcome), row.title, row.number) for row in rows(words(text))] == [
        ("废止", "关于做好某项工作的通知", "甲政发〔2010〕1号"),
        ("废止", "甲市犬只管理办法", "甲政发〔2011〕2号"),
        ("失效", "关于另一项工作的意见", "甲政办〔2012〕3号"),
    ]


def test_a_pipe_table_with_dates(words: Callable[[str], Gazette]) -> None:
    table = (
        "附件\n\n继续有效的规范性文件目录\n\n| 序号 | 文件标题 | 发文字号 | 制定机关 | 成文日期 |\n"
        "|---|---|---|---|---|\n"
        "| 1 | 《甲市祭祀管理办法》 | 甲政发〔2018〕85号 | 市政府 | 2018年9月1日 |\n"
    )
    (row,) = rows(words(HEAD + table))
    assert (str(row.outcome), row.title, row.issuer, str(row.issued)) == (
        "继续有效",
        "甲市祭祀管理办法",
        "市政府",
        "2018-09-01",
    )


def test_a_table_of_another_document_is_no_list(words: Callable[[str], Gazette]) -> None:
    text = (
        "甲市人民政府\n关于某事的通知\n甲政发〔2024〕3号\n\n各区：\n\n办理。\n\n附件\n\n任务表\n\n"
        "序号\t文件名称\t状态\n1\t甲市办法\t废止\n"
    )
    assert rows(words(text)) == []


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("宅基地管理暂行办法等12项制度文件", 12),
        ("指导意见（试行）等三个文件", 3),
        ("等待办法", None),
        ("甲等1项文件", None),
    ],
)
def test_how_many_documents_a_bundle_is(title: str, count: int | None) -> None:
    assert bundle_of(title) == count


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("保留", "继续有效"), ("宣布失效", "失效"), ("予以废止", "废止"), ("拟修改", "修改"), ("再议", None)],
)
def test_what_a_cell_says(words: str, outcome: str | None) -> None:
    found = outcome_of(words)
    assert (str(found) if found else None) == outcome
