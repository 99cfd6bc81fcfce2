"""Rules over totals of tables: what is printed against what the cells make when they are added up again."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.examination.figures import plain
from gongbao.examination.model import Finding, Severity
from gongbao.examination.namelists import headed, named
from gongbao.examination.registry import rule
from gongbao.examination.sheets import Sheet, sheets, stands
from gongbao.examination.subject import Subject
from gongbao.text import Sum, sums

_ADVICE = "请核对各分项和合计，以实际数为准予以更正。"
_POINTS = "分）"


def _wrong(subject: Subject) -> Iterator[tuple[Sheet, Sum]]:
    for sheet in sheets(subject):
        for each in sums(sheet.table):
            if not each.agrees:
                yield sheet, each


def _words(sheet: Sheet, each: Sum) -> str | None:
    row = sheet.table.rows[each.row] if each.row is not None else None
    label = next((cell.words for cell in row.cells if cell.words and cell.words != each.words), "") if row else ""
    return stands(sheet.where, f"{label}|{each.words}", f"{label}{each.words}", each.words, each.label)


@rule(
    "301",
    "表中合计不等于各行之和",
    Severity.ERROR,
    reason="合计是执行和考核的依据，与各行之和不等，至少有一个数字是错的。",
    example="某市人民政府关于分解任务的通知\n\n一、任务分解\n\n| 县别 | 面积（万亩） |\n|---|---|\n| 甲县 | 3 |\n"
    "| 乙县 | 4 |\n| 丙县 | 5 |\n| 合计 | 13 |\n",
)
def column_sums(subject: Subject) -> Iterator[Finding]:
    """A row 合计, or the total in a caption, against the rows."""
    for sheet, each in _wrong(subject):
        words = _words(sheet, each)
        if each.across or not each.column or _POINTS in each.label or words is None:
            continue
        rounding = each.by_rounding and _measured(sheet)
        gap = plain(abs(each.computed - each.printed))
        why = "，可能是四舍五入造成的" if rounding else ""
        yield subject.finding(
            "301",
            Severity.NOTE if rounding else Severity.ERROR,
            sheet.where,
            words,
            f"“{each.column}”一栏印的{each.label}是{each.words}，各行相加得{plain(each.computed)}，相差{gap}{why}。",
            "请核对；确系四舍五入的，在表下注明。" if rounding else _ADVICE,
        )


def _measured(sheet: Sheet) -> bool:
    """Whether the table holds measures, which may be rounded, and not only counts."""
    return any("." in cell for row in sheet.rows for cell in row if cell[:1].isdigit() and len(cell) < 16)


@rule(
    "302",
    "表中一行的合计不等于各分项之和",
    Severity.ERROR,
    reason="一行的合计与它的分项不等，至少有一个数字是错的。",
    example="某市人民政府关于公布评价结果的通知\n\n一、评价结果\n\n| 乡镇 | 总数 | A类 | B类 | C类 |\n|---|---|---|"
    "---|---|\n"
    "| 甲镇 | 10 | 2 | 3 | 5 |\n| 乙镇 | 21 | 4 | 6 | 10 |\n| 丙镇 | 12 | 2 | 4 | 6 |\n| 丁镇 | 9 | 2 | 3 | 4 |\n",
)
def row_sums(subject: Subject) -> Iterator[Finding]:
    """A column 合计 against the columns beside it; small differences of rounded figures are let pass."""
    for sheet, each in _wrong(subject):
        words = stands(sheet.where, f"{each.label}|{each.words}", f"{each.label}{each.words}", each.label, each.words)
        if not each.across or words is None or (each.by_rounding and _measured(sheet)):
            continue
        yield subject.finding(
            "302",
            Severity.ERROR,
            sheet.where,
            words,
            f"“{each.label}”一行印的{each.column}是{each.words}，各分项相加得{plain(each.computed)}。",
            _ADVICE,
        )


@rule(
    "314",
    "分值之和不等于所标总分",
    Severity.ERROR,
    reason="各小项分值加起来不等于大项总分，评分无法执行。",
    example="某市人民政府关于印发评分表的通知\n\n一、评分表\n\n| 项目 | 内容 | 分值 |\n|---|---|---|\n| 安全生产（3"
    "0分） | 本质安全 | 10 |\n"
    "| | 风险管控 | 10 |\n| | 应急能力 | 15 |\n| 环境保护（20分） | 污水处理 | 12 |\n| | 废气治理 | 8 |\n",
)
def points(subject: Subject) -> Iterator[Finding]:
    """Groups that announce their points, 安全生产（30分）, against the points of their items."""
    for sheet, each in _wrong(subject):
        words = stands(sheet.where, each.label)
        if _POINTS in each.label and words is not None:
            yield subject.finding(
                "314",
                Severity.ERROR,
                sheet.where,
                words,
                f"“{each.label}”各项分值相加得{plain(each.computed)}分，与所标{plain(each.printed)}分不符。",
                "请核对各项分值，使之与总分相等。",
            )


@rule(
    "306",
    "名单个数与标明的个数不符",
    Severity.ERROR,
    reason="名单是权利和义务的依据，标明的个数与所列不等，就有人被漏列或者多列。",
    example="某市公布重点企业的通知\n\n一、名单\n\n确定的4家企业：东方食品公司、西山机械公司、南湖纺织公司、北岭化"
    "工公司、中原建材公司。\n",
)
def rosters(subject: Subject) -> Iterator[Finding]:
    """The names below 监测合格企业13家, in a list that is a table or paragraphs, and those behind 36个股室：."""
    for sheet, each in _wrong(subject):
        words = stands(sheet.where, each.words)
        if not each.across and not each.column and _POINTS not in each.label and words is not None:
            yield subject.finding(
                "306",
                Severity.ERROR,
                sheet.where,
                words,
                f"标明{plain(each.printed)}，列出{plain(each.computed)}。",
                "请逐一核对名单，更正个数或者补齐名单。",
            )
    yield from named(subject)
    yield from headed(subject)
