"""The list of contents of a gazette against its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views
from gongbao.examination.subject import Subject
from gongbao.examination.titles import bare, likeness
from gongbao.text import Document, Kind

_ENTRY = re.compile(r"^(?P<title>[^.…]{6,160}?)[.…·]{3,200}[（(]?(?P<page>\d{1,3})[）)]?$")
_LEAST = 3
_ALIKE = 0.85
_COMPARED = 20_000  # pairs of titles, more are compared word for word only


def contents(views: Views, view: Subject) -> Iterator[Claim]:
    """How many entries of the list have a document of their title in the same gazette."""
    if not view.is_contents:
        return
    entries = list(_entries(view))
    head = next((each for each in view.prose if each.text in ("目录", "目次")), None)
    if len(entries) < _LEAST or head is None:
        return
    titles = _titles(views)
    near = len(entries) * len(titles) <= _COMPARED
    found = [titles.get(bare(title)) or (_alike(title, titles) if near else None) for title in entries]
    missing = [title for title, document in zip(entries, found, strict=True) if document is None]
    there = len(entries) - len(missing)
    documents = {id(each): each for each in found if each is not None}
    yield claim(
        head,
        head.text,
        f"{len(entries)}个标题",
        f"{there}个标题有正文",
        f"目录的标题逐个与正文的标题对照，找到{there}个" + (f"，没有“{'”“'.join(missing)}”" if missing else ""),
        agrees=not missing,
        kind="目录",
        others=tuple(elsewhere(each) for each in documents.values()),
    )


def _entries(view: Subject) -> Iterator[str]:
    for where in view.prose:
        if match := _ENTRY.match(where.text):
            yield match["title"]
    for table in view.tables:
        for row in table.rows:
            if match := _ENTRY.match("".join(row.words)):
                yield match["title"]


def _alike(title: str, titles: Mapping[str, Document]) -> Document | None:
    """The document of a title that is written a little otherwise: a slip does not make another document of it."""
    near = max(titles, key=lambda each: likeness(title, each), default=None)
    return titles[near] if near is not None and likeness(title, near) >= _ALIKE else None


def _titles(views: Views) -> Mapping[str, Document]:
    found: dict[str, Document] = {}
    for view in views:
        if not view.is_contents:
            found.setdefault(bare(view.document.title), view.document)
            for where in view.prose:
                if where.kind is Kind.TITLE:
                    found.setdefault(bare(where.text), view.document)
    return found
