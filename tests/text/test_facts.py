"""From when a text applies, and for how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette
from gongbao.text.facts import effective, period


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("本办法自2023年6月1日起施行，有效期2年。", "2023-06-01", "自2023年6月1日起施行"),
        ("本细则自印发之日起实施。", "印发之日", "自印发之日起实施"),
        ("自发布之日起正式施行。2019年原《办法》（自2018年1月1日起施行）废止", "发布之日", "自发布之日起正式施行"),
        ("现予公布，自公布之日起施行。", "公布之日", "自公布之日起施行"),
        ("本办法自2022年5月1日起执行,执行有效期两年。", "2022-05-01", "自2022年5月1日起执行"),
        ("本方案自2021年11月18日开始施行，有效期5年。", "2021-11-18", "自2021年11月18日开始施行"),
        ("本规定自一九九五年一月一日起执行。", "1995-01-01", "自一九九五年一月一日起执行"),
        ("本办法自公布之日起30日后施行。", "公布之日起30日后", "自公布之日起30日后施行"),
        ("本细则有效期自2021年7月1日至2026年6月30日。", "2021-07-01", "有效期自2021年7月1日至2026年6月30日"),
    ],
)
def test_the_day_from_which_a_text_applies(key: str, value: str, words: str) -> None:
    assert effective(key) == (value, words)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("有效期5年", "P5Y"),
        ("有效期为五年。", "P5Y"),
        ("有效期限5年", "P5Y"),
        ("有效期两年", "P2Y"),
        ("有效期18个月", "P18M"),
        ("有效期至2025年12月31日", "2025-12-31"),
        ("有效期截止到2025年12月31日", "2025-12-31"),
        ("有效期一年半", "P1Y6M"),
        ("本方案试行期两年。", "P2Y"),
        ("试行两年", "P2Y"),
        ("本规定执行期限3年。", "P3Y"),
        ("本措施自发布之日起五年内有效。", "P5Y"),
        ("本办法自2021年1月1日起至2023年12月31日止执行。", "2023-12-31"),
        ("本细则有效期自2021年7月1日至2026年6月30日。", "2026-06-30"),
        ("本意见实施期限为2021年1月1日—2025年12月31日。", "2025-12-31"),
        ("本通知自2021年3月1日起施行，至2022年12月31日止。", "2022-12-31"),
    ],
)
def test_how_long_a_text_applies(key: str, value: str) -> None:
    found = period(key)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("key", ["2023年6月1日召开会议", "专家委员会委员任期三年", "有效期内"])
def test_what_says_neither_is_left_alone(key: str) -> None:
    assert effective(key) is None
    assert period(key) is None


@pytest.mark.parametrize(
    "key",
    [
        "养犬登记实行年检，有效期一年，期满前30日，养犬人自行申请办理年检。",
        "第九条安全生产许可证的有效期为3年。",
        "政府储备的排污权有效期为五年，到期自动延续。",
        "依照本条例取得生产许可证的，许可证有效期为5年。",
        "对困难企业缓缴社会保险费，执行至2024年9月30日。",
        "有效期自认定之日起两年内有效。",
    ],
)
def test_the_period_of_a_licence_is_none_of_the_text(key: str) -> None:
    assert period(key) is None


def test_a_day_that_no_calendar_has_is_kept_as_printed() -> None:
    assert effective("本办法自2023年2月30日起施行。") == ("2023年2月30日", "自2023年2月30日起施行")
    assert period("本办法有效期至2025年6月31日。") == ("2025年6月31日", "有效期至2025年6月31日")


def test_the_main_text_counts_before_the_notice(words: Callable[[str], Gazette]) -> None:
    gazette = words(
        "某市人民政府令\n〔2021〕第1号\n《某市某办法》已经通过，现予公布，自2022年1月1日起施行。\n某市某办法\n"
        "第一条　甲。\n第二条　本办法自2022年1月20日起施行，有效期至2026年12月31日。\n"
    )
    (document,) = gazette.documents
    assert document.effective is not None
    assert (document.effective.value, document.effective.place) == ("2022-01-20", "第二条第一款")
    assert document.period is not None
    assert document.period.value == "2026-12-31"


def test_the_period_of_the_five_gazettes_is_found_where_it_is_written(issues: dict[str, Gazette]) -> None:
    found = {
        document.title: document.period.value
        for gazette in issues.values()
        for document in gazette.documents
        if document.period
    }
    assert found["定州市养犬管理办法"] == "P2Y"
    assert found["廊坊市职工基本医疗保险门诊共济保障机制实施细则"] == "P5Y"
    assert found["廊坊市推动公立医院高质量发展的实施方案"] == "2025-12-31"
    assert len(found) == 14
