"""What amending documents order, and what became of it. Frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Op(StrEnum):
    """What an instruction does."""

    WORDS = "改字句"  # 将…中的“A”修改为“B”
    REPLACE = "改条文"  # 将…修改为：“…”
    DELETE = "删条文"
    DELETE_WORDS = "删字句"
    INSERT = "增条文"  # 增加一款，作为第二款：“…”
    INSERT_WORDS = "增字句"  # 在“A”后增加“B”
    RENUMBER = "改编号"  # 将第五条改为第六条
    MERGE = "合并"  # 将第五条、第六条合并为第五条
    THROUGHOUT = "全文改字"  # 将全文的“A”改为“B”
    ORDER = "顺序调整"  # 条文顺序作相应调整
    UNKNOWN = "未识别"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One change. Places are of the amended document, `place` and `words` of the document that amends."""

    op: Op
    target: str  # 第十四条第一款; empty: the whole text
    place: str
    words: str  # the clause that says it, normal text
    old: str | None = None
    new: str | None = None  # paragraphs divided by line breaks
    to: str | None = None  # the place that the new or renumbered provision gets
    after: str | None = None  # of an insertion: the provision that it follows, where the words say so
    title: str | None = None  # of the amended document, where the clause names it
    renumbered: bool = False  # `target` is counted as the amended text counts, not as the text before
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one document changes in another."""

    title: str  # of the amended document, as named
    since: date | None  # from when the new wording holds
    since_words: str | None  # what the text says of it
    instructions: tuple[Instruction, ...]


class Outcome(StrEnum):
    """How far an instruction could be carried out."""

    DONE = "已执行"
    PARTLY = "部分执行"  # what was there before is not known
    FAILED = "未能执行"


@dataclass(frozen=True, slots=True)
class Applied:
    """An instruction with what became of it."""

    instruction: Instruction
    outcome: Outcome
    note: str | None = None
