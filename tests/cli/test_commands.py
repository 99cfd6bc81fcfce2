"""The commands as the issue fixes them: names, options, JSON, exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from gongbao.cli.main import app

Run = Callable[..., Result]
Read = Callable[..., Any]
CASE = ("--given", "人员类别=在职", "--given", "年龄=44", "--given", "政策范围内费用=5000")
PACK = ("职工医保门诊共济-2021", "统筹支付")


def test_ingest_tells_what_it_stored_and_stores_nothing_twice(tmp_path: Path, gazettes: Path) -> None:
    library = str(tmp_path / "library.db")
    file = str(gazettes / "ningjin-2020-2.txt")
    first = CliRunner().invoke(app, ["ingest", file, "--library", library, "--json"])
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["documents"] == 10
    second = CliRunner().invoke(app, ["ingest", file, "--library", library, "--json"])
    assert (second.exit_code, json.loads(second.stdout)["documents"], json.loads(second.stdout)["skipped"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "文件是空的"), (b"\x00\x01\x02binary", "这不是文本文件"), ("你好".encode(), "没有认出")],
    ids=["empty", "binary", "no document"],
)
def test_a_file_that_cannot_be_ingested_ends_in_one_message_and_status_2(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    result = CliRunner().invoke(app, ["ingest", str(tmp_path / "bad.txt"), "--library", str(tmp_path / "library.db")])
    assert result.exit_code == 2
    assert says in result.stderr
    assert "bad.txt" in result.stderr


def test_documents_are_listed_with_the_promised_keys(read: Read) -> None:
    documents = read("documents")
    assert len(documents) == 131
    assert {"title", "number", "issuer", "date", "kind"} <= set(documents[0])
    assert {"place", "gazette", "first_line", "last_line", "articles"} <= set(documents[0])


def test_documents_are_filtered_and_their_validity_is_told_for_the_day_asked_for(read: Read) -> None:
    dogs = list(read("documents", "--kind", "办法", "--place", "定州市", "--on", "2025-06-01"))
    states = {each["title"]: each["validity"]["state"] for each in dogs}
    assert states["定州市养犬管理办法"] == "已失效"  # in force from 2023-06-01 for two years
    before = read("documents", "--kind", "办法", "--place", "定州市", "--on", "2025-05-31", "--in-force")
    assert "定州市养犬管理办法" in {each["title"] for each in before}


def test_show_prints_an_article_with_its_words(run: Run) -> None:
    shown = run("show", "廊政办发〔2021〕6号 第六条")
    assert shown.exit_code == 0, shown.output
    assert "门诊统筹年度起付标准为100元" in shown.stdout
    assert "第七条" not in shown.stdout


def test_show_gives_the_same_article_as_json_and_markdown(run: Run, read: Read) -> None:
    tree = read("show", "廊政办发〔2021〕6号 第六条", "--format", "json")
    assert tree["provisions"][0]["eid"] == "chp_2__art_6"
    assert "**第六条**" in run("show", "廊政办发〔2021〕6号 第六条", "--format", "md").stdout


def test_an_ambiguous_number_is_answered_with_the_choices(run: Run) -> None:
    result = run("show", "定政办字〔2023〕28号")
    assert result.exit_code == 2
    assert "健全农民持续增收体制机制实施方案" in result.stderr


def test_a_place_that_is_not_there_says_how_far_it_got(run: Run) -> None:
    result = run("show", "廊政办发〔2021〕6号 第九十九条")
    assert result.exit_code == 2
    assert "第九十九条" in result.stderr


def test_search_finds_two_words_and_marks_them(read: Read) -> None:
    page = read("search", "养犬", "登记")
    assert page["total"] > 0
    assert page["hits"][0]["document"]["number"] == "定政办字〔2023〕27号"
    assert any(segment["hit"] for segment in page["hits"][0]["snippet"])


def test_search_by_number_leads_to_the_document(read: Read) -> None:
    assert read("search", "定政办[2023]5号")["hits"][0]["document"]["title"] == "定州市化工重点监控点认定管理办法"


def test_decide_answers_with_value_status_and_reasons(read: Read) -> None:
    answer = read("decide", *PACK, *CASE, "--on", "2022-06-01")
    assert (answer["value"], answer["status"], answer["missing"]) == ("2000.00", "decided", [])
    assert answer["reasons"]
    assert all(reason["citation"] and reason["words"] for reason in answer["reasons"])
    assert answer["reasons"][0]["citation"] == "廊政办发〔2021〕6号 第六条"


def test_decide_after_the_last_day_says_so_and_reckons_only_when_told(read: Read) -> None:
    late = read("decide", *PACK, *CASE, "--on", "2027-01-01")
    assert (late["status"], late["value"], late["last_day"]) == ("not in force", None, "2026-12-31")
    told = read("decide", *PACK, *CASE, "--on", "2027-01-01", "--as-of-text")
    assert (told["status"], told["value"], told["as_of_text"]) == ("decided", "2000.00", True)
    assert all(reason["mark"] for reason in told["reasons"])


def test_decide_without_a_day_reckons_with_today_and_says_so(read: Read) -> None:
    answer = read("decide", *PACK, *CASE)
    assert answer["on"] == datetime.now().astimezone().date().isoformat()


def test_decide_names_all_that_is_missing(read: Read) -> None:
    answer = read("decide", *PACK, "--given", "年龄=44", "--on", "2022-06-01")
    assert answer["status"] == "undecided"
    assert "政策范围内费用" in answer["missing"]


def test_decide_reads_a_case_from_a_file_without_binary_floats(read: Read, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"人员类别": "退休", "政策范围内费用": 1234.57}', encoding="utf-8")
    answer = read("decide", *PACK, "--case", str(case), "--on", "2022-06-01")
    assert answer["value"] == "794.20"  # (1234.57 - 100) x 70 % = 794.199


def test_decide_over_a_table_writes_a_result_for_each_row(run: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(
        "参保人,就诊日期,人员类别,年龄,政策范围内费用\n甲,2022-03-01,在职,44,100\n甲,2022-04-01,在职,44,1000\n乙,2022-03-01,退休,,500\n",
        encoding="utf-8",
    )
    result = run("decide", *PACK, "--table", str(table), "--out", str(out))
    assert result.exit_code == 0, result.output
    rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[5] for row in rows[1:]] == ["0.00", "600.00", "280.00"]


def test_a_table_without_a_needed_column_ends_in_one_message(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("就诊日期,年龄\n2022-03-01,44\n", encoding="utf-8")
    result = run("decide", *PACK, "--table", str(table), "--out", str(tmp_path / "out.csv"))
    assert result.exit_code == 2
    assert "政策范围内费用" in result.stderr
    assert list(tmp_path.iterdir()) == [table]


def test_check_passes_on_what_ships_and_exits_1_when_found_wanting(run: Run, tmp_path: Path, packs: Path) -> None:
    assert run("check").exit_code == 0
    source = next(packs.glob("langfang/职工医保门诊共济-2021"))
    broken = tmp_path / "langfang" / source.name
    broken.mkdir(parents=True)
    for file in source.iterdir():
        text = file.read_text(encoding="utf-8").replace("value: 100 元", "value: 101 元")
        (broken / file.name).write_text(text, encoding="utf-8")
    result = run("check", str(broken))
    assert result.exit_code == 1
    assert "101" in result.stdout
    assert "第" in result.stdout


def test_packs_list_what_each_decision_needs(read: Read) -> None:
    pack = next(each for each in read("packs") if each["name"] == PACK[0])
    decision = next(each for each in pack["decisions"] if each["name"] == PACK[1])
    required = {each["name"] for each in decision["inputs"] if each["required"]}
    assert "政策范围内费用" in required
    assert decision["runs"] == ["lf-2021-4-16.1"]


def test_coverage_counts_every_system_of_the_catalogue(read: Read) -> None:
    covered = read("coverage")
    assert sum(covered["totals"].values()) == 652
    assert len(covered["systems"]) == 652


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("decide", *PACK, "--given", "年龄"), "名=值"),
        (("decide", "没有这个包", "统筹支付"), "没有这个包"),
        (("decide", PACK[0], "没有这个判定"), "没有这个判定"),
        (("decide", *PACK, "--on", "明天"), "明天"),
        (("decide", *PACK, "--out", "x.csv"), "--table"),
        (("show", "定政办〔2099〕1号"), "定政办〔2099〕1号"),
        (("decide", *PACK, "--case", "不存在.json"), "不存在.json"),
    ],
)
def test_wrong_use_ends_in_one_message_and_status_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_small_command_starts_without_the_heavy_libraries() -> None:
    heavy = ("ibis", "duckdb", "pandas", "fastapi")
    code = f"import sys, gongbao.cli.main; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
