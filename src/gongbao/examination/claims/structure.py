"""What can be counted in the outline of a document: chapters, articles, headings of each rank, rows of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.examination.subject import Subject
from gongbao.examination.titles import bare
from gongbao.text import Kind, PartKind, Provision, RowKind

_RANKS = (Kind.LEVEL2, Kind.LEVEL3, Kind.LEVEL4)
_NUMERAL = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_REMARK = re.compile(r"[（(](?:责任|牵头)[^（）()]{0,200}[）)]?$")
_GROUPING = re.compile(r"任务|部门|项目|内容|单位")


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that can be counted at a place."""

    value: int
    what: str  # with its measure: 条, 个一级标题, 个序号
    place: str  # "" for the whole document


def main(view: Subject) -> list[Provision]:
    """The provisions of the main text, outermost first."""
    return [top for part in view.document.parts if part.kind is PartKind.MAIN for top in part.provisions]


def headings(view: Subject) -> list[Provision]:
    """The parts of the main text: 一、, or its chapters where it has no such headings."""
    return view.once("headings", lambda: _headings(view))


def total(view: Subject, kind: Kind) -> int:
    """Provisions of a kind in the main text."""
    kinds = view.once("kinds", lambda: Counter(node.kind for top in main(view) for node in top.walk()))
    return kinds[kind]


def ranks(view: Subject, tops: Sequence[Provision] | None = None) -> Iterator[Tally]:
    """Numbered provisions of each rank: of the whole main text, or below some of its headings."""
    place = "" if tops is None else "、".join(top.place for top in tops)
    for kind in _RANKS:
        count = total(view, kind) if tops is None else sum(len(ranked(view, top, kind)) for top in tops)
        if count:
            yield Tally(count, _rank(kind), place)


def ranked(view: Subject, top: Provision, kind: Kind) -> list[Provision]:
    """Provisions of a kind below a heading, of any depth."""
    return view.once(f"{kind} of {top.eid}", lambda: [node for node in top.walk() if node.kind is kind])


def rows(view: Subject) -> Iterator[Tally]:
    """The numbering of each table, and the different groups that a merged column puts its rows in."""
    for table in view.tables:
        numbers = [row.number for row in table.rows if row.kind is RowKind.ITEM and row.number]
        if len(numbers) < 2:
            continue
        if len(set(numbers)) == max(numbers):
            yield Tally(max(numbers), "个序号", table.place)
        for column in table.columns:
            if column.index != table.numbering and _GROUPING.search(column.words):
                cells = [
                    cell.words for row in table.rows if row.kind is RowKind.ITEM for cell in [row.cells[column.index]]
                ]
                groups = {each for each in cells if each}
                if all(cells) and len(groups) < len(cells):
                    yield Tally(len(groups), f"种“{column.words}”", table.place)


def name(view: Subject, node: Provision) -> str:
    """A heading without number, remarks and marks."""
    text = view.by_eid[node.eid].text.removeprefix(node.num or "")
    return bare(_REMARK.sub("", _NUMERAL.sub("", text)))


def below(node: Provision) -> list[Provision]:
    """Numbered provisions right below, where all are of one rank."""
    children = [each for each in node.children if each.kind in (*_RANKS, Kind.ARTICLE, Kind.SECTION)]
    return children if len({each.kind for each in children}) == 1 else []


def _headings(view: Subject) -> list[Provision]:
    tops = main(view)
    levels = [top for top in tops if top.kind is Kind.LEVEL1]
    return levels or [top for top in tops if top.kind is Kind.CHAPTER]


def _rank(kind: Kind) -> str:
    first = {Kind.LEVEL2: "（一）", Kind.LEVEL3: "1.", Kind.LEVEL4: "（1）"}[kind]
    return f"个“{first}”级标题"
