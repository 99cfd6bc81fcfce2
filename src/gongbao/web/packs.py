"""我能享受什么: all that can be tried, and the policy card of one pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongbao.pack import CompiledPack, Decision, Passage
from gongbao.web.frame import Frame
from gongbao.web.home import decision_address, pack_address
from gongbao.web.portal import Portal, ShownReading, ShownValidity, shown_period, shown_state
from gongbao.web.wording import plain_date


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision in a list."""

    title: str
    address: str
    inputs: int
    words: str
    cite: str
    cite_address: str


@dataclass(frozen=True, slots=True)
class ShownPack:
    """A pack in the list of what can be tried."""

    title: str
    place: str
    number: str
    address: str
    document_address: str
    valid: ShownValidity
    period: str
    decisions: tuple[ShownDecision, ...]


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One value of a constant."""

    name: str
    when: str | None
    start: str | None
    printed: str
    passages: tuple[Passage, ...]


def runs_page(portal: Portal, frame: Frame) -> dict[str, Any]:
    """The values of the list."""
    packs = [_shown(program.pack, frame) for program in portal.programs.values()]
    return {"title": frame.say("runs_title"), "packs": packs}


def pack_page(portal: Portal, frame: Frame, pack: CompiledPack) -> dict[str, Any]:
    """The values of a pack's policy card."""
    period = pack.in_force
    cards = portal.library.resolve(pack.document)
    subjects = dict.fromkeys(field.subject for field in pack.inputs)
    return {
        "title": pack.title,
        "pack": pack,
        "who": frame.say("comma").join(subjects),
        "who_words": (),
        "valid": shown_state(pack, frame),
        "period": shown_period(period.first_day, period.last_day, frame),
        "period_words": period.passages,
        "issuer": cards[0].issuer if len(cards) == 1 else None,
        "decisions": [_decision(pack, decision) for decision in pack.decisions if decision.public],
        "readings": [
            ShownReading(
                one.question, one.reading, one.because, one.passage.words, one.passage.citation, one.passage.address
            )
            for one in pack.interpretations
        ],
        "parameters": [
            ParameterRow(
                parameter.name,
                value.when,
                plain_date(value.start, frame.language) if value.start else None,
                value.printed,
                value.passages,
            )
            for parameter in pack.parameters
            for value in parameter.values
        ],
    }


def _shown(pack: CompiledPack, frame: Frame) -> ShownPack:
    return ShownPack(
        title=pack.title,
        place=pack.place,
        number=pack.document.partition("《")[0] or pack.title,
        address=pack_address(pack.name),
        document_address=pack.address,
        valid=shown_state(pack, frame),
        period=shown_period(pack.in_force.first_day, pack.in_force.last_day, frame),
        decisions=tuple(_decision(pack, decision) for decision in pack.decisions if decision.public),
    )


def _decision(pack: CompiledPack, decision: Decision) -> ShownDecision:
    first = decision.passages[0] if decision.passages else None
    return ShownDecision(
        title=decision.title,
        address=decision_address(pack.name, decision.name),
        inputs=len(decision.reads),
        words=first.words if first else "",
        cite=first.place if first else "",
        cite_address=first.address if first else "",
    )
