"""The process that reads one PDF file: the file on its standard input, lines and pages as JSON on its output."""

from __future__ import annotations

import json
import sys
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongbao.reading.pdf_layout import Printed, printed
from gongbao.reading.pdf_page import Page, read_page

_MEMORY = 6 * 1024**3
_FEWEST_GLYPHS = 4
_MOST_GLYPHS = 20_000_000
_GARBLED = 0.3


def read(data: bytes, most_pages: int) -> dict[str, Any]:
    """`lines` and their `pages`; or `error`: password, damaged, pages, scanned, garbled, empty."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        password = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return {"error": "password" if password else "damaged"}
    count = len(document)
    if count > most_pages:
        return {"error": "pages"}
    if not count:
        return {"error": "damaged"}
    pages: list[Page] = []
    glyphs = 0
    for at in range(count):
        try:
            page = document[at]
        except pypdfium2.PdfiumError:
            return {"error": "damaged"}
        pages.append(read_page(page))
        page.close()
        glyphs += len(pages[-1].glyphs)
        if glyphs > _MOST_GLYPHS:
            return {"error": "pages"}
    if sum(page.unmapped for page in pages) > _GARBLED * glyphs:
        return {"error": "garbled"}
    images = [number for number, page in enumerate(pages, 1) if page.image and len(page.glyphs) < _FEWEST_GLYPHS]
    if glyphs < _FEWEST_GLYPHS or 2 * len(images) > count:
        return {"error": "scanned" if images else "empty"}
    lines = _with_images(printed(pages), images)
    return {"lines": [line.text for line in lines], "pages": [line.page for line in lines]}


def _with_images(lines: list[Printed], images: list[int]) -> list[Printed]:
    """The lines, with a comment where a page is an image."""
    found: list[Printed] = []
    for line in lines:
        while images and images[0] < line.page:
            number = images.pop(0)
            found.append(Printed(f"<!-- 第{number}页是图像，没有文字层 -->", number))
        found.append(line)
    return found + [Printed(f"<!-- 第{number}页是图像，没有文字层 -->", number) for number in images]


def main() -> None:
    """Read standard input, write JSON."""
    most_pages, seconds = int(sys.argv[1]), int(sys.argv[2])
    try:
        import resource
    except ImportError:  # a system that has no such limits
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        found = read(sys.stdin.buffer.read(), most_pages)
    except MemoryError:
        found = {"error": "damaged"}
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
