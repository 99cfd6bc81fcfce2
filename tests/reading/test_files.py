"""Which reader a file is for, and what is said of files that none is for."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gongbao.reading import SUFFIXES, ReadingError, read_bytes

PROSE = "第一条　为了加强管理，根据有关规定，结合本市实际，制定本办法。\n"


def archive(*entries: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for entry in entries:
            package.writestr(entry, b"<x/>")
    return file.getvalue()


def ole(word: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + word.encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (ole("WordDocument"), "这是旧版 Word 或 WPS 文字文件（.doc、.wps）", "请用办公软件另存为 DOCX 或 PDF 后再收录"),
        (ole("EncryptedPackage"), "文件加了密码", "请用办公软件去掉密码、另存后再收录"),
        (ole("Workbook"), "这是旧版电子表格（.xls、.et）", "请用办公软件另存为 XLSX 后从导入处读入"),
        (ole("其他"), "这是旧版办公软件的文件", "请用办公软件另存为 DOCX 或 PDF 后再收录"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "这是 OFD 版式文件", "请用 OFD 阅读器导出为 PDF 后再收录"),
        (archive("content.xml"), "这是 OpenDocument 文件（.odt）", "请用办公软件另存为 DOCX 或 PDF 后再收录"),
        (archive("ppt/presentation.xml"), "这是演示文稿", "请另存为 PDF 后再收录"),
        (archive("xl/workbook.xml"), "这是电子表格", "目录和清单请从导入处读入；要作为文件收录，请另存为 DOCX 或 PDF"),
        (archive("公报.txt"), "这是压缩文件，不是公报", "请解压后收录里面的文件"),
        (archive("word/other.xml"), "这不是 DOCX 文件，里面没有正文", "请用办公软件另存为 DOCX 后再收录"),
        (b"PK\x03\x04torn", "文件已损坏，打不开", "请用办公软件打开核对，另存后再收录"),
        (b"\x89PNG\r\n\x1a\n", "这是图像，没有文字", "请先做文字识别（OCR），导出为 DOCX、PDF 或文本后再收录"),
        (b"\xff\xd8\xff\xe0", "这是图像，没有文字", "请先做文字识别（OCR），导出为 DOCX、PDF 或文本后再收录"),
        (b"CAJ\0", "这是知网格式的文件（.caj）", "请用 CAJ 阅读器导出或打印为 PDF 后再收录"),
        (b"{\\rtf1\\ansi", "这是 RTF 文件", "请用办公软件另存为 DOCX 或 PDF 后再收录"),
        (b"Rar!\x1a\x07", "这是压缩文件，不是公报", "请解压后收录里面的文件"),
    ],
)  # fmt: skip
def test_a_file_of_another_format_is_named_with_what_to_do(data: bytes, what: str, remedy: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(data, "公报.doc")
    assert str(error.value) == f"公报.doc：{what}。{remedy}。"


def test_text_is_told_by_its_bytes_and_markdown_by_its_name() -> None:
    assert read_bytes(PROSE.encode(), "a.txt").format == "text"
    assert read_bytes(PROSE.encode(), "a.md").format == "markdown"
    assert read_bytes(PROSE.encode("gb18030"), "a.docx").format == "text"
    assert read_bytes(b"PK and BM are letters: " + PROSE.encode(), "a.txt").format == "text"


def test_the_ends_of_names_that_folders_are_searched_for_are_in_small_letters() -> None:
    assert {".txt", ".md", ".pdf", ".docx", ".html", ".htm"} <= set(SUFFIXES)
    assert all(each == each.lower() and Path(f"a{each}").suffix == each for each in SUFFIXES)
