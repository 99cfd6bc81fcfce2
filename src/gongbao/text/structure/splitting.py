"""Lines become drafts of documents: where each begins and ends, its parts, and what its head says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from gongbao.text.model import PartKind
from gongbao.text.normal import normal
from gongbao.text.structure import heads
from gongbao.text.structure.annexes import Annexes
from gongbao.text.structure.covers import cover
from gongbao.text.structure.drafts import Draft, DraftPart, Split, kind_of
from gongbao.text.structure.heads import Head, Title, kind_end, title_key
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark, Rank

_PASSED_ON = re.compile(r"(?:关于)?(?:印发|转发|批转|发布|公布)(.+?)》?(?:的?通知|的决定)?$")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_PLACE = re.compile(r"^(?:中共)?(.{1,12}?(?:自治[区州县]|[省市县区旗州盟]))(?=人民政府|政府|公报|人大|委)")
_ISSUES = re.compile(r"(?:令|公告|通告)$")
_FOREIGN = re.compile(r"^`{3}|^~{3}|\]\(|https?://|^\$[a-z]|\.(?:py|js|md|sh|yaml|json)\b")
_FEWEST_ODD = 2  # lines that no official text has
_LOOK_AHEAD = 240
_FEWEST_NUMBERS = 3  # 1.1, 1.2 … that tell a plan without a title


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
        self.annexes = Annexes(lines, marks, tables, self._opens)
        self.restarts = [
            at
            for at, number in enumerate(marks)
            if number and number.ordinal == 1 and number.rank in (Rank.BOOK, Rank.CHAPTER, Rank.ARTICLE)
        ]

    def run(self, running: Sequence[str]) -> Split:
        front = cover(self.lines, running, self._opens)
        at, gazette = front.end, front.gazette
        if front.draft is not None:
            self.drafts.append(front.draft)
        before = 0
        size = len(self.lines)
        while at < size and not self._opens(at):
            bare = self._bare(at)
            if bare is None or (again := self._announced_again(bare)):
                first = again if bare else next((step for step in range(at, size) if self._opens(step)), size)
                before, at = before + first - at, first
                continue
            self._start(bare, at)
            behind = bare.head.end if bare.head else bare.parts[-1].title_end
            at = behind if behind > at else at
            break
        if at >= size and not self.drafts and (fallback := self._headless()) is not None:
            before, at = fallback.at, fallback.at
            self._start(fallback, at)
        while at < size:
            at = self._step(at)
        if self.drafts:
            self._close(size)
        issuers = (draft.issuer for draft in self.drafts if draft.issuer)
        match = _PLACE.match(gazette or next(issuers, ""))
        place = match[1] if match else ""
        return Split(gazette, place, tuple(self.drafts), self.lists, before)

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
        if found is not None:
            found = Title(found.at, self._repeated(found), found.words)
        named = found is not None and kind_end(found.words) is not None
        if (not structured and not named) or self._foreign(at, end):
            return None
        if found is None:
            key = lines[at].key
            draft = Draft(at, title=normal(key[:60]), warning="没有认出标题，以第一行代替")
            draft.parts = [DraftPart(PartKind.MAIN, at)]
        elif (head := heads.below_title(lines, found)) is not None:
            return self._noticed(head)
        else:
            draft = Draft(at, title=found.words)
            draft.parts = [DraftPart(PartKind.MAIN, at, title=found.words, title_at=at, title_end=found.end)]
        draft.kind = kind_of(draft.title)
        return draft

    def _headless(self) -> Draft | None:
        """A text of which no line opens a document: a plan that counts 1.1, a notice whose head is lost.

        It is one where it names whom it is for, or its lines count on; its first line stands for its title.
        """
        lines, size = self.lines, min(len(self.lines), _LOOK_AHEAD)
        first = next((at for at in range(size) if at not in self.tables), size)
        addressed = first < size and lines[first].key[0] == "各" and heads.is_addressee(lines[first].key)
        numbers = sum(number is not None and bool(number.decimal) for number in self.marks[:size])
        if self._foreign(0, size):
            return None
        if self.tables and (listed := self._listing(min(self.tables))) is not None:
            return listed
        if not (addressed or numbers >= _FEWEST_NUMBERS):
            return None
        if not any("。" in line.key for line in lines[first:size]):
            return None
        if addressed:
            said = "".join(line.key for line in lines[first + 1 : first + 4])
            if (named := _NAMED.search(said)) is not None and kind_end(named[1]):
                return self._addressed(first, normal(named[1]))
        draft = Draft(first, title=normal(lines[first].key[:60]), warning="没有认出标题，以第一行代替")
        draft.kind = kind_of(draft.title)
        draft.parts = [DraftPart(PartKind.MAIN, first)]
        return draft

    def _listing(self, table: int) -> Draft | None:
        """A list taken out of its document: its title, and right below it the table."""
        for at in range(max(0, table - 3), table):
            found = heads.title(self.lines, at)
            if found is not None and found.end >= table - 1:
                draft = Draft(at, title=found.words, kind=kind_of(found.words))
                draft.parts = [DraftPart(PartKind.MAIN, at, title=found.words, title_at=at, title_end=found.end)]
                return draft
        return None

    @staticmethod
    def _addressed(at: int, name: str) -> Draft:
        """A notice whose head is lost but for those whom it is for; it passes on the text of this name."""
        head = Head(at, at, "", "", at, at + 1, None, None, None, None, at)
        draft = Draft(at, title=name, kind=kind_of(name), head=head, expects=True)
        draft.announced = {title_key(name): name}
        draft.parts = [DraftPart(PartKind.NOTICE, at)]
        return draft

    def _foreign(self, at: int, end: int) -> bool:
        """Whether a text is no official one but notes on software or a page of links: fences of code, links, no 条."""
        odd = sum(_FOREIGN.search(line.key) is not None for line in self.lines[at:end])
        articles = any(number is not None and number.rank == Rank.ARTICLE for number in self.marks[at:end])
        return odd >= _FEWEST_ODD and not articles

    def _repeated(self, found: Title) -> int:
        """The index behind a title that is printed again below itself, over several lines."""
        words = ""
        for step in range(found.end, min(found.end + 3, len(self.lines))):
            words += self.lines[step].key
            if normal(words) == found.words:
                return step + 1
            if len(words) > len(found.words) or self.marks[step] is not None:
                break
        return found.end

    def _announced_again(self, bare: Draft) -> int:
        """The index of the head that stands right below a title, as websites print it above a text; 0 for none."""
        end = bare.parts[-1].title_end
        if bare.head is not None or end < 0:
            return 0
        for at in range(end, min(end + 4, len(self.lines))):
            if self.marks[at] is not None or heads.is_promulgation(self.lines[at].key):
                return 0
            if self._opens(at) or (heads.title_key(bare.title) == heads.title_key(self.lines[at].key)):
                return at
        return 0

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
            if head and not (head.untold and draft and draft.expects):
                self._start(self._noticed(head), at)
                return head.end
            if draft and (begun := self._annex(at, draft)):
                return begun
            if draft and draft.expects and (begun := self._main(at, draft)):
                return begun
            if draft and draft.begun and (begun := self._second(at, draft)):
                return begun
            if draft and not draft.expects and (begun := self._fresh(at, draft)):
                return begun
            if draft and (end := self.annexes.listed(at, draft)):
                self.lists[at] = end
                return end
        if draft and self.marks[at] is not None:
            if draft.expects and (unnamed := self._untitled(at, draft)):
                return unnamed
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
        first = draft.parts[0].title_end
        if draft.number is None and draft.issued is None and 0 <= first < draft.end:
            told = heads.dated_number(self.lines[first].key)
            if told is not None:
                draft.number, draft.issued = told
        if draft.parts[0].kind == PartKind.NOTICE and all(part.kind != PartKind.MAIN for part in draft.parts):
            _only_notice(draft)

    def _noticed(self, head: Head) -> Draft:
        draft = Draft(head.at, head=head, number=head.number, issuer=head.issuer or None, issued=head.issued)
        if head.order:
            draft.issuer = _ISSUES.sub("", head.issuer) or None
            draft.title, draft.kind, draft.expects = head.title, kind_of(head.title), True
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

    def _untitled(self, at: int, draft: Draft) -> int:
        """The text that an order publishes begins with its first chapter or article, its title not printed again."""
        number = self.marks[at]
        first = number is not None and number.ordinal == 1 and number.rank in (Rank.BOOK, Rank.CHAPTER, Rank.ARTICLE)
        if not first or draft.head is None or not draft.head.order or at == draft.head.end:
            return 0
        said = "".join(line.key for line in self.lines[draft.head.end : min(at, draft.head.end + 12)])
        named = _NAMED.search(said)
        if named is None or kind_end(named[1]) is None:
            return 0
        self._open_main(at, draft, Title(at, at, normal(named[1])), normal(named[1]))
        draft.begun = True
        return at + 1

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

    def _annex(self, at: int, draft: Draft) -> int:
        """An annex begins here: the index behind its title; 0 where none does."""
        key = self.lines[at].key
        if key[0] != "附" and not (draft.head is None and draft.begun and "关于" in key):
            return 0
        part = self.annexes.part(at, draft)
        if part is None:
            return 0
        if part.kind == PartKind.MAIN:  # a document of its own
            made = Draft(
                at, title=part.title or "", kind=kind_of(part.title or ""), number=draft.number, issuer=draft.issuer,
                issued=draft.issued,
            )  # fmt: skip
            made.annexes, made.parent, made.parts = draft.annexes, draft, [part]
            self._start(made, at)
            return part.title_end
        draft.main.end = at
        if draft.parts[0].kind == PartKind.NOTICE and all(each.kind != PartKind.MAIN for each in draft.parts):
            _only_notice(draft)
        draft.parts.append(part)
        return part.title_end if part.title_end > at else at + 1

    def _fresh(self, at: int, draft: Draft) -> int:
        """A text without a head, behind the end of another: the index behind its title; 0 where none begins."""
        if not heads.ended(self.lines, at) or self.marks[at] is not None or at <= draft.main.title_end:
            return 0
        found = heads.title(self.lines, at)
        if found is None or found.at != at or found.end >= len(self.lines) or heads.is_annex_mark(self.lines[at].key):
            return 0
        if (head := heads.below_title(self.lines, found)) is not None:
            self._start(self._noticed(head), at)
            return head.end
        made = Draft(at, title=found.words, kind=kind_of(found.words))
        below = self.lines[found.end].key
        if found.end + 1 < len(self.lines) and heads.is_issuer(below):
            made.issuer, made.issued = below, heads.day(self.lines[found.end + 1].key)
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


def _only_notice(draft: Draft) -> None:
    """There is nothing but the notice: it is the text itself. 公布…清理结果的通知 passes on no text of that name."""
    draft.parts[0].kind, draft.expects = PartKind.MAIN, False
    if draft.kind == "文件" and draft.head is not None and not draft.head.order and draft.head.title:
        draft.title, draft.kind = draft.head.title, kind_of(draft.head.title)


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
