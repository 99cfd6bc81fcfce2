"""What documents do to each other, as reasons of validity: repeals, clean-up lists, amendments, newer versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from gongbao.library.model import Card, Ground, Record, Related
from gongbao.library.names import title_form
from gongbao.library.validity import Effect, Life, iso_day
from gongbao.reference import chinese_date
from gongbao.text import quoted
from gongbao.text.relations import RelationKind

_OUTCOMES = {"继续有效": RelationKind.KEEPS, "废止": RelationKind.REPEALS, "失效": RelationKind.LAPSES}


def effects_of(related: Iterable[Related], life_of: Callable[[Card], Life]) -> tuple[Effect, ...]:
    """The effects of what is said of a document.

    Args:
        related: what other documents say of it.
        life_of: the days of a document that says so, by its own words.
    """
    found: list[Effect] = []
    for each in related:
        if each.kind is RelationKind.REPEALS and each.row is None:
            found.append(_repeal(each, life_of))
        elif each.kind in (RelationKind.REPEALS, RelationKind.LAPSES, RelationKind.KEEPS) and each.row is not None:
            found.append(_listed(each))
        elif each.kind is RelationKind.LAPSES:
            found.append(_repeal(each, life_of))
        elif each.kind is RelationKind.AMENDS:
            found.append(_amended(each, life_of))
    return tuple(found)


def _repeal(each: Related, life_of: Callable[[Card], Life]) -> Effect:
    by = each.source
    day = iso_day(each.since) if each.since else None
    if day is None:
        own = life_of(by)
        day = own.first_day or by.date
    when = f"自{chinese_date(day)}起" if day else ""
    verb = "废止" if each.kind is RelationKind.REPEALS else "失效"
    if each.extent:
        sentence = f"其中{each.extent}{when}由{_name(by)}{verb}，其余部分不受影响"
    else:
        unknown = "" if day else "，起始日不明"
        sentence = f"{when}由{_name(by)}{verb}{unknown}"
    return Effect(each.kind, day, each.extent is None, _ground(each, sentence))


def _listed(each: Related) -> Effect:
    by = each.source
    day = by.date
    when = chinese_date(day) if day else "日期不明的"
    words = {
        RelationKind.KEEPS: f"列入{when}{_name(by)}的现行有效目录",
        RelationKind.REPEALS: f"{when}{_name(by)}公布清理结果，列为废止",
        RelationKind.LAPSES: f"{when}{_name(by)}公布清理结果，列为失效",
    }
    return Effect(each.kind, day, True, _ground(each, words[each.kind]))


def _amended(each: Related, life_of: Callable[[Card], Life]) -> Effect:
    day = life_of(each.source).first_day or each.source.date
    when = f"自{chinese_date(day)}起" if day else ""
    return Effect(each.kind, day, True, _ground(each, f"{when}由{_name(each.source)}修改"))


def _name(card: Card) -> str:
    return f"{card.number or ''}{quoted(card.title)}"


def _ground(each: Related, sentence: str) -> Ground:
    return Ground(sentence, each.place, each.words, each.source.ref, each.address)


def effects_of_record(record: Record) -> tuple[Effect, ...]:
    """What the office entered as the result of a clean-up."""
    kind = _OUTCOMES.get(record.outcome or "")
    if kind is None:
        return ()
    when = chinese_date(record.outcome_day) if record.outcome_day else ""
    by = f"（{record.outcome_by}）" if record.outcome_by else ""
    ground = Ground(f"{when}清理结果：{record.outcome}{by}，据{record.source or '登记'}")
    return (Effect(kind, record.outcome_day, True, ground),)


def own_amendments(related: Iterable[Related], card: Card) -> tuple[Effect, ...]:
    """What a text prints of its own amendments: the text held is the amended one, so that they change no state."""
    days = [(iso_day(each.since or ""), each) for each in related if each.kind is RelationKind.AMENDED_BY]
    known = [(day, each) for day, each in days if day]
    if not known:
        return ()
    day, last = max(known, key=lambda pair: pair[0])
    times = f"历经{len(known)}次修改，" if len(known) > 1 else ""
    sentence = f"{times}收录的是{chinese_date(day)}修改后的文本；在此以前的条文与此不同"
    return (Effect(RelationKind.AMENDED_BY, day, True, Ground(sentence, last.place, last.words)),)


def newer_versions(cards: Iterable[Card], last_change: Mapping[int, date]) -> dict[int, Effect]:
    """For each text of a law of which a newer version is held: from when that one applies."""
    by_title: defaultdict[str, list[tuple[date, Card]]] = defaultdict(list)
    for card in cards:
        day = last_change.get(card.id) or (iso_day(card.published.value) if card.published else None)
        if day and not card.place:
            by_title[title_form(card.title)].append((day, card))
    found: dict[int, Effect] = {}
    for versions in by_title.values():
        days = sorted({day for day, _ in versions})
        for day, card in versions:
            following = next((later for later in days if later > day), None)
            if following:
                newer = next(other for at, other in versions if at == following)
                starts = iso_day(newer.effective.value) if newer.effective else None
                since = starts if starts and starts > following else following
                sentence = (
                    f"{chinese_date(following)}又经修改，自{chinese_date(since)}起以修改后的文本为准，文库收录了该文本"
                )
                ground = Ground(sentence, None, None, newer.ref, newer.address)
                found[card.id] = Effect(RelationKind.AMENDS, since, True, ground)
    return found
