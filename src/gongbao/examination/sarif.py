"""A report in SARIF 2.1.0 (OASIS Standard), as editors and code hosts read it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from gongbao.examination.examine import Report
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import Rule, rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(report: Report) -> dict[str, Any]:
    """The report as a SARIF log with one run; answered findings are results with a suppression of kind inSource."""
    known = [each for each in rules() if not report.ran or each.code in report.ran]
    index = {each.code: at for at, each in enumerate(known)}
    uri = _uri(report.gazette.source.name)
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gongbao",
                        "semanticVersion": _version(),
                        "language": "zh-CN",
                        "rules": [_rule(each) for each in known],
                    }
                },
                "language": "zh-CN",
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": uri}, "hashes": {"sha-256": report.gazette.source.sha256}}],
                "results": [_result(each, index, uri) for each in report.findings],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"{rule.reason}\n例：{rule.example}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: dict[str, int], uri: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{finding.advice}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "index": 0},
                    "region": {"startLine": finding.line, "snippet": {"text": finding.words}},
                },
                "logicalLocations": [
                    {
                        "name": finding.place or finding.eid,
                        "fullyQualifiedName": f"{finding.document} {finding.place}".strip(),
                        "kind": "member",
                    }
                ],
            }
        ],
        "relatedLocations": [
            {"id": at, "message": {"text": f"{place}“{words}”"}}
            for at, (place, words) in enumerate(finding.others, start=1)
        ],
        "partialFingerprints": {"gongbao/v1": f"{finding.rule}|{finding.document}|{finding.words}"},
        "properties": {"basis": finding.basis, "eid": finding.eid},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.suppressed is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.suppressed}]
    return result


def _uri(name: str) -> str:
    """The name of the file alone: where it lies on the machine is nobody's business."""
    return quote(PurePath(name.replace("\\", "/")).name or "text")


def _version() -> str:
    try:
        return version("gongbao")
    except PackageNotFoundError:
        return "0"
