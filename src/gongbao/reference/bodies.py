"""Kinds of bodies (机关) and what they are called: 发改局, 发展和改革局 and 发展和改革委员会 are one body of a place.

The names are in `data/bodies.txt`, with what a body was called before a reorganisation and the paper that ordered it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_REFORMS = {
    "改2003": (2003, "《国务院机构改革方案》（2003年3月）"),
    "改2008": (2008, "《国务院机构改革方案》（2008年3月）"),
    "改2013": (2013, "《国务院机构改革和职能转变方案》（2013年3月）"),
    "改2018": (2018, "中共中央《深化党和国家机构改革方案》（2018年3月）"),
    "改2023": (2023, "中共中央、国务院《党和国家机构改革方案》（2023年3月）"),
    "乡2021": (2021, "国家乡村振兴局2021年2月挂牌"),
}
LEVELS = "省市县区州盟旗"
_LEVEL = re.compile(rf"^(?:[{LEVELS}]|自治区|本市|本县|全市)(?=.{{2}})")


@dataclass(frozen=True, slots=True)
class Reform:
    """A national reorganisation; when a place carried it out is a matter of the place's own papers."""

    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Function:
    """One matter that a body of each place sees to, with the names that such a body has."""

    key: str  # 发展改革; also how lists name it: 发展改革、财政等部门
    kind: str  # 部门 政府 党委 群团 司法 事业单位 派驻 企业
    short: tuple[str, ...]  # 发展改革 发改
    names: tuple[str, ...]  # the full one first
    former: tuple[str, ...] = ()
    reform: Reform | None = None


@cache
def functions() -> tuple[Function, ...]:
    """All kinds of bodies that are known."""
    text = files("gongbao.reference").joinpath("data/bodies.txt").read_text(encoding="utf-8")
    found: list[Function] = []
    kind = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            short, _, rest = line.partition(":")
            now, _, before = rest.partition("<")
            reform, *former = before.split() or [""]
            for group in now.split("|"):
                keys = tuple(short.split())
                found.append(
                    Function(
                        keys[0],
                        kind,
                        keys,
                        tuple(group.split()),
                        tuple(former),
                        Reform(*_REFORMS[reform]) if reform else None,
                    )
                )
    return tuple(found)


@cache
def by_name() -> dict[str, Function]:
    """Functions by each name that a body of theirs has or had; a name of today wins over a former one."""
    found: dict[str, Function] = {}
    for function in functions():
        for name in function.names:
            found.setdefault(name, function)
    for function in functions():
        for name in function.former:
            found.setdefault(name, function)
    return found


@cache
def by_key() -> dict[str, Function]:
    """Functions by their keys."""
    return {function.key: function for function in functions()}


@cache
def by_short() -> dict[str, Function]:
    """Functions by the words that lists of departments use: 发改、财政、住建等部门."""
    found: dict[str, Function] = {}
    for function in functions():
        if function.kind in ("部门", "司法", "派驻"):
            for word in function.short:
                found.setdefault(word, function)
    return found


@cache
def _ranked() -> dict[str, tuple[str, ...]]:
    """For the names of ministries and provincial departments the other names of the same one."""
    found: dict[str, tuple[str, ...]] = {}
    for function in functions():
        if function.kind != "部门":
            continue
        for suffix in ("厅", "部"):
            names = tuple(dict.fromkeys(name[:-1] + suffix for name in function.names if name.endswith("局")))
            for name in names:
                found.setdefault(name, names)
    return found


def other_names(name: str) -> tuple[str, ...]:
    """The other names of the body that is called `name`, with the same 市, 县 or 省 before them; none where unknown.

    A name of one rank has no other of another rank: 财政厅 is not called 财政局. Former names are not among them.
    """
    match = _LEVEL.match(name)
    for prefix in ("", match[0]) if match else ("",):
        bare = name[len(prefix) :]
        function = by_name().get(bare)
        names = function.names if function and bare in function.names else _ranked().get(bare, ())
        if names:
            return tuple(prefix + other for other in names if other != bare)
    return ()
