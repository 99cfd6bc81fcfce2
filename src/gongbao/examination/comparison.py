"""修改对照表: two texts side by side, provision by provision, for people and as a paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongbao.reading import Source
from gongbao.text import ArticlePair, PairStatus, Piece, compare_documents, parse
from gongbao.writing import Grid, Paper, Paragraph, Role, Run


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared; `pairs` in the order of the new one."""

    old_title: str
    new_title: str
    pairs: tuple[ArticlePair, ...]

    @property
    def changed(self) -> tuple[ArticlePair, ...]:
        """Those that are not the same."""
        return tuple(each for each in self.pairs if each.status is not PairStatus.SAME)

    @property
    def counts(self) -> dict[str, int]:
        """How many provisions were added, removed, changed, moved, or stayed."""
        counted = Counter(each.status for each in self.pairs)
        return {str(status): counted[status] for status in PairStatus}

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "old": self.old_title,
            "new": self.new_title,
            "counts": self.counts,
            "pairs": [
                {
                    "old_place": each.old_place,
                    "new_place": each.new_place,
                    "status": str(each.status),
                    "note": each.note,
                    "pieces": [{"text": piece.text, "op": piece.op} for piece in each.pieces],
                }
                for each in self.pairs
            ],
        }


class NothingToCompare(ValueError):
    """A text holds no document. `str()` is one sentence with the file's name."""


def comparison(old: Source, new: Source) -> Comparison:
    """Compare the first documents of two texts.

    Raises:
        NothingToCompare: in one of them no document is recognised.
    """
    gazettes = []
    for source in (old, new):
        gazette = parse(source)
        if not gazette.documents:
            raise NothingToCompare(f"{source.name}：没有认出文件。请核对是不是正文，标题是否单独成行。")
        gazettes.append(gazette)
    before, after = (each.documents[0] for each in gazettes)
    pairs = compare_documents(before, gazettes[0].source.text, after, gazettes[1].source.text)
    return Comparison(before.title, after.title, pairs)


def comparison_paper(found: Comparison) -> Paper:
    """The table of changes as a paper; what was added is underlined, what went is struck."""
    counts = "，".join(f"{name}{count}条" for name, count in found.counts.items() if count)
    same = found.old_title == found.new_title
    title = f"《{found.new_title.strip('《》')}》修改对照表"
    rows: list[list[str | Sequence[Run]]] = [
        [
            str(each.status),
            _runs(each.old_place, each.pieces, "added"),
            _runs(each.new_place, each.pieces, "removed"),
            each.note or "",
        ]
        for each in found.changed
    ]
    blocks: list[Paragraph | Grid] = [Paragraph(Role.TITLE, title)]
    if not same:
        blocks.append(Paragraph(Role.NOTE, f"（由《{found.old_title.strip('《》')}》修改）"))
    blocks.append(Paragraph(Role.BODY, f"{counts}。下划线为增加的文字，删除线为删去的文字。"))
    if rows:
        blocks.append(Grid([["变化", "修改前", "修改后", "说明"]], rows, (1, 5, 5, 2)))
    return Paper(title, blocks, wide=True)


def _runs(place: str | None, pieces: tuple[Piece, ...], other: str) -> list[Run]:
    """One side: its place and its words; `other` is what belongs to the other side alone."""
    if place is None:
        return []
    marks = {"same": None, "removed": "delete", "added": "insert"}
    return [
        Run(f"{place}　", bold=True),
        *(Run(piece.text, mark=marks[piece.op]) for piece in pieces if piece.op != other),
    ]
