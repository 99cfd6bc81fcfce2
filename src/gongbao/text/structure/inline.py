"""Numbers within a paragraph (应当修订：1.…；2.…) that go on at the beginning of lines, or come from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbao.text.structure.joining import Block
from gongbao.text.structure.lines import advance, cut
from gongbao.text.structure.numbering import Rank, mark

_INLINE = re.compile(r"(?<=[：:。；;])(\d{1,2})[.．、](?=[\u4e00-\u9fff“《（])")
_MOST = 40  # numbers in one paragraph


def separated(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs, those divided that hold several numbers of one enumeration.

    A paragraph is divided where it begins with a number and the next ones follow in it, and where the paragraph behind
    it begins with a number (3.) whose predecessors (1., 2.) stand in it, each behind the end of a clause.
    """
    found: list[Block] = []
    for index, own in enumerate(blocks):
        later = blocks[index + 1].mark if index + 1 < len(blocks) else None
        counted = own.mark is not None and own.mark.rank == Rank.LEVEL3 and not own.mark.decimal
        places: list[int] = []
        if counted:
            assert own.mark is not None
            places = _run(own.key, own.mark.ordinal + 1)
        elif later is not None and later.rank == Rank.LEVEL3 and not later.decimal and later.ordinal > 1:
            places = _run(own.key, 1)
            if len(places) != later.ordinal - 1:
                places = []
        found += _divided(text, own, places) if places else [own]
    return found


def _run(key: str, first: int) -> list[int]:
    """Where the numbers `first`, `first` + 1 … stand in a paragraph, in order."""
    places: list[int] = []
    for match in _INLINE.finditer(key):
        if int(match[1]) == first + len(places):
            places.append(match.start())
        if len(places) >= _MOST:
            break
    return places


def _divided(text: str, own: Block, places: Sequence[int]) -> Iterator[Block]:
    spans, done = own.spans, 0
    key = own.key
    for place in places:
        before, spans = cut(spans, advance(text, spans, place - done))
        yield replace(own, key=key[done:place], spans=before, mark=mark(key[done:place]) if done else own.mark)
        done = place
    yield replace(own, key=key[done:], spans=spans, mark=mark(key[done:]))
