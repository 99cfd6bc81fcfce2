"""The answer of a decision and the reasons that it rests on: plain frozen data with a JSON form.

Values are text, so that no reader meets a binary float: money with at least two places ("2000.00"), other numbers
canonical ("0.6"), dates in ISO, booleans "true" and "false", lists as tuples of texts. `shown` is the same for people.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongbao.decisions.values import Text, filled, shown, to_text
from gongbao.pack.compiled import FactType

_QUOTED = 80
"""So many characters of a quotation are shown on a terminal."""


class Status(StrEnum):
    """What came of it."""

    DECIDED = "decided"
    UNDECIDED = "undecided"  # an input that the path needs is missing
    REFUSED = "refused"  # a value cannot be read or is out of range
    NOT_IN_FORCE = "not in force"


class Kind(StrEnum):
    """What a reason is."""

    DECISION = "decision"
    RULE = "rule"
    PARAMETER = "parameter"
    INPUT = "input"  # given
    DEFAULT = "default"  # not given, taken by default
    DERIVED = "derived"  # not given, worked out by another decision


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value is not accepted: the fact's name and the rule that it breaks, in Chinese."""

    field: str
    rule: str

    def to_json(self) -> dict[str, str]:
        """As plain data."""
        return {"field": self.field, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class About:
    """What a reason says in every case that takes the same path; made once."""

    id: str
    kind: Kind
    name: str
    type: FactType
    unit: str | None
    rule: str | None
    inputs: tuple[tuple[str, FactType], ...]
    uses: tuple[str, ...]
    citation: str
    words: str
    address: str
    place: str


class Reason(NamedTuple):
    """One step of the reasoning with the words that carry it. `uses` are ids of the reasons below it.

    Holds values as they were computed; texts are made when they are read.
    """

    about: About
    known: object  # None where there is no value
    given: tuple[object, ...]  # values of `about.inputs`
    said: str | None = None  # in place of the value's own text
    mark: str = ""  # set on every line of an answer reckoned outside the document's period

    @property
    def id(self) -> str:
        """Unique within the answer: the name of a decision, parameter or input, or a rule's id."""
        return self.about.id

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.about.kind

    @property
    def name(self) -> str:
        """For people."""
        return self.about.name

    @property
    def value(self) -> Text:
        """Its value as text for machines."""
        return None if self.known is None else to_text(self.known, self.about.type)

    @property
    def shown(self) -> str:
        """Its value for people; empty where it has none."""
        if self.said is not None:
            return self.said
        return shown(self.known, self.about.type, self.about.unit)

    @property
    def unit(self) -> str | None:
        """The unit of the value."""
        return self.about.unit

    @property
    def rule(self) -> str | None:
        """The expression or the row of a table; of an input, why it has this value."""
        return self.about.rule

    @property
    def inputs(self) -> dict[str, Text]:
        """The inputs that it read itself, by name, as text."""
        return {name: to_text(value, kind) for (name, kind), value in zip(self.about.inputs, self.given, strict=True)}

    @property
    def uses(self) -> tuple[str, ...]:
        """Ids of the reasons below it."""
        return self.about.uses

    @property
    def citation(self) -> str:
        """As a person writes it: 廊政办发〔2021〕6号 第六条."""
        return self.about.citation

    @property
    def words(self) -> str:
        """The quotation."""
        return self.about.words

    @property
    def address(self) -> str:
        """The page of the first cited place."""
        return self.about.address

    @property
    def place(self) -> str:
        """The first cited place in its document."""
        return self.about.place

    def to_json(self) -> dict[str, object]:
        """As plain data."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "name": self.name,
            "value": _plain(self.value),
            "shown": self.shown,
            "unit": self.unit,
            "rule": self.rule,
            "inputs": {name: _plain(value) for name, value in self.inputs.items()},
            "uses": list(self.uses),
            "citation": self.citation,
            "words": self.words,
            "address": self.address,
            "place": self.place,
            "mark": self.mark,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """An interpretation that the answer rests on."""

    id: str
    citation: str
    address: str
    words: str
    question: str
    reading: str
    because: str

    def to_json(self) -> dict[str, str]:
        """As plain data."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer says whatever the case: of which pack and decision it is."""

    pack: str
    decision: str
    title: str
    type: FactType
    unit: str | None
    template: str | None
    force: str
    first_day: date | None
    last_day: date | None
    document: str
    address: str
    pack_hash: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decision says for one case on one day. `reasons[0]` is the conclusion. Texts are made when read."""

    asked: Asked
    status: Status
    known: object  # the value as it was computed
    said: str  # the sentence; of a decided case what precedes it
    missing: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    reasons: tuple[Reason, ...]
    on: date | None
    as_of_text: bool
    interpretations: tuple[Reading, ...]

    @property
    def pack(self) -> str:
        """Name of the pack."""
        return self.asked.pack

    @property
    def decision(self) -> str:
        """Name of the decision."""
        return self.asked.decision

    @property
    def title(self) -> str:
        """What the decision is about, for pages."""
        return self.asked.title

    @property
    def value(self) -> Text:
        """The value as text for machines; None where none was reached or the text provides none."""
        return to_text(self.known, self.asked.type)

    @property
    def shown(self) -> str:
        """The value for people; empty where none was reached."""
        return shown(self.known, self.asked.type, self.asked.unit) if self.status is Status.DECIDED else ""

    @property
    def type(self) -> str:
        """The type of the value: money, number, integer, ratio, date, boolean, choice, text, list."""
        return self.asked.type.value

    @property
    def unit(self) -> str | None:
        """The unit of the value."""
        return self.asked.unit

    @property
    def sentence(self) -> str:
        """The conclusion as a sentence."""
        if self.status is not Status.DECIDED:
            return self.said
        if self.known is None:
            return f"{self.said}{self.title}：条文未作规定"
        return f"{self.said}{filled(self.asked.template or f'{self.title}：{{value}}', self.shown)}"

    @property
    def first_day(self) -> date | None:
        """The first day of the document's period."""
        return self.asked.first_day

    @property
    def last_day(self) -> date | None:
        """The last day of the document's period."""
        return self.asked.last_day

    @property
    def document(self) -> str:
        """Key of the document."""
        return self.asked.document

    @property
    def address(self) -> str:
        """Page of the document."""
        return self.asked.address

    @property
    def pack_hash(self) -> str:
        """Hash of the pack, by which the answer can be reproduced."""
        return self.asked.pack_hash

    @property
    def force(self) -> str:
        """How the text binds: 应当, 可以, 原则上, 经会商, 视情."""
        return self.asked.force

    def to_json(self) -> dict[str, object]:
        """As plain data, ready for `json.dumps`."""
        return {
            "pack": self.pack,
            "decision": self.decision,
            "title": self.title,
            "status": self.status.value,
            "value": _plain(self.value),
            "shown": self.shown,
            "type": self.type,
            "unit": self.unit,
            "sentence": self.sentence,
            "missing": list(self.missing),
            "refusals": [refusal.to_json() for refusal in self.refusals],
            "reasons": [reason.to_json() for reason in self.reasons],
            "on": _iso(self.on),
            "first_day": _iso(self.first_day),
            "last_day": _iso(self.last_day),
            "as_of_text": self.as_of_text,
            "document": self.document,
            "address": self.address,
            "pack_hash": self.pack_hash,
            "force": self.force,
            "interpretations": [reading.to_json() for reading in self.interpretations],
        }

    def to_text(self) -> str:
        """For a terminal: the conclusion, then the tree of reasons with citations and words.

        The same words are quoted once, long ones by their beginning; interpretations follow a decided answer only.
        """
        lines = [self.sentence]
        quoted: set[tuple[str, str]] = set()
        below = {reason.id: reason for reason in self.reasons}
        told: set[str] = set()
        pending = [(0, reason.id) for reason in self.reasons[:1]]
        while pending:
            depth, key = pending.pop()
            reason = below[key]
            indent = "  " * (depth + 1)
            said = f"{reason.name}：{reason.shown}" if reason.shown else reason.name
            note = {Kind.DEFAULT: "（按默认）", Kind.DERIVED: "（推算得出）"}.get(reason.kind, "")
            if key in told:
                lines.append(f"{indent}{said}{note}（见上）")
                continue
            told.add(key)
            lines.append(f"{indent}{said}{note}{reason.mark}")
            if (reason.citation, reason.words) not in quoted:
                quoted.add((reason.citation, reason.words))
                lines.append(f"{indent}  {reason.citation}：“{_beginning(reason.words)}”")
            pending.extend((depth + 1, used) for used in reversed(reason.uses) if used in below)
        lines.extend(
            f"  采用解释（{reading.citation}）：{reading.question}——{reading.reading}。{reading.because}"
            for reading in self.interpretations
            if self.status is Status.DECIDED
        )
        return "\n".join(lines)


def _beginning(words: str) -> str:
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "……"


def _plain(value: Text) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
