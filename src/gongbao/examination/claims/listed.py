"""Lists in running text beside their number: 甲、乙、丙三个方面; 甲、乙、丙等8个乡镇; 五项重点任务：甲、乙、丙….

Names fewer than their number behind 等 claim nothing. Where 和 may part two names or stand within one, either reading
that gives the printed number is taken; a difference is claimed only where no reading is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.examination.claims.counting import MEASURE, NUMBER, SUMMING, Count, count_at
from gongbao.examination.claims.model import Claim, claim
from gongbao.examination.claims.views import Views
from gongbao.examination.figures import balanced, outside
from gongbao.examination.subject import Subject, Words

_BEHIND = re.compile(
    rf"(?P<and>等)?(?:共|共计|等共)?(?<![第每约近前数几上〇零一二三四五六七八九十百千\d.]){NUMBER}{MEASURE}(?P<noun>(?:[一-龥]{{0,6}}?(?:{SUMMING}){{1,3}})?)"
)
_EDGE = re.compile(r"[，。：；！？]")
_AND = re.compile(r"和|与|及|以及|或")
_AND_SURE = re.compile(r"和(?!平|谐|规划|改革|社会|信息|旅游|国)|以及|及其|及")
_NO_LIST = re.compile(
    r"(?:建设|新增|新建|培育|打造|创建|实施|完成|开展|推进|组织|设立|设置|分为|分|共|包括|包含|为|有|达到|至|到|从|提出|明确|制定|成立"
    r"|配备|按照|按|以|的|另|其他|其余|这|上述|以上|以下|下列|等|和|与|及|或|了|对|在|将|用|于|近|约|超|过|各|全部|重点)$"
)
_OPENING = re.compile(
    r"^(?:.{0,60}(?:分别从|分别为|分别是|主要从|主要是从|由低到高分|包括|包含|围绕|提出了要|提出了|提出|规定了|组织实施|涉及|明确了|分为|具备|附带|谋划"
    r"|评价以|会议由|》由|着力从))?(?:按照|重点对|基于|实施|可通过|通过|以|从|由|对|分(?!别))?"
)
_FAR = 300  # characters before the number in which the list begins
_LONGEST = 36
_SHORT = 14  # a name of which nobody doubts that it is one
_LEAST = 2
_SUMMED = re.compile(SUMMING)
_PAIRED = re.compile(r"(?:个|种|类|大)?(?:方面|部分|方式|附件|阶段|环节|步骤|类别)")


def listed(views: Views, view: Subject) -> Iterator[Claim]:
    """Lists before their number, in quotation marks before it, and behind a colon."""
    for where in view.prose:
        if "、" in where.text or "和" in where.text or "，" in where.text or "”" in where.text:
            yield from _before(where)
            yield from _quoted(where)
            yield from _behind_colon(where)


def _before(where: Words) -> Iterator[Claim]:
    if _BEHIND.search(where.text) is None:
        return
    text = outside(where.text)
    for match in _BEHIND.finditer(text):
        count = count_at(match)
        if count is None or match.start() == 0 or text[match.end() : match.end() + 2] in ("以上", "以下", "月内"):
            continue
        start = max(
            (edge.end() for edge in _EDGE.finditer(text, max(0, match.start() - _FAR), match.start())),
            default=max(0, match.start() - _FAR),
        )
        yield from _judged(where, text[start : match.start()], start, match, count)


def _judged(where: Words, run: str, start: int, match: re.Match[str], count: Count) -> Iterator[Claim]:
    names = run.split("、")
    last = names[-1]
    conjoined = _AND.search(last[1:]) is not None
    if (len(names) < _LEAST and not conjoined) or not last.strip("○") or "等" in run:
        return
    if any(not 1 <= len(name) <= _LONGEST for name in names[1:]):
        return
    graded = count.measure == "级"
    if graded and "分" not in names[0]:
        return  # 市、县、乡三级
    summed = graded or _SUMMED.search(count.measure + count.noun)
    sure = match["and"] is not None or (summed is not None and not _NO_LIST.search(last))
    words = where.text[start : match.end()]
    if not sure or not balanced(words):
        return
    fits = count.value == len(names) and len(names) >= _LEAST
    if fits or (conjoined and count.value == len(names) + 1):
        if count.value == _LEAST and match["and"] is None and not _pair(run, count):
            return
        yield _said(where, words, count, count.value, _shown(where.text[start : match.start()], split=not fits))
    elif match["and"] is not None and len(names) > count.value and _certain(names):
        yield _said(where, words, count, len(names), _shown(where.text[start : match.start()], split=False))


def _pair(run: str, count: Count) -> bool:
    """Whether two names and their number stand so close that nothing else can be meant: 甲和乙两种方式."""
    return len(_AND.findall(run)) + run.count("、") == 1 and _PAIRED.match(count.measure + count.noun) is not None


def _certain(names: Sequence[str]) -> bool:
    """Whether each name is one name: short, and without 和."""
    return len(names) > _LEAST and not any(len(name) > _SHORT or _AND_SURE.search(name) for name in names[1:])


def _said(where: Words, words: str, count: Count, real: int, shown: Sequence[str]) -> Claim:
    unit = f"{count.measure}{count.noun}"
    return claim(
        where,
        words,
        f"{count.printed.removeprefix('等').removeprefix('共')}",
        f"{real}{unit}",
        f"所列名称：{'；'.join(shown)}",
        agrees=real == count.value,
        kind="列举",
    )


def _shown(run: str, *, split: bool) -> list[str]:
    """The names as a reader would read them out; words before the first are left out where they are known."""
    names = _apart(run)
    names[0] = _OPENING.sub("", names[0]) or names[0]
    if split and (both := list(_AND.finditer(names[-1], 1))):
        cut = both[-1]
        names[-1:] = [names[-1][: cut.start()], names[-1][cut.end() :]]
    return names


def _apart(run: str) -> list[str]:
    """Split at 、 outside brackets and quotation marks."""
    plain = outside(run)
    names, at = [], 0
    for mark in re.finditer("、", plain):
        names.append(run[at : mark.start()])
        at = mark.end()
    return [*names, run[at:]]


_QUOTES = re.compile(
    rf"(?P<quotes>(?:“[^“”]{{1,80}}”[、和]?){{1,12}})(?P<and>等)?{NUMBER}{MEASURE}(?P<noun>(?:[一-龥]{{0,6}}?(?:{SUMMING}){{1,3}})?)"
)


def _quoted(where: Words) -> Iterator[Claim]:
    """“甲、乙、丙”三方面问题; “甲”“乙”“丙”等3个市级品牌."""
    for match in _QUOTES.finditer(where.text):
        count = count_at(match)
        quotes = re.findall(r"“([^“”]{1,80})”", match["quotes"])
        names = quotes[0].split("、") if len(quotes) == 1 else quotes
        if count is not None and len(names) >= _LEAST and len(names) == count.value:
            yield claim(
                where,
                match[0],
                where.text[match.start("n") : match.end()],
                f"{len(names)}{count.measure}{count.noun}",
                f"所列名称：{'；'.join(names)}",
                agrees=True,
                kind="列举",
            )


_BEFORE_COLON = re.compile(rf"(?<![第约近\d.]){NUMBER}{MEASURE}(?P<noun>(?:[一-龥]{{0,6}}?(?:{SUMMING}){{1,3}})?)")
_NAMED = re.compile(r"^[一-龥（）“”A-Za-z]{0,16}(?:[。，](?:分别为|分别是|具体为|即))?$")
_CLOSED = re.compile(r"(?P<list>[^。：；]{4,4000})(?P<end>[。]|$)")
_ORDER = re.compile(r"一是|第一|①|（一）|1\.")
_ROSTER = 4  # names of a list that may contradict its number
_LONGEST_NAME = 40


def _behind_colon(where: Words) -> Iterator[Claim]:
    """36个股室：甲、乙、丙。"""
    for colon in re.finditer("：", where.text):
        head = where.text[max(0, colon.start() - 24) : colon.start()]
        counts = [each for match in _BEFORE_COLON.finditer(head) if (each := count_at(match)) is not None]
        count = next((each for each in reversed(counts) if _NAMED.match(head[each.end :])), None)
        closed = _CLOSED.match(where.text, colon.end())
        if count is None or closed is None or _ORDER.match(closed["list"]) or _open(head[count.end :]):
            continue
        body = closed["list"].removeprefix("指")
        plain = outside(body)
        mark = "，" if "，" in plain else "、"
        names = plain.split(mark)
        start = count.start - (1 if head[: count.start].endswith("“") and "”" in head[count.end :] else 0)
        words = head[start:] + "："
        label = re.split("[。，]", head[start:])[0]
        shown = _apart(body) if mark == "、" else body.split("，")
        if count.value == len(names):
            yield _roster(where, words, label, count, shown)
        elif mark == "、" and _AND.search(names[-1][1:]) and count.value == len(names) + 1:
            yield _roster(where, words, label, count, _shown(body, split=True))
        elif (
            mark == "、"
            and closed["end"]
            and count.printed[0].isdigit()
            and len(names) >= _ROSTER
            and all(len(each) >= _LEAST and len(each) <= _LONGEST_NAME for each in names)
            and not re.search(r"[，\d%]|等$", plain)
        ):
            yield _roster(where, words, label, count, shown)


def _open(text: str) -> bool:
    """Whether a bracket opens before the colon: （即：… lists within it."""
    return text.count("（") != text.count("）")


def _roster(where: Words, words: str, label: str, count: Count, names: Sequence[str]) -> Claim:
    shown = names if len(names) <= 12 else [*names[:3], f"…（共{len(names)}个名称）", names[-1]]
    return claim(
        where,
        words,
        label,
        f"{len(names)}{count.measure}",
        f"冒号后所列名称：{'；'.join(shown)}",
        agrees=len(names) == count.value,
        kind="列举",
    )
