"""Compiled packs are kept by hash and read without the library."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from gongbao.library import Library
from gongbao.pack import PackError, artefact_of, open_pack, open_packs, read_pack

NAME = "职工医保门诊共济-2021"


def no_library() -> NoReturn:
    raise AssertionError("the library was opened")


def test_a_compiled_pack_is_read_without_the_library(packs: Path, five: Library, tmp_path: Path) -> None:
    first = open_pack(NAME, five, [packs], tmp_path)
    assert open_pack(NAME, no_library, [packs], tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == [f"{first.hash}.json"]


def test_a_damaged_file_is_made_anew(packs: Path, five: Library, tmp_path: Path) -> None:
    first = open_pack(NAME, five, [packs], tmp_path)
    at = artefact_of(read_pack(packs / first.folder, [packs]), tmp_path)
    at.write_text(at.read_text(encoding="utf-8")[:1000], encoding="utf-8")
    assert open_pack(NAME, lambda: five, [packs], tmp_path) == first
    assert open_pack(NAME, no_library, [packs], tmp_path) == first


def test_a_cache_that_cannot_be_written_is_no_error(packs: Path, five: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_pack(NAME, five, [packs], tmp_path / "file").name == NAME


def test_all_packs_open(packs: Path, five: Library, tmp_path: Path) -> None:
    assert NAME in [each.name for each in open_packs(five, [packs], tmp_path)]


def test_an_unknown_pack_is_told_with_the_nearest(five: Library) -> None:
    with pytest.raises(PackError, match="没有叫“职工医保门诊共济”的规则包。您是不是要写“职工医保门诊共济-2021”"):
        open_pack("职工医保门诊共济", five)
