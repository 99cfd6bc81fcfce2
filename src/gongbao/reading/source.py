"""Text files, read as they are."""

from __future__ import annotations

import codecs
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PARSABLE_BYTES = 64 * 1024 * 1024
"""The largest file that is read; a gazette issue has some 0.7 MB."""

_BINARY_SIGNS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3")


class ReadingError(ValueError):
    """A file cannot be read as text. `str()` is one sentence with place and remedy."""

    def __init__(self, path: str, what: str, remedy: str, line: int | None = None) -> None:
        self.path, self.what, self.remedy, self.line = path, what, remedy, line
        where = f"{path} 第{line}行" if line else path
        super().__init__(f"{where}：{what}。{remedy}。")


@dataclass(frozen=True)
class Source:
    """A file's characters. Lines are counted from 1 and end at a line feed."""

    name: str
    sha256: str
    text: str
    encoding: str

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


def read_file(path: Path) -> Source:
    """Read a text file.

    Raises:
        ReadingError: the file is missing, empty, larger than `PARSABLE_BYTES`, binary, or in neither UTF-8 nor GB18030.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadingError(str(path), "找不到或打不开这个文件", "请核对路径和读取权限") from error
    if size > PARSABLE_BYTES:
        raise ReadingError(
            str(path),
            f"文件有 {size // 1024 // 1024} MB，超过 {PARSABLE_BYTES // 1024 // 1024} MB 的上限",
            "请按期拆分后再收录",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(str(path), "找不到或打不开这个文件", "请核对路径和读取权限") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Source:
    """Read text from memory; the same errors as `read_file`."""
    if len(data) > PARSABLE_BYTES:
        raise ReadingError(name, f"文件超过 {PARSABLE_BYTES // 1024 // 1024} MB 的上限", "请按期拆分后再收录")
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise ReadingError(name, "文件是空的", "请核对是否导出了正文")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadingError(name, "这是 UTF-16 编码的文本", "请用文本编辑器另存为 UTF-8 后再收录")
    if data.startswith(_BINARY_SIGNS) or b"\0" in data:
        raise ReadingError(name, "这不是文本文件", "请先导出为 UTF-8 或 GB18030 编码的 .txt 或 .md")
    text, encoding = _decode(data, name)
    return Source(name, hashlib.sha256(data).hexdigest(), text, encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as utf8:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as gb:
            raise _unreadable(data, name, max(utf8.start, gb.start)) from gb
        if not _plausible(text):
            raise _unreadable(data, name, utf8.start) from utf8
        return text, "gb18030"


def _unreadable(data: bytes, name: str, at: int) -> ReadingError:
    line = data.count(b"\n", 0, at) + 1
    return ReadingError(name, "既不是 UTF-8 也不是 GB18030 编码", "请用文本编辑器另存为 UTF-8 后再收录", line)


_SAMPLE = 20_000
_COMMON_SHARE = 0.7
_FREQUENT = frozenset(
    "的一是在有和不人中为上个国以要时来用生到作地于出分对成会可主发年动工能下过产方后定行法民经三之进等部度水化高自理现实加制机应合其政社事平全关各重新第"
    "条市县府办通知公告意见"
)
_FREQUENT_SHARE, _FEWEST = 0.05, 20


def _plausible(text: str) -> bool:
    """Whether text decoded as GB18030 is Chinese: it also decodes much of what is Latin-1, Shift-JIS or torn UTF-8.

    Chinese prose is written in the 3755 characters of level 1 (GB/T 2312, lead bytes B0 to D7) but for some names; in
    misread text these are one in three at most. Korean lies in the same rows, but does not fall on frequent characters.
    """
    chars = "".join(char for char in text if char > "\x7f")[:_SAMPLE]
    sample = chars.encode("gb18030")
    common = rare = at = 0
    while at < len(sample):
        lead = sample[at]
        if 0x30 <= sample[at + 1] <= 0x39:  # four bytes: what GBK does not have
            rare += 1
            at += 4
            continue
        if 0xB0 <= lead <= 0xD7 and sample[at + 1] >= 0xA1:
            common += 1
        elif not (0xA1 <= lead <= 0xA9 and sample[at + 1] >= 0xA1):  # rows of punctuation and symbols prove nothing
            rare += 1
        at += 2
    frequent = sum(char in _FREQUENT for char in chars)
    if common >= _FEWEST and frequent < _FREQUENT_SHARE * common:
        return False
    return common >= _COMMON_SHARE * (common + rare)
