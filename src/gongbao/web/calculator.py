"""The calculator page: a form made from a pack's inputs, and the answer beside the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongbao.decisions import Answer, ConflictError, Kind, Program, Status
from gongbao.pack import CompiledPack, Decision, FactType, Force, Input, Passage
from gongbao.reference import parse_date
from gongbao.web.frame import Frame
from gongbao.web.home import decision_address, pack_address
from gongbao.web.portal import ShownReading, shown_period, shown_state
from gongbao.web.reasons import tree_of
from gongbao.web.wording import Say, plain_date, shown_value

AS_OF_TEXT = "as_of_text"
_MOST_RADIOS = 8
_MOST_GROUNDS = 4
_NUMBERS = (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a field."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form."""

    name: str
    id: str
    question: str
    shape: str  # radio | select | date | number | text
    unit: str | None
    typed: str
    picked: str  # ISO, for the date picker
    placeholder: str
    note: str
    words: tuple[Passage, ...]
    options: tuple[Option, ...]
    error: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What stands at the top. `kind` is the answer's status, or start where nothing has been filled in."""

    kind: str
    said: str = ""
    because: str = ""
    sentence: str = ""
    words: str = ""
    cite: str = ""
    cite_address: str = ""
    force: str = ""
    as_of_address: str = ""


def fields_of(pack: CompiledPack, decision: Decision) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """The inputs that the form asks for, and those that only help to derive one of them."""
    by_name = {field.name: field for field in pack.inputs}
    asked = [by_name[name] for name in decision.reads if name in by_name]
    if decision.date and decision.date in by_name and decision.date not in decision.reads:
        asked.append(by_name[decision.date])
    helping = [by_name[name] for name in decision.derives_from if name in by_name and by_name[name] not in asked]
    return tuple(asked), tuple(helping)


def page(frame: Frame, program: Program, decision: Decision, query: Mapping[str, str]) -> dict[str, Any]:
    """The values of the template."""
    pack = program.pack
    asked, helping = fields_of(pack, decision)
    typed = {field.name: text for field in (*asked, *helping) if (text := query.get(field.name, "")).strip()}
    action = decision_address(pack.name, decision.name)
    answer: Answer | None = None
    conflict = ""
    if typed:
        try:
            answer = program.decide(decision.name, typed, frame.on, query.get(AS_OF_TEXT) == "1", reasons=True)
        except ConflictError as error:
            conflict = f"{error}。"
    assumed = decision.date if decision.date not in typed else None
    errors = {refusal.field: f"{refusal.rule}。" for refusal in answer.refusals} if answer is not None else {}
    return {
        "title": decision.title,
        "pack": pack,
        "pack_address": pack_address(pack.name),
        "decision": decision,
        "action": action,
        "valid": shown_state(pack, frame),
        "period": shown_period(pack.in_force.first_day, pack.in_force.last_day, frame),
        "result": _opening(frame, program, decision, conflict)
        if answer is None
        else _result(frame, answer, typed, action),
        "fields": [_question(field, decision, typed, errors, frame) for field in asked],
        "derivations": [_question(field, decision, typed, errors, frame) for field in helping],
        "derivations_open": any(field.name in typed for field in helping),
        "as_of_text": answer is not None and answer.as_of_text,
        "tree": tree_of(answer, assumed) if answer is not None and answer.status is Status.DECIDED else None,
        "readings": _readings(answer) if answer is not None and answer.status is Status.DECIDED else (),
        "answered_on": plain_date(answer.on, frame.language) if answer is not None and answer.on else "",
    }


def _opening(frame: Frame, program: Program, decision: Decision, conflict: str) -> Result:
    """Where there is no answer: what an empty form lacks, or which rows of the pack collide."""
    if conflict:
        return Result("conflict", said=conflict)
    empty = program.decide(decision.name, {}, frame.on, as_of_text=True, reasons=False)
    names = frame.say("comma").join(empty.missing)
    return Result("start", sentence=frame.say("start_missing", names=names) if names else "")


def _result(frame: Frame, answer: Answer, typed: Mapping[str, str], action: str) -> Result:
    say = frame.say
    top = answer.reasons[0] if answer.reasons else None
    cite, cite_address = (top.place, top.address) if top else ("", "")
    match answer.status:
        case Status.REFUSED:
            fields = [refusal.field for refusal in answer.refusals]
            said = say("refused_one", name=fields[0]) if len(fields) == 1 else say("refused", n=len(fields))
            return Result("refused", said=said, because="；".join(refusal.rule for refusal in answer.refusals) + "。")
        case Status.UNDECIDED:
            names = say("comma").join(answer.missing)
            if len(answer.missing) > _MOST_GROUNDS:
                many = say("undecided_many", n=len(answer.missing))
                return Result("undecided", said=many, because=f"{names}{say('stop')}")
            return Result("undecided", said=say("undecided", names=names) if names else answer.sentence)
        case Status.NOT_IN_FORCE:
            again = frame.link(action, **{**typed, AS_OF_TEXT: "1"})
            period = answer.reasons[1] if len(answer.reasons) > 1 else None
            return Result(
                "not in force",
                said=_out_of_force(frame, answer),
                words=period.words if period else "",
                cite=period.place if period else "",
                cite_address=period.address if period else "",
                as_of_address=again,
            )
        case _:
            return Result(
                "decided",
                said=answer.sentence.removeprefix(top.mark if top else ""),
                because=_because(answer),
                cite=cite,
                cite_address=cite_address,
                force="" if answer.force == Force.MUST else answer.force,
            )


def _because(answer: Answer) -> str:
    """What the conclusion comes from, in one line: 年度支付限额 3,000.00 元，本次起付 100.00 元，支付比例 60%."""
    by_id = {reason.id: reason for reason in answer.reasons}
    below = [by_id[used] for used in answer.reasons[0].uses if used in by_id] if answer.reasons else []
    if below and all(reason.kind is Kind.RULE for reason in below):
        below = [by_id[used] for rule in below for used in rule.uses if used in by_id]
    worked_out = [reason for reason in below if reason.kind not in (Kind.INPUT, Kind.DEFAULT)]
    said = [f"{reason.name} {reason.shown}" for reason in worked_out or below if reason.shown]
    return "，".join(dict.fromkeys(said[:_MOST_GROUNDS]))


def _readings(answer: Answer) -> tuple[ShownReading, ...]:
    return tuple(
        ShownReading(one.question, one.reading, one.because, one.words, one.citation, one.address)
        for one in answer.interpretations
    )


def _out_of_force(frame: Frame, answer: Answer) -> str:
    say, language = frame.say, frame.language
    on = answer.on or frame.on
    day = plain_date(on, language)
    if answer.last_day is not None and on > answer.last_day:
        return say("lapsed", day=day, last=plain_date(answer.last_day, language))
    if answer.first_day is not None and on < answer.first_day:
        return say("not_yet", day=day, first=plain_date(answer.first_day, language))
    return say("not_in_force", day=day)


def _question(
    field: Input, decision: Decision, typed_by_name: Mapping[str, str], errors: Mapping[str, str], frame: Frame
) -> Question:
    say = frame.say
    typed = typed_by_name.get(field.name, "")
    shape = _shape(field)
    return Question(
        name=field.name,
        id=f"f-{field.name}",
        question=field.question,
        shape=shape,
        unit=None if shape in ("radio", "select", "date") else _unit(field),
        typed=typed,
        picked=_picked(field, typed),
        placeholder="",
        note=say("stop").join(_notes(field, decision, frame)),
        words=field.passages,
        options=_options(field, typed.strip(), say),
        error=errors.get(field.name),
    )


def _shape(field: Input) -> str:
    if field.type is FactType.BOOLEAN or (field.type is FactType.CHOICE and len(field.choices) <= _MOST_RADIOS):
        return "radio"
    if field.type is FactType.CHOICE:
        return "select"
    if field.type is FactType.DATE:
        return "date"
    return "number" if field.type in _NUMBERS else "text"


def _picked(field: Input, typed: str) -> str:
    day = parse_date(typed) if field.type is FactType.DATE and typed else None
    return day.isoformat() if day else ""


def _unit(field: Input) -> str | None:
    return field.unit or ("元" if field.type is FactType.MONEY else None)


def _options(field: Input, chosen: str, say: Say) -> tuple[Option, ...]:
    if field.type is FactType.BOOLEAN:
        return (Option("是", say("yes"), chosen == "是"), Option("否", say("no"), chosen == "否"))
    return tuple(Option(choice, choice, chosen == choice) for choice in field.choices)


def _notes(field: Input, decision: Decision, frame: Frame) -> list[str]:
    say = frame.say
    notes: list[str] = []
    if field.help:
        notes.append(field.help.rstrip("。"))
    if field.type is FactType.DATE:
        notes.append(say("date_hint"))
        if field.name == decision.date:
            notes.append(say("date_default", day=frame.plain_day))
    if field.default is not None:
        notes.append(say("default_is", value=shown_value(field.default, field.type.value, _unit(field))))
    elif field.derived is not None:
        notes.append(say("derived_is"))
    return notes
