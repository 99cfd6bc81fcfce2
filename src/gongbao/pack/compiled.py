"""The compiled pack: all that a decision reads, in one JSON file, without the library.

Citations are resolved to passages, FEEL is parsed and type-checked, tables are reduced to rules. The file is named by
the pack's hash, so a changed pack is compiled anew.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from gongbao.text import quoted

ISODate = Annotated[
    date,
    BeforeValidator(lambda value: date.fromisoformat(value) if isinstance(value, str) else value),
    PlainSerializer(lambda value: value.isoformat(), return_type=str),
]


class Frozen(BaseModel):
    """Immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FactType(StrEnum):
    """Types of facts and results."""

    MONEY = "money"  # 元, exact to 分
    NUMBER = "number"
    INTEGER = "integer"
    RATIO = "ratio"  # 60% is 0.6
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"  # of texts


WHOLE_DIGITS = 13
"""Digits before the point that a fact's number may have: up to 9.99 trillion yuan, so that products stay exact."""
PLACES = {FactType.MONEY: 2, FactType.NUMBER: 6, FactType.RATIO: 6, FactType.INTEGER: 0}
"""Places after the point that a fact's number may have: one case and a table's column hold the same values."""


class Passage(Frozen):
    """A citation, resolved: the words that something rests on, and where they stand."""

    document: str  # key: 廊政办发〔2021〕6号《廊坊市职工基本医疗保险门诊共济保障机制实施细则》
    number: str | None
    title: str
    place: str  # 第六条
    eid: str  # chp_2__art_6
    address: str  # /d/廊政办发〔2021〕6号/第六条
    words: str  # the quotation, normal text
    text: str  # the whole provision, normal text

    @property
    def citation(self) -> str:
        """As a person writes it: 廊政办发〔2021〕6号 第六条."""
        return f"{self.number or quoted(self.title)} {self.place}"


class Interpretation(Frozen):
    """A reading taken where the text is silent or unclear."""

    id: str
    passage: Passage
    question: str
    reading: str
    because: str
    applies_to: tuple[str, ...] = ()  # names of parameters and decisions; empty: the whole pack
    others: tuple[Passage, ...] = ()  # further words that bear on the question, where there are several


class ParameterValue(Frozen):
    """One value of a parameter, for one choice (`when`) and from one date on."""

    value: str  # canonical text: decimal number in the base unit ("0.6"), ISO date, or the text itself
    printed: str  # as the pack writes it: 60%
    when: str | None = None  # the choice of the tabulated fact; None where not tabulated
    start: ISODate | None = None  # from this date; None: from the document's first day
    passages: tuple[Passage, ...]


class Parameter(Frozen):
    """A constant of the text."""

    name: str
    type: FactType
    unit: str | None = None
    by: str | None = None  # the choice fact it is tabulated by
    values: tuple[ParameterValue, ...]


class Input(Frozen):
    """A fact that decisions read."""

    name: str
    type: FactType
    subject: str  # 个人 企业 …
    question: str  # 您的人员类别是
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: str | None = None  # inclusive, canonical text
    maximum: str | None = None
    default: str | None = None  # canonical text; shown as “按默认…”
    derived: str | None = None  # a decision that supplies what is not given; if undecided, this input is missing
    help: str | None = None
    passages: tuple[Passage, ...] = ()  # the words that ask for it


class Rule(Frozen):
    """One row of a decision table. `when` are FEEL unary tests, one an input of the table, '-' for any."""

    id: str  # stable: 年度支付限额/1
    when: tuple[str, ...]
    then: str  # FEEL expression
    passages: tuple[Passage, ...]


class HitPolicy(StrEnum):
    """DMN 1.5, 8.2.10."""

    UNIQUE = "unique"
    ANY = "any"
    PRIORITY = "priority"
    FIRST = "first"
    COLLECT = "collect"
    RULE_ORDER = "rule order"
    OUTPUT_ORDER = "output order"
    COLLECT_COUNT = "collect count"
    COLLECT_MIN = "collect min"
    COLLECT_MAX = "collect max"
    COLLECT_SUM = "collect sum"


class DecisionTable(Frozen):
    """`inputs` are FEEL expressions, mostly names. Priority and output order rank by the decision's `choices`."""

    inputs: tuple[str, ...]
    hit: HitPolicy
    rules: tuple[Rule, ...]


class Rounding(Frozen):
    """Places after the point of the value in its unit, and DMN's mode."""

    places: int
    mode: str = "half up"  # up | down | half up | half down | half even


class Force(StrEnum):
    """How the text binds."""

    MUST = "应当"
    MAY = "可以"
    IN_PRINCIPLE = "原则上"
    AFTER_CONSULTATION = "经会商"
    JUDGEMENT = "视情"


class Decision(Frozen):
    """A typed value computed from facts: by `feel` or by `table`, never both."""

    name: str
    title: str  # a phrase for pages: 统筹基金本次支付金额
    type: FactType
    unit: str | None = None
    choices: tuple[str, ...] = ()
    date: str | None = None  # the date fact that picks parameters and validity; not given, the day asked for
    feel: str | None = None
    table: DecisionTable | None = None
    round: Rounding | None = None
    force: Force = Force.MUST
    answer: str | None = None  # sentence of the result: 统筹基金支付{value}
    runs: tuple[str, ...] = ()  # catalogue ids
    public: bool = True  # False: an intermediate value, not offered by itself
    passages: tuple[Passage, ...]
    reads: tuple[str, ...] = ()  # all inputs it may read, sub-decisions included, derivations not; in the pack's order
    derives_from: tuple[str, ...] = ()  # inputs read only to derive one of `reads`; in the pack's order
    table_refusal: str | None = None  # why it cannot run over a table; None: it can


class Accumulation(Frozen):
    """An input that is the sum of a decision over earlier rows of the same group."""

    input: str  # 本年度已支付
    of: str  # 统筹支付
    over: tuple[str, ...]  # group: 参保人, 年度; a name that is a date fact's year is written 年(就诊日期)
    order: str  # 就诊日期


class InForce(Frozen):
    """The document's own period, both days inclusive; None is open."""

    first_day: ISODate | None
    last_day: ISODate | None
    passages: tuple[Passage, ...]
    runs: tuple[str, ...] = ()  # catalogue ids


class CompiledPack(Frozen):
    """One pack, ready to run."""

    format: int = 1
    name: str  # 职工医保门诊共济-2021
    title: str  # 廊坊市职工基本医疗保险门诊共济保障机制实施细则
    place: str  # 廊坊市
    folder: str  # langfang/职工医保门诊共济-2021
    hash: str  # SHA-256 over the pack's files and the facts it uses
    document: str  # key of the document
    address: str  # /d/廊政办发〔2021〕6号
    in_force: InForce
    parameters: tuple[Parameter, ...]
    inputs: tuple[Input, ...]
    decisions: tuple[Decision, ...]
    accumulations: tuple[Accumulation, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
