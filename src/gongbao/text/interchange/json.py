"""A document as JSON and back: the same document, with the piece of its file that its spans point into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from gongbao.text.model import Document, Provision

_LARGEST = 64 * 1024 * 1024
_DEEPEST = 40


class InterchangeError(ValueError):
    """A file is not a document of ours. `str()` is one sentence with the place of the fault."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a file: `text` begins at character `start` of the file; spans count from the file's beginning."""

    name: str
    sha256: str
    start: int
    text: str

    def words(self, provision: Provision) -> str:
        """A provision's own words as printed."""
        return "".join(self.text[span.start - self.start : span.end - self.start] for span in provision.spans)


@dataclass(frozen=True, slots=True)
class _File:
    format: Literal["gongbao document 1"]
    source: Excerpt
    document: Document


_ADAPTER: TypeAdapter[_File] = TypeAdapter(_File)


def to_json(document: Document, text: str, *, name: str, sha256: str) -> bytes:
    """The document as UTF-8 JSON, indented.

    Args:
        document: of the file.
        text: the whole file, which the document's spans point into.
        name: of the file.
        sha256: of the file's bytes.
    """
    spans = [span for provision in document.walk() for span in provision.spans]
    start = min((span.start for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    file = _File("gongbao document 1", Excerpt(name, sha256, start, text[start:end]), document)
    return _ADAPTER.dump_json(file, indent=1)


def from_json(data: bytes) -> tuple[Document, Excerpt]:
    """The document that `to_json` wrote, and the piece of its file.

    Raises:
        InterchangeError: not JSON of this form, too large, or a span that points outside of the excerpt.
    """
    if len(data) > _LARGEST:
        raise InterchangeError("文件超过 64 MB，不能导入。")
    try:
        file = _ADAPTER.validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"][-6:]) or "开头"
        raise InterchangeError(f"不是 gongbao 导出的文件 JSON：{where} 处 {first['msg']}") from None
    end = file.source.start + len(file.source.text)
    for provision, depth in _walk(file.document):
        if depth > _DEEPEST:
            raise InterchangeError(f"条款层次超过 {_DEEPEST} 层：{provision.place}")
        for span in provision.spans:
            if not file.source.start <= span.start <= span.end <= end:
                raise InterchangeError(f"{provision.place} 的原文位置 {span.start}–{span.end} 在所附原文之外")
    return file.document, file.source


def _walk(document: Document) -> list[tuple[Provision, int]]:
    found: list[tuple[Provision, int]] = []
    stack = [(provision, 1) for part in document.parts for provision in part.provisions]
    while stack:
        provision, depth = stack.pop()
        found.append((provision, depth))
        stack.extend((child, depth + 1) for child in provision.children)
    return found
