"""The assembled application: guards, twins, static files, failures."""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gongbao.app import create_app, guards
from gongbao.app.twins import twin_of
from gongbao.examination import Examined
from gongbao.library import Library

HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")


@pytest.mark.parametrize("address", ["/", "/文库", "/nowhere", "/api/v1/packs", "/api/v1/nowhere", "/api/openapi.json"])
def test_every_answer_carries_the_security_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for name in HEADERS:
        assert name in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_static_files_are_kept_for_ever_under_an_address_that_changes_with_them(client: TestClient) -> None:
    home = client.get("/").text
    for suffix, kind in (("css", "text/css"), ("js", "text/javascript")):
        address = home[home.index("/static/gongbao.") :] if suffix == "css" else home[home.index('script src="') + 12 :]
        address = address[: address.index('"')]
        answer = client.get(address)
        assert answer.headers["content-type"].startswith(kind)
        assert "immutable" in answer.headers["cache-control"]


def test_pages_are_compressed_where_the_reader_takes_it(client: TestClient) -> None:
    assert client.get("/", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_a_long_address_or_body_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.get("/文库?q=" + "养" * 4000).status_code == 414
    assert client.get("/d/" + "x" * 5000).status_code == 414
    body = b'{"given": {"x": "' + b"x" * 300_000 + b'"}}'
    address = "/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付"
    assert client.post(address, content=body).status_code == 413


def test_a_body_that_comes_in_pieces_is_refused_when_it_grows_too_large(client: TestClient) -> None:
    address = "/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付"
    answer = client.post(address, content=(b"x" * 65_536 for _ in range(8)))
    assert answer.status_code == 413
    assert "content-security-policy" in answer.headers


def test_a_file_too_large_is_refused_with_the_limit(client: TestClient) -> None:
    answer = client.post("/体检", content=b"x", headers={"Content-Length": "26000000"})
    assert answer.status_code == 413
    assert "最多 24 MB" in answer.text


def test_a_client_that_sends_files_faster_than_a_person_is_asked_to_wait(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "FILES_A_MINUTE", 2)
    with TestClient(create_app(str(library_file), [tmp_path], clock=lambda: date(2022, 6, 1))) as client:
        answers = [client.post("/体检", data={"text": ""}) for _ in range(3)]
        assert client.get("/体检").status_code == 200  # reading is free
    assert [each.status_code for each in answers] == [422, 422, 429]
    assert answers[2].headers["retry-after"] == "60"


def test_a_portal_that_is_told_to_warm_up_examines_in_the_background(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    days: list[date] = []

    def warm(self: Examined, on: date) -> None:
        days.append(on)
        asked.set()
        raise RuntimeError("a fault here must not keep the portal from opening")

    monkeypatch.setattr(Examined, "warm", warm)
    create_app(str(library_file), [tmp_path], clock=lambda: date(2022, 6, 1), warm=True)
    assert asked.wait(30)
    assert days == [date(2022, 6, 1)]


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}, {"Origin": "null"}],
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/体检", data={"text": "第一条 甲"}, headers=headers)
    assert answer.status_code == 403
    assert "本站" in answer.text


def test_other_methods_are_answered_in_the_manner_of_the_door(client: TestClient) -> None:
    page = client.post("/文库")
    assert page.status_code == 405
    assert "<html" in page.text
    assert client.delete("/api/v1/packs").headers["content-type"].startswith("application/problem+json")


def test_head_is_answered_like_get(client: TestClient) -> None:
    assert client.head("/").status_code == 200


@pytest.mark.parametrize(
    ("page", "twin"),
    [
        ("/index", "/api/v1/coverage"),
        ("/文库", "/api/v1/documents"),
        ("/文库?q=养犬", "/api/v1/search?q=养犬"),
        ("/d/廊政办发〔2021〕6号", "/api/v1/documents/廊政办发〔2021〕6号"),
        ("/d/廊政办发〔2021〕6号/第六条", "/api/v1/documents/廊政办发〔2021〕6号/第六条"),
        ("/g/宁晋县人民政府公报 2020年第2号", "/api/v1/gazettes/宁晋县人民政府公报 2020年第2号"),
        ("/d/廊坊市物业管理办法/沿革", "/api/v1/history/廊坊市物业管理办法"),
        ("/d/廊坊市物业管理办法/关系", "/api/v1/relations/廊坊市物业管理办法"),
        ("/d/定政办〔2017〕133号/关系", "/api/v1/relations/定政办〔2017〕133号"),
        ("/体检", "/api/v1/rules"),
        ("/体检/定政办字〔2022〕61号", "/api/v1/examination/定政办字〔2022〕61号"),
        ("/清理?on=2022-09-01&months=6", "/api/v1/cleanup?on=2022-09-01&months=6"),
        ("/自证", "/api/v1/proofs"),
        ("/自证/宁晋县人民政府公报 2020年第2号", "/api/v1/proofs?gazette=宁晋县人民政府公报 2020年第2号"),
        ("/机关/廊坊市", "/api/v1/bodies?place=廊坊市"),
        ("/机关?place=廊坊市", "/api/v1/bodies?place=廊坊市"),
        ("/机关/廊坊市/发改局", "/api/v1/bodies?place=廊坊市&name=发改局"),
        ("/p", "/api/v1/packs"),
        ("/p/职工医保门诊共济-2021", "/api/v1/packs/职工医保门诊共济-2021"),
        (
            "/p/职工医保门诊共济-2021/统筹支付?人员类别=在职&年龄=47&政策范围内费用=0.5万&on=2022-06-01",
            "/api/v1/packs/职工医保门诊共济-2021/decisions/统筹支付?人员类别=在职&年龄=47&政策范围内费用=0.5万&on=2022-06-01",
        ),
    ],
)
def test_every_page_has_its_json_twin(client: TestClient, page: str, twin: str) -> None:
    path, _, query = page.partition("?")
    by_suffix = client.get(f"{path}.json" + (f"?{query}" if query else ""))
    assert by_suffix.status_code == 200
    assert by_suffix.headers["content-type"] == "application/json"
    assert by_suffix.json() == client.get(twin).json()
    by_header = client.get("/" if page == "/index" else page, headers={"Accept": "application/json"})
    assert by_header.json() == by_suffix.json()


def test_a_page_names_its_twin(client: TestClient) -> None:
    text = client.get("/d/廊政办发〔2021〕6号/第六条?on=2022-06-01").text
    assert 'type="application/json" href="/d/廊政办发〔2021〕6号/第六条.json?on=2022-06-01"' in text


def test_the_twin_reckons_with_the_day_that_the_page_shows(client: TestClient) -> None:
    answer = client.get("/d/廊政办发〔2021〕6号.json", headers={"Cookie": "on=2027-01-01"})
    client.cookies.clear()
    assert answer.json()["document"]["validity"]["on"] == "2027-01-01"


def test_only_a_reader_that_wants_json_and_no_page_gets_the_twin() -> None:
    scope = {
        "method": "GET",
        "path": "/p",
        "query_string": b"",
        "headers": [(b"accept", b"text/html,application/json")],
    }
    assert twin_of(scope) is None
    assert twin_of({**scope, "headers": [(b"accept", b"application/json")]}) == ("/api/v1/packs", "")


def test_a_failure_is_a_page_with_a_next_step_and_is_logged(
    library_file: Path, packs: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(str(library_file), [packs], clock=lambda: date(2022, 6, 1))

    def broken(self: Library, *args: object, **kwargs: object) -> None:
        raise RuntimeError("disk gone")

    monkeypatch.setattr(Library, "search", broken)
    with TestClient(app) as client, caplog.at_level(logging.ERROR, "gongbao.app"):
        page = client.get("/文库?q=养犬")
        data = client.get("/api/v1/search?q=养犬")
    assert page.status_code == data.status_code == 500
    assert "这一页没有做出来" in page.text
    assert "回首页" in page.text
    assert "disk gone" not in page.text + data.text
    assert "content-security-policy" in page.headers
    assert data.headers["content-type"].startswith("application/problem+json")
    assert "disk gone" in caplog.text


def test_an_empty_library_opens_and_says_how_to_fill_it(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "empty.db"), [tmp_path], clock=lambda: date(2022, 6, 1))
    with TestClient(app) as client:
        assert "gongbao ingest gazettes" in client.get("/").text
        assert "还没有可以试算的制度" in client.get("/p").text
        assert client.get("/文库").status_code == 200
        assert client.get("/d/廊政办发〔2021〕6号").status_code == 404


def test_a_pack_that_does_not_load_is_left_out_and_told_in_the_log(
    library_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "somewhere" / "坏包-2022"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("document: 没有这个文号〔2021〕1号\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING, "gongbao.app"):
        app = create_app(str(library_file), [tmp_path], clock=lambda: date(2022, 6, 1))
    assert "坏包-2022" in caplog.text
    with TestClient(app) as client:
        assert client.get("/").status_code == 200
