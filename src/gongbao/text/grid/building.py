"""Tables rebuilt: typed columns under their headers, rows with their kinds and lines, merged cells told apart.

Pure and on demand: a `Provision` of kind table has spans, `table` makes rows and columns of them. Nothing is invented:
where no reading holds for the printed cells, the printed lines stay as they are and a warning says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongbao.text.grid.cells import Cell, Piece, Printed, RawRow, cell_of, pieces, printed
from gongbao.text.grid.header import Header, find_header, header_cells, is_caption_row
from gongbao.text.grid.lists import Entry, is_counted, list_entries
from gongbao.text.grid.markup import marked_up, opens_markup
from gongbao.text.grid.merging import merged
from gongbao.text.grid.model import Aside, Column, Table, one_line
from gongbao.text.grid.plain import plain_rows
from gongbao.text.grid.regrouping import regrouped
from gongbao.text.grid.rows import (
    Draft,
    Row,
    RowKind,
    aligned,
    continued,
    headings,
    numbering_column,
    row_number,
    shifted,
    with_kinds,
)
from gongbao.text.grid.values import ColumnType, type_of, unit_in, units_of_line, value_of
from gongbao.text.model import Document, Gazette, Kind, Part, PartKind, Provision, Span
from gongbao.text.normal import normal

_CAPTION_NUMBER = re.compile(r"(?:专栏|[附表]表|表|专表)[ \u3000]?\d{1,3}(?:[-—]\d{1,3})?")
_MARKS = re.compile(r"^[#●■◆*\-\s]{1,8}")
_CONTINUED = re.compile(r"续(?:上)?表.{0,12}|[（(]?续(?:表|上表)?[）)]|[（(]?(?:计量|金额)?单位[：:].{1,30}")
_LONGEST_CAPTION = 60
_SPARSE = 24  # cells to make for each printed one before a table counts as not understood


def tables(gazette: Gazette, document: Document | None = None) -> tuple[Table, ...]:
    """All tables of a document, or of a whole gazette, in the order of the file."""
    text = gazette.source.text
    found: list[tuple[Provision, str | None]] = []
    for each in (document,) if document is not None else gazette.documents:
        for part in each.parts:
            below = [node for top in part.provisions for node in top.walk() if node.kind is Kind.TABLE and node.spans]
            found.extend((node, _title_of(part, below)) for node in below)
    found.sort(key=lambda pair: pair[0].spans[0].start)
    made: list[Table] = []
    line = at = 0
    for provision, title in found:
        line += text.count("\n", at, provision.spans[0].start)
        at = provision.spans[0].start
        made.append(_table(text, provision, title, line + 1))
    return tuple(made)


def table(text: str, provision: Provision) -> Table:
    """The table of a provision.

    Args:
        text: the text of the file.
        provision: a provision of kind table.
    """
    start = provision.spans[0].start if provision.spans else 0
    return _table(text, provision, None, text.count("\n", 0, start) + 1)


def _title_of(part: Part, below: Sequence[Provision]) -> str | None:
    """The title of an annex that is one table."""
    return part.title if part.kind is PartKind.ANNEX and len(below) == 1 else None


def _table(text: str, provision: Provision, title: str | None, line: int) -> Table:
    read = _read(text, provision)
    if read.shape != "plain":
        header = find_header(read)
        above = read.rows[: header.at]
        caption = next((row.cells[0].shown for row in above if is_caption_row(row)), "")
        head = _Head(one_line(caption), tuple(row.cells for row in above), title, line)
        return _assembled(text, provision, head, read, header)
    lines = [piece for piece in pieces(text, provision.spans) if text[slice(*piece)].strip()]
    head = _Head("", (), title, line)
    if lines and _CAPTION_NUMBER.match(normal(text[slice(*lines[0])])):
        cell = cell_of(text, (Span(*lines.pop(0)),))
        head = _Head(" ".join(cell.shown.split()), ((cell,),), title, line)
    plain = plain_rows(text, lines)
    if plain is None:
        return _listed(text, provision, head, lines)
    return _assembled(text, provision, head, plain, find_header(plain))


def _read(text: str, provision: Provision) -> Printed:
    """The printed rows, in whatever way their cells are marked."""
    start = provision.spans[0].start if provision.spans else 0
    if opens_markup(text[start : start + 200].lstrip()):
        return marked_up(text, provision.spans)
    return regrouped(printed(text, provision.spans))


@dataclass(frozen=True, slots=True)
class _Head:
    """What is known of a table before its rows are read."""

    caption: str  # printed within it
    above: tuple[tuple[Cell, ...], ...]  # rows printed over its header
    title: str | None  # of the annex that it is
    line: int  # its first

    def over(self, text: str, start: int) -> tuple[str, str | None, tuple[str, ...]]:
        """Caption, number, and units, with the help of the lines above the table."""
        above, units = _above(text, start)
        caption = self.caption or self.title or above
        number_ = _CAPTION_NUMBER.match(normal(caption)) or _CAPTION_NUMBER.match(normal(above))
        return _MARKS.sub("", caption), number_[0] if number_ else None, units


def _above(text: str, start: int) -> tuple[str, tuple[str, ...]]:
    """The line over a table that can be its caption, and the units of a line 单位：… between."""
    units: tuple[str, ...] = ()
    at = start
    for _ in range(6):
        if at <= 0:
            break
        begin = text.rfind("\n", max(0, at - 1 - 2000), at - 1) + 1
        words = text[begin : max(at - 1, begin)].strip()
        at = begin
        if not words:
            continue
        if not units and (units := units_of_line(normal(words))):
            continue
        fits = len(words) <= _LONGEST_CAPTION and words[-1] not in "。；：:;，,|" and "\t" not in words
        return (" ".join(words.split()) if fits else ""), units
    return "", units


def _assembled(text: str, provision: Provision, head: _Head, read: Printed, header: Header) -> Table:
    rows = read.rows
    top = header_cells(rows, header)
    aside = [Aside("rule", (span,)) for span in read.rules]
    body, turned = _without_repeats(rows, header, aside)
    warnings = [*read.warnings, *([header.warning] if header.warning else [])]
    width = _width(body, header)
    paths: tuple[tuple[str, ...], ...] = header.paths
    if paths and len(paths) != width:
        warnings.append(f"表头{len(paths)}栏，多数行{width}格，栏名不能对上")
        paths = ()
    paths = paths or ((),) * width
    if not top:
        warnings.append("没有表头")
    made_cells = width * len(body)
    if width < 2 or made_cells > _SPARSE * (sum(len(row.cells) for row in body) + 1):
        return _as_printed(text, provision, head, tuple(aside), (*rows[header.at : header.end], *body), width > 1)
    drafts = aligned(body, width)
    for step in turned:
        if step < len(drafts):
            drafts[step] = replace(drafts[step], turned=True)
    drafts = with_kinds(drafts, bool(top))
    drafts = continued(drafts)
    numbering = numbering_column(paths, drafts)
    drafts = merged(shifted(drafts), numbering)
    caption, num, units = head.over(text, provision.spans[0].start)
    columns, drafts = _typed(paths, drafts, units, numbering)
    return Table(
        caption=caption,
        num=num,
        eid=provision.eid,
        place=provision.place,
        columns=columns,
        rows=_with_lines(text, drafts, numbering, provision.spans[0].start, head.line),
        above=head.above,
        header=top,
        numbering=numbering,
        units=units,
        aside=tuple(aside),
        first_line=head.line,
        last_line=_last_line(text, provision, head.line),
        warnings=tuple(warnings),
    )


def _last_line(text: str, provision: Provision, line: int) -> int:
    start, end = provision.spans[0].start, provision.spans[-1].end
    return line + text.count("\n", start, max(start, end - 1))


def _without_repeats(rows: Sequence[RawRow], header: Header, aside: list[Aside]) -> tuple[list[RawRow], frozenset[int]]:
    """The rows below the header, without the headers that pages repeat, and which rows follow a repeated header."""
    top = [row.said for row in rows[header.at : header.end]]
    body: list[RawRow] = []
    turned: set[int] = set()
    at = header.end
    while at < len(rows):
        again = top and _same_header(rows[at].said, top[0])
        if top and at + 1 < len(rows) and _page_turns(rows[at]) and _same_header(rows[at + 1].said, top[0]):
            aside.append(Aside("repeated header", tuple(span for cell in rows[at].cells for span in cell.spans)))
            at += 1
            continue
        if not again:
            body.append(rows[at])
            at += 1
            continue
        step = 0
        while step < len(top) and at < len(rows) and _same_header(rows[at].said, top[step]):
            spans = tuple(span for cell in rows[at].cells for span in cell.spans)
            aside.append(Aside("repeated header", spans))
            at, step = at + 1, step + 1
        turned.add(len(body))
    return body, frozenset(turned)


def _page_turns(row: RawRow) -> bool:
    """续表, 单位：万元: printed again with the header on the next page."""
    return row.filled == 1 and _CONTINUED.fullmatch("".join(row.said)) is not None


def _same_header(said: Sequence[str], top: Sequence[str]) -> bool:
    """The same words; one of many cells may be read otherwise."""
    if len(said) != len(top):
        return False
    equal = sum(1 for one, other in zip(said, top, strict=True) if one == other)
    return equal == len(top) or (equal >= 4 and equal == len(top) - 1)


def _width(body: Sequence[RawRow], header: Header) -> int:
    counted = Counter(len(row.cells) for row in body if len(row.cells) > 1)
    if not counted:
        return len(header.paths) or 1
    most, times = counted.most_common(1)[0]
    if header.paths and counted[len(header.paths)] * 2 >= times:
        return len(header.paths)
    return most


def _typed(
    paths: Sequence[tuple[str, ...]], drafts: Sequence[Draft], units: tuple[str, ...], numbering: int | None
) -> tuple[tuple[Column, ...], list[Draft]]:
    """Columns with their types and units, and the cells with their values."""
    items = [draft for draft in drafts if draft.kind is RowKind.ITEM]
    columns: list[Column] = []
    for index, path in enumerate(paths):
        own = next((found for words in reversed(path) if (found := unit_in(words))), None)
        said = [draft.cells[index].words for draft in items if draft.cells[index].merged is None]
        kind, unit = type_of(said, "".join(path), own)
        columns.append(Column(index, path[-1] if path else "", path, kind, unit))
    columns = _with_units(columns, units, numbering)
    valued = [column for column in columns if column.type is not ColumnType.TEXT]
    made: list[Draft] = []
    for draft in drafts:
        if draft.kind in (RowKind.GROUP, RowKind.NOTE):
            made.append(draft)
            continue
        cells = list(draft.cells)
        for column in valued:
            cell = cells[column.index]
            if (value := value_of(cell.words, column.type)) is not None:
                cells[column.index] = Cell(cell.spans, cell.shown, cell.words, value, cell.merged)
        made.append(replace(draft, cells=tuple(cells)) if valued else draft)
    return tuple(columns), made


def _with_units(columns: list[Column], units: tuple[str, ...], numbering: int | None) -> list[Column]:
    """The units of a line 单位：… given to columns of figures: one to all, several in the order of their headers."""
    plain = (ColumnType.NUMBER, ColumnType.COUNT, ColumnType.MONEY)
    open_ = [column for column in columns if column.type in plain and column.unit is None and column.index != numbering]
    names = list(dict.fromkeys(column.words for column in open_))
    if len(units) == 1:
        given = dict.fromkeys(names, units[0])
    elif len(units) == len(names):
        given = dict(zip(names, units, strict=True))
    else:
        return columns
    made = []
    for column in columns:
        if column not in open_:
            made.append(column)
            continue
        unit = given[column.words]
        kind = ColumnType.MONEY if unit.endswith("元") else column.type
        made.append(replace(column, unit=unit, type=kind))
    return made


def _with_lines(text: str, drafts: Sequence[Draft], numbering: int | None, start: int, line: int) -> tuple[Row, ...]:
    """Rows with the lines they stand in; offsets only go up, so each line feed is counted once."""
    rows: list[Row] = []
    for draft, under in zip(drafts, headings(drafts), strict=True):
        spans = [span for cell in draft.cells for span in cell.spans]
        first, last = (min(spans).start, max(span.end for span in spans)) if spans else (start, start)
        if first >= start:
            line += text.count("\n", start, first)
            start = first
            begins = line
        else:
            begins = line - text.count("\n", first, start)
        ends = begins + text.count("\n", first, last)
        said = draft.cells[numbering].words if numbering is not None and draft.kind is RowKind.ITEM else ""
        ordinal = row_number(said) if said else None
        rows.append(Row(draft.cells, draft.kind, begins, ends, ordinal, under, draft.warning))
    return tuple(rows)


def _as_printed(
    text: str, provision: Provision, head: _Head, aside: tuple[Aside, ...], rows: Sequence[RawRow], uneven: bool
) -> Table:
    """Each printed row as one cell."""
    drafts = []
    for row in rows:
        spans = tuple(span for cell in row.cells for span in cell.spans)
        whole = Cell(spans, "\t".join(cell.shown for cell in row.cells), "".join(row.said))
        drafts.append(Draft((whole,)))
    return _single(text, provision, head, aside, drafts, ("每行格数不一，按原样逐行列出",) if uneven else ())


def _listed(text: str, provision: Provision, head: _Head, lines: Sequence[Piece]) -> Table:
    """A list of names under headings that count them; else the printed lines."""
    if not any(is_counted(normal(text[slice(*piece)])) for piece in lines):
        drafts = [Draft((cell_of(text, (Span(*piece),)),)) for piece in lines]
        return _single(text, provision, head, (), drafts, ("各格之间没有分隔，按原样逐行列出",))
    return _single(text, provision, head, (), list(_list_drafts(list_entries(text, lines))), ())


def _list_drafts(entries: Sequence[Entry]) -> Iterator[Draft]:
    for entry in entries:
        yield Draft((entry.cell,), RowKind.GROUP if entry.depth else RowKind.ITEM, depth=entry.depth)


def _single(
    text: str,
    provision: Provision,
    head: _Head,
    aside: tuple[Aside, ...],
    drafts: Sequence[Draft],
    warnings: tuple[str, ...],
) -> Table:
    """A table of one column."""
    start = provision.spans[0].start if provision.spans else 0
    caption, num, units = head.over(text, start)
    return Table(
        caption=caption,
        num=num,
        eid=provision.eid,
        place=provision.place,
        columns=(Column(0, "", ()),),
        rows=_with_lines(text, drafts, None, start, head.line),
        above=head.above,
        units=units,
        aside=aside,
        first_line=head.line,
        last_line=_last_line(text, provision, head.line) if provision.spans else head.line,
        warnings=warnings,
    )
