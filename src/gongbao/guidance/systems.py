"""The catalogue of systems that the gazettes describe, read and checked."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

_FORMAT = 1
"""Part of the cached file's name; raised when the models change."""


class CatalogueError(ValueError):
    """The catalogue cannot be read. `str()` names the file and the place."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Printed = Annotated[str | None, BeforeValidator(lambda value: None if value == "null" else value)]
"""Text, or null."""


class Kind(StrEnum):
    """Kinds of systems."""

    CALCULATION = "calculation"
    ELIGIBILITY = "eligibility"
    SCORING = "scoring"
    RANKING = "ranking"
    GRADING = "grading"
    FUND = "fund"
    REGISTER = "register"
    CATALOGUE = "catalogue"
    PLATFORM = "platform"
    PROCEDURE = "procedure"
    EMERGENCY = "emergency"
    TASKS = "tasks"
    INDICATORS = "indicators"
    QUOTAS = "quotas"
    SUPERVISION = "supervision"
    LIFECYCLE = "lifecycle"

    @property
    def chinese(self) -> str:
        """The kind as pages show it."""
        return _CHINESE[self]


_CHINESE = {
    Kind.CALCULATION: "计算",
    Kind.ELIGIBILITY: "资格条件",
    Kind.SCORING: "评分",
    Kind.RANKING: "排序",
    Kind.GRADING: "分级分档",
    Kind.FUND: "资金",
    Kind.REGISTER: "台账名录",
    Kind.CATALOGUE: "目录清单",
    Kind.PLATFORM: "平台",
    Kind.PROCEDURE: "程序",
    Kind.EMERGENCY: "应急响应",
    Kind.TASKS: "任务",
    Kind.INDICATORS: "指标",
    Kind.QUOTAS: "名额分配",
    Kind.SUPERVISION: "监督检查",
    Kind.LIFECYCLE: "施行与效力",
}


class System(_Frozen):
    """One system that a document sets up."""

    id: str
    name: str
    kind: Kind
    at: str  # provisions, as a person writes them: 第二条、第十二条
    lines: tuple[int, int]
    computable: Literal["full", "partly", "narrative"]
    scope: str


class CatalogueDocument(_Frozen):
    """A document as the catalogue has it."""

    id: str
    title: str
    number: Printed
    date: Printed
    type: str
    lines: tuple[int, int]
    annexes: tuple[Any, ...]
    interprets: Printed
    systems: tuple[System, ...]


class CatalogueGazette(_Frozen):
    """One issue."""

    file: str
    title: str
    documents: tuple[CatalogueDocument, ...]


class Totals(_Frozen):
    """The catalogue's own sums."""

    documents: int
    systems: int
    by_kind: dict[Kind, int]
    by_computable: dict[str, int]


class Systems(_Frozen):
    """The whole catalogue."""

    gazettes: tuple[CatalogueGazette, ...]
    totals: Totals


def shipped_systems() -> Path:
    """The catalogue that ships: in an installed wheel beside the code, in a checkout under `packs/`.

    Raises:
        FileNotFoundError: there is neither.
    """
    package = Path(str(files("gongbao")))
    for file in (package / "_content" / "packs" / "systems.yaml", package.parent.parent / "packs" / "systems.yaml"):
        if file.is_file():
            return file
    raise FileNotFoundError("找不到随程序附带的制度目录 packs/systems.yaml。请重新安装 gongbao。")


_loaded: dict[str, Systems] = {}


def load_systems(path: Path | None = None) -> Systems:
    """Read the catalogue; None: the one that ships. Its parsed form is kept in the user's cache, by content.

    Raises:
        CatalogueError: the file is missing, not YAML, or not a catalogue.
    """
    path = path or shipped_systems()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}：打不开制度目录。请核对路径和读取权限。") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _loaded:
        _loaded[digest] = _from_cache(digest) or _parse(path, data, digest)
    return _loaded[digest]


class _Loader(yaml.CBaseLoader):
    """Every scalar is text until its field reads it; a key given twice is an error, not a silent winner."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}”写了两次", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _parse(path: Path, data: bytes, digest: str) -> Systems:
    try:
        raw = yaml.load(data, Loader=_Loader)  # noqa: S506 -- a base loader builds text, lists and mappings only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" 第{mark.line + 1}行第{mark.column + 1}列" if mark else ""
        raise CatalogueError(f"{path}{where}：{error.problem}。请改正后再试。") from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"{path}：不是 YAML 文件。请核对编码和格式。") from error
    try:
        systems = Systems.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CatalogueError(f"{path}：{where or '整个文件'}不合格式（{first['msg']}）。请对照 docs 改正。") from error
    _to_cache(digest, systems)
    return systems


def _cache_file(digest: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "gongbao" / f"systems-{_FORMAT}-{digest}.json"


def _from_cache(digest: str) -> Systems | None:
    try:
        return Systems.model_validate_json(_cache_file(digest).read_bytes())
    except (OSError, ValidationError):
        return None


def _to_cache(digest: str, systems: Systems) -> None:
    file = _cache_file(digest)
    with suppress(OSError):  # a cache that cannot be written costs time only
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as handle:
            handle.write(systems.model_dump_json().encode())
        os.replace(handle.name, file)
