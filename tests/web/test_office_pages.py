"""The legal office's pages: 清理, 公报自证, 机关."""

from __future__ import annotations

import io
import re
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

DAY = {"on": "2022-09-01"}


def page(client: TestClient, address: str, status: int = 200, **query: str) -> str:
    answer = client.get(quote(address), params=query, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text[:500]
    return answer.text


def part(text: str, id_: str) -> str:
    """One section of the page, from its heading to the next."""
    start = text.index(f'<h2 id="{id_}"')
    end = text.find("<h2", start + 4)
    return text[start : end if end > 0 else None]


def test_in_the_clean_up_year_the_office_sees_what_ends_within_three_months_and_why(client: TestClient) -> None:
    """定政办〔2020〕1号 is repealed by 定政办字〔2022〕97号 of 2022-11-03, two months from the day."""
    text = part(page(client, "/清理", **DAY), "expiring")
    assert "定州市食品安全突发事件应急预案" in text
    assert "只知名称" in text
    assert "2022年11月2日" in text
    assert "还有 62 天" in text
    assert "即将废止" in text
    assert "定政办字〔2022〕97号" in text


def test_the_span_can_be_made_longer_and_an_odd_one_is_three_months(client: TestClient) -> None:
    longer = part(page(client, "/清理", months="12", **DAY), "expiring")
    assert "12 个月内到期" in longer
    assert longer.count("<tr>") >= part(page(client, "/清理", **DAY), "expiring").count("<tr>")
    for odd in ("0", "-1", "x", "99999999999999999999"):
        assert "3 个月内到期" in page(client, "/清理", months=odd, **DAY)


def test_what_is_due_tells_the_rule_by_which_it_is(client: TestClient) -> None:
    text = part(page(client, "/清理", **DAY), "due")
    assert "政字〔2020〕14号" in text
    assert "2022年5月28日起应当清理" in text
    assert "按设置的每2年清理一次" in text


def test_documents_of_the_lists_that_are_known_by_name_have_their_state(client: TestClient) -> None:
    text = part(page(client, "/清理", **DAY), "known")
    rows = re.findall(r"<tr><td>.*?</tr>", text, flags=re.DOTALL)
    assert len(rows) == 41  # 23 kept, 6 repealed, 12 lapsed in 定政发〔2022〕18号
    assert sum("现行有效" in row for row in rows) == 23
    assert sum("已废止" in row for row in rows) == 6
    assert sum("已失效" in row for row in rows) == 12


def test_where_nothing_ends_the_page_says_what_to_change(client: TestClient) -> None:
    assert "没有文件到期。可以在上方换一天" in part(page(client, "/清理", on="2019-01-01"), "expiring")


def test_the_ledger_is_a_sheet_without_formulas_with_the_state_on_the_day(client: TestClient) -> None:
    answer = client.get(quote("/清理.xlsx"), params=DAY)
    assert unquote(answer.headers["content-disposition"]).endswith("文件台账-2022-09-01.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    said = {str(cell.value) for cell in cells}
    assert "定州市祭祀管理办法" in said
    assert {"已废止", "已失效", "现行有效"} <= said


def test_every_issue_is_proved_with_its_figures(client: TestClient) -> None:
    text = page(client, "/自证")
    assert len(re.findall(r'<tr><td><a href="/自证/', text)) == 5
    for address in re.findall(r'href="(/自证/[^"]+)"', text):
        assert "重新计算相同的" in client.get(address).text


def test_what_print_contradicts_is_shown_beside_what_it_makes(client: TestClient) -> None:
    """定州 2023-1 announces 20项重点工程 and numbers 19; 4959+1397+600 are 6956, not 6959."""
    text = page(client, "/自证/定州市人民政府公报 2023年第1号")
    assert "印出 20项重点工程" in text
    assert "得 19项重点工程" in text
    assert "印出 6959张；4959张＋1397张＋600张，得 6956张" in text


def test_a_body_is_found_under_any_of_its_names(client: TestClient) -> None:
    one, other = page(client, "/机关/廊坊市/发改局"), page(client, "/机关/廊坊市/市发改委")
    heading = "廊坊市发展和改革委员会</h1>"
    assert heading in one
    assert heading in other
    assert "出现在哪里" in one
    assert "市发改委" in page(client, "/机关", place="廊坊市")


@pytest.mark.parametrize("address", ["/自证/没有", "/机关/廊坊市/飞碟局", "/机关/没有/发改局", "/自证/" + "长" * 400])
def test_what_is_not_there_is_told_with_a_way_back(client: TestClient, address: str) -> None:
    assert "回首页" in page(client, address, 404)


@pytest.mark.parametrize("address", ["/清理", "/自证", "/机关", "/体检", "/d/廊坊市物业管理办法/沿革"])
def test_every_table_has_a_caption_and_every_column_a_head(client: TestClient, address: str) -> None:
    for table in re.findall(r"<table.*?</table>", page(client, address), flags=re.DOTALL):
        assert "<caption" in table
        assert 'scope="col"' in table


@pytest.mark.parametrize(
    "address", ["/清理", "/自证", "/自证/宁晋县人民政府公报 2020年第2号", "/机关", "/机关/廊坊市/发改局"]
)
def test_the_pages_are_complete_in_english(client: TestClient, address: str) -> None:
    text = page(client, address, lang="en")
    assert '<html lang="en">' in text
    assert "Expiring" in text or "Proof" in text
    for chinese in ("个月内到期", "重新计算相同", "出现在哪里", "其他写法"):
        assert chinese not in text
