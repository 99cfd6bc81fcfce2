"""Sums in a sentence: 总数984个，其中甲35个、乙944个、丙5个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongbao.examination.claims.model import Claim, claim
from gongbao.examination.claims.views import Views
from gongbao.examination.figures import Figure, figures, plain
from gongbao.examination.subject import Subject, Words

_SENTENCE = re.compile(r"[^。；！？]{4,600}[。；！？]?")
_AMONG = re.compile(r"[，,（：]?其中：?")
_INEXACT = re.compile(r"其中|较|同比|增长|人均|每|累计|约|左右|以上|以下|不少于|至少|不超过|不低于")
_MEASURES = frozenset(("%", "‰", "年", "天", "日", "小时", "分钟", "个月", "个工作日", "个百分点", "米", "毫米"))
_LONGEST_NAME = 40  # characters between two parts
_SAME = Decimal(50)  # parts whose sum differs by less than a fiftieth are all the parts


def parts(views: Views, view: Subject) -> Iterator[Claim]:
    """The parts behind 其中, in the unit of the whole, added up. Parts that are only some of all make no claim."""
    for where in view.prose:
        if "其中" in where.text:
            for sentence in _SENTENCE.finditer(where.text):
                for mark in _AMONG.finditer(sentence.group()):
                    yield from _parts(where, sentence.group(), mark)


def _parts(where: Words, sentence: str, mark: re.Match[str]) -> Iterator[Claim]:
    tail = sentence[mark.end() :]
    listed = _row(tail)
    if len(listed) < 2 or _INEXACT.search(tail[: listed[-1].end + 2]):
        return
    unit = listed[0].unit
    before = [each for each in figures(sentence[: mark.start()]) if each.unit == unit]
    if not before or before[-1].about or unit in _MEASURES or any(each.about for each in listed):
        return
    whole = before[-1]
    if "其中" in sentence[whole.end : mark.start()]:
        return
    total = sum((each.value for each in listed), Decimal(0))
    if total != whole.value and abs(total - whole.value) > whole.value / _SAME:
        return
    yield claim(
        where,
        sentence[whole.start : mark.end() + listed[-1].end],
        whole.printed,
        f"{plain(total)}{unit}",
        "＋".join(each.printed for each in listed),
        agrees=total == whole.value,
        kind="分项之和",
    )


def _row(tail: str) -> Sequence[Figure]:
    """Figures of one unit that follow one another, each close behind the last; years between them count for nothing."""
    row: list[Figure] = []
    at = 0
    for each in figures(tail):
        if each.unit == "年":
            continue
        gap = tail[at : each.start]
        if len(gap) > _LONGEST_NAME or "。" in gap or (row and (each.unit != row[0].unit or gap[:1] not in "、，；")):
            break
        row.append(each)
        at = each.end
    return row
