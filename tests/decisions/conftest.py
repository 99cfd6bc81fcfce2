"""A pack built by hand: outpatient reimbursement of 廊政办发〔2021〕6号 第六条, and what else the room must run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongbao.decisions import Program, prepare
from gongbao.pack.compiled import (
    Accumulation,
    CompiledPack,
    Decision,
    DecisionTable,
    FactType,
    HitPolicy,
    InForce,
    Input,
    Interpretation,
    Parameter,
    ParameterValue,
    Passage,
    Rounding,
    Rule,
)

NUMBER = "廊政办发〔2021〕6号"
TITLE = "廊坊市职工基本医疗保险门诊共济保障机制实施细则"
SIXTH = (
    "在一个参保年度内，参保人员在统筹区内有门诊统筹资格的医保定点医疗机构就医，门诊统筹年度起付标准为100元；"
    "45岁以下参保人员医保统筹基金政策范围内年度支付限额为2000元，统筹基金支付比例为60%；"
    "45岁（含）以上参保人员医保统筹基金政策范围内年度支付限额为3000元，统筹基金支付比例为60%；"
    "退休人员医保统筹基金政策范围内年度支付限额为4000元，统筹基金支付比例为70%。"
)


def passage(words: str, place: str = "第六条", text: str = SIXTH) -> Passage:
    return Passage(
        document=f"{NUMBER}《{TITLE}》",
        number=NUMBER,
        title=TITLE,
        place=place,
        eid="chp_2__art_6",
        address=f"/d/{NUMBER}/{place}",
        words=words,
        text=text,
    )


def parameter(name: str, kind: FactType, value: str, printed: str, words: str, unit: str | None = None) -> Parameter:
    value_of = ParameterValue(value=value, printed=printed, passages=(passage(words),))
    return Parameter(name=name, type=kind, unit=unit, values=(value_of,))


def fact(name: str, kind: FactType, **more: Any) -> Input:
    return Input(name=name, type=kind, subject="个人", question=f"{name}是什么", **more)


MONEY = {"type": FactType.MONEY, "unit": "元"}
CENT = Rounding(places=2)
OF_VISIT = {"date": "就诊日期", "passages": (passage("门诊统筹年度起付标准为100元"),)}
READS = ("就诊日期", "人员类别", "年龄", "政策范围内费用", "本年度已付起付", "本年度已支付")


def rule(table: str, number: int, when: tuple[str, ...], then: str, words: str) -> Rule:
    return Rule(id=f"{table}/{number}", when=when, then=then, passages=(passage(words),))


def outpatient() -> CompiledPack:
    """The pack as the compiler of packs would hand it over."""
    limits = DecisionTable(
        inputs=("人员类别", "年龄"),
        hit=HitPolicy.UNIQUE,
        rules=(
            rule("年度支付限额", 1, ('"在职"', "< 分段年龄"), "限额_分段年龄以下", "45岁以下参保人员"),
            rule("年度支付限额", 2, ('"在职"', ">= 分段年龄"), "限额_分段年龄以上", "45岁（含）以上参保人员"),
            rule("年度支付限额", 3, ('"退休"', "-"), "限额_退休", "退休人员医保统筹基金"),
        ),
    )
    return CompiledPack(
        name="职工医保门诊共济-2021",
        title=TITLE,
        place="廊坊市",
        folder="langfang/职工医保门诊共济-2021",
        hash="c0ffee",
        document=f"{NUMBER}《{TITLE}》",
        address=f"/d/{NUMBER}",
        in_force=InForce(
            first_day=date(2022, 1, 1),
            last_day=date(2026, 12, 31),
            passages=(passage("本实施细则自2022年1月1日起施行，有效期5年", "第三十二条"),),
        ),
        parameters=(
            parameter("起付标准", FactType.MONEY, "100", "100 元", "年度起付标准为100元", "元"),
            parameter("分段年龄", FactType.INTEGER, "45", "45 岁", "45岁（含）以上参保人员", "岁"),
            parameter("限额_分段年龄以下", FactType.MONEY, "2000", "2000 元", "年度支付限额为2000元", "元"),
            parameter("限额_分段年龄以上", FactType.MONEY, "3000", "3000 元", "年度支付限额为3000元", "元"),
            parameter("限额_退休", FactType.MONEY, "4000", "4000 元", "年度支付限额为4000元", "元"),
            Parameter(
                name="统筹支付比例",
                type=FactType.RATIO,
                by="人员类别",
                values=(
                    ParameterValue(
                        value="0.6", printed="60%", when="在职", passages=(passage("统筹基金支付比例为60%"),)
                    ),
                    ParameterValue(
                        value="0.7", printed="70%", when="退休", passages=(passage("统筹基金支付比例为70%"),)
                    ),
                ),
            ),
        ),
        inputs=(
            fact("参保人", FactType.TEXT),
            fact("就诊日期", FactType.DATE),
            fact("人员类别", FactType.CHOICE, choices=("在职", "退休"), passages=(passage("参保人员"),)),
            fact("年龄", FactType.INTEGER, unit="岁", minimum="0", maximum="150", derived="适用年龄"),
            fact("出生日期", FactType.DATE),
            fact("政策范围内费用", FactType.MONEY, unit="元", minimum="0"),
            fact("本年度已付起付", FactType.MONEY, unit="元", minimum="0", default="0"),
            fact("本年度已支付", FactType.MONEY, unit="元", minimum="0", default="0"),
            fact("是否住院", FactType.BOOLEAN),
            fact("是否急诊", FactType.BOOLEAN),
        ),
        decisions=(
            Decision(
                name="适用年龄",
                title="本年度适用的年龄",
                type=FactType.INTEGER,
                unit="岁",
                feel="max(0, 就诊日期.year - 1 - 出生日期.year)",
                answer="本年度按{value}计算",
                reads=("就诊日期", "出生日期"),
                date="就诊日期",
                passages=(passage("从次年起为其变更", "第八条"),),
            ),
            Decision(
                name="本次起付",
                title="本次就诊计入起付标准的金额",
                **MONEY,
                **OF_VISIT,
                feel="max(0, min(政策范围内费用, 起付标准 - 本年度已付起付))",
                round=CENT,
                reads=("政策范围内费用", "本年度已付起付"),
            ),
            Decision(
                name="年度支付限额",
                title="统筹基金年度支付限额",
                **MONEY,
                **OF_VISIT,
                table=limits,
                reads=("人员类别", "年龄"),
                derives_from=("就诊日期", "出生日期"),
            ),
            Decision(
                name="支付比例",
                title="统筹基金支付比例",
                type=FactType.RATIO,
                feel="统筹支付比例",
                reads=("人员类别",),
                **OF_VISIT,
            ),
            Decision(
                name="统筹支付",
                title="统筹基金本次支付金额",
                **MONEY,
                **OF_VISIT,
                feel="max(0, min(年度支付限额 - 本年度已支付, (政策范围内费用 - 本次起付) * 支付比例))",
                round=CENT,
                answer="统筹基金支付{value}",
                runs=("lf-2021-4-16.1",),
                reads=READS[1:],
                derives_from=("就诊日期", "出生日期"),
            ),
            Decision(
                name="个人负担",
                title="个人负担的金额",
                **MONEY,
                **OF_VISIT,
                feel="if 是否住院 then 0 else 政策范围内费用 - 统筹支付",
                reads=(*READS[1:], "是否住院"),
                derives_from=("就诊日期", "出生日期"),
            ),
            Decision(
                name="不予支付",
                title="基金不予支付的情形",
                type=FactType.LIST,
                **OF_VISIT,
                table=DecisionTable(
                    inputs=("是否住院", "是否急诊"),
                    hit=HitPolicy.COLLECT,
                    rules=(
                        rule("不予支付", 1, ("true", "-"), '"住院期间门诊"', "住院期间"),
                        rule("不予支付", 2, ("-", "false"), '"不是急诊"', "急诊"),
                    ),
                ),
                answer="不予支付的情形：{value}",
                reads=("是否住院", "是否急诊"),
            ),
            Decision(
                name="可否直接结算",
                title="可否直接结算",
                type=FactType.BOOLEAN,
                passages=(passage("直接联网结算", "第二十五条"),),
                feel="是否住院 or 是否急诊",
                reads=("是否住院", "是否急诊"),
            ),
        ),
        accumulations=(
            Accumulation(input="本年度已付起付", of="本次起付", over=("参保人", "年(就诊日期)"), order="就诊日期"),
            Accumulation(input="本年度已支付", of="统筹支付", over=("参保人", "年(就诊日期)"), order="就诊日期"),
        ),
        interpretations=(
            Interpretation(
                id="四十五岁",
                passage=passage("45岁（含）以上参保人员"),
                question="“45岁以下”是否含45岁",
                reading="不含",
                because="同条另有“45岁（含）以上”",
                applies_to=("分段年龄",),
            ),
        ),
    )


@pytest.fixture(scope="session")
def pack() -> CompiledPack:
    return outpatient()


@pytest.fixture(scope="session")
def program(pack: CompiledPack) -> Program:
    return prepare(pack)
