"""Routes about texts: validity, relations, versions, citations, tables, files, examination, clean-up, bodies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from gongbao.api.naming import named_document
from gongbao.api.problems import MEDIA_TYPE, ApiError
from gongbao.examination import (
    Examined,
    GazetteProof,
    NothingToCompare,
    UnknownRule,
    all_rules,
    comparison,
    examine_text,
)
from gongbao.examination import sarif as as_sarif
from gongbao.library import Body, Due, Known, Library
from gongbao.reading import Source
from gongbao.text import ArticlePair, Table, sums, to_rows

LONGEST = 400_000
"""Characters of a text that is examined or compared."""

Ref = Annotated[
    str, Path(max_length=300, description="文号、《标题》或 ref，后面可加 /条款，如 廊政办发〔2021〕6号/第六条")
]
On = Annotated[date | None, Query(description="以哪一天为准，如 2022-06-01；默认今天")]
Place = Annotated[str | None, Query(max_length=100, description="条款，如 第六条第二款")]
Locality = Annotated[str | None, Query(max_length=40, description="地区，如 廊坊市")]
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    300: {"description": "名称对应多份文件，choices 是各份的地址", **_PROBLEM},
    404: {"description": "没有找到，附最接近的", **_PROBLEM},
    422: {"description": "有读不懂的内容，errors 写明哪一项", **_PROBLEM},
}
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "akn": "application/akn+xml",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


class Draft(BaseModel):
    """A text to examine."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "某市养犬办法\n\n第一条 …"}]})

    text: str = Field(min_length=1, max_length=LONGEST, description="正文")
    name: str = Field(default="文稿", max_length=200, description="名称")
    on: date | None = Field(default=None, description="以哪一天为准；默认今天")
    only: list[str] | None = Field(default=None, max_length=200, description="只查这些规则，或这些门类（如 1）")
    without: list[str] = Field(default_factory=list, max_length=200, description="不查这些规则或门类")


class Drafts(BaseModel):
    """Two texts to compare."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(min_length=1, max_length=LONGEST, description="旧稿")
    new: str = Field(min_length=1, max_length=LONGEST, description="新稿")


def add_routes(routes: APIRouter, library: Library, examined: Examined, clock: Callable[[], date]) -> None:
    """Put the routes about texts on the API."""
    registry = library.registry

    def get(path: str, tag: str, summary: str, example: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        extra = {"x-example-address": f"/api/v1{example}"}
        return routes.get(path, tags=[tag], summary=summary, openapi_extra=extra, responses=_ERRORS)

    @get("/validity/{ref:path}", "效力", "一份文件在某一天是否有效", "/validity/廊政办发〔2021〕6号?on=2022-06-01")
    def validity(ref: Ref, on: On = None) -> dict[str, Any]:
        card, _ = named_document(library, ref, known=True)
        return {"document": card.to_json(), "validity": library.validity(card, on or clock()).to_json()}

    @get("/relations/{ref:path}", "效力", "依据、废止、修改、解读、引用和政策链", "/relations/廊坊市物业管理办法")
    def relations(ref: Ref) -> dict[str, Any]:
        card, _ = named_document(library, ref, known=True)
        found, chain = registry.relations(card), registry.chain(card)
        return {
            "document": card.to_json(),
            "states": [each.to_json() for each in found.stated],
            "stated_by": [each.to_json() for each in found.said_of_it],
            "interprets": found.interprets.ref if found.interprets else None,
            "interpreted_by": [each.ref for each in found.interpreted_by],
            "counts": found.counts(),
            "chain": {"up": [each.to_json() for each in chain.up], "down": [each.to_json() for each in chain.down]},
        }

    @get("/metadata/{ref:path}", "效力", "著录信息，每一项附条款和原话", "/metadata/廊坊市物业管理办法")
    def metadata(ref: Ref) -> dict[str, Any]:
        card, _ = named_document(library, ref, known=True)
        facts = [{**asdict(each), "field": each.field.value} for each in registry.metadata(card)]
        return {"document": card.to_json(), "fields": facts}

    @get("/history/{ref:path}", "沿革", "历次修改的文本", "/history/廊坊市物业管理办法")
    def history(ref: Ref) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        versions = [
            {
                "since": each.since,
                "until": each.until,
                "by": each.by.ref if each.by else None,
                "by_words": each.by_words,
                "known": each.known,
                "grounds": [asdict(ground) for ground in each.grounds],
                "instructions": [
                    {"words": one.instruction.words, "outcome": one.outcome.value, "note": one.note}
                    for one in each.applied
                ],
            }
            for each in library.versions(card)
        ]
        return {"document": card.to_json(), "versions": versions}

    @get("/text/{ref:path}", "沿革", "某一条在某一天的文字", "/text/廊坊市物业管理办法?place=第十八条&on=2020-05-01")
    def text(
        ref: Ref, place: Annotated[str, Query(max_length=100, description="条款")], on: On = None
    ) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        found = library.text_on(card, place, on or clock())
        grounds = [asdict(each) for each in found.grounds]
        return {
            "document": card.ref,
            "place": place,
            "on": found.on,
            "words": found.words,
            "known": found.known,
            "grounds": grounds,
        }

    @get(
        "/difference/{ref:path}",
        "沿革",
        "两个日期的文本逐条对照",
        "/difference/廊坊市物业管理办法?a=2020-05-01&b=2022-05-01",
    )
    def difference(
        ref: Ref,
        a: Annotated[date, Query(description="较早的一天")],
        b: Annotated[date, Query(description="较晚的一天")],
        place: Place = None,
    ) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        return {"document": card.ref, "pairs": list(map(_pair, library.difference(card, place, a, b)))}

    @get("/citations/{ref:path}", "引用", "文中每一处引用落在哪里", "/citations/廊坊市物业管理办法")
    def citations(ref: Ref) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        return {"document": card.ref, "citations": [asdict(each) for each in library.citations(card)]}

    @get("/cited-by/{ref:path}", "引用", "哪些条款引用它", "/cited-by/廊坊市物业管理办法")
    def cited_by(ref: Ref, place: Place = None) -> dict[str, Any]:
        card, inside = named_document(library, ref)
        found = library.cited_by(card, place or inside)
        return {
            "document": card.ref,
            "place": place or inside,
            "cited_by": [
                {
                    "document": each.card.ref,
                    "place": each.place,
                    "words": each.words,
                    "target_place": each.target_place,
                    "exact": each.exact,
                }
                for each in found
            ],
        }

    @get("/related/{ref:path}", "引用", "内容相近的文件", "/related/廊坊市物业管理办法")
    def related(ref: Ref, count: Annotated[int, Query(ge=1, le=50, description="几份")] = 8) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        found = library.related(card, count)
        shown = [{"document": each.card.ref, "title": each.card.title, "reasons": each.reasons} for each in found]
        return {"document": card.ref, "related": shown}

    @get("/tables/{ref:path}", "表格", "一份文件的表格：栏、行、合计", "/tables/定政发〔2022〕18号")
    def tables(ref: Ref, place: Place = None) -> dict[str, Any]:
        card, inside = named_document(library, ref)
        wanted = place or inside
        found = [each for each in library.tables(card) if wanted in (None, each.place, each.eid)]
        if wanted and not found:
            raise ApiError(404, f"{card.ref}没有“{wanted[:60]}”这张表。")
        return {"document": card.ref, "tables": list(map(_table, found))}

    @get("/files/{ref:path}", "导出", "导出一份文件或其中的表格", "/files/廊坊市物业管理办法?format=akn")
    def files(
        ref: Ref,
        format: Annotated[Literal["docx", "akn", "json", "md", "xlsx", "csv"], Query(description="格式")] = "docx",
        table: Annotated[str | None, Query(max_length=100, description="只导出这张表，如 附件1表1")] = None,
    ) -> Response:
        card, inside = named_document(library, ref)
        body = library.export(card, format, table or (inside if format in ("xlsx", "csv") else None))
        if body is None:
            raise ApiError(404, f"{card.ref}没有{table or '表格'}。")
        return Response(body, media_type=_MEDIA[format])

    @get("/rules", "体检", "体检规则", "/rules")
    def rules() -> list[dict[str, str]]:
        return [each.to_json() for each in all_rules()]

    @get("/examination/{ref:path}", "体检", "文库里一份文件查出的问题", "/examination/定政办字〔2022〕61号")
    def examination(ref: Ref, on: On = None) -> dict[str, Any]:
        card, _ = named_document(library, ref)
        found = examined.findings(card, on or clock())
        return {"document": card.to_json(), "findings": [each.to_json() for each in found]}

    @routes.post("/examination", tags=["体检"], summary="查一份文稿", responses=_ERRORS)
    def examine(
        draft: Draft, format: Annotated[Literal["json", "sarif"], Query(description="格式")] = "json"
    ) -> dict[str, Any]:
        try:
            report = examine_text(
                _source(draft.text, draft.name),
                on=draft.on or clock(),
                library=library,
                only=draft.only,
                without=draft.without,
            )
        except UnknownRule as error:
            raise ApiError(422, str(error)) from error
        return as_sarif(report) if format == "sarif" else report.to_json()

    @routes.post("/comparison", tags=["体检"], summary="逐条对照两份文稿", responses=_ERRORS)
    def compare(drafts: Drafts) -> dict[str, Any]:
        try:
            return comparison(_source(drafts.old, "旧稿"), _source(drafts.new, "新稿")).to_json()
        except NothingToCompare as error:
            raise ApiError(422, str(error)) from error

    @get("/cleanup", "清理", "到期的、应当清理的、不在目录里的文件", "/cleanup?on=2022-09-01&months=3")
    def cleanup(
        on: On = None, months: Annotated[int, Query(ge=1, le=120, description="几个月内到期")] = 3
    ) -> dict[str, Any]:
        day = on or clock()
        return {
            "on": day,
            "expiring": list(map(_due, registry.expiring(day, months))),
            "due": list(map(_due, registry.due_for_cleanup(day))),
            "in_no_list": list(map(_due, registry.in_no_list(day))),
        }

    @get("/known", "清理", "只知名称的文件", "/known?place=定州市")
    def known(place: Locality = None, on: On = None) -> list[dict[str, Any]]:
        day = on or clock()
        return [_known(library, each, day) for each in registry.known(place=place)]

    @get("/known/{ref:path}", "清理", "一份只知名称的文件", "/known/定政办〔2017〕133号")
    def known_one(ref: Ref, on: On = None) -> dict[str, Any]:
        card, _ = named_document(library, ref, known=True)
        if card.held:
            raise ApiError(404, f"{card.ref}的正文已经收录，见 /api/v1/documents/{card.ref}。", document=card.address)
        return _known(library, registry.known_document(card), on or clock())

    @get("/records", "清理", "文件台账（XLSX 或 CSV）", "/records?format=csv&on=2022-09-01")
    def records(
        format: Annotated[Literal["xlsx", "csv"], Query(description="格式")] = "xlsx",
        place: Locality = None,
        on: On = None,
    ) -> Response:
        return Response(registry.export_records(format, on=on or clock(), place=place), media_type=_MEDIA[format])

    @get("/bodies", "机关", "一个地区的机关及其各种写法", "/bodies?place=廊坊市&name=发改局")
    def bodies(
        place: Annotated[str | None, Query(max_length=40, description="地区，如 廊坊市；不写则全部地区")] = None,
        name: Annotated[str | None, Query(max_length=60, description="某个机关，任何写法；要同时写明地区")] = None,
    ) -> list[dict[str, Any]]:
        places = sorted({card.place for card in library.documents() if card.place})
        if place and place not in places:
            raise ApiError(404, f"文库里没有{place}的文件。", choices=places)
        if name is None:
            return [_body(each) for one in ([place] if place else places) for each in library.bodies(one)]
        if place is None:
            raise ApiError(
                422, "查一个机关要写明地区：同一名称各地都有。", errors=[{"field": "place", "rule": "没有给出"}]
            )
        body = library.body(name, place)
        if body is None:
            raise ApiError(404, f"{place}的文件里没有认出“{name}”。")
        return [_body(body)]

    @get("/proofs", "自证", "公报印出的合计和个数，重新计算的结果", "/proofs?gazette=宁晋县人民政府公报 2020年第2号")
    def proofs(
        gazette: Annotated[str | None, Query(max_length=200, description="公报名称；不写则列出各期的总数")] = None,
    ) -> dict[str, Any]:
        issues = {card.gazette: card for card in library.documents() if "公报" in card.gazette}
        if gazette is None:
            return {"issues": [_totals(name, examined.proof(card)) for name, card in issues.items()]}
        if gazette not in issues:
            raise ApiError(404, f"文库里没有“{gazette}”。", choices=list(issues))
        return examined.proof(issues[gazette]).to_json()


def _known(library: Library, known: Known, on: date) -> dict[str, Any]:
    return {
        "document": known.card.to_json(),
        "validity": library.validity(known.card, on).to_json(),
        "record": asdict(known.record) if known.record else None,
        "bundle": known.bundle,
        "named_at": [
            {"document": one.document.ref, "kind": str(one.kind), "place": one.place, "words": one.words}
            for one in known.named_at
        ],
    }


def _body(body: Body) -> dict[str, Any]:
    return {**asdict(body), "names": list(body.names)}


def _totals(name: str, proof: GazetteProof) -> dict[str, Any]:
    return {
        "gazette": name,
        "tables": len(proof.tables),
        "rows": proof.rows,
        "agreeing": proof.agreeing,
        "differing": proof.differing,
    }


def _source(text: str, name: str) -> Source:
    return Source(name, sha256(text.encode("utf-8", "replace")).hexdigest(), text.replace("\r\n", "\n"), "utf-8")


def _pair(pair: ArticlePair) -> dict[str, Any]:
    return {
        "old_place": pair.old_place,
        "new_place": pair.new_place,
        "status": str(pair.status),
        "note": pair.note,
        "pieces": [{"text": piece.text, "op": piece.op} for piece in pair.pieces],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "place": table.place,
        "eid": table.eid,
        "caption": table.caption,
        "columns": [
            {"title": each.title, "path": list(each.path), "type": str(each.type), "unit": each.unit}
            for each in table.columns
        ],
        "rows": [
            {"kind": str(row.kind), "cells": cells, "first_line": row.first_line, "last_line": row.last_line}
            for row, cells in zip(table.rows, _cells(table), strict=True)
        ],
        "sums": [
            {
                "label": each.label,
                "column": each.column,
                "printed": f"{each.printed:f}",
                "computed": f"{each.computed:f}",
                "agrees": each.agrees,
                "line": each.line,
            }
            for each in sums(table)
        ],
        "warnings": list(table.warnings),
    }


def _cells(table: Table) -> list[list[str]]:
    lines = to_rows(table)
    return lines[len(lines) - len(table.rows) :]


def _due(due: Due) -> dict[str, Any]:
    return {
        "document": due.card.to_json(),
        "what": due.what,
        "day": due.day,
        "state": str(due.state),
        "reasons": [asdict(each) for each in due.reasons],
    }
