"""How the portal behaves: by keyboard, on a phone, zoomed, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CALCULATOR = "/p/职工医保门诊共济-2021/统筹支付"
CASE = f"{CALCULATOR}?人员类别=在职&年龄=47&政策范围内费用=5000"
PAGES = [
    "/",
    "/文库",
    "/文库?q=养犬 登记",
    "/文库?q=飞碟飞碟",
    "/d/廊政办发〔2021〕6号",
    "/d/廊政办发〔2021〕6号/第六条",
    "/d/定政办〔2023〕5号",
    "/d/定政办〔2023〕8号",
    "/d/定政办字〔2023〕28号",
    "/g/定州市人民政府公报 2023年第2号",
    "/p",
    "/p/职工医保门诊共济-2021",
    CALCULATOR,
    CASE,
    f"{CASE}&on=2027-03-01",
    "/api",
    "/d/廊坊市物业管理办法",
    "/d/廊坊市物业管理办法/沿革",
    "/d/廊坊市物业管理办法/关系",
    "/d/定政办〔2017〕133号",
    "/d/定政发〔2022〕18号",
    "/体检",
    "/体检/定政办字〔2022〕61号",
    "/清理?on=2022-09-01",
    "/自证",
    "/自证/定州市人民政府公报 2023年第1号",
    "/机关?place=廊坊市",
    "/机关/廊坊市/发改局",
    "/d/廊坊市物业管理办法/沿革?lang=en",
    "/清理?on=2022-09-01&lang=en",
    "/体检?lang=en",
]


def test_the_calculator_can_be_worked_by_keyboard_alone(desk: Page) -> None:
    desk.goto(CALCULATOR)
    _tab_to(desk, "f-人员类别-1")
    desk.keyboard.press("Space")
    _tab_to(desk, "f-年龄")
    desk.keyboard.type("47")
    _tab_to(desk, "f-政策范围内费用")
    desk.keyboard.type("0.5万")
    desk.keyboard.press("Enter")
    expect(desk.locator(".said")).to_have_text("统筹基金支付 2,940.00 元")
    expect(desk.locator("#answer")).to_be_focused()


def _tab_to(page: Page, id_: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == id_:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{id_} 得到焦点时看不出来"
            return
    raise AssertionError(f"按 Tab 到不了 {id_}")


def test_the_first_tab_leads_past_the_top_line(desk: Page) -> None:
    desk.goto("/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="跳到正文")).to_be_focused()
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main"


def test_a_wrong_entry_is_told_at_its_field_while_one_types_and_nothing_else_is_lost(desk: Page) -> None:
    desk.goto(CASE)
    age = desk.locator("[name='年龄']")
    age.fill("四十上下")
    expect(desk.locator("#f-年龄-bad")).to_contain_text("年龄")
    expect(age).to_have_attribute("aria-invalid", "true")
    expect(age).to_have_value("四十上下")
    age.fill("44")
    expect(desk.locator(".said")).to_have_text("统筹基金支付 2,000.00 元")
    expect(desk.locator("#f-年龄-bad")).to_be_empty()


def test_what_is_still_missing_is_said_in_a_sentence_while_one_types(desk: Page) -> None:
    desk.goto(CALCULATOR)
    desk.get_by_label("在职", exact=True).check()
    expect(desk.locator(".said")).to_contain_text("还不能下结论：缺")


def test_the_day_can_be_changed_and_is_kept(desk: Page) -> None:
    desk.goto("/")
    desk.get_by_text("换一天").click()
    desk.get_by_label("以哪一天为准").fill("2027年3月1日")
    desk.get_by_role("button", name="以这天为准").click()
    expect(desk.locator(".day")).to_contain_text("2027年3月1日（周一）")
    desk.goto(CASE)
    expect(desk.locator(".said")).to_contain_text("有效期已满")
    desk.get_by_role("link", name="按当时条文计算").click()
    expect(desk.locator(".said")).to_contain_text("2,940.00 元")
    assert desk.locator(".asof").count() > 5


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert _overflow(phone) == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_at_double_zoom(desk: Page, address: str) -> None:
    desk.set_viewport_size({"width": 720, "height": 450})
    desk.goto(address)
    assert _overflow(desk) == []


def _overflow(page: Page) -> list[str]:
    """What sticks out at the right, where the page is wider than the window."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll"))
            .map((one) => one.tagName + "." + one.className + " " + one.textContent.slice(0, 30));
        }"""
    )
    return found


def test_on_a_phone_the_words_fold_under_each_answer(phone: Page) -> None:
    phone.goto(CASE)
    evidence = phone.locator(".evidence").first
    expect(evidence.locator("blockquote")).to_be_hidden()
    evidence.locator(":scope > summary").click()
    expect(evidence.locator("blockquote")).to_be_visible()


def test_the_provision_of_an_address_is_on_the_screen(desk: Page) -> None:
    desk.goto("/d/廊政办发〔2021〕6号/第二十三条")
    expect(desk.locator(".here").first).to_be_in_viewport()


def test_reading_searching_and_computing_work_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").fill("养犬 登记")
    plain.get_by_role("button", name="搜索").click()
    plain.locator(".hit").get_by_role("link", name=re.compile("^定州市养犬管理办法")).first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("定州市养犬管理办法")
    plain.goto(CALCULATOR)
    plain.get_by_label("在职", exact=True).check()
    plain.locator("[name='年龄']").fill("47")
    plain.locator("[name='政策范围内费用']").fill("5,000")
    plain.get_by_role("button", name="计算").click()
    expect(plain.locator(".said")).to_have_text("统筹基金支付 2,940.00 元")
    expect(plain.locator(".evidence blockquote").first).to_be_visible()


CONTRASTED = [
    "/",
    "/文库?q=养犬 登记",
    "/d/廊政办发〔2021〕6号/第六条",
    CASE,
    "/d/廊坊市物业管理办法/沿革",
    "/体检/定政办字〔2022〕61号",
    "/清理?on=2022-09-01",
    "/自证/定州市人民政府公报 2023年第1号",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", CONTRASTED)
def test_text_has_contrast_enough_in_both_schemes(desk: Page, address: str, scheme: str) -> None:
    desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.goto(address)
    assert desk.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const back = parse(getComputedStyle(one).backgroundColor);
      if (back.length === 3 || back[3] > 0) return back;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const one of document.body.querySelectorAll("*")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !one.checkVisibility()) continue;
    const [a, b] = [lum(parse(getComputedStyle(one).color)), lum(ground(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.add(`${one.tagName}.${one.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}"""


def test_on_paper_there_is_the_document_and_no_navigation(desk: Page) -> None:
    desk.emulate_media(media="print")
    desk.goto("/d/廊政办发〔2021〕6号")
    expect(desk.locator(".find").first).to_be_hidden()
    expect(desk.locator(".contents")).to_be_hidden()
    expect(desk.locator("#chp_2__art_6")).to_be_visible()


def test_a_day_can_be_picked_from_the_calendar_beside_its_field(desk: Page) -> None:
    desk.goto("/p/职工医保门诊共济-2021/适用年龄")
    desk.locator("[data-picks='f-出生日期']").fill("1975-03-01")
    expect(desk.locator("[name='出生日期']")).to_have_value("1975-03-01")
    expect(desk.locator(".said")).to_contain_text("46 岁")
