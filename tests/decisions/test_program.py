"""One case: value, status, what is missing, and reasons that cite their words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.decisions import (
    Answer,
    ConflictError,
    DecisionError,
    Kind,
    NotInForceError,
    Program,
    Refusal,
    Status,
    UnknownDecisionError,
    prepare,
)
from gongbao.feel import MISSING, Missing, MissingInput
from gongbao.pack.compiled import (
    CompiledPack,
    Decision,
    DecisionTable,
    FactType,
    HitPolicy,
    Input,
    Parameter,
    ParameterValue,
    Rounding,
    Rule,
)

DAY = date(2022, 6, 1)
CASE = {"人员类别": "在职", "年龄": 44, "政策范围内费用": 5000}


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ({"人员类别": "在职", "年龄": 44, "政策范围内费用": 5000}, "2000.00"),
        ({"人员类别": "在职", "年龄": 45, "政策范围内费用": 5000}, "2940.00"),
        ({"人员类别": "在职", "年龄": 47, "政策范围内费用": 5200}, "3000.00"),
        ({"人员类别": "退休", "政策范围内费用": 5000}, "3430.00"),
        ({"人员类别": "退休", "政策范围内费用": 100}, "0.00"),
        ({"人员类别": "退休", "政策范围内费用": 0}, "0.00"),
        ({"人员类别": "退休", "政策范围内费用": "100.01"}, "0.01"),
        ({"人员类别": "在职", "年龄": 30, "政策范围内费用": "0.05", "本年度已付起付": 100}, "0.03"),
        (
            {"人员类别": "在职", "年龄": 30, "政策范围内费用": 500, "本年度已付起付": 100, "本年度已支付": 1900},
            "100.00",
        ),
        ({"人员类别": "在职", "年龄": 30, "政策范围内费用": 500, "本年度已支付": 2600}, "0.00"),
    ],
)
def test_a_visit_pays_by_status_age_and_what_was_paid_before(
    program: Program, case: dict[str, object], value: str
) -> None:
    answer = program.decide("统筹支付", case, DAY)
    assert (answer.status, answer.value) == (Status.DECIDED, value)
    assert program.decide("统筹支付", case, DAY, reasons=False).value == value


def test_the_conclusion_is_a_sentence_and_the_first_reason(program: Program) -> None:
    answer = program.decide("统筹支付", CASE, DAY)
    assert answer.sentence == "统筹基金支付 2,000.00 元"
    assert answer.reasons[0].id == "统筹支付"
    assert answer.reasons[0].value == "2000.00"
    assert answer.reasons[0].inputs == {"本年度已支付": "0.00", "政策范围内费用": "5000.00"}


def test_every_reason_has_citation_and_words_parameters_included(program: Program) -> None:
    answer = program.decide("统筹支付", CASE, DAY)
    assert all(reason.citation and reason.words and reason.address for reason in answer.reasons)
    parameter = next(reason for reason in answer.reasons if reason.id == "限额_分段年龄以下")
    assert (parameter.kind, parameter.value, parameter.words) == (
        Kind.PARAMETER,
        "2000.00",
        "年度支付限额为2000元",
    )


def test_reasons_make_a_tree_from_the_conclusion(program: Program) -> None:
    answer = program.decide("统筹支付", CASE, DAY)
    by_id = {reason.id: reason for reason in answer.reasons}
    assert len(by_id) == len(answer.reasons)
    reached, waiting = set(), ["统筹支付"]
    while waiting:
        key = waiting.pop()
        reached.add(key)
        waiting += [used for used in by_id[key].uses if used not in reached]
    assert reached == set(by_id)


def test_the_rule_row_that_hit_is_told_and_no_other(program: Program) -> None:
    young, old = program.decide("统筹支付", CASE, DAY), program.decide("统筹支付", {**CASE, "年龄": 45}, DAY)
    assert [r.id for r in young.reasons if r.kind is Kind.RULE] == ["年度支付限额/1"]
    assert [r.id for r in old.reasons if r.kind is Kind.RULE] == ["年度支付限额/2"]
    row = next(r for r in old.reasons if r.kind is Kind.RULE)
    assert row.rule == '人员类别："在职"，年龄：>= 分段年龄 → 限额_分段年龄以上'
    assert row.inputs == {"人员类别": "在职", "年龄": "45"}


def test_reasons_of_one_path_carry_the_values_of_each_case(program: Program) -> None:
    for cost in ("200", "300", "400.50"):
        reasons = program.decide("统筹支付", {**CASE, "政策范围内费用": cost}, DAY).reasons
        told = next(reason for reason in reasons if reason.id == "政策范围内费用")
        assert Decimal(str(told.value)) == Decimal(cost)


def test_defaults_and_derived_values_are_visible_as_such(program: Program) -> None:
    case = {"人员类别": "在职", "出生日期": "1978-03-01", "政策范围内费用": 5000}
    answer = program.decide("统筹支付", case, DAY)
    kinds = {reason.id: reason.kind for reason in answer.reasons}
    assert kinds["本年度已支付"] is Kind.DEFAULT
    assert kinds["年龄"] is Kind.DERIVED
    assert kinds["人员类别"] is Kind.INPUT
    age = next(reason for reason in answer.reasons if reason.id == "年龄")
    assert (age.value, age.uses) == ("43", ("适用年龄",))
    assert {"适用年龄", "出生日期", "就诊日期"} <= set(kinds)


def test_only_the_branch_that_was_taken_is_told(program: Program) -> None:
    inside = program.decide("个人负担", {**CASE, "是否住院": "是"}, DAY)
    outside = program.decide("个人负担", {**CASE, "是否住院": "否"}, DAY)
    assert [reason.id for reason in inside.reasons] == ["个人负担", "是否住院"]
    assert "统筹支付" in {reason.id for reason in outside.reasons}
    assert outside.value == "3000.00"


def test_an_interpretation_is_told_where_its_parameter_is_used(program: Program) -> None:
    assert [reading.id for reading in program.decide("统筹支付", CASE, DAY).interpretations] == ["四十五岁"]
    assert program.decide("统筹支付", {**CASE, "人员类别": "退休"}, DAY).interpretations == ()


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        ({}, ("人员类别", "年龄", "政策范围内费用")),
        ({"年龄": 44}, ("人员类别", "政策范围内费用")),
        ({"人员类别": "在职"}, ("年龄", "政策范围内费用")),
        ({"人员类别": "退休"}, ("政策范围内费用",)),
        ({"人员类别": "退休", "年龄": None, "政策范围内费用": 1}, ()),
        ({**CASE, "本年度已支付": None}, ("本年度已支付",)),
        ({**CASE, "年龄": None, "出生日期": "1980-01-01"}, ("年龄",)),
        ({**CASE, "年龄": ""}, ("年龄",)),
    ],
)
def test_all_that_the_needed_path_lacks_is_named_and_nothing_else(
    program: Program, case: dict[str, object], missing: tuple[str, ...]
) -> None:
    answer = program.decide("统筹支付", case, DAY)
    assert answer.missing == missing
    assert answer.status is (Status.UNDECIDED if missing else Status.DECIDED)
    assert (answer.value is None) is bool(missing)
    assert all(reason.citation and reason.words for reason in answer.reasons)


def test_an_input_whose_derivation_is_undecided_is_itself_what_is_missing(program: Program) -> None:
    assert program.decide("年度支付限额", {"人员类别": "在职", "出生日期": None}, DAY).missing == ("年龄",)


def test_a_missing_input_that_makes_no_difference_decides_nothing_and_hinders_nothing(program: Program) -> None:
    answer = program.decide("可否直接结算", {"是否急诊": "是"}, DAY)
    assert (answer.status, answer.value, answer.sentence) == (Status.DECIDED, "true", "可否直接结算：是")
    assert {reason.id for reason in answer.reasons} == {"可否直接结算", "是否急诊"}
    assert program.value("可否直接结算", {"是否急诊": True}, DAY) is True
    assert program.decide("可否直接结算", {"是否急诊": "否"}, DAY).missing == ("是否住院",)


def test_lists_collect_what_hits(program: Program) -> None:
    both = program.decide("不予支付", {"是否住院": "是", "是否急诊": "否"}, DAY)
    none = program.decide("不予支付", {"是否住院": "否", "是否急诊": "是"}, DAY)
    assert (both.value, both.sentence) == (
        ("住院期间门诊", "不是急诊"),
        "不予支付的情形：住院期间门诊、不是急诊",
    )
    assert (none.value, none.sentence) == ((), "不予支付的情形：无")
    assert program.decide("不予支付", {"是否住院": "是"}, DAY).missing == ("是否急诊",)


def test_what_cannot_be_read_is_refused_with_field_and_rule(program: Program) -> None:
    answer = program.decide("统筹支付", {**CASE, "政策范围内费用": -1, "血型": "A"}, DAY)
    assert (answer.status, answer.value) == (Status.REFUSED, None)
    assert Refusal("政策范围内费用", "政策范围内费用不能小于 0") in answer.refusals
    assert [refusal.field for refusal in answer.refusals] == ["血型", "政策范围内费用"]
    assert answer.refusals[0].rule.startswith("没有叫“血型”的事实")
    assert program.decide("统筹支付", {**CASE, "年龄段": 44}, DAY).refusals[0].rule == (
        "没有叫“年龄段”的事实；是不是“年龄”"
    )


def test_what_the_text_lays_down_cannot_be_given(program: Program) -> None:
    answer = program.decide("统筹支付", {**CASE, "起付标准": 50, "支付比例": 1}, DAY)
    assert [refusal.field for refusal in answer.refusals] == ["起付标准", "支付比例"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2021, 12, 31), Status.NOT_IN_FORCE),
        (date(2022, 1, 1), Status.DECIDED),
        (date(2026, 12, 31), Status.DECIDED),
        (date(2027, 1, 1), Status.NOT_IN_FORCE),
    ],
)
def test_outside_its_period_the_document_decides_nothing(program: Program, day: date, status: Status) -> None:
    for answer in (program.decide("统筹支付", CASE, day), program.decide("统筹支付", {**CASE, "就诊日期": day})):
        assert answer.status is status
        assert answer.last_day == date(2026, 12, 31)
        assert (answer.value is None) is (status is Status.NOT_IN_FORCE)
    if status is Status.NOT_IN_FORCE:
        assert any("有效期5年" in reason.words for reason in answer.reasons)
        with pytest.raises(NotInForceError):
            program.value("统筹支付", {}, day)


def test_the_reason_says_the_last_day(program: Program) -> None:
    lapsed = program.decide("统筹支付", CASE, date(2027, 3, 1))
    assert "2027年3月1日已经期满，最后一天是2026年12月31日" in lapsed.sentence
    assert "2021年3月1日尚未施行，施行日期是2022年1月1日" in program.decide("统筹支付", CASE, date(2021, 3, 1)).sentence


def test_reckoning_by_the_text_of_then_is_marked_on_every_line(program: Program) -> None:
    answer = program.decide("统筹支付", CASE, date(2027, 3, 1), as_of_text=True)
    assert (answer.status, answer.value, answer.as_of_text) == (Status.DECIDED, "2000.00", True)
    assert all("按当时条文计算" in reason.mark for reason in answer.reasons)
    assert answer.sentence == "（2027年3月1日不在施行期间内，按当时条文计算）统筹基金支付 2,000.00 元"
    assert not program.decide("统筹支付", CASE, DAY, as_of_text=True).as_of_text
    lacking = program.decide("统筹支付", {}, date(2027, 3, 1), as_of_text=True)
    assert lacking.as_of_text
    assert all(reason.mark for reason in lacking.reasons)


def test_the_date_of_the_facts_goes_before_the_day_asked_for(program: Program) -> None:
    answer = program.decide("统筹支付", {**CASE, "就诊日期": "2027年1月1日"}, DAY)
    assert (answer.status, answer.on) == (Status.NOT_IN_FORCE, date(2027, 1, 1))


def test_without_any_date_the_date_is_missing(program: Program) -> None:
    assert program.decide("统筹支付", CASE).missing == ("就诊日期",)
    assert program.decide("统筹支付", {**CASE, "就诊日期": None}, DAY).missing == ("就诊日期",)
    assert program.decide("统筹支付", {"人员类别": "退休"}).missing == ("就诊日期", "政策范围内费用")
    assert program.decide("可否直接结算", {"是否急诊": True}).missing == ("适用日期",)
    with pytest.raises(MissingInput):
        program.value("统筹支付", {}, None)


def test_a_decision_is_found_by_the_catalogue_id_that_it_alone_runs(program: Program) -> None:
    assert program.decide("lf-2021-4-16.1", CASE, DAY).decision == "统筹支付"


def test_an_unknown_decision_is_answered_with_the_names(program: Program) -> None:
    with pytest.raises(UnknownDecisionError, match="没有叫“统筹支出”的判定；是不是“统筹支付”"):
        program.decide("统筹支出", CASE, DAY)


def test_answers_are_plain_json(program: Program) -> None:
    for case in (CASE, {}, {**CASE, "年龄": -1}):
        told = json.loads(json.dumps(program.decide("统筹支付", case, DAY).to_json(), ensure_ascii=False))
        assert set(told) >= {"value", "status", "missing", "reasons", "refusals", "on", "pack_hash", "force"}
        assert all(reason["citation"] and reason["words"] for reason in told["reasons"])


def test_an_answer_reads_as_text_with_each_reason_once(program: Program) -> None:
    text = program.decide("统筹支付", CASE, DAY).to_text()
    assert text.startswith("统筹基金支付 2,000.00 元\n")
    assert text.count("“年度起付标准为100元”") == 1
    assert "本年度已支付：0.00 元（按默认）" in text
    assert "采用解释（廊政办发〔2021〕6号 第六条）" in text


facts = st.fixed_dictionaries(
    {},
    optional={
        "人员类别": st.sampled_from(["在职", "退休", None]),
        "年龄": st.integers(0, 150).map(Decimal) | st.none(),
        "出生日期": st.dates(date(1900, 1, 1), date(2020, 1, 1)) | st.none(),
        "政策范围内费用": st.decimals(0, 10000, places=2) | st.none(),
        "本年度已付起付": st.decimals(0, 100, places=2) | st.none(),
        "本年度已支付": st.decimals(0, 4000, places=2) | st.none(),
        "是否住院": st.booleans() | st.none(),
        "是否急诊": st.booleans() | st.none(),
        "就诊日期": st.dates(date(2022, 1, 1), date(2026, 12, 31)),
    },
)


@given(
    facts, st.sampled_from(["统筹支付", "个人负担", "不予支付", "可否直接结算", "年度支付限额", "本次起付", "适用年龄"])
)
def test_generated_functions_and_the_evaluator_say_the_same(program: Program, case: dict[str, Any], name: str) -> None:
    typed = {fact: MISSING if value is None else value for fact, value in case.items()}
    walked = program.walk({"就诊日期": DAY, **typed}).value(name, 0)
    if isinstance(walked, Missing):
        with pytest.raises(MissingInput):
            program.value(name, typed, DAY)
    else:
        assert program.value(name, typed, DAY) == walked
    answer = program.decide(name, case, DAY)
    assert set(answer.missing) == (set(walked.names) if isinstance(walked, Missing) else set())


# Tables under every hit policy, and parameters that change.

Make = Callable[..., Program]


@pytest.fixture
def with_table(pack: CompiledPack) -> Make:
    """A program with one more decision: a table over 积分 with rows `[lower bound, output]`."""

    def make(hit: HitPolicy, kind: FactType, rows: list[tuple[str, str]], choices: tuple[str, ...] = ()) -> Program:
        passages = pack.decisions[0].passages
        table = DecisionTable(
            inputs=("积分",),
            hit=hit,
            rules=tuple(
                Rule(id=f"等次/{number}", when=(when,), then=then, passages=passages)
                for number, (when, then) in enumerate(rows, 1)
            ),
        )
        added = Decision(
            name="等次", title="等次", type=kind, table=table, choices=choices, passages=passages, reads=("积分",)
        )
        score = Input(name="积分", type=FactType.INTEGER, subject="企业", question="积分是多少")
        return prepare(pack.model_copy(update={"decisions": (added,), "inputs": (score,), "accumulations": ()}))

    return make


ROWS = [(">= 60", '"合格"'), (">= 80", '"良好"'), (">= 90", '"优秀"')]
NUMBERS = [(">= 60", "1"), (">= 80", "5"), (">= 90", "3")]


@pytest.mark.parametrize(
    ("hit", "kind", "rows", "score", "value"),
    [
        (HitPolicy.FIRST, FactType.CHOICE, ROWS, 95, "合格"),
        (HitPolicy.PRIORITY, FactType.CHOICE, ROWS, 85, "良好"),
        (HitPolicy.COLLECT, FactType.LIST, ROWS, 95, ("合格", "良好", "优秀")),
        (HitPolicy.RULE_ORDER, FactType.LIST, ROWS, 85, ("合格", "良好")),
        (HitPolicy.OUTPUT_ORDER, FactType.LIST, ROWS, 95, ("优秀", "良好", "合格")),
        (HitPolicy.COLLECT_COUNT, FactType.NUMBER, NUMBERS, 95, "3"),
        (HitPolicy.COLLECT_COUNT, FactType.NUMBER, NUMBERS, 0, "0"),
        (HitPolicy.COLLECT_SUM, FactType.NUMBER, NUMBERS, 95, "9"),
        (HitPolicy.COLLECT_MIN, FactType.NUMBER, NUMBERS, 95, "1"),
        (HitPolicy.COLLECT_MAX, FactType.NUMBER, NUMBERS, 95, "5"),
        (HitPolicy.COLLECT_MAX, FactType.NUMBER, NUMBERS, 0, None),
        (HitPolicy.ANY, FactType.CHOICE, [(">= 60", '"合格"'), (">= 80", '"合格"')], 95, "合格"),
        (HitPolicy.UNIQUE, FactType.CHOICE, [("< 60", '"不合格"'), (">= 60", '"合格"')], 60, "合格"),
        (HitPolicy.UNIQUE, FactType.CHOICE, [("[0..60)", '"不合格"'), ("[60..100]", '"合格"')], 60, "合格"),
        (HitPolicy.UNIQUE, FactType.CHOICE, [("60, 61", '"合格"')], 61, "合格"),
        (HitPolicy.UNIQUE, FactType.CHOICE, [("> 60", '"合格"')], 60, None),
    ],
)
def test_each_hit_policy_gives_what_the_standard_says(
    with_table: Make, hit: HitPolicy, kind: FactType, rows: list[tuple[str, str]], score: int, value: object
) -> None:
    choices = ("优秀", "良好", "合格", "不合格") if kind in (FactType.CHOICE, FactType.LIST) else ()
    program = with_table(hit, kind, rows, choices)
    answer = program.decide("等次", {"积分": score}, DAY)
    assert (answer.status, answer.value) == (Status.DECIDED, value)
    assert program.walk({"积分": Decimal(score)}).value("等次", 0) == program.value(
        "等次", {"积分": Decimal(score)}, DAY
    )
    assert program.decide("等次", {}, DAY).missing == ("积分",)


def test_where_no_row_holds_the_answer_says_that_the_text_is_silent(with_table: Make) -> None:
    answer = with_table(HitPolicy.UNIQUE, FactType.CHOICE, [("> 60", '"合格"')], ("合格",)).decide(
        "等次", {"积分": 1}, DAY
    )
    assert (answer.value, answer.sentence) == (None, "等次：条文未作规定")


@pytest.mark.parametrize("hit", [HitPolicy.UNIQUE, HitPolicy.ANY])
def test_rows_that_collide_stop_the_decision_and_are_named(with_table: Make, hit: HitPolicy) -> None:
    program = with_table(hit, FactType.CHOICE, ROWS, ("优秀", "良好", "合格"))
    with pytest.raises(ConflictError, match="等次/1、等次/2 同时符合"):
        program.decide("等次", {"积分": 85}, DAY)
    assert program.decide("等次", {"积分": 70}, DAY).value == "合格"


@pytest.fixture
def amended(pack: CompiledPack) -> Program:
    """The pack with the deductible raised from 2024 on."""
    old = pack.parameters[0].values[0]
    new = ParameterValue(value="200", printed="200 元", start=date(2024, 1, 1), passages=old.passages)
    raised = Parameter(name="起付标准", type=FactType.MONEY, unit="元", values=(old, new))
    return prepare(pack.model_copy(update={"parameters": (raised, *pack.parameters[1:])}))


@pytest.mark.parametrize(
    ("day", "value"), [(date(2023, 12, 31), "100.00"), (date(2024, 1, 1), "200.00"), (date(2025, 6, 1), "200.00")]
)
def test_an_amended_value_holds_from_its_day_on(amended: Program, day: date, value: str) -> None:
    for answer in (
        amended.decide("本次起付", {"政策范围内费用": 5000, "就诊日期": day}),
        amended.decide("本次起付", {"政策范围内费用": 5000}, day),
    ):
        assert answer.value == value
        assert next(reason for reason in answer.reasons if reason.id == "起付标准").value == value
    assert amended.value("本次起付", {"政策范围内费用": Decimal(5000), "就诊日期": day}) == Decimal(value)


def test_a_sub_decision_with_its_own_date_takes_the_values_of_that_date(amended: Program) -> None:
    pack = amended.pack
    later = Input(name="结算日期", type=FactType.DATE, subject="个人", question="结算是哪天")
    settled = Decision(
        name="结算金额",
        title="结算金额",
        type=FactType.MONEY,
        date="结算日期",
        feel="本次起付 + 起付标准",
        passages=pack.decisions[0].passages,
        reads=("政策范围内费用", "本年度已付起付"),
        derives_from=("就诊日期",),
    )
    program = prepare(
        pack.model_copy(update={"inputs": (*pack.inputs, later), "decisions": (*pack.decisions, settled)})
    )
    case = {"就诊日期": "2023-12-31", "结算日期": "2024-01-02", "政策范围内费用": 5000}
    assert program.decide("结算金额", case).value == "300.00"
    assert program.decide("结算金额", {**case, "就诊日期": None}).missing == ("就诊日期",)


@pytest.mark.parametrize(
    ("mode", "value"),
    [("half up", "0.13"), ("half down", "0.12"), ("half even", "0.12"), ("up", "0.13"), ("down", "0.12")],
)
def test_results_are_rounded_as_declared(pack: CompiledPack, mode: str, value: str) -> None:
    cost = Input(name="费用", type=FactType.NUMBER, subject="个人", question="费用")
    made = Decision(
        name="应付",
        title="应付",
        type=FactType.MONEY,
        feel="费用",
        round=Rounding(places=2, mode=mode),
        passages=pack.decisions[0].passages,
        reads=("费用",),
    )
    program = prepare(pack.model_copy(update={"inputs": (cost,), "decisions": (made,), "accumulations": ()}))
    assert program.decide("应付", {"费用": "0.125"}, DAY).value == value


def test_a_pack_whose_decisions_read_each_other_in_a_circle_is_not_prepared(pack: CompiledPack) -> None:
    passages = pack.decisions[0].passages
    circle = tuple(
        Decision(name=name, title=name, type=FactType.NUMBER, feel=other, passages=passages)
        for name, other in (("甲", "乙"), ("乙", "甲"))
    )
    with pytest.raises(DecisionError, match="绕成一圈"):
        prepare(pack.model_copy(update={"decisions": circle}))


def test_an_undeclared_name_is_named(pack: CompiledPack) -> None:
    made = Decision(name="甲", title="甲", type=FactType.NUMBER, feel="没有的 + 1", passages=pack.decisions[0].passages)
    with pytest.raises(DecisionError, match="判定“甲”用了没有声明的名字“没有的”"):
        prepare(pack.model_copy(update={"decisions": (made,)}))


def test_money_is_never_a_float(program: Program) -> None:
    answer: Answer = program.decide("统筹支付", {**CASE, "政策范围内费用": 131072.01, "人员类别": "退休"}, DAY)
    cost = next(reason for reason in answer.reasons if reason.id == "政策范围内费用")
    assert cost.value == "131072.01"
    assert all(isinstance(reason.known, Decimal | str | date | None) for reason in answer.reasons)
