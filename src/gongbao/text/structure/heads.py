"""How a document begins: the head of a notice or an order, a 解读, an annex, a title."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongbao.text.normal import normal
from gongbao.text.structure.lines import Line
from gongbao.text.structure.numbering import mark, ordinal

KINDS = (
    "办法", "细则", "方案", "规划", "预案", "计划", "意见", "措施", "规定", "规程", "规则",
    "条例", "章程", "机制", "制度", "守则", "准则", "纲要", "要点", "通知", "公告", "通告",
    "通报", "决定", "批复", "函", "令", "目录", "清单", "名单", "标准", "指南", "指引", "法",
    "法典", "决议", "解释", "命令", "报告", "请示", "议案", "纪要", "公报", "修正案", "说明",
    "安排", "布局", "规范", "通则", "公约",
)  # fmt: skip
"""Last words of titles, 文种 and what documents are called."""

_KIND_END = re.compile(rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})$")
_TAIL = re.compile(r"(?:[（(][^（）()]{1,30}[）)])+$")
_ORGAN = (
    r"(?:人民政府(?:办公[室厅])?|政府办公[室厅]|国务院(?:办公厅)?|委员会(?:办公[室厅])?|常务委员会|办公[室厅]|法院|检察院|"
    r"[局厅委部院署会])"
)
_ORGAN_ENDS = tuple("府室厅会局委部院署")
_ISSUER_ALONE = re.compile(rf"[^，。；：:、《》（）()“”0-9]{{2,30}}{_ORGAN}")
_ISSUER_AND_TITLE = re.compile(rf"([^，。；：:《》“”0-9]{{2,60}}?{_ORGAN})((?:关于|印发|转发|批转).*)")
_ORDER = re.compile(r"[^，。；：:、《》（）()“”0-9]{2,30}(?:令|公告|通告)")
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{0,14})[〔\[［【（(﹝]([0-9]{4})[〕\]］】）)﹞](第?)([0-9]{1,5})号([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?"
)
_ORDER_NUMBER = re.compile(
    r"()[（(]?(?:([0-9]{4})年)?(第)([0-9]{1,5}|[〇零○一二三四五六七八九十百]{1,7})号[）)]?([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?"
)
_NUMBERED_ORDER = re.compile(
    r"([^，。；：:、《》（）()“”0-9]{2,30}(?:令|公告))([（(]?[^，。；：《》（）()]{0,10}第(?:[0-9]{1,5}|[〇零○一二三四五六七八九十百]{1,7})号[）)]?)"
)
_TITLE_AND_NUMBER = re.compile(
    r"(.{6,140}(?:[知见定告案法则函复])》?)[（(]([^（）()]{1,14}[〔\[［]\d{4}[〕\]］]第?\d{1,5}号)[）)]"
)
_DATED_NUMBER = re.compile(r"[（(](\d{4}年\d{1,2}月\d{1,2}日)([^（）()]{1,14}[〔\[［]\d{4}[〕\]］]第?\d{1,5}号)[）)]")
_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE_DATE = re.compile(
    r"([一二][〇零○Ｏ0O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_YEAR_DIGITS = "〇一二三四五六七八九"
_ZEROS = str.maketrans("零○Ｏ0O", "〇〇〇〇〇")
_YEAR = re.compile(r"[0-9]{4}年")
_MADE_PUBLIC = re.compile(r"公布|发布|通过|修正|修订|修改|施行|批准|印发")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ANNEX = re.compile(r"附[：:]?|附(?:件|表|录)([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})?[：:]?")
_READING = re.compile(r"(?:关于)?《.{2,120}》的?(?:政策|文件)?(?:解读|问答)")
_SENTENCE = re.compile(r"[。；！？;]|[：:，,]$")
_LEADER = re.compile(r"\.\.|…{2}|·{3}|．{3}")
_CONTENTS = ("目录", "目次")
_COPIES = re.compile(
    r"(?:抄送|抄报|分送|主题词|公开属性|公开方式)[：:].{1,300}"
    r"|[^，。；：]{2,40}(?:办公[室厅]|政府|[局厅委部院署])\d{4}年\d{1,2}月\d{1,2}日(?:印发|印)"
    r"|[（(]?共印\d{1,5}份[）)]?"
)
_ENDING = re.compile(r"[（(][^（）()]{0,20}(?:公开|印发|此件)[^（）()]{0,20}[）)]")
_PROMULGATES = re.compile(r"现[予将公发废]|已[经由于]|业[经已]|审议通过|为了?|根据|决定")
_ANNOUNCING = re.compile(r"(?:决定|如下|下列[^，]{0,12}|通知|公告|通过)[，：:]|现将|根据")  # a first sentence
_PROSE = re.compile(r"[，。：]")
_LAST = frozenset("日）)发印份。")
_STARTS = ("关于", "印发", "转发", "批转", "颁布", "发布", "公布")
_LONGEST_TITLE_LINE = 64
_TITLE_LINES = 7


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a notice or order: lines `at` to `end` (exclusive) of a sequence of lines."""

    at: int
    title_at: int  # behind `at` where the 文号 stands above the title
    issuer: str
    title: str  # normal text, with the issuer; of an order: the issuer's 令
    title_end: int  # index behind the lines of the title
    end: int  # index behind number, date and addressee
    number: str | None
    number_at: int | None
    issued: date | None
    date_at: int | None
    addressee_at: int | None
    order: bool = False

    @property
    def untold(self) -> bool:
        """Whether neither number, date nor addressee tells that it is one."""
        return self.number is None and self.issued is None and self.addressee_at is None


@dataclass(frozen=True, slots=True)
class Title:
    """A title over lines `at` to `end` (exclusive)."""

    at: int
    end: int
    words: str


def kind_end(title: str) -> str | None:
    """The last word of a title that says what it is (办法, 方案), brackets behind it left aside."""
    match = _KIND_END.search(_TAIL.sub("", title))
    return match[0] if match else None


def is_annex_mark(key: str) -> bool:
    """Whether a line is the mark over an annex: 附件, 附件2."""
    return key[0] == "附" and len(key) <= 8 and _ANNEX.fullmatch(key) is not None and key not in ("附件：", "附件:")


def is_bare_mark(key: str) -> bool:
    """Whether the mark over an annex is nothing but 附 or 附：."""
    return key.rstrip("：:") == "附"


def day(key: str) -> date | None:
    """The date of a line that is nothing but a date: 2021年3月5日, 二○二一年三月五日."""
    if not 8 <= len(key) <= 12:
        return None
    if key[0] in "二一":
        match = _CHINESE_DATE.fullmatch(key)
        if match is None:
            return None
        year = int("".join(str(_YEAR_DIGITS.index(each)) for each in match[1].translate(_ZEROS)))
        month, on = ordinal(match[2]), ordinal(match[3])
    else:
        match = _DATE.fullmatch(key.translate(_DIGITS))
        if match is None:
            return None
        year, month, on = int(match[1]), int(match[2]), int(match[3])
    try:
        return date(year, month, on)
    except ValueError:
        return None


def is_issuer(key: str) -> bool:
    """Whether a whole line is the name of an issuing body."""
    return len(key) <= 32 and key[-1:] in _ORGAN_ENDS and _ISSUER_ALONE.fullmatch(key) is not None


def document_number(key: str, issuer: str = "", *, order: bool = False) -> tuple[str, date | None] | None:
    """The 文号 of a line that is nothing but one, a date behind it allowed: 定政办〔2023〕5号."""
    if len(key) > 50 or "号" not in key:
        return None
    key = key.translate(_DIGITS)
    match = _NUMBER.fullmatch(key) or (_ORDER_NUMBER.fullmatch(key) if order else None)
    if match is None:
        return None
    series, year, ordinal, number, issued = match.groups()
    year = f"〔{year}〕" if year else ""
    words = f"{series}{year}{ordinal}{number}号"
    return (f"{issuer}{words}" if order and not series else words), (day(issued) if issued else None)


def is_copies(key: str) -> bool:
    """Whether a line belongs to the 版记: 抄送：…, 某办公室2021年3月5日印发."""
    return any(word in key for word in ("送", "报", "印", "公开", "主题词")) and _COPIES.fullmatch(key) is not None


def ended(lines: Sequence[Line], at: int) -> bool:
    """Whether the text above a line has come to its end: with a date, a note on its publication, or its 版记."""
    above = lines[at - 1].key if at else ""
    if above[-1:] not in _LAST or not above:
        return False
    return day(above) is not None or _ENDING.fullmatch(above) is not None or is_copies(above)


def is_promulgation(key: str) -> bool:
    """Whether a line says, in brackets, when a text was made public and amended."""
    if len(key) > 800 or key[0] not in "（(" or key[-1] not in "）)":
        return False
    return _YEAR.search(key) is not None and _MADE_PUBLIC.search(key) is not None


def is_addressee(key: str) -> bool:
    """Whether a line right below a head names those whom it is for."""
    if len(key) > 220 or "。" in key or "《" in key or _ANNOUNCING.search(key):
        return False
    return key[-1] in "：:" or (key[0] == "各" and key[-1] in "门位局府会处办")


def opens_document(lines: Sequence[Line], at: int) -> bool:
    """Whether the head of a notice, an order or a 解读 begins here."""
    return notice_head(lines, at) is not None or reading_title(lines, at) is not None


def reading_title(lines: Sequence[Line], at: int) -> Title | None:
    """The title of a 解读, over up to four lines."""
    key = lines[at].key
    if key[0] not in "《关" or len(key) > 140 or (key[0] == "关" and not key.startswith("关于《")):
        return None
    words = ""
    for end in range(at, min(at + 4, len(lines))):
        key = lines[end].key
        if len(key) > 140 or lines[end].tabs or "。" in key or (words and (key[0] == "《" or mark(key))):
            return None
        words += key
        if _READING.fullmatch(words):
            following = lines[end + 1].key if end + 1 < len(lines) else ""
            if following[:1] == "《" and _READING.fullmatch(following):
                return None  # an entry of a list of contents
            return Title(at, end + 1, normal(words))
    return None


def notice_head(lines: Sequence[Line], at: int) -> Head | None:
    """The head of a notice or an order that begins on a line, or None.

    A head is an issuer, a title that ends in a 文种, and right below it at least one of 文号, date, addressee.
    """
    key = lines[at].key
    if len(key) > 160 or lines[at].tabs or len(key) < 3:
        return None
    if key[-1] == "号" and at + 1 < len(lines) and (above := document_number(key)):
        below = notice_head(lines, at + 1) if lines[at + 1].key[-1] != "号" else None
        if below is None or below.number is not None:
            return None
        return replace(below, at=at, number=above[0], number_at=at)
    if key[-1] in "号）)" and (told := _numbered_order(lines, at)):
        return told
    if key[-1] in "）)" and (split := _TITLE_AND_NUMBER.fullmatch(key)):
        return _with_number(lines, at, split[1], split[2])
    if key[-1] in "令告" and len(key) <= 32 and "关于" not in key and _ORDER.fullmatch(key):
        return _evidence(lines, at, at + 1, key, key, order=True)
    if is_issuer(key):
        if at + 1 >= len(lines) or not lines[at + 1].key.startswith(_STARTS):
            return None
        issuer, words, end = key, "", at + 1
    else:
        if "关于" not in key and "印发" not in key and "转发" not in key and "批转" not in key:
            return None
        match = _ISSUER_AND_TITLE.fullmatch(key)
        if match is None or _SENTENCE.search(key) or _LEADER.search(key):
            return None
        issuer, words, end = match[1], match[2], at + 1
        if kind_end(words):
            head = _evidence(lines, at, end, issuer, issuer + words) or _untold(lines, at, end, issuer, issuer + words)
            if head:
                return head
    while end < min(at + 1 + _TITLE_LINES, len(lines)):
        line = lines[end]
        if kind_end(words) and is_issuer(line.key):
            return None  # the title is printed again below it
        if len(line.key) > _LONGEST_TITLE_LINE or line.tabs or _SENTENCE.search(line.key) or _LEADER.search(line.key):
            return None
        words += line.key
        end += 1
        if kind_end(words):
            head = _evidence(lines, at, end, issuer, issuer + words) or _untold(lines, at, end, issuer, issuer + words)
            if head:
                return head
    return None


def _numbered_order(lines: Sequence[Line], at: int) -> Head | None:
    """An order with its number on one line: 某部令（第21号）, 某省人民政府令第6号."""
    key = lines[at].key
    match = _NUMBERED_ORDER.fullmatch(key) if len(key) <= 50 and "关于" not in key else None
    said = "".join(line.key[:200] for line in lines[at + 1 : at + 4])
    if match is None or not _PROMULGATES.search(said):
        return None
    below = at + 1
    issued = day(lines[below].key) if below < len(lines) else None
    number = f"{match[1]}{match[2].strip('（()）')}"
    end = below + (issued is not None)
    dated = below if issued else None
    return Head(at, at, match[1], normal(match[1]), below, end, number, None, issued, dated, None, order=True)


def _with_number(lines: Sequence[Line], at: int, title: str, number: str) -> Head | None:
    """A notice whose 文号 stands in brackets behind its title, as websites print it."""
    match = _ISSUER_AND_TITLE.fullmatch(title)
    told = document_number(number)
    if match is None or told is None or _SENTENCE.search(title) or not kind_end(title):
        return None
    head = _evidence(lines, at, at + 1, match[1], title)
    if head is None:
        head = Head(at, at, match[1], normal(title), at + 1, at + 1, None, None, None, None, None)
    return replace(head, number=head.number or told[0])


def _untold(lines: Sequence[Line], at: int, title_end: int, issuer: str, title: str) -> Head | None:
    """The head of a text that has neither number, date nor addressee: behind the end of another, with prose below."""
    if not ended(lines, at) or title_end >= len(lines) or not _PROSE.search(lines[title_end].key):
        return None
    return Head(at, at, issuer, normal(title), title_end, title_end, None, None, None, None, None)


def _evidence(
    lines: Sequence[Line], at: int, title_end: int, issuer: str, title: str, *, order: bool = False
) -> Head | None:
    """The head, where number, date or addressee follow the title."""
    number = issued = None
    number_at = date_at = addressee_at = None
    end = title_end
    while end < min(title_end + 4, len(lines)):
        key = lines[end].key
        if number is None and (found := document_number(key, issuer, order=order)):
            number, number_at = found[0], end
            if found[1]:
                issued, date_at = found[1], end
        elif issued is None and (date_only := day(key) or _day_in_brackets(key)):
            issued, date_at = date_only, end
        elif not order and addressee_at is None and is_addressee(key):
            addressee_at = end
            end += 1
            break
        else:
            break
        end += 1
    if number is None and (order or (addressee_at is None and issued is None)):
        return None
    if number is None and addressee_at is None and end == title_end + 1 and not lines[at].heading:
        return None  # an issuer's name and a date: a signature
    return Head(at, at, issuer, normal(title), title_end, end, number, number_at, issued, date_at, addressee_at, order)


def _day_in_brackets(key: str) -> date | None:
    """The date that some gazettes print in brackets below a title: （2021年3月25日）."""
    return day(key[1:-1]) if key[0] in "（(" and key[-1] in "）)" else None


def dated_number(key: str) -> tuple[str, date] | None:
    """文号 and date in brackets before the first sentence, as old notices do: （1985年5月4日庚政〔1985〕38号）."""
    match = _DATED_NUMBER.match(key)
    issued, told = (day(match[1]), document_number(match[2])) if match else (None, None)
    return (told[0], issued) if issued and told else None


def titleish(line: Line) -> bool:
    """Whether a line could be one line of a title: short, no sentence, no number, no cell."""
    key = line.key
    return (
        len(key) <= _LONGEST_TITLE_LINE
        and not line.tabs
        and key[0] != "|"
        and not (key[0] == "【" and key[-1] == "】")
        and not _SENTENCE.search(key)
        and ("，" not in key or "《" in key)
        and not any(odd in key for odd in "：:»|")
        and not _LEADER.search(key)
        and key not in _CONTENTS
        and not is_copies(key)
        and mark(key) is None
        and day(key) is None
        and document_number(key) is None
        and not is_annex_mark(key)
    )


def title(lines: Sequence[Line], at: int, announced: Container[str] = ()) -> Title | None:
    """A title that begins on a line: the longest run of title lines that is announced or ends in a 文种.

    `announced` holds the `title_key`s of titles that the notice or the list of annexes names.
    """
    words, found = "", None
    if _TAIL.fullmatch(lines[at].key):
        return None
    for end in range(at, min(at + 6, len(lines))):
        if not titleish(lines[end]):
            break
        words += lines[end].key
        if len(words) > 120:
            break
        if title_key(words) in announced:
            found = Title(at, end + 1, words)
            continue
        if found and (title_key(found.words) in announced) and not _TAIL.fullmatch(lines[end].key):
            break
        if found and _another(found.words, lines[end].key):
            break
        if kind_end(words) or (found and _TAIL.fullmatch(lines[end].key)):
            found = Title(at, end + 1, words)
    return Title(found.at, found.end, normal(found.words)) if found else None


def _another(title: str, key: str) -> bool:
    """Whether a line below a title begins another one, or names a body, and does not go on with it."""
    again = key[:4] == title[:4] and kind_end(key) is not None
    return again or key.startswith(_STARTS) or is_issuer(key) or (key[-1] == "令" and _ORDER.fullmatch(key) is not None)


def below_title(lines: Sequence[Line], found: Title) -> Head | None:
    """The head of a text whose title names no issuer: its number, date, addressee or issuer stand below the title."""
    issuer, end = "", found.end
    if end + 1 < len(lines) and is_issuer(lines[end].key) and day(lines[end + 1].key) is None:
        issuer, end = lines[end].key, end + 1
    head = _evidence(lines, found.at, end, issuer, found.words)
    if head is None or head.number is None:
        return None
    return replace(head, title=found.words, title_end=found.end, order="令" in head.number)


_LOOSE = re.compile(r"[\s（()）《》〈〉“”\"—\-–‒－·、，,的]|关于|印发|转发")


def title_key(words: str) -> str:
    """A title for comparing: without blanks, brackets, marks and the words that titles gain and lose."""
    return _LOOSE.sub("", words)
