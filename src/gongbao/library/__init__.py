"""Library: documents kept, found and quoted.

Comes in: files and folders of gazettes; questions about documents: by name, place, words, date.
Goes out: cards, whole documents with links and relations, hits, passages, validity on a day with its reasons.
Promises: a file is stored whole or not at all, and once; a citation resolves to exactly one passage or ends in an
error that names the nearest; an exact phrase is found wherever it stands; no query is an error; a state of validity
rests on words of the text or says that it is undetermined.
Never: changes a text, guesses which of two documents is meant, computes a rule.
"""

from gongbao.library.content import shipped_gazettes
from gongbao.library.database import LibraryError, default_file
from gongbao.library.library import Library
from gongbao.library.model import (
    Card,
    Failure,
    Ground,
    IngestProgress,
    IngestReport,
    Link,
    OutlineEntry,
    Passage,
    Relations,
    SearchHit,
    SearchPage,
    Segment,
    State,
    StoredDocument,
    StoredPart,
    StoredProvision,
    Validity,
)
from gongbao.library.names import address, split_citation
from gongbao.library.passages import CitationError

__all__ = [
    "Card",
    "CitationError",
    "Failure",
    "Ground",
    "IngestProgress",
    "IngestReport",
    "Library",
    "LibraryError",
    "Link",
    "OutlineEntry",
    "Passage",
    "Relations",
    "SearchHit",
    "SearchPage",
    "Segment",
    "State",
    "StoredDocument",
    "StoredPart",
    "StoredProvision",
    "Validity",
    "address",
    "default_file",
    "shipped_gazettes",
    "split_citation",
]
