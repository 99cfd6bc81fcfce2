"""Rules over levels and grades: shared bounds and gaps, one condition for two levels, reversed ranges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gongbao.examination.figures import NUMBER, plain
from gongbao.examination.intervals import Interval, intervals, meeting
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_CLAUSE = re.compile(r"[^，。；：！？]{3,120}")
_GRADE = re.compile(
    r"特别重大|重特大|特大|重大|较大|一般|特别严重|严重|优秀|良好|不合格|合格|中等|较差|[一二三四五]等奖?|[ⅠⅡⅢⅣIV一"
    r"二三四]{1,3}级|[A-E]级|[A-E]类|"
    r"红色|橙色|黄色|蓝色|大(?=洪水)"
)
_PENALTY = re.compile(r"罚款|拘留|徒刑|罚金|处分|滞纳金|奖励|补助|补贴|资助|奖补")
_SETTLED = re.compile(r"以下[”〞]?(?:均)?不(?:包括|包含|含)本数|[以不]上不(?:包括|含)本数")
_EVERY = re.compile(r"每|各|另|一次性|累计")
_MOST = 40  # no scale has more steps
_Place = tuple[Words, str, tuple[Interval, ...], bool]


@rule(
    "402",
    "相邻等级的界限重叠或者有空档",
    Severity.WARNING,
    reason="同一个数同时属于两个等级，或者哪一级都不属于，遇到这个数就无法定级（民法典第一千二百五十九条：以上、以"
    "下包括本数）。",
    example="某市考核办法\n\n一、等次\n\n考核成绩在950分以上为优秀，900—950分为良好，800—900分为合格，800分以下为"
    "不合格。\n",
)
def bounds(subject: Subject) -> Iterator[Finding]:
    """Clauses that say the same of different intervals: those that touch at a number are compared there."""
    if any(_SETTLED.search(each.text) for each in subject.prose):
        return
    groups: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for each in subject.prose:
        for clause in _CLAUSE.finditer(each.text):
            words = clause.group()
            found = tuple(intervals(words))
            if not found or _PENALTY.search(words) or _EVERY.search(words) or all(one.single for one in found):
                continue
            template = _template(words, found)
            graded = bool(_GRADE.search(words))
            if graded and len(template) < 12 and len(found) == 1 and found[0].at <= 8:
                template = _template(words[found[0].at :], tuple(intervals(words[found[0].at :])))  # 考核成绩在…为优秀
            near = each.place if len(template) < 6 else ""  # short words belong together in one provision only
            if graded or len(template) >= 6:
                groups[template, near].append((each, words, found, graded))
    told: set[tuple[str, str]] = set()
    for (template, _), every in groups.items():
        places = list({place[1]: place for place in reversed(every)}.values())[::-1][:_MOST]
        if len(places) < 2 or (len(template) < 4 and not all(graded for *_, graded in places)):
            continue
        for first in places:
            for second in places:
                if first is not second and len(first[2]) == len(second[2]):
                    yield from _meet(subject, first, second, told)


def _template(words: str, found: tuple[Interval, ...]) -> str:
    kept, at = [], 0
    for each in found:
        kept += [words[at : each.at], "#"]
        at = each.to
    return _GRADE.sub("", "".join(kept) + words[at:]).removeprefix("考核").strip("的“”")


def _meet(subject: Subject, first: _Place, second: _Place, told: set[tuple[str, str]]) -> Iterator[Finding]:
    key = (first[0].place + first[1], second[0].place + second[1])
    if key in told or first[1] == second[1]:
        return
    shared: list[str] = []
    missing: list[str] = []
    for lower, upper in zip(first[2], second[2], strict=True):
        how = meeting(lower, upper)
        if how is None or lower.unit != upper.unit or upper.single or (lower.low == upper.low and not lower.single):
            continue
        (shared if how == "重叠" else missing).append(f"{plain(upper.low or Decimal(0))}{upper.unit}")
    if not shared and not missing:
        return
    told.add(key)
    both = f"{'、'.join(shared)}同时属于相邻两级：“{first[1]}”和“{second[1]}”。"
    none = f"{'、'.join(missing)}不属于相邻两级中的任何一级：“{first[1]}”和“{second[1]}”。"
    yield subject.finding(
        "402",
        Severity.WARNING,
        first[0],
        first[1],
        both if shared else none,
        f"请写明{(shared or missing)[0]}属于哪一级，如一级写“{(shared or missing)[0]}以上”，另一级写“不足"
        f"{(shared or missing)[0]}”。",
        others=((second[0].place, second[1]),),
        basis="民法典第一千二百五十九条",
    )


_LEVEL_HEAD = re.compile(r"([ⅠⅡⅢⅣ]|[IV]{1,3}|[一二三四])级|特别重大|重大|较大|一般|(红|橙|黄|蓝)色")


@rule(
    "403",
    "两个等级的条件相同",
    Severity.WARNING,
    reason="同一情形列入两个等级，出现时不知启动哪一级。",
    example="某市防汛应急预案\n\n一、Ⅱ级应急响应\n\n（1）上游水库可能发生漫坝或者垮坝，严重威胁下游人员安全；\n\n二"
    "、Ⅰ级应急响应\n\n"
    "（1）上游水库可能发生漫坝或者垮坝，严重威胁下游人员安全；\n",
)
def same_condition(subject: Subject) -> Iterator[Finding]:
    """Conditions under the headings of two levels in the very same words."""
    seen: dict[str, tuple[str, Words]] = {}
    level, conditions = "", False
    for each in subject.prose:
        text = each.text
        head = _LEVEL_HEAD.search(text) if len(text) <= 30 else None
        if each.kind in (Kind.LEVEL1, Kind.LEVEL2, Kind.LEVEL3) and head is not None:
            level, conditions = head.group(), True
            if re.search(r"行动|措施|处置", text):
                conditions = False
            continue
        if each.kind in (Kind.LEVEL1, Kind.LEVEL2):
            level = ""
        if each.kind is Kind.LEVEL3:
            conditions = not re.search(r"行动|措施|处置|响应程序|保障", text)
        if not level or not conditions or len(text) < 12:
            continue
        words = re.sub(r"^（?[\d一二三四五六七八九十]{1,3}[）.、]", "", text)
        if not words.endswith(("；", "。", "的")) or re.search(
            r"负责|组织|成立|启动|应当|及时|做好|加强|报|协调|备案", words
        ):
            continue
        before = seen.setdefault(words, (level, each))
        if before[0] != level:
            yield subject.finding(
                "403",
                Severity.WARNING,
                each,
                words,
                f"“{before[0]}”和“{level}”列了同一个条件。",
                "请核对两级的条件，写出程度上的区别。",
                others=((before[1].place, words),),
            )


_RANGE = re.compile(
    rf"(?<![\d.第〔\[年月日号:：\-—+KkA-Za-z/])({NUMBER})(万元|亿元|元|%|人|个|家|名|亩|平方米|米|公里|毫米|吨|岁|"
    rf"张|座|件|项)?"
    rf"(?:—{{1,2}}|–|~|～|-)({NUMBER})(万元|亿元|元|%|人|个|家|名|亩|平方米|米|公里|毫米|吨|岁|张|座|件|项)(?![\d])"
)


@rule(
    "404",
    "区间前后颠倒",
    Severity.ERROR,
    reason="区间的起点大于终点，没有一个数落在其中。",
    example="某市奖励办法\n\n一、标准\n\n对外投资的企业一次性奖励100—10万元。\n",
)
def reversed_ranges(subject: Subject) -> Iterator[Finding]:
    """5～3: a range whose first number is the greater."""
    for each in subject.words:
        for match in _RANGE.finditer(each.text):
            low, high = Decimal(match[1].replace(",", "")), Decimal(match[3].replace(",", ""))
            if low > high and match[2] in (None, match[4]) and len(match[1].split(".")[0]) < 5:
                yield subject.finding(
                    "404",
                    Severity.ERROR,
                    each,
                    match.group(),
                    f"起点{plain(low)}大于终点{plain(high)}。",
                    "请核对两个数字和它们的次序。",
                )
