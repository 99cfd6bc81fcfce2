"""Two texts compared: word by word within a provision, provision by provision between two documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal, NamedTuple

from gongbao.text.model import Document, Kind, PartKind, Provision
from gongbao.text.normal import normal

PieceOp = Literal["same", "removed", "added"]

_TOKEN = re.compile(
    r"《[^《》]{1,60}》|第[一二三四五六七八九十百千零〇0-9]{1,9}(?:条|款|项|章|节|目)|（[一二三四五六七八九十]{1,3}）"
    r"|[0-9]+(?:[.,:：][0-9]+)*[%％‰]?|[A-Za-z]+|[一二三四五六七八九十百千万亿零〇两]+|[\u3400-\u9fff]+|\s+|.",
    re.DOTALL,
)
_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_SENTENCE = re.compile(r"[^。；\n]{0,2000}[。；\n]|[^。；\n]{1,2000}")
_MOST_WORK = 2_000_000  # cells of the table that a comparison of words may fill
_MOST_CANDIDATES = 60
_LIKE = 0.5
_LIKE_ELSEWHERE = 0.6


class Piece(NamedTuple):
    """A stretch of words: in both texts, in the old one only, or in the new one only."""

    text: str
    op: PieceOp


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The difference of two texts, word by word; no word, number or title is torn.

    The pieces that are not `added` make the old text, those that are not `removed` the new one. Very long texts are
    compared sentence by sentence first, so that the work stays near to linear.
    """
    if old == new:
        return (Piece(old, "same"),) if old else ()
    return _tidy(_compared(_words(old), _words(new), _Level.WORDS if _small(old, new) else _Level.SENTENCES))


class _Level(StrEnum):
    SENTENCES = "sentences"
    WORDS = "words"


def _small(old: str, new: str) -> bool:
    return len(old) * len(new) <= 4 * _MOST_WORK


def _words(text: str) -> list[str]:
    import rjieba

    found: list[str] = []
    for match in _TOKEN.finditer(text):
        found += rjieba.cut(match[0]) if _RUN.fullmatch(match[0]) else [match[0]]
    return found


def _compared(old: list[str], new: list[str], level: _Level) -> list[Piece]:
    left = _common(old, new)
    right = _common(old[left:][::-1], new[left:][::-1])
    pieces = [Piece("".join(old[:left]), "same")]
    one, other = old[left : len(old) - right], new[left : len(new) - right]
    pieces += _sentences(one, other) if level is _Level.SENTENCES else _matched(one, other)
    pieces.append(Piece("".join(old[len(old) - right :]), "same"))
    return [piece for piece in pieces if piece.text]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _matched(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > _MOST_WORK or _work(old, new) > _MOST_WORK:
        return [Piece("".join(old), "removed"), Piece("".join(new), "added")]
    pieces: list[Piece] = []
    for op, at, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece("".join(old[at:to]), "same"))
        else:
            pieces.append(Piece("".join(old[at:to]), "removed"))
            pieces.append(Piece("".join(new[start:end]), "added"))
    return pieces


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal words there are: what the matcher walks through, more than once for odd texts."""
    counts = Counter(new)
    return sum(counts[word] for word in old)


def _sentences(old: list[str], new: list[str]) -> list[Piece]:
    """Sentences matched first, then words between the matches."""
    before, after = _SENTENCE.findall("".join(old)), _SENTENCE.findall("".join(new))
    if len(before) * len(after) > _MOST_WORK or _work(before, after) > _MOST_WORK:
        return [Piece("".join(old), "removed"), Piece("".join(new), "added")]
    pieces: list[Piece] = []
    for op, at, to, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        one, other = "".join(before[at:to]), "".join(after[start:end])
        pieces += [Piece(one, "same")] if op == "equal" else _matched(_words(one), _words(other))
    return pieces


def _tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A lone mark or character that stayed between two changes is part of the change: nobody reads A的B as three."""
    found: list[Piece] = []
    removed = added = ""
    for at, piece in enumerate(pieces):
        inside = removed or added
        if piece.op == "same":
            more = any(other.op != "same" for other in pieces[at + 1 : at + 2])
            if inside and more and len(piece.text) == 1 and removed and added:
                removed, added = removed + piece.text, added + piece.text
                continue
            found += _change(removed, added)
            removed = added = ""
            found.append(piece)
        elif piece.op == "removed":
            removed += piece.text
        else:
            added += piece.text
    found += _change(removed, added)
    return tuple(found)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(removed, "removed")
    if added:
        yield Piece(added, "added")


class PairStatus(StrEnum):
    """What became of a provision."""

    ADDED = "新增"
    REMOVED = "删除"
    CHANGED = "修改"
    MOVED = "移位"
    SAME = "未变"


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """A provision of one text beside the one that it became. `pieces` are of its words without its number."""

    old_place: str | None
    new_place: str | None
    status: PairStatus
    pieces: tuple[Piece, ...]
    note: str | None = None  # what is not known of one of the two


@dataclass(frozen=True, slots=True)
class Item:
    """A provision to be compared: an article, or a numbered part of a plan."""

    place: str
    text: str  # without its number
    note: str | None = None


def compare_documents(old: Document, old_text: str, new: Document, new_text: str) -> tuple[ArticlePair, ...]:
    """The provisions of two documents side by side, in the order of the new one; what went stands where it stood.

    Args:
        old: the earlier document.
        old_text: what its spans point into.
        new: the later one.
        new_text: what its spans point into.
    """
    return compare_items(items(old, old_text), items(new, new_text))


def items(document: Document, text: str) -> tuple[Item, ...]:
    """The provisions of a document that are compared: articles where it has some, else its numbered parts."""

    def words(node: Provision) -> str:
        return normal("".join(text[start:end] for start, end in node.spans))

    articles = any(node.kind == Kind.ARTICLE for node in document.walk())
    found: list[Item] = []

    def take(node: Provision) -> None:
        if node.kind == Kind.ARTICLE or node.kind == Kind.TABLE or not node.children:
            whole = "\n".join(each for each in map(words, node.walk()) if each)
            found.append(Item(node.place, whole.removeprefix(node.num or "").lstrip("\n")))
            return
        plain = () if articles else tuple(each for each in node.children if each.num is None and not each.children)
        own = "\n".join(each for each in map(words, (node, *plain)) if each)
        found.append(Item(node.place, own.removeprefix(node.num or "").lstrip("\n")))
        for child in node.children:
            if child not in plain:
                take(child)

    for part in document.parts:
        if part.kind == PartKind.NOTICE and any(each.kind == PartKind.MAIN for each in document.parts):
            continue
        for root in part.provisions:
            take(root)
    return tuple(item for item in found if item.text)


def compare_items(old: Sequence[Item], new: Sequence[Item]) -> tuple[ArticlePair, ...]:
    """Two lists of provisions side by side: by equal words, then by number, then by likeness."""
    pairs = _aligned(old, new)
    kept = _in_order([(pairs[at], at) for at in sorted(pairs)])
    taken = set(pairs.values())
    found: list[ArticlePair] = []
    gone = (at for at in range(len(old)) if at not in taken)
    waiting = next(gone, None)
    for at, item in enumerate(new):
        before = pairs.get(at)
        while waiting is not None and before is not None and waiting < before and (before, at) in kept:
            found.append(_removed(old[waiting]))
            waiting = next(gone, None)
        if before is None:
            found.append(ArticlePair(None, item.place, PairStatus.ADDED, compare("", item.text), item.note))
            continue
        one = old[before]
        status = PairStatus.SAME if one.text == item.text else PairStatus.CHANGED
        if (before, at) not in kept:
            status = PairStatus.MOVED
        found.append(ArticlePair(one.place, item.place, status, compare(one.text, item.text), one.note or item.note))
    while waiting is not None:
        found.append(_removed(old[waiting]))
        waiting = next(gone, None)
    return tuple(found)


def _removed(item: Item) -> ArticlePair:
    return ArticlePair(item.place, None, PairStatus.REMOVED, compare(item.text, ""), item.note)


def _aligned(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """For each provision of the new list the one of the old list that it was."""
    pairs: dict[int, int] = {}
    free = set(range(len(old)))

    def pair(at: int, before: int) -> None:
        pairs[at] = before
        free.discard(before)

    for key in (lambda item: (item.place, item.text), lambda item: item.text):
        _pair_equal(old, new, pairs, free, pair, key)
    places = {old[before].place: before for before in sorted(free, reverse=True)}
    shingles = [Counter(_shingles(item.text)) for item in old]
    for at, item in enumerate(new):
        before = places.get(item.place)
        if at in pairs or before is None or before not in free:
            continue
        gap = item.note or old[before].note
        if gap or _likeness(shingles[before], Counter(_shingles(item.text))) >= _LIKE:
            pair(at, before)
    index: defaultdict[str, list[int]] = defaultdict(list)
    for before in sorted(free):
        for shingle in shingles[before]:
            index[shingle].append(before)
    wanted: list[tuple[float, int, int]] = []
    for at, item in enumerate(new):
        if at in pairs:
            continue
        own = Counter(_shingles(item.text))
        shared: Counter[int] = Counter()
        for shingle in own:
            holders = index.get(shingle, ())
            if len(holders) <= _MOST_CANDIDATES:
                shared.update(holders)
        for before, _ in shared.most_common(5):
            likeness = _likeness(shingles[before], own)
            if likeness >= _LIKE_ELSEWHERE:
                wanted.append((-likeness, at, before))
    for _, at, before in sorted(wanted):
        if at not in pairs and before in free:
            pair(at, before)
    return pairs


def _pair_equal(
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: dict[int, int],
    free: set[int],
    pair: Callable[[int, int], None],
    key: Callable[[Item], object],
) -> None:
    held: defaultdict[object, list[int]] = defaultdict(list)
    for before in sorted(free, reverse=True):
        held[key(old[before])].append(before)
    for at, item in enumerate(new):
        if at not in pairs and (same := held.get(key(item))):
            pair(at, same.pop())


def _shingles(text: str) -> Iterator[str]:
    plain = re.sub(r"[\W_]+", "", text)
    return (plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of pairs that kept their order; the others have moved."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (old, _) in enumerate(pairs):
        at = bisect_left(tails, old)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(old)
            ends.append(index)
        else:
            tails[at], ends[at] = old, index
    found: set[tuple[int, int]] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        found.add(pairs[at])
        at = before[at]
    return found
