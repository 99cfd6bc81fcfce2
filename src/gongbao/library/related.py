"""Related documents: what else is about the same matter, with the reason for each."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongbao.library.issuers import series_of
from gongbao.library.model import Card
from gongbao.library.names import loose_title_form, number_form
from gongbao.library.search import Corpus
from gongbao.library.tokens import search_form, word_starts
from gongbao.reference.places import places_called

_CITED = re.compile(r"《([^《》\n]{3,60})》")
_WORDS, _CANDIDATES = 24, 160
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万亿零〇两第数]{1,8}[元日月年条款项周岁倍以上下]{0,3}")
_NO_MATTER = re.compile(r"政[办发字]|^(?:市|县|各|本|全)|政府$|办事处$|^(?:印发|通知|规定|办法|实施)")
_COMMON = 0.2
"""A word of so many of all documents tells nothing of the matter."""


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document about the same matter. `closeness` orders; it is no probability."""

    card: Card
    closeness: float
    reasons: tuple[str, ...]


def related(corpus: Corpus, card: Card, count: int = 8) -> tuple[RelatedDocument, ...]:
    """The documents nearest in matter: shared words, shared citations, a series of 文号 going on."""
    at = next((place for place, other in enumerate(corpus.shelf.cards) if other.id == card.id), None)
    if at is None:
        return ()
    text = corpus.titles[at] + "\n" + "\n".join(corpus.texts(at))
    weights = _weights(corpus, corpus.titles[at], text)
    scores, shared = _by_words(corpus, weights)
    same = loose_title_form(card.title)
    cited = _by_citations(corpus, text, same)
    found: list[RelatedDocument] = []
    for other in set(shared) | set(cited):
        if other == at:
            continue
        that = corpus.shelf.cards[other]
        reasons: list[str] = []
        closeness = scores.get(other, 0.0)
        words = [word for word, _weight in sorted(shared.get(other, ()), key=lambda pair: -pair[1])][:5]
        if words:
            reasons.append(f"都讲到{'、'.join(words)}")
        if other in cited:
            closeness += 0.08 * min(4, len(cited[other]))
            reasons.append(f"都引用{'、'.join(f'《{title}》' for title in cited[other][:3])}")
        if that.interprets and loose_title_form(that.interprets) == same:
            closeness += 1.0
            reasons.insert(0, "是这份文件的解读")
        near = _series(card, that)
        if near and closeness > 0.1:
            closeness += 0.05
            reasons.append(near)
        found.append(RelatedDocument(that, round(closeness, 4), tuple(reasons)))
    found.sort(key=lambda each: (-each.closeness, each.card.id))
    return tuple(found[:count])


def _weights(corpus: Corpus, title: str, text: str) -> dict[str, float]:
    """The words that tell most of a text (tf-idf; those of the title count more), with their weights."""
    counts: Counter[str] = Counter()
    for part, weight in ((title, 6), (text, 1)):
        starts = word_starts(part)
        for start, end in pairwise(starts):
            word = part[start:end]
            if _HAN_WORD.fullmatch(word) and not _tells_nothing(word):
                counts[word] += weight
    found: dict[str, float] = {}
    size = len(corpus.shelf.cards)
    for word, times in counts.most_common(_CANDIDATES):
        holding = len(_documents(corpus, word))
        if 1 < holding <= max(2, _COMMON * size):
            found[word] = (1 + math.log(times)) * math.log(size / holding) * min(len(word), 4)
    best = sorted(found, key=lambda word: -found[word])[:_WORDS]
    return {word: found[word] for word in best}


def _tells_nothing(word: str) -> bool:
    """Whether a word is a number, a place or a word of form, which texts of every matter have."""
    return bool(_NUMERAL.fullmatch(word) or _NO_MATTER.search(word) or places_called(word))


def _documents(corpus: Corpus, phrase: str) -> dict[int, int]:
    """How often a phrase stands in each document, by place on the shelf."""
    index = corpus.index
    positions = index.positions(phrase)
    cards, counts = np.unique(index.document_of[index.row_of[positions]], return_counts=True)
    return dict(zip(cards.tolist(), counts.tolist(), strict=True))


def _by_words(corpus: Corpus, weights: dict[str, float]) -> tuple[dict[int, float], dict[int, list[tuple[str, float]]]]:
    whole = sum(weights.values()) or 1.0
    scores: dict[int, float] = {}
    shared: dict[int, list[tuple[str, float]]] = {}
    for word, weight in weights.items():
        for other, times in _documents(corpus, word).items():
            part = weight * min(1.0, 0.4 + 0.3 * math.log(times)) / whole
            if word in corpus.titles[other]:
                part *= 1.5
            scores[other] = scores.get(other, 0.0) + part
            shared.setdefault(other, []).append((word, part))
    near = sorted(scores, key=lambda other: -scores[other])[:60]
    return {other: scores[other] for other in near}, {other: shared[other] for other in near}


def _by_citations(corpus: Corpus, text: str, own: str) -> dict[int, list[str]]:
    """Documents that cite what the text cites beside itself, where few do."""
    found: dict[int, list[str]] = {}
    for title in dict.fromkeys(match[1] for match in _CITED.finditer(text)):
        if loose_title_form(title) == own:
            continue
        holding = _documents(corpus, f"《{search_form(title)}")
        if 1 < len(holding) <= 25:
            for other in holding:
                found.setdefault(other, []).append(title)
    return found


def _series(card: Card, other: Card) -> str | None:
    """That two documents follow one another in a series of 文号."""
    series = series_of(card)
    if not series or not card.number or not other.number or card.place != other.place or series_of(other) != series:
        return None
    (_, year, n), (_, other_year, other_n) = _parts(card.number), _parts(other.number)
    if year == other_year and abs(int(n) - int(other_n)) <= 2:
        return f"文号相邻（{other.number}）"
    return None


def _parts(number: str) -> Sequence[str]:
    return number_form(number).split("|")
