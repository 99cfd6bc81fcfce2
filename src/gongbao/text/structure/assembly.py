"""One document from its draft: pieces, their order, and the tree that they make."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongbao.reading import Source
from gongbao.text import facts
from gongbao.text.model import Dated, Document, Kind, Move, Part, PartKind, Provision, Span, Warning
from gongbao.text.normal import normal
from gongbao.text.structure import boxes, endings, heads
from gongbao.text.structure.addressing import Addresses, annex_ordinals
from gongbao.text.structure.columns import Columns, measure
from gongbao.text.structure.contents import contents_end, entries, unnamed_end
from gongbao.text.structure.drafts import Draft, DraftPart
from gongbao.text.structure.inline import separated
from gongbao.text.structure.joining import Block, block, fragment, join, unclosed, unfinished
from gongbao.text.structure.lines import Line, advance, cut
from gongbao.text.structure.numbering import Mark, Rank, ordinal
from gongbao.text.structure.promulgation import promulgation, titled_issuer
from gongbao.text.structure.restoring import Piece, restored
from gongbao.text.structure.rosters import Roster, rosters
from gongbao.text.structure.subheads import grouped
from gongbao.text.structure.tree import Builder, Node

_PROSE = (Kind.PARAGRAPH, Kind.POINT, Kind.INDENT)
_TABLE_CAPTION = re.compile(r"表(\d{1,3})")
_MOST_LOOKS = 200  # look-ups of torn words in a text


@dataclass(slots=True)
class Looked:
    """A text after the passes that look at lines alone."""

    source: Source
    lines: Sequence[Line]
    marks: Sequence[Mark | None]
    tables: Mapping[int, int]
    aside: Sequence[tuple[Line, str]]  # furniture
    looks: int = 0

    def elsewhere(self, words: str) -> bool:
        """Whether words stand somewhere in the text. Gives up after many look-ups, to stay linear."""
        self.looks += 1
        return self.looks <= _MOST_LOOKS and words in self.source.text


class Assembly:
    """One document from its draft."""

    def __init__(
        self,
        text: Looked,
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
        self.moves: list[Move] = []

    def document(self) -> Document:
        """The document."""
        draft, lines = self.draft, self.text.lines
        addresses = Addresses()
        annexes = [part for part in draft.parts if part.kind == PartKind.ANNEX]
        ordinals = dict(zip(map(id, annexes), annex_ordinals([part.num for part in annexes]), strict=True))
        parts: list[Part] = []
        for part in draft.parts:
            roots = grouped(self._tree(part))
            prefix, place = addresses.part(part.kind, part.num, ordinals.get(id(part), 0))
            provisions = addresses.freeze(roots, prefix, place)
            if part.kind != PartKind.ANNEX and draft.kind != "解读":
                applies, lasts = _facts(roots, provisions)
                self.effective, self.period = applies or self.effective, lasts or self.period
            num = part.num if part.kind == PartKind.ANNEX else None
            parts.append(Part(part.kind, part.title, num, provisions))
        issuer = self._promulgated(parts)
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
            issuer=issuer,
            issued=self.issued,
            effective=self.effective,
            period=self.period,
            interprets=draft.interprets,
            moves=tuple(self.moves),
        )

    def _promulgated(self, parts: Sequence[Part]) -> str | None:
        """The issuer; where no head names it, the notes under the title do, and the days of issue and of force."""
        signed_by_head_of_state = (self.draft.issuer or "").endswith("主席")  # who made the law, the notes say
        if (
            (self.draft.issuer and not signed_by_head_of_state)
            or self.draft.parent is not None
            or self.draft.kind in ("解读", "目录")
        ):
            return self.draft.issuer
        text = self.text.source.text
        main = [part for part in parts if part.kind != PartKind.ANNEX]
        notes = [node for part in main for node in part.provisions if node.kind == Kind.NOTE]
        said = promulgation("".join("".join(text[start:end] for note in notes for start, end in note.spans).split()))
        self.issued = self.issued or said.issued
        if self.effective is None and said.effective is not None:
            self.effective = Dated(said.effective[0].isoformat(), notes[-1].place, said.effective[1])
        return said.issuer or self.draft.issuer or titled_issuer(self.draft.title) or self._signer(main)

    def _signer(self, parts: Sequence[Part]) -> str | None:
        """The bodies that sign the text, where neither its head nor its notes name who issued it."""
        signed = [
            "".join("".join(self.text.source.text[start:end] for start, end in node.spans).split())
            for part in parts
            for node in part.provisions
            if node.kind == Kind.SIGNATURE
        ]
        return "、".join(normal(each) for each in signed) if signed and all(map(heads.is_issuer, signed)) else None

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
        pieces, moves = restored(self._pieces(part, at), text.lines, text.elsewhere)
        self.moves += moves
        self._feed(builder, pieces)
        return builder.roots

    # pieces

    def _pieces(self, part: DraftPart, at: int) -> list[Piece]:
        """The lines of a part from `at`, cut into paragraphs, tables, lists, boxes and what is set apart."""
        text = self.text
        if self.draft.kind == "目录" and self.draft.head is None and self.draft.parts[0] is part:
            covered = entries(text.lines, text.tables, at, part.end)
        else:
            covered = {}
        persons: Mapping[int, Roster] = rosters(text.source.text, text.lines, text.marks, text.tables, at, part.end)
        finder = endings.Endings(text.lines, text.marks, part, self.draft)
        pieces: list[Piece] = []
        run = at
        while at < part.end:
            piece = self._piece(part, at, persons, finder)
            if piece is None and at in covered:
                stop = covered[at]
                piece = Piece(at, stop, None, block(text.lines, text.marks, at, stop))
            if piece is None:
                at += 1
                continue
            pieces += self._paragraphs(run, at)
            pieces.append(piece)
            at = run = piece.end
        pieces += self._paragraphs(run, part.end)
        if self.issued is None:
            self.issued = finder.issued
        return pieces

    def _piece(self, part: DraftPart, at: int, persons: Mapping[int, Roster], finder: endings.Endings) -> Piece | None:
        text = self.text
        if (table := text.tables.get(at)) is not None:
            return Piece(at, min(table, part.end), Kind.TABLE)
        if (listed := self.lists.get(at)) is not None:
            return Piece(at, min(listed, part.end), Kind.ANNEXES)
        if (known := persons.get(at)) is not None:
            return Piece(at, known.end, Kind.LIST, roster=known)
        key = text.lines[at].key
        if key in ("目录", "目次") and (stop := contents_end(text.lines, text.marks, at, part.end)):
            return Piece(at, stop, Kind.CONTENTS)
        if stop := unnamed_end(text.lines, text.marks, at, part.end):
            return Piece(at, stop, Kind.CONTENTS)
        if boxes.caption(key):
            return self._box(part, at, persons)
        kind = finder.kind(at)
        return None if kind is None else Piece(at, at + 1, kind)

    def _box(self, part: DraftPart, at: int, persons: Mapping[int, Roster]) -> Piece:
        lines, marks, tables = self.text.lines, self.text.marks, self.text.tables
        first = boxes.caption_end(lines, marks, at, part.end)
        others = _Either(persons, self.lists)
        end = boxes.box_end(lines, marks, tables, others, first, part.end)
        if first in tables:
            inside = [Piece(first, end, Kind.TABLE)]
        else:
            widest = max((lines[step].width for step in range(first, end)), default=0)
            columns = Columns((widest, widest - 4)) if self.columns.widths else Columns()  # narrower than the text
            inside = [_paragraph(each) for each in join(lines, marks, first, end, columns)]
        return Piece(at, end, Kind.BOX, inside=(Piece(at, first, Kind.TITLE), *inside))

    def _paragraphs(self, at: int, end: int) -> list[Piece]:
        blocks = join(self.text.lines, self.text.marks, at, end, self.columns)
        return [_paragraph(each) for each in separated(self.text.source.text, blocks)]

    # nodes

    def _feed(self, builder: Builder, pieces: Sequence[Piece]) -> None:
        last_number = max(
            (index for index, piece in enumerate(pieces) if piece.block is not None and piece.block.mark is not None),
            default=-1,
        )
        for index, piece in enumerate(pieces):
            if piece.block is not None:
                self._paragraph(builder, pieces, index, last_number)
            elif piece.kind == Kind.TABLE:
                table = self._table(piece)
                box = boxes.caption(self.text.lines[piece.at].key)
                builder.aside(table if box is None else _box(box, self._line(piece), [table]))
            elif piece.kind == Kind.LIST:
                builder.aside(self._list(piece, pieces[:index]))
            elif piece.kind == Kind.BOX:
                builder.aside(self._boxed(piece))
            elif piece.kind == Kind.FOOTNOTE:
                builder.footnote(Node(Kind.FOOTNOTE, self._line(piece), self._spans(piece), self._key(piece)))
            else:
                assert piece.kind is not None
                self._fixed(builder, piece.kind, piece.at, piece.end)

    def _paragraph(self, builder: Builder, pieces: Sequence[Piece], index: int, last: int) -> None:
        own = pieces[index].block
        assert own is not None
        later = pieces[index + 1].block if index + 1 < len(pieces) else None
        mark = later.mark if later is not None else None
        followed = later is not None and (mark is None or (own.mark is not None and mark.rank > own.mark.rank))
        numbered = pieces[last].block if index > last >= 0 else None
        closing = (
            numbered is not None
            and endings.closes(own.key)
            and not endings.announces(numbered, directly=last == index - 1)
        )
        builder.block(own, self.text.lines[own.at].number, followed=followed, closing=closing)
        leaf = builder.leaf
        if leaf is None or leaf.warning is not None or leaf.kind not in _PROSE:
            return
        if unfinished(leaf.key):
            leaf.warning = f"到“{leaf.key[-8:]}”没有写完一句，下文可能缺失或错位"
        elif own.mark is None and fragment(own.key):
            leaf.warning = f"“{leaf.key[:8]}…”不成句，像是从别处断下的"
        elif unclosed(leaf.key):
            leaf.warning = f"到“{leaf.key[-8:]}”括号没有合上，下文可能缺失或错位"

    def _fixed(self, builder: Builder, kind: Kind, at: int, end: int) -> None:
        piece = Piece(at, end, kind)
        builder.fixed(Node(kind, self._line(piece), self._spans(piece), self._key(piece)))

    def _line(self, piece: Piece) -> int:
        return self.text.lines[piece.at].number

    def _spans(self, piece: Piece) -> tuple[Span, ...]:
        return tuple(span for line in self.text.lines[piece.at : piece.end] for span in line.spans)

    def _key(self, piece: Piece) -> str:
        return "".join(line.key for line in self.text.lines[piece.at : piece.end])

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

    def _list(self, piece: Piece, before: Sequence[Piece]) -> Node:
        roster = piece.roster
        assert roster is not None
        first = roster.entries[0].at
        caption = Piece(piece.at, first)
        node = Node(Kind.LIST, self._line(piece), self._spans(caption), self._key(caption))
        node.heading = normal(node.key).rstrip("：") or None
        for entry in roster.entries:
            own = Piece(entry.at, entry.end)
            node.children.append(Node(Kind.ENTRY, self._line(own), self._spans(own), self._key(own)))
        near = next((each for each in reversed(before[-3:]) if each.kind == Kind.LIST), None)
        again = near is not None and not any(
            each.block is not None and each.block.mark is not None for each in before[-2:]
        )
        if roster.torn() or again:
            node.warning = "这份名单里职务重复或与前一份相连，可能是两份名单错位"
        return node

    def _boxed(self, piece: Piece) -> Node:
        title, *inside = piece.inside
        match = boxes.caption(self.text.lines[title.at].key)
        assert match is not None
        builder = Builder(self.text.source.text, articles_below_levels=False)
        self._feed(builder, inside)
        node = _box(match, self._line(piece), builder.roots)
        node.spans, node.key = self._spans(title), self._key(title)
        node.heading = normal(node.key[match.start(2) :]) or None
        return node

    def _table(self, piece: Piece) -> Node:
        """A table is one provision: all characters from its first line to its last, furniture left out."""
        lines = self.text.lines
        start, stop = lines[piece.at].start, lines[piece.end - 1].stop
        spans: list[Span] = []
        for line, _ in self.text.aside[self._aside_from(start) :]:
            if line.start >= stop:
                break
            if line.start > start:
                spans.append(Span(start, line.start))
            start = line.stop
        if stop > start:
            spans.append(Span(start, stop))
        caption = _TABLE_CAPTION.match(lines[piece.at].key)
        return Node(Kind.TABLE, lines[piece.at].number, tuple(spans), ordinal=int(caption[1]) if caption else 0)

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


def _box(caption: re.Match[str], line: int, children: list[Node]) -> Node:
    node = Node(Kind.BOX, line, num=f"专栏{caption[1]}", ordinal=ordinal(caption[1]), children=children)
    node.heading = normal(caption[2]) or None
    return node


class _Either(Container[int]):
    """What is in one of two mappings."""

    def __init__(self, one: Mapping[int, object], other: Mapping[int, object]) -> None:
        self._one, self._other = one, other

    def __contains__(self, key: object) -> bool:
        return key in self._one or key in self._other


def _paragraph(own: Block) -> Piece:
    return Piece(own.at, own.end, None, own)


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
