"""2xx, second part: what a text says of its own life: 施行, 有效期, 废止, 文号 and 成文日期."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.reference import PLACES, chinese_date
from gongbao.text import Kind, PartKind, normal

_REVISED = re.compile(r"根据.{0,60}(?:修正|修订|修改)|第[一二三四五]次修[正订]|修订")
_NORMATIVE = re.compile(r"(?:办法|规定|细则|规则)(?:（[^（）]{1,12}）)?$")
_INTERNAL = re.compile(r"考核|考评|评比|督导|督查|工作机制|内部")
_LOCAL = re.compile(r"(?!国务院|中共|中华|全国|最高|国家)[\u4e00-\u9fff]{1,5}?(?:省|市|县|区|旗|镇|乡|街道)")
_TRIAL = re.compile(r"试行|暂行")
_HEBEI = "《河北省规范性文件管理办法》（河北省人民政府令〔2016〕第5号，〔2020〕第2号修正）"
_YEARS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?$")
_FEWEST = 5  # articles or levels that make a set of rules


@rule(
    "205",
    "施行日期早于成文日期",
    Severity.WARNING,
    reason="施行日期早于成文日期，等于要求人们遵守当时还不存在的规定；除有利于当事人的特别规定外，不溯及既往。",
    example=(
        "某某市建设用地入市管理办法（试行）\n定政发〔2022〕22号\n2022年8月16日\n第一条 为了规范入市，制定本办法。\n"
        "第二条 本办法自2022年5月1日起执行。"
    ),
)
def retroactive(subject: Subject) -> Iterator[Finding]:
    """自2022年5月1日起执行 in a paper of 16 August 2022."""
    document = subject.document
    effective, issued = document.effective, document.issued
    if effective is None or issued is None or subject.is_explanation or _is_revised(subject):
        return
    try:
        day = date.fromisoformat(effective.value)
    except ValueError:
        return
    where = _at(subject, effective.place, effective.words)
    if day >= issued or where is None:
        return
    yield subject.finding(
        "205",
        Severity.WARNING,
        where,
        effective.words,
        f"施行日期是{chinese_date(day)}，成文日期是{chinese_date(issued)}，施行在前。",
        "请核对施行日期；确需溯及既往的，写明理由和范围。",
        basis="《中华人民共和国立法法》（2023年修正）第一百零四条",
    )


def _is_revised(subject: Subject) -> bool:
    """Whether the text is printed anew after an amendment, or by a decision that amends it."""
    if any(_REVISED.search(each.text) for each in subject.words if each.kind in (Kind.NOTE, Kind.TITLE)):
        return True
    if subject.document.number is None and not _LOCAL.match(normal(subject.document.title)):
        return True  # of a law the day of the latest amendment is printed
    number = subject.document.number
    return number is not None and any(
        other.number == number and "修改" in other.title for other in subject.gazette.documents
    )


def _at(subject: Subject, place: str, words: str) -> Words | None:
    """The provision of a place that holds these words."""
    found = [each for each in subject.words if words in each.text]
    return next((each for each in found if each.place == place), found[0] if found else None)


@rule(
    "206",
    "没有写明有效期",
    Severity.NOTE,
    reason="涉及公民、法人权利义务的行政规范性文件应当写明有效期，届满前评估、届满自动失效；没有写的，清理时难以判断。",
    example=(
        "某某市农村环境卫生管理实施办法\n第一条 为了加强管理，制定本办法。\n"
        "第二条 本办法适用于农村。\n第三条 乡镇负责清扫。\n第四条 村民应当分类投放。\n第五条 本办法自印发之日起施行。"
    ),
)
def no_period(subject: Subject) -> Iterator[Finding]:
    """An 办法 that does not say how long it applies."""
    document = subject.document
    if document.period is not None or not _is_normative(subject):
        return
    where = _own_effective(subject) or _title(subject)
    if where is None:
        return
    words = document.effective.words if document.effective and document.effective.words in where.text else where.text
    yield subject.finding(
        "206",
        Severity.NOTE,
        where,
        words[:60],
        "全文没有写明有效期。",
        "在施行日期之后写明有效期：一般不超过五年，暂行、试行的不超过两年。",
        basis=_HEBEI if _in_hebei(subject) else None,
    )


def _is_normative(subject: Subject) -> bool:
    """Rules of a government for the public: no law, no plan, nothing that was amended or belongs to another paper."""
    document = subject.document
    if subject.is_explanation or subject.is_contents or not _NORMATIVE.search(normal(document.title)):
        return False
    if "令" in (document.number or "") or _is_revised(subject):
        return False
    if document.number is None and not _LOCAL.match(normal(document.title)):
        return False  # a law or regulation of the nation
    if _INTERNAL.search(document.title):
        return False
    kinds = [node.kind for node in document.walk()]
    return kinds.count(Kind.ARTICLE) + kinds.count(Kind.LEVEL1) + kinds.count(Kind.LEVEL2) >= _FEWEST


def _own_effective(subject: Subject) -> Words | None:
    effective = subject.document.effective
    return _at(subject, effective.place, effective.words) if effective else None


def _title(subject: Subject) -> Words | None:
    titles = [each for each in subject.words if each.kind is Kind.TITLE and each.text]
    main = [each for each in titles if each.part is PartKind.MAIN]
    return next(iter(main or titles), None)


def _in_hebei(subject: Subject) -> bool:
    place = PLACES.get(subject.document.place)
    return place is not None and place.province == "河北省"


@rule(
    "207",
    "有效期过长",
    Severity.WARNING,
    reason="行政规范性文件的有效期一般不超过五年，名称标有“暂行”“试行”的不超过两年。",
    example=(
        "某某市停车场管理办法（试行）\n定政办〔2022〕3号\n2022年3月1日\n第一条 为了规范停车，制定本办法。\n"
        "第二条 本办法自印发之日起施行，有效期5年。"
    ),
)
def too_long(subject: Subject) -> Iterator[Finding]:
    """试行 with a period of five years."""
    period = subject.document.period
    if period is None or subject.is_explanation:
        return
    length = _YEARS.fullmatch(period.value)
    where = _at(subject, period.place, period.words)
    if length is None or where is None:
        return
    months = int(length[1] or 0) * 12 + int(length[2] or 0)
    trial = _TRIAL.search(subject.document.title) is not None
    most = 24 if trial else 60
    if months <= most:
        return
    yield subject.finding(
        "207",
        Severity.WARNING,
        where,
        period.words,
        f"有效期超过{'暂行、试行文件的两年' if trial else '五年'}。",
        "请核对有效期。",
        basis=_HEBEI if _in_hebei(subject) else None,
    )


@rule(
    "208",
    "没有写明施行日期",
    Severity.WARNING,
    reason="办法、规定、细则应当写明从哪一天起施行；没有写的，起算日、有效期和新旧规定的衔接都无从确定。",
    example=(
        "某某市停车场管理办法\n第一条 为了加强管理，制定本办法。\n"
        "第二条 停车场应当备案。\n第三条 收费应当公示。\n第四条 收费标准由市政府确定。\n第五条 违反本办法的，责令改正。"
    ),
)
def no_effective_day(subject: Subject) -> Iterator[Finding]:
    """An 办法 that does not say from when it applies."""
    document = subject.document
    if document.effective is not None or not _is_normative(subject):
        return
    where = _title(subject)
    if where is None or any("施行" in each.text and "起" in each.text for each in subject.prose):
        return
    yield subject.finding(
        "208",
        Severity.WARNING,
        where,
        where.text,
        "全文没有写明从哪一天起施行。",
        "在末条写明施行日期。",
    )


_UNTIL = re.compile(
    r"(?:自|从)(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日起[^。]{0,20}?有效期(?:限)?(?:为)?(?P<n>\d{1,2}|[一二三四五六七八九十两])年"
    r"[^。]{0,6}?(?:至|到)(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)


@rule(
    "213",
    "有效期与截止日期不符",
    Severity.ERROR,
    reason="写明有效期几年，又写明截止日期的，两者应当相合（自2022年1月1日起五年，止于2026年12月31日）。",
    example="本办法自2022年1月1日起施行，有效期5年，至2027年12月31日止。",
)
def period_and_end(subject: Subject) -> Iterator[Finding]:
    """有效期5年，至… that is not five years."""
    for where in subject.prose:
        if "有效期" not in where.text:
            continue
        for match in _UNTIL.finditer(where.text):
            years = (
                int(match["n"])
                if match["n"].isdecimal()
                else "零一二三四五六七八九十".find(match["n"].replace("两", "二"))
            )
            try:
                first = date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
                last = date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
                end = first.replace(year=first.year + years)
            except ValueError:
                continue
            if abs((end - last).days) > 1:
                yield subject.finding(
                    "213",
                    Severity.ERROR,
                    where,
                    match[0],
                    f"自{chinese_date(first)}起{years}年，应当在{chinese_date(end)}前一日届满，这里写{chinese_date(last)}。",
                    "请核对有效期和截止日期。",
                    at=match.start(),
                )


_SPAN_TITLE = re.compile(
    r"(?P<n>[二三四五六七八九十])年(?:行动|攻坚|工作|实施|提升|发展|建设)?[\u4e00-\u9fff]{0,6}（(?P<a>20\d{2})年?[—\-–‒~～至]{1,2}(?P<b>20\d{2})年?）"
)


@rule(
    "214",
    "标题中的年数与起止年份不符",
    Severity.ERROR,
    reason="“三年行动方案（2023—2025年）”的起止年份应当正好三年。",
    example="某某市氢能产业发展三年行动方案（2023—2026年）\n一、主要目标\n发展氢能。\n二、保障措施\n加强领导。",
)
def years_of_title(subject: Subject) -> Iterator[Finding]:
    """三年行动方案（2023—2026年）."""
    for where in subject.prose:
        for match in _SPAN_TITLE.finditer(where.text):
            years = "零一二三四五六七八九十".find(match["n"])
            if int(match["b"]) - int(match["a"]) + 1 != years:
                yield subject.finding(
                    "214",
                    Severity.ERROR,
                    where,
                    match[0],
                    f"{match['a']}年至{match['b']}年是{int(match['b']) - int(match['a']) + 1}年，不是{match['n']}年。",
                    "请核对年数和起止年份。",
                    at=match.start(),
                )


_PLAN = re.compile(
    r"“十(?P<n>[一二三四五])五”(?:时期|规划|期间)?[（，]?(?P<a>20\d{2})年?[—\-–‒~～至]{1,2}(?P<b>20\d{2})年"
)
_FIRST_YEAR = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}


@rule(
    "216",
    "五年规划的起止年份不对",
    Severity.ERROR,
    reason="“十三五”是2016—2020年，“十四五”是2021—2025年；年份写错，目标和任务的时间就落空。",
    example="某某市应急管理体系规划\n一、总体要求\n“十四五”时期（2021—2026年）是关键时期。\n二、保障措施\n加强领导。",
)
def years_of_plan(subject: Subject) -> Iterator[Finding]:
    """“十四五”（2021—2026年）."""
    for where in subject.words:
        if "五”" not in where.text:
            continue
        for match in _PLAN.finditer(where.text):
            first = _FIRST_YEAR[match["n"]]
            if (int(match["a"]), int(match["b"])) != (first, first + 4):
                yield subject.finding(
                    "216",
                    Severity.ERROR,
                    where,
                    match[0],
                    f"“十{match['n']}五”是{first}年至{first + 4}年。",
                    "请核对起止年份。",
                    at=match.start(),
                )
