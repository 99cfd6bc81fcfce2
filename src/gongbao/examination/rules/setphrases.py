"""7xx, 2xx: phrases with a fixed form: slogans, sessions of the congress, numbers of standards and orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.text import Kind

_FIXED: tuple[tuple[str, str], ...] = (
    ("坚定了“四个自信”", "坚定“四个自信”"),
    ("全面落实从严治党(?!要求|责任|主体|方针)", "落实全面从严治党"),
    ("(?:^|(?<=[，。；]))中央、国务院(?=[一-龥])", "党中央、国务院"),
    ("(?:贯彻|落实|学习)[^，。；]{0,40}重要指示批示(?=[，。；])", "重要指示批示精神"),
    ("双随机一公开(?=监管|”|抽查)", "双随机、一公开"),
    ("降税减费", "减税降费"),
    ("[一-龥]{2,3}省(?:人民)?政府办公室(?!主任)", "……省人民政府办公厅"),
    ("国家文旅部", "文化和旅游部"),
    ("从三农(?=工作|问题|大局)", "“三农”，加引号"),
    ("(?<=发展)十[一二三四五]五(?=规划)", "“十×五”，加引号"),
    ("(?<![“一-龥])十[一二三四五]五(?=时期|规划|期间|末)", "“十×五”，加引号"),
    ("(?<=[+与和])村两委", "村“两委”"),
)  # fmt: skip
_FIXED_PATTERNS = tuple((re.compile(pattern), right) for pattern, right in _FIXED)


@rule(
    "747",
    "固定提法不规范",
    Severity.WARNING,
    reason="固定提法和专门称谓有规定的写法，字数、顺序和引号不能随意增减。",
    example="某市党建工作方案\n\n一、要求\n\n增强“四个意识”，坚定了“四个自信”，做到“两个维护”。\n",
)
def fixed(subject: Subject) -> Iterator[Finding]:
    """坚定了“四个自信”, 中央、国务院 without 党."""
    for each in subject.words:
        for pattern, right in _FIXED_PATTERNS:
            for match in pattern.finditer(each.text):
                words = match.group() if len(match.group()) > 4 else each.text[match.start() : match.end() + 6]
                yield subject.finding(
                    "747",
                    Severity.WARNING,
                    each,
                    words,
                    f"“{match.group()[-16:]}”的规范写法是“{right}”。" if "“" not in right else f"应写作{right}。",
                    "改为规范写法。",
                    at=match.start(),
                )


_STANDARD = re.compile(r"(?:DB\d{2}|GB|LB|JGJ|CJJ|HJ|NY|WS|SL|GA)(?:（J）|/J|J)?T ?\d{2,6}(?:\.\d{1,3})?(?:[—-]\d{4})?")
_ORDER = re.compile(r"（[一-龥]{2,30}第\d{1,4}号令）")


@rule(
    "748",
    "标准编号、令号的写法不对",
    Severity.NOTE,
    reason="推荐性标准的编号在代号和“T”之间有斜线；令号写作“机关名称+令+第×号”。写错了检索不到。",
    example="某市建房措施\n\n一、标准\n\n认真落实《农村住宅设计标准》（DB13（J）T8328—2019）的要求。\n",
)
def codes(subject: Subject) -> Iterator[Finding]:
    """DB13（J）T8328 without a slash; 第125号令."""
    for each in subject.words:
        for match in _STANDARD.finditer(each.text):
            yield subject.finding(
                "748",
                Severity.NOTE,
                each,
                match.group(),
                f"“{match.group()}”在“T”之前缺斜线。",
                "写作“DB13(J)/T 8328—2019”的样式。",
                at=match.start(),
            )
        if each.kind is Kind.NOTE:
            continue
        for match in _ORDER.finditer(each.text):
            name, _, number = match.group()[1:-1].partition("第")
            yield subject.finding(
                "748",
                Severity.NOTE,
                each,
                match.group(),
                f"令号应写作“{name}令第{number.removesuffix('令')}”。",
                f"改为“（{name}令第{number.removesuffix('令')}）”。",
                at=match.start(),
            )


_SESSIONS: tuple[tuple[date, str, str], ...] = (
    (date(2017, 10, 24), "十八大", "党的十九大"),
    (date(2019, 10, 31), "十九届三中", "十九届四中全会"),
    (date(2020, 10, 29), "十九届四中", "十九届五中全会"),
    (date(2021, 11, 11), "十九届五中", "十九届六中全会"),
    (date(2022, 10, 22), "十九届六中", "党的二十大"),
    (date(2024, 7, 18), "二十届二中", "二十届三中全会"),
)
"""The day on which a session closed, the one before it, and its name."""
_LISTED = re.compile(r"党的([一二]?十[八九]?大)和([一二]?十[八九]?届)((?:[一二三四五六七]中、?){2,7})全会精神")
_GRACE = timedelta(days=14)  # what was drafted before the session closed may still go out after it


@rule(
    "241",
    "会议精神没有写到最近一次",
    Severity.NOTE,
    reason="历次全会逐一列举的，应当列到成文时已经召开的最近一次；少写一次，多半是照抄以前的文件。",
    example=(
        "某市人民政府办公室关于印发气象规划的通知\n政办〔2021〕78号\n2021年12月7日\n各区人民政府：\n"
        "现印发给你们。\n气象规划\n一、总体要求\n深入贯彻党的十九大和十九届二中、三中、四中、五中全会精神。"
    ),
)
def last_session(subject: Subject) -> Iterator[Finding]:
    """五中全会 as the last one in December 2021."""
    issued = subject.document.issued
    if issued is None:
        return
    due = [(closed, before, name) for closed, before, name in _SESSIONS if closed + _GRACE <= issued]
    if not due:
        return
    closed, _, name = due[-1]
    for each in subject.prose:
        for match in _LISTED.finditer(each.text):
            last = f"{match[2]}{re.findall('[一二三四五六七]中', match[3])[-1]}全会"
            if _later(last, name) and name not in each.text:
                yield subject.finding(
                    "241",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"{closed:%Y年%-m月%-d日}已经闭幕的{name}没有列入，本文件成文于{issued:%Y年%-m月%-d日}。",
                    f"补上{name}。",
                    at=match.start(),
                )


def _later(last: str, name: str) -> bool:
    """Whether the session called `name` came after the last one of a list."""
    order = ["十九届二中全会", "十九届三中全会", "十九届四中全会", "十九届五中全会", "十九届六中全会", "党的二十大"]
    order += ["二十届二中全会", "二十届三中全会"]
    return last in order and name in order and order.index(last) < order.index(name)
