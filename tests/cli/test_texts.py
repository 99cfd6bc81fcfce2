"""examine, compare, export, relations, validity, history, proofs: output, files, errors in Chinese, exit status."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from docx import Document
from lxml import etree
from openpyxl import load_workbook

Run = Callable[..., Result]
Read = Callable[..., Any]
PROPERTY = "廊坊市物业管理办法"
CLEANED = "定政发〔2022〕18号"
KNOWN = "定政办〔2017〕133号"
DRAFT = "某市养犬管理办法\n\n第一条 为了管理，制定本办法。\n\n第二条 养犬人应当于2023年6月31日前登记。\n"
SOUND = "某市养犬管理办法\n\n第一条 为了管理，制定本办法。\n\n第二条 养犬人应当登记。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with one fault: June has 30 days."""
    file = tmp_path / "文稿.txt"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def test_a_draft_with_an_error_is_told_with_line_and_advice_and_status_1(run: Run, draft: Path) -> None:
    result = run("examine", str(draft), "--on", "2022-06-01")
    assert result.exit_code == 1
    assert "第5行 第二条第一款 [错误] 201 日期不存在：“2023年6月31日”" in result.stdout
    assert "6月最后一天是30日" in result.stdout


def test_notes_alone_leave_status_0(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "好稿.txt"
    file.write_text(SOUND, encoding="utf-8")
    assert run("examine", str(file), "--on", "2022-06-01").exit_code == 0


def test_rules_are_chosen_by_code_and_family(run: Run, draft: Path) -> None:
    def rules(*options: str) -> set[str]:
        return {each["rule"] for each in json.loads(run("examine", str(draft), "--json", *options).stdout)["findings"]}

    assert rules("--only", "201") == {"201"}
    assert "201" in rules("--only", "2")
    assert "201" not in rules("--without", "201")
    assert run("examine", str(draft), "--only", "1").exit_code == 0


def test_a_document_of_the_library_is_examined_by_its_number(run: Run) -> None:
    result = run("examine", "定政办字〔2022〕61号", "--only", "106")
    assert result.exit_code == 1
    assert result.stdout.count("106 自称与文种不符：“本办法”") == 2


def test_findings_leave_as_sarif_sheet_and_page(run: Run, draft: Path, tmp_path: Path) -> None:
    sarif = json.loads(run("examine", str(draft), "--format", "sarif").stdout)
    assert "201" in {each["ruleId"] for each in sarif["runs"][0]["results"]}
    out = tmp_path / "问题.xlsx"
    assert run("examine", str(draft), "--format", "xlsx", "--out", str(out)).exit_code == 1
    sheet = load_workbook(out).worksheets[0]
    assert "201" in [str(cell.value) for row in sheet.iter_rows() for cell in row]
    page = tmp_path / "问题.html"
    assert run("examine", str(draft), "--format", "html", "--out", str(page)).exit_code == 1
    assert "2023年6月31日" in page.read_text(encoding="utf-8")


def test_all_rules_are_listed(run: Run, read: Read) -> None:
    assert run("examine", "--rules").exit_code == 0
    assert {"101", "201", "304"} <= {each["code"] for each in read("examine", "--rules")}


def test_two_drafts_are_compared_on_the_screen_and_as_a_paper(run: Run, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "新稿.txt"
    other.write_text(DRAFT.replace("6月31日", "6月30日"), encoding="utf-8")
    result = run("compare", str(draft), str(other))
    assert result.exit_code == 0
    assert "1 条有变化" in result.stdout
    assert "6月〔－31〕〔＋30〕日前登记" in result.stdout
    out = tmp_path / "对照.docx"
    assert run("compare", str(draft), str(other), "--out", str(out)).exit_code == 0
    words = "".join(cell.text for row in Document(str(out)).tables[0].rows for cell in row.cells)
    assert "2023年6月30日" in words
    assert "2023年6月31日" in words


@pytest.mark.parametrize("form", ["docx", "akn", "json", "md", "xlsx", "csv"])
def test_every_form_of_a_document_opens(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"文件.{form}"
    result = run("export", CLEANED, "--format", form, "--table", "附件2表1", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert f"已写入 {out}" in result.stdout
    body = out.read_bytes()
    read = {
        "docx": lambda: "".join(each.text for each in Document(io.BytesIO(body)).paragraphs),
        "akn": lambda: "".join(etree.fromstring(body).itertext()),
        "json": lambda: json.dumps(json.loads(body), ensure_ascii=False),
        "md": body.decode,
        "xlsx": lambda: str([cell.value for row in load_workbook(io.BytesIO(body)).worksheets[0] for cell in row]),
        "csv": lambda: body.decode("utf-8-sig"),
    }[form]()
    assert ("定州市特困人员救助供养管理办法" if form in ("xlsx", "csv") else "规范性文件") in read


def test_without_out_the_file_takes_the_title(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = read("export", PROPERTY, "--format", "akn")
    assert (tmp_path / written["file"]).stat().st_size == written["bytes"]
    assert written["file"] == f"{PROPERTY}.xml"


def test_an_export_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    result = run("export", PROPERTY, "--out", str(tmp_path / "没有这个文件夹" / "x.docx"))
    assert result.exit_code == 2
    assert "不能写入" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_validity_tells_state_and_reasons_of_held_and_of_known_documents(run: Run, read: Read) -> None:
    said = run("validity", PROPERTY, "--on", "2022-06-01").stdout
    assert "2022-06-01：已修改" in said
    assert "自2018年12月5日起施行（第五十五条第一款）" in said
    assert read("validity", "廊政办发〔2021〕6号", "--on", "2027-01-01")["validity"]["state"] == "已失效"
    assert (
        f"{KNOWN}《关于切实加强基层民政服务力量进一步提升为民服务能力的实施意见》（只知名称）"
        in run("validity", KNOWN).stdout
    )


def test_history_tells_versions_and_the_words_of_a_day(run: Run, read: Read) -> None:
    assert [each["since"] for each in read("history", PROPERTY)] == ["2018-12-05", "2019-12-31", "2021-12-10"]
    said = run("history", PROPERTY).stdout
    for known in ("文字未收录", "部分可知", "全文可知"):
        assert known in said
    before = run("history", PROPERTY, "--place", "第一条", "--on", "2020-05-01").stdout
    assert "《中华人民共和国物权法》" in before
    assert "《中华人民共和国民法典》" in read("history", PROPERTY, "--place", "第一条", "--on", "2022-05-01")["words"]


def test_relations_tell_direction_place_and_words(run: Run, read: Read) -> None:
    assert "依据" in run("relations", PROPERTY).stdout
    body = read("relations", CLEANED)
    assert [each["kind"] for each in body["states"]].count("repeals") == 6
    assert read("relations", KNOWN)["stated_by"]


def test_proofs_name_what_print_contradicts(run: Run) -> None:
    said = run("proofs").stdout
    assert "20项重点工程" in said
    assert "计算19项重点工程" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("examine",), "请写明要体检的文稿文件"),
        (("examine", "没有.docx"), "找不到文件“没有.docx”"),
        (("examine", "没有这份办法"), "文库里没有“没有这份办法”。最接近的是："),
        (("examine", "长" * 400), "文库里没有"),
        (("examine", PROPERTY, "--only", "999"), "没有编号为999的规则"),
        (("examine", PROPERTY, "--format", "exe"), "--format 只能是"),
        (("compare", PROPERTY, "没有.txt"), "找不到文件“没有.txt”"),
        (("export", PROPERTY, "--format", "exe"), "--format 只能是"),
        (("export", PROPERTY, "--format", "xlsx"), "没有表格"),
        (("export", CLEANED, "--format", "csv", "--table", "附件9表9"), "没有附件9表9"),
        (("validity", "定政办字〔2023〕28号"), "有 4 份文件，请写明是哪一份"),
        (("history", KNOWN), "文库里没有"),
        (("relations", "没有这份办法"), "最接近的是"),
    ],
)
def test_wrong_use_ends_in_one_message_and_status_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"", "文件是空的"), (b"\x00\xff\x01" * 99, "这不是文本文件")],
    ids=["empty", "binary"],
)
def test_a_draft_that_cannot_be_read_is_told(run: Run, tmp_path: Path, body: bytes, says: str) -> None:
    file = tmp_path / "坏稿.txt"
    file.write_bytes(body)
    result = run("examine", str(file))
    assert result.exit_code == 2
    assert says in result.stderr
    assert "坏稿.txt" in result.stderr
