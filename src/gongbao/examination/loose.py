"""A few sentences, a table cell, a reply: words in which no document is recognised are examined line by line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from gongbao.text import Document, Gazette, Kind, Part, PartKind, Provision, Span

TITLE = "未识别出标题的文字"


def with_document(gazette: Gazette) -> Gazette:
    """The gazette itself where it has documents; else with one document of all its lines, each a paragraph."""
    if gazette.documents or not gazette.source.text.strip():
        return gazette
    source = gazette.source
    provisions: list[Provision] = []
    starts = (*source.line_starts, len(source.text))
    lines = []
    for number, (start, end) in enumerate(pairwise(starts), start=1):
        words = source.text[start:end]
        if not words.strip():
            continue
        lines.append(number)
        left = start + len(words) - len(words.lstrip())
        span = Span(left, left + len(words.strip()))
        count = len(provisions) + 1
        provisions.append(Provision(Kind.PARAGRAPH, f"para_{count}", f"正文第{count}段", spans=(span,)))
    document = Document(
        title=TITLE,
        kind="",
        place=gazette.place,
        first_line=lines[0],
        last_line=lines[-1],
        parts=(Part(PartKind.MAIN, None, None, tuple(provisions)),),
    )
    return replace(gazette, documents=(document,))
