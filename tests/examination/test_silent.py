"""What looks like a fault and is none: the rule keeps silent. The texts are in `silent.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gongbao.examination import Report

Examine = Callable[..., Report]

SILENT = yaml.safe_load((Path(__file__).parent / "silent.yaml").read_text("utf-8"))
CASES = SILENT["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']} {case['why']}" for case in CASES])
def test_the_rule_keeps_silent(case: dict[str, str], examine_draft: Examine) -> None:
    text = SILENT["heads"].get(case.get("head"), "") + case["text"]
    assert [each.words for each in examine_draft(text, only=[case["rule"]]).findings] == []
