"""Titles compared: what differs between two titles that ought to be one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from gongbao.text import normal

_MARKS = re.compile(r"[《》〈〉<>“”\"‘’（）()\[\]〔〕—\-‒–―、，。：:·.\s]")
_BEFORE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,9}?(?:人民政府办公室|人民政府办公厅|人民政府|政府办公室|政府))?(?:关于)?"
    r"(?:印发|转发|发布|公布)(?:市[\u4e00-\u9fff]{1,12}等部门)?(?:关于)?(?=《|[\u4e00-\u9fff])"
)
_BEHIND = re.compile(r"的?(?:通知|公告|决定)$")
_YEARS = re.compile(r"（(?:19|20)\d{2}年?\s?[-—–‒~～至]{1,2}\s?(?:(?:19|20)\d{2})?年?）")


def bare(title: str) -> str:
    """A title without marks: two titles with the same bare form differ in punctuation alone."""
    return _MARKS.sub("", normal(title))


def inner(title: str) -> str:
    """The title that a notice hands out: 《…》 of 关于印发《…》的通知, or what stands there without marks."""
    text = normal(title)
    quoted = re.findall(r"《((?:[^《》]|《[^《》]*》)*)》", text)
    if quoted and re.search(r"印发|转发|发布|公布", text.split("《")[0]):
        return str(quoted[0])
    return _BEHIND.sub("", _BEFORE.sub("", text))


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (equal), of bare titles."""
    first, second = bare(one), bare(other)
    if first == second:
        return 1.0
    if not first or not second or min(len(first), len(second)) * 3 < max(len(first), len(second)):
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def without_years(title: str) -> str:
    """A title without （2021—2025年）."""
    return _YEARS.sub("", normal(title))


def difference(one: str, other: str) -> str:
    """What the second title has otherwise than the first, in words: 少“工作”, 多“的”, “甲”写作“乙”."""
    first, second = bare(one), bare(other)
    told = []
    for what, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if what == "delete":
            told.append(f"少“{first[a:b]}”")
        elif what == "insert":
            told.append(f"多“{second[c:d]}”")
        elif what == "replace":
            told.append(f"“{first[a:b]}”写作“{second[c:d]}”")
    return "，".join(told[:3])
