"""Lines that extraction put into another place than print, put back, each with its evidence.

Pages of two columns, boxes and page breaks tear a sentence in two and print something else between the halves. Where
numbering or syntax says which halves belong together, they are joined, and the move is recorded; where not, the text
stays as it was extracted, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gongbao.text.model import Kind, Move
from gongbao.text.structure.columns import CLOSED
from gongbao.text.structure.joining import Block, unfinished
from gongbao.text.structure.lines import Line
from gongbao.text.structure.rosters import Roster

_NEAR = 24  # pieces between the halves of a sentence, at most
_FRAGMENT = 12  # characters of the last words of a sentence
_SEAM = 2  # characters on either side of the place where a sentence was torn
_END_OF_TEXT = frozenset((Kind.SIGNATURE, Kind.DATE, Kind.NOTE, Kind.COPIES))
_SENTENCE = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a part in reading order: lines `at` to `end` (exclusive)."""

    at: int
    end: int
    kind: Kind | None = None  # of what is no paragraph: a table, list, box, note …
    block: Block | None = None
    roster: Roster | None = None
    inside: tuple[Piece, ...] = ()  # of a box
    torn: bool = False  # it seems to be torn, and nobody knows from where


def restored(
    pieces: Sequence[Piece], lines: Sequence[Line], elsewhere: Callable[[str], bool]
) -> tuple[list[Piece], list[Move]]:
    """The pieces in the order of print, and what was moved.

    Args:
        pieces: as extracted.
        lines: all lines.
        elsewhere: whether words stand at some place of the text.
    """
    moves: list[Move] = []
    found = _annexes_last(list(pieces), lines, moves)
    found = _sentences(found, lines, moves, elsewhere)
    return _last_words(found, lines, moves), moves


def _annexes_last(pieces: list[Piece], lines: Sequence[Line], moves: list[Move]) -> list[Piece]:
    """附件：… stands behind the text; where numbered paragraphs follow it, it goes behind them."""
    for index, piece in enumerate(pieces):
        if piece.kind != Kind.ANNEXES:
            continue
        last = index
        for later in range(index + 1, len(pieces)):
            if pieces[later].kind in _END_OF_TEXT:
                break
            last = later
        if not any(each.block is not None and each.block.mark is not None for each in pieces[index + 1 : last + 1]):
            return pieces
        to = lines[pieces[last].end - 1].number
        moves.append(
            Move(
                lines[piece.at].number,
                lines[piece.end - 1].number,
                to,
                f"附件说明印在编号接续的条文中间，应在正文之后，移到第{to}行之后",
            )
        )
        return [*pieces[:index], *pieces[index + 1 : last + 1], piece, *pieces[last + 1 :]]
    return pieces


def _sentences(
    pieces: list[Piece], lines: Sequence[Line], moves: list[Move], elsewhere: Callable[[str], bool]
) -> list[Piece]:
    """The halves of a sentence that a box, list or table stands between."""
    gone: set[int] = set()
    for index, piece in enumerate(pieces):
        head = piece.block
        if head is None or index in gone or not _breaks_off(head):
            continue
        tail = _tail(pieces, index, gone, lines, elsewhere)
        if tail is None:
            continue
        rest = pieces[tail[0]].block
        assert rest is not None
        gone.add(tail[0])
        whole = replace(head, key=head.key + rest.key, spans=head.spans + rest.spans)
        pieces[index] = replace(piece, block=whole)
        first, last = lines[rest.at].number, lines[rest.end - 1].number
        to = lines[head.end - 1].number
        moves.append(
            Move(
                first, last, to, f"第{to}行到“{head.key[-6:]}”没有写完，第{first}行“{rest.key[:6]}”接在其后：{tail[1]}"
            )
        )
    return [piece for index, piece in enumerate(pieces) if index not in gone]


def _breaks_off(head: Block) -> bool:
    if CLOSED.search(head.key[-4:]) or len(head.key) < 8 or not _SENTENCE.search(head.key):
        return False
    return head.mark is None or unfinished(head.key)


def _tail(
    pieces: Sequence[Piece], index: int, gone: set[int], lines: Sequence[Line], elsewhere: Callable[[str], bool]
) -> tuple[int, str] | None:
    """Which piece is the rest of a sentence that breaks off, and why."""
    head = pieces[index].block
    assert head is not None
    for at in range(index + 1, min(index + 1 + _NEAR, len(pieces))):
        rest = pieces[at].block
        between = pieces[at - 1]
        if rest is None or at in gone or rest.mark is not None:
            if rest is not None and rest.mark is not None:
                break
            continue
        if at > index + 1 and between.block is None and lines[rest.at].page and _SENTENCE.search(rest.key):
            return at, "两半句之间隔着专栏或表格，后半句在新的一页起头"
        if at > index + 1 and between.block is None and _seam(head, rest, elsewhere):
            return at, f"合起来是文中别处也有的“{head.key[-_SEAM:]}{rest.key[:_SEAM]}”"
    for at in range(index - 1, max(index - 1 - _NEAR, 0), -1):
        rest = pieces[at].block
        if rest is None or at in gone or rest.mark is not None or not _SENTENCE.search(rest.key):
            continue
        if pieces[at - 1].block is None and CLOSED.search(rest.key[-4:]) and _seam(head, rest, elsewhere):
            return at, f"合起来是文中别处也有的“{head.key[-_SEAM:]}{rest.key[:_SEAM]}”"
    return None


def _seam(head: Block, rest: Block, elsewhere: Callable[[str], bool]) -> bool:
    """Whether the words across the tear stand elsewhere in the text too."""
    words = head.key[-_SEAM:] + rest.key[:_SEAM]
    return len(words) == 2 * _SEAM and all("\u4e00" <= each <= "\u9fff" for each in words) and elsewhere(words)


def _last_words(pieces: list[Piece], lines: Sequence[Line], moves: list[Move]) -> list[Piece]:
    """The last words of a text, where a page of two columns printed them before the sentence that they end."""
    end = len(pieces)
    while end and pieces[end - 1].block is None:
        end -= 1
    if end < 3 or any(piece.block is None for piece in pieces[end - 3 : end]):
        return pieces
    before, torn, last = (piece.block for piece in pieces[end - 3 : end])
    assert before is not None
    assert torn is not None
    assert last is not None
    if torn.mark is not None or last.mark is None or len(torn.key) > _FRAGMENT or torn.key[-1] != "。":
        return pieces
    if not CLOSED.search(before.key[-4:]) or CLOSED.search(last.key[-4:]) or len(last.key) < last.mark.length + 4:
        return pieces
    first, to = lines[torn.at].number, lines[last.end - 1].number
    moves.append(
        Move(
            first,
            lines[torn.end - 1].number,
            to,
            f"第{first}行“{torn.key}”接在第{to}行之后：前一段已完，后一段未完",
        )
    )
    whole = replace(last, key=last.key + torn.key, spans=last.spans + torn.spans)
    return [*pieces[: end - 2], replace(pieces[end - 1], block=whole), *pieces[end:]]
