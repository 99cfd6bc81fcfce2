"""Values against their words: each is the number that stands there, tabulated ones beside their choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongbao.feel import parse
from gongbao.feel.syntax import Call, Compare, String, walk
from gongbao.pack import CompiledPack, FactType, InlineEntry, Pack, PackProblem, Parameter, ParameterValue, Passage
from gongbao.pack import quantity as read_quantity
from gongbao.reference import UnitError, convert, parse_date
from gongbao.text import normal

_NUMBER = re.compile(r"百分之[一二三四五六七八九十百零点]+|[0-9][0-9.,]*|[一二两三四五六七八九十百千万亿零〇廿]+")
_DATE = re.compile(r"[0-9〇零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日")
_LONGEST_UNIT = 5


class Quantity(NamedTuple):
    """A number with its unit in a text."""

    start: int
    end: int
    value: Decimal
    unit: str


def quantities(text: str) -> list[Quantity]:
    """Numbers of a normal text, each with the longest unit that follows it."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        for extra in range(_LONGEST_UNIT, -1, -1):
            piece = text[match.start() : match.end() + extra]
            read = read_quantity(piece) if len(piece) == match.end() - match.start() + extra else None
            if read is not None:
                found.append(Quantity(match.start(), match.end() + extra, *read))
                break
    return found


def dates(text: str) -> list[tuple[int, int, date]]:
    """Dates of a normal text with their places."""
    found = []
    for match in _DATE.finditer(text):
        day = parse_date(match[0])
        if day is not None:
            found.append((match.start(), match.end(), day))
    return found


def _unit_of(kind: FactType, unit: str | None) -> str:
    return {FactType.MONEY: "元", FactType.RATIO: ""}.get(kind, unit or "")


def _same(found: Quantity, value: Decimal, unit: str) -> bool:
    """A number that the pack writes without a unit may have any in the text: 3 for 3家."""
    if not unit or not found.unit:
        return found.value == value and unit in ("", found.unit)
    try:
        return convert(found.value, found.unit, unit) == value
    except UnitError:
        return False


def stands(value: str, kind: FactType, unit: str | None, words: str) -> bool:
    """Whether a canonical value stands in words."""
    if kind is FactType.DATE:
        return any(day.isoformat() == value for _, _, day in dates(words))
    if kind in (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO):
        return any(_same(each, Decimal(value), _unit_of(kind, unit)) for each in quantities(words))
    return normal(value) in normal(words)


def value_problems(pack: Pack, compiled: CompiledPack) -> Iterator[PackProblem]:
    """Parameters and inline values that their words do not hold."""
    for parameter in compiled.parameters:
        sources = pack.parameters[parameter.name].values
        for value, (_, source) in zip(parameter.values, sources, strict=True):
            if all(cite.words is None for cite in source.citations):
                yield PackProblem.at(
                    source.mark("cite"), f"参数“{parameter.name}”没有引原文", "请补上 words，引出这个数所在的文字"
                )
                continue
            for passage in value.passages:
                if not stands(value.value, parameter.type, parameter.unit, passage.words):
                    yield PackProblem.at(
                        source.value.mark,
                        f"参数“{parameter.name}”写的是 {value.printed}，原文“{passage.words}”里没有这个数",
                        "请按原文改正数值，或者改引写有这个数的文字",
                    )
            yield from _choice_problems(compiled, parameter, value, pack)
    yield from _inline_problems(pack, compiled)


def _choice_problems(
    compiled: CompiledPack, parameter: Parameter, value: ParameterValue, pack: Pack
) -> Iterator[PackProblem]:
    if value.when is None or interpreted(compiled, parameter.name):
        return
    if not any(normal(value.when) in passage.words for passage in value.passages):
        when = next(key for key, _ in pack.parameters[parameter.name].values if key and key.text == value.when)
        yield PackProblem.at(
            when.mark,
            f"参数“{parameter.name}”的选项“{value.when}”不在所引的原文里",
            "请把原文引到这个选项，或者写一条采用解释说明它指的是谁",
        )


def _inline_problems(pack: Pack, compiled: CompiledPack) -> Iterator[PackProblem]:
    for decision in compiled.decisions:
        table = pack.decisions[decision.name].table
        if table is None or decision.table is None:
            continue
        for entry, rule in zip(table.rules, decision.table.rules, strict=True):
            for cell in (*entry.when, entry.then):
                if isinstance(cell, InlineEntry) and not _inline_stands(cell, rule.passages):
                    yield PackProblem.at(
                        cell.value.mark,
                        f"表格里写的是 {cell.value}，所引的原文里没有这个数",
                        "请按原文改正数值，或者改引写有这个数的文字",
                    )


def _inline_stands(cell: InlineEntry, passages: tuple[Passage, ...]) -> bool:
    wanted = read_quantity(str(cell.value))
    words = [normal(str(cite.words)) for cite in cell.citations if cite.words] or [each.words for each in passages]
    if cell.words:
        words = [normal(str(cell.words))]
    if wanted is None:
        return any(normal(str(cell.value)) in each for each in words)
    return any(
        each.value == wanted[0] and (each.unit == wanted[1] or not wanted[1])
        for text in words
        for each in quantities(text)
    )


def text_problems(pack: Pack, compiled: CompiledPack) -> Iterator[PackProblem]:
    """Texts that a decision gives and that its words do not hold. Choices are the author's labels and are left out."""
    names = _names(compiled)
    for decision in compiled.decisions:
        if decision.type not in (FactType.TEXT, FactType.LIST):
            continue
        source = pack.decisions[decision.name]
        parts: list[tuple[str, tuple[Passage, ...], object]] = []
        if decision.feel is not None:
            parts.append((decision.feel, decision.passages, source.feel))
        if decision.table is not None and source.table is not None:
            for rule, entry in zip(decision.table.rules, source.table.rules, strict=True):
                parts.append((rule.then, rule.passages, entry.then))
        for text, passages, node in parts:
            for said in _texts(text, names):
                if not any(normal(said) in passage.text for passage in passages):
                    mark = getattr(node, "mark", source.where)
                    yield PackProblem.at(
                        mark if not callable(mark) else source.where,
                        f"判定“{decision.name}”给出的“{said}”不在所引的原文里",
                        "请按原文改正文字，或者改引写有它的条款",
                    )


def _texts(text: str, names: tuple[str, ...]) -> Iterator[str]:
    expr = parse(text, names)
    compared = {id(side) for node in walk(expr) if isinstance(node, Compare) for side in (node.left, node.right)} | {
        id(argument) for node in walk(expr) if isinstance(node, Call) for argument in node.arguments
    }
    for node in walk(expr):
        if isinstance(node, String) and id(node) not in compared and node.value:
            yield node.value


def _names(compiled: CompiledPack) -> tuple[str, ...]:
    return tuple(each.name for group in (compiled.parameters, compiled.inputs, compiled.decisions) for each in group)


def interpreted(compiled: CompiledPack, *names: str) -> bool:
    """Whether an interpretation names one of these."""
    return any(set(names) & set(each.applies_to) for each in compiled.interpretations)
