"""The clauses of an amending document: paragraphs joined where a quotation runs on, quoted words set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.text.model import Document, Kind, PartKind, Provision
from gongbao.text.normal import normal

_FIXED = frozenset((Kind.TITLE, Kind.NUMBER, Kind.DATE, Kind.ADDRESSEE, Kind.SIGNATURE, Kind.NOTE))
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十百]{1,5}、|（[一二三四五六七八九十百]{1,5}）|\d{1,3}[.、](?!\d)|（\d{1,3}）"
    r"|第[一二三四五六七八九十百]{1,7}条(?=宪法|将第|在第|删去第|对第|《))"
)
_BEGINS = re.compile(
    r"(?:[一二三四五六七八九十百]{1,5}、)(?=[^“”]{0,60}?(?:修改|删去|删除|增加|改为|作为|施行|调整|合并|将|在第|第))"
)
_TITLE = re.compile(r"《[^《》]{1,120}(?:《[^《》]{1,80}》[^《》]{0,60})?》")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. In its skeleton ⟦Q0⟧ stands for quoted words, ⟦T0⟧ for a title outside of them."""

    place: str
    number: str  # 一、
    skeleton: str
    quotes: tuple[str, ...]
    titles: tuple[str, ...]

    def restored(self, skeleton: str) -> str:
        """A piece of the skeleton with the words that it stands for."""
        text = re.sub(r"⟦Q(\d+)⟧", lambda match: f"“{self.quotes[int(match[1])]}”", skeleton)
        return re.sub(r"⟦T(\d+)⟧", lambda match: f"《{self.titles[int(match[1])]}》", text)


@dataclass(slots=True)
class _Paragraph:
    place: str
    text: str


def clauses(document: Document, text: str) -> Iterator[Clause]:
    """The clauses of a document's own text, annexes left out. `text`: what the document's spans point into."""
    paragraphs = list(_paragraphs(document, text))
    at = 0
    while at < len(paragraphs):
        first = paragraphs[at]
        joined, at = _joined(paragraphs, at)
        yield _clause(first.place, joined)


def _paragraphs(document: Document, text: str) -> Iterator[_Paragraph]:
    """Paragraphs as printed: a number and the words behind it are one, whatever provisions they became."""
    has_main = any(part.kind == PartKind.MAIN for part in document.parts)
    last: _Paragraph | None = None
    end = -1
    for part in document.parts:
        if part.kind == PartKind.ANNEX or (has_main and part.kind == PartKind.NOTICE):
            continue
        for root in part.provisions:
            for node in root.walk():
                if node.kind in _FIXED or not node.spans:
                    continue
                words = normal("".join(text[start:stop] for start, stop in node.spans))
                if not words:
                    continue
                if last is not None and _runs_on(text, end, node):
                    last.text += words
                else:
                    if last is not None:
                        yield last
                    last = _Paragraph(node.place, words)
                end = node.spans[-1].end
    if last is not None:
        yield last


def _runs_on(text: str, end: int, node: Provision) -> bool:
    start = node.spans[0].start
    return 0 <= start - end <= 8 and not text[end:start].strip() and "\n" not in text[max(0, end - 1) : start]


def _joined(paragraphs: Sequence[_Paragraph], at: int) -> tuple[str, int]:
    """The paragraphs from `at` that one quotation holds together, divided by line breaks, and where the next begins."""
    text = paragraphs[at].text
    depth = _depth(text, 0)
    at += 1
    joined = [text]
    if depth == 0 and text.endswith("：") and at < len(paragraphs) and paragraphs[at].text.startswith("“"):
        joined[0] += paragraphs[at].text
        depth = _depth(paragraphs[at].text, 0)
        at += 1
    while depth > 0 and at < len(paragraphs):
        following = paragraphs[at].text
        if _BEGINS.match(following):  # the quotation was never closed
            break
        if following.startswith("“"):
            following = following[1:]
        joined.append(following)
        depth = _depth(following, depth)
        at += 1
    return "\n".join(joined), at


def _depth(text: str, depth: int) -> int:
    for char in text:
        if char == "“":
            depth += 1
        elif char == "”":
            depth = max(0, depth - 1)
    return min(depth, 1) if text.endswith(("。”", "；”", "”。", "”；")) and depth == 0 else depth


def _clause(place: str, text: str) -> Clause:
    number = _NUMBER.match(text)
    body = text[number.end() :] if number else text
    quotes: list[str] = []
    pieces: list[str] = []
    depth, start, plain = 0, 0, 0
    for at, char in enumerate(body):
        if char == "“":
            if depth == 0:
                pieces.append(body[plain:at])
                start = at + 1
            depth += 1
        elif char == "”" and depth:
            depth -= 1
            if depth == 0:
                pieces.append(f"⟦Q{len(quotes)}⟧")
                quotes.append(body[start:at])
                plain = at + 1
    if depth:  # never closed: all that is left is quoted
        pieces.append(f"⟦Q{len(quotes)}⟧")
        quotes.append(body[start:])
    else:
        pieces.append(body[plain:])
    titles: list[str] = []

    def aside(match: re.Match[str]) -> str:
        titles.append(match[0][1:-1])
        return f"⟦T{len(titles) - 1}⟧"

    skeleton = _TITLE.sub(aside, "".join(pieces))
    return Clause(place, number[0] if number else "", skeleton, tuple(quotes), tuple(titles))
