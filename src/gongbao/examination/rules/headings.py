"""5xx: titles of notice, main text and contents that differ; an issuer that its 文号 contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare, difference, inner, likeness
from gongbao.text import Kind, PartKind, normal

_SHORTEST = 8  # characters of a title


@rule(
    "507",
    "通知标题与正文标题不符",
    Severity.WARNING,
    reason="印发通知里的文件名称应当与所印发文件的标题一致，否则引用时不知道以哪个为准。",
    example=(
        "某某市人民政府关于印发《某某市增减挂钩实施办法》的通知\n定政发〔2022〕22号\n2022年8月16日\n各乡镇人民政府：\n"
        "现将《某某市增减挂钩实施办法》印发给你们。\n某某市增减挂钩工作实施办法\n第一条 为了规范管理，制定本办法。\n"
        "第二条 本办法自印发之日起施行。"
    ),
)
def other_title(subject: Subject) -> Iterator[Finding]:
    """关于印发《甲实施办法》的通知, and the text is headed 甲工作实施办法."""
    if subject.is_explanation:
        return
    notice = [each for each in subject.words if each.part is PartKind.NOTICE]
    titles = [normal(part.title or "") for part in subject.document.parts if part.kind is PartKind.MAIN]
    titles += [normal(each.title) for each in subject.siblings]
    main = titles[0] if titles else ""
    if not notice or not main:
        return
    told: set[str] = set()
    for where in notice:
        if where.kind not in (Kind.TITLE, Kind.PARAGRAPH):
            continue
        names = re.findall(r"《((?:[^《》]|《[^《》]*》){4,120})》", where.text)
        if not names and where.kind is Kind.TITLE and re.search(r"印发|转发", where.text):
            names = [inner(where.text)]
        for name in names:
            if name in told or any(bare(name) == bare(each) for each in titles):
                continue
            if where.kind is Kind.PARAGRAPH and (likeness(name, main) < 0.85 or _older(where.text, name)):
                continue
            if likeness(name, main) < 0.7 or max(titles, key=lambda each: likeness(name, each)) != main:
                continue
            if "《" not in where.text and _grammar(name) == _grammar(main):
                continue  # 印发关于…实施方案的通知: the words run into the sentence
            told.add(name)
            yield subject.finding(
                "507",
                Severity.WARNING,
                where,
                name,
                f"所印发文件的标题是《{main}》（{difference(name, main)}）。",
                "请统一文件名称。",
                others=(("标题", main),),
            )


def _older(text: str, name: str) -> bool:
    """Whether a name is that of an earlier paper: it stands with its own number, or is repealed."""
    at = text.find(name)
    return re.match(r"》?（[^（）]{2,30}号", text[at + len(name) :]) is not None or text[
        max(0, at - 12) : at
    ].startswith("原")


def _grammar(title: str) -> str:
    return re.sub(r"关于|的", "", bare(title))


@rule(
    "508",
    "发文机关与发文字号不符",
    Severity.WARNING,
    reason="政府办公室的文件用办公室的代字（如政办），政府的文件用政府的代字（如政发）；两者不符，说明标题或者文号有一个写错。",
    example=(
        "某某市人民政府办公室关于印发《某某市政府质量奖评选管理办法》的通知\n定政发〔2023〕12号\n2023年6月2日\n"
        "各乡镇人民政府：\n现印发给你们。\n某某市政府质量奖评选管理办法\n第一条 制定本办法。\n"
        "第二条 本办法自发布之日起施行。"
    ),
)
def other_issuer(subject: Subject) -> Iterator[Finding]:
    """…人民政府办公室关于… with 政发."""
    number = next((each for each in subject.words if each.kind is Kind.NUMBER and each.text), None)
    title = next((each for each in subject.words if each.kind is Kind.TITLE and each.text), None)
    if number is None or title is None:
        return
    series = number.text.split("〔")[0]
    office = re.match(r"[\u4e00-\u9fff]{2,8}?人民政府(?P<office>办公[室厅])?(?=关于|印发|转发|批转)", title.text)
    if office is None or not re.search(r"[政府办]", series) or "令" in number.text:
        return
    if bool(office["office"]) == ("办" in series):
        return
    yield subject.finding(
        "508",
        Severity.WARNING,
        title,
        office[0],
        f"标题的发文机关是“{office[0]}”，文号是“{number.text}”。",
        "请核对发文机关和文号代字。",
        others=((number.place, number.text),),
    )


_PAGE = re.compile(r"[.…·．]{2,}（?\d{1,4}）?|[.…·．]{3,}")
_SKIPPED = re.compile(r"^(?:目录|●?[\u4e00-\u9fff]{2,12}(?:文件|解读|令)|●)")


@rule(
    "509",
    "目录与所列文件的标题不符",
    Severity.WARNING,
    reason="目录里的标题应当与正文的标题一致，每份文件都应当列入目录。",
    example=(
        "某某市人民政府公报\n2023年第2号\n目录\n●市政府办公室文件\n"
        "某某市人民政府办公室关于印发《某某市氢能产业发展行动方案》的通知.....（3）\n"
        "某某市人民政府办公室关于印发《某某市物流行动方案》的通知.....（5）\n"
        "某某市人民政府办公室\n关于印发《某某市氢能产业发展三年行动方案》的通知\n定政办字〔2023〕37号\n2023年5月25日\n"
        "各乡镇人民政府：\n现印发给你们。\n某某市氢能产业发展三年行动方案\n一、主要目标\n发展氢能。\n二、保障措施\n加强领导。\n"
        "某某市人民政府办公室\n关于印发《某某市物流行动方案》的通知\n定政办字〔2023〕38号\n2023年5月26日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市物流行动方案\n一、主要目标\n发展物流。\n二、保障措施\n加强领导。"
    ),
)
def contents(subject: Subject) -> Iterator[Finding]:
    """An entry of the contents that no document has as its title."""
    if not subject.is_contents:
        return
    titles = [
        normal(subject.gazette.printed(node))
        for document in subject.gazette.documents
        if document is not subject.document
        for node in document.walk()
        if node.kind is Kind.TITLE
    ]
    forms = {bare(title) for title in titles}
    for where, entry in _entries(subject):
        if len(bare(entry)) < _SHORTEST or bare(entry) in forms:
            continue
        alike = [each for each in titles if each.endswith("解读") == entry.endswith("解读")]
        other = max(alike, key=lambda each: likeness(entry, each), default="")
        if likeness(entry, other) < 0.6:
            message, advice = "目录列有这份文件，本期没有印出。", "请核对目录。"
        else:
            message = f"正文的标题是“{other}”（{difference(entry, other)}）。"
            advice = "请统一标题。"
        words = where.text if where.kind is not Kind.TABLE else entry
        yield subject.finding("509", Severity.WARNING, where, words, message, advice, others=(("标题", other),))


def _entries(subject: Subject) -> Iterator[tuple[Words, str]]:
    """Entries of the contents, broken lines joined, each with the line on which it begins."""
    started = False
    text, first = "", None
    for where in subject.words:
        if where.text.endswith("目录"):
            started = True
            continue
        if not started or _SKIPPED.match(where.text):
            continue
        if where.kind is Kind.TABLE:
            for cell in where.text.split("|"):
                entry = _PAGE.split(cell)[0]
                if len(bare(entry)) > _SHORTEST:
                    yield where, entry
            continue
        first = first or where
        text += where.text
        parts = _PAGE.split(text)
        if len(parts) > 1:
            if first is not None and parts[0]:
                yield first, parts[0]
            text, first = "", None
