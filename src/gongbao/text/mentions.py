"""Documents that a text names: 《title》（文号）, with the body and the day printed before it; or a 文号 alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongbao.reference.dates import parse_date
from gongbao.text.structure.heads import kind_end

_LONGEST_TITLE = 300
_BEHIND = 120  # characters of the brackets behind a title that are read
_BEFORE = 60  # characters before a title that are read for the body and the day
_SERIES_AND_YEAR = r"[\u4e00-\u9fff]{0,20}[〔\[［【（(][12]\d{3}[〕\]］】）)]"
_NUMBER = re.compile(
    rf"{_SERIES_AND_YEAR}第?\d{{1,5}}号(?:令)?|[\u4e00-\u9fff]{{1,24}}令(?:第)?\d{{1,4}}号|[\u4e00-\u9fff]{{1,24}}第\d{{1,4}}号令"
)
_ALONE = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[［【][12]\d{3}[〕\]］】]第?\d{1,5}号")
_LED = re.compile(
    r".*(?:根据|依据|依照|按照|遵照|参照|贯彻|落实|执行|印发|转发|批转|废止|修改|对照|关于|文件|及|和(?!平|国)|与|由|自(?!然|治|贸)|将(?!军)|对(?!外)|原(?!子)|见|的|经(?!济|贸|营|信))"
)
_ALIAS = re.compile(r"简称[：:]?(?:[《“]([^《》“”]{1,40})[》”]|([\u4e00-\u9fff]{2,20})(?=[）)，。]))")
_ARTICLES = re.compile(
    r"(?:的)?(第[一二三四五六七八九十百千零〇\d]{1,9}条(?:之[一二三四五六七八九十]{1,3})?"
    r"(?:[、和及至第条款项之一二三四五六七八九十百千零〇\d（）]{0,80}[条款项）])?)"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY = re.compile(r"[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_ISSUED = re.compile(
    r"(?:联合|共同|修订|批准|正式)?(?:印发|发布|公布|下发|颁布|颁发|出台|制定|修订|批转|转发|通过|施行|实施|批准)?(?:施行)?的?$"
)
_ORGAN = re.compile(
    r"[\u4e00-\u9fff、]{0,60}(?:人民政府|政府|办公[厅室]|国务院|委员会|代表大会|党中央|中央|[部委局厅院署会]|军事委员会|总局)"
)
_ORDER = re.compile(r"^(?:原)?([\u4e00-\u9fff、]{2,40}?)((?:〔\d{4}〕)?令?(?:〔\d{4}〕)?第\d{1,5}号令?)$")
_GENERIC = re.compile(
    r"(?:(?:工作|实施|管理|行动|应急|若干|暂行|试行|专项|重点|本|该|新|原|指导|总体|建设|发展|设立|扶持|具体)|"
    r"(?:办法|细则|方案|规划|预案|计划|意见|措施|规定|规程|规则|条例|章程|制度|纲要|要点|通知|公告|决定|目录|清单|标准|指南|法))+"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document as it is named in a text; `start` to `end` holds title and number, not what stands before them."""

    start: int
    end: int
    title: str | None  # words inside 《》; None where only the number is printed
    number: str | None  # 文号 as printed, behind the title or alone
    bodies: str | None  # 河北省人民政府办公厅
    issued: date | None  # 2016年10月21日…印发的
    articles: str | None  # 第七十五条, printed right behind
    before: int  # where body and day begin; `start` where there are none
    alias: str | None = None  # 以下简称《…》

    @property
    def is_document(self) -> bool:
        """Whether a number stands with it, or the title ends as documents do (办法, 条例) and says what it is of."""
        if self.title is None or self.number is not None:
            return True
        return kind_end(self.title) is not None and not is_generic(self.title)


def is_generic(title: str) -> bool:
    """Whether a title names no particular document: 《实施方案》, 《办法》."""
    return len(title) <= 12 and _GENERIC.fullmatch(title) is not None


def mentions(text: str) -> tuple[Mention, ...]:
    """All documents named in a normal text, in order."""
    found = list(_titled(text)) if "《" in text else []
    if "号" in text:
        taken = [(each.start, each.end) for each in found]
        found += _numbered(text, taken)
        found.sort(key=lambda each: each.start)
    return tuple(found)


def masked(text: str, found: tuple[Mention, ...]) -> str:
    """The text with □ for each character of a document's name, so that verbs inside names do not count."""
    pieces, at = [], 0
    for each in found:
        pieces += [text[at : each.start], "□" * (each.end - each.start)]
        at = each.end
    pieces.append(text[at:])
    return "".join(pieces)


def _titled(text: str) -> list[Mention]:
    made: list[Mention] = []
    last_end = 0
    for start, end in title_spans(text):
        if start < last_end:
            continue  # 以下简称《…》, within the brackets of the title before
        number, alias, behind = _brackets(text, end)
        articles = _ARTICLES.match(text, behind)
        bodies, issued, before, order = _before(text, start, last_end)
        made.append(
            Mention(
                start,
                behind,
                text[start + 1 : end - 1],
                number or order,
                bodies,
                issued,
                articles[1] if articles else None,
                before,
                alias,
            )
        )
        last_end = behind
    return made


def title_spans(text: str) -> list[tuple[int, int]]:
    """Where 《…》 stand, titles within titles counted as part of the outer one."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer(r"[《》]", text):
        at = match.start()
        if match[0] == "《":
            if opened and at - opened[0] > _LONGEST_TITLE:
                opened.clear()
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened and 3 <= at + 1 - start <= _LONGEST_TITLE:
                found.append((start, at + 1))
    return found


def _brackets(text: str, end: int) -> tuple[str | None, str | None, int]:
    """Number and short name in the brackets behind a title, or the number itself, and where they end."""
    number = alias = None
    at = end
    for _ in range(2):
        if text[at : at + 1] not in ("（", "("):
            break
        close = _closing(text, at)
        if close is None:
            break
        inside = text[at + 1 : close]
        match = _NUMBER.search(inside)
        short = _ALIAS.search(inside)
        if match is None and short is None:
            break
        if match and number is None:
            number = match[0]
        if short and alias is None:
            alias = short[1] or short[2]
        at = close + 1
    if number is None and at == end:
        match = _ALONE.match(text, end)
        if match:
            return match[0], None, match.end()
    return number, alias, at


def _closing(text: str, at: int) -> int | None:
    """The bracket that closes the one at `at`, 文号 with round brackets inside allowed for."""
    depth = 0
    for index in range(at, min(len(text), at + _BEHIND)):
        if text[index] in "（(":
            depth += 1
        elif text[index] in "）)":
            depth -= 1
            if depth == 0:
                return index
    return None


def _before(text: str, start: int, floor: int) -> tuple[str | None, date | None, int, str | None]:
    """The body and the day right before a title, where they begin, and the order (令) that made it public."""
    lowest = max(floor, start - _BEFORE)
    cut = max(text.rfind(mark, lowest, start) for mark in "，。；：（）“”》")
    context = text[max(lowest, cut + 1) : start]
    stem = _ISSUED.sub("", context, count=1)
    day = None
    before = start
    matches = list(_DAY.finditer(stem)) or list(_CHINESE_DAY.finditer(stem))
    if matches:
        last = matches[-1]
        day = parse_date(last[0])
        rest = stem[last.end() :]
        before = start - len(context) + last.start()
    else:
        rest = stem
    led = _LED.match(rest)
    rest = rest[led.end() :] if led else rest
    rest = rest.lstrip("、")
    order = _ORDER.search(rest)
    if order:
        rest = order[1]
    bodies = rest if rest and _ORGAN.fullmatch(rest) else None
    if bodies and day is None:
        before = start - len(context) + len(stem) - len(rest)
    return bodies, day, before, order[0].removeprefix("原") if order else None


def _numbered(text: str, taken: list[tuple[int, int]]) -> list[Mention]:
    """Numbers that stand by themselves: 定政办〔2018〕205号文件."""
    made: list[Mention] = []
    at = 0
    for match in _ALONE.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        series_end = match[0].index(next(char for char in match[0] if char in "〔[［【"))
        led = _LED.match(match[0][:series_end])
        start = match.start() + (led.end() if led else 0)
        made.append(Mention(start, match.end(), None, text[start : match.end()], None, None, None, start))
    return made
