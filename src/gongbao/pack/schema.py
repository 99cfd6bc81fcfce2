"""The JSON Schema of `pack.yaml`, made from the models, so that editors complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from gongbao.pack.sections import SECTIONS

_TEMPLATE = "#/$defs/{model}"


def json_schema() -> dict[str, Any]:
    """The schema; sections that may stand in files of their own are listed as well."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for section in SECTIONS.values():
        schema = TypeAdapter(section.shape).json_schema(ref_template=_TEMPLATE)
        definitions.update(schema.pop("$defs", {}))
        properties[section.name] = schema
    properties["inputs"] = {
        "anyOf": [
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            _with_empty_values(properties["inputs"]),
        ]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gongbao pack",
        "type": "object",
        "properties": properties,
        "required": [section.name for section in SECTIONS.values() if section.required],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _with_empty_values(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "additionalProperties": {"anyOf": [schema["additionalProperties"], {"type": "null"}]}}


def schema_text() -> str:
    """The schema as the file docs/pack.schema.json holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
