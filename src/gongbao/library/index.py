"""The index that is searched: every character of every provision with the places it stands at.

A phrase is found by taking the places of its rarest character and looking whether the others stand beside it, so that
every phrase of one character or a hundred is found exactly, and a common one costs no more than a rare one. Rows are
provisions in reading order; before the provisions of a document stands one row with its number and title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gongbao.library.fulltext import StoredText
from gongbao.library.tokens import word_starts

Numbers: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.bool_]

_END = "\n"  # stands behind each row; no phrase holds it
_DIGITS = "0123456789"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


class Index:
    """Immutable; serves many threads."""

    def __init__(self, titles: Sequence[tuple[int, str]], stored: Iterable[StoredText]) -> None:
        """Make the index.

        Args:
            titles: the id of each document with its number and title in searched form, in the order wanted of hits.
            stored: the texts of documents; a document without one is found by its title only.
        """
        texts = {each.document_id: each for each in stored}
        pieces: list[str] = []
        bits: list[Flags] = []
        ids: list[npt.NDArray[np.int64]] = []
        below: list[Numbers] = []
        rows_of: list[int] = []
        odd: list[npt.NDArray[np.int64]] = []
        at = 0
        for document_id, title in titles:
            text = texts.get(document_id)
            pieces.append(title)
            bits.append(_flags(len(title) + 1, word_starts(title)))
            ids.append(np.array([-1], dtype=np.int64))
            own = np.frombuffer(text.provisions, dtype="<i8").astype(np.int64) if text else ids[-1][:0]
            below.append(np.array([len(own)], dtype=np.int32))
            rows_of.append(len(own) + 1)
            at += len(title) + 1
            if text:
                pieces.append(text.text)
                pairs = np.frombuffer(text.odd, dtype="<u4").reshape(-1, 2).astype(np.int64)
                odd.append(pairs + np.array([at, 0]))
                at += len(text.text) + 1
                packed = np.frombuffer(text.words, dtype=np.uint8)
                starts = np.unpackbits(packed, count=len(text.text), bitorder="little").astype(bool)
                bits.append(np.append(starts, True))
                ids.append(own)
                below.append(np.frombuffer(text.below, dtype="<i4").astype(np.int32))
        self.documents = tuple(document_id for document_id, _title in titles)
        whole = np.frombuffer("".join(f"{each}{_END}" for each in pieces).encode("utf-32-le"), dtype="<u4")
        self._code = _codes_of(whole)
        self._codes = self._code[whole]
        self._words = np.concatenate(bits) if bits else np.zeros(0, dtype=bool)
        self._odd = np.concatenate(odd) if odd else np.zeros((0, 2), dtype=np.int64)
        self._alphabet = _alphabet(self._code)
        ends = np.flatnonzero(whole == ord(_END)).astype(np.int32)
        self.starts: Numbers = np.concatenate([np.zeros(1, dtype=np.int32), ends + 1])[: len(ends)].astype(np.int32)
        self.lengths: Numbers = ends - self.starts
        self.row_of: Numbers = np.repeat(np.arange(len(ends), dtype=np.int32), self.lengths + 1)
        self.provision_of = np.concatenate(ids) if ids else np.zeros(0, dtype=np.int64)
        self.below: Numbers = np.concatenate(below) if below else np.zeros(0, dtype=np.int32)
        self.parent: Numbers = _parents(self.below)
        self.document_of: Numbers = np.repeat(np.arange(len(rows_of), dtype=np.int32), rows_of)
        self.is_title: Flags = self.provision_of < 0
        self.title_rows: Numbers = np.flatnonzero(self.is_title).astype(np.int32)
        self._order: Numbers = np.argsort(self._codes, kind="stable").astype(np.int32)
        counts = np.bincount(self._codes, minlength=int(self._code.max(initial=0)) + 1)
        self._first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        self._digit = self._class(_DIGITS)
        self._latin = self._class(_LATIN)
        self._point = self._code[ord(".")]

    @property
    def rows(self) -> int:
        """How many rows there are, titles included."""
        return len(self.starts)

    def text(self, row: int) -> str:
        """A row in searched form."""
        start = int(self.starts[row])
        return self.characters(start, start + int(self.lengths[row]))

    def characters(self, start: int, end: int) -> str:
        """The searched form between two positions."""
        return _text(self._alphabet[self._codes[start:end]])

    def shown(self, start: int, end: int) -> str:
        """The words between two positions as they are shown; of titles, as they are searched."""
        points = self._alphabet[self._codes[start:end]]
        first, last = np.searchsorted(self._odd[:, 0], (start, end))
        points[self._odd[first:last, 0] - start] = self._odd[first:last, 1]
        return _text(points)

    def positions(self, phrase: str, *, whole: bool = False) -> Numbers:
        """Where a phrase in searched form begins, ascending.

        `whole`: where it begins or ends with a digit or a Latin letter, a number or word must begin or end there.
        """
        sought = np.frombuffer(phrase.encode("utf-32-le", "replace"), dtype="<u4")
        if not len(sought) or int(sought.max()) >= len(self._code):
            return self._order[:0]
        codes = self._code[sought]
        if not codes.all():
            return self._order[:0]
        counts = self._first[codes + 1] - self._first[codes]
        by_rarity = np.argsort(counts, kind="stable")
        rarest = int(by_rarity[0])
        code = int(codes[rarest])
        found: Numbers = self._order[self._first[code] : self._first[code + 1]]
        if len(codes) > 1:
            found = found - np.int32(rarest)
            found = found[(found >= 0) & (found <= len(self._codes) - len(codes))]
        for at in map(int, by_rarity[1:]):
            if not len(found):
                break
            found = found[self._codes[found + at] == codes[at]]
        return self._whole(found, codes) if whole and len(found) else found

    def words_at(self, found: Numbers, size: int) -> Flags:
        """For each place of a phrase whether it begins and ends as words do."""
        flags: Flags = self._words[found] & self._words[found + size]
        return flags

    def beneath(self, rows: Numbers, above: Flags) -> Flags:
        """For each of `rows` whether it stands below a row that is flagged."""
        found: Flags = np.zeros(len(rows), dtype=bool)
        up = self.parent[rows]
        while (up >= 0).any():
            found |= above[up] & (up >= 0)
            up = np.where(up >= 0, self.parent[up], -1)
        return found

    def _whole(self, found: Numbers, codes: npt.NDArray[np.uint32]) -> Numbers:
        for edge, step in ((int(codes[0]), -1), (int(codes[-1]), 1)):
            if self._digit[edge] or self._latin[edge]:
                near = found - 1 if step < 0 else found + len(codes)
                found = found[~self._goes_on(edge, near, step)]
        return found

    def _goes_on(self, edge: int, near: Numbers, step: int) -> Flags:
        """Whether the number or word that a phrase ends in goes on at the places beside it."""
        beside = self._at(near)
        flags: Flags = self._latin[beside]
        if self._digit[edge]:
            flags = self._digit[beside] | ((beside == self._point) & self._digit[self._at(near + step)])
        return flags

    def _at(self, places: Numbers) -> npt.NDArray[np.uint32]:
        """The codes at places; 0 beyond the ends."""
        inside = (places >= 0) & (places < len(self._codes))
        found: npt.NDArray[np.uint32] = np.where(inside, self._codes[np.clip(places, 0, len(self._codes) - 1)], 0)
        return found

    def _class(self, characters: str) -> Flags:
        flags = np.zeros(int(self._code.max(initial=0)) + 1, dtype=bool)
        codes = self._code[[ord(each) for each in characters]]
        flags[codes[codes > 0]] = True
        return flags


def _flags(size: int, at: Sequence[int]) -> Flags:
    flags = np.zeros(size, dtype=bool)
    flags[list(at)] = True
    return flags


def _parents(below: Numbers) -> Numbers:
    """The row that each row stands below; -1 of titles. Rows come in reading order, each before what is below it."""
    found: list[int] = []
    open_rows: list[tuple[int, int]] = []  # a row, and the first row that is no longer below it
    for row, count in enumerate(below.tolist()):
        while open_rows and open_rows[-1][1] <= row:
            open_rows.pop()
        found.append(open_rows[-1][0] if open_rows else -1)
        if count:
            open_rows.append((row, row + 1 + count))
    return np.array(found, dtype=np.int32)


def _alphabet(code: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The code point of each number."""
    known = np.flatnonzero(code)
    found = np.zeros(len(known) + 1, dtype=np.uint32)
    found[code[known]] = known
    return found


def _text(points: npt.NDArray[np.uint32]) -> str:
    return str(points.astype("<u4").tobytes().decode("utf-32-le"))


def _codes_of(whole: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """For each code point its number in this index, by how it sorts; 0 where it does not occur."""
    size = max(int(whole.max(initial=0)) + 1, 256)
    present = np.flatnonzero(np.bincount(whole, minlength=size))
    codes = np.zeros(size, dtype=np.uint16 if len(present) < 65_000 else np.uint32)
    codes[present] = np.arange(1, len(present) + 1)
    return np.asarray(codes)
