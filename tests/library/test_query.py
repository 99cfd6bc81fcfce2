from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library.query import as_one_phrase, loosened, terms_of


def forms(query: str) -> list[tuple[str, ...]]:
    return [term.forms for term in terms_of(query, synonyms=False)]


def test_blanks_part_words_and_quotation_marks_hold_phrases_together() -> None:
    assert forms("养犬 登记") == [("养犬",), ("登记",)]
    assert forms("“养犬 登记”") == [("养犬登记",)]
    assert forms("罚款“养犬”") == [("养犬",), ("罚款",)]
    assert forms("“没有右引号 的短语") == [("没有右引号的短语",)]


def test_marks_at_the_ends_of_words_are_left_out_and_those_of_phrases_stay() -> None:
    assert forms("，养犬。 ！") == [("养犬",)]
    assert forms("“，处以罚款。”") == [("，处以罚款。",)]


@pytest.mark.parametrize(
    "typed", ["定政办字〔2023〕27号", "定政办字[2023]27号", "定政办字 2023 27号", "定政办字（2023）第27号"]
)
def test_a_number_is_compared_in_one_form_and_sought_in_those_of_texts(typed: str) -> None:
    term = terms_of(typed)[0]
    assert term.number == "定政办字|2023|27"
    assert term.forms[:2] == ("定政办字（2023）27号", "定政办字（2023）第27号")


@pytest.mark.parametrize(
    ("typed", "first", "last", "form"),
    [
        ("2022年4月", date(2022, 4, 1), date(2022, 4, 30), "2022年4月"),
        ("2022-04-01", date(2022, 4, 1), date(2022, 4, 1), "2022年4月1日"),
        ("2022.4.1", date(2022, 4, 1), date(2022, 4, 1), "2022年4月1日"),
        ("2024/2", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("二〇二一年十二月三十一日", date(2021, 12, 31), date(2021, 12, 31), "2021年12月31日"),
    ],
)
def test_a_date_in_any_form_means_its_days(typed: str, first: date, last: date, form: str) -> None:
    term = terms_of(typed)[0]
    assert term.days == (first, last)
    assert term.forms[0] == form


def test_a_date_is_sought_in_the_forms_of_texts() -> None:
    assert {"2022年4月1日", "2022年04月01日", "2022.4.1", "二〇二二年四月一日"} <= set(terms_of("2022-04-01")[0].forms)


def test_what_is_no_day_is_a_word() -> None:
    assert terms_of("2022年13月")[0].days is None
    assert terms_of("2022-02-30")[0].days is None


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("养犬办法 第十五条", "第十五条"),
        ("治安管理处罚法 75条", "第七十五条"),
        ("治安管理处罚法第75条", "第七十五条"),
        ("民法典 第1259条", "第一千二百五十九条"),
        ("刑法 第一百二十条之一", "第一百二十条之一"),
        ("物业管理办法 第十条第二款", "第十条"),
    ],
)
def test_an_article_is_found_however_its_number_is_written(typed: str, form: str) -> None:
    term = next(term for term in terms_of(typed) if term.article)
    assert term.forms[0] == form


def test_an_article_within_a_sentence_is_no_term_of_its_own() -> None:
    assert forms("依照第十五条规定") == [("依照第十五条规定",)]
    assert forms("12条措施") == [("12条措施",)]


def test_other_names_of_a_body_are_sought_unless_that_is_switched_off() -> None:
    term = terms_of("市发改局")[0]
    assert "市发展和改革委员会" in term.forms
    assert term.also == term.forms[1:]
    assert terms_of("市发改局", synonyms=False)[0].forms == ("市发改局",)
    assert terms_of("人民政府")[0].also == ()


def test_a_phrase_with_quotation_marks_inside_can_be_meant_as_one() -> None:
    term = as_one_phrase("“所称“三同时”，是指”")
    assert term is not None
    assert term.forms == ("所称“三同时“，是指",)
    assert as_one_phrase("“养犬” 登记") is None
    assert as_one_phrase("养犬") is None


def test_taken_apart_words_lose_those_that_tell_nothing() -> None:
    assert [term.text for term in loosened(terms_of("养犬的登记办法"))] == ["养犬", "登记", "办法"]


@given(st.text(max_size=300))
def test_every_text_has_terms_or_none(text: str) -> None:
    for term in terms_of(text):
        assert term.forms
        assert all(term.forms)
