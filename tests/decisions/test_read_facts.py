"""What people and machines write is read by the type of its fact, or refused with its rule."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.decisions import Refusal, Unreadable, read_facts, read_value
from gongbao.feel import MISSING
from gongbao.pack.compiled import FactType, Input


def fact(name: str, kind: FactType, **more: object) -> Input:
    return Input(name=name, type=kind, subject="个人", question=f"{name}是什么", **more)  # type: ignore[arg-type]


COST = fact("政策范围内费用", FactType.MONEY, unit="元", minimum="0")
AGE = fact("年龄", FactType.INTEGER, unit="岁", minimum="0", maximum="150")
RATE = fact("支付比例", FactType.RATIO, maximum="1")
DAY = fact("就诊日期", FactType.DATE)
IN_WARD = fact("是否住院", FactType.BOOLEAN)
STATUS = fact("人员类别", FactType.CHOICE, choices=("在职", "退休"))
NAME = fact("参保人", FactType.TEXT)
PAPERS = fact("资料", FactType.LIST)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5000", "5000"),
        ("5,000", "5000"),
        ("1,234,567.89", "1234567.89"),
        ("0.5万", "5000"),
        ("0.5 万元", "5000"),
        ("５０００", "5000"),
        ("５０００元", "5000"),
        ("5000元", "5000"),
        ("¥5000", "5000"),
        ("￥5,000.5", "5000.5"),
        ("3亿", "300000000"),
        ("12.3万", "123000"),
        (".5", "0.5"),
        (" 100.00 ", "100"),
        ("100.500", "100.5"),
        (5000, "5000"),
        (5000.1, "5000.1"),
        (Decimal("12.30"), "12.3"),
        ("1.5e3", "1500"),
    ],
)
def test_money_is_read_as_people_write_it(written: object, read: str) -> None:
    assert read_value(COST, written) == Decimal(read)


@pytest.mark.parametrize(
    ("declared", "written", "rule"),
    [
        (COST, "-1", "政策范围内费用不能小于 0"),
        (COST, "12.345", "政策范围内费用最多写到分，即小数点后两位"),
        (COST, 0.1 + 0.2, "政策范围内费用最多写到分，即小数点后两位"),
        (COST, "五千", "政策范围内费用“五千”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, "5,00", "政策范围内费用“5,00”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, "nan", "政策范围内费用“nan”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, Decimal("Infinity"), "政策范围内费用“Infinity”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, float("inf"), "政策范围内费用“inf”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, True, "政策范围内费用要填数，不能填“true”"),
        (COST, [1], "政策范围内费用“[1]”读不出数，请写成 5000、5,000 或 0.5万"),
        (COST, "1e99", "政策范围内费用的整数部分不能超过 13 位"),
        (COST, "10000000000000", "政策范围内费用的整数部分不能超过 13 位"),
        (AGE, "44.5", "年龄要填整数"),
        (AGE, "151", "年龄不能大于 150"),
        (AGE, 10**30, "年龄“10000000000000000000…”读不出数，请写成 5000、5,000 或 0.5万"),
        (RATE, "120%", "支付比例不能大于 100%"),
        (RATE, "六成", "支付比例“六成”读不出数，请写成 60% 或 0.6"),
        (RATE, "0.1234567", "支付比例最多写到小数点后 6 位"),
        (DAY, "2022-02-30", "就诊日期“2022-02-30”读不出日期，请写成 2022-06-01 或 2022年6月1日"),
        (DAY, "20220601120000", "就诊日期“20220601120000”读不出日期，请写成 2022-06-01 或 2022年6月1日"),
        (DAY, "0022-06-01", "就诊日期的年份要在 1800 年到 2200 年之间"),
        (DAY, 20220601, "就诊日期“20220601”读不出日期，请写成 2022-06-01 或 2022年6月1日"),
        (IN_WARD, "也许", "是否住院“也许”要填是或否"),
        (IN_WARD, 1, "是否住院“1”要填是或否"),
        (STATUS, "离休", "人员类别只能是在职、退休之一"),
        (STATUS, 3, "人员类别只能是在职、退休之一"),
        (NAME, "长" * 1001, "参保人不能超过 1000 个字"),
        (NAME, {"a": 1}, "参保人要填文字"),
        (PAPERS, 5, "资料要填一列文字，用顿号隔开"),
    ],
)
def test_what_a_fact_does_not_accept_is_refused_with_its_rule(declared: Input, written: object, rule: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value(declared, written)
    assert str(refused.value) == rule


@pytest.mark.parametrize(
    "written",
    ["2022-06-01", "2022-6-1", "2022年6月1日", "２０２２年６月１日", "2022/6/1", "2022.06.01", "20220601",
     date(2022, 6, 1), datetime(2022, 6, 1, 9, 30, tzinfo=UTC)],
)  # fmt: skip
def test_dates_are_read_in_every_usual_form(written: object) -> None:
    assert read_value(DAY, written) == date(2022, 6, 1)


@pytest.mark.parametrize(
    ("declared", "written", "read"),
    [
        (RATE, "60%", Decimal("0.6")),
        (RATE, "６０％", Decimal("0.6")),
        (RATE, "0.6", Decimal("0.6")),
        (RATE, "3.75%", Decimal("0.0375")),
        (AGE, "44岁", Decimal(44)),
        (AGE, "44.0", Decimal(44)),
        (AGE, 44, Decimal(44)),
        (IN_WARD, "是", True),
        (IN_WARD, "否", False),
        (IN_WARD, "TRUE", True),
        (IN_WARD, "false", False),
        (IN_WARD, True, True),
        (STATUS, " 在职 ", "在职"),
        (NAME, " 张三 ", "张三"),
        (NAME, 1001, "1001"),
        (PAPERS, "票据、处方", ["票据", "处方"]),
        (PAPERS, ["票据", " 处方 "], ["票据", "处方"]),
    ],
)
def test_each_type_has_its_reading(declared: Input, written: object, read: object) -> None:
    value = read_value(declared, written)
    assert value == read
    assert type(value) is type(read)


@pytest.mark.parametrize("declared", [COST, AGE, RATE, DAY, IN_WARD, STATUS, NAME, PAPERS])
@pytest.mark.parametrize("nothing", [None, "", "  ", "　", MISSING])
def test_null_and_blank_are_missing_and_not_a_value(declared: Input, nothing: object) -> None:
    assert read_value(declared, nothing) is MISSING


def test_absent_names_stay_absent_and_others_are_passed_over() -> None:
    facts, refusals = read_facts({"年龄": AGE, "政策范围内费用": COST}, {"年龄": None, "血型": "A"})
    assert facts == {"年龄": MISSING}
    assert refusals == []


def test_all_refusals_are_told_at_once_in_the_packs_order() -> None:
    _, refusals = read_facts({"年龄": AGE, "政策范围内费用": COST}, {"政策范围内费用": "-1", "年龄": "200"})
    assert refusals == [Refusal("年龄", "年龄不能大于 150"), Refusal("政策范围内费用", "政策范围内费用不能小于 0")]


@given(st.text(max_size=30) | st.integers() | st.floats() | st.decimals() | st.lists(st.text(max_size=3), max_size=3))
def test_nothing_that_is_given_does_more_than_be_read_or_refused(raw: object) -> None:
    for declared in (COST, AGE, RATE, DAY, IN_WARD, STATUS, NAME, PAPERS):
        facts, refusals = read_facts({declared.name: declared}, {declared.name: raw})
        assert (declared.name in facts) is not bool(refusals)
        assert all(declared.name in refusal.rule for refusal in refusals)
        assert None not in facts.values()


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999.99"), places=2))
def test_every_amount_is_read_back_as_written(amount: Decimal) -> None:
    assert read_value(COST, f"{amount:,}") == amount
    assert read_value(COST, f"{amount}元") == amount
