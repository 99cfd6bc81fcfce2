"""Plain text and Markdown: characters of UTF-8 or GB18030, taken as they are."""

from __future__ import annotations

import codecs

from gongbao.reading.source import ReadingError, Source, digest


def read_plain(data: bytes, name: str, *, markdown: bool = False) -> Source:
    """A text file; nothing but its byte-order mark and its encoding is changed.

    Raises:
        ReadingError: the file is empty, is no text, or is in neither UTF-8 nor GB18030.
    """
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise ReadingError(name, "文件是空的", "请核对是否导出了正文")
    text, encoding = decode(data, name)
    return Source(name, digest(data), text, encoding, "markdown" if markdown else "text")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The characters of a text and the encoding they were in.

    Raises:
        ReadingError: it is UTF-16, binary, or in neither UTF-8 nor GB18030.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadingError(name, "这是 UTF-16 编码的文本", "请用文本编辑器另存为 UTF-8 后再收录")
    if b"\0" in data:
        raise ReadingError(name, "这不是文本文件", "请先导出为 UTF-8 或 GB18030 编码的 .txt 或 .md")
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
