"""Markdown and paper: the document's words, in a form that can be read again."""

from __future__ import annotations

import io

from docx import Document as open_docx

from gongbao.reading import read_bytes
from gongbao.text import Gazette, normal, parse
from gongbao.text.interchange import markdown, paper
from gongbao.writing import docx


def test_most_documents_are_read_again_from_their_markdown_into_the_same_provisions(
    issues: dict[str, Gazette],
) -> None:
    same = different = 0
    for gazette in issues.values():
        for document in gazette.documents:
            again = parse(read_bytes(markdown(document, gazette.source.text).encode(), "x.md"))
            places = [(node.kind, node.place) for each in again.documents for node in each.walk()]
            if places == [(node.kind, node.place) for node in document.walk()]:
                same += 1
            else:
                different += 1
    # Tables that stand side by side and lists of names are read as one again; words are never lost (below).
    assert same / (same + different) > 0.85, (same, different)


def test_markdown_and_paper_hold_every_word_outside_of_tables(issues: dict[str, Gazette]) -> None:
    gazette = issues["langfang-2021-4"]
    for document in gazette.documents:
        said = normal(markdown(document, gazette.source.text)).replace("\\", "").replace("#", "")
        file = open_docx(io.BytesIO(docx(paper(document, gazette.source.text))))
        written = normal("".join(each.text for each in file.paragraphs))
        for node in document.walk():
            words = normal(gazette.printed(node, deep=False)).replace("#", "")
            if node.kind.value in ("table", "title", "number"):
                continue
            assert words in said.replace("\\", ""), (document.title, node.place)
            assert words in written, (document.title, node.place)


def test_a_numbered_document_has_its_red_head(issues: dict[str, Gazette]) -> None:
    gazette = issues["langfang-2021-4"]
    document = next(each for each in gazette.documents if each.number == "廊政办发〔2021〕6号" and each.kind != "解读")
    file = open_docx(io.BytesIO(docx(paper(document, gazette.source.text))))
    assert file.paragraphs[0].text == "廊坊市人民政府办公室文件"
    assert file.paragraphs[1].text == "廊政办发〔2021〕6号"
