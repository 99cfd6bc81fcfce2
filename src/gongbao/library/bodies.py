"""The register of bodies (机关): which names in the documents of a place mean one body, and since when.

A name is resolved within a place, that of the document it stands in: 市发改局 in a paper of 廊坊市 is 廊坊市's. What a
name could mean in several ways is left unresolved. Reorganisations come from the words of the documents, else from the
national paper that ordered them, which is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from gongbao.library.model import Card
from gongbao.library.schema import provision
from gongbao.reference.bodies import Function, by_key, other_names
from gongbao.reference.places import PLACES, Locality, Tier, places_called
from gongbao.text.bodies import Mention, MentionKind, bodies_in, functions_by_name

NATION = "全国"
_STATED = re.compile(r"[”\"]?（(?:以下|下|以下统)简?称?(?:为|作)?[“\"]?([\u4e00-\u9fff]{2,16})[”\"]?）")
_MAKES = re.compile(r"组建|更名为|改名为|调整为|并入|划入|改组为")
_SENTENCE = re.compile(r"[^。；\n]{4,300}")


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a document says something of a body."""

    document: Card
    place: str  # the provision
    eid: str
    words: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a body, and why it is taken for one."""

    name: str
    ground: str  # 文中简称, 同一职能的通行写法, 文中用过
    times: int = 0  # how often the documents of the place use it
    witness: Witness | None = None  # where the text itself says so


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation: one body became another."""

    before: str
    after: str
    year: int | None
    source: str  # the paper, or the words of the text
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a place. `name` is the full name as far as the documents tell it."""

    name: str  # 廊坊市发展和改革委员会
    place: str  # 廊坊市; 全国 for those of the State Council
    kind: str  # 部门 政府 党委 群团 司法 事业单位 派驻 企业 国家 其他
    level: str  # 国家 省级 地级 县级 乡级; "" where unknown
    function: str | None  # 发展改革; None for a body of its own kind
    aliases: tuple[Alias, ...]
    changes: tuple[Change, ...] = ()
    times: int = 0  # how often it is named

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and all others."""
        return (self.name, *(each.name for each in self.aliases if each.name != self.name))


@dataclass(slots=True)
class _Entry:
    """What is gathered of one body while documents are read."""

    place: str
    function: Function | None
    short: Counter[str] = field(default_factory=Counter)  # names without place and level
    used: Counter[str] = field(default_factory=Counter)  # as printed
    stated: dict[str, Witness] = field(default_factory=dict)
    former: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    at: list[tuple[int, int]] = field(default_factory=list)  # card and row of `Register.rows`


Key = tuple[str, str]
"""Place, and function or name: one body."""

Row = tuple[int, str, str, str]
"""Document id, place, eid and normal text of a provision."""


class Register:
    """The bodies that the documents of one place name."""

    def __init__(self, place: str, cards: Sequence[Card], rows: Iterable[Row]) -> None:
        """Read the documents of a place.

        Args:
            place: 廊坊市.
            cards: its documents.
            rows: document id, place, eid and normal text of their provisions in order.
        """
        self.place = place
        self._cards = {card.id: card for card in cards}
        self._entries: dict[Key, _Entry] = {}
        self._rows: list[Row] = []
        for row in rows:
            self._read(row)
        self._by_key = {key: _made(key, entry, home=place) for key, entry in self._entries.items()}
        self.bodies = tuple(sorted(self._by_key.values(), key=lambda body: (-body.times, body.name)))
        self._by_name: defaultdict[str, list[Body]] = defaultdict(list)
        for body in self._by_key.values():
            for name in dict.fromkeys(body.names):
                self._by_name[name].append(body)

    def named(self, name: str) -> Body | None:
        """The one body that a name means here; None where it means none or several."""
        found = self._by_name.get(name, [])
        found = [each for each in found if each.place == self.place] or found
        if len(found) == 1:
            return found[0]
        mentions = bodies_in(name)
        if len(mentions) == 1 and len(mentions[0].words) == len(name):
            return self.of(mentions[0])
        return None

    def of(self, mention: Mention) -> Body | None:
        """The body that a mention in a document of this place means; one that only the national list knows, too."""
        key = self._key(mention)
        if key is None:
            return None
        if key not in self._by_key:
            entry = _Entry(key[0], by_key().get(mention.function or ""))
            entry.short[mention.name] += 1
            return _made(key, entry, home=self.place)
        return self._by_key[key]

    def witnesses(self, body: Body) -> tuple[Witness, ...]:
        """Every provision that names a body, in order."""
        entry = next((self._entries[key] for key, each in self._by_key.items() if each == body), None)
        return tuple(self._witness(row) for row in dict.fromkeys(row for _card, row in entry.at)) if entry else ()

    def _witness(self, row: int) -> Witness:
        document_id, place, eid, text = self._rows[row]
        return Witness(self._cards[document_id], place, eid, text[:300])

    def _read(self, row: Row) -> None:
        text = row[3]
        found = bodies_in(text)
        if not found:
            return
        at = len(self._rows)
        self._rows.append(row)
        for mention in found:
            key = self._key(mention)
            if key is None:
                continue
            entry = self._entry(key, mention)
            entry.at.append((row[0], at))
            if mention.kind is MentionKind.BODY:
                former = entry.function is not None and mention.name in entry.function.former
                (entry.former if former else entry.short)[mention.name] += 1
                if not former:
                    entry.used[mention.words] += 1
        if "称" in text:
            self._read_abbreviations(text, found, at)
        if _MAKES.search(text):
            self._read_changes(text, found, at)

    def _read_abbreviations(self, text: str, found: Sequence[Mention], row: int) -> None:
        ends = {mention.end: mention for mention in found}
        for match in _STATED.finditer(text):
            mention = ends.get(match.start()) or ends.get(match.start() + 1)
            key = self._key(mention) if mention else None
            if mention and key:
                self._entry(key, mention).stated.setdefault(match[1], self._witness(row))

    def _read_changes(self, text: str, found: Sequence[Mention], row: int) -> None:
        for sentence in _SENTENCE.finditer(text):
            made = _MAKES.search(sentence[0])
            if not made:
                continue
            cut = sentence.start() + made.end()
            before = [each for each in found if sentence.start() <= each.start and each.end <= cut]
            after = next((each for each in found if cut <= each.start and each.end <= sentence.end()), None)
            key = self._key(after) if after else None
            if not after or key is None:
                continue
            former = [each for each in before if _is_former(each) and self._key(each) == key]
            for each in former:
                witness = self._witness(row)
                change = Change(each.words, after.words, None, sentence[0].strip(), witness)
                self._entry(key, after).changes.append(change)

    def _entry(self, key: Key, mention: Mention) -> _Entry:
        if key not in self._entries:
            self._entries[key] = _Entry(key[0], by_key().get(mention.function or ""))
        return self._entries[key]

    def _key(self, mention: Mention) -> Key | None:
        """Which body a mention means; None for a group and for what could mean several."""
        if mention.kind is MentionKind.GROUP:
            return None
        place = self._place(mention)
        if place is None:
            return None
        if mention.function is not None:
            zone = mention.place if mention.place and not places_called(mention.place) else ""
            return place, zone + mention.function
        zone = mention.place if mention.place and not places_called(mention.place) else ""
        return place, zone + mention.name

    def _place(self, mention: Mention) -> str | None:
        home = PLACES.get(self.place)
        if mention.level == "国家":
            return NATION
        if mention.place:
            called = places_called(mention.place)
            if len(called) == 1:
                return called[0].name
            near = [each for each in called if home and self.place in (each.city, each.county, each.name)]
            return near[0].name if len(near) == 1 else (self.place or None) if not called else None
        if not mention.level:
            return home.province if home and mention.name.endswith("厅") else self.place or None
        return _of_level(mention.level, home)


def read_rows(connection: sa.Connection, cards: Sequence[Card]) -> list[Row]:
    """Document id, place, eid and normal text of the provisions of documents, in order."""
    found: list[Row] = []
    columns = (provision.c.document_id, provision.c.place, provision.c.eid, provision.c.normal)
    for card in cards:
        query = sa.select(*columns).where(provision.c.document_id == card.id).order_by(provision.c.position)
        found += [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]
    return found


def _is_former(mention: Mention) -> bool:
    function = functions_by_name().get(mention.name)
    return function is not None and mention.name in function.former


def _of_level(level: str, home: Locality | None) -> str | None:
    """The place that 市, 县, 省 means in a paper of `home`; None where that is not one place."""
    if home is None:
        return None
    if level == "省":
        return home.province
    if home.name.endswith(level) or (level == "县" and home.name.endswith("自治县")):
        return home.name
    if level == "市" and home.tier is Tier.COUNTY:
        return home.city
    return None


def _made(key: Key, entry: _Entry, *, home: str) -> Body:
    place, what = key
    function = entry.function
    zone = what.removesuffix(function.key) if function else ""
    short = _full_name(entry) if function else what
    prefix = "" if function and function.kind == "国家" else zone or place
    if place.endswith("街道") and short.startswith("街道"):
        prefix = place.removesuffix("街道")
    branches = [name for name in entry.used if name.endswith(("行", "分局", "监管组")) and function]
    name = max(branches, key=len) if branches else prefix + short
    changes = [*entry.changes]
    if function and function.reform and entry.former:
        told = {change.before for change in changes}
        source = f"{function.reform.source}；本地何时改名，以本地文件为准"
        changes += [
            Change(former, name, function.reform.year, source)
            for former in entry.former
            if not any(each.endswith(former) for each in told)
        ]
    return Body(
        name=name,
        place=place,
        kind=function.kind if function else "其他",
        level="" if zone else _level_of(place, function),
        function=function.key if function else None,
        aliases=tuple(_aliases(name, prefix, short, entry, bare=place in (home, NATION))),
        changes=tuple(changes),
        times=sum(entry.used.values()) + sum(entry.former.values()),
    )


def _full_name(entry: _Entry) -> str:
    """The full name among those that a function has: of the rank that the documents use most, 局 or 委员会."""
    function = entry.function
    assert function is not None
    used = {name: count for name, count in entry.short.items() if name in function.names}
    if function.kind != "部门" or not used:
        named = next(iter(entry.short), "")
        return function.names[0] if used or named in function.former or named in function.short else named
    full = {name: count for name, count in used.items() if len(name) >= len(function.names[0])} or used
    committee = sum(count for name, count in full.items() if name.endswith(("委", "委员会")))
    rank = ("委员会",) if committee * 2 > sum(full.values()) else ("局", "室", "关", "厅", "中心")
    ranked = [name for name in function.names if name.endswith(rank)] or list(function.names)
    if rank == ("委员会",):
        return max(ranked, key=lambda name: (used.get(name, 0), len(name)))
    longest = max(ranked, key=lambda name: (name in used, len(name)))
    return longest if len(longest) >= len(ranked[0]) else ranked[0]


def _level_of(place: str, function: Function | None) -> str:
    if place == NATION or (function and function.kind == "国家"):
        return "国家"
    found = places_called(place)
    return str(found[0].tier) if len(found) == 1 else ""


def _aliases(name: str, prefix: str, short: str, entry: _Entry, *, bare: bool) -> Iterable[Alias]:
    """The other names; those without the place only where they mean the body of the documents' own place."""
    given: dict[str, Alias] = {}
    for stated, witness in entry.stated.items():
        given[stated] = Alias(stated, "文中简称", entry.used.get(stated, 0), witness)
    for used, times in entry.used.most_common():
        given.setdefault(used, Alias(used, "文中用过", times))
    others = (short, *other_names(short)) if entry.function and short in entry.function.names else ()
    for other in others:
        for form in (prefix + other, other) if bare else (prefix + other,):
            given.setdefault(form, Alias(form, "同一职能的通行写法"))
    given.pop(name, None)
    return given.values()
