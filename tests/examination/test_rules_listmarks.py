"""Marks between the members of a list, in a group of headings, around an abbreviation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.examination import Report

Examine = Callable[..., Report]


def found(examine_draft: Examine, text: str, rule: str) -> list[str]:
    return [each.words for each in examine_draft(f"某市工作方案\n\n一、任务\n\n{text}\n", only=[rule]).findings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("建设书房。（责任单位：市财政局、市人社局，市城管局、市商务局）", ["局，市城管局"]),
        (
            "打击对低速载货汽车、轻型货车，面包车等重点车辆的非法改装。",
            ["低速载货汽车、轻型货车，面包车等"],
        ),
        ("建设书房。（责任单位：市财政局、市人社局，各乡镇（街道））", []),
        ("完善公路、桥梁，建设停车场等公共设施。", []),
    ],
)
def test_commas(examine_draft: Examine, text: str, words: list[str]) -> None:
    assert found(examine_draft, text, "735") == words


def test_heads_of_one_group(examine_draft: Examine) -> None:
    items = ["人民至上、健康优先", "预防为主、平急结合", "政府主导、社会参与", "改革创新，系统整合"]
    text = "\n\n".join(f"{number}.{each}。落实各项要求。" for number, each in enumerate(items, 1))
    assert found(examine_draft, text, "736") == ["4.改革创新，系统整合。"]
    assert not found(examine_draft, text.replace("创新，", "创新、"), "736")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("制定了《某市农业扶持措施》，以下简称《扶持措施》。", 1),
        ("形成《某市安全管理实施方案》以下简称《方案》。", 1),
        ("制定了《某市农业扶持措施》（以下简称《扶持措施》）。", 0),
        ("制定了《某市农业扶持措施》（某政发〔2022〕20号，以下简称《扶持措施》）。", 0),
        ("印发方案（依据《某法》，以下简称《方案》）。", 0),
    ],
)
def test_short_names_in_brackets(examine_draft: Examine, text: str, times: int) -> None:
    assert len(found(examine_draft, text, "131")) == times
