"""The documents found in the five gazettes are those of the catalogue, one by one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongbao.text import Document, Gazette, Kind, Provision, normal

HERE = Path(__file__).parent
CATALOGUE: dict[str, Any] = yaml.load((HERE.parents[1] / "packs" / "systems.yaml").read_text("utf-8"), yaml.CSafeLoader)
ACCEPTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "accepted-differences.yaml").read_text("utf-8")) or {}
FILES = [each["file"] for each in CATALOGUE["gazettes"]]


def _differences(gazette: Gazette, entries: list[dict[str, Any]]) -> list[str]:
    """A line for each field of each document in which the text as parsed and the catalogue differ."""
    titles = {entry["id"]: normal(entry["title"]) for entry in entries}
    found = {document.first_line: document for document in gazette.documents}
    lines: list[str] = []
    for entry in entries:
        document = found.pop(entry["lines"][0], None)
        if document is None:
            lines.append(f"{entry['id']}  没有找到第{entry['lines'][0]}行起的《{entry['title']}》")
            continue
        interprets = titles[entry["interprets"]] if entry["interprets"] else None
        wanted = {
            "title": normal(entry["title"]),
            "number": normal(entry["number"]) if entry["number"] else None,
            "date": str(entry["date"]) if entry["date"] else None,
            "kind": entry["type"],
            "last line": entry["lines"][1],
            "interprets": interprets,
        }
        got = {
            "title": normal(document.title),
            "number": document.number,
            "date": document.issued.isoformat() if document.issued else None,
            "kind": document.kind,
            "last line": document.last_line,
            "interprets": normal(document.interprets) if document.interprets else None,
        }
        accepted = ACCEPTED.get(entry["id"], {})
        lines += [
            f"{entry['id']}  {name}: 目录 {wanted[name]} | 解析 {got[name]}"
            for name in wanted
            if wanted[name] != got[name] and got[name] != accepted.get(name, {}).get("parsed", wanted[name])
        ]
    lines += [f"多出第{line}行起的《{document.title}》" for line, document in found.items()]
    return lines


@pytest.mark.parametrize("file", FILES)
def test_every_document_is_found_as_the_catalogue_has_it(file: str, issues: dict[str, Gazette]) -> None:
    entries = next(each["documents"] for each in CATALOGUE["gazettes"] if each["file"] == file)
    differences = _differences(issues[Path(file).stem], entries)
    assert not differences, "\n" + "\n".join(differences)


def test_an_accepted_difference_has_a_reason_and_is_still_one(issues: dict[str, Gazette]) -> None:
    entries = {entry["id"]: entry for each in CATALOGUE["gazettes"] for entry in each["documents"]}
    for key, fields in ACCEPTED.items():
        assert key in entries
        for field in fields.values():
            assert field["because"]
            assert field["parsed"] != entries[key]


@pytest.mark.parametrize("file", FILES)
def test_documents_follow_each_other_without_overlap(file: str, issues: dict[str, Gazette]) -> None:
    documents = issues[Path(file).stem].documents
    for before, after in pairwise(documents):
        assert before.first_line <= before.last_line < after.first_line


@pytest.mark.parametrize("file", FILES)
def test_every_document_knows_its_place_and_every_act_its_issuer(file: str, issues: dict[str, Gazette]) -> None:
    gazette = issues[Path(file).stem]
    assert gazette.place in {"定州市", "廊坊市", "宁晋县"}
    for document in gazette.documents:
        assert document.place == gazette.place
        if document.kind == "解读":
            assert document.issuer is None  # printed without one
        else:
            assert document.issuer in {f"{gazette.place}人民政府", f"{gazette.place}人民政府办公室"}


@pytest.mark.parametrize("file", FILES)
def test_ids_are_unique_within_a_document(file: str, issues: dict[str, Gazette]) -> None:
    for document in issues[Path(file).stem].documents:
        ids = [node.eid for node in document.walk()]
        assert len(ids) == len(set(ids)), document.title


def _gap(node: Provision) -> bool:
    return "编号" in (node.warning or "")


def _articles(document: Document) -> list[str]:
    return [node.num or "" for node in document.walk() if node.kind == Kind.ARTICLE]


def test_articles_run_on_without_a_gap_in_every_measure(issues: dict[str, Gazette]) -> None:
    counted = 0
    for gazette in issues.values():
        for document in gazette.documents:
            articles = _articles(document)
            counted += len(articles)
            warned = [node.place for node in document.walk() if node.kind == Kind.ARTICLE and _gap(node)]
            assert not warned, (document.title, warned)
    assert counted == 518  # lines of the five files that begin with 第…条


def test_an_article_has_at_least_one_paragraph_or_points_below_its_heading(issues: dict[str, Gazette]) -> None:
    for gazette in issues.values():
        for document in gazette.documents:
            for node in document.walk():
                if node.kind == Kind.ARTICLE:
                    kinds = {child.kind for child in node.children}
                    assert Kind.PARAGRAPH in kinds or (node.heading and Kind.POINT in kinds), node.place
