"""The numbers that a word processor prints before paragraphs and does not write into them: 一、 （一） 1. 第三条."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from gongbao.reading.archive import attribute, child, tag, value
from gongbao.reference import to_chinese

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_LONGEST_LABEL = 60  # characters of a pattern: “第%1条” has four
_STYLES_DEEP = 20


def _chinese(number: int) -> str:
    return to_chinese(number) if 0 <= number < 10**16 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        while number >= worth:
            found += sign
            number -= worth
    return found


def _letter(number: int) -> str:
    """A … Z, then AA, BB, as word processors count."""
    return chr(65 + (number - 1) % 26) * min((number - 1) // 26 + 1, 20) if number > 0 else str(number)


def _from(first: str, many: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= many else str(number)


def _circled(number: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return f"（{number}）"


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "koreanDigital": _chinese,
    "ideographDigital": lambda number: str(number).translate(_DIGITS),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_DIGITS),
    "taiwaneseDigital": lambda number: str(number).translate(_DIGITS),
    "chineseLegalSimplified": lambda number: _chinese(number).translate(_FINANCIAL),
    "ideographLegalTraditional": lambda number: _chinese(number).translate(_FINANCIAL),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its number looks, where it starts, behind which level it starts anew."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False  # all numbers in Arabic digits
    restart: int | None = None
    style: str | None = None
    blank: str = " "


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a document: the abstract list that it counts with, its levels, and which of them it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    anew: frozenset[int]


@dataclass
class Numbering:
    """The lists of one document, counting as its paragraphs go by."""

    _lists: dict[str, _List]
    _styles: dict[str, tuple[str | None, int | None]]
    _started: set[tuple[str, int]] = field(default_factory=set)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """The number printed before a paragraph, counted on; "" where there is none.

        Args:
            properties: the paragraph's `pPr`.
            style: the id of its style.
        """
        number, level = self._place(properties, style)
        found = self._lists.get(number or "0")
        if found is None or number == "0" or (look := found.levels.get(level)) is None:
            return ""
        levels = found.levels
        counts = self._counts.setdefault(found.abstract, [None] * _DEEPEST)
        if level in found.anew and (number, level) not in self._started:
            counts[level] = None
        self._started.add((number or "", level))
        before = counts[level]
        counts[level] = look.start if before is None else before + 1
        for deeper in range(level + 1, _DEEPEST):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        return self._printed(look, levels, counts)

    def _printed(self, look: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
        if look.format == "bullet":
            return "- "

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, _Level())
            count = counts[at]
            count = other.start if count is None else count
            arabic = look.legal and other.format != "none"
            return str(count) if arabic else _FORMATS.get(other.format, str)(count)

        words = _PLACE.sub(shown, look.text[:_LONGEST_LABEL])
        if not words.strip():
            return ""
        if words[-1] in "、）：。，":
            return words
        return words + look.blank

    def _place(self, properties: etree._Element | None, style: str | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own words win over those of its style."""
        own = child(properties, "numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        if number is not None and (level is not None or style is None):
            return number, _level(level)
        by_style, level_by_style = self._styles.get(style or "", (None, None))
        number = number if number is not None else by_style
        if number is None:
            return None, 0
        if level is not None:
            return number, _level(level)
        if number in self._lists:
            for at, look in self._lists[number].levels.items():
                if look.style is not None and look.style == style:
                    return number, at
        return number, level_by_style or 0


def _level(words: str | None) -> int:
    return int(words) if words is not None and words.isdecimal() and len(words) < 3 and int(words) < _DEEPEST else 0


def numbering(lists: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists of a document, from the roots of its numbering and its styles."""
    return Numbering(_read_lists(lists, styles), _read_styles(styles))


def _read_styles(styles: etree._Element | None) -> dict[str, tuple[str | None, int | None]]:
    """For each paragraph style, list and level, inherited from the style it is based on."""
    stated: dict[str, tuple[str | None, int | None, str | None]] = {}
    for style in styles if styles is not None else ():
        key = attribute(style, "styleId")
        if tag(style) == "style" and key:
            own = child(style, "pPr", "numPr")
            level = value(own, "ilvl")
            stated[key] = value(own, "numId"), None if level is None else _level(level), value(style, "basedOn")
    found: dict[str, tuple[str | None, int | None]] = {}
    for key in stated:
        number: str | None = None
        level_: int | None = None
        at: str | None = key
        for _ in range(_STYLES_DEEP):
            if at is None or at not in stated:
                break
            number = number if number is not None else stated[at][0]
            level_ = level_ if level_ is not None else stated[at][1]
            at = stated[at][2]
        found[key] = number, level_
    return found


def _read_lists(root: etree._Element | None, styles: etree._Element | None) -> dict[str, _List]:
    """The lists of a document by their ids."""
    abstracts: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}  # abstract list → the style that says what it looks like
    concrete = [each for each in root if tag(each) == "num"] if root is not None else []
    for each in root if root is not None else ():
        if tag(each) != "abstractNum":
            continue
        key = attribute(each, "abstractNumId") or ""
        abstracts[key] = {_level(attribute(level, "ilvl")): _read_level(level) for level in each if tag(level) == "lvl"}
        if link := value(each, "numStyleLink"):
            linked[key] = link
    by_number = {attribute(each, "numId") or "": value(each, "abstractNumId") or "" for each in concrete}
    list_of_style = {
        attribute(style, "styleId"): value(style, "pPr", "numPr", "numId")
        for style in (styles if styles is not None else ())
    }
    found: dict[str, _List] = {}
    for each in concrete:
        number = attribute(each, "numId") or ""
        abstract = by_number[number]
        if abstract in linked:
            abstract = by_number.get(list_of_style.get(linked[abstract]) or "", abstract)
        levels, anew = dict(abstracts.get(abstract, {})), set()
        for override in each:
            if tag(override) != "lvlOverride":
                continue
            at = _level(attribute(override, "ilvl"))
            level = child(override, "lvl")
            look = levels.get(at, _Level()) if level is None else _read_level(level)
            start = value(override, "startOverride")
            levels[at] = replace(look, start=_number(start, look.start))
            if start is not None:
                anew.add(at)
        found[number] = _List(abstract, levels, frozenset(anew))
    return found


def _read_level(level: etree._Element) -> _Level:
    format_ = value(level, "numFmt")
    if format_ is None:  # a format of later versions, with the one for older programs beside it
        choices = [child(each, "Fallback") for each in level if tag(each) == "AlternateContent"]
        format_ = next((found for each in choices if (found := value(each, "numFmt"))), None)
    restart = value(level, "lvlRestart")
    legal = child(level, "isLgl")
    return _Level(
        format=format_ or "decimal",
        text=value(level, "lvlText") or "",
        start=_number(value(level, "start"), 1),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false"),
        restart=None if restart is None else _number(restart, 0),
        style=value(level, "pStyle"),
        blank="" if value(level, "suff") == "nothing" else " ",
    )


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words is not None and words.isdecimal() and len(words) < 7 else otherwise
