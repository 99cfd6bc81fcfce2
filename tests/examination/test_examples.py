"""Every rule's example breaks the rule, and the page of rules shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report, Rule, all_rules, rules_page
from gongbao.library import Library

Examine = Callable[..., Report]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_example_breaks_its_rule(rule: Rule, examine_draft: Examine, laws: Library) -> None:
    report = examine_draft(rule.example, library=laws)
    assert rule.code in report.counts, report.findings


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_documented_in_plain_chinese(rule: Rule) -> None:
    assert len(rule.code) == 3
    assert rule.code.isdecimal()
    assert rule.name
    assert rule.reason.endswith("。")
    assert "！" not in rule.name + rule.reason


def test_the_page_has_every_rule_with_its_reason_and_example() -> None:
    page = rules_page()
    for rule in all_rules():
        assert f"### {rule.code} {rule.name}" in page
        assert rule.reason in page
        assert f"    {rule.example.splitlines()[0]}" in page
