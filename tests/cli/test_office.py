"""records, cleanup, bodies, forget: a ledger goes in whole or not at all, and comes out again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from gongbao.cli.main import app

Run = Callable[..., Result]
Read = Callable[..., Any]
HEAD = ["文件名称", "发文字号", "施行日期", "有效期至", "清理结果", "自编号"]
ROWS = [
    ["定州市道路停车管理办法", "定政办〔2019〕88号", "2019-10-01", "2022-10-31", "继续有效", "甲-1"],
    ["=HYPERLINK(1)", "定政办〔2019〕89号", "2019年10月1日", "", "", "甲-2"],
]


@pytest.fixture
def own(library_file: Path, tmp_path: Path) -> Run:
    """Run over a copy of the library that may be written."""
    copy = tmp_path / "own.db"
    shutil.copy(library_file, copy)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--library", str(copy), *arguments])

    return call


def sheet(file: Path, *rows: list[str]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
        for cell in page[page.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
    book.save(file)
    return file


def test_a_ledger_is_entered_and_counts_in_the_clean_up(own: Run, tmp_path: Path) -> None:
    file = sheet(tmp_path / "台账.xlsx", HEAD, ROWS[0])
    result = own("records", "import", str(file), "--place", "定州市")
    assert result.exit_code == 0, result.output
    assert "登记 1 行：新增 1 份，替换 0 份；没有用到的栏：自编号" in result.stdout
    again = own("records", "import", str(file), "--place", "定州市")
    assert "新增 0 份，替换 1 份" in again.stdout
    found = json.loads(own("cleanup", "--on", "2022-09-01", "--json").stdout)
    assert "定州市道路停车管理办法" in [each["document"]["title"] for each in found["expiring"]]
    assert "已失效" in own("validity", "定政办〔2019〕88号", "--on", "2022-11-01").stdout


def test_one_wrong_row_and_nothing_is_entered(own: Run, tmp_path: Path) -> None:
    file = sheet(tmp_path / "台账.xlsx", HEAD, ROWS[0], ["某办法", "定政办〔2019〕90号", "2019-13-40", "", "", ""])
    result = own("records", "import", str(file), "--place", "定州市")
    assert result.exit_code == 2
    assert "没有导入" in result.stderr
    assert "第 3 行" in result.stderr
    assert "施行日期" in result.stderr
    assert json.loads(own("records", "list", "--json").stdout) == []


def test_a_column_can_be_named(own: Run, tmp_path: Path) -> None:
    file = sheet(tmp_path / "台账.xlsx", ["题目", "编号"], ["定州市道路停车管理办法", "定政办〔2019〕88号"])
    wrong = own("records", "import", str(file), "--place", "定州市")
    assert wrong.exit_code == 2
    assert "认不出哪一列是文件名称" in wrong.stderr
    right = own(
        *(
            "records",
            "import",
            str(file),
            "--place",
            "定州市",
            "--column",
            "title=题目",
            "--column",
            "number=编号",
            "--json",
        )
    )
    assert right.exit_code == 0, right.output
    assert json.loads(right.stdout)["columns"] == {"title": "题目", "number": "编号"}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_exported_can_be_entered_again(own: Run, tmp_path: Path, form: str) -> None:
    own("records", "import", str(sheet(tmp_path / "台账.xlsx", HEAD, *ROWS)), "--place", "定州市")
    out = tmp_path / f"全部.{form}"
    assert own("records", "export", "--on", "2022-09-01", "--format", form, "--out", str(out)).exit_code == 0
    if form == "xlsx":
        cells = [cell for row in load_workbook(out).worksheets[0].iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
    again = own("records", "import", str(out))
    assert again.exit_code == 0, again.output
    titles = [each["title"] for each in json.loads(own("records", "list", "--json").stdout)]
    assert "定州市道路停车管理办法" in titles
    assert "=HYPERLINK(1)" in titles  # as it was entered: text, at no time a formula


def test_the_records_are_listed(own: Run, tmp_path: Path) -> None:
    assert "还没有登记" in own("records", "list").stdout
    own("records", "import", str(sheet(tmp_path / "台账.xlsx", HEAD, ROWS[0])), "--place", "定州市")
    assert "2022-10-31" in own("records", "list").stdout


def test_the_clean_up_names_days_and_reasons(run: Run) -> None:
    said = run("cleanup", "--on", "2022-09-01").stdout
    assert "3 个月内到期（1）" in said
    assert "定政办〔2020〕1号" in said
    assert "2022-11-02" in said


def test_bodies_are_listed_and_found_under_any_name(run: Run, read: Read) -> None:
    assert "廊坊市发展和改革委员会" in run("bodies", "廊坊市").stdout
    assert read("bodies", "廊坊市", "--name", "发改局")[0]["name"] == "廊坊市发展和改革委员会"


def test_a_file_is_forgotten_after_a_question_and_the_ledger_stays(own: Run, tmp_path: Path) -> None:
    own("records", "import", str(sheet(tmp_path / "台账.xlsx", HEAD, ROWS[0])), "--place", "定州市")
    before = len(json.loads(own("documents", "--json").stdout))
    asked = own("forget", "ningjin-2020-2.txt")  # nobody answers
    assert asked.exit_code != 0
    assert len(json.loads(own("documents", "--json").stdout)) == before
    gone = own("forget", "ningjin-2020-2.txt", "--yes", "--json")
    assert gone.exit_code == 0, gone.output
    assert len(json.loads(gone.stdout)["documents"]) == 10
    assert len(json.loads(own("documents", "--json").stdout)) == before - 10
    assert len(json.loads(own("records", "list", "--json").stdout)) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("records",), "请写明做什么：gongbao records import、export 或 list"),
        (("records", "import", "没有.xlsx"), "找不到"),
        (("records", "import", "没有.xlsx", "--column", "number"), "--column 写作 字段=表头"),
        (("records", "export", "--format", "doc"), "--format 只能是 xlsx 或 csv"),
        (("bodies", "廊坊市", "--name", "飞碟局"), "没有认出“飞碟局”"),
        (("forget", "没有.txt", "--yes"), "文库里没有文件“没有.txt”"),
    ],
)
def test_wrong_use_ends_in_one_message_and_status_2(own: Run, arguments: tuple[str, ...], says: str) -> None:
    result = own(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
