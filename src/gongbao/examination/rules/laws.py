"""1xx: laws and regulations that the text names: repealed, misnamed, or no laws at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject
from gongbao.examination.titles import difference

_LAWS = re.compile(
    r"(?P<list>(?:《[^《》]{2,80}(?:《[^《》]{1,80}》[^《》]{0,40})?》(?:（[^（）]{2,40}）)?(?:、|和|以及|及|，)?(?:[\u4e00-\u9fff]{2,14}(?=《))?){1,12})"
    r"等?(?:国家|有关|相关|省|、|和){0,4}(?P<called>法律、?法规(?:、?规章)?|法律、?规章|法规)(?!政策|文件|及|和|、|以及|与|规章和)"
)
_IS_LAW = re.compile(r"(?:法|法典|条例|规定|办法|细则|决定|规则|解释|制度|章程|规程)(?:（[^（）]{1,14}）)*$")


@rule(
    "118",
    "把文件、标准称作法律法规",
    Severity.NOTE,
    reason="法律、法规、规章有特定含义；通知、意见、方案、规划、技术标准不是法律法规，并列时应当写“等法律法规和文件”。",
    example="根据《河北省市容环境卫生管理条例》《城市公共厕所卫生标准》等有关法律法规，制定本办法。",
)
def not_a_law(subject: Subject) -> Iterator[Finding]:
    """《…条例》《…标准》等有关法律法规."""
    for where in subject.prose:
        if ("法规" not in where.text and "规章" not in where.text) or "》" not in where.text:
            continue
        for match in _LAWS.finditer(where.text):
            titles = re.findall(r"《((?:[^《》]|《[^《》]*》){2,120})》", match["list"])
            odd = [title for title in titles if not _IS_LAW.search(title)]
            if not odd:
                continue
            listed = "".join(f"《{title}》" for title in odd[:3])
            yield subject.finding(
                "118",
                Severity.NOTE,
                where,
                where.text[max(0, match.end() - 60) : match.end()],
                f"{listed}不是{match['called']}。",
                "改为“等法律法规和文件、标准”，或者分开列举。",
                basis="《中华人民共和国立法法》",
                at=max(0, match.end() - 60),
            )


@rule(
    "119",
    "引用的法律法规已经废止",
    Severity.ERROR,
    reason="依据应当是现行有效的法律法规；引用已经废止的，依据不成立。只在资料库收有该法律或者废止它的法律时核对。",
    example="根据《中华人民共和国物权法》，制定本办法。",
)
def repealed_law(subject: Subject) -> Iterator[Finding]:
    """A law that was no longer in force when the text was made."""
    library = subject.library
    if library is None or subject.is_explanation or subject.is_contents:
        return
    day = subject.document.issued or subject.on
    told: set[str] = set()
    for where in subject.words:
        if "《" not in where.text:
            continue
        for reference in subject.references(where):
            title = reference.text
            if (
                reference.kind != "title"
                or title in told
                or len(title) < _SHORTEST_LAW
                or _ended(where.text, reference.start)
            ):
                continue
            told.add(title)
            cards = library.resolve(f"《{title}》", known=True)
            if len(cards) != 1 or cards[0].kind == "解读" or cards[0].title == subject.document.title:
                continue
            validity = library.validity(cards[0], day)
            if str(validity.state) not in ("已废止", "已失效"):
                continue
            reason = validity.reasons[0].sentence if validity.reasons else ""
            yield subject.finding(
                "119",
                Severity.ERROR,
                where,
                where.text[reference.start : reference.end],
                f"《{title}》在{day.year}年{day.month}月{day.day}日{validity.state}（{reason}）。",
                "请改引现行有效的法律法规。",
                at=reference.start,
            )


_SHORTEST_LAW = 4


def _ended(text: str, at: int) -> bool:
    """Whether the text itself says that what it names is of the past: 原《…》, 将《…》修改为, …同时废止."""
    end = min((found for found in (text.find(mark, at) for mark in "。；") if found >= 0), default=len(text))
    return text[max(0, at - 2) : at].endswith("原") or re.search(r"废止|修改为|失效|停止执行", text[at:end]) is not None


@rule(
    "120",
    "法律法规名称有误",
    Severity.WARNING,
    reason="引用法律法规应当用准确的名称。资料库收有全国性法律、行政法规时，名称对不上而只多一两个字、少一两个字的，多半写错。",
    example="依据《中华人民共和国土地承包法》第三十六条办理备案。",
)
def no_such_law(subject: Subject) -> Iterator[Finding]:
    """《中华人民共和国土地承包法》 for 《中华人民共和国农村土地承包法》."""
    library = subject.library
    if library is None:
        return
    told: set[str] = set()
    for where in subject.words:
        if "《" not in where.text:
            continue
        for match in _NATIONAL.finditer(where.text):
            title = match["title"]
            if title in told or ("中华人民共和国" not in title and not match["order"]):
                continue
            told.add(title)
            if library.resolve(f"《{title}》"):
                continue
            form = title.removeprefix("中华人民共和国")
            near = next(
                (
                    card.title
                    for card in library.suggestions(title)
                    if _inserted_anywhere(card.title.removeprefix("中华人民共和国"), form)
                ),
                None,
            )
            if near is None:
                continue
            yield subject.finding(
                "120",
                Severity.WARNING,
                where,
                f"《{title}》",
                f"资料库里没有《{title}》，名称最接近的是《{near}》（{difference(title, near)}）。",
                "请核对法律法规的名称。",
                others=(("资料库", near),),
                at=match.start(),
            )


_NATIONAL = re.compile(r"(?<!〈)《(?P<title>[^《》〈〉<>（）]{4,50}(?:法|条例))》(?P<order>（(?:主席|国务院)令)?")
_MOST_MISSING = 4


def _inserted_anywhere(held: str, written: str) -> bool:
    """Whether one name is the other with a few characters more in one place, and of the same kind."""
    longer, shorter = (held, written) if len(held) > len(written) else (written, held)
    more = len(longer) - len(shorter)
    if not 0 < more <= _MOST_MISSING or longer[-2:] != shorter[-2:] or len(shorter) < _SHORTEST_LAW:
        return False
    at = next((index for index, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[at + more :] == shorter[at:]


_COMMITTEE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}省?(?:第)?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)(?:常委会)?[\u4e00-\u9fff]{0,9}?)公告"
)
_RIGHT = re.compile(r"[\u4e00-\u9fff]{2,4}省?第[一二三四五六七八九十]{1,3}届人民代表大会(?:常务委员会)?")


@rule(
    "126",
    "人大及其常委会名称写错",
    Severity.ERROR,
    reason="地方性法规的公布机关是“某省第几届人民代表大会常务委员会”；写成“常务委会员会”“常务委员”的，不是这个机关。",
    example="《河北省企业集体协商条例》（河北省第十二届人民代表大会常务委会员会公告第103号）第三十条。",
)
def committee(subject: Subject) -> Iterator[Finding]:
    """人民代表大会常务委会员会公告."""
    for where in subject.words:
        if "届人" not in where.text or "公告" not in where.text:
            continue
        for match in _COMMITTEE.finditer(where.text):
            if _RIGHT.fullmatch(match["name"]):
                continue
            yield subject.finding(
                "126",
                Severity.ERROR,
                where,
                match["name"],
                "公布机关的名称写错或者不全。",
                "写成“某省第几届人民代表大会常务委员会”。",
                at=match.start(),
            )
