"""What a document is called: forms of numbers and titles that count as the same, and addresses."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import quote

from gongbao.library.tokens import fold
from gongbao.text import PlaceError, parse_place

_BLANK = re.compile(r"\s+")
_QUOTES = re.compile(r"[《》〈〉<>“”‘’\"'「」]")
_DASHES = re.compile(r"[-—–－―~～至]+")
_OPEN, _CLOSE = r"[\[(〔【〈{［（]", r"[\])〕】〉}］）]"
_HAN = "\u3400-\u9fff〇"

NUMBER = re.compile(
    rf"(?P<series>[{_HAN}]{{1,20}}?)?\s*{_OPEN}?\s*(?P<year>(?:19|20)\d\d)\s*(?:{_CLOSE}|年)?\s*第?\s*(?P<n>\d{{1,4}})\s*号"
)
"""A 文号 in any form that people type: 定政办〔2023〕5号, 定政办[2023]5号, 定政办 2023 5号, 〔2021〕第8号."""

_ORDINAL = r"第[〇零一二三四五六七八九十百千两\d]+[编章节条款项目段行]"
_MARK = (
    r"[（(][〇零一二三四五六七八九十百\d]+[）)]|[①-⑳]|[〇零一二三四五六七八九十百]+[、]?|\d+[.、．]?"
    r"|附件\d*|表\d+|正文|印发通知|通知|行[“\"][^”\"]*[”\"]|列[“\"][^”\"]*[”\"]|末段"
)
_PLACE = re.compile(rf"(?:\s*(?:{_ORDINAL}|{_MARK}))+\s*")
_START = re.compile(rf"{_ORDINAL}|附件\d*|正文|印发通知")


@lru_cache(maxsize=16384)
def number_form(text: str) -> str:
    """A 文号 in the form that is compared: 定政办|2023|5. Text that is none comes back folded."""
    folded = _BLANK.sub("", fold(text))
    match = NUMBER.fullmatch(folded)
    if not match:
        return folded
    return f"{match['series'] or ''}|{match['year']}|{int(match['n'])}"


def looks_like_number(text: str) -> bool:
    """Whether the whole text is a 文号 in some form."""
    return NUMBER.fullmatch(_BLANK.sub(" ", fold(text)).strip()) is not None


@lru_cache(maxsize=16384)
def title_form(text: str) -> str:
    """A title in the form that is compared: widths, blanks, quotation marks, brackets and dashes made alike."""
    folded = _QUOTES.sub("", _BLANK.sub("", fold(text)))
    return _DASHES.sub("-", re.sub(_CLOSE, ")", re.sub(_OPEN, "(", folded)))


_LOOSE = (
    re.compile(r"\(.*?\)"),
    re.compile(r"^.{2,8}?[省市县区旗](?:人民政府)?(?:办公室|办公厅)?(?=关于)"),
    re.compile(r"^.{2,12}?人民政府(?:办公室|办公厅)?"),
    re.compile(r"^(?:关于)?(?:印发|转发|公布)"),
    re.compile(r"^关于"),
    re.compile(r"的?(?:通知|公告)$"),
    re.compile(r"的"),
)


def loose_title_form(text: str) -> str:
    """As `title_form`, without what a 解读 leaves out: years in brackets, the issuing body, 关于, 的."""
    form = title_form(text)
    for pattern in _LOOSE:
        form = pattern.sub("", form)
    return form or title_form(text)


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def split_citation(text: str) -> tuple[str, str | None]:
    """A citation as its document and its place: 廊政办发〔2021〕6号 第六条 → (廊政办发〔2021〕6号, 第六条).

    Without a place the second is None. The place is the longest end of the text that reads as one and begins after a
    blank, a 号, a 》, or with its own 第…, 附件, 正文.
    """
    text = text.strip()
    for at in range(1, len(text)):
        before, rest = text[at - 1], text[at:]
        if not (before.isspace() or before in "号》" or _START.match(rest)):
            continue
        if rest.strip() and _PLACE.fullmatch(rest) and not _inside_number(text, at):
            return text[:at].strip(), rest.strip()
    behind = NUMBER.match(text) or re.match(r".*》(?=\s)", text)
    if behind and _reads_as_place(text[behind.end() :].strip()):
        return text[: behind.end()].strip(), text[behind.end() :].strip()
    return text, None


def _reads_as_place(words: str) -> bool:
    """Whether words behind a number or a quoted title are a place, a heading included: 标题, 末段, “保障措施”."""
    if not words or words.startswith("《"):
        return False
    try:
        parse_place(words)
    except PlaceError:
        return False
    return True


def _inside_number(text: str, at: int) -> bool:
    return any(match.start() < at < match.end() for match in NUMBER.finditer(fold(text)))


def address(ref: str, place: str | None = None) -> str:
    """A page address a person can read; only what would break it is escaped."""
    path = "/d/" + _path(ref)
    return f"{path}/{_path(place)}" if place else path


def _path(text: str) -> str:
    return "".join(quote(char, safe="") if char in '/?#%\\ "<>' else char for char in text)
