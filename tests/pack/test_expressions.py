"""FEEL in a pack: names, numbers, types and units."""

from __future__ import annotations

import pytest

from gongbao.pack import FactType, Mark, PackError, Scalar
from gongbao.pack.expressions import Scope, Symbol, column, expression, is_name, output, unary

MONEY = Symbol("decision", FactType.MONEY, "元")
TRUTH = Symbol("decision", FactType.BOOLEAN)
CLASS = Symbol("input", FactType.CHOICE, None, ("在职", "退休"))
AGE = Symbol("input", FactType.INTEGER, "岁")
SCOPE = Scope(
    {
        "费用": Symbol("input", FactType.MONEY, "元"),
        "限额": Symbol("parameter", FactType.MONEY, "元"),
        "比例": Symbol("parameter", FactType.RATIO),
        "年龄": AGE,
        "类别": CLASS,
        "开始": Symbol("input", FactType.DATE),
        "结束": Symbol("input", FactType.DATE),
        "天数": Symbol("parameter", FactType.INTEGER, "天"),
        "满足": Symbol("input", FactType.BOOLEAN),
    }
)


def scalar(text: str) -> Scalar:
    return Scalar(text, Mark("f", 1, 1))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("max(0, min(限额, 费用 * 比例))", MONEY),
        ("max（0，min（限额，费用 * 比例））", MONEY),
        ('if 类别 = "在职" then 费用 else 0', MONEY),
        ("费用 / 限额", Symbol("decision", FactType.RATIO)),
        ("(结束 - 开始).days <= 天数 and 满足", TRUTH),
        ("开始.year - 1 - 结束.year", AGE),
        ("年龄 in [0..1]", TRUTH),
        ('if 满足 then "在职" else "退休"', CLASS),
        ("-费用", MONEY),
        ("sum([费用, 限额])", MONEY),
        ('类别 in ("在职", "退休")', TRUTH),
        ("费用 between 0 and 限额", TRUTH),
    ],
)
def test_an_expression_whose_types_and_units_agree_is_taken_as_it_stands(text: str, target: Symbol) -> None:
    assert expression(scalar(text), SCOPE, target) == text


@pytest.mark.parametrize(
    ("text", "target", "column_of_fault", "what"),
    [
        ("费用 * 0.6", MONEY, 6, "表达式里直接写了数 0.6"),
        ('开始 > @"2022-01-01"', TRUTH, 6, "表达式里直接写了日期或时长"),
        ('开始 > date("2022-01-01")', TRUTH, 6, "表达式里直接写了日期、时长或数"),
        ("费佣 * 比例", MONEY, 1, "没有叫“费佣”的输入、参数或判定"),
        ("费用 + 年龄", MONEY, 4, "数（元）和数（岁）不能相加减"),
        ("费用 * 限额", MONEY, 4, "数（元）和数（元）不能相乘"),
        ("费用 / 年龄", MONEY, 4, "数（元）不能除以数（岁）"),
        ("费用 > 年龄", TRUTH, 4, "数（元）不能和数（岁）比较"),
        ("费用 > 类别", TRUTH, 4, "数（元）不能和文字比较"),
        ('类别 = "在职工"', TRUTH, 4, "“在职工”不在选项里"),
        ("费用 and 满足", TRUTH, 1, "条件要的是“是否”，这里是数（元）"),
        ("if 费用 then 0 else 1", MONEY, 4, "条件要的是“是否”，这里是数（元）"),
        ('if 满足 then 费用 else "无"', MONEY, 1, "各支的结果不是同一类型、同一单位：数（元）和文字"),
        ("年龄", MONEY, 1, "算出来的是数（岁），声明的是数（元）"),
        ('if 满足 then "在职" else "离休"', CLASS, 1, "“离休”不在选项里"),
        ("开始.weeks", AGE, 4, "日期没有“weeks”这一部分"),
        ("满足 > 满足", TRUTH, 4, "是否不分大小"),
    ],
)
def test_a_fault_in_an_expression_points_at_its_character(
    text: str, target: Symbol, column_of_fault: int, what: str
) -> None:
    with pytest.raises(PackError) as caught:
        expression(scalar(text), SCOPE, target)
    assert (caught.value.what, caught.value.column) == (what, column_of_fault)


@pytest.mark.parametrize(
    ("cell", "subject", "compiled"),
    [
        ("-", CLASS, "-"),
        ("在职", CLASS, '"在职"'),
        ("在职, 退休", CLASS, '"在职", "退休"'),
        ("在职，退休", CLASS, '"在职", "退休"'),
        ('not("在职")', CLASS, 'not("在职")'),
        ("< 年龄", AGE, "< 年龄"),
        ("[0..1]", AGE, "[0..1]"),
        ("true", TRUTH, "true"),
        ("是", TRUTH, "true"),
        ("否", TRUTH, "false"),
        ("> 限额 * 比例", MONEY, "> 限额 * 比例"),
    ],
)
def test_a_cell_becomes_unary_tests(cell: str, subject: Symbol, compiled: str) -> None:
    assert unary(scalar(cell), SCOPE, subject) == compiled


@pytest.mark.parametrize(
    ("cell", "subject", "what"),
    [
        ("再职", CLASS, "“再职”不在选项里"),
        ('"再职"', CLASS, "“再职”不在选项里"),
        ("< 限额", AGE, "数（岁）不能和数（元）比较"),
        ("< 45", AGE, "表达式里直接写了数 45"),
        ('"在职"', AGE, "数（岁）不能和文字比较"),
        ("> 满足", TRUTH, "是否不分大小"),
    ],
)
def test_a_cell_that_does_not_fit_its_column_is_refused(cell: str, subject: Symbol, what: str) -> None:
    with pytest.raises(PackError) as caught:
        unary(scalar(cell), SCOPE, subject)
    assert caught.value.what == what


def test_a_result_may_be_a_bare_choice() -> None:
    assert output(scalar("退休"), SCOPE, CLASS) == '"退休"'
    assert output(scalar("费用 * 比例"), SCOPE, MONEY) == "费用 * 比例"
    with pytest.raises(PackError, match="“离休”不在选项里。您是不是要写“退休”"):
        output(scalar("离休"), SCOPE, CLASS)


def test_a_column_may_be_a_name_or_an_expression() -> None:
    assert column(scalar("类别"), SCOPE) == ("类别", CLASS)
    text, symbol = column(scalar("(结束 - 开始).days"), SCOPE)
    assert (text, symbol.type, symbol.unit) == ("(结束 - 开始).days", FactType.NUMBER, "日")


def test_names_are_names_of_feel() -> None:
    assert is_name("限额_分段年龄以下")
    assert is_name("平均养老金2020年")
    assert not any(is_name(text) for text in ("2020年平均", "甲（乙）", "if", "甲+乙", "true", "item", ""))
