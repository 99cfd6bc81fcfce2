"""A stored document as lines of the page, over provisions made by hand."""

from __future__ import annotations

from dataclasses import replace

from gongbao.library import Card, Link, Relations, StoredDocument, StoredPart, StoredProvision
from gongbao.text import Document, Kind, Part, PartKind, Provision, Span
from gongbao.web.reader import Section, contents_of, sections_of


def node(
    kind: Kind,
    eid: str,
    text: str = "",
    *children: StoredProvision,
    num: str | None = None,
    heading: str | None = None,
    links: tuple[Link, ...] = (),
) -> StoredProvision:
    body = len(num) + 1 if num and text.startswith(num) else 0
    place = num or eid
    return StoredProvision(
        1, kind, eid, place, num, heading, text, body, f"/d/x/{place}", 1, 1, None, links, tuple(children)
    )


def document(*parts: StoredPart) -> StoredDocument:
    card = Card(
        id=1,
        ref="x",
        address="/d/x",
        key="x",
        title="某办法",
        number="某〔2021〕1号",
        issuer=None,
        date=None,
        kind="办法",
        place="某市",
        gazette="某公报",
        gazette_id=1,
        gazette_file="x.txt",
        first_line=1,
        last_line=9,
        articles=1,
        interprets=None,
        effective=None,
        period=None,
    )
    model = Document("某办法", "办法", "某市", 1, 9, ())
    return StoredDocument(card, parts, Relations(None, (), (), None, None), model, "")


def main(*provisions: StoredProvision) -> StoredPart:
    return StoredPart(PartKind.MAIN, "某办法", None, provisions)


def lines(sections: tuple[Section, ...]) -> list[tuple[str | None, str]]:
    return [(line.margin, "".join(run.text for run in line.runs)) for section in sections for line in section.lines]


def test_the_number_of_an_article_goes_to_the_margin_and_leaves_the_text() -> None:
    article = node(Kind.ARTICLE, "art_1", "第一条　为了规范，制定本办法。", num="第一条")
    assert lines(sections_of(document(main(article)))) == [("第一条", "为了规范，制定本办法。")]


def test_an_article_whose_words_stand_in_its_paragraphs_has_its_number_beside_the_first() -> None:
    article = node(
        Kind.ARTICLE,
        "art_2",
        "第二条　",
        node(Kind.PARAGRAPH, "art_2__para_1", "第一款。"),
        node(Kind.PARAGRAPH, "art_2__para_2", "第二款。"),
        num="第二条",
    )
    sections = sections_of(document(main(article)))
    assert lines(sections) == [("第二条", "第一款。"), (None, "第二款。")]
    assert [line.eid for line in sections[0].lines] == ["art_2", "art_2__para_2"]


def test_points_keep_their_number_in_the_text() -> None:
    point = node(Kind.POINT, "art_3__point_1", "（一）甲；", num="（一）")
    article = node(Kind.ARTICLE, "art_3", "第三条　下列情形：", point, num="第三条")
    assert lines(sections_of(document(main(article)))) == [("第三条", "下列情形："), (None, "（一）甲；")]


def test_links_become_runs_in_order() -> None:
    text = "第四条　依照《甲办法》第五条办理。"
    link = Link(6, 11, "/d/甲", "甲办法")
    article = node(Kind.ARTICLE, "art_4", text, num="第四条", links=(link,))
    runs = sections_of(document(main(article)))[0].lines[0].runs
    assert [(run.text, run.address) for run in runs] == [
        ("依照", None),
        ("《甲办法》", "/d/甲"),
        ("第五条办理。", None),
    ]


def test_what_an_address_names_is_marked_with_all_below_it_and_opened_at_its_first_line() -> None:
    point = node(Kind.POINT, "art_5__point_1", "（一）甲。", num="（一）")
    article = node(Kind.ARTICLE, "art_5", "第五条　如下：", point, num="第五条")
    other = node(Kind.ARTICLE, "art_6", "第六条　别的。", num="第六条")
    found = sections_of(document(main(article, other)), "art_5")[0].lines
    assert [line.here for line in found] == [True, True, False]
    assert [line.first for line in found] == [True, False, False]


def test_a_regular_table_is_a_grid_and_another_is_kept_as_printed() -> None:
    printed = "序号\t事项\t金额\n1\t甲\t20\n序号\t事项\t金额\n1\t2\n"
    tables = (
        Provision(Kind.TABLE, "table_1", "表1", spans=(Span(0, 16),)),
        Provision(Kind.TABLE, "table_2", "表2", spans=(Span(16, len(printed)),)),
    )
    model = Document("某办法", "办法", "某市", 1, 9, (Part(PartKind.MAIN, None, None, tables),))
    stored = main(node(Kind.TABLE, "table_1", printed[:16]), node(Kind.TABLE, "table_2", printed[16:]))
    found = sections_of(replace(document(stored), model=model, printed=printed))[0].lines
    assert found[0].grid is not None
    assert [box.text for box in found[0].grid.rows[0].boxes] == ["1", "甲", "20"]
    assert found[0].printed is None
    assert found[1].grid is None
    assert found[1].printed == printed[16:]


def test_contents_name_chapters_articles_and_annexes_but_not_the_notice() -> None:
    notice = StoredPart(PartKind.NOTICE, None, None, (node(Kind.PARAGRAPH, "notice__para_1", "现印发给你们。"),))
    chapter = node(
        Kind.CHAPTER,
        "chp_1",
        "第一章　总则",
        node(Kind.ARTICLE, "art_1", "第一条　甲。", num="第一条"),
        num="第一章",
        heading="总则",
    )
    annex = StoredPart(PartKind.ANNEX, "申请表", "附件1", (node(Kind.TITLE, "annex_1__title", "申请表"),))
    entries = contents_of(document(notice, main(chapter), annex))
    assert [(entry.text, entry.eid) for entry in entries] == [
        ("第一章 总则", "chp_1"),
        ("第一条", "art_1"),
        ("附件1 申请表", "annex_1__title"),
    ]
