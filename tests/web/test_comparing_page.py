"""/对照: two texts side by side."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

from docx import Document
from fastapi.testclient import TestClient

OLD = "某县养犬管理办法\n\n第一条 为了规范养犬，制定本办法。\n\n第二条 每户限养一只。\n\n第三条 自发布之日起施行。\n"
NEW = (
    "某县养犬管理办法\n\n第一条 为了规范养犬行为，制定本办法。\n\n第二条 每户限养两只。\n\n"
    "第三条 犬只应当登记。\n\n第四条 自发布之日起施行。\n"
)
ADDRESS = quote("/对照")


def test_the_page_shows_what_changed_word_by_word(client: TestClient) -> None:
    text = client.post(ADDRESS, data={"text_a": OLD, "text_b": NEW}).text
    assert re.search(r"<del>一只?</del>", text)
    assert re.search(r"<ins>两只?</ins>", text)
    assert "<ins>犬只应当登记。</ins>" in text


def test_the_table_of_changes_is_a_paper(client: TestClient) -> None:
    answer = client.post(ADDRESS, data={"text_a": OLD, "text_b": NEW, "form": "docx"})
    file = Document(io.BytesIO(answer.content))
    assert file.paragraphs[1].text == "《某县养犬管理办法》修改对照表"
    words = "".join(cell.text for row in file.tables[0].rows for cell in row.cells)
    assert "第二条　每户限养一只。" in words
    assert "第二条　每户限养两只。" in words


def test_a_document_of_the_library_is_a_side(client: TestClient) -> None:
    text = client.post(ADDRESS, data={"ref_a": "定政办字〔2023〕27号", "text_b": NEW}).text
    assert "定州市养犬管理办法" in text
    assert "第一条" in text


def test_a_missing_side_is_told_and_what_was_typed_stays(client: TestClient) -> None:
    answer = client.post(ADDRESS, data={"text_b": NEW, "ref_a": ""})
    assert answer.status_code == 422
    assert "没有收到旧稿" in answer.text
    assert "每户限养两只" in answer.text
    unknown = client.post(ADDRESS, data={"ref_a": "没有这份文件", "text_b": NEW})
    assert "文库里没有“没有这份文件”" in unknown.text


def test_equal_texts_do_not_differ(client: TestClient) -> None:
    assert "没有差别" in client.post(ADDRESS, data={"text_a": OLD, "text_b": OLD}).text
