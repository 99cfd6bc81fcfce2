"""Text: the lines of a file become a Gazette of Documents of Provisions.

Comes in: a `Source`. Goes out: a `Gazette`: its documents, their parts and provisions, by spans of the file.
Promises: total (no text is refused; an unknown line is a paragraph, with a warning where that may be wrong); lossless
(every character stands in exactly one provision or piece of furniture, see `coverage`); linear in the text's length;
ids and places that are unique in their document and can be looked up again.
Never: looks at a file's name, knows a gazette or a title, changes a word.
"""

from gongbao.text.cells import Cell, Rows, table_rows
from gongbao.text.coverage import uncovered
from gongbao.text.display import display, joined
from gongbao.text.finding import NotFound, find, find_all, locate
from gongbao.text.model import (
    Dated,
    Document,
    Furniture,
    Gazette,
    Kind,
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
from gongbao.text.references import Reference, references

__all__ = [
    "PARSER_VERSION",
    "Cell",
    "Dated",
    "Document",
    "Furniture",
    "Gazette",
    "Kind",
    "NormalText",
    "NotFound",
    "Part",
    "PartKind",
    "Place",
    "PlaceError",
    "Provision",
    "Range",
    "Reference",
    "Rows",
    "Span",
    "Warning",
    "display",
    "find",
    "find_all",
    "joined",
    "locate",
    "normal",
    "outline",
    "parse",
    "parse_place",
    "parse_places",
    "quote",
    "quoted",
    "references",
    "table_rows",
    "uncovered",
]
