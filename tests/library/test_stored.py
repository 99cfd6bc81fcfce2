from pathlib import Path

from gongbao.library import Library
from gongbao.library.stored import display
from gongbao.reading import read_file
from gongbao.text import parse
from gongbao.text.model import Kind


def test_readers_see_every_character_of_the_printed_text_but_blanks(five: Library) -> None:
    for card in five.resolve("廊政办发〔2021〕6号"):
        stored = five.document(card)
        printed = "".join(stored.printed[span.start : span.end] for each in stored.model.walk() for span in each.spans)
        shown = "".join(each.text for each in stored.walk())
        assert "".join(shown.split()) == "".join(printed.replace("#", "").split())


def test_an_article_has_number_address_lines_and_a_body(five: Library) -> None:
    stored = five.document(five.resolve("廊政办发〔2021〕6号")[0])
    article = next(each for each in stored.walk() if each.kind is Kind.ARTICLE and each.num == "第六条")
    assert article.address == "/d/廊政办发〔2021〕6号/第六条"
    assert stored.card.first_line < article.first_line <= article.last_line < stored.card.last_line
    assert article.text[: article.body_start].strip() == "第六条"
    assert not article.text[article.body_start :].startswith(("第六条", "　", " "))


def test_links_stand_on_their_words_and_lead_into_the_library(five: Library) -> None:
    addresses = {card.address: card for card in five.documents()}
    addresses |= {known.card.address: known.card for known in five.registry.known()}
    count = 0
    for card in five.documents():
        for each in five.document(card).walk():
            end = 0
            for link in each.links:
                assert end <= link.start < link.end <= len(each.text)
                end = link.end
                count += 1
                if link.address not in addresses:
                    ref, place = link.address.removeprefix("/d/").rsplit("/", 1)
                    target = addresses[f"/d/{ref}"]
                    assert target.held
                    assert five.passage(target.ref, place).text
    assert count > 100


def test_an_interpretation_links_to_its_document(five: Library) -> None:
    card = five.resolve("《廊坊市职工基本医疗保险门诊共济保障机制实施细则》政策解读")[0]
    links = [link.address for each in five.document(card).walk() for link in each.links]
    assert "/d/廊政办发〔2021〕6号" in links


def test_display_joins_broken_lines_and_drops_heading_marks() -> None:
    assert display("## 第一章　总则\n") == "第一章　总则"
    assert display("　　参保人员就\n　　医，按照 PM\nTwo 规定。\n") == "参保人员就医，按照 PM Two 规定。"
    assert display("甲\t乙\n\n1\t2\n", lines=True) == "甲\t乙\n1\t2"


def test_the_outline_is_the_tree_laid_flat(five: Library) -> None:
    card = five.resolve("廊政办发〔2021〕6号")[0]
    assert [each.eid for each in five.outline(card)] == [each.eid for each in five.document(card).walk()]


def test_every_document_comes_back_from_the_tables_as_it_was_parsed(five: Library, gazettes: Path) -> None:
    moved = 0
    for file in sorted(gazettes.glob("*.txt")):
        parsed = parse(read_file(file))
        cards = [card for card in five.documents() if card.gazette_file == file.name]
        for card, document in zip(cards, parsed.documents, strict=True):
            assert five.document(card).model == document, card.title
            moved += len(document.moves)
        assert five.source(cards[0]).text == parsed.source.text
    assert moved == 5
