"""A gazette in a form that a person can read, write and compare: a line for each provision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongbao.text.model import Document, Gazette, Kind, PartKind, Provision

_PART = {PartKind.NOTICE: "印发通知", PartKind.MAIN: "正文"}
_FIXED = {
    Kind.TITLE: "标题",
    Kind.NUMBER: "文号",
    Kind.DATE: "日期",
    Kind.ADDRESSEE: "主送",
    Kind.SIGNATURE: "署名",
    Kind.NOTE: "附注",
    Kind.CONTENTS: "目次",
    Kind.ANNEXES: "附件说明",
    Kind.COPIES: "版记",
    Kind.FOOTNOTE: "脚注",
}
_COUNTED = {Kind.PARAGRAPH: "段", Kind.POINT: "项", Kind.INDENT: "目"}


def outline(gazette: Gazette) -> str:
    """The documents of a gazette with their parts and provisions, each with the number of its first line.

    Paragraphs are counted behind the provision that they belong to (款2 项7 段1), tables have a line of their own.
    """
    lines = [f"{gazette.title}  {gazette.place}".rstrip()]
    for document in gazette.documents:
        lines += _document(gazette, document)
        lines += (
            f"  移动 {each.first_line}-{each.last_line} → {each.to_line} {each.evidence}" for each in document.moves
        )
    return "\n".join(lines) + "\n"


def _document(gazette: Gazette, document: Document) -> Iterator[str]:
    issued = document.issued.isoformat() if document.issued else "—"
    yield ""
    yield f"{document.first_line}-{document.last_line} {document.kind} {document.title}"
    yield f"  {document.number or '—'} | {issued} | {document.issuer or '—'}"
    for name, dated in (("施行", document.effective), ("期限", document.period)):
        if dated:
            yield f"  {name} {dated.value} | {dated.place} | {dated.words}"
    if document.interprets:
        yield f"  解读 {document.interprets}"
    for part in document.parts:
        title = f" {part.title}" if part.kind == PartKind.ANNEX and part.title else ""
        fixed = " ".join(_FIXED[node.kind] for node in part.provisions if node.kind in _FIXED)
        yield "  " + " ".join(each for each in (_PART.get(part.kind, part.num or "附件") + title, fixed) if each)
        yield from _provisions(gazette, part.provisions, 4)


def _provisions(gazette: Gazette, provisions: tuple[Provision, ...], indent: int) -> Iterator[str]:
    blank = " " * indent
    for node in provisions:
        if node.kind in _FIXED or node.kind in (Kind.PARAGRAPH, Kind.POINT, Kind.INDENT, Kind.ENTRY):
            continue
        spans = node.all_spans()
        line = gazette.source.line_of(spans[0].start) if spans else 0
        warning = f" ！{node.warning}" if node.warning else ""
        name = _name(node)
        yield f"{blank}{name} {line}{_counts(node)}{warning}"
        yield from _provisions(gazette, node.children, indent + 2)
    loose = sum(node.kind == Kind.PARAGRAPH for node in provisions)
    if loose and indent == 4:
        yield f"{blank}段{loose}"


def _name(node: Provision) -> str:
    if node.kind == Kind.TABLE:
        return "表"
    if node.kind == Kind.LIST:
        return f"名单{len(node.children)}人"
    return (node.num or "") + (node.heading or "")


def _counts(node: Provision) -> str:
    """How many paragraphs, points and indents belong to a provision itself."""
    counted: Counter[str] = Counter()
    stack = list(node.children)
    while stack:
        child = stack.pop()
        if child.kind in _COUNTED:
            word = "款" if child.kind == Kind.PARAGRAPH and node.kind == Kind.ARTICLE else _COUNTED[child.kind]
            counted[word] += 1
            stack.extend(child.children)
    return "".join(f" {word}{counted[word]}" for word in ("款", "段", "项", "目") if counted[word])
