"""Names of bodies (机关) in a text.

A name is known by the list of `reference.bodies`, or by its build: a place or level, some words, and a word that ends
the names of bodies. What several bodies are called together (各县（市、区）政府, 成员单位, 有关部门) is a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongbao.reference.bodies import Function, by_name, by_short
from gongbao.reference.places import localities
from gongbao.text.wordlist import one_of

_HAN = "\u4e00-\u9fff"
_BLANK = re.compile(r"\s")
_WIDEST = 24
_LONGEST_PLACE = 11
_LEVEL = re.compile(r"(?:自治区|[本我各全][省市县区]|[省市县区])$")
_LEVEL_FIRST = re.compile(r"自治区|[本我各全][省市县区]|[省市县区]")
_ZONE_NAME = (
    r"(?:临空)?(?:经济技术|经济|高新技术产业|高新)?(?:开发区|高新区|新区|产业园区|园区|经济区)"
    r"(?:（[\u4e00-\u9fff]{2,4}）)?"
)
_ZONE = re.compile(rf"{_ZONE_NAME}$")
_ZONE_FIRST = re.compile(rf"(?:[\u4e00-\u9fff]{{2,3}}市?)?{_ZONE_NAME}")
_CARRIED = re.compile(r"(?:国家税务总局|国网(?:河北)?)$")
_INNER_LEVEL = re.compile(r"团([省市县区])委")
_NEEDS_PREFIX = ("政府", "党委", "司法", "企业", "群团")
"""Kinds whose short names (法院, 工会) are common words where no place or level stands before them."""

_JOINS = "和与及或由向对经报送到在将为是同会请各据受归至于按把给让使从以下属据含应但且并需须即如若原、"
"""Characters that may stand right before the name of a body without being part of it."""

_NOT_LEVEL = {
    "市": "场区民级直内外域容值面政",
    "县": "级域城直内外区",
    "区": "域级内外划间位别块",
    "省": "级内外略份直会",
}
_BEFORE_LEVEL = {
    "市": "城超都门股集上楼夜花菜早",
    "区": "社园地小辖灾校景库片山新发城牧林产街矿农水教厂疆郊",
    "省": "节反",
    "县": "",
}
_ENDINGS = (
    "局|委员会|委员会办公室|指挥部|指挥部办公室|领导小组|领导小组办公室|联席会议|联席会议办公室|工作专班|管委会|管理委员会"
    "|人民政府|街道办事处|办事处|支队|大队|总队|中心|集团|公司|协会|联合会|医院|分局|支行|分行|办公室|学院|大学|银行|监管组"
)
_STOPS = "的了和与及或由对将被把按等各为在是向并要从该"
_RUN = re.compile(rf"[^\W\d_a-zA-Z{_STOPS}]{{3,{_WIDEST}}}$")
_MEMBERS = re.compile("(?:联席会议|领导小组|指挥部|委员会|工作专班)(?:各|相关|有关|其他)?成员单位")
_VERBS = re.compile(
    "组织|负责|配合|会同|协助|应当|督促|指导|加强|推动|推进|建立|设置|设立|成立|组建|根据|关于|完善|实施|充分发挥|协调"
)
_NOT_NAMES = re.compile("全市|全县|副?局长|副?主任|[布格全结开当大时]局$|办医院$|公立医院$")
_GOES_ON = tuple("势面部长限员址城思")
_TAIL = (
    r"(?:分局|支局|支队|大队|中队|监管组|中心支行|支行|分行|分公司)"
    rf"|(?:(?!负责|组织|会同|配合|协助)[^\W\d_a-zA-Z{_STOPS}]){{2,7}}?(?:大队|支队)"
)


_BRACKETS = str.maketrans("()", "（）")


class MentionKind(StrEnum):
    """What a mention names."""

    BODY = "机关"  # 市发改局
    DEPARTMENT = "职能部门"  # 发改部门: the body that sees to a matter, whatever it is called
    GROUP = "一组机关"  # 各县（市、区）政府


@dataclass(frozen=True, slots=True)
class Mention:
    """A body, or a group, that a text names at characters `start` to `end`."""

    start: int
    end: int
    words: str  # as printed, blanks removed
    kind: MentionKind
    place: str  # that the words name: 廊坊市; "" where they name none
    level: str  # 省 市 县 区 国家; "" where the words have none
    name: str  # without place and level: 发展和改革局
    function: str | None  # key of the kind of body: 发展改革; None where it is not on the list


@dataclass(frozen=True, slots=True)
class _Prefix:
    """What stands before a name: where it begins, and the place or level that it says."""

    start: int
    place: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    known: re.Pattern[str]
    tail: re.Pattern[str]
    ending: re.Pattern[str]
    departments: re.Pattern[str]
    short: re.Pattern[str]
    group: re.Pattern[str]


def bodies_in(text: str) -> tuple[Mention, ...]:
    """All bodies and groups that a text names, in order, without overlap; blanks within a name do not matter."""
    close = _BLANK.sub("", text)
    offsets = (
        range(len(text)) if len(close) == len(text) else [at for at, char in enumerate(text) if not char.isspace()]
    )
    return tuple(
        Mention(
            offsets[each.start],
            offsets[each.end - 1] + 1,
            each.words,
            each.kind,
            each.place,
            each.level,
            each.name,
            each.function,
        )
        for each in mentions(close)
    )


def mentions(text: str) -> list[Mention]:
    """The same for a text that holds no blanks."""
    patterns = _patterns()
    text = text.translate(_BRACKETS)
    found = [
        *_groups(text, patterns),
        *_departments(text, patterns),
        *_known(text, patterns),
        *_built(text, patterns),
    ]
    found.sort(key=lambda each: (each.start, each.start - each.end))
    known = {(each.start, each.end) for each in found if each.function}
    ends = dict(sorted(known))
    kept: list[Mention] = []
    for each in found:
        inner = ends.get(each.start, each.end)
        if each.function is None and inner < each.end and text[inner] in "省市县区":
            continue  # two names without a mark between them: 市卫生健康委市县公立医院
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end > kept[-1].end and each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return kept


def _known(text: str, patterns: _Patterns) -> Iterator[Mention]:
    names = functions_by_name()
    end = 0
    for match in patterns.known.finditer(text):
        at, name = match.start(), match[0]
        function = names[name]
        prefix = _prefix(text, at, end)
        before = text[prefix.start - 1] if prefix.start > end else ""
        inner = _INNER_LEVEL.fullmatch(name)
        stands_alone = prefix.start == at and not inner
        if stands_alone and function.kind != "国家":
            if _is_han(before) and before not in _JOINS:
                continue
            if function.kind in _NEEDS_PREFIX and len(name) < 4:
                continue
        if name.startswith("委") and not (prefix.level or prefix.place):
            continue
        tail = patterns.tail.match(text, match.end())
        end = tail.end() if tail else match.end()
        place = prefix.place or (tail["place"] if tail and tail["place"] else "")
        national = function.kind == "国家" or (name.startswith("中国") and not place)
        yield Mention(
            prefix.start,
            end,
            text[prefix.start : end],
            MentionKind.BODY,
            place,
            "国家" if national else inner[1] if inner else prefix.level,
            ("团委" if inner else name) + (tail[0] if tail else ""),
            None if tail and not tail[0].endswith(("行", "公司")) else function.key,
        )


def _prefix(text: str, at: int, end: int) -> _Prefix:
    """What stands before the name that begins at `at`; `end` is where the name before it ended."""
    window = text[max(end, at - _WIDEST) : at]
    if not window:
        return _Prefix(at)
    zone = _ZONE.search(window) if window[-1] in "区）" else None
    if zone:
        named = _place_before(window[: zone.start()])
        return _Prefix(at - len(window) + zone.start() - len(named), named + zone[0])
    named = _place_before(window)
    if named:
        start = at - len(named)
        carried = _CARRIED.search(text[max(0, start - 8) : start])
        return _Prefix(start - (len(carried[0]) if carried else 0), named)
    level = _LEVEL.search(window)
    if level and _is_level(window[: level.start()], level[0]):
        return _Prefix(at - len(level[0]), level=level[0][-1])
    return _Prefix(at)


def _place_before(window: str) -> str:
    places = _places()
    sizes = range(min(len(window), _LONGEST_PLACE), 1, -1)
    return next((window[-size:] for size in sizes if window[-size:] in places), "")


def _is_level(before: str, level: str) -> bool:
    """Whether 市, 县, 区, 省 before a name is a level and not the end of another word: 城市, 社区."""
    return len(level) > 1 or not before or before[-1] not in _BEFORE_LEVEL.get(level, "")


def is_zone(words: str) -> bool:
    """Whether words are the name of a development zone: 廊坊开发区, 高新区, 临空经济区（廊坊）."""
    return _ZONE_FIRST.fullmatch(words.translate(_BRACKETS)) is not None


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _built(text: str, patterns: _Patterns) -> Iterator[Mention]:
    end = 0
    for match in patterns.ending.finditer(text):
        run = _RUN.search(text[max(end, match.start() - _WIDEST) : match.start()])
        if not run or text[match.end() : match.end() + 1] in _GOES_ON:
            continue
        words, start = run[0], match.start() - len(run[0])
        last = max((verb.end() for verb in _VERBS.finditer(words)), default=0)
        last += _last_place(words[last:])
        words, start = words[last:], start + last
        zone = _ZONE_FIRST.match(words)
        place = zone[0] if zone else _place_at_start(words)
        level = "" if place else (_LEVEL_FIRST.match(words) or [""])[0]
        stem = words[len(place or level) :]
        if _NOT_NAMES.search(stem + match[0]):
            continue
        if not (place or level) or len(stem) < 2 or (level and stem[0] in _NOT_LEVEL.get(level[-1], "")):
            continue
        before = text[start - 1] if start > end else ""
        if level and len(level) == 1 and before in _BEFORE_LEVEL.get(level, " ") and before:
            continue
        end = match.end()
        yield Mention(start, end, text[start:end], MentionKind.BODY, place, level[-1:], stem + match[0], None)


def _last_place(words: str) -> int:
    """Where the last place of a run begins that has words behind it: names that print without a mark between."""
    places = _places()
    for at in range(len(words) - 4, 0, -1):
        sizes = range(3, min(len(words) - at - 2, _LONGEST_PLACE) + 1)
        if any(words[at : at + size] in places for size in sizes):
            return at
    return 0


def _place_at_start(words: str) -> str:
    places = _places()
    return next((words[:size] for size in range(min(len(words), _LONGEST_PLACE), 2, -1) if words[:size] in places), "")


def _departments(text: str, patterns: _Patterns) -> Iterator[Mention]:
    for match in patterns.departments.finditer(text):
        begins = match.start("list")
        before = text[begins - 1] if begins else ""
        items = list(patterns.short.finditer(match["list"]))
        level = match["level"] or ""
        if len(items) == 1 and not level and _is_han(before) and before not in _JOINS:
            continue
        for at, item in enumerate(items):
            last = at == len(items) - 1
            start = match.start() if at == 0 else begins + item.start()
            end = match.end() if last else begins + item.end()
            function = by_short()[item[0]]
            yield Mention(start, end, text[start:end], MentionKind.DEPARTMENT, "", level[-1:], item[0], function.key)


def _groups(text: str, patterns: _Patterns) -> Iterator[Mention]:
    for match in patterns.group.finditer(text):
        yield Mention(match.start(), match.end(), match[0], MentionKind.GROUP, "", "", match[0], None)
    for match in _MEMBERS.finditer(text):
        run = _RUN.search(text[max(0, match.start() - _WIDEST) : match.start()])
        stem = _VERBS.split(run[0])[-1] if run else ""
        start = match.start() - len(stem)
        words = text[start : match.end()]
        yield Mention(start, match.end(), words, MentionKind.GROUP, "", "", words, None)


@cache
def functions_by_name() -> dict[str, Function]:
    """Kinds of bodies by every name that a text may use, those of provincial departments (厅) among them."""
    found = dict(by_name())
    found.update({f"团{level}委": found["团委"] for level in "省市县区"})
    for name, function in by_name().items():
        if function.kind == "部门" and name.endswith("局"):
            found.setdefault(name[:-1] + "厅", function)
    return found


@cache
def _places() -> frozenset[str]:
    names = {each.name for each in localities()}
    return frozenset(names | {each.stem for each in localities() if len(each.stem) > 1})


@cache
def _patterns() -> _Patterns:
    shorts = one_of(by_short())
    listed = rf"(?P<list>{shorts}(?:[、和与及]{shorts}){{0,30}})"
    helpers = "(?:等|有关|相关|各|行政|主管|监管|监督管理|管理|职能|执法|综合){0,4}"
    return _Patterns(
        re.compile(one_of(functions_by_name())),
        re.compile(rf"(?P<place>{one_of(_places())})?(?:{_TAIL})"),
        re.compile(one_of(_ENDINGS.split("|"))),
        re.compile(rf"(?P<level>[市县区省])?{listed}{helpers}(?:部门|机关)"),
        re.compile(shorts),
        re.compile(_group_pattern()),
    )


def _group_pattern() -> str:
    units = (
        r"县（市、?区）|县（区、市）|县（市）、?区|市（县、区）|乡（镇）|乡镇（街道）|乡镇（街道办）|乡镇（办）|镇（街道）|县市区|县、市、区"
        "|市、县、乡|乡镇、街道|乡镇街道|乡镇区街道|乡镇|城区街道|街道|镇街|县区|区县|乡|镇|县|区|市县"
    )
    ends = "人民政府|政府|管委会|街道办事处|办事处|街道办|党委、政府|党委政府|党委|（办事处）"
    of = "有关|相关|责任|成员|其他|其它|直属|职能|行业|主管|监管|牵头|配合|涉及"
    town = "乡（镇）|乡镇（街道）|乡（街道）|乡镇、街道|乡镇街道|乡镇|乡"
    what = "部门和单位|部门、单位|部门（单位）|部门单位|部门|单位|委办局"
    return "|".join(
        (
            rf"各(?:{units})(?:{ends})?",
            r"县（市、?区）|县（区、市）|乡（镇）|乡镇（街道）",
            rf"(?:县（市、?区）|县（区、市）|乡（镇）|乡镇（街道）|乡镇|县市区|县级以上(?:地方)?(?:各级)?)(?:{ends})",
            rf"[市县省区]?(?:直|政府)?各(?:{of}|级|地){{0,3}}(?:{what})",
            rf"[市县省区]?(?:直|政府)?(?:有关|相关|其他|其它)(?:{of}){{0,2}}(?:{what})|成员单位|(?:行业)?主管部门|监管部门",
            r"(?:地方)?各级(?:人民政府|政府|党委政府|党委、政府|党委|各部门)(?:各部门)?|各级各(?:有关)?部门|各地各(?:有关)?部门",
            rf"(?:相关|有关|各有关|各相关|属地|所在地|事发地)(?:{town})(?:{ends})?",
            r"(?:市|县)?属地(?:人民政府|政府)",
        )
    )
