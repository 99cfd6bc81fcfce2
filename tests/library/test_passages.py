import pytest

from gongbao.library import CitationError, Library
from gongbao.library.passages import nearest

SIX = "廊政办发〔2021〕6号"


def message(library: Library, *citation: str) -> str:
    with pytest.raises(CitationError) as caught:
        library.passage(*citation)
    return str(caught.value)


def test_a_citation_resolves_to_document_place_address_and_words(five: Library) -> None:
    passage = five.passage(SIX, "第六条", "门诊统筹年度起付标准为100元")
    assert passage.document == "廊政办发〔2021〕6号《廊坊市职工基本医疗保险门诊共济保障机制实施细则》"
    assert (passage.number, passage.title) == (SIX, "廊坊市职工基本医疗保险门诊共济保障机制实施细则")
    assert (passage.place, passage.eid, passage.address) == ("第六条", "chp_2__art_6", "/d/廊政办发〔2021〕6号/第六条")
    assert passage.words in passage.text
    assert passage.occurrences == 1
    assert passage.citation == "廊政办发〔2021〕6号 第六条"


def test_the_quotation_may_be_typed_with_other_widths_and_blanks(five: Library) -> None:
    typed = five.passage(SIX, "第六条", "门诊统筹 年度起付标准为 １００ 元")
    assert typed == five.passage(SIX, "第六条", "门诊统筹年度起付标准为100元")


def test_the_place_may_stand_in_the_name(five: Library) -> None:
    assert five.passage(f"{SIX} 第六条").eid == "chp_2__art_6"


def test_without_words_the_whole_provision_but_its_number_is_the_passage(five: Library) -> None:
    passage = five.passage(SIX, "第六条")
    assert passage.text == "第六条" + passage.words


def test_without_a_place_the_whole_document_is_searched(five: Library) -> None:
    passage = five.passage(SIX, None, "门诊统筹年度起付标准为100元")
    assert (passage.place, passage.eid, passage.address) == ("", "", "/d/廊政办发〔2021〕6号")


def test_an_unknown_document_is_answered_with_the_nearest(five: Library) -> None:
    told = message(five, "廊政办发〔2021〕66号", "第六条")
    assert told.startswith("文库里没有“廊政办发〔2021〕66号”。最接近的是：")
    assert SIX in told


def test_an_empty_library_says_what_to_do(library: Library) -> None:
    assert message(library, SIX, "第六条") == f"文库是空的，找不到“{SIX}”。请先用 gongbao ingest 收录公报。"


def test_an_ambiguous_number_is_answered_with_the_choices(five: Library) -> None:
    told = message(five, "定政办字〔2023〕28号", "一")
    assert told.startswith("“定政办字〔2023〕28号”对应 4 份文件，请写明其中一份：")
    assert "《健全农民持续增收体制机制实施方案》" in told


def test_a_place_that_is_not_there_says_how_far_it_got(five: Library) -> None:
    assert message(five, SIX, "第六条第九款") == (
        f"{SIX} 有第六条，没有第六条第九款；第六条之下有第一款。请核对条款号。"
    )


def test_an_article_that_is_not_there_says_which_are(five: Library) -> None:
    assert message(five, SIX, "第九十九条") == f"{SIX} 没有第九十九条；文中有第一条至第三十二条。请核对条款号。"


def test_a_place_that_cannot_be_read_says_what_to_write(five: Library) -> None:
    assert message(five, SIX, "；；").startswith(f"{SIX}：位置“；；”")


def test_words_that_stand_elsewhere_say_where(five: Library) -> None:
    told = message(five, SIX, "第七条", "门诊统筹年度起付标准为100元")
    assert told.startswith(f"{SIX} 第七条里没有“门诊统筹年度起付标准为100元”。这些字在第六条")


def test_words_that_stand_nowhere_show_the_nearest(five: Library) -> None:
    told = message(five, SIX, "第六条", "门诊统筹年度起付标准为200元")
    assert told == f"{SIX} 第六条里没有“门诊统筹年度起付标准为200元”。此处最接近的是“门诊统筹年度起付标准为100元”。"


def test_empty_words_are_no_quotation(five: Library) -> None:
    assert "里没有“”" in message(five, SIX, "第六条", "")


def test_nothing_alike_has_no_nearest() -> None:
    assert nearest("甲乙丙", "一二三") == ""
    assert nearest("", "一二三") == ""
