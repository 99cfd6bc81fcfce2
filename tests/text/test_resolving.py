"""References led to the provisions of their own document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbao.text import Gazette, Kind, normal, references
from gongbao.text.resolving import OwnPlaces

from .conftest import Words

RULE = """某市公园管理办法

第一章　总则

第一条　为了管理公园，制定本办法。

第二条　公园免费开放。

前款规定不适用于收费项目。{first}

第三条　下列行为应当禁止：

（一）踩踏草坪；

（二）乱扔垃圾。{second}

有前款第（一）项行为的，予以劝阻。{third}

第二章　罚则

第四条　违反规定的，予以处罚。{fourth}

附件1

登记表

附件2

收费标准
"""


@pytest.fixture
def led(words: Words) -> Callable[..., list[tuple[str, str | None, str | None]]]:
    """Words of the references of one provision, where each leads, and why it cannot be right."""

    def look(place: str, **added: str) -> list[tuple[str, str | None, str | None]]:
        text = RULE.format(**{name: added.get(name, "") for name in ("first", "second", "third", "fourth")})
        gazette: Gazette = words(text)
        document = gazette.documents[0]
        places = OwnPlaces(document)
        node = next(each for each in document.walk() if each.place == place)
        found = []
        for reference in references(normal(gazette.printed(node, deep=False))):
            if reference.kind not in ("place", "annex", "relative") or (reference.start == 0 and node.num):
                continue
            target = places.resolve(reference, node)
            found.append((reference.text, target.provision.place if target.provision else None, target.problem))
        return found

    return look


Led = Callable[..., list[tuple[str, str | None, str | None]]]


@pytest.mark.parametrize(
    ("where", "place", "said", "leads"),
    [
        ("first", "第二条第二款", "依照第三条执行", [("第三条", "第三条")]),
        ("first", "第二条第二款", "依照第三条第一款第（二）项执行", [("第三条第一款第（二）项", "第三条第一款（二）")]),
        ("first", "第二条第二款", "依照第三条第二项执行", [("第三条第二项", "第三条第一款（二）")]),
        ("first", "第二条第二款", "依照第一款执行", [("第一款", "第二条第一款")]),
        (
            "first",
            "第二条第二款",
            "依照本条、本章和前条执行",
            [("本条", "第二条"), ("本章", "第一章"), ("前条", "第一条")],
        ),
        ("first", "第二条第二款", "依照第二章执行", [("第二章", "第二章")]),
        ("first", "第二条第二款", "见附件2", [("附件2", "附件2")]),
        ("third", "第三条第二款", "依照前两条执行", [("前两条", "第一条")]),
        ("fourth", "第四条第一款", "依照第二条至第三条执行", [("第二条至第三条", "第二条")]),
    ],
)
def test_a_reference_leads_to_its_provision(
    where: str, place: str, said: str, leads: list[tuple[str, str]], led: Led
) -> None:
    found = led(place, **{where: said})
    assert [each for each in found if each[0] not in ("前款", "前款第（一）项")] == [(*each, None) for each in leads]


def test_the_paragraph_before_is_led_to_with_its_points(led: Led) -> None:
    assert led("第二条第二款") == [("前款", "第二条第一款", None)]
    assert led("第三条第二款") == [("前款第（一）项", "第三条第一款（一）", None)]


@pytest.mark.parametrize(
    ("where", "place", "said", "problem"),
    [
        ("fourth", "第四条第一款", "依照第九条执行", "没有第九条"),
        ("fourth", "第四条第一款", "依照第三条第五款执行", "有第三条，没有第三条第五款"),
        ("fourth", "第四条第一款", "依照第三条第（七）项执行", "有第三条，没有第三条（七）"),
        ("fourth", "第四条第一款", "依照第三条至第九条执行", "没有第九条"),
        ("fourth", "第四条第一款", "依照第四条执行", "第四条指向它自己所在的第四条"),
        ("fourth", "第四条第一款", "依照前款执行", "第四条的第一款之前没有款"),
        ("fourth", "第四条第一款", "依照第三款执行", "第四条没有第三款"),
        ("fourth", "第四条第一款", "依照第三章执行", "没有第三章"),
        ("fourth", "第四条第一款", "见附件3", "没有附件3"),
    ],
)
def test_a_reference_that_cannot_be_right_says_why(where: str, place: str, said: str, problem: str, led: Led) -> None:
    assert led(place, **{where: said})[-1][2] == problem


def test_a_plan_without_articles_says_nothing_of_articles(words: Words) -> None:
    gazette = words("某市绿化方案\n\n一、总体要求\n\n按照第三条和第五款执行。\n\n二、任务\n\n按照第一部分执行。\n")
    document = gazette.documents[0]
    places = OwnPlaces(document)
    found = []
    for node in document.walk():
        if node.kind != Kind.PARAGRAPH:
            continue
        for reference in references(normal(gazette.printed(node, deep=False))):
            target = places.resolve(reference, node)
            found.append((reference.text, target.provision.place if target.provision else None, target.problem))
    assert found == [("第三条", None, None), ("第五款", None, None), ("第一部分", "一", None)]
