"""1xx, second part: how other documents are cited: the 文号, its brackets, one number for one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import numerals
from gongbao.text import Kind

_GB9704 = "《党政机关公文格式》（GB/T 9704—2012）7.2.5"
_ROUND = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:[（(\[【［](?:19|20)\d{2}[）)\]】］]|〔(?:19|20)\d{2}[）)\]】］]|[（(\[【［](?:19|20)\d{2}〕)"
    r"(?:第)?\d{1,5}号"
)
_NO_BODY = re.compile(r"有限公司|厂|证字|许可|备案号|合同|执照|京ICP")


@rule(
    "107",
    "文号没有用六角括号",
    Severity.NOTE,
    reason="发文字号的年份用六角括号“〔〕”括入；用方括号、圆括号的，检索和核对时会漏掉。",
    example="根据《城乡建设用地增减挂钩试点管理办法》（国土资发[2008]138号），制定本办法。",
)
def round_brackets(subject: Subject) -> Iterator[Finding]:
    """文号 with [] or （） around the year."""
    for where in subject.words:
        if "号" not in where.text or where.kind is Kind.NUMBER:
            continue
        for match in _ROUND.finditer(where.text):
            if _NO_BODY.search(match[0]):
                continue
            year = next(iter(re.findall(r"(?:19|20)\d{2}", match[0])))
            yield subject.finding(
                "107",
                Severity.NOTE,
                where,
                match[0],
                "文号的年份没有用六角括号。",
                f"改为“〔{year}〕”。",
                basis=_GB9704,
                at=match.start(),
            )


_TORN_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}〔\d{4}〕(?:第)?号|[\u4e00-\u9fff]{1,10}〔\d{0,3}〕(?:第)?\d{1,5}号"
    r"|[（(]〔(?:19|20)\d{2}〕(?:第)?\d{1,5}号|[\u4e00-\u9fff]{2,6}(?:部|总局|委员会)令(?:第)?(?:19|20)\d{2}号"
    r"|[\u4e00-\u9fff]{1,10}〔\d{4}〕第号"
    r"|(?:总局|部|局|厅)公告(?:第)?(?:19|20)\d{2}号|(?:总局|部|局|厅)公告第\d{1,3}号"
)


@rule(
    "108",
    "文号残缺",
    Severity.ERROR,
    reason="文号由发文机关代字、年份、顺序号组成（部门令由令号组成），缺一项就找不到所引的文件。",
    example="印发了《关于落实加强商品过度包装治理若干措施》（定政办字〔2023〕号）。",
)
def torn_document_number(subject: Subject) -> Iterator[Finding]:
    """文号 without series, year or serial number; an order that has a year alone."""
    for where in subject.words:
        if "号" not in where.text or where.kind is Kind.NUMBER:
            continue
        for match in _TORN_NUMBER.finditer(where.text):
            message = "文号缺代字、年份或者顺序号。"
            if "〔" not in match[0]:
                year = re.search(r"(?:19|20)\d{2}号", match[0]) is not None
                message = "只有年份，缺顺序号。" if year else "公告按年编号，这里缺年份。"
            yield subject.finding(
                "108", Severity.ERROR, where, match[0], message, "请核对所引文件，补全文号。", at=match.start()
            )


class _Named(NamedTuple):
    where: Words
    title: str
    number: str
    words: str  # 《…》（…号）


_NAMED = re.compile(
    r"《(?P<title>[^《》]{2,80}(?:《[^《》]{1,80}》[^《》]{0,40})?)》(?:的通知)?（(?P<number>(?:[^（）《》，；。、]|（\d{4}）){2,40}?号)"
    r"(?:）|(?=[，,；;、]))"
)
_SERIES = re.compile(r"(?P<series>[\u4e00-\u9fff]{1,14}?)[〔\[（(](?P<year>\d{4})[〕\])）](?:第)?(?P<n>\d{1,5})号")
_ORDER = re.compile(r"令(?:第)?(?P<n>\d{1,4}|[一二三四五六七八九十百零〇]{1,6})号$")


@rule(
    "109",
    "同一文件引用了不同的文号",
    Severity.WARNING,
    reason="同一份文件只有一个文号；文中前后写得不同，至少有一处是错的（法律法规经修订后换了令号的，应当统一引用现行的令号）。",
    example=(
        "按照《房屋交易与产权管理工作导则》（建房〔2015〕45号）办理。\n"
        "依据《房屋交易与产权管理工作导则》（建办房〔2015〕45号）备案。"
    ),
)
def two_numbers(subject: Subject) -> Iterator[Finding]:
    """One title with two different numbers in one document."""
    first: dict[str, _Named] = {}
    told: set[tuple[str, str]] = set()
    for named in _all_named(subject):
        key = _title_form(named.title)
        number = _number_form(named.number)
        if not number:
            continue
        known = first.setdefault(key, named)
        other = _number_form(known.number)
        if other == number or not _comparable(other, number) or (key, number) in told:
            continue
        told.add((key, number))
        yield subject.finding(
            "109",
            Severity.WARNING,
            named.where,
            named.words,
            f"《{named.title}》前面引用的文号是“{known.number}”，这里是“{named.number}”。",
            "请核对原件，统一文号。",
            others=((known.where.place, known.words),),
        )


@rule(
    "110",
    "同一文号对应不同的标题",
    Severity.WARNING,
    reason="一个文号下的文件标题是确定的；同一文号前后写成不同的标题，至少有一处不是原题。",
    example=(
        "依据《关于做好企业年金备案工作的意见》（人社厅发〔2014〕60号）办理。\n"
        "依据《关于企业年金方案和计划备案的意见》（人社厅发〔2014〕60号）办理。"
    ),
)
def two_titles(subject: Subject) -> Iterator[Finding]:
    """One 文号 with two different titles in one document."""
    first: dict[str, _Named] = {}
    told: set[tuple[str, str]] = set()
    for named in _all_named(subject):
        number = _number_form(named.number)
        if not number or number.startswith("令||"):
            continue  # one order may hold several texts; of a local government's numbered by year it holds one
        if number.startswith("令"):
            number = f"{named.number[:3]}{number}"
        known = first.setdefault(number, named)
        one, other = _title_form(known.title), _title_form(named.title)
        if one == other or one in other or other in one or (number, other) in told:
            continue
        told.add((number, other))
        yield subject.finding(
            "110",
            Severity.WARNING,
            named.where,
            named.words,
            f"“{named.number}”前面的标题是《{known.title}》，这里是《{named.title}》。",
            "请核对原件，统一标题。",
            others=((known.where.place, known.words),),
        )


def _all_named(subject: Subject) -> Iterator[_Named]:
    for where in subject.words:
        if "号" not in where.text or "》" not in where.text:
            continue
        for match in _NAMED.finditer(where.text):
            yield _Named(where, match["title"], match["number"], where.text[match.start() : match.end()])


def _title_form(title: str) -> str:
    """A title for comparing: without the words around it, marks and blanks."""
    plain = re.sub(r"[《》〈〉<>“”\"（）()—\-‒–、，]", "", title)
    plain = re.sub(
        r"^(?:中华人民共和国|[\u4e00-\u9fff]{2,12}?(?:办公厅|办公室|人民政府))?(?:关于)?(?:印发|转发|发布)(?:关于)?",
        "",
        plain,
    )
    return re.sub(r"的通知$", "", plain).removeprefix("中华人民共和国").removeprefix("关于")


def _number_form(number: str) -> str:
    """国土资发|2008|138, or 令|43 of an order; empty where it is neither."""
    match = _SERIES.fullmatch(number)
    if match:
        if "令" in match["series"]:
            return f"令|{match['year']}|{int(match['n'])}"
        return f"{match['series']}|{match['year']}|{int(match['n'])}"
    order = _ORDER.search(number)
    return f"令||{_figures(order['n'])}" if order else ""


def _figures(number: str) -> str:
    """第八号, 第四零六号: the number in figures."""
    if number.isdecimal():
        return str(int(number))
    if len(number) > 1 and not re.search(r"[十百]", number):
        return "".join(str("零一二三四五六七八九".find(each.replace("〇", "零"))) for each in number)
    return str(numerals.ordinal(number) or number)


def _comparable(one: str, other: str) -> bool:
    """Whether two numbers can be of one document: of one issuer, and of one year; an order with and one without its
    year may be the same."""
    first, second = one.split("|"), other.split("|")
    if one.startswith("令") and other.startswith("令"):
        return first[2] != second[2] or (first[1] != second[1] and bool(first[1]) and bool(second[1]))
    return first[0][:1] == second[0][:1] and first[1] == second[1]


_AFTER_TITLE = re.compile(r"》(?![和及与或、以])[\u4e00-\u9fff]{1,8}〔\d{4}〕(?:第)?\d{1,5}号(?!《)")
_BEFORE_TITLE = re.compile(r"[\u4e00-\u9fff]{2,8}〔\d{4}〕(?:第)?\d{1,5}号《[^《》]{2,80}")


@rule(
    "117",
    "标题与文号的位置不规范",
    Severity.NOTE,
    reason="引用公文先引标题，后引发文字号，文号用圆括号括起；写在标题前面、或者不加括号的，容易与正文连读。",
    example="原《定州市扶持农业发展十条措施》定政发〔2015〕75号同时废止。",
)
def number_in_place(subject: Subject) -> Iterator[Finding]:
    """《…》定政发〔2015〕75号, 冀价行费〔2011〕5号《…》."""
    for where in subject.prose:
        if "〔" not in where.text or where.kind is Kind.NUMBER or where.text.startswith("附件"):
            continue
        for match in _AFTER_TITLE.finditer(where.text):
            yield subject.finding(
                "117",
                Severity.NOTE,
                where,
                match[0][1:],
                "标题后面的文号没有用圆括号括起。",
                "写成《标题》（文号）。",
                at=match.start() + 1,
            )
        for match in _BEFORE_TITLE.finditer(where.text):
            yield subject.finding(
                "117",
                Severity.NOTE,
                where,
                match[0],
                "文号写在了标题前面。",
                "写成《标题》（文号）。",
                at=match.start(),
            )


_BARE_ORDER = re.compile(r"(?:国务院|主席|部|委员会|总局|局)令(?:\d{1,4})号")


@rule(
    "127",
    "令号的写法前后不一",
    Severity.NOTE,
    reason="令的序号写作“第673号”；同一文件里有的写“令第673号”，有的写“令673号”，应当统一。每份文件只提示一次。",
    example="依据《物业管理条例》（国务院令第379号）、《城市绿化条例》（国务院令100号）制定。",
)
def order_numbers(subject: Subject) -> Iterator[Finding]:
    """国务院令379号 beside 国务院令第379号."""
    short = [(where, match) for where in subject.words for match in _BARE_ORDER.finditer(where.text)]
    short = [(where, match) for where, match in short if not re.search(r"(?:19|20)\d{2}号", match[0])]
    if not short or not any(re.search(r"令第\d{1,4}号", where.text) for where in subject.words):
        return
    where, match = short[0]
    yield subject.finding(
        "127",
        Severity.NOTE,
        where,
        match[0],
        f"令号缺“第”字，全文共{len(short)}处，其他地方写作“令第…号”。",
        "统一写作“令第…号”。",
        others=tuple((each.place, other[0]) for each, other in short[1:6]),
        at=match.start(),
    )
