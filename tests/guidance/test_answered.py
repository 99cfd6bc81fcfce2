"""What the library answers of a system: only where the system's own words are what it reckons with."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbao.guidance import Status, coverage, load_systems
from gongbao.guidance.coverage import SystemCoverage
from gongbao.library import Library


@pytest.fixture(scope="module")
def states(five: Library, packs: Path) -> dict[str, SystemCoverage]:
    return {each.system.id: each for each in coverage(load_systems(packs / "systems.yaml"), [], five).systems()}


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("dz-2022-4-01.1", "附件1表1 23 行、附件2表1 6 行、附件3表1 12 行"),  # 保留23件，废止6件，失效12件
        ("dz-2022-4-12.6", "附件1表1 43 行"),  # 个人常用证照清单(43种)
        ("lf-2021-4-06.2", "246 行"),  # 55 家国家级、省级和 191 家市级
        ("nj-2020-2-02.23", "20 行"),  # 20 个乡镇（园区）
        ("dz-2022-4-09.1", "每2年至少清理一次"),
        ("dz-2022-4-09.3", "有效期届满前3个月"),
        ("lf-2021-4-03.1", "《廊坊市物业管理办法》"),
        ("dz-2022-4-07.10", "所废止的 1 份文件已登记"),
        ("dz-2023-1-20.2", "20 份文件的文号、关系"),
    ],
)
def test_the_library_answers_and_says_from_what(states: dict[str, SystemCoverage], system: str, words: str) -> None:
    assert states[system].status is Status.IN_LIBRARY
    assert words in states[system].reason


@pytest.mark.parametrize(
    "system",
    [
        "dz-2023-1-09.8",  # 证件管理: a life cycle, but not the document's
        "dz-2023-2-03.6",  # an application form is no list
        "lf-2021-4-22.2",  # 引导基金投资方式: a catalogue in prose
    ],
)
def test_it_does_not_claim_what_only_looks_like_it(states: dict[str, SystemCoverage], system: str) -> None:
    assert states[system].status is not Status.IN_LIBRARY
