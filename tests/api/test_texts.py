"""/api/v1 about texts: validity, relations, versions, citations, tables, files, examination, clean-up, bodies."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from lxml import etree
from openpyxl import load_workbook

RULES = "廊政办发〔2021〕6号"
PROPERTY = "廊坊市物业管理办法"
KNOWN = "定政办〔2017〕133号"
DRAFT = (
    "某市养犬管理办法\n\n第一条 为了管理，制定本办法。\n\n"
    "第二条 登记期限为2023年6月31日。\n\n第四条 依照本办法第九条。\n"
)


def get(client: TestClient, address: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/{address}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, address: str, status: int, **query: Any) -> str:
    answer = client.get(f"/api/v1/{address}", params=query)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    detail = str(answer.json()["detail"])
    assert detail.endswith("。")
    return detail


def test_validity_on_a_day_comes_with_its_reasons_and_the_law_of_reckoning(client: TestClient) -> None:
    body = get(client, f"validity/{RULES}", on="2026-12-31")
    assert body["validity"]["state"] == "现行有效"
    assert body["validity"]["last_day"] == "2026-12-31"
    assert get(client, f"validity/{RULES}", on="2027-01-01")["validity"]["state"] == "已失效"
    assert any(each["words"] for each in body["validity"]["reasons"])


def test_validity_is_told_of_a_document_known_by_name(client: TestClient) -> None:
    body = get(client, f"validity/{KNOWN}", on="2022-09-01")
    assert body["document"]["held"] is False
    assert body["validity"]["state"] == "现行有效"


def test_relations_of_a_clean_up_count_what_it_lists(client: TestClient) -> None:
    body = get(client, "relations/定政发〔2022〕18号")
    kinds = [each["kind"] for each in body["states"]]
    assert (kinds.count("keeps"), kinds.count("repeals"), kinds.count("lapses")) == (23, 6, 12)
    assert all(each["words"] and each["place"] for each in body["states"])


def test_the_policy_chain_goes_up_to_documents_known_by_name(client: TestClient) -> None:
    up = get(client, f"relations/{PROPERTY}")["chain"]["up"]
    assert {each["title"] for each in up} == {"中华人民共和国民法典", "物业管理条例"}
    assert not any(each["held"] for each in up)


def test_the_fields_of_a_document_carry_their_words(client: TestClient) -> None:
    fields = {each["field"]: each for each in get(client, f"metadata/{PROPERTY}")["fields"]}
    assert fields["公布日期"]["value"] == "2018-10-31"
    assert fields["施行日期"]["value"] == "2018-12-05"
    assert "2018年12月5日" in fields["施行日期"]["words"]


def test_the_history_has_three_versions_of_which_one_is_known_whole(client: TestClient) -> None:
    versions = get(client, f"history/{PROPERTY}")["versions"]
    assert [(each["since"], each["known"]) for each in versions] == [
        ("2018-12-05", "none"),
        ("2019-12-31", "partly"),
        ("2021-12-10", "whole"),
    ]
    assert len(versions[2]["instructions"]) == 2


def test_a_provision_has_its_words_of_the_day(client: TestClient) -> None:
    before = get(client, f"text/{PROPERTY}", place="第一条", on="2020-05-01")
    after = get(client, f"text/{PROPERTY}", place="第一条", on="2022-05-01")
    assert "《中华人民共和国物权法》" in before["words"]
    assert "《中华人民共和国民法典》" in after["words"]
    absent = get(client, f"text/{PROPERTY}", place="第九百条", on="2022-05-01")
    assert absent["words"] is None
    assert "没有第九百条" in absent["grounds"][-1]["sentence"]


def test_the_difference_of_two_days_is_told_in_pieces(client: TestClient) -> None:
    pairs = get(client, f"difference/{PROPERTY}", a="2020-05-01", b="2022-05-01")["pairs"]
    first = next(pair for pair in pairs if pair["new_place"] == "第一条")
    assert {"text": "《中华人民共和国民法典》", "op": "added"} in first["pieces"]
    assert "".join(piece["text"] for piece in first["pieces"] if piece["op"] != "added").count("物权法") == 1


def test_citations_lead_to_their_targets_and_back(client: TestClient) -> None:
    citations = get(client, f"citations/{PROPERTY}")["citations"]
    assert any("《中华人民共和国民法典》" in each["words"] for each in citations)
    cited = get(client, f"cited-by/{PROPERTY}")["cited_by"]
    assert all(each["document"] and each["words"] for each in cited)
    assert get(client, f"related/{PROPERTY}", count=3)["related"]


def test_a_table_has_typed_columns_rows_and_its_lines(client: TestClient) -> None:
    tables = get(client, "tables/定政发〔2022〕18号")["tables"]
    kept = next(each for each in tables if each["place"] == "附件1表1")
    assert len([row for row in kept["rows"] if row["kind"] == "item"]) == 23
    assert all(len(row["cells"]) == len(kept["columns"]) for row in kept["rows"] if row["kind"] == "item")
    assert get(client, "tables/定政发〔2022〕18号", place="附件1表1")["tables"] == [kept]


@pytest.mark.parametrize("form", ["docx", "akn", "json", "md", "xlsx", "csv"])
def test_every_form_of_a_file_opens(client: TestClient, form: str) -> None:
    answer = client.get("/api/v1/files/定政发〔2022〕18号", params={"format": form, "table": "附件2表1"})
    assert answer.status_code == 200
    body = answer.content
    read = {
        "docx": lambda: "".join(each.text for each in Document(io.BytesIO(body)).paragraphs),
        "akn": lambda: "".join(etree.fromstring(body).itertext()),
        "json": lambda: json.dumps(json.loads(body), ensure_ascii=False),
        "md": body.decode,
        "xlsx": lambda: str([cell.value for row in load_workbook(io.BytesIO(body)).worksheets[0] for cell in row]),
        "csv": lambda: str(list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))),
    }[form]()
    expected = "定州市特困人员救助供养管理办法" if form in ("xlsx", "csv") else "规范性文件"
    assert expected in read


def test_the_rules_and_the_findings_of_a_document(client: TestClient) -> None:
    rules = get(client, "rules")
    assert all(each["code"] and each["reason"] and each["example"] for each in rules)
    body = get(client, "examination/定政办字〔2022〕61号")
    assert {"106"} <= {each["rule"] for each in body["findings"]}
    assert all(each["words"] and each["place"] for each in body["findings"])


def test_a_draft_is_examined_with_the_rules_that_are_asked_for(client: TestClient) -> None:
    def rules(**body: Any) -> set[str]:
        answer = client.post("/api/v1/examination", json={"text": DRAFT, "on": "2022-06-01", **body})
        assert answer.status_code == 200, answer.text
        return {each["rule"] for each in answer.json()["findings"]}

    assert {"101", "111", "201"} <= rules()
    assert rules(only=["201"]) == {"201"}
    assert all(each[0] == "1" for each in rules(only=["1"]))
    assert "201" not in rules(without=["201"])
    sarif = client.post("/api/v1/examination?format=sarif", json={"text": DRAFT}).json()
    assert sarif["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"text": ""}, "text"),
        ({"text": DRAFT, "only": ["999"]}, "999"),
        ({"text": DRAFT, "onn": "2022-06-01"}, "onn"),
        ({"text": DRAFT, "on": "六月"}, "on"),
        ({"text": "文" * 400_001}, "text"),
        ({}, "text"),
    ],
)
def test_a_draft_that_cannot_be_examined_is_a_problem(client: TestClient, body: dict[str, Any], told: str) -> None:
    answer = client.post("/api/v1/examination", json=body)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert answer.json()["detail"].endswith("。")


def test_two_drafts_are_compared(client: TestClient) -> None:
    answer = client.post("/api/v1/comparison", json={"old": DRAFT, "new": DRAFT.replace("登记", "备案")}).json()
    assert "备案" in json.dumps(answer, ensure_ascii=False)
    nothing = client.post("/api/v1/comparison", json={"old": " \n", "new": " \n"})
    assert nothing.status_code == 422


def test_the_clean_up_lists_and_the_ledger(client: TestClient) -> None:
    body = get(client, "cleanup", on="2022-09-01", months=3)
    assert "定政办〔2020〕1号" in [each["document"]["number"] for each in body["expiring"]]
    assert all(each["reasons"] for part in ("expiring", "due", "in_no_list") for each in body[part])
    assert len(get(client, "known", place="定州市", on="2022-09-01")) >= 41
    one = get(client, f"known/{KNOWN}", on="2022-09-01")
    assert one["validity"]["state"] == "现行有效"
    ledger = client.get("/api/v1/records", params={"format": "csv", "on": "2022-09-01"})
    rows = list(csv.DictReader(io.StringIO(ledger.content.decode("utf-8-sig"))))
    assert any(row["文号"] == KNOWN for row in rows)
    assert not any(str(cell).startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_bodies_are_found_under_any_name_within_one_place(client: TestClient) -> None:
    one = get(client, "bodies", place="廊坊市", name="发改局")
    assert one[0]["name"] == "廊坊市发展和改革委员会"
    assert get(client, "bodies", place="廊坊市", name="市发改委") == one
    everywhere = get(client, "bodies")
    assert {each["place"] for each in everywhere} >= {"廊坊市", "定州市", "宁晋县"}


def test_proofs_are_summed_up_and_told_one_by_one(client: TestClient) -> None:
    issues = {each["gazette"]: each for each in get(client, "proofs")["issues"]}
    assert len(issues) == 5
    name = "定州市人民政府公报 2023年第1号"
    one = json.dumps(get(client, "proofs", gazette=name), ensure_ascii=False)
    assert "20项重点工程" in one
    assert issues[name]["differing"] >= 1


@pytest.mark.parametrize(
    ("address", "query", "status", "told"),
    [
        ("validity/没有这份", {}, 404, "文库里没有"),
        ("validity/定政办字〔2023〕28号", {}, 300, "4 份文件"),
        (f"validity/{RULES}", {"on": "昨天"}, 422, "on"),
        (f"history/{KNOWN}", {}, 404, "只知道它的名称"),
        (f"known/{RULES}", {}, 404, "正文已经收录"),
        (f"text/{PROPERTY}", {}, 422, "place"),
        (f"difference/{PROPERTY}", {"a": "2020-05-01"}, 422, "b"),
        (f"tables/{PROPERTY}", {"place": "附件9表9"}, 404, "附件9表9"),
        (f"files/{PROPERTY}", {"format": "exe"}, 422, "format"),
        (f"files/{PROPERTY}", {"format": "xlsx"}, 404, "没有表格"),
        ("cleanup", {"months": 0}, 422, "months"),
        ("bodies", {"place": "火星市"}, 404, "火星市"),
        ("bodies", {"place": "廊坊市", "name": "飞碟局"}, 404, "飞碟局"),
        ("bodies", {"name": "发改局"}, 422, "写明地区"),
        ("proofs", {"gazette": "没有"}, 404, "没有"),
    ],
)
def test_what_cannot_be_answered_is_told_in_chinese(
    client: TestClient, address: str, query: dict[str, Any], status: int, told: str
) -> None:
    assert told in refused(client, address, status, **query)
