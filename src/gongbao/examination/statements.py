"""What a text says an indicator is or shall be: 到2025年，每千人口药师数达到0.25人. Pure functions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongbao.examination.figures import NUMBER, UNITS
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words
from gongbao.text import ColumnType, Kind

_UNIT = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_VERB = (
    "(?:力争|要|均|应|分别)?(?:达到|达|提高到|提升到|增加到|增长到|稳定在|保持在|控制在|扩大到|超过|突破|不低于|不少于|"
    "不超过|不高于|为)"
)
_IS = re.compile(rf"{_VERB}(?:到)?({NUMBER})({_UNIT})(以上|左右|以下|以内)?")
_CUT = re.compile(r"[，。；：、！？]")
_LONGEST = 40
_DONE = re.compile(r"现状|成效|成就|基础|背景|回顾|形势|情况|取得")
_MADE = re.compile(
    rf"(?:累计)?(建成|新建|建设|拥有|创建|新增|培育)([一-龥“”]{{2,14}}?)(?:数量)?({NUMBER})({_UNIT})(以上|左右)?"
)
_YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?:年(?!度?[^，。；]{0,6}(?:印发|发布|制定|修订))|(?=[—–-]20\d\d年))")
_HEAD = re.compile(
    r"^(?:到?20\d\d年(?:底|末|度)?(?:前)?|其中|力争|确保|实现|全市|全县|我市|我县|全省|全社会|使|将|等|并|且|争取|"
    r"预计|全部|基本|累计|"
    r"[一二三四五六七八九十]是|（?[一二三四五六七八九十\d]{1,2}[）.、])+"
)
_BRACKET = re.compile(r"（[^（）]{0,30}）")
_TAIL = re.compile(r"(?:数|量|总量|总数|比例|数量|人数|个数|总额|总规模|总面积|总产值|的)+$")
_NEITHER = re.compile(
    r"每[个名家年月人件辆]|单个|[一二三四A-D]类|个别|原则上|上年|近[三两]年|同比|申请|企业上年度|对.{0,12}的$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator's value in a year; `words` stand at `where`."""

    name: str
    unit: str
    year: int | None
    value: Decimal
    bound: str  # 以上, 左右, …; "" where none is said
    where: Words
    words: str
    now: bool = False  # the present, not a goal


def name_of(words: str) -> str:
    """An indicator's name without year, brackets of remarks and empty tails, for comparison."""
    bare = _HEAD.sub("", words.strip("“”—- "))
    return _TAIL.sub("", _BRACKET.sub(lambda found: found.group() if len(found.group()) <= 5 else "", bare))


def stated(subject: Subject) -> Iterator[Statement]:
    """All statements of a document: of its sentences, then of its tables."""
    done = False
    for each in subject.prose:
        if each.provision.heading and each.kind in (Kind.LEVEL1, Kind.LEVEL2, Kind.CHAPTER):
            done = bool(_DONE.search(each.provision.heading)) or (done and each.kind is Kind.LEVEL2)
        yield from _in_words(each, done)
    yield from _in_tables(subject)


def _in_words(each: Words, done: bool) -> Iterator[Statement]:
    text = each.text
    if each.kind is Kind.TABLE or not re.search(r"\d", text):
        return
    years = [(match.start(), int(match[1])) for match in _YEAR.finditer(text)]
    for match in _IS.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        said = _CUT.split(before)[-1]
        name = name_of(said)
        if len(name) >= 4 and not _NEITHER.search(said) and not re.search(r"\d", name):
            words = said + match.group()
            yield _statement(each, match, words, (name, match[1], match[2], match[3] or ""), years, done)
    for match in _MADE.finditer(text):
        name = name_of(match[2])
        if len(name) >= 2 and not re.search(r"每|平均|至少|以上|不少于", name):
            said = (match[1] + name, match[3], match[4], match[5] or "")
            yield _statement(each, match, match.group(), said, years, done)


def _statement(
    each: Words,
    match: re.Match[str],
    words: str,
    said: tuple[str, str, str, str],
    years: list[tuple[int, int]],
    done: bool,
) -> Statement:
    name, value, unit, bound = said
    before = bisect_right(years, (match.end(), 0))
    year = years[before - 1][1] if before else None
    return Statement(name, unit, year, Decimal(value.replace(",", "")), bound, each, words, done)


def _in_tables(subject: Subject) -> Iterator[Statement]:
    for sheet in sheets(subject):
        label = sheet.column("主要指标", "指标内容", "指标", "指标名称")
        timed = [
            (column.index, int(found[1]), "现状" in column.title or "实际" in column.title)
            for column in sheet.table.columns
            if column.type is not ColumnType.TEXT and (found := re.search(r"(20\d\d)年?", column.title))
        ]
        if label is None or not timed:
            continue
        first = min(year for _, year, _ in timed)
        for row in sheet.table.rows:
            words = row.cells[label].words
            unit = re.search(r"（([^（）]{1,6})）$", words)
            for index, year, now in timed:
                cell = row.cells[index]
                if isinstance(cell.value, Decimal) and cell.words in sheet.where.text and len(words) >= 2:
                    name = name_of(words[: unit.start()] if unit else words)
                    measure = unit[1] if unit else ("%" if cell.words.endswith("%") else "")
                    yield Statement(
                        name,
                        measure,
                        year,
                        cell.value,
                        "",
                        sheet.where,
                        cell.words,
                        now or year == first < max(y for _, y, _ in timed),
                    )
