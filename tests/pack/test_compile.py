"""A source model becomes a compiled pack, or every fault of it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library import Library
from gongbao.pack import CompiledPack, Fact, FactType, HitPolicy, PackError, PackProblem, compile_pack, load, read_pack

FACTS = {
    "类别": Fact("类别", "个人", FactType.CHOICE, "哪一类", None, ("甲类", "乙类")),
    "费用": Fact("费用", "个人", FactType.MONEY, "花了多少", "元", minimum="0 元"),
    "已付": Fact("已付", "个人", FactType.MONEY, "付过多少", "元", minimum="0 元"),
    "日期": Fact("日期", "个人", FactType.DATE, "哪天"),
    "人": Fact("人", "个人", FactType.TEXT, "是谁"),
}
PACK = """document: 廊政办发〔2021〕6号
in force: {from: 2022-01-01, to: 2026-12-31, cite: 第三十二条}
parameters:
  起付: {value: 100 元, cite: 第六条, words: 门诊统筹年度起付标准为100元}
  比例:
    by: 类别
    甲类: {value: 60%, cite: 第六条, words: 年度支付限额为2000元，统筹基金支付比例为60%}
    乙类: {value: 70%, cite: 第六条, words: 统筹基金支付比例为70%}
inputs:
  人:
  日期:
  类别: {derived: 适用类别}
  费用: {cite: 第六条}
  已付: {default: 0 元}
decisions:
  适用类别:
    title: 适用类别
    type: choice
    choices: [甲类, 乙类]
    date: 日期
    feel: if 日期.month > 1 then "甲类" else "乙类"
    cite: 第八条
  支付:
    title: 支付
    type: money
    unit: 元
    date: 日期
    feel: max(0, 费用 - 起付 - 已付) * 比例
    round: 分, half up
    cite: 第六条
  等次:
    title: 等次
    type: text
    table:
      inputs: [类别, 支付]
      hit: first
      rules:
        - {when: [甲类, "> 起付"], then: '"多"', cite: 第六条}
        - {when: [乙类, {compare: ">=", value: 2000 元, words: 年度支付限额为2000元}], then: '"少"', cite: 第六条}
        - {when: ["-", "-"], then: '"无"', cite: 第六条}
    cite: 第六条
accumulations:
  已付: {of: 支付, over: [人, 年(日期)], in order of: 日期}
interpretations:
  - {id: 读法, cite: 第六条, question: 问, reading: 答, because: 理由, applies to: 比例}
"""


@pytest.fixture
def compiling(tmp_path: Path, five: Library) -> object:
    def run(written: str = "", instead: str = "") -> CompiledPack:
        assert written in PACK
        folder = tmp_path / "place" / "pack"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pack.yaml").write_text(PACK.replace(written, instead, 1) if written else PACK, encoding="utf-8")
        return compile_pack(load(folder, FACTS), five)

    return run


def test_parameters_are_canonical_and_keep_what_was_printed(compiling) -> None:  # type: ignore[no-untyped-def]
    start, rate = compiling().parameters
    assert (start.type, start.unit, start.values[0].value, start.values[0].printed) == (
        FactType.MONEY,
        "元",
        "100",
        "100 元",
    )
    assert (rate.type, rate.by, [(each.when, each.value) for each in rate.values]) == (
        FactType.RATIO,
        "类别",
        [("甲类", "0.6"), ("乙类", "0.7")],
    )


def test_citations_become_passages(compiling) -> None:  # type: ignore[no-untyped-def]
    compiled = compiling()
    passage = compiled.parameters[0].values[0].passages[0]
    assert passage.citation == "廊政办发〔2021〕6号 第六条"
    assert passage.words == "门诊统筹年度起付标准为100元"
    assert passage.text.startswith("第六条")
    assert passage.address == "/d/廊政办发〔2021〕6号/第六条"
    assert (compiled.place, compiled.address) == ("廊坊市", "/d/廊政办发〔2021〕6号")
    assert compiled.title == "廊坊市职工基本医疗保险门诊共济保障机制实施细则"
    assert (compiled.in_force.first_day, compiled.in_force.last_day) == (date(2022, 1, 1), date(2026, 12, 31))


def test_reads_are_inferred_and_derivations_kept_apart(compiling) -> None:  # type: ignore[no-untyped-def]
    decisions = {each.name: each for each in compiling().decisions}
    assert decisions["支付"].reads == ("类别", "费用", "已付")
    assert decisions["支付"].derives_from == ("日期",)
    assert decisions["适用类别"].reads == ("日期",)


def test_a_table_becomes_rules_with_stable_ids_and_inline_values(compiling) -> None:  # type: ignore[no-untyped-def]
    table = next(each.table for each in compiling().decisions if each.table)
    assert table.hit is HitPolicy.FIRST
    assert [rule.id for rule in table.rules] == ["等次/1", "等次/2", "等次/3"]
    assert [rule.when for rule in table.rules] == [('"甲类"', "> 起付"), ('"乙类"', ">= 2000"), ("-", "-")]
    assert table.rules[1].passages[1].words == "年度支付限额为2000元"


def test_defaults_ranges_and_interpretations_are_kept(compiling) -> None:  # type: ignore[no-untyped-def]
    compiled = compiling()
    inputs = {each.name: each for each in compiled.inputs}
    assert (inputs["已付"].default, inputs["已付"].minimum, inputs["类别"].derived) == ("0", "0", "适用类别")
    assert compiled.interpretations[0].applies_to == ("比例",)
    assert compiled.accumulations[0].over == ("人", "年(日期)")


@pytest.mark.parametrize(
    ("written", "instead", "what", "remedy"),
    [
        ("by: 类别", "by: 类型", "“类型”不是有选项的输入", "您是不是要写“类别”"),
        ("    乙类: {value: 70%", "    丙类: {value: 70%", "参数“比例”缺乙类的值", "请按每个选项各写一个值"),
        ("value: 100 元", "value: 100 元, unit: 岁", "“100 元”的单位是“元”，这里要“岁”", "请核对单位"),
        ("derived: 适用类别", "derived: 适用类", "没有叫“适用类”的判定", "您是不是要写“适用类别”"),
        ("derived: 适用类别", "derived: 支付", "判定“支付”的类型是 money，输入“类别”的类型是 choice", "请改成同一类型"),
        ("default: 0 元", "default: 无", "“无”不是数", "请写成数和单位，例如 100 元、60%、45 岁"),
        ("  起付:", "  费用:", "输入“费用”与参数同名", "请给其中一个改名"),
        ("  起付:", "  2022起付:", "“2022起付”不能作名字", "名字不能以数字开头，不能含运算符、括号和标点"),
        (
            "    date: 日期\n    feel: max",
            "    date: 费用\n    feel: max",
            "“费用”不是日期类型的输入",
            "日期类型的输入有：日期",
        ),
        ("of: 支付", "of: 付", "没有叫“付”的判定", "您是不是要写“支付”"),
        ("of: 支付", "of: 等次", "判定“等次”与输入“已付”类型不同", "请改成同一类型"),
        ("年(日期)", "年(费用)", "“年(费用)”不是本包的输入", "您是不是要写“费用”"),
        ("applies to: 比例", "applies to: 比列", "没有叫“比列”的参数、输入或判定", "您是不是要写“比例”"),
        ('when: ["-", "-"]', 'when: ["-"]', "这一行有 1 个条件，表头有 2 项", '请逐项写条件，不限的写 "-"'),
        ("when: [甲类", "when: [甲", "“甲”不在选项里", "您是不是要写“甲类”"),
        (
            "    round: 分, half up\n    cite: 第六条",
            "    round: 分, half up",
            "判定“支付”没有依据",
            "请补上 cite（条款号）和 words（原文）",
        ),
        ("hit: first", "hit: collect", "命中规则是 collect 的，结果类型要是 list", "请核对 hit 和 type"),
        ("hit: first", "hit: priority", "命中规则是 priority 的，要有 choices 排先后", "请补上 choices"),
        ("hit: first", "hit: frist", "这里不能写“frist”", "您是不是要写“first”"),
        (
            "words: 统筹基金支付比例为70%",
            "words: 统筹基金支付比例为60%",
            "“统筹基金支付比例为60%”在 廊政办发〔2021〕6号 第六条 里出现 2 次，分不清引的是哪一处",
            "请多引几个字，使它在该条里只有一处",
        ),
    ],
)
def test_a_fault_of_meaning_is_told(compiling, written: str, instead: str, what: str, remedy: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PackError) as caught:
        compiling(written, instead)
    assert (what, remedy) in [(problem.what, problem.remedy) for problem in caught.value.problems]


def test_a_circle_through_a_derived_input_is_refused(compiling) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PackError, match="判定互相引用，绕成一圈：适用类别 → 类别 → 适用类别"):
        compiling("if 日期.month > 1", 'if 类别 = "甲类"')


def test_what_a_table_cannot_compute_exactly_is_said_with_its_reason(compiling) -> None:  # type: ignore[no-untyped-def]
    compiled = compiling("feel: max(0, 费用 - 起付 - 已付) * 比例", "feel: max(0, 费用 - 起付) * (费用 / 已付) * 比例")
    refusals = {each.name: each.table_refusal for each in compiled.decisions}
    assert refusals["适用类别"] is None
    assert refusals["支付"] is not None
    assert refusals["支付"].startswith("除法除不尽时表格不能保证精确")
    assert refusals["等次"] == f"要用到判定“支付”：{refusals['支付']}"


def test_the_pack_of_langfang_says_what_each_decision_reads(packs: Path, five: Library) -> None:
    compiled = compile_pack(read_pack(packs / "langfang" / "职工医保门诊共济-2021", [packs]), five)
    decisions = {each.name: each for each in compiled.decisions}
    pay = decisions["统筹支付"]
    assert pay.reads == ("人员类别", "年龄", "政策范围内费用", "本年度已付起付", "本年度已支付")
    assert pay.derives_from == ("就诊日期", "出生日期", "退休手续办理日期")
    assert (pay.date, pay.round and pay.round.places, pay.round and pay.round.mode) == ("就诊日期", 2, "half up")
    assert decisions["基金不予支付"].table is not None
    assert len(decisions["基金不予支付"].table.rules) == 13
    refused = {name for name, each in decisions.items() if each.table_refusal}
    assert refused == {"基金不予支付", "手工报销材料"}
    assert all(each.runs and each.passages for each in compiled.decisions)
    assert len({each.id for each in compiled.interpretations}) == len(compiled.interpretations)


@given(
    at=st.integers(0, len(PACK) - 1),
    cut=st.integers(0, 12),
    put=st.text(alphabet="[]{}()（）:,-|'\"\n 0年<>=+*甲类费用max", max_size=6),
)
def test_a_pack_changed_anywhere_is_a_pack_or_a_clear_error(five: Library, at: int, cut: int, put: str) -> None:
    problems: tuple[PackProblem, ...] = ()
    with TemporaryDirectory() as root:
        folder = Path(root) / "place" / "pack"
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(PACK[:at] + put + PACK[at + cut :], encoding="utf-8")
        try:
            compile_pack(load(folder, FACTS), five)
        except PackError as error:
            problems = error.problems
    assert all(problem.line >= 1 and problem.what and problem.remedy for problem in problems)
