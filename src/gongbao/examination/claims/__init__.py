"""What the words of a gazette say of themselves and can be counted again: sums, lists, articles, annexes, contents.

Only a claim of completeness is one: “甲、乙等30个单位” claims nothing that the names could show. Each kind of claim is
a module with a function from a view of one document to its claims; none knows a title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongbao.examination.claims.annexed import annexed
from gongbao.examination.claims.contents import contents
from gongbao.examination.claims.explained import explained
from gongbao.examination.claims.following import following
from gongbao.examination.claims.listed import listed
from gongbao.examination.claims.model import Claim, Elsewhere
from gongbao.examination.claims.outlined import outlined
from gongbao.examination.claims.parts import parts
from gongbao.examination.claims.points import points
from gongbao.examination.claims.shares import shares
from gongbao.examination.claims.tabled import tabled
from gongbao.examination.claims.views import Views
from gongbao.examination.subject import Subject

__all__ = ["Claim", "Elsewhere", "Views", "claims"]

_KINDS: tuple[Callable[[Views, Subject], Iterator[Claim]], ...] = (
    parts,
    points,
    shares,
    listed,
    following,
    outlined,
    explained,
    annexed,
    tabled,
    contents,
)


def claims(views: Views, view: Subject) -> tuple[Claim, ...]:
    """All claims of a document, in reading order; the same words are counted once against
    the same headings."""
    found: dict[tuple[str, str, str, str], tuple[int, int, Claim]] = {}
    for order, kind in enumerate(_KINDS):
        for each in kind(views, view):
            at = view.index.get(each.eid, 0)
            found.setdefault((each.eid, each.words, each.printed, each.how), (at, order, each))
    headed = {(each.eid, each.words) for _, _, each in found.values() if each.kind == "标题"}
    kept = [one for one in found.values() if one[2].kind != "解读" or (one[2].eid, one[2].words) not in headed]
    return tuple(each for _, _, each in sorted(kept, key=lambda one: one[:2]))
