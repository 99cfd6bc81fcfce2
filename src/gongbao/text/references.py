"""References in a text: 《…》, 文号, 第…条第…款第（…）项, their ranges and lists, 前款, 本办法, 附件2, 民法典第五条.

Works on normal text and gives back offsets of the text as it came. What a place belongs to (`of`) is read from the
words before it: 《…》第三条、第五条 are two places of the document in 《》, 本办法第三条 is one of this document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from gongbao.text.normal import NormalText, normal

RefKind = Literal["title", "number", "place", "annex", "relative", "self", "name"]

_HAN = "一二三四五六七八九十百千零〇"
_N = rf"(?:[{_HAN}]{{1,9}}|[0-9]{{1,4}})"
_LONGEST_TITLE = 300

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[［【（][0-9]{4}[〕\]］】）]第?[0-9]{1,5}号")
_BEFORE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:按照|根据|依据|依照|参照|执行|落实|贯彻|以及|印发|转发|废止|关于|文件|[与及由对将]|和(?![田县平政静硕林]))"
    r"(?=[\u4e00-\u9fff]{1,14}[〔\[［【（])"
)
_BODY = "前|本|该|上"  # what a word may not stand behind, to be one of these: 目前条件, 基本款
_RULES = (
    "办法|规定|规程|规则|细则|条例|法典|法|方案|预案|意见|规划|计划|措施|通知|通告|公告|决定|决议|目录|清单|标准|规范"
    "|指南|导则|章程|制度|准则|纲要|修正案|解释|要点|批复|令|宪法|宪章|公约|条约|协定|议定书"
)
_SELF = rf"(?:本|该)(?:[\u4e00-\u9fff]{{0,4}}?)(?:{_RULES})"
_TOKEN = re.compile(
    rf"第(?P<n>{_N}(?:、(?:第(?=[{_HAN}0-9]{{1,5}}、[{_HAN}0-9]))?{_N}){{0,6}})"
    rf"(?P<unit>编(?![制码写号委])|分编|章(?!程)|节(?![课点日假能约])|部分|条(?![线件例])"
    rf"|款(?!项)|项(?!目)|目(?![标录的前]))(?:之(?P<suffix>[一二三四五六七八九十]{{1,3}})(?![一二三四五六七八九十]))?"
    rf"|第?（(?P<point>[{_HAN}]{{1,3}}|[0-9]{{1,2}})）(?P<item>[项目](?!目|标))?"
    rf"|(?<![{_BODY}基成样资文版课标日剧脚书以之目当此事提会面空生])(?P<relative>"
    rf"本(?:条(?![件例线约])|款(?!项)|项(?!目)|章(?!程)|节(?![能约目点日假])|编(?![制码写号委办]))"
    rf"|前(?:[两二三四五六]?(?:条(?!件)|款(?!项)|项(?!目))|[各数](?:条|款|项))"
    rf"|上(?:[一两二三]?(?:条|款))(?![件项])|上述(?:规定|条款|各项规定|情形))"
    rf"|(?P<annex>附(?:件|表|录)(?!材料|资料|属))(?P<annexes>[0-9]{{1,2}}(?:[、,，至到—～~-](?:附[件表录])?[0-9]{{1,2}}(?![0-9.年月日]))"
    rf"{{0,6}}|[{_HAN}]{{1,3}}(?![{_HAN}条、]))?(?!：)"
    rf"|(?P<self>{_SELF})"
)
_DECIMAL = re.compile(r"(?:第)?(\d{1,2}(?:\.\d{1,2}){1,3})(?=条|节|款|项|的?规定|的?要求|所列|执行|）)")
_LEVELS = re.compile(
    rf"第?([{_HAN}]{{1,3}})(?:部分|、)?(（[{_HAN}]{{1,3}}）)(\d{{1,2}}[.、]?(?!\d))?((?:（\d{{1,2}}）)?)"
)
_SEEN = re.compile(r"(?:见|参见|详见|按照?|依照|根据|参照)$")
_CONNECTOR = re.compile(r"(?:、|，|和|及|以及|或者|或|与|并|至|到|直至|—|–|-|~|～)")
_RANGE = frozenset(("至", "到", "直至", "—", "–", "-", "~", "～"))
_BRACKET = r"（[^（）]{0,80}(?:（[^（）]{0,20}）[^（）]{0,40})?）"
_JOIN = re.compile(rf"(?:{_BRACKET}){{0,2}}(?:的|中的?|之)?")
_NAMED = re.compile(rf"(?:{_RULES})$")
_NAME_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{1,30}$")
_BEFORE_NAME = re.compile(
    r"^.*(?:依照|按照|根据|依据|遵照|违反|适用|参照|执行|符合|触犯|以及|或者|落实|贯彻|认真|严格|是指|属于|修改|对照"
    r"|[和与及或按由将把对以据为在于是])"
)
_NO_NAME = re.compile(
    r"(?:有关|相关|上述|下列|前述|其他|国家|依|的|此|新|原|另有)(?:法律|法规|规章)?(?:规定|办法|法|通知|决定|令)$"
)
_ITEM_ALONE = re.compile(r"的|规定|所[列述规]|情形|至|、|和|或|行为|措施|条件|职责|内容")
_ANNEX_BEFORE = re.compile(r"(?:[见按照依据照》]|填写|列入|本[\u4e00-\u9fff]{1,6})$")
_ANNEX_BEHIND = re.compile(r"的?规定|所[列附示]|执行|要求|）|中")
_SENTENCE = re.compile(r"[。；\n]")
_SHORT = re.compile(
    r"(?:（[^（）]{0,60}）)?[，（]?(?:（[^（）]{0,60}[，；])?以下(?:统|简)?称(?:为)?：?[“《]?([^“”《》（）。，；：]{1,30})[”》]?"
)

_DEPTH = {
    "编": 1, "分编": 1, "章": 2, "节": 3, "部分": 4, "条": 5, "款": 6, "项": 7, "目": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A piece of a text, characters `start` to `end` (exclusive), that points to a document or a provision."""

    kind: RefKind
    start: int
    end: int
    text: str  # as it stands, blanks removed; of a title the words inside 《》
    place: str = ""  # of a place: what it says in full, 第五条第二款 also for the second of 第五条第一款和第二款
    last: str = ""  # of a range: the last place; else empty
    of: int | None = None  # where the title, number, name or 本办法 begins that the place belongs to


class _Step(NamedTuple):
    depth: int
    words: str


class _Place(NamedTuple):
    start: int
    end: int
    steps: tuple[_Step, ...]
    kind: RefKind
    of: int | None
    first: tuple[_Step, ...]  # of a range the first place, else empty


def references(text: str, *, plain: bool = False) -> list[Reference]:
    """All references of a text, in order of their beginning. `plain`: the text is normal text already."""
    if plain:
        return _found(text)
    words = NormalText(text)
    found = _found(words.text)
    if len(words.text) == len(text):
        return found
    return [_printed(words, each) for each in found]


def _printed(words: NormalText, found: Reference) -> Reference:
    start, end = words.printed_range(found.start, found.end)
    return replace(found, start=start, end=end, of=None if found.of is None else words.offsets[found.of])


def short_names(text: str) -> dict[str, str]:
    """Short names that a text gives to documents: 《…办法》（以下简称《办法》） gives 办法 → …办法."""
    words = normal(text)
    found: dict[str, str] = {}
    if "以下" not in words:
        return found
    for title in _titles(words):
        short = _SHORT.match(words, title.end)
        if short:
            found.setdefault(short[1], title.text)
    return found


def _found(text: str) -> list[Reference]:
    titles = _titles(text)
    numbers = [_numbered(each) for each in _NUMBER.finditer(text)] if "号" in text else []
    found = _Reader(text, titles, numbers).read()
    found.sort(key=lambda each: (each.start, -each.end))
    return found


def _numbered(match: re.Match[str]) -> Reference:
    """A 文号 without the words that lead to it: 按照定政办〔2023〕5号."""
    lead = _BEFORE_NUMBER.match(match[0])
    skipped = lead.end() if lead else 0
    return Reference("number", match.start() + skipped, match.end(), match[0][skipped:])


def _titles(text: str) -> list[Reference]:
    """《…》, titles within titles counted as part of the outer one; where the outer one never ends, by themselves."""
    found: list[Reference] = []
    if "《" not in text:
        return found
    opened: list[int] = []
    inner: list[Reference] = []
    for match in re.finditer(r"[《》]", text):
        at = match.start()
        if opened and at - opened[0] > _LONGEST_TITLE:
            opened.clear()
            found += inner
            inner.clear()
        if match[0] == "《":
            opened.append(at)
        elif opened:
            start = opened.pop()
            title = Reference("title", start, at + 1, text[start + 1 : at])
            if opened:
                inner = [each for each in inner if each.start < start]
                inner.append(title)
            else:
                found.append(title)
                inner.clear()
    return found + inner


class _Reader:
    """Reads the tokens of a normal text from left to right and puts them together to places."""

    def __init__(self, text: str, titles: Sequence[Reference], numbers: Sequence[Reference]) -> None:
        self._text = text
        self._found: list[Reference] = [*titles, *numbers]
        self._named = sorted(self._found, key=lambda each: each.start)
        self._titles = titles
        self._next_named = 0
        self._scope: int | None = None
        self._scope_end = -1
        self._open: _Place | None = None
        self._last: _Place | None = None

    def read(self) -> list[Reference]:
        """All references, not yet in order."""
        inside = iter(self._titles)
        title = next(inside, None)
        for match in _TOKEN.finditer(self._text):
            while title is not None and title.end <= match.start():
                title = next(inside, None)
            if title is not None and title.start < match.start():
                continue  # 《…第五条…》 is part of a title
            self._pass_names(match.start())
            if match["self"]:
                self._self(match)
            elif match["annex"]:
                self._annex(match)
            elif match["relative"]:
                self._relative(match)
            else:
                self._unit(match)
        self._pass_names(len(self._text))
        self._close()
        return self._found

    def _pass_names(self, upto: int) -> None:
        """Titles and numbers that end before an offset become what later places belong to."""
        while self._next_named < len(self._named) and self._named[self._next_named].end <= upto:
            named = self._named[self._next_named]
            self._next_named += 1
            bracketed = named.kind == "number" and self._scope is not None and named.start - self._scope_end <= 40
            if bracketed and self._text[self._scope_end : named.start].startswith("（"):
                continue  # 《…》（廊政办发〔2021〕6号）第五条: the title says more than the number
            if self._open is not None and self._open.end <= named.start:
                self._close()
            self._scope, self._scope_end = named.start, named.end
            self._levels(named.end)

    def _self(self, match: re.Match[str]) -> None:
        self._close()
        self._scope, self._scope_end = match.start(), match.end()
        self._found.append(Reference("self", match.start(), match.end(), match[0]))
        self._levels(match.end())

    def _levels(self, at: int) -> None:
        """三（二）1. or 4.2 right behind a name."""
        level = _LEVELS.match(self._text, at)
        if level:
            place = "".join(part or "" for part in (level[1], level[2], (level[3] or "").rstrip("、"), level[4]))
            self._found.append(Reference("place", *level.span(), level[0], place, of=self._scope))
            return
        decimal = _DECIMAL.match(self._text, at)
        if decimal:
            self._found.append(Reference("place", *decimal.span(), decimal[0], decimal[1], of=self._scope))

    def _annex(self, match: re.Match[str]) -> None:
        self._close()
        start, end = match.span()
        following = self._text[end : end + 1]
        if start == 0 or (following == "：" and not match["annexes"]):
            return  # the head of an annex, or of the list of annexes
        before = self._text[max(0, start - 8) : start]
        if not match["annexes"] and not (_ANNEX_BEFORE.search(before) or _ANNEX_BEHIND.match(self._text, end)):
            return  # 安全附件, 设备及其附件
        of = self._scope if self._scope is not None and self._joined(self._scope_end, start) else None
        kind = match["annex"]
        numbers = re.split(r"[^0-9一二三四五六七八九十]+", match["annexes"] or "")
        between = re.findall(r"[^0-9一二三四五六七八九十]+", match["annexes"] or "")
        places = [kind + number for number in numbers]
        spans = _list_spans(match, numbers)
        for index, (place, (left, right)) in enumerate(zip(places, spans, strict=True)):
            if index and between[index - 1][0] in "至到—～~-":
                first = self._found.pop()
                whole = self._text[first.start : right]
                self._found.append(Reference("annex", first.start, right, whole, first.place, place, of))
            else:
                self._found.append(Reference("annex", left, right, self._text[left:right], place, of=of))
        if len(places) == 1:
            taken = self._found.pop()
            step = _Step(0, places[0])
            self._open = _Place(taken.start, taken.end, (step,), "annex", of, ())

    def _relative(self, match: re.Match[str]) -> None:
        words = match["relative"]
        step = _Step(_DEPTH.get(words[-1], 5), words)
        self._close()
        self._open = _Place(match.start(), match.end(), (step,), "relative", None, ())

    def _unit(self, match: re.Match[str]) -> None:
        if match["unit"]:
            unit = match["unit"]
            numbers = match["n"].split("、")
            suffix = f"之{match['suffix']}" if match["suffix"] else ""
            steps = [_Step(_DEPTH[unit], _unit_words(number.lstrip("第"), unit, suffix)) for number in numbers]
        else:
            steps = [_Step(7, f"（{match['point']}）")]
        start, end = match.span()
        if len(steps) == 1:
            self._first(steps[0], match, start, end)
            return
        at = start
        for index, (step, number) in enumerate(zip(steps, match["n"].split("、"), strict=True)):
            left = self._text.index(number, at)
            at = left + len(number)
            if index:
                self._follow(step, left, end if index == len(steps) - 1 else at, "、")
            elif not self._first(step, match, start, at):
                return

    def _first(self, step: _Step, match: re.Match[str], start: int, end: int) -> bool:
        """Begin a place, or go on with the open one; False where the words are no place."""
        opened = self._open
        if opened is not None and start == opened.end and step.depth > opened.steps[-1].depth:
            self._open = opened._replace(end=end, steps=(*opened.steps, step))
            return True
        if opened is not None:
            if start == opened.end and match["point"] and step.depth == opened.steps[-1].depth:
                self._follow(step, start, end, "、")  # 前款（二）（三）（四）项
                return True
            gap = self._text[opened.end : start]
            if len(gap) <= 2 and _CONNECTOR.fullmatch(gap) and self._continues(opened, step, match):
                self._follow(step, start, end, gap)
                return True
        if not self._alone(match, start, match.end()):
            return False
        self._close()
        if step.depth == 7 and (above := self._above(start)) is not None:
            kept = tuple(each for each in above.steps if each.depth < 7)
            self._open = _Place(start, end, (*kept, step), above.kind, above.of, ())
            return True
        of = self._owner(start, step)
        self._open = _Place(start, end, (step,), "place", of, ())
        return True

    def _above(self, start: int) -> _Place | None:
        """第三百九十五条第一款第一项至第三项规定的财产或者第五项: the place before in the same sentence, where it is
        one of 项, too."""
        last = self._last
        if last is None or last.steps[-1].depth != 7 or len(last.steps) < 2 or start - last.end > 80:
            return None
        return None if _SENTENCE.search(self._text, last.end, start) else last

    def _continues(self, opened: _Place, step: _Step, match: re.Match[str]) -> bool:
        """Whether a place behind 、 or 和 goes on a list: 第五条第一款和第二款; not 第五条、（一）."""
        if match["point"] and not match["item"] and self._text[match.start()] != "第":
            return opened.steps[-1].depth == step.depth
        return True

    def _follow(self, step: _Step, start: int, end: int, gap: str) -> None:
        """Another place of a list, which takes what it leaves out from the one before; or the end of a range."""
        opened = self._open
        if opened is None:
            return
        kept = tuple(each for each in opened.steps if each.depth < step.depth)
        if step.depth <= 5:
            kept = tuple(each for each in kept if each.depth == 0)
        kind: RefKind = opened.kind if kept and kept[0] == opened.steps[0] else "place"
        if gap in _RANGE:
            self._open = opened._replace(end=end, steps=(*kept, step), first=opened.first or opened.steps)
            return
        self._close()
        self._open = _Place(start, end, (*kept, step), kind, opened.of, ())

    def _alone(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether a token may begin a place."""
        if match["point"]:
            return self._text[start] == "第" and match["item"] == "项"
        if match["unit"] in ("项", "目"):
            return match["unit"] == "项" and _ITEM_ALONE.match(self._text, end) is not None and start > 0
        return True

    def _owner(self, start: int, step: _Step) -> int | None:
        """Where the name begins that a place belongs to."""
        if self._scope is not None and self._joined(self._scope_end, start):
            return self._scope
        if step.depth > 5:
            return None
        window = _NAME_CHARACTERS.search(self._text, max(0, start - 30), start)
        if window is None or not _NAMED.search(window[0]) or _NO_NAME.search(window[0]):
            return None
        name = _BEFORE_NAME.sub("", window[0])
        if not name or name[0] in "本该":
            return None
        begin = start - len(name)
        self._found.append(Reference("name", begin, start, name))
        self._scope, self._scope_end = begin, start
        return begin

    def _joined(self, left: int, right: int) -> bool:
        return right - left <= 170 and _JOIN.fullmatch(self._text, left, right) is not None

    def _close(self) -> None:
        opened, self._open = self._open, None
        if opened is None:
            return
        self._last = opened
        text = self._text[opened.start : opened.end]
        last = _joined_words(opened.steps) if opened.first else ""
        place = _joined_words(opened.first or opened.steps)
        self._found.append(Reference(opened.kind, opened.start, opened.end, text, place, last, opened.of))


def _unit_words(number: str, unit: str, suffix: str) -> str:
    if unit == "项":
        return f"（{number}）"
    return f"第{number}{unit}{suffix}"


def _joined_words(steps: Sequence[_Step]) -> str:
    return "".join(step.words for step in steps)


def _list_spans(match: re.Match[str], numbers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each annex of 附件1、2、3 stands; the first with the word 附件."""
    at = match.start()
    for index, number in enumerate(numbers):
        found = match.string.find(number, at) if number else match.end()
        right = found + len(number) if number else match.end()
        worded = match.string[found - 2 : found] == match["annex"]
        yield (match.start() if index == 0 else found - 2 * worded), right
        at = right
