"""Lists of an office go in and out as sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from gongbao.library import Library, RecordError, State
from gongbao.reading import ReadingError, read_sheet


def sheet(file: Path, *rows: list[object], name: str = "名录") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    book.save(file)
    return file


HEADER = [
    "序号",
    "文件名称",
    "文号",
    "制定机关",
    "实施机关",
    "施行日期",
    "有效期",
    "是否规范性文件",
    "清理意见",
    "包含文件",
]


def test_a_list_with_usual_headers_is_entered(library: Library, tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "list.xlsx",
        ["定州市规范性文件名录"],
        HEADER,
        [
            1,
            "定州市停车场管理办法（试行）",
            "定政办〔2022〕3号",
            "市政府",
            "市城管局",
            date(2022, 2, 1),
            "2年",
            "是",
            "继续有效",
            None,
        ],
        [
            2,
            "《定州市祭祀管理办法》",
            "定政发〔2018〕85号",
            "市政府",
            "市民政局",
            "2018年9月1日",
            "五年",
            "是",
            "拟废止",
            None,
        ],
        [
            3,
            "宅基地管理等2项制度文件",
            "定政发〔2022〕12号",
            "市政府",
            None,
            None,
            "长期",
            "否",
            None,
            "甲办法；乙办法",
        ],
    )
    found = library.registry.import_records(file, place="定州市")
    assert (found.rows, found.new, found.replaced, found.ignored) == (3, 3, 0, ("序号",))
    parking, graves, bundle = library.registry.records()
    assert (parking.period, parking.effective, parking.implementer) == ("P2Y", date(2022, 2, 1), "市城管局")
    assert parking.source == "list.xlsx 工作表“名录”第 3 行"
    assert (graves.title, graves.outcome, graves.period) == ("定州市祭祀管理办法", "废止", "P5Y")
    assert bundle.members == ("甲办法", "乙办法")
    (card,) = library.resolve("定政办〔2022〕3号", known=True)
    assert library.validity(card, date(2024, 1, 31)).state is State.IN_FORCE
    assert library.validity(card, date(2024, 2, 1)).state is State.LAPSED
    assert library.registry.import_records(file, place="定州市").replaced == 3


def test_headers_of_ones_own_are_mapped(library: Library, tmp_path: Path) -> None:
    file = sheet(tmp_path / "own.xlsx", ["Name", "No."], ["定州市祭祀管理办法", "定政发〔2018〕85号"])
    with pytest.raises(RecordError, match="认不出哪一列是文件名称"):
        library.registry.import_records(file)
    library.registry.import_records(file, {"title": "Name", "number": "No."}, place="定州市")
    assert [record.number for record in library.registry.records()] == ["定政发〔2018〕85号"]
    with pytest.raises(RecordError, match="工作表“名录”第 1 行“Date”：找不到这一列表头"):
        library.registry.import_records(file, {"title": "Name", "issued": "Date"})
    with pytest.raises(RecordError, match="没有这个字段"):
        library.registry.import_records(file, {"title": "Name", "colour": "No."})


def test_what_is_wrong_is_named_by_sheet_row_and_column_and_nothing_is_entered(
    library: Library, tmp_path: Path
) -> None:
    file = sheet(
        tmp_path / "wrong.xlsx",
        HEADER,
        [1, "甲办法", "甲政〔2020〕1号", None, None, "6月31日", "2年", "是", None, None],
        [2, None, "甲政〔2020〕2号", None, None, None, None, None, None, None],
        [3, "乙办法", "甲政〔2020〕3号", None, None, None, "很久", "也许", "再议", None],
        [4, "甲办法", "甲政〔2020〕1号", None, None, None, None, None, None, None],
    )
    with pytest.raises(RecordError) as caught:
        library.registry.import_records(file)
    told = [(each.sheet, each.row, each.column) for each in caught.value.problems]
    assert told == [
        ("名录", 2, "施行日期"),
        ("名录", 3, "文件名称"),
        ("名录", 4, "有效期"),
        ("名录", 4, "是否规范性文件"),
        ("名录", 4, "清理意见"),
        ("名录", 5, "文件名称"),
    ]
    assert "“6月31日”不是日期" in str(caught.value)
    assert library.registry.records() == ()


def test_the_export_can_be_imported_again(library: Library, gazettes: Path, tmp_path: Path) -> None:
    library.ingest([gazettes / "dingzhou-2022-4.txt"])
    out = tmp_path / "out.xlsx"
    out.write_bytes(library.registry.export_records(on=date(2023, 1, 1), place="定州市"))
    rows = read_sheet(out).sheets[0].rows
    header = [str(cell) for cell in rows[0]]
    by_name = {row[header.index("文件名称")]: row for row in rows[1:]}
    repealed = by_name["定州市农村环境卫生管理办法"]
    assert (repealed[header.index("效力")], repealed[header.index("收录情况")]) == ("已废止", "只知名称")
    rules = by_name["定州市城乡建设用地增减挂钩工作实施办法"]
    assert (rules[header.index("有效期")], rules[header.index("效力")]) == ("5年", "现行有效")
    known = len(library.registry.known())
    library.registry.import_records(out)
    assert len(library.registry.known()) == known
    assert library.registry.export_records("csv", on=date(2023, 1, 1)).startswith(b"\xef\xbb\xbf")


def test_what_looks_like_a_formula_stays_text_on_its_way_out_and_in(library: Library, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", ["文件名称", "备注"], ["甲市某某办法", "'=1+1"])
    library.registry.import_records(file, place="甲市")
    assert library.registry.records()[0].note == "=1+1"
    out = tmp_path / "out.csv"
    out.write_bytes(library.registry.export_records("csv", on=date(2023, 1, 1)))
    assert "'=1+1" in out.read_text(encoding="utf-8-sig")
    library.registry.import_records(out)
    assert library.registry.records()[0].note == "=1+1"


def test_a_file_that_is_no_sheet_is_an_error(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ReadingError):
        library.registry.import_records(tmp_path / "a.xlsx")
