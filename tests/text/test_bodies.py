"""Names of bodies, as the gazettes print them; expectations worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.text import Mention, MentionKind, bodies_in
from gongbao.text.wordlist import one_of


def named(text: str) -> list[tuple[str, str | None, str, str]]:
    return [(each.words, each.function, each.place, each.level) for each in bodies_in(text)]


@pytest.mark.parametrize(
    ("text", "function", "place", "level"),
    [
        ("市发改局", "发展改革", "", "市"),
        ("市发展和改革委员会", "发展改革", "", "市"),
        ("县城管综合行政执法局", "城市管理", "", "县"),
        ("省工业和信息化厅", "工业和信息化", "", "省"),
        ("定州市人民政府办公室", "政府办公室", "定州市", ""),
        ("国家税务总局定州市税务局", "税务", "定州市", ""),
        ("邢台市生态环境局宁晋县分局", None, "邢台市", ""),
        ("人行廊坊市中心支行", "人民银行", "廊坊市", ""),
        ("中国农业发展银行廊坊分行", "农业发展银行", "廊坊", ""),
        ("廊坊开发区管委会", "管委会", "廊坊开发区", ""),
        ("临空经济区（廊坊）管委会", "管委会", "临空经济区（廊坊）", ""),
        ("市委网信办", "网信", "", "市"),
        ("团市委", "共青团", "", "市"),
        ("县公安局环境安全保卫大队", None, "", "县"),
        ("市防汛抗旱指挥部办公室", None, "", "市"),
        ("县水业集团", None, "", "县"),
        ("市社会救助联席会议", None, "", "市"),
        ("国务院", "国务院", "", "国家"),
        ("住房和城乡建设部", "住房城乡建设部", "", "国家"),
        ("市安全生产监督管理局", "应急管理", "", "市"),
    ],
)
def test_a_name_is_known_with_its_place_and_level(text: str, function: str | None, place: str, level: str) -> None:
    assert named(text) == [(text, function, place, level)]


def test_bodies_stand_in_sentences() -> None:
    text = "由市市场监管局会同市农业农村局、市卫生健康局负责；城市管理局和市 公\n安局配合。"
    assert [each.words for each in bodies_in(text)] == [
        "市市场监管局",
        "市农业农村局",
        "市卫生健康局",
        "城市管理局",
        "市公安局",
    ]
    last = bodies_in(text)[-1]
    assert text[last.start : last.end] == "市 公\n安局"


def test_what_only_looks_like_a_level_or_a_name_is_none() -> None:
    for text in ("市场竞争格局", "超市监管", "社区管理", "全市上下", "市中心城区", "我国行政法院理论"):
        assert bodies_in(text) == (), text


def test_departments_are_named_by_what_they_see_to() -> None:
    found = bodies_in("调度水务、公安、应急管理等部门，市财政部门")
    assert [(each.words, each.function, each.kind) for each in found] == [
        ("水务", "水务", MentionKind.DEPARTMENT),
        ("公安", "公安", MentionKind.DEPARTMENT),
        ("应急管理等部门", "应急管理", MentionKind.DEPARTMENT),
        ("市财政部门", "财政", MentionKind.DEPARTMENT),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "各县（市、区）政府",
        "各县(市、区)政府",
        "各乡镇（街道）",
        "各乡镇人民政府",
        "市政府有关部门",
        "各有关部门",
        "市直有关部门",
        "成员单位",
        "市防汛抗旱指挥部成员单位",
        "市社会救助联席会议成员单位",
        "所在地乡镇人民政府",
        "各级各有关部门",
    ],
)
def test_what_means_several_bodies_is_a_group(words: str) -> None:
    assert [(each.words.replace("(", "（").replace(")", "）"), each.kind) for each in bodies_in(words)] == [
        (words.replace("(", "（").replace(")", "）"), MentionKind.GROUP)
    ]


def test_two_names_without_a_mark_between_them_are_two() -> None:
    found = [each.words for each in bodies_in("市卫生健康委市财政局")]
    assert found == ["市卫生健康委", "市财政局"]


@given(st.text(alphabet="市县省区各局委办厅部发改财政公安管理的和、，（）()人民政府办公室 \n", max_size=60))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for each in bodies_in(text):
        assert isinstance(each, Mention)
        assert end <= each.start < each.end <= len(text)
        shown = "".join(text[each.start : each.end].split())
        assert shown.translate(str.maketrans("()", "（）")) == each.words.translate(str.maketrans("()", "（）"))
        end = each.end


def test_a_pattern_of_words_prefers_the_longest() -> None:
    import re

    pattern = re.compile(one_of(["发改", "发改局", "发展改革", "局"]))
    assert [match[0] for match in pattern.finditer("发改局发改发展改革局")] == ["发改局", "发改", "发展改革", "局"]
