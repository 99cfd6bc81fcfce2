"""From what the rooms hand out to the shapes of the API."""

from __future__ import annotations

import datetime
from dataclasses import asdict

from gongbao.api.shapes import (
    CoveredDocumentShape,
    DecisionShape,
    DocumentShape,
    GazetteShape,
    GroundShape,
    HitShape,
    InputShape,
    LinkShape,
    OutputShape,
    PackShape,
    PartShape,
    PassageShape,
    ProvisionShape,
    RelatedShape,
    RunShape,
    SearchShape,
    SegmentShape,
    SystemShape,
    ValidityShape,
    WholeDocumentShape,
)
from gongbao.guidance import DocumentCoverage, GazetteCoverage, SystemCoverage
from gongbao.library import Card, Library, Passage, SearchPage, StoredDocument, StoredProvision, Validity
from gongbao.pack import CompiledPack, Decision, Input


def validity_shape(validity: Validity) -> ValidityShape:
    """A state with its reasons."""
    return ValidityShape(
        state=validity.state.value,
        on=validity.on,
        first_day=validity.first_day,
        last_day=validity.last_day,
        reasons=[GroundShape(**asdict(one)) for one in validity.reasons],
    )


def document_shape(card: Card, library: Library, on: datetime.date) -> DocumentShape:
    """A card with its state on a day."""
    return DocumentShape(
        ref=card.ref,
        title=card.title,
        number=card.number,
        issuer=card.issuer,
        date=card.date,
        kind=card.kind,
        place=card.place,
        gazette=card.gazette,
        first_line=card.first_line,
        last_line=card.last_line,
        articles=card.articles,
        address=card.address,
        validity=validity_shape(library.validity(card, on)),
    )


def provision_shape(node: StoredProvision) -> ProvisionShape:
    """A provision with all below it."""
    return ProvisionShape(
        kind=node.kind.value,
        eid=node.eid,
        place=node.place,
        num=node.num,
        heading=node.heading,
        text=node.text,
        address=node.address,
        first_line=node.first_line,
        last_line=node.last_line,
        links=[LinkShape(start=one.start, end=one.end, address=one.address, title=one.title) for one in node.links],
        children=[provision_shape(child) for child in node.children],
    )


def whole_shape(
    document: StoredDocument, library: Library, on: datetime.date, here: StoredProvision | None
) -> WholeDocumentShape:
    """A document with its parts and relations."""
    related = document.relations
    return WholeDocumentShape(
        document=document_shape(document.card, library, on),
        parts=[
            PartShape(
                kind=part.kind.value,
                title=part.title,
                num=part.num,
                provisions=[provision_shape(node) for node in part.provisions],
            )
            for part in document.parts
        ],
        related=RelatedShape(
            interprets=related.interprets.address if related.interprets else None,
            interpreted_by=[card.address for card in related.interpreted_by],
            same_number=[card.address for card in related.same_number],
            previous=related.previous.address if related.previous else None,
            next=related.next.address if related.next else None,
        ),
        here=provision_shape(here) if here else None,
    )


def passage_shape(found: Passage) -> PassageShape:
    """A passage."""
    return PassageShape(
        citation=found.citation,
        document=found.document,
        number=found.number,
        title=found.title,
        place=found.place,
        eid=found.eid,
        address=found.address,
        words=found.words,
        text=found.text,
    )


def search_shape(page: SearchPage, library: Library, on: datetime.date) -> SearchShape:
    """A page of hits."""
    return SearchShape(
        query=page.query,
        total=page.total,
        offset=page.offset,
        hits=[
            HitShape(
                document=document_shape(hit.card, library, on),
                place=hit.place,
                address=hit.address,
                snippet=[SegmentShape(text=one.text, hit=one.hit) for one in hit.snippet],
            )
            for hit in page.hits
        ],
        facets={name: dict(counts) for name, counts in page.facets.items()},
    )


def input_shape(field: Input) -> InputShape:
    """A fact that is asked for."""
    return InputShape(
        fact=field.name,
        type=field.type.value,
        question=field.question,
        unit=field.unit,
        choices=list(field.choices),
        minimum=field.minimum,
        maximum=field.maximum,
        default=field.default,
        derived=field.derived,
        required=field.default is None and field.derived is None,
    )


def decision_shape(pack: CompiledPack, decision: Decision) -> DecisionShape:
    """A decision with its inputs in the pack's order."""
    names = {*decision.reads, *decision.derives_from, *([decision.date] if decision.date else [])}
    return DecisionShape(
        name=decision.name,
        title=decision.title,
        runs=list(decision.runs),
        inputs=[input_shape(field) for field in pack.inputs if field.name in names],
        outputs=OutputShape(type=decision.type.value, unit=decision.unit, choices=list(decision.choices)),
        date=decision.date,
        force=decision.force.value,
        table=decision.table_refusal is None,
        table_refusal=decision.table_refusal,
        address=f"/p/{pack.name}/{decision.name}",
    )


def pack_shape(pack: CompiledPack) -> PackShape:
    """A pack with its public decisions."""
    return PackShape(
        name=pack.name,
        title=pack.title,
        place=pack.place,
        document=pack.document,
        address=pack.address,
        hash=pack.hash,
        first_day=pack.in_force.first_day,
        last_day=pack.in_force.last_day,
        decisions=[decision_shape(pack, decision) for decision in pack.decisions if decision.public],
    )


def system_shape(each: SystemCoverage) -> SystemShape:
    """A system."""
    return SystemShape(
        id=each.system.id,
        name=each.system.name,
        kind=each.system.kind.value,
        at=each.system.at,
        status=each.status.value,
        reason=each.reason,
        words=each.words,
        address=each.address,
        runs=[RunShape(pack=run.pack, decision=run.decision, title=run.title) for run in each.runs],
    )


def gazette_shape(gazette: GazetteCoverage) -> GazetteShape:
    """An issue."""
    return GazetteShape(
        title=gazette.gazette.title,
        totals={status.value: count for status, count in gazette.totals.items()},
        documents=[_covered(document) for document in gazette.documents],
    )


def _covered(document: DocumentCoverage) -> CoveredDocumentShape:
    return CoveredDocumentShape(
        id=document.document.id,
        title=document.document.title,
        number=document.document.number,
        address=document.card.address if document.card else None,
        systems=[system_shape(each) for each in document.systems],
    )
