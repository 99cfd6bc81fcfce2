"""The three stories that close the issue, in a real browser, on 2022-06-01."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_47_year_old_insured_asks_what_a_visit_of_5000_yuan_pays_and_why(desk: Page) -> None:
    desk.goto("/")
    desk.get_by_role("link", name="我能享受什么").first.click()
    desk.get_by_role("link", name="统筹基金本次支付金额").first.click()
    desk.get_by_label("在职", exact=True).check()
    desk.locator("[name='年龄']").fill("47")
    desk.locator("[name='政策范围内费用']").fill("5000")
    answer = desk.locator("#answer")
    expect(answer.locator(".said")).to_have_text("统筹基金支付 2,940.00 元")
    expect(answer).to_contain_text("第六条")
    why = desk.locator(".why")
    expect(why).to_contain_text("统筹基金支付比例为60%")
    expect(why).to_contain_text("45岁（含）以上")
    # The address carries the case: another reader sees the same.
    address = desk.url
    assert "%E5%B9%B4%E9%BE%84=47" in address or "年龄=47" in address
    desk.goto(address)
    expect(desk.locator(".said")).to_have_text("统筹基金支付 2,940.00 元")
    expect(desk.locator("[name='年龄']")).to_have_value("47")
    # From the reason to the article itself.
    desk.locator(".why").get_by_role("link", name="廊政办发〔2021〕6号 第六条").first.click()
    expect(desk.locator(".here").first).to_contain_text("门诊统筹年度起付标准为100元")


def test_a_clerk_finds_the_document_by_its_number_and_by_two_words(desk: Page) -> None:
    desk.goto("/")
    desk.keyboard.press("/")
    desk.keyboard.type("定政办〔2023〕5号")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("定州市化工重点监控点认定管理办法")
    desk.keyboard.press("/")
    desk.keyboard.type("养犬 登记")
    desk.keyboard.press("Enter")
    found = desk.locator(".hit").filter(has=desk.get_by_role("link", name=re.compile("^定州市养犬管理办法")))
    expect(found.first.locator("mark").first).to_be_visible()
    found.first.get_by_role("link").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("定州市养犬管理办法")


def test_an_official_sees_on_the_first_page_what_of_the_five_gazettes_runs(desk: Page) -> None:
    desk.goto("/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("五份公报 → 已运行的制度")
    expect(desk.locator("main")).to_contain_text("没有点名任何一个程序")
    expect(desk.locator(".figures")).to_contain_text("652")
    assert desk.locator(".gazette").count() == 5
    document = desk.locator("details.doc", has_text="廊坊市职工基本医疗保险门诊共济保障机制实施细则").first
    document.locator("summary").click()
    expect(document).to_contain_text("门诊统筹报销")
    expect(document.locator("i.runs").first).to_have_text("已运行")
    document.get_by_role("link", name="统筹基金本次支付金额").first.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("统筹基金本次支付金额")
