"""What the library hands out. Frozen data; offsets are into the text that stands beside them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from gongbao.library.names import address
from gongbao.text import Dated, Document, Kind, PartKind, quoted
from gongbao.text.relations import RelationKind


class State(StrEnum):
    """Whether a document is in force on a day."""

    IN_FORCE = "现行有效"
    AMENDED = "已修改"  # in force, as amended
    NOT_YET = "尚未施行"
    REPEALED = "已废止"
    LAPSED = "已失效"
    UNDETERMINED = "未定"

    @property
    def applies(self) -> bool:
        """Whether a document in this state is in force."""
        return self in (State.IN_FORCE, State.AMENDED)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a state was found: a sentence, and the words it rests on where there are any.

    The words stand at `place` of the document itself, or of `document` where another one says so. `citation` is the
    rule by which days are reckoned, `citation_address` its page where the law is held.
    """

    sentence: str
    place: str | None = None
    words: str | None = None
    document: str | None = None  # ref of another document whose words these are
    address: str | None = None  # page of the words, of another document
    citation: str | None = None  # 《中华人民共和国民法典》第二百零二条
    citation_address: str | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """A document's state on a day. Both days are inclusive; None is unknown or open."""

    state: State
    on: datetime.date
    reasons: tuple[Ground, ...]
    first_day: datetime.date | None
    last_day: datetime.date | None

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "state": str(self.state),
            "on": self.on.isoformat(),
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "reasons": [asdict(reason) for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Card:
    """A document in a list. `ref` is the shortest name that is unique in the library; `address` carries it."""

    id: int
    ref: str
    address: str
    key: str
    title: str
    number: str | None
    issuer: str | None
    date: datetime.date | None  # 成文日期
    kind: str
    place: str
    gazette: str
    gazette_id: int
    gazette_file: str
    first_line: int
    last_line: int
    articles: int
    interprets: str | None
    effective: Dated | None
    period: Dated | None
    published: Dated | None = None  # 公布日期, ISO
    normative: str | None = None  # 是否规范性文件: 是, 否, 待认定
    held: bool = True  # False: known by name only; id is then negative, and there is no text

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it; the first ten keys are promised to stay."""
        return {
            "title": self.title,
            "number": self.number,
            "issuer": self.issuer,
            "date": self.date.isoformat() if self.date else None,
            "kind": self.kind,
            "place": self.place,
            "gazette": self.gazette,
            "first_line": self.first_line,
            "last_line": self.last_line,
            "articles": self.articles,
            "ref": self.ref,
            "key": self.key,
            "address": self.address,
            "gazette_file": self.gazette_file,
            "interprets": self.interprets,
            "effective": _dated_json(self.effective),
            "period": _dated_json(self.period),
            "published": _dated_json(self.published),
            "normative": self.normative,
            "held": self.held,
        }


def _dated_json(dated: Dated | None) -> dict[str, str] | None:
    return {"value": dated.value, "place": dated.place, "words": dated.words} if dated else None


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in a text: characters `start` to `end` lead to `address`."""

    start: int
    end: int
    address: str
    title: str  # the target, for a tooltip: 廊坊市养犬管理办法 第五条


@dataclass(frozen=True, slots=True)
class StoredProvision:
    """A provision for readers. `text` is its own words as printed, broken lines joined; tables keep their lines."""

    id: int
    kind: Kind
    eid: str
    place: str
    num: str | None
    heading: str | None
    text: str
    body_start: int  # where `text` goes on after the number and its blank
    address: str
    first_line: int
    last_line: int
    warning: str | None
    links: tuple[Link, ...] = ()
    children: tuple[StoredProvision, ...] = ()

    def walk(self) -> Iterator[StoredProvision]:
        """This provision and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class StoredPart:
    """The notice, the main text or one annex."""

    kind: PartKind
    title: str | None
    num: str | None
    provisions: tuple[StoredProvision, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A provision in a flat list, without links: quick to read for all documents of a library."""

    id: int
    kind: Kind
    eid: str
    place: str
    num: str | None
    heading: str | None
    text: str  # own words, normal text
    address: str
    first_line: int
    last_line: int


COUNTED = {
    RelationKind.IMPLEMENTS: ("implements", "implemented_by"),
    RelationKind.REPEALS: ("repeals", "repealed_by"),
    RelationKind.LAPSES: ("lapses", "lapsed_by"),
    RelationKind.KEEPS: ("keeps", "kept_by"),
    RelationKind.AMENDS: ("amends", "amended_by"),
    RelationKind.TO_AMEND: ("to_amend", "to_amend_by"),
    RelationKind.AMENDED_BY: ("amended_by", "amends"),
    RelationKind.FORWARDS: ("forwards", "forwarded_by"),
    RelationKind.CITES: ("cites", "cited_by"),
    RelationKind.INTERPRETS: ("interprets", "interpreted_by"),
}
"""Names of the relations, as the document states them and as they are seen from the other side."""


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two documents, with the words of the one that states it."""

    kind: RelationKind
    source: Card  # states it
    target: Card
    place: str  # of the words, in `source`
    words: str
    named: str  # the target as printed: 《…》（文号）
    extent: str | None = None  # 第三条, 中有关…的规定; None: the whole document
    since: str | None = None  # ISO date, or 施行: from when `source` applies
    row: int | None = None  # in a clean-up list

    @property
    def address(self) -> str:
        """Page of the words."""
        return address(self.source.ref, self.place or None)

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "kind": str(self.kind),
            "source": self.source.ref,
            "target": self.target.ref,
            "target_title": self.target.title,
            "held": self.target.held,
            "place": self.place,
            "words": self.words,
            "named": self.named,
            "extent": self.extent,
            "since": self.since,
            "address": self.address,
        }


@dataclass(frozen=True, slots=True)
class NamedAt:
    """Where a document is named that the library does not hold."""

    document: Card
    kind: RelationKind
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the office entered of a document, by hand or from a sheet. Dates are inclusive; None is not entered."""

    title: str
    number: str | None = None
    place: str = ""
    issuer: str | None = None
    maker: str | None = None  # 制定机关
    implementer: str | None = None  # 实施机关
    issued: datetime.date | None = None
    effective: datetime.date | None = None
    expires: datetime.date | None = None  # last day
    period: str | None = None  # ISO: P5Y
    normative: str | None = None  # 是 否 待认定
    normative_reason: str | None = None
    members: tuple[str, ...] = ()  # titles of the documents of a bundle
    outcome: str | None = None  # of the last clean-up: 继续有效 废止 失效 修改
    outcome_day: datetime.date | None = None
    outcome_by: str | None = None
    note: str | None = None
    source: str = ""  # file, sheet and row


@dataclass(frozen=True, slots=True)
class Known:
    """A document known by name only: its card, what was entered of it, and where it is named."""

    card: Card
    record: Record | None
    named_at: tuple[NamedAt, ...]
    other_names: tuple[str, ...]  # further titles under which it is named
    bundle: int | None = None  # 等12项制度文件: so many documents behind one name
    implementer: str | None = None
    maker: str | None = None
    maker_basis: str | None = None  # where the maker is concluded from the series of the 文号 and the place


@dataclass(frozen=True, slots=True)
class Relations:
    """Other documents that belong to one."""

    interprets: Card | None  # of a 解读: the document that it explains
    interpreted_by: tuple[Card, ...]
    same_number: tuple[Card, ...]
    previous: Card | None  # in the gazette
    next: Card | None
    stated: tuple[Related, ...] = ()  # what the document says of others
    said_of_it: tuple[Related, ...] = ()  # what others say of it

    def of(self, *kinds: RelationKind) -> tuple[Related, ...]:
        """What the document says of others, by kinds: implements, repeals, amends, forwards, cites."""
        return tuple(each for each in self.stated if each.kind in kinds)

    def by(self, *kinds: RelationKind) -> tuple[Related, ...]:
        """What others say of it: implemented, repealed, amended, cited by them."""
        return tuple(each for each in self.said_of_it if each.kind in kinds)

    def counts(self) -> dict[str, int]:
        """How many documents stand in each relation, both ways: repeals, repealed_by, implements …"""
        others: dict[str, set[int]] = {}
        for each in self.stated:
            if each.kind in COUNTED:
                others.setdefault(COUNTED[each.kind][0], set()).add(each.target.id)
        for each in self.said_of_it:
            if each.kind in COUNTED:
                others.setdefault(COUNTED[each.kind][1], set()).add(each.source.id)
        return {name: len(ids) for name, ids in others.items()}


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document, whole. `model` is the parser's own tree over spans of the file."""

    card: Card
    parts: tuple[StoredPart, ...]
    relations: Relations
    model: Document
    printed: str  # the whole file; spans of `model` point into it

    def walk(self) -> Iterator[StoredProvision]:
        """All provisions in reading order."""
        for part in self.parts:
            for provision in part.provisions:
                yield from provision.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """A citation, resolved."""

    document: str  # key
    number: str | None
    title: str
    place: str
    eid: str
    address: str
    words: str  # the quotation, normal text
    text: str  # the whole provision, normal text
    occurrences: int  # how often the words stand in the provision
    card: Card

    @property
    def citation(self) -> str:
        """As a person writes it: 廊政办发〔2021〕6号 第六条."""
        return f"{self.number or quoted(self.title)} {self.place}".strip()


class Segment(NamedTuple):
    """A piece of a snippet; `hit` where the query was found."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A provision found; `place` and `eid` are empty where the document itself is the hit, by title or number."""

    card: Card
    place: str
    eid: str
    address: str
    snippet: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first. Each facet counts hits with all filters but its own."""

    query: str
    total: int
    offset: int
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, Mapping[str, int]]  # place, year, kind, issuer; state where a day is given
    titles: int = 0  # how many of `total` are documents found by title, 文号 or date
    also: tuple[str, ...] = ()  # other names of the bodies typed, which were sought as well
    notes: tuple[str, ...] = ()  # what was done otherwise than asked, in sentences

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "query": self.query,
            "total": self.total,
            "offset": self.offset,
            "hits": [
                {
                    "document": hit.card.to_json(),
                    "place": hit.place,
                    "eid": hit.eid,
                    "address": hit.address,
                    "snippet": [{"text": each.text, "hit": each.hit} for each in hit.snippet],
                }
                for hit in self.hits
            ],
            "facets": {name: dict(counts) for name, counts in self.facets.items()},
            "titles": self.titles,
            "also": list(self.also),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not stored, and why."""

    file: str
    message: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Counts are of this ingest, not of the library."""

    files: int = 0  # stored now
    skipped: int = 0  # stored before by the same parser
    replaced: int = 0  # of `files`: stored before by another version of the parser
    documents: int = 0
    provisions: int = 0
    characters: int = 0
    warnings: int = 0
    failures: tuple[Failure, ...] = ()
    corrected: tuple[str, ...] = ()  # titles of issues that a corrected file took the place of
    ignored: tuple[Failure, ...] = ()  # files of folders that hold no document, and why they were left aside

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A source that was taken out of the library."""

    file: str
    sha256: str
    title: str
    documents: tuple[str, ...]  # refs

    def __str__(self) -> str:
        return f"已去掉 {self.file}（{self.title}），其中 {len(self.documents)} 份文件。"


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """Told before each file and once at the end."""

    file: str  # about to be read; "" at the end
    done_files: int
    files: int
    done_bytes: int
    bytes: int
