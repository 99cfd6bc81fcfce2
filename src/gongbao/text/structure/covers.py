"""The cover of an issue and its contents, which make a document of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongbao.text.model import PartKind
from gongbao.text.structure import heads
from gongbao.text.structure.drafts import Draft, DraftPart
from gongbao.text.structure.lines import Line

_MASTHEAD = re.compile(r"[^，。]{2,24}公报")
_ISSUE = re.compile(r"(\d{4})年第?(\d{1,3})[号期]|(?:总)?第(\d{1,4})[号期]")
_RUNNING = re.compile(r"《?([^《》]{2,24}公报)》?(?:(\d{4})年)?第?(\d{1,3})([号期])")
_PRINTED = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:出版|印|编印|印刷|印发|刊)?")
_FRONT_LINES = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: the index behind it, the name of the issue, and what becomes of it."""

    end: int
    gazette: str | None
    draft: Draft | None


def cover(lines: Sequence[Line], running: Sequence[str], opens: Callable[[int], bool]) -> Cover:
    """Find the cover.

    Args:
        lines: all lines.
        running: keys of the running heads, which name the issue too.
        opens: whether a document begins on a line.
    """
    named = next((match for key in running if (match := _RUNNING.search(key))), None)
    gazette = f"{named[1]} {named[2]}年第{named[3]}{named[4]}" if named and named[2] else None
    near = range(min(_FRONT_LINES, len(lines)))
    contents = next((at for at in near if lines[at].key in ("目录", "目次")), None)
    masthead = next((at for at in near if at < 8 and _MASTHEAD.fullmatch(lines[at].key)), None)
    if masthead is None:
        return Cover(0, gazette, None)
    end = next((at for at in range(masthead, len(lines)) if opens(at)), None)
    if end is None and contents is None:
        return Cover(0, gazette, None)
    last = len(lines) if end is None else end
    issue = next((match for at in range(last) if at < 20 and (match := _ISSUE.search(lines[at].key))), None)
    name = lines[masthead].key
    words = "封面与目录" if contents is not None else "封面"
    publisher = next(
        (lines[at].key for at in range(masthead + 1, min(last, 20)) if heads.is_issuer(lines[at].key)), None
    )
    draft = Draft(0, title=words, kind="目录", issuer=publisher)
    if issue:
        gazette = f"{name} {issue[0]}"
        draft.title = f"{words}（{issue[0]}）"
        printed = next((match for at in range(last) if at < 20 and (match := _PRINTED.fullmatch(lines[at].key))), None)
        if printed and (year := printed[1] or issue[1]):
            draft.issued = heads.day(f"{year}年{int(printed[2])}月{int(printed[3])}日")
    draft.parts = [DraftPart(PartKind.MAIN, 0, title=draft.title)]
    return Cover(last, gazette or name, draft)
