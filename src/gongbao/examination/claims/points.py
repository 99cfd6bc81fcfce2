"""Points of a score sheet: headings that each print theirs, 组织领导（10分）, make the points of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views, runs
from gongbao.examination.figures import plain
from gongbao.examination.subject import Subject, Words
from gongbao.text import Provision, Table

_POINTS = re.compile(r"(?P<name>[一-龥“”]{2,16})[（(](?:满分|共|计)?(?P<n>\d{1,4}(?:\.\d)?)分[）)]")
_WHOLE = re.compile(
    r"(?:总分|满分)(?:值)?(?:为)?(?P<n>\d{1,4}(?:\.\d)?)分|[（(](?:满分|共|计)?(?P<m>\d{1,4}(?:\.\d)?)分[）)]"
)
_SCALE = Decimal(100)
_LEAST = 2
_ROW = re.compile(r"[、，；]")


def points(views: Views, view: Subject) -> Iterator[Claim]:
    """Points of headings below a heading, in a sentence, and of the groups of a table."""
    for where, brothers, at in runs(view):
        yield from _headings(view, where, brothers[at].children)
        yield from _sentence(views, view, where)
    for table in view.tables:
        yield from _groups(view, table)


def _headings(view: Subject, where: Words, children: Sequence[Provision]) -> Iterator[Claim]:
    heads = [(view.by_eid[each.eid].text, each) for each in children if each.heading]
    found = [match for text, _ in heads if (match := _POINTS.search(text[:60]))]
    if len(found) < _LEAST or len(found) != len(heads):
        return
    values = [Decimal(match["n"]) for match in found]
    total = sum(values, Decimal(0))
    whole = _WHOLE.search(where.text[:80])
    printed = Decimal(whole["n"] or whole["m"]) if whole else _SCALE
    if whole is None and total != _SCALE:
        return  # the whole is printed nowhere, and need not be 100
    yield claim(
        where,
        whole[0] if whole else where.text[:40],
        f"{plain(printed)}分" if whole else "、".join(f"{plain(each)}分" for each in values),
        f"{plain(total)}分",
        "各标题分值" + "＋".join(plain(each) for each in values),
        agrees=total == printed,
        kind="分值",
        others=tuple(elsewhere(view.document, each.place) for _, each in heads),
    )


def _sentence(views: Views, view: Subject, where: Words) -> Iterator[Claim]:
    """甲（30分）、乙（70分） in an explanation: against the groups of the score sheet, and added up."""
    row = _in_a_row(where.text)
    if len(row) < _LEAST:
        return
    values = [Decimal(match["n"]) for match in row]
    total = sum(values, Decimal(0))
    words = where.text[row[0].start() : row[-1].end()]
    if total == _SCALE:
        added = "＋".join(plain(each) for each in values)
        printed = "、".join(f"{plain(each)}分" for each in values)
        yield claim(where, words, printed, "100分", f"所标分值{added}", agrees=True, kind="分值")
    other = views.explained(view)
    if other is None:
        return
    for table in other.tables:
        groups = _points_of(table)
        if set(_names(row)) <= set(groups):
            there = [groups[name] for name in _names(row)]
            yield claim(
                where,
                words,
                "、".join(f"{plain(each)}分" for each in values),
                "、".join(f"{plain(each)}分" for each in there),
                f"{table.place}所标各项分值",
                agrees=there == values,
                kind="分值",
                others=(elsewhere(other.document, table.place),),
            )


def _in_a_row(text: str) -> list[re.Match[str]]:
    row: list[re.Match[str]] = []
    for match in _POINTS.finditer(text):
        if row and not _ROW.fullmatch(text[row[-1].end() : match.start()]):
            break
        row.append(match)
    return row


def _names(row: Sequence[re.Match[str]]) -> list[str]:
    """安全生产 of 规定了安全生产: the first name may have words before it; the sheet's names are the shorter."""
    return [re.sub(r"^.*(?:规定了|明确了|包括|分为|设置)", "", match["name"]) for match in row]


def _points_of(table: Table) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in table.rows:
        for cell in row.cells:
            match = _POINTS.search(cell.words) if cell.printed_here else None
            if match is not None and len(cell.words) - len(match[0]) <= 4:
                found.setdefault(match["name"], Decimal(match["n"]))
    return found


def _groups(view: Subject, table: Table) -> Iterator[Claim]:
    groups = _points_of(table)
    total = sum(groups.values(), Decimal(0))
    where = view.by_eid.get(table.eid)
    if len(groups) < _LEAST or total != _SCALE or where is None:
        return
    name = next(iter(groups))
    words = next((each for each in (f"{name}（{plain(groups[name])}分）", name) if each in where.text), None)
    if words is not None:
        added = "＋".join(plain(each) for each in groups.values())
        printed = "、".join(f"{plain(each)}分" for each in groups.values())
        yield claim(where, words, printed, "100分", f"各大项所标分值{added}", agrees=True, kind="分值")
