"""Sheets: typed cells, no formulas."""

import csv as csv_module
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongbao.writing import Column, Sheet, csv, xlsx

_SHEET = Sheet(
    "清理 目录",
    [Column("文号"), Column("金额", format="0.00"), Column("日期"), Column("说明")],
    [["定政办〔2023〕5号", Decimal("1234.50"), date(2023, 5, 7), None], ["=1+1", 3, None, "-见附件"]],
)


def test_a_workbook_keeps_types() -> None:
    page = load_workbook(io.BytesIO(xlsx([_SHEET])))["清理 目录"]
    assert [cell.value for cell in page[1]] == ["文号", "金额", "日期", "说明"]
    assert page["B2"].value == 1234.5
    assert page["B2"].number_format == "0.00"
    assert page["C2"].value.date() == date(2023, 5, 7)
    assert page["D2"].value is None
    assert page.freeze_panes == "A2"


def test_what_looks_like_a_formula_stays_text() -> None:
    page = load_workbook(io.BytesIO(xlsx([_SHEET])))["清理 目录"]
    assert (page["A3"].value, page["A3"].data_type) == ("=1+1", "s")
    lines = csv(_SHEET).decode("utf-8-sig").splitlines()
    assert lines[2] == "'=1+1,3,,'-见附件"


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=8))
def test_no_text_breaks_a_sheet(rows: list[list[str]]) -> None:
    sheet = Sheet("表", [Column("甲"), Column("乙")], rows)
    page = load_workbook(io.BytesIO(xlsx([sheet]))).active
    assert page is not None
    assert page.max_row == len(rows) + 1
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    read = list(csv_module.reader(io.StringIO(csv(sheet).decode("utf-8-sig"), newline="")))
    assert len(read) == len(rows) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)


def test_names_of_worksheets_are_made_fit() -> None:
    sheets = [Sheet("a/b:c" * 10, [Column("甲")], []), Sheet("a/b:c" * 10, [Column("甲")], []), Sheet("", [], [])]
    names = load_workbook(io.BytesIO(xlsx(sheets))).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and "/" not in name for name in names)


def test_a_torn_row_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: 1 cells for 2 columns"):
        csv(Sheet("表", [Column("甲"), Column("乙")], [["一"]]))
