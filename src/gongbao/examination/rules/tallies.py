"""5xx: how many tasks, works and measures an explanation (解读) says there are, counted in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare
from gongbao.reference import numerals
from gongbao.text import Kind, PartKind, Provision, normal

_N = r"(?P<n>\d{1,3}|[两二三四五六七八九十]{1,3})"
_TALLY = re.compile(
    rf"{_N}(?:个|项|条)(?P<what>具体举措|重点工作|重点工程|工作任务|具体任务|重点任务|工程任务|小项|内容|任务|举措|重大工程)"
)
_PART = re.compile(
    r"第(?P<part>[一二三四五六七八九十])部分(?!至|、|到)(?P<body>.{0,700}?)(?=第[一二三四五六七八九十]部分|$)", re.S
)
_IN_PART = re.compile(
    rf"{_N}(?:个方面(?:制定|提出)?(?:了)?(?:保障)?(?:措施|要求|内容|任务)|个方面提出了(?:保障|明确|具体)?(?:措施|要求)|方面(?:保障)?措施"
    r"|条具体(?:任务|举措)|项具体(?:改革)?举措|项重点任务|个重点工程|项具体任务|条(?=，))"
)
_LEAST = 10  # smaller numbers count what has no numbers in the text
_COUNTED = (Kind.LEVEL2, Kind.LEVEL3, Kind.LEVEL4, Kind.ARTICLE, Kind.POINT)
_HEADING = 30  # characters in which a part of the explanation names the heading of the text
_SHORTEST = 4


class _Tally(NamedTuple):
    least: int
    most: int
    where: str


@rule(
    "530",
    "解读写的项数与文件不符",
    Severity.WARNING,
    reason="解读说文件有多少项任务、多少项工程，文件里就应当数得出这么多；数不出的，不是解读写错，就是文件漏印。",
    example=(
        "某某市人民政府办公室关于印发《某某市数字行动方案》的通知\n定政办字〔2023〕14号\n2023年3月2日\n各乡镇人民政府：\n现印发给你们。\n"
        "某某市数字行动方案\n一、行动目标\n到2027年，建成数字城市。\n二、保障措施\n（一）加强领导。\n成立专班。\n（二）加大投入。\n安排资金。\n"
        "《某某市数字行动方案》解读\n一、主要内容\n第一部分为行动目标。第二部分为保障措施，提出了四方面保障措施。"
    ),
)
def tallies(subject: Subject) -> Iterator[Finding]:
    """20项重点工程, and the text has 19."""
    explained = subject.explained
    if explained is None:
        return
    parts = [part for part in explained.parts if part.kind is PartKind.MAIN]
    tops = [top for part in parts for top in part.provisions]
    known = _tallies(subject, tops)
    for where in subject.prose:
        yield from _totals(subject, where, known)
        yield from _parts(subject, where, [top for top in tops if top.kind is Kind.LEVEL1])


def _totals(subject: Subject, where: Words, known: Sequence[_Tally]) -> Iterator[Finding]:
    if not known:
        return
    for match in _TALLY.finditer(where.text):
        number = _value(match["n"])
        if number < _LEAST or re.search(r"第$|年$|[\d.]$", where.text[: match.start()]):
            continue
        if any(each.least <= number <= each.most for each in known):
            continue
        near = min(known, key=lambda each: (abs(each.least - number), len(each.where)))
        if near.least * 2 < number and near.least < _LEAST:
            continue  # the text does not number what is counted
        yield _finding(subject, where, match, f"文件里编号的条目最接近的是{near.where}，共{near.least}项。")


def _tallies(subject: Subject, tops: Sequence[Provision]) -> list[_Tally]:
    """What can be counted in a document: numbered items of each rank, below each heading, over runs of headings, and
    the last serial number of each table."""
    found: list[_Tally] = []
    levels = [top for top in tops if top.kind is Kind.LEVEL1]
    for kind in _COUNTED:
        counts = [sum(node.kind is kind for node in top.walk()) for top in levels]
        for first in range(len(counts)):
            for last in range(first, len(counts)):
                total = sum(counts[first : last + 1])
                if total:
                    name = levels[first].place if first == last else f"{levels[first].place}至{levels[last].place}"
                    loose = _unnumbered(levels[first], kind) if first == last else 0
                    found.append(_Tally(total, total + loose, name))
        whole = sum(node.kind is kind for top in tops for node in top.walk())
        if whole:
            found.append(_Tally(whole, whole, "全文"))
    explained = subject.explained
    if explained is not None:
        for table in subject.beside(explained).tables:
            serials = [int(cell.words) for row in table.rows for cell in row.cells[:1] if cell.words.isdecimal()]
            if len(serials) > _LEAST and max(serials) < 1000:
                found.append(_Tally(max(serials), max(serials), "附表"))
    return found


def _unnumbered(top: Provision, kind: Kind) -> int:
    """Paragraphs that stand beside numbered items, or where others have them: their numbers may be lost."""
    parents = [node for node in top.walk() if node.kind is Kind.LEVEL2]
    if kind is Kind.LEVEL2:
        parents = [top]
    return sum(child.kind is Kind.PARAGRAPH for node in parents for child in node.children)


def _parts(subject: Subject, where: Words, levels: Sequence[Provision]) -> Iterator[Finding]:
    explained = subject.explained
    assert explained is not None
    for part in _PART.finditer(where.text):
        at = numerals.ordinal(part["part"]) or 0
        level = _meant(subject, levels, at, part["body"])
        if level is None:
            continue
        children = [child for child in level.children if child.kind in (Kind.LEVEL2, Kind.LEVEL3)]
        deeper = sum(node.kind is Kind.LEVEL3 for node in level.walk())
        text = normal(subject.gazette.printed(level))
        said = {len(set(re.findall(r"[一二三四五六七八九十]{1,2}是", text)))}
        if not children:
            continue
        for match in _IN_PART.finditer(part["body"]):
            number = _value(match["n"])
            if number in {len(children), deeper} | said:
                continue
            start = part.start("body") + match.start()
            told = f"文件“{level.num}{level.heading or ''}”下面有{len(children)}项。"
            yield _finding(subject, where, match, told, start)


def _meant(subject: Subject, levels: Sequence[Provision], at: int, body: str) -> Provision | None:
    """The heading that a part of the explanation speaks of: the one that it names."""
    lead = bare(body[:_HEADING])
    named = []
    for level in levels:
        own = normal(subject.gazette.printed(level, deep=False))
        heading = bare(re.sub(r"^[一二三四五六七八九十]{1,3}、", "", own))
        if len(heading) >= _SHORTEST and heading in lead:
            named.append(level)
    if len(named) == 1:
        return named[0]
    return None


def _finding(subject: Subject, where: Words, match: re.Match[str], told: str, at: int | None = None) -> Finding:
    explained = subject.explained
    assert explained is not None
    start = match.start() if at is None else at
    words = where.text[max(0, start - 12) : start + len(match[0])]
    return subject.finding(
        "530",
        Severity.WARNING,
        where,
        words,
        f"解读说“{match[0]}”，{told}",
        "请核对项数，以及文件是否漏了条目或者编号。",
        others=((explained.key, told),),
        at=max(0, start - 12),
    )


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return 2 if words == "两" else int(numerals.chinese_number(words) or 0)
