"""Facts, relations and documents known by name: the face of the library towards a legal office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from gongbao.library import records
from gongbao.library.catalogue import Catalogue
from gongbao.library.chain import Chain, chain
from gongbao.library.database import raise_revision, writing
from gongbao.library.exchange import Imported, export_sheet, read_records
from gongbao.library.model import Card, Known, Record, Relations
from gongbao.library.office import Due, Office, Rule
from gongbao.library.relations import load_facts
from gongbao.text.metadata import Fact, Field
from gongbao.text.relations import RelationKind
from gongbao.writing.sheets import csv, xlsx


class Registry:
    """Reads one state of the library at each call; writes are one transaction each."""

    def __init__(self, engine: sa.Engine, catalogue_of: Callable[[sa.Connection], Catalogue]) -> None:
        self._engine, self._catalogue_of = engine, catalogue_of

    def metadata(self, card: Card) -> tuple[Fact, ...]:
        """The fields of a document, each with its place and words; of one known by name, what was entered or printed.

        废止日期 and 解读 come from other documents; their words are told in `validity` and `relations`.
        """
        with self._engine.connect() as connection:
            catalogue = self._catalogue_of(connection)
            facts = load_facts(connection, card.id) if card.held else ()
            return tuple(_fields(catalogue, card, facts))

    def relations(self, card: Card) -> Relations:
        """What a document says of others and they of it, each with its words."""
        with self._engine.connect() as connection:
            catalogue = self._catalogue_of(connection)
            if card.held:
                return catalogue.relations(card)
            web = catalogue.web
            return Relations(None, (), (), None, None, web.by_source.get(card.id, ()), web.by_target.get(card.id, ()))

    def chain(self, card: Card) -> Chain:
        """Up to what a document implements, down to what implements or explains it, through those known by name."""
        with self._engine.connect() as connection:
            return chain(self._catalogue_of(connection), card)

    def known(self, *, place: str | None = None) -> tuple[Known, ...]:
        """Documents known by name only: entered by the office, or named in the texts."""
        with self._engine.connect() as connection:
            found = self._catalogue_of(connection).known
        return tuple(each for each in found if place is None or each.card.place in (place, f"{place}市", f"{place}县"))

    def known_document(self, card: Card) -> Known:
        """One of them, by its card.

        Raises:
            KeyError: the document is held.
        """
        with self._engine.connect() as connection:
            return self._catalogue_of(connection).known_by_id[card.id]

    def expiring(self, on: date, months: int = 3) -> list[Due]:
        """Documents in force whose period ends within so many months, soonest first."""
        return self._office(lambda office: office.expiring(on, months))

    def due_for_cleanup(self, on: date, years: int | None = None) -> list[Due]:
        """Normative documents in force that are due for the clean-up, by the rule of their place or `years`."""
        return self._office(lambda office: office.due_for_cleanup(on, years))

    def in_no_list(self, on: date) -> list[Due]:
        """Normative documents in force that no clean-up list names."""
        return self._office(lambda office: office.in_no_list(on))

    def cleanup_rules(self) -> tuple[Rule, ...]:
        """What held documents rule on the clean-up: how often, and how long before the end of a period."""
        with self._engine.connect() as connection:
            return Office(connection, self._catalogue_of(connection)).rules

    def records(self) -> tuple[Record, ...]:
        """All that the office entered."""
        with self._engine.connect() as connection:
            return records.load_records(connection)

    def enter(self, entered: Iterable[Record]) -> tuple[int, int]:
        """Enter records; one of the same number and title is replaced. How many are new, and how many were replaced.

        Raises:
            LibraryError: the library cannot be written.
        """
        with writing(self._engine) as connection:
            counts = records.put(connection, entered)
            raise_revision(connection)
        return counts

    def strike(self, entered: Iterable[Record]) -> int:
        """Take records out; how many there were."""
        with writing(self._engine) as connection:
            count = records.remove(connection, [(each.title, each.number, each.place) for each in entered])
            raise_revision(connection)
        return count

    def import_records(self, file: Path, mapping: Mapping[str, str] | None = None, *, place: str = "") -> Imported:
        """Enter what a sheet (XLSX, CSV) lists, all of it or nothing.

        Args:
            file: the sheet.
            mapping: field → header, for headers that are not usual ones: {"number": "发文号"}.
            place: of the documents, where no column says it: 定州市.

        Raises:
            ReadingError: the file cannot be read.
            RecordError: rows are wrong; each is named with sheet, row and column.
            LibraryError: the library cannot be written.
        """
        found, report = read_records(file, mapping, place=place)
        new, replaced = self.enter(found)
        return report.entered(new, replaced)

    def export_records(self, form: str = "xlsx", *, on: date, place: str | None = None) -> bytes:
        """Documents held and known by name with their fields and state on a day, as a sheet that can be imported again.

        Args:
            form: xlsx or csv.
            on: the day of the states.
            place: only of this place.
        """
        with self._engine.connect() as connection:
            sheet = export_sheet(connection, self._catalogue_of(connection), on, place)
        return xlsx([sheet]) if form == "xlsx" else csv(sheet)

    def _office(self, ask: Callable[[Office], list[Due]]) -> list[Due]:
        with self._engine.connect() as connection:
            return ask(Office(connection, self._catalogue_of(connection)))


def _fields(catalogue: Catalogue, card: Card, facts: tuple[Fact, ...]) -> Iterable[Fact]:
    record = catalogue.record_of(card)
    there = {each.field for each in facts}
    yield from facts
    if not card.held:
        yield Fact(Field.TITLE, card.title)
        if card.number:
            yield Fact(Field.NUMBER, card.number)
        if card.date and not (record and record.issued):
            yield Fact(Field.ISSUED, card.date.isoformat(), basis="引用它的文件写明")
        known = catalogue.known_by_id.get(card.id)
        if known and known.maker and known.maker_basis:
            yield Fact(Field.MAKER, known.maker, basis=known.maker_basis)
        if known and known.implementer and not (record and record.implementer):
            yield Fact(Field.IMPLEMENTER, known.implementer, basis="清理目录写明")
        if card.normative and not (record and record.normative):
            yield Fact(Field.NORMATIVE, card.normative, basis="列入规范性文件清理目录")
        if card.issuer and not (record and (record.issuer or record.maker)):
            yield Fact(Field.ISSUER, card.issuer, basis="引用它的文件写明")
    if record:
        entered = {
            Field.ISSUER: record.issuer,
            Field.MAKER: record.maker,
            Field.IMPLEMENTER: record.implementer,
            Field.ISSUED: record.issued.isoformat() if record.issued else None,
            Field.EFFECTIVE: record.effective.isoformat() if record.effective else None,
            Field.PERIOD: record.expires.isoformat() if record.expires else record.period,
            Field.NORMATIVE: record.normative,
        }
        for field, value in entered.items():
            if value and (field not in there or field in (Field.NORMATIVE, Field.IMPLEMENTER, Field.MAKER)):
                reason = record.normative_reason if field is Field.NORMATIVE else None
                yield Fact(field, value, basis="；".join(filter(None, (f"据{record.source or '登记'}", reason))))
    life = catalogue.life(card)
    for effect in life.effects:
        if effect.kind is RelationKind.REPEALS and effect.whole and effect.day:
            ground = effect.ground
            yield Fact(Field.REPEALED, effect.day.isoformat(), ground.place or "", ground.words or "", ground.sentence)
            break
