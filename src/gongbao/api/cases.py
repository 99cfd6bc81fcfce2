"""One case: which decision, which facts, and the answer. JSON numbers are read as text, so none turns into a float."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import date
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from gongbao.api.problems import ApiError, problem
from gongbao.decisions import ConflictError, Program
from gongbao.pack import Decision

RESERVED = frozenset({"on", "as_of_text"})


class ExactRequest(Request):
    """A request whose JSON numbers stay text."""

    async def json(self) -> Any:
        """The body; a number is the text that stands there."""
        if not hasattr(self, "_exact"):
            body = await self.body()
            self._exact = json.loads(body, parse_float=str, parse_int=str, parse_constant=_refuse)
        return self._exact


def _refuse(name: str) -> Any:
    raise json.JSONDecodeError(f"{name} is no number", name, 0)


class CaseRoute(APIRoute):
    """Reads JSON exactly and answers `ApiError` as problem+json."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of one route."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(ExactRequest(request.scope, request.receive))
            except ApiError as error:
                return problem(request, error.status, error.detail, **error.extra)

        return handle


def from_query(request: Request) -> dict[str, str]:
    """The facts of a query; what is left empty is not given."""
    return {name: value for name, value in request.query_params.items() if name not in RESERVED and value.strip()}


def decision_of(programs: Mapping[str, Program], pack: str, decision: str) -> tuple[Program, Decision]:
    """A public decision of a pack.

    Raises:
        ApiError: 404 with what there is.
    """
    program = programs.get(pack)
    if program is None:
        raise ApiError(404, f"没有叫“{pack}”的规则包。现有：{'、'.join(programs) or '无'}。")
    public = [one for one in program.pack.decisions if one.public]
    for one in public:
        if one.name == decision:
            return program, one
    raise ApiError(404, f"{pack} 没有“{decision}”这项判定。现有：{'、'.join(one.name for one in public)}。")


def decide(program: Program, decision: Decision, given: Mapping[str, Any], on: date, as_of_text: bool) -> JSONResponse:
    """The answer. An input of no such name is refused by name, so that a slip of the pen is not a missing fact.

    Raises:
        ApiError: 409, rows that exclude each other are true at once.
    """
    try:
        answer = program.decide(decision.name, dict(given), on, as_of_text=as_of_text, reasons=True)
    except ConflictError as error:
        raise ApiError(409, f"{error}。") from error
    return JSONResponse(answer.to_json())
