"""Sheets: typed cells come out of XLSX and CSV, in bounded time and memory."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import openpyxl.worksheet.worksheet
import pytest

from gongbao.reading import ReadingError, Sheet, SheetCell, read_sheet
from gongbao.reading.sheets import shown

MOMENT = datetime.fromisoformat("2023-05-01 08:30")


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(book: openpyxl.Workbook) -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = book.active
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    return sheet


def test_cells_have_the_type_that_the_sheet_shows() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.title = "目录"
    sheet.append(["文号", "日期", "金额", "比例", "是否", "时刻", None, " 空 "])
    sheet.append(["某政发〔2023〕8号", date(2023, 5, 1), 12, 0.1, True, MOMENT, None, "  "])
    sheet.append([])
    sheet.append([time(9, 0), "2023年5月", 1234567890123, -0.5, False])
    found = read_sheet(saved(book), "目录.xlsx")
    assert (found.name, found.format) == ("目录.xlsx", "xlsx")
    assert found.sheet("无") is None
    only = found.sheet("目录")
    assert only is not None
    assert only.rows == (
        ("文号", "日期", "金额", "比例", "是否", "时刻", None, "空"),
        (
            "某政发〔2023〕8号",
            date(2023, 5, 1),
            Decimal(12),
            Decimal("0.1"),
            True,
            MOMENT,
            None,
            None,
        ),
        (None,) * 8,
        (time(9, 0), "2023年5月", Decimal(1234567890123), Decimal("-0.5"), False, None, None, None),
    )
    assert [shown(value) for value in only.rows[1][1:6]] == ["2023-05-01", "12", "0.1", "是", "2023-05-01 08:30"]


def test_dates_in_the_formats_of_chinese_programs_are_dates() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    for row, form in enumerate(('yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d", "0.00_ ", "General"), 1):
        sheet.cell(row, 1, 45047).number_format = form
    assert [row[0] for row in read_sheet(saved(book)).sheets[0].rows] == [
        date(2023, 5, 1), date(2023, 5, 1), Decimal(45047), Decimal(45047),
    ]  # fmt: skip


def test_merged_cells_are_told_and_can_be_filled() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet["A1"], sheet["B1"], sheet["B2"], sheet["B3"] = "类别", "甲", "乙", "丙"
    sheet.merge_cells("A1:A2")
    found = read_sheet(saved(book)).sheets[0]
    assert found.merged == (SheetCell(0, 0, 2, 1),)
    assert found.rows == (("类别", "甲"), (None, "乙"), (None, "丙"))
    assert found.filled() == (("类别", "甲"), ("类别", "乙"), (None, "丙"))


def test_hidden_sheets_are_left_out_and_formulas_give_their_last_value() -> None:
    book = openpyxl.Workbook()
    sheet_of(book)["A1"] = "=1+1"
    book.create_sheet("藏").sheet_state = "hidden"
    data = saved(book)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    found = read_sheet(file.getvalue())
    assert [(each.name, each.rows) for each in found.sheets] == [("Sheet", ((Decimal(2),),))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_file_is_a_sheet_of_text(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [["文号", "名称", "备注"], ["某政发〔2023〕8号", '"养老\n服务"', ""], ["", "", ""]]
    path = tmp_path / "清单.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    found = read_sheet(path)
    assert (found.format, found.encoding) == ("csv", encoding.removesuffix("-sig"))
    assert found.sheets[0].name == "清单"
    assert found.sheets[0].rows == (("文号", "名称", "备注"), ("某政发〔2023〕8号", "养老\n服务", None))


def sheet_xml(rows: str) -> bytes:
    """A workbook whose sheet has these rows, written as XML."""
    book = openpyxl.Workbook()
    sheet_of(book)["A1"] = "x"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            made = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                made = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
            new.writestr(name, made)
    return file.getvalue()


def test_far_cells_do_not_fill_the_memory() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ReadingError) as error:
        read_sheet(sheet_xml(f'<row r="1"><c r="XFD1"><v>1</v></c></row>{far}'), "大.xlsx")
    assert str(error.value) == "大.xlsx：表格超过 200 万格的上限。请删去空行空列，或拆分后再导入。"
    empty = read_sheet(
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>')
    )
    assert empty.sheets[0].rows == ((Decimal(1),),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04 torn", "文件已损坏，打不开"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "文件加了密码"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "这是旧版电子表格（.xls、.et）"),
        (b"a\0b", "这不是文本文件"),
        ('"' + "甲" * 2_000_000, "表格的引号或分隔符有误"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_reason(data: bytes | str, reason: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_sheet(data.encode() if isinstance(data, str) else data, "表.xlsx")
    assert error.value.what == reason


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as error:
        read_sheet(tmp_path / "无.xlsx")
    assert str(error.value) == f"{tmp_path / '无.xlsx'}：找不到或打不开这个文件。请核对路径和读取权限。"


def test_formats_with_numbers_too_long_are_no_dates() -> None:
    long = "9" * 5000
    data = io.BytesIO()
    plain = io.BytesIO(sheet_xml(f'<row r="1"><c r="A1" s="{long}"><v>7</v></c></row>'))
    codes = f'<numFmt numFmtId="200" formatCode="{"[" * 100_000}"/>'
    formats = f'<xf numFmtId="{long}"/><xf numFmtId="200"/>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            if name != "xl/styles.xml":
                new.writestr(name, old.read(name))
        new.writestr(
            "xl/styles.xml", f"<styleSheet><numFmts>{codes}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>"
        )
    assert read_sheet(data.getvalue(), "表").sheets[0].rows == ((Decimal(7),),)


def test_merged_cells_upon_each_other_are_not_filled_without_end() -> None:
    rows = tuple(tuple(Decimal(at) for at in range(1000)) for _ in range(1000))
    merged = tuple(SheetCell(0, 0, 1000, 1000) for _ in range(100_000))
    assert Sheet("表", rows, merged).filled()[999][999] == 0
