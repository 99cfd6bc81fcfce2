"""What a stated relation is: its kind, the other document as printed, the words and their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RelationKind(StrEnum):
    """How a document stands to another. Names are the codes that the library stores."""

    IMPLEMENTS = "implements"  # 根据, 依据, 按照, 为贯彻落实
    REPEALS = "repeals"  # 同时废止, 予以废止, 停止执行
    LAPSES = "lapses"  # 宣布失效
    KEEPS = "keeps"  # 继续有效: in a list of documents in force
    AMENDS = "amends"  # 关于修改…的决定
    TO_AMEND = "to amend"  # in a list of documents to be amended
    AMENDED_BY = "amended by"  # 根据…修正: printed in the amended text
    INTERPRETS = "interprets"  # 解读
    FORWARDS = "forwards"  # 转发
    ANNEX = "annex"  # 附件
    CITES = "cites"

    @property
    def chinese(self) -> str:
        """What a person says: 依据, 废止, 修改."""
        return _CHINESE[self]


_CHINESE = {
    RelationKind.IMPLEMENTS: "依据",
    RelationKind.REPEALS: "废止",
    RelationKind.LAPSES: "宣布失效",
    RelationKind.KEEPS: "列为有效",
    RelationKind.AMENDS: "修改",
    RelationKind.TO_AMEND: "拟修改",
    RelationKind.AMENDED_BY: "据以修正",
    RelationKind.INTERPRETS: "解读",
    RelationKind.FORWARDS: "转发",
    RelationKind.ANNEX: "附件",
    RelationKind.CITES: "提到",
}


@dataclass(frozen=True, slots=True)
class Target:
    """The other document, as printed."""

    title: str | None
    number: str | None = None
    bodies: str | None = None
    issued: date | None = None

    @property
    def name(self) -> str:
        """《title》（number), as far as printed."""
        title = f"《{self.title}》" if self.title else ""
        return f"{title}（{self.number}）" if title and self.number else title or self.number or ""


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """One relation with its words, which stand in the normal text of the provision at `place`."""

    kind: RelationKind
    target: Target
    place: str
    eid: str
    words: str
    extent: str | None = None  # 第三条, 中关于…的规定; None: the whole document
    since: str | None = None  # ISO date, or 施行, where the words say from when (自本办法施行之日起)
    row: int | None = None  # in a clean-up list, from 1
    bundle: int | None = None  # 等12项制度文件: so many documents behind one name
    implementer: str | None = None  # 实施机关, where a list prints it
