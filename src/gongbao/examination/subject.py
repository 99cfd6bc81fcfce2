"""What a rule sees: one document with its words, its provisions in order, and the library around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from gongbao.examination.model import Finding, Severity
from gongbao.examination.suppress import NORMAL_MARK
from gongbao.text import (
    Document,
    Gazette,
    Kind,
    NormalText,
    Part,
    PartKind,
    Provision,
    Reference,
    Span,
    Table,
    normal,
    references,
    tables,
)

if TYPE_CHECKING:
    from gongbao.library import Card, Library, StoredDocument

_Kept = TypeVar("_Kept")


@dataclass(frozen=True)
class Words:
    """A provision with its own words in normal form, and where it stands."""

    provision: Provision
    part: PartKind
    text: str
    number: str | None = None  # 附件1, of an annex

    @property
    def place(self) -> str:
        """The provision's place."""
        return self.provision.place

    @property
    def kind(self) -> Kind:
        """The provision's kind."""
        return self.provision.kind


@dataclass(frozen=True)
class Subject:
    """One document under examination. Rules are pure functions over it."""

    gazette: Gazette
    document: Document
    on: date  # the day on which it is examined
    library: Library | None = None

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """All provisions in reading order, each with its own words only."""
        return tuple(self._words())

    @cached_property
    def prose(self) -> tuple[Words, ...]:
        """The same without tables."""
        return tuple(each for each in self.words if each.provision.kind is not Kind.TABLE)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The document's tables, in order."""
        return tables(self.gazette, self.document)

    @cached_property
    def by_eid(self) -> dict[str, Words]:
        """The words of a provision by its eId."""
        return {each.provision.eid: each for each in self.words}

    @cached_property
    def index(self) -> dict[str, int]:
        """Where a provision stands in `words`, by its eId."""
        return {each.provision.eid: at for at, each in enumerate(self.words)}

    @cached_property
    def is_explanation(self) -> bool:
        """Whether the document explains another one (解读)."""
        return self.document.kind == "解读" or self.document.interprets is not None

    @cached_property
    def is_contents(self) -> bool:
        """Whether the document is the gazette's own cover and list of contents."""
        return self.document.kind == "目录" and self.document.number is None and self.document.first_line < 10

    @cached_property
    def explained(self) -> Document | None:
        """The document that this one explains, where the gazette holds exactly one of that title."""
        title = self.document.interprets
        found = [each for each in self.gazette.documents if each.title == title and each is not self.document]
        return found[0] if len(found) == 1 else None

    @cached_property
    def siblings(self) -> tuple[Document, ...]:
        """Documents that one notice hands out: those of its number, and those without a head that follow it."""
        number = self.document.number
        documents = self.gazette.documents
        found = [each for each in documents if number and each.number == number and each is not self.document]
        at = next((index for index, each in enumerate(documents) if each is self.document), len(documents))
        for each in documents[at + 1 :]:
            headed = any(part.kind is PartKind.NOTICE for part in each.parts) or each.kind in ("解读", "目录")
            if headed or each.number != number or any(node.kind is Kind.ADDRESSEE for node in each.walk()):
                break
            if each not in found:
                found.append(each)
        return tuple(found)

    def once(self, name: str, make: Callable[[], _Kept]) -> _Kept:
        """What several rules of a module ask for, made once for this document."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast(_Kept, self._kept[name])

    @cached_property
    def _kept(self) -> dict[str, object]:
        return {}

    def references(self, where: Words) -> list[Reference]:
        """The references in the words of a provision, read once."""
        return self.once(f"references {where.provision.eid}", lambda: references(where.text))

    def part(self, kind: PartKind) -> Part | None:
        """The first part of a kind."""
        return next((each for each in self.document.parts if each.kind is kind), None)

    def beside(self, document: Document) -> Subject:
        """Another document of the same gazette, as its rules would see it."""
        return Subject(self.gazette, document, self.on, self.library)

    def held(self, name: str) -> tuple[Card, StoredDocument] | None:
        """The one document of the library that a name means, with its tree; None without a library or where none or
        several are meant."""
        if self.library is None:
            return None
        cards = self.library.resolve(name)
        if len(cards) != 1:
            return None
        return cards[0], self.library.document(cards[0])

    def _words(self) -> Iterator[Words]:
        for part in self.document.parts:
            for top in part.provisions:
                for each in top.walk():
                    text = normal(self.gazette.printed(each, deep=False))
                    if "体检" in text:
                        text = NORMAL_MARK.sub("", text)
                    yield Words(each, part.kind, text, part.num)

    def line_of(self, provision: Provision, words: str = "", before: int = 0) -> int:
        """The 1-based line on which `words` begin in a provision, `before` of their occurrences passed over; its first
        line where they cannot be told apart."""
        source = self.gazette.source
        spans = provision.spans or provision.all_spans()
        if not spans:
            return self.document.first_line
        if words:
            found = list(islice(self._normal(provision, spans).find(words), before + 1))
            if found:
                at = found[-1][0]
                for span in spans:
                    if at < span.end - span.start:
                        return source.line_of(span.start + at)
                    at -= span.end - span.start
        return source.line_of(spans[0].start)

    def _normal(self, provision: Provision, spans: Sequence[Span]) -> NormalText:
        """The normal text of a provision with its way back; of a large table it is asked for again and again."""
        kept = self._normals.get(provision.eid)
        if kept is None:
            kept = NormalText("".join(self.gazette.source.text[span.start : span.end] for span in spans))
            self._normals[provision.eid] = kept
        return kept

    @cached_property
    def _normals(self) -> dict[str, NormalText]:
        return {}

    def finding(
        self,
        rule: str,
        severity: Severity,
        where: Words,
        words: str,
        message: str,
        advice: str,
        *,
        others: tuple[tuple[str, str], ...] = (),
        basis: str | None = None,
        at: int | None = None,
    ) -> Finding:
        """A finding at a provision. `words` stand in its text; `at`: where they begin there, for words that stand more
        than once, so that each gets its own line. Of words that do not stand there as a whole (a mark of suppression
        was cut out of them) the longest beginning that does is quoted, at the least the provision's first words.
        """
        words = _standing(where.text, words)
        return Finding(
            rule=rule,
            severity=severity,
            document=self.document.key,
            place=where.place,
            eid=where.provision.eid,
            line=self.line_of(where.provision, words, where.text.count(words, 0, at) if at else 0),
            words=words,
            message=message,
            advice=advice,
            others=others,
            basis=basis,
        )


_FEWEST_WORDS = 2
_FIRST_WORDS = 24


def _standing(text: str, words: str) -> str:
    """`words` where they stand in a text; else the longest beginning of them that does."""
    if words and words in text:
        return words
    low, high = 0, len(words)
    while low < high:  # every beginning of words that stand stands too
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
    return words[:low] if low >= _FEWEST_WORDS else text[:_FIRST_WORDS]
