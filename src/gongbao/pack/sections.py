"""The sections of a pack's source and their models, one registry of them.

A room that brings a section registers it here with `register`; loading, the JSON Schema and the docs' test follow.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from gongbao.pack.compiled import FactType, Force, HitPolicy
from gongbao.pack.entry import (
    KEYS,
    SELF,
    Cited,
    Day,
    Entry,
    Flag,
    ListOf,
    Named,
    OneOrMore,
    OrBare,
    Text,
    entries,
    one_of,
)
from gongbao.pack.problems import PackError, listed, suggest
from gongbao.pack.yaml import Mapping, Node, Scalar, Sequence

Type = Annotated[FactType, BeforeValidator(one_of(FactType))]


class InForceEntry(Cited):
    """The document's own period, both days inclusive."""

    what: ClassVar[str] = "施行期间"

    first_day: Day | None = Field(None, alias="from")
    last_day: Day | None = Field(None, alias="to")
    runs: OneOrMore[Text] = ()


class ValueEntry(Cited):
    """One value with its words; `from` dates a value that was amended."""

    what: ClassVar[str] = "参数值"

    value: Text
    start: Day | None = Field(None, alias="from")


class ParameterEntry(Entry):
    """A constant: plain, dated (`dated:` a list), or tabulated (`by:` a choice fact, a value for each choice)."""

    what: ClassVar[str] = "参数"

    type: Type | None = None
    unit: Text | None = None
    by: Text | None = None
    values: tuple[tuple[Scalar | None, ValueEntry], ...]

    @classmethod
    def opened(cls, node: Any) -> Any:
        if not isinstance(node, Mapping):
            return super().opened(node)
        own: dict[str, Any] = {SELF: node.mark, KEYS: entries(node)[KEYS]}
        rest: list[tuple[Scalar, Node]] = []
        for key, value in node:
            if key.text in ("type", "unit", "by"):
                own[key.text] = value
            else:
                rest.append((key, value))
        values: list[tuple[Scalar | None, Node]]
        if "by" in own:
            values = [(key, value) for key, each in rest for value in _dated(each)]
        elif node.get("dated") is not None:
            for key, _ in rest:
                if key.text != "dated":
                    raise PackError.at(
                        key.mark, f"写了 dated 的参数里没有“{key.text}”这个键", "请把它写进 dated 的每一项"
                    )
            values = [(None, value) for value in _dated(rest[0][1])]
        else:
            values = [(None, Mapping(tuple(rest), node.mark))]
        if not values:
            raise PackError.at(node.mark, "参数没有值", "请写 value，或者按选项各写一个值")
        own["values"] = tuple(values)
        return own

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        return ("type", "unit", "by", "dated", *ValueEntry.known_keys())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        value = handler(ValueEntry.__pydantic_core_schema__)
        value = handler.resolve_ref_schema(value)
        scalar = {"type": ["string", "number", "boolean"]}
        head = {"type": {"enum": [kind.value for kind in FactType]}, "unit": scalar}
        several = {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}
        plain = {**value, "title": "plain", "properties": {**head, **value["properties"]}}
        dated = {
            "title": "dated",
            "type": "object",
            "properties": {**head, "dated": {"type": "array", "items": value, "minItems": 1}},
            "required": ["dated"],
            "additionalProperties": False,
        }
        tabulated = {
            "title": "tabulated",
            "type": "object",
            "properties": {**head, "by": scalar},
            "required": ["by"],
            "additionalProperties": several,
        }
        return {"title": "ParameterEntry", "anyOf": [plain, dated, tabulated]}


def _dated(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


class FactEntry(Entry):
    """A fact: of the shared vocabulary, or declared in a pack."""

    what: ClassVar[str] = "事实"

    subject: Text
    type: Type
    question: Text
    unit: Text | None = None
    choices: ListOf[Text] = ()
    minimum: Text | None = None
    maximum: Text | None = None
    help: Text | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _choices_belong_to_choices(self) -> Self:
        if (self.type is FactType.CHOICE) != bool(self.choices):
            raise PackError.at(
                self.mark("choices"), "choices 与 type 不一致", "类型是 choice 的要写 choices，其他类型不写"
            )
        return self


class InputEntry(Cited):
    """A fact that decisions of this pack read. A fact that the vocabulary lacks is declared here with its reason."""

    what: ClassVar[str] = "输入"

    default: Text | None = None
    derived: Text | None = None
    because: Text | None = None
    fact: FactEntry | None = Field(None, alias="declare")


def _inputs(node: Any) -> Any:
    """Accepts a list of names as well as names with settings."""
    if isinstance(node, Sequence):
        named: list[tuple[Scalar, Node]] = []
        for item in node.items:
            if not isinstance(item, Scalar):
                raise PackError.at(item.mark, "输入的列表里只写名称", "有设置的请改成“名称: {设置}”的写法")
            if any(item.text == name.text for name, _ in named):
                raise PackError.at(item.mark, f"输入“{item.text}”重复了", "请只写一次")
            named.append((item, Mapping((), item.mark)))
        return {name.text: value for name, value in named}
    if isinstance(node, Mapping):
        return {
            key.text: Mapping((), key.mark) if isinstance(value, Scalar) and not value.text else value
            for key, value in node
        }
    if isinstance(node, Node):
        raise PackError.at(node.mark, "inputs 要写成列表或者“名称: {设置}”", "例如 inputs: [人员类别, 年龄]")
    return node


class Compared(StrEnum):
    """How a cell compares with a value that stands in it."""

    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class InlineEntry(Cited):
    """A constant that is used once and stands in its cell. `compare` makes a test of it: `>=`, `<` …"""

    what: ClassVar[str] = "表格里的值"
    names_its_place: ClassVar[bool] = False

    value: Text
    compare: Annotated[Compared, BeforeValidator(one_of(Compared))] = Compared.EQUAL


def _cell(node: Any) -> Any:
    return InlineEntry.model_validate(node) if isinstance(node, Mapping) else node


Cell = Annotated[Scalar | InlineEntry, BeforeValidator(_cell)]


class RuleEntry(Cited):
    """A row of a table."""

    what: ClassVar[str] = "规则行"

    when: ListOf[Cell]
    then: Cell


class TableEntry(Entry):
    """A decision table (DMN)."""

    what: ClassVar[str] = "判定表"

    inputs: ListOf[Text]
    hit: Annotated[HitPolicy, BeforeValidator(one_of(HitPolicy))] = HitPolicy.UNIQUE
    rules: ListOf[RuleEntry]


class DecisionEntry(Cited):
    """A typed value computed from facts, by `feel` or by `table`."""

    what: ClassVar[str] = "判定"

    title: Text
    type: Type
    unit: Text | None = None
    choices: ListOf[Text] = ()
    date: Text | None = None
    feel: Text | None = None
    table: TableEntry | None = None
    round: Text | None = None
    force: Annotated[Force, BeforeValidator(one_of(Force))] = Force.MUST
    answer: Text | None = None
    runs: OneOrMore[Text] = ()
    public: Flag = True

    @model_validator(mode="after")
    def _one_way_of_deciding(self) -> Self:
        if (self.feel is None) == (self.table is None):
            raise PackError.at(self.where, "feel 和 table 要写一个，也只能写一个", "请保留其中一个")
        if (self.type is FactType.CHOICE) != bool(self.choices):
            raise PackError.at(
                self.mark("choices"), "choices 与 type 不一致", "类型是 choice 的要写 choices，其他类型不写"
            )
        return self


class AccumulationEntry(Entry):
    """An input that is the sum of a decision over earlier rows of the same group."""

    what: ClassVar[str] = "累计"

    of: Text
    over: ListOf[Text]
    order: Text = Field(alias="in order of")


class InterpretationEntry(Cited):
    """A reading taken where the text is silent or unclear."""

    what: ClassVar[str] = "采用解释"

    id: Text
    question: Text
    reading: Text
    because: Text
    applies_to: OneOrMore[Text] = Field((), alias="applies to")


class ExpectedEntry(Entry):
    """What an example expects of a decision."""

    what: ClassVar[str] = "预期结果"

    status: Text | None = None
    value: Text | None = None
    values: ListOf[Text] | None = None
    missing: OneOrMore[Text] = ()
    refused: OneOrMore[Text] = ()


_SCALAR = {"type": ["string", "number", "boolean"]}
_BARE = (_SCALAR, {"type": "array", "items": _SCALAR})


def _expected(node: Any) -> Any:
    """A bare value, or a list of them, stands for `value` or `values`."""
    if isinstance(node, Scalar):
        return {"value": node, SELF: node.mark, KEYS: MappingProxyType({})}
    if isinstance(node, Sequence):
        return {"values": node, SELF: node.mark, KEYS: MappingProxyType({})}
    return node


class ExampleEntry(Entry):
    """A case worked by hand from the text."""

    what: ClassVar[str] = "例子"

    name: Text
    on: Day | None = None
    given: Named[Text]
    expect: Named[Annotated[ExpectedEntry, BeforeValidator(_expected), OrBare(*_BARE)]]
    because: Text
    as_of_text: Flag = Field(False, alias="as of text")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of `pack.yaml`; it may stand in a file of its own, `<name>.yaml`."""

    name: str
    shape: Any
    required: bool = False
    entry: type[Entry] | None = None
    """The model of one entry, whose keys the docs list."""
    inner: tuple[type[Entry], ...] = field(default=())
    """Models of what stands inside an entry."""


SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Make a section known to loading, schema and docs."""
    SECTIONS[section.name] = section


register(Section("document", Text, required=True))
register(Section("title", Text))
register(Section("in force", InForceEntry, required=True, entry=InForceEntry))
register(Section("parameters", Named[ParameterEntry], entry=ParameterEntry))
register(
    Section(
        "inputs",
        Annotated[dict[str, InputEntry], BeforeValidator(_inputs)],
        required=True,
        entry=InputEntry,
        inner=(FactEntry,),
    )
)
register(
    Section(
        "decisions",
        Named[DecisionEntry],
        required=True,
        entry=DecisionEntry,
        inner=(TableEntry, RuleEntry, InlineEntry),
    )
)
register(Section("accumulations", Named[AccumulationEntry], entry=AccumulationEntry))
register(Section("interpretations", ListOf[InterpretationEntry], entry=InterpretationEntry))
register(Section("examples", ListOf[ExampleEntry], entry=ExampleEntry, inner=(ExpectedEntry,)))


def unknown_section(name: Scalar, sections: MappingOf[str, Section]) -> PackError:
    """The error for a key that names no section."""
    return PackError.at(
        name.mark,
        f"规则包里没有“{name.text}”这一节",
        suggest(name.text, sections, f"可以写的节有：{listed(sections)}"),
    )
