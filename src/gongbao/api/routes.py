"""The routes of /api/v1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from gongbao.api import shapes, shaping, texts
from gongbao.api.cases import CaseRoute, decide, decision_of, from_query
from gongbao.api.naming import named_document, provision_at
from gongbao.api.problems import MEDIA_TYPE, ApiError
from gongbao.decisions import Program
from gongbao.examination import Examined
from gongbao.guidance import Coverage, SystemCoverage
from gongbao.library import CitationError, Library

MOST = 200
On = Annotated[date | None, Query(description="以哪一天为准，如 2022-06-01；默认今天")]
Place = Annotated[str | None, Query(max_length=40, description="地区，如 廊坊市")]
Year = Annotated[int | None, Query(ge=1900, le=2200, description="成文年份")]
Kind = Annotated[str | None, Query(max_length=20, description="种类，如 办法、方案、解读")]
Issuer = Annotated[str | None, Query(max_length=100, description="发文机关")]
InForce = Annotated[bool, Query(description="只要在 on 那天现行有效的")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="最多几条")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="从第几条起")]
Ref = Annotated[
    str, Path(max_length=300, description="文号、《标题》或 ref，后面可加 /条款，如 廊政办发〔2021〕6号/第六条")
]
PackName = Annotated[str, Path(max_length=200, description="规则包名称，如 职工医保门诊共济-2021")]
DecisionName = Annotated[str, Path(max_length=200, description="判定名称，如 统筹支付")]
SystemId = Annotated[str, Path(max_length=40, description="制度在目录里的编号，如 lf-2021-4-16.1")]
OfStatus = Annotated[str | None, Query(max_length=10, description="状态：已运行、部分运行、文库可查、已列出、尚未实现")]
AsOf = Annotated[bool, Query(description="不在有效期内时，仍按当时条文计算")]
Which = Annotated[str | None, Query(max_length=200, description="几个判定运行同一制度时，指明哪一个")]

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"description": "没有找到，附最接近的", **_PROBLEM},
    422: {"description": "有读不懂的内容，errors 写明哪一项", **_PROBLEM},
}
_SEVERAL: dict[int | str, dict[str, Any]] = {
    **_ERRORS,
    300: {"description": "名称对应多份文件，choices 是各份的地址", **_PROBLEM},
}
_DECIDED: dict[int | str, dict[str, Any]] = {
    **_ERRORS,
    200: {"description": "回答", "content": {"application/json": {"schema": shapes.ANSWER}}},
}
_EXAMPLE: dict[str, JsonValue] = {"人员类别": "在职", "年龄": 47, "政策范围内费用": 5000}


class Case(BaseModel):
    """One case. Numbers may be JSON numbers or text (5000, "5,000", "0.5万")."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"given": _EXAMPLE, "on": "2022-06-01"}]})

    given: dict[str, Any] = Field(default_factory=dict, description="事实的名称和值")
    on: date | None = Field(default=None, description="以哪一天为准；默认今天")
    as_of_text: bool = Field(default=False, description="不在有效期内时，仍按当时条文计算")


def router(
    library: Library,
    programs: Mapping[str, Program],
    coverage: Callable[[], Coverage],
    examined: Examined,
    clock: Callable[[], date],
) -> APIRouter:
    """All routes over these rooms. `programs` by the pack's name; `clock` says which day is today."""
    routes = APIRouter(prefix="/api/v1", route_class=CaseRoute)

    def example(address: str) -> dict[str, Any]:
        return {"x-example-address": address}

    @routes.get(
        "/documents",
        tags=["文件"],
        summary="列出文件",
        openapi_extra=example("/api/v1/documents?place=廊坊市&kind=办法&on=2022-06-01&in_force=true"),
        responses=_ERRORS,
    )
    def documents(
        place: Place = None,
        year: Year = None,
        kind: Kind = None,
        issuer: Issuer = None,
        on: On = None,
        in_force: InForce = False,
        limit: Limit = MOST,
        offset: Offset = 0,
    ) -> shapes.DocumentsShape:
        day = on or clock()
        cards = library.documents(place=place, kind=kind, year=year, issuer=issuer)
        if in_force:
            cards = [card for card in cards if library.validity(card, day).state.applies]
        shown = [shaping.document_shape(card, library, day) for card in cards[offset : offset + limit]]
        return shapes.DocumentsShape(total=len(cards), documents=shown)

    @routes.get(
        "/documents/{ref:path}",
        tags=["文件"],
        summary="一份文件的全文、效力和关联",
        description="ref 后加 /条款 时，here 是该条款。",
        openapi_extra=example("/api/v1/documents/廊政办发〔2021〕6号/第六条?on=2022-06-01"),
        responses=_SEVERAL,
    )
    def document(ref: Ref, on: On = None) -> shapes.WholeDocumentShape:
        card, place = named_document(library, ref)
        whole = library.document(card)
        here = provision_at(whole, place) if place else None
        return shaping.whole_shape(whole, library, on or clock(), here)

    @routes.get(
        "/provisions",
        tags=["文件"],
        summary="一条引文落在哪里",
        openapi_extra=example("/api/v1/provisions?citation=廊政办发〔2021〕6号 第六条"),
        responses=_ERRORS,
    )
    def provision(
        citation: Annotated[str, Query(min_length=1, max_length=300, description="文号或标题，后加条款")],
        words: Annotated[str | None, Query(max_length=2000, description="引文；给出时核对它是否在该处")] = None,
    ) -> shapes.PassageShape:
        try:
            return shaping.passage_shape(library.passage(citation, None, words))
        except CitationError as error:
            raise ApiError(404, str(error)) from error

    @routes.get(
        "/search",
        tags=["文件"],
        summary="在条款里检索，最相关的在前",
        openapi_extra=example("/api/v1/search?q=养犬 登记"),
        responses=_ERRORS,
    )
    def search(
        q: Annotated[str, Query(min_length=1, max_length=200, description="词语或文号；引号里的按原样查找")],
        place: Place = None,
        year: Year = None,
        kind: Kind = None,
        issuer: Issuer = None,
        on: On = None,
        in_force: InForce = False,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> shapes.SearchShape:
        day = on or clock()
        page = library.search(
            q,
            place=place,
            year=year,
            kind=kind,
            issuer=issuer,
            on=day if in_force else None,
            limit=limit,
            offset=offset,
        )
        return shaping.search_shape(page, library, day)

    @routes.get("/packs", tags=["判定"], summary="规则包和各判定的输入、输出", openapi_extra=example("/api/v1/packs"))
    def packs() -> shapes.PacksShape:
        return shapes.PacksShape(packs=[shaping.pack_shape(program.pack) for program in programs.values()])

    @routes.get("/packs/{pack}", tags=["判定"], summary="一个规则包", responses=_ERRORS)
    def pack(pack: PackName) -> shapes.PackShape:
        if pack not in programs:
            raise ApiError(404, f"没有叫“{pack}”的规则包。现有：{'、'.join(programs) or '无'}。")
        return shaping.pack_shape(programs[pack].pack)

    @routes.get(
        "/packs/{pack}/decisions/{decision}",
        tags=["判定"],
        summary="对一件事作出判定（事实写在查询里）",
        description="每个事实是一个查询参数，如 人员类别=在职&年龄=47。",
        openapi_extra=example(
            "/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付?人员类别=在职&年龄=47&政策范围内费用=5000&on=2022-06-01"
        ),
        responses=_DECIDED,
        response_class=JSONResponse,
        response_model=None,
    )
    def ask(
        request: Request, pack: PackName, decision: DecisionName, on: On = None, as_of_text: AsOf = False
    ) -> JSONResponse:
        program, found = decision_of(programs, pack, decision)
        return decide(program, found, from_query(request), on or clock(), as_of_text)

    @routes.post(
        "/packs/{pack}/decisions/{decision}",
        tags=["判定"],
        summary="对一件事作出判定（事实写在 JSON 里）",
        responses=_DECIDED,
        response_class=JSONResponse,
        response_model=None,
    )
    def tell(pack: PackName, decision: DecisionName, case: Annotated[Case, Body()]) -> JSONResponse:
        program, found = decision_of(programs, pack, decision)
        return decide(program, found, case.given, case.on or clock(), case.as_of_text)

    def running(id_: str) -> tuple[str, str]:
        system = system_of(id_)
        if not system.runs:
            raise ApiError(404, f"“{system.system.name}”（{id_}）还不能运行：{system.reason}。")
        if len(system.runs) > 1:
            choices = [f"/api/v1/packs/{run.pack}/decisions/{run.decision}" for run in system.runs]
            raise ApiError(
                300,
                f"“{system.system.name}”由 {len(choices)} 个判定运行，请选一个，用 ?decision=名称 指明。",
                choices=choices,
            )
        return system.runs[0].pack, system.runs[0].decision

    def system_of(id_: str) -> SystemCoverage:
        for system in coverage().systems():
            if system.system.id == id_:
                return system
        raise ApiError(404, f"目录里没有编号“{id_}”。全部编号见 /api/v1/systems。")

    def chosen(id_: str, name: str | None) -> tuple[str, str]:
        if name is None:
            return running(id_)
        for run in system_of(id_).runs:
            if run.decision == name:
                return run.pack, run.decision
        raise ApiError(404, f"运行 {id_} 的判定里没有“{name}”。")

    @routes.get(
        "/systems",
        tags=["制度"],
        summary="目录里的制度和它们的状态",
        openapi_extra=example("/api/v1/systems?status=已运行"),
    )
    def systems(
        status: Annotated[
            str | None, Query(max_length=10, description="已运行、部分运行、文库可查、已列出、尚未实现")
        ] = None,
    ) -> shapes.SystemsShape:
        found = [
            shaping.system_shape(each) for each in coverage().systems() if status is None or each.status.value == status
        ]
        return shapes.SystemsShape(total=len(found), systems=found)

    @routes.get(
        "/systems/{id}",
        tags=["制度"],
        summary="一项制度",
        openapi_extra=example("/api/v1/systems/lf-2021-4-16.1"),
        responses=_ERRORS,
    )
    def system(id: SystemId) -> shapes.SystemShape:
        return shaping.system_shape(system_of(id))

    @routes.get(
        "/systems/{id}/decide",
        tags=["制度"],
        summary="按制度编号作出判定（事实写在查询里）",
        responses=_DECIDED,
        response_class=JSONResponse,
        response_model=None,
    )
    def ask_system(
        request: Request, id: SystemId, on: On = None, as_of_text: AsOf = False, decision: Which = None
    ) -> JSONResponse:
        program, found = decision_of(programs, *chosen(id, decision))
        given = {name: value for name, value in from_query(request).items() if name != "decision"}
        return decide(program, found, given, on or clock(), as_of_text)

    @routes.post(
        "/systems/{id}/decide",
        tags=["制度"],
        summary="按制度编号作出判定（事实写在 JSON 里）",
        responses=_DECIDED,
        response_class=JSONResponse,
        response_model=None,
    )
    def tell_system(id: SystemId, case: Annotated[Case, Body()], decision: Which = None) -> JSONResponse:
        program, found = decision_of(programs, *chosen(id, decision))
        return decide(program, found, case.given, case.on or clock(), case.as_of_text)

    @routes.get(
        "/coverage", tags=["制度"], summary="覆盖：各公报、各文件的制度", openapi_extra=example("/api/v1/coverage")
    )
    def covered() -> shapes.CoverageShape:
        found = coverage()
        return shapes.CoverageShape(
            totals={status.value: count for status, count in found.totals.items()},
            gazettes=[shaping.gazette_shape(gazette) for gazette in found.gazettes],
        )

    @routes.get("/gazettes/{title:path}", tags=["制度"], summary="一份公报的文件和制度", responses=_ERRORS)
    def gazette(title: Annotated[str, Path(max_length=100, description="公报名称")]) -> shapes.GazetteShape:
        for one in coverage().gazettes:
            if one.gazette.title == title:
                return shaping.gazette_shape(one)
        names = "、".join(one.gazette.title for one in coverage().gazettes)
        raise ApiError(404, f"没有“{title}”这份公报。现有：{names}。")

    texts.add_routes(routes, library, examined, clock)
    return routes
