"""The calculator page over the pack 职工医保门诊共济-2021, on 2022-06-01."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

PAGE = "/p/职工医保门诊共济-2021/统筹支付"
CASE = {"人员类别": "在职", "年龄": "47", "政策范围内费用": "5000", "on": "2022-06-01"}


def asked(client: TestClient, **changes: str) -> str:
    answer = client.get(PAGE, params={**CASE, **changes})
    assert answer.status_code == 200
    return answer.text


def said(text: str) -> str:
    found = re.search(r'<p class="said[^"]*">(.*?)</p>', text, re.DOTALL)
    assert found, "没有结论"
    return re.sub(r"<.*?>", "", found[1]).strip()


def test_without_a_case_the_page_says_what_is_needed(client: TestClient) -> None:
    text = client.get(PAGE).text
    assert "需要填写：人员类别、年龄、政策范围内费用" in text
    assert 'class="said' not in text


def test_a_47_year_old_is_paid_2940_of_5000_yuan_and_is_told_why(client: TestClient) -> None:
    text = asked(client)
    assert said(text) == "统筹基金支付 2,940.00 元"
    assert "第六条" in text
    assert "统筹基金支付比例为60%" in text
    assert '<details class="evidence"' in text


def test_a_44_year_old_is_paid_up_to_the_limit_of_2000_yuan(client: TestClient) -> None:
    assert said(asked(client, 年龄="44")) == "统筹基金支付 2,000.00 元"


@pytest.mark.parametrize("typed", ["5000", "5,000", "0.5万", "５０００", "5000元", " 5000 "])
def test_an_amount_may_be_typed_in_the_usual_ways(client: TestClient, typed: str) -> None:
    assert said(asked(client, 政策范围内费用=typed)) == "统筹基金支付 2,940.00 元"


def test_the_form_keeps_what_was_typed(client: TestClient) -> None:
    text = asked(client, 政策范围内费用="0.5万")
    assert 'value="0.5万"' in text
    assert re.search(r'value="在职" checked', text)


def test_a_missing_fact_is_named_in_a_sentence(client: TestClient) -> None:
    assert said(asked(client, 年龄="")) == "还不能下结论：缺年龄。填上即可。"


def test_a_value_that_cannot_be_read_is_told_at_its_field(client: TestClient) -> None:
    text = asked(client, 年龄="四十上下")
    assert said(text) == "“年龄”填写不合要求。"
    assert re.search(r'id="f-年龄-bad"[^>]*>[^<]*年龄', text)
    assert re.search(r'id="f-年龄"[^>]*aria-invalid="true"', text)


def test_what_is_typed_wrong_is_shown_as_text(client: TestClient) -> None:
    assert "<b>x</b>" not in asked(client, 年龄="<b>x</b>")


def test_after_the_last_day_the_page_says_so_and_offers_the_text_as_it_then_stood(client: TestClient) -> None:
    text = asked(client, on="2027-03-01")
    assert said(text) == "在2027年3月1日，本文件有效期已满，最后一天是2026年12月31日。"
    assert "有效期5年" in text
    link = re.search(r'class="button" href="([^"]+)"', text)
    assert link
    again = client.get(link[1].replace("&amp;", "&")).text
    assert "统筹基金支付 2,940.00 元" in said(again)
    rows = again.count('<div class="row">')
    assert rows > 5
    assert again.count('class="asof"') == rows + 1
    assert "以下按当时条文计算，不是现行待遇" in again


def test_before_the_first_day_the_page_says_when_it_takes_effect(client: TestClient) -> None:
    assert said(asked(client, on="2021-12-31")) == "在2021年12月31日，本文件尚未施行，自2022年1月1日起施行。"


def test_every_reason_stands_beside_its_words(client: TestClient) -> None:
    text = asked(client)
    why = text[text.index('data-part="why"') :]
    full = why.count('<div class="row">') - why.count("见上")
    assert why.count('<details class="evidence"') == full


def test_a_default_is_shown_at_its_field_and_in_the_reasons(client: TestClient) -> None:
    text = asked(client)
    assert "不填按 0.00 元" in text
    assert re.search(r"本年度已付起付</span> <span class=\"val\">0.00 元</span> <span class=\"quiet small\">默认", text)


def test_every_public_decision_has_its_page(client: TestClient) -> None:
    for pack in client.get("/api/v1/packs").json()["packs"]:
        for decision in pack["decisions"]:
            text = client.get(decision["address"]).text
            assert decision["title"] in text
            for field in decision["inputs"]:
                assert f'name="{field["fact"]}"' in text


def test_the_policy_card_tells_who_how_much_until_when_by_whom_and_on_what_basis(client: TestClient) -> None:
    text = client.get("/p/职工医保门诊共济-2021").text
    for words in (
        "适用对象",
        "2022年1月1日至2026年12月31日",
        "廊坊市人民政府办公室",
        "廊政办发〔2021〕6号",
        "起付标准",
    ):
        assert words in text
    assert re.search(r'class="code">[0-9a-f]{64}<', text)
    assert "采用的解释" in text


def test_a_day_that_was_not_given_is_not_called_given(client: TestClient) -> None:
    text = client.get("/p/职工医保门诊共济-2021/适用年龄", params={"出生日期": "1975年3月1日"}).text
    assert re.search(
        r"就诊日期</span> <span class=\"val\">2022年6月1日</span> <span class=\"quiet small\">按所看的日期", text
    )
    given = client.get(
        "/p/职工医保门诊共济-2021/适用年龄", params={"出生日期": "1975-03-01", "就诊日期": "2022-06-01"}
    ).text
    assert "按所看的日期" not in given


def test_many_missing_facts_are_counted_first_and_then_named(client: TestClient) -> None:
    text = client.get("/p/职工医保门诊共济-2021/基金不予支付", params={"住院期间门诊": "是"}).text
    assert re.fullmatch(r"还不能下结论：还缺 \d+ 项。", said(text))
    assert "待遇暂停期间" in text[text.index('class="because"') :]


def test_a_rule_is_shown_with_the_numbers_put_in(client: TestClient) -> None:
    case = {"人员类别": "在职", "年龄": "47", "政策范围内费用": "5000", "就诊日期": "2022-06-01"}
    page = client.get("/p/职工医保门诊共济-2021/统筹支付", params=case).text
    assert "max(0, min(年度支付限额 - 本年度已支付, (政策范围内费用 - 本次起付) × 支付比例))" in page
    assert "= max(0, min(3000 - 0, (5000 - 100) × 60%))" in page
