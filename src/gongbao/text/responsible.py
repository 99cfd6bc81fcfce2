"""Who is responsible for what, in a cell of a task table or a clause: bodies, groups, and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongbao.reference.places import places_called
from gongbao.text.bodies import Mention, MentionKind, is_zone, mentions

_HAN = "\u4e00-\u9fff"
_BLANK = re.compile(r"\s")


class Role(StrEnum):
    """In what way a body is responsible."""

    LEADS = "牵头"
    RESPONSIBLE = "责任"
    HELPS = "配合"


@dataclass(frozen=True, slots=True)
class Responsible:
    """One of those that a cell makes responsible."""

    words: str
    role: Role
    mention: Mention | None  # None where the words are not the name of a body: a person, a sentence


_ROLE = {
    **dict.fromkeys(("牵头", "主办", "主责", "组长"), Role.LEADS),
    **dict.fromkeys(("责任", "承办", "实施", "落实", "负责", "主管", "完成"), Role.RESPONSIBLE),
    **dict.fromkeys(("配合", "协办", "协助", "参与", "参加", "协同", "支持"), Role.HELPS),
}
_ROLES = "|".join(_ROLE)
_LABEL = re.compile(rf"(?:主要)?(?P<role>{_ROLES})(?:责任)?(?:单位|部门|主体|机关)?[:：]")
_NOTE = re.compile(rf"[（(](?P<role>{_ROLES})(?:责任)?(?:单位|部门)?[）)]")
_BEHIND = re.compile(
    rf"(?:等)?(?:有关部门|相关部门|单位|部门)?(?:按照?(?:各自)?职责(?:分工)?|分工|分别|共同|密切|积极|具体)?(?P<role>{_ROLES})(?:实施|落实)?(?=[，,；;。\n、]|$)"
)
_SPLIT = re.compile(r"[、，,；;。/|]|(?<=[局委办部院会厅心司府])[和与及]|及其|以及")
_WHOLE = re.compile(
    rf"[{_HAN}]{{2,24}}(?:（[{_HAN}]{{1,8}}）[{_HAN}]{{0,8}})?(?<=[局委办厅部院站队社会心司所校府行团组户])"
)
_TOWNS = re.compile(
    "各?(?:乡镇|街道|乡|镇|县|区|乡镇区|县区|县市区|乡（街道）|乡镇（办）)(?:等)?|(?:具有[^，。]{2,8}的)?各级(?:各部门)?"
)
_TRIM = re.compile(
    r"^(?:由|会同|和|与|及|以及|请|指导|在|各自|其他)"
    r"|(?:等(?:有关|相关)?(?:单位|部门)?|共同|分别|按照?职责分工|负责|落实)$"
)
_ACTS = re.compile(rf"(?P<role>{_ROLES})")


def responsible(text: str, role: Role = Role.RESPONSIBLE) -> tuple[Responsible, ...]:
    """Who a cell or clause makes responsible, in order.

    Args:
        text: 市发改局、市财政局，各县（市、区）政府; 牵头单位：…配合单位：…; 市发改局牵头，市财政局配合.
        role: what those are for whom the text gives no role: of the column's heading, say.
    """
    found: list[Responsible] = []
    at, current = 0, role
    for label in _LABEL.finditer(text):
        found += _unlabelled(text[at : label.start()], current)
        at, current = label.end(), _ROLE[label["role"]]
    return (*found, *_unlabelled(text[at:], current))


def _unlabelled(text: str, role: Role) -> list[Responsible]:
    found: list[Responsible] = []
    at = 0
    for match in _BEHIND.finditer(text):
        found += _items(text[at : match.start()], _ROLE[match["role"]])
        at = match.end()
    return found + _items(text[at:], role)


def _items(text: str, role: Role) -> list[Responsible]:
    found: list[Responsible] = []
    for piece in _pieces(text):
        note = _NOTE.search(piece)
        own = _ROLE[note["role"]] if note else role
        found += _item(_NOTE.sub("", piece), own)
    return found


def _pieces(text: str) -> Iterator[str]:
    """The text between separators that stand outside brackets."""
    depth, start, cuts = 0, 0, {match.start(): match.end() for match in _SPLIT.finditer(text)}
    for at, char in enumerate(text):
        if char in "（(“《":
            depth += 1
        elif char in "）)”》":
            depth = max(0, depth - 1)
        elif at in cuts and depth == 0 and at >= start:
            yield text[start:at]
            start = cuts[at]
    yield text[start:]


def _item(piece: str, role: Role) -> list[Responsible]:
    lines = [line for line in (_BLANK.sub("", each) for each in piece.split("\n")) if line]
    if not lines:
        return []
    joined = "".join(lines)
    for parts in ([joined], lines):
        read = [_tiled(part, role) for part in parts]
        if all(each is not None for each in read):
            return [each for tiled in read for each in tiled or ()]
    for parts in (lines, [joined]):
        if all(_WHOLE.fullmatch(part) for part in parts):
            return [each for part in parts for each in _either(part, role)]
    return [each for line in lines for each in _either(line, role)]


def _either(words: str, role: Role) -> list[Responsible]:
    tiled = _tiled(words, role)
    return [_unlisted(words, role)] if tiled is None else tiled


def _of_place(words: str) -> Mention | None:
    """A place as a unit stands for its government: 三河市, 宁北街道, 廊坊开发区."""
    called = places_called(words)
    if called and called[0].name == words:
        street = words.endswith("街道")
        name, function = ("街道办事处", "街道办事处") if street else ("人民政府", "政府")
        return Mention(0, len(words), words, MentionKind.BODY, words, "", name, function)
    if is_zone(words):
        return Mention(0, len(words), words, MentionKind.BODY, words, "", "管委会", "管委会")
    return None


def _unlisted(words: str, role: Role) -> Responsible:
    """A body that is on no list but named as bodies are; any other words are none."""
    words = _TRIM.sub("", _TRIM.sub("", words)) or words
    if not _WHOLE.fullmatch(words):
        return Responsible(words, role, None)
    return Responsible(words, role, Mention(0, len(words), words, MentionKind.BODY, "", "", words, None))


def _tiled(words: str, role: Role) -> list[Responsible] | None:
    """The bodies that words consist of from end to end; a body and what it does (市公安局配合省级部门); else None."""
    words = _TRIM.sub("", _TRIM.sub("", words))
    if not words:
        return []
    place = _of_place(words)
    if place is not None:
        return [Responsible(words, role, place)]
    found = mentions(words)
    rest = words
    for each in reversed(found):
        rest = rest[: each.start] + rest[each.end :]
    if found and not rest.strip("和与及等（）()、"):
        return [Responsible(each.words, role, each) for each in found]
    acts = _ACTS.match(rest) if len(found) == 1 and found[0].start == 0 else None
    if acts:
        return [Responsible(found[0].words, _ROLE[acts["role"]], found[0])]
    if _TOWNS.fullmatch(words):
        return [Responsible(words, role, Mention(0, len(words), words, MentionKind.GROUP, "", "", words, None))]
    return None
