"""The errors that bad input ends in: finished sentences, shown as they are."""

from gongbao.decisions import DecisionError, TableError
from gongbao.examination import NothingToCompare, UnknownRule
from gongbao.feel import FeelError
from gongbao.guidance import CatalogueError
from gongbao.library import CitationError, LibraryError, RecordError
from gongbao.pack import PackError
from gongbao.reading import ReadingError

INPUT_ERRORS = (
    CatalogueError,
    CitationError,
    DecisionError,
    FeelError,
    LibraryError,
    NothingToCompare,
    PackError,
    ReadingError,
    RecordError,
    TableError,
    UnknownRule,
)
