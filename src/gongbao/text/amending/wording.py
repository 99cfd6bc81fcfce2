"""The wording of a document as it can be amended: articles with their paragraphs, points and indents, without spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongbao.reference.numerals import to_chinese
from gongbao.text.model import Document, Kind, PartKind, Provision
from gongbao.text.normal import normal
from gongbao.text.structure.numbering import ordinal

_DIVISIONS = (Kind.BOOK, Kind.CHAPTER, Kind.SECTION)
_POINT = re.compile(r"（([一二三四五六七八九十]{1,3})）")
_INDENT = re.compile(r"(\d{1,2})[.．、](?!\d)")
_INLINE = re.compile(r"(?<=[：；。])(?=（[一二三四五六七八九十]{1,3}）)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇]{1,9}条(?:之[一二三四五六七八九十]{1,3})?")


@dataclass(slots=True)
class Unit:
    """An article (no words of its own), a paragraph, a point or an indent. `words` None: not known."""

    kind: Kind
    num: str  # 第十四条, （一）, 1.; empty for a paragraph
    words: str | None = ""  # its own, without the number
    below: list[Unit] = field(default_factory=list)
    why: str | None = None  # why the words are not known, or not for certain

    def copy(self) -> Unit:
        """The same, all below it included."""
        return Unit(self.kind, self.num, self.words, [each.copy() for each in self.below], self.why)

    def walk(self) -> Iterator[Unit]:
        """This and all below it, in reading order."""
        yield self
        for each in self.below:
            yield from each.walk()

    def text(self) -> str:
        """Number and words, a line for each; what is not known is 〔旧文未刊〕."""
        own = self.num + ("〔旧文未刊〕" if self.words is None else self.words)
        if self.kind == Kind.ARTICLE and self.below:
            first, *rest = self.below
            return "\n".join([own + first.text(), *(each.text() for each in rest)])
        return "\n".join([*([own] if own else []), *(each.text() for each in self.below)])

    @property
    def known(self) -> bool:
        """Whether every word is known, and for certain."""
        return all(each.words is not None and each.why is None for each in self.walk())


@dataclass(slots=True)
class Wording:
    """The articles of a document in order, chapter headings left out; what is not an article is not amended here."""

    articles: list[Unit]

    def copy(self) -> Wording:
        """The same, to be changed."""
        return Wording([each.copy() for each in self.articles])

    def article(self, num: str) -> Unit | None:
        """The article of a number: 第十四条."""
        return next((each for each in self.articles if each.num == num), None)


def wording(document: Document, text: str) -> Wording:
    """The wording of a parsed document; `text`: what its spans point into."""
    articles: list[Unit] = []
    for part in document.parts:
        if part.kind != PartKind.MAIN:
            continue
        for root in part.provisions:
            articles += (_unit(node, text) for node in root.walk() if node.kind == Kind.ARTICLE)
    return Wording(articles)


def _unit(node: Provision, text: str) -> Unit:
    words = normal("".join(text[start:end] for start, end in node.spans))
    num = node.num or ""
    below = [_unit(child, text) for child in node.children if child.kind not in _DIVISIONS]
    return Unit(node.kind, num, words.removeprefix(num), below)


def article(num: str, words: str) -> Unit:
    """An article from words that a decision prints, paragraphs divided by line breaks."""
    first = _ARTICLE.match(words)
    body = words[first.end() :] if first and first[0] == num else words
    return Unit(Kind.ARTICLE, num, "", paragraphs(body))


def paragraphs(words: str) -> list[Unit]:
    """Paragraphs with their points and indents, as a decision prints them between quotation marks."""
    found: list[Unit] = []
    pieces = (piece for paragraph in words.split("\n") for piece in _INLINE.split(paragraph) if piece)
    for line in pieces:
        point, indent = _POINT.match(line), _INDENT.match(line)
        if point and found:
            found[-1].below.append(Unit(Kind.POINT, point[0], line[point.end() :]))
        elif indent and found and found[-1].below:
            found[-1].below[-1].below.append(Unit(Kind.INDENT, f"{indent[1]}.", line[indent.end() :]))
        else:
            found.append(Unit(Kind.PARAGRAPH, "", line))
    return found


def point(num: str, words: str) -> Unit:
    """A point from words that a decision prints, with or without its number."""
    match = _POINT.match(words)
    lines = (words[match.end() :] if match else words).split("\n")
    return Unit(Kind.POINT, num, lines[0], [Unit(Kind.PARAGRAPH, "", line) for line in lines[1:]])


def numbered(units: Sequence[Unit]) -> None:
    """Give points their numbers by their order."""
    at = 0
    for each in units:
        if each.kind == Kind.POINT:
            at += 1
            each.num = f"（{to_chinese(at)}）"


def unknown(kind: Kind, num: str, why: str) -> Unit:
    """A provision that there was, and whose words are not printed."""
    if kind == Kind.ARTICLE:
        return Unit(kind, num, "", [Unit(Kind.PARAGRAPH, "", None, [], why)])
    return Unit(kind, num, None, [], why)


def article_number(num: str) -> tuple[int, int]:
    """第八十条之一 → (80, 1)."""
    whole, _, suffix = num.removeprefix("第").partition("条")
    return ordinal(whole), ordinal(suffix.removeprefix("之")) if suffix else 0
