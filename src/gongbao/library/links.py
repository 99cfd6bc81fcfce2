"""References in a text become links to their targets inside the library."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongbao.library.catalogue import Catalogue
from gongbao.library.model import Card, Link
from gongbao.library.names import address
from gongbao.text import PlaceError, Reference, find, parse_place, references
from gongbao.text.model import Document

_JOIN = re.compile(r"\s*(?:[（(][^（）()]*[）)]|[）)、和及])?\s*")
_SHORTEST_NUMBER = len("政字〔2020〕9号") - 1
_LAW = re.compile(r"(本|该)?(?:法|法典|条例|规定|办法|细则|规程|准则|方案|意见|预案|规划|措施)$")


class Resolver:
    """Finds the targets of the references of one document. A reference without a single target gives no link."""

    def __init__(self, card: Card, catalogue: Catalogue, model_of: Callable[[Card], Document]) -> None:
        self._card, self._catalogue, self._model_of = card, catalogue, model_of

    def links(self, text: str, place: str = "") -> tuple[Link, ...]:
        """Links of the text of a provision, in order, none inside another, none to itself or what it stands in."""
        found: list[Link] = []
        named: Card | None = None  # the document named just before
        named_end = -1
        for reference in references(text):
            if found and reference.start < found[-1].end:
                continue
            if reference.kind == "place":
                behind_name = named_end >= 0 and _JOIN.fullmatch(text[named_end : reference.start]) is not None
                link = self._to_place(text, reference, named, behind_name, place)
                if behind_name:
                    named_end = reference.end
            else:
                start, named = self._document(text, reference)
                named_end = reference.end
                link = None
                if named is not None and named.id != self._card.id:
                    link = Link(start, reference.end, named.address, named.title)
            if link is not None:
                found.append(link)
        return tuple(found)

    def _document(self, text: str, reference: Reference) -> tuple[int, Card | None]:
        """The document that is named, and where its name begins."""
        if reference.kind == "title":
            cards = self._catalogue.titled(reference.text, beside=self._card)
            return reference.start, cards[0] if len(cards) == 1 else None
        for start in range(reference.start, reference.end - _SHORTEST_NUMBER):
            # 按照廊政办发〔2021〕6号: where the series begins is known only by trying
            numbered = self._catalogue.numbered(text[start : reference.end], place=self._card.place)
            if numbered:
                return start, numbered[0] if len(numbered) == 1 else None
        return reference.start, None

    def _to_place(
        self, text: str, reference: Reference, named: Card | None, behind_name: bool, own: str
    ) -> Link | None:
        target = named if behind_name else self._card
        if target is None:
            return None
        law = _LAW.search(text[max(0, reference.start - 8) : reference.start])
        if law and not law[1] and not behind_name:  # 民法典第五条: another law, named without 《》
            return None
        try:
            node = find(self._model_of(target), parse_place(reference.text))
        except PlaceError:
            return None
        if node is None or (target.id == self._card.id and own.startswith(node.place)):
            return None
        return Link(reference.start, reference.end, address(target.ref, node.place), f"{target.title} {node.place}")
