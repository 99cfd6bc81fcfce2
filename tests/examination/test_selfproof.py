"""The five gazettes against their own print: every claim was read by eye; the list is golden-claims.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbao.examination import GazetteProof, prove
from gongbao.reading import read_file
from gongbao.text import parse

GOLDEN = Path(__file__).with_name("golden-claims.txt")


@pytest.fixture(scope="module")
def proofs(gazettes: Path) -> list[GazetteProof]:
    return [prove(parse(read_file(file))) for file in sorted(gazettes.glob("*.txt"))]


def lines(proofs: list[GazetteProof]) -> list[str]:
    """One line a claim, as in the golden list."""
    return [
        "\t".join(
            (
                "相同" if claim.agrees else "不同",
                proof.gazette.title,
                document.title,
                claim.place,
                claim.kind,
                claim.words,
                claim.printed,
                claim.computed,
                claim.how,
            )
        )
        for proof in proofs
        for document, claim in proof.claims
    ]


def test_claims_are_those_read_by_eye(proofs: list[GazetteProof]) -> None:
    golden = [line for line in GOLDEN.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines(proofs) == golden


def test_what_outsiders_can_check(proofs: list[GazetteProof]) -> None:
    found = {(claim.words, claim.printed, claim.computed): claim.agrees for each in proofs for _, claim in each.claims}
    assert found["保留现行有效政府规范性文件23件，废止6件，失效12件", "23件、6件、12件", "23件、6件、12件"]
    assert found["20项重点工程", "20项重点工程", "19项重点工程"] is False
    assert found["安全生产（30分）", "30分、30分、15分、10分、15分", "100分"]
    assert found["211项", "211项", "211项"]
    totals = [one for each in proofs for table in each.tables for one in table.sums if one.words == "1867"]
    assert totals
    assert all(one.agrees for one in totals)


def test_other_side_can_be_opened(proofs: list[GazetteProof]) -> None:
    for proof in proofs:
        lines_of = {document.key: document.first_line for document in proof.gazette.documents}
        places = {document.key: {node.place for node in document.walk()} for document in proof.gazette.documents}
        for _, claim in proof.claims:
            for other in claim.others:
                assert lines_of[other.document] == other.first_line
                assert not other.place or other.place in places[other.document]


def test_json_and_lines(proofs: list[GazetteProof]) -> None:
    proof = proofs[0]
    told = proof.to_json()
    first = told["claims"][0]
    assert set(first) == {
        *("document", "place", "eid", "words", "printed", "computed", "how", "agrees", "kind", "others")
    }
    assert {"document", "first_line", "place"} == set(first["others"][0])
    shown = list(proof.entries(all_=True))
    assert any("印出23件、6件、12件，计算23件、6件、12件" in line and line.endswith("相同") for line in shown)
    assert len(list(proof.entries(all_=False))) < len(shown)
