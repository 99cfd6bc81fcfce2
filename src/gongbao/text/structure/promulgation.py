"""Who made a text public, and when, as the notes under its title say: 2020年5月28日 某届人民代表大会某次会议通过."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MADE = re.compile(r"通过|公布|发布|批准|修订|修正|修改|制定|颁布|印发")
_APPLIES = re.compile(r"(?:起)?(?:施行|实施|生效|执行)")
_CONGRESS = re.compile(r"第[一二三四五六七八九十]{1,4}届(全国人民代表大会(?:常务委员会)?)")
_LOCAL = re.compile(
    r"([\u4e00-\u9fff]{1,12}(?:省|自治区|市|自治州|县))(?:第[一二三四五六七八九十]{1,4}届)?(人民代表大会(?:常务委员会)?)"
)
_ORDER = re.compile(r"([^，。；：《》第]{2,40}?)令(?:第|〔|\[)")
_BODY = re.compile(
    r"([^，。；：《》第\d]{2,30}?(?:国务院|中央军事委员会|人民政府|[部委局署会院])).{0,12}(?:公布|发布|批准|颁布|印发)"
)
_COUNCIL = re.compile(r"(?:中华人民共和国)?(国务院)")
_TITLED = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}届)?"
    r"([\u4e00-\u9fff]{2,14}(?:人民代表大会(?:常务委员会)?|人大常委会)|国务院(?:办公厅)?|[\u4e00-\u9fff]{2,16}(?:人民政府(?:办公[室厅])?|[部委局署厅]))关于"
)
_STATE = "中华人民共和国"
_LONGEST = 8000  # characters of notes


@dataclass(frozen=True, slots=True)
class Promulgation:
    """What the notes say; None where they do not."""

    issuer: str | None  # who made it first
    issued: date | None  # of the wording that is printed: the last adoption or revision
    effective: tuple[date, str] | None  # the day from which it applies, and the words


def promulgation(notes: str) -> Promulgation:
    """Read the notes of a text, without blanks."""
    issuer: str | None = None
    issued: date | None = None
    effective: tuple[date, str] | None = None
    key = notes[:_LONGEST]
    dates = list(_DATE.finditer(key))
    for index, match in enumerate(dates):
        end = dates[index + 1].start() if index + 1 < len(dates) else len(key)
        on = _day(match)
        words = key[match.end() : end]
        if on is None:
            continue
        if _MADE.search(words):
            issuer = issuer or _issuer(words)
            issued = on if issued is None or on >= issued else issued
        if applies := _APPLIES.match(words):
            effective = (on, match[0] + applies[0])
    return Promulgation(issuer, issued, effective)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def titled_issuer(title: str) -> str | None:
    """The body that a title begins with: 国务院关于…的规定."""
    match = _TITLED.match(title)
    return match[1] if match else None


def _issuer(words: str) -> str | None:
    plain = (words.split("《", 1)[0] or words).lstrip("经由）)")
    if congress := _CONGRESS.search(plain):
        return congress[1]
    if local := _LOCAL.search(plain):
        return local[1] + local[2]
    if order := _ORDER.search(plain):
        return "、".join(each.removeprefix(_STATE) for each in order[1].split("、")) or None
    if body := _BODY.search(plain):
        return "、".join(each.removeprefix(_STATE) for each in body[1].split("、"))
    council = _COUNCIL.search(plain)
    return council[1] if council else None
