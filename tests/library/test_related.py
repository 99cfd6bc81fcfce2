from gongbao.library import Library


def test_the_explanation_of_a_document_is_nearest_and_says_why(five: Library) -> None:
    card = next(card for card in five.documents() if card.title == "定州市养犬管理办法")
    found = five.related(card)
    assert found[0].card.title == "《定州市养犬管理办法》解读"
    assert found[0].reasons[0] == "是这份文件的解读"
    assert all(each.reasons for each in found)
    assert card.id not in {each.card.id for each in found}


def test_documents_of_one_matter_find_one_another_across_places(five: Library) -> None:
    by_title = {card.title: card for card in five.documents()}
    found = five.related(by_title["定州市食品安全事故应急预案"])
    assert "定州市防汛抗旱应急预案" in {each.card.title for each in found}


def test_shared_citations_are_a_reason(five: Library) -> None:
    card = next(card for card in five.documents() if card.title == "定州市防汛抗旱应急预案")
    reasons = [reason for each in five.related(card) for reason in each.reasons]
    assert any("都引用" in reason and "《中华人民共和国突发事件应对法》" in reason for reason in reasons)


def test_words_that_every_text_has_are_no_reason(five: Library) -> None:
    card = next(card for card in five.documents() if card.title == "定州市养犬管理办法")
    reasons = " ".join(reason for each in five.related(card) for reason in each.reasons if reason.startswith("都讲到"))
    for word in ("定州市", "定政办", "五百元", "市政府"):
        assert word not in reasons


def test_the_closest_come_first_and_no_more_than_asked_for(five: Library) -> None:
    card = next(card for card in five.documents() if card.kind == "办法")
    found = five.related(card, 3)
    assert len(found) == 3
    assert [each.closeness for each in found] == sorted((each.closeness for each in found), reverse=True)
