"""Numbers that announce what is then numbered: 六方面内容。一是…六是; 共分五个部分。第一部分…; 分为四类：（一）….

A chain that is shorter than its number contradicts it only where nothing else can be meant: one number, one chain.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from gongbao.examination.claims.counting import NUMBER, Count, counted, value_of
from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views, runs
from gongbao.examination.subject import Subject, Words
from gongbao.reference import ordinal, to_chinese
from gongbao.text import Kind, Provision

_NUMBERED = (Kind.LEVEL1, Kind.LEVEL2, Kind.LEVEL3, Kind.LEVEL4, Kind.LEVEL5, Kind.POINT, Kind.INDENT)
_TOPS = (Kind.LEVEL1, Kind.CHAPTER, Kind.TITLE)
_SAID = re.compile(r"(?<![一二三四五六七八九十])(?P<n>[一二三四五六七八九十]{1,2})是(?!否)")
_PART = re.compile(r"第(?P<a>[一二三四五六七八九十]{1,3})(?:至(?P<b>[一二三四五六七八九十]{1,3}))?(?P<what>部分|章|条)")
_SENTENCE_END = re.compile(r"[。；]")
_SHARE = re.compile(rf"共{NUMBER}(?P<measure>条|项|章|节)(?=[，。])")
_ROSTER = re.compile(r"(?<!\d)(?P<n>\d{1,3})(?:个|名|家)的?(?P<what>[一-龥]{2,6})：")
_HEAD = 40  # characters in which a part says how much it holds
_NEAR = 22  # characters between a number and the first of what it announces
_ROUND = 14  # between a number and the end of its sentence
_LEAST = 2
_CHAINS = 40  # looked at in a paragraph
_AHEAD = 60  # provisions searched for a chain


def following(views: Views, view: Subject) -> Iterator[Claim]:
    """All numbers followed by what they count, in the same paragraph, in those behind it, or below it."""
    for where, brothers, at in runs(view):
        if "是" in where.text:
            yield from _said(view, where)
        yield from _parts(view, where)
        yield from _lettered(where)
        yield from _added(view, where, brothers, at)
        yield from _below(view, where, brothers, at)


def _said(view: Subject, where: Words) -> Iterator[Claim]:
    text = where.text
    starts = [match for match in _SAID.finditer(text) if match["n"] == "一"]
    for first in starts[:_CHAINS]:
        before = text[: first.start()].rstrip("。：；，")
        last = max((end.end() for end in _SENTENCE_END.finditer(before)), default=0)
        counts = [
            each
            for each in counted(before[last:])
            if each.measure not in ("章", "章节", "部") and len(before) - last - each.end <= _NEAR
        ]
        if not counts:
            continue
        length, alone = _chain(view, where, first.start())
        fits = next((each for each in counts if each.value == length), None)
        if fits is None and alone and length >= _LEAST and len(counts) == 1 and _plain(before[last:], counts[0]):
            fits = counts[0]
        if fits is not None:
            yield claim(
                where,
                text[last + fits.start : last + fits.end],
                fits.printed,
                f"{length}{fits.measure}{fits.noun}",
                f"其后“一是”至“{to_chinese(length)}是”共{length}项",
                agrees=fits.value == length,
                kind="分述",
            )


def _plain(sentence: str, count: Count) -> bool:
    """Whether a number stands at the end of its sentence, so that what follows must be what it counts."""
    return sentence[count.end :] in ("", "内容", "具体任务") and bool(count.noun or count.measure in ("方面", "项"))


def _chain(view: Subject, where: Words, start: int) -> tuple[int, bool]:
    """How far 一是, 二是, … goes on from `start`; and whether it does so within its paragraph, with no other beside."""
    marks = [ordinal(match["n"]) or 0 for match in _SAID.finditer(where.text, start)]
    length, used = _run(marks)
    if 1 in marks[1:]:
        return length, False
    if used < len(marks):
        return length, False
    for each in _ahead(view, where):
        if each.kind in _TOPS:
            break
        more = [ordinal(match["n"]) or 0 for match in _SAID.finditer(each.text)]
        if 1 in more:
            break
        if more and more[0] == length + 1:
            further, _ = _run([number - length for number in more])
            return _joined(view, each, length + further)
    return length, True


def _ahead(view: Subject, where: Words) -> Sequence[Words]:
    """The provisions that follow one, as far as a chain is searched."""
    at = view.index[where.provision.eid] + 1
    return view.words[at : at + _AHEAD]


def _joined(view: Subject, where: Words, length: int) -> tuple[int, bool]:
    """A chain that goes on in the next paragraphs."""
    for each in _ahead(view, where):
        if each.kind in _TOPS:
            break
        more = [ordinal(match["n"]) or 0 for match in _SAID.finditer(each.text)]
        if 1 in more:
            break
        if more and more[0] == length + 1:
            further, _ = _run([number - length for number in more])
            length += further
    return length, False


def _run(marks: Sequence[int]) -> tuple[int, int]:
    """The length of 1, 2, 3, … at the beginning of a row of numbers, and how many of them it used."""
    length = 0
    for number in marks:
        if number != length + 1:
            break
        length += 1
    return length, length


def _parts(view: Subject, where: Words) -> Iterator[Claim]:
    """共分五个部分, 共八章: then 第一部分 to 第五部分, in its paragraph and in those behind it."""
    for first in _PART.finditer(where.text):
        if first["a"] == "一" and not first["b"]:
            yield from _announced(view, where, where, first.start())
            return
    at = view.index[where.provision.eid]
    behind = view.words[at + 1] if at + 1 < len(view.words) else None
    begun = _PART.match(behind.text) if behind is not None else None
    if behind is not None and begun is not None and begun["a"] == "一" and not begun["b"]:
        yield from _announced(view, where, behind, 0)


def _announced(view: Subject, where: Words, chained: Words, start: int) -> Iterator[Claim]:
    first = _PART.match(chained.text, start)
    assert first is not None
    what = first["what"]
    before = (where.text[:start] if chained is where else where.text).rstrip("。：；，")
    head = before[max((end.end() for end in _SENTENCE_END.finditer(before)), default=0) :]
    offset = len(before) - len(head)
    last = _last(view, chained, start, what)
    for each in counted(head):
        fits = what in (each.measure, each.noun) or (what, each.measure) in (("部分", "方面"), ("章", "章节"))
        fits = (
            fits
            or (what == "部分" and each.noun.startswith(("部分", "方面")))
            or (what == "条" and each.measure == "条")
        )
        if fits and each.value == last and last >= _LEAST:
            yield claim(
                where,
                where.text[offset + each.start : offset + each.end],
                each.printed,
                f"{last}{each.measure}{each.noun}",
                f"其后“第一{what}”至“第{to_chinese(last)}{what}”共{last}个",
                agrees=True,
                kind="分述",
                others=(elsewhere(view.document, chained.place),) if chained is not where else (),
            )
            return


def _added(view: Subject, where: Words, brothers: Sequence[Provision], at: int) -> Iterator[Claim]:
    """共38条。其中：, and the parts behind it each say theirs; 46个股室, and 10名的股室：, 36个股室： below it."""
    yield from _added_parts(view, where, brothers, at)
    rosters = [
        (each, match)
        for brother in brothers[at + 1 : at + 1 + _AHEAD]
        if brother.kind in _NUMBERED
        for node in brother.walk()
        if (each := view.by_eid[node.eid]).kind is not Kind.TABLE and (match := _ROSTER.search(each.text)) is not None
    ]
    for count in counted(where.text) if len(rosters) >= _LEAST else ():
        same = [(each, match) for each, match in rosters if count.noun and match["what"] == count.noun]
        numbers = [int(match["n"]) for _, match in same]
        if len(same) >= _LEAST and sum(numbers) == count.value:
            yield _sum(view, where, count, numbers, [each for each, _ in same])


def _added_parts(view: Subject, where: Words, brothers: Sequence[Provision], at: int) -> Iterator[Claim]:
    behind = [view.by_eid[each.eid] for each in brothers[at + 1 : at + 1 + _AHEAD] if each.kind is not Kind.TABLE]
    parts = list(itertools.takewhile(lambda each: _PART.match(each.text) is not None, behind))
    first = _PART.match(parts[0].text) if parts else None
    if first is None or first["a"] != "一":
        return
    said = [_SHARE.search(each.text[:_HEAD]) for each in parts]
    found = [match for match in said if match is not None]
    if len(found) < _LEAST or len(found) != len(parts) or len({match["measure"] for match in found}) != 1:
        return
    numbers = [value_of(match["n"]) or 0 for match in found]
    for count in counted(where.text):
        if count.measure == found[0]["measure"] and not count.noun:
            yield _sum(view, where, count, numbers, parts)


def _sum(view: Subject, where: Words, count: Count, numbers: Sequence[int], places: Sequence[Words]) -> Claim:
    unit = f"{count.measure}{count.noun}"
    return claim(
        where,
        where.text[count.start : count.end],
        count.printed,
        f"{sum(numbers)}{unit}",
        "＋".join(f"{number}{count.measure}" for number in numbers),
        agrees=sum(numbers) == count.value,
        kind="分项之和",
        others=tuple(elsewhere(view.document, each.place) for each in places),
    )


def _lettered(where: Words) -> Iterator[Claim]:
    """分为4类。A类…B类…C类…D类…"""
    first = re.search(r"(?<=[。：])A类", where.text)
    if first is None:
        return
    before = where.text[: first.start()].rstrip("。：")
    count = next((each for each in counted(before) if each.end == len(before) and each.measure == "类"), None)
    letters = sorted(set(re.findall(r"(?<=[。；，：])([A-Z])类（?", where.text[first.start() - 1 :])))
    if count is not None and letters == [chr(ord("A") + at) for at in range(count.value)]:
        yield claim(
            where,
            where.text[count.start : count.end],
            count.printed,
            f"{len(letters)}类",
            f"其后{letters[0]}类至{letters[-1]}类共{len(letters)}类",
            agrees=True,
            kind="分述",
        )


def _last(view: Subject, chained: Words, start: int, what: str) -> int:
    """The last of 第一部分, 第二部分, 第三至八部分 in order."""
    last = 0
    at = view.index[chained.provision.eid]
    for index, each in enumerate(view.words[at : at + _AHEAD]):
        if index and each.kind in _TOPS:
            break
        for match in _PART.finditer(each.text, 0 if index else start):
            if match["what"] == what and (ordinal(match["a"]) or 0) == last + 1:
                last = ordinal(match["b"] or match["a"]) or last
    return last


def _below(view: Subject, where: Words, brothers: Sequence[Provision], at: int) -> Iterator[Claim]:
    """A number at the end of a paragraph or heading, and the numbered provisions behind or below it."""
    text = where.text.rstrip("。：；，")
    counts = [each for each in counted(text) if len(text) - each.end <= _ROUND and each.measure not in ("章", "条")]
    if not counts:
        return
    numbered = _numbered(where, brothers, at)
    if len(numbered) < _LEAST:
        return
    count = counts[-1]
    colon = where.text.endswith("：")
    fits = count.value == len(numbered) and bool(count.noun or count.measure in ("方面", "类", "种") or colon)
    differs = (
        colon
        and len(counts) == 1
        and count.measure != "级"
        and len(text) == count.end
        and re.search(r"下列|以下", text) is not None
    )
    if fits or differs:
        yield claim(
            where,
            text[count.start : count.end],
            count.printed,
            f"{len(numbered)}{count.measure}{count.noun}",
            f"其后编号的{numbered[0].num}至{numbered[-1].num}共{len(numbered)}项",
            agrees=count.value == len(numbered),
            kind="分述",
            others=tuple(elsewhere(view.document, each.place) for each in numbered),
        )


def _numbered(where: Words, brothers: Sequence[Provision], at: int) -> list[Provision]:
    node = where.provision
    below = [each for each in node.children if each.kind in _NUMBERED]
    if below:
        return below if len({each.kind for each in below}) == 1 else []
    if node.kind in _NUMBERED:
        return []  # its brothers go on counting
    found: list[Provision] = []
    for each in brothers[at + 1 : at + 1 + _AHEAD]:
        if each.kind not in _NUMBERED or (found and each.kind is not found[0].kind):
            break
        found.append(each)
    return found
