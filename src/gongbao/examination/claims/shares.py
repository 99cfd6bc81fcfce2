"""Percentages that can be reckoned again: shares and weights that make a whole, growth beside its figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongbao.examination.claims.model import Claim, claim
from gongbao.examination.claims.views import Views
from gongbao.examination.figures import NUMBER, plain
from gongbao.examination.subject import Subject, Words

_SENTENCE = re.compile(r"[^。！？]{4,600}")
_SHARE = re.compile(r"占(?P<n>\d{1,3}(?:\.\d{1,2})?)%(?=[；，。、]|$)")
_WEIGHT = re.compile(r"权重(?:为|占)?(?P<n>\d{1,3}(?:\.\d{1,2})?)%(?=[；，。、进]|$)")
_GREW = re.compile(
    rf"新建(?P<what>[一-龥]{{1,12}}?)(?P<a>{NUMBER})(?P<unit>座|个|家|处|所|辆|台)，(?:全市|全县)?总数(?:达到|达|为)(?P<b>{NUMBER})(?P=unit)"
    r"，较[^，。；]{1,10}增长(?P<p>\d{1,4}(?:\.\d{1,2})?)%"
)
_NEAR = Decimal(10)  # weights that make 90 to 110 are meant to make 100
_WHOLE = Decimal(100)
_LEAST = 2


def shares(views: Views, view: Subject) -> Iterator[Claim]:
    """Shares and weights of one sentence, added up; growth from an increase and the total that it made."""
    for where in view.prose:
        if "%" not in where.text:
            continue
        for sentence in _SENTENCE.finditer(where.text):
            text = sentence.group()
            yield from _whole(where, text, _SHARE, "各项所占比例", "；")
            yield from _whole(where, text, _WEIGHT, "各项权重", "")
        for match in _GREW.finditer(where.text):
            yield from _growth(where, match)


def _whole(where: Words, text: str, pattern: re.Pattern[str], name: str, between: str) -> Iterator[Claim]:
    found = list(pattern.finditer(text))
    if len(found) < _LEAST:
        return
    values = [Decimal(match["n"]) for match in found]
    total = sum(values, Decimal(0))
    gaps = [text[one.end() : two.start()] for one, two in itertools.pairwise(found)]
    if between and any(gap.count(between) != 1 or "%" in gap for gap in gaps):
        return
    if total != _WHOLE and (between or len(found) <= _LEAST or abs(total - _WHOLE) > _NEAR):
        return
    yield claim(
        where,
        text[found[0].start() : found[-1].end()],
        "100%",
        f"{plain(total)}%",
        f"{name}" + "＋".join(f"{plain(each)}%" for each in values),
        agrees=total == _WHOLE,
        kind="比例",
    )


def _growth(where: Words, match: re.Match[str]) -> Iterator[Claim]:
    added, total, printed = (Decimal(match[each].replace(",", "")) for each in ("a", "b", "p"))
    before = total - added
    if before <= 0:
        return
    exact = added * _WHOLE / before
    computed = exact.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP)
    if abs(computed - printed) > max(Decimal(1), printed / _NEAR):
        return  # of another base
    yield claim(
        where,
        match[0],
        f"{match['p']}%",
        f"{computed:f}%",
        f"{match['a']}÷（{match['b']}－{match['a']}）",
        agrees=computed == printed,
        kind="比例",
    )
