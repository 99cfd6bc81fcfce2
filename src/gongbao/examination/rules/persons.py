"""6xx: persons in lists of members: one name in two spellings, one person with two posts, a person without a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Document, Kind

_HEAD = re.compile(r"^[^：:]{2,12}[：:]\s*")
_LINE = re.compile(r"^(?P<name>[一-龥](?:\s{0,4}[一-龥]){1,2})[\s　]{1,6}(?P<post>[一-龥][^\n]{2,60})$")
_LONGEST = 3_000  # characters of a list
_POST = re.compile(
    r"(?:长|主任|书记|行长|经理|主席|委员|科员|干部|调研员|警长|负责人|秘书|副职|代表|专员|顾问|督学|督察|政委|院长|"
    r"会长|理事|律师|教授|工程师|"
    r"经济师|会计师|主管|助理|组员|副总|总监|站长|队长|所长|校长|参谋|站员|科长|处长|主办|协理员|县级干部|局级|"
    r"巡视员|联络员)(?:（[^）]{1,12}）)?$"
)
_FEWEST = 5  # names; fewer are no list


@dataclass(frozen=True, slots=True)
class Person:
    """A line of a list of members."""

    name: str
    post: str
    where: Words
    words: str


def _people(subject: Subject) -> list[Person]:
    """Those of a list, read from lines and cells that hold a name and a post."""
    return subject.once("people of lists", lambda: list(_read(subject)))


def _read(subject: Subject) -> Iterator[Person]:
    source = subject.gazette.source.text
    for each in subject.words:
        if each.kind in (Kind.ENTRY, Kind.LIST, Kind.PARAGRAPH, Kind.TABLE) and len(each.text) <= _LONGEST:
            for line in "".join(source[span.start : span.end] for span in each.provision.spans).splitlines():
                match = _LINE.match(_HEAD.sub("", line.replace("*", "").strip(" -—\t　")))
                if match is not None and not re.search(r"[，。；：|]", match["post"]):
                    name, post = (re.sub(r"\s", "", match[part]) for part in ("name", "post"))
                    if name + post in each.text:
                        yield Person(name, post, each, name + post)


def _earlier(subject: Subject) -> Iterator[tuple[Document, Person]]:
    for other in subject.gazette.documents:
        if other.first_line < subject.document.first_line:
            beside = _beside(subject, other)
            people = _people(beside)
            if len(people) >= _FEWEST:
                yield from ((other, each) for each in people)


def _beside(subject: Subject, other: Document) -> Subject:
    return subject.once(f"beside {other.first_line}", lambda: subject.beside(other))


@rule(
    "640",
    "同一人姓名写法不一",
    Severity.WARNING,
    reason="同一职务在两份名单里姓名只差一个字，多半有一处写错，任命和追责都对不上。",
    example=(
        "宁晋县人民政府关于开展改革的意见\n政字〔2020〕14号\n2020年5月28日\n各乡镇人民政府：\n现提出如下意见。\n附件"
        "：领导小组\n附件\n领导小组\n"
        "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n杨振锋　县商务局局长\n高宁波"
        "　县水务局局长\n"
        "王灵珍　县审计局局长\n宁晋县人民政府办公室关于开展活动的通知\n政办〔2020〕15号\n2020年4月2日\n各乡镇人民政府"
        "：\n现通知如下。\n附件：成员名单\n附件\n成员名单\n"
        "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n杨振峰　县商务局局长\n高宁波"
        "　县水务局局长\n"
        "王灵珍　县审计局局长\n"
    ),
)
def spelled_otherwise(subject: Subject) -> Iterator[Finding]:
    """杨振锋 and 杨振峰, both 县商务局局长."""
    people = _people(subject)
    if len(people) < _FEWEST:
        return
    posts: dict[str, tuple[Document, Person]] = {}
    for document, person in _earlier(subject):
        posts[person.post] = (document, person)
    for each in people:
        known = posts.get(each.post)
        if known is None or known[1].name == each.name or len(known[1].name) != len(each.name):
            continue
        other = known[1].name
        differ = sum(one != two for one, two in zip(each.name, other, strict=True))
        if differ == 1 and each.name[0] == other[0] and len(each.name) == 3:
            yield subject.finding(
                "640",
                Severity.WARNING,
                each.where,
                each.name,
                f"《{known[0].title}》的名单里“{each.post}”是“{other}”。",
                "核对姓名。",
                others=((known[1].where.place, other),),
            )


@rule(
    "641",
    "名单里的人没有写职务",
    Severity.NOTE,
    reason="名单里别人都写单位和职务，这一人只写单位，人员变动后不知道由谁接替。",
    example=(
        "宁晋县人民政府办公室关于开展活动的通知\n政办〔2020〕15号\n2020年4月2日\n各乡镇人民政府：\n现通知如下。\n附件"
        "：成员名单\n附件\n成员名单\n"
        "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n宋嫦娟　县水业集团\n高宁波　"
        "县水务局局长\n"
        "王灵珍　县审计局局长\n"
    ),
)
def without_post(subject: Subject) -> Iterator[Finding]:
    """宋嫦娟 县水业集团."""
    people = _people(subject)
    with_post = sum(_POST.search(each.post) is not None for each in people)
    if len(people) < _FEWEST or with_post < len(people) * 0.7:
        return
    for each in people:
        after = each.where.text.partition(each.words)[2]
        if len(after) <= 6 and _POST.search(after):
            continue  # the post stands on the next line of the entry
        if _POST.search(each.post) is None and re.search(
            r"(?:局|公司|集团|支行|银行|办|委|院|中心|部|社|联|队)$", each.post
        ):
            yield subject.finding(
                "641",
                Severity.NOTE,
                each.where,
                each.words,
                f"“{each.name}”只写了单位，没有职务。",
                "补出职务。",
            )


@rule(
    "642",
    "同一人在同一单位的职务不一",
    Severity.NOTE,
    reason="同一人在同一期的两份名单里，同一单位的职务不同，应当核对任职文件。",
    example=(
        "宁晋县人民政府关于开展改革的意见\n政字〔2020〕14号\n2020年5月28日\n各乡镇人民政府：\n现提出如下意见。\n附件"
        "：领导小组\n附件\n领导小组\n"
        "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n陈瑞生　县水业集团经理\n高宁"
        "波　县水务局局长\n"
        "王灵珍　县审计局局长\n宁晋县人民政府办公室关于开展活动的通知\n政办〔2020〕15号\n2020年4月2日\n各乡镇人民政府"
        "：\n现通知如下。\n附件：成员名单\n附件\n成员名单\n"
        "组　长：李小平　县政府县长\n成　员：曹建生　县发改局局长\n张康宁　县财政局局长\n陈瑞生　县水业集团总经理\n高"
        "宁波　县水务局局长\n"
        "王灵珍　县审计局局长\n"
    ),
)
def two_posts(subject: Subject) -> Iterator[Finding]:
    """陈瑞生 县水业集团经理 and 县水业集团总经理."""
    people = _people(subject)
    if len(people) < _FEWEST:
        return
    known: dict[str, tuple[Document, Person]] = {}
    for document, person in _earlier(subject):
        known[person.name] = (document, person)
    for each in people:
        if each.name not in known or len(each.name) < 3:
            continue
        document, other = known[each.name]
        if other.post == each.post:
            continue
        shared = 0
        while shared < min(len(other.post), len(each.post)) and other.post[shared] == each.post[shared]:
            shared += 1
        one, two = each.post[shared:], other.post[shared:]
        if each.post[shared - 1] in "局团司行院委办心社会" and _single(one) and _single(two):
            yield subject.finding(
                "642",
                Severity.NOTE,
                each.where,
                each.words,
                f"《{document.title}》的名单里是“{other.post}”。",
                "核对任职文件。",
                others=((other.where.place, other.words),),
            )


def _single(words: str) -> bool:
    """Whether the words are one post, not a list of several, and no longer name of one."""
    return len(words) <= 5 and not re.search("、|党|^员会|^公室", words) and _POST.search(words) is not None


_HELD = re.compile(r"(?:由|，)([一-龥]{2,3})同志(?:兼任|担任)")


@rule(
    "643",
    "担任职务的人名单里没有",
    Severity.NOTE,
    reason="办公室的负责人不在领导小组名单里，也没有写单位和职务，不知道是谁。",
    example=(
        "某市调整领导小组的通知\n一、名单\n组　长：宁金龙　市政府副市长\n副组长：苏秉武　市政府副秘书长\n成　员：王启"
        "志　市住建局副局长\n"
        "万国民　市财政局副局长\n段福强　市司法局副局长\n领导小组办公室设在市公安局，办公室主任由王启志同志担任，副主"
        "任由邵乃岩同志担任。"
    ),
)
def unknown_person(subject: Subject) -> Iterator[Finding]:
    """副主任由邵乃岩同志担任, who is in no list."""
    people = _people(subject)
    if len(people) < _FEWEST:
        return
    names = {each.name for each in people}
    for each in subject.prose:
        for match in _HELD.finditer(each.text):
            if match[1] not in names and not any(match[1].endswith(name) for name in names):
                yield subject.finding(
                    "643",
                    Severity.NOTE,
                    each,
                    match.group().lstrip("，"),
                    f"名单里没有“{match[1]}”，也没有写单位和职务。",
                    "补写单位和职务。",
                )
