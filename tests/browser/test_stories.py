"""Stories of the people who use the portal, in a real browser, on 2022-06-01 unless they choose another day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
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


DRAFT = """定州市城市道路停车管理办法（送审稿）

第一条 为了规范停车秩序，制定本办法。

第二条 本办法适用于本市行政区域内的城市道路停车管理。

第四条 停车泊位应当于2022年9月31日前完成编号。

第五条 违反本办法第二十条规定的，责令改正。

第六条 本办法自2022年10月1日起施行，有效期5年。
"""


def test_a_legal_clerk_in_the_clean_up_year_works_from_the_list_to_the_opinion(desk: Page, tmp_path: Path) -> None:
    desk.goto("/")
    desk.get_by_text("换一天").click()
    desk.get_by_label("以哪一天为准").fill("2022年9月1日")
    desk.get_by_role("button", name="以这天为准").click()
    # What lapses within three months, and why.
    desk.get_by_role("link", name="清理", exact=True).click()
    expiring = desk.get_by_role("region", name="3 个月内到期")
    row = expiring.get_by_role("row").filter(has_text="定州市食品安全突发事件应急预案")
    expect(row).to_contain_text("2022年11月2日")
    expect(row).to_contain_text("还有 62 天")
    expect(row).to_contain_text("定政办字〔2022〕97号")
    # The document is known by name only.
    row.get_by_role("link", name="定州市食品安全突发事件应急预案").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("定州市食品安全突发事件应急预案")
    expect(desk.locator("main")).to_contain_text("文库没有收录这份文件的正文")
    expect(desk.locator("main")).to_contain_text("现行有效")
    # A draft is examined.
    desk.get_by_role("link", name="体检", exact=True).click()
    desk.get_by_label("或者粘贴文字").fill(DRAFT)
    desk.get_by_role("button", name="开始体检").click()
    found = desk.locator(".findings > li")
    day = found.filter(has_text="201 日期不存在")
    gap = found.filter(has_text="111 编号间断")
    expect(day.locator("mark")).to_have_text("2022年9月31日")
    day.get_by_label("采纳", exact=True).check()
    gap.get_by_label("不采纳").check()
    desk.get_by_label("送审单位").fill("定州市公安局")
    desk.get_by_label("审核机构").fill("定州市司法局")
    # Without a reason: told at its place, and nothing is lost.
    with desk.expect_response(lambda reply: reply.status == 422):
        desk.get_by_role("button", name="生成意见（DOCX）").click()
    expect(desk.get_by_role("alert").first).to_contain_text("没有写明理由")
    expect(gap.get_by_role("alert")).to_have_text("不采纳的，请写明理由。")
    expect(day.get_by_label("采纳", exact=True)).to_be_checked()
    expect(desk.get_by_label("审核机构")).to_have_value("定州市司法局")
    gap.get_by_label("理由").fill("第三条已并入第二条")
    with desk.expect_download() as downloading:
        desk.get_by_role("button", name="生成意见（DOCX）").click()
    assert downloading.value.suggested_filename == "合法性审核意见-定州市城市道路停车管理办法（送审稿）.docx"
    file = tmp_path / "意见.docx"
    downloading.value.save_as(file)
    paper = Document(str(file))
    rows = ["|".join(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
    assert any("2022年9月31日" in row and "9月最后一天是30日" in row for row in rows)
    assert any("缺“第三条”" in row and row.endswith("第三条已并入第二条") for row in rows)
    said = "\n".join(each.text for each in paper.paragraphs)
    assert "提出意见1条" in said
    assert "定州市司法局" in said
    assert "2022年9月1日" in said


def test_a_reader_compares_what_an_amendment_changed(desk: Page) -> None:
    desk.goto("/文库?q=廊坊市物业管理办法")
    desk.get_by_role("link", name=re.compile("^廊坊市物业管理办法")).first.click()
    banner = desk.get_by_role("region", name="效力")
    expect(banner).to_contain_text("已修改")
    banner.get_by_role("link", name="沿革").click()
    expect(desk.locator(".versions > li")).to_have_count(3)
    expect(desk.locator(".versions > .here")).to_contain_text("2021年12月10日")
    changes = desk.locator("table.compare tbody tr")
    first = changes.filter(has_text="第一条").first
    expect(first.locator("del")).to_have_text("《中华人民共和国物权法》")
    expect(first.locator("ins")).to_have_text("《中华人民共和国民法典》")
    expect(changes.filter(has_text="第十八条")).to_contain_text("〔旧文未刊〕")
    # The slide goes through the versions; what it picks stands in the address.
    slide = desk.get_by_label("拖动选择时期")
    expect(slide).to_be_visible()
    slide.focus()
    desk.keyboard.press("ArrowLeft")
    expect(desk.get_by_label("较早的")).to_have_value("2018-12-05")
    expect(desk.get_by_label("较晚的")).to_have_value("2019-12-31")
    expect(desk).to_have_url(re.compile("a=2018-12-05&b=2019-12-31"))
    expect(slide).to_be_focused()


def test_answers_to_findings_survive_a_closed_page_and_go_with_the_opinion(desk: Page) -> None:
    def examine() -> None:
        desk.goto("/体检")
        desk.get_by_label("或者粘贴文字").fill(DRAFT)
        desk.get_by_role("button", name="开始体检").click()

    examine()
    day = desk.locator(".findings > li").filter(has_text="201 日期不存在")
    day.get_by_label("采纳", exact=True).check()
    desk.get_by_label("审核机构").fill("定州市司法局")
    examine()
    expect(day.get_by_label("采纳", exact=True)).to_be_checked()
    expect(desk.get_by_label("审核机构")).to_have_value("定州市司法局")
    with desk.expect_download():
        desk.get_by_role("button", name="生成意见（DOCX）").click()
    examine()
    expect(day.get_by_label("采纳", exact=True)).not_to_be_checked()
