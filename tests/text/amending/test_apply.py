"""Amendments carried out, forwards and backwards."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.reading import read_file
from gongbao.text import Document, Gazette, parse
from gongbao.text.amending.apply import backwards, forwards
from gongbao.text.amending.instructions import Amendment, amendments
from gongbao.text.amending.model import Outcome
from gongbao.text.amending.wording import Wording, wording

from ..conftest import source
from .test_instructions import decision

LAWS = os.environ.get("GONGBAO_LAWS")

OLD = """某市公园管理办法

第一条　为了管理公园，制定本办法。

第二条　县建设局管理公园，区建设局协助。

第三条　公园免费开放。

开放时间由管理单位公布。

第四条　公园内禁止下列行为：

（一）踩踏草坪；

（二）乱扔垃圾；

（三）其他行为。

第五条　违反本办法的，由县建设局处罚。

第六条　本办法自2020年1月1日起施行。
"""
NEW = """某市公园管理办法

第一条　为了管理公园、绿地，制定本办法。

第二条　县住建局管理公园，区住建局协助。

第三条　开放时间由管理单位公布。

节假日延长开放时间。

第四条　游客应当爱护设施。

第五条　公园内禁止下列行为：

（一）踩踏草坪；

（二）野炊；

（三）乱扔垃圾；

（四）其他行为。

第六条　违反本办法的，由县住建局处二百元以下罚款。

第七条　本办法自2020年1月1日起施行。
"""
CLAUSES = (
    "一、在第一条“公园”后增加“、绿地”。",
    "二、将“建设局”统一修改为“住建局”。",
    "三、删去第三条第一款。\n\n增加一款，作为第二款：“节假日延长开放时间。”",
    "四、增加一条，作为第四条：“游客应当爱护设施。”",
    "五、将第四条改为第五条，增加一项，作为第二项：“（二）野炊”。",
    "六、将第五条改为第六条，修改为：“违反本办法的，由县住建局处二百元以下罚款。”",
    "此外，对条文顺序作相应调整。",
)


def texts(words: Wording) -> list[str]:
    return [each.text() for each in words.articles]


def worded(text: str) -> Wording:
    gazette = parse(source(text))
    return wording(gazette.documents[0], gazette.source.text)


@pytest.fixture(scope="module")
def order() -> Amendment:
    gazette = parse(source(decision(*CLAUSES)))
    return amendments(gazette, gazette.documents[0])[0]


def test_forwards_the_earlier_text_becomes_the_later_one(order: Amendment) -> None:
    made = forwards(worded(OLD), order.instructions)
    assert texts(made.wording) == texts(worded(NEW))
    assert {each.outcome for each in made.applied} == {Outcome.DONE}


def test_backwards_the_later_text_becomes_the_earlier_one_but_for_what_is_not_printed(order: Amendment) -> None:
    made = backwards(worded(NEW), order.instructions)
    expected = texts(worded(OLD))
    expected[2] = "第三条〔旧文未刊〕\n开放时间由管理单位公布。"
    expected[4] = "第五条〔旧文未刊〕"
    assert texts(made.wording) == expected
    notes = {each.instruction.words: each.note for each in made.applied if each.outcome is Outcome.PARTLY}
    assert list(notes.values()) == [
        "“住建局”是否有的原文就有，没有写明",
        "第三条第一款删去前的文字未刊",
        "第六条修改前的文字未刊",
    ]


def test_back_and_forth_gives_the_later_text_again(order: Amendment) -> None:
    back = backwards(worded(NEW), order.instructions)
    assert texts(forwards(back.wording, order.instructions).wording) == texts(worded(NEW))


def test_an_instruction_that_does_not_fit_the_text_is_told() -> None:
    gazette = parse(source(decision("一、将第二条中的“公安局”修改为“城管局”。", "二、将第九条修改为：“甲。”")))
    order = amendments(gazette, gazette.documents[0])[0]
    made = forwards(worded(OLD), order.instructions)
    assert [(each.outcome, each.note) for each in made.applied] == [
        (Outcome.FAILED, "第二条中没有“公安局”"),
        (Outcome.FAILED, "找不到第九条"),
    ]
    assert texts(made.wording) == texts(worded(OLD))


def test_words_that_stand_several_times_leave_a_doubt() -> None:
    gazette = parse(source(decision("一、将第二条中的“管理局”修改为“建设局”。")))
    order = amendments(gazette, gazette.documents[0])[0]
    made = backwards(worded(OLD), order.instructions)
    assert made.applied[0].outcome is Outcome.PARTLY
    assert not made.wording.articles[1].known
    assert made.wording.articles[1].text() == "第二条县管理局管理公园，区管理局协助。"


def test_a_paragraph_becomes_an_article_of_its_own() -> None:
    gazette = parse(source(decision("一、将第三条第二款改为第四条。", "此外，对条文顺序作相应调整。")))
    order = amendments(gazette, gazette.documents[0])[0]
    made = forwards(worded(OLD), order.instructions)
    assert [each.num for each in made.wording.articles] == [f"第{number}条" for number in "一二三四五六七"]
    assert texts(made.wording)[2:4] == ["第三条公园免费开放。", "第四条开放时间由管理单位公布。"]
    assert texts(backwards(made.wording, order.instructions).wording) == texts(worded(OLD))


def test_two_articles_become_one() -> None:
    gazette = parse(source(decision("一、将第二条、第五条合并，作为第二条，修改为：“建设局管理。”")))
    order = amendments(gazette, gazette.documents[0])[0]
    made = forwards(worded(OLD), order.instructions)
    assert [each.num for each in made.wording.articles] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert made.wording.articles[1].text() == "第二条建设局管理。"
    back = backwards(made.wording, order.instructions)
    assert [each.num for each in back.wording.articles] == [f"第{number}条" for number in "一二三四五六"]
    assert [each.known for each in back.wording.articles] == [True, False, True, True, False, True]


Numbered = Callable[[str], tuple[Gazette, Document]]
LANGFANG = [
    ("廊坊市人民政府令〔2021〕第1号", 28, {"第十四条": True, "第十五条": False}),
    ("廊坊市人民政府令〔2021〕第2号", 55, {"第一条": True, "第十八条": False}),
]
"""The decision, how many articles the republished rule has, and the articles that it changed: whether the earlier
wording is known in full."""


@pytest.mark.parametrize(("number", "count", "changed"), LANGFANG)
def test_the_decisions_of_langfang_lead_back_and_forth(
    number: str, count: int, changed: dict[str, bool], numbered: Numbered
) -> None:
    gazette, document = numbered(number)
    order = amendments(gazette, document)[0]
    republished = next(each for each in gazette.documents if each.title == order.title)
    now = wording(republished, gazette.source.text)
    back = backwards(now, order.instructions)
    differ = {
        old.num: old.known
        for old, new in zip(back.wording.articles, now.articles, strict=True)
        if old.text() != new.text()
    }
    assert len(now.articles) == count
    assert differ == changed
    assert all(each.outcome is not Outcome.FAILED for each in back.applied)
    again = forwards(back.wording, order.instructions)
    for made, printed in zip(again.wording.articles, now.articles, strict=True):
        assert made.text() == printed.text()
    assert {each.outcome for each in again.applied} == {Outcome.DONE}


def test_the_earlier_words_of_langfang_are_what_the_decisions_quote(numbered: Numbered) -> None:
    found = {}
    for number, _, _ in LANGFANG:
        gazette, document = numbered(number)
        order = amendments(gazette, document)[0]
        republished = next(each for each in gazette.documents if each.title == order.title)
        back = backwards(wording(republished, gazette.source.text), order.instructions)
        found.update({(order.title, each.num): each for each in back.wording.articles})
    water, property_ = "廊坊市城镇二次供水管理办法", "廊坊市物业管理办法"
    assert (
        found[water, "第十四条"]
        .text()
        .startswith(
            "第十四条二次供水设施竣工验收，应当邀请城镇供水、卫生健康等行政主管部门以及城镇公共供水单位参加。"
            "未经验收或者验收不合格的二次供水设施，"
        )
    )
    assert found[water, "第十五条"].text() == "第十五条〔旧文未刊〕"
    assert "根据《中华人民共和国物权法》《物业管理条例》等" in found[property_, "第一条"].text()
    assert found[property_, "第十八条"].text() == (
        "第十八条业主大会会议分为定期会议和临时会议。\n〔旧文未刊〕\n"
        "业主大会会议可以采用集体讨论、书面征求意见或者网络实名投票等记名投票方式进行表决。"
    )
    reasons = [each.why for each in found[property_, "第十八条"].walk() if each.why]
    assert reasons == ["第十八条第二款已删去，决定没有印出原文"]


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
@pytest.mark.parametrize("number", ["十二", "十一", "十"])
def test_the_latest_amendments_of_the_criminal_law_lead_back_and_forth(number: str) -> None:
    folder = next(Path(LAWS or "").rglob("刑法.md")).parent
    chain = {}
    for path in folder.glob("刑法修正案*.md"):
        gazette = parse(read_file(path))
        chain[gazette.documents[0].title] = amendments(gazette, gazette.documents[0])[0]
    gazette = parse(read_file(folder / "刑法.md"))
    now = wording(gazette.documents[0], gazette.source.text)
    for each in ("十二", "十一", "十"):
        order = chain[f"中华人民共和国刑法修正案（{each}）"]
        before = backwards(now, order.instructions)
        if each == number:
            assert all(one.outcome is not Outcome.FAILED for one in before.applied)
            assert texts(forwards(before.wording, order.instructions).wording) == texts(now)
            return
        now = before.wording
