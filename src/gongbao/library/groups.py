"""Groups of bodies (成员单位, 各县（市、区）政府): who is in them, by a list that can be cited.

A group without a list stays open: nobody guesses its members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.library.bodies import Body, Register, Row, Witness
from gongbao.library.model import Card
from gongbao.reference.places import PLACES, Tier, under
from gongbao.text.bodies import Mention, MentionKind, bodies_in
from gongbao.text.responsible import Role, responsible

_ORGAN = r"联席会议|领导小组|指挥部|委员会|工作专班|评委会"
_CONSISTS = re.compile(
    rf"(?P<organ>[^，。；：]{{0,30}}?(?:{_ORGAN}))[^。；：]{{0,12}}?由(?P<list>[^。；]{{4,600}}?)(?:等)?(?P<n>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})?"
    r"(?:个|家)?(?:市直|县直)?(?:部门|单位|成员单位)(?:共同)?(?:组成|为成员)"
)
_ARE = re.compile(
    r"(?:组长|指挥长|召集人|主任)，(?P<list>[^。；：]{4,400}?)(?:等)?(?:相关|有关|职能){0,3}(?:部门|单位)?(?:主要|分管){0,2}"
    r"(?:负责人|负责同志|领导|领导同志)为(?:市|县|区)?(?:指挥部|领导小组|联席会议)?成员"
)
_LISTED = re.compile(r"成员单位(?:及|和|的)?(?:其|主要|工作)?(?:职责|组成|名单)?")
_DUTY = re.compile(r"^(?:（?[\d一二三四五六七八九十]{1,3}[）.、．]{0,2})?(?P<body>[^：，。；]{2,24})：")
_COUNTIES = re.compile(
    r"各?(?:县（市、?区）|县（区、市）|县市区|县、市、区|县区|区县)(?:人民政府|政府|党委、政府|党委政府)?"
)
_LEAST = 3
"""So many bodies that each have their duties make a list of members."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a text calls several bodies together. Without `source` the members are open (待明确)."""

    words: str
    members: tuple[Body, ...] = ()
    unresolved: tuple[str, ...] = ()  # names on the list that are no known bodies
    source: str | None = None  # what lists them, in a sentence
    witness: Witness | None = None

    @property
    def open(self) -> bool:
        """Whether nobody knows the members."""
        return self.source is None


@dataclass(frozen=True, slots=True)
class Assigned:
    """One of those that a cell makes responsible. Neither body nor group: the words name none that is known."""

    words: str
    role: Role
    body: Body | None
    group: Group | None


def assigned(text: str, role: Role, card: Card, rows: Sequence[Row], register: Register) -> tuple[Assigned, ...]:
    """Who a cell or clause of a document makes responsible."""
    found: list[Assigned] = []
    for each in responsible(text, role):
        mention = each.mention
        if mention is None:
            found.append(Assigned(each.words, each.role, None, None))
        elif mention.kind is MentionKind.GROUP:
            found.append(Assigned(each.words, each.role, None, group_of(each.words, card, rows, register)))
        else:
            found.append(Assigned(each.words, each.role, register.of(mention), None))
    return tuple(found)


def group_of(words: str, card: Card, rows: Sequence[Row], register: Register) -> Group:
    """The members of a group that a document speaks of.

    Args:
        words: 各成员单位, 市防汛抗旱指挥部成员单位, 各县（市、区）政府, 有关部门.
        card: the document.
        rows: its provisions in reading order.
        register: the bodies of its place.
    """
    if "成员单位" in words:
        organ = words.split("成员单位")[0].removesuffix("各").removesuffix("相关").removesuffix("有关")
        for found in _lists(card, rows, register):
            if not organ or found.words.endswith(organ) or organ.endswith(found.words[-6:]):
                return Group(words, found.members, found.unresolved, found.source, found.witness)
        return Group(words)
    home = PLACES.get(card.place)
    counties = under(card.place) if home and home.tier is Tier.PREFECTURE else ()
    if _COUNTIES.fullmatch(words) and counties:
        members = [register.named(f"{each.name}人民政府") for each in counties]
        source = f"{card.place}所辖县级行政区共{len(counties)}个，依行政区划代码（GB/T 2260）"
        return Group(words, tuple(each for each in members if each), (), source)
    return Group(words)


def lists_of(card: Card, rows: Sequence[Row], register: Register) -> tuple[Group, ...]:
    """The lists of members that a document states."""
    return tuple(_lists(card, rows, register))


def _lists(card: Card, rows: Sequence[Row], register: Register) -> list[Group]:
    found: list[Group] = []
    for at, row in enumerate(rows):
        text = row[3]
        for match in _CONSISTS.finditer(text):
            witness = Witness(card, row[1], row[2], match[0][:300])
            found.append(_group(match["organ"], match["list"], f"{row[1]}写明由哪些单位组成", witness, register))
        if "成员" in text and not _CONSISTS.search(text):
            for match in _ARE.finditer(text):
                group = _group(
                    "", match["list"], f"{row[1]}写明成员", Witness(card, row[1], row[2], match[0][:300]), register
                )
                if len(group.members) >= _LEAST:
                    found.append(group)
        if len(text) < 40 and _LISTED.search(text):
            duties = _duties(rows[at + 1 :], register)
            if len(duties) >= _LEAST:
                witness = Witness(card, row[1], row[2], text)
                organ = re.sub(r"^[（(]?[\d一二三四五六七八九十]{1,3}[）).、．]{0,2}", "", text.split("成员单位")[0])
                members = tuple(body for _name, body in duties if body is not None)
                open_names = tuple(name for name, body in duties if body is None)
                found.append(Group(organ, members, open_names, f"{row[1]}逐个写明成员单位的职责", witness))
    return [each for each in found if each.members]


def _duties(rows: Sequence[Row], register: Register) -> list[tuple[str, Body | None]]:
    """The bodies that the following provisions give duties to, each at its beginning, until others come."""
    found: list[tuple[str, Body | None]] = []
    misses = 0
    for row in rows:
        match = _DUTY.match(row[3])
        mention = _whole(match["body"]) if match else None
        if match and mention and mention.kind is not MentionKind.GROUP:
            found.append((match["body"], register.of(mention)))
            misses = 0
            continue
        misses += 1
        if misses > 3:
            break
    return found


def _whole(words: str) -> Mention | None:
    found = bodies_in(words)
    return found[0] if len(found) == 1 and len(found[0].words) == len(words) else None


def _group(organ: str, listed: str, source: str, witness: Witness, register: Register) -> Group:
    members: dict[str, Body] = {}
    unresolved: list[str] = []
    for each in responsible(listed):
        body = register.of(each.mention) if each.mention else None
        if body is not None:
            members.setdefault(body.name, body)
        elif each.mention is None or each.mention.kind is not MentionKind.GROUP:
            unresolved.append(each.words)
    return Group(organ, tuple(members.values()), tuple(unresolved), source, witness)
