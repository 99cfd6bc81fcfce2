"""What all pages draw from: the library, the packs ready to run, the coverage. Opened once, read by every request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongbao.decisions import Program
from gongbao.examination import Examined
from gongbao.guidance import Coverage
from gongbao.library import Library, State, Validity
from gongbao.pack import CompiledPack
from gongbao.web.frame import Frame, today
from gongbao.web.wording import plain_date

SHAPES = {
    State.IN_FORCE: "force",
    State.AMENDED: "amended",
    State.REPEALED: "repealed",
    State.NOT_YET: "future",
    State.LAPSED: "ended",
    State.UNDETERMINED: "unknown",
}


@dataclass(frozen=True, slots=True)
class Portal:
    """The rooms behind the pages. `programs` by the pack's name; `coverage` is asked for by each page that shows it."""

    library: Library
    programs: Mapping[str, Program]
    coverage: Callable[[], Coverage]
    examined: Examined
    clock: Callable[[], date] = field(default=today)


@dataclass(frozen=True, slots=True)
class ShownValidity:
    """A state as a word and a shape."""

    word: str
    shape: str


def shown_validity(validity: Validity, frame: Frame) -> ShownValidity:
    """The state in the reader's language."""
    shape = SHAPES[validity.state]
    return ShownValidity(frame.say(f"validity_{shape}"), shape)


def shown_state(pack: CompiledPack, frame: Frame) -> ShownValidity:
    """The state of a pack's document on the date reckoned with, from its own period."""
    first, last = pack.in_force.first_day, pack.in_force.last_day
    shape = "force"
    if first is not None and frame.on < first:
        shape = "future"
    elif last is not None and frame.on > last:
        shape = "ended"
    return ShownValidity(frame.say(f"validity_{shape}"), shape)


def shown_period(first: date | None, last: date | None, frame: Frame) -> str:
    """2022年1月1日至2026年12月31日."""
    say = frame.say
    if first is None and last is None:
        return ""
    if last is None:
        assert first is not None
        return say("from_on", first=plain_date(first, frame.language))
    if first is None:
        return say("until", last=plain_date(last, frame.language))
    return say("from_to", first=plain_date(first, frame.language), last=plain_date(last, frame.language))


@dataclass(frozen=True, slots=True)
class ShownReading:
    """An interpretation with its words, of a pack or of an answer."""

    question: str
    reading: str
    because: str
    words: str
    citation: str
    address: str
