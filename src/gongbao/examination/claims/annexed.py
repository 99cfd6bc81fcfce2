"""Numbers of what an annex lists: 保留23件、废止6件; 附件：1.…证照清单（43种）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views
from gongbao.examination.figures import figures
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare
from gongbao.text import Kind, Part, PartKind, Table, counts, normal

_CLEANED = ("现行有效", "继续有效", "废止", "失效", "修改", "保留", "取消", "下放", "承接", "暂停")
_STATED = re.compile(r"(?P<what>[一-龥]{2,24})(?P<n>\d{1,4})(?P<unit>件|项|部|份)")
_TITLED = re.compile(r"(?P<title>[^；。，：]{4,60}?)[（(](?:共)?(?P<n>\d{1,4})(?P<unit>[种件项个家条类份])[）)]")
_COUNTED = frozenset(("家", "个", "名", "人", "件", "项", "所", "部", "种"))
_LEAST = 5
_LEAD = re.compile(r"^.*?\d{1,2}[.．、]")


def annexed(views: Views, view: Subject) -> Iterator[Claim]:
    """Numbers in the text against the rows of the annex whose title says the same."""
    yield from _rosters(view)
    tables = dict(_tables(view))
    if not tables:
        return
    for where in view.prose:
        if where.part is not PartKind.ANNEX or where.kind is Kind.TITLE:
            yield from _cleaned(view, where, tables)
            yield from _titled(view, where, tables)


def _tables(view: Subject) -> Iterator[tuple[str, Table]]:
    """Annexes that are one numbered table, by title."""
    for part in view.document.parts:
        if part.kind is PartKind.ANNEX and part.title:
            table = _only(view, part)
            if table is not None and counts(table).numbers:
                yield normal(part.title), table


def _rosters(view: Subject) -> Iterator[Claim]:
    """246家…名单如下 over a table of as many rows in the same annex; a table that has others may be only a part."""
    for part in view.document.parts:
        table = _only(view, part) if part.kind is PartKind.ANNEX else None
        if table is None:
            continue
        for top in part.provisions:
            where = view.by_eid[top.eid]
            if top.kind is Kind.TABLE or not re.search(r"名单|如下|目录|清单", where.text):
                continue
            for figure in figures(where.text):
                if figure.value == len(table.items) >= _LEAST and figure.unit in _COUNTED:
                    yield claim(
                        where,
                        figure.printed,
                        figure.printed,
                        f"{len(table.items)}{figure.unit}",
                        f"{table.place}列出{len(table.items)}行",
                        agrees=True,
                        kind="附件",
                        others=(elsewhere(view.document, table.place),),
                    )


def _only(view: Subject, part: Part) -> Table | None:
    eids = {node.eid for top in part.provisions for node in top.walk()}
    found = [table for table in view.tables if table.eid in eids]
    return found[0] if len(found) == 1 else None


def _cleaned(view: Subject, where: Words, tables: dict[str, Table]) -> Iterator[Claim]:
    if where.part is PartKind.ANNEX:
        return
    found: list[tuple[re.Match[str], str, Table]] = []
    for match in _STATED.finditer(where.text):
        key = next((each for each in _CLEANED if each in match["what"][-14:]), None)
        titles = [title for title in tables if key is not None and key in title]
        if key is not None and len(titles) == 1:
            found.append((match, titles[0], tables[titles[0]]))
    if not found:
        return
    printed = [f"{match['n']}{match['unit']}" for match, _, _ in found]
    real = [counts(table).numbers for _, _, table in found]
    computed = [f"{count}{match['unit']}" for count, (match, _, _) in zip(real, found, strict=True)]
    places = "、".join(table.place for _, _, table in found)
    yield claim(
        where,
        where.text[found[0][0].start() : found[-1][0].end()],
        "、".join(printed),
        "、".join(computed),
        f"{places}{'分别' if len(found) > 1 else ''}列出{'、'.join(str(count) for count in real)}件",
        agrees=printed == computed,
        kind="附件",
        others=tuple(elsewhere(view.document, table.place) for _, _, table in found),
    )


def _titled(view: Subject, where: Words, tables: dict[str, Table]) -> Iterator[Claim]:
    for match in _TITLED.finditer(where.text):
        title = _LEAD.sub("", match["title"])
        table = next((each for name, each in tables.items() if bare(title).endswith(bare(name))), None)
        if table is None:
            continue
        real = counts(table).numbers
        yield claim(
            where,
            match[0],
            f"{match['n']}{match['unit']}",
            f"{real}{match['unit']}",
            f"{table.place}编号的行共{real}行",
            agrees=real == int(match["n"]),
            kind="附件",
            others=(elsewhere(view.document, table.place),),
        )
