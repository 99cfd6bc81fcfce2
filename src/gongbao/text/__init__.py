"""Text: the lines of a file become a Gazette of Documents of Provisions.

Comes in: a `Source`. Goes out: a `Gazette`: its documents, their parts and provisions, by spans of the file; on demand
their tables, rebuilt, and the totals that these print, reckoned again.
Promises: total (no text is refused; an unknown line is a paragraph, with a warning where that may be wrong); lossless
(every character stands in exactly one provision or piece of furniture, see `coverage`); linear in the text's length;
ids and places that are unique in their document and can be looked up again.
Never: looks at a file's name, knows a gazette or a title, changes a word.
"""

from gongbao.text.amending.instructions import Amendment, Instruction, Op, amendments, instructions
from gongbao.text.bodies import Mention, MentionKind, bodies_in
from gongbao.text.comparing import ArticlePair, PairStatus, Piece, compare, compare_documents
from gongbao.text.coverage import uncovered
from gongbao.text.display import display, joined
from gongbao.text.finding import Finder, NotFound, find, find_all, locate
from gongbao.text.grid.building import table, tables
from gongbao.text.grid.cells import Cell
from gongbao.text.grid.model import Aside, Column, Table, to_rows
from gongbao.text.grid.rows import Row, RowKind
from gongbao.text.grid.sums import Counts, Sum, counts, sums
from gongbao.text.grid.values import ColumnType
from gongbao.text.metadata import Fact, Field, metadata
from gongbao.text.model import (
    Dated,
    Document,
    Furniture,
    Gazette,
    Kind,
    Move,
    Part,
    PartKind,
    Provision,
    Span,
    Warning,
    quoted,
)
from gongbao.text.normal import NormalText, normal, quote
from gongbao.text.outline import outline
from gongbao.text.parsing import PARSER_VERSION, parse
from gongbao.text.places import Place, PlaceError, Range, parse_place, parse_places
from gongbao.text.references import Reference, references, short_names
from gongbao.text.relations import RelationKind, StatedRelation, stated_relations
from gongbao.text.responsible import Responsible, Role, responsible

__all__ = [
    "PARSER_VERSION",
    "Amendment",
    "ArticlePair",
    "Aside",
    "Cell",
    "Column",
    "ColumnType",
    "Counts",
    "Dated",
    "Document",
    "Fact",
    "Field",
    "Finder",
    "Furniture",
    "Gazette",
    "Instruction",
    "Kind",
    "Mention",
    "MentionKind",
    "Move",
    "NormalText",
    "NotFound",
    "Op",
    "PairStatus",
    "Part",
    "PartKind",
    "Piece",
    "Place",
    "PlaceError",
    "Provision",
    "Range",
    "Reference",
    "RelationKind",
    "Responsible",
    "Role",
    "Row",
    "RowKind",
    "Span",
    "StatedRelation",
    "Sum",
    "Table",
    "Warning",
    "amendments",
    "bodies_in",
    "compare",
    "compare_documents",
    "counts",
    "display",
    "find",
    "find_all",
    "instructions",
    "joined",
    "locate",
    "metadata",
    "normal",
    "outline",
    "parse",
    "parse_place",
    "parse_places",
    "quote",
    "quoted",
    "references",
    "responsible",
    "short_names",
    "stated_relations",
    "sums",
    "table",
    "tables",
    "to_rows",
    "uncovered",
]
