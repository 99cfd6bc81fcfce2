"""References in a text become links to their targets: own provisions, documents of the library, articles of laws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gongbao.library.model import Card, Link
from gongbao.library.names import address
from gongbao.library.targets import Targets, law_form
from gongbao.text.amending.instructions import amended_title
from gongbao.text.finding import Finder
from gongbao.text.model import Document, Kind, Provision
from gongbao.text.references import Reference, references, short_names
from gongbao.text.resolving import OwnPlaces, Target

TargetKind = Literal["own", "document", "law", "unknown"]

_OWN_OF_DECISIONS = ("决定", "修正案", "通知", "令", "公告")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference of a text with what it leads to."""

    reference: Reference
    start: int  # of the words that make the link, in the text
    end: int
    target: TargetKind
    card: Card | None = None  # the document in the library; None where it is not held, or a draft
    title: str = ""  # of the target document as the text names it, or as it is held; empty for the document itself
    number: str = ""  # the 文号 that the text gives with it
    provision: Provision | None = None
    place: str = ""  # of the target: as the tree calls it where found, else as the text does
    problem: str | None = None
    exact: bool = True
    known: Card | None = None  # the document where it is known by name only

    @property
    def found(self) -> bool:
        """Whether it leads to a document that is held, and to a provision of it where it names one."""
        return self.target != "unknown" and (self.provision is not None or not self.place)


@dataclass(frozen=True, slots=True)
class _Named:
    """A document that is named in a text."""

    title: str
    number: str
    start: int
    cards: Sequence[Card]
    document: Document | None = None  # of the same gazette, where it is not in the library
    own: bool = False


class Resolver:
    """Resolves the references of one document.

    Args:
        document: the document that the texts are of.
        card: its card; None for a draft that is in no library.
        targets: names of the library's documents; None: nothing outside is looked up.
        finder_of: gives the places of a document of the library.
        beside: other documents of the same gazette, for a draft.
        about: title of the document that bare places belong to; None: what a 解读 interprets, what a decision amends.
        shorts: short names that the document defines.
    """

    def __init__(
        self,
        document: Document,
        card: Card | None = None,
        targets: Targets | None = None,
        finder_of: Callable[[Card], Finder] | None = None,
        *,
        beside: Sequence[Document] = (),
        about: str | None = None,
        shorts: Mapping[str, str] | None = None,
    ) -> None:
        self._document, self._card, self._targets, self._finder_of = document, card, targets, finder_of
        self._beside = {law_form(each.title): each for each in beside if each is not document}
        self._own = OwnPlaces(document)
        self._finders: dict[int, Finder] = {}
        self._nodes = {node.place: node for node in document.walk()}
        self._shorts: dict[str, str] = dict(shorts or {})
        amended = amended_title(document)
        about = about or document.interprets or amended
        self._about = self._lookup(about) if about else None
        self._amends = amended is not None
        self._on = document.issued or (targets.version_day(card) if targets is not None and card is not None else None)
        self._books = targets.books(card) if targets is not None and card is not None else ()

    def learn(self, text: str) -> None:
        """Take note of the short names that a text of the document defines."""
        if "以下" in text:
            for short, title in short_names(text).items():
                self._shorts.setdefault(short, title)

    def links(self, text: str, place: str = "") -> tuple[Link, ...]:
        """Links of the text of a provision, in order, none inside another, none to itself or what it stands in."""
        node = self._nodes.get(place)
        found: list[Link] = []
        if node is None or self._card is None or node.kind in (Kind.TITLE, Kind.NUMBER):
            return ()
        for each in self.resolve(text, node):
            card = each.card
            if each.known is not None and not each.place and not (found and each.start < found[-1].end):
                found.append(Link(each.start, each.end, each.known.address, each.known.title))
            if card is None or (found and each.start < found[-1].end) or not each.found:
                continue
            if each.target == "own" and (each.provision is None or node.place.startswith(each.provision.place)):
                continue
            where = each.provision.place if each.provision is not None else ""
            found.append(Link(each.start, each.end, address(card.ref, where or None), f"{card.title} {where}".strip()))
        return tuple(found)

    def resolve(self, text: str, provision: Provision, *, plain: bool = False) -> Iterator[Resolved]:
        """Each reference of a text of `provision`, in order; its own number in front is none.

        `plain`: the text is normal text already.
        """
        self.learn(text)
        named: dict[int, _Named] = {}
        latest: _Named | None = None
        title: Reference | None = None  # named just before
        number = (provision.num or "").rstrip("、.")
        for reference in references(text, plain=plain):
            if reference.kind in ("title", "number", "name"):
                found = self._name(text, reference)
                if reference.kind == "number" and title is not None and _bracketed(text, reference, title):
                    found = self._with_number(named[title.start], found)
                    named[title.start] = found
                title = reference if reference.kind == "title" else None
                named[reference.start] = latest = found
                yield self._of_document(reference, found)
            elif reference.kind == "self":
                that = latest if reference.text[0] == "该" else self._about
                if self._amends and reference.text.endswith(_OWN_OF_DECISIONS):
                    that = None
                named[reference.start] = that or _Named("", "", reference.start, (), own=reference.text[0] == "本")
                if that is None and reference.text[0] == "本":
                    yield Resolved(reference, reference.start, reference.end, "own", self._card)
            elif (reference.start == 0 and number and reference.place.startswith(number)) or (
                self._amends and _in_quoted_words(reference)
            ):
                continue
            else:
                yield self._place(reference, provision, named.get(reference.of) if reference.of is not None else None)

    def _of_document(self, reference: Reference, named: _Named) -> Resolved:
        card = self._one(named)
        if named.own or (card is not None and self._card is not None and card.id == self._card.id):
            return Resolved(reference, named.start, reference.end, "own", self._card)
        if card is None and named.document is None:
            return Resolved(
                reference,
                named.start,
                reference.end,
                "unknown",
                None,
                named.title,
                named.number,
                known=self._known(named),
            )
        title = card.title if card else named.document.title if named.document else ""
        return Resolved(reference, named.start, reference.end, _kind(card), card, title, named.number)

    def _place(self, reference: Reference, provision: Provision, named: _Named | None) -> Resolved:
        if named is None and self._about is not None and reference.kind in ("place", "annex"):
            named = self._about
        if named is not None and not named.own:
            return self._elsewhere(reference, named)
        found = self._own.resolve(reference, provision, named=named is not None)
        if found.provision is None and self._books:
            book = _Named(self._document.title, "", reference.start, self._books)
            other = self._elsewhere(reference, book) if reference.kind == "place" else None
            return other if other and other.found else replace(self._missing(reference), target="unknown")
        return self._resolved(reference, "own", self._card, found, "")

    def _elsewhere(self, reference: Reference, named: _Named) -> Resolved:
        first: Resolved | None = None
        if named.document is not None:
            finder = self._finders.setdefault(id(named.document), Finder(named.document))
            found = OwnPlaces(named.document, finder).in_document(reference.place, last=reference.last)
            return self._resolved(reference, "document", None, found, named.document.title)
        for card in self._versions(named):
            if self._card is not None and card.id == self._card.id:
                found = self._own.in_document(reference.place, last=reference.last)
                return self._resolved(reference, "own", card, found, "")
            if self._finder_of is None:
                break
            finder = self._finder_of(card)
            found = OwnPlaces(finder.document, finder).in_document(reference.place, last=reference.last)
            if found.provision is None and not self._judged(card):
                found = Target(None)
            resolved = self._resolved(reference, _kind(card), card, found, card.title, named.number)
            if found.provision is not None:
                return resolved
            first = first or resolved
        if first is not None:
            return first
        return Resolved(
            reference,
            reference.start,
            reference.end,
            "unknown",
            None,
            named.title,
            named.number,
            place=reference.place,
            known=self._known(named),
        )

    @staticmethod
    def _missing(reference: Reference) -> Resolved:
        return Resolved(reference, reference.start, reference.end, "unknown", place=reference.place)

    @staticmethod
    def _resolved(
        reference: Reference, kind: TargetKind, card: Card | None, found: Target, title: str, number: str = ""
    ) -> Resolved:
        place = found.provision.place if found.provision is not None else reference.place
        if kind == "own" and found.provision is None and found.problem is None:
            kind = "unknown"
        return Resolved(
            reference,
            reference.start,
            reference.end,
            kind,
            card,
            title,
            number,
            found.provision,
            place,
            found.problem,
            found.exact,
        )

    def _known(self, named: _Named) -> Card | None:
        """The document of this name that is known by name only."""
        if self._targets is None or named.cards:
            return None
        return self._targets.known(named.title, named.number)

    def _judged(self, card: Card) -> bool:
        """Whether the text that is held can show a place wrong: it was there when the words were written."""
        day = self._targets.version_day(card) if self._targets is not None else card.date
        return day is not None and self._on is not None and day <= self._on

    def _name(self, text: str, reference: Reference) -> _Named:
        words = reference.text
        if reference.kind == "number":
            if self._targets is None:
                return _Named("", words, reference.start, ())
            skipped, cards = self._targets.number_at_end(words, self._document.place)
            return _Named("", words[skipped:], _behind(text, reference.start, skipped), cards)
        if reference.kind == "name":
            known = max((short for short in self._shorts if words.endswith(short)), key=len, default=None)
            if known is not None:
                return self._lookup(self._shorts[known], reference.end - len(known))
            if self._targets is not None:
                skipped, cards = self._targets.name_at_end(words, self._card)
                if cards:
                    return _Named(words[skipped:], "", _behind(text, reference.start, skipped), cards)
            return _Named(words, "", reference.start, ())
        return self._lookup(self._shorts.get(words, words), reference.start)

    def _lookup(self, title: str, start: int = 0) -> _Named:
        form = law_form(title)
        own = form == law_form(self._document.title)
        cards = self._targets.titled(title, self._card) if self._targets is not None and not own else []
        beside = None if cards else self._beside.get(form) or self._local(form)
        return _Named(title, "", start, cards, beside, own)

    def _local(self, form: str) -> Document | None:
        return self._beside.get(self._document.place + form) if self._document.place else None

    def _with_number(self, named: _Named, numbered: _Named) -> _Named:
        """《…》（廊政办发〔2021〕6号): the number decides where the title leads nowhere or to several."""
        cards = named.cards or numbered.cards
        both = [card for card in named.cards if any(card.id == other.id for other in numbered.cards)]
        return _Named(named.title, numbered.number, numbered.start, both or cards, named.document, named.own)

    def _versions(self, named: _Named) -> Sequence[Card]:
        if self._targets is None:
            return named.cards
        return self._targets.version(named.cards, self._on)

    def _one(self, named: _Named) -> Card | None:
        """The one document that is meant; of the versions of one law the one of the day; None where it is open."""
        if len({law_form(card.title) for card in named.cards}) > 1:
            return None
        cards = self._versions(named)
        if named.own:
            return self._card
        if len(cards) > 1 and any(card.place for card in cards):
            return None
        return cards[0] if cards else None


def _in_quoted_words(reference: Reference) -> bool:
    """前款 and the like in a document that amends: they stand in the words that the amended one gets."""
    return reference.kind == "relative" or (reference.kind == "place" and "条" not in reference.place)


def _behind(text: str, start: int, count: int) -> int:
    """The offset behind so many characters, blanks not counted, and the blanks that follow them."""
    while start < len(text) and (count or text[start].isspace()):
        count -= not text[start].isspace()
        start += 1
    return start


def _kind(card: Card | None) -> TargetKind:
    return "law" if card is not None and not card.place else "document"


def _bracketed(text: str, number: Reference, title: Reference) -> bool:
    """Whether a number stands in brackets right behind a title."""
    between = text[title.end : number.start].lstrip()
    return between[:1] in ("（", "(") and len(between) <= 40 and not any(char in between for char in "》）)。")
