"""What a person types becomes terms: phrases, 文号, dates, articles, names of bodies, words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from gongbao.library.names import NUMBER, number_form
from gongbao.library.tokens import fold, search_form, words
from gongbao.reference import chinese_number, to_chinese
from gongbao.reference.bodies import other_names

QUERY_CHARACTERS = 200
"""Longer queries are cut."""

_TERMS = 12
_PAIRS = {"“": "”", '"': '"', "「": "」", "『": "』"}
_HAN_DIGITS = "〇零一二三四五六七八九十百千"
_DIGITS = "〇一二三四五六七八九"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})(?:年(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日)?"
    rf"|(?P<s>[-./])(?P<m2>\d{{1,2}})(?:(?P=s)(?P<d2>\d{{1,2}}))?)(?!\d|[.]\d|号)"
)
_HAN_DATE = re.compile(
    r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<d>[一二三四五六七八九十]{1,3})日)?"
)
_ARTICLE = re.compile(
    rf"(?:第(?P<n>\d{{1,4}}|[{_HAN_DIGITS}]{{1,8}})|(?<![\d.])(?P<bare>\d{{1,4}}))条(?P<suffix>之[{_HAN_DIGITS}]{{1,3}})?"
    rf"(?:第[\d{_HAN_DIGITS}]{{1,4}}款)?(?:第?[（(]?[\d{_HAN_DIGITS}]{{1,4}}[)）]?项)?(?=\s|$)"
)
_HAN = re.compile("[\u3400-\u9fff]")
_MARKS_AT_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is sought. It is found where any of its forms stands."""

    text: str  # as typed
    forms: tuple[str, ...]  # in searched form, the typed one first
    whole: bool = False  # numbers and Latin words at its ends must be whole ones
    number: str | None = None  # of a 文号: its compared form
    days: tuple[date, date] | None = None  # of a date: first and last day
    article: bool = False  # the article itself comes before those who name it
    parts: tuple[str, ...] = ()  # the words it consists of, where it is more than one
    also: tuple[str, ...] = ()  # other names of the same body that are sought as well


def terms_of(query: str, *, synonyms: bool = True) -> list[Term]:
    """The terms of a query; text that holds nothing to search for gives none.

    Args:
        query: what was typed. “…” is a phrase exactly as it stands; blanks part words.
        synonyms: whether other names of a body are sought with the one typed.
    """
    rest, found = _phrases(_clean(query))
    for pattern, read in ((NUMBER, _number), (_DATE, _date), (_HAN_DATE, _han_date), (_ARTICLE, _article)):
        rest = _take(pattern, read, rest, found)
    for piece in rest.split():
        term = _word(piece, synonyms=synonyms)
        if term:
            found.append(term)
    distinct: dict[tuple[str, ...], Term] = {}
    for term in found:
        distinct.setdefault(term.forms, term)
    return list(distinct.values())[:_TERMS]


def as_one_phrase(query: str) -> Term | None:
    """The one phrase of a query that is quoted as a whole but has quotation marks inside; None for any other."""
    text = _clean(query).strip()
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1]:
        inside = text[1:-1]
        if any(mark in inside for pair in _PAIRS.items() for mark in pair):
            return _phrase(inside)
    return None


def loosened(terms: list[Term]) -> list[Term]:
    """The terms with words of several parts taken apart, for a query that nothing fulfils as it stands."""
    found: list[Term] = []
    for term in terms:
        telling = [part for part in term.parts if len(part) > 1]  # 的 is in half of all provisions
        if len(term.parts) > 1 and telling:
            found += [Term(part, (part,), whole=True) for part in telling]
        else:
            found.append(term)
    return found[:_TERMS]


def _clean(query: str) -> str:
    return query[: QUERY_CHARACTERS * 2].encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")[:QUERY_CHARACTERS]


def _phrases(text: str) -> tuple[str, list[Term]]:
    """What stands outside quotation marks, and the phrases inside; a mark that is not closed reaches to the end."""
    outside, found, at = [], [], 0
    while at < len(text):
        close = _PAIRS.get(text[at])
        if close is None:
            outside.append(text[at])
            at += 1
            continue
        end = text.find(close, at + 1)
        term = _phrase(text[at + 1 : end if end >= 0 else len(text)])
        if term:
            found.append(term)
        outside.append(" ")
        at = end + 1 if end >= 0 else len(text)
    return "".join(outside), found


def _phrase(inside: str) -> Term | None:
    form = search_form(inside).strip()
    return Term(inside, (form,)) if form else None


def _take(pattern: re.Pattern[str], read: Callable[[re.Match[str]], Term | None], text: str, found: list[Term]) -> str:
    def replace_one(match: re.Match[str]) -> str:
        term = read(match)
        if term is None:
            return match[0]
        found.append(term)
        return " "

    return pattern.sub(replace_one, text)


def _number(match: re.Match[str]) -> Term | None:
    series, year, n = match["series"] or "", match["year"], int(match["n"])
    typed = search_form(match[0])
    if not series and "（" not in typed:
        return None
    shown = search_form(series)
    forms = (f"{shown}（{year}）{n}号", f"{shown}（{year}）第{n}号", typed)
    return Term(match[0].strip(), tuple(dict.fromkeys(forms)), whole=True, number=number_form(match[0]))


def _date(match: re.Match[str]) -> Term | None:
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    return _day_term(match[0], int(match["y"]), int(month), int(day) if day else None)


def _han_date(match: re.Match[str]) -> Term | None:
    year = int("".join(str(_DIGITS.index("〇" if each in "○零" else each)) for each in match["y"]))
    month = chinese_number(match["m"])
    day = chinese_number(match["d"]) if match["d"] else None
    if month is None or (match["d"] and day is None):
        return None
    return _day_term(match[0], year, int(month), int(day) if day is not None else None)


def _day_term(typed: str, year: int, month: int, day: int | None) -> Term | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    last = first if day else first.replace(day=calendar.monthrange(year, month)[1])
    han_year = "".join(_DIGITS[int(each)] for each in str(year))
    months = (f"{month}", f"{month:02}")
    if day:
        days = (f"{day}", f"{day:02}")
        pairs = (*zip(months, days, strict=True), (months[0], days[1]))
        forms = [f"{year}年{m}月{d}日" for m, d in pairs]
        forms += [f"{year}{mark}{m}{mark}{d}" for mark in "—./" for m, d in pairs]
        forms.append(f"{han_year}年{to_chinese(month)}月{to_chinese(day)}日")
    else:
        forms = [f"{year}年{m}月" for m in months]
        forms += [f"{year}{mark}{m}{mark}" for mark in "—./" for m in months]
        forms.append(f"{han_year}年{to_chinese(month)}月")
    return Term(typed, tuple(dict.fromkeys([forms[0], *forms])), whole=day is not None, days=(first, last))


def _article(match: re.Match[str]) -> Term | None:
    written = match["n"] or match["bare"]
    value = int(written) if written.isascii() else chinese_number(written)
    if value is None or value < 1:
        return None
    suffix = match["suffix"] or ""
    forms = (f"第{to_chinese(int(value))}条{suffix}", f"第{int(value)}条{suffix}")
    return Term(match[0], forms, article=True)


def _word(piece: str, *, synonyms: bool) -> Term | None:
    form = _MARKS_AT_ENDS.sub("", search_form(piece))
    if not form:
        return None
    parts = tuple(dict.fromkeys(words(form))) if len(_HAN.findall(form)) > 2 else ()
    term = Term(piece, (form,), whole=True, parts=parts if len(parts) > 1 else ())
    if synonyms:
        also = tuple(
            fold(name) for name in other_names(form) if len(name) > 2 and name not in form and form not in name
        )
        if also:
            term = replace(term, forms=(form, *also), also=also)
    return term
