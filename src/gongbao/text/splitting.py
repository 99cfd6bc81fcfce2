"""Lines become drafts of documents: where each begins and ends, its parts, and what its head says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from gongbao.text import heads
from gongbao.text.drafts import Draft, DraftPart, Split, kind_of
from gongbao.text.heads import Head, Title, kind_end, title_key
from gongbao.text.lines import Line
from gongbao.text.model import PartKind
from gongbao.text.normal import normal
from gongbao.text.numbering import Mark, Rank

_NORMS = frozenset(("办法", "方案", "预案", "规划", "意见", "措施", "规定", "条例"))
_OWN = frozenset(
    (
        "办法", "细则", "方案", "规划", "预案", "意见", "措施", "规定", "规程", "规则", "条例",
        "机制", "制度", "章程", "准则",
    )
)  # fmt: skip
_PASSED_ON = re.compile(r"(?:关于)?(?:印发|转发|批转|发布|公布)(.+?)》?(?:的?通知|的决定)?$")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_LISTED = re.compile(r"附件[：:](.*)")
_LIST_NUMBER = re.compile(r"\d{1,2}[.．、]")
_MASTHEAD = re.compile(r"[^，。]{2,24}公报")
_ISSUE = re.compile(r"(\d{4})年第(\d{1,3})[号期]")
_RUNNING = re.compile(r"《([^《》]{2,24}公报)》(?:(\d{4})年)?第?(\d{1,3})([号期])")
_PRINTED = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:出版|印|编印|印刷|印发|刊)?")
_PLACE = re.compile(r"^(.{1,12}?(?:自治[区州县]|[省市县区旗州盟]))(?=人民政府|政府|公报|人大|委)")
_FRONT_LINES = 60
_LOOK_AHEAD = 240


def split(
    lines: Sequence[Line], marks: Sequence[Mark | None], tables: Mapping[int, int], running: Sequence[str]
) -> Split:
    """Find the documents.

    Args:
        lines: lines without furniture.
        marks: their numbers.
        tables: first index → index behind the last, of each table.
        running: keys of the running heads of the text.
    """
    return _Splitter(lines, marks, tables).run(running)


class _Splitter:
    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark | None], tables: Mapping[int, int]) -> None:
        self.lines, self.marks, self.tables = lines, marks, tables
        self.drafts: list[Draft] = []
        self.lists: dict[int, int] = {}
        self.restarts = [
            at
            for at, number in enumerate(marks)
            if number and number.ordinal == 1 and number.rank in (Rank.BOOK, Rank.CHAPTER, Rank.ARTICLE)
        ]

    def run(self, running: Sequence[str]) -> Split:
        at, gazette = self._front(running)
        before = 0
        size = len(self.lines)
        if at < size and not self._opens(at):
            bare = self._bare(at)
            if bare is None:
                first = next((step for step in range(at, size) if self._opens(step)), size)
                before, at = first - at, first
            else:
                self._start(bare, at)
                at = bare.parts[-1].title_end if bare.parts[-1].title_end > at else at
        while at < size:
            at = self._step(at)
        if self.drafts:
            self._close(size)
        issuers = (draft.issuer for draft in self.drafts if draft.issuer)
        match = _PLACE.match(gazette or next(issuers, ""))
        place = match[1] if match else ""
        return Split(gazette, place, tuple(self.drafts), self.lists, before)

    # the cover

    def _front(self, running: Sequence[str]) -> tuple[int, str | None]:
        """The cover and contents become a document; the index behind them, and the name of the issue."""
        lines = self.lines
        named = next((match for key in running if (match := _RUNNING.search(key))), None)
        gazette = f"{named[1]} {named[2]}年第{named[3]}{named[4]}" if named and named[2] else None
        near = range(min(_FRONT_LINES, len(lines)))
        contents = next((at for at in near if lines[at].key in ("目录", "目次")), None)
        masthead = next((at for at in near if at < 8 and _MASTHEAD.fullmatch(lines[at].key)), None)
        if masthead is None:
            return 0, gazette
        end = next((at for at in range(masthead, len(lines)) if self._opens(at)), None)
        if end is None and contents is None:
            return 0, gazette
        last = len(lines) if end is None else end
        issue = next((match for at in range(last) if at < 20 and (match := _ISSUE.search(lines[at].key))), None)
        name = lines[masthead].key
        words = "封面与目录" if contents is not None else "封面"
        publisher = next(
            (lines[at].key for at in range(masthead + 1, min(last, 20)) if heads.is_issuer(lines[at].key)), None
        )
        draft = Draft(0, title=words, kind="目录", issuer=publisher)
        if issue:
            gazette = f"{name} {issue[0]}"
            draft.title = f"{words}（{issue[0]}）"
            printed = next(
                (match for at in range(last) if at < 20 and (match := _PRINTED.fullmatch(lines[at].key))), None
            )
            if printed:
                draft.issued = heads.day(f"{printed[1] or issue[1]}年{int(printed[2])}月{int(printed[3])}日")
        draft.parts = [DraftPart(PartKind.MAIN, 0, title=draft.title)]
        self.drafts.append(draft)
        return last, gazette or name

    def _opens(self, at: int) -> bool:
        return at not in self.tables and heads.opens_document(self.lines, at)

    def _bare(self, at: int) -> Draft | None:
        """A document without a head: a law, or a text taken out of its notice."""
        lines = self.lines
        end = min(at + _LOOK_AHEAD, len(lines))
        found = heads.title(lines, at)
        if lines[at].heading == 1 and (found is None or found.at != at or lines[at].heading):
            stop = at + 1
            while stop < min(at + 3, len(lines)) and lines[stop].heading == 1 and self.marks[stop] is None:
                stop += 1
            found = Title(at, stop, normal("".join(line.key for line in lines[at:stop])))
        structured = any(
            number is not None and number.rank <= Rank.ARTICLE and number.rank != Rank.BOOK
            for number in self.marks[at:end]
        )
        named = found is not None and kind_end(found.words) is not None
        if not structured and not named:
            return None
        if found is None:
            key = lines[at].key
            draft = Draft(at, title=normal(key[:60]), warning="没有认出标题，以第一行代替")
            draft.parts = [DraftPart(PartKind.MAIN, at)]
        else:
            draft = Draft(at, title=found.words)
            draft.parts = [DraftPart(PartKind.MAIN, at, title=found.words, title_at=at, title_end=found.end)]
        draft.kind = kind_of(draft.title)
        return draft

    # one step

    def _step(self, at: int) -> int:
        """Look at a line; the index of the next to look at."""
        if at in self.tables:
            return self.tables[at]
        lines = self.lines
        key = lines[at].key
        draft = self.drafts[-1] if self.drafts else None
        if len(key) <= 160:
            reading = heads.reading_title(lines, at)
            if reading:
                made = Draft(at, title=reading.words, kind="解读")
                named = _NAMED.search(reading.words)
                made.interprets = named[1] if named else reading.words
                made.parts = [DraftPart(PartKind.MAIN, at, title=reading.words, title_at=at, title_end=reading.end)]
                self._start(made, at)
                return reading.end
            head = heads.notice_head(lines, at)
            if head:
                self._start(self._noticed(head), at)
                return head.end
            if draft and heads.is_annex_mark(key):
                return self._annex(at, draft)
            if draft and draft.expects and (begun := self._main(at, draft)):
                return begun
            if draft and draft.begun and (begun := self._second(at, draft)):
                return begun
            if draft and key.startswith("附件") and (listed := _LISTED.fullmatch(key)):
                return self._listed(at, draft, listed[1])
        if draft and self.marks[at] is not None:
            if draft.main.kind == PartKind.NOTICE:
                draft.expects = draft.expects and bool(draft.announced)
            draft.begun = True
        return at + 1

    def _start(self, draft: Draft, at: int) -> None:
        if self.drafts and self.drafts[-1] is not draft:
            self._close(at)
        self.drafts.append(draft)

    def _close(self, end: int) -> None:
        draft = self.drafts[-1]
        if draft.end < 0:
            draft.end = end
        if draft.main.end < 0:
            draft.main.end = end
        if draft.parts[0].kind == PartKind.NOTICE and all(part.kind != PartKind.MAIN for part in draft.parts):
            draft.parts[0].kind = PartKind.MAIN  # nothing but the notice: it is the text itself

    def _noticed(self, head: Head) -> Draft:
        draft = Draft(head.at, head=head, number=head.number, issuer=head.issuer, issued=head.issued)
        if head.order:
            draft.issuer = head.issuer.removesuffix("令")
            draft.title, draft.kind, draft.expects = head.title, "令", True
            draft.number = head.number
        else:
            subject = head.title[len(normal(head.issuer)) :]
            passed = _PASSED_ON.match(subject)
            draft.kind = kind_of(head.title)
            if passed and draft.kind in ("通知", "令"):
                names = [match[1] for match in _NAMED.finditer(subject)] or [_unquoted(passed[1])]
                draft.announced = {title_key(name): name for name in names}
                draft.title, draft.kind, draft.expects = names[0], kind_of(names[0]), True
            elif draft.kind in ("公告", "通告"):
                draft.title = subject  # the issuer stands over a proclamation as its masthead
            else:
                draft.title = head.title
        kind = PartKind.NOTICE if draft.expects else PartKind.MAIN
        draft.parts = [DraftPart(kind, head.at, title=head.title, title_at=head.title_at, title_end=head.title_end)]
        return draft

    def _main(self, at: int, draft: Draft) -> int:
        """The main text of a notice or order begins here: the index behind its title; 0 where it does not."""
        line = self.lines[at]
        if self.marks[at] is not None or at + 1 >= len(self.lines) or self._signs(at):
            return 0
        if draft.head and draft.head.order and (decision := self._decision(at, draft)):
            return decision
        found = heads.title(self.lines, at, draft.announced)
        if found is None:
            return 0
        exact = draft.announced.get(title_key(found.words))
        if draft.begun and exact is None:
            return 0
        if exact is None and draft.announced and not _alike(title_key(found.words), draft.announced):
            kind = kind_of(found.words)
            if kind == "目录" or line.key[0] == "《":
                return 0
        words = exact if exact is not None and _dashes_differ(exact, found.words) else found.words
        self._open_main(at, draft, found, words)
        return found.end

    def _open_main(self, at: int, draft: Draft, found: Title, words: str) -> None:
        draft.main.end = at
        draft.parts.append(DraftPart(PartKind.MAIN, at, title=words, title_at=at, title_end=found.end))
        draft.title, draft.kind, draft.expects, draft.begun = words, kind_of(words), False, False

    def _decision(self, at: int, draft: Draft) -> int:
        """An order carries a decision: issuer, 关于修改…的, 决定, over several lines."""
        key = self.lines[at].key
        if draft.issuer is None or not key.startswith(draft.issuer) or len(key) > 120:
            return 0
        words = ""
        for end in range(at, min(at + 6, len(self.lines))):
            words += self.lines[end].key
            if words.endswith("决定") and "关于" in words:
                found = Title(at, end + 1, normal(words))
                self._open_main(at, draft, found, found.words)
                draft.kind = "令"
                return found.end
            if len(words) > 150 or "。" in words:
                return 0
        return 0

    def _second(self, at: int, draft: Draft) -> int:
        """Another text under the same head begins: announced by the head, or republished, or counting from 第一条."""
        line = self.lines[at]
        if self.marks[at] is not None or len(line.key) > 64 or draft.main.kind == PartKind.ANNEX:
            return 0
        if line.key[-1] in "。；：，、" or not (len(draft.announced) > 1 or self._restarts(at + 1)):
            return 0
        found = heads.title(self.lines, at, draft.announced)
        if found is None or kind_of(found.words) in ("目录", "令", "解读") or found.end >= len(self.lines):
            return 0
        exact = draft.announced.get(title_key(found.words))
        behind = found.end
        if heads.is_promulgation(self.lines[behind].key) and behind + 1 < len(self.lines):
            behind += 1
        again = exact is not None and title_key(found.words) == title_key(draft.title)
        if not self._restarts(behind, behind + 1) and (exact is None or again):
            return 0
        made = Draft(
            at,
            title=found.words,
            kind=kind_of(found.words),
            number=draft.number,
            issuer=draft.issuer,
            issued=draft.issued,
        )
        made.announced, made.parent = draft.announced, draft
        made.parts = [DraftPart(PartKind.MAIN, at, title=found.words, title_at=at, title_end=found.end)]
        self._start(made, at)
        return found.end

    def _restarts(self, at: int, end: int = 0) -> bool:
        """Whether a first chapter or article stands in lines `at` to `end` (exclusive), else in the next eight."""
        found = bisect_left(self.restarts, at)
        return found < len(self.restarts) and self.restarts[found] < (end or at + 8)

    def _signs(self, at: int) -> bool:
        """An issuer's name with a date below: a signature, not a title."""
        return at + 1 < len(self.lines) and heads.day(self.lines[at + 1].key) is not None

    # annexes

    def _listed(self, at: int, draft: Draft, words: str) -> int:
        """Titles named behind 附件：, over several lines; the index behind them."""
        rest = [words]
        end = at + 1
        while end < min(at + 24, len(self.lines)):
            line = self.lines[end]
            if heads.is_annex_mark(line.key) or "。" in line.key or line.tabs or heads.day(line.key):
                break
            if line.heading or title_key(line.key) in draft.announced:
                break
            number = self.marks[end]
            if number and (number.rank != Rank.LEVEL3 or not _LIST_NUMBER.match(rest[0])):
                break
            if number is None and (len(line.key) > 40 or self._signs(end) or line.key == draft.issuer):
                break
            if self._opens(end):
                break
            if number is None and not _LIST_NUMBER.match(rest[0]) and len(rest) > 3:
                break
            rest.append(line.key)
            end += 1
        self.lists[at] = end
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
            name = normal(entry).strip("《》") if entry.startswith("《") and entry.endswith("》") else normal(entry)
            draft.annexes[title_key(name)] = name
        return end

    def _annex(self, at: int, draft: Draft) -> int:
        num = normal(self.lines[at].key).rstrip("：")
        found = None
        if at + 1 < len(self.lines):
            found = heads.title(self.lines, at + 1, draft.annexes)
            if found is None and at + 1 not in self.tables and heads.titleish(self.lines[at + 1]):
                end = at + 2
                if end < len(self.lines) and len(self.lines[end].key) <= 8 and self.lines[end].key[-1] in "表单书图":
                    end += heads.titleish(self.lines[end])
                found = Title(at + 1, end, normal("".join(line.key for line in self.lines[at + 1 : end])))
        if found and self._own(found, draft):
            made = Draft(
                at, title=found.words, kind=kind_of(found.words), number=draft.number, issuer=draft.issuer,
                issued=draft.issued,
            )  # fmt: skip
            made.annexes, made.parent = draft.annexes, draft
            made.parts = [
                DraftPart(PartKind.MAIN, at, title=found.words, title_at=found.at, title_end=found.end, num=num)
            ]
            self._start(made, at)
            return found.end
        draft.main.end = at
        part = DraftPart(PartKind.ANNEX, at, num=num)
        if found:
            part.title, part.title_at, part.title_end = found.words, found.at, found.end
        if draft.parts[0].kind == PartKind.NOTICE and all(each.kind != PartKind.MAIN for each in draft.parts):
            draft.parts[0].kind = PartKind.MAIN
            draft.expects = False
        draft.parts.append(part)
        return found.end if found else at + 1

    def _own(self, found: Title, draft: Draft) -> bool:
        """Whether an annex is a document of its own: called so, below a text of its own, with a body of provisions."""
        if draft.kind not in _NORMS or kind_end(found.words) not in _OWN or draft.main.kind == PartKind.NOTICE:
            return False
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


def _unquoted(words: str) -> str:
    """印发廊坊市…方案的通知 → 廊坊市…方案; 转发市发改委等部门关于…意见 → 关于…意见."""
    words = words.removesuffix("的通知").removesuffix("通知").removesuffix("的")
    handed_on = words.find("关于")
    return words[handed_on:] if handed_on > 0 else words


def _alike(key: str, announced: Mapping[str, str]) -> bool:
    return any(key in other or other in key for other in announced)


def _dashes_differ(announced: str, printed: str) -> bool:
    """Whether two forms of a title differ in nothing but dashes."""
    fold = re.compile(r"[—\-–‒－]+")
    return announced != printed and fold.sub("-", normal(announced)) == fold.sub("-", normal(printed))
