"""Citations of documents: what each refers to, what refers to it, and which references cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongbao.library.links import Resolved, Resolver, TargetKind
from gongbao.library.model import Card
from gongbao.library.names import address
from gongbao.text.model import Document, Gazette, Kind, Provision
from gongbao.text.normal import normal

if TYPE_CHECKING:
    from gongbao.library.library import Library

_OUTSIDE = (Kind.TITLE, Kind.NUMBER, Kind.DATE, Kind.SIGNATURE, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """A reference in the words of a provision, and where it leads.

    `start` and `end` (exclusive) count characters of the normal text of the provision's own words; `words` stand there.
    """

    provision: Provision
    start: int
    end: int
    words: str
    target: TargetKind  # own: this document; document, law: one that is held; unknown
    found: bool  # the document is held and, where a place is named, has it
    problem: str | None  # why it cannot be right; None where it is, or where nobody can say
    address: str | None  # page of the target, where it is in the library
    kind: str = "place"  # title | number | name | place | annex | relative | self
    title: str = ""  # of another document: as held, else as the text names it
    place: str = ""  # of the target
    exact: bool = True  # False: 上述规定 and the like


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to one target, as the reverse of it is stored. Of 《…》（文号）第三条 it is the place that counts."""

    place: str  # where the words stand
    start: int
    end: int
    words: str
    kind: str  # title | number | name | place | annex | relative
    target: TargetKind
    title: str  # of another document
    number: str  # the 文号 that the text gives with it
    target_place: str  # empty: the document as a whole
    target_last: str  # of a range
    found: bool
    exact: bool
    problem: str | None
    address: str | None  # of the target; of a document known by name only its page
    card: Card | None  # the target; `held` False where it is known by name only

    @property
    def what(self) -> str:
        """本文条款 | 已收录文件 | 法律条款 | 仅知名称 | 不明, for people."""
        if self.target == "own":
            return "本文条款"
        if self.target == "unknown":
            return "仅知名称" if self.title or self.number else "不明"
        return "法律法规" if self.target == "law" else "已收录文件"


def resolve_references(
    gazette: Gazette, document: Document, library: Library | None = None
) -> tuple[ResolvedReference, ...]:
    """All references of a document, in reading order.

    Args:
        gazette: the parsed text that the document is of.
        document: a document, or a draft that is in no library.
        library: where other documents and laws are looked up; None: only this gazette is.
    """
    if library is not None:
        with library.resolving(document, gazette) as resolver:
            return tuple(_all(gazette, document, resolver))
    return tuple(_all(gazette, document, Resolver(document, beside=gazette.documents)))


def check_references(
    gazette: Gazette, document: Document, library: Library | None = None
) -> tuple[ResolvedReference, ...]:
    """The references that cannot be right: to what a held document does not have, or to themselves."""
    return tuple(each for each in resolve_references(gazette, document, library) if each.problem is not None)


def citations_of(document: Document, text: str, resolver: Resolver) -> tuple[Citation, ...]:
    """The citations of a document; `text`: what its spans point into."""
    found: list[Citation] = []
    for provision in document.walk():
        if provision.kind in _OUTSIDE or not provision.spans:
            continue
        words = normal("".join(text[start:end] for start, end in provision.spans))
        found += _citations(words, provision, resolver)
    return tuple(found)


def _citations(words: str, provision: Provision, resolver: Resolver) -> Iterator[Citation]:
    resolved = list(resolver.resolve(words, provision, plain=True))
    with_places = {each.reference.of for each in resolved if each.reference.of is not None}
    title_end = -1
    for each in resolved:
        reference = each.reference
        if reference.kind == "title":
            title_end = reference.end
        if reference.kind == "self" or (reference.kind in ("title", "number", "name") and each.target == "own"):
            continue
        if reference.start in with_places and reference.kind != "place":
            continue
        if reference.kind == "number" and _in_brackets(words, title_end, reference.start):
            continue  # counted with its title
        yield Citation(
            provision.place,
            each.start,
            each.end,
            words[each.start : each.end],
            reference.kind,
            each.target,
            each.title,
            each.number,
            each.place,
            reference.last,
            each.found,
            each.exact,
            each.problem,
            _page(each),
            each.card or each.known,
        )


def _page(each: Resolved) -> str | None:
    if each.card is not None and each.found:
        return address(each.card.ref, each.place or None)
    return each.known.address if each.known is not None else None


def _in_brackets(words: str, title_end: int, at: int) -> bool:
    between = words[title_end:at] if 0 <= title_end <= at else ""
    return between.startswith("（") and len(between) <= 40 and "）" not in between


def _all(gazette: Gazette, document: Document, resolver: Resolver) -> Iterator[ResolvedReference]:
    for provision in document.walk():
        if provision.kind in _OUTSIDE or not provision.spans:
            continue
        text = normal(gazette.printed(provision, deep=False))
        for each in resolver.resolve(text, provision, plain=True):
            yield _reference(text, provision, each)


def _reference(text: str, provision: Provision, each: Resolved) -> ResolvedReference:
    return ResolvedReference(
        provision=provision,
        start=each.start,
        end=each.end,
        words=text[each.start : each.end],
        target=each.target,
        found=each.found,
        problem=each.problem,
        address=_page(each),
        kind=each.reference.kind,
        title=each.title,
        place=each.place,
        exact=each.exact,
    )
