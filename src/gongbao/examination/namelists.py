"""Lists of names in running text, counted against the number that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.figures import outside
from gongbao.examination.model import Finding, Severity
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_COLON_LIST = re.compile(r"(?<![\d第])(\d{1,3})(?:个|家|名|项|所)([一-龥]{2,12})：([^。：]{20,4000})。")


def named(subject: Subject) -> Iterator[Finding]:
    """The names behind 的36个股室：, counted."""
    for each in subject.prose:
        for match in _COLON_LIST.finditer(each.text):
            names = outside(match[3]).split("、")
            count = int(match[1])
            named = all(2 <= len(name) <= 40 and not re.search(r"[；\d%]", name) for name in names)
            if named and len(names) >= 4 and len(names) != count:
                yield subject.finding(
                    "306",
                    Severity.ERROR,
                    each,
                    match.group()[: match.start(3) - match.start()],
                    f"标明{count}个，名单列出{len(names)}个。",
                    "请逐一核对名单，更正个数或者补齐名单。",
                )


_HEAD = re.compile(r"([一-龥]{2,20})(（)?(\d{1,4})(家|名|人|个|所|户)(）)?")


def headed(subject: Subject) -> Iterator[Finding]:
    """Short paragraphs under a heading that counts them; a heading in brackets counts the headings below it."""
    for part in subject.document.parts:
        lines = [subject.by_eid[each.eid] for each in part.provisions if each.kind is Kind.PARAGRAPH]
        heads = [(index, match) for index, line in enumerate(lines) if (match := _HEAD.fullmatch(line.text))]
        if len(heads) < 2:
            continue
        ends = [index for index, _ in heads[1:]] + [len(lines)]
        for at, ((index, head), end) in enumerate(zip(heads, ends, strict=True)):
            count, wide = int(head[3]), bool(head[2])
            found = [line for line in lines[index + 1 : end] if not re.search(r"[，。；：]", line.text)]
            if found and len(found) == end - index - 1:
                if len(found) != count:
                    yield _roster(subject, lines[index], count, len(found), head[4])
            elif wide and end == index + 1:
                below = []
                for _, other in heads[at + 1 :]:
                    if other[2]:
                        break
                    below.append(int(other[3]))
                if below and sum(below) != count:
                    yield _roster(subject, lines[index], count, sum(below), head[4])


def _roster(subject: Subject, where: Words, count: int, real: int, unit: str) -> Finding:
    return subject.finding(
        "306",
        Severity.ERROR,
        where,
        where.text,
        f"标明{count}{unit}，以下列出{real}{unit}。",
        "请逐一核对名单，更正个数或者补齐名单。",
    )
