"""What a text prints of its own history: 2018年10月31日…公布, 根据…第一次修正."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongbao.reference.dates import parse_date
from gongbao.text.mentions import title_spans

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"[\u4e00-\u9fff、]{2,40}令(?:〔\d{4}〕)?第?\d{1,5}号|[\u4e00-\u9fff]{1,14}〔\d{4}〕第?\d{1,5}号")
_WORDS = 300


class Happened(StrEnum):
    """What happened to a text on a day."""

    PASSED = "通过"
    APPROVED = "批准"
    PUBLISHED = "公布"
    AMENDED = "修正"
    REVISED = "修订"
    EFFECTIVE = "施行"


_SIGNS = (
    (Happened.AMENDED, re.compile(r"修正|修改(?!〈|《|<)|予以修改")),
    (Happened.REVISED, re.compile(r"修订(?!〈|《|<)")),
    (Happened.PUBLISHED, re.compile(r"公布|发布|颁布|印发|令第?\d+号$|令$")),
    (Happened.PASSED, re.compile(r"通过")),
    (Happened.APPROVED, re.compile(r"批准")),
    (Happened.EFFECTIVE, re.compile(r"施行|实施")),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the life of a text, and by what it happened."""

    what: Happened
    day: date
    title: str | None  # of the decision
    number: str | None  # of the order
    words: str


def events(text: str) -> Iterator[Event]:
    """The events of a note or of a line above a law, in order. Each runs from its day to the next one."""
    matches = list(_DAY.finditer(text))
    for at, match in enumerate(matches):
        stop = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        rest = text[match.end() : min(stop, match.end() + _WORDS)].rstrip("（）()；，。、根据 ")
        day = parse_date(match[0])
        spans = title_spans(rest)
        bare = rest
        for start, end in reversed(spans):
            bare = f"{bare[:start]}□{bare[end:]}"
        what = next((sign for sign, pattern in _SIGNS if pattern.search(bare)), None)
        if day is None or what is None:
            continue
        number = _NUMBER.search(bare)
        title = rest[spans[-1][0] + 1 : spans[-1][1] - 1] if spans else None
        yield Event(what, day, title, number[0] if number else None, text[match.start() : match.end() + len(rest)])
