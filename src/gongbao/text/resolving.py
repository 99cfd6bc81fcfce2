"""References to a document's own provisions, led to them: 第五条第二款, 本条, 前款, 附件2, 第三章."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.reference.numerals import to_chinese
from gongbao.text.finding import Finder, NotFound
from gongbao.text.model import Document, Kind, Part, PartKind, Provision
from gongbao.text.places import PlaceError, StepKind, parse_place
from gongbao.text.references import Reference
from gongbao.text.structure.numbering import ordinal

_RELATIVE = re.compile(r"(?P<which>本|前|上)(?P<count>[一两二三四五六各数]?)(?P<unit>条|款|项|章|节|编)")
_UNITS: dict[str, tuple[Kind, ...]] = {
    "条": (Kind.ARTICLE,), "款": (Kind.PARAGRAPH,), "项": (Kind.POINT, Kind.LEVEL2), "章": (Kind.CHAPTER,),
    "节": (Kind.SECTION,), "编": (Kind.BOOK,),
}  # fmt: skip
_NUMBERED = {StepKind.CHAPTER: Kind.CHAPTER, StepKind.SECTION: Kind.SECTION}
_POINT = re.compile(r"(?<=[条款])（([一二三四五六七八九十]{1,3})）$")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads inside one document."""

    provision: Provision | None
    exact: bool = True  # False: 上述规定, or a 前款 behind points: the passage is meant, not one numbered provision
    problem: str | None = None  # why it cannot be right; None where it is found or cannot be judged


class OwnPlaces:
    """Leads the references of one document to its own provisions."""

    def __init__(self, document: Document, finder: Finder | None = None) -> None:
        self.finder = finder or Finder(document)
        self._document = document
        self._kinds = {node.kind for node in document.walk()}

    def resolve(self, reference: Reference, provision: Provision, *, named: bool = False) -> Target:
        """Where a place, an annex or a relative reference that stands in `provision` leads.

        `named`: the words say that this document is meant (本办法第五条).
        """
        if reference.kind == "annex":
            return self._annex(reference)
        if reference.kind == "relative":
            return self._relative(reference, provision)
        return self._place(reference, provision, named)

    def in_document(self, place: str, *, last: str = "") -> Target:
        """A place of this document that another document names."""
        found = self._look(place)
        if isinstance(found, Provision) and last:
            end = self._look(last)
            if not isinstance(end, Provision):
                return Target(None, problem=str(end) if end else None)
        if isinstance(found, Provision):
            return Target(found)
        loose = place.endswith("部分")  # a way of telling what is in a text, not a number that it prints
        return Target(None, problem=str(found) if found is not None and not loose else None)

    def _look(self, place: str, part: Part | None = None) -> Provision | NotFound | None:
        found = self._locate(place, part)
        if not isinstance(found, Provision) and (point := _POINT.search(place)):
            # 第一项 where the text prints 1. or （1）, as older ones do
            for mark in (f"{ordinal(point[1])}.", f"（{ordinal(point[1])}）"):
                other = self._locate(place[: point.start()] + mark, part)
                if isinstance(other, Provision):
                    return other
        return found

    def _locate(self, place: str, part: Part | None) -> Provision | NotFound | None:
        try:
            return self.finder.locate(parse_place(place), part=part)
        except PlaceError:
            return None

    def _place(self, reference: Reference, provision: Provision, named: bool) -> Target:
        article, paragraph, point = (self._around(provision, unit) for unit in ("条", "款", "项"))
        steps = self._steps(reference.place)
        if not steps:
            return Target(None)
        if steps[0] in (StepKind.PARAGRAPH, StepKind.LEVEL2, StepKind.POINT):
            return self._below(reference.place, steps[0], article, paragraph, point)
        part = self.finder.part(provision)
        own = part if part is not None and part.kind == PartKind.ANNEX and self.finder.articles(part) else None
        found = (self._look(reference.place, own) if own else None) or None
        if not isinstance(found, Provision):
            elsewhere = self._look(reference.place)
            found = elsewhere if isinstance(elsewhere, Provision) or found is None else found
        if isinstance(found, Provision):
            return self._to(found, reference, provision, own)
        numbered = _NUMBERED.get(steps[0]) if StepKind.ARTICLE not in steps else Kind.ARTICLE
        judged = numbered in self._kinds if numbered is not None else named
        return Target(None, problem=str(found) if judged and found is not None else None)

    def _to(self, found: Provision, reference: Reference, provision: Provision, part: Part | None) -> Target:
        if reference.last:
            end = self._look(reference.last, part)
            if not isinstance(end, Provision):
                return Target(None, problem=str(end) if end else None)
            return Target(found)
        if reference.place.endswith("部分"):
            return Target(found, exact=False)
        if found is provision or found in self.finder.above(provision):
            return Target(found, problem=f"{reference.text}指向它自己所在的{found.place}")
        return Target(found)

    def _below(
        self,
        place: str,
        kind: StepKind,
        article: Provision | None,
        paragraph: Provision | None,
        point: Provision | None,
    ) -> Target:
        """第一款, （三）: of the article that the words stand in."""
        if article is None:
            return Target(None)
        if kind == StepKind.PARAGRAPH:
            found = self._look(f"{article.place}{place}")
            if not isinstance(found, Provision):
                return Target(None, problem=f"{article.place}没有{place}" if found is not None else None)
            itself = found is paragraph and (point is None or not found.children)
            return Target(found, problem=f"{place}就是这一款自己" if itself else None)
        if paragraph is not None:
            found = self._look(f"{paragraph.place}{place}")
            if isinstance(found, Provision):
                return Target(found)
        found = self._look(f"{article.place}{place}")
        if isinstance(found, Provision):
            return Target(found)
        listed = any(node.kind == Kind.POINT for node in article.walk())
        return Target(None, problem=f"{article.place}没有{place}项" if listed else None)

    def _annex(self, reference: Reference) -> Target:
        found = self._look(reference.place)
        annexes = [part for part in self._document.parts if part.kind == PartKind.ANNEX]
        if isinstance(found, Provision):
            return Target(found)
        if reference.place[:2] == "附件" and reference.place[2:]:
            return Target(None, problem=f"没有{reference.place}")
        if annexes:
            root = annexes[0].provisions[0] if annexes[0].provisions else None
            return Target(root, exact=len(annexes) == 1)
        tables = [node for node in self._document.walk() if node.kind == Kind.TABLE]
        if reference.place[:2] == "附表" and tables:
            return Target(tables[0], exact=False)
        return Target(None, problem=f"没有{reference.place}" if reference.place[:2] == "附件" else None)

    def _relative(self, reference: Reference, provision: Provision) -> Target:
        match = _RELATIVE.match(reference.place)
        if match is None:  # 上述规定
            above = self.finder.above(provision)
            return Target(above[0] if above else provision, exact=False)
        base = self._base(match, provision)
        rest = reference.place[match.end() :]
        if not rest or (base.provision is None and match["unit"] not in "编章节"):
            return base
        found = self._look((base.provision.place if base.provision is not None else "") + rest)
        if isinstance(found, Provision):
            itself = found is provision or (found in self.finder.above(provision) and found.kind != Kind.ARTICLE)
            problem = f"{reference.text}指向它自己" if itself and found is provision else None
            return Target(found, base.exact, problem)
        return Target(None, problem=f"{base.provision.place}没有{rest}" if found and base.provision else None)

    def _base(self, match: re.Match[str], provision: Provision) -> Target:
        unit = match["unit"]
        here = self._around(provision, unit)
        if match["which"] == "本":
            if unit == "编":
                above = self.finder.above(provision)
                here = next((node for node in above if node.kind == Kind.BOOK and "分编" not in (node.num or "")), None)
            return Target(here)
        count = {"": 1, "各": 1, "数": 1, "两": 2}.get(match["count"]) or ordinal(match["count"])
        if unit == "条":
            return self._articles_before(here, count)
        if unit == "款":
            return self._paragraphs_before(provision, count)
        if unit == "项":
            return self._points_before(here, provision, count)
        return Target(None)

    def _articles_before(self, here: Provision | None, count: int) -> Target:
        if here is None:
            return Target(None)
        part = self.finder.part(here)
        if part is None:
            return Target(None)
        articles = [node for group in self.finder.articles(part).values() for node in group]
        at = next((index for index, node in enumerate(articles) if node is here), 0)
        if at < count:
            return Target(None, problem=f"{here.place}之前没有{_many(count)}条")
        return Target(articles[at - count])

    def _paragraphs_before(self, provision: Provision, count: int) -> Target:
        """The paragraphs of the article before the one that the words stand in."""
        article = self._around(provision, "条")
        if article is None:
            return Target(None)
        path = (provision, *self.finder.above(provision))
        own = path[path.index(article) - 1] if path.index(article) else article
        paragraphs = [node for node in article.children if node.kind == Kind.PARAGRAPH]
        at = next((index for index, node in enumerate(paragraphs) if node is own), None)
        if at is None:
            return Target(paragraphs[0] if paragraphs else None, exact=False)
        inner = next((node for node in path if node.kind == Kind.PARAGRAPH and node is not own), None)
        if inner is not None:  # a paragraph that stands below a point: the one before it is the point's own
            return Target(own, exact=False)
        if at >= count:
            return Target(paragraphs[at - count])
        words = f"{article.place}" + (f"第{to_chinese(at + 1)}款之前只有{_many(at)}款" if at else "的第一款之前没有款")
        return Target(None, problem=words)

    def _points_before(self, here: Provision | None, provision: Provision, count: int) -> Target:
        above = self.finder.above(here if here is not None else provision)
        siblings: tuple[Provision, ...] = above[0].children if above else ()
        if here is None:
            before = [node for parent in above for node in parent.walk() if node.kind in _UNITS["项"]]
            return Target(before[-1] if before else None, exact=False)
        at = next((index for index, node in enumerate(siblings) if node is here), 0)
        if at < count:
            return Target(None, problem=f"{here.place}之前没有{_many(count)}项")
        return Target(siblings[at - count])

    def _around(self, provision: Provision, unit: str) -> Provision | None:
        """The article, paragraph, point, … that a provision is or stands in."""
        kinds = _UNITS[unit]
        return next((node for node in (provision, *self.finder.above(provision)) if node.kind in kinds), None)

    @staticmethod
    def _steps(place: str) -> tuple[StepKind, ...]:
        try:
            return tuple(step.kind for step in parse_place(place).steps)
        except PlaceError:
            return ()


def _many(count: int) -> str:
    return {1: "一", 2: "两"}.get(count) or to_chinese(count)
