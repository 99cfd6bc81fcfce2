"""Tables whose cells nothing but blanks divides, and lists of names under headings that count them."""

from __future__ import annotations

from gongbao.text import Kind, Provision, RowKind, Span, Table, table


def _table(text: str) -> Table:
    return table(text, Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, len(text)),)))


def test_rows_that_end_in_figures() -> None:
    made = _table(
        "表 3 床位配置表\n\n医院名称\n2020 年实际开放床\n\n位\n\n2025 年规划编制\n\n床位\n\n"
        "甲市人民医院 662 800\n\n甲市妇幼保健院（甲市第二医\n\n院）\n\n600 600\n\n甲市中医医院 350 410\n"
    )
    assert made.num == "表3"
    assert [column.words for column in made.columns] == ["医院名称", "2020年实际开放床位", "2025年规划编制床位"]
    assert [row.words for row in made.rows] == [
        ("甲市人民医院", "662", "800"),
        ("甲市妇幼保健院（甲市第二医院）", "600", "600"),
        ("甲市中医医院", "350", "410"),
    ]
    assert (made.rows[1].first_line, made.rows[1].last_line) == (14, 18)


def test_numbers_words_down_the_page_and_a_last_column_of_words() -> None:
    made = _table(
        "表1 指标\n序号 主要指标 2020 年\n2025 年\n目标\n指标\n性质\n公\n共\n卫\n生\n"
        "1 人员数（人） 0.90 0.90 预期性\n2\n设置门诊的\n比例（%）\n100 100 预期性\n"
        "医\n疗\n服\n务\n3\n床位数（张） 6.36 6.66 预期性\n"
        "公立医院 2.70 3.03 预期性\n4 全科医生数（人） 2.7 3.93 约束性\n5 医护比 1：0.74 1：1.08 预期性\n"
    )
    assert [column.words for column in made.columns] == ["序号", "主要指标", "2020年", "2025年目标", "指标性质"]
    assert made.warnings == ("表头断行，各栏名称按断行多少分开",)
    assert [row.number for row in made.rows] == [None, 1, 2, None, 3, 3, 4, 5]
    assert [row.words[0] for row in made.rows if row.kind is RowKind.GROUP] == ["公共卫生", "医疗服务"]
    assert made.rows[2].words[1] == "设置门诊的比例（%）"
    assert made.rows[6].words == ("4", "全科医生数（人）", "2.7", "3.93", "约束性")


def test_names_under_headings_that_count_them() -> None:
    made = _table(
        "三河市（3家）\n\n监测合格企业2家\n\n甲有限公司\n\n乙有限公司\n\n新认定企业1家\n\n丙有限公司\n\n大厂县（1家）\n\n丁\n"
    )
    kinds = [row.kind for row in made.rows]
    assert kinds == [RowKind.GROUP] * 2 + [RowKind.ITEM] * 2 + [RowKind.GROUP, RowKind.ITEM] * 2
    assert made.rows[5].under == (0, 4)
    assert made.rows[7].under == (6,)


def test_broken_names_and_counts_are_joined() -> None:
    made = _table("表2 设置表\n公立医院 2 个\n甲医院\n乙保健院（乙第二医\n院）\n诊所、医务\n室\n376\n个\n——\n")
    assert [row.words[0] for row in made.rows] == [
        "公立医院2个",
        "甲医院",
        "乙保健院（乙第二医院）",
        "诊所、医务室376个——",
    ]
    assert made.rows[3].kind is RowKind.GROUP
