"""Numbers as Chinese documents write them: 一百二十三, 二〇二三, 3.5万, 百分之六十, 第十二条, （三）, ①."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    **{char: value for value, chars in enumerate(("零〇○Ｏ", "一壹", "二贰两", "三叁", "四肆")) for char in chars},
    **{char: value for value, chars in enumerate(("五伍", "六陆", "七柒", "八捌", "九玖"), 5) for char in chars},
}
_TENS = {"廿": 20, "卅": 30}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ARABIC = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([十百千万亿]*)", re.ASCII)
_SHARES = {"百分之": Decimal("0.01"), "千分之": Decimal("0.001"), "万分之": Decimal("0.0001")}
_MARKS = re.compile(
    r"第\s*(.+?)\s*(?:[编章节条款项目号届次批类级期]|部分|分编)(?:之.+)?|[(（]\s*(.+?)\s*[)）]|(.+?)\s*[、.．]?"
)
_CIRCLED = (("①", 20), ("⑴", 20), ("㈠", 10), ("❶", 10))
MAX_DIGITS = 40


def fold(text: str) -> str:
    """Full-width digits and punctuation as ASCII, ends stripped."""
    return text.translate(_FULL_WIDTH).strip()


def _section(text: str) -> int | None:
    """A number below 万: 一百二十三, 十五, 廿三, 二〇三. None where it is none."""
    if text and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit, least = 0, None, 10**5
    for index, char in enumerate(text):
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _TENS and digit is None and index == 0:
            total, least = _TENS[char], 10
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= least or (digit == 0 and unit != 10) or (digit is None and (unit != 10 or index)):
                return None
            total += (1 if digit is None else digit) * unit
            digit, least = None, unit
        else:
            return None
    if digit and least > 10 and least < 10**5 and text[-2:-1] not in _zeros():
        return None  # 一百二 is said for 120, and read by nobody for 102
    return total + (digit or 0) if text else None


def _zeros() -> frozenset[str]:
    return frozenset(char for char, value in _DIGITS.items() if value == 0)


def _whole(text: str) -> int | None:
    """A whole number in Chinese with 万 and 亿."""
    for unit, factor in (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4)):
        head, found, tail = text.partition(unit) if factor == 10**4 else _rpartition(text, unit)
        if found:
            high = _whole(head)
            low = _whole(tail.lstrip("零〇")) if tail else 0
            if high is None or low is None or low >= factor or (tail and tail[0] in "零〇" and low >= factor // 10):
                return None
            return high * factor + low
    return _section(text)


def _rpartition(text: str, unit: str) -> tuple[str, str, str]:
    head, found, tail = text.rpartition(unit)
    return (head, found, tail) if found else (text, "", "")


def chinese_number(text: str) -> Decimal | int | None:
    """The number that a text is: int where whole, Decimal else, None where the text is no number.

    Reads 一百二十三, 二〇二三, 廿, 壹贰叁, 两千, 二十万, 3.5万, 1,234.5, 百分之六十, 三点五.
    Never guesses: 一百二 is none.
    """
    text = fold(text)
    if not text or len(text) > MAX_DIGITS:
        return None
    for words, factor in _SHARES.items():
        if text.startswith(words):
            share = chinese_number(text[len(words) :])
            return None if share is None else _tidy(Decimal(share) * factor)
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        number = Decimal(arabic[1].replace(",", ""))
        for char in arabic[2]:
            number *= _SMALL.get(char) or _LARGE[char]
        return _tidy(number)
    if "点" in text:
        head, _, tail = text.partition("点")
        whole = _whole(head)
        if whole is None or not tail or any(char not in _DIGITS for char in tail):
            return None
        return _tidy(Decimal(f"{whole}.{''.join(str(_DIGITS[char]) for char in tail)}"))
    return _whole(text)


def _tidy(number: Decimal) -> Decimal | int:
    return int(number) if number == number.to_integral_value() else number


def ordinal(text: str) -> int | None:
    """The number of 第十二条, （三）, 一、, 2., ①, or of a bare numeral; None where there is none."""
    text = text.strip()
    for first, many in _CIRCLED:
        if len(text) == 1 and ord(first) <= ord(text) < ord(first) + many:
            return ord(text) - ord(first) + 1
    found = _MARKS.fullmatch(fold(text))
    number = chinese_number(next(group for group in found.groups() if group is not None)) if found else None
    return number if isinstance(number, int) and number >= 0 else None


def to_chinese(number: int) -> str:
    """一百二十三 for 123; for 0 to 9,999,999,999,999,999."""
    if not 0 <= number < 10**16:
        raise ValueError(f"只能写 0 到 9999 万亿之间的整数，不能写 {number}")
    if number == 0:
        return "零"
    parts, digits = "", "零一二三四五六七八九"
    for factor, unit in ((10**8, "亿"), (10**4, "万")):
        high, rest = divmod(number, factor)
        if high:
            gap = "零" if rest and rest < factor // 10 else ""
            return f"{to_chinese(high)}{unit}{gap}{_below(to_chinese(rest), rest) if rest else ''}"
    zero = False
    for factor, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            parts += ("零" if zero and parts else "") + digits[digit] + unit
            zero = False
        else:
            zero = bool(parts)
    return parts[1:] if parts.startswith("一十") else parts


def _below(text: str, number: int) -> str:
    """十五 after a larger unit is 一十五."""
    return f"一{text}" if 10 <= number < 20 or text.startswith("十") else text
