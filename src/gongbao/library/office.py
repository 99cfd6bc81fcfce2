"""What a legal office asks of the whole library: what expires, what is due for the clean-up, what no list names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from gongbao.library.catalogue import Catalogue
from gongbao.library.model import Card, Ground, Related, State
from gongbao.library.names import address
from gongbao.library.schema import document, provision
from gongbao.library.validity import plan_end
from gongbao.reference import add_months, chinese_date
from gongbao.reference.numerals import chinese_number
from gongbao.text import quoted
from gongbao.text.relations import RelationKind

CLEANUP_YEARS = 2
"""How often documents are cleaned up where no rule of the place is held."""

EVALUATE_MONTHS = 3
"""How long before the end of its period a document is to be evaluated where no rule of the place is held."""

_NUMBER = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_EVERY = re.compile(rf"每{_NUMBER}年(?:至少)?(?:全面|集中|组织)?清理一次|每隔{_NUMBER}年(?:至少)?清理一次")
_BEFORE_END = re.compile(rf"有效期(?:限)?(?:届满|期满|到期)(?:前|之前){_NUMBER}个月")
_LISTS = (RelationKind.KEEPS, RelationKind.REPEALS, RelationKind.LAPSES, RelationKind.TO_AMEND)


@dataclass(frozen=True, slots=True)
class Due:
    """A document about which something is to be done, by a day, with the reasons."""

    card: Card
    what: str  # 有效期届满 即将废止 标题所示期间届满 应当清理 未列入清理目录
    day: date | None
    state: State
    reasons: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How often documents of a place are cleaned up, or when they are evaluated, with the words that say so."""

    number: int  # years, or months
    ground: Ground
    held: bool  # False: the setting, no text


class Office:
    """Answers for one state of the library."""

    def __init__(self, connection: sa.Connection, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rules = tuple(_rules(connection, catalogue))

    def expiring(self, on: date, months: int = 3) -> list[Due]:
        """Documents in force whose period ends within so many months from a day; soonest first.

        Those whose title names years that end within that time come as well: their period is none that ends by itself.
        """
        until = add_months(on, months)
        found: list[Due] = []
        for card in self._all():
            state = self._catalogue.validity(card, on)
            if not state.state.applies:
                continue
            if state.last_day and on <= state.last_day <= until:
                rule = self._rule(card, evaluate=True)
                after = self._catalogue.validity(card, state.last_day + timedelta(days=1)).state
                what = "即将废止" if after is State.REPEALED else "有效期届满"
                found.append(Due(card, what, state.last_day, state.state, (*state.reasons, rule.ground)))
            elif (end := plan_end(card.title)) and card.period is None and on <= end <= until:
                found.append(Due(card, "标题所示期间届满", end, state.state, state.reasons))
        return sorted(found, key=lambda each: (each.day or date.max, each.card.id))

    def due_for_cleanup(self, on: date, years: int | None = None) -> list[Due]:
        """Normative documents in force that have not been looked at for as long as the rule allows; longest due first.

        Args:
            on: the day.
            years: instead of what the rules of the place say, or of `CLEANUP_YEARS`.
        """
        found: list[Due] = []
        for card in self._normative(on):
            rule = self._rule(card) if years is None else Rule(years, Ground(f"按指定的{years}年一次计算"), False)
            looked_at, ground = self._last_look(card, on)
            if looked_at is None:
                continue
            day = add_months(looked_at, 12 * rule.number)
            if day <= on:
                due = Ground(f"{chinese_date(day)}起应当清理")
                state = self._catalogue.validity(card, on).state
                found.append(Due(card, "应当清理", day, state, (due, ground, rule.ground)))
        return sorted(found, key=lambda each: (each.day or date.max, each.card.id))

    def in_no_list(self, on: date) -> list[Due]:
        """Normative documents in force that no clean-up list names, though a list of their place is younger, or none
        of their place is held."""
        found: list[Due] = []
        for card in self._normative(on):
            if not card.held and card.date is None:
                continue
            if self._mentions(card, on):
                continue
            lists = [each for each in self._lists(on) if each.place == card.place]
            made = card.date or self._catalogue.validity(card, on).first_day
            younger = [each for each in lists if each.date and made and each.date >= made]
            if younger:
                last = younger[-1]
                sentence = (
                    f"{chinese_date(last.date)}{last.number or ''}{quoted(last.title)}没有列出这份文件"
                    if last.date
                    else ""
                )
                ground = Ground(sentence, None, None, last.ref, last.address)
            elif lists:
                ground = Ground("文库收录的清理目录都早于这份文件")
            else:
                ground = Ground(f"文库没有收录{card.place or '这一级'}的清理目录")
            state = self._catalogue.validity(card, on).state
            found.append(Due(card, "未列入清理目录", made, state, (ground,)))
        return found

    def _all(self) -> Iterator[Card]:
        yield from self._catalogue.cards
        yield from (each.card for each in self._catalogue.known)

    def _normative(self, on: date) -> Iterator[Card]:
        """What a clean-up looks at: local documents in force that are normative, or may be."""
        for card in self._all():
            listed = any(each.kind in _LISTS and each.row for each in self._catalogue.web.by_target.get(card.id, ()))
            named = self._catalogue.record_of(card)
            normative = (named.normative if named else None) or card.normative
            if not card.place or (normative not in ("是", "待认定") and not listed):
                continue
            if not card.held and not listed and named is None:
                continue
            if self._catalogue.validity(card, on).state.applies:
                yield card

    def _lists(self, on: date) -> list[Card]:
        """Clean-up announcements up to a day, oldest first."""
        sources = {
            each.source.id: each.source for each in self._catalogue.web.related if each.row and each.kind in _LISTS
        }
        return sorted(
            (card for card in sources.values() if card.date and card.date <= on), key=lambda card: card.date or date.min
        )

    def _mentions(self, card: Card, on: date) -> list[Related]:
        """Rows of lists up to a day that name a document."""
        return [
            each
            for each in self._catalogue.web.by_target.get(card.id, ())
            if each.kind in _LISTS and each.row and each.source.date and each.source.date <= on
        ]

    def _last_look(self, card: Card, on: date) -> tuple[date | None, Ground]:
        """When a document was last cleaned up, else made."""
        mentions = self._mentions(card, on)
        if mentions:
            last = max(mentions, key=lambda each: each.source.date or date.min)
            day = last.source.date
            sentence = f"上一次清理：{chinese_date(day)}{last.source.number or ''}" if day else ""
            return day, Ground(sentence, last.place, last.words, last.source.ref, last.address)
        record = self._catalogue.record_of(card)
        if record and record.outcome_day and record.outcome_day <= on:
            return record.outcome_day, Ground(f"上一次清理：{chinese_date(record.outcome_day)}，据{record.source}")
        day = self._catalogue.validity(card, on).first_day or card.date
        if day is None:
            return None, Ground("没有施行日期和成文日期")
        return day, Ground(f"自{chinese_date(day)}施行以来没有列入过清理目录")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules on the clean-up that held documents state."""
        return tuple(rule for _, _, rule in self._rules)

    def _rule(self, card: Card, *, evaluate: bool = False) -> Rule:
        """The rule of the document's place, else any that is held, else the setting."""
        rules = [each for each in self._rules if each[1] == evaluate]
        for place, _, rule in rules:
            if place == card.place:
                return rule
        number = EVALUATE_MONTHS if evaluate else CLEANUP_YEARS
        what = f"届满前{number}个月评估" if evaluate else f"每{number}年清理一次"
        return Rule(number, Ground(f"文库没有收录{card.place or '这一级'}的清理规定，按设置的{what}"), False)


def _rules(connection: sa.Connection, catalogue: Catalogue) -> Iterable[tuple[str, bool, Rule]]:
    """Rules on the clean-up that held documents state, explanations left aside; the latest of a place first."""
    found: list[tuple[str, bool, Rule]] = []
    query = (
        sa.select(document.c.id, provision.c.place, provision.c.normal)
        .join(document, document.c.id == provision.c.document_id)
        .where(
            document.c.kind != "解读",
            sa.or_(provision.c.normal.like("%清理一次%"), provision.c.normal.like("%有效期%满%前%个月%")),
        )
        .order_by(document.c.issued.desc(), provision.c.position)
    )
    for id_, place, text in connection.execute(query):
        card = catalogue.by_id[id_]
        for pattern, evaluate in ((_EVERY, False), (_BEFORE_END, True)):
            match = pattern.search(text)
            number = chinese_number(next(group for group in match.groups() if group)) if match else None
            if match and isinstance(number, int) and "规范性文件" in text:
                name = f"{card.number or ''}{quoted(card.title)}{place}"
                sentence = f"{name}：届满前{number}个月应当评估" if evaluate else f"{name}：每{number}年至少清理一次"
                ground = Ground(sentence, place, match[0], card.ref, address(card.ref, place))
                found.append((card.place, evaluate, Rule(number, ground, True)))
    return found
