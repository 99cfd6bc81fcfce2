"""A claim: what is printed, what is counted again, and where both stand."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.examination.subject import Words
from gongbao.text import Document


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other side of a claim, where it stands apart from the words that make it."""

    document: str  # its key
    first_line: int  # of the document in the file, 1-based
    place: str  # "" for the whole document


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the words print and that can be reckoned from other words."""

    place: str
    eid: str
    words: str  # as they stand at the place, normal text
    printed: str  # 23件, 6件, 12件
    computed: str
    how: str  # 附件1表1列出23行
    agrees: bool
    kind: str  # 分项之和 分值 比例 列举 分述 标题 解读 附件 目录
    others: tuple[Elsewhere, ...] = ()


def claim(
    where: Words,
    words: str,
    printed: str,
    computed: str,
    how: str,
    *,
    agrees: bool,
    kind: str,
    others: tuple[Elsewhere, ...] = (),
) -> Claim:
    """A claim at a provision; `words` must stand in its text."""
    if not words or words not in where.text:
        raise ValueError(f"{words!r} does not stand at {where.place}")
    return Claim(where.place, where.provision.eid, words, printed, computed, how, agrees, kind, others)


def elsewhere(document: Document, place: str = "") -> Elsewhere:
    """A place of a document as the other side of a claim."""
    return Elsewhere(document.key, document.first_line, place)
