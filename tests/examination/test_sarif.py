"""The SARIF log has the shape that the standard asks for (SARIF 2.1.0, OASIS Standard, sections 3.13 to 3.35)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gongbao.examination import Report, all_rules, sarif

Examine = Callable[..., Report]

TEXT = (
    "某某市停车场管理办法\n第一条 为了规范停车，制定本办法。\n第二条 违反本办法第九条规定的，责令改正。"
    "【体检不查101：引用的是旧办法】\n第三条 停车场应当于6月31日前备案。\n"
)


@pytest.fixture
def log(examine_draft: Examine) -> dict[str, Any]:
    return sarif(examine_draft(TEXT, only=["101", "201"]))


def test_the_log_has_a_version_a_schema_and_one_run(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert set(log) == {"$schema", "version", "runs"}
    assert len(log["runs"]) == 1
    json.dumps(log, ensure_ascii=False)


def test_the_driver_names_the_rules_that_ran(log: dict[str, Any]) -> None:
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["name"] == "gongbao"
    assert [each["id"] for each in driver["rules"]] == ["101", "201"]
    for each in driver["rules"]:
        assert each["shortDescription"]["text"]
        assert each["fullDescription"]["text"]
        assert each["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_results_point_to_their_rule_and_line(log: dict[str, Any]) -> None:
    run = log["runs"][0]
    for each in run["results"]:
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["message"]["text"]
        assert each["level"] in ("error", "warning", "note")
        place = each["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "draft.txt", "index": 0}
        assert place["region"]["startLine"] >= 1
    assert [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"]] == [3, 4]


def test_an_answered_finding_is_suppressed_in_source(log: dict[str, Any]) -> None:
    first, second = log["runs"][0]["results"]
    assert first["suppressions"] == [{"kind": "inSource", "justification": "引用的是旧办法"}]
    assert "suppressions" not in second


def test_a_log_of_all_rules_lists_them_all(examine_draft: Examine) -> None:
    rules = sarif(examine_draft(TEXT))["runs"][0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [each.code for each in all_rules()]
