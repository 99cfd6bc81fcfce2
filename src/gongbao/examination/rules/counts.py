"""Rules over counts: what a sentence says it has against what it lists, names, or sums up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from gongbao.examination.figures import balanced, count_of, figures, outside, plain
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words
from gongbao.text import PartKind

_SENTENCE = re.compile(r"[^。；！？]{4,600}[。；！？]?")
_AMONG = re.compile(r"[，,（：]?(?:其中|包括|分别为)：?")
_STOP = re.compile(r"其中|较|比20|同比|增长|人均|每|累计|约")


@rule(
    "304",
    "分项之和不等于总数",
    Severity.WARNING,
    reason="“其中”之后逐项列出的数相加应当等于总数，不等时至少有一个数字是错的。",
    example="某市医疗卫生服务规划\n\n一、现状\n\n全市设置床位950张，其中医院床位600张、乡镇卫生院床位250张、专业机"
    "构床位90张。\n",
)
def parts(subject: Subject) -> Iterator[Finding]:
    """共100人，其中甲40人、乙60人: the parts, in the unit of the whole, against the whole."""
    for each in subject.prose:
        if "其中" not in each.text:
            continue
        for sentence in _SENTENCE.finditer(each.text):
            yield from _parts(subject, each, sentence.group())


def _parts(subject: Subject, where: Words, sentence: str) -> Iterator[Finding]:
    mark = _AMONG.search(sentence)
    if mark is None or "其中" not in mark.group():
        return
    wholes = list(figures(sentence[: mark.start()]))
    listed = list(figures(sentence[mark.end() :]))
    unit = listed[0].unit if listed else ""
    same = [each for each in listed if each.unit == unit]
    whole = next((each for each in reversed(wholes) if each.unit == unit), None)
    if whole is None or whole.about or unit in ("%", "‰", "年", "天", "日", "小时", "分钟", "个月", "元", "分"):
        return
    tail = sentence[mark.end() :]
    if len(same) < 2 or len(same) != len(listed) or any(each.about for each in same) or _STOP.search(tail):
        return
    gaps = [tail[first.end : second.start] for first, second in itertools.pairwise(same)]
    if not all(gap[:1] in "、，" and len(gap) <= 40 for gap in gaps):
        return
    real = sum((each.value for each in same), Decimal(0))
    exhaustive = real > whole.value or (len(same) > 2 and abs(real - whole.value) <= whole.value / 50)
    if real == whole.value or not exhaustive:
        return
    words = sentence[whole.start : mark.end() + same[-1].end]
    yield subject.finding(
        "304",
        Severity.WARNING,
        where,
        words,
        f"总数是{whole.printed}，其中各项相加得{plain(real)}{unit}，相差{plain(abs(real - whole.value))}{unit}。",
        "请核对总数与各分项；还有其他分项的，应当写明。",
    )


_LISTED = re.compile(
    r"(等)?(?:共|共计|合计)?(\d{1,3}|[二三四五六七八九十]{1,3})"
    r"(?:个|家|项|类|种|条|部|大|名|所|座|方面|部分)(?:方面|部分|部门|单位|乡镇|县|市|重点|主要|专项|省级|市级)?"
)
_EDGE = re.compile(r"[，：；。！？]|(?:^|(?<=[，：；。]))(?:以|由|对|在|包括|涉及|推荐|围绕|聚焦)")
_AND = re.compile(r"、|和(?!平|谐|规划|改革|社会|信息|旅游|国)|以及|及其|及")


@rule(
    "305",
    "列举的个数与所称个数不符",
    Severity.WARNING,
    reason="列举的名称多于所称的个数，或者列全之后少于所称的个数，适用范围就不确定。",
    example="某市高标准农田建设方案\n\n一、范围\n\n重点对东镇、西镇、南镇、北镇、中镇等4个乡镇改造提升高标准农田。\n",
)
def listed(subject: Subject) -> Iterator[Finding]:
    """甲、乙、丙等8个乡镇: with 等 the names may be fewer, never more."""
    for each in subject.prose:
        if "、" not in each.text:
            continue
        plain_text = outside(each.text)
        for match in _LISTED.finditer(plain_text):
            count = count_of(match[2])
            if count is None or count < 2 or match[1] is None:
                continue
            start = max(
                (edge.end() for edge in _EDGE.finditer(plain_text, max(0, match.start() - 300), match.start())),
                default=0,
            )
            run = plain_text[start : match.start()]
            names = list(run.split("、"))
            if len(names) < 3 or any(not 1 < len(name) <= 14 for name in names[1:]) or "等" in run:
                continue
            if len(names) > count and not _AND.search(names[-1]):
                words = each.text[start : match.end()]
                if balanced(words):
                    yield subject.finding(
                        "305",
                        Severity.WARNING,
                        each,
                        words,
                        f"列出了{len(names)}个，却称“等{match[2]}个”。",
                        "请核对名单和个数，二者改为一致。",
                    )


_STATED = re.compile(r"([一-龥]{2,24})(\d{1,4})(件|项|家|个|部|条)")


@rule(
    "310",
    "正文所称个数与附表不符",
    Severity.ERROR,
    reason="正文公布的个数应当等于附表的行数，不等时附表或者正文必有一错。",
    example="某市人民政府关于公布清理结果的公告\n\n废止文件3件，失效文件2件。\n\n附件：1.废止文件目录\n2.失效文件目"
    "录\n\n附件1\n\n"
    "废止文件目录\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 甲办法 |\n| 2 | 乙办法 |\n\n附件2\n\n失效文件目录\n\n| 序号 "
    "| 文件名称 |\n|---|---|\n"
    "| 1 | 丙办法 |\n| 2 | 丁办法 |\n",
)
def annexed(subject: Subject) -> Iterator[Finding]:
    """保留23件，废止6件: each count against the annex whose title says the same."""
    rows: dict[str, int] = {}
    for part in subject.document.parts:
        if part.kind is PartKind.ANNEX and part.title:
            eids = {each.eid for each in part.provisions}
            found = [sheet for sheet in sheets(subject) if sheet.where.provision.eid in eids]
            if len(found) == 1 and (column := found[0].column("序号")) is not None:
                numbers = [row[column] for row in found[0].rows if column < len(row) and row[column].isdigit()]
                rows[part.title] = len(numbers)
    if not rows:
        return
    for each in subject.prose:
        if each.part is PartKind.ANNEX:
            continue
        for match in _STATED.finditer(each.text):
            for key in ("现行有效", "废止", "失效", "修改", "保留", "取消", "下放"):
                titles = [title for title in rows if key in title]
                if key in match[1][-12:] and len(titles) == 1:
                    real = rows[titles[0]]
                    if real != int(match[2]):
                        yield subject.finding(
                            "310",
                            Severity.ERROR,
                            each,
                            match.group(),
                            f"正文称{key}{match[2]}{match[3]}，附件“{titles[0]}”列出{real}{match[3]}。",
                            "请核对附表行数，更正正文或者附表。",
                            others=((f"附件《{titles[0]}》", f"{real}行"),),
                        )
                    break
