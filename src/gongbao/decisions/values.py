"""Values of facts and results: from a pack's canonical text, to text for machines and to text for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from gongbao.pack.compiled import FactType

Value: TypeAlias = Decimal | str | bool | date | Sequence[str] | None
"""A FEEL value of one of the fact types; None is null."""

Text: TypeAlias = str | tuple[str, ...] | None
"""A value as text: lists are tuples of texts, null is None."""

NUMERIC = frozenset({FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO})


def from_canonical(text: str, kind: FactType) -> Value:
    """A value from the canonical text of a compiled pack ("0.6", "2022-01-01", "true")."""
    if kind in NUMERIC:
        return Decimal(text)
    if kind is FactType.DATE:
        return date.fromisoformat(text)
    if kind is FactType.BOOLEAN:
        return text == "true"
    if kind is FactType.LIST:
        return text.split("、") if text else []
    return text


def number_text(number: Decimal) -> str:
    """Plain decimal notation without superfluous zeros."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def money_text(amount: Decimal) -> str:
    """At least two places; more only where the amount has them."""
    text = number_text(amount)
    whole, _, places = text.partition(".")
    return f"{whole}.{places:0<2}"


def to_text(value: object, kind: FactType) -> Text:
    """The value as text for machines."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return money_text(value) if kind is FactType.MONEY else number_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return tuple(str(to_text(item, FactType.TEXT)) for item in value)
    return str(value)


def shown(value: object, kind: FactType, unit: str | None) -> str:
    """The value for people: 2,000.00 元, 60%, 2022年6月1日, 是."""
    if value is None:
        return "条文未作规定"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        if kind is FactType.RATIO:
            return f"{number_text(value * 100)}%"
        text = money_text(value) if kind is FactType.MONEY else number_text(value)
        whole, point, places = text.partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        grouped = f"{sign}{int(digits):,}{point}{places}"
        return f"{grouped} {unit}" if unit else grouped
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, list | tuple):
        return "、".join(str(item) for item in value) if value else "无"
    return str(value)


def filled(template: str, text: str) -> str:
    """A sentence with its value in place of {value}; a figure is set off from Chinese characters by a space."""
    before, mark, after = template.partition("{value}")
    if not mark:
        return f"{template}：{text}"
    gap = " " if before and _is_word(before[-1]) and text[:1] and text[0] in "-0123456789" else ""
    return f"{before}{gap}{text}{after}"


def _is_word(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
