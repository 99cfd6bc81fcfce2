"""1xx, first part: references to articles, paragraphs and points, in the own text and in laws of the library."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache, partial

from gongbao.examination.cited import ARTICLE, Cited, cited, with_owner
from gongbao.examination.loose import TITLE
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import numerals
from gongbao.text import Document, Kind, NotFound, PlaceError, Provision, locate, parse_place

_AMENDING = re.compile(r"关于(?:修改|修订|修正|废止)|修正案")
_AT = re.compile(
    r"^(?P<before>.*?)art_(?P<article>\d+)(?:bis(?P<suffix>\d+))?(?:__para_(?P<paragraph>\d+))?(?:__point_(?P<point>\d+))?"
)
_BACK = re.compile(r"前(?P<n>[两二三四五六])?(?P<unit>条|款|项)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_LEVEL_MARK = re.compile("__")
_QUOTE = re.compile(r"“[^“”]{0,400}”")


@rule(
    "101",
    "引用的条款不存在",
    Severity.ERROR,
    reason="引用本文件的条、款、项，应当有这一条、款、项。修改时增删条文而没有改引用，就会落空。",
    example="第一条 为了规范管理，制定本办法。\n第二条 违反本办法第九条规定的，责令改正。",
)
def missing_place(subject: Subject) -> Iterator[Finding]:
    """References to an article, paragraph or point of the own text that is not there."""
    target = _target(subject)
    if target is None:
        return
    articles = subject.once("articles", lambda: _articles(target))
    last_article = max((numerals.ordinal(node.num or "") or 0 for node in articles), default=0)
    for each in _own(subject):
        if not articles and (each.owner is None or target.title == TITLE):
            continue
        if each.reference.kind != "place" or not ARTICLE.match(each.reference.place):
            continue
        for place in filter(None, (each.reference.place, each.reference.last)):
            found = subject.once(f"locate {place}", partial(_locate, target, place))
            if not isinstance(found, NotFound):
                continue
            if _blurred(last_article, place, found):
                continue
            name = "本文件" if target is subject.document else f"《{target.title}》"
            yield subject.finding(
                "101",
                Severity.ERROR,
                each.where,
                with_owner(each),
                f"{name}{_lacks(articles, place, found)}。",
                "请核对应当引用哪一条，改正条号。",
                at=each.reference.start,
            )
    yield from _figures(subject, target)


_FIGURES = re.compile(
    r"(?:本(?:办法|规定|细则|条例))第(?P<n>[零〇一二三四五六七八九十百]{1,5})条(?:第)?(?P<a>\d{1,2})(?:[—–~至、-](?P<b>\d{1,2}))?款"
)


def _figures(subject: Subject, target: Document) -> Iterator[Finding]:
    """本细则第二十七条1—3款, where the article has one paragraph with items."""
    for where in subject.prose:
        for match in _FIGURES.finditer(where.text):
            found = _locate(target, f"第{match['n']}条")
            if not isinstance(found, Provision):
                continue
            have = sum(child.kind is Kind.PARAGRAPH for child in found.children)
            if 0 < have < int(match["b"] or match["a"]):
                yield subject.finding(
                    "101",
                    Severity.ERROR,
                    where,
                    match[0],
                    f"第{match['n']}条只有{have}款，没有第{match['b'] or match['a']}款。",
                    "请核对是否应为“项”，款、项用汉字写明。",
                    at=match.start(),
                )


@rule(
    "102",
    "条文引用自身",
    Severity.ERROR,
    reason="条文援引自己所在的条，等于没有规定内容，多半是增删条文后条号没有跟着改。指本条内其他款项的，应当写“本条第…款”。",
    example="第一条 为了规范养犬，制定本办法。\n第二条 养犬人应当提供符合本办法第二条规定条件的证明材料。",
)
def own_article(subject: Subject) -> Iterator[Finding]:
    """References to the very article, paragraph or point that they stand in."""
    if subject.is_explanation or _AMENDING.search(subject.document.title):
        return
    for each in _own(subject):
        place = each.reference.place
        if each.reference.kind != "place" or each.reference.last or not ARTICLE.match(place):
            continue
        found = subject.once(f"locate {place}", partial(_locate, subject.document, place))
        if isinstance(found, NotFound) or found is None or _listed(each):
            continue
        here = each.where.provision.eid
        if here == found.eid or here.startswith(found.eid + "__"):
            if found.kind is Kind.ARTICLE and _says_within(each):
                continue
            yield subject.finding(
                "102",
                Severity.ERROR,
                each.where,
                with_owner(each),
                f"这句话就在{place}，引用的正是它自己。",
                "请核对应当引用哪一条；指本条其他款项的，写“本条第…款”。",
            )


@rule(
    "103",
    "“前款”“前条”“前项”前面没有内容",
    Severity.ERROR,
    reason="“前款”指同一条里的上一款，“前项”指同一款里的上一项，“前条”指上一条；处在第一款、第一项、第一条时无所指。",
    example="第一条 前款规定的人员应当登记。\n第二条 本办法自2023年1月1日起施行。",
)
def nothing_before(subject: Subject) -> Iterator[Finding]:
    """前款 in a first paragraph, 前项 in a first point, 前条 in the first article."""
    if subject.is_explanation or _AMENDING.search(subject.document.title):
        return
    for where in subject.prose:
        if "前" not in where.text:
            continue
        at = _AT.match(where.provision.eid)
        if at is None:
            continue
        for reference in subject.references(where):
            if reference.kind != "relative" or _quoted(where.text, reference.start):
                continue
            back = _BACK.match(reference.text)
            if back is None or where.text[: reference.start].endswith(("》", "法", "条例")):
                continue
            needed = _COUNT.get(back["n"] or "", 1)
            if _before(subject, where, at, back["unit"]) >= needed:
                continue
            yield subject.finding(
                "103",
                Severity.ERROR,
                where,
                reference.text,
                f"“{reference.text}”出现在{where.place}，它前面没有{needed if needed > 1 else ''}{back['unit']}可指。",
                "请写明所指的条、款、项。",
            )


@rule(
    "105",
    "条号写错",
    Severity.ERROR,
    reason="条号应当是一个完整的数。“第十十条”“第八十条一条”“第五、五条”这样的写法看不出指的是哪一条。",
    example="《国有资产评估监督管理办法》第十十条规定了备案的范围。",
)
def torn_number(subject: Subject) -> Iterator[Finding]:
    """Article numbers that are no numbers."""
    for where in subject.words:
        if "条" not in where.text:
            continue
        for match in _TORN.finditer(where.text):
            message = _torn(match)
            if message:
                yield subject.finding(
                    "105", Severity.ERROR, where, match[0], message, "请核对原文，写明是哪一条。", at=match.start()
                )


_HAN = "零〇一二三四五六七八九十百千两"
_TORN = re.compile(
    rf"第第[{_HAN}0-9]{{1,6}}条|第[{_HAN}0-9]{{1,6}}条条"
    rf"|第[{_HAN}]{{1,6}}条[{_HAN}]{{1,4}}条(?!例|件)"
    rf"|第(?P<one>[{_HAN}]{{1,6}})、(?P<other>[{_HAN}]{{1,6}})条(?!例|件|规定?内|措施)"
    rf"|第[{_HAN}]{{1,6}}、第[{_HAN}]{{1,6}}条"
    rf"|第(?P<n>[{_HAN}]{{2,6}})条"
)


def _torn(match: re.Match[str]) -> str | None:
    if match["n"]:
        number = numerals.ordinal(match["n"])
        if number is None or _same_number(match["n"], number):
            return None if number is not None else f"“{match['n']}”不是一个数。"
        return f"“{match['n']}”不是数的规范写法。"
    if match["one"]:
        return "同一条写了两遍，多半有一个写错了。" if match["one"] == match["other"] else None
    if "、第" in match[0]:
        return "前一个序号后面缺“条”字。"
    return "条号重复或者残缺，看不出指的是哪一条。"


def _same_number(written: str, number: int) -> bool:
    """一十七 and 一百一十 are usual beside 十七 and 一百十; zeros are often left out."""
    forms = {numerals.to_chinese(number), "".join("零一二三四五六七八九"[int(each)] for each in str(number))}
    plain = _plain(written)
    return plain in {_plain(form) for form in forms} or f"一{plain}" in {_plain(form) for form in forms}


def _plain(written: str) -> str:
    return written.replace("〇", "零").replace("两", "二").replace("零", "").replace("一十", "十")


def _own(subject: Subject) -> Iterator[Cited]:
    """Places of the own text: behind 本办法, or with nothing named before them."""
    for each in cited(subject):
        if each.where.kind is Kind.TABLE or _quoted(each.where.text, each.reference.start):
            continue
        if each.owner is not None and each.owner.kind != "self":
            continue
        if each.owner is None and _outside(each.where.text, each.reference.start):
            continue
        yield each


_OUTSIDE = re.compile(
    r"(?:》|法|条例|规定|办法|细则|章程|宪法|公约|协定|合同|协议|清单|目录|通知|决定|意见|方案|原|该)"
    r"(?:（[^（）]{0,40}）)?(?:的|中|之)?$"
)


def _outside(text: str, at: int) -> bool:
    """Whether the words before a bare place speak of another document."""
    return _OUTSIDE.search(text[max(0, at - 60) : at]) is not None


def _target(subject: Subject) -> Document | None:
    """The document whose articles a bare 第…条 means: an explanation speaks of what it explains."""
    if _AMENDING.search(subject.document.title):
        return None
    if subject.is_explanation:
        return None
    return subject.document


def _articles(document: Document) -> list[Provision]:
    return [node for node in document.walk() if node.kind is Kind.ARTICLE]


def _locate(document: Document, place: str) -> Provision | NotFound | None:
    try:
        return locate(document, parse_place(place))
    except PlaceError:
        return None


def _blurred(last: int, place: str, found: NotFound) -> bool:
    """Whether the text cannot show that a place is missing: articles run together in a line, lists without numbers."""
    if not found.steps:
        match = ARTICLE.match(place)
        number = numerals.ordinal(match[1]) if match else None
        return number is None or number <= last
    if found.reached is None or any(node.warning for node in found.reached.walk()):
        return True
    listed = any(node.kind in (Kind.POINT, Kind.INDENT) for node in found.reached.walk())
    # Behind a list it is not sure where one 款 ends; a 项 without any number in the article is counted by eye.
    return not listed if "（" in place or not listed else "款" in place


def _lacks(articles: list[Provision], place: str, found: NotFound) -> str:
    if found.steps:
        return str(found)
    if not articles:
        return f"没有分条，没有{place}"
    return f"共有{len(articles)}条，没有{place}"


def _listed(cited: Cited) -> bool:
    """Whether a place is one of several: 第六条、第七条、第八条 may well count the own article among them."""
    reference, text = cited.reference, cited.where.text
    return text[reference.start - 1] in "、和及或" or text[reference.end : reference.end + 1] in (
        "、",
        "和",
        "及",
        "或",
    )


def _says_within(cited: Cited) -> bool:
    return cited.where.text[: cited.reference.start].endswith("本条") or cited.reference.text.startswith("本条")


def _quoted(text: str, at: int) -> bool:
    starts, ends = _quotes(text)
    found = bisect_left(starts, at) - 1
    return found >= 0 and at < ends[found]


@lru_cache(maxsize=256)
def _quotes(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the quotations of a text begin and end; kept, since each of its references asks."""
    found = [match.span() for match in _QUOTE.finditer(text)] if "“" in text else []
    return tuple(start for start, _ in found), tuple(end for _, end in found)


def _before(subject: Subject, where: Words, at: re.Match[str], unit: str) -> int:
    """How many articles, paragraphs or points stand before a provision in its document, article or paragraph."""
    if unit == "条":
        order = subject.once(
            "articles in order",
            lambda: {node.eid: index for index, node in reversed([*enumerate(_articles(subject.document))])},
        )
        own = f"{at['before']}art_{at['article']}" + (f"bis{at['suffix']}" if at["suffix"] else "")
        return order.get(own, 99)
    if unit == "款":
        if not at["paragraph"] or at["point"] or _has_list(subject, at):
            return 99
        return int(at["paragraph"]) - 1
    if at["point"]:
        return int(at["point"]) - 1
    return 99


def _has_list(subject: Subject, at: re.Match[str]) -> bool:
    """Whether the article has numbered items, behind which 前款 may mean the paragraph that leads them in."""
    return f"{at['before']}art_{at['article']}" in subject.once("articles with lists", lambda: _with_lists(subject))


def _with_lists(subject: Subject) -> frozenset[str]:
    """What stands before each mark of a level in the ids of numbered items: the ids of all that holds them."""
    kinds = (Kind.POINT, Kind.INDENT, Kind.LEVEL4)
    return frozenset(
        each.provision.eid[: mark.start()]
        for each in subject.words
        if each.kind in kinds
        for mark in _LEVEL_MARK.finditer(each.provision.eid)
    )
