"""Lists of a clean-up (清理): which documents stay in force, which are repealed, which have lapsed.

A list is a table or an annex whose title, column or heading says what became of its documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongbao.reference.dates import parse_date
from gongbao.reference.numerals import chinese_number
from gongbao.text.grid.building import table
from gongbao.text.grid.rows import RowKind
from gongbao.text.mentions import mentions
from gongbao.text.model import Document, Gazette, Kind, Part, PartKind, Provision
from gongbao.text.normal import normal


class Outcome(StrEnum):
    """What a clean-up found for a document."""

    KEPT = "继续有效"
    REPEALED = "废止"
    LAPSED = "失效"
    TO_AMEND = "修改"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list. `words` stand in the normal text of the provision at `place`."""

    outcome: Outcome
    title: str
    number: str | None
    place: str
    eid: str
    words: str
    row: int  # from 1, in its list
    bundle: int | None = None  # 等12项制度文件: so many documents stand behind one name
    issuer: str | None = None
    implementer: str | None = None
    issued: date | None = None


_OUTCOMES = (
    (Outcome.KEPT, re.compile(r"现行有效|继续有效|继续执行|继续施行|保留|有效的?(?:政府|行政|部门)?规范性文件")),
    (Outcome.REPEALED, re.compile(r"废止|停止执行")),
    (Outcome.LAPSED, re.compile(r"失效")),
    (Outcome.TO_AMEND, re.compile(r"修改|修订")),
)
_LIST = re.compile(r"目录|清单|名单|一览表|清理|文件|规章")
_SUBJECT = re.compile(r"文件|规章|法规|政策|制度")
_CLEANS = re.compile(r"清理|现行有效|继续有效|失效|废止")
_COLUMNS = {
    "title": re.compile(r"名称|标题|文件名|题目|^文件$"),
    "number": re.compile(r"文号|字号|编号"),
    "outcome": re.compile(r"清理(?:结果|意见|情况)|处理(?:结果|意见|方式)|效力|有效性"),
    "issuer": re.compile(r"制定机关|发文机关|制发机关|发布机关"),
    "implementer": re.compile(r"实施机关|实施部门|责任部门|起草(?:部门|单位)|主管部门"),
    "issued": re.compile(r"(?:成文|发布|公布|印发|制定|发文)(?:日期|时间)"),
}
_BUNDLE = re.compile(
    r"等([0-9]{1,3}|[一二三四五六七八九十]{1,3})[项个件部份](?:制度|规范性)?(?:文件|制度|办法|规定|方案)?$"
)
_ITEM = re.compile(
    r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,4})[）)]?[.．、]?)?(.{4,200}?)[（(]([^（）()]{2,30}[〔\[](?:19|20)\d\d[〕\]]第?\d{1,4}号)[）)][；;。]?$"
)


def listed(gazette: Gazette, document: Document) -> tuple[Listed, ...]:
    """All rows of the clean-up lists of a document; none where it carries none."""
    titles = [document.title, *(part.title or "" for part in document.parts)]
    if not any(_CLEANS.search(title) and _SUBJECT.search(title) for title in titles):
        return ()
    return tuple(row for part in document.parts for row in _part(gazette, document, part))


def outcome_of(words: str) -> Outcome | None:
    """What a cell or heading says became of documents: 继续有效, 予以废止, 宣布失效, 拟修改."""
    return next((outcome for outcome, pattern in _OUTCOMES if pattern.search(words)), None)


def bundle_of(title: str) -> int | None:
    """How many documents a name stands for: …等12项制度文件."""
    match = _BUNDLE.search(title)
    number = chinese_number(match[1]) if match else None
    return number if isinstance(number, int) and number > 1 else None


def _part(gazette: Gazette, document: Document, part: Part) -> Iterator[Listed]:
    heading = part.title or (document.title if part.kind is not PartKind.ANNEX else "")
    outcome = outcome_of(heading) if _LIST.search(heading) and not _mixed(heading) else None
    is_list = part.kind is PartKind.ANNEX or outcome is not None or _mixed(heading)
    row = 0
    for top in part.provisions:
        for node in top.walk():
            text = normal(gazette.printed(node, deep=False))
            if node.kind is Kind.TABLE:
                yield from _table(gazette, node, text, outcome)
            elif 4 <= len(text) <= 60 and _SUBJECT.search(text) and not mentions(text) and not _ITEM.match(text):
                found = outcome_of(text)
                if found and not _mixed(text) and (node.heading or text[-1] not in "。；"):
                    outcome, row = found, 0
            elif is_list and outcome is not None and node.kind is not Kind.TITLE:
                item = _item(text)
                if item:
                    row += 1
                    title, number, words = item
                    yield Listed(outcome, title, number, node.place, node.eid, words, row, bundle_of(title))


def _mixed(words: str) -> bool:
    return sum(1 for _, pattern in _OUTCOMES[:3] if pattern.search(words)) > 1


def _item(text: str) -> tuple[str, str | None, str] | None:
    """A numbered line that is nothing but a document's name: 1.关于…的通知（定政〔2010〕5号）."""
    match = _ITEM.match(text)
    if match:
        words = text[match.start(1) :].rstrip("；;。")
        return match[1].strip("《》"), match[2], words
    named = mentions(text)
    if len(named) == 1 and named[0].title and len(text) - (named[0].end - named[0].before) <= 8:
        each = named[0]
        return each.title or "", each.number, text[each.start : each.end]
    return None


def _table(gazette: Gazette, node: Provision, text: str, outcome: Outcome | None) -> Iterator[Listed]:
    made = table(gazette.source.text, node)
    columns = {
        name: next((column.index for column in made.columns if pattern.search(column.words)), None)
        for name, pattern in _COLUMNS.items()
    }
    if columns["title"] is None or (columns["outcome"] is None and outcome is None):
        return
    at = 0
    for each in made.rows:
        if each.kind is not RowKind.ITEM:
            continue
        title = _cell(each.words, columns["title"]).strip("《》")
        number = _cell(each.words, columns["number"]) or None
        said = outcome_of(_cell(each.words, columns["outcome"])) if columns["outcome"] is not None else outcome
        if len(title) < 4 or said is None:
            continue
        at += 1
        both = title + (number or "")
        yield Listed(
            outcome=said,
            title=title,
            number=number,
            place=node.place,
            eid=node.eid,
            words=both if both in text else title,
            row=at,
            bundle=bundle_of(title),
            issuer=_cell(each.words, columns["issuer"]) or None,
            implementer=_cell(each.words, columns["implementer"]) or None,
            issued=parse_date(_cell(each.words, columns["issued"])),
        )


def _cell(words: tuple[str, ...], column: int | None) -> str:
    return words[column] if column is not None and column < len(words) else ""
