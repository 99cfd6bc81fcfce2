"""Documents that change others, read as instructions: 将第五条中的“A”修改为“B”, 删去…, 增加一款作为第二款…

Quoted words are set aside first, over paragraphs too (each paragraph of a long quotation begins with “, only the last
ends with ”); what is left is a short text in a small grammar. What the grammar does not know is listed, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from gongbao.text.amending.clauses import clauses
from gongbao.text.amending.model import Amendment, Instruction, Op
from gongbao.text.amending.reading import Reader
from gongbao.text.model import Document, Gazette, Kind
from gongbao.text.normal import normal

_TITLE = re.compile(
    r"关于(?:对)?(?:修改|修订|修正|调整|变更)(?:完善)?[^《》]{0,12}《(?P<one>.{2,80}?)》(?!、)"
    r"|关于对?《(?P<two>.{2,80}?)》(?:的|进行|作|部分|有关|个别|若干|条款|内容){0,5}(?:修改|修订|修正|调整|变更)"
)
_AMENDS_LAW = re.compile(r"^(?P<law>.{2,40}?)修正案(?:（[一二三四五六七八九十]{1,3}）)?$")
_SEVERAL = re.compile(
    r"关于(?:修改|修订|修正|修改和废止|废止和修改|修改、废止|清理)[^《》]{0,20}(?:部分|若干|个别|等|一批)"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_INTRO = re.compile(
    r"对《(?P<title>.{2,80}?)》(?:的?部分(?:条款|内容))?(?:作|作出|进行|做|做出)如下(?:补充)?修[改正订]"
)


def amended_title(document: Document) -> str | None:
    """The title of the document that another changes, as its own title says it; None where it does not change one."""
    match = _TITLE.search(document.title)
    if match:
        return match["one"] or match["two"]
    match = _AMENDS_LAW.match(document.title)
    return match["law"] if match else None


def is_amending(document: Document) -> bool:
    """Whether the title says that the document changes another, or several."""
    return amended_title(document) is not None or _SEVERAL.search(document.title) is not None


def instructions(gazette: Gazette, document: Document) -> tuple[Instruction, ...]:
    """The changes that a document orders, in reading order; empty where it orders none.

    A clause that is numbered or speaks of changing and is not understood is listed with `understood` False.
    """
    return read_instructions(document, gazette.source.text)


def read_instructions(document: Document, text: str) -> tuple[Instruction, ...]:
    """As `instructions`, for a document whose spans point into `text`."""
    if not is_amending(document):
        return ()
    found: list[Instruction] = []
    before: Reader | None = None
    for clause in clauses(document, text):
        before = Reader(clause, before)
        found += before.read()
    return tuple(_with_replaced(found))


def _with_replaced(found: Sequence[Instruction]) -> Iterator[Instruction]:
    """增加一款作为第二款，将该条修改为：“…”: the new paragraph stands in the wording of the article that follows."""
    for at, each in enumerate(found):
        if each.op is Op.INSERT and each.new is None and each.to and not each.understood:
            later = (other for other in found[at + 1 : at + 3] if other.op is Op.REPLACE and other.new)
            if any(each.to.startswith(other.target) for other in later):
                yield replace(each, understood=True)
                continue
        yield each


def amendments(gazette: Gazette, document: Document) -> tuple[Amendment, ...]:
    """What a document changes in which others, and from when."""
    return read_amendments(document, gazette.source.text)


def read_amendments(document: Document, text: str) -> tuple[Amendment, ...]:
    """As `amendments`, for a document whose spans point into `text`."""
    read = read_instructions(document, text)
    if not read:
        return ()
    by_title: dict[str, list[Instruction]] = {}
    current = amended_title(document) or _introduced(document, text)
    for each in read:
        title = each.title if each.title and not _same(each.title, amended_title(document)) else current
        if amended_title(document) is None and each.title:
            current = title = each.title
        if title is not None:
            by_title.setdefault(title, []).append(each)
    since, words = _since(document, text)
    return tuple(Amendment(title, since, words, tuple(each)) for title, each in by_title.items())


def _introduced(document: Document, text: str) -> str | None:
    for node in document.walk():
        match = _INTRO.search("".join(text[start:end] for start, end in node.spans))
        if match:
            return match["title"]
    return None


def _same(short: str, title: str | None) -> bool:
    """Whether 刑法 in a clause is the 中华人民共和国刑法 of the title."""
    return title is not None and (title.endswith(short) or short.endswith(title))


def _since(document: Document, text: str) -> tuple[date | None, str | None]:
    effective = document.effective
    if effective is None:
        return document.issued or _noted(document, text), None
    try:
        return date.fromisoformat(effective.value), effective.words
    except ValueError:
        return document.issued or _noted(document, text), effective.words


def _noted(document: Document, text: str) -> date | None:
    """The last day that stands below the title: 2001年8月31日 …通过."""
    found: list[date] = []
    for node in document.walk():
        if node.kind == Kind.NOTE:
            for match in _DAY.finditer(normal("".join(text[start:end] for start, end in node.spans))):
                with suppress(ValueError):
                    found.append(date(int(match[1]), int(match[2]), int(match[3])))
    return max(found, default=None)


__all__ = [
    "Amendment",
    "Instruction",
    "Op",
    "amended_title",
    "amendments",
    "instructions",
    "is_amending",
    "read_amendments",
    "read_instructions",
]
