"""Rules that hold the body against the tables of a document: one sentence in two wordings, two lists of offices."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from gongbao.examination.figures import outside
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_CLAUSE = re.compile(r"[^，。；：|<>]{10,160}")
_MARK = re.compile(r"^(?:（?[\d一二三四五六七八九十]{1,3}[）.、]|\d{1,3}(?=[一-龥])|[一二三四五六七八九十]是)+")
_TRIFLES = frozenset("的了和与及或、 并应要等各将在")
_ALIKE = frozenset(
    {
        "推进/促进",
        "推动/推进",
        "没有/未",
        "开展/进行",
        "强化/加强",
        "建立/健全",
        "为/是",
        "按照/依据",
        "根据/按照",
        "其他/其它",
        "做好/抓好",
    }
)
_LONGEST = 3


@rule(
    "607",
    "正文与附表同一句话文字不一致",
    Severity.WARNING,
    reason="附表照录正文，有几个字不同，执行时以哪一处为准不清楚，往往是其中一处抄错。",
    example="某市文旅工作方案\n\n一、任务\n\n组织召开缂丝、金牛眼药等项目交流研讨会。\n\n附件：任务分解表\n\n附件\n"
    "\n任务分解表\n\n| 序号 | 具体措施 |\n|---|---|\n"
    "| 1 | 组织召开缂丝、金牛眼镜等项目交流研讨会。 |\n",
)
def differing(subject: Subject) -> Iterator[Finding]:
    """A clause of a table that differs from one of the body by one to three characters in one spot, or lacks one."""
    body: list[tuple[str, Words]] = []
    tabled: list[tuple[str, Words]] = []
    for each in subject.words:
        table = each.kind is Kind.TABLE
        for match in _CLAUSE.finditer(each.text):
            clause = _MARK.sub("", match.group()).rstrip("〕）")
            if len(clause) >= 10:
                (tabled if table else body).append((clause, each))
    if not tabled or not body:
        return
    heads: dict[str, list[int]] = defaultdict(list)
    known = {clause for clause, _ in body}
    for index, (clause, _) in enumerate(body):
        heads[clause[:4]].append(index)
        heads["…" + clause[-4:]].append(index)
    done: set[str] = set()
    for clause, where in tabled:
        if clause in known or clause in done:
            continue
        done.add(clause)
        for index in dict.fromkeys((*heads[clause[:4]][:40], *heads["…" + clause[-4:]][:40])):
            other, place = body[index]
            spot = _spot(other, clause)
            if spot is not None:
                yield subject.finding(
                    "607",
                    Severity.WARNING,
                    where,
                    clause,
                    _told(place.place, *spot),
                    "请核对原稿，把两处改为一致。",
                    others=((place.place, other),),
                )
                break


def _told(place: str, body: str, table: str) -> str:
    if not body:
        return f"附表多“{table}”字，正文{place}没有。"
    return f"正文{place}写“{body}”，附表写“{table}”。" if table else f"正文{place}有“{body}”字，附表没有。"


def _spot(first: str, second: str) -> tuple[str, str] | None:
    """The words in which two clauses differ, where it is one spot of a few characters within them, and matters."""
    if abs(len(first) - len(second)) > _LONGEST or first == second:
        return None
    head = 0
    while head < min(len(first), len(second)) and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < min(len(first), len(second)) - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    one, two = first[head : len(first) - tail], second[head : len(second) - tail]
    if max(len(one), len(two)) > _LONGEST or head < 3 or head + tail < 9:
        return None
    if not one or not two:  # one character that the other lacks
        lost = one + two
        return (one, two) if tail > 2 and re.fullmatch("[一-龥]", lost) and lost not in _TRIFLES else None
    if set(one + two) <= _TRIFLES or f"{one}/{two}" in _ALIKE or f"{two}/{one}" in _ALIKE:
        return None
    if not re.fullmatch(r"[一-龥]{1,4}", one) or not re.fullmatch(r"[一-龥]{1,4}", two):
        return None
    return one, two


_PART = re.compile(r"[^。；|<>\n]{10,600}")
_DIGITS = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_WINDOW = 3
"""So many clauses in a row are held side by side."""


@rule(
    "406",
    "正文与附表同一句话数字不一致",
    Severity.WARNING,
    reason="附表照录正文而数字不同，计分、拨款时以哪一处为准不清楚。",
    example="某市考核办法\n\n一、记分\n\n拓宽承办渠道，创新承办方式，效果明显的，记1分。\n\n附件：考核表\n\n附件\n\n考核表\n"
    "\n| 序号 | 考核内容 |\n|---|---|\n| 1 | 拓宽承办渠道，创新承办方式，效果明显的，记1.5分 |\n",
)
def other_number(subject: Subject) -> Iterator[Finding]:
    """A sentence of a cell that the body has with the same words and other numbers; once for each cell."""
    tabled: dict[str, set[str]] = defaultdict(set)
    cells = [(each.where, cell) for each in sheets(subject) for row in each.rows for cell in row if len(cell) >= 10]
    for _, cell in cells:
        for key, window in _windows(cell):
            tabled[key].add(window)
    if not tabled:
        return
    body: dict[str, dict[str, Words]] = defaultdict(dict)
    for each in subject.prose:
        for key, window in _windows(each.text):
            if key in tabled:
                body[key].setdefault(window, each)
    for where, cell in cells:
        for key, window in _windows(cell):
            if len(body.get(key, ())) != 1 or len(tabled[key]) > 1 or window in body[key]:
                continue  # said of several years or several things
            if window in where.text:
                ((words, place),) = body[key].items()
                yield subject.finding(
                    "406",
                    Severity.WARNING,
                    where,
                    window,
                    f"正文{place.place}写“{words}”。",
                    "请核对原稿，把两处数字改为一致。",
                    others=((place.place, words),),
                )
                break


def _windows(text: str) -> Iterator[tuple[str, str]]:
    """Up to three clauses in a row that hold a number and ten characters beside: with # for each number, and as is."""
    for part in _PART.finditer(text):
        if not _DIGITS.search(part.group()):
            continue
        clauses = _MARK.sub("", part.group()).split("，")
        masks = [_DIGITS.sub("#", each) for each in clauses]
        for size in range(1, _WINDOW + 1):
            for at in range(len(clauses) - size + 1):
                key = "，".join(masks[at : at + size])
                if "#" in key and len(key) - key.count("#") >= 10 and len(key) <= 160:
                    yield key, "，".join(clauses[at : at + size])


_NAMED = ("项目名称", "工程名称", "名称", "单位名称")
_LONGEST_NAME = 16


@rule(
    "608",
    "项目名称正文与附表不一致",
    Severity.WARNING,
    reason="正文和附表里一个项目两个名称，立项、拨款和考核对不上。",
    example="某县重点工程方案\n\n一、任务\n\n建设完成以球类馆为主的全民建设中心。\n\n附件：项目清单\n\n附件\n\n项目"
    "清单\n\n"
    "| 序号 | 项目名称 |\n|---|---|\n| 1 | 全民健身中心 |\n| 2 | 文化艺术中心 |\n",
)
def named_otherwise(subject: Subject) -> Iterator[Finding]:
    """A name of the table that the body has only with one or two other characters inside."""
    prose = [each for each in subject.prose if each.kind is not Kind.TITLE]
    for sheet in sheets(subject):
        column = sheet.column(*_NAMED)
        if column is None or len(sheet.rows) > 400:
            continue
        names = {row.cells[column].words for row in sheet.table.items}
        for name in sorted(names):
            if not 6 <= len(name) <= _LONGEST_NAME or not re.fullmatch(r"[一-龥]+", name):
                continue
            if name not in sheet.where.text or any(name in each.text for each in prose):
                continue
            like = re.compile(re.escape(name[:2]) + rf"[一-龥]{{{len(name) - 4}}}" + re.escape(name[-2:]))
            for each in prose:
                found = next((one for one in like.findall(each.text) if _near(one, name) and one not in names), None)
                if found is not None:
                    yield subject.finding(
                        "608",
                        Severity.WARNING,
                        sheet.where,
                        name,
                        f"正文{each.place}写作“{found}”。",
                        "请核对立项文件，统一名称。",
                        others=((each.place, found),),
                    )
                    break


def _near(one: str, other: str) -> bool:
    """Whether two names of one length differ in one or two characters side by side."""
    at = [index for index, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    return 0 < len(at) <= 2 and at[-1] - at[0] == len(at) - 1


_LISTS = re.compile(
    r"[（〔](?:(?:责任|牵头|配合|主管|主体|参与)(?:单位|部门)：)?([^（）〔〕]{2,20}(?:（[^（）]{1,12}）|[^（）〔〕]"
    r"){0,400})[）〕]。?$"
)
_OFFICE_COLUMNS = ("责任单位", "责任部门", "牵头单位", "配合单位", "牵头及责任部门")
_LABEL = re.compile(
    r"(?:责任|牵头|配合|主管|主体|参与)(?:单位|部门)：|按(?:照)?职责分工(?:负责)?|(?:分别)?(?:牵头)?负责$"
)


@rule(
    "408",
    "同一任务的责任单位正文与附表不同",
    Severity.WARNING,
    reason="同一任务在正文和附表里责任单位不同，多出或者漏掉的单位无所适从。",
    example="某市文旅工作方案\n\n一、任务\n\n1.推进文旅重点项目建设。\n\n加快园博园建设。（责任单位：市文旅局、市发"
    "改局、市住建局）\n\n附件：任务分解表\n\n附件\n\n任务分解表\n\n"
    "| 序号 | 重点任务 | 责任单位 |\n|---|---|---|\n| 1 | 推进文旅重点项目建设 | 市文旅局、市发改局、市农业农村局 |\n",
)
def duties(subject: Subject) -> Iterator[Finding]:
    """The offices in brackets below a heading against those of the row of that name."""
    bodies: dict[str, tuple[Words, str, frozenset[str]]] = {}
    title = ""
    for each in subject.prose:
        if each.provision.heading:
            title = _name(each.provision.heading)
        match = _LISTS.search(each.text[-600:]) if each.text.endswith(("）", "〕", "。")) else None
        if match and title and "、" in match[1] and ("局" in match[1] or "部" in match[1]):
            if title in bodies:
                bodies[title] = (
                    each,
                    "",
                    frozenset(),
                )  # several lists below one heading: which is meant cannot be told
            else:
                bodies[title] = (each, match.group().rstrip("。"), _offices(match[1]))
    if not bodies:
        return
    for sheet in sheets(subject):
        columns = [index for index, cell in enumerate(sheet.header) if cell in _OFFICE_COLUMNS]
        for row in sheet.rows:
            found = next((bodies[name] for cell in row if (name := _name(cell)) in bodies), None)
            cells = [row[index] for index in columns if index < len(row) and row[index]]
            if found is None or not found[1] or not cells:
                continue
            tabled = frozenset(office for cell in cells for office in _offices(cell))
            more, less = found[2] - tabled, tabled - found[2]
            words = next((cell for cell in cells if cell in sheet.where.text), None)
            if (more or less) and words is not None and len(more | less) <= len(found[2] & tabled) + 1:
                said = [f"正文多{'、'.join(sorted(more))}"] if more else []
                said += [f"附表多{'、'.join(sorted(less))}"] if less else []
                yield subject.finding(
                    "408",
                    Severity.WARNING,
                    sheet.where,
                    words,
                    f"与正文{found[0].place}所列责任单位不同：{'；'.join(said)}。",
                    "请核对分工，把正文和附表改为一致。",
                    others=((found[0].place, found[1]),),
                )


def _name(heading: str) -> str:
    return _MARK.sub("", heading).rstrip("。")


def _offices(words: str) -> frozenset[str]:
    plain = _LABEL.sub("、", words)
    masked = outside(plain)
    cuts = [-1, *(index for index, char in enumerate(masked) if char in "、，；。"), len(plain)]
    names = (plain[start + 1 : stop] for start, stop in itertools.pairwise(cuts))
    return frozenset(name.removeprefix("各").removeprefix("市").removeprefix("县") for name in names if name)
