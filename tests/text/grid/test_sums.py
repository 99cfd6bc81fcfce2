"""Printed totals reckoned again, expected values worked out from the gazettes by hand."""

from __future__ import annotations

from decimal import Decimal

from gongbao.text import Counts, Gazette, Kind, Provision, Span, Table, counts, sums, table, tables


def _table(*rows: str) -> Table:
    text = "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def _starting(gazette: Gazette, line: int) -> Table:
    return next(made for made in tables(gazette) if made.first_line == line)


def test_the_firms_of_the_townships_make_1867_down_across_and_in_the_caption(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["ningjin-2020-2"], 240))
    assert all(each.agrees for each in found)
    assert len([each for each in found if each.across]) == 21  # twenty townships and the total
    caption = next(each for each in found if each.row is None)
    assert (caption.words, caption.printed, caption.computed) == ("总1867家", Decimal(1867), Decimal(1867))
    down = {each.column: each.computed for each in found if not each.across and each.row is not None}
    assert down == {"总数": 1867, "A类": 26, "B类": 212, "C类": 923, "D类": 706}


def test_the_irrigation_of_the_counties_does_not_make_the_printed_total(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["langfang-2021-4"], 4464))
    wrong = {each.column: (each.printed, each.computed) for each in found if not each.agrees}
    # 8.93+0.92+6.6+1.46+5.73+13.5+18.16+13.41+9.27+9.82 = 87.80; 1.3+0.1+1.6+0.2+0.9+2.1+2.4+2.2+2.3+2.3 = 15.4
    assert wrong == {
        "合计／高效节水灌溉面积": (Decimal("87.6"), Decimal("87.80")),
        "合计／节水量": (Decimal(5256), Decimal(5255)),
        "2022年新增／高效节水灌溉面积": (Decimal("15.3"), Decimal("15.4")),
        "2024年新增／节水量": (Decimal(1560), Decimal(1558)),
        "2025年新增／节水量": (Decimal(1590), Decimal(1591)),
    }
    # rounding can make 0.05 + 2 × 0.05 + 8 × 0.005 = 0.19 of 87.6, and 10 × 0.05 + 0.05 of 15.3
    assert [each.column for each in found if not each.agrees and not each.by_rounding] == ["合计／高效节水灌溉面积"]


def test_fires_of_five_years(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["langfang-2021-4"], 8033))
    assert [each.computed for each in found] == [6724, 27, 6, Decimal("9228.2422")]
    assert all(each.agrees and each.line == 8071 for each in found)


def test_points_of_a_score_sheet(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["dingzhou-2023-2"], 577))
    assert [(each.label, int(each.computed)) for each in found] == [
        ("安全生产（30分）", 30),
        ("环境保护（30分）", 30),
        ("绿色发展（15分）", 15),
        ("数字化发展（10分）", 10),
        ("创新发展（15分）", 15),
    ]
    assert sum(each.printed for each in found) == 100


def test_points_that_stand_in_words_across_two_pages(issues: dict[str, Gazette]) -> None:
    found = {each.label: each for each in sums(_starting(issues["langfang-2021-4"], 9097))}
    assert found["办理质量（80分）"].computed == 80  # 20+10+10+10, and 20+10 on the next page
    assert found["（10分）"].computed == 10  # 2+1.5+1.5+3+2
    assert "办理情况（10分）" not in found  # 记1至2分: a range is not added


def test_headings_that_count_their_names(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["langfang-2021-4"], 703))
    assert len(found) == 33
    assert all(each.agrees for each in found)
    assert sum(each.printed for each in found if each.label.endswith("）")) == 246
    assert sum(each.printed for each in found if each.label.startswith("新认定")) == 55


def test_a_heading_with_a_dash_lists_nothing(issues: dict[str, Gazette]) -> None:
    found = sums(_starting(issues["dingzhou-2023-1"], 761))
    assert [(int(each.printed), each.agrees) for each in found] == [(5, True), (7, True), (22, True), (5, True)]


def test_sub_totals_and_the_grand_total() -> None:
    found = sums(_table("名称|金额（万元）", "甲|1", "乙|2", "小计|3", "丙|4", "小计|5", "合计|7"))
    assert [(each.label, int(each.printed), int(each.computed), each.addends) for each in found] == [
        ("小计", 3, 3, (0, 1)),
        ("小计", 5, 4, (3,)),
        ("合计", 7, 7, (0, 1, 3)),
    ]
    assert [each.agrees for each in found] == [True, False, True]


def test_totals_above_what_they_add_up() -> None:
    found = sums(_table("名称|数量", "合计|6", "小计|3", "甲|1", "乙|2", "小计|3", "丙|3"))
    assert [(each.label, int(each.computed)) for each in found] == [("合计", 6), ("小计", 3), ("小计", 3)]


def test_a_total_column_with_its_unit() -> None:
    made = _table("县|中央（万元）|省级（万元）|合计（万元）", "甲|1|2|3", "乙|4|5|9", "全市合计|5|7|12")
    found = sums(made)
    assert [each.column for each in found if each.across] == ["合计（万元）"] * 3
    assert all(each.agrees for each in found)


def test_only_the_highest_level_is_added() -> None:
    found = sums(_table("序号|名称|数量", "一|甲|3", "1|子|1", "2|丑|2", "二|乙|4", "1|寅|4", "合计||7"))
    assert [(int(each.computed), each.addends) for each in found] == [(7, (0, 3))]


def test_what_cannot_be_added_is_not() -> None:
    assert sums(_table("名称|比例（%）", "甲|40", "乙|60", "合计|100")) == ()
    assert sums(_table("名称|数量", "甲|约3", "乙|2", "丙|1", "丁|4", "合计|9")) == ()
    assert sums(_table("名称|数量", "甲|3", "乙|2", "增速|3%", "丙|1", "合计|9")) == ()
    assert sums(_table("名称|数量", "甲|3", "其中：乙|2", "合计|3")) == ()


def test_printed_places_decide_how_exactly_a_total_must_agree() -> None:
    (found,) = sums(_table("名称|面积", "甲|1.04", "乙|2.25", "合计|3.3"))
    assert found.computed == Decimal("3.29")
    assert found.agrees


def test_numbering_is_counted(issues: dict[str, Gazette]) -> None:
    assert counts(_starting(issues["dingzhou-2022-4"], 1746)) == Counts(241, 211, (), (), 0)
    assert counts(_starting(issues["ningjin-2020-2"], 746)) == Counts(23, 22, (14,), (), 1)
    assert counts(_starting(issues["langfang-2021-4"], 7057)) == Counts(24, 6, (), (), 0)  # 1 again on the next page
    assert counts(_starting(issues["langfang-2021-4"], 5536)).numbers == 21  # anew under each heading
    assert counts(_table("序号|名称", "1|甲", "2|乙", "2|丙", "5|丁")) == Counts(4, 3, (3, 4), (2,), 0)
    assert counts(_table("名称|数量", "甲|1")).numbers == 0
