"""The shape of a parsed gazette: documents, their parts and provisions, by spans of the file.

Everything here is frozen data. A provision owns spans of the source, never copies of it; `Gazette.source` turns
spans into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongbao.reading import Source


def quoted(title: str) -> str:
    """《title》, with 〈〉 for 《》 inside; a title that begins with 《 (《…》解读) stays as it is printed."""
    if title.startswith("《"):
        return title
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


class Span(NamedTuple):
    """Characters `start` (inclusive) to `end` (exclusive) of `Source.text`."""

    start: int
    end: int


class Kind(StrEnum):
    """What a provision is. Names are Akoma Ntoso's where it has one; plans are numbered by level."""

    TITLE = "title"  # 标题, of the notice, the main text or an annex
    NUMBER = "number"  # 文号
    DATE = "date"  # 成文日期
    ADDRESSEE = "addressee"  # 主送机关
    SIGNATURE = "signature"  # 署名
    NOTE = "note"  # 附注: （此件公开发布）, （2020年…公布 根据…修正）
    CONTENTS = "contents"  # 目录 before a text that has chapters
    ANNEXES = "annexes"  # 附件说明: 附件：1.… 2.…
    COPIES = "copies"  # 版记: 抄送, 印发机关和印发日期
    BOOK = "book"  # 编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 款; in plans, an unnumbered paragraph (段)
    POINT = "point"  # 项: （一）
    INDENT = "indent"  # 目: 1.
    LEVEL1 = "level1"  # 一、
    LEVEL2 = "level2"  # （一）
    LEVEL3 = "level3"  # 1.
    LEVEL4 = "level4"  # （1）
    LEVEL5 = "level5"  # ①
    HEADING = "heading"  # 小标题 without a number, with what stands below it
    BOX = "box"  # 专栏, set apart from the text around it
    LIST = "list"  # 名单: of persons, with their posts
    ENTRY = "entry"  # one line of a list
    FOOTNOTE = "footnote"  # 注：…
    TABLE = "table"


class PartKind(StrEnum):
    """A document's parts in order."""

    NOTICE = "notice"  # the 印发通知 or order around the main text
    MAIN = "main"
    ANNEX = "annex"  # 附件


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the tree. Own words are in `spans`; what stands below it is in `children`."""

    kind: Kind
    eid: str  # Akoma Ntoso eId: art_6__para_1__point_2
    place: str  # what a person says: 第六条第一款（二）; 二（一）1.
    num: str | None = None  # as printed, blanks removed: 第六条, （一）, 1.
    heading: str | None = None  # of a chapter, section or level, normal text
    spans: tuple[Span, ...] = ()
    children: tuple[Provision, ...] = ()
    warning: str | None = None  # why the parser is not sure

    def walk(self) -> Iterator[Provision]:
        """This provision and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_spans(self) -> tuple[Span, ...]:
        """Own spans and those of everything below, in reading order."""
        return tuple(span for node in self.walk() for span in node.spans)


@dataclass(frozen=True, slots=True)
class Part:
    """The notice, the main text or one annex of a document."""

    kind: PartKind
    title: str | None
    num: str | None  # 附件1; None for notice and main
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period that the text states, with the place it stands in."""

    value: str  # ISO date, or ISO period (P5Y), or a word kept as printed (发布之日)
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Move:
    """Lines that extraction put into another place than print, put back. Lines are 1-based and inclusive."""

    first_line: int
    last_line: int
    to_line: int  # they follow this line
    evidence: str  # why, one sentence


@dataclass(frozen=True, slots=True)
class Document:
    """One text with a life of its own. Lines are 1-based and inclusive."""

    title: str
    kind: str  # 办法 方案 预案 规划 通知 公告 意见 措施 令 批复 目录 解读
    place: str  # 定州市 廊坊市 宁晋县, or "" where unknown
    first_line: int
    last_line: int
    parts: tuple[Part, ...]
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None  # 成文日期
    effective: Dated | None = None  # 自…起施行
    period: Dated | None = None  # 有效期…
    interprets: str | None = None  # title of the document that a 解读 is about
    moves: tuple[Move, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """All provisions in reading order."""
        for part in self.parts:
            for provision in part.provisions:
                yield from provision.walk()

    @property
    def key(self) -> str:
        """文号《标题》: what tells this document from every other of its place."""
        return f"{self.number or ''}{quoted(self.title)}"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is on the page and belongs to no document: blank lines, running heads, page numbers."""

    what: str  # blank | running head | page number | rule
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the parser was not sure of."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Gazette:
    """One file, parsed. Every character of `source.text` is in exactly one provision or piece of furniture."""

    source: Source
    title: str  # 定州市人民政府公报 2023年第2号
    place: str
    documents: tuple[Document, ...]
    furniture: tuple[Furniture, ...]
    warnings: tuple[Warning, ...] = field(default=())

    def printed(self, provision: Provision, *, deep: bool = True) -> str:
        """The provision's words in reading order, as printed, line breaks included."""
        spans = provision.all_spans() if deep else provision.spans
        return "".join(self.source.text[span.start : span.end] for span in spans)
