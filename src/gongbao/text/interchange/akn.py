"""A document as Akoma Ntoso 3.0 (OASIS, legaldocml akn-core 1.0), valid against the strict schema.

The notice that issues a text is the cover page, its title, number and date the preface, the provisions the body, what
stands below the last of them the conclusions, annexes are attachments. 办法, 条例 and whatever else has articles is an
`act`; every other document a `doc`. eIds are the parser's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from urllib.parse import quote

from lxml import etree

from gongbao.text.display import joined
from gongbao.text.grid.building import table
from gongbao.text.model import Document, Kind, Part, PartKind, Provision
from gongbao.text.normal import normal

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNKNOWN_DATE = "0001-01-01"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HIERARCHY = {
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.POINT: "point",
    Kind.INDENT: "indent",
    Kind.LEVEL1: "level",
    Kind.LEVEL2: "level",
    Kind.LEVEL3: "level",
    Kind.LEVEL4: "level",
    Kind.LEVEL5: "level",
}
_INLINE = {Kind.TITLE: "docTitle", Kind.NUMBER: "docNumber", Kind.DATE: "docDate"}


def akoma_ntoso(document: Document, text: str, *, places: Callable[[str], str | None] | None = None) -> bytes:
    """The document as UTF-8 XML.

    Args:
        document: of the file.
        text: the whole file, which the document's spans point into.
        places: gives the GB/T 2260 code of a place (定州市 → 130682), for the FRBR URIs; None: country only.
    """
    return _Export(document, text, places).bytes()


def work_uri(document: Document, code: str | None = None) -> str:
    """The FRBR URI of the work: /akn/cn-130682/act/2023-01-05/定政办〔2023〕5号, percent-encoded.

    A document without a number is named by its title; one number can cover several texts, so that the title is added
    where it does not name a notice of its own number.
    """
    where = f"cn-{code}" if code else "cn"
    name = quote(document.key, safe="")
    return f"/akn/{where}/{_type(document)}/{_date(document)}/{name}"


def _type(document: Document) -> str:
    return "act" if any(node.kind is Kind.ARTICLE for node in document.walk()) else "doc"


def _date(document: Document) -> str:
    return document.issued.isoformat() if document.issued else _UNKNOWN_DATE


def _bare(words: str) -> str:
    return normal(words)


def _parted(words: str, num: str) -> tuple[str, str]:
    """The number that words begin with, as printed, and the rest; the number is empty where they do not begin so."""
    at = 0
    for char in num:
        while at < len(words) and words[at].isspace():
            at += 1
        if at >= len(words) or normal(words[at]) != normal(char):
            return "", words
        at += 1
    return words[:at], words[at:].lstrip()


def _clean(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return "".join(
        char
        for char in words
        if char in "\t\n\r" or (char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")
    )


class _Export:
    def __init__(self, document: Document, text: str, places: Callable[[str], str | None] | None) -> None:
        self.document, self.text = document, text
        self.code = places(document.place) if places and document.place else None
        self.type = _type(document)

    def bytes(self) -> bytes:
        root = etree.Element("akomaNtoso", xmlns=NAMESPACE)
        main = etree.SubElement(root, self.type, name=self.document.kind or "文件", contains="originalVersion")
        self._meta(main, work_uri(self.document, self.code), self.document.title, whole=True)
        notices = [part for part in self.document.parts if part.kind is PartKind.NOTICE]
        mains = [part for part in self.document.parts if part.kind is PartKind.MAIN]
        annexes = [part for part in self.document.parts if part.kind is PartKind.ANNEX]
        if any(part.provisions for part in notices):
            cover = etree.SubElement(main, "coverPage")
            for part in notices:
                for provision in part.provisions:
                    self._flat(cover, provision)
        self._content(main, [provision for part in mains for provision in part.provisions])
        if annexes:
            attachments = etree.SubElement(main, "attachments")
            for number, part in enumerate(annexes, 1):
                self._attachment(attachments, part, number)
        out: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
        return out

    def _attachment(self, attachments: etree._Element, part: Part, number: int) -> None:
        outer = etree.SubElement(attachments, "attachment", eId=f"attachment_{number}")
        inner = etree.SubElement(outer, "doc", name=part.num or "附件")
        self._meta(inner, f"{work_uri(self.document, self.code)}/!annex_{number}", part.title or part.num or "附件")
        self._content(inner, part.provisions)

    def _content(self, parent: etree._Element, provisions: Sequence[Provision]) -> None:
        """Preface, body and conclusions of a part."""
        before = list(takewhile(lambda each: each.kind not in _HIERARCHY and each.kind is not Kind.TABLE, provisions))
        rest = provisions[len(before) :]
        behind = list(
            takewhile(lambda each: each.kind not in _HIERARCHY and each.kind is not Kind.TABLE, reversed(rest))
        )[::-1]
        middle = rest[: len(rest) - len(behind)]
        if before:
            preface = etree.SubElement(parent, "preface")
            for provision in before:
                self._flat(preface, provision)
        body = etree.SubElement(parent, "body" if parent.tag == "act" else "mainBody")
        for provision in middle:
            self._node(body, provision)
        if not middle:
            etree.SubElement(body, "hcontainer", name="empty", eId=f"{parent.get('name')}_empty".replace(" ", ""))
        if behind:
            conclusions = etree.SubElement(parent, "conclusions")
            for provision in behind:
                self._flat(conclusions, provision)

    def _node(self, parent: etree._Element, node: Provision) -> None:
        tag = _HIERARCHY.get(node.kind, "hcontainer")
        element = etree.SubElement(parent, tag, eId=node.eid)
        if tag == "hcontainer":
            element.set("name", node.kind.value)
        words = self._own(node)
        if node.kind is Kind.TABLE:
            self._table(etree.SubElement(element, "content"), node)
            return
        if node.num:
            number, words = _parted(words, node.num)
            if number:
                etree.SubElement(element, "num").text = number
        if node.heading and _bare(words) == _bare(node.heading):
            etree.SubElement(element, "heading").text = words
            words = ""
        if node.children:
            if words:
                etree.SubElement(etree.SubElement(element, "intro"), "p").text = words
            for child in node.children:
                self._node(element, child)
        elif words:
            etree.SubElement(etree.SubElement(element, "content"), "p").text = words

    def _flat(self, parent: etree._Element, node: Provision) -> None:
        """A provision outside of the hierarchy: a paragraph for it and for each below it."""
        if node.kind is Kind.TABLE:
            self._table(parent, node)
        else:
            paragraph = etree.SubElement(parent, "p", eId=node.eid)
            paragraph.set("class", node.kind.value)
            inline = _INLINE.get(node.kind)
            if inline:
                named = etree.SubElement(paragraph, inline)
                named.text = self._own(node)
                if inline == "docDate":
                    named.set("date", _date(self.document))
            else:
                paragraph.text = self._own(node)
        for child in node.children:
            self._flat(parent, child)

    def _table(self, parent: etree._Element, node: Provision) -> None:
        found = table(self.text, node)
        heads = len(found.above) + len(found.header)
        lines = [("th" if at < heads else "td", [c.shown for c in row]) for at, row in enumerate(found.printed)]
        if not lines:
            etree.SubElement(parent, "p", eId=f"{node.eid}__p_1").text = self._own(node)
            return
        element = etree.SubElement(parent, "table", eId=f"{node.eid}__tbl" if parent.tag == "content" else node.eid)
        for tag, cells in lines:
            row = etree.SubElement(element, "tr")
            for words in cells:
                etree.SubElement(etree.SubElement(row, tag), "p").text = _clean(words)

    def _own(self, node: Provision) -> str:
        return _clean(joined("".join(self.text[span.start : span.end] for span in node.spans)).lstrip("# "))

    def _meta(self, parent: etree._Element, uri: str, title: str, *, whole: bool = False) -> None:
        document = self.document
        meta = etree.SubElement(parent, "meta")
        identification = etree.SubElement(meta, "identification", source="#gongbao")
        expression = f"{uri}/zho@{_date(document)}"
        for name, this in (
            ("FRBRWork", uri),
            ("FRBRExpression", expression),
            ("FRBRManifestation", f"{expression}.xml"),
        ):
            level = etree.SubElement(identification, name)
            etree.SubElement(level, "FRBRthis", value=this)
            etree.SubElement(level, "FRBRuri", value=this)
            if name == "FRBRWork":
                etree.SubElement(level, "FRBRalias", name="title", value=_clean(title))
            etree.SubElement(level, "FRBRdate", date=_date(document), name="issued")
            etree.SubElement(level, "FRBRauthor", href="#issuer")
            if name == "FRBRWork":
                etree.SubElement(level, "FRBRcountry", value="cn")
                if document.number:
                    etree.SubElement(level, "FRBRnumber", value=_clean(document.number))
            elif name == "FRBRExpression":
                etree.SubElement(level, "FRBRlanguage", language="zho")
            else:
                etree.SubElement(level, "FRBRformat", value="application/akn+xml")
        if not whole:
            return  # an annex is by the same bodies
        references = etree.SubElement(meta, "references", source="#gongbao")
        etree.SubElement(
            references, "TLCOrganization", eId="gongbao", href="/akn/ontology/organization/gongbao", showAs="gongbao"
        )
        etree.SubElement(
            references,
            "TLCOrganization",
            eId="issuer",
            href=f"/akn/ontology/organization/cn/{quote(document.issuer or '', safe='') or 'unknown'}",
            showAs=_clean(document.issuer or "未印出"),
        )
