"""Charts: well-formed SVG, links and words escaped, nothing outside of the picture."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongbao.writing import Edge, Moment, Node, Stretch, graph, timeline

_SVG = "{http://www.w3.org/2000/svg}"


def test_a_graph_names_its_boxes_and_links_them() -> None:
    drawn = graph(
        [
            [Node("a", "河北省规章规范性文件清理办法", quiet=True)],
            [Node("b", "实施意见", address="/d/甲?x=1&y=2", here=True)],
        ],
        [Edge("b", "a", "依据")],
        "政策链",
    )
    root = etree.fromstring(drawn)
    assert root.get("aria-label") == "政策链"
    assert [each.get("href") for each in root.iter(f"{_SVG}a")] == ["/d/甲?x=1&y=2"]
    words = "".join(root.itertext())
    assert "河北省规章规范性文件清理办法" in words
    assert "依据" in words


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=60), max_size=6))
def test_no_name_breaks_a_graph(names: list[str]) -> None:
    nodes = [Node(str(number), name, note=name) for number, name in enumerate(names)]
    etree.fromstring(graph([nodes, [Node("here", "本文件")]], [Edge("here", "0", "依据")], "图"))


def test_a_line_of_time_marks_the_day_and_draws_its_stretch() -> None:
    drawn = timeline(
        [Stretch(date(2022, 1, 1), date(2026, 12, 31), "force")],
        [
            Moment(date(2022, 1, 1), "施行"),
            Moment(date(2026, 12, 31), "届满"),
            Moment(date(2023, 1, 1), "今天", mark=True),
        ],
        "效力",
    )
    root = etree.fromstring(drawn)
    assert len(root.findall(f".//{_SVG}rect")) == 1
    marked = [each for each in root.iter(f"{_SVG}g") if each.get("class") == "moment here"]
    assert "2023-01-01" in "".join(marked[0].itertext())
    assert timeline([], [], "空") == ""


def test_a_line_of_time_bears_the_ends_of_the_calendar() -> None:
    etree.fromstring(timeline([Stretch(date.min, date.max, "force")], [Moment(date.max, "末日")], "效力"))
