"""The passes in order: lines, furniture, tables, numbers, documents, paragraphs, trees, ids, facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongbao.reading import Source
from gongbao.text import facts, heads
from gongbao.text.addressing import Addresses, annex_ordinals
from gongbao.text.drafts import Draft, DraftPart
from gongbao.text.furniture import furniture
from gongbao.text.joining import Block, Columns, join, measure, unfinished
from gongbao.text.lines import Line, advance, cut, read_lines
from gongbao.text.model import Dated, Document, Furniture, Gazette, Kind, Part, PartKind, Provision, Span, Warning
from gongbao.text.normal import normal
from gongbao.text.numbering import Mark, Rank, mark
from gongbao.text.readings import interpreted
from gongbao.text.splitting import split
from gongbao.text.tables import find_tables
from gongbao.text.tree import Builder, Node

PARSER_VERSION = "1"
"""Raised with every change of what `parse` gives for a text."""

_NOTE = re.compile(r"[（(][^（）()]{0,20}(?:公开|印发|不予公开|此件)[^（）()]{0,20}[）)]")
_INFORMATION = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日.{0,160}(?:通过|公布|发布|施行|修正|修订|批准|修改|公告|实施|印发|令)"
)
_DOT_AND_BLANK = re.compile(r"[ \t\u3000]{0,40}(\d{1,3})[.．][ \t\u3000]")
_PROSE = (Kind.PARAGRAPH, Kind.POINT, Kind.INDENT)
_ARTICLE_AND_BLANK = re.compile(r"[ \t\u3000]{0,40}第[ \t\u3000\w]{1,20}条[ \t\u3000]")
_TABLE_CAPTION = re.compile(r"表(\d{1,3})")
_NO_PUNCTUATION = re.compile(r"[^，。；：、！？《》（）()]{2,24}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text after the passes that look at lines alone."""

    source: Source
    lines: Sequence[Line]
    marks: Sequence[Mark | None]
    tables: Mapping[int, int]
    aside: Sequence[tuple[Line, str]]  # furniture


def parse(source: Source, *, place: str | None = None) -> Gazette:
    """Parse a text. Total: no text is refused, and no character is lost.

    Args:
        source: the text.
        place: the place of all its documents (定州市); None: read from the masthead.
    """
    text = _look(source)
    found = split(
        text.lines, text.marks, text.tables, [line.key for line, what in text.aside if what == "running head"]
    )
    documents: list[Document] = []
    warnings: list[Warning] = []
    provided: list[Span] = []
    known: dict[int, date | None] = {}
    where = place if place is not None else found.place
    for draft in found.drafts:
        document = _Assembly(text, found.lists, draft, where, known, warnings).document()
        documents.append(document)
        for part in document.parts:
            for provision in part.provisions:
                provided.extend(provision.all_spans())
    pieces = _furniture(text, found.before, provided)
    if found.before and (found.drafts or found.before):
        first = text.lines[0].number
        warnings.append(Warning(first, f"从第{first}行起有{found.before}行不属于任何文件"))
    warnings.sort(key=lambda each: each.line)
    name = found.title or (documents[0].title if documents else source.name)
    return Gazette(source, name, where, interpreted(documents), pieces, tuple(warnings))


def _look(source: Source) -> _Text:
    lines: list[Line] = []
    aside: list[tuple[Line, str]] = []
    for line in read_lines(source.text):
        what = furniture(line)
        if what is None:
            lines.append(line)
        else:
            aside.append((line, what))
    marks = [_number(source.text, line) for line in lines]
    return _Text(source, lines, marks, dict(find_tables(lines)), aside)


def _number(text: str, line: Line) -> Mark | None:
    """The number of a line, blanks heeded: 13. 6个 is number 13, though its key reads 13.6个."""
    number = mark(line.key)
    if number is None and line.key[0] == "第" and _ARTICLE_AND_BLANK.match(text, line.spans[0].start):
        return mark(line.key, apart=True)
    if number is None or not number.decimal or (dotted := _DOT_AND_BLANK.match(text, line.spans[0].start)) is None:
        return number
    num = dotted[1] + "."
    return Mark(Rank.LEVEL3, int(dotted[1]), 0, len(num), num)


def _furniture(text: _Text, before: int, provided: Sequence[Span]) -> tuple[Furniture, ...]:
    """Everything that no provision holds."""
    kinds: dict[str, list[Span]] = {}
    for line, what in text.aside:
        kinds.setdefault(what, []).append(Span(line.start, line.stop))
    for line in text.lines[:before]:
        kinds.setdefault("outside", []).append(Span(line.start, line.stop))
    taken = sorted((*provided, *(span for spans in kinds.values() for span in spans)))
    at = 0
    for start, end in (*taken, Span(len(text.source.text), len(text.source.text))):
        if start > at:
            what = "blank" if not text.source.text[at:start].strip() else "mark"
            kinds.setdefault(what, []).append(Span(at, start))
        at = max(at, end)
    return tuple(Furniture(what, tuple(spans)) for what, spans in kinds.items())


class _Assembly:
    """One document from its draft."""

    def __init__(
        self,
        text: _Text,
        lists: Mapping[int, int],
        draft: Draft,
        place: str,
        known: dict[int, date | None],
        warnings: list[Warning],
    ) -> None:
        self.text, self.lists, self.draft, self.place = text, lists, draft, place
        self.known, self.warnings = known, warnings
        self.issued: date | None = draft.issued
        self.columns: Columns = measure(text.lines[draft.at : draft.end])
        self.effective: Dated | None = None
        self.period: Dated | None = None

    def document(self) -> Document:
        draft, lines = self.draft, self.text.lines
        addresses = Addresses()
        annexes = [part for part in draft.parts if part.kind == PartKind.ANNEX]
        ordinals = dict(zip(map(id, annexes), annex_ordinals([part.num for part in annexes]), strict=True))
        parts: list[Part] = []
        for part in draft.parts:
            roots = self._tree(part)
            prefix, place = addresses.part(part.kind, part.num, ordinals.get(id(part), 0))
            provisions = addresses.freeze(roots, prefix, place)
            if part.kind != PartKind.ANNEX and draft.kind != "解读":
                applies, lasts = self._facts(roots, provisions)
                self.effective, self.period = applies or self.effective, lasts or self.period
            num = part.num if part.kind == PartKind.ANNEX else None
            parts.append(Part(part.kind, part.title, num, provisions))
        if self.issued is None and draft.parent is not None:
            self.issued = self.known.get(id(draft.parent))
        self.known[id(draft)] = self.issued
        first = lines[draft.at].number
        self.warnings.extend(addresses.warnings)
        if draft.warning:
            self.warnings.append(Warning(first, draft.warning))
        return Document(
            title=draft.title,
            kind=draft.kind,
            place=self.place,
            first_line=first,
            last_line=self._last_line(),
            parts=tuple(parts),
            number=draft.number,
            issuer=draft.issuer,
            issued=self.issued,
            effective=self.effective,
            period=self.period,
            interprets=draft.interprets,
        )

    def _last_line(self) -> int:
        """The last line with words, of a table with torn cells too."""
        line = self.text.lines[self.draft.end - 1]
        return self.text.source.line_of(max(line.start, line.stop - 1)) if line.tabs == 0 else line.number

    def _tree(self, part: DraftPart) -> list[Node]:
        text, draft = self.text, self.draft
        ranks = [
            each.rank for each in text.marks[part.at : part.end] if each and each.rank in (Rank.LEVEL1, Rank.ARTICLE)
        ]
        builder = Builder(text.source.text, articles_below_levels=ranks[:1] == [Rank.LEVEL1])
        at = part.at
        if draft.head and part is draft.parts[0] and draft.head.title_at > at:
            self._fixed(builder, Kind.NUMBER, at, draft.head.title_at)
            at = draft.head.title_at
        if part.title_end > at:
            self._fixed(builder, Kind.TITLE, at, part.title_end)
            at = part.title_end
        elif part.num is not None:
            self._fixed(builder, Kind.TITLE, at, at + 1)
            at += 1
        if draft.head and part is draft.parts[0]:
            at = self._head(builder, draft, at)
        run = at
        while at < part.end:
            table = text.tables.get(at)
            listed = self.lists.get(at)
            kind = None if table or listed else self._special(part, at)
            if table is None and listed is None and kind is None:
                at += 1
                continue
            self._paragraphs(builder, run, at)
            if table:
                at = self._table(builder, at, min(table, part.end))
            elif listed:
                at = self._list(builder, at, min(listed, part.end))
            else:
                assert kind is not None
                self._fixed(builder, kind, at, at + 1)
                at += 1
            run = at
        self._paragraphs(builder, run, part.end)
        return builder.roots

    def _fixed(self, builder: Builder, kind: Kind, at: int, end: int) -> None:
        lines = self.text.lines[at:end]
        spans = tuple(span for line in lines for span in line.spans)
        builder.fixed(Node(kind, lines[0].number, spans, "".join(line.key for line in lines)))

    def _head(self, builder: Builder, draft: Draft, at: int) -> int:
        head = draft.head
        assert head is not None
        while at < head.end:
            line = self.text.lines[at]
            if at == head.number_at and at == head.date_at:
                words = line.key.index("号") + 1
                offset = advance(self.text.source.text, line.spans, words)
                number, issued = cut(line.spans, offset)
                builder.fixed(Node(Kind.NUMBER, line.number, number, line.key[:words]))
                builder.fixed(Node(Kind.DATE, line.number, issued, line.key[words:]))
            else:
                kind = {head.number_at: Kind.NUMBER, head.date_at: Kind.DATE}.get(at, Kind.ADDRESSEE)
                self._fixed(builder, kind, at, at + 1)
            at += 1
        return at

    def _special(self, part: DraftPart, at: int) -> Kind | None:
        """Signature, date, or note."""
        lines, key = self.text.lines, self.text.lines[at].key
        if len(key) > 600 or self.text.marks[at] is not None:
            return None
        first = key[0]
        if first in "（(":
            if _NOTE.fullmatch(key):
                return Kind.NOTE
            if part.title_end == at and heads.is_promulgation(key):
                return Kind.NOTE
            return None
        if first.isdecimal() and _INFORMATION.match(key) and self._above_all(part, at):
            return Kind.NOTE
        if part.kind == PartKind.ANNEX:
            return None
        if len(key) > 30:
            return None
        if (issued := heads.day(key)) and self._signed(part, at):
            if self.issued is None:
                self.issued = issued
            return Kind.DATE
        dated = at + 1 < part.end and heads.day(lines[at + 1].key) is not None
        if dated and at > part.title_end and _NO_PUNCTUATION.fullmatch(key):
            signs = part.kind == PartKind.NOTICE or part.end - at <= 4
            return Kind.SIGNATURE if signs else None
        return None

    def _above_all(self, part: DraftPart, at: int) -> bool:
        """Whether nothing but lines of the same kind stands between the title and this line."""
        return (
            part.title_end >= 0
            and at - part.title_end <= 12
            and all(_INFORMATION.match(line.key) for line in self.text.lines[part.title_end : at])
        )

    def _signed(self, part: DraftPart, at: int) -> bool:
        before = self.text.lines[at - 1].key if at > part.at else ""
        if before == self.draft.issuer:
            return True
        return _NO_PUNCTUATION.fullmatch(before) is not None and (part.kind == PartKind.NOTICE or part.end - at <= 3)

    def _list(self, builder: Builder, at: int, end: int) -> int:
        """附件：1.… 2.… is one paragraph, whatever its numbers."""
        lines = self.text.lines[at:end]
        spans = tuple(span for line in lines for span in line.spans)
        builder.block(Block(at, end, "".join(line.key for line in lines), spans, None), lines[0].number, followed=False)
        return end

    def _table(self, builder: Builder, at: int, end: int) -> int:
        """A table is one provision: all characters from its first line to its last, furniture left out."""
        lines = self.text.lines
        start, stop = lines[at].start, lines[end - 1].stop
        spans: list[Span] = []
        for line, _ in self.text.aside[self._aside_from(start) :]:
            if line.start >= stop:
                break
            if line.start > start:
                spans.append(Span(start, line.start))
            start = line.stop
        if stop > start:
            spans.append(Span(start, stop))
        caption = _TABLE_CAPTION.match(lines[at].key)
        node = Node(Kind.TABLE, lines[at].number, tuple(spans), ordinal=int(caption[1]) if caption else 0)
        builder.aside(node)
        return end

    def _aside_from(self, start: int) -> int:
        """Index of the first piece of furniture behind an offset."""
        low, high = 0, len(self.text.aside)
        while low < high:
            middle = (low + high) // 2
            if self.text.aside[middle][0].start < start:
                low = middle + 1
            else:
                high = middle
        return low

    def _paragraphs(self, builder: Builder, at: int, end: int) -> None:
        if at >= end:
            return
        blocks: list[Block] = join(self.text.lines, self.text.marks, at, end, self.columns)
        for index, block in enumerate(blocks):
            following = blocks[index + 1].mark if index + 1 < len(blocks) else None
            followed = index + 1 < len(blocks) and (
                following is None or (block.mark is not None and following.rank > block.mark.rank)
            )
            builder.block(block, self.text.lines[block.at].number, followed=followed)
            leaf = builder.leaf
            if leaf is not None and leaf.warning is None and leaf.kind in _PROSE and unfinished(leaf.key):
                leaf.warning = f"到“{leaf.key[-8:]}”没有写完一句，下文可能缺失或错位"

    @staticmethod
    def _facts(roots: Sequence[Node], provisions: Sequence[Provision]) -> tuple[Dated | None, Dated | None]:
        """From when and how long, as the last words of a part say that speak of it."""
        effective: Dated | None = None
        period: Dated | None = None
        stack = list(zip(roots, provisions, strict=True))
        while stack and not (effective and period):
            node, provision = stack.pop()
            if node.key and node.kind not in (Kind.TITLE, Kind.NOTE):
                if effective is None and (applies := facts.effective(node.key)):
                    effective = Dated(applies[0], provision.place, normal(applies[1]))
                if period is None and (lasts := facts.period(node.key)):
                    period = Dated(lasts[0], provision.place, normal(lasts[1]))
            stack.extend(zip(node.children, provision.children, strict=True))
        return effective, period
