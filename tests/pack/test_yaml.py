"""Reading YAML by events: nothing is guessed, nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.pack import Mapping, PackError, PackProblem, Scalar, Sequence, parse_yaml, read_yaml
from gongbao.pack.yaml import DEEPEST, LARGEST_BYTES

SPOILT = [
    ("{feel: max(0, min(a - b, c))}", "第1行第8列：行内写法在逗号或括号处断开了，只剩“max(0”"),
    ("a: [（一, 二）]", "第1行第5列：行内写法在逗号或括号处断开了，只剩“（一”"),
    ("a: [(1..3]]", "第1行第5列：行内写法在逗号或括号处断开了，只剩“(1..3”"),
    ("a: 1\nb: 2\na: 3", "第3行第1列：键“a”重复了，第1行已经写过"),
    ("{a: 1, a: 2}", "第1行第8列：键“a”重复了，第1行已经写过"),
    ("a: &x 1", "第1行第4列：规则包不用锚点和别名（& 和 *）"),
    ("a: *x", "第1行第4列：规则包不用锚点和别名（& 和 *）"),
    ("a: !!python/object:os.system 1", "第1行第4列：规则包不用标签（tag:yaml.org,2002:python/object:os.system）"),
    ("a: 1\n---\nb: 2", "第2行第1列：一个文件里有多份 YAML 文档"),
    ("[a]: 1", "第1行第1列：键必须是文字"),
    ("a: b: c", "第1行第5列：这一行里多了一个冒号，或者缩进不对"),
    ("a: 'x", "第1行第6列：引号没有配对"),
    ("a:\n\t- 1", "第2行第1列：这个字符不能作为开头"),
    ("", "第1行第1列：文件里没有内容"),
    ("a: \x01", "第1行第1列：文件里有不能显示的控制字符"),
    ("[" * (DEEPEST + 10), f"第1行第{DEEPEST + 1}列：嵌套超过 {DEEPEST} 层"),
]


@pytest.mark.parametrize(("text", "message"), SPOILT, ids=[text[:30] for text, _ in SPOILT])
def test_a_spoilt_file_is_answered_with_line_column_and_remedy(text: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_yaml(text, "pack.yaml")
    assert str(caught.value).startswith(f"pack.yaml {message}。")
    assert caught.value.remedy


def test_every_scalar_stays_text() -> None:
    read = parse_yaml("a: 8:30\nb: 012\nc: no\nd: 2022-01-01\ne: 0.1\nf: ~\ng: 'x'\n", "f")
    assert isinstance(read, Mapping)
    assert [str(value) for _, value in read] == ["8:30", "012", "no", "2022-01-01", "0.1", "~", "x"]


def test_nodes_know_their_place_and_whether_they_were_quoted() -> None:
    read = parse_yaml("a:\n  - 一\n  - '二'\n", "f")
    assert isinstance(read, Mapping)
    items = read.get("a")
    assert isinstance(items, Sequence)
    first, second = items.items
    assert isinstance(first, Scalar)
    assert isinstance(second, Scalar)
    assert (first.mark.line, first.mark.column, first.quoted) == (2, 5, False)
    assert (second.mark.line, second.mark.column, second.quoted) == (3, 5, True)


def test_a_place_in_a_block_is_a_place_in_the_file() -> None:
    read = parse_yaml("decisions:\n  甲:\n    feel: |\n      max(0,\n        乙 丙)\n", "f")
    assert isinstance(read, Mapping)
    node = read.get("decisions")
    assert isinstance(node, Mapping)
    inner = node.get("甲")
    assert isinstance(inner, Mapping)
    block = inner.get("feel")
    assert isinstance(block, Scalar)
    assert block.mark_at(2, 5)[1:] == (5, 11)


def test_flow_style_that_tears_nothing_is_fine() -> None:
    read = parse_yaml(
        "a: {cite: 第十四条（二）, words: 45岁（含）以上, feel: 'max(0, min(a, b))', when: [在职, \"< 年龄\"]}", "f"
    )
    assert isinstance(read, Mapping)


def test_a_file_in_gb18030_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes("名称: 值".encode("gb18030"))
    assert isinstance(read_yaml(tmp_path / "pack.yaml"), Mapping)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "pack.yaml").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PackError, match="文件超过 4 MB 的上限"):
        read_yaml(tmp_path / "pack.yaml")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a: \0", b"a: \xff\xfe"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pack.yaml").write_bytes(content)
    with pytest.raises(PackError):
        read_yaml(tmp_path / "pack.yaml")


@given(st.text(alphabet="ab:- \n\t[]{}()（）'\"|>&*!#%@`,0甲", max_size=60))
def test_any_text_is_a_tree_or_a_clear_error(text: str) -> None:
    problems: tuple[PackProblem, ...] = ()
    try:
        parse_yaml(text, "f")
    except PackError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.what and problem.remedy for problem in problems)
