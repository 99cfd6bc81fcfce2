"""DOCX: what is printed comes out, what is not does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongbao.reading import ReadingError, read_bytes


def saved(paper: Paper) -> bytes:
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def lines(paper: Paper) -> list[str]:
    source = read_bytes(saved(paper), "办法.docx")
    assert (source.format, source.encoding) == ("docx", "docx")
    return source.text.rstrip("\n").split("\n")


def body(paper: Paper, xml: str) -> None:
    """Append block elements, written as XML, to a paper."""
    root = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')}>{xml}</w:body>")
    end = paper.element.body.sectPr
    for each in list(root):
        end.addprevious(each)


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip file with entries changed; None leaves an entry out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (made := change(name, old.read(name))) is not None:
                new.writestr(name, made)
    return file.getvalue()


def test_a_paragraph_is_a_line_and_a_line_break_breaks_it() -> None:
    paper = Document()
    paper.add_paragraph("某某市人民政府办公室\n关于印发《办法》的通知")
    paper.add_paragraph("")
    paper.add_paragraph("　　各乡镇人民政府：")
    paper.add_paragraph("组长：\t张三")
    assert lines(paper) == ["某某市人民政府办公室", "关于印发《办法》的通知", "", "各乡镇人民政府：", "组长：\t张三"]


def test_headings_by_style_are_markdown_headings() -> None:
    paper = Document()
    paper.add_heading("第一章　总则", 1)
    paper.add_heading("（一）目的", 2)
    paper.add_paragraph("正文。")
    assert lines(paper) == ["# 第一章　总则", "## （一）目的", "正文。"]


NUMBERS = """<w:numbering {w}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(*items: tuple[int, int, str]) -> list[str]:
    """The lines of paragraphs of a list (list, level, words); list 0 is none."""
    paper = Document()
    for number, level, words in items:
        look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        body(paper, f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    made = NUMBERS.replace("{w}", nsdecls("w")).encode()
    data = changed(saved(paper), lambda name, old: made if name == "word/numbering.xml" else old)
    return read_bytes(data, "办法.docx").text.rstrip("\n").split("\n")


def test_numbers_that_word_counts_stand_printed() -> None:
    found = numbered(
        (1, 0, "总体要求"), (1, 1, "思想"), (1, 1, "目标"), (1, 2, "甲"), (1, 2, "乙"), (0, 0, "不编号"),
        (1, 0, "任务"), (1, 1, "重点"), (1, 2, "丙"), (1, 3, "丁"),
    )  # fmt: skip
    assert found == [
        "一、总体要求", "（一）思想", "（二）目标", "1. 甲", "2. 乙", "不编号",
        "二、任务", "（一）重点", "1. 丙", "2.1 丁",
    ]  # fmt: skip


def test_a_list_begins_where_it_says_and_anew_where_told() -> None:
    assert numbered((2, 0, "甲"), (2, 0, "乙"), (3, 0, "丙")) == ["第九条 甲", "第十条 乙", "- 丙"]
    assert numbered((1, 0, "甲"), (1, 0, "乙"), (4, 0, "丙"), (4, 0, "丁"), (1, 0, "戊")) == [
        "一、甲", "二、乙", "一、丙", "二、丁", "三、戊",
    ]  # fmt: skip


def test_insertions_are_taken_and_deletions_are_not() -> None:
    paper = Document()
    body(
        paper,
        '<w:p><w:r><w:t>期限为</w:t></w:r><w:del w:id="1" w:author="甲"><w:r><w:delText>十</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="甲"><w:r><w:t>十五</w:t></w:r></w:ins><w:r><w:t>日</w:t></w:r>'
        '<w:moveFrom w:id="3" w:author="甲"><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="4" w:author="甲"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>后半。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>",
    )
    assert lines(paper) == ["期限为十五日", "前半后半。"]


def test_merged_cells_keep_their_words_in_their_first_place() -> None:
    paper = Document()
    table = paper.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "类|别"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "指标\n（单位）"
    assert lines(paper) == [
        "| 类｜别 | 指标 （单位） |  |",
        "| --- | --- | --- |",
        "|  | 11 | 12 |",
        "| 20 | 21 | 22 |",
    ]


def test_a_table_of_one_cell_is_a_frame_around_its_text() -> None:
    paper = Document()
    cell = paper.add_table(1, 1).cell(0, 0)
    cell.text = "第一段"
    cell.add_paragraph("第二段")
    assert lines(paper) == ["第一段", "第二段"]


def test_a_table_within_a_cell_is_words_of_the_cell() -> None:
    paper = Document()
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "外"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    assert lines(paper)[0] == "| 外 | 内一 内二 |"


def test_headers_and_footers_are_left_out() -> None:
    paper = Document()
    paper.add_paragraph("正文。")
    paper.sections[0].header.paragraphs[0].text = "页眉"
    paper.sections[0].footer.paragraphs[0].text = "页脚"
    assert lines(paper) == ["正文。"]


def test_text_boxes_follow_the_paragraph_that_holds_them() -> None:
    paper = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    body(
        paper,
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>段落。</w:t>'
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert lines(paper) == ["段落。", "框中文字"]


def test_a_footnote_follows_its_paragraph() -> None:
    paper = Document()
    body(
        paper,
        '<w:p><w:r><w:t>户籍人口</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>'
        "<w:r><w:t>为准。</w:t></w:r></w:p>",
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='5'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>年末数。</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()

    def change(name: str, old: bytes) -> bytes:
        return old.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else old

    file = io.BytesIO(changed(saved(paper), change))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    assert read_bytes(file.getvalue(), "a.docx").text == "户籍人口[^1]为准。\n[^1]: 年末数。\n"


def refused(data: bytes) -> str:
    with pytest.raises(ReadingError) as error:
        read_bytes(data, "甲.docx")
    return str(error.value)


def test_a_document_type_is_refused_unread() -> None:
    paper = Document()
    paper.add_paragraph("正文")
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

    def change(name: str, old: bytes) -> bytes:
        return old.replace(b"?>", b"?>" + bomb, 1) if name == "word/document.xml" else old

    assert refused(changed(saved(paper), change)) == (
        "甲.docx：文件里声明了外部实体，可能不安全。请用办公软件打开核对，另存后再收录。"
    )


def test_a_bomb_is_refused_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(100_000_000))
    assert refused(file.getvalue()) == "甲.docx：文件解压后过大，可能不安全。请核对来源；确需收录的，请拆分后再收录。"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", b"")
        for at in range(10_001):
            package.writestr(f"word/{at}", b"")
    assert "解压后过大" in refused(file.getvalue())


@pytest.mark.parametrize("cut", [100, 2000, -30])
def test_a_damaged_file_is_said_to_be_damaged(cut: int) -> None:
    paper = Document()
    paper.add_paragraph("正文")
    assert refused(saved(paper)[:cut]) == "甲.docx：文件已损坏，打不开。请用办公软件打开核对，另存后再收录。"


def test_xml_that_is_none_is_said_to_be_damaged() -> None:
    data = changed(saved(Document()), lambda name, old: b"<w:document" if name == "word/document.xml" else old)
    assert refused(data) == "甲.docx：文件已损坏，打不开。请用办公软件打开核对，另存后再收录。"


def test_a_file_without_words_says_what_to_do() -> None:
    assert refused(saved(Document())) == ("甲.docx：文件里没有文字。如果是扫描图像，请先做文字识别（OCR）再收录。")


def test_notes_that_point_to_one_another_are_printed_once() -> None:
    paper = Document()
    point = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body(paper, f"<w:p><w:r><w:t>甲</w:t></w:r>{point.format(1)}</w:p>")
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:t>注{at}</w:t></w:r>{point.format(at + 1) * 10}{point.format(1)}</w:p>'
        "</w:footnote>"
        for at in range(1, 30)
    )
    made = with_notes(saved(paper), f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>")
    text = read_bytes(made, "办法.docx").text
    assert [text.count(f"注{at}[") for at in range(1, 29)] == [1] * 28


def with_notes(data: bytes, notes: str) -> bytes:
    """A paper with footnotes, which the library that writes it does not make."""
    relation = '<Relationship Id="rIdN" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    file = io.BytesIO(
        changed(
            data,
            lambda name, old: (
                old.replace(b"</Relationships>", relation.encode()) if name == "word/_rels/document.xml.rels" else old
            ),
        )
    )
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    return file.getvalue()


def test_numbers_too_long_to_be_numbers_count_for_nothing() -> None:
    paper = Document()
    long = "9" * 5000
    body(
        paper,
        f'<w:p><w:pPr><w:outlineLvl w:val="{long}"/><w:numPr><w:ilvl w:val="{long}"/><w:numId w:val="{long}"/>'
        "</w:numPr></w:pPr><w:r><w:t>第一条　甲。</w:t></w:r></w:p>"
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{long}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{long}"/>'
        "</w:tcPr><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    assert lines(paper)[0] == "第一条　甲。"
