import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library.fulltext import Indexed, StoredText, stored_text
from gongbao.library.index import Index

TREE = (
    Indexed(11, 1, None, "第一章　总则"),
    Indexed(12, 1, 11, "第一条　养犬应当登记，费用5000元。"),
    Indexed(13, 1, 12, "（一）烈性犬；"),
    Indexed(14, 1, None, "第二章　附则ABC"),
)


def index_of(*rows: Indexed, title: str = "养犬办法") -> Index:
    return Index([(1, title), (2, "无正文的文件")], [stored_text(1, rows)])


def places(index: Index, phrase: str, *, whole: bool = False) -> list[tuple[int, int]]:
    found = index.positions(phrase, whole=whole)
    return [(int(index.row_of[at]), int(at - index.starts[index.row_of[at]])) for at in found]


def test_rows_are_titles_and_the_provisions_behind_them() -> None:
    index = index_of(*TREE)
    assert [index.text(row) for row in range(index.rows)] == [
        "养犬办法",
        "第一章总则",
        "第一条养犬应当登记，费用5000元。",
        "（一）烈性犬；",
        "第二章附则abc",
        "无正文的文件",
    ]
    assert index.provision_of.tolist() == [-1, 11, 12, 13, 14, -1]
    assert index.document_of.tolist() == [0, 0, 0, 0, 0, 1]


def test_what_stands_above_is_known() -> None:
    index = index_of(*TREE)
    assert index.parent.tolist() == [-1, 0, 1, 2, 0, -1]
    flags = np.zeros(index.rows, dtype=bool)
    flags[1] = True
    assert index.beneath(np.arange(6, dtype=np.int32), flags).tolist() == [False, False, True, True, False, False]


def test_a_phrase_is_found_in_titles_and_texts_and_never_across_rows() -> None:
    index = index_of(*TREE)
    assert places(index, "养犬") == [(0, 0), (2, 3)]
    assert places(index, "犬") == [(0, 1), (2, 4), (3, 5)]
    assert places(index, "总则第一条") == []
    assert places(index, "没有") == places(index, "𠀀") == places(index, "") == []


def test_numbers_and_latin_words_can_be_asked_for_whole() -> None:
    index = index_of(Indexed(1, 1, None, "15号5号3.5万PM2 PM25"), title="标题")
    assert len(places(index, "5号")) == 2
    assert places(index, "5号", whole=True) == [(1, 3)]
    assert places(index, "3", whole=True) == []
    assert places(index, "pm2", whole=True) == [(1, 9)]


def test_texts_are_shown_as_printed() -> None:
    index = index_of(Indexed(1, 1, None, "定政办〔2023〕5号，ＡＢＣ 養犬"), title="标题")
    begin, size = int(index.starts[1]), int(index.lengths[1])
    assert index.text(1) == "定政办（2023）5号，abc养犬"
    assert index.shown(begin, begin + size) == "定政办〔2023〕5号，ABC養犬"


def test_an_empty_library_has_an_index() -> None:
    assert Index([], []).positions("养犬").tolist() == []


@given(st.lists(st.text(alphabet="养犬登记，。0123ab", max_size=12), min_size=1, max_size=6), st.data())
def test_every_substring_is_found_at_every_place_and_nowhere_else(texts: list[str], data: st.DataObject) -> None:
    rows = [Indexed(at + 1, 1, None, text) for at, text in enumerate(texts)]
    index = Index([(1, "题")], [stored_text(1, rows)])
    forms = [index.text(row) for row in range(index.rows)]
    source = data.draw(st.sampled_from([form for form in forms if form]))
    start = data.draw(st.integers(0, len(source) - 1))
    phrase = source[start : data.draw(st.integers(start + 1, len(source)))]
    expected = [(row, at) for row, form in enumerate(forms) for at in range(len(form)) if form.startswith(phrase, at)]
    assert places(index, phrase) == expected


def test_stored_texts_tell_where_words_begin() -> None:
    text = stored_text(1, (Indexed(1, 1, None, "产品和服务"),))
    assert isinstance(text, StoredText)
    bits = np.unpackbits(np.frombuffer(text.words, dtype=np.uint8), bitorder="little", count=5)
    assert bits.tolist() == [1, 0, 1, 1, 0]
