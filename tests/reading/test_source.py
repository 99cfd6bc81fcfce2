"""Reading: what is read, and each reason for which a file is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reading import PARSABLE_BYTES, ReadingError, Source, read_bytes, read_file

GAZETTES = sorted((Path(__file__).resolve().parents[2] / "gazettes").glob("*.txt"))
WRONG = "既不是 UTF-8 也不是 GB18030 编码。请用文本编辑器另存为 UTF-8 后再收录。"
PROSE = "第一条　为了加强管理，根据有关规定，结合本市实际，制定本办法。\n第二条　本办法适用于本市行政区域内的活动。\n"


@pytest.mark.parametrize("path", GAZETTES, ids=lambda path: path.stem)
def test_a_gazette_is_the_same_in_both_encodings(path: Path) -> None:
    text = path.read_text("utf-8")
    utf8, gb = read_file(path), read_bytes(text.encode("gb18030"), path.name)
    assert (utf8.text, utf8.encoding) == (text, "utf-8")
    assert (gb.text, gb.encoding) == (text, "gb18030")
    assert utf8.sha256 != gb.sha256


def test_the_byte_order_mark_is_left_out() -> None:
    assert read_bytes(b"\xef\xbb\xbf" + PROSE.encode(), "a").text == PROSE


def test_short_chinese_in_gb18030_is_read() -> None:
    assert read_bytes("第一条　内容".encode("gb18030"), "a").text == "第一条　内容"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(data, "甲.txt")
    assert str(error.value) == "甲.txt：文件是空的。请核对是否导出了正文。"


def test_utf_16_is_named_with_its_remedy() -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(PROSE.encode("utf-16"), "a.txt")
    assert str(error.value) == "a.txt：这是 UTF-16 编码的文本。请用文本编辑器另存为 UTF-8 后再收录。"


@pytest.mark.parametrize("data", [b"abc\0def", b"SQLite format 3\0"])
def test_a_binary_is_said_to_be_no_text(data: bytes) -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(data, "甲.txt")
    assert str(error.value) == "甲.txt：这不是文本文件。请先导出为 UTF-8 或 GB18030 编码的 .txt 或 .md。"


@pytest.mark.parametrize("cut", [0, 3, 40, 90, 120])
def test_utf8_with_one_broken_byte_is_named_with_its_line(cut: int) -> None:
    data = PROSE.encode()
    with pytest.raises(ReadingError) as error:
        read_bytes(data[:cut] + b"\xff" + data[cut:], "甲.txt")
    line = data[:cut].count(b"\n") + 1
    assert error.value.line == line
    assert str(error.value) == f"甲.txt 第{line}行：{WRONG}"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("日本国憲法は国民主権の原則を定める。これはテストです。", "shift_jis"),
        ("Électricité générale à été où déjà", "latin-1"),
        ("Правительство Российской Федерации постановляет", "cp1251"),
        ("안녕하세요 대한민국 국민 여러분 오늘은 날씨가 매우 좋습니다 그래서 우리는", "euc-kr"),
        ("中華人民共和國政府公報第一號", "big5"),
    ],
)
def test_another_encoding_does_not_slip_through_as_garbage(words: str, encoding: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(words.encode(encoding), "乙.txt")
    assert str(error.value) == f"乙.txt 第1行：{WRONG}"


def test_bytes_of_neither_encoding_are_named_with_their_line() -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(b"abc\n\n\xff\xff\n", "丙.txt")
    assert str(error.value) == f"丙.txt 第3行：{WRONG}"


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ReadingError) as error:
        read_file(path)
    assert str(error.value) == f"{path}：文件有 200 MB，超过 64 MB 的上限。请按期拆分后再收录。"


def test_too_many_bytes_in_memory_are_refused() -> None:
    with pytest.raises(ReadingError) as error:
        read_bytes(bytes(PARSABLE_BYTES + 1), "大.txt")
    assert str(error.value) == "大.txt：文件超过 64 MB 的上限。请按期拆分后再收录。"


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_a_file_that_cannot_be_opened_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(ReadingError) as error:
        read_file(path)
    assert str(error.value) == f"{path}：找不到或打不开这个文件。请核对路径和读取权限。"


@given(st.text(alphabet="甲乙\n ", max_size=80), st.integers(0, 79))
def test_the_line_of_a_character_is_one_more_than_the_line_feeds_before_it(text: str, at: int) -> None:
    source = Source("a", "0", text, "utf-8")
    assert source.line_of(at) == text.count("\n", 0, min(at, len(text))) + 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    reason = ""
    try:
        words = read_bytes(data, "a").text
    except ReadingError as error:
        words, reason = "", str(error)
    assert words or (reason.startswith("a") and reason.endswith("。"))
