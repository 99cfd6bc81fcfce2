from hypothesis import given
from hypothesis import strategies as st

from gongbao.library.tokens import fold, search_form, searchable, word_starts, words


def test_the_searched_form_makes_widths_case_brackets_quotes_and_dashes_alike() -> None:
    assert search_form("支付比例为６０%，ＰＭ２.５") == search_form("支付比例为60%，pm2.5") == "支付比例为60%，pm2.5"
    assert search_form("定政办〔2023〕5号") == search_form("定政办[2023]5号") == search_form("定政办（2023）5号")
    assert search_form("“十四五”") == search_form('"十四五"') == search_form("「十四五」")
    assert search_form("2021—2025") == search_form("2021-2025")


def test_traditional_characters_are_simplified_one_for_one() -> None:
    assert search_form("養犬管理辦法") == "养犬管理办法"
    assert fold("國務院令") == "国务院令"


def test_words_begin_where_rjieba_cuts() -> None:
    assert word_starts("产品和服务") == [0, 2, 3, 5]
    assert words("职工医保（试行），2021年") == ["职工", "医保", "试行", "2021", "年"]


@given(st.text(max_size=80))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(search_form(text)) == len(searchable(text))


@given(st.text(max_size=80))
def test_the_searched_form_is_its_own_searched_form(text: str) -> None:
    assert search_form(search_form(text)) == search_form(text)


def test_neighbouring_numbers_and_latin_words_stay_apart_and_letterspaced_han_join() -> None:
    assert searchable("市　　长\t12　34\nInternet Plus 行动") == "市长12 34 Internet Plus行动"
