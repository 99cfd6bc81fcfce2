"""Normal text, for quoting and searching: one width, no blanks, broken lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_FOLD: dict[int, int] = {0xFF01 + step: 0x21 + step for step in range(94)}
_FOLD.update({ord(narrow): ord(wide) for narrow, wide in zip("(),;:!?", "（），；：！？", strict=True)})
_FOLD.update({ord(wide): ord(wide) for wide in "（），；：！？"})
_FOLD.update({ord(odd): ord(plain) for odd, plain in {"．": ".", "﹝": "〔", "﹞": "〕", "﹪": "%"}.items()})
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


def normal(text: str) -> str:
    """Letters and digits in half width, punctuation of Chinese sentences in full width, no blanks at all.

    A comma between thousands is a narrow one: 5,000元. Idempotent. Apart from blanks, one character of the text is
    one character of the normal text.
    """
    folded = _BLANKS.sub("", text).translate(_FOLD)
    return _THOUSANDS.sub(",", folded) if "，" in folded else folded


@dataclass(frozen=True)
class NormalText:
    """A printed text with its normal form and the way back from one to the other."""

    printed: str

    @cached_property
    def text(self) -> str:
        """The normal form."""
        return normal(self.printed)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """For each character of `text`, the offset of the printed character that it stands for."""
        blanks = {at for match in _BLANKS.finditer(self.printed) for at in range(*match.span())}
        return tuple(at for at in range(len(self.printed)) if at not in blanks)

    def printed_range(self, start: int, end: int) -> tuple[int, int]:
        """Where the normal characters `start` to `end` (exclusive) stand in the printed text.

        Raises:
            ValueError: the range is empty or beyond the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"范围 {start}—{end} 不在这段文字内（共 {len(self.text)} 字）")
        return self.offsets[start], self.offsets[end - 1] + 1

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Printed ranges of a quotation, in any width and with any blanks, in order, without overlap."""
        sought = normal(words)
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            yield self.printed_range(at, at + len(sought))
            at = self.text.find(sought, at + len(sought))


def quote(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where a quotation stands in a printed text: ranges (start, end exclusive), all of them, in order."""
    return tuple(NormalText(text).find(words))
