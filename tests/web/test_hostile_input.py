"""Whatever is typed into an address or a field, the answer is a page and never a failure."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LIKELY = st.text(
    st.sampled_from(
        "〔〕()（）《》“\"'*-+.:年月日号第条款项一二三0123456789万亿元%％，, \t\n\0廊政办发定养犬AND OR NOT NEAR"
    ),
    max_size=40,
)
TYPED = ANY | LIKELY


@settings(max_examples=40)
@given(TYPED)
def test_any_query_is_answered(client: TestClient, text: str) -> None:
    assert client.get("/文库", params={"q": text}).status_code in (200, 303)


@settings(max_examples=40)
@given(TYPED.filter(lambda text: text.strip("/. ") != ""))
def test_any_name_of_a_document_is_answered(client: TestClient, text: str) -> None:
    assert client.get("/d/" + quote(text, safe="/")).status_code in (200, 300, 404)


@settings(max_examples=40)
@given(TYPED, TYPED, TYPED, TYPED)
def test_any_entry_of_the_calculator_is_answered(client: TestClient, kind: str, age: str, cost: str, on: str) -> None:
    answer = client.get(
        "/p/职工医保门诊共济-2021/统筹支付", params={"人员类别": kind, "年龄": age, "政策范围内费用": cost, "on": on}
    )
    assert answer.status_code == 200


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["place", "year", "kind", "issuer", "offset", "in_force", "on", "lang"]), TYPED))
def test_any_filter_is_answered(client: TestClient, filters: dict[str, str]) -> None:
    assert client.get("/文库", params=filters).status_code == 200


@settings(max_examples=40)
@given(TYPED, TYPED)
def test_any_change_of_the_day_leads_back_inside(client: TestClient, day: str, back: str) -> None:
    answer = client.get("/on", params={"date": day, "back": back})
    client.cookies.clear()
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@settings(max_examples=40)
@given(TYPED, TYPED, TYPED)
def test_any_draft_is_answered(client: TestClient, text: str, name: str, rule: str) -> None:
    form = {"text": text, "name": name, "without": rule}
    assert client.post(quote("/体检"), data=form).status_code in (200, 422)
    assert client.post(quote("/体检/意见"), data={**form, "remark-1-words": name}).status_code in (200, 422)


@settings(max_examples=40)
@given(st.sampled_from(["/体检/", "/自证/", "/机关/廊坊市/", "/机关/"]), TYPED.filter(lambda text: text.strip("/. ")))
def test_any_name_below_the_further_pages_is_answered(client: TestClient, above: str, text: str) -> None:
    assert client.get(quote(above) + quote(text, safe="/")).status_code in (200, 300, 404)


@settings(max_examples=40)
@given(TYPED, TYPED, st.sampled_from([".docx", ".xlsx", ".csv", "/沿革", "/关系", ".whole.json"]))
def test_any_place_days_and_ending_of_a_document_are_answered(
    client: TestClient, place: str, day: str, ending: str
) -> None:
    address = quote("/d/廊坊市物业管理办法/" + place.replace("\0", "") + ending, safe="/")
    assert client.get(address, params={"a": day, "b": day, "on": day}).status_code in (200, 300, 404)
