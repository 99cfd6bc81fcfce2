"""What the library itself answers of a system: dates, repeals, amendments, clean-up rules, printed lists.

It counts only where the very words of the system are what the library reckons with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongbao.guidance.systems import CatalogueDocument, Kind, System
from gongbao.library import Card, Library, OutlineEntry
from gongbao.reference import chinese_date
from gongbao.text import Kind as ProvisionKind
from gongbao.text import RelationKind, RowKind, Table

_LEAST_ROWS = 3
_LISTS = (Kind.REGISTER, Kind.CATALOGUE)
_ENDS = (RelationKind.REPEALS, RelationKind.LAPSES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A catalogue document as the library has it."""

    library: Library
    card: Card
    document: CatalogueDocument
    in_issue: int  # documents of the issue


def states_dates(card: Card | None, entry: OutlineEntry) -> bool:
    """Whether the words that the library reckons the document's period from stand in a provision."""
    facts = (card.effective, card.period) if card else ()
    return any(fact is not None and fact.words in entry.text for fact in facts)


def answered(system: System, asked: Asked, standing: Sequence[OutlineEntry]) -> str | None:
    """What the library answers of a system, in a sentence; None: nothing."""
    if system.kind is Kind.REGISTER and asked.document.type == "目录" and asked.document.id.endswith("-00"):
        return f"文库列出本期 {asked.in_issue} 份文件的标题、文号、日期和解读；栏目与起始页码未登记"
    if system.kind in _LISTS:
        return _printed_list(asked, standing)
    if system.kind is not Kind.LIFECYCLE:
        return None
    if "全部文件" in system.at:
        return f"文库登记本期 {asked.in_issue} 份文件的文号、关系和每一天的效力"
    return _amended(asked) or _cleanup(asked, standing) or _period(system, asked, standing)


def _printed_list(asked: Asked, standing: Sequence[OutlineEntry]) -> str | None:
    """Lists that the words print as tables: their rows are found, exported and counted."""
    eids = {entry.eid for entry in standing if entry.kind is ProvisionKind.TABLE}
    if not eids:
        return None
    found = [each for each in asked.library.tables(asked.card) if each.eid in eids and _is_list(each)]
    if not found:
        return None
    rows = "、".join(f"{each.place} {len(each.items)} 行" for each in found)
    return f"文库把印出的清单还原成表（{rows}），可以检索、导出；增减变更未登记"


def _is_list(table: Table) -> bool:
    """Items under headers or under headings; a form has neither."""
    headed = any(column.path for column in table.columns) or any(row.kind is RowKind.GROUP for row in table.rows)
    return headed and len(table.items) >= _LEAST_ROWS


def _amended(asked: Asked) -> str | None:
    """A decision that amends: carried out on the text that it amends."""
    amends = asked.library.registry.relations(asked.card).of(RelationKind.AMENDS)
    for each in amends:
        if each.target.held and len(asked.library.versions(each.target)) > 1:
            return f"修改决定已在《{each.target.title}》的条文上执行，可以看历次文本和逐条对照"
    return None


def _cleanup(asked: Asked, standing: Sequence[OutlineEntry]) -> str | None:
    """A rule on the clean-up that the lists of what is due rest on."""
    places = {entry.place for entry in standing}
    for rule in asked.library.registry.cleanup_rules():
        if rule.ground.document == asked.card.ref and rule.ground.place in places:
            return f"清理页按这一条列出到期的和应当清理的文件（{rule.ground.words}）；办理过程未登记"
    return None


def _period(system: System, asked: Asked, standing: Sequence[OutlineEntry]) -> str | None:
    if not any(word in system.name for word in ("施行", "有效期")):
        return None  # 证件管理, 解聘情形: a life cycle, but not that of the document
    if not any(states_dates(asked.card, entry) for entry in standing):
        return None
    state = asked.library.validity(asked.card, date.max)  # first and last day do not depend on the day asked for
    if state.first_day is None:
        return None
    until = f"至{chinese_date(state.last_day)}" if state.last_day else "，没有写明终止日"
    places = {entry.place for entry in standing}
    ended = [each for each in asked.library.registry.relations(asked.card).of(*_ENDS) if each.place in places]
    repeals = f"；所废止的 {len(ended)} 份文件已登记" if ended else ""
    known = ("施行与有效期", "施行日期", "施行与废止", "施行、有效期与废止")
    rest = "" if system.name in known and ("废止" not in system.name or ended) else "；其余部分尚未运行"
    return f"文库按日期推算效力：自{chinese_date(state.first_day)}起{until}{repeals}{rest}"
