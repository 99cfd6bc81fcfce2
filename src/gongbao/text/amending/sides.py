"""Two countings side by side: provisions as the text before an amendment counts them, and as the one after does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongbao.text.amending.model import Instruction, Op
from gongbao.text.amending.wording import Unit, article, article_number, paragraphs, point
from gongbao.text.model import Kind
from gongbao.text.structure.numbering import ordinal

_STEP = re.compile(
    r"第(?P<n>[一二三四五六七八九十百千零〇0-9]{1,9})(?P<unit>编|章|节|条|款|项|目)(?P<suffix>之[一二三四五六七八九十]{1,3})?"
    r"|（(?P<point>[一二三四五六七八九十]{1,3})）"
)
_ENDS = "。；：！？，、"


@dataclass(slots=True)
class Sides:
    """Provisions in two countings; the same `Unit` where a provision goes on."""

    old: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)


class PlaceOf:
    """A place of an instruction, in steps."""

    def __init__(self, words: str) -> None:
        self.article = ""
        self.paragraph = 0
        self.point = 0
        self.other = False  # a chapter, an indent: not carried out
        at = 0
        for match in _STEP.finditer(words):
            if match.start() != at:
                self.other = True
            at = match.end()
            if match["point"]:
                self.point = ordinal(match["point"])
            elif match["unit"] == "条":
                self.article = match[0]
            elif match["unit"] == "款":
                self.paragraph = ordinal(match["n"])
            else:
                self.other = True
        self.other = self.other or at != len(words)


def simple(at: int, each: Instruction) -> list[tuple[int, Instruction]]:
    """An instruction as the countings see it: a paragraph that becomes an article goes here and comes there; an
    article that becomes the first paragraph of another number is that article."""
    target, to = PlaceOf(each.target), PlaceOf(each.to or "")
    if each.op is not Op.RENUMBER or not to.article or not target.article:
        return [(at, each)]
    if target.paragraph and not to.paragraph:
        gone = replace(each, op=Op.DELETE, to=None)
        return [(at, gone), (at, replace(each, op=Op.INSERT, target="", new=""))]
    if to.paragraph and not target.paragraph:
        return [(at, replace(each, to=to.article))]
    return [(at, each)]


def whither(each: Instruction) -> str:
    return each.to if each.op is Op.INSERT and each.to else each.target


def made_of(unit: Unit, words: str) -> Unit:
    """What a provision becomes when its words are replaced."""
    if unit.kind == Kind.ARTICLE:
        return article(unit.num, words)
    if unit.kind == Kind.POINT:
        made = point(unit.num, words)
        if made.words and made.words[-1] not in _ENDS:
            made.words += (unit.words or "；")[-1:] if unit.words and unit.words[-1] in _ENDS else "；"
        return made
    found = paragraphs(words)
    return found[0] if found else Unit(unit.kind, unit.num, "")


def punctuated(units: Sequence[Unit]) -> None:
    """Points end with a semicolon, the last of them with a full stop: where one was added, decisions leave that out."""
    points = [each for each in units if each.kind == Kind.POINT and each.words and not each.below]
    for at, each in enumerate(points):
        words = each.words or ""
        last = at == len(points) - 1
        if words[-1] not in _ENDS:
            each.words = words + ("。" if last else "；")
        elif (words[-1], last) in (("。", False), ("；", True)) and "。" not in words[:-1]:
            each.words = words[:-1] + ("。" if last else "；")


def put_in(units: list[Unit], unit: Unit) -> None:
    """Put an article where its number belongs."""
    number = article_number(unit.num)
    at = next((index for index, each in enumerate(units) if article_number(each.num) > number), len(units))
    units.insert(at, unit)
