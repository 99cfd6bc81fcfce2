"""Places that a text names, with what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongbao.examination.subject import Subject, Words
from gongbao.text import Reference

ARTICLE = re.compile(r"第([零〇一二三四五六七八九十百千两]{1,9}|[0-9]{1,4})条")


class Cited(NamedTuple):
    where: Words
    reference: Reference
    owner: Reference | None  # what it belongs to; None: nothing is named before it


def cited(subject: Subject) -> Iterator[Cited]:
    """All places that the text names, outside of quotations, with what they belong to."""
    for where in subject.words:
        if "第" not in where.text or "条" not in where.text:
            continue
        found = subject.references(where)
        owners = {each.start: each for each in found if each.kind in ("title", "name", "self", "number")}
        for each in found:
            if each.kind == "place" and each.start > 0:
                yield Cited(where, each, owners.get(each.of) if each.of is not None else None)


def with_owner(cited: Cited) -> str:
    """本办法第九条: the place with its owner where they stand side by side."""
    owner, reference = cited.owner, cited.reference
    if owner is not None and owner.end <= reference.start <= owner.end + 40:
        return cited.where.text[owner.start : reference.end]
    return cited.where.text[reference.start : reference.end]
