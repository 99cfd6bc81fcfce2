"""What an explanation (解读) counts in the document that it explains: 共八章三十三条, 6部分21条, 100条具体任务."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbao.examination.claims import structure
from gongbao.examination.claims.counting import Count, counted
from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.structure import Tally
from gongbao.examination.claims.views import Views
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare
from gongbao.reference import ordinal
from gongbao.text import Kind, Provision

_WHOLE = re.compile(r"》|全文|^共|方案|办法|规划|预案|措施|细则|意见|本次修订")
_SENTENCE = re.compile(r"[^。；！？]{2,400}")
_PART = re.compile(
    r"第(?P<part>[一二三四五六七八九十]{1,2})(?P<what>部分|章)(?!至|、|到)"
    r"(?P<body>.{0,700}?)(?=第[一二三四五六七八九十]{1,2}(?:部分|章)|$)"
)
_LEAST = 6  # smaller numbers of 项 may count what has no numbers in the text
_MANY = 15
_MOST = 30  # headings whose runs are looked at
_HEADING = 40  # characters in which a part of the explanation names the heading of the text
_SHORTEST = 4
_SENTENCES = 70  # characters before a number in a sentence that still speaks of the whole
_IN_PART = re.compile(r"(?:方面|具体|改革|重点|保障|主要)?(?:内容|任务|举措|措施|要求|工程|工作|项任务|大项|小项)$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,2}(?:至[^，。]{1,3})?部分")


def explained(views: Views, view: Subject) -> Iterator[Claim]:
    """Numbers of the whole document, and of each part that the explanation names."""
    other = views.explained(view)
    if other is None:
        return
    tallies = [*structure.ranks(other), *_below(other), *structure.rows(other)]
    heads = structure.headings(other)
    for where in view.prose:
        for sentence in _SENTENCE.finditer(where.text):
            if _WHOLE.search(sentence.group()):
                yield from _of_whole(other, where, sentence, tallies)
        yield from _of_parts(other, where, heads)


def _of_whole(other: Subject, where: Words, sentence: re.Match[str], tallies: Sequence[Tally]) -> Iterator[Claim]:
    text = sentence.group()
    if _ORDINAL.search(where.text[: sentence.start()]):
        return
    for count in counted(text):
        if "修改为" in text[count.end : count.end + 10] or _ORDINAL.search(text[: count.start]):
            continue
        fits, against = _tallied(other, count, text, tallies)
        found = fits or against
        if found is not None:
            yield _said(other, where, count, found, agrees=fits is not None)


def _tallied(other: Subject, count: Count, text: str, tallies: Sequence[Tally]) -> tuple[Tally | None, Tally | None]:
    """What makes the number, and, where it must be one thing, what makes another."""
    chapters, articles = structure.total(other, Kind.CHAPTER), structure.total(other, Kind.ARTICLE)
    heads = len(structure.headings(other))
    lead = text[: count.start]
    whole = len(lead) <= _SENTENCES and re.search(r"(?:共|分|为|计|》|章|[，、])$", lead) is not None
    if count.measure in ("章", "章节") and whole and not chapters:
        return _either(count, Tally(heads, "个一级标题", ""), sure=False)
    if count.measure in ("章", "章节") and whole:
        return _either(count, Tally(chapters, "章", ""), sure=chapters > 1)
    if count.measure == "条" and not count.noun and whole and articles:
        return _either(count, Tally(articles, "条", ""), sure=True)
    if (count.measure == "部分" or count.noun == "部分" or count.noun.startswith("部分")) and len(lead) <= _SENTENCES:
        fits, _ = _either(count, Tally(heads, "个一级标题" if not chapters else "章", ""), sure=False)
        return fits or _of_named(other, count, text), None
    if count.noun.startswith("方面") and re.search(r"共分?为?$", lead):
        return _either(count, Tally(heads, "个一级标题", ""), sure=False)
    if count.measure == "条" and count.noun and articles == count.value:
        return Tally(articles, "条", ""), None
    if count.measure in ("项", "条", "小项", "大项", "种") and count.value >= _LEAST:
        fits = next((each for each in tallies if each.value == count.value), None)
        return fits or _in_a_run(other, count, text), None
    if count.value >= _LEAST and re.search(r"部门$", count.noun):
        return next((each for each in tallies if "部门" in each.what and each.value == count.value), None), None
    return None, None


def _of_named(other: Subject, count: Count, text: str) -> Tally | None:
    """明确了重点任务，包括5部分: the headings below the one that the sentence names."""
    for head in structure.headings(other):
        named, below = structure.name(other, head), structure.below(head)
        if len(below) == count.value and len(named) >= _SHORTEST and named in bare(text[: count.start]):
            return Tally(len(below), f"个编号的标题（“{named}”下面）", head.place)
    return None


def _either(count: Count, tally: Tally, *, sure: bool) -> tuple[Tally | None, Tally | None]:
    if tally.value == count.value:
        return tally, None
    return None, tally if sure else None


def _below(other: Subject) -> Iterator[Tally]:
    """Headings below each heading."""
    for head in structure.headings(other):
        yield from structure.ranks(other, [head])


def _in_a_run(other: Subject, count: Count, text: str) -> Tally | None:
    """六个方面23项内容: below as many headings in a row as the sentence says, where one such row has the number."""
    heads = structure.headings(other)[:_MOST]
    if count.value < _MANY:
        return None
    lengths = {each.value for each in counted(text[: count.start])} & set(range(2, len(heads)))
    found = [
        tally
        for length in lengths
        for first in range(len(heads) - length + 1)
        for tally in structure.ranks(other, heads[first : first + length])
        if tally.value == count.value
    ]
    return found[0] if len(found) == 1 else None


def _of_parts(other: Subject, where: Words, heads: Sequence[Provision]) -> Iterator[Claim]:
    for part in _PART.finditer(where.text):
        head = _meant(other, heads, ordinal(part["part"]) or 0, part["body"])
        below = structure.below(head) if head is not None else []
        if head is None or len(below) < 2:
            continue
        for count in counted(part["body"]):
            bare_count = count.measure in ("条", "项") and not count.noun
            if not bare_count and not _IN_PART.search(count.measure + count.noun):
                continue
            deeper = [each for each in structure.ranks(other, [head]) if each.value == count.value >= _LEAST]
            if count.value == len(below):
                tally = Tally(len(below), f"个编号的标题（“{structure.name(other, head)}”下面）", head.place)
            elif deeper:
                tally = deeper[0]
            else:
                continue
            start = part.start("body")
            at = replace(count, start=start + count.start, end=start + count.end)
            yield _said(other, where, at, tally, agrees=True)


def _meant(other: Subject, heads: Sequence[Provision], at: int, body: str) -> Provision | None:
    """The heading that a part of the explanation speaks of: that of its number, and of its name."""
    lead = bare(body[:_HEADING])
    for row in (heads, *(structure.below(head) for head in heads)):
        if 1 <= at <= len(row):
            named = structure.name(other, row[at - 1])
            if lead.startswith(named) or (len(named) >= _SHORTEST and named in lead):
                return row[at - 1]
    return None


def _said(other: Subject, where: Words, count: Count, tally: Tally, *, agrees: bool) -> Claim:
    place = tally.place
    return claim(
        where,
        count.printed,
        count.printed,
        f"{tally.value}{count.measure}{count.noun}",
        f"文件{place}有{tally.value}{tally.what}",
        agrees=agrees,
        kind="解读",
        others=(elsewhere(other.document, tally.place.split("、")[0] if tally.place else ""),),
    )
