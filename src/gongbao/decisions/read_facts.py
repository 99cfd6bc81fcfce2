"""Reading given values by the type of their fact: from a command line, JSON, a form or a cell.

What cannot be read or is out of range becomes a `Refusal` that names the field and the rule. An explicit null is
MISSING; a name that is absent stays absent, so that its default or derivation may take its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from gongbao.decisions.answer import Refusal
from gongbao.decisions.values import number_text
from gongbao.feel import MISSING
from gongbao.pack.compiled import PLACES, WHOLE_DIGITS, FactType, Input

LONGEST = 1000
"""Characters of one value."""
MOST_ITEMS = 1000
FIRST_YEAR, LAST_YEAR = 1800, 2200

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(千|万|百万|千万|亿|万亿)?")
_PLAIN = {
    kind: re.compile(
        rf"-?[0-9]{{1,{WHOLE_DIGITS}}}(\.[0-9]{{1,{places}}})?" if places else rf"-?[0-9]{{1,{WHOLE_DIGITS}}}"
    ).fullmatch
    for kind, places in PLACES.items()
}
_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BOOLEANS = {"是": True, "true": True, "真": True, "否": False, "false": False, "假": False}


class Unreadable(ValueError):
    """A value that its fact does not accept; the message is the rule in Chinese."""


def read_facts(inputs: Mapping[str, Input], given: Mapping[str, object]) -> tuple[dict[str, object], list[Refusal]]:
    """All given values of the facts in `inputs`; others are passed over.

    Returns:
        Typed values by name (MISSING for null), and refusals, in the pack's order.
    """
    facts: dict[str, object] = {}
    refusals: list[Refusal] = []
    for name, declared in inputs.items():
        if name not in given:
            continue
        try:
            facts[name] = read_value(declared, given[name])
        except Unreadable as error:
            refusals.append(Refusal(name, str(error)))
    return facts, refusals


def read_value(declared: Input, raw: object) -> object:
    """One value by its fact's type, checked against choices and range; MISSING for null and blank text.

    Raises:
        Unreadable: with the rule that it breaks.
    """
    if raw is None or raw is MISSING or (isinstance(raw, str) and not raw.strip()):
        return MISSING
    if isinstance(raw, str) and len(raw) > LONGEST:
        raise Unreadable(f"{declared.name}不能超过 {LONGEST} 个字")
    return _READERS[declared.type](declared, raw)


def check_range(declared: Input, number: Decimal) -> None:
    """Raises `Unreadable` where a number is below the minimum or above the maximum of its fact."""
    if declared.minimum is not None and number < Decimal(declared.minimum):
        raise Unreadable(below(declared))
    if declared.maximum is not None and number > Decimal(declared.maximum):
        raise Unreadable(above(declared))


def below(declared: Input) -> str:
    """The rule of a value under the minimum."""
    return f"{declared.name}不能小于 {_bound(declared, declared.minimum)}"


def above(declared: Input) -> str:
    """The rule of a value over the maximum."""
    return f"{declared.name}不能大于 {_bound(declared, declared.maximum)}"


def outside(declared: Input) -> str:
    """The rule of a value that is none of the choices."""
    return f"{declared.name}只能是{'、'.join(declared.choices)}之一"


def too_large(declared: Input) -> str:
    """The rule of a number with too many digits."""
    return f"{declared.name}的整数部分不能超过 {WHOLE_DIGITS} 位"


def too_fine(declared: Input) -> str:
    """The rule of a number with too many places."""
    places = PLACES[declared.type]
    if not places:
        return f"{declared.name}要填整数"
    return f"{declared.name}最多写到{'分，即小数点后两位' if places == 2 else f'小数点后 {places} 位'}"


def too_far(declared: Input) -> str:
    """The rule of a date beyond all records."""
    return f"{declared.name}的年份要在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间"


def folded(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, blanks at the ends removed."""
    return unicodedata.normalize("NFKC", text).strip()


def _bound(declared: Input, bound: str | None) -> str:
    if bound is None or declared.type in (FactType.DATE, FactType.TEXT):
        return str(bound)
    number = Decimal(bound)
    return f"{number_text(number * 100)}%" if declared.type is FactType.RATIO else number_text(number)


def _number(declared: Input, raw: object) -> Decimal:
    if isinstance(raw, str) and _PLAIN[declared.type](raw):
        number = Decimal(raw)
        check_range(declared, number)
        return number
    number = _parsed(declared, raw)
    if abs(number) >= 10**WHOLE_DIGITS:
        raise Unreadable(too_large(declared))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES[declared.type]:
        plain = number_text(number)
        if len(plain.partition(".")[2]) > PLACES[declared.type]:
            raise Unreadable(too_fine(declared))
        number = Decimal(plain)
    check_range(declared, number)
    return number


def _parsed(declared: Input, raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise Unreadable(f"{declared.name}要填数，不能填“{'true' if raw else 'false'}”")
    if isinstance(raw, Decimal) and raw.is_finite():
        return raw
    if isinstance(raw, int) and abs(raw) < 10 ** (2 * WHOLE_DIGITS):
        return Decimal(raw)
    text = repr(raw) if isinstance(raw, float) else raw if isinstance(raw, str) else None
    number = None if text is None else _number_in(folded(text), declared)
    if number is None:
        example = "60% 或 0.6" if declared.type is FactType.RATIO else "5000、5,000 或 0.5万"
        raise Unreadable(f"{declared.name}“{_excerpt(raw)}”读不出数，请写成 {example}")
    return number


def _number_in(text: str, declared: Input) -> Decimal | None:
    text = text.replace(" ", "")
    if isinstance(text, str) and re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}", text):
        return Decimal(text)
    percent = declared.type is FactType.RATIO and text.endswith("%")
    if percent:
        text = text[:-1]
    elif declared.unit and text.endswith(declared.unit):
        text = text[: -len(declared.unit)]
    if declared.type is FactType.MONEY:
        text = text.removeprefix("¥").removesuffix("元")
    found = _NUMBER.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    digits = f"{found[1]}{(found[2] or '0').replace(',', '')}{found[3] or ''}"
    shift = _SCALES[found[4] or ""] - (2 if percent else 0)
    # The text is the number: moving its point needs no arithmetic and so no rounding.
    return Decimal(f"{digits}e{shift}") if shift else Decimal(digits)


def _date(declared: Input, raw: object) -> date:
    if isinstance(raw, datetime):
        day = raw.date()
    elif isinstance(raw, date):
        day = raw
    else:
        found = _day_in(folded(raw).replace(" ", "")) if isinstance(raw, str) else None
        if found is None:
            raise Unreadable(f"{declared.name}“{_excerpt(raw)}”读不出日期，请写成 2022-06-01 或 2022年6月1日")
        day = found
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(too_far(declared))
    for bound, rule in ((declared.minimum, below), (declared.maximum, above)):
        if bound is not None and (
            day < date.fromisoformat(bound) if rule is below else day > date.fromisoformat(bound)
        ):
            raise Unreadable(rule(declared))
    return day


def _day_in(text: str) -> date | None:
    found = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _boolean(declared: Input, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = _BOOLEANS.get(folded(raw).lower()) if isinstance(raw, str) else None
    if found is None:
        raise Unreadable(f"{declared.name}“{_excerpt(raw)}”要填是或否")
    return found


def _choice(declared: Input, raw: object) -> str:
    if isinstance(raw, str):
        if raw in declared.choices:
            return raw
        plain = folded(raw)
        for choice in declared.choices:
            if folded(choice) == plain:
                return choice
    raise Unreadable(outside(declared))


def _text(declared: Input, raw: object) -> str:
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return str(raw)
    raise Unreadable(f"{declared.name}要填文字")


def _list(declared: Input, raw: object) -> list[str]:
    items = raw.split("、") if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise Unreadable(f"{declared.name}要填一列文字，用顿号隔开")
    if len(items) > MOST_ITEMS or any(len(item) > LONGEST for item in items):
        raise Unreadable(f"{declared.name}不能超过 {MOST_ITEMS} 项，每项不能超过 {LONGEST} 个字")
    kept = [item.strip() for item in items if item.strip()]
    if declared.choices and not set(kept) <= set(declared.choices):
        raise Unreadable(f"{declared.name}的每一项只能是{'、'.join(declared.choices)}之一")
    return kept


def _excerpt(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 20 else f"{text[:20]}…"


_READERS: dict[FactType, Callable[[Input, object], object]] = {
    FactType.MONEY: _number,
    FactType.NUMBER: _number,
    FactType.INTEGER: _number,
    FactType.RATIO: _number,
    FactType.DATE: _date,
    FactType.BOOLEAN: _boolean,
    FactType.CHOICE: _choice,
    FactType.TEXT: _text,
    FactType.LIST: _list,
}
