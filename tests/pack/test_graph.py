"""Who reads whom."""

from __future__ import annotations

from gongbao.pack.graph import Graph

GRAPH = Graph(
    parameters={"比例": "类别", "标准": None},
    inputs={"类别": "推算类别", "费用": None, "日期": None},
    decisions={"支付": ("费用", "扣减", "比例"), "扣减": ("费用", "标准"), "推算类别": ("日期",)},
)


def test_reads_go_through_sub_decisions_and_tabulated_parameters() -> None:
    assert GRAPH.reached(["支付"], derivations=False) == {"支付", "费用", "扣减", "类别"}


def test_derivations_are_kept_apart() -> None:
    assert GRAPH.reached(["支付"], derivations=True) == {"支付", "费用", "扣减", "类别", "推算类别", "日期"}


def test_what_reads_in_no_circle_has_no_cycle() -> None:
    assert GRAPH.cycles() == []


def test_a_circle_is_told_once_from_its_first_decision() -> None:
    graph = Graph({}, {}, {"甲": ("乙",), "乙": ("丙",), "丙": ("甲",), "丁": ("甲",)})
    assert graph.cycles() == [("甲", ("甲", "乙", "丙", "甲"))]


def test_a_circle_through_a_derivation_is_found() -> None:
    graph = Graph({}, {"年龄": "适用年龄"}, {"适用年龄": ("年龄",)})
    assert [circle for _, circle in graph.cycles()] == [("适用年龄", "年龄", "适用年龄")]


def test_a_decision_that_reads_itself_is_a_circle() -> None:
    assert Graph({}, {}, {"甲": ("甲",)}).cycles() == [("甲", ("甲", "甲"))]


def test_two_ways_to_the_same_decision_are_no_circle() -> None:
    assert Graph({}, {}, {"甲": ("乙", "丙"), "乙": ("丁",), "丙": ("丁",), "丁": ()}).cycles() == []
