"""HTML: the article of a page, without what surrounds it."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from gongbao.reading.article import article, head_lines, pruned
from gongbao.reading.grid import GridCell, TooLarge, lay, pipe_lines
from gongbao.reading.plain import decode
from gongbao.reading.source import ReadingError, Source, digest

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_TEXT_ENCODING = re.compile(
    r"utf-?8|gb18030|big5(?:[-_]?hkscs)?|(?:us-)?ascii|latin-?1|iso[-_]?8859-\d{1,2}|(?:cp|windows-)125\d|"
    r"shift[-_]?jis|euc[-_](?:jp|kr)"
)
"""Encodings of pages. Python knows others that are none: they make half characters, or take quadratic time."""

_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,300}\?>")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])"
)
_DEEPEST = 150
_LONGEST_HEADING = 200


def read_html(data: bytes, name: str) -> Source:
    """Read a web page: a paragraph is a line, a table a pipe table, h1 to h6 Markdown headings.

    Scripts, navigation, hidden parts and forms are left out, and so is what surrounds the article; its title and its
    文号 are taken from there where the article itself does not state them.

    Raises:
        ReadingError: the page is empty, without words, or in an encoding that is not read.
    """
    text, encoding = _characters(data, name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(name, "网页读不出来", "请在浏览器里另存为网页，或复制正文存为文本后再收录") from error
    if root is None:
        raise _empty(name)
    head = head_lines(root)
    pruned(root)
    writer = _Writer()
    try:
        writer.blocks(article(root), 0)
    except TooLarge as error:
        raise ReadingError(name, "有一张表格过大", "请拆分后再收录") from error
    lines = writer.finished()
    if not any(lines):
        raise _empty(name)
    body = "".join("".join(lines).split())
    above = [line for line in head if "".join(line.split()) not in body]
    return Source(name, digest(data), "\n".join([*above, *lines]) + "\n", encoding, "html")


def _empty(name: str) -> ReadingError:
    return ReadingError(
        name, "网页里没有文字", "请打开网页核对：正文可能是图像，或要由脚本载入，可在浏览器里另存或打印为 PDF"
    )


def _characters(data: bytes, name: str) -> tuple[str, str]:
    """The characters of a page and their encoding: told by the byte-order mark, the page itself, or the bytes."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace"), encoding
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise ReadingError(name, "文件是空的", "请核对是否导出了正文")
    declared = _CHARSET.search(data[:8192])
    if declared and not data.startswith(codecs.BOM_UTF8):
        said = declared[1].decode("ascii").lower()
        encoding = "gb18030" if said.startswith("gb") or said == "cp936" else said
        try:
            if _TEXT_ENCODING.fullmatch(encoding):
                return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # pages often declare what they are not
    return decode(data.replace(b"\0", b""), name)


class _Writer:
    """Collects lines while it walks through the elements of a page."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.prefix = ""  # the mark of a heading
        self.label = ""  # the number of a list's item, before its first words

    def finished(self) -> list[str]:
        """The lines; runs of empty ones as one, none at the ends."""
        self._break()
        found: list[str] = []
        for line in self.lines:
            if line or (found and found[-1]):
                found.append(line)
        while found and not found[-1]:
            found.pop()
        return found

    def blocks(self, element: etree._Element, depth: int) -> None:
        """An element's words, and those behind its children."""
        kind = _kind(element)
        if depth > _DEEPEST:
            self._say("".join(str(part) for part in element.itertext()))
            return
        if kind == "br":
            self._break()
            return
        if kind == "table" and self._table(element, depth):
            return
        if kind == "pre":
            self._break()
            for line in "".join(str(part) for part in element.itertext()).split("\n"):
                self._say(line)
                self._break()
            return
        block = kind in _BLOCKS
        if block:
            self._break()
            if kind in _HEADINGS:
                words = "".join(str(part) for part in element.itertext())
                self.prefix = "#" * _HEADINGS[kind] + " " if len(words) <= _LONGEST_HEADING else ""
        self._say(element.text)
        number = _number(element.get("start"), 1) if kind == "ol" else 0
        for each in element:
            if kind == "ol" and _kind(each) == "li":
                self._break()
                number = _number(each.get("value"), number)
                self.label = f"{number}. "
                number += 1
            self.blocks(each, depth + 1)
            self._say(each.tail)
        if block:
            self._break()
            self.prefix = ""
            if kind in ("p", "h1", "h2", "h3", "h4", "h5", "h6") and not (element.text or len(element)):
                self.lines.append("")

    def inside(self, element: etree._Element, depth: int) -> None:
        """All that stands within an element, whatever the element itself is."""
        self._say(element.text)
        for each in element:
            self.blocks(each, depth + 1)
            self._say(each.tail)

    def _say(self, words: str | None) -> None:
        if words:
            self.words.append(words)

    def _break(self) -> None:
        words = _BLANKS.sub(_blank, _WIDE.sub("", "".join(self.words))).strip(" \u3000\t")
        self.words = []
        if words:
            self.lines.append(self.prefix + self.label + words)
            self.label = ""

    def _table(self, table: etree._Element, depth: int) -> bool:
        """A table as a pipe table; False for one that only lays out a page: of one column, or with tables in it."""
        rows = [each for each in table.iter("tr") if _table_of(each) is table]
        cells = [[each for each in row if _kind(each) in ("td", "th")] for row in rows]
        if not any(len(row) > 1 for row in cells) or any(
            next((inner for inner in cell.iter("table")), None) is not None for row in cells for cell in row
        ):
            return False
        self._break()
        for caption in table.iter("caption"):
            if _table_of(caption) is table:
                self._say(_words(caption, depth))
                self._break()
        self.lines += pipe_lines(
            lay(
                [
                    GridCell(
                        _words(cell, depth),
                        _number(cell.get("colspan"), 1),
                        min(_number(cell.get("rowspan"), 1) or len(rows), len(rows) - at),
                    )
                    for cell in row
                ]
                for at, row in enumerate(cells)
            )
        )
        return True


def _words(cell: etree._Element, depth: int) -> str:
    """The words of a cell in one line."""
    writer = _Writer()
    writer.inside(cell, depth)
    return " ".join(line.lstrip("# ") if line.startswith("#") else line for line in writer.finished() if line)


def _blank(run: re.Match[str]) -> str:
    """What blanks come to; a tab within a line of the page's source parts cells, elsewhere it sets the source in."""
    return "\t" if "\t" in run[0] and "\n" not in run[0] and run[0].count("\t") == 1 else " "


def _kind(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _table_of(element: etree._Element) -> etree._Element | None:
    return next((each for each in element.iterancestors("table")), None)


def _number(words: str | None, otherwise: int) -> int:
    words = (words or "").strip()
    return int(words) if words.isdecimal() and len(words) < 6 else otherwise
