"""The grammar of places: 第六条第二款（四）, 四（二）1.（4）, 附件4 表1 行“本质安全” 列“评分标准”, 正文第3段."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from gongbao.text.normal import normal
from gongbao.text.structure.numbering import ordinal

_HAN = "一二三四五六七八九十百千零〇两"
_LONGEST = 200
_MOST_STEPS = 24
_MOST_PLACES = 400


class StepKind(StrEnum):
    """What one step of a place names."""

    NOTICE = "印发通知"
    MAIN = "正文"
    WHOLE = "全文"
    ANNEX = "附件"
    BOOK = "编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    PARAGRAPH = "款"
    SEGMENT = "段"
    POINT = "项"
    INDENT = "目"
    DIVISION = "部分"  # 第二部分: 二、 or 第二章
    LEVEL1 = "一、"
    LEVEL2 = "（一）"
    LEVEL3 = "1."
    LEVEL4 = "（1）"
    LEVEL5 = "①"
    DECIMAL = "1.1"
    TABLE = "表"
    ROW = "行"
    COLUMN = "列"
    FIXED = "标题"
    BOX = "专栏"
    HEADING = "小标题"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a place."""

    kind: StepKind
    words: str  # as written, normal
    ordinal: int = 0  # -1: the last
    suffix: int = 0  # 第八十条之一: 1
    name: str = ""  # quoted words of a row, column or heading
    times: int = 1  # which of several of the same number: （1）〔2〕


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document."""

    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return "".join(step.words for step in self.steps)


@dataclass(frozen=True, slots=True)
class Range:
    """Places from `first` to `last`, both included; one place where they are equal."""

    first: Place
    last: Place

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"


class PlaceError(ValueError):
    """A place cannot be read. `str()` is one sentence with what was read and what to write."""

    def __init__(self, text: str, read: str, rest: str) -> None:
        self.text, self.read, self.rest = text, read, rest
        where = f"读到“{read}”为止，“{rest[:20]}”看不懂" if read else f"“{rest[:20]}”看不懂"
        super().__init__(
            f"位置“{text[:60]}”{where}。请写成“第六条第二款（四）”“四（二）1.”“附件1表2”“正文第3段”这样的形式。"
        )


_TOKEN = re.compile(
    rf"(?P<notice>印发通知|通知(?=第|标题|文号|主送|署名|落款))"
    rf"|(?P<main>(?:公告|通知|决定|批复)?正文)|(?P<whole>全文|全篇|目录$)"
    rf"|专栏(?P<box>\d{{1,3}}|[{_HAN}]{{1,3}})(?:之(?=[\d{_HAN}]))?"
    rf"|附(?:件(?!说明)|录|表)(?P<annex>\d{{1,3}}|[{_HAN}]{{1,3}})?(?:之(?=[\d{_HAN}]))?"
    rf"|〔(?P<times>\d{{1,6}})〕"
    rf"|第(?P<n>[{_HAN}]{{1,9}}|\d{{1,4}})(?P<unit>分?编|篇|部分|章|节|条|款|段|自然段|项|目)(?:之(?P<suffix>[{_HAN}]{{1,3}}))?"
    rf"|(?P<last>末段|最后一段|末款|最后一款)"
    rf"|表(?P<table>\d{{1,3}})"
    rf"|第(?P<row>\d{{1,5}})行|行(?P<row_number>\d{{1,5}})"
    rf"|(?P<axis>行|列)[“\"「『](?P<cell>[^”\"」』]{{1,80}})[”\"」』]"
    rf"|第?（(?P<two>[{_HAN}]{{1,5}})）项?"
    rf"|第?（(?P<four>\d{{1,3}})）[项目]?"
    rf"|(?P<five>[①-⑳])"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})"
    rf"|(?P<three>\d{{1,3}})[.、]?"
    rf"|(?P<fixed>标题|文号|成文日期|主送|署名|落款|附注|附件说明|目次|版记|名单|脚注)\d{{0,3}}(?:之(?=[\d{_HAN}]))?"
    rf"|(?P<one>[{_HAN}]{{1,5}})(?:、(?=[（\d①-⑳第]|$))?(?!(?!第|末|最后|表|行|列|名单|脚注)[\u4e00-\u9fff]{{2}})"
    rf"|[“「](?P<quoted>[^”」]{{1,60}})[”」]"
    rf"|(?P<heading>[^\d（）；、“”①-⑳]{{2,40}})"
)
_ANNEX_AND_NUMBER = re.compile(r"(附件\s*\d{1,3})\s+(?=\d)")
_UNITS = {
    "编": StepKind.BOOK, "分编": StepKind.BOOK, "篇": StepKind.BOOK, "章": StepKind.CHAPTER, "节": StepKind.SECTION,
    "部分": StepKind.DIVISION, "条": StepKind.ARTICLE, "款": StepKind.PARAGRAPH, "段": StepKind.SEGMENT,
    "自然段": StepKind.SEGMENT, "项": StepKind.POINT, "目": StepKind.INDENT,
}  # fmt: skip
_COUNTED = {
    "one": StepKind.LEVEL1, "two": StepKind.LEVEL2, "three": StepKind.LEVEL3, "four": StepKind.LEVEL4,
    "table": StepKind.TABLE,
}  # fmt: skip
_DEPTH = {
    StepKind.NOTICE: 0, StepKind.MAIN: 0, StepKind.WHOLE: 0, StepKind.ANNEX: 0, StepKind.BOOK: 1, StepKind.CHAPTER: 2,
    StepKind.BOX: 3, StepKind.SECTION: 3, StepKind.HEADING: 4, StepKind.LEVEL1: 4, StepKind.DIVISION: 4,
    StepKind.ARTICLE: 5, StepKind.PARAGRAPH: 6, StepKind.POINT: 7, StepKind.LEVEL2: 7, StepKind.INDENT: 8,
    StepKind.LEVEL3: 8,
    StepKind.LEVEL4: 9,
    StepKind.DECIMAL: 9, StepKind.LEVEL5: 10, StepKind.SEGMENT: 11, StepKind.TABLE: 11, StepKind.FIXED: 11,
    StepKind.ROW: 12, StepKind.COLUMN: 13,
}  # fmt: skip


@lru_cache(maxsize=8192)
def parse_place(text: str) -> Place:
    """Read a place.

    Raises:
        PlaceError: it is empty, too long, or names several places (see `parse_places`).
    """
    words = normal(_ANNEX_AND_NUMBER.sub(r"\1之", text[: _LONGEST + 1]))
    if not words or len(words) > _LONGEST:
        raise PlaceError(text, "", words[:20] or text)
    steps: list[Step] = []
    at = 0
    while at < len(words):
        match = _TOKEN.match(words, at)
        if match is None or len(steps) >= _MOST_STEPS:
            raise PlaceError(text, words[:at], words[at:])
        if match["times"] and steps:
            steps[-1] = replace(steps[-1], words=steps[-1].words + match[0], times=int(match["times"]))
        else:
            steps.append(_step(match))
        at = match.end()
    return Place(tuple(steps))


def parse_places(text: str) -> tuple[Range, ...]:
    """Read a list of places and ranges: 第五条至第八条、第十条；附件1（二）, 二（二）1、（三）1—2.

    A later place of a list takes what it leaves out from the one before it.

    Raises:
        PlaceError: one of them cannot be read.
    """
    found: list[Range] = []
    before: Place | None = None
    for group in re.split(r"[；;]", _FILLERS.sub("", normal(text))):
        fresh = True
        for words in _listed(group):
            if len(found) >= _MOST_PLACES:
                raise PlaceError(text, "", words)
            ends = [end for end in re.split(r"至|[—–~～]|(?<=[\d）])-", words) if end]
            if not ends:
                continue
            first = parse_place(ends[0])
            if not (fresh and _DEPTH[first.steps[0].kind] <= _DEPTH[StepKind.ARTICLE]):
                first = _inherit(before, first)
            fresh = False
            last = _inherit(first, parse_place(ends[1])) if len(ends) > 1 else first
            found.append(Range(first, last))
            before = last
    if not found:
        raise PlaceError(text, "", text)
    return tuple(found)


_FILLERS = re.compile(r"各项(?=[；;]|$)|等(?=[；;]|$)")
_SEPARATOR = re.compile(
    rf"[，,]|、(?!$)|(?<=[条款项段）])[和及与](?=[第（])|(?<=[{_HAN}]）)(?=（[{_HAN}])|(?<=\d）)(?=（\d)"
)


def _listed(group: str) -> Iterator[str]:
    """Split at 、 and ，and 和, but not behind the number of a level that goes on (一、（二）)."""
    for part in _SEPARATOR.split(group):
        if part:
            yield part


def _inherit(before: Place | None, place: Place) -> Place:
    """What a place leaves out, it takes from the one before: 第六条第一款、第三款."""
    if before is None or not place.steps:
        return place
    first = place.steps[0]
    if first.kind == StepKind.LEVEL3 and before.steps[-1].kind == StepKind.ANNEX and len(place.steps) == 1:
        return Place((*before.steps[:-1], Step(StepKind.ANNEX, f"附件{first.ordinal}", first.ordinal)))
    if first.kind == StepKind.LEVEL3 and before.steps[-1].kind == StepKind.BOX and len(place.steps) == 1:
        return Place((*before.steps[:-1], Step(StepKind.BOX, f"专栏{first.ordinal}", first.ordinal)))
    depth = _DEPTH[first.kind]
    kept = [step for step in before.steps if _DEPTH[step.kind] < depth]
    if first.kind == StepKind.LEVEL1 and not any(step.kind in (StepKind.NOTICE, StepKind.ANNEX) for step in kept):
        return place
    if depth == 0:
        return place
    return Place((*kept, *place.steps))


def _step(match: re.Match[str]) -> Step:
    words = match[0]
    if match["n"] is not None:
        suffix = ordinal(match["suffix"]) if match["suffix"] else 0
        return Step(_UNITS[match["unit"]], words, ordinal(match["n"]), suffix)
    group = match.lastgroup
    if words[:2] in ("附件", "附录", "附表") and group != "fixed":
        return Step(StepKind.ANNEX, words, ordinal(match["annex"]) if match["annex"] else 0)
    if group == "notice":
        return Step(StepKind.NOTICE, words)
    if group == "main":
        return Step(StepKind.MAIN, words)
    if group == "whole":
        return Step(StepKind.WHOLE, words)
    if group == "last":
        return Step(StepKind.PARAGRAPH if words.endswith("款") else StepKind.SEGMENT, words, -1)
    if group == "cell":
        kind = StepKind.ROW if match["axis"] == "行" else StepKind.COLUMN
        return Step(kind, words, name=match["cell"])
    if group == "row":
        return Step(StepKind.ROW, words, int(match["row"]))
    if group == "row_number":
        return Step(StepKind.ROW, words, int(match["row_number"]))
    if group == "five":
        return Step(StepKind.LEVEL5, words, ord(match["five"]) - 0x245F)
    if group == "decimal":
        return Step(StepKind.DECIMAL, words, int(words.rsplit(".", 1)[1]), name=words)
    if group == "box":
        return Step(StepKind.BOX, words, ordinal(match["box"]))
    if group == "fixed":
        return Step(StepKind.FIXED, words, name=words.removesuffix("之").replace("落款", "署名"))
    if group in ("quoted", "heading"):
        return Step(StepKind.HEADING, words, name=match[group])
    assert group is not None
    return Step(_COUNTED[group], words, ordinal(match[group]))
