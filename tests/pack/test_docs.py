"""The guide for authors and the JSON Schema say what the models say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongbao.pack import SECTIONS, json_schema
from gongbao.pack.compiled import FactType, Force, HitPolicy
from gongbao.pack.entry import Cite
from gongbao.pack.schema import schema_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def guide() -> str:
    return (DOCS / "packs.md").read_text(encoding="utf-8")


def section_of(guide: str, heading: str) -> str:
    _, _, rest = guide.partition(f"\n## `{heading}`\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_its_section_and_every_key_its_line(guide: str, name: str) -> None:
    text = section_of(guide, name)
    assert text, f"docs/packs.md 缺“{name}”一节"
    section = SECTIONS[name]
    for model in (section.entry, *section.inner):
        for key in model.known_keys() if model else ():
            assert re.search(rf"^\|[^|]*`{re.escape(key)}`", text, re.M), f"“{name}”一节没有说明“{key}”"


def test_citations_types_forces_and_hit_policies_are_told(guide: str) -> None:
    for word in (*Cite.known_keys(), *(kind.value for kind in (*FactType, *HitPolicy))):
        assert f"`{word}`" in guide, word
    assert all(force.value in guide for force in Force)


def test_the_guide_tells_no_section_that_is_not_there(guide: str) -> None:
    told = re.findall(r"^## `([^`]+)`$", guide, re.M)
    assert set(told) == set(SECTIONS)


def test_the_published_schema_is_that_of_the_models() -> None:
    assert (DOCS / "pack.schema.json").read_text(encoding="utf-8") == schema_text(), (
        "运行 python -m gongbao.pack.schema > docs/pack.schema.json"
    )


def test_the_schema_knows_each_key_of_each_entry() -> None:
    schema = json_schema()
    for section in SECTIONS.values():
        for model in (section.entry, *section.inner):
            if model is None or model.__name__ == "ParameterEntry":
                continue
            found = schema["$defs"].get(model.__name__) or schema["properties"][section.name]
            assert set(found["properties"]) == set(model.known_keys())
            assert found["additionalProperties"] is False
