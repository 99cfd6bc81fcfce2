"""The report as an HTML file."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from lxml import html as parser

from gongbao.examination import examine_text, html
from gongbao.reading import Source

TEXT = "某市<b>养犬</b>办法\n\n第一条 本办法自2023年6月31日起施行。\n\n第二条 依照本办法第九条处理。\n"


def test_the_file_stands_alone_and_escapes_what_it_quotes() -> None:
    source = Source("文稿.txt", sha256(TEXT.encode()).hexdigest(), TEXT, "utf-8")
    report = examine_text(source, on=date(2023, 1, 1))
    page = html(report)
    root = parser.fromstring(page)
    assert report.findings
    assert len(root.findall(".//li")) == len(report.findings)
    assert "<b>养犬" not in page
    assert "http" not in page
    assert any("6月31日" in (quote.text or "") for quote in root.iter("q"))
