"""What a text says of its own life: from when it applies, for how long."""

from __future__ import annotations

import re
from datetime import date

from gongbao.text.numbering import ordinal

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_APPLY = r"(?:起)?(?:正式|开始)?(?:施行|实施|执行|实行|生效|试行)"
_FROM_DAY = re.compile(rf"(?:自|从|于){_DAY}{_APPLY}")
_FROM_ISSUE = re.compile(rf"(?:自|从)((?:发布|公布|印发|颁布|下发|发文)之?日){_APPLY}")
_UNTIL = re.compile(rf"(?:有效期|施行期|试行期|执行期|实施期)限?(?:截止|截至|至|到|为至|截止到|截止至)+{_DAY}")
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十两]{1,3})"
_YEARS = re.compile(
    rf"有效期限?(?:为|是)?{_NUMBER}年(?:半)?|(?:试行|施行|执行|实施)(?:期限?|时间)(?:为|是)?{_NUMBER}年"
)
_MONTHS = re.compile(rf"有效期限?(?:为|是)?{_NUMBER}个月")


def effective(key: str) -> tuple[str, str] | None:
    """Value (ISO date, or the printed word: 发布之日) and words of the day from which a text applies, or None."""
    if "日" not in key or ("行" not in key and "效" not in key and "施" not in key):
        return None
    match, issue = _FROM_DAY.search(key), _FROM_ISSUE.search(key)
    if issue and (match is None or issue.start() < match.start()):
        return issue[1], issue[0]
    if match and (value := _iso(match)):
        return value, match[0]
    return None


def period(key: str) -> tuple[str, str] | None:
    """Value (ISO date of the last day, or ISO period: P5Y) and words of how long a text applies, or None."""
    if "期" not in key:
        return None
    match = _UNTIL.search(key)
    if match and (value := _iso(match)):
        return value, match[0]
    for pattern, unit in ((_YEARS, "Y"), (_MONTHS, "M")):
        match = pattern.search(key)
        if match:
            number = ordinal(next(group for group in match.groups() if group))
            if number:
                half = "6M" if match[0].endswith("半") else ""
                return f"P{number}{unit}{half}", match[0]
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
