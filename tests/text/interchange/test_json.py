"""JSON: the same document comes back; what is no document of ours is refused with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Gazette
from gongbao.text.interchange import InterchangeError, from_json, to_json


def _sample(issues: dict[str, Gazette]) -> bytes:
    gazette = issues["ningjin-2020-2"]
    return to_json(gazette.documents[1], gazette.source.text, name="宁晋", sha256=gazette.source.sha256)


def test_every_document_comes_back_the_same_with_its_words(issues: dict[str, Gazette]) -> None:
    for gazette in issues.values():
        for document in gazette.documents:
            data = to_json(document, gazette.source.text, name=gazette.source.name, sha256=gazette.source.sha256)
            again, excerpt = from_json(data)
            assert again == document
            for node in document.walk():
                assert excerpt.words(node) == gazette.printed(node, deep=False)


def test_a_span_outside_of_the_excerpt_is_refused(issues: dict[str, Gazette]) -> None:
    data = json.loads(_sample(issues))
    first = data["document"]["parts"][0]["provisions"][0]
    first["spans"] = [[0, 99_999_999]]
    with pytest.raises(InterchangeError, match=r"在所附原文之外"):
        from_json(json.dumps(data).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": "gongbao document 1"}', b"\xff\xfe", b"[" * 5000])
def test_anything_else_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(InterchangeError) as refusal:
        from_json(data)
    assert "\n" not in str(refusal.value)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(InterchangeError):
        from_json(data)
