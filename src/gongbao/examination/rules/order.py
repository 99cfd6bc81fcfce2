"""Rules over words out of place: swapped blocks, items that a list names twice, names one stroke apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words

_OTHERS = re.compile(r"编号|没有写完")


@rule(
    "712",
    "段落或者名单错位",
    Severity.WARNING,
    reason="这一段与前后文接不上，是分栏、分页时排错了位置，照此执行会张冠李戴。",
    example="某市试点方案\n\n一、工作专班\n\n1.制度组\n\n由市农业农村局分管领导任组长。\n\n成员名单：\n\n组长：张彦"
    "峰 市自然资源和规划局局长\n\n"
    "副组长：李硕 市政府办副主任\n\n成员名单：\n\n组长：康玉民 市农业农村局副局长\n\n成员：闫淑静 市农业农村局科长\n",
)
def misplaced(subject: Subject) -> Iterator[Finding]:
    """What the reading of the text marked as out of place."""
    for each in subject.words:
        warning = each.provision.warning
        if not warning or _OTHERS.search(warning) or not each.text:
            continue
        yield subject.finding(
            "712",
            Severity.WARNING,
            each,
            each.text[:40],
            f"{warning}。",
            "请对照原件核对这一段的位置和内容。",
        )


_CLAUSE = re.compile(r"[^，。；：！？（）〔〕|<>\s“”《》]{5,400}")
_NUMERIC = re.compile(r"^[\d.%—\-~/:：]+$")


@rule(
    "713",
    "列举中同一项出现两次",
    Severity.NOTE,
    reason="一串并列的名称里同一个写了两遍，或者多写，或者其中一个本应是别的。",
    example="某市应急预案\n\n一、善后\n\n遭到毁坏的通信、电力、通信设施，要尽快组织修复。\n",
)
def listed_twice(subject: Subject) -> Iterator[Finding]:
    """通信、电力、通信: the same item twice between stops."""
    texts = [(each, each.text) for each in subject.prose]
    texts += [(sheet.where, cell) for sheet in sheets(subject) for row in sheet.rows for cell in row if "、" in cell]
    for where, text in texts:
        if text.count("、") < 2:
            continue
        for clause in _CLAUSE.finditer(text):
            items = clause.group().split("、")
            if len(items) < 3:
                continue
            bare = _TAIL.sub("", items[-1])
            items[-1] = bare if any(item.endswith(bare) for item in items[:-1]) and len(bare) > 1 else items[-1]
            items[0] = next((item for item in items[1:] if len(item) > 1 and items[0].endswith(item)), items[0])
            at = _again(items)
            words = clause.group()
            if at is not None and words in where.text:
                yield subject.finding(
                    "713",
                    Severity.NOTE,
                    where,
                    words,
                    f"“{items[at]}”列了两次。",
                    "删去重复的一项，或者核对其中一处应为何项。",
                )


_TAIL = re.compile(r"(?:设施|等|部门|单位|工作|方面|按职责|负责|牵头|分别|参与).*$")


def _again(items: list[str]) -> int | None:
    """The index of the first item that the list has named before; a second list within the first is not the same."""
    for index, item in enumerate(items):
        if len(item) < 2 or _NUMERIC.match(item) or item not in items[:index]:
            continue
        first = items.index(item)
        between = items[first + 1 : index]
        # 省、自治区、直辖市建设可能对相邻省、自治区、…: a second list, which begins as the first did
        opening = (items[0][-1],) if items[0][-1:] and items[0][-1] in "省县乡镇村" else ()
        if all(len(one) <= 14 and not one.endswith((*filter(None, items[: first + 1]), *opening)) for one in between):
            return index
    return None


_PERSON = re.compile(
    r"(?:[一-龥]{2,6}：)?([一-龥]{3})((?:市|县|区|廊坊|定州|宁晋)[一-龥、（）“”]{3,40}(?:局长|主任|部长|书记|县长|"
    r"市长|区长|科长|经理|行长|科员|支队长|大队长))"
)


@rule(
    "610",
    "同一职务的人名一字之差",
    Severity.WARNING,
    reason="两份名单里同一单位同一职务的人只差一个字，多半是一个人，其中一处写错。",
    example="某市试点方案\n\n一、工作专班\n\n组长：康玉民市农业农村局副局长\n\n成员：李杨市自然资源和规划局科长\n"
    "\n二、工作小组\n\n成员：康玉明市农业农村局副局长\n\n三、办公室\n\n成员：康玉民市农业农村局副局长\n",
)
def people(subject: Subject) -> Iterator[Finding]:
    """康玉民 and 康玉明, both 市农业农村局副局长."""
    posts: dict[str, dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for each in subject.prose:
        match = _PERSON.fullmatch(each.text) if len(each.text) < 60 else None
        if match is not None:
            posts[match[2]][match[1]].append(each)
    for post, names in posts.items():
        for name, places in names.items():
            other = next((one for one in names if _alike(one, name) and len(names[one]) > len(places)), None)
            if other is not None:
                yield subject.finding(
                    "610",
                    Severity.WARNING,
                    places[0],
                    name + post,
                    f"{names[other][0].place}同一职务写作“{other}”（{len(names[other])}处）。",
                    "请核对姓名。",
                    others=((names[other][0].place, other + post),),
                )


def _alike(one: str, other: str) -> bool:
    return one[0] == other[0] and sum(first != second for first, second in zip(one, other, strict=True)) == 1


_OFFICE = r"[市县省]?[一-龥]{2,10}?(?:部门|局|委员会|委|办公室)"
_WITH = re.compile(
    rf"由({_OFFICE})(?=[^。；]{{4,120}}?，(?:并)?(?:与|会同|商|征求)(?:{_OFFICE}、)?\1(?:[、，和及]|会商|协商|意见))"
)


@rule(
    "714",
    "机关与自己会商",
    Severity.WARNING,
    reason="由某机关提出的事项又要与同一机关协商，其中一处应为别的机关。",
    example="某市储备粮管理办法\n\n第一条 年度轮换计划由市发展改革部门根据品质和储存年限提出建议，与市发展改革部门"
    "、市财政部门协商一致后下达。\n",
)
def with_itself(subject: Subject) -> Iterator[Finding]:
    """由市发展改革部门提出，与市发展改革部门协商: one of the two should be another."""
    for each in subject.prose:
        if "由" not in each.text:
            continue
        for match in _WITH.finditer(each.text):
            name = match[1]
            at = each.text.find(name, match.end())
            yield subject.finding(
                "714",
                Severity.WARNING,
                each,
                each.text[match.start() : at + len(name)],
                f"“{name}”提出的事项又与“{name}”协商。",
                "请核对其中一处应为哪个机关。",
            )
