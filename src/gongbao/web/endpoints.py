"""The page that lists the API, made from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongbao.web.frame import Frame


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `example` is an address that can be opened."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Operations under one tag."""

    name: str
    operations: tuple[Operation, ...]


def page(frame: Frame, document: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the template."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document.get("paths", {}).items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or [""])[0]
            groups.setdefault(tag, []).append(_operation(method, path, operation))
    return {
        "title": frame.say("api_title"),
        "groups": [Group(name, tuple(operations)) for name, operations in groups.items()],
    }


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Operation:
    return Operation(
        method=method.upper(),
        path=path.replace(":path}", "}"),
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(
            Parameter(one["name"], one.get("description", ""), bool(one.get("required")))
            for one in operation.get("parameters", [])
        ),
        example=operation.get("x-example-address"),
    )
