"""Blocks become a tree: 章 节 条 款 项 目, or 一、（一）1.（1）①, nested by the numbers that are seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.text.model import Kind, Span
from gongbao.text.normal import normal
from gongbao.text.structure.joining import Block
from gongbao.text.structure.lines import advance, cut
from gongbao.text.structure.numbering import Mark, Rank

_HEADING = 40  # characters: the longest first sentence that is a heading
_LINE_HEADING = 80  # the longest whole line that is one
_SENTENCE_HEADING = 25  # the longest whole sentence that is one
_POINT_HEADING = 20  # the longest point that heads paragraphs
_BELOW_DECIMALS = Rank.LEVEL5 + 0.1
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_COUNTS = re.compile(r"^.{1,4}[：:]1[.．、]")
_ARTICLE_NAME = re.compile(r"【([^【】]{1,30})】")
_LEVELS = {
    Rank.LEVEL1: Kind.LEVEL1, Rank.LEVEL2: Kind.LEVEL2, Rank.LEVEL3: Kind.LEVEL3, Rank.LEVEL4: Kind.LEVEL4,
    Rank.LEVEL5: Kind.LEVEL5,
}  # fmt: skip
_POINTS = {Rank.LEVEL2: Kind.POINT, Rank.LEVEL3: Kind.INDENT, Rank.LEVEL4: Kind.LEVEL4, Rank.LEVEL5: Kind.LEVEL5}
_DIVISIONS = {Rank.BOOK: Kind.BOOK, Rank.CHAPTER: Kind.CHAPTER, Rank.SECTION: Kind.SECTION}


@dataclass(slots=True, eq=False)
class Node:
    """A provision while it is being built."""

    kind: Kind
    line: int  # 1-based line of its first character
    spans: tuple[Span, ...] = ()
    key: str = ""  # words of its own spans, without blanks
    num: str | None = None
    ordinal: int = 0
    suffix: int = 0
    heading: str | None = None
    decimals: int = 0  # how many 1.1, 1.2 … stand below it
    children: list[Node] = field(default_factory=list)
    warning: str | None = None


class Builder:
    """Takes blocks, tables and fixed nodes in reading order; `roots` is the forest."""

    def __init__(self, text: str, *, articles_below_levels: bool) -> None:
        self.text = text
        self.roots: list[Node] = []
        self.leaf: Node | None = None  # holds the last words of the last block
        self._stack: list[tuple[float, Node]] = []
        self._level1 = float(Rank.LEVEL1) if articles_below_levels else 5.5
        self._article: Node | None = None
        self._beside: list[Node] | None = None  # where a table or list was put that nothing has followed yet
        self._last: dict[Rank, tuple[int, int]] = {}

    def fixed(self, node: Node) -> None:
        """A title, number, date, addressee, signature or note: at the top, below nothing."""
        self._close()
        self.roots.append(node)

    def aside(self, node: Node) -> None:
        """A table, or what stands between provisions: below whatever is open."""
        if self._article is not None:
            while self._stack and self._stack[-1][1] is not self._article:
                self._stack.pop()
            self._beside = self._article.children
        else:
            self._beside = self._below()
        self._beside.append(node)

    def footnote(self, node: Node) -> None:
        """A note below a table or text (注：…): beside the table or list that it follows, else below nothing.

        In an article it is one of its paragraphs.
        """
        if self._article is not None:
            node.kind = Kind.PARAGRAPH
            self._article.children.append(node)
        elif self._beside is not None:
            self._beside.append(node)
        else:
            self._close()
            self.roots.append(node)
        if self._article is None and _COUNTS.search(node.key):  # 注：1.… goes on with 2.
            self._last[Rank.LEVEL3] = (1, 0)
            self._stack.append((Rank.LEVEL3 - 0.5, node))

    def block(self, block: Block, line: int, *, followed: bool, closing: bool = False) -> None:
        """A paragraph, numbered or not.

        Args:
            block: the paragraph.
            line: its first line, 1-based.
            followed: an unnumbered paragraph or a deeper number comes next.
            closing: it speaks of the whole document (本方案自印发之日起施行), and stands below nothing.
        """
        self._beside = None
        if closing:
            self._close()
        mark = block.mark
        if mark is None or (mark.decimal and not self._continues(mark)):
            self._paragraph(block, line)
        elif mark.rank in _DIVISIONS:
            self._division(block, mark, line)
        elif mark.rank == Rank.ARTICLE:
            self._article_node(block, mark, line)
        elif self._article is not None and mark.rank != Rank.LEVEL1:
            self._point(block, mark, line)
        else:
            self._level(block, mark, line, followed)

    def _close(self) -> None:
        self._stack.clear()
        self._article = None

    def _below(self) -> list[Node]:
        return self._stack[-1][1].children if self._stack else self.roots

    def _pop(self, rank: float) -> None:
        while self._stack and self._stack[-1][0] >= rank:
            if self._stack.pop()[1] is self._article:
                self._article = None

    def _push(self, rank: float, node: Node) -> None:
        self._pop(rank)
        self._below().append(node)
        self._stack.append((rank, node))

    def _continues(self, mark: Mark) -> bool:
        """Whether 2.3 follows 2.2, or 2.1 stands below 2."""
        parent = next((node for _, node in reversed(self._stack) if node.kind == Kind.LEVEL3), None)
        if parent is None or len(mark.decimal) != 2 or mark.decimal[0] != parent.ordinal:
            return len(mark.decimal) == 3 and any(node.kind == Kind.LEVEL4 for _, node in self._stack)
        if mark.decimal[1] != parent.decimals + 1:
            return False
        parent.decimals += 1
        return True

    def _counted(self, node: Node, mark: Mark, siblings: Sequence[Node]) -> None:
        """Warn where a number is missing or repeated."""
        node.num, node.ordinal, node.suffix = normal(mark.num), mark.ordinal, mark.suffix
        before = next((each for each in reversed(siblings) if each.kind == node.kind), None)
        last = self._last.get(mark.rank)
        seen = (before.ordinal, before.suffix) if before else None
        if mark.decimal:
            return  # 1.2 follows 1.1, or it would be no number
        if node.kind == Kind.ARTICLE:
            seen = last
        now = (mark.ordinal, mark.suffix)
        self._last[mark.rank] = now
        if seen is None:
            if mark.ordinal == 1 or mark.suffix or (last and mark.ordinal == last[0] + 1):
                return
            if mark.rank == Rank.ARTICLE or not last:
                node.warning = None if mark.rank == Rank.ARTICLE else f"从“{node.num}”起编号，前面没有更小的号"
            return
        if now == seen:
            node.warning = f"编号“{node.num}”重复"
        elif now in ((seen[0] + 1, 0), (seen[0], seen[1] + 1)) or (last and mark.ordinal == last[0] + 1):
            return
        elif mark.ordinal == 1 and node.kind not in (Kind.ARTICLE, Kind.CHAPTER):
            node.warning = f"编号从“{node.num}”重新开始"
        else:
            node.warning = f"编号不连续：上一个是{seen[0]}，这里是{mark.ordinal}"

    def _split_number(self, block: Block, mark: Mark) -> tuple[tuple[Span, ...], tuple[Span, ...], str]:
        at = advance(self.text, block.spans, mark.length)
        number, rest = cut(block.spans, at)
        return number, rest, block.key[mark.length :]

    def _division(self, block: Block, mark: Mark, line: int) -> None:
        node = Node(_DIVISIONS[mark.rank], line, block.spans, block.key)
        node.heading = normal(block.key[mark.length :]) or None
        self._pop(mark.rank)
        self._counted(node, mark, self._below())
        self._push(mark.rank, node)

    def _article_node(self, block: Block, mark: Mark, line: int) -> None:
        number, rest, words = self._split_number(block, mark)
        node = Node(Kind.ARTICLE, line, number, block.key[: mark.length])
        self._pop(Rank.ARTICLE)
        self._counted(node, mark, ())
        self._push(Rank.ARTICLE, node)
        self._article = node
        named = _ARTICLE_NAME.match(words)
        if block.titled or (named is not None and named.end() == len(words)):
            node.spans, node.key, self.leaf = block.spans, block.key, node
            node.heading = normal(words).strip("【】")
            return
        if named is not None:  # 第三条【适用范围】本办法适用于…
            at = advance(self.text, rest, named.end())
            name, rest = cut(rest, at)
            node.spans, node.key = (*number, *name), node.key + named[0]
            node.heading, words = normal(named[1]), words[named.end() :]
        self.leaf = Node(Kind.PARAGRAPH, line, rest, words)
        node.children.append(self.leaf)

    def _paragraph(self, block: Block, line: int) -> None:
        above = self.leaf
        node = self.leaf = Node(Kind.PARAGRAPH, line, block.spans, block.key)
        if self._article is not None and above is not None and self._stack[-1][1] is above and _heads(above):
            above.children.append(node)
        elif self._article is not None:
            while self._stack[-1][1] is not self._article:
                self._stack.pop()
            self._article.children.append(node)
        else:
            self._below().append(node)

    def _point(self, block: Block, mark: Mark, line: int) -> None:
        article = self._article
        assert article is not None
        node = self.leaf = Node(_POINTS[mark.rank], line, block.spans, block.key)
        self._pop(mark.rank)
        if self._stack[-1][1] is article:
            below = _interrupted(article, node.kind, mark.ordinal)
            if below is None:
                if article.children and article.children[-1].kind == Kind.PARAGRAPH:
                    below = article.children[-1].children
                elif article.heading:  # 第三条 聘任条件: its points stand below its heading
                    below = article.children
                else:
                    article.children.append(Node(Kind.PARAGRAPH, line))
                    below = article.children[-1].children
        else:
            below = self._stack[-1][1].children
        self._counted(node, mark, below)
        below.append(node)
        self._stack.append((mark.rank, node))

    def _within_decimal(self, mark: Mark) -> float:
        """The rank of a level; （1） and （一） stand below an open 1.3 or 1.3.2 of a plan that counts so."""
        if mark.decimal or mark.rank not in (Rank.LEVEL2, Rank.LEVEL4, Rank.LEVEL5):
            return mark.rank
        ranks = [rank for rank, _ in self._stack]
        if mark.rank == Rank.LEVEL2 and any(rank in (self._level1, Rank.LEVEL2) for rank in ranks):
            return mark.rank
        if any(_DECIMAL.fullmatch(node.num or "") for _, node in self._stack):
            return _BELOW_DECIMALS + mark.rank / 100
        return mark.rank

    def _level(self, block: Block, mark: Mark, line: int, followed: bool) -> None:
        node = self.leaf = Node(_LEVELS[mark.rank], line)
        rank = self._level1 if mark.rank == Rank.LEVEL1 else self._within_decimal(mark)
        self._pop(rank)
        self._counted(node, mark, self._below())
        self._push(rank, node)
        words = block.key[mark.length :]
        end = _heading_end(words, followed)
        if end >= len(words):
            node.spans, node.key = block.spans, block.key
            node.heading = normal(words).rstrip("。：") or None
            return
        at = advance(self.text, block.spans, mark.length + end)
        node.spans, rest = cut(block.spans, at)
        node.key = block.key[: mark.length + end]
        node.heading = normal(words[:end]).rstrip("。：") or None if end else None
        self.leaf = Node(Kind.PARAGRAPH, line, rest, words[end:])
        node.children.append(self.leaf)


def _interrupted(article: Node, kind: Kind, ordinal: int) -> list[Node] | None:
    """Where （三） goes on behind paragraphs that followed （二）: they belong to （二）, and are moved below it."""
    for at in range(len(article.children) - 1, -1, -1):
        points = article.children[at].children
        if points:
            last = points[-1]
            if last.kind != kind:
                continue
            if at + 1 == len(article.children) or last.suffix or last.ordinal + 1 != ordinal:
                return None
            last.children.extend(article.children[at + 1 :])
            del article.children[at + 1 :]
            return points
    return None


def _heads(node: Node) -> bool:
    """Whether a point is nothing but the heading of the paragraphs below it: （一）保洁队伍."""
    return (
        node.kind in (Kind.POINT, Kind.INDENT)
        and len(node.key) <= _POINT_HEADING
        and (node.key[-1].isalnum() or node.key[-1] in "）)”》")
        and not any(stop in node.key for stop in "，。；：,;:")
    )


def _heading_end(words: str, followed: bool) -> int:
    """How many characters of a numbered paragraph are its heading; 0 for none."""
    if len(words) <= _LINE_HEADING and "。" not in words and (not words or words[-1] not in "；：，、;:,.）)”"):
        return len(words)
    stop = words.find("。", 0, _HEADING + 1)
    if words.count("“", 0, max(stop, 0)) > words.count("”", 0, max(stop, 0)):
        return 0  # the sentence ends within a quotation
    if stop < 0:
        if len(words) <= _SENTENCE_HEADING and words[-1] in "：:）)”" and followed:
            return len(words)
        return 0
    if stop == len(words) - 1:
        return len(words) if len(words) <= _SENTENCE_HEADING and followed else 0
    return stop + 1
