"""What all models of a pack's source share: entries that know their place, and the types that read a scalar.

A model is given nodes, not dictionaries; each type reads the text of its node itself, so that an error can point at
the very character. Unknown keys are refused with the nearest known one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from gongbao.pack.problems import Mark, PackError, PackProblem, listed, suggest
from gongbao.pack.yaml import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

SELF, KEYS = "@", "@keys"


class Entry(BaseModel):
    """A mapping of the source. `where` is its place, `keys` the places of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    what: ClassVar[str] = "这一项"

    where: SkipJsonSchema[Mark] = Field(alias="@", repr=False)
    keys: SkipJsonSchema[MappingProxyType[str, Mark]] = Field(alias="@keys", repr=False)

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """The keys an author may write."""
        names = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(name for name in names if not name.startswith("@"))

    @model_validator(mode="before")
    @classmethod
    def _from_node(cls, node: Any) -> Any:
        return cls.opened(node)

    @classmethod
    def opened(cls, node: Any) -> Any:
        """The node's entries as a dictionary, its keys checked."""
        if isinstance(node, dict):
            return node
        if not isinstance(node, Mapping):
            raise PackError.at(
                node.mark, f"{cls.what}要写成“键: 值”的形式", f"可以写的键有：{listed(cls.known_keys())}"
            )
        known = cls.known_keys()
        for key, _ in node:
            if key.text not in known:
                raise PackError.at(
                    key.mark,
                    f"{cls.what}里没有“{key.text}”这个键",
                    suggest(key.text, known, f"可以写的键有：{listed(known)}"),
                )
        return entries(node)

    def mark(self, key: str) -> Mark:
        """The place of a key, or of the entry where the key is not written."""
        return self.keys.get(key, self.where)


def entries(node: Mapping) -> dict[str, Any]:
    """A mapping node as a dictionary that also holds its places."""
    opened: dict[str, Any] = {key.text: value for key, value in node}
    opened[SELF] = node.mark
    opened[KEYS] = MappingProxyType({key.text: key.mark for key, _ in node})
    return opened


def _scalar(node: Any) -> Any:
    if isinstance(node, Node) and not isinstance(node, Scalar):
        raise PackError.at(node.mark, "这里要写一段文字", "请写成一行文字，含逗号、冒号的加引号")
    if isinstance(node, Scalar) and not node.text.strip():
        raise PackError.at(node.mark, "这里还没有写内容", "请补上内容，或者删去这个键")
    return node


def _items(node: Any) -> Any:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Node):
        raise PackError.at(node.mark, "这里要写一个列表", "请写成“- ”开头的几行，或者写在方括号里")
    return node


def _one_or_more(node: Any) -> Any:
    if isinstance(node, Sequence):
        return node.items
    return (node,) if isinstance(node, Node) else node


def _named(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key.text: value for key, value in node}
    if isinstance(node, Node):
        raise PackError.at(node.mark, "这里要写“名称: 内容”", "请每个名称一行，内容缩进写在下面")
    return node


def _flag(node: Any) -> Any:
    if not isinstance(node, Scalar):
        return node
    words = {"true": True, "false": False, "是": True, "否": False}
    if node.text not in words:
        raise PackError.at(node.mark, f"“{node.text}”不是“是”或“否”", "请写 true 或 false，也可以写“是”或“否”")
    return words[node.text]


def _day(node: Any) -> Any:
    if not isinstance(node, Scalar):
        return node
    try:
        return date.fromisoformat(node.text)
    except ValueError as error:
        raise PackError.at(node.mark, f"“{node.text}”不是日期", "请写成 2022-01-01 的形式") from error


def one_of(kinds: type[StrEnum]) -> Callable[[Any], Any]:
    """A reader of an enumeration's words."""

    def read(node: Any) -> Any:
        if not isinstance(node, Scalar):
            return node
        words = [kind.value for kind in kinds]
        if node.text not in words:
            raise PackError.at(
                node.mark, f"这里不能写“{node.text}”", suggest(node.text, words, f"可以写：{listed(words)}")
            )
        return kinds(node.text)

    return read


class OrBare:
    """In the JSON Schema: what is described, or (one of) its bare values."""

    def __init__(self, *bare: dict[str, Any], or_item: bool = False) -> None:
        self.bare, self.or_item = list(bare), or_item

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Called by pydantic."""
        full = handler(schema)
        bare = [handler.resolve_ref_schema(full)["items"]] if self.or_item else self.bare
        return {"anyOf": [*bare, full]}


Text = Annotated[Scalar, BeforeValidator(_scalar)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
ListOf = Annotated[tuple[T, ...], BeforeValidator(_items)]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_one_or_more), OrBare(or_item=True)]
Named = Annotated[dict[str, T], BeforeValidator(_named)]


class Cite(Entry):
    """Words of the document (or of another one) and the place they stand in."""

    what: ClassVar[str] = "依据"

    cite: Text
    words: Text | None = None
    document: Text | None = None


class Cited(Entry):
    """Something that rests on one citation (`cite`, `words`) or on several (`cites`)."""

    names_its_place: ClassVar[bool] = True

    cite: Text | None = None
    words: Text | None = None
    document: Text | None = None
    cites: ListOf[Cite] = ()

    @model_validator(mode="after")
    def _one_way_of_citing(self) -> Self:
        if self.cites and (self.cite or self.words):
            raise PackError.at(self.mark("cites"), "cite 和 cites 不能同时写", "请把依据都写进 cites")
        if self.words and not self.cite and self.names_its_place:
            raise PackError.at(self.mark("words"), "写了 words，没有写 cite", "请补上 cite，例如 cite: 第六条")
        return self

    @property
    def citations(self) -> tuple[Cite, ...]:
        """All citations, in order."""
        if self.cite is None:
            return self.cites
        whole = {"cite": self.cite, "words": self.words, "document": self.document, SELF: self.where, KEYS: self.keys}
        return (Cite.model_validate(whole),)


def read_as(shape: Any, node: Node) -> Any:
    """A node read as a type.

    Raises:
        PackError: with every fault that the type finds.
    """
    try:
        return TypeAdapter(shape).validate_python(node)
    except ValidationError as error:
        raise PackError(_told(error, node)) from error


def _told(error: ValidationError, node: Node) -> Iterable[PackProblem]:
    problems: list[PackProblem] = []
    for fault in error.errors(include_url=False):
        cause = fault.get("ctx", {}).get("error")
        if isinstance(cause, PackError):
            problems += cause.problems
            continue
        given = fault["input"]
        mark = given.mark if isinstance(given, Node) else node.mark
        if isinstance(given, dict) and SELF in given:
            mark = given[SELF]
        if fault["type"] == "missing":
            problems.append(PackProblem.at(mark, f"缺“{fault['loc'][-1]}”", "请补上这个键"))
        else:
            problems.append(PackProblem.at(mark, "这里的写法不对", "请对照 docs/packs.md 里这一节的写法"))
    return sorted(set(problems))
