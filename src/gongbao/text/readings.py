"""Which document of the same text a 解读 is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from gongbao.text.model import Document
from gongbao.text.structure.heads import title_key

_PASSED_ON = re.compile(r"^(?:关于)?(?:印发|转发)(.+?)的?通知$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_ALIKE = 0.8
_MOST = 300  # documents: beyond it only equal titles are matched


def interpreted(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents; `interprets` of each 解读 holds the title of its document, or the name printed in the 解读."""
    originals = [each for each in documents if each.kind != "解读" and each.interprets is None]
    by_key: dict[str, Document] = {}
    for each in originals:
        by_key.setdefault(_key(each.title, each), each)
    few = len(documents) <= _MOST
    made: list[Document] = []
    for each in documents:
        if each.interprets is None:
            made.append(each)
            continue
        key = _key(each.interprets, each)
        target = by_key.get(key) or (_nearest(key, by_key) if few and len(key) <= 200 else None)
        made.append(replace(each, interprets=target.title if target else each.interprets))
    return tuple(made)


def _key(name: str, document: Document) -> str:
    passed = _PASSED_ON.match(name)
    words = _BRACKETS.sub("", passed[1] if passed else name)
    for prefix in (document.issuer, f"{document.place}人民政府办公室", f"{document.place}人民政府", document.place):
        if prefix:
            words = words.removeprefix(prefix)
    return title_key(words)


def _nearest(key: str, by_key: dict[str, Document]) -> Document | None:
    best, score = None, _ALIKE
    for other, document in by_key.items():
        if len(other) > 200:
            continue
        matcher = SequenceMatcher(None, key, other, autojunk=False)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score and (ratio := matcher.ratio()) > score:
            best, score = document, ratio
    return best
