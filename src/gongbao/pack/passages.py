"""Citations of a pack become passages of documents."""

from __future__ import annotations

from typing import Protocol

from gongbao.library import CitationError
from gongbao.library import Passage as Found
from gongbao.pack.compiled import Passage
from gongbao.pack.entry import Cite
from gongbao.pack.problems import Mark, PackError


class Passages(Protocol):
    """What resolves citations; a `Library` does."""

    def passage(self, document_ref: str, place: str | None = None, words: str | None = None) -> Found:
        """The words at a place of a document; raises `CitationError`."""


def resolve(passages: Passages, document: str, cite: Cite) -> Passage:
    """The passage of a citation.

    Raises:
        PackError: no such document, place or words, or the words stand there more than once.
    """
    ref = str(cite.document) if cite.document else document
    words = None if cite.words is None else str(cite.words)
    found = find_words(passages, ref, str(cite.cite), words, cite.mark("words" if cite.words else "cite"))
    if found.occurrences > 1:
        raise PackError.at(
            cite.mark("words"),
            f"“{words}”在 {found.citation} 里出现 {found.occurrences} 次，分不清引的是哪一处",
            "请多引几个字，使它在该条里只有一处",
        )
    return Passage(
        document=found.document,
        number=found.number,
        title=found.title,
        place=found.place,
        eid=found.eid,
        address=found.address,
        words=found.words,
        text=found.text,
    )


def find_words(passages: Passages, ref: str, place: str | None, words: str | None, mark: Mark) -> Found:
    """What stands at a place; a `CitationError` becomes a `PackError` at the mark."""
    try:
        return passages.passage(ref, place, words)
    except CitationError as error:
        what, _, remedy = str(error).removesuffix("。").partition("。")
        raise PackError.at(mark, what, remedy or "请核对引文和条款号") from error
