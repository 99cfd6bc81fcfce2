"""53x: how a 解读 tells its document again: names of sections, sentences, chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from gongbao.examination.figures import count_of
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.spots import differing
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind, normal

_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}部分[为是，：]?|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|"
    r"(?<![\d.])\d{1,2}\.(?!\d))([一-龥“”、（）]{5,30})(?=[。；，：]|$)"
)
_SERIES = re.compile(
    r"(?:从|包括|提出了|要求|明确了)((?:[一-龥]{4,16}、){1,6}[一-龥]{4,16}(?:和[一-龥]{4,16})?)(?:等?[一二三四五六七八九十\d]{1,2}?个?方面|等)"
)
_AND_SO_ON = re.compile("等(?:内容|方面|措施|任务|工作)?$")
_MARKS = re.compile(r"[“”‘’、，。（）《》]")
_TRIFLES = frozenset("的了和与及或并应要等各将在市我全")


@rule(
    "532",
    "解读写的章节名称与文件不符",
    Severity.NOTE,
    reason="解读逐项介绍文件的章节、任务，应当用文件自己的标题；差几个字，读者在文件里找不到。",
    example=(
        "某某市人民政府办公室关于印发《某某市防汛抗旱应急预案》的通知\n某政办〔2023〕8号\n2023年5月31日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市防汛抗旱应急预案\n一、组织指挥体系与职责\n市设立指挥部。\n二、"
        "预防和预警机制\n做好准备。\n"
        "三、应急响应\n分为四级。\n《某某市防汛抗旱应急预案》解读\n一、主要内容\n第一部分为组织指挥体系与职责。"
        "第二部分为预报"
        "和预警机制。第三部分为应急响应。"
    ),
)
def renamed(subject: Subject) -> Iterator[Finding]:
    """预报和预警机制 for the section 预防和预警机制."""
    headings, whole = _explained(subject)
    if not headings:
        return
    explained = subject.explained
    assert explained is not None
    tops = [node.heading or "" for node in explained.walk() if node.kind is Kind.LEVEL1]
    for where in subject.prose:
        for at, name in _names(where.text):
            name = _AND_SO_ON.sub("", name)
            plain = _MARKS.sub("", name)
            if where.text[max(0, at - 4) : at].rstrip("，为是：").endswith("部分") and (head := _cut_head(plain, tops)):
                yield subject.finding(
                    "532", Severity.NOTE, where, name, f"文件里的标题是“{head}”。", "改为文件的标题。", at=at
                )
                continue
            if plain in whole or len(plain) < 5:
                continue
            near = [
                heading for heading in headings if (bare := _MARKS.sub("", heading)) not in plain and _near(bare, plain)
            ]
            if len(near) == 1:
                yield subject.finding(
                    "532",
                    Severity.NOTE,
                    where,
                    name,
                    f"文件里的标题是“{near[0]}”。",
                    "改为文件的标题。",
                    at=at,
                )


def _cut_head(name: str, tops: list[str]) -> str | None:
    """The part's heading, where a name is that heading less two or three characters in front."""
    found = [head for head in tops if head.endswith(name) and 2 <= len(head) - len(name) <= 3]
    return found[0] if len(found) == 1 and name not in tops and len(name) >= 6 else None


def _names(text: str) -> Iterator[tuple[int, str]]:
    for match in _ENUMERATED.finditer(text):
        yield match.start(1), match[1]
    for match in _SERIES.finditer(text):
        at = match.start(1)
        for name in re.split("([、和])", match[1]):
            if len(name) >= 5:
                yield at, name
            at += len(name)


def _explained(subject: Subject) -> tuple[list[str], str]:
    """The headings of the document that is explained, and all its words without marks."""
    explained = subject.explained
    if explained is None:
        return [], ""

    def make() -> tuple[list[str], str]:
        headings = [node.heading.rstrip("。：") for node in explained.walk() if node.heading and len(node.heading) >= 5]
        whole = "".join(normal(subject.gazette.printed(node, deep=False)) for node in explained.walk())
        return list(dict.fromkeys(headings)), _MARKS.sub("", whole)

    return subject.once("headings of the explained", make)


_SAME = 0.85


def _near(first: str, second: str) -> bool:
    """Whether two names differ in one spot of one to four characters and agree in most of the rest."""
    spot = differing(first, second)
    if spot is None:
        return False
    one, two, head, tail = spot
    if min(len(first), len(second)) >= 12 and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SAME:
        return True
    if max(len(one), len(two)) > 3 or head + tail < max(4, len(first) * 3 // 5):
        return False
    return not set(one + two) <= _TRIFLES and not any(char.isdigit() for char in one + two)


_CLAUSE = re.compile(r"[^，。；：|<>]{9,120}")
_ALIKE = frozenset(
    {
        "推进/促进", "推动/推进", "没有/未", "开展/进行", "强化/加强", "建立/健全", "为/是", "按照/依据", "根据/按照",
        "其他/其它", "做好/抓好", "根据/依据", "按照/根据", "结合/根据", "并/且", "制定/出台", "我市/定州", "实施/执行",
    }
)  # fmt: skip


@rule(
    "533",
    "解读与文件同一句话文字不一致",
    Severity.NOTE,
    reason="解读照录文件而有一两个字不同，意思随之改变，往往是其中一处写错。",
    example=(
        "某某市人民政府办公室关于印发《某某市防控工作方案》的通知\n某政办〔2023〕8号\n2023年5月31日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市防控工作方案\n一、任务\n依托共享平台，提高疫情防控工作的科学性和时效性。\n"
        "《某某市防控工作方案》解读\n一、主要内容\n依托共享平台，提高疫情防控工作的科学性和实效性。"
    ),
)
def retold(subject: Subject) -> Iterator[Finding]:
    """科学性和实效性 for 科学性和时效性: a clause of the document with one or two other characters."""
    explained = subject.explained
    if explained is None:
        return
    clauses: dict[str, list[str]] = {}
    known: set[str] = set()
    for node in explained.walk():
        if node.kind is Kind.TABLE:
            continue
        for match in _CLAUSE.finditer(normal(subject.gazette.printed(node, deep=False))):
            clause = match.group()
            known.add(clause)
            for key in (clause[:4], "…" + clause[-4:]):
                clauses.setdefault(key, []).append(clause)
    whole = _explained(subject)[1]
    for where in subject.prose:
        for match in _CLAUSE.finditer(where.text):
            clause = match.group()
            if clause in known or "之日起施行" in clause or _MARKS.sub("", clause) in whole:
                continue
            found = _changed(clause, [*clauses.get(clause[:4], ())[:60], *clauses.get("…" + clause[-4:], ())[:60]])
            if found is not None:
                other, one, two = found
                yield subject.finding(
                    "533",
                    Severity.NOTE,
                    where,
                    clause,
                    f"文件写“{one}”，解读写“{two}”。" if one and two else f"文件和解读差“{one or two}”。",
                    "请核对原稿，把两处改为一致。",
                    others=((explained.key, other),),
                    at=match.start(),
                )


def _changed(clause: str, candidates: list[str]) -> tuple[str, str, str] | None:
    """The first clause of the document that this one differs from in a word that matters."""
    for other in candidates:
        spot = differing(other, clause)
        if spot is None:
            continue
        one, two, head, tail = spot
        if len(one) != len(two) or not 1 <= len(one) <= 2 or head + tail < 8 or not tail or head < 3:
            continue
        if set(one + two) <= _TRIFLES or f"{one}/{two}" in _ALIKE or f"{two}/{one}" in _ALIKE:
            continue
        if re.fullmatch("[一-龥]+", one + two):
            return other, one, two
    return None


_CHAPTERS = re.compile(r"共(?:分为?)?(?:总则[^。；]{2,40})?([一二三四五六七八九十]{1,3}|\d{1,2})章")
_LISTED = re.compile(r"包括([一-龥、a-z]{4,120}?)([二三四五六七八九十]|\d{1,2})个部分")


@rule(
    "534",
    "解读说有几章、几个部分，文件不是这样分的",
    Severity.NOTE,
    reason="解读介绍的章和部分应当就是文件的章和部分；文件没有分章，或者还有一个部分，解读就不准确。",
    example=(
        "某某市人民政府关于印发《某某市扶持措施》的通知\n某政发〔2022〕20号\n2022年8月9日\n各乡镇人民政府：\n现印发给你们。\n"
        "某某市扶持措施\n一、总体目标\n提高产能。\n二、支持范围\n本市企业。\n三、具体措施\n安排资金。\n"
        "《某某市扶持措施》解读\n一、主要内容\n《扶持措施》共三章，主要是扶持企业。"
    ),
)
def divided(subject: Subject) -> Iterator[Finding]:
    """共三章 for a text of three parts; 三个部分 where there is a fourth."""
    explained = subject.explained
    if explained is None:
        return
    nodes = list(explained.walk())
    chapters = any(node.kind is Kind.CHAPTER for node in nodes)
    parts = [
        node.heading or ""
        for part in explained.parts
        if part.num is None
        for node in part.provisions
        if node.kind is Kind.LEVEL1
    ]
    for where in subject.prose:
        for match in _CHAPTERS.finditer(where.text):
            if not chapters:
                yield _divided(subject, where, match, "文件没有分章。")
        for match in _LISTED.finditer(where.text):
            missed = [part for part in parts if part and part not in match[1]]
            if len(parts) > 2 and len(missed) == 1 and count_of(match[2]) == len(parts) - 1:
                yield _divided(subject, where, match, f"文件有{len(parts)}个部分，这里没有“{missed[0]}”。")


def _divided(subject: Subject, where: Words, match: re.Match[str], message: str) -> Finding:
    return subject.finding(
        "534", Severity.NOTE, where, match.group(), message, "按文件的实际结构改写。", at=match.start()
    )
