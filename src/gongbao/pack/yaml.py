"""YAML by events: a tree whose scalars stay text until the type of their field reads them.

Nothing is guessed (8:30 is not 510, no is not false), nothing is lost in silence (doubled keys, torn expressions), and
every node knows its line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic_core import core_schema

from gongbao.pack.problems import Mark, PackError
from gongbao.reading import ReadingError, read_file

LARGEST_BYTES = 4 * 1024 * 1024
DEEPEST = 50

_FOLD = str.maketrans("（）［］｛｝", "()[]{}")

_PLAIN_WORDS = (
    ("found character '\\t'", "行首用了制表符", "请把制表符改成空格"),
    ("mapping values are not allowed", "这一行里多了一个冒号，或者缩进不对", "请给含冒号的文字加引号，并核对缩进"),
    ("did not find expected key", "缩进不对，或者上一行的引号、括号没有写完", "请核对这一行和上一行"),
    ("could not find expected ':'", "键的后面缺冒号，或者上一行没有写完", "请补上冒号和空格，并核对上一行"),
    ("did not find expected ',' or", "行内写法的括号没有配对，或者缺逗号", "请补上括号或逗号，也可以改成分行的写法"),
    ("found unexpected end of stream", "引号没有配对", "请补上引号"),
    ("block sequence entries are not allowed", "这里不能写“- ”", "请另起一行并核对缩进"),
    ("did not find expected '-' indicator", "列表的缩进不齐", "请让同一列表的“- ”对齐"),
    ("found character that cannot start any token", "这个字符不能作为开头", "请给这段文字加引号"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as the author wrote it. `style` is the YAML style: None or '' (plain), ' \" | >."""

    text: str
    mark: Mark
    style: str = ""
    indent: int = 0  # blanks before the first line of a block scalar

    @property
    def quoted(self) -> bool:
        """Whether the text stands in quotation marks, so that it is a word and nothing else."""
        return self.style in ("'", '"')

    def __str__(self) -> str:
        return self.text

    def mark_at(self, line: int, column: int) -> Mark:
        """The place in the file of a place in the text; both count from 1. Folded and escaped text is approximate."""
        if self.style == "|":
            return Mark(self.mark.path, self.mark.line + line, self.indent + column)
        if line > 1 or self.style == ">":
            return self.mark
        return Mark(self.mark.path, self.mark.line, self.mark.column + column - 1 + (1 if self.quoted else 0))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    mark: Mark

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def read_yaml(path: Path, name: str | None = None) -> Node:
    """Read one file as one document.

    Args:
        path: the file.
        name: how messages call it; the path itself where None.

    Raises:
        PackError: the file is unreadable, larger than `LARGEST_BYTES`, nested deeper than `DEEPEST`, not YAML, or uses
            doubled keys, anchors, aliases, tags, several documents, or a flow style that tears an expression apart.
    """
    called = name or str(path)
    start = Mark(called, 1, 1)
    try:
        too_large = path.stat().st_size > LARGEST_BYTES
        text = "" if too_large else read_file(path).text
    except (OSError, ReadingError) as error:
        what = error.what if isinstance(error, ReadingError) else "找不到或打不开这个文件"
        remedy = error.remedy if isinstance(error, ReadingError) else "请核对路径和读取权限"
        line = error.line if isinstance(error, ReadingError) and error.line else 1
        raise PackError.at(Mark(called, line, 1), what, remedy) from error
    if too_large:
        raise PackError.at(start, f"文件超过 {LARGEST_BYTES // 1024 // 1024} MB 的上限", "请按章节拆成几个文件")
    return parse_yaml(text, called)


def parse_yaml(text: str, name: str) -> Node:
    """Read one document from text; `name` is what messages call the file. Errors as in `read_yaml`."""
    return _Builder(text, name).document()


class _Builder:
    """Turns the event stream into one tree."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))

    def document(self) -> Node:
        root: Node | None = None
        while True:
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise PackError.at(self._mark(event), "一个文件里有多份 YAML 文档", "请删去“---”，每个文件只写一份")
                event = self._next()
                root = self._node(event, 1, flow=False)
        if root is None:
            raise PackError.at(Mark(self._name, 1, 1), "文件里没有内容", "请写上内容，或者删去这个文件")
        return root

    def _next(self) -> Any:
        try:
            return next(self._events)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark or error.context_mark
            mark = Mark(self._name, at.line + 1, at.column + 1) if at else Mark(self._name, 1, 1)
            problem = f"{error.problem or ''} {error.context or ''}"
            for sign, what, remedy in _PLAIN_WORDS:
                if sign in problem:
                    raise PackError.at(mark, what, remedy) from error
            raise PackError.at(mark, "这里不合 YAML 的写法", "请核对引号、冒号和缩进") from error
        except yaml.YAMLError as error:
            raise PackError.at(Mark(self._name, 1, 1), "文件里有不能显示的控制字符", "请删去控制字符后另存") from error

    def _mark(self, event: Any) -> Mark:
        return Mark(self._name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, depth: int, *, flow: bool) -> Node:
        mark = self._mark(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise PackError.at(mark, "规则包不用锚点和别名（& 和 *）", "请把内容写全；文字以 & 或 * 开头的请加引号")
        if event.tag is not None:
            raise PackError.at(mark, f"规则包不用标签（{event.tag}）", "请删去标签；文字以 ! 开头的请加引号")
        if depth > DEEPEST:
            raise PackError.at(mark, f"嵌套超过 {DEEPEST} 层", "请把内容分开来写")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, mark, flow=flow)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            inside = flow or bool(event.flow_style)
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1, flow=inside))
            return Sequence(tuple(items), mark)
        return self._mapping(mark, depth, flow=flow or bool(event.flow_style))

    def _mapping(self, mark: Mark, depth: int, *, flow: bool) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Mark] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1, flow=flow)
            if not isinstance(key, Scalar):
                raise PackError.at(key.mark, "键必须是文字", "请把键写成一个词；含括号的文字请加引号")
            if key.text in seen:
                first = seen[key.text]
                raise PackError.at(key.mark, f"键“{key.text}”重复了，第{first.line}行已经写过", "请合并成一处")
            seen[key.text] = key.mark
            entries.append((key, self._node(self._next(), depth + 1, flow=flow)))
        return Mapping(tuple(entries), mark)

    def _scalar(self, event: Any, mark: Mark, *, flow: bool) -> Scalar:
        style = "" if event.implicit[0] and not event.style else event.style or ""
        text = event.value
        if flow and style == "" and not _balanced(text):
            raise PackError.at(
                mark, f"行内写法在逗号或括号处断开了，只剩“{text}”", "请给整个表达式加引号，或者改用“|”另起一行写"
            )
        indent = 0
        if style == "|" and mark.line < len(self._lines):
            below = next((line for line in self._lines[mark.line :] if line.strip()), "")
            indent = len(below) - len(below.lstrip(" "))
        return Scalar(text, mark, style, indent)


def _balanced(text: str) -> bool:
    open_brackets: list[str] = []
    for character in text.translate(_FOLD):
        if character in "([{":
            open_brackets.append(character)
        elif character in ")]}" and (not open_brackets or open_brackets.pop() + character not in ("()", "[]", "{}")):
            return False
    return not open_brackets
