"""What an outsider learns of a pack."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from gongbao.decisions import describe, shown
from gongbao.decisions.values import filled, to_text
from gongbao.pack.compiled import CompiledPack, FactType


def test_each_decision_names_its_inputs_date_and_catalogue_ids(pack: CompiledPack) -> None:
    told = json.loads(json.dumps(describe(pack), ensure_ascii=False))
    decision = next(each for each in told["decisions"] if each["name"] == "统筹支付")
    assert (decision["runs"], decision["date"], decision["type"]) == (["lf-2021-4-16.1"], "就诊日期", "money")
    required = {each["name"]: each["required"] for each in decision["inputs"]}
    assert required == {
        "就诊日期": False,
        "人员类别": True,
        "年龄": False,
        "政策范围内费用": True,
        "本年度已付起付": False,
        "本年度已支付": False,
        "出生日期": False,
    }
    status = next(each for each in decision["inputs"] if each["name"] == "人员类别")
    assert status["choices"] == ["在职", "退休"]


@pytest.mark.parametrize(
    ("value", "kind", "unit", "text", "people"),
    [
        (Decimal("2000"), FactType.MONEY, "元", "2000.00", "2,000.00 元"),
        (Decimal("-1234567.5"), FactType.MONEY, "元", "-1234567.50", "-1,234,567.50 元"),
        (Decimal("0.125"), FactType.MONEY, "元", "0.125", "0.125 元"),
        (Decimal("0.600"), FactType.RATIO, None, "0.6", "60%"),
        (Decimal("0.0375"), FactType.RATIO, None, "0.0375", "3.75%"),
        (Decimal("1E+3"), FactType.NUMBER, "人", "1000", "1,000 人"),
        (Decimal("-0.0"), FactType.NUMBER, None, "0", "0"),
        (date(2022, 6, 1), FactType.DATE, None, "2022-06-01", "2022年6月1日"),
        (True, FactType.BOOLEAN, None, "true", "是"),
        (["甲", "乙"], FactType.LIST, None, ("甲", "乙"), "甲、乙"),
        ([], FactType.LIST, None, (), "无"),
        (None, FactType.MONEY, "元", None, "条文未作规定"),
    ],
)
def test_values_have_a_text_for_machines_and_one_for_people(
    value: object, kind: FactType, unit: str | None, text: object, people: str
) -> None:
    assert to_text(value, kind) == text
    assert shown(value, kind, unit) == people


def test_figures_are_set_off_from_chinese_characters() -> None:
    assert filled("统筹基金支付{value}", "2,000.00 元") == "统筹基金支付 2,000.00 元"
    assert filled("结算方式：{value}", "直接结算") == "结算方式：直接结算"
    assert filled("年度支付限额{value}这样使用", "不得") == "年度支付限额不得这样使用"
    assert filled("应付金额", "5 元") == "应付金额：5 元"
