"""Which documents of the library a name in a text means: 《治安管理处罚法》, 《定州市…办法》（定政办〔2023〕5号）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import sqlalchemy as sa

from gongbao.library.model import Card
from gongbao.library.names import loose_title_form, number_form, title_form
from gongbao.library.schema import provision
from gongbao.text.model import Kind

_STATE = re.compile(r"^(?:中华人民共和国)?(?=.)")
_BUNDLED = re.compile(r"(?<=法典)(?:第[一二三四五六七八九十]{1,3}(?:分)?编)?(?:总则|分则|附则|[\u4e00-\u9fff]{2,6}编)$")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_SHORTEST_NUMBER = len("政字〔2020〕9号") - 1


@lru_cache(maxsize=16384)
def law_form(title: str) -> str:
    """A title in the form that is compared, without 中华人民共和国 in front: both ways of naming a law are alike."""
    return _STATE.sub("", title_form(title), count=1)


class Targets:
    """The names of all documents, looked up as a text gives them. Made once for each state of the library."""

    def __init__(
        self, cards: Iterable[Card], versions: Mapping[int, date] | None = None, known: Iterable[Card] = ()
    ) -> None:
        self._versions = versions or {}
        self._known: dict[str, Card | None] = {}  # by title and by number; None where several are called so
        for card in known:
            for name in (law_form(card.title), number_form(card.number) if card.number else ""):
                self._known[name] = None if name in self._known else card
        self._numbers: defaultdict[str, list[Card]] = defaultdict(list)
        self._titles: defaultdict[str, list[Card]] = defaultdict(list)
        self._local: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
        self._loose: defaultdict[str, list[Card]] = defaultdict(list)
        self._bundles: defaultdict[str, list[Card]] = defaultdict(list)
        for card in cards:
            form = law_form(card.title)
            self._titles[form].append(card)
            self._loose[loose_title_form(form)].append(card)
            if card.place and form.startswith(card.place):
                self._local[card.place, form.removeprefix(card.place)].append(card)
            if card.number:
                self._numbers[number_form(card.number)].append(card)
            whole = _BUNDLED.sub("", form)
            if whole != form and whole:
                self._bundles[whole].append(card)

    def titled(self, title: str, beside: Card | None = None) -> list[Card]:
        """The documents that a title may mean, those of the same gazette and place first; several where a law is held
        in several versions or in several books."""
        form = law_form(title)
        place = beside.place if beside else ""
        for found in (
            self._titles.get(form),
            self._bundles.get(form),
            self._local.get((place, form)) if place else None,
            self._loose.get(loose_title_form(form)),
        ):
            near = _near(found or (), beside)
            if near:
                return near
        return []

    def numbered(self, number: str, place: str) -> list[Card]:
        """Documents of a 文号 within a place."""
        return self.by_number_form(number_form(number), place)

    def by_number_form(self, form: str, place: str) -> list[Card]:
        """Documents of a 文号, given in the form that is compared, within a place."""
        return [card for card in self._numbers.get(form, ()) if card.place == place]

    def number_at_end(self, words: str, place: str) -> tuple[int, list[Card]]:
        """按照廊政办发〔2021〕6号: where the series begins is known only by trying. Offset of it, and its documents."""
        last: tuple[int, list[Card]] = 0, []
        for start in range(max(1, len(words) - _SHORTEST_NUMBER)):
            found = self.numbered(words[start:], place)
            if found:
                last = start, found
            elif last[1]:
                break
        return last

    def name_at_end(self, words: str, beside: Card | None = None) -> tuple[int, list[Card]]:
        """依照土地管理法: the longest end of the words that is the title of a law; its offset and its documents."""
        for start in range(max(0, len(words) - 1)):
            form = law_form(words[start:])
            found = _near(self._titles.get(form) or self._bundles.get(form) or (), beside)
            if found:
                return start, found
        return 0, []

    def known(self, title: str, number: str) -> Card | None:
        """The one document known by name only that is called so, by its number where it has one."""
        return (self._known.get(number_form(number)) if number else None) or (
            self._known.get(law_form(title)) if title else None
        )

    def names_of(self, card: Card) -> tuple[list[str], list[str]]:
        """The forms of titles, and of numbers, under which other texts may name a document."""
        form = law_form(card.title)
        forms = [form, loose_title_form(form), _BUNDLED.sub("", form)]
        if card.place:
            forms.append(form.removeprefix(card.place))
        return list(dict.fromkeys(each for each in forms if each)), [number_form(card.number)] if card.number else []

    def books(self, card: Card) -> list[Card]:
        """The other books of a code that is held book by book: 民法典总则, 民法典合同编."""
        form = law_form(card.title)
        whole = _BUNDLED.sub("", form)
        return [other for other in self._bundles.get(whole, ()) if other.id != card.id] if whole != form else []

    def version(self, cards: Sequence[Card], on: date | None) -> list[Card]:
        """Of several texts of one law those in the order in which a document of a day means them: the latest that was
        there on the day, then the others, nearest first."""
        if len(cards) < 2:
            return list(cards)

        def rank(card: Card) -> tuple[bool, int]:
            day = self.version_day(card)
            if day is None:
                return True, 0
            if on is None or day <= on:
                return False, -day.toordinal()
            return True, day.toordinal()

        return sorted(cards, key=rank)

    def version_day(self, card: Card) -> date | None:
        """The day of a text: of its last 修正, 修订 or 通过 as printed below the title, else of its issue."""
        return self._versions.get(card.id) or card.date


def load_targets(connection: sa.Connection, cards: Sequence[Card], known: Iterable[Card] = ()) -> Targets:
    """The names of all documents; for those that print no day of issue the days of their versions, too."""
    return Targets(cards, _version_days(connection, [card.id for card in cards if card.date is None]), known)


def _version_days(connection: sa.Connection, documents: Sequence[int]) -> dict[int, date]:
    found: dict[int, date] = {}
    for at in range(0, len(documents), 500):
        query = sa.select(provision.c.document_id, provision.c.normal).where(
            provision.c.kind == str(Kind.NOTE), provision.c.document_id.in_(documents[at : at + 500])
        )
        for row in connection.execute(query):
            for day in days(row.normal):
                if row.document_id not in found or found[row.document_id] < day:
                    found[row.document_id] = day
    return found


def days(words: str) -> list[date]:
    """All days that words name: 2021年10月14日. What is no day of the calendar is left out."""
    found = []
    for match in _DAY.finditer(words):
        try:
            found.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return found


def _near(found: Sequence[Card], beside: Card | None) -> list[Card]:
    """Documents of the same gazette, else of the same place, else of no place (the state's), else all."""
    if beside is None or len(found) < 2:
        return list(found)
    for same in (
        [card for card in found if card.gazette_id == beside.gazette_id],
        [card for card in found if card.place == beside.place],
        [card for card in found if not card.place],
    ):
        if same:
            return same
    return list(found)
