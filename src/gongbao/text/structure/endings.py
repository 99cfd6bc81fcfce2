"""What stands at the end of a text and around it: signature, date, notes, 版记, and the words that close it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gongbao.text.model import Kind, PartKind
from gongbao.text.structure import heads
from gongbao.text.structure.columns import CLAUSE
from gongbao.text.structure.drafts import Draft, DraftPart
from gongbao.text.structure.joining import Block
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark

_NOTE = re.compile(r"[（(][^（）()]{0,20}(?:公开|印发|不予公开|此件|印章|盖章)[^（）()]{0,20}[）)]")
_INFORMATION = re.compile(
    r"[（(]?\d{4}年\d{1,2}月\d{1,2}日.{0,320}(?:通过|公布|发布|施行|修正|修订|批准|修改|公告|实施|印发|令)"
)
_BEGINS = re.compile(r"[（(]?\d{4}年\d{1,2}月\d{1,2}日.")
_MOST_NOTES = 40  # lines
_FOOTNOTE = re.compile(r"(?:备?注|[※*]注)\d{0,2}[：:.．、]")
_NO_PUNCTUATION = re.compile(r"[^，。；：、！？《》（）()]{2,24}")
_SIGNERS = 8  # bodies that sign a text together, at most
_SELF = (
    r"本(?:办法|细则|方案|规划|预案|计划|意见|措施|规定|规程|规则|条例|章程|机制|制度|纲要|要点|通知|公告|通告|决定|标准|"
    r"指南|实施[^，。]{2,4})"
)
_CLOSES = re.compile(
    rf"{_SELF}(?:自|从|由|经)[^。]{{0,80}}(?:施行|实施|执行|生效|负责解释|解释)"
    rf"|{_SELF}(?:有效期|施行期|试行期|执行期)|有效期(?:为|至|限)?[^。]{{1,12}}年"
    r"|《[^《》]{2,60}》根据本决定|此[复函]。?$|特此(?:通知|通告|公告|批复|函复|函告|报告|说明)|(?:以上|上述)[^。]{0,20}请(?:认真|遵照|贯彻)"
)


_ANNOUNCES = re.compile(r"附则|施行|实施|时间|期限|解释|生效|其他")


def closes(key: str) -> bool:
    """Whether a paragraph behind the last numbered one speaks of the whole text: 本方案自印发之日起施行。"""
    return _CLOSES.match(key) is not None


def _whole(key: str) -> bool:
    """Whether a note has come to its end: its brackets are closed and its verb has been said."""
    closed = key.count("《") <= key.count("》") and key.count("（") <= key.count("）")
    return closed and _INFORMATION.match(key) is not None and key[-1] not in "，、"


def announces(numbered: Block, *, directly: bool) -> bool:
    """Whether the last numbered paragraph is a heading of what closes the text: 七、附则, （二）预案实施时间.

    `directly`: the closing words follow it at once.
    """
    assert numbered.mark is not None
    heading = len(numbered.key) <= 30 and not CLAUSE.search(numbered.key, numbered.mark.length)
    return heading and (directly or _ANNOUNCES.search(numbered.key) is not None)


class Endings:
    """Tells what a line of a part is, where it is no part of the text proper."""

    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark | None], part: DraftPart, draft: Draft) -> None:
        self.lines, self.marks, self.part, self.draft = lines, marks, part, draft
        self.issued: date | None = None  # of the first date that stands below a signature
        self._notes_end = self._notes()

    def kind(self, at: int) -> Kind | None:
        """Signature, date, note, footnote or 版记; None for what belongs to the text."""
        part, key = self.part, self.lines[at].key
        if len(key) > 600 or self.marks[at] is not None:
            return None
        if part.title_end <= at < self._notes_end:
            return Kind.NOTE
        first = key[0]
        if first in "（(":
            if _NOTE.fullmatch(key):
                return Kind.NOTE
            if part.title_end == at and heads.is_promulgation(key):
                return Kind.NOTE
            return Kind.COPIES if heads.is_copies(key) else None
        if first in "注备※*" and _FOOTNOTE.match(key):
            return Kind.FOOTNOTE
        if heads.is_copies(key):
            return Kind.COPIES
        if part.kind == PartKind.ANNEX or len(key) > 30:
            return None
        if (issued := heads.day(key)) and self._signed(at):
            if self.issued is None:
                self.issued = issued
            return Kind.DATE
        return Kind.SIGNATURE if self._signs(at) else None

    def _notes(self) -> int:
        """The index behind the lines right under the title that say when a text was adopted, issued and amended.

        A line that breaks off, in its brackets or before its verb, takes the next one with it.
        """
        part, at = self.part, self.part.title_end
        if self.draft.kind == "解读" or at < 0:
            return at
        last = min(at + _MOST_NOTES, part.end)
        while at < last:
            key = self.lines[at].key
            if not _BEGINS.match(key) or len(key) > 400 or key[-1] in "：:" or heads.day(key.strip("（()）")):
                break
            end = at + 1
            while not _whole(key) and end < min(at + 4, last) and self.marks[end] is None:
                if _BEGINS.match(self.lines[end].key) or len(self.lines[end].key) > 120:
                    break
                key += self.lines[end].key
                end += 1
            if not _INFORMATION.match(key):
                break
            at = end
        return at

    def _signs(self, at: int) -> bool:
        """Whether a line is the name of a body that signs: a date below, or other signing bodies and then a date."""
        part, lines = self.part, self.lines
        key = lines[at].key
        if at == part.title_end and at + 1 < part.end and heads.is_issuer(key):
            return heads.day(lines[at + 1].key) is not None
        if at <= part.title_end or not _NO_PUNCTUATION.fullmatch(key):
            return False
        if key == self.draft.issuer and at + 1 == part.end:
            return True
        for step in range(at + 1, min(at + 1 + _SIGNERS, part.end)):
            below = lines[step].key
            if heads.day(below) is not None:
                near = step == at + 1 or heads.is_issuer(key)
                return near and (part.kind == PartKind.NOTICE or part.end - step <= 3)
            if not heads.is_issuer(below):
                return False
        return False

    def _alone(self, at: int) -> bool:
        """Whether a date closes the text without a signature: a sentence above it, nothing but the 版记 below."""
        part, lines = self.part, self.lines
        if at <= part.title_end or lines[at - 1].key[-1] not in "。）)”；":
            return False
        return all(heads.is_copies(line.key) or _NOTE.fullmatch(line.key) for line in lines[at + 1 : part.end])

    def _signed(self, at: int) -> bool:
        before = self.lines[at - 1].key if at > self.part.at else ""
        if self._alone(at):
            return True
        if self.part.kind == PartKind.NOTICE and at + 1 == self.part.end:
            return True
        if before == self.draft.issuer or (at - 1 == self.part.title_end and heads.is_issuer(before)):
            return True
        return _NO_PUNCTUATION.fullmatch(before) is not None and (
            self.part.kind == PartKind.NOTICE or self.part.end - at <= 3
        )
