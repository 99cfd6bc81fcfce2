"""/体检: a draft from paste or file, its findings and their answers, the opinion; held documents with findings."""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import quote, unquote

import httpx
import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

# By hand: there is no 第三条; June has no 31st day; there are six articles, so no 第二十条; 30+30+50 are 110.
DRAFT = """某市养犬管理办法

第一条 为了加强养犬管理，制定本办法。

第二条 本办法适用于本市行政区域内的养犬管理。

第四条 养犬人应当于2023年6月31日前到公安机关登记。

第五条 违反本办法第二十条规定的，由公安机关责令改正。

第六条 经费预算共100万元，其中办公费30万元，宣传费30万元，设备费50万元。

第七条 本办法自2023年7月1日起施行，有效期2年。
"""
RULES = ("111", "201", "101", "304")
HELD = "/体检/定政办字〔2022〕61号"


def post(client: TestClient, address: str = "/体检", **form: str) -> httpx.Response:
    return client.post(quote(address), data=form)


def alert(answer: httpx.Response) -> str:
    said = re.search(r'role="alert">([^<]+)', answer.text)
    assert said, answer.text[:400]
    return said[1]


def findings(text: str) -> dict[str, str]:
    """The finding's id by its rule."""
    return {
        rule: id_
        for id_, rule in re.findall(r'<li id="f-(\w+)">.*?<span class="quiet small">(\d{3}) ', text, flags=re.DOTALL)
    }


def paper(answer: httpx.Response) -> str:
    """All words of a DOCX, a line for each paragraph and row."""
    file = Document(io.BytesIO(answer.content))
    rows = ["|".join(cell.text for cell in row.cells) for table in file.tables for row in table.rows]
    return "\n".join([*(each.text for each in file.paragraphs), *rows])


def test_a_pasted_draft_is_answered_with_its_faults_each_with_words_and_advice(client: TestClient) -> None:
    answer = post(client, text=DRAFT)
    assert answer.status_code == 200
    found = findings(answer.text)
    assert set(RULES) <= set(found)
    assert "<mark>2023年6月31日</mark>" in answer.text
    assert "6月最后一天是30日" in answer.text
    assert "相差10万元" in answer.text


def test_a_rule_can_be_switched_off_and_the_page_says_so(client: TestClient) -> None:
    answer = post(client, text=DRAFT, without="201")
    assert "201" not in findings(answer.text)
    assert "这次不查：201" in answer.text
    assert '<input type="hidden" name="without" value="201">' in answer.text


def test_an_unknown_rule_in_the_form_is_passed_over(client: TestClient) -> None:
    answer = post(client, text=DRAFT, without="<script>")
    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace("<script src", "")


def test_a_file_is_read_by_its_kind_and_its_name_is_told(client: TestClient) -> None:
    made = Document()
    for line in DRAFT.splitlines():
        made.add_paragraph(line)
    held = io.BytesIO()
    made.save(held)
    files = {
        "文稿.docx": held.getvalue(),
        "文稿.txt": DRAFT.encode("gb18030"),
        "文稿.md": DRAFT.encode(),
        "文稿.html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in DRAFT.splitlines()) + "</body>").encode(),
    }
    for name, body in files.items():
        answer = client.post(quote("/体检"), files={"file": (name, body)})
        assert answer.status_code == 200, (name, answer.text[:300])
        assert name in answer.text
        assert set(RULES) <= set(findings(answer.text)), name


def test_the_opinion_lists_each_answer_and_what_a_person_added(client: TestClient) -> None:
    found = findings(post(client, text=DRAFT).text)
    form = {
        "text": DRAFT,
        f"answer-{found['201']}": "采纳",
        f"answer-{found['111']}": "不采纳",
        f"reason-{found['111']}": "第三条已按程序删去",
        "review_title": "某市养犬管理办法（送审稿）",
        "body": "某市公安局",
        "reviewer": "某市司法局",
        "remark-1-place": "第五条",
        "remark-1-problem": "没有写明限期",
        "check-五个标准.1": "是",
    }
    answer = client.post(quote("/体检/意见"), data=form)
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert unquote(answer.headers["content-disposition"]).endswith("合法性审核意见-某市养犬管理办法（送审稿）.docx")
    said = paper(answer)
    for words in ("某市公安局", "某市司法局", "2023年6月31日", "第三条已按程序删去", "没有写明限期", "2022年6月1日"):
        assert words in said
    assert "提出意见2条；机器提示后经审核人员研究不予采纳的1条；尚未处理的2条" in said
    assert "第四条|第四条|上一个编号是“第二条”，这里是“第四条”，缺“第三条”。|第三条已按程序删去" in said
    assert "合法性：与上位法和国家政策是否一致" in said
    assert "没有设定行政处罚" not in said  # not answered


def test_a_rejection_without_a_reason_is_told_at_its_place_and_nothing_is_lost(client: TestClient) -> None:
    found = findings(post(client, text=DRAFT).text)
    form = {
        "text": DRAFT,
        f"answer-{found['201']}": "采纳",
        f"answer-{found['111']}": "不采纳",
        "reviewer": "某市司法局",
        "remark-1-problem": "没有写明限期",
    }
    answer = client.post(quote("/体检/意见"), data=form)
    assert answer.status_code == 422
    assert "有 1 条不采纳的没有写明理由" in alert(answer)
    assert f'href="#f-{found["111"]}"' in answer.text
    assert f'<p class="bad" id="bad-{found["111"]}" role="alert">不采纳的，请写明理由。' in answer.text
    assert re.search(rf'name="answer-{found["201"]}" value="采纳" checked', answer.text)
    assert re.search(rf'name="answer-{found["111"]}" value="不采纳" checked', answer.text)
    assert 'name="reviewer" value="某市司法局"' in answer.text
    assert 'value="没有写明限期"' in answer.text
    assert "养犬人应当于2023年6月31日前" in answer.text


def test_enter_in_a_field_makes_the_opinion_and_nothing_else(client: TestClient) -> None:
    """A browser takes the first button of the form."""
    text = post(client, text=DRAFT).text
    form = text[text.index('<form id="draft"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert "formaction" not in first[0]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "没有收到文稿"),
        ({"text": "  \r\n "}, "没有收到文稿"),
        ({"text": "文" * 400_001}, "超过 400,000 个字"),
    ],
)
def test_a_draft_that_cannot_be_examined_is_told(client: TestClient, form: dict[str, str], told: str) -> None:
    answer = post(client, **form)
    assert answer.status_code == 422
    assert told in alert(answer)


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"<a>" + b" " * 300_000_000 + b"</a>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("空.docx", b"", "文件是空的"),
        ("乱.docx", b"\x00\xff\xfe\x01" * 900, "不是文本文件"),
        ("乱.txt", bytes(range(256)) * 20, "不是文本文件"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "另存为 DOCX"),
        ("坏.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>", "PDF 文件已损坏"),
        ("坏.docx", b"PK\x03\x04" + b"x" * 500, ""),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_the_remedy(
    client: TestClient, name: str, body: bytes, told: str
) -> None:
    answer = client.post(quote("/体检"), files={"file": (name, body)}, data={"without": "201"})
    assert answer.status_code == 422
    assert told in alert(answer)
    assert name in alert(answer)
    assert re.search(r'value="201" checked', answer.text)


def test_a_file_that_swells_is_refused(client: TestClient) -> None:
    answer = client.post(quote("/体检"), files={"file": ("胀.docx", _bomb())})
    assert answer.status_code == 422
    assert "解压后过大" in alert(answer)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"xx", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b'{"text": "x"}', "application/json"),
        (b"&".join(b"f%d=1" % number for number in range(5000)), "application/x-www-form-urlencoded"),
    ],
)
@pytest.mark.parametrize("address", ["/体检", "/体检/意见"])
def test_a_body_that_is_no_form_of_this_page_is_told(client: TestClient, address: str, body: bytes, kind: str) -> None:
    answer = client.post(quote(address), content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert alert(answer).endswith("。")


def test_words_of_a_draft_are_shown_as_text(client: TestClient) -> None:
    text = post(client, text=DRAFT + "\n</textarea><script>alert(1)</script>\n", name="<b>x").text
    assert "<script>alert" not in text
    assert "<b>x" not in text


def test_the_address_of_the_form_opened_by_hand_leads_to_the_draft(client: TestClient) -> None:
    answer = client.get(quote("/体检/意见"))
    assert answer.status_code == 200
    assert "请先粘贴文字" in alert(answer)


def test_a_held_document_has_its_findings_beside_the_line(client: TestClient) -> None:
    """定政办字〔2022〕61号 is an 实施意见 and calls itself 本办法 in 第二条 and 第十三条."""
    text = client.get(quote(HELD)).text
    pairs = text.split('<div class="pair')
    marked = [pair for pair in pairs if pair.startswith(" marked") and "106 自称与文种不符" in pair]
    assert [re.search(r"第[一二三四五六七八九十]+条", pair)[0] for pair in marked] == ["第二条", "第十三条"]  # type: ignore[index]
    assert all("本办法" in pair for pair in marked)


def test_the_findings_leave_as_a_sheet_as_sarif_and_as_json(client: TestClient) -> None:
    sheet = load_workbook(io.BytesIO(client.get(quote(f"{HELD}.xlsx")).content)).active
    assert sheet is not None
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "106" in said
    sarif = client.get(quote(f"{HELD}.sarif"))
    assert unquote(sarif.headers["content-disposition"]).endswith(".sarif")
    assert json.loads(sarif.content)["version"] == "2.1.0"
    assert {each["ruleId"] for each in sarif.json()["runs"][0]["results"]} >= {"106"}
    twin = client.get(quote(f"{HELD}.json")).json()
    assert {each["rule"] for each in twin["findings"]} >= {"106"}


def test_a_finding_becomes_a_letter_to_the_issuer(client: TestClient) -> None:
    text = client.get(quote(HELD)).text
    address = re.search(r'href="(/体检/[^"]+/函/\w+)"', text)
    assert address
    answer = client.get(quote(address[1]))
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    said = paper(answer)
    assert "定州市人民政府办公室" in said
    assert "本办法" in said
    gone = client.get(quote(f"{HELD}/函/000000000000"))
    assert gone.status_code == 404
    assert "没有这一处问题" in gone.text


def test_names_that_mean_nothing_or_several_are_led_on(client: TestClient) -> None:
    assert "定州市养犬管理办法" in client.get(quote("/体检/定州市养狗管理办法")).text
    several = client.get(quote("/体检/定政办字〔2023〕28号"))
    assert several.status_code == 300
    for address in re.findall(r'<li><a href="(/体检/[^"]+)"', several.text):
        assert client.get(quote(address)).status_code == 200
    known = client.get(quote("/体检/定政办〔2017〕133号"))
    assert known.status_code == 404
    assert "文库没有收录这份文件的正文" in known.text


def test_the_pages_of_the_examination_are_complete_in_english(client: TestClient) -> None:
    start = client.get(quote("/体检"), params={"lang": "en"}).text
    assert "Examine a draft" in start
    draft = client.post(quote("/体检") + "?lang=en", data={"text": DRAFT}).text
    for words in ("Findings", "Checklist", "Write the opinion (DOCX)"):
        assert words in draft
    assert "生成意见" not in draft
