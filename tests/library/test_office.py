"""What a legal office asks: what expires, what is due, what no list names."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.library import Library


def test_what_expires_in_three_months_is_listed_with_the_rule_of_its_place(five: Library) -> None:
    (due,) = five.registry.expiring(date(2025, 5, 15))
    assert (due.card.title, due.day, due.what) == ("定州市养犬管理办法", date(2025, 5, 31), "有效期届满")
    rule = due.reasons[-1]
    assert rule.sentence == "定政办字〔2022〕61号《定州市规范性文件清理实施意见》第五条第二款：届满前3个月应当评估"
    assert rule.words == "有效期届满前3个月"


@pytest.mark.parametrize(
    ("day", "months", "count"), [((2025, 6, 1), 3, 0), ((2025, 2, 28), 3, 0), ((2025, 3, 1), 3, 1)]
)
def test_the_three_months_are_counted_to_the_day(
    five: Library, day: tuple[int, int, int], months: int, count: int
) -> None:
    found = [due for due in five.registry.expiring(date(*day), months) if due.what == "有效期届满"]
    assert len(found) == count


def test_years_of_a_title_that_end_are_told_apart_from_a_period(five: Library) -> None:
    found = {due.card.title: due.what for due in five.registry.expiring(date(2025, 11, 1))}
    assert found["定州市“十四五”应急管理体系规划"] == "标题所示期间届满"
    assert found["廊坊市推动公立医院高质量发展的实施方案"] == "有效期届满"


def test_a_kept_document_is_due_two_years_after_the_list_by_the_rule_of_dingzhou(five: Library) -> None:
    found = {due.card.number: due for due in five.registry.due_for_cleanup(date(2024, 7, 31))}
    due = found["定政发〔2018〕85号"]
    assert due.day == date(2024, 7, 31)
    assert [reason.sentence for reason in due.reasons] == [
        "2024年7月31日起应当清理",
        "上一次清理：2022年7月31日定政发〔2022〕18号",
        "定政办字〔2022〕61号《定州市规范性文件清理实施意见》第四条第一款：每2年至少清理一次",
    ]
    earlier = {due.card.number for due in five.registry.due_for_cleanup(date(2024, 7, 30))}
    assert "定政发〔2018〕85号" not in earlier
    assert "定政办〔2018〕205号" not in found  # repealed: nothing to clean up


def test_where_no_rule_is_held_the_setting_says_so(five: Library) -> None:
    found = {due.card.number: due for due in five.registry.due_for_cleanup(date(2024, 1, 1))}
    assert found["廊政字〔2021〕20号"].reasons[-1].sentence == "文库没有收录廊坊市的清理规定，按设置的每2年清理一次"
    assert "廊政字〔2021〕20号" not in {due.card.number for due in five.registry.due_for_cleanup(date(2024, 1, 1), 3)}


def test_what_no_list_names(five: Library) -> None:
    found = {due.card.title: due.reasons[0].sentence for due in five.registry.in_no_list(date(2023, 6, 30))}
    assert "没有列出这份文件" in found["定州市规范性文件清理实施意见"]
    assert found["定州市养犬管理办法"] == "文库收录的清理目录都早于这份文件"
    assert found["廊坊市市级储备粮管理办法"] == "文库没有收录廊坊市的清理目录"
    assert "定州市祭祀管理办法" not in found
    assert "定州市防汛抗旱应急预案" not in found  # a plan for emergencies is no normative document
