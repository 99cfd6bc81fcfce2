"""Numbers of works, actions and tasks against the headings that name them: 6个专项行动、20项重点工程.

Of an explanation, the headings are those of the document that it explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.examination.claims import structure
from gongbao.examination.claims.counting import Count, counted
from gongbao.examination.claims.model import Claim, claim, elsewhere
from gongbao.examination.claims.views import Views
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind, PartKind, Provision

_KINDS = (Kind.LEVEL2, Kind.LEVEL3)
_NAMES = ("行动", "工程", "任务", "措施", "举措", "机制", "制度", "体系")
_MOST = 0.8  # of the headings of a rank that must end with the word
_LEAST = 3
_SURE = 5  # a smaller number may speak of other things
_NEAR = 2  # a number farther off does, too
_SPOKEN = re.compile(r"实施|推进|明确|提出|包括|完成|部署|规划|谋划|开展")
_NAMED = 4


def outlined(views: Views, view: Subject) -> Iterator[Claim]:
    """Numbers whose noun is a heading, or ends the headings of a rank."""
    if view.is_contents:
        return
    spoken = views.explained(view) or view
    named = {structure.name(spoken, each): each for each in structure.headings(spoken)}
    ending = list(_ending(spoken))
    for where in view.prose:
        if where.part is PartKind.ANNEX:
            continue
        for count in counted(where.text):
            if not count.noun:
                continue
            if where.kind is Kind.TITLE and where.part is PartKind.MAIN:
                yield from _titled(spoken, where, count)
            head = named.get(count.noun)
            if head is not None and len(count.noun) >= _NAMED:
                yield from _headed(spoken, where, count, head)
            else:
                yield from _suffixed(spoken, where, count, ending)


def _headed(view: Subject, where: Words, count: Count, head: Provision) -> Iterator[Claim]:
    """五项主要任务, and a heading 主要任务: what is numbered below it, of any rank."""
    ranks = [structure.ranked(view, head, kind) for kind in _KINDS]
    below = next((found for found in ranks if len(found) == count.value), None)
    if below is None and abs(len(ranks[0]) - count.value) <= _NEAR and structure.below(head):
        below = ranks[0]
    if below:
        yield _said(view, where, count, below, f"“{head.num}{count.noun}”下面")


def _titled(view: Subject, where: Words, count: Count) -> Iterator[Claim]:
    """A title that counts, 十大标配工程, and one heading that has as many below it."""
    found = [below for head in structure.headings(view) if len(below := structure.below(head)) == count.value]
    if count.value >= _SURE and count.measure == "大" and len(found) == 1:
        yield _said(view, where, count, found[0], "")


def _ending(view: Subject) -> Iterator[tuple[str, list[Provision]]]:
    """Headings of one rank below one heading, most of which end with the same word."""
    for top in structure.headings(view):
        for kind in _KINDS:
            found = structure.ranked(view, top, kind)
            names = [structure.name(view, node) for node in found]
            for word in _NAMES:
                ends = sum(name.endswith(word) for name in names)
                if ends >= _LEAST and ends >= len(found) * _MOST:
                    yield word, found


def _suffixed(
    view: Subject, where: Words, count: Count, ending: Sequence[tuple[str, list[Provision]]]
) -> Iterator[Claim]:
    groups = [found for word, found in ending if count.noun.endswith(word)]
    fits = next((found for found in groups if len(found) == count.value), None)
    if fits is None and len(groups) == 1 and count.value >= _SURE:
        near = 0 < abs(len(groups[0]) - count.value) <= _NEAR
        said = _SPOKEN.search(where.text[max(0, count.start - 120) : count.start]) is not None
        fits = groups[0] if near and said else None
    if fits is not None:
        yield _said(view, where, count, fits, "")


def _said(view: Subject, where: Words, count: Count, found: Sequence[Provision], under: str) -> Claim:
    first, last = found[0], found[-1]
    return claim(
        where,
        where.text[count.start : count.end],
        count.printed,
        f"{len(found)}{count.measure}{count.noun}",
        f"{under}编号的标题自{first.place}至{last.place}共{len(found)}个",
        agrees=len(found) == count.value,
        kind="标题",
        others=(elsewhere(view.document, first.place), elsewhere(view.document, last.place)),
    )
