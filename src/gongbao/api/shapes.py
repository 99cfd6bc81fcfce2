"""What the API hands out, as models that make its OpenAPI document."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """All shapes of the API."""

    model_config = ConfigDict(frozen=True)


class GroundShape(Shape):
    """Why a state was found."""

    sentence: str = Field(description="理由，一句话")
    place: str | None = Field(description="所依据的条款")
    words: str | None = Field(description="所依据的原话")
    document: str | None = Field(default=None, description="这些话出自哪份文件；不写则出自本文件")
    address: str | None = Field(default=None, description="这些话在门户上的地址，出自别的文件时才有")
    citation: str | None = Field(default=None, description="计算所依据的法律条文")
    citation_address: str | None = Field(default=None, description="该条文在门户上的地址，收录时才有")


class ValidityShape(Shape):
    """In force or not on a day."""

    state: str = Field(description="现行有效、已修改、尚未施行、已废止、已失效、未定", examples=["现行有效"])
    on: datetime.date = Field(description="以哪一天为准")
    first_day: datetime.date | None = Field(description="首日，含当日")
    last_day: datetime.date | None = Field(description="末日，含当日")
    reasons: list[GroundShape]


class DocumentShape(Shape):
    """A document in a list."""

    ref: str = Field(description="在文库里唯一的最短名称", examples=["廊政办发〔2021〕6号"])
    title: str
    number: str | None = Field(description="文号")
    issuer: str | None = Field(description="发文机关")
    date: datetime.date | None = Field(description="成文日期")
    kind: str = Field(description="种类", examples=["办法"])
    place: str = Field(description="地区")
    gazette: str = Field(description="所在公报")
    first_line: int
    last_line: int
    articles: int = Field(description="条数")
    address: str = Field(description="门户上的地址")
    validity: ValidityShape


class DocumentsShape(Shape):
    """A list of documents."""

    total: int
    documents: list[DocumentShape]


class LinkShape(Shape):
    """A reference in a text: characters `start` to `end`."""

    start: int
    end: int
    address: str
    title: str


class ProvisionShape(Shape):
    """A provision with what stands below it."""

    kind: str
    eid: str = Field(description="Akoma Ntoso eId", examples=["chp_2__art_6"])
    place: str = Field(description="条款的称呼", examples=["第六条"])
    num: str | None
    heading: str | None
    text: str = Field(description="自身的文字，不含下级")
    address: str
    first_line: int
    last_line: int
    links: list[LinkShape]
    children: list[ProvisionShape]


class PartShape(Shape):
    """印发通知, 正文 or 附件."""

    kind: str
    title: str | None
    num: str | None
    provisions: list[ProvisionShape]


class RelatedShape(Shape):
    """Other documents that belong to one."""

    interprets: str | None = Field(description="所解读的文件的地址")
    interpreted_by: list[str]
    same_number: list[str]
    previous: str | None
    next: str | None


class WholeDocumentShape(Shape):
    """A document, whole."""

    document: DocumentShape
    parts: list[PartShape]
    related: RelatedShape
    here: ProvisionShape | None = Field(description="地址里指明的条款")


class PassageShape(Shape):
    """A citation, resolved."""

    citation: str = Field(examples=["廊政办发〔2021〕6号 第六条"])
    document: str
    number: str | None
    title: str
    place: str
    eid: str
    address: str
    words: str = Field(description="引文；未指明时为整条")
    text: str = Field(description="整条的文字")


class SegmentShape(Shape):
    """A piece of a snippet."""

    text: str
    hit: bool


class HitShape(Shape):
    """One hit."""

    document: DocumentShape
    place: str
    address: str
    snippet: list[SegmentShape]


class SearchShape(Shape):
    """One page of hits."""

    query: str
    total: int
    offset: int
    hits: list[HitShape]
    facets: dict[str, dict[str, int]] = Field(description="按 place、year、kind、issuer 计数")


class InputShape(Shape):
    """What a decision asks for."""

    fact: str = Field(description="事实的名称，也是请求里的键", examples=["年龄"])
    type: str = Field(description="money number integer ratio date boolean choice text list")
    question: str
    unit: str | None
    choices: list[str]
    minimum: str | None
    maximum: str | None
    default: str | None = Field(description="不给时按此值")
    derived: str | None = Field(description="不给时由此判定推算")
    required: bool = Field(description="没有它、又没有默认值和推算，就可能不能下结论")


class OutputShape(Shape):
    """What a decision gives."""

    type: str
    unit: str | None
    choices: list[str]


class DecisionShape(Shape):
    """A decision that can be asked."""

    name: str = Field(examples=["统筹支付"])
    title: str
    runs: list[str] = Field(description="所运行的制度在目录里的编号", examples=[["lf-2021-4-16.1"]])
    inputs: list[InputShape]
    outputs: OutputShape
    date: str | None = Field(description="取参数和效力所用的日期事实；不给则用 on")
    force: str = Field(description="应当、可以、原则上、经会商、视情")
    table: bool = Field(description="能否对整张表运行")
    table_refusal: str | None
    address: str = Field(description="门户上的试算页")


class PackShape(Shape):
    """A pack."""

    name: str = Field(examples=["职工医保门诊共济-2021"])
    title: str
    place: str
    document: str
    address: str
    hash: str = Field(description="规则和引文的指纹")
    first_day: datetime.date | None
    last_day: datetime.date | None
    decisions: list[DecisionShape]


class PacksShape(Shape):
    """All packs."""

    packs: list[PackShape]


class RunShape(Shape):
    """What runs a system."""

    pack: str
    decision: str
    title: str


class SystemShape(Shape):
    """A system of the catalogue with its state."""

    id: str = Field(examples=["lf-2021-4-16.1"])
    name: str
    kind: str
    at: str = Field(description="所在条款")
    status: str = Field(description="已运行、部分运行、文库可查、已列出、尚未实现")
    reason: str
    words: str = Field(description="所在条款开头的原话")
    address: str | None
    runs: list[RunShape]


class CoveredDocumentShape(Shape):
    """A document of the catalogue with its systems."""

    id: str
    title: str
    number: str | None
    address: str | None
    systems: list[SystemShape]


class GazetteShape(Shape):
    """One issue with its documents."""

    title: str
    totals: dict[str, int]
    documents: list[CoveredDocumentShape]


class CoverageShape(Shape):
    """The whole catalogue."""

    totals: dict[str, int]
    gazettes: list[GazetteShape]


class SystemsShape(Shape):
    """Systems in a list."""

    total: int
    systems: list[SystemShape]


ANSWER: dict[str, Any] = {
    "type": "object",
    "description": "一个判定对一件事的回答。reasons[0] 是结论，uses 指向它下面的理由。",
    "required": ["value", "status", "missing", "reasons"],
    "properties": {
        "pack": {"type": "string"},
        "decision": {"type": "string"},
        "title": {"type": "string"},
        "status": {"enum": ["decided", "undecided", "refused", "not in force"]},
        "value": {"type": ["string", "array", "null"], "description": "金额至少两位小数", "examples": ["2940.00"]},
        "shown": {"type": "string", "examples": ["2,940.00 元"]},
        "type": {"type": "string"},
        "unit": {"type": ["string", "null"]},
        "sentence": {"type": "string"},
        "missing": {"type": "array", "items": {"type": "string"}, "description": "还缺的事实"},
        "refusals": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "rule": {"type": "string"}},
            },
        },
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "kind", "name", "citation", "words"],
                "properties": {
                    "id": {"type": "string"},
                    "kind": {"enum": ["decision", "rule", "parameter", "input", "default", "derived"]},
                    "name": {"type": "string"},
                    "value": {"type": ["string", "array", "null"]},
                    "shown": {"type": "string"},
                    "rule": {"type": ["string", "null"]},
                    "inputs": {"type": "object"},
                    "uses": {"type": "array", "items": {"type": "string"}},
                    "citation": {"type": "string", "examples": ["廊政办发〔2021〕6号 第六条"]},
                    "words": {"type": "string"},
                    "address": {"type": "string"},
                    "place": {"type": "string"},
                },
            },
        },
        "on": {"type": ["string", "null"], "format": "date"},
        "first_day": {"type": ["string", "null"], "format": "date"},
        "last_day": {"type": ["string", "null"], "format": "date"},
        "as_of_text": {"type": "boolean", "description": "true：不在有效期内，按当时条文计算"},
        "document": {"type": "string"},
        "address": {"type": "string"},
        "pack_hash": {"type": "string"},
        "force": {"type": "string"},
        "interpretations": {"type": "array", "items": {"type": "object"}},
    },
}
