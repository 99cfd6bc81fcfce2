"""How `show` writes a document or a provision: for a terminal, as Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongbao.library import Card, StoredDocument, StoredProvision, Validity
from gongbao.text import Kind

_HEADINGS = {Kind.BOOK: 2, Kind.CHAPTER: 3, Kind.SECTION: 4, Kind.LEVEL1: 3, Kind.LEVEL2: 4}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document, or one provision of it, with its validity on the day asked for."""

    document: StoredDocument
    provision: StoredProvision | None
    validity: Validity

    def to_json(self) -> dict[str, Any]:
        """The document's card, its validity, and the tree that was asked for."""
        top = [self.provision] if self.provision else [each for part in self.document.parts for each in part.provisions]
        return {
            **self.document.card.to_json(),
            "validity": self.validity.to_json(),
            "provisions": [_provision_json(each) for each in top],
        }

    def to_text(self) -> str:
        """For a terminal."""
        lines = [*_head(self.document.card, self.validity), ""]
        if self.provision:
            lines.extend(_text(self.provision))
        else:
            for part in self.document.parts:
                if part.num or part.title:
                    lines.extend(["", " ".join(filter(None, [part.num, part.title])), ""])
                for provision in part.provisions:
                    lines.extend(_text(provision))
        return "\n".join(lines)

    def to_markdown(self) -> str:
        """Headings by rank, articles in bold, paragraphs apart."""
        title, *facts = _head(self.document.card, self.validity)
        lines = [f"# {title}", "", *(f"- {fact}" for fact in facts), ""]
        if self.provision:
            lines.extend(_markdown(self.provision))
        else:
            for part in self.document.parts:
                if part.num or part.title:
                    lines.extend([f"## {' '.join(filter(None, [part.num, part.title]))}", ""])
                for provision in part.provisions:
                    lines.extend(_markdown(provision))
        return "\n".join(lines).rstrip()


def _head(card: Card, validity: Validity) -> Iterator[str]:
    yield card.title
    if card.number:
        yield f"文号：{card.number}"
    if card.issuer:
        yield f"发文机关：{card.issuer}"
    if card.date:
        yield f"成文日期：{card.date.isoformat()}"
    reasons = "；".join(ground.sentence for ground in validity.reasons)
    yield f"{validity.on.isoformat()} 的效力：{validity.state}" + (f"（{reasons}）" if reasons else "")
    yield f"出处：{card.gazette}，{card.gazette_file} 第 {card.first_line}—{card.last_line} 行"


def _text(provision: StoredProvision) -> Iterator[str]:
    """A number stands on one line with the paragraph that follows it."""
    pending = ""
    for node in provision.walk():
        bare_number = node.num and not node.text[node.body_start :].strip() and node.children
        if bare_number:
            pending += node.text.strip() + "　"
        elif node.text.strip():
            yield pending + node.text.strip()
            pending = ""
    if pending:
        yield pending.rstrip()


def _markdown(provision: StoredProvision) -> Iterator[str]:
    bold = ""
    for node in provision.walk():
        text = node.text.strip()
        if not text:
            continue
        if node.kind is Kind.ARTICLE and not node.text[node.body_start :].strip():
            bold = f"**{text}** "
        elif node.kind is Kind.TABLE:
            yield from ("```", text, "```", "")
        elif node.kind in _HEADINGS and node.heading and "。" not in text:
            yield from (f"{'#' * _HEADINGS[node.kind]} {text}", "")
        else:
            yield from (bold + text, "")
            bold = ""


def _provision_json(provision: StoredProvision) -> dict[str, Any]:
    return {
        "kind": str(provision.kind),
        "eid": provision.eid,
        "place": provision.place,
        "num": provision.num,
        "heading": provision.heading,
        "text": provision.text,
        "address": provision.address,
        "first_line": provision.first_line,
        "last_line": provision.last_line,
        "children": [_provision_json(child) for child in provision.children],
    }
