"""Papers: the layout of GB/T 9704 in the file that leaves."""

import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongbao.writing import Grid, Paper, Paragraph, Role, Run, docx

_PAPER = Paper(
    "关于印发办法的通知",
    [
        Paragraph(Role.MASTHEAD, "定州市人民政府文件"),
        Paragraph(Role.NUMBER, "定政〔2023〕1号"),
        Paragraph(Role.TITLE, "关于印发办法的通知"),
        Paragraph(Role.ADDRESSEE, "各乡镇人民政府："),
        Paragraph(Role.LEVEL1, "一、总体要求"),
        Paragraph(Role.BODY, runs=(Run("第一条", bold=True), Run(" 为了\x07规范"), Run("旧", mark="delete"))),
        Grid([["条款", "问题"]], [["第五条", [Run("第一行\n第二行")]]], [1, 3]),
        Paragraph(Role.DATE, "2023年1月1日"),
    ],
)


def test_the_page_is_that_of_the_standard() -> None:
    section = Document(io.BytesIO(docx(_PAPER))).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    for size, wanted in zip(sizes, (210, 297, 37, 28), strict=True):
        assert abs(size - Mm(wanted)) < Mm(0.05)
    assert abs((section.page_width - section.left_margin - section.right_margin) - Mm(156)) < Mm(0.2)
    assert abs((section.page_height - section.top_margin - section.bottom_margin) - Mm(225)) < Mm(0.2)


def test_each_role_has_its_font_and_size() -> None:
    file = Document(io.BytesIO(docx(_PAPER)))
    looks = {each.text: each.runs[0] for each in file.paragraphs if each.text}
    number, title, heading = looks["定政〔2023〕1号"], looks["关于印发办法的通知"], looks["一、总体要求"]
    assert title.font.size == Pt(22)
    assert title._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert heading._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert number.font.size == Pt(16)
    assert str(looks["定州市人民政府文件"].font.color.rgb) == "E60012"


def test_text_survives_and_control_characters_do_not() -> None:
    file = Document(io.BytesIO(docx(_PAPER)))
    body = next(each for each in file.paragraphs if each.text.startswith("第一条"))
    assert body.text == "第一条 为了规范旧"
    assert body.runs[2].font.strike
    table = file.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["第五条", "第一行\n第二行"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
