"""What reading gives: a source of numbered lines; and why a file gives none."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

PARSABLE_BYTES = 64 * 1024 * 1024
"""The largest file that is read; a gazette issue has some 0.7 MB as text, some 10 MB as PDF."""


class ReadingError(ValueError):
    """A file cannot be read. `str()` is one sentence with place and remedy."""

    def __init__(self, path: str, what: str, remedy: str, line: int | None = None) -> None:
        self.path, self.what, self.remedy, self.line = path, what, remedy, line
        where = f"{path} 第{line}行" if line else path
        super().__init__(f"{where}：{what}。{remedy}。")


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Source:
    """A file's characters. Lines are counted from 1 and end at a line feed.

    `sha256` is that of the file's bytes, not of the text. `encoding` is the encoding that the characters were in
    (utf-8, gb18030), or the format's name where the format settles it (pdf, docx).
    """

    name: str
    sha256: str
    text: str
    encoding: str
    format: str = "text"  # text | markdown | html | docx | pdf
    pages: tuple[int, ...] = ()  # the page that each line begins on, from 1; () where the format has no pages

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def page_of(self, line: int) -> int | None:
        """The page that a line begins on; None where the file has no pages or no such line."""
        return self.pages[line - 1] if 0 < line <= len(self.pages) else None
