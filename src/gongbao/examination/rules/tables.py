"""Rules over the rows of tables: their numbers, rows that stand twice, cells of another kind, sheets of points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from gongbao.examination.figures import number, plain
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import Sheet, sheets, stands
from gongbao.examination.subject import Subject

_NUMBERS = ("序号", "编号")
_ORDINAL = re.compile(r"\d{1,4}")
_NOTHING = frozenset(("", "—", "-", "——", "－", "/", "无"))
_TOTALS = frozenset(("合计", "总计", "共计", "小计", "总和"))


@rule(
    "303",
    "表中序号缺号、重号",
    Severity.WARNING,
    reason="序号断开或重复，说明有行遗漏、并行或者重复登记，引用某一项时会指错。",
    example="某市人民政府关于公布项目清单的通知\n\n一、项目清单\n\n| 序号 | 项目 | 单位 |\n|---|---|---|\n| 1 | 甲"
    "项目 | 甲局 |\n"
    "| 2 | 乙项目 | 乙局 |\n| 4 | 丙项目 | 丙局 |\n",
)
def ordinals(subject: Subject) -> Iterator[Finding]:
    """The column 序号 of a table: each number one more than the last; a list may begin anew at 1."""
    for sheet in sheets(subject):
        column = _ordinal_column(sheet)
        if column is None:
            continue
        last, before = None, ""
        unnumbered = False
        for row in sheet.rows:
            cell = row[column] if column < len(row) else ""
            if not _ORDINAL.fullmatch(cell):
                unnumbered = unnumbered or sum(map(bool, row)) > 2
                continue
            here = int(cell)
            following = row[column + 1] if column + 1 < len(row) else ""
            # a merged cell that goes on over a page is printed again: the same number, the same name or none
            goes_on = here == last and (not following or following == before)
            if last is not None and here not in (last + 1, 1) and not goes_on:
                words = stands(sheet.where, f"{cell}|{following}", f"{cell}{following}", following, cell)
                if words is not None:
                    yield subject.finding(
                        "303",
                        Severity.WARNING,
                        sheet.where,
                        words,
                        _gap(last, here, unnumbered),
                        "请核对是否漏行、漏号或者重号。",
                    )
            last, before, unnumbered = here, following, False


def _ordinal_column(sheet: Sheet) -> int | None:
    for head in (sheet.header, *sheet.rows[:2]):
        for index, cell in enumerate(head):
            if cell in _NUMBERS:
                return index
    return None


def _gap(last: int, here: int, unnumbered: bool) -> str:
    if here == last:
        return f"序号{here}连用两次。"
    if here < last:
        return f"序号{last}之后是{here}。"
    return f"序号{last}之后是{here}，中间有一行没有序号。" if unnumbered else f"序号{last}之后是{here}，缺号。"


@rule(
    "311",
    "表中同一行出现两次",
    Severity.WARNING,
    reason="同一对象登记两次，总数随之不实。",
    example="某市人民政府关于公布企业名单的通知\n\n一、企业名单\n\n| 序号 | 企业名称 | 所在乡镇 |\n|---|---|---|\n"
    "| 1 | 甲食品有限公司 | 东镇 |\n| 2 | 乙机械有限公司 | 西镇 |\n| 3 | 甲食品有限公司 | 东镇 |\n",
)
def twice(subject: Subject) -> Iterator[Finding]:
    """Rows that agree in all cells but the number."""
    for sheet in sheets(subject):
        column = _ordinal_column(sheet)
        if column is None:
            continue
        seen: dict[tuple[str, ...], str] = {}
        for row in sheet.rows:
            rest = tuple(cell for index, cell in enumerate(row) if index != column)
            ordinal = row[column] if column < len(row) else ""
            if not _ORDINAL.fullmatch(ordinal) or sum(map(bool, rest)) < 2 or len("".join(rest)) < 6:
                continue
            if rest in seen:
                words = stands(sheet.where, "|".join((ordinal, *rest)), *sorted(rest, key=len, reverse=True))
                if words is not None:
                    yield subject.finding(
                        "311",
                        Severity.WARNING,
                        sheet.where,
                        words[:120],
                        f"第{ordinal}行与第{seen[rest]}行除序号外完全相同。",
                        "请核对是否重复登记；确为两项的，应当写出区别。",
                    )
            else:
                seen[rest] = ordinal


@rule(
    "312",
    "数字栏里的其他内容",
    Severity.NOTE,
    reason="一栏都是数字而有一格不是，多半是填错、缺单位或者提取时串行，无法汇总。",
    example="某市人民政府关于公布储备情况的通知\n\n一、储备情况\n\n| 序号 | 单位 | 数量（件） |\n|---|---|---|\n| 1"
    " | 甲镇 | 12 |\n"
    "| 2 | 乙镇 | 若干 |\n| 3 | 丙镇 | 8 |\n| 4 | 丁镇 | 10 |\n| 5 | 戊镇 | 9 |\n| 6 | 己镇 | 11 |\n",
)
def kinds(subject: Subject) -> Iterator[Finding]:
    """A single cell of words in a column of numbers."""
    for sheet in sheets(subject):
        width = Counter(map(len, sheet.rows)).most_common(1)[0][0] if sheet.rows else 0
        rows = [row for row in sheet.rows if len(row) == width and not _TOTALS & set(row)]
        rows = [row for row in rows if any(number(cell) is not None for cell in row)]  # without lower heads
        for column in range(1, width):
            cells = [row[column] for row in rows if row[column] not in _NOTHING]
            odd = [cell for cell in cells if number(cell) is None]
            if len(cells) < 6 or len(odd) != 1 or odd[0] in sheet.header:
                continue
            words = stands(sheet.where, odd[0])
            if words is not None and not re.search(r"\d", words):
                name = sheet.header[column] if column < len(sheet.header) else f"第{column + 1}栏"
                yield subject.finding(
                    "312",
                    Severity.NOTE,
                    sheet.where,
                    words,
                    f"“{name}”一栏其余{len(cells) - 1}格都是数字，只有这一格是“{words}”。",
                    "请核对这一格，补出数字或者注明原因。",
                )


@rule(
    "315",
    "分类指标之和不等于总指标",
    Severity.WARNING,
    reason="一类指标分成两部分列出时，两部分相加应当等于总数，不等则至少有一个数错。",
    example="某市卫生规划\n\n一、指标\n\n| 序号 | 主要指标 | 2020年 | 2025年 |\n|---|---|---|---|\n| 1 | 每千人口床"
    "位数 | 6.36 | 6.66 |\n"
    "| 2 | 医院 | 5.08 | 5.33 |\n| 3 | 公立医院 | 2.70 | 3.03 |\n| 4 | 非公立医院 | 2.29 | 2.30 |\n",
)
def halves(subject: Subject) -> Iterator[Finding]:
    """医院, 公立医院, 非公立医院 one below the other: the first is the sum of the other two."""
    for sheet in sheets(subject):
        rows = sheet.table.items
        for whole, one, other in zip(rows, rows[1:], rows[2:], strict=False):
            at = next((index for index, cell in enumerate(other.cells) if cell.words.startswith(("非", "不"))), None)
            if at is None or other.cells[at].words[1:] != one.cells[at].words:
                continue
            if not one.cells[at].words.endswith(whole.cells[at].words) or not whole.cells[at].words:
                continue
            for first, second, third in zip(whole.cells[at:], one.cells[at:], other.cells[at:], strict=True):
                values = (first.value, second.value, third.value)
                if not all(isinstance(value, Decimal) for value in values) or not first.printed_here:
                    continue
                total, left, right = (Decimal(str(value)) for value in values)
                if abs(left + right - total) > Decimal("0.02"):
                    label = whole.cells[at].words
                    words = stands(sheet.where, f"{label}|{first.words}", f"{label}{first.words}", first.words)
                    if words is not None:
                        yield subject.finding(
                            "315",
                            Severity.WARNING,
                            sheet.where,
                            words,
                            f"“{label}”是{first.words}，“{one.cells[at].words}”{second.words}与“"
                            f"{other.cells[at].words}”"
                            f"{third.words}相加得{plain(left + right)}。",
                            "请核对三个数字。",
                        )


_ORDER = re.compile(r"^[一二三四五六七八九十]{1,3}、|^（[一二三四五六七八九十]{1,3}）")


@rule(
    "316",
    "表中一行错栏",
    Severity.WARNING,
    reason="一行的格数或者位置与表头不合，数字会读到别的栏里。",
    example="某县关于公布评价结果的通知\n\n一、评价结果\n\n| 序号 | 乡镇 | 总数 | A类 | B类 |\n|---|---|---|---|---"
    "|\n| 1 | 甲镇 | 10 | 4 | 6 |\n"
    "| 2 | 乙镇 | 20 | 8 | 12 |\n| 3 | 丙镇 | 12 | 5 | 7 |\n| 合计 | 42 | | 17 | 25 |\n",
)
def shifted(subject: Subject) -> Iterator[Finding]:
    """Rows that the reading of the table had to set right."""
    for sheet in sheets(subject):
        above: list[str] = []
        for row in sheet.table.rows:
            before, above = above, [cell.words for cell in row.cells if cell.printed_here and cell.words]
            if not row.warning or (row.warning.endswith("属于它") and not _misplaced(subject, above, before)):
                continue
            cells = [cell.words for cell in row.cells if cell.printed_here and cell.words]
            words = stands(
                sheet.where, *("|".join(cells[:size]) for size in (2, 1)), *("".join(cells[:size]) for size in (2, 1))
            )
            if words is not None:
                yield subject.finding(
                    "316",
                    Severity.WARNING,
                    sheet.where,
                    words[:60],
                    f"{row.warning.replace('可能属于它', '按正文属于它')}。",
                    "请对照原件，把各格放回所属的栏。",
                )


def _misplaced(subject: Subject, heading: list[str], before: list[str]) -> bool:
    """Whether the body names the item of the row before under the heading that the table prints after it."""
    head = _ORDER.sub("", heading[0]) if heading else ""
    item = next((each for each in before if 4 <= len(each) <= 40 and not each[0].isdigit()), "")
    if len(head) < 4 or not item:
        return False
    first = next((at for at, each in enumerate(subject.prose) if head in each.text), None)
    second = next((at for at, each in enumerate(subject.prose) if item in each.text), None)
    return first is not None and second is not None and first < second
