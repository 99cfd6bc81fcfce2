"""Printed text made fit to be shown: hard-wrapped lines joined, Markdown's marks left out, nothing else changed."""

from __future__ import annotations

import re

from gongbao.text.grid.building import table
from gongbao.text.model import Gazette, Kind, Provision

_BREAK = re.compile(r"[ \t\u3000\xa0]*(?:\r?\n[ \t\u3000\xa0]*)+")
_WIDE_BLANKS = re.compile(r"[ \t\u3000\xa0]{2,}")
_LATIN_BREAK = re.compile(r"[A-Za-z0-9,;:.)][ \t]*\n\s*[A-Za-z(]|[A-Za-z,;:.)][ \t]*\n\s*[A-Za-z0-9(]")
_HAN = r"[\u2e80-\u9fff\uff00-\uffef，。；：、！？（）《》〈〉“”‘’—…〔〕]"
_TIGHT = re.compile(rf"(?<={_HAN})[ \t\u3000\xa0]+(?={_HAN})")

_ANNEX_LINE = re.compile(r"(附[件表录][ \t\u3000]*[0-9０-９一二三四五六七八九十]{0,3})[：:]?[ \t\u3000]*\r?\n")
"""The mark over an annex, with the title on the next line: 附件4, 定州市化工重点监控点评分标准."""


def display(gazette: Gazette, provision: Provision, *, deep: bool = True) -> str:
    """The words of a provision as they should be read.

    Args:
        gazette: holds the text.
        provision: one of its provisions.
        deep: with all that stands below it, each provision beginning a new line.

    Returns:
        Lines; those of one paragraph are joined, a blank kept between Latin words. A table gives a line for each row,
        its cells divided by tabs, headers that pages repeat left out.
    """
    if provision.kind == Kind.TABLE:
        return _table(gazette.source.text, provision)
    own = joined("".join(gazette.source.text[start:end] for start, end in provision.spans))
    if not deep or not provision.children:
        return own
    pieces = [own] if own else []
    for index, child in enumerate(provision.children):
        words = display(gazette, child)
        runs_on = index == 0 and child.kind == Kind.PARAGRAPH and bool(own) and _same_line(gazette, provision, child)
        if runs_on:
            pieces[-1] += ("\u3000" if provision.kind == Kind.ARTICLE else "") + words
        elif words:
            pieces.append(words)
    return "\n".join(pieces)


def joined(printed: str) -> str:
    """One paragraph as one line: broken lines joined, blanks between Chinese characters dropped."""
    words = printed.strip()
    if "\n" in words:
        annex = _ANNEX_LINE.match(words)
        if annex:
            return f"{joined(annex[1])}\u3000{joined(words[annex.end() :])}"
        words = _LATIN_BREAK.sub(lambda match: _BREAK.sub(" ", match[0]), words)
        words = _BREAK.sub("", words)
    return _WIDE_BLANKS.sub(" ", _TIGHT.sub("", words))


def _same_line(gazette: Gazette, provision: Provision, child: Provision) -> bool:
    return bool(child.spans) and bool(provision.spans) and child.spans[0].start == provision.spans[-1].end


def _table(text: str, provision: Provision) -> str:
    """A line for each row; a merged cell is left blank, as it is printed."""
    return "\n".join("\t".join(joined(cell.shown) for cell in row) for row in table(text, provision).printed)
