"""A stored document as lines for the page: numbers in the margin, links in the text, tables as tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongbao.library import StoredDocument, StoredPart, StoredProvision
from gongbao.text import Kind, PartKind, Provision
from gongbao.text import table as rebuilt
from gongbao.web.tables import Grid, grid_of

HEADINGS = {
    Kind.BOOK: "h2",
    Kind.CHAPTER: "h2",
    Kind.SECTION: "h3",
    Kind.LEVEL1: "h3",
    Kind.LEVEL2: "h4",
    Kind.HEADING: "h4",
    Kind.BOX: "h4",
}
LONGEST_HEADING = 48
"""Characters; what is longer is set as text."""

_LAYOUT = {
    Kind.TITLE: "mid",
    Kind.NUMBER: "mid",
    Kind.DATE: "right",
    Kind.SIGNATURE: "right",
    Kind.ADDRESSEE: "flat",
    Kind.NOTE: "mid quiet",
    Kind.ANNEXES: "flat",
    Kind.COPIES: "flat quiet",
    Kind.FOOTNOTE: "flat quiet small",
    Kind.ENTRY: "flat",
    Kind.CONTENTS: "flat quiet",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Text, with the address it leads to."""

    text: str
    address: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the page. `tag` is p, h2, h3, h4 or table."""

    tag: str
    eid: str
    place: str
    address: str
    runs: tuple[Run, ...]
    layout: str = ""
    margin: str | None = None  # 第六条, set in the margin
    grid: Grid | None = None
    printed: str | None = None  # a table that is not regular, as printed
    here: bool = False
    first: bool = False  # the first line that is marked; the page opens at it
    doubt: str = ""  # why the parser is not sure of it


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    text: str
    eid: str
    inner: bool
    brief: bool = False  # an article: its number alone


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its lines."""

    kind: str
    tag: str | None  # 附件1
    lines: tuple[Line, ...]


def sections_of(document: StoredDocument, mark: str | None = None) -> tuple[Section, ...]:
    """The parts as lines. `mark` is the eId of the provision to be marked, with everything below it."""
    sections = []
    opened = False
    tables = {node.eid: node for node in document.model.walk() if node.kind is Kind.TABLE}
    for part in document.parts:
        layout = _Layout(document, mark, tables, [])
        for provision in part.provisions:
            layout.add(provision)
        lines = [line for line in layout.lines if _says_something(line) and not _is_title(line, document, part)]
        for index, line in enumerate(lines):
            if line.here and not opened:
                lines[index], opened = replace(line, first=True), True
        sections.append(Section(part.kind.value, _tag(part), tuple(lines)))
    return tuple(sections)


def contents_of(document: StoredDocument) -> tuple[Entry, ...]:
    """Chapters with their articles; in plans the first two levels; annexes by title."""
    entries: list[Entry] = []
    for part in document.parts:
        if part.kind is PartKind.NOTICE:
            continue
        if part.kind is PartKind.ANNEX and part.provisions:
            name = " ".join(piece for piece in (part.num, part.title) if piece) or "附件"
            entries.append(Entry(name, part.provisions[0].eid, False))
            continue
        for provision in part.provisions:
            entries.extend(_entries(provision, inside=False))
    return tuple(entries)


def _entries(node: StoredProvision, *, inside: bool) -> list[Entry]:
    name = " ".join(piece for piece in (node.num, node.heading) if piece)
    if node.kind in (Kind.CHAPTER, Kind.SECTION):
        found = [Entry(name, node.eid, node.kind is Kind.SECTION)]
        return found + [entry for child in node.children for entry in _entries(child, inside=True)]
    if node.kind is Kind.ARTICLE:
        return [Entry(_article_name(node), node.eid, inside, brief=True)]
    if node.kind is Kind.LEVEL1:
        found = [Entry(_level_name(node), node.eid, False)]
        return found + [
            Entry(_level_name(child), child.eid, True)
            for child in node.children
            if child.kind is Kind.LEVEL2 and child.heading
        ]
    return []


def _article_name(node: StoredProvision) -> str:
    return node.num or node.place


def _level_name(node: StoredProvision) -> str:
    text = (node.heading or node.text[node.body_start :]).partition("。")[0]
    return f"{node.num or ''}{text[:22]}{'…' if len(text) > 22 else ''}"


def _tag(part: StoredPart) -> str | None:
    return (part.num or "附件") if part.kind is PartKind.ANNEX else None


@dataclass(slots=True)
class _Layout:
    """The lines of one document in the making."""

    document: StoredDocument
    mark: str | None
    tables: dict[str, Provision]
    lines: list[Line]

    def add(self, node: StoredProvision, *, margin: str | None = None, marked: bool = False) -> None:
        """The lines of a provision. `margin`: a number beside its first line; `marked`: it is below the mark."""
        here = marked or (self.mark is not None and node.eid == self.mark)
        if node.kind is Kind.TABLE:
            self.lines.append(self._table(node, here))
            below = node.children
        elif node.kind is Kind.ARTICLE and not node.text[node.body_start :].strip() and node.children:
            # The article's words stand in its paragraphs: the number goes beside the first, which answers to its id.
            first, *rest = node.children
            at = len(self.lines)
            self.add(first, margin=node.num, marked=here)
            if at < len(self.lines) and self.lines[at].eid == first.eid:
                self.lines[at] = replace(self.lines[at], eid=node.eid, place=node.place, address=node.address)
            below = tuple(rest)
        else:
            article = node.kind is Kind.ARTICLE
            runs = _runs(node, node.body_start if article else 0)
            layout, number = _LAYOUT.get(node.kind, ""), node.num if article else margin
            if node.text.strip():
                self.lines.append(
                    Line(
                        _line_tag(node),
                        node.eid,
                        node.place,
                        node.address,
                        runs,
                        layout,
                        number,
                        here=here,
                        doubt=node.warning or "",
                    )
                )
            below = node.children
        for child in below:
            self.add(child, marked=here)

    def _table(self, node: StoredProvision, here: bool) -> Line:
        table = self.tables.get(node.eid)
        grid = grid_of(rebuilt(self.document.printed, table)) if table else None
        printed = None if grid else node.text
        return Line(
            "table",
            node.eid,
            node.place,
            node.address,
            (),
            grid=grid,
            printed=printed,
            here=here,
            doubt=node.warning or "",
        )


def _line_tag(node: StoredProvision) -> str:
    return HEADINGS.get(node.kind, "p") if len(node.text.strip()) <= LONGEST_HEADING else "p"


def _runs(node: StoredProvision, start: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = start
    for link in sorted(node.links, key=lambda one: one.start):
        if link.start < at or link.end <= link.start:
            continue
        if link.start > at:
            runs.append(Run(node.text[at : link.start]))
        runs.append(Run(node.text[link.start : link.end], link.address, link.title))
        at = link.end
    if at < len(node.text):
        runs.append(Run(node.text[at:]))
    return tuple(run for run in runs if run.text)


def _is_title(line: Line, document: StoredDocument, part: StoredPart) -> bool:
    """The title at the head of the main text, which the page shows as its heading."""
    said = "".join(run.text for run in line.runs)
    return (
        part.kind is PartKind.MAIN
        and line.layout == "mid"
        and not line.here
        and _bare(said) == _bare(document.card.title)
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _says_something(line: Line) -> bool:
    return bool(line.runs or line.grid or line.printed)
