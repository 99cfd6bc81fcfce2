"""Numbers in the text that a table makes: 新建消火栓1752座 and the total of that column, 在建消防站2座 and the rows.

Only agreement is told: a number of the same things may be of another year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views
from gongbao.examination.figures import Figure, figures, plain
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare
from gongbao.text import RowKind, Table, counts, sums

_UNIT = re.compile(r"[（(][^（）()]{1,8}[）)]$")
_HEAD = re.compile(r"(?P<name>[一-龥]{5,24})(?P<n>\d{1,4})[个家所]$")
_BETWEEN = 6  # characters between the name and its number
_LEAST = Decimal(10)  # smaller totals come out alike by chance
_BEFORE = re.compile(r"[一-龥]{5,24}$")
_DROPPED = re.compile(r"[并各类等的了和]|全市|全县|累计")
_SHORTEST = 5
_MEASURES = frozenset(("年", "%", "日", "分", "天", "个月", "小时"))


def tabled(views: Views, view: Subject) -> Iterator[Claim]:
    """Totals of columns and numbers of rows, where the text has them too."""
    for table in view.tables:
        yield from _totals(view, table)
        yield from _groups(view, table)
        yield from _rows(view, table)


def _totals(view: Subject, table: Table) -> Iterator[Claim]:
    for total in sums(table):
        if total.row is None or table.rows[total.row].kind is not RowKind.TOTAL or total.printed < _LEAST:
            continue
        name = _UNIT.sub("", total.column.rpartition("／")[2])
        for where, figure in _by_value(view).get(total.printed, ()) if len(name) > 1 else ():
            at = where.text.rfind(name, max(0, figure.start - len(name) - _BETWEEN), figure.start)
            if at >= 0:
                yield claim(
                    where,
                    where.text[at : figure.end],
                    figure.printed,
                    f"{plain(total.computed)}{figure.unit}",
                    f"{table.place}“{total.column}”一栏相加得{plain(total.computed)}",
                    agrees=total.computed == figure.value,
                    kind="附表",
                    others=(elsewhere(view.document, table.place),),
                )


def _groups(view: Subject, table: Table) -> Iterator[Claim]:
    """A heading of a table that counts, 社区卫生服务中心7个, and 共设置7个社区卫生服务中心 in the text."""
    for group in sums(table):
        head = _HEAD.search(group.label) if not group.column else None
        if head is None or Decimal(head["n"]) != group.printed:
            continue
        for where, figure in _by_value(view).get(group.printed, ()):
            name = _longest(head["name"], where.text[figure.end : figure.end + len(head["name"])])
            if len(name) >= _SHORTEST and "共" in where.text[max(0, figure.start - 4) : figure.start]:
                yield claim(
                    where,
                    where.text[figure.start : figure.end + len(name)],
                    f"{figure.printed}{name}",
                    f"{plain(group.computed)}{figure.unit}{name}",
                    f"{table.place}“{group.label}”下面列出{plain(group.computed)}行",
                    agrees=group.computed == figure.value,
                    kind="附表",
                    others=(elsewhere(view.document, table.place),),
                )


def _longest(name: str, text: str) -> str:
    """The longest end of a name that a text begins with."""
    return next((name[at:] for at in range(len(name)) if text.startswith(name[at:])), "")


def _rows(view: Subject, table: Table) -> Iterator[Claim]:
    caption = bare(table.caption)
    count = counts(table)
    if not caption or count.items < 2 or count.numbers != count.items:
        return
    for where, figure in _by_value(view).get(Decimal(count.items), ()):
        before = _BEFORE.search(where.text[max(0, figure.start - 24) : figure.start])
        if before is None:
            continue
        name = _DROPPED.sub("", before[0])
        if figure.value >= _LEAST:
            name = name.removeprefix("新建")
        if len(name) >= _SHORTEST and _within(name, caption):
            yield claim(
                where,
                where.text[figure.start - len(before[0]) : figure.end],
                figure.printed,
                f"{count.items}{figure.unit}",
                f"{table.place}列出{count.items}行",
                agrees=True,
                kind="附表",
                others=(elsewhere(view.document, table.place),),
            )


def _by_value(view: Subject) -> Mapping[Decimal, Sequence[tuple[Words, Figure]]]:
    """Exact numbers of things in the text, by value."""
    return view.once("figures by value", lambda: _figures(view))


def _figures(view: Subject) -> Mapping[Decimal, Sequence[tuple[Words, Figure]]]:
    found: dict[Decimal, list[tuple[Words, Figure]]] = {}
    for where in view.prose:
        for each in figures(where.text):
            if not each.about and each.unit not in _MEASURES:
                found.setdefault(each.value, []).append((where, each))
    return found


def _within(name: str, caption: str) -> bool:
    """Whether all characters of a name stand in a caption in their order."""
    rest = iter(caption)
    return all(char in rest for char in name)
