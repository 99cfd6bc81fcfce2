"""What is known of a document before its text is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongbao.text.model import PartKind
from gongbao.text.structure.heads import Head, kind_end

KIND_OF = {
    "细则": "办法", "机制": "办法", "制度": "办法", "规则": "办法", "规程": "办法", "守则": "办法", "准则": "办法",
    "章程": "办法", "计划": "方案", "要点": "方案", "安排": "方案", "布局": "规划", "纲要": "规划", "清单": "目录",
    "名单": "目录", "命令": "令", "法典": "法", "规范": "办法", "通则": "办法",
}  # fmt: skip
"""The catalogue's kinds of last words that have no kind of their own."""


@dataclass(slots=True)
class DraftPart:
    """Lines `at` to `end` (exclusive) of one part."""

    kind: PartKind
    at: int
    end: int = -1
    title: str | None = None
    title_end: int = -1  # index behind the lines of its title; `title_at` where they begin
    title_at: int = -1
    num: str | None = None


@dataclass(slots=True)
class Draft:
    """What is known of a document before its text is built."""

    at: int
    end: int = -1
    title: str = ""
    kind: str = ""
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    head: Head | None = None
    parts: list[DraftPart] = field(default_factory=list)
    announced: dict[str, str] = field(default_factory=dict)  # title_key → title as named in 《》
    annexes: dict[str, str] = field(default_factory=dict)
    expects: bool = False  # the main text has not begun yet
    begun: bool = False  # the main text has numbered provisions
    interprets: str | None = None
    warning: str | None = None
    parent: Draft | None = None  # the document under whose head it stands

    @property
    def main(self) -> DraftPart:
        """The part that is being read."""
        return self.parts[-1]


@dataclass(frozen=True, slots=True)
class Split:
    """The documents of a text and what the cover says of the issue."""

    title: str | None
    place: str
    drafts: tuple[Draft, ...]
    lists: Mapping[int, int]  # lists of annexes: first index → index behind the last
    before: int  # lines before the first document that belong to none


def kind_of(title: str) -> str:
    """办法, 方案 … of a title; 文件 where its last word says nothing."""
    word = kind_end(title)
    return KIND_OF.get(word, word) if word else "文件"
