"""1xx: what the text calls itself and others: 本规定 in an 办法, one paper under two names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare, difference
from gongbao.text import Kind

_KINDS = ("办法", "规定", "细则", "意见", "方案", "预案", "规划", "措施", "条例", "决定")


@rule(
    "106",
    "自称与文种不符",
    Severity.ERROR,
    reason="文件应当用自己的文种称呼自己。办法里写“本规定”“本方案”，多半是套用别的文件留下的。",
    example="定州市养犬管理办法\n第一条 为了规范养犬，制定本办法。\n第二条 违反本规划规定的，责令改正。",
)
def calls_itself_otherwise(subject: Subject) -> Iterator[Finding]:
    """本方案 in an 办法."""
    document = subject.document
    titles = "".join([document.title, document.interprets or "", *(part.title or "" for part in document.parts)])
    heads = "".join(each.text for each in subject.words if each.kind is Kind.TITLE)
    known = {kind for kind in _KINDS if kind in titles + heads}
    if not known:
        return
    for where in subject.prose:
        if "本" not in where.text:
            continue
        for reference in subject.references(where):
            if reference.kind != "self" or reference.text[0] != "本":
                continue
            kind = next((each for each in _KINDS if reference.text.endswith(each)), None)
            if kind is None or kind in known or _inside_quotes(where.text, reference.start):
                continue
            if not _SELF.fullmatch(reference.text) or where.text[reference.end : reference.end + 1] == "期":
                continue  # 本规划期 is the time of a plan, not this paper
            yield subject.finding(
                "106",
                Severity.ERROR,
                where,
                reference.text,
                f"本文件是《{document.title}》，这里自称“{reference.text}”。",
                f"改为“本{_own_kind(document.title) or '文件'}”。",
            )


_SELF = re.compile(
    rf"本(?:实施|管理|工作|行动|暂行|若干|总体|专项|应急|试行|建设|发展|指导|考核){{0,2}}(?:{'|'.join(_KINDS)})"
)


def _own_kind(title: str) -> str | None:
    """The word for its kind that stands last in a title."""
    title = title.partition("（")[0] or title  # （征求意见稿） is no 意见
    found = [(title.rfind(kind), kind) for kind in _KINDS if kind in title]
    return max(found)[1] if found else None


def _inside_quotes(text: str, at: int) -> bool:
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


@rule(
    "124",
    "并列的书名号之间用了顿号",
    Severity.NOTE,
    reason="标有书名号的并列成分之间通常不用顿号（中间有插入成分的除外）。每份文件只提示一次。",
    example="根据《中华人民共和国防洪法》、《河北省抗旱规定》，制定本预案。",
)
def marks_between_titles(subject: Subject) -> Iterator[Finding]:
    """《…》、《…》."""
    found = [
        (where, at) for where in subject.prose for at in (match.start() for match in re.finditer("》、《", where.text))
    ]
    if not found:
        return
    where, at = found[0]
    start = max(0, where.text.rfind("《", 0, at))
    end = where.text.find("》", at + 2)
    yield subject.finding(
        "124",
        Severity.NOTE,
        where,
        where.text[start : end + 1 if end >= 0 else at + 3],
        f"书名号之间用了顿号，全文共{len(found)}处。",
        "删去书名号之间的顿号。",
        others=tuple((each.place, each.text[max(0, spot - 10) : spot + 12]) for each, spot in found[1:6]),
        basis="《标点符号用法》（GB/T 15834—2011）4.5.3.5",
        at=start,
    )


_ADDED = re.compile(r"补充|试行|暂行|修订|修正|实施|验收|管理|总体|下放|考核|单件|办理|工作|细则|解读|方案")


@rule(
    "125",
    "同一文件前后名称不一",
    Severity.WARNING,
    reason="同一份文件在一篇里应当用同一个名称；多一两个字、少一两个字，就可能被当成两份文件。",
    example=(
        "某某入市实施方案\n一、总体要求\n按照《定州市集体经营性建设用地入市管理办法》执行。\n二、保障措施\n"
        "修订《定州市集体建设用地入市管理办法》。"
    ),
)
def one_paper_two_names(subject: Subject) -> Iterator[Finding]:
    """《定州市集体建设用地…》 beside 《定州市集体经营性建设用地…》."""
    if subject.is_contents:
        return
    found: dict[str, tuple[Words, int, str]] = {}
    for where in subject.prose:
        if "《" not in where.text or where.kind is Kind.TITLE:
            continue
        for reference in subject.references(where):
            national = reference.text.startswith(("中华人民共和国", "国务院"))
            if reference.kind == "title" and len(reference.text) >= _LONG_ENOUGH and not national:
                found.setdefault(bare(reference.text), (where, reference.start, reference.text))
    forms = sorted(found, key=lambda form: found[form][0].provision.eid)
    for index, one in enumerate(forms):
        for other in forms[index + 1 :]:
            longer, shorter = sorted((one, other), key=len, reverse=True)
            added = _inserted(longer, shorter)
            if added is None or _ADDED.search(added) or longer[:3] != shorter[:3]:
                continue
            ordered = sorted((found[one], found[other]), key=lambda each: subject.index[each[0].provision.eid])
            (first, _, known), (where, at, title) = ordered
            yield subject.finding(
                "125",
                Severity.WARNING,
                where,
                f"《{title}》" if f"《{title}》" in where.text else where.text[at : at + len(title) + 2],
                f"前面写作《{known}》，这里写作《{title}》（{difference(known, title)}）。",
                "请核对原件，统一名称；确是两份文件的，写明文号。",
                others=((first.place, f"《{known}》"),),
                at=at,
            )


_LONG_ENOUGH = 10  # characters of a title
_MOST_ADDED = 3


def _inserted(longer: str, shorter: str) -> str | None:
    """The few characters that one title has more than another, in one place in its middle; None else."""
    more = len(longer) - len(shorter)
    if not 0 < more <= _MOST_ADDED or re.search(r"\d", longer):
        return None
    at = next((index for index, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if at < 3 or at >= len(shorter) - 1 or longer[at + more :] != shorter[at:]:
        return None
    return longer[at : at + more]
