"""References in a text: 《…》, the 文号 behind it, 第…条第…款（…）项."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_HAN = "一二三四五六七八九十百千零〇"
_BLANK = r"[ \t\r\n\u3000\u00a0]{0,40}"
_PLACE = re.compile(
    rf"第{_BLANK}(?:[{_HAN}]{{1,9}}|[0-9]{{1,4}}){_BLANK}条(?:之[一二三四五六七八九十]{{1,3}})?"
    rf"(?:{_BLANK}第{_BLANK}[{_HAN}]{{1,3}}{_BLANK}款)?"
    rf"(?:{_BLANK}第?{_BLANK}[（(]{_BLANK}[{_HAN}]{{1,3}}{_BLANK}[）)]{_BLANK}项?|{_BLANK}第{_BLANK}[{_HAN}]{{1,3}}{_BLANK}项)?"
    rf"(?:{_BLANK}第{_BLANK}(?:[0-9]{{1,2}}|[{_HAN}]{{1,3}}){_BLANK}目)?"
)
_NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{1,14}}{_BLANK}[〔\[［【]{_BLANK}[0-9]{{4}}{_BLANK}[〕\]］】]{_BLANK}第?{_BLANK}[0-9]{{1,5}}{_BLANK}号"
)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Reference:
    """A piece of a text, characters `start` to `end` (exclusive), that points to a document or a provision."""

    kind: Literal["title", "number", "place"]
    start: int
    end: int
    text: str  # as it stands, blanks removed; of a title the words inside 《》


def references(text: str) -> list[Reference]:
    """All references of a text, in order of their beginning."""
    found = [*_titles(text)]
    if "条" in text:
        found += (Reference("place", *match.span(), _plain(match[0])) for match in _PLACE.finditer(text))
    if "号" in text:
        found += (Reference("number", *match.span(), _plain(match[0])) for match in _NUMBER.finditer(text))
    found.sort(key=lambda each: (each.start, -each.end))
    return found


def _titles(text: str) -> list[Reference]:
    """《…》, titles within titles counted as part of the outer one."""
    found: list[Reference] = []
    opened: list[int] = []
    for match in re.finditer(r"[《》\n]", text):
        char, at = match[0], match.start()
        if char == "《":
            if opened and at - opened[0] > _LONGEST_TITLE:
                opened.clear()
            opened.append(at)
        elif char == "》" and opened:
            start = opened.pop()
            if not opened and at - start <= _LONGEST_TITLE:
                found.append(Reference("title", start, at + 1, _plain(text[start + 1 : at])))
    return found


def _plain(words: str) -> str:
    return "".join(words.split())
