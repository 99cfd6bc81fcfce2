"""What the library hands out. Frozen data; offsets are into the text that stands beside them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from gongbao.text import Dated, Document, Kind, PartKind, quoted


class State(StrEnum):
    """Whether a document is in force on a day."""

    IN_FORCE = "现行有效"
    NOT_YET = "尚未施行"
    LAPSED = "已失效"
    UNDETERMINED = "未定"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a state was found: a sentence, and the words it rests on where there are any."""

    sentence: str
    place: str | None = None
    words: str | None = None


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


@dataclass(frozen=True, slots=True)
class Relations:
    """Other documents that belong to one."""

    interprets: Card | None  # of a 解读: the document that it explains
    interpreted_by: tuple[Card, ...]
    same_number: tuple[Card, ...]
    previous: Card | None  # in the gazette
    next: Card | None


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
    facets: Mapping[str, Mapping[str, int]]  # place, year, kind, issuer

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

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """Told before each file and once at the end."""

    file: str  # about to be read; "" at the end
    done_files: int
    files: int
    done_bytes: int
    bytes: int
