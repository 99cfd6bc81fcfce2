"""Words of comparison: whether a number belongs to what is said about it.

民法典第一千二百五十九条: “以上”“以下”“以内”“届满” include the number itself, “不满”“超过”“以外” do not. A （含） or
（不含） in the text wins over the word.
"""

from __future__ import annotations

import re

# What the words make of a value x beside the number n: x op n. Longest first where one begins like another.
AFTER = {
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "以外": ">",
    "之外": ">",
    "届满": ">=",
    "内": "<=",
}
BEFORE = {
    "不得低于": ">=",
    "不得少于": ">=",
    "不得高于": "<=",
    "不得超过": "<=",
    "不能超过": "<=",
    "不能低于": ">=",
    "不低于": ">=",
    "不少于": ">=",
    "不小于": ">=",
    "不高于": "<=",
    "不超过": "<=",
    "不多于": "<=",
    "不大于": "<=",
    "不超出": "<=",
    "未超过": "<=",
    "未满": "<",
    "不满": "<",
    "不足": "<",
    "未达到": "<",
    "未达": "<",
    "低于": "<",
    "少于": "<",
    "小于": "<",
    "不到": "<",
    "超过": ">",
    "超出": ">",
    "高于": ">",
    "多于": ">",
    "大于": ">",
    "至少": ">=",
    "最低": ">=",
    "最少": ">=",
    "届满": ">=",
    "年满": ">=",
    "达到": ">=",
    "达": ">=",
    "满": ">=",
    "至多": "<=",
    "最多": "<=",
    "最高": "<=",
    "上限为": "<=",
    "限额为": "<=",
}
_WITH = {">": ">=", "<": "<="}
_WITHOUT = {">=": ">", "<=": "<"}
_BRACKET = r"(?:[(（](?P<{0}>不含|含)[^)）]{{0,12}}[)）])?"
_AFTER = re.compile(
    _BRACKET.format("before")
    + rf"(?:的|及|或|和|及其|含)?(?P<word>{'|'.join(sorted(AFTER, key=len, reverse=True))})?"
    + _BRACKET.format("behind")
)
_BEFORE = re.compile(
    rf"(?P<word>{'|'.join(sorted(BEFORE, key=len, reverse=True))})"
    r"(?:[^，。；、：,;:]{0,8}的)?(?:人民币|为|到|至|了)?$"
)
_LONGEST = 24


def comparison_at(text: str, start: int, end: int) -> str | None:
    """The operator that a text puts between a value and the number at `start` to `end` (unit included).

    >= for 45岁以上, <= for 不超过60%, < for 不满18周岁, > for 超过3000元; a （含） or （不含） decides. None where
    no word of comparison stands beside the number.
    """
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text[max(0, start - _LONGEST) : start])
    word = after["word"] if after else None
    if word == "内" and not _bounded(text, end, after):
        word = None
    op = AFTER[word] if word else BEFORE[before["word"]] if before else None
    if op is None:
        return None
    bracket = (after["behind"] or after["before"]) if after else None
    if bracket == "含":
        return _WITH.get(op, op)
    return _WITHOUT.get(op, op) if bracket == "不含" else op


def _bounded(text: str, end: int, after: re.Match[str] | None) -> bool:
    """内 bounds only as the end of a term: 30日内, not 60元内部."""
    return after is None or text[after.end("word") : after.end("word") + 1] not in ("部", "容", "设", "外")


def is_inclusive(word: str) -> bool | None:
    """Whether a word of comparison includes its number; None for any other word."""
    op = AFTER.get(word) or BEFORE.get(word)
    return None if op is None else op.endswith("=")
