"""Articles that extraction ran together on one line get lines back."""

from __future__ import annotations

from gongbao.text.structure.lines import read_lines
from gongbao.text.structure.unfolding import unfolded


def _keys(text: str) -> list[str]:
    return [line.key for line in unfolded(text, read_lines(text))]


def test_each_article_and_point_gets_its_line() -> None:
    assert _keys(
        "渡口办法第一条为管理渡口，制定本办法。第二条渡口应当：（一）平缓；（二）安全。第三条自公布之日起施行。"
    ) == [
        "渡口办法",
        "第一条为管理渡口，制定本办法。",
        "第二条渡口应当：",
        "（一）平缓；",
        "（二）安全。",
        "第三条自公布之日起施行。",
    ]


def test_articles_that_are_cited_or_quoted_stay() -> None:
    cited = "第一条依照该法第二条的规定处罚。第三方不适用。"
    quoted = "第一条增加两条：“第二条渡船登记。第三条渡船年检。”"
    told = "（三）共三条：第一条定资金。第二条定用途。第三条定监督。"
    for text in (cited, quoted, told):
        assert _keys(text) == [text]


def test_a_blank_behind_the_number_tells_an_article_that_begins_with_another_number() -> None:
    assert _keys("第一条 甲。第二条 第三人可以参加。") == ["第一条甲。", "第二条第三人可以参加。"]


def test_an_article_with_a_suffix_follows_the_one_of_its_number() -> None:
    assert _keys("第一条甲。第二条乙。第二条之一丙。第三条丁。") == [
        "第一条甲。",
        "第二条乙。",
        "第二条之一丙。",
        "第三条丁。",
    ]


def test_no_character_is_lost() -> None:
    text = "　渡口办法 第一章 总则 第一条 甲。 第二条 乙。\r\n第三条 丙。"
    lines = unfolded(text, read_lines(text))
    assert "".join(text[start:end] for line in lines for start, end in line.spans) == text
    assert [line.number for line in lines] == [1, 1, 1, 1, 2]
