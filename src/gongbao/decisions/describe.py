"""What can be asked of a pack: its decisions with their inputs, for doors that build forms and for outsiders."""

from __future__ import annotations

from gongbao.pack.compiled import CompiledPack, Decision, Input


def describe(pack: CompiledPack) -> dict[str, object]:
    """A pack as plain data: each public decision with catalogue ids, inputs, output and date."""
    inputs = {each.name: each for each in pack.inputs}
    return {
        "name": pack.name,
        "title": pack.title,
        "place": pack.place,
        "document": pack.document,
        "address": pack.address,
        "hash": pack.hash,
        "first_day": pack.in_force.first_day.isoformat() if pack.in_force.first_day else None,
        "last_day": pack.in_force.last_day.isoformat() if pack.in_force.last_day else None,
        "decisions": [_decision(each, inputs) for each in pack.decisions if each.public],
    }


def _decision(decision: Decision, inputs: dict[str, Input]) -> dict[str, object]:
    names = dict.fromkeys((*([decision.date] if decision.date else []), *decision.reads, *decision.derives_from))
    return {
        "name": decision.name,
        "title": decision.title,
        "type": decision.type.value,
        "unit": decision.unit,
        "choices": list(decision.choices),
        "date": decision.date,
        "force": decision.force.value,
        "runs": list(decision.runs),
        "table": decision.table_refusal is None,
        "table_refusal": decision.table_refusal,
        "inputs": [_input(inputs[name], decision) for name in names if name in inputs],
    }


def _input(declared: Input, decision: Decision) -> dict[str, object]:
    """`required` is false where a default, a derivation or the day asked for stands in."""
    stands_in = declared.default is not None or declared.derived is not None or declared.name == decision.date
    return {
        "name": declared.name,
        "type": declared.type.value,
        "unit": declared.unit,
        "subject": declared.subject,
        "question": declared.question,
        "help": declared.help,
        "choices": list(declared.choices),
        "minimum": declared.minimum,
        "maximum": declared.maximum,
        "default": declared.default,
        "derived": declared.derived,
        "required": not stands_in and declared.name not in decision.derives_from,
    }
