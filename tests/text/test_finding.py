"""Places looked up in real documents."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongbao.reading import read_file
from gongbao.text import (
    Document,
    Finder,
    Gazette,
    NotFound,
    Provision,
    display,
    find,
    find_all,
    locate,
    parse,
    parse_place,
    parse_places,
)

LAWS = os.environ.get("GONGBAO_LAWS")
Numbered = Callable[[str], tuple[Gazette, Document]]
CATALOGUE: dict[str, Any] = yaml.load(
    (Path(__file__).resolve().parents[2] / "packs" / "systems.yaml").read_text("utf-8"), yaml.CSafeLoader
)


@pytest.mark.parametrize(
    ("number", "place", "eid", "begins"),
    [
        ("廊政办发〔2021〕6号", "第六条", "chp_2__art_6", "第六条　在一个参保年度内，"),
        (
            "廊政办发〔2021〕6号",
            "印发通知第1段",
            "notice__para_1",
            "《廊坊市职工基本医疗保险门诊共济保障机制实施细则》已经",
        ),
        (
            "定政办〔2023〕5号",
            "第十四条（三）",
            "chp_4__art_14__para_1__point_3",
            "（三）其他不宜继续从事原行业生产的。",
        ),
        (
            "定政办〔2023〕5号",
            "第十四条第一款（三）",
            "chp_4__art_14__para_1__point_3",
            "（三）其他不宜继续从事原行业生产的。",
        ),
        ("定政办〔2023〕5号", "附件1之1.", "att_1__lvl_1", "1.企业将切实履行企业主体责任"),
        ("定政办〔2023〕5号", "附件3 1.2", "att_3__lvl_1__lvl_1-2", "1.2 企业近三年经营业绩"),
        ("定政办〔2023〕6号", "二（五）13", "lvl_2__lvl_5__lvl_13", "13.不断提高行业服务水平。优化营商环境"),
        ("定政办〔2023〕6号", "二13", "lvl_2__lvl_5__lvl_13", "13.不断提高行业服务水平。优化营商环境"),
        ("定政发〔2022〕20号", "三第二条", "lvl_3__art_2", "第二条　大力发展农业规模化集约化经营"),
        ("定政发〔2022〕20号", "正文末段", "para_2", "本措施自发布之日起实行，有效期两年"),
        ("定政办〔2022〕13号", "二（三）表1", "table_1", "表1 “十四五”时期"),
        ("定政办〔2023〕8号", "四（一）1.（4）", "lvl_4__lvl_1__lvl_1__lvl_4", "（4）本市发生轻度干旱；"),
        ("定政办〔2023〕8号", "附则（一）", "lvl_7__lvl_1", "（一）预案管理"),
    ],
)
def test_a_place_leads_to_its_provision(number: str, place: str, eid: str, begins: str, numbered: Numbered) -> None:
    gazette, document = numbered(number)
    found = find(document, parse_place(place))
    assert found is not None
    assert found.eid == eid
    shown = display(gazette, found).replace("\t", "")
    assert shown.replace(" ", "").startswith(begins.replace(" ", ""))


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("第五条第四款", "有第五条，没有第五条第四款"),
        ("第六条第一款（二）", "有第六条第一款，没有第六条第一款（二）"),
        ("第九十九条", "没有第九十九条"),
        ("附件1", "没有附件1"),
        ("印发通知第9段", "有印发通知，没有印发通知第9段"),
    ],
)
def test_a_place_that_leads_nowhere_says_how_far_it_led(place: str, message: str, numbered: Numbered) -> None:
    _, document = numbered("廊政办发〔2021〕6号")
    found = locate(document, parse_place(place))
    assert isinstance(found, NotFound)
    assert str(found) == message
    assert find(document, parse_place(place)) is None


def test_a_cell_is_found_by_the_words_of_its_row_and_the_header_of_its_column(numbered: Numbered) -> None:
    gazette, document = numbered("定政办〔2023〕5号")
    text = gazette.source.text
    cell = find(document, parse_place("附件4 表1 行“企业上云” 列“评分标准”"), text)
    assert cell is not None
    assert [text[start:end].strip() for start, end in cell.spans] == ["企业上云得3分。"]
    column = find(document, parse_place("附件4表1列“分值”"), text)
    assert column is not None
    assert len(column.spans) == 28
    nothing = locate(document, parse_place("附件4表1行“没有的行”"), text)
    assert str(nothing) == "有附件4表1，没有附件4表1行“没有的行”"


def test_a_cell_is_found_in_a_table_that_prints_one_cell_a_line(numbered: Numbered) -> None:
    gazette, document = numbered("廊政办发〔2021〕5号")
    text = gazette.source.text
    cell = find(document, parse_place("附件表1 行“2” 列“牵头单位”"), text)
    assert cell is not None
    assert ["".join(text[start:end].split()) for start, end in cell.spans] == ["市市场监督管理局"]


def test_a_range_is_filled_up(numbered: Numbered) -> None:
    _, document = numbered("廊政办发〔2021〕6号")
    found = find_all(document, parse_places("第五条至第八条、第十条"))
    assert [node.place for node in found if isinstance(node, Provision)] == [
        "第五条",
        "第六条",
        "第七条",
        "第八条",
        "第十条",
    ]


def test_nearly_all_places_of_the_catalogue_are_found(issues: dict[str, Gazette]) -> None:
    lost: list[str] = []
    count = 0
    for gazette in CATALOGUE["gazettes"]:
        documents = {each.first_line: each for each in issues[Path(gazette["file"]).stem].documents}
        for entry in gazette["documents"]:
            for system in entry["systems"]:
                count += 1
                try:
                    found = find_all(documents[entry["lines"][0]], parse_places(system["at"]))
                except ValueError as error:
                    lost.append(str(error))
                    continue
                lost += [f"{entry['id']} {each}" for each in found if isinstance(each, NotFound)][:1]
    # what is left: places in another document of the same notice, rows of tables named as sections, free words
    assert count == 652
    assert len(lost) <= 41, "\n".join(lost)


def lost(gazette: Gazette) -> list[str]:
    """Provisions whose own place does not lead back to them."""
    found: list[str] = []
    for document in gazette.documents:
        finder = Finder(document)
        found += [
            f"{document.title} {node.place}"
            for node in document.walk()
            if finder.locate(parse_place(node.place), gazette.source.text) is not node
        ]
    return found


def test_the_place_of_every_provision_leads_back_to_it(issues: dict[str, Gazette]) -> None:
    assert [each for gazette in issues.values() for each in lost(gazette)] == []


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
def test_the_place_of_every_provision_of_the_laws_leads_back_to_it() -> None:
    files = [path for path in sorted(Path(LAWS or "").rglob("*.md")) if not path.name.startswith(("_", "README"))]
    assert [each for path in files[::5] for each in lost(parse(read_file(path)))] == []


@pytest.mark.parametrize(
    ("number", "place", "found"),
    [
        ("廊政办发〔2021〕6号", "通知第1段", "印发通知第1段"),
        ("廊政办发〔2021〕6号", "标题", "标题"),
        ("廊政办发〔2021〕6号", "落款", "印发通知署名"),
        ("廊坊市人民政府令〔2021〕第2号", "第七条第一款（二）", "第七条第一款（二）"),
        ("廊坊市人民政府令〔2021〕第2号", "第一部分", "一"),
    ],
)
def test_other_names_of_a_place_lead_to_it(number: str, place: str, found: str, numbered: Numbered) -> None:
    gazette, _ = numbered(number)
    for document in gazette.documents:
        if document.number == number and (node := find(document, parse_place(place), gazette.source.text)):
            assert node.place == found
            return
    raise AssertionError(place)
