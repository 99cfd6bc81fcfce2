"""The rule of a reason with its numbers put in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gongbao.decisions import Kind
from gongbao.web.reasons import with_numbers


def reason(value: str, *, rule: str | None = None, uses: tuple[str, ...] = (), shown: str = "") -> Any:
    kind = Kind.DECISION if rule else Kind.INPUT
    return SimpleNamespace(kind=kind, value=value, shown=shown or value, rule=rule, uses=uses)


def worked(rule: str, **values: str) -> str:
    below = {name: reason(value, shown="60%" if value == "0.6" else "") for name, value in values.items()}
    return with_numbers(reason("1", rule=rule, uses=tuple(values)), below)


def test_names_give_way_to_their_numbers() -> None:
    assert worked("(费用 - 起付) * 比例", 费用="5000.00", 起付="100.00", 比例="0.6") == "(5000 - 100) * 60%"


def test_a_name_within_a_longer_one_stays() -> None:
    assert worked("if 年龄 > 0 then 年龄 * 1 else 适用年龄 - 1", 年龄="44") == "if 44 > 0 then 44 * 1 else 适用年龄 - 1"


def test_a_rule_over_dates_or_words_is_left_alone() -> None:
    assert worked("就诊日期.year - 出生日期.year", 就诊日期="2022-06-01", 出生日期="1975-03-01") == ""
    assert worked("统筹支付比例", 统筹支付比例="0.6") == ""
