"""Wrong use ends in one Chinese sentence and status 2; the program is run as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbao.cli.main import run


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("show", "缺少参数 CITATION。用法见：gongbao show --help"),
        ("shwo", "没有 shwo 这个命令。用法见：gongbao --help"),
        ("search 供热 --limit 0", "--limit 不能小于 1。用法见：gongbao search --help"),
        ("search 供热 --limit 900", "--limit 不能大于 200。用法见：gongbao search --help"),
        ("search 供热 --limt 3", "没有 --limt 这个选项。用法见：gongbao search --help"),
        ("documents --year 去年", "--year 应是整数。用法见：gongbao documents --help"),
        (
            "documents --on 明天",
            "--on：“明天”不是日期，请写成 2022-06-01 或 2022年6月1日。用法见：gongbao documents --help",
        ),
        ("serve --port", "--port 后面要写一个值。用法见：gongbao --help"),
        ("show 甲 乙", "多出了 乙。用法见：gongbao show --help"),
    ],
)
def test_wrong_use_is_said_in_chinese(arguments: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments.split()) == 2
    assert capsys.readouterr().err == says + "\n"


def test_the_version_is_told_with_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gongbao ")


def test_a_check_that_finds_something_ends_in_status_1(
    library_file: Path, packs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = next(packs.glob("langfang/职工医保门诊共济-2021"))
    broken = tmp_path / source.name
    broken.mkdir()
    for file in source.iterdir():
        (broken / file.name).write_bytes(file.read_bytes().replace("value: 45 岁".encode(), "value: 46 岁".encode()))
    assert run(["check", str(broken), "--library", str(library_file)]) == 1
    assert "45岁（含）以上参保人员" in capsys.readouterr().out
