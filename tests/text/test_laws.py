"""National laws and regulations: one document each, its 章, 节 and 条 as many as printed and in order.

The counts are made over the lines alone, without the parser, so that neither can be wrong with the other.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from gongbao.reading import read_file
from gongbao.text import Document, Gazette, Kind, parse, uncovered

LAWS = os.environ.get("GONGBAO_LAWS")
pytestmark = pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")

_DIGIT = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_PRINTED = re.compile(r"第([零〇一二三四五六七八九十百千]+)([章节条])(之[一二三四五六七八九十]+)?(?=\s|$)")

GAPS = {
    "农民专业合作社法(2017-12-27).md": "the text leaves 第五十四条 out",
}
"""Files whose articles do not run on, because the collection's text itself leaves some out."""

RUN_TOGETHER = {"飞行基本规则(2007-10-18).md": 124}
"""Files that print all articles of a chapter on one line, and how many articles they have."""

WITHOUT_A_CHAPTER = {
    "香港特别行政区维护国家安全法(2020-06-30).md": "no heading of 第一章",
    "著作权法(2020-11-11).md": "no heading of 第一章",
    "城市房地产管理法(2019-08-26).md": "no heading of 第一章",
    "交通警察道路执勤执法工作规范(2018-01-25).md": "no heading of 第一章",
    "农业技术推广法(2012-08-31).md": "no heading of 第二章",
    "预备役军官法(2010-08-28).md": "no heading of 第十章",
    "企业法人登记管理条例(2019-03-02).md": "no heading of 第九章",
    "建设工程抗震管理条例(2021-07-19).md": "no heading of 第三章",
    "烈士褒扬条例(2019-08-01).md": "no heading of 第二章",
    "烟草专卖法实施条例(2021-11-10).md": "no heading of 第七章",
    "私募投资基金监督管理条例(2023-07-03).md": "no heading of 第六章",
    "证券公司监督管理条例(2014-07-29).md": "no heading of 第四章",
}
"""Files whose chapters do not run on, for the same reason."""

COUNTS = {
    "立法法(2023-03-13).md": (120, 6, 7),
    "反外国制裁法(2021-06-10).md": (16, 0, 0),
    "人民陪审员法(2018-04-27).md": (32, 0, 0),
    "监狱法(2012-10-26).md": (78, 7, 11),
}
"""Articles, chapters and sections, counted by hand."""

NUMBERED_OTHERWISE = {
    "保护海底电缆规定(1973-05-30).md": (Kind.LEVEL2, 5),
    "刑法修正案（七）.md": (Kind.LEVEL1, 15),
    "刑法修正案（十一）.md": (Kind.LEVEL1, 48),
    "加强对外合作出版管理的暂行规定(1981-10-12).md": (Kind.LEVEL1, 14),
    "国务院关于开展全民义务植树运动的实施办法(1982-02-27).md": (Kind.LEVEL1, 13),
    "中国人民武装警察部队实行警官警衔制度的具体办法(2011-01-08).md": (Kind.LEVEL1, 13),
    "高等教育管理职责暂行规定(1986-03-12).md": (Kind.LEVEL2, 36),
}
"""Texts without 条: what stands in their place, counted by hand."""

ISSUED = {
    "立法法(2023-03-13).md": ("全国人民代表大会", "2023-03-13"),
    "计量法(2018-10-26).md": ("全国人民代表大会常务委员会", "2018-10-26"),
    "外商投资法(2019-03-15).md": ("全国人民代表大会", "2019-03-15"),
    "不动产登记暂行条例(2019-03-24).md": ("国务院", "2014-11-24"),  # the text names no later revision
    "文物保护法(2017-11-04).md": ("全国人民代表大会常务委员会", "2017-11-04"),
    "国务院关于口岸开放的若干规定(1985-09-18).md": ("国务院", "1985-09-18"),
}
"""Who made them, and the day of the wording, from the notes under their titles."""


NUMBERS = {"关于职工全年月平均工作时间和工资折算问题的通知(2009-03-29).md": "劳社部发〔2008〕3号"}
"""The only one of them that prints its number."""


def _number(words: str) -> int:
    total = digit = 0
    for word in words:
        if word in _UNIT:
            total, digit = total + (digit or 1) * _UNIT[word], 0
        else:
            digit = _DIGIT[word]
    return total + digit


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[str, Gazette]]:
    found: dict[str, tuple[str, Gazette]] = {}
    for path in sorted(Path(LAWS or "").rglob("*.md")):
        if path.name.startswith(("_", "README")):
            continue
        source = read_file(path)
        found[path.name] = source.text, parse(source)
    return found


@pytest.fixture(scope="module")
def laws(texts: dict[str, tuple[str, Gazette]]) -> dict[str, Document]:
    return {name: gazette.documents[0] for name, (_, gazette) in texts.items()}


def _printed(text: str) -> dict[str, list[tuple[int, bool]]]:
    """Numbers at the beginnings of lines, by 章, 节 and 条; whether 之一 … follows."""
    found: dict[str, list[tuple[int, bool]]] = {"章": [], "节": [], "条": []}
    for line in text.split("\n"):
        if match := _PRINTED.match(line.strip().lstrip("#").strip()):
            found[match[2]].append((_number(match[1]), match[3] is not None))
    return found


def test_every_law_is_one_document_with_a_title(texts: dict[str, tuple[str, Gazette]]) -> None:
    assert len(texts) > 1000
    for name, (_, gazette) in texts.items():
        assert len(gazette.documents) == 1, name
        assert gazette.documents[0].title, name
        assert gazette.documents[0].number == NUMBERS.get(name), name
        assert not uncovered(gazette), name


def test_articles_chapters_and_sections_are_those_of_the_lines(texts: dict[str, tuple[str, Gazette]]) -> None:
    wrong = {}
    for name, (text, gazette) in texts.items():
        printed = _printed(text)
        kinds = [node.kind for node in gazette.documents[0].walk()]
        got = tuple(kinds.count(kind) for kind in (Kind.ARTICLE, Kind.CHAPTER, Kind.SECTION))
        wanted = tuple(len(printed[unit]) for unit in "条章节")
        wanted = (RUN_TOGETHER.get(name, wanted[0]), *wanted[1:])
        if got != wanted:
            wrong[name] = got, wanted
    assert wrong == {}


def test_articles_run_on_without_a_gap(texts: dict[str, tuple[str, Gazette]]) -> None:
    broken = set()
    for name, (text, _) in texts.items():
        whole = [number for number, inserted in _printed(text)["条"] if not inserted]
        if whole and whole != list(range(whole[0], whole[0] + len(whole))):
            broken.add(name)
    assert broken == set(GAPS) | set(RUN_TOGETHER)


def test_what_the_parser_warns_of_is_missing_in_the_text(texts: dict[str, tuple[str, Gazette]]) -> None:
    warned = {
        name
        for name, (_, gazette) in texts.items()
        if any("编号不连续" in each.what or "从“第" in each.what for each in gazette.warnings)
    }
    assert warned == set(GAPS) | set(WITHOUT_A_CHAPTER)


@pytest.mark.parametrize("name", COUNTS)
def test_articles_chapters_and_sections_are_as_many_as_printed(name: str, laws: dict[str, Document]) -> None:
    kinds = [node.kind for node in laws[name].walk()]
    assert (kinds.count(Kind.ARTICLE), kinds.count(Kind.CHAPTER), kinds.count(Kind.SECTION)) == COUNTS[name]


@pytest.mark.parametrize("name", NUMBERED_OTHERWISE)
def test_a_text_without_articles_keeps_its_own_numbers(name: str, laws: dict[str, Document]) -> None:
    kind, count = NUMBERED_OTHERWISE[name]
    nodes = [node for node in laws[name].walk() if node.kind == kind]
    assert len(nodes) == count
    assert len({node.eid for node in nodes}) == count


@pytest.mark.parametrize("name", ISSUED)
def test_who_made_a_law_and_when_is_read_from_its_notes(name: str, laws: dict[str, Document]) -> None:
    issued = laws[name].issued
    assert (laws[name].issuer, issued and issued.isoformat()) == ISSUED[name]


def test_annexes_of_a_law_are_parts_of_their_own(laws: dict[str, Document]) -> None:
    law = laws["香港特别行政区基本法(1990-04-04).md"]
    assert [part.num for part in law.parts][:4] == [None, "附件一", "附件二", "附件三"]
    rules = laws["交通警察道路执勤执法工作规范(2018-01-25).md"]
    assert [part.num for part in rules.parts] == [None, *(f"附件{number}" for number in range(1, 7))]


def test_a_readme_holds_no_document() -> None:
    for path in (*Path(LAWS or "").rglob("README.md"), *Path(LAWS or "").rglob("_index.md")):
        assert parse(read_file(path)).documents == ()
