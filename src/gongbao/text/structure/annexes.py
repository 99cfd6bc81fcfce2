"""Annexes: those that a text names at its end, and where each begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from gongbao.text.model import PartKind
from gongbao.text.normal import normal
from gongbao.text.structure import heads
from gongbao.text.structure.drafts import Draft, DraftPart
from gongbao.text.structure.heads import Title, kind_end, title_key
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_NORMS = frozenset(("办法", "方案", "预案", "规划", "意见", "措施", "规定", "条例"))
_OWN = frozenset(
    (
        "办法", "细则", "方案", "规划", "预案", "意见", "措施", "规定", "规程", "规则", "条例",
        "机制", "制度", "章程", "准则",
    )
)  # fmt: skip
_LISTED = re.compile(r"附件[：:](.*)")
_LIST_NUMBER = re.compile(r"\d{1,2}[.．、]")
_NAMED = re.compile(r"(附[件表录](?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}))[：:、.．]?(.{2,80})")
_LOOK_AHEAD = 240
_MOST_LINES = 24  # of a list of annexes
_LONGEST_ENTRY = 40


class Annexes:
    """Looks for annexes among the lines of a text."""

    def __init__(
        self,
        lines: Sequence[Line],
        marks: Sequence[Mark | None],
        tables: Mapping[int, int],
        opens: Callable[[int], bool],
    ) -> None:
        self.lines, self.marks, self.tables, self.opens = lines, marks, tables, opens

    def listed(self, at: int, draft: Draft) -> int:
        """Titles named behind 附件：, over several lines; the index behind them, 0 where no list begins here."""
        key = self.lines[at].key
        if key[0] != "附":
            return 0
        if (match := _LISTED.fullmatch(key)) is not None:
            return self._listed(at, draft, match[1])
        if self._named(at) is not None and self._in_row(at):
            end = at + 1
            while end < len(self.lines) and self._named(end) is not None:
                end += 1
            for line in self.lines[at:end]:
                named = _NAMED.fullmatch(line.key)
                assert named is not None
                self._announce(draft, named[2])
            return end
        return 0

    def _listed(self, at: int, draft: Draft, words: str) -> int:
        rest = [words]
        end = at + 1
        while end < min(at + _MOST_LINES, len(self.lines)):
            line = self.lines[end]
            if heads.is_annex_mark(line.key) or "。" in line.key or line.tabs or heads.day(line.key):
                break
            if line.heading or title_key(line.key) in draft.announced or self._named(end) is not None:
                break
            number = self.marks[end]
            if number and (number.rank != Rank.LEVEL3 or not _LIST_NUMBER.match(rest[0])):
                break
            if number is None and (len(line.key) > _LONGEST_ENTRY or self._signs(end) or line.key == draft.issuer):
                break
            if self.opens(end):
                break
            if number is None and not _LIST_NUMBER.match(rest[0]) and len(rest) > 3:
                break
            if number is None and not _LIST_NUMBER.match(rest[0]) and kind_end(rest[-1]) and line.gap > 1:
                break
            rest.append(line.key)
            end += 1
        entries: list[str] = []
        for key in rest:
            counted = _LIST_NUMBER.match(key)
            if counted:
                entries.append(key[counted.end() :])
            elif entries and not (key[0] in "“《" and entries[-1][-1:] in "表单录书图"):
                entries[-1] += key
            elif key:
                entries.append(key)
        for entry in entries:
            self._announce(draft, entry)
        return end

    @staticmethod
    def _announce(draft: Draft, entry: str) -> None:
        name = normal(entry).strip("《》") if entry.startswith("《") and entry.endswith("》") else normal(entry)
        draft.annexes[title_key(name)] = name

    def _signs(self, at: int) -> bool:
        """An issuer's name with a date below: a signature."""
        return at + 1 < len(self.lines) and heads.day(self.lines[at + 1].key) is not None

    def _named(self, at: int) -> re.Match[str] | None:
        """附件1：查处酒后驾驶操作规程: the number and the title of an annex on one line."""
        line = self.lines[at]
        if line.key[0] != "附" or len(line.key) > 90 or line.tabs:
            return None
        match = _NAMED.fullmatch(line.key)
        if match is None or "。" in line.key or line.key[-1] in "，；：" or match[2][0] in "的和及与、所规第）)（(":
            return None
        return match

    def _in_row(self, at: int) -> bool:
        """Whether the line is one of several that name annexes: 附件1：… 附件2：…, right after each other."""
        behind = at + 1 < len(self.lines) and self._named(at + 1) is not None
        return behind or (at > 0 and self._named(at - 1) is not None)

    def part(self, at: int, draft: Draft) -> DraftPart | None:
        """The annex that begins on a line, with its title; its kind is MAIN where it is a document of its own."""
        key = self.lines[at].key
        if heads.is_annex_mark(key):
            num = None if heads.is_bare_mark(key) else normal(key).rstrip("：")
            found = self._title(at + 1, draft)
        elif (named := self._named(at)) is not None and self._begins(at, draft):
            num, found = normal(named[1]), Title(at, at + 1, normal(named[2]))
        elif (alone := self._alone(at, draft)) is not None:
            num, found = "附件", alone
        elif draft.head is None and draft.begun and (decision := self._decision(at)):
            return DraftPart(
                PartKind.ANNEX, at, title=decision.words, title_at=decision.at, title_end=decision.end, num=None
            )
        else:
            return None
        kind = PartKind.MAIN if found and self._own(found, draft) else PartKind.ANNEX
        part = DraftPart(kind, at, num=num)
        if found:
            part.title, part.title_at, part.title_end = found.words, found.at, found.end
        return part

    def _begins(self, at: int, draft: Draft) -> bool:
        """Whether 附件1：… begins an annex: its text follows, and the text before it has come to an end."""
        if at == 0 or at + 1 >= len(self.lines) or self._in_row(at) or self._signs(at + 1):
            return False
        if not draft.begun and draft.main.kind != PartKind.ANNEX:
            return False
        following = self.lines[at + 1]
        return heads.day(following.key) is None and not heads.is_issuer(following.key)

    def _alone(self, at: int, draft: Draft) -> Title | None:
        """附件：最低工资标准测算方法, the only annex, its text right below; None where it is but named there."""
        match = _LISTED.fullmatch(self.lines[at].key)
        if match is None or not draft.begun or not 3 <= len(match[1]) <= _LONGEST_ENTRY or _LIST_NUMBER.match(match[1]):
            return None
        if at + 2 >= len(self.lines) or self.lines[at - 1].key[-1] != "。" or draft.main.kind == PartKind.ANNEX:
            return None
        number = self.marks[at + 1]
        starts = number is not None and number.ordinal == 1 and number.rank != Rank.LEVEL3
        if not starts and at + 1 not in self.tables and "。" not in self.lines[at + 1].key:
            return None
        following = range(at + 1, min(at + _LOOK_AHEAD, len(self.lines)))
        if any(heads.is_annex_mark(self.lines[step].key) for step in following):
            return None
        return Title(at, at + 1, normal(match[1]))

    def _title(self, at: int, draft: Draft) -> Title | None:
        if at >= len(self.lines):
            return None
        found = heads.title(self.lines, at, draft.annexes)
        if found is None and at not in self.tables and heads.titleish(self.lines[at]):
            end = at + 1
            if end < len(self.lines) and len(self.lines[end].key) <= 8 and self.lines[end].key[-1] in "表单书图":
                end += heads.titleish(self.lines[end])
            found = Title(at, end, normal("".join(line.key for line in self.lines[at:end])))
        return found

    def _decision(self, at: int) -> Title | None:
        """A decision that amends a law, printed behind it: its title, and below it when it was adopted."""
        if self.marks[at] is not None or "关于" not in self.lines[at].key:
            return None
        if at > 0 and self.lines[at - 1].key[-1] not in "。）)；》”":
            return None
        words = ""
        for end in range(at, min(at + 5, len(self.lines))):
            line = self.lines[end]
            if not heads.titleish(line) and not (
                words and "《" in words and "。" not in line.key and len(line.key) <= 64
            ):
                return None
            words += line.key
            if end + 1 < len(self.lines) and heads.is_promulgation(self.lines[end + 1].key):
                return Title(at, end + 1, normal(words)) if kind_end(words) else None
        return None

    def _own(self, found: Title, draft: Draft) -> bool:
        """Whether an annex is a document of its own: called so, below a text of its own, with a body of provisions."""
        if draft.kind not in _NORMS or kind_end(found.words) not in _OWN or draft.main.kind == PartKind.NOTICE:
            return False
        if draft.head is None and draft.parent is None:
            return False  # annexes of a law are parts of it
        sections = 0
        for at in range(found.end, min(found.end + _LOOK_AHEAD, len(self.lines))):
            if heads.is_annex_mark(self.lines[at].key):
                return False
            number = self.marks[at]
            if number is None or at in self.tables:
                continue
            if number.rank in (Rank.ARTICLE, Rank.CHAPTER):
                return True
            sections += number.rank == Rank.LEVEL1
            if sections == 2:
                return True
        return False
