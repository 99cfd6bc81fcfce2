"""13x: how a document calls itself, its notice and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind, PartKind, normal

_CHINESE_ORDER = re.compile(r"[一-龥]{2,12}令第?(?:[零〇一二三四五六七八九]{3,4}|[一二三四五六七八九十]{1,3})号")
_ORDER = re.compile(r"令(?:[〔（(]?20\d\d[〕）)]?年?)?第?\d{1,3}号")


@rule(
    "132",
    "令号有的用汉字、有的用数字",
    Severity.NOTE,
    reason="令的序号在一份文件里应当用同一种数字；“第四零六号”这样的写法哪里都不用，检索不到。",
    example="某市备案目录\n\n一、依据\n\n依据国务院令第343号、国务院令第673号、国务院令第564号和国务院令第四零六号。\n",
)
def orders(subject: Subject) -> Iterator[Finding]:
    """国务院令第四零六号 where all others are 国务院令第343号."""
    whole = sum(len(_ORDER.findall(each.text)) for each in subject.words)
    if whole < 3:
        return
    for each in subject.words:
        for match in _CHINESE_ORDER.finditer(each.text):
            yield subject.finding(
                "132",
                Severity.NOTE,
                each,
                match.group(),
                f"这个令号用汉字，全文其他{whole}处用阿拉伯数字。",
                "改用阿拉伯数字。",
                at=match.start(),
            )


_SMALL = re.compile(r"﹝\s{0,2}(?:19|20)\d\d\s{0,2}﹞")


@rule(
    "133",
    "文号用了小号括号",
    Severity.NOTE,
    reason="文号的年份用六角括号“〔〕”；“﹝﹞”是另外两个字符，检索文号时查不到。",
    example="某市规划解读\n\n一、背景\n\n市政府办公室印发了规划（某政办﹝2022﹞13号）。\n",
)
def small_brackets(subject: Subject) -> Iterator[Finding]:
    """﹝2022﹞: small brackets in place of 〔2022〕."""
    for each in subject.words:
        printed = subject.gazette.printed(each.provision, deep=False)
        for match in _SMALL.finditer(printed):
            at = len(normal(printed[: match.start()]))
            start = max(0, at - 4)
            yield subject.finding(
                "133",
                Severity.NOTE,
                each,
                each.text[start : at + 10].rstrip("，。；"),
                "文号的年份用了“﹝﹞”。",
                "改为“〔〕”。",
                basis="《党政机关公文格式》（GB/T 9704—2012）7.2.5",
                at=start,
            )


_SELF = re.compile(r"本(实施|暂行|管理)?(办法|规定|细则|方案|意见|措施)")


@rule(
    "134",
    "自称前后不一",
    Severity.NOTE,
    reason="一份文件里有的地方自称“本办法”，有的地方自称“本实施办法”，引用时不知道是不是同一份文件。",
    example=(
        "某市农村环境卫生管理实施办法\n\n第一条 制定本实施办法。\n\n第二条 适用本实施办法。"
        "\n\n第三条 本办法自印发之日起施行。\n"
    ),
)
def called(subject: Subject) -> Iterator[Finding]:
    """本办法 and 本实施办法, told once at the rarer one."""
    if subject.is_explanation:
        return
    places: dict[str, dict[str, list[Words]]] = {}
    for each in subject.prose:
        if each.part is not PartKind.MAIN:
            continue
        for match in _SELF.finditer(each.text):
            places.setdefault(match[2], {}).setdefault(match[1] or "", []).append(each)
    for kind, found in places.items():
        if len(found) == 2 and "实施" in found and kind in subject.document.title[-8:]:
            rare, usual = sorted(found, key=lambda word: len(found[word]))
            yield subject.finding(
                "134",
                Severity.NOTE,
                found[rare][0],
                f"本{rare}{kind}",
                f"全文{len(found[usual])}处自称“本{usual}{kind}”，{len(found[rare])}处自称“本{rare}{kind}”。",
                f"统一为“本{usual}{kind}”。",
            )


_ASKED = re.compile(r"请[^。]{0,40}(?:执行|落实|实施)")


@rule(
    "135",
    "印发通知的文字有误",
    Severity.NOTE,
    reason="印发通知的标题应为“关于印发……的通知”，正文应为“《……》已经……同意，现印发给你们，请认真……”，一句话说完。",
    example=(
        "某市人民政府办公室关于印发《某市养犬办法》通知\n某政办〔2023〕27号\n2023年5月6日\n各乡镇人民政府：\n"
        "《某市养犬办法》，已经市政府同意，现印发给你们，请认真贯彻执行。\n某市养犬办法\n第一条 养犬应当登记。\n"
    ),
)
def notice(subject: Subject) -> Iterator[Finding]:
    """》通知 without 的; 《…》，已经…同意; asked twice to carry out."""
    for each in subject.words:
        if each.part is not PartKind.NOTICE:
            continue
        text = each.text
        if each.kind is Kind.TITLE and re.search("关于印发《[^》]{4,80}》通知$", text):
            yield _notice(subject, each, text[-12:], "标题“》”和“通知”之间缺“的”。", "改为“……》的通知”。")
        stray = re.search("》，已经[^，。]{0,10}(?:同意|通过|审定)", text)
        if stray is not None:
            yield _notice(subject, each, stray.group(), "主语和谓语之间多一个逗号。", "删去逗号。")
        asked = list(_ASKED.finditer(text))
        if len(asked) > 1 and "印发给" in text and "。" in text[asked[0].end() : asked[1].start()]:
            yield _notice(subject, each, asked[1].group(), "前面已经提出执行要求，这里又说一遍。", "删去一处。")


def _notice(subject: Subject, where: Words, words: str, message: str, advice: str) -> Finding:
    return subject.finding("135", Severity.NOTE, where, words, message, advice)
