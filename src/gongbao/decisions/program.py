"""A compiled pack made ready to decide: one case with its reasons, or the bare value for loops."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import getcontext, setcontext
from typing import Any

from gongbao.decisions.answer import About, Answer, Asked, Kind, Reading, Reason, Refusal, Status
from gongbao.decisions.generated import GET, LOG, UNSET, Form, Generation, Layout, Node, Slots, layout_of
from gongbao.decisions.plan import DecisionError, Plan, Plans, plans_of
from gongbao.decisions.read_facts import read_facts
from gongbao.decisions.reasons import Reasons
from gongbao.decisions.undecided import Walk
from gongbao.feel import MISSING, Missing, MissingInput, number_context
from gongbao.pack.compiled import CompiledPack, FactType, Input

DAY = "适用日期"
"""What is missing where a decision has no date fact and no day was asked for."""


MOST_PATHS = 4096
"""Paths through the decisions of a pack whose reasons are kept."""
Place = tuple[About, int, object, tuple[int, ...], str | None]
"""A reason of a path: the slot of its value (or -1 and a constant), the slots of its inputs, what is said instead."""
Path = tuple[tuple[Place, ...], tuple[Reading, ...]]

with number_context() as _context:
    NUMBERS = _context.copy()


class NotInForceError(Exception):
    """The day lies outside the document's period."""


class UnknownDecisionError(DecisionError):
    """No decision of the pack has this name or catalogue id."""


@dataclass(frozen=True, slots=True)
class Root:
    """A decision as it is asked for."""

    plan: Plan
    asked: Asked
    inputs: Mapping[str, Input]  # all that it may read, its date and what derives an input included
    date_fact: str | None
    run: Callable[[Mapping[str, object], date | None, bool], object]


class Program:
    """A pack's decisions, compiled. Thread-safe once prepared: nothing changes but caches of equal content."""

    def __init__(self, pack: CompiledPack) -> None:
        self.pack = pack
        self.plans: Plans = plans_of(pack)
        self.layout: Layout = layout_of(self.plans)
        self.first_day, self.last_day = pack.in_force.first_day, pack.in_force.last_day
        self.scripts: dict[object, Any] = {}
        """Kept by `decide_table`: what makes a decided table from one of certain columns."""
        self._reasons = Reasons(self.plans)
        self._nodes: dict[tuple[int, Form], dict[str, Node]] = {}
        self._paths: dict[tuple[object, ...], Path] = {}
        self._roots: dict[str, Root] = {name: self._made_root(plan) for name, plan in self.plans.decisions.items()}

    def root(self, decision: str) -> Root:
        """A decision by its name, or by the catalogue id that it alone runs.

        Raises:
            UnknownDecisionError: with the names that exist.
        """
        if decision in self._roots:
            return self._roots[decision]
        running = [root for root in self._roots.values() if decision in root.plan.decision.runs]
        public = [root for root in running if root.plan.decision.public]
        if len(public) == 1:
            return public[0]
        if public:
            choices = "、".join(root.plan.decision.name for root in public)
            raise UnknownDecisionError(
                f"规则包“{self.pack.name}”里有 {len(public)} 个判定运行 {decision}，请写明其中一个：{choices}"
            )
        names = [name for name, root in self._roots.items() if root.plan.decision.public]
        near = difflib.get_close_matches(decision, names, 1)
        advice = f"是不是“{near[0]}”" if near else f"有的判定是：{'、'.join(names)}"
        raise UnknownDecisionError(f"规则包“{self.pack.name}”里没有叫“{decision}”的判定；{advice}")

    def value(
        self, decision: str, given: Mapping[str, object], on: date | None = None, *, as_of_text: bool = False
    ) -> object:
        """The bare FEEL value of a decision for typed facts, as `read_facts` returns them; nothing is checked.

        Args:
            decision: its name.
            given: facts by name; Decimal, str, bool, date or list; MISSING for null.
            on: stands in where the decision's date fact is not given.
            as_of_text: reckon outside the document's period too.

        Raises:
            MissingInput: an input that the path needs is missing.
            NotInForceError: the day is outside the document's period.
            ConflictError: two rows of a table exclude each other and are both true.
        """
        return self._roots[decision].run(given, on, as_of_text)

    def decide(
        self,
        decision: str,
        given: Mapping[str, object],
        on: date | None = None,
        as_of_text: bool = False,
        reasons: bool = True,
    ) -> Answer:
        """Decide one case.

        Args:
            decision: name, or a catalogue id that one decision alone runs.
            given: facts by name, as text, JSON values or typed; None is missing.
            on: the day asked for; stands in where the decision's date fact is not given.
            as_of_text: outside the document's period reckon by its words all the same; marked on every line.
            reasons: whether to tell them.

        Raises:
            UnknownDecisionError: no such decision.
            ConflictError: two rows of a table exclude each other and are both true.
        """
        root = self.root(decision)
        facts, refusals = read_facts(root.inputs, given)
        refusals = [self._unknown(root, name) for name in given if name not in self.plans.inputs] + refusals
        if (
            root.date_fact is not None
            and root.date_fact not in facts
            and root.date_fact not in given
            and on is not None
        ):
            facts[root.date_fact] = on
        day = facts.get(root.date_fact) if root.date_fact is not None else on
        day = day if isinstance(day, date) else None
        if refusals:
            return self._refused(root, refusals, day, reasons)
        outside = day is not None and not self._in_force(day)
        if outside and not as_of_text:
            return self._not_in_force(root, day, reasons)
        epoch = self.plans.epoch(day)
        mark = self._mark(day) if outside else ""
        value, told, readings = self._evaluated(root, facts, epoch, reasons, mark)
        if isinstance(value, Missing) or day is None:
            names = set(value.names) if isinstance(value, Missing) else set()
            return self._undecided(root, names | (set() if day else {root.date_fact or DAY}), day, outside, reasons)
        if outside and reasons:
            told = (*told, self._marked(self._reasons.period(root.plan, self._period_said(day)), mark))
        return Answer(root.asked, Status.DECIDED, value, mark, (), (), told, day, outside, readings)

    def walk(self, facts: Mapping[str, object]) -> Walk:
        """The slow path over typed facts."""
        return Walk(self.plans, facts)

    def nodes(self, epoch: int, form: Form = Form.PLAIN) -> dict[str, Node]:
        """The compiled functions of an epoch, made when first asked for."""
        key = (epoch, form)
        if key not in self._nodes:
            self._nodes[key] = Generation(self.plans, self.layout, epoch, self._across(form), form).run()
        return self._nodes[key]

    def _across(self, form: Form) -> Callable[[str, Slots], object]:
        def across(name: str, slots: Slots) -> object:
            day = self.nodes(0, form)[str(self.plans.decisions[name].decision.date)](slots)
            epoch = self.plans.epoch(day if isinstance(day, date) else None)
            if form is Form.LOGGED:
                slots[LOG].append(epoch)
            return self.nodes(epoch, form)[name](slots)

        return across

    def _made_root(self, plan: Plan) -> Root:
        decision = plan.decision
        names = {*decision.reads, *decision.derives_from, *([decision.date] if decision.date else [])}
        inputs = {name: declared for name, declared in self.plans.inputs.items() if name in names}
        asked = Asked(
            self.pack.name,
            decision.name,
            decision.title,
            FactType(decision.type),
            decision.unit,
            decision.answer,
            decision.force.value,
            self.first_day,
            self.last_day,
            self.pack.document,
            self.pack.address,
            self.pack.hash,
        )
        return Root(plan, asked, inputs, decision.date, self._run_of(plan))

    def _run_of(self, plan: Plan) -> Callable[[Mapping[str, object], date | None, bool], object]:
        name, day_name = plan.decision.name, plan.decision.date
        day_slot = None if day_name is None else self.layout.slot(day_name, 0)
        first, last = self.first_day or date.min, self.last_day or date.max
        empty = self.layout.empty(Form.PLAIN)
        epochs, epoch_of = self.plans.epochs, self.plans.epoch
        nodes: list[Node | None] = [None] * epochs

        def run(given: Mapping[str, object], on: date | None, as_of_text: bool) -> object:
            slots = empty[:]
            slots[GET] = given.get
            day: Any = on
            if day_slot is not None:
                day = given.get(day_name, UNSET)  # type: ignore[arg-type]
                if day is UNSET:
                    day = on
                    if on is not None:
                        slots[day_slot] = on
            if day is None or day is MISSING:
                raise MissingInput(day_name or DAY)
            if not as_of_text and not first <= day <= last:
                raise NotInForceError
            epoch = 0 if epochs == 1 else epoch_of(day)
            node = nodes[epoch]
            if node is None:
                node = nodes[epoch] = self.nodes(epoch)[name]
            before = getcontext()
            setcontext(NUMBERS)
            try:
                return node(slots)
            except MissingInput:
                facts = {**given} if day_name is None or day_name in given else {**given, day_name: day}
                found = self.walk(facts).value(name, epoch)
                if isinstance(found, Missing):
                    raise
                return found
            finally:
                setcontext(before)

        return run

    def _evaluated(
        self, root: Root, facts: Mapping[str, object], epoch: int, reasons: bool, mark: str
    ) -> tuple[object, tuple[Reason, ...], tuple[Reading, ...]]:
        name = root.plan.decision.name
        form = Form.LOGGED if reasons else Form.PLAIN
        slots = self._slots(facts, form)
        try:
            with number_context():
                value = self.nodes(epoch, form)[name](slots)
        except MissingInput:
            walk = self.walk(facts)
            value = walk.value(name, epoch)
            if isinstance(value, Missing) or not reasons:
                return value, (), ()
            steps = self._reasons.steps(root.plan, epoch, walk.trace, walk.value, facts)
            told = tuple(step.reason(walk.value, mark) for step in steps)
            return value, told, self._reasons.readings({step.about.id for step in steps})
        if not reasons:
            return value, (), ()
        key = (name, epoch, tuple(facts), *slots[LOG])
        path = self._paths.get(key)
        if path is None:
            if len(self._paths) >= MOST_PATHS:
                self._paths.clear()
            path = self._paths[key] = self._path(root, epoch, facts)
        places, readings = path
        told = tuple(
            [
                Reason(about, constant if slot < 0 else slots[slot], tuple([slots[each] for each in given]), said, mark)
                for about, slot, constant, given, said in places
            ]
        )
        return value, told, readings

    def _slots(self, facts: Mapping[str, object], form: Form) -> Slots:
        slots = self.layout.empty(form)
        slots[GET], slots[LOG] = facts.get, []
        return slots

    def _path(self, root: Root, epoch: int, facts: Mapping[str, object]) -> Path:
        """The reasons of a path with the slots of their values, and the interpretations that it rests on."""
        slots, slot = self._slots(facts, Form.TRACED), self.layout.slot
        with number_context():
            self.nodes(epoch, Form.TRACED)[root.plan.decision.name](slots)
        steps = self._reasons.steps(
            root.plan,
            epoch,
            lambda name, at: slots[self.layout.trace(name, at)],
            lambda name, at: slots[slot(name, at)],
            facts,
        )
        places = tuple(
            (
                step.about,
                -1 if step.key is None else slot(*step.key),
                step.constant,
                tuple(slot(*key) for key in step.inputs),
                "" if step.about.kind is Kind.RULE else None,
            )
            for step in steps
        )
        return places, self._reasons.readings({step.about.id for step in steps})

    def _in_force(self, day: date) -> bool:
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)

    def _unknown(self, root: Root, name: str) -> Refusal:
        if name in self.plans.decisions or name in self.plans.parameters:
            return Refusal(name, f"“{name}”由条文规定或者由规则算出，不能当作事实填写")
        near = difflib.get_close_matches(name, self.plans.inputs, 1)
        advice = f"是不是“{near[0]}”" if near else f"这个判定用到的事实有：{'、'.join(root.inputs)}"
        return Refusal(name, f"没有叫“{name}”的事实；{advice}")

    def _mark(self, day: date | None) -> str:
        return f"（{_chinese(day)}不在施行期间内，按当时条文计算）" if day else ""

    def _period_said(self, day: date | None) -> str:
        first, last = self.first_day, self.last_day
        said = _chinese(day)
        if first is not None and day is not None and day < first:
            return f"{said}尚未施行，施行日期是{_chinese(first)}"
        return f"{said}已经期满，最后一天是{_chinese(last)}"

    def _not_in_force(self, root: Root, day: date | None, reasons: bool) -> Answer:
        said = self._period_said(day)
        told: tuple[Reason, ...] = ()
        if reasons:
            period = self._reasons.period(root.plan, said)
            told = (self._reasons.conclusion(root.plan, said, (period.id,)), period)
        text = f"《{self.pack.title}》{said}，不能据此作出判定"
        return self._answer(root, Status.NOT_IN_FORCE, text, reasons=told, on=day)

    def _refused(self, root: Root, refusals: list[Refusal], day: date | None, reasons: bool) -> Answer:
        told: tuple[Reason, ...] = ()
        if reasons:
            rules = {refusal.field: refusal.rule for refusal in refusals}
            below = tuple(self._reasons.wanting(root.plan, name, rule) for name, rule in rules.items())
            told = (self._reasons.conclusion(root.plan, "不能受理", tuple(reason.id for reason in below)), *below)
        text = "；".join(refusal.rule for refusal in refusals)
        return self._answer(root, Status.REFUSED, text, refusals=tuple(refusals), reasons=told, on=day)

    def _undecided(self, root: Root, names: set[str], day: date | None, outside: bool, reasons: bool) -> Answer:
        missing = tuple(name for name in (*self.plans.inputs, DAY) if name in names)
        mark = self._mark(day) if outside else ""
        told: tuple[Reason, ...] = ()
        if reasons:
            below = tuple(self._reasons.wanting(root.plan, name, f"缺少{name}") for name in missing)
            head = self._reasons.conclusion(root.plan, "尚不能判定", missing)
            told = tuple(self._marked(reason, mark) for reason in (head, *below))
        text = f"{mark}还缺少{'、'.join(missing)}，尚不能判定{root.plan.decision.title}"
        return self._answer(root, Status.UNDECIDED, text, missing=missing, reasons=told, on=day, as_of_text=outside)

    @staticmethod
    def _marked(reason: Reason, mark: str) -> Reason:
        return reason._replace(mark=mark) if mark else reason

    def _answer(
        self,
        root: Root,
        status: Status,
        text: str,
        *,
        missing: tuple[str, ...] = (),
        refusals: tuple[Refusal, ...] = (),
        reasons: tuple[Reason, ...] = (),
        on: date | None = None,
        as_of_text: bool = False,
    ) -> Answer:
        """An answer without a value."""
        readings = self._reasons.readings({reason.id for reason in reasons}) if reasons else ()
        return Answer(root.asked, status, None, text, missing, refusals, reasons, on, as_of_text, readings)


def prepare(pack: CompiledPack) -> Program:
    """Make a compiled pack ready to run.

    Raises:
        DecisionError: names that nothing declares, or decisions that read each other in a circle.
        FeelError: an expression that is not FEEL.
    """
    return Program(pack)


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
