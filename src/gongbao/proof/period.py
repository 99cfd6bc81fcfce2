"""The period that a pack declares against the words that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from gongbao.pack import CompiledPack, Pack, PackProblem, Passages
from gongbao.proof.words import dates, quantities
from gongbao.reference import add_months

_FROM_ISSUE = re.compile(r"自(发布|公布|印发|下发|发文|成文)之日起")
_UNTIL = re.compile(r"(有效期|试行期|执行|施行|实施)?(限)?(至|截至|到)$")
_FOR = re.compile(r"(有效期|试行期|试行|有效期限|有效期暂定)(为|是|暂定)?$")


def stated_period(words: str, issued: date | None) -> tuple[date | None, date | None]:
    """First and last day that words state; None where they state none.

    Args:
        words: normal text, such as 自2022年1月1日起施行，有效期5年.
        issued: 成文日期, the first day where the words say 自发布之日起.
    """
    first = last = None
    for start, end, day in dates(words):
        if words.startswith("起", end) and words[:start].endswith("自"):
            first = day
        elif _UNTIL.search(words[:start]):
            last = day
    if first is None and _FROM_ISSUE.search(words):
        first = issued
    for number in quantities(words):
        months = {"年": 12, "个月": 1, "月": 1}.get(number.unit)
        if months and first and last is None and _FOR.search(words[: number.start]):
            last = add_months(first, int(number.value) * months) - timedelta(days=1)
    return first, last


def period_problems(pack: Pack, compiled: CompiledPack, passages: Passages) -> Iterator[PackProblem]:
    """A first or last day that is not the one in the words, and public decisions that name no date."""
    period = compiled.in_force
    if not period.passages:
        yield PackProblem.at(pack.in_force.where, "施行期间没有依据", "请补上 cite 和 words")
        return
    for name, decision in pack.decisions.items():
        if decision.public and decision.date is None:
            yield PackProblem.at(
                decision.where, f"判定“{name}”没有写日期", "请补上 date，写明按哪个日期看有效期、取参数"
            )
    issued = passages.passage(str(pack.document)).card.date
    first, last = stated_period("，".join(each.words for each in period.passages), issued)
    for key, said, written in (("from", first, period.first_day), ("to", last, period.last_day)):
        if said != written:
            yield PackProblem.at(
                pack.in_force.mark(key),
                f"施行期间的{'首日' if key == 'from' else '末日'}写的是 {written or '没有规定'}，"
                f"原文算出的是 {said or '没有规定'}",
                "请按原文改正日期，或者改引写有期间的文字",
            )
