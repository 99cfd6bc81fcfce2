"""公报自证: every printed total, count and table of a gazette that is reckoned again, whether it agrees or not.

An outsider can check the machine against print here: each entry names its document, place and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from gongbao.examination.claims import Claim, Views, claims
from gongbao.text import Counts, Document, Gazette, Sum, Table, counts, sums


@dataclass(frozen=True, slots=True)
class TableProof:
    """A table with its totals and its numbering."""

    document: Document
    table: Table
    sums: tuple[Sum, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class GazetteProof:
    """All that a gazette prints and that can be reckoned again."""

    gazette: Gazette
    tables: tuple[TableProof, ...]
    claims: tuple[tuple[Document, Claim], ...]

    @property
    def rows(self) -> int:
        """Item rows of all tables."""
        return sum(each.counts.items for each in self.tables)

    @property
    def agreeing(self) -> int:
        """Totals and claims that come out as printed."""
        return sum(1 for each in self.tables for one in each.sums if one.agrees) + sum(
            1 for _, each in self.claims if each.agrees
        )

    @property
    def differing(self) -> int:
        """Those that do not, not even by rounding."""
        return sum(1 for each in self.tables for one in each.sums if not one.agrees and not one.by_rounding) + sum(
            1 for _, each in self.claims if not each.agrees
        )

    def entries(self, *, all_: bool) -> Iterator[str]:
        """A line for each total and claim, those that agree only with `all_`."""
        for each in self.tables:
            for one in each.sums:
                if all_ or not one.agrees:
                    said = "相同" if one.agrees else "四舍五入之内" if one.by_rounding else "不同"
                    yield (
                        f"{each.document.title} {each.table.place} {one.label} {one.column}："
                        f"印出{one.printed:f}，计算{one.rounded:f}，{said}"
                    )
        for document, claim in self.claims:
            if all_ or not claim.agrees:
                said = "相同" if claim.agrees else "不同"
                yield (
                    f"{document.title} {claim.place}“{claim.words}”：印出{claim.printed}，计算{claim.computed}"
                    f"（{claim.how}），{said}"
                )

    def to_json(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {
            "gazette": self.gazette.title,
            "rows": self.rows,
            "agreeing": self.agreeing,
            "differing": self.differing,
            "tables": [
                {
                    "document": each.document.key,
                    "place": each.table.place,
                    "caption": each.table.caption,
                    "columns": [column.title for column in each.table.columns],
                    "items": each.counts.items,
                    "missing_numbers": list(each.counts.missing),
                    "repeated_numbers": list(each.counts.repeated),
                    "sums": [
                        {
                            "label": one.label,
                            "column": one.column,
                            "line": one.line,
                            "printed": f"{one.printed:f}",
                            "computed": f"{one.computed:f}",
                            "agrees": one.agrees,
                            "by_rounding": not one.agrees and one.by_rounding,
                        }
                        for one in each.sums
                    ],
                }
                for each in self.tables
            ],
            "claims": [{"document": document.key, **asdict(claim)} for document, claim in self.claims],
        }


def prove(gazette: Gazette) -> GazetteProof:
    """Reckon all printed totals of a gazette again."""
    views = Views(gazette)
    found: list[TableProof] = []
    claimed: list[tuple[Document, Claim]] = []
    for view in views:
        found.extend(TableProof(view.document, table, sums(table), counts(table)) for table in view.tables)
        claimed.extend((view.document, each) for each in claims(views, view))
    return GazetteProof(gazette, tuple(found), tuple(claimed))
