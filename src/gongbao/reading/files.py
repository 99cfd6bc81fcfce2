"""Which reader a file is for, told by its first bytes, and by its name only where these leave it open."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from gongbao.reading.plain import read_plain
from gongbao.reading.source import PARSABLE_BYTES, ReadingError, Source

SUFFIXES = (".txt", ".md", ".markdown", ".pdf", ".docx", ".docm", ".html", ".htm")
"""Ends of names under which files that can be read are looked for in folders, in small letters."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\x01\0")
_WORDS_OF_OLE = {
    "EncryptedPackage": ("文件加了密码", "请用办公软件去掉密码、另存后再收录"),
    "WordDocument": ("这是旧版 Word 或 WPS 文字文件（.doc、.wps）", "请用办公软件另存为 DOCX 或 PDF 后再收录"),
    "Workbook": ("这是旧版电子表格（.xls、.et）", "请用办公软件另存为 XLSX 后从导入处读入"),
}


def read_file(path: Path) -> Source:
    """Read a file of any format that `SUFFIXES` names.

    Raises:
        ReadingError: the file is missing, empty, larger than `PARSABLE_BYTES`, damaged, encrypted, or without text.
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
    """Read a file from memory; the same errors as `read_file`."""
    if len(data) > PARSABLE_BYTES:
        raise ReadingError(name, f"文件超过 {PARSABLE_BYTES // 1024 // 1024} MB 的上限", "请按期拆分后再收录")
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        from gongbao.reading.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_zip(data, name)
        from gongbao.reading.docx import read_docx

        return read_docx(data, name)
    if refused := _refused(data):
        raise ReadingError(name, *refused)
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm", ".shtml", ".xhtml") or _HTML.match(_narrow(data[:8192])):
        from gongbao.reading.html import read_html

        return read_html(data, name)
    return read_plain(data, name, markdown=suffix in (".md", ".markdown"))


def _narrow(data: bytes) -> bytes:
    """The beginning of a text without its byte-order mark, UTF-16 as ASCII, for looking at tags."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[2:].replace(b"\0", b"")
    return data.removeprefix(b"\xef\xbb\xbf")


def _check_zip(data: bytes, name: str) -> None:
    """
    Raises:
        ReadingError: a zip file that is not a text document, with what to do about it.
    """
    try:
        entries = set(zipfile.ZipFile(BytesIO(data)).namelist()[:20_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise ReadingError(name, "文件已损坏，打不开", "请用办公软件打开核对，另存后再收录") from error
    if any(entry.startswith("word/") for entry in entries):
        return
    if "OFD.xml" in entries:
        raise ReadingError(name, "这是 OFD 版式文件", "请用 OFD 阅读器导出为 PDF 后再收录")
    if any(entry.startswith("xl/") for entry in entries):
        raise ReadingError(name, "这是电子表格", "目录和清单请从导入处读入；要作为文件收录，请另存为 DOCX 或 PDF")
    if any(entry.startswith("ppt/") for entry in entries):
        raise ReadingError(name, "这是演示文稿", "请另存为 PDF 后再收录")
    if "content.xml" in entries:
        raise ReadingError(name, "这是 OpenDocument 文件（.odt）", "请用办公软件另存为 DOCX 或 PDF 后再收录")
    raise ReadingError(name, "这是压缩文件，不是公报", "请解压后收录里面的文件")


def _refused(data: bytes) -> tuple[str, str] | None:
    """What a file of a format that is not read is, and what to do with it."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        for word, sentence in _WORDS_OF_OLE.items():
            if word.encode("utf-16-le") in data:
                return sentence
        return "这是旧版办公软件的文件", "请用办公软件另存为 DOCX 或 PDF 后再收录"
    if data.startswith(_IMAGES) or data[8:12] == b"WEBP" or (data[:2] == b"BM" and data[6:10] == bytes(4)):
        return "这是图像，没有文字", "请先做文字识别（OCR），导出为 DOCX、PDF 或文本后再收录"
    if data.startswith((b"CAJ", b"HN\0", b"KDH ", b"TEB")):
        return "这是知网格式的文件（.caj）", "请用 CAJ 阅读器导出或打印为 PDF 后再收录"
    if data.startswith(b"{\\rtf"):
        return "这是 RTF 文件", "请用办公软件另存为 DOCX 或 PDF 后再收录"
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "这是压缩文件，不是公报", "请解压后收录里面的文件"
    return None
