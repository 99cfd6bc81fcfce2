"""Which document a name means: one that is held, or one known by name only.

A 文号 is kept by issuer, series, year and number: 定政办 and 定政办字 are two series, and a series without the name of
a place (政字) is one of the place that uses it. Several texts may share a 文号, so title and number decide together;
the title alone decides where only one is printed, unless numbers, dates or bodies speak against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from gongbao.library.model import Card, Record
from gongbao.library.names import address, likeness, loose_title_form, number_form, title_form
from gongbao.text import Dated, quoted
from gongbao.text.mentions import is_generic
from gongbao.text.relations import RelationKind
from gongbao.text.structure.heads import kind_end

_STATE = "中华人民共和国"
_NO_PLACE = re.compile(
    r"(?:政|府|办|政办|政府|政府办|政发|政字|办字|办发|政办字|政办发|人|党|党办|委|委办)?(?:字|发|函|规|令)?"
)
_ORDER = re.compile(r"(?:令第?(?=\d{1,4}号$)|第(?=\d{1,4}号令$))(\d{1,4})号令?$")
_HIGHER = re.compile(r"^(?:中共|中央|国务院|国家|全国|最高|河北省|省|[\u4e00-\u9fff]{2,6}部(?!门))")
_LOCAL_BODY = re.compile(r"^(?:市|县|区|本|你|我)")
_PLACE = re.compile(
    r"^(?:关于印发|印发|关于|中共)?([\u4e00-\u9fff]{2,4}?(?:省|自治区|市|县|旗|州))(?!场|民|级|政|容|直|区|域|乡|管)"
)
_BOOK = re.compile(r"(?<=法典)(?:第[一二三四五六七八九十]{1,3}(?:分)?编)?(?:总则|分则|附则|[\u4e00-\u9fff]{2,6}编)$")
_ALIKE = 0.86
_LONGEST_COMPARED = 120
_CITED_ENOUGH = (
    "法", "法典", "条例", "办法", "规定", "细则", "方案", "规划", "预案", "计划", "意见", "措施", "规程", "规则",
    "章程", "制度", "纲要", "要点", "通知", "公告", "通告", "决定", "批复", "目录", "清单", "标准", "指南", "指引",
    "规范", "准则", "守则", "政策", "机制", "决议", "解释", "修正案", "命令", "导则", "名录",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a text gives it, and the document that gives it."""

    title: str | None
    number: str | None
    bodies: str | None
    issued: date | None
    by: Card
    kind: RelationKind
    bundle: int | None


@lru_cache(maxsize=16384)
def core(title: str) -> str:
    """A title in the form in which a notice and what it passes on are alike, and a law with and without the state's
    name."""
    form = loose_title_form(title)
    return form.removeprefix(_STATE) or form


def number_key(number: str, place: str) -> str:
    """The form of a 文号 that is compared: with the place where its series names none."""
    form = _ORDER.sub(r"令\1", number_form(number))
    return f"{place}|{form}" if _is_of_a_place(form) else form


def _is_of_a_place(form: str) -> bool:
    """Whether a number in its compared form is one of a series that several places use: 政字, 办字, or none at all."""
    series, mark, _ = form.partition("|")
    return bool(mark) and _NO_PLACE.fullmatch(series) is not None


def record_name(title: str, number: str | None, place: str) -> str:
    """What tells one entered document from another."""
    return f"{number_key(number, place) if number else ''}《{title_form(title)}》"


class Identities:
    """Resolves all names of a library at once, so that those that mean no held document share one known by name."""

    def __init__(self, cards: Sequence[Card], named: Sequence[Named], records: Sequence[Record]) -> None:
        self._held = _Shelf(cards)
        self._books: list[_Book] = []
        self._by_number: defaultdict[str, list[_Book]] = defaultdict(list)
        self._by_core: defaultdict[str, list[_Book]] = defaultdict(list)
        self.attached: dict[int, Record] = {}  # by held document
        for record in records:
            self._enter(record)
        found = [self._held.find(each) for each in named]
        books: dict[int, _Book] = {}
        # those with number and title first: a bare number or title then joins what it belongs to
        order = sorted(range(len(named)), key=lambda at: (not (named[at].number and named[at].title), at))
        for at in order:
            if not found[at] and _worth_keeping(named[at]):
                book = books[at] = self._book(named[at])
                book.normative = book.normative or _is_list_of_normative(named[at])
        self.known: tuple[tuple[Card, Record | None], ...] = self._cards()
        by_book = {id(book): card for book, (card, _) in zip(self._books, self.known, strict=True)}
        self.targets: tuple[tuple[Card, ...], ...] = tuple(
            found[at] or ((by_book[id(books[at])],) if at in books else ()) for at in range(len(named))
        )

    def _enter(self, record: Record) -> None:
        held = self._held.entered(record)
        if held is not None:
            self.attached[held.id] = record
            return
        book = _Book(record.title, record.number, record.place, record.issuer, record.issued, record)
        self._keep(book)

    def _keep(self, book: _Book) -> _Book:
        self._books.append(book)
        if book.number:
            self._by_number[number_key(book.number, book.place)].append(book)
        if book.title:
            self._by_core[core(book.title)].append(book)
        return book

    def _book(self, each: Named) -> _Book:
        """The known document of a name, made where there is none."""
        place = each.by.place
        if each.number:
            same = self._by_number.get(number_key(each.number, place), [])
            for book in same:
                if each.title is None or book.title is None or _alike(each.title, book.title):
                    return self._richer(book, each)
        elif each.title:
            for book in self._by_core.get(core(each.title), []):
                if _same_text(book, each):
                    return self._richer(book, each)
        if each.number and each.title:
            for book in self._by_core.get(core(each.title), []):
                if book.number is None and _same_text(book, each):
                    book.number = each.number
                    self._by_number[number_key(each.number, place)].append(book)
                    return self._richer(book, each)
        issuer = each.bodies if each.bodies and not _LOCAL_BODY.match(each.bodies) else None
        return self._keep(_Book(each.title, each.number, _place_of(each), issuer, each.issued, None))

    def _richer(self, book: _Book, each: Named) -> _Book:
        if book.title is None and each.title:
            book.title = each.title
            self._by_core[core(each.title)].append(book)
        if each.title == f"{_STATE}{book.title}" and book.record is None:
            book.title = each.title
        book.issued = book.issued or each.issued
        if book.issuer is None and each.bodies and not _LOCAL_BODY.match(each.bodies):
            book.issuer = each.bodies
        return book

    def _cards(self) -> tuple[tuple[Card, Record | None], ...]:
        taken_numbers: defaultdict[str, int] = defaultdict(int)
        taken_titles: defaultdict[str, int] = defaultdict(int)
        for card in self._held.cards:
            if card.number:
                taken_numbers[number_form(card.number)] += 1
            taken_titles[title_form(card.title)] += 1
        for book in self._books:
            if book.number:
                taken_numbers[number_form(book.number)] += 1
            if book.title:
                taken_titles[title_form(book.title)] += 1
        made: list[tuple[Card, Record | None]] = []
        refs: set[str] = set()
        for at, book in enumerate(self._books, 1):
            title = book.title or book.number or ""
            key = f"{book.number or ''}{quoted(title)}" if book.title else (book.number or "")
            titled = bool(book.title) and taken_titles[title_form(title)] == 1
            if book.number and taken_numbers[number_form(book.number)] == 1 and not (titled and "令" in book.number):
                ref = book.number
            elif titled:
                ref = quoted(title)
            else:
                ref = key
            if ref in refs:
                ref = f"{key}（{book.place or at}）"
            if ref in refs:
                ref = f"{key}（名录第{at}号）"
            refs.add(ref)
            made.append((_card(-at, ref, key, title, book), book.record))
        return tuple(made)


@dataclass(slots=True, eq=False)
class _Book:
    """A document known by name, while names are being put together."""

    title: str | None
    number: str | None
    place: str
    issuer: str | None
    issued: date | None
    record: Record | None
    normative: bool = False  # a list of 规范性文件 names it


def _card(id_: int, ref: str, key: str, title: str, book: _Book) -> Card:
    record = book.record
    issued = (record.issued if record else None) or book.issued
    effective = period = None
    if record and record.effective:
        effective = Dated(record.effective.isoformat(), "", "")
    if record and (record.expires or record.period):
        period = Dated(record.expires.isoformat() if record.expires else record.period or "", "", "")
    return Card(
        id=id_,
        ref=ref,
        address=address(ref),
        key=key,
        title=title,
        number=book.number,
        issuer=(record.issuer or record.maker if record else None) or book.issuer,
        date=issued,
        kind=kind_end(title) or "文件",
        place=book.place,
        gazette="",
        gazette_id=0,
        gazette_file="",
        first_line=0,
        last_line=0,
        articles=0,
        interprets=None,
        effective=effective,
        period=period,
        normative=(record.normative if record else None) or ("是" if book.normative else None),
        held=False,
    )


class _Shelf:
    """The held documents by their names."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = [card for card in cards if card.kind != "解读"]
        self._by_number: defaultdict[str, list[Card]] = defaultdict(list)
        self._by_core: defaultdict[str, list[Card]] = defaultdict(list)
        self._books: defaultdict[str, list[Card]] = defaultdict(list)  # of a code that is held book by book
        for card in self.cards:
            if card.number:
                self._by_number[number_key(card.number, card.place)].append(card)
            self._by_core[core(card.title)].append(card)
            if not card.place and (book := _BOOK.search(card.title)):
                self._books[core(card.title[: book.start()])].append(card)

    def find(self, each: Named) -> tuple[Card, ...]:
        """The held documents that a name means; none where it means none, or more than one by title alone."""
        if each.number:
            same = self._by_number.get(number_key(each.number, each.by.place), [])
            if each.title is None:
                return tuple(card for card in same if card.id != each.by.id)
            fitting = [card for card in same if _alike(each.title, card.title) and card.id != each.by.id]
            if fitting:
                return _exact(fitting, each.title)[:1]
        if each.title is None:
            return ()
        found = [card for card in self._by_core.get(core(each.title), ()) if _may_be(card, each)]
        if not found and each.by.place:  # a place leaves its own name out
            local = self._by_core.get(core(each.by.place + each.title), ())
            found = [card for card in local if _may_be(card, each)]
        if not found and (books := self._books.get(core(each.title))):
            return (next((card for card in books if card.title.endswith("总则")), books[0]),)
        found = list(_exact(found, each.title))
        near = [card for card in found if card.gazette_id == each.by.gazette_id] or [
            card for card in found if card.place == each.by.place
        ]
        if near and not any(card.place == "" for card in found):
            found = near
        if len(found) == 1:
            return (found[0],)
        if len({title_form(card.title) for card in found}) == 1 and found and found[0].place == "":
            return (max(found, key=_last_day),)  # several versions, or books, of one law
        return ()

    def entered(self, record: Record) -> Card | None:
        """The held document that a record is about."""
        if record.number:
            same = self._by_number.get(number_key(record.number, record.place), [])
            fitting = [card for card in same if _alike(record.title, card.title)]
            return fitting[0] if len(fitting) == 1 else None
        found = [
            card
            for card in self._by_core.get(core(record.title), ())
            if (not record.place or card.place == record.place) and (not record.issued or card.date == record.issued)
        ]
        return found[0] if len(found) == 1 else None


def _last_day(card: Card) -> str:
    return card.published.value if card.published else ""


def _exact(found: Sequence[Card], title: str) -> tuple[Card, ...]:
    """Those whose title is the very same, where there are any: （试行） and （2022年修订） tell documents apart."""
    form = title_form(title)
    for wanted in (form, _STATE + form):
        same = tuple(card for card in found if title_form(card.title) == wanted)
        if same:
            return same
    return tuple(found)


def _may_be(card: Card, each: Named) -> bool:
    """Whether nothing printed speaks against a held document of the same title."""
    if card.id == each.by.id:
        return False
    if each.number and card.number and number_key(each.number, each.by.place) != number_key(card.number, card.place):
        return False
    if each.number and "令" in each.number and card.place:
        return False
    if each.issued and card.date and each.issued != card.date:
        return False
    made = card.published.value if card.published else (card.date.isoformat() if card.date else "")
    if each.kind in (RelationKind.REPEALS, RelationKind.LAPSES):
        if each.issued and made and each.issued.isoformat() != made:
            return False
        speaks = each.by.published.value if each.by.published else (each.by.date.isoformat() if each.by.date else "")
        if made and speaks and made >= speaks:
            return False
    if card.place and each.bodies and _HIGHER.match(each.bodies) and not each.bodies.startswith(card.place):
        return False
    return not (card.place and card.place != each.by.place and card.place[:-1] not in (each.title or ""))


def _alike(one: str, other: str) -> bool:
    """Whether two titles under the same number are of the same text: one holds the other, or they differ little."""
    first, second = core(one), core(other)
    if first in second or second in first:
        return True
    if len(first) > _LONGEST_COMPARED or len(second) > _LONGEST_COMPARED:
        return False
    return likeness(first, second) >= _ALIKE


def _same_text(book: _Book, each: Named) -> bool:
    """Whether a known document may be the one that is named, by what else is printed."""
    if book.number and each.number and number_key(book.number, book.place) != number_key(each.number, each.by.place):
        return False
    if book.issued and each.issued and book.issued != each.issued:
        return False
    if each.title and book.title and each.number is None and book.number is None:
        # （试行） tells a document from the later one without it
        brackets = [re.sub(r"^[^（(]*", "", title) for title in (each.title, book.title)]
        if all(brackets) and brackets[0] != brackets[1]:
            return False
    return not book.place or book.place in (each.by.place, _place_of(each)) or _is_national(each)


def _is_list_of_normative(each: Named) -> bool:
    listed = each.kind in (RelationKind.KEEPS, RelationKind.REPEALS, RelationKind.LAPSES, RelationKind.TO_AMEND)
    return listed and "规范性文件" in each.by.title


def _is_national(each: Named) -> bool:
    return (each.title or "").startswith((_STATE, "国务院", "国家", "中共中央", "全国"))


def _place_of(each: Named) -> str:
    """The place of a document that is only named: that of the one that names it, unless it is a higher body's."""
    title = each.title or ""
    local = each.by.place
    if local and (title.startswith(local) or local[:-1] in title or (each.bodies and _LOCAL_BODY.match(each.bodies))):
        return local
    if each.kind in (RelationKind.REPEALS, RelationKind.LAPSES, RelationKind.KEEPS, RelationKind.TO_AMEND):
        return local
    if each.number and _is_of_a_place(number_form(each.number)):
        return local
    match = _PLACE.match(title)
    return match[1] if match and not title.startswith(("全国", "国家", "城市", "地区")) else ""


def _worth_keeping(each: Named) -> bool:
    """Whether a name is one of a document, and not of a form, a book or a short name."""
    if each.number:
        return True
    title = each.title or ""
    if each.kind in (RelationKind.CITES, RelationKind.AMENDED_BY) and is_generic(title):
        return False
    return len(title) >= 4 and (
        each.kind is not RelationKind.CITES or title.endswith(_CITED_ENOUGH) or kind_end(title) is not None
    )


def with_record(card: Card, record: Record) -> Card:
    """A held document's card with what the office entered of it, where the text itself is silent."""
    effective, period = card.effective, card.period
    if effective is None and record.effective:
        effective = Dated(record.effective.isoformat(), "", "")
    if period is None and (record.expires or record.period):
        period = Dated(record.expires.isoformat() if record.expires else record.period or "", "", "")
    return replace(
        card,
        date=card.date or record.issued,
        issuer=card.issuer or record.issuer,
        effective=effective,
        period=period,
        normative=record.normative or card.normative,
    )
