"""1xx: articles of laws that the library holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.cited import ARTICLE, cited, with_owner
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.reference import numerals
from gongbao.text import Kind, Reference

_LEAST_OF_LAW = 5


@rule(
    "104",
    "引用的法律条款不存在",
    Severity.ERROR,
    reason="引用法律、法规的条、款、项，应当有这一条、款、项；法律修订后条序常有变化。只在资料库收有该法律时核对。",
    example="由公安机关依据《中华人民共和国治安管理处罚法》第五百条之规定处罚。",
)
def missing_in_law(subject: Subject) -> Iterator[Finding]:
    """References to a place of a law in the library that has no such place."""
    if subject.library is None:
        return
    for each in cited(subject):
        reference, owner = each.reference, each.owner
        if owner is None or owner.kind not in ("title", "name") or reference.kind != "place":
            continue
        if not ARTICLE.match(reference.place):
            continue
        problem = _in_law(subject, owner, reference)
        if problem is None:
            continue
        message, advice, basis = problem
        yield subject.finding("104", Severity.ERROR, each.where, with_owner(each), message, advice, basis=basis)


def _in_law(subject: Subject, owner: Reference, reference: Reference) -> tuple[str, str, str] | None:
    assert subject.library is not None
    name = owner.text if owner.kind == "name" else f"《{owner.text}》"
    held = subject.held(name)
    if held is None or held[0].articles < _LEAST_OF_LAW or held[0].title == subject.document.title:
        return None
    card, law = held
    eids = {node.place for part in law.parts for top in part.provisions for node in top.walk()}
    for place in filter(None, (reference.place, reference.last)):
        article = ARTICLE.match(place)
        if article is None:
            continue
        number = numerals.ordinal(article[1])
        if number is None:
            return None
        base = place[article.end() :]
        printed = f"第{_printed_article(law, number)}条"
        if printed == "第条":
            last = card.articles
            return (
                f"资料库所收《{card.title}》共有{last}条，没有{place}。",
                "请核对现行文本，改正条号。",
                f"《{card.title}》",
            )
        if base and not _within(eids, printed, base):
            points = [each for each in eids if re.fullmatch(rf"{printed}(?:第[一-十]+款)?（[一-十]+）", each)]
            kuan = re.match(r"第([一二三四五六七八九十]+)款", base)
            advice = "请核对现行文本，改正款、项。"
            if kuan and any(each.endswith(f"（{kuan[1]}）") for each in points):
                advice = f"该条有第（{kuan[1]}）项，请核对“款”是否应为“项”。"
            return f"资料库所收《{card.title}》有{printed}，没有{place}。", advice, f"《{card.title}》{printed}"
    return None


def _printed_article(law: object, number: int) -> str:
    for part in law.parts:  # type: ignore[attr-defined]
        for top in part.provisions:
            for node in top.walk():
                if node.kind is Kind.ARTICLE and node.num:
                    match = ARTICLE.fullmatch(node.num)
                    if match and numerals.ordinal(match[1]) == number:
                        return match[1]
    return ""


def _within(places: set[str], printed: str, rest: str) -> bool:
    wanted = re.sub(r"第（", "（", re.sub(r"）项", "）", rest))
    return any(
        each.startswith(printed) and each[len(printed) :].replace("第一款", "") == wanted.replace("第一款", "")
        for each in places
    )
