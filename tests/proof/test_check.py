"""Checking packs: the messages that authors read, word for word, and what a whole pack proves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gongbao.library import Library
from gongbao.pack import PackError, compile_pack, default_cache, open_pack, read_pack
from gongbao.proof import check
from gongbao.proof.words import value_problems

FIXTURES = Path(__file__).parent / "fixtures"
BROKEN = sorted(folder for folder in (FIXTURES / "broken").iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_a_broken_pack_is_told_its_faults_word_for_word(folder: Path, five: Library) -> None:
    found = "\n".join(str(finding) for finding in check(folder, five).findings)
    assert found == (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")


def test_the_faults_cover_what_an_author_gets_wrong() -> None:
    assert {folder.name for folder in BROKEN} >= {
        "wrong-place",
        "wrong-words",
        "wrong-value",
        "unknown-key",
        "duplicate-key",
        "feel-syntax",
        "torn-flow",
        "unknown-fact",
        "number-in-expression",
        "failing-example",
        "unknown-catalogue-id",
        "cycle",
    }


def test_a_whole_pack_passes_and_is_kept_compiled(five: Library) -> None:
    folder = FIXTURES / "whole" / "小包"
    report = check(folder, five)
    assert str(report) == "whole/小包：核验通过。已核对依据 5 处，数值 2 处，比较 1 处，判定 2 处，例子 1 处。"
    assert (default_cache() / f"{read_pack(folder).hash}.json").is_file()


def test_a_report_is_json_and_text(five: Library) -> None:
    report = check(FIXTURES / "broken" / "wrong-value", five)
    read = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert read["passed"] is False
    assert read["findings"][0]["rule"] == "数值"
    assert read["findings"][0]["line"] == 10
    assert str(report).startswith("broken/wrong-value：核验发现 2 个问题。\n")


def test_a_changed_text_turns_the_pack_red_and_nothing_is_decided_by_the_old(
    gazettes: Path, five: Library, tmp_path: Path
) -> None:
    text = (gazettes / "langfang-2021-4.txt").read_text(encoding="utf-8")
    changed = tmp_path / "langfang-2021-4.txt"
    changed.write_text(
        text.replace("门诊统筹年度起付标准为100元；45岁", "门诊统筹年度起付标准为110元；45岁"), encoding="utf-8"
    )
    assert check(FIXTURES / "whole" / "小包", five).passed
    with Library.open(f"sqlite:///{tmp_path / 'library.db'}") as library:
        library.ingest([changed])
        report = check(FIXTURES / "whole" / "小包", library)
        assert not report.passed
        assert "门诊统筹年度起付标准为100元" in report.findings[0].what
        with pytest.raises(
            PackError, match="门诊统筹年度起付标准为100元"
        ):  # what was compiled from the old text is gone
            open_pack(FIXTURES / "whole" / "小包", library)


def test_the_pack_of_langfang_passes(packs: Path, five: Library) -> None:
    report = check(packs / "langfang" / "职工医保门诊共济-2021", five)
    assert [str(finding) for finding in report.findings] == []
    assert report.counts["例子"] >= 45
    assert report.counts["依据"] >= 100
    assert report.counts["比较"] >= 1


def test_each_quoted_number_of_langfang_is_held_by_the_check(packs: Path, five: Library, tmp_path: Path) -> None:
    """Every parameter of the pack, changed by one in its last place, is found."""
    source = packs / "langfang" / "职工医保门诊共济-2021"
    text = (source / "pack.yaml").read_text(encoding="utf-8")
    for written, other in (
        ("value: 100 元", "value: 101 元"),
        ("value: 45 岁", "value: 46 岁"),
        ("value: 2000 元", "value: 2001 元"),
        ("value: 3000 元", "value: 3001 元"),
        ("value: 4000 元", "value: 4001 元"),
        ("value: 60%", "value: 61%"),
        ("value: 70%", "value: 71%"),
        ("value: 3 天", "value: 4 天"),
        ("value: 2%", "value: 3%"),
    ):
        assert written in text
        folder = tmp_path / "langfang" / source.name
        shutil.copytree(source, folder, dirs_exist_ok=True)
        (folder / "pack.yaml").write_text(text.replace(written, other, 1), encoding="utf-8")
        pack = read_pack(folder)
        assert list(value_problems(pack, compile_pack(pack, five))), written
