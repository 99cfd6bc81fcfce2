"""What a document says of other documents: that it implements, repeals, amends, interprets, forwards or cites them.

Each relation rests on words of the document. A document that is named in several ways is stated once for each kind,
where it is named first; the weaker *cites* is left out where a stronger kind names the same document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongbao.text.cleanup import Listed, Outcome, listed
from gongbao.text.history import Happened, events
from gongbao.text.mentions import Mention, masked, mentions, title_spans
from gongbao.text.model import Document, Gazette, Kind, Part, PartKind, Provision
from gongbao.text.normal import normal
from gongbao.text.relations_model import RelationKind, StatedRelation, Target
from gongbao.text.repealing import REPEALED, repealed
from gongbao.text.structure.heads import title_key

__all__ = ["RelationKind", "StatedRelation", "Target", "stated_relations"]

_SENTENCE = re.compile(r"[。；！？\n]")
_SINCE = re.compile(r"(?:自|从)(?:(\d{4})年(\d{1,2})月(\d{1,2})日|本[\u4e00-\u9fff]{1,8}(施行|实施|生效|执行)之?日)起")
_BASIS = re.compile(r"根据|依据|依照|按照|遵照|贯彻落实|贯彻|落实|执行|参照")
_MADE = re.compile(
    r"(?:制定|制订|编制|出台|提出|建立)(?:本|如下|以下|该|此)|特制定|结合.{0,24}实际|经.{0,20}研究|"
    r"现.{0,16}(?:通知|公告|通告|印发|公布|认定|批复|授权|调整|如下)"
)
_AIM = re.compile(
    r"(?:现)?(?:为|根据|依据|依照|按照|遵照|贯彻|落实|深入|全面|认真|进一步|切实|坚决|以|结合|围绕|坚持|高举|加快|遵循|紧)"
)
_NOT_BASIS = re.compile(r"(?:不|未|没有)(?:按照|依照|根据|执行|落实)$")
_BASIS_HEADING = re.compile(r"(?:编制|制定|法律|政策|设立)?依据|指导思想")
_AMENDING_TITLE = re.compile(
    r"关于(?:修改|修订|修正)《.+》(?:等[^《》]{0,20})?的?(?:决定|决议|规定|通知)$|^(.+法)修正案(?:（.{1,6}）)?$"
)
_AMENDING_BODY = re.compile(r"(?:决定)?对□+作(?:如下|出)(?:修改|修正|修订)|将□+[^，。；]{0,40}修改为")
_PROSE = (Kind.PARAGRAPH, Kind.TITLE, Kind.ARTICLE)
_REPEAL_LEAD = re.compile(r"(?:废止|失效|停止执行)[^。；]{0,20}[：:]$")
_EARLY = 4  # paragraphs before any number in which a document says what it rests on
_LONGEST_WORDS = 160
_PARTS = 20  # of a document, whose titles count as its own


def stated_relations(gazette: Gazette, document: Document) -> tuple[StatedRelation, ...]:
    """All relations that a document states, in the order of their places, the strongest kinds first met kept."""
    rows = listed(gazette, document)
    lists = {each.eid for each in rows}
    found = [*_interprets(document), *_annexes(document), *_from_titles(gazette, document), *map(_listed, rows)]
    own = _own_names(document)
    aliases: set[str] = set()
    before: _Where | None = None
    for where in _walk(gazette, document):
        if where.provision.eid in lists:
            continue
        found += _torn(before, where)
        found += _provision(own, document, where, aliases)
        before = where
    return _once(document, found)


@dataclass(frozen=True, slots=True)
class _Where:
    """A provision with its own words, and whether it is one in which a document says what it rests on."""

    provision: Provision
    text: str
    early: bool
    under_repeal: bool  # below a lead-in: 下列文件予以废止：
    basis: bool  # below a heading: 编制依据
    annex: bool


def _walk(gazette: Gazette, document: Document) -> Iterator[_Where]:
    for part in document.parts:
        yield from _part(gazette, part)


def _part(gazette: Gazette, part: Part) -> Iterator[_Where]:
    """The provisions of a part in reading order."""
    paragraphs = 0
    listing = False
    for top in part.provisions:
        basis: frozenset[str] = frozenset()
        for node in top.walk():
            text = normal(gazette.printed(node, deep=False))
            if node.heading and len(node.heading) <= 16 and _BASIS_HEADING.search(node.heading):
                basis = frozenset(each.eid for each in node.walk())
            early = node.eid in basis
            if node.kind is Kind.PARAGRAPH and text:
                paragraphs += 1
                early = early or paragraphs <= (_EARLY if node is top else 2)
            listing = listing and (node.kind not in _PROSE or text[:1] in "《1234567890（")
            yield _Where(node, text, early, listing, node.eid in basis, part.kind is PartKind.ANNEX)
            listing = listing or _REPEAL_LEAD.search(text[-40:]) is not None


def _interprets(document: Document) -> Iterator[StatedRelation]:
    if document.interprets:
        place, eid = _title_place(document)
        yield StatedRelation(RelationKind.INTERPRETS, Target(document.interprets), place, eid, document.title)


_OF_OUTCOME = {
    Outcome.KEPT: RelationKind.KEEPS,
    Outcome.REPEALED: RelationKind.REPEALS,
    Outcome.LAPSED: RelationKind.LAPSES,
    Outcome.TO_AMEND: RelationKind.TO_AMEND,
}


def _listed(each: Listed) -> StatedRelation:
    return StatedRelation(
        _OF_OUTCOME[each.outcome],
        Target(each.title, each.number, each.issuer, each.issued),
        each.place,
        each.eid,
        each.words,
        row=each.row,
        bundle=each.bundle,
        implementer=each.implementer,
    )


def _annexes(document: Document) -> Iterator[StatedRelation]:
    for part in document.parts:
        if part.kind is PartKind.ANNEX and part.provisions:
            top = part.provisions[0]
            title = part.title or part.num or "附件"
            yield StatedRelation(RelationKind.ANNEX, Target(title), top.place, top.eid, title, part.num)


def _title_place(document: Document) -> tuple[str, str]:
    for part in document.parts:
        for top in part.provisions:
            if top.kind is Kind.TITLE:
                return top.place, top.eid
    return "", ""


def _from_titles(gazette: Gazette, document: Document) -> Iterator[StatedRelation]:
    """A decision names in its title what it amends; an amended text prints by what it was amended."""
    for title in dict.fromkeys((document.title, *(part.title for part in document.parts if part.title))):
        match = _AMENDING_TITLE.search(title)
        if match is None:
            continue
        words = normal(match[0])
        for node in document.walk():
            if node.kind is Kind.TITLE and words in normal(gazette.printed(node, deep=False)):
                spans = title_spans(match[0])
                for named in [match[0][start + 1 : end - 1] for start, end in spans] or [match[1]]:
                    yield StatedRelation(RelationKind.AMENDS, Target(_outer(named)), node.place, node.eid, words)
                break
    for node in document.walk():
        if node.kind is Kind.NOTE:
            yield from _promulgation(node, normal(gazette.printed(node, deep=False)))


def _outer(title: str) -> str:
    """A title that stood inside another one, as it is by itself."""
    return title.replace("〈", "《").replace("〉", "》").replace("<", "《").replace(">", "》")


def _promulgation(node: Provision, text: str) -> Iterator[StatedRelation]:
    for event in events(text):
        if event.what in (Happened.AMENDED, Happened.REVISED) and (event.title or event.number):
            target = Target(event.title, event.number, None, event.day)
            since = event.day.isoformat()
            yield StatedRelation(RelationKind.AMENDED_BY, target, node.place, node.eid, event.words, since=since)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _provision(own: frozenset[str], document: Document, where: _Where, aliases: set[str]) -> Iterator[StatedRelation]:
    if where.provision.kind in (Kind.TITLE, Kind.NUMBER, Kind.DATE, Kind.SIGNATURE, Kind.ADDRESSEE, Kind.NOTE):
        return
    text = where.text
    found = mentions(text)
    if where.provision.kind is Kind.TABLE:  # cells run together: only titles are sure where they begin
        found = tuple(replace(each, bodies=None, issued=None, before=each.start) for each in found if each.title)
    if not found or _is_contents(document):
        return
    aliases.update(each.alias for each in found if each.alias)
    named = tuple(each for each in found if each.title is None or each.title not in aliases)
    hidden = masked(text, found)
    start = at = 0
    for end in [*(match.end() for match in _SENTENCE.finditer(hidden)), len(text)]:
        inside: list[Mention] = []
        while at < len(named) and named[at].start < end:
            inside.append(named[at])
            at += 1
        if inside:
            yield from _sentence(own, document, where, hidden, start, end, inside)
        start = end


def _is_contents(document: Document) -> bool:
    """Whether a document is the issue's own list of contents."""
    return document.kind == "目录" and document.number is None


def _torn(before: _Where | None, where: _Where) -> Iterator[StatedRelation]:
    """A sentence that a page break tore apart between the document's name and the verb: 《…》 / 同时废止。"""
    if before is None or not (verb := REPEALED.match(where.text)):
        return
    named = mentions(before.text)
    if named and named[-1].end == len(before.text):
        last = named[-1]
        words = before.text[last.before : last.end]
        target = Target(last.title, last.number, last.bodies, last.issued)
        yield StatedRelation(
            RelationKind.REPEALS, target, before.provision.place, before.provision.eid, words, since=_since(verb[0])
        )


def _sentence(
    own: frozenset[str],
    document: Document,
    where: _Where,
    hidden: str,
    start: int,
    end: int,
    named: Sequence[Mention],
) -> Iterator[StatedRelation]:
    used: set[int] = set()
    for each, kind, stop, extent in repealed(hidden, start, end, named, listed=where.under_repeal):
        used.add(each.start)
        yield _stated(where, kind, each, each.before, stop, extent, _since(where.text[start:end]))
    amending = _AMENDING_BODY.search(hidden, start, end)
    passed_on = max(hidden.rfind("转发给", start, end), hidden.rfind("批转给", start, end))
    bases = _Bases(document, where, hidden, start, end)
    for each in named:
        if each.start in used:
            continue
        itself = _own(own, document, each)
        if amending and amending.start() <= each.start < amending.end() and not itself:
            yield _stated(where, RelationKind.AMENDS, each, amending.start(), amending.end(), each.articles, None)
        elif each.end <= passed_on and where.provision.kind is not Kind.TABLE:
            yield _stated(where, RelationKind.FORWARDS, each, each.before, each.end, None, None)
        elif not each.is_document or itself:
            continue
        elif (basis := bases.of(each)) is not None:
            yield _stated(where, RelationKind.IMPLEMENTS, each, basis, each.end, each.articles, None)
        else:
            stop = each.end + len(each.articles or "")
            yield _stated(where, RelationKind.CITES, each, each.before, stop, each.articles, None)


class _Bases:
    """Where a sentence says that the document rests on others: 根据《…》, 为贯彻落实《…》."""

    def __init__(self, document: Document, where: _Where, hidden: str, start: int, end: int) -> None:
        self._where = where
        self._starts: list[int] = []
        self._made = -1  # where the last words begin that say what is made of it: 制定本办法
        self._never = document.kind == "解读" or where.provision.kind is Kind.TABLE
        if self._never:
            return
        self._aims = where.early and not where.annex and (where.basis or _AIM.match(hidden, start) is not None)
        for match in _MADE.finditer(hidden, start, end):
            self._made = match.start()
        for match in _BASIS.finditer(hidden, start, end):
            if not _NOT_BASIS.search(hidden[max(start, match.start() - 3) : match.end()]):
                self._starts.append(match.start())

    def of(self, each: Mention) -> int | None:
        """Where the words begin by which the document rests on the one that is named; None where it does not."""
        if self._never or (self._made < each.end and not self._aims):
            return None
        at = bisect_left(self._starts, each.before)
        if at:
            return self._starts[at - 1]
        return each.before if self._where.basis else None


def _since(sentence: str) -> str | None:
    match = _SINCE.search(sentence)
    if match is None:
        return None
    if match[1]:
        return _iso(match[1], match[2], match[3])
    return "施行"


def _own_names(document: Document) -> frozenset[str]:
    """The titles under which a document may name itself: its own, and those of its first parts."""
    titles = [document.title, *(part.title for part in document.parts[:_PARTS] if part.title)]
    return frozenset(title_key(title) for title in titles)


def _own(own: frozenset[str], document: Document, each: Mention) -> bool:
    """Whether a document names itself: its title, or that of the notice around it."""
    if each.title is None:
        return each.number is not None and each.number == document.number
    if each.number and document.number and each.number != document.number:
        return False
    key = title_key(each.title)
    return key in own or any(len(key) > 8 and one.endswith(key) and len(one) - len(key) <= 12 for one in own)


def _stated(
    where: _Where,
    kind: RelationKind,
    each: Mention,
    start: int,
    stop: int,
    extent: str | None,
    since: str | None,
) -> StatedRelation:
    words = where.text[start:stop]
    if len(words) > _LONGEST_WORDS:
        words = where.text[each.before : each.end]
    target = Target(each.title, each.number, each.bodies, each.issued)
    return StatedRelation(kind, target, where.provision.place, where.provision.eid, words, extent, since)


_STRENGTH = {
    RelationKind.REPEALS: 0,
    RelationKind.LAPSES: 0,
    RelationKind.AMENDS: 1,
    RelationKind.INTERPRETS: 1,
    RelationKind.FORWARDS: 1,
    RelationKind.IMPLEMENTS: 2,
    RelationKind.CITES: 3,
}


def _once(document: Document, found: Sequence[StatedRelation]) -> tuple[StatedRelation, ...]:
    """Each target once for each kind, and not as cited where it stands in another relation."""
    best: dict[str, int] = {}
    for each in found:
        if each.kind in _STRENGTH:
            key = _key(each.target)
            best[key] = min(best.get(key, 9), _STRENGTH[each.kind])
    seen: set[tuple[RelationKind, str, object]] = set()
    kept: list[StatedRelation] = []
    for each in found:
        key = _key(each.target)
        if each.kind is RelationKind.CITES and best[key] < _STRENGTH[RelationKind.CITES]:
            continue
        mark = (each.kind, key, each.extent if each.kind is RelationKind.ANNEX else each.row and each.words)
        if mark not in seen:
            seen.add(mark)
            kept.append(each)
    return tuple(kept)


def _key(target: Target) -> str:
    return title_key(target.title) if target.title else normal(target.number or "")
