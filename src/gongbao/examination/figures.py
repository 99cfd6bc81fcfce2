"""Figures in normal text: numbers with their units, and items of a list that a sentence counts. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongbao.reference import chinese_number

NUMBER = r"\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,8})?"
UNITS = [
    "万立方米",
    "亿立方米",
    "立方米",
    "平方公里",
    "平方米",
    "公里",
    "毫米",
    "万亩",
    "亩",
    "公顷",
    "万吨公里",
    "万吨",
    "吨",
    "亿斤",
    "万斤",
    "公斤",
    "斤",
    "亿美元",
    "万美元",
    "美元",
    "亿元",
    "万元",
    "元",
    "个百分点",
    "个工作日",
    "个月",
    "万人次",
    "人次",
    "万人",
    "万张",
    "万个",
    "万辆",
    "万家",
    "万户",
    "%",
    "‰",
    "家",
    "个",
    "名",
    "人",
    "件",
    "项",
    "张",
    "所",
    "座",
    "处",
    "条",
    "辆",
    "台",
    "套",
    "只",
    "场",
    "户",
    "次",
    "起",
    "支",
    "倍",
    "份",
    "篇",
    "部",
    "亩次",
    "分",
    "年",
    "天",
    "日",
    "小时",
    "分钟",
    "米",
    "支队",
    "批",
]
_UNIT = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
QUANTITY = re.compile(rf"(?<![\d.])({NUMBER})(余|多)?({_UNIT})")
COUNTED = re.compile(r"^\d{1,9}$")
CHINESE_COUNT = "一二两三四五六七八九十"
_OPEN, _CLOSE = "（〔《“【〈‘", "）〕》”】〉’"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at `start` to `end` (exclusive) of a text."""

    value: Decimal
    unit: str
    start: int
    end: int
    printed: str
    about: bool = False  # 余, 多


def number(text: str) -> Decimal | None:
    """A decimal as a cell prints it (thousands allowed); None where it is not one."""
    if not re.fullmatch(NUMBER, text):
        return None
    return Decimal(text.replace(",", ""))


def figures(text: str) -> Iterator[Figure]:
    """All numbers with units, in order."""
    for match in QUANTITY.finditer(text):
        value = Decimal(match[1].replace(",", ""))
        yield Figure(value, match[3], match.start(), match.end(), match.group(), bool(match[2]))


def count_of(text: str) -> int | None:
    """12 or 十二 as a whole number; None where it is none."""
    if COUNTED.fullmatch(text):
        return int(text)
    if not text or not all(char in CHINESE_COUNT for char in text):
        return None
    value = chinese_number(text)
    return int(value) if value is not None and value == int(value) else None


def decimals(text: str) -> int:
    """How many places a printed number has after the point."""
    return len(text.rpartition(".")[2]) if "." in text else 0


def plain(value: Decimal) -> str:
    """A decimal without exponent and without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def outside(text: str) -> str:
    """The text with everything inside brackets and quotation marks replaced by ○, of the same length."""
    depth, kept = 0, []
    for char in text:
        if char in _OPEN:
            depth += 1
            kept.append("○")
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
            kept.append("○")
        else:
            kept.append("○" if depth else char)
    return "".join(kept)


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that opens in the text closes in it."""
    waiting: list[str] = []
    for char in text:
        at = _OPEN.find(char)
        if at >= 0:
            waiting.append(_CLOSE[at])
        elif char in _CLOSE and (not waiting or waiting.pop() != char):
            return False
    return not waiting
