from hypothesis import given
from hypothesis import strategies as st

from gongbao.library.tokens import characters, fold, pieces, searchable, words


def test_each_han_character_is_a_token_and_numbers_and_latin_words_stay_whole() -> None:
    assert characters("支付比例为６０%，3.5万元PM2") == [*"支付比例为", "60", "_", "3.5", *"万元", "pm", "2"]


def test_words_of_a_text_join_to_the_same_tokens() -> None:
    text = "职工基本医疗保险门诊共济保障机制（试行），2021年"
    assert "".join(words(text)) == "".join(characters(text))


@given(st.text(max_size=80))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert all(0 <= start < end <= len(text) for _token, start, end in pieces(text))


def test_neighbouring_numbers_and_latin_words_stay_apart_and_letterspaced_han_join() -> None:
    assert searchable("市　　长\t12　34\nInternet Plus 行动") == "市长12 34 Internet Plus行动"
