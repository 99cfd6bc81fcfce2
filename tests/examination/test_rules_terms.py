"""Short names: unused, early, defined twice, not defined at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Finding, Report

Draft = Callable[..., list[Finding]]


@pytest.fixture
def draft(examine_draft: Callable[..., Report]) -> Draft:
    """The findings of one rule in a text of these paragraphs, below a heading."""
    head = ("某市人民政府办公室关于印发某方案的通知", "一、总体要求")
    return lambda *paragraphs, only: list(examine_draft("\n\n".join((*head, *paragraphs)) + "\n", only=[only]).findings)


def test_defined_and_never_used(draft: Draft) -> None:
    assert draft("市级储备粮实施主体（以下简称实施单位）负责轮换。", "承储企业建立台账。", only="601")
    assert not draft("市级储备粮实施主体（以下简称实施单位）负责轮换。", "实施单位建立台账。", only="601")


def test_used_before_it_is_defined(draft: Draft) -> None:
    define = "领导小组下设活动办公室（以下简称创建办），负责日常工作。创建办每月调度。"
    assert [each.words for each in draft("各单位向创建办报送计划。", define, only="602")] == ["各单位向创建办"]
    assert not draft(define, "各单位向创建办报送计划。", only="602")


def test_word_of_the_full_name_is_no_short_name(draft: Draft) -> None:
    define = "地方人民政府财政部门（以下统称财政部门）负责监督。财政部门每年检查。"
    assert not draft("人民政府财政部门依法履职。", define, only="602")


def test_defined_twice(draft: Draft) -> None:
    assert draft("甲办公室（以下简称创建办）。创建办负责。", "乙办公室（以下简称创建办）。创建办负责。", only="604")


def test_terms_explained_in_vain(draft: Draft) -> None:
    used = "调整优化6个协调机构的职责，落实“三项制度”。"
    first, second = "1.6个议事协调机构：指减灾委员会等六个机构。", "2.行政执法“三项制度”：指公示、记录、审核三项制度。"
    assert [each.words for each in draft(used, "名词解释", first, second, only="612")] == ["6个议事协调机构"]
    assert not draft("排污单位应当申报。", "本办法所称排污单位，是指实行排污许可管理的企业。", only="612")
    assert draft("企业应当申报。", "本办法所称排污单位，是指实行排污许可管理的经营者。", only="612")


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("乡镇应当向市领导小组申请。",), True),
        (("成立增减挂钩工作领导小组（以下简称市领导小组）。", "报市领导小组批准。"), False),
        (("市开放强市领导小组办公室负责。",), False),
    ],
)
def test_groups_without_full_name(draft: Draft, texts: tuple[str, ...], wrong: bool) -> None:
    assert bool(draft(*texts, only="611")) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("各部门要落实《实施方案》。", True),
        ("落实《某市养老服务实施方案》（以下简称《实施方案》）。《实施方案》分五部分。", False),
        ("落实《企业年金办法》。", False),
        ("承租人未按《合同》约定交纳租金。", True),
        ("根据《意见》（国办发〔2020〕52号）要求。", False),
    ],
)
def test_short_titles(draft: Draft, text: str, wrong: bool) -> None:
    assert bool(draft(text, only="603")) is wrong
