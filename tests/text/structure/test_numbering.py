"""Numbers that lines begin with."""

from __future__ import annotations

import pytest

from gongbao.text.structure.numbering import Rank, mark


@pytest.mark.parametrize(
    ("key", "rank", "ordinal", "num"),
    [
        ("第六条为了", Rank.ARTICLE, 6, "第六条"),
        ("第一百二十三条", Rank.ARTICLE, 123, "第一百二十三条"),
        ("第八十条之一国家", Rank.ARTICLE, 80, "第八十条之一"),
        ("第二章组织管理", Rank.CHAPTER, 2, "第二章"),
        ("第一节一般规定", Rank.SECTION, 1, "第一节"),
        ("第三分编合同", Rank.BOOK, 3, "第三分编"),
        ("一、总则", Rank.LEVEL1, 1, "一、"),
        ("（十二）其他", Rank.LEVEL2, 12, "（十二）"),
        ("(三)其他", Rank.LEVEL2, 3, "(三)"),
        ("1.建立制度", Rank.LEVEL3, 1, "1."),
        ("１２．建立制度", Rank.LEVEL3, 12, "１２．"),
        ("3、建立制度", Rank.LEVEL3, 3, "3、"),
        ("1.2021—2025年任务", Rank.LEVEL3, 1, "1."),
        ("（4）本市", Rank.LEVEL4, 4, "（4）"),
        ("⑵本市", Rank.LEVEL4, 2, "⑵"),
        ("③本市", Rank.LEVEL5, 3, "③"),
        ("㈡本市", Rank.LEVEL2, 2, "㈡"),
        ("2.10消防", Rank.LEVEL4, 10, "2.10"),
    ],
)
def test_a_number_is_read_with_its_rank(key: str, rank: Rank, ordinal: int, num: str) -> None:
    read = mark(key)
    assert read is not None
    assert (read.rank, read.ordinal, read.num, key[: read.length]) == (rank, ordinal, num, num)


@pytest.mark.parametrize(
    "key",
    [
        "第十条规定的情形",
        "第十条、第十一条规定",
        "二、三级医院",
        "2015年增长",
        "一是加强",
        "2.5%以上",
        "第一，加强",
        "十四五时期",
        "（甲）",
    ],
)
def test_what_only_looks_like_a_number_is_none(key: str) -> None:
    assert mark(key) is None


def test_an_article_with_a_blank_behind_its_number_may_begin_with_an_ordinal() -> None:
    assert mark("第十七条第一审法院") is None
    read = mark("第十七条第一审法院", apart=True)
    assert read is not None
    assert read.ordinal == 17
