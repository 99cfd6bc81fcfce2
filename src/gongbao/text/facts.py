"""What a text says of its own life: from when it applies, for how long.

Functions take the words of one paragraph without blanks. Where several days stand in it, the one that is said of the
text itself counts: a licence or a registration has a period of validity too, and that is no fact of the document.
"""

from __future__ import annotations

import re
from datetime import date

from gongbao.reference.dates import parse_date
from gongbao.text.structure.numbering import ordinal

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_NUMBER = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})"
_APPLY = r"(?:起)?(?:正式|开始)?(?:施行|实施|执行|实行|生效|试行|有效)"
_ISSUE = r"(?:发布|公布|印发|颁布|下发|发文|签发)之?日"
_FROM_DAY = re.compile(rf"(?:自|从|于){_DAY}{_APPLY}")
_CHINESE_DAY = r"[〇零○Ｏ一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_FROM_CHINESE = re.compile(rf"(?:自|从|于)({_CHINESE_DAY}){_APPLY}")
_FROM_ISSUE = re.compile(rf"(?:自|从)({_ISSUE}){_APPLY}")
_FROM_LATER = re.compile(rf"(?:自|从)({_ISSUE}起(?:满)?{_NUMBER}日?(?:后|之后)?)(?:起)?(?:施行|实施|执行|生效)")
_TERM = r"(?:有效期|施行期|试行期|执行期|实施期|适用期|有效时间|执行时间|实施时间|施行时间|试行时间)限?"
_RANGE = re.compile(rf"{_TERM}(?:为|是|自|从|：)*{_DAY}起?(?:施行|实施|执行)?[，]?(?:至|到|—|-|－|–|~|～)+{_DAY}")
_FROM_TO = re.compile(
    rf"(?:自|从){_DAY}起?(?:施行|实施|执行|试行)?[，]?(?:有效期)?(?:至|到)+{_DAY}(?:止)?(?:有效|施行|实施|执行)?"
)
_UNTIL = re.compile(
    rf"{_TERM}(?:截止|截至|至|到|为至|截止到|截至到)+{_DAY}|(?:施行|实施|执行|试行)[，]?(?:至|到){_DAY}(?:止)?"
)
_SPAN = rf"(?:为|是)?(?:自{_ISSUE}起|自施行之日起|暂定|暂定为)?{_NUMBER}"
_YEARS = re.compile(
    rf"{_TERM}{_SPAN}年(?:半)?|(?:试行|施行|执行|实施)(?:期限?|时间)?(?:为|是|暂定|暂定为)?{_NUMBER}年(?!度|内|以|来|前|中|第|的)(?:半)?"
    rf"|自{_ISSUE}起(?:施行|实施|执行)?[，]?(?:{_NUMBER}年内?有效)"
)
_MONTHS = re.compile(rf"{_TERM}{_SPAN}个?月|(?:试行|施行|执行|实施)(?:期限?|时间)?(?:为|是)?{_NUMBER}个月(?!内|以|前)")
_DAYS = re.compile(rf"{_TERM}{_SPAN}(?:日|天)")
_SELF = re.compile(
    r"本(?:[\u4e00-\u9fff]{0,6})(?:办法|规定|细则|方案|意见|措施|通知|规划|预案|制度|条例|决定|通告|公告|标准|计划|政策|机制|文件|规则|规程|"
    r"目录|清单|要点|纲要|章程|指引|指南|规范|命令|令)"
)

_SELF_END = re.compile(_SELF.pattern + r"(?:的|自|在)?(?:执行|施行|试行|实施)?$")
_SENTENCE = re.compile(r"[^。；]+")
_OWN_TERM = re.compile(_TERM)
_ALONE = re.compile(rf"{_TERM}[^，。；]{{1,16}}|(?:试行|施行|执行)[^，。；]{{1,10}}")


def effective(key: str) -> tuple[str, str] | None:
    """Value (ISO date, or as printed: 发布之日, 公布之日起30日后) and words of the day from which a text applies.

    A day that no calendar has is kept as printed: 2023年2月30日.
    """
    if "日" not in key or ("行" not in key and "效" not in key and "施" not in key):
        return None
    day, issue, later = _FROM_DAY.search(key), _FROM_ISSUE.search(key), _FROM_LATER.search(key)
    if day is None and (whole := _RANGE.search(key) or _FROM_TO.search(key)) and _SELF.search(key):
        value = _iso(whole, 1)
        return (value, whole[0]) if value else None
    starts = [(match.start(), at) for at, match in enumerate((later, issue, day)) if match]
    for _, at in sorted(starts):
        if at == 2 and day:
            return _iso(day, 1) or _printed(day, 1), day[0]
        match = (later, issue)[at] if at < 2 else None
        if match:
            return match[1], match[0]
    written = _FROM_CHINESE.search(key)
    started = parse_date(written[1]) if written else None
    return (started.isoformat(), written[0]) if written and started else None


def period(key: str) -> tuple[str, str] | None:
    """Value (ISO date of the last day, or ISO period: P5Y) and words of how long a text applies, or None."""
    if not any(word in key for word in ("期", "至", "到", "行", "有效", "时间")):
        return None
    if "年" not in key and "月" not in key and "日" not in key and "天" not in key:
        return None
    before = ""
    for match in _SENTENCE.finditer(key):
        sentence = match[0]
        if _lives(sentence) or (_starts(before) and _OWN_TERM.match(sentence)) or _ALONE.fullmatch(sentence):
            found = _lasts(sentence)
            if found:
                return found
        before = sentence
    return None


def _lasts(sentence: str) -> tuple[str, str] | None:
    """How long a text applies, as one sentence about it says."""
    whole = _RANGE.search(sentence) or _FROM_TO.search(sentence)
    if whole and (value := _iso(whole, 4)):
        return value, whole[0]
    until = _UNTIL.search(sentence)
    if until and _said_alone(sentence, until):
        first = 1 if until[1] else 4
        return _iso(until, first) or _printed(until, first), until[0]
    for pattern, unit in ((_YEARS, "Y"), (_MONTHS, "M"), (_DAYS, "D")):
        match = pattern.search(sentence)
        if match and _said_alone(sentence, match):
            number = ordinal(next(group for group in match.groups() if group))
            if number:
                half = "6M" if match[0].endswith("半") else ""
                return f"P{number}{unit}{half}", match[0]
    return None


def _said_alone(sentence: str, match: re.Match[str]) -> bool:
    """Whether a period is said of the text and not of a licence or a registration: 许可证有效期五年."""
    before = sentence[: match.start()]
    return not before or before[-1] in "，。；：、（行施" or _SELF_END.search(before[-14:]) is not None


def _starts(sentence: str) -> bool:
    return _FROM_DAY.search(sentence) is not None or _FROM_ISSUE.search(sentence) is not None


def _lives(sentence: str) -> bool:
    """Whether a sentence speaks of the text itself: it names it (本办法), or says from when it applies."""
    return _SELF.match(sentence.lstrip("第一二三四五六七八九十百条0123456789.、（）原")) is not None or _starts(
        sentence
    )


def _printed(match: re.Match[str], first: int) -> str:
    """A day that no calendar has, as it is printed: 2023年2月30日."""
    return f"{match[first]}年{match[first + 1]}月{match[first + 2]}日"


def _iso(match: re.Match[str], first: int) -> str | None:
    try:
        return date(int(match[first]), int(match[first + 1]), int(match[first + 2])).isoformat()
    except (ValueError, TypeError):
        return None
