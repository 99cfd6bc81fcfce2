"""/api/v1: the same nouns and answers as the portal, as JSON."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

RULES = "廊政办发〔2021〕6号"
DECISION = "/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付"
CASE = {"人员类别": "在职", "年龄": 47, "政策范围内费用": 5000}


def problem(client: TestClient, address: str, status: int) -> dict[str, object]:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body: dict[str, object] = answer.json()
    assert body["status"] == status
    assert str(body["detail"]).endswith("。")
    return body


def test_documents_are_listed_with_their_state_on_a_day(client: TestClient) -> None:
    body = client.get("/api/v1/documents", params={"place": "廊坊市", "kind": "办法", "on": "2022-06-01"}).json()
    assert body["total"] == len(body["documents"])
    found = {document["number"]: document for document in body["documents"]}[RULES]
    assert found["title"] == "廊坊市职工基本医疗保险门诊共济保障机制实施细则"
    assert found["validity"]["state"] == "现行有效"
    assert found["validity"]["last_day"] == "2026-12-31"
    assert found["validity"]["reasons"][0]["words"]


def test_only_documents_in_force_on_request(client: TestClient) -> None:
    body = client.get("/api/v1/documents", params={"on": "2027-01-01", "in_force": "true"}).json()
    assert RULES not in [document["number"] for document in body["documents"]]


def test_a_document_comes_whole_with_the_provision_of_its_address(client: TestClient) -> None:
    body = client.get(f"/api/v1/documents/{RULES}/第六条").json()
    assert body["here"]["eid"] == "chp_2__art_6"
    assert "起付标准为100元" in json.dumps(body["here"], ensure_ascii=False)
    assert [part["kind"] for part in body["parts"]][:2] == ["notice", "main"]
    assert body["related"]["interpreted_by"]


def test_a_citation_resolves_to_its_words(client: TestClient) -> None:
    body = client.get("/api/v1/provisions", params={"citation": f"{RULES} 第六条", "words": "起付标准为100元"}).json()
    assert body["citation"] == f"{RULES} 第六条"
    assert body["words"] == "起付标准为100元"
    assert body["address"] == f"/d/{RULES}/第六条"


def test_words_that_do_not_stand_there_are_a_problem(client: TestClient) -> None:
    body = problem(client, f"/api/v1/provisions?citation={RULES} 第六条&words=起付标准为200元", 404)
    assert "起付标准为200元" in str(body["detail"])


def test_search_marks_hits_and_counts_facets(client: TestClient) -> None:
    body = client.get("/api/v1/search", params={"q": "养犬 登记", "limit": 5}).json()
    assert "定州市养犬管理办法" in [hit["document"]["title"] for hit in body["hits"]]
    assert any(segment["hit"] for segment in body["hits"][0]["snippet"])
    assert body["facets"]["place"]


def test_packs_list_what_an_outsider_needs_to_write_cases(client: TestClient) -> None:
    packs = {pack["name"]: pack for pack in client.get("/api/v1/packs").json()["packs"]}
    decisions = {decision["name"]: decision for decision in packs["职工医保门诊共济-2021"]["decisions"]}
    decision = decisions["统筹支付"]
    assert "lf-2021-4-16.1" in decision["runs"]
    assert decision["outputs"]["type"] == "money"
    inputs = {field["fact"]: field for field in decision["inputs"]}
    assert inputs["人员类别"]["choices"] == ["在职", "退休"]
    assert inputs["政策范围内费用"]["required"] is True
    assert inputs["年龄"]["derived"]
    assert inputs["年龄"]["required"] is False
    assert inputs["本年度已支付"]["default"] == "0"
    assert inputs["本年度已支付"]["required"] is False


def test_a_case_in_json_is_decided_with_reasons(client: TestClient) -> None:
    answer = client.post(DECISION, json={"given": CASE, "on": "2022-06-01"})
    body = answer.json()
    assert (body["status"], body["value"]) == ("decided", "2940.00")
    assert all(reason["citation"] and reason["words"] for reason in body["reasons"])


def test_the_same_case_in_the_query_has_the_same_answer(client: TestClient) -> None:
    posted = client.post(DECISION, json={"given": CASE, "on": "2022-06-01"}).json()
    assert client.get(DECISION, params={**CASE, "on": "2022-06-01"}).json() == posted


def test_a_decision_can_be_addressed_by_its_catalogue_id(client: TestClient) -> None:
    body = client.post(
        "/api/v1/systems/lf-2021-4-16.1/decide?decision=统筹支付", json={"given": CASE, "on": "2022-06-01"}
    ).json()
    assert body["value"] == "2940.00"
    asked = client.get(
        "/api/v1/systems/lf-2021-4-16.1/decide", params={**CASE, "on": "2022-06-01", "decision": "统筹支付"}
    )
    assert asked.json() == body


@pytest.mark.parametrize("number", ["0.1", "5000.10", "1e3", "100000000000.01"])
def test_json_numbers_are_read_exactly(client: TestClient, number: str) -> None:
    body = f'{{"given": {{"人员类别": "在职", "年龄": 47, "政策范围内费用": {number}}}, "on": "2022-06-01"}}'
    answer = client.post(DECISION, content=body.encode(), headers={"Content-Type": "application/json"}).json()
    assert answer["status"] == "decided"
    given = next(reason for reason in answer["reasons"] if reason["name"] == "政策范围内费用")
    assert float(given["value"]) == float(number)


def test_a_missing_fact_leaves_the_answer_undecided_and_is_named(client: TestClient) -> None:
    body = client.post(DECISION, json={"given": {"人员类别": "在职"}, "on": "2022-06-01"}).json()
    assert body["status"] == "undecided"
    assert body["value"] is None
    assert "年龄" in body["missing"]


def test_facts_written_outside_given_are_named_with_the_remedy(client: TestClient) -> None:
    answered = client.post("/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付", json={"年龄": 44})
    assert answered.status_code == 422
    assert answered.json()["detail"] == "年龄：没有这一项；事实写在 given 里，各项的写法见 /api。"


def test_an_unknown_fact_is_refused_by_name_with_a_suggestion(client: TestClient) -> None:
    body = client.post(DECISION, json={"given": {**CASE, "年龄段": 1}, "on": "2022-06-01"}).json()
    assert body["status"] == "refused"
    assert [refusal["field"] for refusal in body["refusals"]] == ["年龄段"]


def test_outside_the_period_nothing_is_decided_but_by_choice(client: TestClient) -> None:
    body = client.post(DECISION, json={"given": CASE, "on": "2027-01-01"}).json()
    assert (body["status"], body["last_day"]) == ("not in force", "2026-12-31")
    chosen = client.post(DECISION, json={"given": CASE, "on": "2027-01-01", "as_of_text": True}).json()
    assert (chosen["status"], chosen["value"], chosen["as_of_text"]) == ("decided", "2940.00", True)
    assert all(reason["mark"] for reason in chosen["reasons"])


def test_systems_and_coverage_count_the_whole_catalogue(client: TestClient) -> None:
    coverage = client.get("/api/v1/coverage").json()
    assert sum(coverage["totals"].values()) == 652
    assert client.get("/api/v1/systems").json()["total"] == 652
    running = client.get("/api/v1/systems", params={"status": "已运行"}).json()
    assert running["total"] == coverage["totals"]["已运行"] >= 1
    assert all(system["runs"] for system in running["systems"])


def test_a_system_that_does_not_run_says_why(client: TestClient) -> None:
    missing = client.get("/api/v1/systems", params={"status": "尚未实现"}).json()["systems"][0]
    body = problem(client, f"/api/v1/systems/{missing['id']}/decide", 404)
    assert missing["name"] in str(body["detail"])


def test_an_unknown_document_names_the_nearest(client: TestClient) -> None:
    body = problem(client, "/api/v1/documents/定州市养狗管理办法", 404)
    assert any("27号" in str(address) for address in body["nearest"])  # type: ignore[attr-defined]


def test_a_number_of_several_documents_lists_them(client: TestClient) -> None:
    body = problem(client, "/api/v1/documents/定政办字〔2023〕28号", 300)
    assert len(body["choices"]) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/v1/documents?year=去年", 422, "year：要填整数"),
        ("/api/v1/documents?on=明天", 422, "on：要填日期"),
        ("/api/v1/documents?limit=0", 422, "limit：不能小于 1"),
        ("/api/v1/search", 422, "q：没有给出"),
        ("/api/v1/packs/没有", 404, "没有叫“没有”的规则包"),
        (f"{DECISION}x", 404, "没有“统筹支付x”这项判定"),
        (f"/api/v1/documents/{RULES}/第九十九条", 404, "没有“第九十九条”"),
        ("/api/v1/systems/x", 404, "目录里没有编号“x”"),
        ("/api/v1/gazettes/x", 404, "没有“x”这份公报"),
        ("/api/v1/nowhere", 404, "没有这个地址"),
    ],
)
def test_what_cannot_be_answered_is_told_in_chinese(client: TestClient, address: str, status: int, told: str) -> None:
    assert told in str(problem(client, address, status)["detail"])


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"given": 1}', '{"given": {}, "x": 1}', '{"given": {"年龄": NaN}}']
)
def test_a_body_that_is_no_case_is_a_problem(client: TestClient, body: str) -> None:
    answer = client.post(DECISION, content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["errors"]


def test_the_openapi_document_describes_every_operation_in_words(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert operation["tags"], (path, method)
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (path, parameter["name"])


def test_every_example_of_the_openapi_document_can_be_opened(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    examples = [
        operation["x-example-address"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if "x-example-address" in operation
    ]
    assert len(examples) >= 8
    for address in examples:
        assert client.get(address).status_code == 200, address


def test_addresses_in_chinese_work_percent_encoded_too(client: TestClient) -> None:
    assert client.get(quote(f"/api/v1/documents/{RULES}/第六条")).json()["here"]["eid"] == "chp_2__art_6"
