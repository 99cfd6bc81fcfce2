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
    ],
)
def test_how_long_a_text_applies(key: str, value: str) -> None:
    found = period(key)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("key", ["2023年6月1日召开会议", "自2023年2月30日起施行", "专家委员会委员任期三年", "有效期内"])
def test_what_says_neither_is_left_alone(key: str) -> None:
    assert effective(key) is None
    assert period(key) is None


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
