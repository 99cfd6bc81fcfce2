"""Papers for the readers: gazettes set in type as flat OpenDocument files, and made into DOCX, PDF and HTML."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from gongbao.reading import read_bytes
from gongbao.text import parse

RUNNING_HEAD = "某某市人民政府公报 2023年第9号"
OFFICE = shutil.which("soffice")
_HEADING = re.compile(r"(#{1,6})\s*(.+)")
_MARKS = re.compile(r"^(?:[-*] )+|\*\*")
_RULE = re.compile(r"\|?[\s:|\-]*-{2,}[\s:|\-]*\|?")
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in zip(
        ("office", "text", "table", "style", "fo", "svg"),
        ("office", "text", "table", "style", "xsl-fo-compatible", "svg-compatible"),
        strict=True,
    )
)


def words(line: str) -> str:
    """A line's words as OpenDocument: tabs, and blanks that would be lost."""
    made = escape(line).replace("\t", "<text:tab/>")
    return re.sub("  +", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', made)


def table(rows: Sequence[Sequence[str]], name: str) -> str:
    """Rows as a ruled table whose rows stay together."""
    width = max(map(len, rows))
    cells = "".join(
        '<table:table-row table:style-name="Row">'
        + "".join(
            '<table:table-cell table:style-name="Cell" office:value-type="string">'
            f'<text:p text:style-name="Small">{words(cell)}</text:p></table:table-cell>'
            for cell in [*row, *[""] * (width - len(row))]
        )
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f'<table:table table:name="{name}">{columns}{cells}</table:table>'


def blocks(text: str, *, blanks: bool = False) -> list[str]:
    """A gazette's lines as paragraphs, headings and tables: pipe tables, and tab tables of a row in a line.

    Empty lines become empty paragraphs where asked for; marks of Markdown are no words.
    """
    made: list[str] = []
    rows: list[list[str]] = []
    blank = False
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            blank = True
            continue
        if "\t" in line.strip():
            rows.append([cell.strip() for cell in line.split("\t")])
            blank = False
            continue
        if rows and line.strip() and not blank:  # the rest of a cell
            rows[-1][-1] += line.strip()
            continue
        blank = not line.strip()
        if rows:
            made.append(table(rows, f"T{len(made)}"))
            rows = []
        if heading := _HEADING.fullmatch(line.strip()):
            level = len(heading[1])
            made.append(f'<text:h text:style-name="Head" text:outline-level="{level}">{words(heading[2])}</text:h>')
        elif line.strip():
            made.append(f'<text:p text:style-name="Body">{words(_MARKS.sub("", line.strip(" 　")))}</text:p>')
        elif blanks:
            made.append('<text:p text:style-name="Body"/>')
    return made


def two_columns(text: str, heads: Sequence[int]) -> str:
    """A gazette set in two columns; tables, headings, and the first lines behind each line of `heads` over both."""
    lines, made = text.split("\n"), ""
    for start, end in zip(heads, [*heads[1:], len(lines) + 1], strict=True):
        column = ""
        for at, block in enumerate([*blocks("\n".join(lines[start - 1 : end - 1])), ""]):
            if at >= 4 and '"Body"' in block:
                column += block
                continue
            if column:
                made += f'<text:section text:style-name="Two" text:name="S{len(made)}">{column}</text:section>'
            made += block.replace('"Body"', '"Middle"')
            column = ""
    return made


def paper(body: str, *, columns: bool = False, head: str = "") -> str:
    """A flat OpenDocument file; with a running head and page numbers where a head is given."""
    size, indent = ("10.5pt", "21pt") if columns else ("12pt", "24pt")
    small = '<text:p text:style-name="Small">'
    header = f"<style:header>{small}{escape(head)}</text:p></style:header>" if head else ""
    footer = f"<style:footer>{small}— <text:page-number/> —</text:p></style:footer>" if head else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>
<style:font-face style:name="Song" svg:font-family="'Noto Serif CJK SC'"/>
</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties style:tab-stop-distance="3cm" fo:orphans="0" fo:widows="0" style:punctuation-wrap="simple"/>
<style:text-properties style:font-name="Song" style:font-name-asian="Song" fo:font-size="{size}"
 style:font-size-asian="{size}" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/>
</style:default-style>
{_style("Body", f'fo:text-indent="{indent}" fo:text-align="justify"')}
{_style("Head", 'fo:text-align="center" fo:margin-top="6pt" fo:margin-bottom="6pt"', "14pt")}
{_style("Middle", 'fo:text-align="center"')}
{_style("Small", "", "9pt")}
</office:styles>
<office:automatic-styles>
<style:style style:name="Row" style:family="table-row">
<style:table-row-properties fo:keep-together="auto"/></style:style>
<style:style style:name="Cell" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style>
<style:style style:name="Two" style:family="section">
<style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties>
</style:style>
<style:page-layout style:name="A4">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm"
 fo:margin-left="2.4cm" fo:margin-right="2.4cm"/>
{"<style:header-style/><style:footer-style/>" if head else ""}
</style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="A4">{header}{footer}</style:master-page>
</office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def _style(name: str, paragraph: str, size: str = "") -> str:
    letters = f'<style:text-properties fo:font-size="{size}" style:font-size-asian="{size}"/>' if size else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f"<style:paragraph-properties {paragraph}/>{letters}</style:style>"
    )


Office = Callable[[dict[str, str], str], dict[str, Path]]


@pytest.fixture(scope="session")
def gazette_words(gazettes: Path) -> dict[str, str]:
    """The text of each gazette by its file's name without its end."""
    return {file.stem: file.read_text("utf-8") for file in sorted(gazettes.glob("*.txt"))}


@pytest.fixture(scope="session")
def papers(office: Office, gazette_words: dict[str, str]) -> Callable[[str], dict[str, Path]]:
    """The five gazettes, each as one file of a kind (docx, html, pdf), with a running head; made once."""
    made: dict[str, dict[str, Path]] = {}

    def of(kind: str) -> dict[str, Path]:
        if kind not in made:
            made[kind] = office(
                {
                    name: paper("".join(blocks(text, blanks=kind == "docx")), head=RUNNING_HEAD)
                    for name, text in gazette_words.items()
                },
                kind,
            )
        return made[kind]

    return of


@pytest.fixture(scope="session")
def two_column_papers(office: Office, gazette_words: dict[str, str]) -> dict[str, Path]:
    """Gazettes set in two columns, as PDF; titles and tables run over both columns."""
    names = ("dingzhou-2023-1", "dingzhou-2023-2", "ningjin-2020-2")
    heads = {
        name: sorted({each.first_line for each in parse(read_bytes(text.encode(), name)).documents})
        for name, text in gazette_words.items()
        if name in names
    }
    return office(
        {name: paper(two_columns(gazette_words[name], heads[name]), columns=True, head=RUNNING_HEAD) for name in names},
        "pdf",
    )


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Makes papers (by name, flat OpenDocument) into files of another kind (pdf, docx, html), all in one run."""
    if OFFICE is None:
        pytest.skip("这台机器上没有 LibreOffice（soffice），不能制作 DOCX、PDF 样张")
    profile = tmp_path_factory.mktemp("office")

    def made(papers: dict[str, str], kind: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp(kind)
        for name, content in papers.items():
            (folder / f"{name}.fodt").write_text(content, "utf-8")
        done = subprocess.run(
            [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", str(folder), *(str(folder / f"{name}.fodt") for name in papers)],
            capture_output=True, timeout=300, check=False,
        )  # fmt: skip
        found = {name: folder / f"{name}.{kind}" for name in papers}
        assert all(file.is_file() for file in found.values()), done.stderr.decode("utf-8", "replace")
        return found

    return made
