"""Lists of persons with their posts (组 长：张某某 某局局长), whose lines a narrow column breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbao.text.model import Span
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import Mark

_ROLE = r"[\u4e00-\u9fff \t\u3000]{2,40}"
_ROLES = re.compile(
    r"(?:常务)?(?:副|执行)?(?:组长|召集人|主任|总指挥|指挥长|会长|秘书长|理事长|队长)(?:单位)?|第[一二三]召集人|"
    r"成员(?:单位|名单)?|委员|顾问|[\u4e00-\u9fff]{0,8}联络员"
)
_NAME = r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}"
_GAP = r"[ \t\u3000*]"
_ENTRY = re.compile(
    rf"{_GAP}{{0,40}}(?:-{_GAP}{{1,4}})?(?:(?P<role>{_ROLE}){_GAP}{{0,4}}[：:]{_GAP}{{0,8}})?"
    rf"(?P<name>{_NAME}){_GAP}{{1,20}}(?P<post>[^\s*].{{0,70}})"
)
_UNPARTED = re.compile(rf"{_GAP}{{0,40}}(?P<role>{_ROLE}){_GAP}{{0,4}}[：:]{_GAP}{{0,8}}(?P<post>\S{{4,70}})")
_POST_END = re.compile(
    r"(?:长|主任|书记|委员|主席|经理|检察官|科员|调研员|督学|干部|政委|参谋|负责人|总监|秘书|(?:工程|经济|会计|规划|农艺|统计)师|研究员"
    r"|警长|警督|专员|部长|主管|教授|医师|行长|人大代表|副职)(?:[（(][^（）()]{1,20}[）)])?$"
)
_HEADING = re.compile(r"[^，。；]{0,30}(?:成员|人员|组成人员)?名单(?:如下)?[：:]?")
_PROSE = re.compile(r"[。；，]")
_COLON = re.compile(r"[：:]")
_LONGEST = 80  # characters of a line of a list
_WRAPPED = 16  # the longest rest of a post that did not fit its column
_MOST_LINES = 6  # of one entry
_FEWEST = 3  # lines that make a list


@dataclass(frozen=True, slots=True)
class Entry:
    """One person: lines `at` to `end` (exclusive)."""

    at: int
    end: int
    role: str  # 组长, "" where the line does not print it
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of persons: its heading (成员名单：), if any, is lines `at` to the first entry."""

    at: int
    end: int
    entries: tuple[Entry, ...]

    def torn(self) -> bool:
        """Whether a role comes back behind another one: the list holds lines of two."""
        roles = [each.role for each in self.entries if each.role]
        return len(roles) != len(set(roles))


def rosters(
    text: str, lines: Sequence[Line], marks: Sequence[Mark | None], tables: Mapping[int, int], at: int, end: int
) -> dict[int, Roster]:
    """The lists of persons in lines `at` to `end` (exclusive), by their first line."""
    found: dict[int, Roster] = {}
    while at < end:
        if at in tables:
            at = tables[at]
            continue
        if marks[at] is not None or not _could_begin(lines[at]):
            at += 1
            continue
        made, at = _roster(text, lines, marks, at, end)
        if made is not None:
            found[made.at] = made
    return found


def _could_begin(line: Line) -> bool:
    """Whether a list could begin on a line: short, no sentence, with a blank between its words or called a list."""
    key = line.key
    parted = line.width != 2 * len(key)  # Chinese characters alone take two cells each
    return len(key) <= _LONGEST and (parted or "名单" in key) and not _PROSE.search(key)


def _roster(
    text: str, lines: Sequence[Line], marks: Sequence[Mark | None], at: int, end: int
) -> tuple[Roster | None, int]:
    """The list that begins on a line, or None; and the line to go on with, so that no line is read twice."""
    first = at
    while first < min(at + 2, end) and marks[first] is None and _HEADING.fullmatch(lines[first].key):
        first += 1
    entries: list[Entry] = []
    led = False  # somebody heads the list
    step = first
    while step < end:
        line = lines[step]
        if marks[step] is not None or line.tabs or line.heading or len(line.key) > _LONGEST:
            break
        match = _entry(text, line)
        if match is not None and (match["role"] or not entries or not _goes_on(entries[-1], line)):
            if match["role"] and _leads(match["role"]):
                if led:
                    break  # another list begins
                led = True
            entries.append(Entry(step, step + 1, "".join((match["role"] or "").split()), _name(match), _post(match)))
        elif (whole := _unparted(text, line)) is not None:
            if _leads(whole["role"]):
                if led:
                    break
                led = True
            entries.append(Entry(step, step + 1, "".join(whole["role"].split()), "", _post(whole)))
        elif entries and _goes_on(entries[-1], line):
            last = entries[-1]
            entries[-1] = Entry(last.at, step + 1, last.role, last.name, last.post + line.key)
        elif entries and _bare(line):
            entries.append(Entry(step, step + 1, "", "", line.key))
        else:
            break
        step += 1
    named = [each for each in entries if each.name]
    roles = sum(bool(each.role) for each in named)
    posts = sum(_POST_END.search(each.post) is not None for each in named)
    many = len(entries) >= _FEWEST and posts * 3 >= len(named) * 2
    if len(named) < 2 or not (roles or first > at or many) or (not roles and posts * 2 < len(named)):
        return None, max(at + 1, step)
    return Roster(at, step, tuple(entries)), step


def _entry(text: str, line: Line) -> re.Match[str] | None:
    if _PROSE.search(line.key):
        return None
    match = _ENTRY.fullmatch(_printed(text, line))
    if match is None or (match["role"] is None and _COLON.search(line.key)):
        return None
    return match if match["role"] is None or _ROLES.fullmatch("".join(match["role"].split())) else None


def _unparted(text: str, line: Line) -> re.Match[str] | None:
    """成员：吕某某市人大某委主任: name and post without a blank between, which cannot be told apart."""
    if _PROSE.search(line.key) or not _POST_END.search(line.key):
        return None
    match = _UNPARTED.fullmatch(_printed(text, line))
    return match if match is not None and _ROLES.fullmatch("".join(match["role"].split())) else None


def _printed(text: str, line: Line) -> str:
    spans: tuple[Span, ...] = line.spans
    return "".join(text[start:stop] for start, stop in spans).rstrip()


def _goes_on(entry: Entry, line: Line) -> bool:
    """Whether a line is the rest of the post of the entry above it."""
    key = line.key
    if (
        entry.end - entry.at >= _MOST_LINES
        or len(key) > _WRAPPED
        or line.gap > 1
        or _PROSE.search(key)
        or key[0].isdecimal()
        or _COLON.search(key)
    ):
        return False
    if entry.post[-1] in "、副（(" or not _POST_END.search(entry.post):
        return not _complete(key) or _POST_END.search(key) is not None
    return len(key) <= 5 and _POST_END.fullmatch(key) is not None


def _complete(key: str) -> bool:
    return key[-1] in "。；：:"


def _bare(line: Line) -> bool:
    """A member without a name: 25个乡镇（街道）分管副职."""
    key = line.key
    return len(key) <= 24 and not _PROSE.search(key) and _POST_END.search(key) is not None and not _COLON.search(key)


def _leads(role: str) -> bool:
    plain = "".join(role.split())
    return plain in ("组长", "召集人", "总指挥", "指挥长", "主任", "会长", "理事长")


def _name(match: re.Match[str]) -> str:
    return "".join(match["name"].split())


def _post(match: re.Match[str]) -> str:
    return "".join(match["post"].split())
