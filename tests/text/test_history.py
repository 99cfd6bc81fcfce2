"""What texts print of their own history."""

from __future__ import annotations

from gongbao.text.history import Happened, events


def test_a_regulation_prints_by_what_it_was_made_public_and_amended() -> None:
    note = (
        "（2018年10月31日廊坊市人民政府令〔2018〕第2号公布根据2019年12月31日廊坊市人民政府令〔2019〕第3号第一次修正"
        "根据2021年12月10日廊坊市人民政府令〔2021〕第2号第二次修正）"
    )
    found = [(event.what, str(event.day), event.number) for event in events(note)]
    assert found == [
        (Happened.PUBLISHED, "2018-10-31", "廊坊市人民政府令〔2018〕第2号"),
        (Happened.AMENDED, "2019-12-31", "廊坊市人民政府令〔2019〕第3号"),
        (Happened.AMENDED, "2021-12-10", "廊坊市人民政府令〔2021〕第2号"),
    ]


def test_the_lines_above_a_law() -> None:
    (passed,) = events("1984年3月12日第六届全国人民代表大会常务委员会第四次会议通过")
    assert (passed.what, passed.title) == (Happened.PASSED, None)
    (changed,) = events(
        "2020年10月17日第十三届全国人民代表大会常务委员会第二十二次会议《关于修改〈中华人民共和国专利法〉的决定》第四次修正"
    )
    assert (changed.what, changed.title) == (Happened.AMENDED, "关于修改〈中华人民共和国专利法〉的决定")
    (ordered,) = events("2003年5月27日中华人民共和国国务院令第378号公布")
    assert (ordered.what, ordered.number) == (Happened.PUBLISHED, "中华人民共和国国务院令第378号")


def test_a_day_that_does_not_exist_and_a_day_without_an_event_are_none() -> None:
    assert list(events("2021年2月30日公布")) == []
    assert list(events("2021年2月3日召开会议")) == []
