"""Pages: home, gazettes, library, reader, errors; their frame, date and language."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

RULES = "/d/廊政办发〔2021〕6号"
PAGES = [
    "/",
    "/文库",
    "/文库?q=养犬 登记",
    "/文库?q=飞碟",
    RULES,
    f"{RULES}/第六条",
    "/d/没有这份文件",
    "/d/定政办字〔2023〕28号",
    "/g/廊坊市人民政府公报 2021年第4号",
    "/p",
    "/p/职工医保门诊共济-2021",
    "/p/职工医保门诊共济-2021/统筹支付",
    "/p/职工医保门诊共济-2021/统筹支付?人员类别=在职&年龄=47&政策范围内费用=5000",
    "/api",
]


def page(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def test_home_says_how_the_request_was_read_and_what_of_the_five_gazettes_runs(client: TestClient) -> None:
    text = page(client, "/")
    assert "五份公报 → 已运行的制度" in text
    assert "五份公报没有点名任何一个程序" in text
    for figure in ("131", "652"):
        assert f"<dd>{figure}<small>" in text
    for gazette in (
        "定州市人民政府公报 2023年第2号",
        "廊坊市人民政府公报 2021年第4号",
        "宁晋县人民政府公报 2020年第2号",
    ):
        assert gazette in text


def test_home_names_each_system_with_a_state_in_words(client: TestClient) -> None:
    text = page(client, "/")
    systems = re.findall(r'<li><b>(.+?)</b><i class="\w+">(已运行|部分运行|文库可查|已列出|尚未实现)</i>', text)
    assert len(systems) == 652


def test_home_links_each_running_system_to_the_page_where_it_is_tried(client: TestClient) -> None:
    text = page(client, "/")
    running = client.get("/api/v1/systems", params={"status": "已运行"}).json()["systems"]
    now = text[text.index("现在就能试") : text.index("每份公报设立了什么")]
    rows = {row[: row.index("<br>")].strip(): row for row in now.split('<span class="name">')[1:]}
    assert {system["name"] for system in running} <= set(rows)
    for name, row in rows.items():
        tries = re.findall(r'href="(/p/[^"]+)"', row[row.index('class="tries"') :])
        assert tries, name
        for address in tries:
            page(client, address)


def test_the_first_page_is_under_150_kilobytes(client: TestClient) -> None:
    assert len(client.get("/").content) < 150_000


def test_the_page_of_a_gazette_gives_each_system_its_words(client: TestClient) -> None:
    text = page(client, "/g/廊坊市人民政府公报 2021年第4号")
    assert "门诊统筹报销" in text
    assert '<q class="words">' in text


def test_a_document_number_leads_straight_to_its_document(client: TestClient) -> None:
    answer = client.get("/文库", params={"q": "定政办[2023]5号"})
    assert answer.status_code == 303
    assert answer.headers["location"] == quote("/d/定政办〔2023〕5号", safe="/")
    assert "定州市化工重点监控点认定管理办法" in page(client, "/d/定政办〔2023〕5号")


def test_a_number_with_an_article_leads_to_the_article(client: TestClient) -> None:
    answer = client.get("/文库", params={"q": "廊政办发〔2021〕6号 第六条"})
    assert answer.headers["location"] == quote(f"{RULES}/第六条", safe="/")


def test_two_words_find_the_document_best_match_first_with_marks(client: TestClient) -> None:
    text = page(client, "/文库?q=养犬 登记")
    first = text[text.index('class="hit"') :]
    assert "定州市养犬管理办法" in first[:600].replace("<mark>", "").replace("</mark>", "")
    assert "<mark>养犬</mark>" in text


def test_filters_keep_what_fits_and_count_what_each_would_leave(client: TestClient) -> None:
    text = page(client, "/文库?place=宁晋县")
    assert "共 10 份文件" in text or "共 9 份文件" in text
    assert "定州市养犬管理办法" not in text
    assert re.search(r'<option value="定州市">定州市（\d+）', text)


def test_the_list_is_paged_and_the_next_page_keeps_the_filters(client: TestClient) -> None:
    text = page(client, "/文库?place=定州市")
    following = re.search(r'rel="next" href="([^"]+)"', text)
    assert following
    address = following[1].replace("&amp;", "&")
    assert "place=" in address
    assert 'rel="prev"' in page(client, address)


def test_only_documents_in_force_on_the_day_are_listed_on_request(client: TestClient) -> None:
    text = page(client, "/文库?in_force=1&on=2023-01-01")
    assert "已失效" not in text[text.index('class="count"') :]


def test_an_empty_result_says_what_to_try(client: TestClient) -> None:
    text = page(client, "/文库?q=飞碟飞碟飞碟")
    assert "没有找到“飞碟飞碟飞碟”" in text
    assert "可以换一个更短的词" in text


def test_the_reader_sets_article_numbers_in_the_margin_with_anchors(client: TestClient) -> None:
    text = page(client, RULES)
    assert 'id="chp_2__art_6"' in text
    assert f'<span class="no"><a href="{RULES}/第六条">第六条</a></span>在一个参保年度内' in text
    assert "第六条　在一个" not in text


def test_the_reader_tells_validity_with_reasons_and_words(client: TestClient) -> None:
    text = page(client, f"{RULES}?on=2022-06-01")
    assert "现行有效" in text
    assert "至2026年12月31日届满" in text
    assert "已失效" in page(client, f"{RULES}?on=2027-01-01")


def test_the_reader_links_references_to_their_targets_in_the_corpus(client: TestClient) -> None:
    text = page(client, "/d/《定州市养犬管理办法》解读")
    assert re.search(r'<a href="/d/[^"]+" title="[^"]*定州市养犬管理办法', text)


def test_the_reader_shows_the_explanation_and_the_systems_of_a_document(client: TestClient) -> None:
    text = page(client, RULES)
    assert "政策解读" in text
    assert "本文件设立的制度" in text
    assert "/p/职工医保门诊共济-2021/统筹支付" in text


def test_the_address_of_a_provision_marks_it_and_nothing_else(client: TestClient) -> None:
    text = page(client, f"{RULES}/第六条")
    assert "已定位到第六条" in text
    marked = re.findall(r'<p id="([^"]+)" class="[^"]*here"', text)
    assert marked
    assert all(eid.startswith("chp_2__art_6") for eid in marked)


def test_a_place_that_a_document_lacks_is_told_and_the_whole_text_shown(client: TestClient) -> None:
    text = page(client, f"{RULES}/第九十九条")
    assert "这份文件里没有“第九十九条”" in text
    assert 'id="chp_2__art_6"' in text


def test_a_number_of_several_documents_is_answered_with_the_choices(client: TestClient) -> None:
    text = page(client, "/d/定政办字〔2023〕28号", 300)
    assert "同一文号或标题下有 4 份文件" in text
    for address in re.findall(r'<li><a href="(/d/[^"]+)"', text):
        page(client, address)


def test_every_document_of_the_library_has_a_page_under_its_own_address(client: TestClient) -> None:
    documents = client.get("/api/v1/documents").json()["documents"]
    assert len(documents) >= 131
    for document in documents:
        assert document["title"] in page(client, document["address"]).replace("&amp;", "&")


def test_an_unknown_document_is_answered_with_the_nearest_and_a_next_step(client: TestClient) -> None:
    text = page(client, "/d/定州市养狗管理办法", 404)
    assert "没有找到“定州市养狗管理办法”" in text
    assert "定州市养犬管理办法" in text


@pytest.mark.parametrize(
    "address", ["/nowhere", "/p/没有", "/p/职工医保门诊共济-2021/没有", "/g/没有", "/static/没有.css"]
)
def test_what_does_not_exist_is_a_page_with_a_way_back(client: TestClient, address: str) -> None:
    assert "回首页" in page(client, address, 404)


def test_the_day_is_on_every_page_and_can_be_changed_and_kept(client: TestClient) -> None:
    assert "以2022年6月1日（周三）为准（今天）" in page(client, "/")
    answer = client.get("/on", params={"date": "2023年5月7日", "back": "/文库?q=养犬&on=2020-01-01"})
    assert answer.status_code == 303
    assert "on=2020" not in answer.headers["location"]
    assert "on=2023-05-07" in answer.headers["set-cookie"]
    text = client.get("/", headers={"Cookie": "on=2023-05-07"}).text
    assert "以2023年5月7日（周日）为准" in text
    assert "回到今天" in text
    client.cookies.clear()


def test_a_day_in_the_address_goes_before_the_cookie_and_is_kept_by_links(client: TestClient) -> None:
    text = client.get("/?on=2024-01-02", headers={"Cookie": "on=2023-05-07"}).text
    assert "以2024年1月2日（周二）为准" in text
    assert 'href="/p?on=2024-01-02"' in text
    client.cookies.clear()


def test_a_day_that_cannot_be_read_is_told_beside_its_field(client: TestClient) -> None:
    text = page(client, "/?on=明天")
    assert "“明天”不是日期" in text
    assert "以2022年6月1日" in text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:x"])
def test_changing_the_day_never_leads_to_another_host(client: TestClient, back: str) -> None:
    answer = client.get("/on", params={"date": "2023-05-07", "back": back})
    assert answer.headers["location"] == "/"
    client.cookies.clear()


@pytest.mark.parametrize("address", PAGES)
def test_the_interface_speaks_english_on_request_and_its_links_keep_it(client: TestClient, address: str) -> None:
    joined = "&" if "?" in address else "?"
    text = client.get(f"{address}{joined}lang=en").text
    assert '<html lang="en">' in text
    assert "Skip to content" in text
    assert 'href="/p?lang=en"' in text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_has_no_inline_script_or_style(
    client: TestClient, address: str
) -> None:
    text = client.get(address).text
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_heading_a_language_labels_and_unique_ids(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert '<html lang="zh-Hans">' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), {one for one in ids if ids.count(one) > 1}
    fields = re.findall(
        r"<(?:input|select)(?![^>]*type=\"(?:hidden|radio|checkbox|date)\")[^>]*\sid=\"([^\"]+)\"", text
    )
    labels = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', text))
    assert set(fields) <= labels


@pytest.mark.parametrize("address", PAGES)
def test_links_of_a_page_inside_the_portal_lead_somewhere(client: TestClient, address: str) -> None:
    text = client.get(address).text
    for link in sorted(set(re.findall(r'href="(/[^"#]*)', text)))[:80]:
        link = link.replace("&amp;", "&").replace("&#39;", "'")
        if link.startswith(f"{address}?lang=") or link == f"{address}&lang=en":
            continue  # the page itself in English; the page of an error stays an error
        answer = client.get(link)
        assert answer.status_code in (200, 300, 303), link


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "'; drop table document; --"]
)
def test_what_a_person_types_is_shown_as_text(client: TestClient, typed: str) -> None:
    for address in ("/文库", "/p/职工医保门诊共济-2021/统筹支付"):
        text = client.get(address, params={"q": typed, "年龄": typed, "on": typed}).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "49" not in re.findall(r'name="q" value="([^"]*)"', text)


def test_changing_the_day_leads_back_to_the_very_page_with_all_that_was_filled_in(client: TestClient) -> None:
    case = {"人员类别": "在职", "年龄": "47", "政策范围内费用": "0.5万", "on": "2022-06-01"}
    text = client.get("/p/职工医保门诊共济-2021/统筹支付", params=case).text
    back = re.search(r'name="back" value="([^"]+)"', text)
    assert back
    answer = client.get("/on", params={"date": "2027-03-01", "back": back[1].replace("&amp;", "&")})
    again = client.get(answer.headers["location"], headers={"Cookie": "on=2027-03-01"}).text
    client.cookies.clear()
    assert "有效期已满" in again
    assert 'value="0.5万"' in again
