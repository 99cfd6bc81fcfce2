"""From what an evaluation read to the reasons of an answer, each with citation and words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongbao.decisions.answer import About, Kind, Reading, Reason
from gongbao.decisions.plan import Plan, Plans, Table
from gongbao.feel import free_names
from gongbao.pack.compiled import FactType, Interpretation, Passage

PERIOD = "施行期间"
"""The id of the reason that quotes when the document applies."""


class Quoted(NamedTuple):
    """Passages as a reason carries them; several are joined, the address is the first one's."""

    citation: str
    words: str
    address: str
    place: str


def quoted(passages: Iterable[Passage]) -> Quoted:
    """Passages as a reason carries them."""
    found = tuple(passages)
    citations = dict.fromkeys(passage.citation for passage in found)
    words = dict.fromkeys(passage.words or passage.text for passage in found)
    return Quoted("；".join(citations), "；".join(words), found[0].address, found[0].place)


Trace = tuple[list[str], list[int]]
"""The names that a decision read and the rows that it hit."""
Key = tuple[str, int]
"""An input or decision in an epoch."""


@dataclass(frozen=True, slots=True)
class Step:
    """A reason before its values are put in: `key` finds its own value, `inputs` those of the inputs it read."""

    about: About
    key: Key | None
    constant: object
    inputs: tuple[Key, ...]

    def reason(self, value: Callable[[str, int], object], mark: str) -> Reason:
        """With values."""
        known = self.constant if self.key is None else value(*self.key)
        said = "" if self.about.kind is Kind.RULE else None
        return Reason(self.about, known, tuple(value(*key) for key in self.inputs), said, mark)


@dataclass(slots=True)
class _Run:
    """One reasoning in the making; a step that is None is being made."""

    trace: Callable[[str, int], Trace]
    value: Callable[[str, int], object]
    facts: Mapping[str, object]
    made: dict[str, Step | None]


class Reasons:
    """Makes reasons for one pack. What no case changes is made once."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.cites: dict[str, Quoted] = {}
        self.rules: dict[str, tuple[Quoted, str, tuple[str, ...], str]] = {}
        for name, plan in plans.decisions.items():
            self.cites[name] = quoted(plan.decision.passages)
            if isinstance(plan.body, Table):
                self._prepare_rules(plan, plan.body)
        for name, declared in plans.inputs.items():
            if declared.passages:
                self.cites[name] = quoted(declared.passages)
        self.in_force = quoted(plans.pack.in_force.passages) if plans.pack.in_force.passages else None

    def _prepare_rules(self, plan: Plan, table: Table) -> None:
        for number, row in enumerate(table.rows, 1):
            columns = plan.decision.table.inputs if plan.decision.table else ()
            tests = [
                f"{column}：{cell}" for column, cell in zip(columns, row.rule.when, strict=True) if cell.strip() != "-"
            ]
            text = f"{'，'.join(tests) or '其他情形'} → {row.rule.then}"
            cite = quoted(row.rule.passages) if row.rule.passages else self.cites[plan.decision.name]
            self.rules[row.rule.id] = (cite, text, table.reads(row), f"{plan.decision.name}第 {number} 行")

    def steps(
        self,
        root: Plan,
        epoch: int,
        trace: Callable[[str, int], Trace],
        value: Callable[[str, int], object],
        facts: Mapping[str, object],
    ) -> tuple[Step, ...]:
        """The reasoning of a decision that reached a value, the conclusion first, each step once.

        Args:
            root: the decision asked for, in `epoch`.
            trace: what each decision read and hit.
            value: of an input or decision in an epoch; asked for what picks a parameter or an epoch.
            facts: what was given.
        """
        run = _Run(trace, value, facts, {})
        self._decision(root, epoch, run)
        return tuple(step for step in run.made.values() if step is not None)

    def _add(self, name: str, reader: Plan, epoch: int, run: _Run) -> None:
        if name in run.made:
            return
        plans = self.plans
        if name in plans.inputs:
            self._input(name, reader, epoch, run)
        elif name in plans.parameters:
            self._parameter(name, reader, epoch, run)
        else:
            plan = plans.decisions[name]
            if plans.crosses(reader, name):
                day = run.value(str(plan.decision.date), epoch)
                epoch = plans.epoch(day if isinstance(day, date) else None)
            self._decision(plan, epoch, run)

    def _decision(self, plan: Plan, epoch: int, run: _Run) -> None:
        decision = plan.decision
        run.made[decision.name] = None
        reads, hits = run.trace(decision.name, epoch)
        reads = list(dict.fromkeys(reads))
        rows = [plan.body.rows[hit] for hit in hits] if isinstance(plan.body, Table) else []
        uses = tuple(row.rule.id for row in rows) if isinstance(plan.body, Table) else tuple(reads)
        direct = () if isinstance(plan.body, Table) else self._inputs(reads)
        about = About(
            decision.name,
            Kind.DECISION,
            decision.title,
            decision.type,
            decision.unit,
            decision.feel.strip() if decision.feel else None,
            direct,
            uses,
            *self.cites[decision.name],
        )
        run.made[decision.name] = Step(about, (decision.name, epoch), None, tuple((name, epoch) for name, _ in direct))
        for row in rows:
            cite, text, tested, title = self.rules[row.rule.id]
            resulting = free_names(row.then)
            below = tuple(dict.fromkeys((*tested, *(name for name in reads if name in resulting))))
            direct = self._inputs(below)
            about = About(row.rule.id, Kind.RULE, title, decision.type, None, text, direct, below, *cite)
            run.made[row.rule.id] = Step(about, None, None, tuple((name, epoch) for name, _ in direct))
            for name in below:
                self._add(name, plan, epoch, run)
        for name in reads if not rows else ():
            self._add(name, plan, epoch, run)

    def _inputs(self, names: Iterable[str]) -> tuple[tuple[str, FactType], ...]:
        declared = self.plans.inputs
        return tuple((name, declared[name].type) for name in names if name in declared)

    def _input(self, name: str, reader: Plan, epoch: int, run: _Run) -> None:
        declared = self.plans.inputs[name]
        cite = self.cites.get(name) or self.cites[reader.decision.name]
        kind, rule = Kind.INPUT, None
        uses: tuple[str, ...] = ()
        if name not in run.facts:
            if declared.default is not None:
                kind, rule = Kind.DEFAULT, "没有给出，按默认值"
            elif declared.derived is not None:
                kind, rule, uses = Kind.DERIVED, f"没有给出，由“{declared.derived}”推算", (declared.derived,)
        about = About(name, kind, name, declared.type, declared.unit, rule, (), uses, *cite)
        run.made[name] = Step(about, (name, epoch), None, ())
        for used in uses:
            self._add(used, reader, epoch, run)

    def _parameter(self, name: str, reader: Plan, epoch: int, run: _Run) -> None:
        constant = self.plans.constants[epoch][name]
        parameter = constant.parameter
        choice = None if constant.by is None else str(run.value(constant.by, epoch))
        entry = constant.entries.get(choice)
        cite = quoted(entry.passages) if entry and entry.passages else self.cites[reader.decision.name]
        rule = None if choice is None else f"{constant.by}：{choice}"
        uses = () if constant.by is None else (constant.by,)
        about = About(name, Kind.PARAMETER, name, parameter.type, parameter.unit, rule, (), uses, *cite)
        run.made[name] = Step(about, None, constant.value if choice is None else constant.values.get(choice), ())
        for used in uses:
            self._add(used, reader, epoch, run)

    def conclusion(self, plan: Plan, said: str, uses: tuple[str, ...]) -> Reason:
        """The first reason of an answer without a value."""
        decision, cite = plan.decision, self.cites[plan.decision.name]
        about = About(decision.name, Kind.DECISION, decision.title, decision.type, decision.unit, None, (), uses, *cite)
        return Reason(about, None, (), said)

    def wanting(self, plan: Plan, name: str, rule: str) -> Reason:
        """A reason for an input that is missing or refused: the words that ask for it."""
        declared = self.plans.inputs.get(name)
        cite = self.cites.get(name) or self.cites[plan.decision.name]
        kind, unit = (declared.type, declared.unit) if declared else (FactType.TEXT, None)
        return Reason(About(name, Kind.INPUT, name, kind, unit, rule, (), (), *cite), None, (), "")

    def period(self, plan: Plan, said: str) -> Reason:
        """The document's own words on when it applies; its value is the last day."""
        cite = self.in_force or self.cites[plan.decision.name]
        about = About(PERIOD, Kind.RULE, PERIOD, FactType.DATE, None, None, (), (), *cite)
        return Reason(about, self.plans.pack.in_force.last_day, (), said)

    def readings(self, used: Collection[str]) -> tuple[Reading, ...]:
        """The interpretations of the whole pack and of the names that were used."""
        return tuple(
            _reading(each)
            for each in self.plans.pack.interpretations
            if not each.applies_to or any(name in used for name in each.applies_to)
        )


def _reading(interpretation: Interpretation) -> Reading:
    cite = quoted((interpretation.passage, *interpretation.others))
    return Reading(
        interpretation.id,
        cite.citation,
        cite.address,
        cite.words,
        interpretation.question,
        interpretation.reading,
        interpretation.because,
    )
