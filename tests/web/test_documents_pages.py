"""Below /d/: banner and margin of the reader, 沿革, 关系, documents known by name, files."""

from __future__ import annotations

import io
import json
import re
from urllib.parse import unquote

import pytest
from docx import Document
from fastapi.testclient import TestClient
from lxml import etree
from openpyxl import load_workbook

PROPERTY = "/d/廊坊市物业管理办法"
CLEANED = "/d/定政发〔2022〕18号"
KNOWN = "/d/定政办〔2017〕133号"


def page(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text[:500]
    return answer.text


def words(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_the_banner_gives_the_state_its_reasons_and_where_each_is_written(client: TestClient) -> None:
    text = page(client, PROPERTY)
    banner = text[text.index('class="banner"') : text.index("</section>", text.index('class="banner"'))]
    assert "已修改" in banner
    assert "自2018年12月5日起施行" in banner
    assert 'href="/d/《廊坊市物业管理办法》/第五十五条第一款"' in banner
    for name in ("沿革", "关系"):
        assert f'href="/d/《廊坊市物业管理办法》/{name}"' in banner
    assert 'href="/体检/' in banner


def test_the_margin_writes_days_as_people_do(client: TestClient) -> None:
    text = page(client, PROPERTY)
    facts = text[text.index('<dl class="facts') : text.index("</dl>")]
    assert "<dt>公布日期</dt><dd>2018年10月31日" in facts
    assert not re.search(r">\d{4}-\d\d-\d\d<", facts)


def test_who_refers_to_a_provision_is_listed_beside_it(client: TestClient) -> None:
    cited = client.get("/api/v1/cited-by/廊坊市物业管理办法").json()["cited_by"]
    place = next(each["target_place"] for each in cited if each["target_place"])
    text = page(client, f"{PROPERTY}/{place}")
    assert "引用这里的" in text


def test_on_a_day_before_the_amendment_the_reader_is_sent_to_the_earlier_text(client: TestClient) -> None:
    assert "适用的是修改前的文本" in page(client, f"{PROPERTY}?on=2020-05-01")
    assert "适用的是修改前的文本" not in page(client, PROPERTY)


def test_the_history_lists_the_versions_of_the_footnote_with_what_is_known_of_each(client: TestClient) -> None:
    text = words(page(client, f"{PROPERTY}/沿革"))
    assert "2018年10月31日廊坊市人民政府令〔2018〕第2号公布" in text
    assert "2018年12月5日至2019年12月30日文字未收录" in text
    assert "2019年12月31日至2021年12月9日部分可知" in text
    assert "自2021年12月10日起全文可知" in text


def test_two_versions_are_compared_word_by_word_and_what_was_never_printed_says_so(client: TestClient) -> None:
    text = page(client, f"{PROPERTY}/沿革?a=2020-05-01&b=2022-05-01")
    assert "<del>《中华人民共和国物权法》</del>" in text
    assert "<ins>《中华人民共和国民法典》</ins>" in text
    assert "〔旧文未刊〕" in text[text.index('class="compare"') :]
    assert "另有 53 条没有变化" in text
    assert re.search(r'<option value="2019-12-31" selected>', text)
    assert re.search(r'<option value="2021-12-10" selected>', text)
    assert len(re.findall(r"<tr class=", page(client, f"{PROPERTY}/沿革?a=2020-05-01&b=2022-05-01&all=1"))) == 55


def test_a_document_without_amendments_has_one_version_and_no_form(client: TestClient) -> None:
    text = page(client, "/d/定政办字〔2023〕27号/沿革")
    assert "没有修改这份文件的决定" in text
    assert 'name="a"' not in text


@pytest.mark.parametrize(
    "query", ["a=x&b=y", "a=2020-05-01", "a=9999-12-31&b=0001-01-01", "a=&b=&all=0", "a=" + "9" * 500]
)
def test_days_that_cannot_be_read_leave_the_last_two_versions(client: TestClient, query: str) -> None:
    assert "对照两个时期" in page(client, f"{PROPERTY}/沿革?{query}")


def test_the_relations_quote_the_words_that_name_the_other_document(client: TestClient) -> None:
    text = page(client, f"{PROPERTY}/关系")
    assert "<svg" in text
    assert "根据《中华人民共和国民法典》《物业管理条例》" in text
    assert 'href="/d/《廊坊市物业管理办法》/第一条第一款"' in text
    assert "修改它的" in text
    assert "内容相近的文件" in text


def test_a_clean_up_announcement_lists_what_it_keeps_repeals_and_lets_lapse(client: TestClient) -> None:
    text = words(page(client, f"{CLEANED}/关系"))
    for title, count in (("所废止的", 6), ("所宣布失效的", 12), ("所列现行有效的", 23)):
        assert f"{title}{count}" in text


def test_a_document_known_by_name_has_a_page_with_its_state_and_where_it_is_named(client: TestClient) -> None:
    text = page(client, f"{KNOWN}?on=2022-09-01")
    assert "关于切实加强基层民政服务力量进一步提升为民服务能力的实施意见" in text
    assert "现行有效" in text
    assert "只知名称" in text
    assert "列入2022年7月31日定政发〔2022〕18号" in text
    assert "/d/定政发〔2022〕18号/附件1表1" in text
    assert "列它为现行有效的" in page(client, f"{KNOWN}/关系")


def test_the_twin_of_a_document_known_by_name_is_what_is_known(client: TestClient) -> None:
    twin = re.search(r'type="application/json" href="([^"]+)"', page(client, KNOWN))
    assert twin
    body = client.get(twin[1]).json()
    assert body["document"]["number"] == "定政办〔2017〕133号"
    assert body["named_at"]


@pytest.mark.parametrize("ending", [".docx", ".xml", ".xlsx", "/沿革"])
def test_a_document_known_by_name_has_no_text_to_give(client: TestClient, ending: str) -> None:
    text = page(client, f"{KNOWN}{ending}", 404)
    assert "文库没有收录这份文件的正文" in text
    assert f'href="{KNOWN}"' in text


def test_each_form_of_a_document_opens_and_holds_its_articles(client: TestClient) -> None:
    paper = client.get(f"{PROPERTY}.docx")
    name = unquote(paper.headers["content-disposition"].partition("UTF-8''")[2])
    assert name == "廊坊市物业管理办法.docx"
    said = "".join(each.text for each in Document(io.BytesIO(paper.content)).paragraphs)
    assert "本办法适用于本市行政区域内的物业管理活动" in said
    tree = etree.fromstring(client.get(f"{PROPERTY}.xml").content)
    assert tree.tag == "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}akomaNtoso"
    assert len(tree.findall(".//{*}article")) == 55
    assert "第二条" in client.get(f"{PROPERTY}.md").text
    whole = client.get(f"{PROPERTY}.whole.json").json()
    assert "本办法适用于本市行政区域内的物业管理活动" in json.dumps(whole, ensure_ascii=False)


def test_a_provision_leaves_as_the_whole_document(client: TestClient) -> None:
    name = unquote(client.get(f"{PROPERTY}/第二条.docx").headers["content-disposition"])
    assert name.endswith("廊坊市物业管理办法.docx")


def test_a_table_leaves_as_a_sheet_without_formulas(client: TestClient) -> None:
    answer = client.get(f"{CLEANED}/附件2表1.xlsx")
    assert unquote(answer.headers["content-disposition"]).endswith("-附件2表1.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("定州市特困人员救助供养管理办法" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    csv = client.get(f"{CLEANED}/附件2表1.csv").content.decode("utf-8-sig")
    assert "定州市特困人员救助供养管理办法" in csv


@pytest.mark.parametrize("address", [f"{PROPERTY}.xlsx", f"{CLEANED}/第九十条.csv", f"{CLEANED}/附件2表99.xlsx"])
def test_a_table_that_is_not_there_is_told(client: TestClient, address: str) -> None:
    assert "没有这张表" in page(client, address, 404)


@pytest.mark.parametrize("address", [f"{PROPERTY}/沿革", f"{PROPERTY}/关系", KNOWN, f"{CLEANED}/关系"])
def test_the_further_pages_are_complete_in_english(client: TestClient, address: str) -> None:
    text = page(client, f"{address}?lang=en")
    assert '<html lang="en">' in text
    head = words(text[text.index("<main") :])
    for chinese in ("沿革：", "关系：", "政策链", "对照两个时期", "只知名称", "较早的"):
        assert chinese not in head
    assert f'href="{address}"' in text  # back to Chinese
