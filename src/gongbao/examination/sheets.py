"""Tables as the rules see them, each with the provision that holds it, so that its cells can be quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.examination.subject import Subject, Words
from gongbao.text import Row, Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and the provision that it is."""

    where: Words
    table: Table

    @property
    def header(self) -> tuple[str, ...]:
        """The headers over each column, upper ones first: 2022年新增／节水量."""
        return tuple(column.title for column in self.table.columns)

    def printed(self, row: Row) -> tuple[str, ...]:
        """The words of a row's cells; "" where a merged cell is not printed in this row."""
        return tuple(cell.words if cell.printed_here else "" for cell in row.cells)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """All rows that print something."""
        return tuple(words for row in self.table.rows if any(words := self.printed(row)))

    def column(self, *names: str) -> int | None:
        """The index of the first column whose header is one of these names."""
        return next((column.index for column in self.table.columns if column.words in names), None)


def sheets(subject: Subject) -> Iterator[Sheet]:
    """The tables of a document, in order."""
    for table in subject.tables:
        where = subject.by_eid.get(table.eid)
        if where is not None:
            yield Sheet(where, table)


def stands(where: Words, *candidates: str) -> str | None:
    """The first candidate that stands in a provision's text."""
    return next((each for each in candidates if each and each in where.text), None)
