"""PDF: what a page prints and how it is laid out; and files that give nothing."""

from __future__ import annotations

import io
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from gongbao.reading import ReadingError, read_bytes, read_file
from gongbao.reading.pdf_layout import printed
from gongbao.reading.pdf_page import Glyph, Page, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIZE = 10.0


def glyphs(*lines: tuple[float, float, str]) -> tuple[Glyph, ...]:
    """Lines (left, base, words) as characters of ten points; blanks are gaps."""
    order = count()
    return tuple(
        Glyph(left + at * SIZE, left + (at + 1) * SIZE, base, SIZE, char, next(order))
        for left, base, words in lines
        for at, char in enumerate(words)
        if char != "　"
    )


def page(*lines: tuple[float, float, str], across: Iterable[Rule] = (), down: Iterable[Rule] = ()) -> Page:
    return Page(600, 800, glyphs(*lines), tuple(across), tuple(down), False, 0)


def texts(*pages: Page) -> list[str]:
    return [line.text for line in printed(pages)]


PROSE = "为了加强城镇二次供水管理保证二次供水安全保障人民群众身体健康根据"


def test_lines_of_a_paragraph_are_joined_where_the_next_is_not_set_in() -> None:
    lines = (120, 100, PROSE[:18]), (100, 115, PROSE[:20]), (100, 130, "规定。"), (120, 145, "第二段。")
    assert texts(page(*lines)) == [PROSE[:18] + PROSE[:20] + "规定。", "第二段。"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    found = printed(
        [page((120, 700, PROSE[:18]), (100, 715, PROSE[:20])), page((100, 100, "规定。"), (120, 115, "第二段。"))]
    )
    assert [(line.text, line.page) for line in found] == [(PROSE[:18] + PROSE[:20] + "规定。", 1), ("第二段。", 2)]


def test_two_columns_are_read_in_turn_and_titles_over_both_part_them() -> None:
    left = [(100, 100 + 15 * row, f"左{'甲乙丙丁戊己'[row]}{PROSE[:16]}") for row in range(6)]
    right = [(320, 100 + 15 * row, f"右{'甲乙丙丁戊己'[row]}{PROSE[:16]}") for row in range(6)]
    below = [(100, 220, "左下" + PROSE[:16]), (320, 220, "右下" + PROSE[:16])]
    found = "".join(texts(page(*left, *right, (200, 200, "第二章　跨越两栏的标题文字十六"), *below)))
    places = [found.index(words) for words in ("左甲", "左己", "右甲", "右己", "第二章", "左下", "右下")]
    assert places == sorted(places)


def test_a_list_of_two_columns_of_cells_is_no_page_of_two_columns() -> None:
    rows = [(100, 100 + 15 * row, f"{row}号单位") for row in range(8)]
    cells = [(320, 100 + 15 * row, "负责人" + "甲乙丙丁"[: row % 4 + 1]) for row in range(8)]
    assert texts(page(*rows, *cells))[:2] == ["0号单位\t负责人甲", "1号单位\t负责人甲乙"]


def test_what_recurs_at_one_height_is_left_out_and_page_numbers_are() -> None:
    pages = [
        page((100, 40, f"公报2023年第{number}号"), (100, 200, f"第{number}页的正文。"), (290, 770, f"—{number}—"))
        for number in range(1, 6)
    ]
    assert "".join(texts(*pages)) == "".join(f"第{number}页的正文。" for number in range(1, 6))


def test_a_ruled_table_is_a_pipe_table_with_its_merged_cells() -> None:
    across = [Rule(100, 100, 400), Rule(120, 200, 400), Rule(140, 100, 400)]
    down = [Rule(100, 100, 140), Rule(200, 100, 140), Rule(300, 120, 140), Rule(400, 100, 140)]
    cells = [(110, 125, "类别"), (210, 115, "指标"), (210, 135, "甲"), (310, 135, "乙")]
    assert texts(page((100, 80, "表前。"), *cells, (100, 170, "表后。"), across=across, down=down)) == [
        "表前。", "| 类别 | 指标 |  |", "| --- | --- | --- |", "|  | 甲 | 乙 |", "表后。",
    ]  # fmt: skip


def grid(top: float, rows: int) -> dict[str, list[Rule]]:
    return {
        "across": [Rule(top + 20 * row, 100, 300) for row in range(rows + 1)],
        "down": [Rule(at, top, top + 20 * rows) for at in (100, 200, 300)],
    }


def test_a_table_on_two_pages_is_one_and_so_is_its_torn_row() -> None:
    first = page(
        (105, 715, "序号"), (205, 715, "任务"), (105, 735, "一"), (205, 735, "甲乙丙丁戊己庚辛壬"), **grid(700, 2)
    )
    second = page((205, 115, "癸完成。"), (105, 135, "二"), (205, 135, "任务二"), **grid(100, 2))
    found = printed([first, second])
    assert [(line.text, line.page) for line in found] == [
        ("| 序号 | 任务 |", 1),
        ("| --- | --- |", 1),
        ("| 一 | 甲乙丙丁戊己庚辛壬癸完成。 |", 1),
        ("| 二 | 任务二 |", 2),
    ]


def test_a_letter_printed_twice_is_one_and_one_sign_of_two_letters_is_two() -> None:
    bold = (*glyphs((100, 100, "粗体")), *glyphs((100.5, 100, "粗体")))
    bold = tuple(each._replace(order=at) for at, each in enumerate(bold))
    dash = (
        Glyph(100, 120, 130, SIZE, "—", 10),
        Glyph(100, 120, 130, SIZE, "—", 11),
        Glyph(120, 130, 130, SIZE, "文", 12),
    )
    assert texts(Page(600, 800, (*bold, *dash), (), (), False, 0)) == ["粗体——文"]


def made(pages: int, *, image: bool = False) -> bytes:
    """A PDF of empty pages, or of pages that an image covers."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        sheet = document.new_page(200, 200)
        if image:
            picture = pypdfium2.PdfImage.new(document)
            picture.set_bitmap(pypdfium2.PdfBitmap.new_native(2, 2, pypdfium2.raw.FPDFBitmap_BGR))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(200, 200))
            sheet.insert_obj(picture)
            sheet.gen_content()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nnothing", "PDF 文件已损坏，打不开"),
        (made(2)[:200], "PDF 文件已损坏，打不开"),
        (made(2), "PDF 里没有文字"),
        (made(2, image=True), "这份 PDF 是扫描图像，没有文字层"),
    ],
    ids=["nothing", "torn", "empty", "scanned"],
)
def test_a_file_that_gives_nothing_says_why_and_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(data, "甲.pdf")
    assert error.value.what == what
    assert str(error.value).startswith(f"甲.pdf：{what}。请")


def test_torn_and_changed_files_end_in_lines_or_in_a_reason(papers: Callable[[str], dict[str, Path]]) -> None:
    whole = papers("pdf")["ningjin-2020-2"].read_bytes()
    for data in (
        whole[: len(whole) // 2],
        whole[:20_000] + bytes(20_000) + whole[40_000:],
        whole.replace(b"obj", b"obk"),
    ):
        try:
            text = read_bytes(data, "甲.pdf").text
        except ReadingError as error:
            text = str(error)
        assert text


def test_a_page_that_is_an_image_leaves_a_comment(papers: Callable[[str], dict[str, Path]], tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(papers("pdf")["ningjin-2020-2"])
    cover = pypdfium2.PdfDocument(made(1, image=True))
    document.import_pages(cover, index=0)
    path = tmp_path / "公报.pdf"
    document.save(path)
    source = read_file(path)
    assert source.text.startswith("<!-- 第1页是图像，没有文字层 -->\n宁晋县人民政府公报\n")
    assert (source.page_of(1), source.page_of(2)) == (1, 2)
