"""Amendments carried out on a wording: forwards, and backwards as far as the decision prints the earlier words.

A decision counts what it changes as the text before it counts, and what it adds as the text after it does. So both
countings are laid side by side first, of articles, of the paragraphs of an article, of the points of a paragraph; then
the words are changed. Backwards, what a decision replaced without quoting it, or deleted, is not known: it stays as a
gap with its reason, and is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongbao.reference.numerals import to_chinese
from gongbao.text.amending.model import Applied, Instruction, Op, Outcome
from gongbao.text.amending.sides import PlaceOf, Sides, made_of, punctuated, put_in, simple, whither
from gongbao.text.amending.wording import Unit, Wording, article, article_number, numbered, paragraphs, point, unknown
from gongbao.text.model import Kind

_DELETED = re.compile(r"[（(【\[〔]?(?:本条)?(?:已)?删[去除]")


@dataclass(frozen=True, slots=True)
class Execution:
    """A wording that was made from another, and how."""

    wording: Wording
    applied: tuple[Applied, ...]


def forwards(before: Wording, instructions: Sequence[Instruction]) -> Execution:
    """The wording that a decision makes of an earlier one."""
    return _Run(before, instructions, back=False).run()


def backwards(after: Wording, instructions: Sequence[Instruction]) -> Execution:
    """The wording before a decision, from the one after it."""
    return _Run(after, instructions, back=True).run()


class _Run:
    def __init__(self, start: Wording, instructions: Sequence[Instruction], *, back: bool) -> None:
        self._start = start.copy()
        self._instructions = instructions
        self._orders = [order for at, each in enumerate(instructions) for order in simple(at, each)]
        self._back = back
        self._notes: dict[int, tuple[Outcome, str | None]] = {}
        self._articles = Sides()
        self._paragraphs: dict[int, Sides] = {}  # by id of the article's unit
        self._points: dict[int, Sides] = {}  # by id of the paragraph's unit

    def run(self) -> Execution:
        """Lay the countings side by side, change the words, put the result together."""
        self._align_articles()
        self._align_below()
        order = list(enumerate(self._instructions))
        for at, each in reversed(order) if self._back else order:
            self._change(at, each)
        made = self._articles.old if self._back else self._articles.new
        for unit in made:
            self._put_together(unit)
        applied = tuple(
            Applied(each, *self._notes.get(at, (Outcome.DONE, None))) for at, each in enumerate(self._instructions)
        )
        return Execution(Wording(made), applied)

    # articles

    def _align_articles(self) -> None:
        inserted: dict[str, tuple[int, Instruction]] = {}
        gone: list[tuple[str, int]] = []
        moved: dict[str, str] = {}
        in_order = any(each.op is Op.ORDER for each in self._instructions)
        for at, each in self._orders:
            target = PlaceOf(each.target) if each.op is not Op.MERGE else PlaceOf("")
            to = PlaceOf(each.to or "")
            if each.op is Op.INSERT and to.article and not to.paragraph and not to.point:
                inserted[to.article] = at, each
            elif each.op is Op.DELETE and target.article and not target.paragraph and not target.point:
                gone.append((target.article, at))
            elif each.op is Op.RENUMBER and to.article and target.article and not target.paragraph and not target.point:
                moved[target.article] = to.article
            elif each.op is Op.MERGE:
                self._merge(at, each, gone, moved)
        if in_order or moved:
            self._align_in_order(inserted, gone)
        elif self._back:
            self._align_fixed_back(inserted, gone)
        else:
            self._align_fixed(inserted, gone)

    def _merge(self, at: int, each: Instruction, gone: list[tuple[str, int]], moved: dict[str, str]) -> None:
        articles = [PlaceOf(one).article for one in each.target.split("、")]
        if not all(articles) or not each.to:
            self._fail(at, "合并的条款不是整条，未能自动执行")
            return
        moved[articles[0]] = PlaceOf(each.to).article
        gone += [(one, at) for one in articles[1:]]

    def _align_fixed(self, inserted: dict[str, tuple[int, Instruction]], gone: Sequence[tuple[str, int]]) -> None:
        """Numbers stay: what is added has a number of its own (之一), what goes leaves a gap."""
        self._articles.old = list(self._start.articles)
        drop = {num for num, _ in gone}
        new = [each for each in self._start.articles if each.num not in drop]
        for num, (at, each) in inserted.items():
            self._insert_article(new, num, at, each)
        self._articles.new = new

    def _align_fixed_back(self, inserted: dict[str, tuple[int, Instruction]], gone: Sequence[tuple[str, int]]) -> None:
        self._articles.new = list(self._start.articles)
        old = []
        for each in self._start.articles:
            if each.num not in inserted:
                old.append(each)
        for num, (at, _) in inserted.items():
            if self._start.article(num) is None:
                self._fail(at, f"文中没有{num}")
        for num, at in gone:
            left = next((each for each in old if each.num == num), None)
            if left is not None and not _DELETED.match(left.text().removeprefix(num)):
                self._fail(at, f"文中仍有{num}")
                continue
            old = [each for each in old if each is not left]
            self._notes[at] = Outcome.PARTLY, f"{num}删去前的文字未刊"
            put_in(old, unknown(Kind.ARTICLE, num, f"{num}已删去，决定没有印出原文"))
        self._articles.old = old

    def _align_in_order(self, inserted: dict[str, tuple[int, Instruction]], gone: Sequence[tuple[str, int]]) -> None:
        """Numbers run on: the articles that stay keep their order, and are counted anew."""
        drop = dict(gone)
        if self._back:
            self._articles.new = list(self._start.articles)
            rest = [each for each in self._start.articles if each.num not in inserted]
            old: list[Unit] = []
            number = 0
            while rest or any(article_number(num)[0] > number for num in drop):
                number += 1
                num = f"第{to_chinese(number)}条"
                if num in drop:
                    old.append(unknown(Kind.ARTICLE, num, f"{num}已删去，决定没有印出原文"))
                    self._notes[drop[num]] = Outcome.PARTLY, f"{num}删去前的文字未刊"
                elif rest:
                    self._renumber(rest[0], num)
                    old.append(rest.pop(0))
                else:
                    break
            self._articles.old = old
            return
        self._articles.old = list(self._start.articles)
        rest = [each for each in self._start.articles if each.num not in drop]
        new: list[Unit] = []
        number = 0
        while rest or any(article_number(num)[0] > number for num in inserted):
            number += 1
            num = f"第{to_chinese(number)}条"
            if num in inserted:
                at, each = inserted[num]
                new.append(self._made_of(at) or article(num, each.new or ""))
            elif rest:
                self._renumber(rest[0], num)
                new.append(rest.pop(0))
            else:
                break
        self._articles.new = new

    def _renumber(self, unit: Unit, num: str) -> None:
        """The number that a unit gets; its former one is still what the other counting calls it."""
        self._former[id(unit)] = unit.num
        unit.num = num

    @property
    def _former(self) -> dict[int, str]:
        if not hasattr(self, "_former_numbers"):
            self._former_numbers: dict[int, str] = {}
        return self._former_numbers

    def _insert_article(self, into: list[Unit], num: str, at: int, each: Instruction) -> None:
        if any(one.num == num for one in into):
            self._fail(at, f"文中已有{num}")
            return
        put_in(into, article(num, each.new or ""))

    # paragraphs and points

    def _align_below(self) -> None:
        wanted: dict[int, tuple[Unit, list[tuple[int, Instruction]]]] = {}
        for at, each in self._orders:
            place = PlaceOf(each.to if each.op is Op.INSERT and each.to else each.target)
            if each.op not in (Op.INSERT, Op.DELETE) or not (place.paragraph or place.point):
                continue
            found = self._find_article(place.article, renumbered=each.renumbered)
            if found is None or place.other:
                self._fail(at, f"找不到{place.article or each.target or '所指的条款'}")
                continue
            wanted.setdefault(id(found), (found, []))[1].append((at, each))
        for unit, orders in wanted.values():
            self._align_paragraphs(unit, [order for order in orders if not PlaceOf(whither(order[1])).point])
            for order in orders:
                if PlaceOf(whither(order[1])).point:
                    self._align_points(unit, order)

    def _align_paragraphs(self, unit: Unit, orders: Sequence[tuple[int, Instruction]]) -> None:
        inserted = {PlaceOf(each.to or "").paragraph: (at, each) for at, each in orders if each.op is Op.INSERT}
        gone = {PlaceOf(each.target).paragraph: (at, each) for at, each in orders if each.op is Op.DELETE}
        inserted = {where: order for where, order in inserted.items() if order[1].new is not None}
        self._paragraphs[id(unit)] = self._aligned(
            unit.below, inserted, gone, Kind.PARAGRAPH, lambda each: paragraphs(each.new or "")
        )

    def _align_points(self, unit: Unit, order: tuple[int, Instruction]) -> None:
        at, each = order
        place = PlaceOf(whither(each))
        paragraph = self._find_paragraph(unit, place, renumbered=each.op is Op.INSERT)
        if paragraph is None:
            self._fail(at, f"找不到{place.article}的这一款")
            return
        inserted = {place.point: order} if each.op is Op.INSERT else {}
        gone = {place.point: order} if each.op is Op.DELETE else {}
        before = self._points.get(id(paragraph))
        start = (before.old if self._back else before.new) if before else paragraph.below
        sides = self._aligned(
            start, inserted, gone, Kind.POINT, lambda made: [point(f"（{to_chinese(place.point)}）", made.new or "")]
        )
        if before is None:
            self._points[id(paragraph)] = sides
        elif self._back:
            before.old = sides.old
        else:
            before.new = sides.new

    def _aligned(
        self,
        start: Sequence[Unit],
        inserted: dict[int, tuple[int, Instruction]],
        gone: dict[int, tuple[int, Instruction]],
        kind: Kind,
        make: Callable[[Instruction], list[Unit]],
    ) -> Sides:
        """Two countings of siblings: `inserted` by the new one, `gone` by the old one."""
        if self._back:
            rest = [each for number, each in enumerate(start, 1) if number not in inserted]
            for number, (at, _) in inserted.items():
                if number > len(start):
                    self._fail(at, "重新公布的文本中没有这一处")
            for number in sorted(gone):
                at, each = gone[number]
                num = f"（{to_chinese(number)}）" if kind == Kind.POINT else ""
                if (moved := self._moved(at)) is not None:
                    rest.insert(number - 1, moved)
                    continue
                rest.insert(number - 1, unknown(kind, num, f"{each.target}已删去，决定没有印出原文"))
                self._notes[at] = Outcome.PARTLY, f"{each.target}删去前的文字未刊"
            return Sides(old=rest, new=list(start))
        rest = [each for number, each in enumerate(start, 1) if number not in gone]
        for number, (at, _) in gone.items():
            if number > len(start):
                self._fail(at, "原文中没有这一处")
        for number in sorted(inserted):
            rest[number - 1 : number - 1] = make(inserted[number][1])
        return Sides(old=list(start), new=rest)

    def _made_of(self, at: int) -> Unit | None:
        """The article that a paragraph becomes."""
        each = self._instructions[at]
        place = PlaceOf(each.target)
        if each.op is not Op.RENUMBER or each.to is None or not place.paragraph:
            return None
        source = self._start.article(place.article)
        below = [one for one in source.below if one.kind == Kind.PARAGRAPH] if source is not None else []
        if place.paragraph > len(below):
            return None
        return Unit(Kind.ARTICLE, each.to, "", [below[place.paragraph - 1].copy()])

    def _moved(self, at: int) -> Unit | None:
        """A paragraph that became an article of its own: its words are the article's, unless they were replaced."""
        each = self._instructions[at]
        if each.op is not Op.RENUMBER or each.to is None:
            return None
        made = self._start.article(each.to)
        replaced = any(one.op is Op.REPLACE and one.target == each.to for one in self._instructions)
        return made.below[0].copy() if made is not None and made.below and not replaced else None

    def _put_together(self, unit: Unit) -> None:
        """The provisions below a unit as the side that is made counts them."""
        sides = self._paragraphs.get(id(unit)) or self._points.get(id(unit))
        if sides is not None:
            unit.below = sides.old if self._back else sides.new
            numbered(unit.below)
            punctuated(unit.below)
        for each in unit.below:
            self._put_together(each)

    # words

    def _change(self, at: int, each: Instruction) -> None:
        if at in self._notes and self._notes[at][0] is Outcome.FAILED:
            return
        if not each.understood:
            self._fail(at, "这条指令未能识别")
        elif each.op is Op.THROUGHOUT:
            self._change_throughout(at, each)
        elif each.op is Op.MERGE:
            self._change_merged(at, each)
        elif each.op in (Op.REPLACE, Op.WORDS, Op.INSERT_WORDS, Op.DELETE_WORDS):
            self._change_words(at, each)
        elif each.op is Op.INSERT and not each.to:
            self._fail(at, "没有写明增加在哪里")

    def _change_words(self, at: int, each: Instruction) -> None:
        unit = self._find(each)
        if unit is None and self._in_gap(each):
            self._notes[at] = Outcome.PARTLY, f"{each.target}所在的条文旧文未刊"
        elif unit is None:
            self._fail(at, f"找不到{each.target}")
        elif each.op is Op.REPLACE:
            self._replace(at, each, unit)
        elif each.op is Op.DELETE_WORDS:
            self._delete_words(at, each, unit)
        else:
            self._exchange(at, each, unit)

    def _in_gap(self, each: Instruction) -> bool:
        """Whether the article is there, and its words are not known."""
        unit = self._find_article(PlaceOf(each.target).article, renumbered=each.renumbered)
        return unit is not None and any(one.words is None for one in unit.walk())

    def _replace(self, at: int, each: Instruction, unit: Unit) -> None:
        sides = self._paragraphs.pop(id(unit), None) or self._points.pop(id(unit), None)
        del sides
        if self._back:
            why = f"{each.target}修改前的文字，决定没有印出"
            self._notes[at] = Outcome.PARTLY, f"{each.target}修改前的文字未刊"
            gap = unknown(unit.kind, unit.num, why)
            unit.words, unit.below, unit.why = gap.words, gap.below, gap.why
            return
        made = made_of(unit, each.new or "")
        unit.words, unit.below, unit.why = made.words, made.below, None

    def _delete_words(self, at: int, each: Instruction, unit: Unit) -> None:
        if self._back:
            leaf = next((one for one in unit.walk() if one.words), unit)
            leaf.why = f"原有“{each.old}”，在这一处的什么位置，决定没有印出"
            self._notes[at] = Outcome.PARTLY, f"删去的“{each.old}”原在何处未刊"
            return
        for one in unit.walk():
            if one.words and each.old and each.old in one.words:
                one.words = one.words.replace(each.old, "")
            one.why = None if one.why and each.old and f"“{each.old}”" in one.why else one.why

    def _exchange(self, at: int, each: Instruction, unit: Unit) -> None:
        source, target = (each.new, each.old) if self._back else (each.old, each.new)
        if not source or target is None:
            self._fail(at, "没有印出修改前后的文字")
            return
        holders = [one for one in unit.walk() if one.words and source in one.words]
        count = sum((one.words or "").count(source) for one in holders)
        if not holders:
            if any(one.words is None for one in unit.walk()):
                self._notes[at] = Outcome.PARTLY, f"{each.target}的旧文未刊，无从改起"
            else:
                self._fail(at, f"{each.target}中没有“{source}”")
            return
        doubtful = self._back and count > 1
        for one in holders:
            one.words = (one.words or "").replace(source, target)
            if doubtful:
                one.why = f"“{source}”在{each.target}出现{count}次，哪几次是改成的，决定没有写明"
            elif one.why and not self._back:
                one.why = None
        if doubtful:
            self._notes[at] = Outcome.PARTLY, f"“{source}”出现{count}次，哪几次是改成的没有写明"

    def _change_throughout(self, at: int, each: Instruction) -> None:
        source, target = (each.new, each.old) if self._back else (each.old, each.new)
        if not source or target is None:
            self._fail(at, "没有印出修改前后的文字")
            return
        held = False
        for unit in self._articles.old if self._back else self._articles.new:
            for one in unit.walk():
                if one.words and source in one.words:
                    held = True
                    one.words = one.words.replace(source, target)
                    one.why = f"“{source}”是否原文就有，决定没有写明" if self._back else None
        if not held:
            self._fail(at, f"全文没有“{source}”")
        elif self._back:
            self._notes[at] = Outcome.PARTLY, f"“{source}”是否有的原文就有，没有写明"

    def _change_merged(self, at: int, each: Instruction) -> None:
        unit = self._find_article(PlaceOf(each.to or "").article, renumbered=True)
        if unit is None or each.new is None:
            self._fail(at, "合并后的文字没有印出")
            return
        if self._back:
            gap = unknown(Kind.ARTICLE, unit.num, f"{each.target}合并前的文字，决定没有印出")
            unit.below = gap.below
            self._notes[at] = Outcome.PARTLY, f"{each.target}合并前的文字未刊"
        else:
            unit.below = article(unit.num, each.new).below

    # places

    def _find(self, each: Instruction) -> Unit | None:
        place = PlaceOf(each.target)
        if place.other:
            return None
        unit = self._find_article(place.article, renumbered=each.renumbered)
        if unit is None or not (place.paragraph or place.point):
            return unit
        paragraph = self._find_paragraph(unit, place, renumbered=each.renumbered)
        if paragraph is None or not place.point:
            return paragraph
        sides = self._points.get(id(paragraph))
        points = [one for one in self._side(sides, paragraph.below, renumbered=each.renumbered) if one.num]
        return points[place.point - 1] if 0 < place.point <= len(points) else None

    def _find_article(self, num: str, *, renumbered: bool) -> Unit | None:
        units = self._articles.new if renumbered else self._articles.old
        made_old = self._back
        for unit in units:
            own = unit.num
            if renumbered == made_old:  # this counting is not the one that is being made: the former number counts
                own = self._former.get(id(unit), own)
            if own == num:
                return unit
        return None

    def _find_paragraph(self, unit: Unit, place: PlaceOf, *, renumbered: bool) -> Unit | None:
        sides = self._paragraphs.get(id(unit))
        below = [one for one in self._side(sides, unit.below, renumbered=renumbered) if one.kind == Kind.PARAGRAPH]
        if place.paragraph:
            return below[place.paragraph - 1] if place.paragraph <= len(below) else None
        return next((one for one in below if any(each.kind == Kind.POINT for each in one.below)), None)

    @staticmethod
    def _side(sides: Sides | None, below: Sequence[Unit], *, renumbered: bool) -> Sequence[Unit]:
        if sides is None:
            return below
        return sides.new if renumbered else sides.old

    def _fail(self, at: int, why: str) -> None:
        self._notes[at] = Outcome.FAILED, why
