"""A source model becomes a compiled pack: citations resolved, FEEL parsed and typed, reads inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from gongbao.pack import expressions
from gongbao.pack.compiled import (
    Accumulation,
    CompiledPack,
    Decision,
    DecisionTable,
    FactType,
    InForce,
    Input,
    Interpretation,
    Parameter,
    ParameterValue,
    Passage,
    Rule,
)
from gongbao.pack.entry import Cited
from gongbao.pack.expressions import Scope, Symbol
from gongbao.pack.facts import Fact
from gongbao.pack.graph import Graph, reads
from gongbao.pack.load import Pack
from gongbao.pack.passages import Passages, find_words, resolve
from gongbao.pack.problems import Mark, PackError, PackProblem, listed, suggest
from gongbao.pack.sections import Compared, DecisionEntry, InlineEntry, ParameterEntry, RuleEntry, TableEntry
from gongbao.pack.shapes import unfit_for
from gongbao.pack.tabular import table_refusals
from gongbao.pack.values import canonical, infer, rounding
from gongbao.pack.yaml import Scalar

P = ParamSpec("P")
T = TypeVar("T")


def compile_pack(pack: Pack, passages: Passages) -> CompiledPack:
    """Compile a pack.

    Raises:
        PackError: with every fault found, in order of place.
    """
    return _Compilation(pack, passages).run()


class _Compilation:
    """One run over one pack; faults are collected so that an author sees them all at once."""

    def __init__(self, pack: Pack, passages: Passages) -> None:
        self.pack = pack
        self.passages = passages
        self.problems: list[PackProblem] = []

    def run(self) -> CompiledPack:
        pack = self.pack
        document = self.attempt(find_words, self.passages, str(pack.document), None, None, pack.document.mark)
        if document is None:
            raise PackError(self.problems)
        in_force = InForce(
            first_day=pack.in_force.first_day,
            last_day=pack.in_force.last_day,
            passages=self.cited(pack.in_force),
            runs=tuple(str(each) for each in pack.in_force.runs),
        )
        parameters = [self.parameter(name, entry) for name, entry in pack.parameters.items()]
        inputs = [self.input(fact) for fact in pack.facts.values()]
        self.check_names()
        scope = self.scope([each for each in parameters if each], [each for each in inputs if each])
        decisions = [self.decision(name, entry, scope) for name, entry in pack.decisions.items()]
        accumulations = [self.accumulation(name) for name in pack.accumulations]
        interpretations = tuple(self.interpretations())
        if self.problems:
            raise PackError(sorted(set(self.problems)))
        made = tuple(each for each in decisions if each)
        graph = Graph(
            {name: symbol.by for name, symbol in scope.symbols.items() if symbol.kind == "parameter"},
            {each.name: each.derived for each in inputs if each},
            {each.name: expressions.names_read(each, scope) for each in made},
        )
        for name, cycle in graph.cycles():
            self.problems.append(
                PackProblem.at(
                    pack.decisions[name].where, f"判定互相引用，绕成一圈：{' → '.join(cycle)}", "请去掉其中一处引用"
                )
            )
        if self.problems:
            raise PackError(self.problems)
        refusals = table_refusals(made, [each for each in inputs if each], [each for each in parameters if each], graph)
        return CompiledPack(
            name=pack.name,
            title=pack.title or document.title,
            place=document.card.place,
            folder=pack.address,
            hash=pack.hash,
            document=document.document,
            address=document.address,
            in_force=in_force,
            parameters=tuple(each for each in parameters if each),
            inputs=tuple(each for each in inputs if each),
            decisions=tuple(
                each.model_copy(update={"table_refusal": refusals.get(each.name), **reads(graph, each)})
                for each in made
            ),
            accumulations=tuple(each for each in accumulations if each),
            interpretations=interpretations,
        )

    def attempt(self, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What `make` makes of its arguments; None where it fails, its faults noted."""
        try:
            return make(*args, **kwargs)
        except PackError as error:
            self.problems += error.problems
            return None

    def fault(self, mark: Mark, what: str, remedy: str) -> None:
        self.problems.append(PackProblem.at(mark, what, remedy))

    def no_decision(self, name: Scalar) -> None:
        remedy = suggest(name.text, self.pack.decisions, "请写一个判定的名字")
        self.fault(name.mark, f"没有叫“{name}”的判定", remedy)

    def cited(self, entry: Cited) -> tuple[Passage, ...]:
        """The passages of an entry's citations."""
        document = str(self.pack.document)
        found = [self.attempt(resolve, self.passages, document, cite) for cite in entry.citations]
        return tuple(each for each in found if each)

    def cited_by_duty(self, entry: Cited, what: str) -> tuple[Passage, ...]:
        """The same, for what may not stand without words."""
        if not entry.citations:
            self.fault(entry.where, f"{what}没有依据", "请补上 cite（条款号）和 words（原文）")
        return self.cited(entry)

    def parameter(self, name: str, entry: ParameterEntry) -> Parameter | None:
        by = None if entry.by is None else str(entry.by)
        choices = self.choices_of(entry, by) if by else ()
        kind: FactType | None = entry.type
        unit = None if entry.unit is None else str(entry.unit)
        values: list[ParameterValue] = []
        for when, value in entry.values:
            if when is not None and choices and when.text not in choices:
                remedy = suggest(when.text, choices, f"选项有：{listed(choices)}")
                self.fault(when.mark, f"“{when.text}”不是“{by}”的选项", remedy)
            first = self.attempt(infer, value.value, kind, unit)
            if first is None:
                return None
            kind, unit = first
            text = self.attempt(canonical, value.value, kind, unit)
            if text is None:
                return None
            values.append(
                ParameterValue(
                    value=text,
                    printed=str(value.value),
                    when=None if when is None else when.text,
                    start=value.start,
                    passages=self.cited_by_duty(value, f"参数“{name}”的值 {value.value} "),
                )
            )
        missing = [choice for choice in choices if choice not in {each.when for each in values}]
        if missing:
            self.fault(entry.where, f"参数“{name}”缺{listed(missing)}的值", "请按每个选项各写一个值")
        if kind is None:
            return None
        return Parameter(name=name, type=kind, unit=unit, by=by, values=tuple(values))

    def choices_of(self, entry: ParameterEntry, by: str) -> tuple[str, ...]:
        fact = self.pack.facts.get(by)
        choices = fact.choices if fact else ()
        if by in self.pack.decisions:
            choices = tuple(str(each) for each in self.pack.decisions[by].choices)
        if not choices:
            known = [name for name, each in self.pack.facts.items() if each.choices]
            self.fault(
                entry.mark("by"),
                f"“{by}”不是有选项的输入",
                suggest(by, known, f"有选项的输入有：{listed(known)}" if known else "请先在 inputs 里列出它"),
            )
        return choices

    def input(self, fact: Fact) -> Input | None:
        entry = self.pack.inputs[fact.name]
        mark = entry.where

        def bound(text: str | None) -> str | None:
            scalar = None if text is None else Scalar(text, mark)
            return None if scalar is None else self.attempt(canonical, scalar, fact.type, fact.unit)

        default = entry.default
        given = None
        if default is not None:
            given = self.attempt(canonical, default, fact.type, fact.unit)
            if fact.choices and given not in (*fact.choices, None):
                remedy = suggest(str(given), fact.choices, f"选项有：{listed(fact.choices)}")
                self.fault(default.mark, f"“{given}”不是“{fact.name}”的选项", remedy)
        derived = None if entry.derived is None else str(entry.derived)
        if entry.derived is not None and derived is not None:
            source = self.pack.decisions.get(derived)
            if source is None:
                self.no_decision(entry.derived)
            elif source.type is not fact.type:
                self.fault(
                    entry.derived.mark,
                    f"判定“{derived}”的类型是 {source.type}，输入“{fact.name}”的类型是 {fact.type}",
                    "请改成同一类型",
                )
            if default is not None:
                self.fault(entry.mark("default"), "default 和 derived 不能同时写", "请只留一个")
        return Input(
            name=fact.name,
            type=fact.type,
            subject=fact.subject,
            question=fact.question,
            unit=fact.unit,
            choices=fact.choices,
            minimum=bound(fact.minimum),
            maximum=bound(fact.maximum),
            default=given,
            derived=derived,
            help=fact.help,
            passages=self.cited(entry),
        )

    def check_names(self) -> None:
        """Names are FEEL names and mean one thing each."""
        seen: dict[str, str] = {}
        for what, section in (
            ("参数", self.pack.parameters),
            ("输入", self.pack.inputs),
            ("判定", self.pack.decisions),
        ):
            entries: Iterable[tuple[str, Any]] = section.items()
            for name, entry in entries:
                if name in seen:
                    self.fault(entry.where, f"{what}“{name}”与{seen[name]}同名", "请给其中一个改名")
                elif not expressions.is_name(name):
                    self.fault(entry.where, f"“{name}”不能作名字", "名字不能以数字开头，不能含运算符、括号和标点")
                seen[name] = what

    def scope(self, parameters: list[Parameter], inputs: list[Input]) -> Scope:
        symbols: dict[str, Symbol] = {}
        for parameter in parameters:
            choices = tuple(each.value for each in parameter.values) if parameter.type is FactType.CHOICE else ()
            symbols[parameter.name] = Symbol("parameter", parameter.type, parameter.unit, choices, parameter.by)
        for each in inputs:
            symbols[each.name] = Symbol("input", each.type, each.unit, each.choices)
        for name, entry in self.pack.decisions.items():
            unit = None if entry.unit is None else str(entry.unit)
            symbols[name] = Symbol("decision", entry.type, unit, tuple(str(each) for each in entry.choices))
        return Scope(symbols)

    def decision(self, name: str, entry: DecisionEntry, scope: Scope) -> Decision | None:
        target = scope.symbols[name]
        source = None if entry.feel is None else self.attempt(expressions.expression, entry.feel, scope, target)
        made = None if entry.table is None else self.table(name, entry.table, scope, target)
        if entry.date is not None:
            day = scope.symbols.get(str(entry.date))
            if day is None or day.kind != "input" or day.type is not FactType.DATE:
                known = [each for each, symbol in scope.symbols.items() if symbol.type is FactType.DATE]
                self.fault(
                    entry.date.mark,
                    f"“{entry.date}”不是日期类型的输入",
                    suggest(str(entry.date), known, f"日期类型的输入有：{listed(known)}"),
                )
        rounded = None if entry.round is None else self.attempt(rounding, entry.round, target.type)
        passages = self.cited_by_duty(entry, f"判定“{name}”")
        if source is None and made is None:
            return None
        return Decision(
            name=name,
            title=str(entry.title),
            type=entry.type,
            unit=target.unit,
            choices=target.choices,
            date=None if entry.date is None else str(entry.date),
            feel=source,
            table=made,
            round=rounded,
            force=entry.force,
            answer=None if entry.answer is None else str(entry.answer),
            runs=tuple(str(each) for each in entry.runs),
            public=entry.public,
            passages=passages,
        )

    def table(self, name: str, entry: TableEntry, scope: Scope, target: Symbol) -> DecisionTable | None:
        columns = [self.attempt(expressions.column, each, scope) for each in entry.inputs]
        if not entry.rules or not columns:
            self.fault(entry.where, f"判定表“{name}”没有内容", "请补上 inputs 和 rules")
        unfit = unfit_for(entry.hit, target.type, target.choices)
        if unfit:
            self.fault(entry.mark("hit"), *unfit)
        rules = [
            self.rule(f"{name}/{number}", rule, columns, scope, target) for number, rule in enumerate(entry.rules, 1)
        ]
        if any(column is None for column in columns) or any(rule is None for rule in rules):
            return None
        return DecisionTable(
            inputs=tuple(column[0] for column in columns if column),
            hit=entry.hit,
            rules=tuple(rule for rule in rules if rule),
        )

    def rule(
        self, id: str, entry: RuleEntry, columns: list[tuple[str, Symbol] | None], scope: Scope, target: Symbol
    ) -> Rule | None:
        if len(entry.when) != len(columns):
            self.fault(
                entry.mark("when"),
                f"这一行有 {len(entry.when)} 个条件，表头有 {len(columns)} 项",
                '请逐项写条件，不限的写 "-"',
            )
            return None
        passages = list(self.cited_by_duty(entry, "规则行"))
        cells: list[str | None] = []
        for cell, column in zip(entry.when, columns, strict=True):
            if column is None:
                return None
            if isinstance(cell, InlineEntry):
                passages += self.cited(self.inline(cell, entry))
                value = self.attempt(expressions.literal, cell.value, column[1])
                op = "" if cell.compare is Compared.EQUAL else f"{cell.compare.value} "
                cells.append(None if value is None else op + value)
            else:
                cells.append(self.attempt(expressions.unary, cell, scope, column[1]))
        then = entry.then
        if isinstance(then, InlineEntry):
            passages += self.cited(self.inline(then, entry))
            output = self.attempt(expressions.literal, then.value, target)
        else:
            output = self.attempt(expressions.output, then, scope, target)
        if output is None or any(cell is None for cell in cells):
            return None
        unique = tuple(dict.fromkeys(passages))
        return Rule(id=id, when=tuple(cell for cell in cells if cell is not None), then=output, passages=unique)

    @staticmethod
    def inline(cell: InlineEntry, row: RuleEntry) -> InlineEntry:
        """A value that names words but no place stands in the place that its row cites."""
        place = next((each.cite for each in row.citations), None)
        return cell if cell.citations or not cell.words else cell.model_copy(update={"cite": place})

    def accumulation(self, name: str) -> Accumulation | None:
        entry = self.pack.accumulations[name]
        if name not in self.pack.inputs:
            self.fault(
                entry.where, f"“{name}”不是本包的输入", suggest(name, self.pack.inputs, "请先在 inputs 里列出它")
            )
        if str(entry.of) not in self.pack.decisions:
            self.no_decision(entry.of)
        elif name in self.pack.facts and self.pack.decisions[str(entry.of)].type is not self.pack.facts[name].type:
            self.fault(entry.of.mark, f"判定“{entry.of}”与输入“{name}”类型不同", "请改成同一类型")
        for each in (*entry.over, entry.order):
            text = str(each)
            inner = text.removeprefix("年(").removesuffix(")") if text.startswith("年(") else text
            fact = self.pack.facts.get(inner)
            if fact is None or (inner != text and fact.type is not FactType.DATE):
                self.fault(
                    each.mark,
                    f"“{text}”不是本包的输入",
                    suggest(inner, self.pack.facts, "写输入的名字；按年累计的写成 年(就诊日期)"),
                )
        return Accumulation(
            input=name, of=str(entry.of), over=tuple(str(each) for each in entry.over), order=str(entry.order)
        )

    def interpretations(self) -> Iterable[Interpretation]:
        known = {*self.pack.parameters, *self.pack.decisions, *self.pack.inputs}
        seen: set[str] = set()
        for entry in self.pack.interpretations:
            if str(entry.id) in seen:
                self.fault(entry.id.mark, f"采用解释“{entry.id}”重复了", "请另起一个名字")
            seen.add(str(entry.id))
            for name in entry.applies_to:
                if str(name) not in known:
                    self.fault(
                        name.mark,
                        f"没有叫“{name}”的参数、输入或判定",
                        suggest(str(name), known, "请核对名字"),
                    )
            passages = self.cited_by_duty(entry, f"采用解释“{entry.id}”")
            if passages:
                yield Interpretation(
                    id=str(entry.id),
                    passage=passages[0],
                    others=passages[1:],
                    question=str(entry.question),
                    reading=str(entry.reading),
                    because=str(entry.because),
                    applies_to=tuple(str(name) for name in entry.applies_to),
                )
