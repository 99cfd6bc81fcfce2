"""5xx: what an explanation (解读) says is in the document: counts, figures, quoted articles, cited papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.series import NUMBERED, plain_number, year_of
from gongbao.examination.subject import Subject, Words
from gongbao.examination.titles import bare, likeness
from gongbao.reference import numerals
from gongbao.text import Document, Kind, PartKind, normal

_CHAPTERS = re.compile(
    r"(?P<words>(?:共|分|分为|由)?(?P<a>\d{1,3}|[一二三四五六七八九十百]{1,4})章(?P<between>[，、（]?(?:共|总计)?)"
    r"(?P<b>\d{1,3}|[一二三四五六七八九十百]{1,5})条)"
)
_ARTICLES = re.compile(r"(?:共|总计|共计)(?P<b>\d{1,3}|[一二三四五六七八九十百]{1,5})条(?!具体|措施|举措|内容|任务)")
_PARTS = re.compile(
    r"(?:共分|共|分为|分)(?:为)?(?P<b>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|大)?部分(?!\d|[一二三四五六七八九十])"
)


@rule(
    "524",
    "解读写的章、条、部分数与文件不符",
    Severity.WARNING,
    reason="解读介绍文件共几章几条、几个部分，应当与文件相符。",
    example=(
        "某某市人民政府办公室关于印发《某某市养犬管理办法》的通知\n定政办字〔2023〕27号\n2023年5月6日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市养犬管理办法\n第一条 为了规范养犬，制定本办法。\n第二条 养犬应当登记。\n"
        "第三条 本办法自2023年6月1日起施行。\n《某某市养犬管理办法》解读\n一、主要内容\n《某某市养犬管理办法》共5条。"
    ),
)
def other_counts(subject: Subject) -> Iterator[Finding]:
    """六章四十条 for a text of five chapters."""
    explained = subject.explained
    if explained is None:
        return
    main = [part for part in explained.parts if part.kind is PartKind.MAIN]
    nodes = [node for part in main for top in part.provisions for node in top.walk()]
    chapters = sum(node.kind is Kind.CHAPTER for node in nodes)
    articles = sum(node.kind is Kind.ARTICLE for node in nodes)
    parts = sum(top.kind is Kind.LEVEL1 for part in main for top in part.provisions) or chapters
    for where in subject.prose:
        for match in _CHAPTERS.finditer(where.text):
            if _changed(where.text, match) or not articles:
                continue
            if _value(match["a"]) not in (chapters, parts) or _value(match["b"]) != articles:
                yield _count(
                    subject, where, match, f"{chapters}章{articles}条" if chapters else f"{articles}条，没有分章"
                )
        for match in _ARTICLES.finditer(where.text):
            if (
                articles
                and _value(match["b"]) != articles
                and not _in_chapters(where.text, match)
                and not _changed(where.text, match)
            ):
                yield _count(subject, where, match, f"{articles}条")
        for match in _PARTS.finditer(where.text):
            if parts > 1 and _value(match["b"]) != parts and _speaks_of(where.text, match, explained):
                yield _count(subject, where, match, f"{parts}个部分")


def _count(subject: Subject, where: Words, match: re.Match[str], have: str) -> Finding:
    explained = subject.explained
    assert explained is not None
    return subject.finding(
        "524",
        Severity.WARNING,
        where,
        match[0],
        f"《{explained.title}》共有{have}。",
        "请核对解读的数字。",
        others=((explained.key, have),),
        at=match.start(),
    )


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else int(numerals.chinese_number(words) or 0)


def _changed(text: str, match: re.Match[str]) -> bool:
    """由共9章36条修改为9章37条: the first pair is of the old text; of other papers: 《管理办法》共分为四章."""
    return "修改为" in text[match.end() : match.end() + 6]


def _in_chapters(text: str, match: re.Match[str]) -> bool:
    return "章" in text[max(0, match.start() - 8) : match.start()]


def _speaks_of(text: str, match: re.Match[str], explained: Document) -> bool:
    """Whether a sentence on parts speaks of the whole document: it is short, and names it or 全文."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    before = text[start : match.start()]
    if len(before) > 60 or "第" in before:
        return False
    return re.search(r"》|全文|方案|办法|规划|预案|措施", before) is not None or not before


_CITED = re.compile(
    r"(?:增加了|修改了|规定了)?第(?P<n>[零〇一二三四五六七八九十百]{1,5}|\d{1,3})条(?:规定|明确)?[：，]?“(?P<words>[^“”]{8,200})”"
)


@rule(
    "527",
    "解读引用的条文内容与文件不符",
    Severity.WARNING,
    reason="解读写明“第…条‘…’”的，引号里的话应当就在这一条。",
    example=(
        "某某市人民政府办公室关于印发《某某市养犬管理办法》的通知\n定政办字〔2023〕27号\n2023年5月6日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市养犬管理办法\n第一条 为了规范养犬，制定本办法。\n第二条 养犬人应当在十日内申请登记。\n"
        "第三条 本办法自2023年6月1日起施行。\n《某某市养犬管理办法》解读\n一、主要内容\n"
        "增加了第三条“养犬人应当在十日内申请登记”。"
    ),
)
def other_article(subject: Subject) -> Iterator[Finding]:
    """第十七条“…”, and the words stand in article 18."""
    explained = subject.explained
    if explained is None:
        return
    texts = {
        node.num: normal(subject.gazette.printed(node))
        for node in explained.walk()
        if node.kind is Kind.ARTICLE and node.num
    }
    by_number = {numerals.ordinal(num): text for num, text in texts.items()}
    if not by_number:
        return
    for where in subject.prose:
        for match in _CITED.finditer(where.text):
            if re.match(r"[^，。；]{0,4}(?:修改为|改为|调整为)|的?内容", where.text[match.end() :]):
                continue
            number = numerals.ordinal(match["n"])
            quote = match["words"].strip("。；，")
            here = by_number.get(number)
            if (
                here is None
                or quote in here
                or re.search(r"删除|删去", where.text[max(0, match.start() - 8) : match.start()])
            ):
                continue
            other = next((n for n, text in by_number.items() if quote in text), None)
            told = f"这句话在第{numerals.to_chinese(other)}条。" if other else f"第{match['n']}条没有这句话。"
            yield subject.finding(
                "527",
                Severity.WARNING,
                where,
                match[0],
                told,
                "请核对条号和引文。",
                others=((explained.key, here[:80]),),
                at=match.start(),
            )


_FIGURE = re.compile(
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<unit>%|个百分点|亿元|万元|元|亿美元|万美元|亿斤|万亩|亩|公里|平方公里|平方米"
    r"|万吨|吨|万人|人|名|张|家|所|个|项|条|次|户|辆|套|座|座以上|场|处|天|日|小时|分钟|年|个月|倍|只|头|件)"
)
_VERBS = re.compile(
    r"(?:达到了|达到|达|不低于|不少于|不高于|不超过|稳定在|保持在|控制在|提高到|提升到|提高至|提升至|增长到|增加到|力争总量|总量|增长"
    r"|提高|提升|分别为|分别|共计|共有|共|约|为|至|到|在|超过|突破|完成|实现|拥有|建成|各|新增|有|于|同比|年均|力争|以上)+$"
)
_CLAUSE = re.compile(r"[，。；：、（）“”]")
_SHORTEST_NOUN = 6


@rule(
    "528",
    "解读写的数字与文件不符",
    Severity.WARNING,
    reason="解读引用的指标、金额、期限应当与文件相同；不同的，公众会照解读办理而出错。",
    example=(
        "某某市人民政府办公室关于印发《某某市医院发展实施方案》的通知\n定政办字〔2022〕73号\n2022年8月3日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市医院发展实施方案\n一、总体目标\n到2025年，每千人口公立医院床位数达到5.2张。\n二、保障措施\n加强领导。\n"
        "《某某市医院发展实施方案》解读\n一、总体目标\n到2025年，每千人口公立医院床位数达到5.8张。"
    ),
)
def other_figures(subject: Subject) -> Iterator[Finding]:
    """5.8张 beds in the explanation, 5.2张 in the plan."""
    explained = subject.explained
    if explained is None:
        return
    texts = [(each.place, each.text) for each in subject.beside(explained).words]
    whole = "\n".join(text for _, text in texts)
    for where in subject.prose:
        for match in _FIGURE.finditer(where.text):
            noun = _noun(where.text, match.start())
            if len(noun) < _SHORTEST_NOUN or match[0] in whole:
                continue
            if (
                re.search(r"[年月]$", where.text[: match.start()])
                or where.text[match.end() : match.end() + 1].isdecimal()
            ):
                continue  # part of a date
            found = [
                (place, text[at : other.end()], other)
                for place, text in texts
                for at in _occurrences(text, noun)
                if (other := _next_figure(text, at + len(noun), match["unit"])) is not None
            ]
            if not found or any(other["n"] == match["n"] for _, _, other in found):
                continue
            place, words, _ = found[0]
            yield subject.finding(
                "528",
                Severity.WARNING,
                where,
                where.text[max(0, match.start() - 24) : match.end()],
                f"文件里写的是“{words}”。",
                "请核对数字。",
                others=((f"{explained.key} {place}", words),),
                at=max(0, match.start() - 24),
            )


def _noun(text: str, at: int) -> str:
    """What a figure is of: the words before it in its clause, without the verbs."""
    start = max(0, at - 30)
    clause = _CLAUSE.split(text[start:at])[-1]
    return _VERBS.sub("", clause)


def _occurrences(text: str, noun: str) -> Iterator[int]:
    at = text.find(noun)
    while at >= 0:
        yield at
        at = text.find(noun, at + len(noun))


def _next_figure(text: str, at: int, unit: str) -> re.Match[str] | None:
    """The figure of the same unit right behind a noun and its verbs."""
    match = _FIGURE.search(text, at, at + 24)
    if match is None or match["unit"] != unit or _CLAUSE.search(text[at : match.start()]):
        return None
    return match if not re.search(r"\d", text[at : match.start()]) else None


@rule(
    "529",
    "解读与文件引用的文号不同",
    Severity.WARNING,
    reason="解读和所解读的文件引用同一份上级文件，文号应当相同。",
    example=(
        "某某市人民政府关于印发《某某市政务服务实施方案》的通知\n定政发〔2022〕23号\n2022年8月21日\n各乡镇人民政府：\n现印发给你们。\n"
        "某某市政务服务实施方案\n按照《河北省政务服务若干措施》（冀政发〔2022〕35号），制定本方案。\n一、目标\n便民。\n二、保障\n领导。\n"
        "《某某市政务服务实施方案》解读\n一、背景\n省政府印发《河北省政务服务若干措施》（冀政字〔2022〕35号）。"
    ),
)
def other_citation(subject: Subject) -> Iterator[Finding]:
    """冀政字〔2022〕35号 in the explanation, 冀政发〔2022〕35号 in the text, of one paper."""
    explained = subject.explained
    if explained is None:
        return
    told: set[str] = set()
    cited = [
        (each.place, match["title"], plain_number(match["number"]))
        for each in subject.beside(explained).words
        for match in NUMBERED.finditer(each.text)
    ]
    for where in subject.prose:
        for match in NUMBERED.finditer(where.text):
            number = plain_number(match["number"])
            for place, title, other in cited:
                if other == number or other[:1] != number[:1] or other in told:
                    continue
                same_tail = other.split("〔")[-1] == number.split("〔")[-1]
                if not same_tail and bare(title) != bare(match["title"]):
                    continue
                if same_tail and likeness(title, match["title"]) < _RELATED:
                    continue
                if year_of(other) != year_of(number):
                    continue
                told.add(other)
                yield subject.finding(
                    "529",
                    Severity.WARNING,
                    where,
                    match["number"],
                    f"文件引用《{title}》的文号是“{other}”。",
                    "请核对原件，统一文号。",
                    others=((f"{explained.key} {place}", f"《{title}》（{other}）"),),
                    at=match.start("number"),
                )


_RELATED = 0.6


_APPLIES = re.compile(r"自(?P<from>(?:发布|公布|印发)之日|\d{4}年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行)")
_LASTS = re.compile(r"有效期(?:限)?(?:为)?(?P<n>\d{1,2}|[一二两三四五六七八九十])年")


@rule(
    "531",
    "解读写的施行日期、有效期与文件不符",
    Severity.WARNING,
    reason="从哪一天起施行、有效期几年，解读应当与文件一致；“发布之日”和“印发之日”也可能不是同一天。",
    example=(
        "某某市人民政府办公室关于印发《某某市监控点认定办法》的通知\n定政办〔2023〕5号\n2023年5月7日\n各乡镇人民政府：\n"
        "现印发给你们。\n某某市监控点认定办法\n第一条 制定本办法。\n第二条 本办法自印发之日起施行，有效期5年。\n"
        "《某某市监控点认定办法》解读\n一、主要内容\n本办法自印发之日起施行，有效期2年。"
    ),
)
def other_life(subject: Subject) -> Iterator[Finding]:
    """自发布之日起施行 for 自印发之日起施行; 有效期2年 for 5年."""
    explained = subject.explained
    if explained is None:
        return
    for where in subject.prose:
        effective, period = explained.effective, explained.period
        for match in _APPLIES.finditer(where.text):
            other = _APPLIES.search(effective.words.replace("开始", "")) if effective else None
            if effective is None or other is None or other["from"] == match["from"]:
                continue
            yield _life(subject, where, match, effective.place, effective.words)
        for match in _LASTS.finditer(where.text):
            other = _LASTS.search(period.words) if period else None
            if period is None or other is None or _value(other["n"]) == _value(match["n"]):
                continue
            if not re.search(r"施行|实施|执行|办法|方案|意见", where.text[max(0, match.start() - 20) : match.start()]):
                continue  # how long a prize or a licence lasts
            yield _life(subject, where, match, period.place, period.words)


def _life(subject: Subject, where: Words, match: re.Match[str], place: str, words: str) -> Finding:
    explained = subject.explained
    assert explained is not None
    return subject.finding(
        "531",
        Severity.WARNING,
        where,
        match[0],
        f"文件写的是“{words}”。",
        "请核对施行日期和有效期。",
        others=((f"{explained.key} {place}", words),),
        at=match.start(),
    )
