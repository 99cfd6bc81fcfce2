"""2xx: deadlines that leave no time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_DUE = re.compile(r"(?<![\d年至—-])(?:(20\d\d)年)?(?:(?:年)?(底)|(\d{1,2})月底|(\d{1,2})月(\d{1,2})日)前")
_SHORT = 10  # days


@rule(
    "240",
    "期限离成文只有几天",
    Severity.NOTE,
    reason="期限离成文日期不到十天，文件送到时已经没有时间办理，多半是照抄上级文件或者起草拖延。每份文件只提示一次。",
    example=(
        "某市推动公立医院高质量发展的实施方案\n政办字〔2021〕83号\n2021年12月22日\n一、任务\n2021年底前，每个县（市、"
        "区）至少建设1个康复医疗中心。"
    ),
)
def no_time(subject: Subject) -> Iterator[Finding]:
    """2021年底前 in a paper of 22 December 2021."""
    issued = subject.document.issued
    if issued is None:
        return
    found: list[tuple[Words, str, int]] = []
    for each in subject.words:
        for match in _DUE.finditer(each.text):
            due = _day(match, issued)
            if due is not None and 0 <= (due - issued).days <= _SHORT:
                found.append((each, match.group(), (due - issued).days))
    if found:
        where, words, days = found[0]
        yield subject.finding(
            "240",
            Severity.NOTE,
            where,
            words,
            f"本文件成文于{issued:%Y年%-m月%-d日}，离期限只有{days}天，全文共{len(found)}处。",
            "核对能否按期完成，改定期限。",
            others=tuple((each.place, text) for each, text, _ in found[1:6]),
        )


def _day(match: re.Match[str], issued: date) -> date | None:
    year = int(match[1]) if match[1] else issued.year
    try:
        if match[2]:
            return date(year, 12, 31) if match[1] else None
        if match[3]:
            return date(year, int(match[3]), monthrange(year, int(match[3]))[1])
        return date(year, int(match[4]), int(match[5]))
    except (ValueError, IndexError):
        return None


_DASHED = re.compile(r"(?:年|月|日)[-–](?=\d)|(?<=\d)年?-(?=20\d\d年)")
_PROPER = re.compile(r"(?:年|月|日)(?:—|－|~|～|至)(?=\d)")


@rule(
    "242",
    "起止时间的连接号不一",
    Severity.NOTE,
    reason="起止时间之间用一字线“—”或者“至”；同一文件里有的用短横线、有的用一字线，前后不一。",
    example=(
        "某县改革实施方案\n一、实施步骤\n（一）启动阶段（2020年6月-2020年12月）。组织启动。\n（二）推进阶段（2021年1"
        "月—2022年6月）。重点推进。"
    ),
)
def dashes(subject: Subject) -> Iterator[Finding]:
    """2020年6月-2020年12月 beside 2021年1月—2022年6月."""
    proper = next((each for each in subject.prose if _PROPER.search(each.text)), None)
    if proper is None:
        return
    for each in subject.prose:
        for match in _DASHED.finditer(each.text):
            start = max(0, match.start() - 6)
            yield subject.finding(
                "242",
                Severity.NOTE,
                each,
                each.text[start : match.end() + 8],
                f"这里用短横线，{proper.place}用一字线或者“至”。",
                "统一用一字线“—”。",
                basis="《标点符号用法》（GB/T 15834—2011）4.13",
                at=start,
            )
