"""A place looked up in a document, over the whole tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from gongbao.text.grid.building import table as rebuilt
from gongbao.text.model import Document, Kind, Part, PartKind, Provision
from gongbao.text.normal import normal
from gongbao.text.places import Place, Range, Step, StepKind
from gongbao.text.structure.numbering import Rank, mark, ordinal

_KINDS: dict[StepKind, tuple[Kind, ...]] = {
    StepKind.BOOK: (Kind.BOOK,),
    StepKind.CHAPTER: (Kind.CHAPTER,),
    StepKind.SECTION: (Kind.SECTION,),
    StepKind.ARTICLE: (Kind.ARTICLE,),
    StepKind.POINT: (Kind.POINT, Kind.LEVEL2),
    StepKind.INDENT: (Kind.INDENT, Kind.LEVEL3),
    StepKind.DIVISION: (Kind.BOOK, Kind.LEVEL1, Kind.CHAPTER),
    StepKind.LEVEL1: (Kind.LEVEL1,),
    StepKind.LEVEL2: (Kind.LEVEL2, Kind.POINT),
    StepKind.LEVEL3: (Kind.LEVEL3, Kind.INDENT),
    StepKind.LEVEL4: (Kind.LEVEL4,),
    StepKind.LEVEL5: (Kind.LEVEL5,),
    StepKind.DECIMAL: (Kind.LEVEL4, Kind.LEVEL5),
}
_THROUGH = frozenset((Kind.BOOK, Kind.CHAPTER, Kind.SECTION, Kind.PARAGRAPH, Kind.HEADING))
_MOST = 2000


@dataclass(frozen=True, slots=True)
class NotFound:
    """How far a place led. `str()` is one sentence: 有第五条，没有第五条第四款."""

    place: Place
    reached: Provision | None  # the last provision on the way
    steps: int  # how many steps were found

    def __str__(self) -> str:
        found = "".join(step.words for step in self.place.steps[: self.steps])
        missing = "".join(step.words for step in self.place.steps[: self.steps + 1])
        return f"有{found}，没有{missing}" if found else f"没有{missing}"


class _Lost(Exception):
    def __init__(self, steps: int, reached: Provision | None) -> None:
        super().__init__()
        self.steps, self.reached = steps, reached


class Finder:
    """Looks up many places of one document: its articles are counted once, not for every place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._articles: dict[int, dict[tuple[int, int], list[Provision]]] = {}
        self._parents: dict[int, Provision] | None = None
        self._parts: dict[int, Part] = {}

    def locate(self, place: Place, text: str | None = None, *, part: Part | None = None) -> Provision | NotFound:
        """The provision at a place, or how far the place led. With `part`: in this part alone."""
        best: _Lost | None = None
        scopes = ((part, place.steps, 0),) if part is not None else _scopes(self.document, place)
        for within, steps, used in scopes:
            try:
                return self._walk(within, steps, text)
            except _Lost as lost:
                lost.steps += used
                if best is None or lost.steps > best.steps:
                    best = lost
        return NotFound(place, best.reached if best else None, best.steps if best else 0)

    def above(self, provision: Provision) -> tuple[Provision, ...]:
        """What a provision stands in, the nearest first."""
        parents = self._known_parents()
        found: list[Provision] = []
        node = parents.get(id(provision))
        while node is not None:
            found.append(node)
            node = parents.get(id(node))
        return tuple(found)

    def part(self, provision: Provision) -> Part | None:
        """The part that a provision stands in."""
        self._known_parents()
        return self._parts.get(id(provision))

    def articles(self, part: Part) -> dict[tuple[int, int], list[Provision]]:
        """The articles of a part by number and suffix (第八十条之一: 80, 1), in reading order."""
        known = self._articles.get(id(part))
        if known is None:
            known = self._articles[id(part)] = {}
            for node in part.provisions:
                for below in node.walk():
                    if below.kind == Kind.ARTICLE and below.num is not None:
                        known.setdefault(_number(below.num), []).append(below)
        return known

    def _known_parents(self) -> dict[int, Provision]:
        if self._parents is None:
            self._parents = {}
            for part in self.document.parts:
                for root in part.provisions:
                    for node in root.walk():
                        self._parts[id(node)] = part
                        self._parents.update((id(child), node) for child in node.children)
        return self._parents

    def _walk(self, part: Part, steps: Sequence[Step], text: str | None) -> Provision:
        below: Sequence[Provision] = part.provisions
        here: Provision | None = None
        for taken, step in enumerate(steps):
            if step.kind in (StepKind.ROW, StepKind.COLUMN):
                if here is None or here.kind != Kind.TABLE:
                    raise _Lost(taken, here)
                return _cells(here, steps[taken:], text, taken)
            if step.kind == StepKind.ARTICLE and here is None:
                found = _nth(iter(self.articles(part).get((step.ordinal, step.suffix), ())), step.times)
            else:
                found = _child(below, step, part, here)
            if found is None:
                raise _Lost(taken, here)
            here, below = found, found.children
        if here is None:
            title = next((node for node in part.provisions if node.kind == Kind.TITLE), None)
            here = title or (part.provisions[0] if part.provisions else None)
            if here is None:
                raise _Lost(0, None)
            return replace(here, spans=(), children=part.provisions, eid=here.eid, place=_whole(part))
        return here


def find(document: Document, place: Place, text: str | None = None) -> Provision | None:
    """The provision at a place, or None. `text`: the text of the file, needed for 行 and 列 of a table."""
    found = locate(document, place, text)
    return found if isinstance(found, Provision) else None


def locate(document: Document, place: Place, text: str | None = None) -> Provision | NotFound:
    """The provision at a place, or how far the place led."""
    return Finder(document).locate(place, text)


def find_all(document: Document, places: Iterable[Range], text: str | None = None) -> tuple[Provision | NotFound, ...]:
    """All provisions of a list of places, ranges filled up; a place that leads nowhere gives its `NotFound`."""
    found: list[Provision | NotFound] = []
    for each in places:
        first = locate(document, each.first, text)
        if each.first == each.last or isinstance(first, NotFound):
            found.append(first)
            continue
        last = locate(document, each.last, text)
        if isinstance(last, NotFound):
            found.extend((first, last))
            continue
        found.extend(_between(document, first, last))
    return tuple(found)


def _between(document: Document, first: Provision, last: Provision) -> list[Provision]:
    """Provisions of the kind of `first` from it to `last`; the two alone where they do not stand in a row."""
    inside: list[Provision] | None = None
    for node in document.walk():
        if node is first:
            inside = []
        if inside is not None and node.kind == first.kind:
            inside.append(node)
        if inside is not None and node is last:
            return inside if len(inside) <= _MOST else [first, last]
    return [first, last]


def _scopes(document: Document, place: Place) -> Iterator[tuple[Part, Sequence[Step], int]]:
    """Parts to look in, the steps that are left, and how many were used up, best first."""
    if not place.steps:
        return
    first, rest = place.steps[0], place.steps[1:]
    parts = document.parts
    annexes = [part for part in parts if part.kind == PartKind.ANNEX]
    if first.kind == StepKind.NOTICE:
        yield from ((part, rest, 1) for part in parts if part.kind == PartKind.NOTICE)
        if not any(part.kind == PartKind.NOTICE for part in parts):
            yield from ((part, rest, 1) for part in parts if part.kind == PartKind.MAIN)
    elif first.kind in (StepKind.MAIN, StepKind.WHOLE):
        yield from ((part, rest, 1) for part in parts if part.kind == PartKind.MAIN)
    elif first.kind == StepKind.ANNEX:
        called = [part for part in annexes if (part.num or "附件").startswith(first.words[:2])]
        numbered = [part for part in called if first.ordinal and _annex_number(part) == first.ordinal]
        yield from ((part, rest, 1) for part in numbered)
        if first.words.startswith("附表") and first.ordinal and not numbered:
            yield from ((part, (Step(StepKind.TABLE, first.words, first.ordinal), *rest), 0) for part in parts)
        elif not first.ordinal:
            yield from ((part, rest, 1) for part in called or annexes)
        elif not numbered and len(annexes) == 1:
            # 附件二 of the only annex: its section 二; 附件13: its item 13.
            kind = StepKind.LEVEL3 if first.words[2:].isdecimal() else StepKind.LEVEL1
            yield annexes[0], (Step(kind, first.words[2:], first.ordinal), *rest), 0
            if first.ordinal == 1:
                yield annexes[0], rest, 1
    else:
        if first.kind == StepKind.HEADING:
            yield from ((part, rest, 1) for part in parts if part.title and first.name in part.title)
        for each in (PartKind.MAIN, PartKind.NOTICE, PartKind.ANNEX):
            yield from ((part, place.steps, 0) for part in parts if part.kind == each)


def _annex_number(part: Part) -> int:
    if part.provisions and (eid := part.provisions[0].eid).startswith("att_"):
        return int(eid[4:].split("__", 1)[0])
    return 0


def _whole(part: Part) -> str:
    return {PartKind.NOTICE: "印发通知", PartKind.MAIN: "正文"}.get(part.kind, part.num or "附件")


def _child(below: Sequence[Provision], step: Step, part: Part, here: Provision | None) -> Provision | None:
    if step.kind in (StepKind.PARAGRAPH, StepKind.SEGMENT):
        paragraphs = [node for node in below if node.kind in (Kind.PARAGRAPH, Kind.ENTRY)]
        if step.ordinal == -1:
            return paragraphs[-1] if paragraphs else _last_paragraph(below)
        return paragraphs[step.ordinal - 1] if 0 < step.ordinal <= len(paragraphs) else None
    if step.kind == StepKind.TABLE:
        return _table(below, step.ordinal, step.times) or _table(part.provisions, step.ordinal, step.times)
    if step.kind == StepKind.BOX:
        boxes = [node for each in part.provisions for node in each.walk() if node.kind == Kind.BOX]
        return _nth((node for node in boxes if _box(node) == step.ordinal), step.times)
    if step.kind == StepKind.FIXED:
        return next((node for node in below if node.place.endswith(step.name)), None)
    if step.kind == StepKind.HEADING:
        same = (node for child in below for node in child.walk() if normal(node.heading or "") == step.name)
        return _nth(same, step.times) or _first(
            below, lambda node: node.heading is not None and step.name in node.heading
        )
    kinds = _KINDS.get(step.kind, ())

    def fits(node: Provision) -> bool:
        if node.kind not in kinds or node.num is None:
            return False
        if step.kind == StepKind.DECIMAL:
            return node.num == step.name
        if step.kind == StepKind.BOOK and node.num.endswith("分编") != step.words.endswith("分编"):
            return False
        return _number(node.num) == (step.ordinal, step.suffix)

    if step.kind == StepKind.ARTICLE:
        return _nth((node for child in below for node in child.walk() if fits(node)), step.times)
    return _nth(_near(below, fits), step.times) or _only(below, fits)


def _number(num: str) -> tuple[int, int]:
    read = mark(num) or mark(num + "一")
    return (read.ordinal, read.suffix) if read and read.rank <= Rank.LEVEL5 else (0, 0)


def _near(below: Sequence[Provision], fits: Callable[[Provision], bool]) -> Iterator[Provision]:
    """Children that fit; chapters and the paragraphs of an article are looked through, behind the children."""
    yield from (node for node in below if fits(node))
    for node in below:
        if node.kind in _THROUGH:
            yield from _near(node.children, fits)


def _nth(found: Iterator[Provision], times: int) -> Provision | None:
    return next(islice(found, times - 1, None), None)


def _first(below: Sequence[Provision], fits: Callable[[Provision], bool]) -> Provision | None:
    return next((node for child in below for node in child.walk() if fits(node)), None)


def _only(below: Sequence[Provision], fits: Callable[[Provision], bool]) -> Provision | None:
    """The only provision at any depth that fits: 二13 where numbers run on through （一） to （五）."""
    found = [node for child in below for node in child.walk() if fits(node)]
    return found[0] if len(found) == 1 else None


def _table(below: Sequence[Provision], ordinal: int, times: int) -> Provision | None:
    return _nth(
        (
            node
            for child in below
            for node in child.walk()
            if node.kind == Kind.TABLE and node.place.rsplit("表", 1)[1].partition("〔")[0] == str(ordinal)
        ),
        times,
    )


def _box(box: Provision) -> int:
    return ordinal((box.num or "").removeprefix("专栏"))


def _last_paragraph(below: Sequence[Provision]) -> Provision | None:
    found = [node for child in below for node in child.walk() if node.kind == Kind.PARAGRAPH]
    return found[-1] if found else None


def _cells(table: Provision, steps: Sequence[Step], text: str | None, taken: int) -> Provision:
    """A row, a column, or a cell of a table, as a provision of its own spans."""
    if text is None:
        return table
    made = rebuilt(text, table)
    row = column = None
    eid, place = table.eid, table.place
    for index, step in enumerate(steps):
        if step.kind == StepKind.ROW:
            if step.name:
                row = made.row(step.name)
            else:
                row = made.row_at(step.ordinal) if step.words.startswith("第") else made.row_numbered(step.ordinal)
            if row is None:
                raise _Lost(taken + index, table)
            eid += f"__row_{row + 1}"
        elif step.kind == StepKind.COLUMN:
            column = made.column(step.name)
            if column is None:
                raise _Lost(taken + index, table)
            eid += f"__col_{column + 1}"
        else:
            raise _Lost(taken + index, table)
        place += step.words
    if row is not None and column is not None:
        spans = made.spans(row, column)
    elif row is not None:
        spans = tuple(span for cell in made.rows[row].cells for span in cell.spans)
    else:
        spans = tuple(span for each in made.rows for span in each.cells[column or 0].spans)
    return replace(table, eid=eid, place=place, spans=spans, children=())
