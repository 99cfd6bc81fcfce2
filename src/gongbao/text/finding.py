"""A place looked up in a document, over the whole tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from gongbao.text.cells import table_rows
from gongbao.text.model import Document, Kind, Part, PartKind, Provision
from gongbao.text.normal import normal
from gongbao.text.numbering import Rank, mark
from gongbao.text.places import Place, Range, Step, StepKind

_KINDS: dict[StepKind, tuple[Kind, ...]] = {
    StepKind.BOOK: (Kind.BOOK,),
    StepKind.CHAPTER: (Kind.CHAPTER,),
    StepKind.SECTION: (Kind.SECTION,),
    StepKind.ARTICLE: (Kind.ARTICLE,),
    StepKind.POINT: (Kind.POINT, Kind.LEVEL2),
    StepKind.INDENT: (Kind.INDENT, Kind.LEVEL3),
    StepKind.LEVEL1: (Kind.LEVEL1,),
    StepKind.LEVEL2: (Kind.LEVEL2, Kind.POINT),
    StepKind.LEVEL3: (Kind.LEVEL3, Kind.INDENT),
    StepKind.LEVEL4: (Kind.LEVEL4,),
    StepKind.LEVEL5: (Kind.LEVEL5,),
    StepKind.DECIMAL: (Kind.LEVEL4, Kind.LEVEL5),
}
_THROUGH = frozenset((Kind.BOOK, Kind.CHAPTER, Kind.SECTION, Kind.PARAGRAPH))
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


def find(document: Document, place: Place, text: str | None = None) -> Provision | None:
    """The provision at a place, or None. `text`: the text of the file, needed for 行 and 列 of a table."""
    found = locate(document, place, text)
    return found if isinstance(found, Provision) else None


def locate(document: Document, place: Place, text: str | None = None) -> Provision | NotFound:
    """The provision at a place, or how far the place led."""
    best: _Lost | None = None
    for part, steps, used in _scopes(document, place):
        try:
            return _walk(document, part, steps, text)
        except _Lost as lost:
            lost.steps += used
            if best is None or lost.steps > best.steps:
                best = lost
    return NotFound(place, best.reached if best else None, best.steps if best else 0)


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
        numbered = [part for part in annexes if first.ordinal and _annex_number(part) == first.ordinal]
        yield from ((part, rest, 1) for part in numbered)
        if not first.ordinal:
            yield from ((part, rest, 1) for part in annexes)
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


def _walk(document: Document, part: Part, steps: Sequence[Step], text: str | None) -> Provision:
    below: Sequence[Provision] = part.provisions
    here: Provision | None = None
    for taken, step in enumerate(steps):
        if step.kind in (StepKind.ROW, StepKind.COLUMN):
            if here is None or here.kind != Kind.TABLE:
                raise _Lost(taken, here)
            return _cells(here, steps[taken:], text, taken)
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


def _whole(part: Part) -> str:
    return {PartKind.NOTICE: "印发通知", PartKind.MAIN: "正文"}.get(part.kind, part.num or "附件")


def _child(below: Sequence[Provision], step: Step, part: Part, here: Provision | None) -> Provision | None:
    if step.kind in (StepKind.PARAGRAPH, StepKind.SEGMENT):
        paragraphs = [node for node in below if node.kind == Kind.PARAGRAPH]
        if step.ordinal == -1:
            return paragraphs[-1] if paragraphs else _last_paragraph(below)
        return paragraphs[step.ordinal - 1] if 0 < step.ordinal <= len(paragraphs) else None
    if step.kind == StepKind.TABLE:
        return _table(below, step.ordinal, step.times) or _table(part.provisions, step.ordinal, step.times)
    if step.kind == StepKind.FIXED:
        return next((node for node in below if node.place.endswith(step.name)), None)
    if step.kind == StepKind.HEADING:
        return _first(below, lambda node: node.heading is not None and normal(node.heading) == step.name) or _first(
            below, lambda node: node.heading is not None and step.name in node.heading
        )
    kinds = _KINDS.get(step.kind, ())

    def fits(node: Provision) -> bool:
        if node.kind not in kinds or node.num is None:
            return False
        if step.kind == StepKind.DECIMAL:
            return node.num == step.name
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


def _last_paragraph(below: Sequence[Provision]) -> Provision | None:
    found = [node for child in below for node in child.walk() if node.kind == Kind.PARAGRAPH]
    return found[-1] if found else None


def _cells(table: Provision, steps: Sequence[Step], text: str | None, taken: int) -> Provision:
    """A row, a column, or a cell of a table, as a provision of its own spans."""
    if text is None:
        return table
    rows = table_rows(text, table)
    row = column = None
    eid, place = table.eid, table.place
    for index, step in enumerate(steps):
        if step.kind == StepKind.ROW:
            row = rows.row(step.name)
            if row is None:
                raise _Lost(taken + index, table)
            eid += f"__row_{rows.rows.index(row) + 1}"
        elif step.kind == StepKind.COLUMN:
            column = rows.column(step.name)
            if column is None or (row is not None and column >= len(row)):
                raise _Lost(taken + index, table)
            eid += f"__col_{column + 1}"
        else:
            raise _Lost(taken + index, table)
        place += step.words
    if row is not None:
        cells = row if column is None else (row[column],)
    else:
        assert column is not None
        cells = tuple(each[column] for each in rows.rows if column < len(each))
    return replace(table, eid=eid, place=place, spans=tuple(cell.span for cell in cells), children=())
