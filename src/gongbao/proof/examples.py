"""Every example holds, decided by the same program that answers everyone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gongbao.decisions import Answer, Program, prepare
from gongbao.pack import CompiledPack, ExampleEntry, ExpectedEntry, FactType, Mark, Pack, PackProblem, listed, suggest

_STATUS = ("decided", "undecided", "refused", "not in force")


def example_problems(pack: Pack, compiled: CompiledPack) -> Iterator[PackProblem]:
    """Examples that fail, name what is not there, or state no date; and public decisions without an example."""
    program = prepare(compiled)
    shown: set[str] = set()
    for example in pack.examples:
        yield from _run(program, compiled, example)
        shown |= set(example.expect)
    for decision in compiled.decisions:
        if decision.public and decision.name not in shown:
            yield PackProblem.at(
                pack.decisions[decision.name].where, f"判定“{decision.name}”没有例子", "请在 examples 里按条文手算一个"
            )


def _run(program: Program, compiled: CompiledPack, example: ExampleEntry) -> Iterator[PackProblem]:
    inputs = {each.name: each for each in compiled.inputs}
    decisions = {each.name: each for each in compiled.decisions}
    if example.on is None:
        yield PackProblem.at(example.where, f"例子“{example.name}”没有写日期", "请补上 on，例如 on: 2022-06-01")
        return
    for name, value in example.given.items():
        if name not in inputs:
            yield PackProblem.at(value.mark, f"没有叫“{name}”的输入", suggest(name, inputs, "请核对名字"))
            return
    given = {name: _given(str(value), inputs[name].type) for name, value in example.given.items()}
    for name, expected in example.expect.items():
        if name not in decisions:
            yield PackProblem.at(expected.where, f"没有叫“{name}”的判定", suggest(name, decisions, "请核对名字"))
            continue
        if expected.status is not None and str(expected.status) not in _STATUS:
            yield PackProblem.at(
                expected.status.mark,
                f"没有“{expected.status}”这种状态",
                suggest(str(expected.status), _STATUS, f"可以写：{listed(_STATUS)}"),
            )
            continue
        answer = program.decide(name, given, example.on, as_of_text=example.as_of_text, reasons=False)
        difference = _difference(answer, expected, decisions[name].type)
        if difference:
            mark: Mark = expected.where
            yield PackProblem.at(
                mark, f"例子“{example.name}”不成立：{name}{difference}", f"请按条文核对（{example.because}）"
            )


def _given(text: str, kind: FactType) -> object:
    if kind is FactType.BOOLEAN and text in ("true", "false", "是", "否"):
        return text in ("true", "是")
    return text


def _difference(answer: Answer, expected: ExpectedEntry, kind: FactType) -> str:
    wanted = str(expected.status) if expected.status else "decided"
    if answer.status != wanted:
        missing = f"（缺{listed(answer.missing)}）" if answer.missing else ""
        return f"应为 {wanted}，算出的是 {answer.status}{missing}"
    for name in expected.missing:
        if str(name) not in answer.missing:
            return f"应缺“{name}”，算出缺的是“{listed(answer.missing)}”"
    fields = [refusal.field for refusal in answer.refusals]
    for name in expected.refused:
        if str(name) not in fields:
            return f"应拒绝“{name}”，实际拒绝的是“{listed(fields)}”"
    if expected.values is not None:
        wanted_items = tuple(str(each) for each in expected.values)
        if answer.value != wanted_items:
            return f"应为 {listed(wanted_items) or '空列表'}，算出的是 {listed(answer.value or ()) or '空列表'}"
    if expected.value is not None and not _equal(answer.value, str(expected.value), kind):
        return f"应为 {expected.value}，算出的是 {answer.value}"
    return ""


def _equal(value: object, wanted: str, kind: FactType) -> bool:
    if value is None or wanted == "null":
        return value is None and wanted == "null"
    text = str(value)
    if kind is FactType.BOOLEAN:
        return text.lower() in (("true", "是") if wanted in ("true", "是") else ("false", "否"))
    if kind in (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO):
        try:
            return Decimal(text.replace(",", "")) == Decimal(wanted)
        except InvalidOperation:
            return False
    return text == wanted
