"""Documents that amend others, read as instructions."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reading import read_file
from gongbao.text import Document, Gazette, parse
from gongbao.text.amending.instructions import Instruction, Op, amended_title, amendments, instructions, is_amending

from ..conftest import Words, source

LAWS = os.environ.get("GONGBAO_LAWS")
Numbered = Callable[[str], tuple[Gazette, Document]]


def decision(*clauses: str) -> str:
    """A decision that changes one rule."""
    return (
        "某市人民政府关于修改《某市公园管理办法》的决定\n\n某市人民政府决定对《某市公园管理办法》作如下修改：\n\n"
        + "\n\n".join(clauses)
        + "\n\n本决定自2022年1月1日起施行。\n"
    )


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Instruction, ...]]:
    """The instructions of a decision with the given clauses."""

    def made(*clauses: str) -> tuple[Instruction, ...]:
        gazette = parse(source(decision(*clauses)))
        return tuple(each for document in gazette.documents for each in instructions(gazette, document))

    return made


Read = Callable[..., tuple[Instruction, ...]]


def _cases() -> list[tuple[str, list[tuple[str, ...]]]]:
    """The clauses of amending.txt, each with its instructions."""
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in (Path(__file__).parent / "amending.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            fields = [field.strip().replace("/", "\n") for field in line.split("|")]
            found[-1][1].append((*fields, *("",) * (5 - len(fields))))
        elif line and not line.startswith("#"):
            found.append((line.replace("/", "\n\n"), []))
    return found


@pytest.mark.parametrize(("clause", "expected"), _cases())
def test_an_instruction_is_read(clause: str, expected: list[tuple[str, ...]], read: Read) -> None:
    found = read(clause)
    assert [(str(each.op), each.target, each.old or "", each.new or "", each.to or "") for each in found] == expected
    assert all(each.understood for each in found)


def test_what_a_later_paragraph_of_an_item_leaves_out_is_taken_from_the_one_before(read: Read) -> None:
    found = read("一、将第九条第一款修改为：“甲。”\n\n增加一款，作为第三款：“乙。”", "二、删去第二款。")
    assert [(each.op, each.target, each.to) for each in found] == [
        (Op.REPLACE, "第九条第一款", None),
        (Op.INSERT, "第九条", "第九条第三款"),
        (Op.DELETE, "第二款", None),
    ]


@pytest.mark.parametrize(
    "clause", ["一、对第十条作文字修改。", "一、第二章章名修改为“规划”。", "一、在第五条中增加甲的内容。"]
)
def test_what_is_not_understood_is_listed_with_its_words(clause: str, read: Read) -> None:
    found = read(clause)
    assert len(found) == 1
    assert not found[0].understood
    assert found[0].words.strip("。") in clause


def test_a_quotation_that_is_never_closed_ends_with_its_item(read: Read) -> None:
    found = read("一、将第一条修改为：“甲。", "二、删去第二条。")
    assert [(each.op, each.target) for each in found] == [(Op.REPLACE, "第一条"), (Op.DELETE, "第二条")]


def test_several_documents_are_amended_each_by_its_own_instructions(words: Words) -> None:
    gazette = words(
        "某市人民政府关于修改部分政府规章的决定\n\n一、对《甲办法》作出修改\n\n（一）将第三条中的“一”修改为“二”。\n\n"
        "（二）删去第五条。\n\n二、将《乙规定》第四条修改为：“新。”\n\n本决定自2022年1月1日起施行。\n"
    )
    found = amendments(gazette, gazette.documents[0])
    assert [(each.title, each.since, len(each.instructions)) for each in found] == [
        ("甲办法", date(2022, 1, 1), 2),
        ("乙规定", date(2022, 1, 1), 1),
    ]


@pytest.mark.parametrize(
    ("number", "title", "since", "expected"),
    [
        (
            "廊坊市人民政府令〔2021〕第1号",
            "廊坊市城镇二次供水管理办法",
            date(2021, 12, 1),
            [
                (
                    Op.WORDS,
                    "第十四条第一款",
                    "二次供水设施竣工验收，应当邀请城镇供水、卫生健康等行政主管部门以及城镇公共供水单位参加。",
                    "二次供水设施建设完成后，应当按照规定组织竣工验收。",
                ),
                (
                    Op.REPLACE,
                    "第十五条",
                    None,
                    "二次供水设施投入使用前，建设单位应当对二次供水系统进行清洗消毒，检测合格后，方可投入使用。",
                ),
            ],
        ),
        (
            "廊坊市人民政府令〔2021〕第2号",
            "廊坊市物业管理办法",
            date(2021, 12, 10),
            [
                (Op.WORDS, "第一条", "《中华人民共和国物权法》", "《中华人民共和国民法典》"),
                (Op.DELETE, "第十八条第二款", None, None),
            ],
        ),
    ],
)
def test_the_two_decisions_of_langfang(
    number: str, title: str, since: date, expected: list[tuple[object, ...]], numbered: Numbered
) -> None:
    gazette, document = numbered(number)
    found = amendments(gazette, document)
    assert [(each.title, each.since) for each in found] == [(title, since)]
    assert [(each.op, each.target, each.old, each.new) for each in found[0].instructions] == expected


def test_only_what_says_so_in_its_title_amends(issues: dict[str, Gazette]) -> None:
    amending = [
        document.title for gazette in issues.values() for document in gazette.documents if is_amending(document)
    ]
    assert amending == [
        "廊坊市人民政府关于修改《廊坊市城镇二次供水管理办法》的决定",
        "廊坊市人民政府关于修改《廊坊市物业管理办法》的决定",
    ]


def test_a_law_of_amendment_names_its_law(words: Words) -> None:
    gazette = words(
        "中华人民共和国刑法修正案（二）\n\n2001年8月31日 会议通过\n\n将刑法第三百四十二条修改为：\n\n“甲。”\n"
    )
    document = gazette.documents[0]
    assert amended_title(document) == "中华人民共和国刑法"
    assert [(each.op, each.target, each.new) for each in instructions(gazette, document)] == [
        (Op.REPLACE, "第三百四十二条", "甲。")
    ]


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
def test_every_instruction_of_the_amendments_of_the_criminal_law_is_understood() -> None:
    counts = {}
    for path in Path(LAWS or "").rglob("刑法修正案*.md"):
        gazette = parse(read_file(path))
        found = instructions(gazette, gazette.documents[0])
        assert all(each.understood for each in found), path.name
        counts[gazette.documents[0].title.removeprefix("中华人民共和国刑法修正案")] = len(found)
    assert counts[""] == 9
    assert [counts[f"（{number}）"] for number in ("二", "三", "四", "五", "六", "七")] == [1, 8, 10, 4, 21, 19]
    assert [counts[f"（{number}）"] for number in ("八", "九", "十", "十一", "十二")] == [52, 60, 2, 47, 10]


@given(st.text(alphabet="将第一二条款项（）“”修改为删去增加作中的，。；：\n一、《》原甲乙", max_size=200))
def test_any_clause_is_read_without_error(text: str) -> None:
    gazette = parse(source(decision(text)))
    for document in gazette.documents:
        instructions(gazette, document)
