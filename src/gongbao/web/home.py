"""五份公报 → 已运行的制度: coverage as the home page and the gazettes' pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongbao.guidance import Coverage, DocumentCoverage, GazetteCoverage, Run, Status, SystemCoverage
from gongbao.library import Card
from gongbao.text import quoted
from gongbao.web.frame import Frame
from gongbao.web.portal import Portal
from gongbao.web.wording import Say, without_place

STATES = {
    Status.RUNNING: "runs",
    Status.PARTLY: "partly",
    Status.PARTLY: "partly",
    Status.IN_LIBRARY: "library",
    Status.LISTED: "listed",
    Status.MISSING: "missing",
}
SHORT = 18
"""Characters of a system's words on the home page; its gazette's page has them all."""


@dataclass(frozen=True, slots=True)
class Try:
    """A page where a system can be tried."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document of the catalogue. `address` is None where the library does not have it."""

    id: str
    title: str
    number: str | None
    address: str | None
    systems: tuple[ShownSystem, ...]
    runs: int

    @property
    def label(self) -> str:
        """What it is called in a line: its number, else its title."""
        return self.number or quoted(self.title)


@dataclass(frozen=True, slots=True)
class ShownSystem:
    """A system with its state, its words and where it can be tried."""

    id: str
    name: str
    state: str
    reason: str
    at: str
    address: str
    words: str
    tries: tuple[Try, ...]

    @property
    def short(self) -> str:
        """The opening of its words."""
        return self.words if len(self.words) <= SHORT else self.words[:SHORT].rstrip("，、；：。") + "…"


@dataclass(frozen=True, slots=True)
class RunningSystem:
    """A running system beside its document."""

    system: ShownSystem
    document: ShownDocument


@dataclass(frozen=True, slots=True)
class ShownGazette:
    """One issue."""

    title: str
    address: str
    documents: tuple[ShownDocument, ...]
    count: int
    runs: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands at the top of the home page."""

    gazettes: int
    documents: int
    systems: int
    states: tuple[tuple[str, int], ...]


def gazette_address(title: str) -> str:
    """/g/定州市人民政府公报 2023年第2号, with the blank escaped."""
    return f"/g/{_path(title)}"


def decision_address(pack: str, decision: str) -> str:
    """The calculator page of a decision."""
    return f"{pack_address(pack)}/{_path(decision)}"


def pack_address(pack: str) -> str:
    """The policy card of a pack."""
    return f"/p/{_path(pack)}"


def _path(text: str) -> str:
    return "".join(quote(char, safe="") if char in '/?#%\\ "<>' else char for char in text)


def page(portal: Portal, frame: Frame) -> dict[str, Any]:
    """The values of the home page."""
    coverage = portal.coverage()
    gazettes = [_gazette(gazette, portal, frame.say) for gazette in coverage.gazettes if _in_library(gazette)]
    running = [
        RunningSystem(system, document)
        for gazette in gazettes
        for document in gazette.documents
        for system in document.systems
        if system.state in ("runs", "partly")
    ]
    heading = frame.say("home_title") if len(gazettes) in (0, 5) else frame.say("home_title_n", n=len(gazettes))
    return {
        "title": frame.say("site"),
        "heading": heading,
        "gazettes": gazettes,
        "running": running,
        "figures": _figures(coverage, gazettes),
    }


def gazette_page(portal: Portal, frame: Frame, title: str) -> dict[str, Any] | None:
    """The values of a gazette's page; None where there is no such gazette."""
    for gazette in portal.coverage().gazettes:
        if gazette.gazette.title == title:
            return {"title": title, "gazette": _gazette(gazette, portal, frame.say)}
    return None


def document_systems(portal: Portal, card: Card, say: Say) -> tuple[ShownSystem, ...]:
    """The systems that a document sets up."""
    for document in _documents(portal.coverage()):
        if document.card is not None and document.card.id == card.id:
            return tuple(_system(each, document, portal, say) for each in document.systems)
    return ()


def _documents(coverage: Coverage) -> Iterable[DocumentCoverage]:
    return (document for gazette in coverage.gazettes for document in gazette.documents)


def _in_library(gazette: GazetteCoverage) -> bool:
    return any(document.card is not None for document in gazette.documents)


def _figures(coverage: Coverage, gazettes: list[ShownGazette]) -> Figures:
    systems = [system for gazette in gazettes for document in gazette.documents for system in document.systems]
    return Figures(
        gazettes=len(gazettes),
        documents=sum(len(gazette.documents) for gazette in gazettes),
        systems=len(systems),
        states=tuple((name, sum(system.state == name for system in systems)) for name in STATES.values()),
    )


def _gazette(gazette: GazetteCoverage, portal: Portal, say: Say) -> ShownGazette:
    documents = tuple(_document(document, portal, say) for document in gazette.documents)
    return ShownGazette(
        title=gazette.gazette.title,
        address=gazette_address(gazette.gazette.title),
        documents=documents,
        count=sum(len(document.systems) for document in documents),
        runs=sum(document.runs for document in documents),
    )


def _document(document: DocumentCoverage, portal: Portal, say: Say) -> ShownDocument:
    systems = tuple(_system(each, document, portal, say) for each in document.systems)
    return ShownDocument(
        id=document.document.id,
        title=document.document.title,
        number=document.document.number,
        address=document.card.address if document.card else None,
        systems=systems,
        runs=sum(system.state == "runs" for system in systems),
    )


def _tries(portal: Portal, runs: tuple[Run, ...]) -> tuple[Try, ...]:
    """The calculator pages of public decisions; the policy card for what runs without a page of its own."""
    pages, cards = [], []
    for run in runs:
        program = portal.programs.get(run.pack)
        if program is not None and any(one.name == run.decision and one.public for one in program.pack.decisions):
            pages.append(Try(run.title, decision_address(run.pack, run.decision)))
        elif program is not None:
            cards.append(Try(run.title, pack_address(run.pack)))
    return tuple(pages or cards[:1])


def _system(each: SystemCoverage, document: DocumentCoverage, portal: Portal, say: Say) -> ShownSystem:
    tries = _tries(portal, each.runs)
    if each.status is Status.IN_LIBRARY and document.card:
        of_issue = document.document.id.endswith("-00")
        tries = (
            Try(say("ask_contents"), "/文库?" + f"place={document.card.place}")
            if of_issue
            else Try(say("ask_library"), f"{document.card.address}#about"),
        )
    return ShownSystem(
        id=each.system.id,
        name=each.system.name,
        state=STATES[each.status],
        reason=each.reason,
        at=each.system.at,
        address=each.address or (document.card.address if document.card else gazette_address("")),
        words="" if each.words == each.place else without_place(each.words, each.place),
        tries=tries,
    )
