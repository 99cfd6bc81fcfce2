"""PDF files with a text layer, read in a process of their own: a file that makes PDFium hang or crash harms nobody."""

from __future__ import annotations

import json
import subprocess
import sys

from gongbao.reading.source import ReadingError, Source, digest

MOST_PAGES = 3000
_SECONDS = 300
_REMEDIES = {
    "password": ("文件加了密码", "请用 PDF 软件去掉密码、另存后再收录"),
    "damaged": ("PDF 文件已损坏，打不开", "请用 PDF 软件打开核对，另存或打印为 PDF 后再收录"),
    "pages": (f"文件超过 {MOST_PAGES} 页的上限", "请按期拆分后再收录"),
    "scanned": ("这份 PDF 是扫描图像，没有文字层", "请先做文字识别（OCR），另存为带文字的 PDF 或 DOCX 后再收录"),
    "garbled": ("这份 PDF 的文字层是乱码，字体没有说明各字是什么字", "请先做文字识别（OCR），或向制作单位索取 DOCX"),
    "empty": ("PDF 里没有文字", "请打开核对；如果是图像，请先做文字识别（OCR）再收录"),
}  # fmt: skip


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF file: a paragraph is a line, a ruled table a pipe table, cells below each other are parted by tabs.

    Two columns are read one after the other; running heads and page numbers are left out. A page that is an image and
    has no text leaves a comment in its place.

    Raises:
        ReadingError: the file is damaged, encrypted, without text, of too many pages, or takes too long.
    """
    command = [sys.executable, "-P", "-m", "gongbao.reading.pdf_process", str(MOST_PAGES), str(_SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ReadingError(
            name, f"读了 {_SECONDS // 60} 分钟还没有读完", "请用 PDF 软件打印为 PDF，或拆分后再收录"
        ) from error
    try:
        found = json.loads(done.stdout) if done.returncode == 0 else {"error": "damaged"}
    except ValueError:
        found = {"error": "damaged"}
    if "error" in found:
        raise ReadingError(name, *_REMEDIES[found["error"]])
    lines = [str(line) for line in found["lines"]]
    return Source(
        name, digest(data), "\n".join(lines) + "\n", "pdf", "pdf", tuple(int(page) for page in found["pages"])
    )
