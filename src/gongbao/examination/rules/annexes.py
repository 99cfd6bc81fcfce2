"""5xx, first part: annexes that are announced, printed, cited; titles of notice, main text and contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare, difference, likeness
from gongbao.reference import numerals
from gongbao.text import Kind, Part, PartKind, normal

_LIST = re.compile(r"^附件：(?P<items>.+)$")
_NUMBERED = re.compile(r"(?:^|(?<=[^\d.年]))(?P<n>\d{1,2})[.、．](?=[^\d]|(?:19|20)\d{2}(?:年|[-—–、]))")
_COUNT = re.compile(r"（(?:[^（）]{0,10}\d+[^（）]{0,6})）")
_ALIKE = 0.55
_MOST = 40  # documents under one notice


class _Announced(NamedTuple):
    where: Words
    number: int  # 0: the only one, without a number
    title: str


def _announced(subject: Subject) -> list[_Announced]:
    """The annexes that the list 附件：1.… 2.… names."""
    found: list[_Announced] = []
    for where in subject.prose:
        if where.part is PartKind.ANNEX or not where.text.startswith("附件："):
            continue
        match = _LIST.match(where.text)
        if match is None:
            continue
        items = match["items"]
        marks = _in_order(list(_NUMBERED.finditer(items)))
        if not marks:
            found.append(_Announced(where, 0, items))
            continue
        for index, mark in enumerate(marks):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(items)
            found.append(_Announced(where, int(mark["n"]), items[mark.end() : end]))
    return found


def _in_order(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """1. 2. 3.: a figure that does not go on counting belongs to a title."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        number = int(mark["n"])
        if (number == 1 and not kept) or (kept and int(kept[-1]["n"]) < number <= int(kept[-1]["n"]) + 2):
            kept.append(mark)
    return kept


def _printed(subject: Subject) -> list[str]:
    """Titles of what is printed behind the notice: annexes and documents handed out with it."""
    titles = [part.title or "" for part in subject.document.parts if part.kind is PartKind.ANNEX]
    for each in subject.siblings[:_MOST]:
        titles.append(each.title)
        titles.extend(part.title or "" for part in each.parts if part.kind is PartKind.ANNEX)
    return [normal(title) for title in titles if title]


def _plain(title: str) -> str:
    """A title for comparing: without （43种） and 《》."""
    return _COUNT.sub("", title).strip("。；，")


@rule(
    "501",
    "列明的附件没有印出",
    Severity.ERROR,
    reason="正文列明的附件是文件的组成部分；没有印出的，读者无从知道清单、表格的内容。",
    example=(
        "某某市基本养老服务体系建设实施方案\n一、总体要求\n落实《基本养老服务清单》。\n二、保障措施\n加强领导。\n"
        "附件：某某市基本养老服务清单\n"
    ),
)
def missing_annex(subject: Subject) -> Iterator[Finding]:
    """附件：… without such a part."""
    printed = subject.once("printed annexes", lambda: _printed(subject))
    numbers = {_annex_number(part) for part in subject.document.parts if part.kind is PartKind.ANNEX}
    for each in subject.once("announced annexes", lambda: _announced(subject)):
        title = _plain(each.title)
        if not title or _held(title, printed) or each.number in numbers or (not each.number and printed):
            continue
        yield subject.finding(
            "501",
            Severity.ERROR,
            each.where,
            each.title[:60],
            f"正文列明了附件{each.number or ''}“{title[:40]}”，后面没有印出。",
            "请补上附件，或者删去附件说明。",
        )


def _held(title: str, printed: list[str]) -> bool:
    return any(likeness(title, each) >= _ALIKE or bare(title) in bare(each) for each in printed)


def _annex_number(part: Part) -> int:
    match = re.search(r"\d{1,2}|[一二三四五六七八九十]{1,3}", part.num or "")
    return numerals.ordinal(match[0]) or 0 if match else 0


@rule(
    "502",
    "附件标题前后不同",
    Severity.WARNING,
    reason="附件说明里的名称应当与附件本身的标题一致，否则分不清是不是同一份附件。",
    example=(
        "某某县人民政府关于开展改革的意见\n政字〔2020〕14号\n2020年5月28日\n各乡镇人民政府：\n请认真贯彻执行。\n"
        "附件：1.改革工作领导小组\n2.参评企业名单\n附件1\n改革工作领导小组\n组长：县长\n附件2\n工业企业亩均税收评价汇总表\n略"
    ),
)
def other_annex_title(subject: Subject) -> Iterator[Finding]:
    """附件：2.…名单, and 附件2 is a 汇总表."""
    printed = subject.once("printed annexes", lambda: _printed(subject))
    annexes = [part for part in subject.document.parts if part.kind is PartKind.ANNEX]
    for each in subject.once("announced annexes", lambda: _announced(subject)):
        title = _plain(each.title)
        if not title or any(bare(title) == bare(_plain(other)) for other in printed):
            continue
        named = [part for part in annexes if _annex_number(part) == each.number] or (annexes if not each.number else [])
        other = normal(named[0].title or "") if len(named) == 1 else _nearest(title, printed)
        if not other or _torn(title, other):
            continue
        if sum(bare(part.title or "") in bare(title) for part in annexes if part.title) > 1:
            continue  # 505
        yield subject.finding(
            "502",
            Severity.WARNING,
            each.where,
            each.title[:60],
            f"附件说明写“{title[:50]}”，附件的标题是“{other[:50]}”（{difference(title, other)}）。",
            "请统一附件名称。",
            others=((f"附件{each.number or ''}", other),),
        )


def _torn(title: str, other: str) -> bool:
    """Whether one title is the other cut off at a line's end."""
    one, two = bare(title), bare(_plain(other))
    return not two or (one.startswith(two) and len(one) - len(two) < 16 and other[-1:] in "任分的、和及与")


def _nearest(title: str, printed: list[str]) -> str:
    ranked = sorted(((likeness(title, each), each) for each in printed), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= _ALIKE else ""


@rule(
    "503",
    "引用的附件不存在",
    Severity.ERROR,
    reason="正文写“见附件3”的，应当有附件3。",
    example=(
        "某某市食品安全事故应急预案\n一、总则\n分级标准见附件3。\n二、附则\n本预案自发布之日起施行。\n"
        "附件：1.工作组职责\n附件1\n工作组职责\n办公室负责综合协调。"
    ),
)
def no_such_annex(subject: Subject) -> Iterator[Finding]:
    """见附件3 where there is no 附件3."""
    numbers = {_annex_number(part) for part in subject.document.parts if part.kind is PartKind.ANNEX}
    announced = {each.number for each in subject.once("announced annexes", lambda: _announced(subject))}
    known = numbers | announced
    if subject.is_explanation or (subject.siblings and not numbers):
        return
    for where in subject.prose:
        if where.part is PartKind.ANNEX or where.text.startswith("附件"):
            continue
        for match in _CITED.finditer(where.text):
            if match["n"]:
                number = numerals.ordinal(match["n"]) or 0
                if number in known or (known == {0} and number == 1):
                    continue
            elif known:
                continue
            if re.search(r"[》〕号]$", where.text[max(0, match.start() - 2) : match.start()]):
                continue  # 国发〔2019〕6号附件1
            yield subject.finding(
                "503",
                Severity.ERROR,
                where,
                match[0],
                f"本文件没有附件{match['n'] or ''}。",
                "请核对附件序号，或者补上附件。",
                at=match.start(),
            )


_CITED = re.compile(r"(?:见|（)附件(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})?(?=[）。，；、])")


@rule(
    "504",
    "印出的附件没有在正文列明",
    Severity.NOTE,
    reason="附件应当在正文之后列明序号和名称；没有列明的，看不出它是不是文件的组成部分。",
    example=(
        "某某市人民政府关于做好某项工作的通知\n定政发〔2022〕3号\n2022年3月1日\n各乡镇人民政府：\n请认真贯彻落实。\n"
        "某某市人民政府\n附件\n重点任务分工表\n略"
    ),
)
def not_announced(subject: Subject) -> Iterator[Finding]:
    """An annex that the text does not list."""
    if subject.is_explanation or subject.is_contents:
        return
    announced = subject.once("announced annexes", lambda: _announced(subject))
    titles = [_plain(each.title) for each in announced]
    numbers = {each.number for each in announced}
    cited = "".join(each.text for each in subject.prose if each.part is not PartKind.ANNEX)
    for part in subject.document.parts:
        if part.kind is not PartKind.ANNEX or not part.title:
            continue
        title = normal(part.title)
        number = _annex_number(part)
        if number in numbers or _held(title, titles) or (len(announced) == 1 and not number):
            continue
        if f"附件{number or ''}" in cited and number:
            continue
        if any(likeness(title, each.title) > _ALIKE for each in _from_others(subject)):
            continue
        where = next((subject.by_eid.get(top.eid) for top in part.provisions if top.kind is Kind.TITLE), None)
        if where is None or not where.text.startswith("附件"):
            continue
        yield subject.finding(
            "504",
            Severity.NOTE,
            where,
            where.text[:60],
            "正文没有列明这份附件。",
            "在正文之后列明附件的序号和名称。",
            basis="《党政机关公文格式》（GB/T 9704—2012）7.3.4",
        )


def _from_others(subject: Subject) -> list[_Announced]:
    return [named for each in subject.siblings[:_MOST] for named in _announced(subject.beside(each))]


@rule(
    "505",
    "附件说明的序号缺漏",
    Severity.WARNING,
    reason="有几份附件的，每份都应当标序号；只标了第一份，后面的连在一起，分不清有几份附件。",
    example=(
        "某某市人民政府关于做好某项工作的通知\n定政发〔2022〕3号\n2022年3月1日\n各乡镇人民政府：\n请认真贯彻落实。\n"
        "附件：1.火灾情况一览表\n消防站详情表\n附件1\n火灾情况一览表\n略\n附件2\n消防站详情表\n略"
    ),
)
def list_without_numbers(subject: Subject) -> Iterator[Finding]:
    """附件：1.甲表乙表丙表."""
    annexes = [part for part in subject.document.parts if part.kind is PartKind.ANNEX and part.title]
    announced = subject.once("announced annexes", lambda: _announced(subject))
    if len(annexes) < 2 or len(announced) >= len(annexes):
        return
    for each in announced:
        inside = [part for part in annexes if bare(part.title or "") in bare(each.title)]
        if len(inside) > 1:
            yield subject.finding(
                "505",
                Severity.WARNING,
                each.where,
                each.title[:60],
                f"这里连着写了{len(inside)}份附件的名称，只有一个序号。",
                "逐份标明序号。",
                basis="《党政机关公文格式》（GB/T 9704—2012）7.3.4",
            )


_FORM = re.compile(r"《(?P<title>[^《》]{3,40})》（(?:见|详见)?附件(?P<n>\d{1,2})）")


@rule(
    "506",
    "表名与附件序号不符",
    Severity.WARNING,
    reason="写明“填写《…表》（附件3）”的，附件3应当就是这张表。",
    example=(
        "某某市建议提案办理考核办法\n一、考核程序\n填写《单件考核表》（附件2）。\n二、附则\n本办法自印发之日起施行。\n"
        "附件：1.单件考核表\n2.办理工作考核表\n附件1\n单件考核表\n略\n附件2\n办理工作考核表\n略"
    ),
)
def other_form(subject: Subject) -> Iterator[Finding]:
    """《…表》（附件2） where 附件2 is another."""
    by_number = {
        _annex_number(part): normal(part.title or "")
        for part in subject.document.parts
        if part.kind is PartKind.ANNEX and part.title
    }
    for where in subject.prose:
        if "附件" not in where.text:
            continue
        for match in _FORM.finditer(where.text):
            title = by_number.get(int(match["n"]), "")
            if not title or bare(match["title"]) == bare(title):
                continue
            right = next((n for n, each in by_number.items() if bare(each) == bare(match["title"])), 0)
            yield subject.finding(
                "506",
                Severity.WARNING,
                where,
                match[0],
                f"附件{match['n']}的标题是“{title}”。",
                f"应为附件{right}。" if right else "请核对附件序号和名称。",
                others=((f"附件{match['n']}", title),),
                at=match.start(),
            )
