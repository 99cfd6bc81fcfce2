"""Coverage: what of the catalogue runs, what the library answers, what is only listed, what is missing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from gongbao.guidance.answered import Asked, answered, states_dates
from gongbao.guidance.systems import CatalogueDocument, CatalogueGazette, Kind, System, Systems
from gongbao.library import Card, Library, OutlineEntry
from gongbao.pack.compiled import CompiledPack

DECIDED_KINDS = frozenset(
    {
        Kind.CALCULATION,
        Kind.ELIGIBILITY,
        Kind.SCORING,
        Kind.RANKING,
        Kind.GRADING,
        Kind.FUND,
        Kind.QUOTAS,
        Kind.LIFECYCLE,
    }
)
"""Kinds that decisions can run whole; of a procedure or a register they run only what is decided in it."""

_OTHER_PART = {
    Kind.PROCEDURE: "收件、流转和时限",
    Kind.REGISTER: "登记簿",
    Kind.EMERGENCY: "响应和值守",
    Kind.TASKS: "任务督办",
    Kind.SUPERVISION: "督查",
}

_WORDS = 60
"""So many characters of a provision's opening are shown."""


class Status(StrEnum):
    """How far a system has come."""

    RUNNING = "已运行"
    PARTLY = "部分运行"
    IN_LIBRARY = "文库可查"
    LISTED = "已列出"
    MISSING = "尚未实现"


@dataclass(frozen=True, slots=True)
class Run:
    """A decision that runs a system."""

    pack: str
    decision: str
    title: str


@dataclass(frozen=True, slots=True)
class SystemCoverage:
    """One system with its state."""

    system: System
    status: Status
    reason: str  # what runs it, or why it does not run yet; one sentence without a full stop
    words: str  # opening of its provision, normal text; "" where the library has none
    place: str
    address: str | None  # of the provision
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """A document of the catalogue; `card` is None where the library does not have it."""

    document: CatalogueDocument
    card: Card | None
    systems: tuple[SystemCoverage, ...]


@dataclass(frozen=True, slots=True)
class GazetteCoverage:
    """One issue."""

    gazette: CatalogueGazette
    documents: tuple[DocumentCoverage, ...]

    @property
    def totals(self) -> Mapping[Status, int]:
        """Systems by state."""
        return _totals(system for document in self.documents for system in document.systems)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole catalogue with its states. `unknown_runs`: ids that decisions name and the catalogue does not have."""

    gazettes: tuple[GazetteCoverage, ...]
    unknown_runs: tuple[tuple[str, Run], ...]

    def systems(self) -> Iterator[SystemCoverage]:
        """All systems in the catalogue's order."""
        for gazette in self.gazettes:
            for document in gazette.documents:
                yield from document.systems

    @property
    def totals(self) -> Mapping[Status, int]:
        """Systems by state."""
        return _totals(self.systems())

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "totals": _json(self.totals),
            "gazettes": [{"title": each.gazette.title, "totals": _json(each.totals)} for each in self.gazettes],
            "kinds": {str(kind): _json(totals) for kind, totals in self.by_kind.items()},
            "unknown_runs": [{"id": id_, **asdict(run)} for id_, run in self.unknown_runs],
            "systems": [
                {
                    "id": each.system.id,
                    "name": each.system.name,
                    "document": document.document.title,
                    "number": document.document.number,
                    "kind": str(each.system.kind),
                    "computable": each.system.computable,
                    "status": str(each.status),
                    "reason": each.reason,
                    "at": each.system.at,
                    "words": each.words,
                    "place": each.place,
                    "address": each.address,
                    "runs": [asdict(run) for run in each.runs],
                }
                for gazette in self.gazettes
                for document in gazette.documents
                for each in document.systems
            ],
        }

    @property
    def by_kind(self) -> Mapping[Kind, Mapping[Status, int]]:
        """Systems by kind and state; kinds without a system are left out."""
        grouped: defaultdict[Kind, list[SystemCoverage]] = defaultdict(list)
        for each in self.systems():
            grouped[each.system.kind].append(each)
        return {kind: _totals(grouped[kind]) for kind in Kind if kind in grouped}


def coverage(systems: Systems, packs: Sequence[CompiledPack], library: Library) -> Coverage:
    """For each system of the catalogue its state, its words and what runs it.

    The result is kept while library, catalogue and packs stay the same: the first page asks for it every time.
    """
    state = (library.revision, id(systems), tuple(sorted(pack.hash for pack in packs)))
    kept = _kept.get(library)
    if kept is None or kept[0] != state:
        kept = _kept[library] = state, _coverage(systems, packs, library), systems
    return kept[1]


_kept: WeakKeyDictionary[Library, tuple[tuple[object, ...], Coverage, Systems]] = WeakKeyDictionary()


def _coverage(systems: Systems, packs: Sequence[CompiledPack], library: Library) -> Coverage:
    runs = _runs(packs)
    cards = library.documents()
    known = {system.id for gazette in systems.gazettes for document in gazette.documents for system in document.systems}
    return Coverage(
        tuple(_gazette(gazette, runs, cards, library) for gazette in systems.gazettes),
        tuple((id_, run) for id_, found in sorted(runs.items()) if id_ not in known for run in found),
    )


def _totals(systems: Iterable[SystemCoverage]) -> dict[Status, int]:
    counted = Counter(each.status for each in systems)
    return {status: counted[status] for status in Status}


def _json(totals: Mapping[Status, int]) -> dict[str, int]:
    return {str(status): count for status, count in totals.items()}


def _runs(packs: Sequence[CompiledPack]) -> dict[str, tuple[Run, ...]]:
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for pack in sorted(packs, key=lambda each: each.folder):
        for decision in pack.decisions:
            for id_ in decision.runs:
                found[id_].append(Run(pack.name, decision.name, decision.title))
        for id_ in pack.in_force.runs:
            found[id_].append(Run(pack.name, "有效期", "每个判定先按日期核对有效期"))
    return {id_: tuple(runs) for id_, runs in found.items()}


def _gazette(
    gazette: CatalogueGazette, runs: Mapping[str, tuple[Run, ...]], cards: Sequence[Card], library: Library
) -> GazetteCoverage:
    issue = [card for card in cards if card.gazette_file == gazette.file]
    return GazetteCoverage(gazette, tuple(_document(document, runs, issue, library) for document in gazette.documents))


def _document(
    document: CatalogueDocument, runs: Mapping[str, tuple[Run, ...]], issue: Sequence[Card], library: Library
) -> DocumentCoverage:
    card = max(issue, key=lambda each: _shared(document.lines, each.first_line, each.last_line), default=None)
    if card is not None and not _shared(document.lines, card.first_line, card.last_line):
        card = None
    outline = library.outline(card) if card is not None else ()
    found = _Found(document, card, outline, len(issue), library)
    covered = tuple(_system(system, runs.get(system.id, ()), found) for system in document.systems)
    return DocumentCoverage(document, card, covered)


def _shared(lines: tuple[int, int], first: int, last: int) -> int:
    return max(0, min(lines[1], last) - max(lines[0], first) + 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A catalogue document as the library has it."""

    document: CatalogueDocument
    card: Card | None
    outline: Sequence[OutlineEntry]
    in_issue: int  # documents of the issue
    library: Library


def _system(system: System, runs: tuple[Run, ...], found: _Found) -> SystemCoverage:
    standing = [entry for entry in found.outline if _shared(system.lines, entry.first_line, entry.last_line)]
    entry = _entry(system, standing, found.outline)
    status, reason = _status(system, runs, found, standing)
    if status is Status.IN_LIBRARY and system.kind is Kind.LIFECYCLE:
        entry = next((each for each in standing if states_dates(found.card, each)), entry)
    return SystemCoverage(
        system=system,
        status=status,
        reason=reason,
        words=_opening(entry, found.outline) if entry else "",
        place=entry.place if entry else "",
        address=entry.address if entry else None,
        runs=runs,
    )


_BETWEEN = re.compile(r"[、；;，,至—]")


def _entry(system: System, standing: Sequence[OutlineEntry], outline: Sequence[OutlineEntry]) -> OutlineEntry | None:
    """The provision that `at` names first, among those on its lines; else the first of them; else anywhere."""
    named = [place.strip() for place in _BETWEEN.split(system.at)]
    for entries in (standing, outline):
        for place in named:
            for entry in entries:
                if entry.text and entry.place.rstrip(".") == place.rstrip("."):
                    return entry
    return next((entry for entry in standing if entry.text), None)


def _opening(entry: OutlineEntry, outline: Sequence[OutlineEntry]) -> str:
    """The first words of a provision, those of what stands below it included: 第六条 may hold its number alone."""
    text = ""
    for each in outline[outline.index(entry) :]:
        if each is not entry and not each.eid.startswith(entry.eid + "__"):
            break
        text += each.text
        if len(text) > _WORDS:
            return text[:_WORDS] + "…"
    return text


def _status(
    system: System, runs: tuple[Run, ...], found: _Found, standing: Sequence[OutlineEntry]
) -> tuple[Status, str]:
    if runs:
        by = "由" + "、".join(f"{run.pack} 的“{run.decision}”" for run in runs) + "运行"
        if system.kind in DECIDED_KINDS:
            return Status.RUNNING, by
        return Status.PARTLY, f"其中的判定{by}；{_OTHER_PART.get(system.kind, '其余部分')}尚未建立"
    if found.card is None:
        return Status.MISSING, "文库里没有这份文件"
    in_library = answered(system, Asked(found.library, found.card, found.document, found.in_issue), standing)
    if in_library:
        return Status.IN_LIBRARY, in_library
    if system.computable == "narrative":
        return Status.LISTED, "叙述性条款，没有可以运行的规则"
    if system.computable == "partly":
        return Status.MISSING, "可以部分运行，尚未写成规则包"
    return Status.MISSING, "可以运行，尚未写成规则包"
