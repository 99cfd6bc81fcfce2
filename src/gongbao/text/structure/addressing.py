"""Ids and places, given by a pass of its own: `art_6__para_1__point_2` and 第六条第一款（二）."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongbao.reference.numerals import to_chinese
from gongbao.text.model import Kind, PartKind, Provision, Warning
from gongbao.text.structure.numbering import ordinal
from gongbao.text.structure.tree import Node

_FIXED = {
    Kind.TITLE: ("title", "标题"),
    Kind.NUMBER: ("number", "文号"),
    Kind.DATE: ("date", "成文日期"),
    Kind.ADDRESSEE: ("addressee", "主送"),
    Kind.SIGNATURE: ("signature", "署名"),
    Kind.NOTE: ("note", "附注"),
    Kind.CONTENTS: ("contents", "目次"),
    Kind.ANNEXES: ("annexes", "附件说明"),
    Kind.COPIES: ("copies", "版记"),
}
_INSIDE = {Kind.LIST: ("list", "名单"), Kind.FOOTNOTE: ("footnote", "脚注")}
"""What is counted within the provision that it stands in."""
_HAN = "一二三四五六七八九十百"
_NUMBERED = {
    Kind.BOOK: "book",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.POINT: "point",
    Kind.INDENT: "indent",
    Kind.LEVEL1: "lvl",
    Kind.LEVEL2: "lvl",
    Kind.LEVEL3: "lvl",
    Kind.LEVEL4: "lvl",
    Kind.LEVEL5: "lvl",
}


class Addresses:
    """Gives ids within one document; no two are the same."""

    def __init__(self) -> None:
        self.warnings: list[Warning] = []
        self._used: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def part(self, kind: PartKind, num: str | None, ordinal: int) -> tuple[str, str]:
        """The beginnings of ids and places of a part's provisions."""
        if kind == PartKind.NOTICE:
            return "notice__", "印发通知"
        if kind == PartKind.ANNEX:
            return f"att_{ordinal}__", num or f"附件{ordinal}"
        return "", ""

    def freeze(self, nodes: Iterable[Node], prefix: str, place: str) -> tuple[Provision, ...]:
        """The provisions of a part, with ids and places."""
        return tuple(self._freeze(nodes, prefix, place, prefix, place))

    def _freeze(
        self, nodes: Iterable[Node], prefix: str, place: str, part: str, part_place: str, parent: Node | None = None
    ) -> Iterator[Provision]:
        in_article = parent is not None and parent.kind == Kind.ARTICLE
        paragraphs = headings = 0
        inside: dict[Kind, int] = {}
        for node in nodes:
            kind = node.kind
            if kind == Kind.ENTRY:
                paragraphs += 1
                eid, where = f"{prefix}entry_{paragraphs}", f"{place}第{paragraphs}段"
            elif kind in _INSIDE:
                inside[kind] = count = inside.get(kind, 0) + 1
                own, word = _INSIDE[kind]
                eid, where = f"{prefix}{own}_{count}", f"{place}{word}{count if count > 1 else ''}"
            elif kind == Kind.BOX:
                eid, where = f"{part}box_{node.ordinal}", f"{part_place}{node.num}"
            elif kind == Kind.HEADING:
                headings += 1
                eid, where = f"{prefix}hcontainer_{headings}", f"{place}“{node.heading}”"
            elif kind == Kind.PARAGRAPH:
                paragraphs += 1
                eid = f"{prefix}para_{paragraphs}"
                ordinal_words = f"第{to_chinese(paragraphs)}款" if in_article else f"第{paragraphs}段"
                where = (place or "正文") + ordinal_words
            elif kind in _NUMBERED:
                suffix = f"-{node.suffix}" if node.suffix else ""
                own = f"{_NUMBERED[kind]}_{node.ordinal}{suffix}"
                num = node.num or ""
                if "." in num[:-1]:
                    own = f"{_NUMBERED[kind]}_{num.replace('.', '-')}"
                if kind == Kind.ARTICLE:
                    eid, where = prefix + own, part_place + num
                else:
                    eid = prefix + own
                    outer = place
                    if "." in num[:-1] and parent is not None and parent.num:  # 2.1 holds the number of its parent
                        outer = place.removesuffix(parent.num)
                    where = outer + _named(kind, node, num)
                    if parent is not None and parent.kind in (Kind.BOX, Kind.FOOTNOTE):
                        where = _apart(outer, _named(kind, node, num))
            elif kind == Kind.TABLE:
                eid, where = self._table(node, part, part_place)
            else:
                eid, where = self._fixed(kind, part, part_place)
            if kind in _NUMBERED and part_place and where.startswith(part_place):
                where = _apart(part_place, where[len(part_place) :])
            eid = self._unique(eid, node, where)
            where = self._once(where)
            children: tuple[Provision, ...] = ()
            if node.children:
                children = tuple(self._freeze(node.children, eid + "__", where, part, part_place, node))
            if node.warning:
                self.warnings.append(Warning(node.line, f"{where}：{node.warning}"))
            yield Provision(kind, eid, where, node.num, node.heading, node.spans, children, node.warning)

    def _table(self, node: Node, part: str, part_place: str) -> tuple[str, str]:
        """A table is counted by its caption (表3), else in the order of its part."""
        count = self._counts.get(part + "table", 0) + 1
        ordinal = node.ordinal or count
        self._counts[part + "table"] = max(count, ordinal)
        return f"{part}table_{ordinal}", f"{part_place}表{ordinal}"

    def _fixed(self, kind: Kind, part: str, part_place: str) -> tuple[str, str]:
        eid, where = _FIXED[kind]
        count = self._counts.get(part + eid, 0) + 1
        self._counts[part + eid] = count
        times = f"_{count}" if count > 1 else ""
        return f"{part}{eid}{times}", f"{part_place}{where}{times[1:]}"

    def _once(self, where: str) -> str:
        """A place that is printed twice gets its occurrence: （1）〔2〕."""
        times = self._places.get(where, 0) + 1
        self._places[where] = times
        return where if times == 1 else self._once(f"{where}〔{times}〕")

    def _unique(self, eid: str, node: Node, where: str) -> str:
        times = self._used.get(eid, 0) + 1
        self._used[eid] = times
        if times == 1:
            return eid
        if node.warning is None:
            node.warning = "编号重复"
        own = f"{eid}_{times}"
        while own in self._used:
            times += 1
            own = f"{eid}_{times}"
        self._used[eid], self._used[own] = times, 1
        return own


def _named(kind: Kind, node: Node, num: str) -> str:
    """How a place names a number: 一 for 一、 and Ⅰ.; （1） for 1）."""
    if kind == Kind.LEVEL1:
        return to_chinese(node.ordinal) if num[0] in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ" else num[:-1]
    if num[-1] in "）)" and num[0] not in "（(":
        return f"（{num[:-1]}）"
    return num.replace("〔", "（").replace("〕", "）")


def _apart(part: str, rest: str) -> str:
    """附件2 and 14. are 附件2之14.; 附件 and 一 are 附件之一."""
    runs_on = (
        rest[:1].isdecimal()
        if part[-1:].isdecimal() and not part.endswith("脚注")
        else rest[:1].isdecimal() or rest[:1] in _HAN
    )
    return f"{part}之{rest}" if runs_on else part + rest


def annex_ordinals(nums: Sequence[str | None]) -> list[int]:
    """A number for each annex: the printed one where it is free, else the next."""
    given: dict[int, None] = {}
    highest = 0
    for num in nums:
        wanted = ordinal((num or "").lstrip("附件表录"))
        number = wanted if wanted and wanted not in given else highest + 1
        highest = max(highest, number)
        given[number] = None
    return list(given)
