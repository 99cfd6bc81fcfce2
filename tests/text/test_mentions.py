"""Documents that a text names."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.text.mentions import is_generic, masked, mentions


def test_title_number_body_and_day_are_read_together() -> None:
    words = "2016年10月21日市政府印发的《廊坊市市级储备粮管理办法》（廊政〔2016〕90号）同时废止。"
    (found,) = mentions(words)
    assert (found.title, found.number) == ("廊坊市市级储备粮管理办法", "廊政〔2016〕90号")
    assert (found.bodies, found.issued) == ("市政府", date(2016, 10, 21))
    assert words[found.before : found.end] == words.removesuffix("同时废止。")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("《甲条例》（国务院令第564号）第五条", "国务院令第564号"),
        ("《甲办法》（公安部第69号令）", "公安部第69号令"),
        ("《甲办法》定政发〔2015〕75号同时废止", "定政发〔2015〕75号"),
        ("《甲办法》（河北省人民政府令〔2012〕第10号）", "河北省人民政府令〔2012〕第10号"),
        ("《甲意见》（冀政办字〔2021〕12号，以下简称《意见》）", "冀政办字〔2021〕12号"),
        ("2014年2月20日原国家工商行政管理总局令第64号公布的《甲规定》", "国家工商行政管理总局令第64号"),
        ("《甲办法》（试行）", None),
    ],
)
def test_the_number_of_a_title(words: str, number: str | None) -> None:
    assert mentions(words)[0].number == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("本办法自印发之日起施行，定政办〔2018〕205号文件同时废止。", "定政办〔2018〕205号"),
        ("按照廊政办发〔2021〕6号和冀政办〔2020〕1号文件要求", "廊政办发〔2021〕6号"),
    ],
)
def test_a_number_alone_begins_behind_the_verb(words: str, number: str) -> None:
    first = mentions(words)[0]
    assert (first.title, first.number) == (None, number)


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("根据河北省人民政府办公厅《关于某事的通知》", "河北省人民政府办公厅"),
        ("市发改委、市自然资源规划局《关于某事的意见》", "市发改委、市自然资源规划局"),
        ("违反规定的，依照《某法》", None),
    ],
)
def test_the_body_before_a_title(words: str, bodies: str | None) -> None:
    assert mentions(words)[0].bodies == bodies


def test_titles_within_titles_belong_to_the_outer_one() -> None:
    (found,) = mentions("财政部《关于印发《甲暂行管理办法》的通知》（财预〔2015〕210号）")
    assert found.title == "关于印发《甲暂行管理办法》的通知"
    assert found.number == "财预〔2015〕210号"


def test_short_names_are_known_and_generic_titles_are_no_documents() -> None:
    (found,) = mentions("《国务院办公厅关于某事的意见》（国办发〔2020〕52号，以下简称《意见》）")
    assert found.alias == "意见"
    assert is_generic("实施方案")
    assert is_generic("管理办法")
    assert not is_generic("物业管理条例")
    assert not mentions("填写《承诺书》")[0].is_document
    assert mentions("《求是》杂志")[0].is_document is False


def test_a_masked_text_keeps_its_length() -> None:
    words = "根据《废止办法》制定。"
    hidden = masked(words, mentions(words))
    assert len(hidden) == len(words)
    assert "废止" not in hidden
