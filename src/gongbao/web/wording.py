"""How the portal writes dates, money and numbers, and the strings of its interface in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

import yaml
from markupsafe import Markup, escape

WEEKDAYS = "一二三四五六日"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LANGUAGES = ("zh", "en")
Say = Callable[..., str]

_NUMBER = re.compile(r"[^\s，。；：、（）()《》“”]{1,24}〔\d{4}〕(?:第)?\d+号|〔\d{4}〕(?:第)?\d+号")


@lru_cache(maxsize=1)
def strings() -> Mapping[str, Mapping[str, str]]:
    """Every string of the interface by key and language."""
    merged: dict[str, Mapping[str, str]] = {}
    for path in sorted((Path(__file__).parent / "data" / "strings").glob("*.yaml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes only text
        assert isinstance(loaded, dict)
        assert not merged.keys() & loaded.keys(), f"{path.name} repeats {sorted(merged.keys() & loaded.keys())}"
        merged |= loaded
    return merged


@lru_cache(maxsize=len(LANGUAGES))
def speaker(language: str) -> Say:
    """A function from a key and its fillings to a string in one language."""
    table = {key: forms[language] for key, forms in strings().items()}

    def say(key: str, /, **fillings: object) -> str:
        return table[key].format(**fillings) if fillings else table[key]

    return say


def chinese_date(day: date) -> str:
    """2023年5月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def long_date(day: date, language: str) -> str:
    """2022年6月1日（周三）; Wednesday 1 June 2022 is written 1 June 2022."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{chinese_date(day)}（周{WEEKDAYS[day.weekday()]}）"


def plain_date(day: date, language: str) -> str:
    """The date without its weekday."""
    return long_date(day, "en") if language == "en" else chinese_date(day)


def grouped(text: object) -> str:
    """1234.50 as 1,234.50; anything that is no number stays as it is."""
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return str(text)
    if not number.is_finite():
        return str(text)
    return f"{number:,f}"


def as_percent(text: str) -> str:
    """0.6 as 60%."""
    number = Decimal(text) * 100
    shown = f"{number:f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + "%"


def shown_value(value: str | None, type_: str, unit: str | None, language: str = "zh") -> str:
    """A value with its unit as the text writes it: 2,000.00 元, 60%, 2022年6月1日, 是."""
    if value is None:
        return "—"
    if type_ == "boolean":
        return {"true": "是", "false": "否"}.get(value.lower(), value)
    if type_ == "date":
        try:
            return plain_date(date.fromisoformat(value), language)
        except ValueError:
            return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if type_ == "ratio":
        return as_percent(value)
    if type_ == "money":
        return f"{number:,.2f} {unit or '元'}"
    if type_ in ("number", "integer"):
        return f"{grouped(value)} {unit}" if unit else grouped(value)
    return value


def number_glued(text: object) -> Markup:
    """The text with every 文号 kept on one line."""
    pieces, at = [], 0
    source = str(text)
    for match in _NUMBER.finditer(source):
        pieces.append(escape(source[at : match.start()]))
        pieces.append(Markup('<span class="nb">{}</span>').format(match[0]))
        at = match.end()
    pieces.append(escape(source[at:]))
    return Markup("").join(pieces)


def without_place(words: str, place: str) -> str:
    """A quotation without the number of its article, which stands beside it, and without a semicolon at its end."""
    bare = words[len(place) :].lstrip("、　 ") if place and words.startswith(place) and words != place else words
    return bare.rstrip("；;")


def plain_rule(rule: str) -> str:
    """A rule with the signs that people write: ≥ for >=, × for *, no quotation marks around choices."""
    for sign, written in ((">=", "≥"), ("<=", "≤"), ("!=", "≠"), (" * ", " × "), ('"', "")):
        rule = rule.replace(sign, written)
    return rule
