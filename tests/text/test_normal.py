"""Normal text, the way back from it, and what is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Gazette, NormalText, display, joined, normal, quote

TEXT = st.text(alphabet="一二年月日（）()，,。；;：:１23 \n\u3000ABａ％%〔〕", max_size=60)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("定政办〔2023〕5 号", "定政办〔2023〕5号"),
        ("４５岁(含)以上", "45岁（含）以上"),
        ("切实加强组织协\n\n调,确保", "切实加强组织协调，确保"),
        ("5,000 元、１，２３４元", "5,000元、1,234元"),
        ("2021,2022年", "2021，2022年"),
        ("第一章　总　　则", "第一章总则"),
        ("６０％", "60%"),
    ],
)
def test_normal_text_has_one_width_and_no_blanks(printed: str, wanted: str) -> None:
    assert normal(printed) == wanted


@given(TEXT)
def test_normal_text_is_its_own_normal_text(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(TEXT)
def test_each_normal_character_stands_for_a_printed_one_in_the_same_order(text: str) -> None:
    made = NormalText(text)
    assert len(made.offsets) == len(made.text)
    assert list(made.offsets) == sorted(set(made.offsets))
    assert normal("".join(text[at] for at in made.offsets)) == made.text


@given(st.text(alphabet="甲乙丙 \n（），1%", min_size=1, max_size=40), st.data())
def test_a_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    if normal(words):
        found = quote(text, words)
        assert found
        assert all(normal(text[first:last]) == normal(words) for first, last in found)


def test_a_quotation_is_found_across_a_broken_line() -> None:
    printed = "支付比例为\n\n60 %，（含）退休"
    assert [printed[start:end] for start, end in quote(printed, "比例为60%,(含)")] == ["比例为\n\n60 %，（含）"]


def test_a_range_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="范围 0—9 不在这段文字内（共 2 字）"):
        NormalText("甲 乙").printed_range(0, 9)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("为进一步优化资源，为\n\n广大群众\n", "为进一步优化资源，为广大群众"),
        ("use the open\nsource code\n系统", "use the open source code系统"),
        ("截至 2020 年\n底", "截至 2020 年底"),
        ("第一章　总　　则\n", "第一章总则"),
        ("附件 4\n\n定州市化工重点监控点\n评分标准", "附件 4\u3000定州市化工重点监控点评分标准"),
    ],
)
def test_broken_lines_are_joined_for_show(printed: str, shown: str) -> None:
    assert joined(printed) == shown


def test_a_provision_is_shown_without_marks_and_line_breaks(words: Callable[[str], Gazette]) -> None:
    gazette = words("# 甲办法\n\n## 第一章 总 则\n\n**第一条** 甲的\n规定，\n\n如下：\n\n- （一）乙；\n- （二）丙。\n")
    (document,) = gazette.documents
    chapter = next(node for node in document.walk() if node.eid == "chp_1")
    assert display(gazette, chapter) == "第一章总则\n第一条　甲的规定，如下：\n（一）乙；\n（二）丙。"


def test_a_table_is_shown_by_rows_without_rules_and_repeated_headers(words: Callable[[str], Gazette]) -> None:
    gazette = words(
        "甲办法\n第一条 如下：\n| 项 目 | 分 |\n|---|---|\n| <p>安全</p> | 8 |\n\n"
        "| 项 目 | 分 |\n|---|---|\n| 上云 | 3 |\n"
    )
    table = next(node for node in gazette.documents[0].walk() if node.eid == "table_1")
    assert display(gazette, table) == "项目\t分\n安全\t8\n上云\t3"
