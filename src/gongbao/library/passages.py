"""Citations resolved: a document, a place in it, and words that must stand there."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from gongbao.library.model import Card, Passage
from gongbao.library.names import address
from gongbao.text import PlaceError, locate, normal, parse_place, quoted
from gongbao.text.model import Document, Kind, Provision


class _Stored(NamedTuple):
    card: Card
    model: Document
    printed: str


class CitationError(ValueError):
    """A citation does not resolve. `str()` says what is wrong and what is nearest."""


def unknown_document(ref: str, suggestions: list[Card]) -> CitationError:
    """No document of this name."""
    if not suggestions:
        return CitationError(f"文库是空的，找不到“{ref}”。请先用 gongbao ingest 收录公报。")
    names = "；".join(_described(card) for card in suggestions)
    return CitationError(f"文库里没有“{ref}”。最接近的是：{names}。")


def known_by_name(ref: str, card: Card) -> CitationError:
    """A document that the library knows and does not hold."""
    return CitationError(f"“{ref}”是{_described(card)}，文库只知名称，没有收录全文。请先收录载有它的公报。")


def ambiguous_document(ref: str, cards: list[Card]) -> CitationError:
    """Several documents of this name."""
    names = "；".join(card.ref for card in cards)
    return CitationError(f"“{ref}”对应 {len(cards)} 份文件，请写明其中一份：{names}。")


def passage(card: Card, model: Document, printed: str, place: str | None, words: str | None) -> Passage:
    """The words at a place of a document.

    Args:
        card: the document.
        model: its tree.
        printed: the text of the file that the spans of `model` point into.
        place: 第六条第二款（四）, 四（二）1.; None or empty for the whole document.
        words: the quotation in any width and with any blanks; None for the provision's whole text.

    Raises:
        CitationError: the place or the words are not there.
    """
    stored = _Stored(card, model, printed)
    if place:
        node = _find(stored, place)
        text = _deep_text(stored, node)
        found_place, eid = node.place, node.eid
        number = normal(node.num or "")
    else:
        text = "".join(_deep_text(stored, node) for part in stored.model.parts for node in part.provisions)
        found_place, eid, number = "", "", ""
    # A whole provision is quoted without its own number: the place beside the quotation says it.
    quotation = (text.removeprefix(number) or text) if words is None else normal(words)
    occurrences = text.count(quotation) if quotation else 0
    if not occurrences:
        raise _no_such_words(stored, found_place, words or "", text)
    return Passage(
        document=card.key,
        number=card.number,
        title=card.title,
        place=found_place,
        eid=eid,
        address=address(card.ref, found_place or None),
        words=quotation,
        text=text,
        occurrences=occurrences,
        card=card,
    )


def _deep_text(stored: _Stored, node: Provision) -> str:
    """Normal text of a provision and all below it."""
    return normal("".join(stored.printed[span.start : span.end] for span in node.all_spans()))


def _find(stored: _Stored, place: str) -> Provision:
    name = stored.card.ref
    try:
        found = locate(stored.model, parse_place(place), stored.printed)
    except PlaceError as error:
        raise CitationError(f"{name}：{error}") from error
    if isinstance(found, Provision):
        return found
    if found.reached is not None:
        below = [_last_step(child.place, found.reached.place) for child in found.reached.children]
        has = f"；{found.reached.place}之下有{_run(below)}" if below else f"；{found.reached.place}不再分款项"
    else:
        articles = [node.num or node.place for node in stored.model.walk() if node.kind is Kind.ARTICLE]
        levels = [(node.num or "").rstrip("、") for node in stored.model.walk() if node.kind is Kind.LEVEL1]
        has = f"；文中有{_run(articles or levels)}" if articles or levels else ""
    raise CitationError(f"{name} {found}{has}。请核对条款号。")


def _last_step(place: str, above: str) -> str:
    return place.removeprefix(above) or place


def _run(names: list[str]) -> str:
    return "、".join(names) if len(names) <= 4 else f"{names[0]}至{names[-1]}"


def _no_such_words(stored: _Stored, place: str, words: str, text: str) -> CitationError:
    where = f"{stored.card.ref} {place}".strip()
    near = nearest(normal(words), text)
    elsewhere = [
        node.place
        for node in stored.model.walk()
        if normal(words) and normal(words) in normal(_printed(stored, node)) and node.place != place
    ]
    hint = f"。这些字在{elsewhere[0]}" if elsewhere else (f"。此处最接近的是“{near}”" if near else "")
    return CitationError(f"{where}里没有“{words}”{hint}。")


def _printed(stored: _Stored, node: Provision) -> str:
    return "".join(stored.printed[span.start : span.end] for span in node.spans)


def nearest(words: str, text: str) -> str:
    """The stretch of the text that is most like the words; empty where nothing is alike."""
    if not words or not text:
        return ""
    matcher = SequenceMatcher(None, text, words, autojunk=False)
    longest = matcher.find_longest_match()
    if longest.size < 2:
        return ""
    start = max(0, longest.a - longest.b)
    return text[start : start + len(words)]


def _described(card: Card) -> str:
    return f"{card.number}{quoted(card.title)}" if card.number else card.ref
